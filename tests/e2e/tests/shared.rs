//! What is shared: the link and what it holds, a view in another page, another record; and what is
//! not, because it is remembered on the device.

#![allow(clippy::expect_used)]

use std::time::Duration;

use e2e::{Key, Name, Page, Reply, dist, run};
use serde_json::json;

const LINK: &str = "?view=recommendations&status=no-action-reported&from=2018&to=2020-06&asof=2020-04-20&group=topic&sort=-date&item=wgp10-private-sector-workplan";

async fn value(page: &Page, name: &str) -> String {
    let field = page.get("textbox", name).await;
    field.prop("value").await.ok().flatten().unwrap_or_default()
}

#[test]
fn the_panel_says_what_the_link_holds_and_is_used_by_keyboard() {
    run(async |page| {
        page.open_ready(LINK).await;
        page.get("button", "Share").await.focus().await.expect("the focus");
        page.press(Key::Enter).await;
        page.get("dialog", "Share").await;
        page.wait("the focus on the first button", async || {
            (page.focused().await == ("button".to_owned(), "Copy link".to_owned())).then_some(())
        })
        .await;
        for part in [
            "View: Recommendations",
            "Status: No action reported",
            "Window: 1 January 2018 to 30 June 2020",
            "As known on: 20 April 2020",
            "Group by: Topic",
            "Sort by: Date, Reversed",
            "Open: Private sector topic in the workplan",
        ] {
            page.wait_text(part).await;
        }
        assert!(value(page, "Link to this view").await.ends_with(LINK));
        page.clipboard().await;
        page.press(Key::Enter).await;
        page.wait_text("Link to this view copied").await;
        assert!(page.clipboard().await.ends_with(LINK));
        page.press(Key::Tab).await;
        page.press(Key::Tab).await;
        assert_eq!(page.focused().await.1, "Copy code");
        page.press(Key::Enter).await;
        page.wait_text("Code to embed it copied").await;
        let code = page.clipboard().await;
        assert!(
            code.starts_with("<iframe src=\"http://") && code.contains("&amp;embed=1\""),
            "{code}"
        );
        page.press(Key::Escape).await;
        page.wait_gone("dialog", "Share").await;
        assert_eq!(page.focused().await.1, "Share");
        // What was open beside it still is.
        page.get("complementary", "Details").await;
    });
}

#[test]
fn the_systems_own_way_of_sharing_is_offered_where_there_is_one() {
    run(async |page| {
        page.cdp("Page.enable", json!({})).await;
        let script = "Object.defineProperty(navigator, 'share', { configurable: true,
            value: data => { window.__shared = data; return Promise.reject(new Error('closed')); } })";
        let source = json!({ "source": script });
        page.cdp("Page.addScriptToEvaluateOnNewDocument", source).await;
        page.open_ready("?topic=open-data").await;
        page.click("button", "Share").await;
        page.click("button", "Share by …").await;
        page.wait_js("the link", "return window.__shared?.url?.endsWith('?topic=open-data')").await;
        assert_eq!(
            page.eval("return __shared.title", &[]).await,
            "Working Group on the Prevention of Corruption"
        );
    });
}

#[test]
fn a_view_in_another_page_has_no_frame_and_leads_to_the_whole() {
    run(async |page| {
        page.open_ready("?view=recommendations&topic=open-data").await;
        page.click("button", "Share").await;
        let code = value(page, "Code to embed it").await;
        let host = format!(
            "<!doctype html><title>Host</title><link rel=icon href=data:,><p>Before</p>{code}"
        );
        page.replace("host.html", Reply::ok("text/html; charset=utf-8", host));
        page.open("host.html").await;
        page.wait_js(
            "the view in the frame",
            "return document.querySelector('iframe').contentDocument
                .documentElement.hasAttribute('data-ready')",
        )
        .await;
        let script = "const inner = document.querySelector('iframe').contentDocument;
            const open = [...inner.querySelectorAll('a')].find(a => a.textContent === 'Open in Mandate Trail');
            return [inner.body.innerText, open.getAttribute('href'), open.target, open.rel,
                inner.querySelectorAll('header, nav, .facets, .summary').length]";
        let seen = page.eval(script, &[]).await;
        let text = seen[0].as_str().unwrap_or_default();
        assert!(text.contains("List of open data initiatives"), "{text}");
        assert!(text.contains("1 of 33 recommendations"), "{text}");
        assert!(text.contains("Working Group on the Prevention of Corruption"), "{text}");
        assert_eq!(seen[1], "?view=recommendations&topic=open-data");
        assert_eq!((&seen[2], &seen[3]), (&json!("_blank"), &json!("noopener")));
        assert_eq!(seen[4], 0);
    });
}

#[test]
fn without_its_frame_the_page_stays_so() {
    run(async |page| {
        for width in [360, 1280] {
            page.resize(width, 700).await;
            page.open_ready("?view=recommendations&embed=1").await;
            let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            assert_eq!(page.eval(over, &[]).await, 0);
            page.click("link", Name::Contains("List of open data initiatives")).await;
            page.wait_address("?view=recommendations&item=wgp10-open-data-list&embed=1").await;
            page.get("complementary", "Details").await;
            assert!(page.all("navigation", Name::Any).await.is_empty());
        }
    });
}

/// Another record than the site's own.
fn other() -> String {
    let record = std::fs::read_to_string(dist().join("data/record.json")).expect("the record");
    record.replacen(
        "Working Group on the Prevention of Corruption",
        "Committee on Everything Else",
        1,
    )
}

#[test]
fn another_record_is_named_and_kept_by_every_link() {
    run(async |page| {
        let late = Reply::ok("application/json", other()).after(Duration::from_secs(1));
        page.replace("data/other.json", late);
        page.open("?data=data/other.json").await;
        // Nothing is shown that was made of the site's own.
        assert!(!page.text().await.contains("Prevention of Corruption"));
        page.wait_ready().await;
        page.get("heading", "Committee on Everything Else").await;
        page.wait_text("Shown is another record than this site’s own").await;
        page.click("link", "Recommendations").await;
        page.wait_address("?view=recommendations&data=data/other.json").await;
        page.click("link", Name::Contains("List of open data initiatives")).await;
        let link = page.get("link", "Link to this record").await;
        assert_eq!(
            link.attr("href").await.ok().flatten().as_deref(),
            Some("?item=wgp10-open-data-list&data=data/other.json")
        );
        // Its texts stand beside it.
        page.open_ready("?view=sources&document=background-paper-2020&data=data/other.json").await;
        page.wait_text("open data initiatives and sources").await;
        page.click("link", "Show this site’s record").await;
        page.wait_ready().await;
        page.get("heading", "Working Group on the Prevention of Corruption").await;
        // Back is to the other again.
        page.back().await;
        page.wait_ready().await;
        page.get("heading", "Committee on Everything Else").await;
    });
}

#[test]
fn a_record_of_another_site_is_refused_with_the_reason() {
    run(async |page| {
        for link in
            ["?data=https://example.org/r.json", "?data=//example.org/r.json", "?data=javascript:1"]
        {
            page.open(link).await;
            let alert = page.get("alert", Name::Any).await.text().await.unwrap_or_default();
            assert!(
                alert.contains("on another site") && alert.contains("data/other.json"),
                "{alert}"
            );
            page.click("link", "Show this site’s record").await;
            page.wait_ready().await;
            page.get("heading", "Working Group on the Prevention of Corruption").await;
        }
    });
}

async fn ground(page: &Page) -> String {
    let script = "return getComputedStyle(document.body).backgroundColor";
    page.eval(script, &[]).await.as_str().unwrap_or_default().to_owned()
}

const LIGHT: &str = "rgb(251, 250, 246)";
const DARK: &str = "rgb(20, 23, 26)";

async fn choose(page: &Page, theme: &str) {
    let select = page.get("combobox", "Theme").await;
    // By keyboard; not by letters, which the browser takes for one word when they follow quickly.
    let down = ["As the system", "Light", "Dark"].iter().take_while(|name| **name != theme);
    let keys = down.fold(Key::Home + "", |keys, _| keys + Key::Down);
    select.send_keys(keys).await.expect("a choice");
}

#[test]
fn the_theme_is_remembered_on_the_device_and_not_in_the_link() {
    run(async |page| {
        page.media(&[("prefers-color-scheme", "light")]).await;
        page.open_ready("").await;
        assert_eq!(ground(page).await, LIGHT);
        choose(page, "Dark").await;
        assert_eq!(ground(page).await, DARK);
        page.wait_address("").await;
        // Before the program, too.
        let record = std::fs::read_to_string(dist().join("data/record.json")).expect("the record");
        let late = Reply::ok("application/json", record).after(Duration::from_secs(1));
        page.replace("data/record.json", late);
        page.open("?view=about").await;
        assert_eq!(ground(page).await, DARK);
        page.wait_ready().await;
        choose(page, "Light").await;
        page.media(&[("prefers-color-scheme", "dark")]).await;
        assert_eq!(ground(page).await, LIGHT);
        choose(page, "As the system").await;
        assert_eq!(ground(page).await, DARK);
        let kept = page.eval("return localStorage.length", &[]).await;
        assert_eq!(kept, 0, "what is as it was is forgotten");
    });
}

#[test]
fn where_nothing_may_be_remembered_the_page_works() {
    run(async |page| {
        page.cdp("Page.enable", json!({})).await;
        let script = "Object.defineProperty(window, 'localStorage',
            { get() { throw new DOMException('no', 'SecurityError'); } })";
        let source = json!({ "source": script });
        page.cdp("Page.addScriptToEvaluateOnNewDocument", source).await;
        page.media(&[("prefers-color-scheme", "light")]).await;
        page.open_ready("").await;
        choose(page, "Dark").await;
        assert_eq!(ground(page).await, DARK);
        page.reload().await;
        page.wait_ready().await;
        assert_eq!(ground(page).await, LIGHT);
    });
}
