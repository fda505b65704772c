//! The questions that people come with, each from the plain address to its answer by role and
//! name; then the link that they share, opened by somebody else, shows the same; then Back leads
//! step by step to where they began.

#![allow(clippy::expect_used)]

use std::cell::RefCell;

use e2e::{ALL, Key, Name, Page, Reply, dist, run};
use serde_json::Value;

/// A question: how it is asked and answered, from the first screen on; and the addresses that Back
/// leads to from the answer, one by one, to the first screen.
fn question(answer: impl AsyncFnOnce(&Page), way_back: &[&str]) {
    let sent = RefCell::new((String::new(), String::new()));
    run(async |page| {
        page.open_ready("").await;
        page.wait_count(*ALL).await;
        let first = begun(page).await;
        answer(page).await;
        page.wait_complete().await;
        let link = page.share().await;
        page.rested().await;
        sent.replace((link, page.seen().await));
        for (n, address) in way_back.iter().enumerate() {
            page.back().await;
            page.wait_address(address).await;
            assert_eq!(address.is_empty(), n + 1 == way_back.len(), "the last is the first");
        }
        page.wait_count(*ALL).await;
        page.wait("the first screen", async || (begun(page).await == first).then_some(())).await;
    });
    let (link, seen) = sent.into_inner();
    run(async |page| {
        page.open_ready(&link).await;
        page.wait_complete().await;
        page.wait_seen(&seen).await;
        assert_eq!(page.address().await, link, "the address is as it was sent");
    });
}

/// What the first screen has, but for what a reader may have unfolded.
async fn begun(page: &Page) -> String {
    let script = "return [document.title, document.querySelector('nav [aria-current]').innerText,
        document.querySelectorAll('aside.details').length, document.querySelectorAll('.chip').length,
        document.querySelector('.n-of-m').innerText, document.getElementById('as-of').value].join('; ')";
    page.eval(script, &[]).await.as_str().unwrap_or_default().to_owned()
}

/// What did we recommend on conflicts of interest, and what came of it?
#[test]
fn a_delegate_prepares_a_meeting() {
    question(
        async |page| {
            page.click("checkbox", Name::Starts("Conflicts of interest")).await;
            page.wait_count(6).await;
            page.click("link", "Recommendations").await;
            page.wait("the rows", async || (page.listed().await.len() == 6).then_some(())).await;
            // Status and what was done stand beside each other, row by row.
            let row = "Good practices on conflicts and asset disclosure";
            page.click("button", Name::Contains(row)).await;
            page.wait_text("What was done").await;
            page.wait_text("report no gathering of good practices").await;
            // What was unfolded here is not part of what is sent.
            page.click("button", Name::Contains(row)).await;
            page.click("link", row).await;
            let details = page.details().await;
            for said in [
                row,
                "No action reported",
                "para. 17",
                "gather information on good practices",
                "Same heading",
                "Ninth meeting of the Working Group",
            ] {
                assert!(details.contains(said), "{said}: {details}");
            }
        },
        &["?view=recommendations&topic=conflict-of-interest", "?topic=conflict-of-interest", ""],
    );
}

/// Which recommendations has no report answered yet?
#[test]
fn an_officer_writes_the_next_paper() {
    question(
        async |page| {
            page.click("checkbox", Name::Contains("No action reported")).await;
            page.wait_count(8).await;
            let name = "Private sector topic in the workplan";
            let mark = page.get("button", Name::Contains(name)).await;
            let said = mark.attr("aria-label").await.ok().flatten().unwrap_or_default();
            assert!(said.contains("no action reported"), "{said}");
            page.click("link", "Recommendations").await;
            page.choose("Sort by", "Time without report").await;
            page.wait_address(
                "?view=recommendations&status=no-action-reported&sort=without-report",
            )
            .await;
            let rows = "return [...document.querySelectorAll('[data-row]')].every(row =>
                row.innerText.includes('without a reported answer'))";
            page.wait_js("how long each has waited", rows).await;
            // The list as a file: the same rows, in the same order.
            let listed = page.listed().await;
            assert_eq!(listed.len(), 8);
            page.keep_files().await;
            page.click("button", "Export").await;
            page.click("button", "Brief (Markdown)").await;
            let brief = page.saved(0).await;
            let titles: Vec<&str> = brief.lines().filter_map(|l| l.strip_prefix("## ")).collect();
            assert_eq!(titles, listed);
            for part in brief.split("\n## ").skip(1) {
                assert!(part.contains("**No action reported** (20 April 2020)"), "{part}");
                assert!(part.contains("explicit answer") || part.contains("No action"), "{part}");
                assert!(part.contains("CAC/COSP/WG.4/2020/2") && part.contains("?item="), "{part}");
            }
            page.press(Key::Escape).await;
            page.wait_gone("dialog", "Export").await;
            page.click("link", name).await;
            let details = page.details().await;
            assert!(details.contains("para. 49"), "{details}");
            assert!(!details.contains("Implemented"), "{details}");
        },
        &[
            "?view=recommendations&status=no-action-reported&sort=without-report",
            "?view=recommendations&status=no-action-reported",
            "?status=no-action-reported",
            "",
        ],
    );
}

/// The figures on the first screen answer it as well, with one click.
#[test]
fn what_no_report_answers_is_one_click_away() {
    question(
        async |page| {
            page.click("link", Name::Contains("no action reported")).await;
            page.wait_count(8).await;
            page.get("button", Name::Contains("Private sector topic in the workplan")).await;
        },
        &[""],
    );
}

/// Who was asked, who answered, how long did it take?
#[test]
fn a_monitor_follows_up() {
    question(
        async |page| {
            page.click("button", "Addressee").await;
            page.click("checkbox", Name::Starts("States parties")).await;
            page.wait_address("?addressee=states-parties").await;
            page.click("link", "Recommendations").await;
            page.get("link", "List of open data initiatives").await;
            page.wait_text("to States parties").await;
            page.wait_text("First answer reported after 7 months").await;
            page.wait_text("without a reported answer").await;
            // Who sent something in, and who took part: each State, kept apart from who was asked.
            page.click("button", "Clear filters").await;
            page.click("link", "States").await;
            page.get("rowheader", "Kenya").await;
            page.click("link", Name::Contains("Austria: 1 submission")).await;
            let details = page.details().await;
            assert!(details.contains("Austria"), "{details}");
            assert!(details.contains("1 submission"), "{details}");
            assert!(details.contains("background paper 2020, para. 46"), "{details}");
        },
        &[
            "?view=states",
            "?view=recommendations",
            "?view=recommendations&addressee=states-parties",
            "?addressee=states-parties",
            "",
        ],
    );
}

/// What was known on 1 January 2020, and where does it say so?
#[test]
fn a_researcher_looks_back() {
    question(
        async |page| {
            let day = page.get("Date", "As known on").await;
            // Day, month, year, as the browser's language has it; this one reads the same anyhow.
            day.send_keys("01012020").await.expect("typing");
            page.wait_address("?asof=2020-01-01").await;
            page.wait_text("recommendations, as known on 1 January 2020").await;
            page.wait_count(*ALL).await;
            page.click("link", "Recommendations").await;
            page.click("link", "List of open data initiatives").await;
            let details = page.details().await;
            for said in [
                "Not assessed",
                "No report known on 1 January 2020",
                "No action known on 1 January 2020",
                "a list of the open data initiatives and sources",
                "para. 29",
            ] {
                assert!(details.contains(said), "{said}: {details}");
            }
            assert!(!details.contains("Explicit answer"), "{details}");
            // Where it says so, as a citation; and all of it as data, of that day.
            page.click("DisclosureTriangle", "Cite").await;
            page.clipboard().await;
            page.click("button", "Copy as a footnote").await;
            page.wait("the citation", async || {
                page.clipboard().await.contains("CAC/COSP/WG.4/2020/2").then_some(())
            })
            .await;
            page.keep_files().await;
            page.click("button", "Export").await;
            page.click("button", "Record (JSON)").await;
            let record: Value = serde_json::from_str(&page.saved(0).await).expect("JSON");
            assert_eq!(record["as_of"], "2020-01-01");
            let ids = |kind: &str| record[kind].as_array().cloned().unwrap_or_default();
            assert_eq!(ids("recommendations").len(), *ALL);
            let has = |kind: &str, id: &str| ids(kind).iter().any(|record| record["id"] == id);
            assert!(has("sessions", "wg4-10") && !has("sessions", "wg4-12"));
            assert!(!has("actions", "act-open-data-webpage"));
            page.press(Key::Escape).await;
            page.wait_gone("dialog", "Export").await;
            // What was unfolded here is not part of what is sent.
            page.click("DisclosureTriangle", "Cite").await;
        },
        &["?view=recommendations&asof=2020-01-01", "?asof=2020-01-01", ""],
    );
}

/// One picture and one link.
#[test]
fn a_journalist_takes_a_picture_and_a_link() {
    question(
        async |page| {
            page.type_into("searchbox", "Search", "open data").await;
            page.wait_gone("button", Name::Contains("Private sector topic")).await;
            page.click("button", Name::Contains("List of open data initiatives, ")).await;
            page.get("complementary", "Details").await;
            page.keep_files().await;
            page.click("button", "Picture").await;
            page.click("button", "Save SVG").await;
            let picture = page.saved(0).await;
            assert!(picture.starts_with("<svg"), "{picture}");
            for said in [
                "Working Group on the Prevention of Corruption",
                "List of open data initiatives",
                "As of 31 December 2025",
                "?q=open+data&amp;",
                "&amp;item=wgp10-open-data-list",
            ] {
                assert!(picture.contains(said), "{said}");
            }
            page.press(Key::Escape).await;
            page.wait_gone("dialog", "Picture").await;
            page.mouse("mouseMoved", 5.0, 5.0).await;
        },
        // Typing is no step of its own.
        &["?q=open+data", ""],
    );
}

/// Can we publish ours the same way?
#[test]
fn another_secretariat_publishes_its_own() {
    question(
        async |page| {
            page.click("link", "About").await;
            page.click("link", "How to publish your own").await;
            page.wait_address("?view=about&section=publish-your-own").await;
            page.wait_text("Copy this site, replace that file").await;
            for file in ["data/record.json", "data/record.schema.json"] {
                let link = page.get("link", file).await;
                let to = link.attr("href").await.ok().flatten();
                assert_eq!(to.as_deref(), Some(file));
                let there = format!("return fetch('{file}').then(answer => answer.ok)");
                page.wait_js("the file", &there).await;
            }
        },
        &["?view=about", ""],
    );
    // With another file in its place it is another body's, and each mistake in the file is told.
    let record = std::fs::read_to_string(dist().join("data/record.json")).expect("the record");
    let other = record
        .replacen("Working Group on the Prevention of Corruption", "Committee on Lakes", 1)
        .replacen("\"wg4-10\"", "\"wg4-1O\"", 1);
    run(async |page| {
        page.without_copy().await;
        page.replace("data/record.json", Reply::ok("application/json", other));
        page.open_ready("").await;
        page.get("heading", "Committee on Lakes").await;
        page.click("alert", Name::Any).await;
        page.wait_text("No session has the id “wg4-1O”").await;
        page.wait_text("Mend the id, or add the record.").await;
        page.get("button", Name::Contains("Private sector topic in the workplan")).await;
    });
}
