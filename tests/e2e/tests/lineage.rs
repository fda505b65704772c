//! Resolutions, Compare, About, and going from one record to the next: by role and name, wide and
//! narrow, and by keyboard.

use e2e::{Key, Name, Page, run};

async fn assert_fits(page: &Page) {
    let out = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.eval(out, &[]).await, 0, "nothing stands out at the side");
}

async fn title(page: &Page) -> String {
    page.driver.title().await.unwrap_or_default()
}

#[test]
fn the_chain_of_a_resolution_is_lit() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("").await;
        page.click("link", "Resolutions").await;
        page.wait_address("?view=resolutions").await;
        page.get("group", "Lineage of resolutions").await;
        assert!(title(page).await.starts_with("Resolutions · "));
        page.click("button", Name::Contains("Resolution 3/2: Preventive measures")).await;
        page.wait_address("?view=resolutions&item=res-3-2").await;
        page.get("heading", "Resolution 3/2: Preventive measures").await;
        let state = "return [...document.querySelectorAll('.node.' + arguments[0])]
            .map(node => node.dataset.mark).join(' ')";
        page.wait("the chain is lit", async || {
            let lit = page.eval(state, &["lit".into()]).await;
            let lit = lit.as_str().unwrap_or_default().to_owned();
            let all = ["cosp-3", "res-3-2", "res-4-3", "res-5-4", "res-8-8"];
            all.iter().all(|id| lit.split(' ').any(|lit| lit == *id)).then_some(())
        })
        .await;
        let dim = page.eval(state, &["dim".into()]).await;
        let dim = dim.as_str().unwrap_or_default();
        assert!(dim.contains("res-8-12") && !dim.contains("res-5-4"), "{dim}");
        // What it decided and led to is in the list, too; a number that is not known is said.
        page.get("heading", Name::Contains("Measurement of corruption number not known")).await;
        page.wait_text("follows up on Resolution 4/3").await;
        // Filters hold here as everywhere.
        page.open_ready("?view=resolutions&q=8/8").await;
        page.get("button", Name::Contains("Resolution 8/8: Follow-up")).await;
        assert!(page.all("button", Name::Contains("Resolution 3/1")).await.is_empty());
        page.open_ready("?view=resolutions&asof=2012").await;
        page.get("button", Name::Contains("Resolution 4/3: Marrakech")).await;
        assert!(page.all("button", Name::Contains("Resolution 8/8")).await.is_empty());
        page.open_ready("?view=resolutions&q=%22no+such+words%22+anywhere").await;
        page.wait_text("No resolution matches").await;
    });
}

#[test]
fn the_lineage_is_walked_by_keyboard() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?view=resolutions&item=res-3-2").await;
        page.eval("document.querySelector('[data-mark=\"res-3-2\"]').focus()", &[]).await;
        let focused = async |name: &str| {
            page.wait(name, async || page.focused().await.1.starts_with(name).then_some(())).await;
        };
        focused("Resolution 3/2: Preventive measures").await;
        // Along a link, and on along the next.
        page.press(Key::Right).await;
        focused("Resolution 4/3: Marrakech declaration").await;
        page.press(Key::Right).await;
        focused("Resolution 5/4: Follow-up").await;
        page.press(Key::Down).await;
        focused("Resolution 5/5").await;
        page.press(Key::Up).await;
        focused("Resolution 5/4: Follow-up").await;
        page.press(Key::Left).await;
        focused("Resolution 4/3").await;
        page.press(Key::Home).await;
        focused("First session of the Conference").await;
        page.press(Key::End).await;
        page.wait("the last one", async || {
            page.focused().await.1.contains("15 to 19 December 2025").then_some(())
        })
        .await;
        let last = page.focused().await.1;
        page.press(Key::Enter).await;
        page.wait("its details", async || {
            page.address().await.starts_with("?view=resolutions&item=res-").then_some(())
        })
        .await;
        page.wait("the details have the focus", async || {
            (page.focused().await.0 == "heading").then_some(())
        })
        .await;
        page.press(Key::Escape).await;
        page.wait_address("?view=resolutions").await;
        focused(&last).await;
    });
}

#[test]
fn a_phone_has_the_lineage_as_a_list_first() {
    run(async |page| {
        page.resize(360, 780).await;
        page.open_ready("?view=resolutions").await;
        assert_fits(page).await;
        let first = "const [list, graph] = ['.mandates', '.lineage-place'].map(at =>
            document.querySelector(at).getBoundingClientRect().top); return list < graph";
        assert_eq!(page.eval(first, &[]).await, true);
        page.click("link", Name::Contains("Resolution 5/4")).await;
        page.get("complementary", "Details").await;
        page.click("button", "Next").await;
        page.wait_address("?view=resolutions&item=res-5-5").await;
        page.click("button", "Back").await;
        page.wait_address("?view=resolutions&item=res-5-4").await;
        page.click("button", "Close").await;
        page.wait_address("?view=resolutions").await;
    });
}

#[test]
fn two_sessions_are_compared() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?view=sessions").await;
        page.click("link", "Compare with: Ninth meeting of the Working Group").await;
        page.wait_address("?view=compare&left=wg4-9&right=wg4-10").await;
        let heading =
            "Ninth meeting of the Working Group and Tenth meeting of the Working Group, compared";
        page.get("heading", heading).await;
        assert!(title(page).await.starts_with(heading), "{}", title(page).await);
        page.get("heading", "New (15)").await;
        page.get("heading", "Dropped (6)").await;
        page.wait_text("That it was given up is not said.").await;
        // The words of what is restated are compared.
        page.get("heading", "Changed (4)").await;
        let changed = "return document.querySelectorAll('.compare :is(ins, del)').length";
        assert!(page.eval(changed, &[]).await.as_u64() > Some(0));
        page.click("link", "List of open data initiatives").await;
        page.wait_address("?view=compare&left=wg4-9&right=wg4-10&item=wgp10-open-data-list").await;
        // In the order of this view.
        page.wait_text("4 of 26").await;
        page.click("button", "Close").await;
        // A later session of which the record holds documents only: an absence says nothing.
        let choose = "const select = [...document.querySelectorAll('.compare select')][1];
            select.value = 'wg4-12'; select.dispatchEvent(new Event('change'));";
        page.eval(choose, &[]).await;
        page.wait_address("?view=compare&left=wg4-9&right=wg4-12").await;
        page.get("heading", Name::Contains("Silent (")).await;
        page.wait_gone("heading", Name::Contains("Dropped (")).await;
        page.back().await;
        page.wait_address("?view=compare&left=wg4-9&right=wg4-10").await;
        page.get("heading", heading).await;
        // What is asked holds here, too.
        page.open_ready("?view=compare&topic=open-data&left=wg4-9&right=wg4-10").await;
        page.get("heading", "New (1)").await;
    });
}

#[test]
fn two_days_are_compared() {
    run(async |page| {
        page.resize(360, 780).await;
        page.open_ready("?view=recommendations&asof=2019-12-31").await;
        page.click("link", "Compare with the latest").await;
        page.wait_address("?view=compare&left=2019-12-31&right=2025-12-31").await;
        page.get("heading", "As known on 31 December 2019 and on 31 December 2025, compared").await;
        page.get("heading", "Changed (14)").await;
        assert_fits(page).await;
        // By keyboard from days to sessions.
        page.click("radio", "Two sessions").await;
        page.wait_address("?view=compare&left=wg4-9&right=wg4-10").await;
        page.press(Key::Right).await;
        page.wait_address("?view=compare&left=2020-04-19&right=2025-12-31").await;
        // What cannot be compared is said.
        page.open_ready("?view=compare&left=wg4-9&right=2020").await;
        page.get("alert", Name::Any).await;
        page.get("heading", "Two sessions or two days, compared").await;
        page.open_ready("?view=compare&left=wg4-9&right=wg4-99").await;
        page.wait_text("wg4-99").await;
    });
}

#[test]
fn from_one_record_to_the_next_and_back() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?view=recommendations&status=no-action-reported&group=session").await;
        let ids = "return [...document.querySelectorAll('.list .row h3 [data-opens]')]
            .map(link => link.dataset.opens)";
        let ids = page.eval(ids, &[]).await;
        let id = |n: usize| ids[n].as_str().unwrap_or_default().to_owned();
        let at = |id: &str| {
            format!("?view=recommendations&status=no-action-reported&group=session&item={id}")
        };
        page.open_ready(&at(&id(0))).await;
        page.wait_text("1 of 8").await;
        assert!(page.all("button", "Back").await.is_empty(), "nothing was open before");
        page.click("button", "Next").await;
        page.wait_address(&at(&id(1))).await;
        page.wait_text("2 of 8").await;
        assert_eq!(page.focused().await, ("button".into(), "Next".into()));
        // By keyboard, the focus stays.
        page.press(Key::Enter).await;
        page.wait_address(&at(&id(2))).await;
        page.click("button", "Previous").await;
        page.wait_address(&at(&id(1))).await;
        // A record that leads elsewhere, and back.
        page.eval("document.querySelector('.details .facts a').click()", &[]).await;
        page.wait_address(&at("wg4-9")).await;
        page.get("heading", "Ninth meeting of the Working Group").await;
        page.click("button", "Back").await;
        page.wait_address(&at(&id(1))).await;
        assert_eq!(page.focused().await.0, "heading");
        page.click("button", "Back").await;
        page.wait_address(&at(&id(2))).await;
        // The browser's own Back counts as one.
        page.back().await;
        page.wait_address(&at(&id(1))).await;
        page.click("button", "Copy the link").await;
        page.wait("it is copied", async || {
            let ends = format!("?item={}", id(1));
            page.clipboard().await.ends_with(&ends).then_some(())
        })
        .await;
        page.press(Key::Escape).await;
        page.wait_gone("complementary", "Details").await;
    });
}

#[test]
fn the_timeline_has_an_order_too() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?item=res-3-2").await;
        page.wait_text("of 42").await;
        page.click("button", "Next").await;
        page.wait("another resolution", async || {
            let address = page.address().await;
            (address.starts_with("?item=res-") && address != "?item=res-3-2").then_some(())
        })
        .await;
    });
}

#[test]
fn each_section_of_about_is_an_address() {
    run(async |page| {
        page.resize(360, 780).await;
        page.open_ready("?view=about").await;
        assert_fits(page).await;
        page.click("link", "Worked examples").await;
        page.wait_address("?view=about&section=worked-examples").await;
        page.get("heading", "Action reported is not implemented: a worked example").await;
        page.get("link", "Private sector topic in the workplan").await;
        let seen = "const box = document.getElementById(arguments[0]).getBoundingClientRect();
            return box.top >= -1 && box.top < innerHeight / 2";
        for section in ["worked-examples", "other-systems", "how-to-cite"] {
            page.open_ready(&format!("?view=about&section={section}")).await;
            page.wait(section, async || {
                let seen = page.eval(seen, &[section.into()]).await;
                seen.as_bool().filter(|seen| *seen)
            })
            .await;
        }
        page.get("rowheader", "Overtaken by events").await;
        page.get("cell", "superseded").await;
        page.open_ready("?view=about&section=how-status").await;
        page.wait_text("how-status-is-read").await;
    });
}
