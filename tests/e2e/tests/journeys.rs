//! What people come for, from the plain address to the answer, by role and name; and that the
//! link they share shows the same to someone else.

use std::cell::RefCell;

use e2e::{ALL, Key, Name, run};

#[test]
fn open_data_is_found_proven_and_sent() {
    let sent = RefCell::new((String::new(), String::new()));
    run(async |page| {
        page.open_ready("").await;
        page.type_into("searchbox", "Search", "open data").await;
        page.wait_gone("button", Name::Contains("Private sector topic")).await;
        page.click("button", Name::Contains("List of open data initiatives, ")).await;
        let details = page.details().await;
        assert!(details.contains("List of open data initiatives"), "{details}");
        assert!(details.contains("a list of the open data initiatives and sources"), "{details}");
        assert!(details.contains("para. 29"), "{details}");
        assert!(details.contains("Explicit answer"), "{details}");
        assert!(details.contains("para. 32"), "{details}");
        assert!(details.contains("made that information available"), "{details}");
        page.wait_address("?q=open+data&item=wgp10-open-data-list").await;
        let link = page.share().await;
        sent.replace((link, page.seen().await));
    });
    let (link, shown) = sent.into_inner();
    assert_eq!(link, "?q=open+data&item=wgp10-open-data-list");
    run(async |page| {
        page.open_ready(&link).await;
        page.get("complementary", "Details").await;
        page.wait_seen(&shown).await;
    });
}

#[test]
fn back_and_forward_restore_each_step() {
    run(async |page| {
        page.open_ready("").await;
        page.type_into("searchbox", "Find in Topic", "open data").await;
        page.click("checkbox", Name::Contains("Open data")).await;
        page.wait_count(1).await;
        page.click("button", Name::Contains("List of open data")).await;
        page.get("complementary", "Details").await;
        page.click("link", "Recommendations").await;
        page.wait_address("?view=recommendations&topic=open-data&item=wgp10-open-data-list").await;
        page.back().await;
        page.wait_address("?topic=open-data&item=wgp10-open-data-list").await;
        page.get("complementary", "Details").await;
        page.back().await;
        page.wait_gone("complementary", "Details").await;
        page.back().await;
        page.wait_count(*ALL).await;
        page.wait_address("").await;
        page.forward().await;
        page.wait_count(1).await;
        page.reload().await;
        page.wait_ready().await;
        page.wait_count(1).await;
    });
}

#[test]
fn an_empty_result_says_what_to_loosen() {
    run(async |page| {
        page.open_ready("?status=implemented&function=d").await;
        page.wait_text("No recommendation matches").await;
        page.wait_count(0).await;
        // An empty timeline would only stand in the way.
        assert!(page.all("button", "Fit").await.is_empty());
        page.click("button", Name::Contains("Without “Function")).await;
        page.wait_count(1).await;
        page.click("button", "Clear filters").await;
        page.wait_count(*ALL).await;
        page.wait_address("").await;
    });
}

#[test]
fn search_folds_case_and_accents_and_tells_what_else_it_found() {
    run(async |page| {
        page.open_ready("").await;
        page.type_into("searchbox", "Search", "COTE d'ivoire").await;
        page.wait_count(0).await;
        page.wait_text("1 submission").await;
        page.get("button", Name::Contains("Côte d")).await;
        page.get("link", Name::Contains("Côte d")).await;
        page.click("link", "Recommendations").await;
        page.click("link", Name::Contains("Côte d")).await;
        assert!(page.details().await.contains("Tenth meeting"));
    });
}

#[test]
fn a_link_that_cannot_be_honoured_whole_says_so() {
    run(async |page| {
        page.open_ready(
            "?topic=open-dat&status=implemented&item=nobody&addressee=unodcs&from=soon",
        )
        .await;
        page.wait_count(1).await;
        let notice = page.get("alert", Name::Any).await.text().await.unwrap_or_default();
        for part in ["open-dat”", "Did you mean “open-data”", "nobody", "addressee", "soon"] {
            assert!(notice.contains(part), "{part}: {notice}");
        }
        // Nothing of it is lost until the reader says so.
        let address = page.address().await;
        assert!(address.contains("open-dat") && address.contains("addressee=unodcs"), "{address}");
        page.click("button", "Dismiss").await;
        page.wait_gone("alert", Name::Any).await;
        page.wait_address("?status=implemented").await;
    });
}

#[test]
fn without_a_clipboard_the_link_is_shown_for_copying() {
    run(async |page| {
        page.open_ready("?topic=open-data").await;
        let none = "Object.defineProperty(navigator, 'clipboard', { value: undefined })";
        page.eval(none, &[]).await;
        page.click("button", "Share").await;
        page.click("button", "Copy link").await;
        page.wait_text("copy it by hand").await;
        let link = page.get("textbox", "Link to this view").await;
        let value = link.prop("value").await.ok().flatten().unwrap_or_default();
        assert!(value.ends_with("/some/deep/path/?topic=open-data"), "{value}");
        let chosen = page.eval("return getSelection().toString()", &[]).await;
        assert_eq!(chosen.as_str(), Some(value.as_str()));
    });
}

#[test]
fn everything_is_done_by_keyboard() {
    run(async |page| {
        page.open_ready("").await;
        page.press("/").await;
        assert_eq!(page.focused().await.0, "searchbox");
        page.press("open data").await;
        page.wait_gone("button", Name::Contains("Private sector topic")).await;
        // On to the drawing: Tab comes to one mark, arrows to the others.
        for _ in 0..100 {
            let (role, name) = page.focused().await;
            if role == "button" && name.starts_with("List of open data") {
                break;
            }
            page.press(Key::Tab).await;
        }
        assert!(page.focused().await.1.starts_with("List of open data"));
        page.press(Key::Enter).await;
        page.wait("the focus in the details", async || {
            let (role, name) = page.focused().await;
            (role == "heading" && name == "List of open data initiatives").then_some(())
        })
        .await;
        page.press(Key::Escape).await;
        page.wait_gone("complementary", "Details").await;
        page.wait("the focus back on the mark", async || {
            page.focused().await.1.starts_with("List of open data").then_some(())
        })
        .await;
        page.press(Key::Up).await;
        page.wait("the lane above", async || {
            page.focused().await.1.contains("eeting of the Working Group").then_some(())
        })
        .await;
    });
}

#[test]
fn a_phone_shows_all_of_it() {
    run(async |page| {
        page.resize(360, 740).await;
        for view in ["", "?view=recommendations", "?view=about", "?item=wgp10-open-data-list"] {
            page.open_ready(view).await;
            let out =
                "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
            assert_eq!(page.eval(out, &[]).await, 0, "{view}: nothing stands out at the side");
        }
        page.open_ready("").await;
        page.click("button", "Filters").await;
        page.click("checkbox", Name::Contains("Implemented")).await;
        page.click("button", "Show 1 recommendation").await;
        page.wait_count(1).await;
        page.click("button", Name::Contains("List of open data")).await;
        page.get("complementary", "Details").await;
        page.click("button", "Close").await;
        page.wait_gone("complementary", "Details").await;
    });
}

#[test]
fn whatever_can_be_used_has_a_name() {
    run(async |page| {
        for view in [
            "",
            "?view=recommendations&q=open",
            "?view=about",
            "?view=sources",
            "?item=res-7-5",
            "?item=wg4-10",
        ] {
            page.open_ready(view).await;
            for role in ["button", "link", "checkbox", "searchbox", "complementary", "navigation"] {
                let nameless = page.all(role, "").await.len();
                assert_eq!(nameless, 0, "{view}: {role} without a name");
            }
            assert_eq!(page.all("heading", Name::Any).await.len(), {
                let script = "return [...document.querySelectorAll('h1,h2,h3,h4,h5')]
                    .filter(heading => heading.checkVisibility()).length";
                page.eval(script, &[]).await.as_u64().unwrap_or(0) as usize
            });
            assert_eq!(page.all("main", Name::Any).await.len(), 1);
        }
    });
}
