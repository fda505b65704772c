//! The record as it was known on a day: what was reported later is not on the page, until the
//! reader steps there.

use std::cell::RefCell;

use e2e::{Key, Name, Page, run};

/// What only a report of 2020 or later says of a recommendation.
const REPORTED: [&str; 4] =
    ["Implemented", "No action reported", "Continuing", "Under implementation"];

const THEN: &str = "?asof=2019-12-31";

/// The words of what an expression finds, for the eye and for a screen reader.
async fn words(page: &Page, selector: &str) -> String {
    let script = "return [...document.querySelectorAll(arguments[0])]
        .map(e => e.innerText + ' ' + (e.getAttribute('aria-label') ?? '')).join('\\n')";
    let words = page.eval(script, &[selector.into()]).await;
    words.as_str().unwrap_or_default().to_owned()
}

/// No status that was reported later is in the figures, the facet, the list, the drawing or its
/// legend.
async fn assert_none_reported(page: &Page) {
    let said = words(page, ".figures, .facets, .status-line, [data-mark], .legend").await;
    assert!(said.to_lowercase().contains("not assessed"), "{said}");
    for status in REPORTED {
        assert!(!said.to_lowercase().contains(&status.to_lowercase()), "{status}: {said}");
    }
}

async fn details(page: &Page) -> String {
    page.get("complementary", "Details").await.text().await.unwrap_or_default()
}

/// The day that the control shows.
async fn day(page: &Page) -> String {
    let day = page.eval("return document.getElementById('as-of').value", &[]).await;
    day.as_str().unwrap_or_default().to_owned()
}

/// What is on the page, without what only time tells.
async fn seen(page: &Page) -> String {
    words(page, "main, aside, [data-mark]").await
}

#[test]
fn what_was_reported_later_is_not_on_the_page() {
    run(async |page| {
        page.open_ready(THEN).await;
        assert_eq!(day(page).await, "2019-12-31");
        page.wait_text("recommendations, as known on 31 December 2019").await;
        page.wait_text("As of 31 December 2019").await;
        assert_none_reported(page).await;
        // Nothing of later years is, not even what was planned: no paper told of it yet.
        let marks = words(page, "[data-mark]").await;
        let later = |mark: &&str| ["2020", "2021", "2024"].iter().any(|year| mark.contains(year));
        assert_eq!(marks.lines().find(later), None);
        // With the first paper for it, the meeting of that June is planned, and no more.
        page.open_ready("?asof=2020-03-23").await;
        let marks = words(page, "[data-mark]").await;
        assert!(marks.lines().any(|mark| mark.contains("June 2020")), "{marks}");
        let planned = |mark: &&str| mark.contains("June 2020") || mark.contains("2024");
        assert!(marks.lines().filter(planned).all(|mark| mark.contains("planned")), "{marks}");
        page.open_ready(&format!("{THEN}&view=recommendations")).await;
        page.get("link", "List of open data initiatives").await;
        assert_none_reported(page).await;
        page.open_ready(&format!("{THEN}&item=wgp10-open-data-list")).await;
        let details = details(page).await;
        assert!(details.contains("No report known on 31 December 2019"), "{details}");
        assert!(details.contains("No action known on 31 December 2019"), "{details}");
        assert!(!details.contains("Explicit answer"), "{details}");
        assert_none_reported(page).await;
        // A document of 2020 is not among the sources.
        page.open_ready(&format!("{THEN}&view=sources")).await;
        page.wait_text("documents, as known on 31 December 2019").await;
        assert!(!page.text().await.contains("CAC/COSP/WG.4/2020"), "{}", page.text().await);
    });
}

#[test]
fn stepping_forward_shows_a_report_on_its_day() {
    let sent = RefCell::new(String::new());
    const ITEM: &str = "&item=wgp10-open-data-list";
    run(async |page| {
        page.open_ready(&format!("{THEN}{ITEM}")).await;
        page.click("button", "Next session or report").await;
        page.wait_address(&format!("?asof=2020-03-23{ITEM}")).await;
        assert!(!details(page).await.contains("Implemented"));
        page.click("button", "Next session or report").await;
        page.wait_address(&format!("?asof=2020-04-20{ITEM}")).await;
        page.wait_text("Implemented as of 20 April 2020").await;
        page.wait_text("Explicit answer").await;
        page.get("checkbox", Name::Contains("Implemented")).await;
        sent.replace(seen(page).await);
        page.back().await;
        page.wait_address(&format!("?asof=2020-03-23{ITEM}")).await;
        page.wait_text("No report known on 23 March 2020").await;
        page.back().await;
        page.wait_text("No report known on 31 December 2019").await;
        assert_eq!(day(page).await, "2019-12-31");
        page.click("button", "Latest").await;
        page.wait_address(&format!("?{}", &ITEM[1..])).await;
        page.wait_text("Implemented as of 20 April 2020").await;
        page.wait_gone("button", "Latest").await;
        // The focus is not lost with the button.
        assert_eq!(page.focused().await.1, "As known on");
        page.click("button", "Previous session or report").await;
        page.wait_address(&format!("?asof=2025-12-19{ITEM}")).await;
    });
    run(async |page| {
        page.open_ready(&format!("?asof=2020-04-20{ITEM}")).await;
        page.get("complementary", "Details").await;
        assert_eq!(seen(page).await, sent.take());
    });
}

#[test]
fn what_is_not_known_yet_says_so_and_leads_to_the_latest() {
    run(async |page| {
        page.open_ready("?asof=2019-09-05&item=wgp10-open-data-list").await;
        page.wait_text("Not yet known on 5 September 2019").await;
        assert!(!details(page).await.contains("open data"), "{}", details(page).await);
        assert!(page.all("button", Name::Contains("List of open data")).await.is_empty());
        page.click("button", "Show the latest").await;
        page.wait_address("?item=wgp10-open-data-list").await;
        page.wait_text("Implemented as of 20 April 2020").await;
        // A session that had not begun is planned, on its first dates.
        page.open_ready("?asof=2020-04-20&item=wg4-11").await;
        let details = details(page).await;
        assert!(details.contains("9 to 10 June 2020 (planned)"), "{details}");
        assert!(!details.contains("Chair") && !details.contains("31 August 2020"), "{details}");
    });
}

#[test]
fn a_day_that_is_none_is_told_and_a_late_one_is_the_latest() {
    run(async |page| {
        page.open_ready("?asof=yesterday").await;
        let notice = page.get("alert", Name::Any).await.text().await.unwrap_or_default();
        assert!(notice.contains("yesterday"), "{notice}");
        assert_eq!(day(page).await, "2025-12-31");
        page.click("button", "Previous session or report").await;
        page.wait_address("?asof=2025-12-19").await;
        page.open_ready("?asof=2030").await;
        assert!(page.all("alert", Name::Any).await.is_empty());
        assert!(page.all("button", "Latest").await.is_empty());
        page.click("link", "Recommendations").await;
        page.wait_address("?view=recommendations").await;
    });
}

#[test]
fn on_a_phone_by_keyboard() {
    run(async |page| {
        page.resize(360, 780).await;
        page.open_ready("").await;
        let overflow = "return document.documentElement.scrollWidth > innerWidth";
        assert_eq!(page.eval(overflow, &[]).await, false);
        for _ in 0..20 {
            page.press(Key::Tab).await;
            if page.focused().await.1 == "Previous session or report" {
                break;
            }
        }
        page.press(Key::Enter).await;
        page.wait_address("?asof=2025-12-19").await;
        assert_eq!(page.focused().await.1, "Previous session or report");
        page.press(Key::Tab).await;
        assert_eq!(page.focused().await.1, "As known on");
        page.press("12312019").await;
        page.wait_address(THEN).await;
        page.wait_text("as known on 31 December 2019").await;
        assert_eq!(page.eval(overflow, &[]).await, false);
        assert_none_reported(page).await;
        // What was typed is one step, however many days it passed through.
        page.back().await;
        page.wait_address("?asof=2025-12-19").await;
        page.forward().await;
        page.wait_address(THEN).await;
        assert_eq!(day(page).await, "2019-12-31");
        // Deleting a part of the date changes nothing, and leaving restores it.
        page.eval("document.getElementById('as-of').focus()", &[]).await;
        page.press(Key::Backspace).await;
        assert_eq!(day(page).await, "");
        page.eval("document.getElementById('as-of').blur()", &[]).await;
        assert_eq!(day(page).await, "2019-12-31");
        page.wait_address(THEN).await;
    });
}
