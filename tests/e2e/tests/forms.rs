//! The timeline's content in other forms: as a list, as a table, running down, on paper.

use e2e::{Key, Name, Page, run};

const CHOSEN: &str = "item=wgp10-open-data-list";

/// The ids of the records that a selector finds, in the page's order.
async fn ids(page: &Page, selector: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.dataset.opens ?? e.dataset.mark)";
    let found = page.eval(script, &[selector.into()]).await;
    let found = found.as_array().cloned().unwrap_or_default();
    found.iter().map(|id| id.as_str().unwrap_or_default().to_owned()).collect()
}

/// The text of the first that a selector finds.
async fn text(page: &Page, selector: &str) -> String {
    let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
    page.eval(script, &[selector.into()]).await.as_str().unwrap_or_default().to_owned()
}

async fn is_checked(page: &Page, name: &str) -> bool {
    page.get("radio", name).await.is_selected().await.unwrap_or(false)
}

async fn assert_fits(page: &Page) {
    let out = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.eval(out, &[]).await, 0, "nothing stands out at the side");
}

#[test]
fn one_toggle_away_and_back() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("").await;
        assert!(is_checked(page, "Drawing").await);
        page.click("radio", "List").await;
        page.wait_address("?show=list").await;
        page.get("heading", Name::Contains("Resolutions")).await;
        page.wait_gone("button", "Zoom in").await;
        assert_eq!(
            page.focused().await,
            ("radio".into(), "List".into()),
            "the choice has the focus"
        );
        // The next one, by keyboard.
        page.press(Key::Right).await;
        page.wait_address("?show=table").await;
        page.get("table", "Timeline").await;
        assert_eq!(page.focused().await, ("radio".into(), "Table".into()));
        page.back().await;
        page.wait_address("?show=list").await;
        page.wait_gone("table", "Timeline").await;
        assert!(is_checked(page, "List").await);
        page.click("radio", "Drawing").await;
        page.wait_address("").await;
        page.get("button", Name::Contains("Eighth session")).await;
    });
}

#[test]
fn the_same_records_in_the_same_order() {
    run(async |page| {
        page.resize(1280, 1200).await;
        // Few enough to be listed whole.
        let asked = "status=implemented,no-action-reported";
        page.open_ready(&format!("?{asked}&show=list")).await;
        page.get("link", "List of open data initiatives").await;
        let more = async || {
            while let Some(more) = page.all("button", Name::Contains("more")).await.first() {
                let before = ids(page, ".listing [data-opens]").await.len();
                more.click().await.expect("a click");
                page.wait("more of them", async || {
                    (ids(page, ".listing [data-opens]").await.len() > before).then_some(())
                })
                .await;
            }
        };
        more().await;
        let listed = ids(page, ".listing [data-opens]").await;
        page.open_ready(&format!("?{asked}&show=table")).await;
        page.get("table", "Timeline").await;
        more().await;
        assert_eq!(ids(page, ".listing [data-opens]").await, listed);
        // The lanes of the drawing are those of the list, and so are its marks, but for those that
        // stand in a bundle or beyond the window.
        page.open_ready(&format!("?{asked}&from=2005&to=2027")).await;
        page.get("button", Name::Contains("List of open data")).await;
        let marks = ids(page, ".mark.lifeline").await;
        let of_list: Vec<String> = listed.iter().filter(|id| marks.contains(id)).cloned().collect();
        assert_eq!(of_list, marks);
        assert!(marks.len() > 5, "{marks:?}");
    });
}

#[test]
fn what_is_chosen_is_chosen_in_each() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?show=list&function=a").await;
        page.click("link", "List of open data initiatives").await;
        page.wait_address(&format!("?function=a&show=list&{CHOSEN}")).await;
        page.get("complementary", "Details").await;
        assert_eq!(ids(page, ".listing [aria-current]").await, ["wgp10-open-data-list"]);
        assert!(text(page, ".listing .lit").await.contains("Seventh session"));
        page.click("radio", "Table").await;
        page.get("table", "Timeline").await;
        assert_eq!(ids(page, ".listing [aria-current]").await, ["wgp10-open-data-list"]);
        page.click("radio", "Drawing").await;
        page.wait_js(
            "the mark to be chosen",
            "return document.querySelector(\"[data-mark='wgp10-open-data-list']\")?.getAttribute('aria-pressed') === 'true'",
        )
        .await;
        // By keyboard the focus goes to the details and comes back.
        page.open_ready("?show=table&function=a").await;
        let link = "document.querySelector('.table [data-opens=wgp10-open-data-list]').focus()";
        page.get("table", "Timeline").await;
        page.eval(link, &[]).await;
        page.press(Key::Enter).await;
        page.wait("the details", async || (page.focused().await.0 == "heading").then_some(()))
            .await;
        page.press(Key::Escape).await;
        page.wait("the link again", async || {
            (page.focused().await.1 == "List of open data initiatives").then_some(())
        })
        .await;
    });
}

#[test]
fn a_table_says_what_its_cells_are() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?show=table&status=implemented&asof=2020-04-20").await;
        page.get("table", "Timeline").await;
        for name in ["Date", "Title", "Status", "Source"] {
            page.get("columnheader", name).await;
        }
        page.get("rowheader", Name::Contains("Knowledge")).await;
        page.get("rowheader", "List of open data initiatives").await;
        let row = "return [...document.querySelector('[data-opens=wgp10-open-data-list]').closest('tr').cells].map(c => c.innerText.trim()).join('|')";
        let row = page.eval(row, &[]).await;
        let row = row.as_str().unwrap_or_default();
        assert!(row.starts_with("4 to 6 September 2019|List of open data"), "{row}");
        assert!(row.contains("|Implemented|") && row.contains("para. 20"), "{row}");
        // Many rows are shown on demand; the first of them then has the focus.
        page.open_ready("?show=table").await;
        let first = page.all("button", Name::Contains("more")).await;
        let count = ids(page, ".table [data-opens]").await.len();
        first.first().expect("a button").click().await.expect("a click");
        page.wait("more rows", async || {
            (ids(page, ".table [data-opens]").await.len() > count).then_some(())
        })
        .await;
        page.wait("the focus", async || (page.focused().await.0 == "link").then_some(())).await;
    });
}

#[test]
fn on_a_narrow_screen_it_runs_down() {
    run(async |page| {
        page.resize(360, 780).await;
        page.open_ready("?from=2019-09&to=2020").await;
        let row = page.get("button", Name::Contains("List of open data")).await;
        assert!(is_checked(page, "Drawing").await);
        assert!(text(page, ".down h2").await.contains("2019"));
        assert_fits(page).await;
        let gutter =
            "return document.querySelector('.rows-down .gutter').getBoundingClientRect().width";
        assert!(page.eval(gutter, &[]).await.as_f64() <= Some(120.0));
        // Rows do not overlap, and each is large enough for a finger.
        let rows = "const boxes = [...document.querySelectorAll('.entry')].map(e => e.getBoundingClientRect());
            return boxes.every((box, n) => box.height >= 24 && (n === 0 || box.top >= boxes[n - 1].bottom - 0.5))";
        assert_eq!(page.eval(rows, &[]).await, true);
        row.click().await.expect("a click");
        let details = page.get("complementary", "Details").await;
        assert!(details.text().await.expect("text").contains("Implemented"));
        page.click("button", "Close").await;
        page.wait_gone("complementary", "Details").await;
        // Those of one day that are no more than names are one row, which opens their list.
        page.eval("scrollTo(0, 0)", &[]).await;
        page.click("button", Name::Contains("submissions")).await;
        let details = page.get("complementary", "Details").await;
        assert!(details.text().await.expect("text").contains("records"));
        assert_fits(page).await;
        // The reports' readings stand at the day of the report.
        page.open_ready("?from=2019-09&to=2020").await;
        page.get("button", Name::Contains("recommendations reported")).await;
        // As known earlier there is less.
        let count = "return document.querySelectorAll('.entry').length";
        let now = page.eval(count, &[]).await.as_u64();
        page.open_ready("?from=2019-09&to=2020&asof=2019-12-31").await;
        page.get("button", Name::Contains("List of open data")).await;
        assert!(page.eval(count, &[]).await.as_u64() < now);
        assert!(!page.text().await.contains("recommendations reported"));
        assert!(text(page, ".entry.now").await.contains("As of 31 December 2019"));
    });
}

#[test]
fn a_window_and_a_choice_hold_there_too() {
    run(async |page| {
        page.resize(360, 780).await;
        page.open_ready(&format!("?from=2019&to=2020&{CHOSEN}")).await;
        page.get("button", Name::Contains("List of open data")).await;
        let lit = text(page, ".down").await;
        assert!(!lit.contains("Seventh session"), "it lies before the window");
        let curves =
            "return document.querySelectorAll('.rows-down li:first-child .curve').length > 0";
        assert_eq!(page.eval(curves, &[]).await, true, "the trail comes from there");
        let chosen = "return [...document.querySelectorAll('.entry[aria-pressed=true]')].map(e => e.dataset.mark).join()";
        assert_eq!(page.eval(chosen, &[]).await, "wgp10-open-data-list");
        page.click("button", "Close").await;
        page.click("button", "Fit").await;
        page.get("heading", "2006").await;
        page.click("button", "Zoom in").await;
        page.wait_gone("heading", "2006").await;
        // The window is still on its way: what is clicked is to be there when it is.
        page.rested().await;
        page.click("button", Name::Contains("earlier")).await;
        page.get("heading", "2006").await;
        // What a link asks for is shown at any width.
        page.open_ready("?show=drawing").await;
        page.get("button", Name::Contains("session of the Conference")).await;
        assert_eq!(page.eval("return document.querySelectorAll('.down').length", &[]).await, 0);
        page.open_ready("?show=table").await;
        page.get("table", "Timeline").await;
        assert_fits(page).await;
    });
}

#[test]
fn paper_has_the_whole_of_it() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?status=no-action-reported&from=2019&to=2020&asof=2021").await;
        let printed = page.print(".sheet").await;
        for words in [
            "Working Group on the Prevention of Corruption",
            "Status: No action reported",
            "As of 31 December 2021 · 8 of 33 recommendations",
            "/some/deep/path/?status=no-action-reported&from=2019&to=2020&asof=2021-12-31",
            "Seventh session of the Conference",
            "Working Group meetings",
            "recommendations reported",
        ] {
            assert!(printed.contains(words), "{words}: {printed}");
        }
        // What is filtered out is not there.
        assert!(!printed.contains("List of open data initiatives"), "{printed}");
        assert_eq!(
            page.eval("return document.querySelector('.sheet').childElementCount", &[]).await,
            0
        );

        page.open_ready("?from=2019&to=2019").await;
        let printed = page.print(".sheet").await;
        for words in [
            "everything, no filter chosen",
            "First session of the Conference",
            "List of open data initiatives",
            "Eleventh session of the Conference",
        ] {
            assert!(printed.contains(words), "{words}");
        }
        // Another view is printed as it is.
        page.open_ready("?view=about").await;
        assert_eq!(page.print(".sheet").await, "");
    });
}

#[test]
fn paper_has_no_controls() {
    run(async |page| {
        page.resize(800, 900).await;
        page.open_ready("").await;
        page.as_printed().await;
        page.wait_js("the sheet", "return document.querySelectorAll('.sheet li').length > 100")
            .await;
        let seen = "return [...document.querySelectorAll('button, input, nav, aside, .overview, .drawing')].filter(e => e.getClientRects().length).map(e => e.outerHTML)";
        assert_eq!(page.eval(seen, &[]).await, serde_json::json!([]));
        let sticky = "return [...document.querySelectorAll('.sheet *')].some(e => getComputedStyle(e).position === 'sticky')";
        assert_eq!(page.eval(sticky, &[]).await, false);
        assert_fits(page).await;
    });
}
