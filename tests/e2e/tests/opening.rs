//! How the page opens: what is there before the program and without it, what the program takes over,
//! and what is there without a network.

#![allow(clippy::expect_used)]

use std::time::Duration;

use e2e::{Name, Page, Reply, dist, run};
use serde_json::{Value, json};
use xtask::synthetic::synthetic;

const RECORD: &str = "data/record.json";

fn file(name: &str) -> String {
    std::fs::read_to_string(dist().join(name)).expect("a file of the site")
}

/// The record, arriving late.
fn late(seconds: u64) -> Reply {
    Reply::ok("application/json", file(RECORD)).after(Duration::from_secs(seconds))
}

/// Runs a script in each page before anything of its own.
async fn before(page: &Page, script: &str) {
    page.cdp("Page.enable", json!({})).await;
    page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
}

#[test]
fn the_first_screen_waits_for_neither_program_nor_data() {
    run(async |page| {
        page.replace(RECORD, late(3));
        page.open("").await;
        page.get("heading", "Working Group on the Prevention of Corruption").await;
        page.get("link", "8 of 33 no action reported").await;
        page.wait_text("Kept up to 31 December 2025.").await;
        let ready = "return document.documentElement.hasAttribute('data-ready')";
        assert_eq!(page.eval(ready, &[]).await, false, "nothing of it is the program's");
        // What takes long can be read meanwhile.
        page.wait_text("CAC/COSP/WG.4/2020/2 (inferred), para. 20, para. 29").await;
        page.wait_text("Loading the record").await;
        page.wait_ready().await;
        page.wait_gone("status", Name::Contains("Loading")).await;
        page.get("button", Name::Contains("List of open data initiatives")).await;
        let asked = page.requests().await;
        let asked = asked.iter().filter(|url| url.ends_with(RECORD)).count();
        assert_eq!(asked, 1, "what was preloaded is what is used");
    });
}

/// Where each part of the head and of the figures stands, to a tenth of a pixel.
const PARTS: &str = "return [...document.querySelectorAll(
        ':is(#app, #opening) > header :is(h1, p, a, button, input, kbd, label), .summary :is(a, strong, span, p, li, svg)')]
    .filter(part => !part.closest('[popover]'))
    .map(part => {
        const { x, y, width, height } = part.getBoundingClientRect();
        const at = [x, y, width, height].map(n => Math.round(n * 10) / 10);
        return `${part.tagName} ${part.textContent} ${at}`;
    })";

const SHIFTS: &str = "window.__shifts = [];
    new PerformanceObserver(list => {
        for (const shift of list.getEntries()) __shifts.push(shift.value + ' ' + shift.sources.map(
            source => source.node?.outerHTML?.slice(0, 80)));
    }).observe({ type: 'layout-shift', buffered: true });";

#[test]
fn nothing_moves_when_the_program_takes_over() {
    run(async |page| {
        before(page, SHIFTS).await;
        for width in [360, 768, 1100, 1920] {
            page.resize(width, 900).await;
            page.replace(RECORD, late(1));
            page.open("").await;
            page.get("link", "8 of 33 no action reported").await;
            let before = page.eval(PARTS, &[]).await;
            page.wait_ready().await;
            let after = page.eval(PARTS, &[]).await;
            assert!(before.as_array().is_some_and(|parts| parts.len() > 50), "{before}");
            assert_eq!(before, after, "{width} px");
        }
        page.restore(RECORD);
        for link in ["", "?view=recommendations", "?item=wgp10-open-data-list", "?show=table"] {
            page.open_ready(link).await;
            let rest = "return new Promise(done => setTimeout(() => done(__shifts), 300))";
            assert_eq!(page.eval(rest, &[]).await, json!([]), "{link}");
        }
    });
}

#[test]
fn without_scripts_it_is_the_record_as_a_list() {
    run(async |page| {
        page.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        for width in [360, 1280] {
            page.resize(width, 900).await;
            page.open("").await;
            page.get("heading", "Working Group on the Prevention of Corruption").await;
            page.get("link", "List of open data initiatives").await;
            page.get("heading", Name::Contains("resolutions")).await;
            let seen = page.tree().await;
            assert!(seen.contains("Without it, this is the record as a list"), "{seen}");
            // Nothing is offered that would not work.
            for (role, name) in [("searchbox", "Search"), ("button", "Share"), ("status", "")] {
                assert!(page.all(role, name).await.is_empty(), "{role} {name}");
            }
            page.click("link", "8 of 33 no action reported").await;
            page.wait_address("?status=no-action-reported#record-status-no-action-reported").await;
            page.get("heading", Name::Contains("No action reported")).await;
        }
    });
}

#[test]
fn a_failure_stands_above_what_can_still_be_read() {
    run(async |page| {
        page.allow_errors("404");
        page.replace(RECORD, Reply::status(404));
        page.open("").await;
        page.get("alert", Name::Any).await;
        page.get("link", "List of open data initiatives").await;
        page.wait_text("CAC/COSP/WG.4/2020/2 (inferred), para. 20, para. 29").await;
        assert!(page.all("button", "Share").await.is_empty());
        page.restore(RECORD);
        page.click("button", "Retry").await;
        page.wait_ready().await;
        page.get("button", "Share").await;
    });
}

#[test]
fn each_figure_leads_to_what_it_counts() {
    run(async |page| {
        page.open_ready("").await;
        for (figure, address, count) in [
            ("19 of 33 not assessed: no later report", "?status=not-assessed", 19),
            ("11 of 33 Exchange of information", "?function=b", 11),
            ("7 of 33 informational", "?flag=informational", 7),
            ("14 of 33 No function stated", "?function=none", 14),
        ] {
            page.click("link", figure).await;
            page.wait_address(address).await;
            page.wait_text(&format!("{count} of 33 recommendations")).await;
        }
        page.click("link", "39 of 49 States submitted").await;
        page.wait_address("?view=states").await;
        page.back().await;
        page.wait_address("?function=none").await;
        page.click("link", "33 recommendations").await;
        page.wait_address("").await;
        page.click("link", "How status is read").await;
        page.get("heading", "How status is read").await;
    });
}

#[test]
fn the_figures_fit_a_line_and_wrap() {
    run(async |page| {
        let tops = "return [...document.querySelectorAll('.figures')].map(list => new Set(
            [...list.children].map(item => Math.round(item.getBoundingClientRect().bottom / 8))).size)";
        for (width, lines) in [(1100, Some([1, 1])), (1920, Some([1, 1])), (360, None)] {
            page.resize(width, 900).await;
            page.open_ready("").await;
            if let Some(lines) = lines {
                assert_eq!(page.eval(tops, &[]).await, json!(lines), "{width} px");
            }
            let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(page.eval(over, &[]).await, 0, "{width} px");
        }
    });
}

/// Waits until the browser has a whole copy of the site, and the page itself asks for no more.
async fn copied(page: &Page) {
    page.wait_complete().await;
    let there = "return navigator.serviceWorker.getRegistration()
        .then(registration => registration?.active?.state === 'activated')";
    page.wait_js("the copy of the site", there).await;
}

fn renamed() -> String {
    let renamed = file(RECORD).replace("List of open data initiatives", "A list with a new name");
    assert_ne!(renamed, file(RECORD));
    renamed
}

#[test]
fn it_opens_without_a_network_after_the_first_visit() {
    run(async |page| {
        page.open_ready("").await;
        copied(page).await;
        page.stop();
        page.open_ready("?view=recommendations&q=open+data").await;
        page.get("link", Name::Contains("List of open data initiatives")).await;
        // Texts, too.
        page.open_ready("?view=sources&document=background-paper-2020&paragraph=29").await;
        page.wait_text("open data initiatives and sources").await;
    });
}

#[test]
fn with_a_network_what_is_newer_is_shown_and_kept() {
    run(async |page| {
        page.open_ready("").await;
        copied(page).await;
        page.replace(RECORD, Reply::ok("application/json", renamed()));
        page.open_ready("").await;
        page.get("button", Name::Contains("A list with a new name")).await;
        page.stop();
        page.open_ready("").await;
        page.get("button", Name::Contains("A list with a new name")).await;
    });
}

#[test]
fn a_newer_page_is_never_shown_with_an_older_record() {
    run(async |page| {
        page.open_ready("").await;
        copied(page).await;
        page.allow_errors("ERR_");
        page.allow_errors("Failed to fetch");
        page.replace("", Reply::ok("text/html; charset=utf-8", file("index.html") + "<!-- -->"));
        page.replace(RECORD, late(600));
        page.open("").await;
        page.get("link", "8 of 33 no action reported").await;
        page.wait_text("Loading the record").await;
        page.stop();
        let alert = page.get("alert", Name::Any).await.text().await.unwrap_or_default();
        assert!(alert.contains("no answer"), "{alert}");
    });
}

#[test]
fn a_newer_edition_takes_the_place_of_the_copy() {
    run(async |page| {
        page.open_ready("").await;
        copied(page).await;
        let editions = "return caches.keys().then(keys => keys.length)";
        assert_eq!(page.eval(editions, &[]).await, 1);
        let worker = file("offline.js");
        let newer = worker.replacen("edition:\"", "edition:\"newer", 1);
        let newer = newer.replacen("edition: \"", "edition: \"newer", 1);
        assert_ne!(newer, worker);
        page.replace("offline.js", Reply::ok("text/javascript", newer));
        page.replace(RECORD, Reply::ok("application/json", renamed()));
        page.open_ready("").await;
        // While a page of the former is open, both are there; then the newer alone.
        let waits = "return navigator.serviceWorker.getRegistration()
            .then(registration => registration?.waiting?.state === 'installed')";
        page.wait_js("the newer edition", waits).await;
        assert_eq!(page.eval(editions, &[]).await, 2);
        // The former has to be done with its last page before the browser lets it go.
        page.wait("the newer alone", async || {
            page.driver.goto("about:blank").await.ok()?;
            page.eval("return new Promise(done => setTimeout(done, 500))", &[]).await;
            page.open_ready("").await;
            let keys = page.eval("return caches.keys()", &[]).await;
            let keys = keys.as_array()?;
            (keys.len() == 1 && keys[0].as_str()?.contains("newer")).then_some(())
        })
        .await;
        page.stop();
        page.open_ready("").await;
        page.get("button", Name::Contains("A list with a new name")).await;
    });
}

/// Opens the first row that is shown before all is read, and notes how far the page was then.
const FIRST: &str = "new MutationObserver(() => {
    const rows = document.querySelectorAll('main li details');
    if (window.__first || rows.length === 0) return;
    rows[0].querySelector('summary').click();
    __first = {
        rows: rows.length,
        opens: rows[0].open,
        words: rows[0].innerText,
        heading: document.querySelector('h1').textContent,
        ready: document.documentElement.hasAttribute('data-ready'),
    };
}).observe(document, { childList: true, subtree: true });";

#[test]
fn the_first_rows_of_a_large_record_can_be_read_before_all_is() {
    run(async |page| {
        before(page, FIRST).await;
        let file = synthetic(5_000, 1);
        let record: Value = serde_json::from_str(&file).expect("a record");
        page.replace("data/large.json", Reply::ok("application/json", file));
        page.open_ready("?data=data/large.json").await;
        let first = page.eval("return window.__first", &[]).await;
        assert_eq!((&first["ready"], &first["opens"]), (&json!(false), &json!(true)), "{first}");
        assert_eq!(first["heading"], record["title"]);
        assert_eq!(first["rows"], 100);
        let own = &record["recommendations"][0];
        for part in [&own["title"], &own["occurrences"][0]["quote"]] {
            let (words, part) = (first["words"].as_str(), part.as_str().expect("a text"));
            assert!(words.is_some_and(|words| words.contains(part)), "{part}: {first}");
        }
        // What takes their place is the page.
        page.get("navigation", "Views").await;
        assert_eq!(page.eval("return document.querySelectorAll('main').length", &[]).await, 1);
    });
}

#[test]
fn where_no_copy_may_be_kept_the_page_works() {
    run(async |page| {
        before(page, "navigator.serviceWorker.register = () => Promise.reject(new Error('no'))")
            .await;
        page.open_ready("").await;
        page.get("button", Name::Contains("List of open data initiatives")).await;
    });
}
