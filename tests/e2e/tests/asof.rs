//! The record as it was known on a day: what was reported later is not on the page, until the
//! reader steps there.

use std::cell::RefCell;

use e2e::{Key, Name, Page, run};
use serde_json::json;

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

/// Where the middle of the as-of line's handle is, px.
async fn handle(page: &Page) -> (f64, f64) {
    let script = "const r = document.querySelector('.scrubber .handle').getBoundingClientRect();
        return [r.left + r.width / 2, r.top + r.height / 2]";
    let at = page.eval(script, &[]).await;
    let part = |n: usize| at.get(n).and_then(serde_json::Value::as_f64).unwrap_or(f64::NAN);
    (part(0), part(1))
}

/// How far the as-of line is from the handle that it hangs on once nothing moves, px.
async fn line_away(page: &Page) -> f64 {
    page.rested().await;
    let script = "return document.querySelector('.as-of-line').getBoundingClientRect().left";
    let x = page.eval(script, &[]).await.as_f64().unwrap_or(f64::NAN);
    (x - handle(page).await.0).abs()
}

#[test]
fn the_handle_above_the_axis_is_dragged_clicked_and_moved_by_keys() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2016&to=2025&asof=2020-04-20").await;
        page.get("slider", "As-of day").await;
        assert!(line_away(page).await < 1.0);
        page.eval("document.querySelector('.scrubber .grip').focus()", &[]).await;
        page.press(Key::Left).await;
        page.wait_address("?from=2016&to=2025&asof=2020-03-23").await;
        assert_eq!(page.focused().await, ("slider".to_owned(), "As-of day".to_owned()));
        page.press(Key::PageUp).await;
        page.wait_address("?from=2016&to=2025&asof=2021-03-23").await;
        page.press(Key::End).await;
        page.wait_address("?from=2016&to=2025").await;
        page.back().await;
        page.back().await;
        page.wait_address("?from=2016&to=2025&asof=2020-03-23").await;
        assert!(line_away(page).await < 1.0);

        // A drag follows the pointer, and is one step back.
        page.rested().await;
        let (x, _) = handle(page).await;
        let mouse = async |kind: &str, x: f64| {
            let (_, y) = handle(page).await;
            let event = json!({
                "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1,
            });
            page.cdp("Input.dispatchMouseEvent", event).await;
        };
        mouse("mousePressed", x).await;
        for by in [-40.0, -90.0, -131.0] {
            mouse("mouseMoved", x + by).await;
        }
        page.wait("the handle is under the pointer", async || {
            ((handle(page).await.0 - (x - 131.0)).abs() < 6.0).then_some(())
        })
        .await;
        mouse("mouseReleased", x - 131.0).await;
        assert!(day(page).await.starts_with("2018"), "{}", day(page).await);
        assert_none_reported(page).await;
        page.back().await;
        page.wait_address("?from=2016&to=2025&asof=2020-03-23").await;

        // A click near a day that brought news means that day.
        page.open_ready("?from=2019-03&to=2020-09").await;
        let news = "const dots = document.querySelector('.scrubber .news');
            return dots.getPointAtLength(0).matrixTransform(dots.getScreenCTM()).x + 3";
        let x = page.eval(news, &[]).await.as_f64().unwrap_or(f64::NAN);
        mouse("mousePressed", x).await;
        mouse("mouseReleased", x).await;
        let brought = page.wait("a day is shown", async || {
            Some(day(page).await).filter(|day| day < &"2020-10".to_owned())
        });
        let brought = brought.await;
        page.click("button", "Next session or report").await;
        page.click("button", "Previous session or report").await;
        page.wait("the same day again", async || (day(page).await == brought).then_some(())).await;
    });
}

#[test]
fn the_record_plays_until_it_is_paused() {
    run(async |page| {
        page.open_ready("?from=2016&to=2025&asof=2020-03-23").await;
        page.click("button", "Play").await;
        page.get("button", "Pause").await;
        page.wait_text("1 of 33 implemented").await;
        page.wait("the next day that brought news", async || {
            (day(page).await.as_str() > "2020-04-20").then_some(())
        })
        .await;
        page.click("button", "Pause").await;
        let stands = day(page).await;
        page.get("button", "Play").await;
        tokio::time::sleep(std::time::Duration::from_millis(1_000)).await;
        assert_eq!(day(page).await, stands);
        // However many days were played, it is one step back.
        page.back().await;
        page.wait_address("?from=2016&to=2025&asof=2020-03-23").await;
        // Who chooses a day meanwhile sees that one.
        page.click("button", "Play").await;
        page.get("button", "Pause").await;
        page.click("button", "Previous session or report").await;
        page.get("button", "Play").await;
        // At the latest it stops, and begins again where the window does.
        page.open_ready("?from=2016&to=2025&asof=2025-12-19").await;
        page.click("button", "Play").await;
        page.wait_address("?from=2016&to=2025").await;
        page.get("button", "Play").await;
        page.click("button", "Play").await;
        page.wait("it begins again", async || day(page).await.starts_with("2016").then_some(()))
            .await;
        page.click("button", "Pause").await;
    });
}

#[test]
fn the_day_under_the_mouse_tells_the_session_that_it_falls_in() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2019-08-15&to=2019-10").await;
        let band = "const r = document.querySelector('.sittings').getBoundingClientRect();
            return [r.left + r.width / 2, r.top + 8]";
        let at = page.eval(band, &[]).await;
        let part = |n: usize| at.get(n).and_then(serde_json::Value::as_f64).unwrap_or(f64::NAN);
        let move_to = async |x: f64| {
            let event = json!({ "type": "mouseMoved", "x": x, "y": part(1) });
            page.cdp("Input.dispatchMouseEvent", event).await;
        };
        move_to(part(0)).await;
        page.wait_text("5 September 2019 · Tenth meeting of the Working Group").await;
        move_to(part(0) + 200.0).await;
        page.wait("another day", async || {
            let said = words(page, ".readout").await;
            (said.contains("2019") && !said.contains("meeting")).then_some(())
        })
        .await;
    });
}
