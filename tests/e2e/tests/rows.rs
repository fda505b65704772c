//! Recommendations in groups: lanes by them that fold, and rows that are sorted, opened and, of a
//! long record, made only where they are seen.

#![allow(clippy::expect_used)]

use e2e::{Key, Name, Page, Reply, dist, run};
use serde_json::{Value, json};

/// The texts of what a selector finds, in the page's order.
async fn texts(page: &Page, selector: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())";
    let found = page.eval(script, &[selector.into()]).await;
    let found = found.as_array().cloned().unwrap_or_default();
    found.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
}

async fn titles(page: &Page) -> Vec<String> {
    texts(page, ".row h3").await
}

async fn assert_fits(page: &Page) {
    let out = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.eval(out, &[]).await, 0, "nothing stands out at the side");
}

#[test]
fn lanes_by_topic_through_the_control_and_a_link() {
    run(async |page| {
        page.resize(1280, 1000).await;
        page.open_ready("").await;
        page.get("button", "Fold Knowledge").await;
        page.choose("Group by", "Topic").await;
        page.wait_address("?group=topic").await;
        page.get("button", "Fold Conflicts of interest").await;
        page.wait_gone("button", "Fold Knowledge").await;
        page.wait_text("stands in the lane of the first").await;
        // The list has the same grouping.
        page.click("link", "Recommendations").await;
        page.wait_address("?view=recommendations&group=topic").await;
        page.get("heading", Name::Contains("Conflicts of interest")).await;
        page.back().await;
        page.back().await;
        page.wait_address("").await;
        page.get("button", "Fold Knowledge").await;
        // The status is the one as of the day.
        page.open_ready("?group=status&asof=2019-12-31").await;
        page.get("button", "Fold Not assessed").await;
        assert!(page.all("button", "Fold Continuing").await.is_empty());
        page.open_ready("?group=status").await;
        page.get("button", "Fold Continuing").await;
    });
}

#[test]
fn lanes_fold_and_unfold_by_keyboard() {
    run(async |page| {
        page.resize(1280, 1000).await;
        page.open_ready("?fold=no-such-lane").await;
        page.get("button", "Fold Actions").await;
        // The first of the buttons is on the way of Tab, the arrows go on from it.
        page.eval("document.querySelector('.lanes .fold[tabindex=\"0\"]').focus()", &[]).await;
        page.press(Key::Down).await;
        assert_eq!(page.focused().await, ("button".into(), "Fold Resolutions".into()));
        let height = "const g = document.querySelector('[data-mark=\"fold:resolutions\"]').closest('g.lanes > g, .lanes > g');
            return document.querySelectorAll('.mark.resolution').length";
        assert!(page.eval(height, &[]).await.as_u64() > Some(20));
        page.press(Key::Enter).await;
        page.wait_address("?fold=no-such-lane,resolutions").await;
        page.wait("the lane to be folded", async || {
            (page.focused().await == ("button".into(), "Unfold Resolutions".into())).then_some(())
        })
        .await;
        assert_eq!(page.eval(height, &[]).await, 0, "its marks are counted");
        let expanded = "return document.activeElement.getAttribute('aria-expanded')";
        assert_eq!(page.eval(expanded, &[]).await, "false");
        page.press(Key::Space).await;
        page.wait_address("?fold=no-such-lane").await;
        page.wait("the lane to be unfolded", async || {
            (page.focused().await.1 == "Fold Resolutions").then_some(())
        })
        .await;
        assert_eq!(page.eval(expanded, &[]).await, "true");
        // A link keeps it, and so do the other forms.
        page.open_ready("?fold=actions&show=list").await;
        page.get("button", "Unfold Actions").await;
        let rows = texts(page, ".listing section:has([aria-label='Unfold Actions']) li").await;
        assert!(rows.is_empty(), "{rows:?}");
        page.click("button", "Unfold Actions").await;
        page.wait_address("?show=list").await;
        page.get("button", "Fold Actions").await;
    });
}

#[test]
fn folded_lanes_have_no_rows_where_the_timeline_runs_down() {
    run(async |page| {
        page.resize(360, 780).await;
        page.open_ready("?from=2019-09&to=2020").await;
        page.get("button", Name::Contains("submissions")).await;
        page.open_ready("?from=2019-09&to=2020&fold=submissions").await;
        page.get("button", Name::Contains("List of open data")).await;
        let rows = texts(page, ".rows-down .entry").await.join(" ");
        assert!(!rows.contains("submissions"), "{rows}");
        assert_fits(page).await;
        page.click("button", "Unfold Submissions").await;
        page.wait_address("?from=2019-09&to=2020").await;
        page.get("button", Name::Contains("submissions")).await;
        // On paper too.
        page.open_ready("?fold=actions,documents").await;
        let printed = page.print(".sheet").await;
        assert!(printed.contains("Folded:") && printed.contains("List of open data"), "{printed}");
        assert!(!printed.contains("Open data information on a thematic webpage"));
    });
}

#[test]
fn rows_are_sorted() {
    run(async |page| {
        page.resize(1280, 1000).await;
        page.open_ready("?view=recommendations&group=status").await;
        let in_record = titles(page).await;
        page.choose("Sort by", "Title").await;
        page.wait_address("?view=recommendations&group=status&sort=title").await;
        page.wait("another order", async || (titles(page).await != in_record).then_some(())).await;
        let groups = "return [...document.querySelectorAll('.body > *')].reduce((groups, row) => {
            row.matches('.group') ? groups.push([]) : groups.at(-1).push(row.querySelector('h3').innerText);
            return groups }, [])";
        let sorted = page.eval(groups, &[]).await;
        for group in sorted.as_array().into_iter().flatten() {
            let titles: Vec<String> = group
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|title| Some(title.as_str()?.to_lowercase()))
                .collect();
            assert!(titles.is_sorted(), "{titles:?}");
        }
        let before = titles(page).await;
        page.click("button", "Reversed").await;
        page.wait_address("?view=recommendations&group=status&sort=-title").await;
        page.wait("the other way round", async || (titles(page).await != before).then_some(()))
            .await;
        // Those that wait longest come first.
        page.open_ready(
            "?view=recommendations&status=no-action-reported&sort=without-report&group=status",
        )
        .await;
        let waits = texts(page, ".row .more > p:nth-of-type(2)").await;
        assert!(
            waits.len() > 5
                && waits[0].contains("years")
                && waits[0].contains("without a reported answer"),
            "{waits:?}"
        );
        page.get("heading", Name::Contains("operative")).await;
    });
}

#[test]
fn an_opened_row_compares_its_wordings() {
    run(async |page| {
        page.resize(1280, 1000).await;
        page.open_ready("?view=recommendations&q=share+experiences").await;
        let name = Name::Contains("3 occurrences, 0 statuses reported: States parties invited");
        page.click("button", name).await;
        page.get("heading", "Where it stands").await;
        page.wait_text("Explicit answer (2)").await;
        page.wait_text("The paragraph plainly answers the request.").await;
        // One wording in terms of the other: together they are both.
        let third = "document.querySelector('.opened .source:last-of-type blockquote')";
        let of = async |out: &str| {
            let script = format!(
                "const quote = {third}.cloneNode(true);
                quote.querySelectorAll('.visually-hidden, {out}').forEach(e => e.remove());
                return quote.textContent"
            );
            page.eval(&script, &[]).await.as_str().unwrap_or_default().to_owned()
        };
        assert_eq!(
            of("ins").await,
            "in advance of each future meeting of the Working Group, States parties should be invited to share their experiences"
        );
        assert_eq!(
            of("del").await,
            "the Working Group recommended that, in advance of each of its meetings, States parties should be invited to share their experiences"
        );
        let heard = format!("return {third}.textContent");
        let heard = page.eval(&heard, &[]).await;
        assert!(heard.as_str().is_some_and(|text| text.contains("[left out: future meeting")));
        page.wait_text("5 words left out").await;
        // In the same words.
        page.open_ready("?view=recommendations&item=wgp10-open-data-list").await;
        page.click("button", Name::Contains("occurrences, 1 status reported: List of open")).await;
        page.wait_text("Implemented as of 20 April 2020").await;
        page.get("heading", "What reports said of it").await;
        page.click("button", Name::Contains("occurrences, 1 status reported: List of open")).await;
        page.wait_gone("heading", "What reports said of it").await;
    });
}

#[test]
fn rows_read_well_on_a_phone() {
    run(async |page| {
        page.resize(360, 780).await;
        page.open_ready("?view=recommendations").await;
        assert_fits(page).await;
        page.click("button", Name::Contains("3 occurrences, 0 statuses")).await;
        page.get("heading", "Where it stands").await;
        assert_fits(page).await;
        let below = "const row = document.querySelector('.recommendations .row');
            const [title, history] = ['h3', '.when svg'].map(of => row.querySelector(of).getBoundingClientRect());
            const axis = document.querySelector('.axis-head svg').getBoundingClientRect();
            return history.top >= title.bottom && Math.abs(history.left - axis.left) < 1 && history.width === axis.width";
        assert_eq!(page.eval(below, &[]).await, true, "on the axis, below the title");
    });
}

/// The record with `n` recommendations: its own, and copies of them.
fn many(n: usize) -> String {
    let record = std::fs::read_to_string(dist().join("data/record.json")).expect("a record");
    let mut record: Value = serde_json::from_str(&record).expect("the record is JSON");
    let own = record["recommendations"].as_array().cloned().unwrap_or_default();
    let copies = (0..n).map(|k| {
        let (round, mut copy) = (k / own.len(), own[k % own.len()].clone());
        if round > 0 {
            let (id, title) = (copy["id"].as_str(), copy["title"].as_str());
            let id = format!("{}-{round}", id.unwrap_or_default());
            let title = format!("{} {round}", title.unwrap_or_default());
            (copy["id"], copy["title"], copy["statuses"]) = (json!(id), json!(title), json!([]));
            if let Some(copy) = copy.as_object_mut() {
                copy.remove("aliases");
            }
        }
        copy
    });
    record["recommendations"] = copies.collect();
    record.to_string()
}

#[test]
fn of_a_long_list_what_is_seen_is_made() {
    let record = many(5_000);
    run(async |page| {
        page.resize(1280, 900).await;
        page.replace("data/record.json", Reply::ok("application/json", record));
        page.open_ready("?view=recommendations&group=session").await;
        page.wait_text("5,000 of 5,000 recommendations").await;
        page.get("table", "Recommendations").await;
        let nodes = "return document.querySelectorAll('*').length";
        let made = async || page.eval(nodes, &[]).await.as_u64().unwrap_or(u64::MAX);
        assert!(made().await < 1_500, "{}", made().await);
        // Each row says which of how many it is: the head, five sessions, and the rows.
        let count = "return document.querySelector('[role=table]').getAttribute('aria-rowcount')";
        assert_eq!(page.eval(count, &[]).await, "5006");
        let at = "const row = document.activeElement.closest('.row');
            const box = document.activeElement.getBoundingClientRect();
            const head = document.querySelector('.head').getBoundingClientRect();
            const seen = box.top >= head.bottom && box.bottom <= innerHeight;
            return row && seen ? Number(row.getAttribute('aria-rowindex')) : 0";
        let focused = async |what: &str, index: u64| {
            page.wait(what, async || (page.eval(at, &[]).await == index).then_some(())).await;
        };
        let first = "document.querySelector('.row h3 a[tabindex=\"0\"]').focus()";
        page.eval(first, &[]).await;
        focused("the first row", 3).await;
        page.press(Key::Down).await;
        focused("the next", 4).await;
        page.press(Key::End).await;
        focused("the last", 5_006).await;
        assert!(made().await < 1_500, "{}", made().await);
        page.press(Key::Up).await;
        focused("the one before", 5_005).await;
        page.press(Key::PageUp).await;
        page.wait("some rows up", async || {
            let index = page.eval(at, &[]).await.as_u64().unwrap_or(0);
            (index > 4_900 && index < 5_004).then_some(())
        })
        .await;
        // Scrolled away from, the row keeps the keyboard.
        page.eval("scrollTo(0, document.body.scrollHeight / 2)", &[]).await;
        page.wait("rows in the middle", async || {
            let middle = "const boxes = [...document.querySelectorAll('.row')].map(row => row.getBoundingClientRect());
                return boxes.some(box => box.top < 300 && box.bottom > 300)";
            (page.eval(middle, &[]).await == true).then_some(())
        })
        .await;
        assert_eq!(page.focused().await.0, "link");
        assert!(page.eval("return document.querySelector('.stuck') !== null", &[]).await == true);
        page.press(Key::Home).await;
        focused("the first again", 3).await;
        // Tab comes to one row alone, and goes on behind the list.
        let stops = "return document.querySelectorAll('.row a.record[tabindex=\"0\"]').length";
        assert_eq!(page.eval(stops, &[]).await, 1);
        // On paper there are more than are made, and the rest is told.
        let printed = page.print(".sheet").await;
        assert!(printed.contains("The first 1,000 of 5,000 rows"));
        assert!(printed.matches("Continued focus on a manageable number").count() > 100);
    });
}
