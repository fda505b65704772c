//! The overview strip: the window as a brush, by mouse, finger and keys.

use e2e::{Key, Name, Page, run};
use serde_json::{Value, json};

/// The window as its sliders say it: the first and the last day, days since 1970.
async fn window(page: &Page) -> (i64, i64) {
    let script = "return ['start', 'end'].map(end =>
        Number(document.querySelector(`[data-mark='window:${end}']`).getAttribute('aria-valuenow')))";
    let days = page.eval(script, &[]).await;
    (days[0].as_i64().unwrap_or_default(), days[1].as_i64().unwrap_or_default())
}

/// Brings a part of the strip into sight and says where it is.
async fn part(page: &Page, selector: &str) -> (f64, f64, f64) {
    let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
    page.eval(script, &[selector.into()]).await;
    place(page, selector).await
}

/// Where a part of the strip is in the browser's window: left, right, middle of its height, px.
async fn place(page: &Page, selector: &str) -> (f64, f64, f64) {
    let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return [box.left, box.right, box.top + box.height / 2]";
    let sides = page.eval(script, &[selector.into()]).await;
    let side = |n: usize| sides[n].as_f64().unwrap_or(f64::NAN);
    (side(0), side(1), side(2))
}

const STRIP: &str = ".overview .whole";
const START: &str = "[data-mark='window:start'] .hit";
const BODY: &str = "[data-mark='window:body'] .hit";
const END: &str = "[data-mark='window:end'] .hit";

/// Presses in the middle of a part and moves by so many px.
async fn drag(page: &Page, selector: &str, by: f64) {
    let (left, right, y) = part(page, selector).await;
    drag_from(page, left.midpoint(right), y, by).await;
}

async fn drag_from(page: &Page, x: f64, y: f64, by: f64) {
    page.mouse("mousePressed", x, y).await;
    for step in 1..=8 {
        page.mouse("mouseMoved", x + by * f64::from(step) / 8.0, y).await;
    }
    page.mouse("mouseReleased", x + by, y).await;
    page.rested().await;
}

async fn touch(page: &Page, kind: &str, point: Option<(f64, f64)>) {
    let points: Vec<Value> = point.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
    let event = json!({ "type": kind, "touchPoints": points });
    page.cdp("Input.dispatchTouchEvent", event).await;
}

/// A finger comes down, moves eight times by so much, and goes.
async fn swipe(page: &Page, (x, y): (f64, f64), (dx, dy): (f64, f64)) {
    touch(page, "touchStart", Some((x, y))).await;
    for step in 1..=8 {
        let step = f64::from(step);
        touch(page, "touchMove", Some((x + dx * step, y + dy * step))).await;
    }
    touch(page, "touchEnd", None).await;
}

/// The address once it has followed the window.
async fn address(page: &Page) -> String {
    let rest = "return new Promise(done => setTimeout(() => done(true), 500))";
    page.wait_js("the address to follow", rest).await;
    page.address().await
}

/// How many days a pixel of the strip stands for, with the days that it shows.
async fn days_per_px(page: &Page) -> f64 {
    let script = "const of = (part, name) => Number(document.querySelector(`[data-mark='window:${part}']`).getAttribute(name));
        return of('end', 'aria-valuemax') - of('start', 'aria-valuemin') + 1";
    let days = page.eval(script, &[]).await.as_f64().unwrap_or(f64::NAN);
    let (left, right, _) = part(page, STRIP).await;
    days / (right - left)
}

#[test]
fn dragging_the_body_pans() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2012&to=2015").await;
        let before = window(page).await;
        let rate = days_per_px(page).await;
        drag(page, BODY, 120.0).await;
        let after = window(page).await;
        assert_eq!(after.1 - after.0, before.1 - before.0, "the window keeps its length");
        let moved = (after.0 - before.0) as f64;
        assert!((moved - 120.0 * rate).abs() < 1.5 * rate, "{moved} days");
        // The timeline above shows it, the address tells it, and a link opens the same.
        let there = address(page).await;
        assert!(there.starts_with("?from=2015-"), "{there}");
        page.open_ready(&there).await;
        assert_eq!(window(page).await, after, "the link shows the same");
    });
}

#[test]
fn dragging_an_edge_zooms_and_the_other_stays() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2012&to=2015").await;
        let before = window(page).await;
        drag(page, END, 90.0).await;
        let wider = window(page).await;
        assert_eq!(wider.0, before.0, "the beginning stays");
        assert!(wider.1 > before.1 + 300, "{wider:?}");
        drag(page, START, 60.0).await;
        let closer = window(page).await;
        assert_eq!(closer.1, wider.1, "the end stays");
        assert!(closer.0 > wider.0 + 200, "{closer:?}");
        // Over the other edge: they swap.
        let (left, _, _) = part(page, START).await;
        let (_, right, _) = part(page, END).await;
        drag(page, START, right - left + 60.0).await;
        let swapped = window(page).await;
        assert_eq!(swapped.0, closer.1 + 1, "the end is the beginning now");
        assert!(swapped.1 > swapped.0, "{swapped:?}");
    });
}

#[test]
fn outside_another_is_drawn_or_the_window_centred() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2018&to=2019").await;
        let rate = days_per_px(page).await;
        let first = {
            let (left, _, y) = part(page, STRIP).await;
            drag_from(page, left + 300.0, y, -150.0).await;
            window(page).await
        };
        assert!(((first.1 - first.0) as f64 - 150.0 * rate).abs() < 2.0 * rate, "{first:?}");
        let (left, _, y) = part(page, STRIP).await;
        page.mouse("mousePressed", left + 400.0, y).await;
        page.mouse("mouseReleased", left + 400.0, y).await;
        page.rested().await;
        let centred = window(page).await;
        assert_eq!(centred.1 - centred.0, first.1 - first.0);
        let (start, end, _) = part(page, ".overview .window").await;
        assert!((start.midpoint(end) - left - 400.0).abs() < 1.5, "{start} {end}");
    });
}

#[test]
fn three_sliders_move_the_window_by_keyboard() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2012&to=2015").await;
        let text = async |name: &str| {
            let slider = page.get("slider", name).await;
            slider.attr("aria-valuetext").await.ok().flatten().unwrap_or_default()
        };
        assert_eq!(text("Window start").await, "1 January 2012");
        assert_eq!(text("Window end").await, "31 December 2015");
        assert_eq!(text("Window").await, "1 January 2012 to 31 December 2015");

        page.eval("document.querySelector(\"[data-mark='window:start']\").focus()", &[]).await;
        assert_eq!(page.focused().await, ("slider".to_owned(), "Window start".to_owned()));
        page.press(Key::Right).await;
        let stepped = text("Window start").await;
        assert!(stepped.starts_with("1 ") && stepped != "1 January 2012", "{stepped}");
        page.press(Key::Left).await;
        assert_eq!(text("Window start").await, "1 January 2012", "and back");
        page.press(Key::Tab).await;
        assert_eq!(page.focused().await.1, "Window");
        page.press(Key::PageUp).await;
        assert_eq!(text("Window").await, "1 January 2016 to 31 December 2019");
        page.press(Key::Tab).await;
        page.press(Key::End).await;
        let (_, last) = window(page).await;
        page.get("slider", "Window end").await;
        let most =
            page.eval("return document.activeElement.getAttribute('aria-valuemax')", &[]).await;
        assert_eq!(most, json!(last.to_string()));
        assert_eq!(page.focused().await.1, "Window end", "keeps the focus");
        let there = address(page).await;
        assert!(there.starts_with("?from=2016&to="), "the address follows: {there}");
        // What the slider has said is not said again; what a button does is, once it has come to
        // rest.
        let said = "const line = document.querySelector('.toolbar [aria-live]');
            return line.ariaLive === arguments[0] && line.textContent.startsWith(arguments[1])";
        let says = async |live: &str, text: &str| {
            page.wait("the window to be said", async || {
                (page.eval(said, &[live.into(), text.into()]).await == true).then_some(())
            })
            .await;
        };
        says("off", "1 January 2016").await;
        page.click("button", "Fit").await;
        page.rested().await;
        says("polite", &text("Window").await).await;
    });
}

#[test]
fn a_finger_moves_it_on_a_phone() {
    run(async |page| {
        page.resize(360, 740).await;
        page.open_ready("?from=2012&to=2015").await;
        let before = window(page).await;
        let (left, right, y) = part(page, BODY).await;
        let x = left.midpoint(right);
        swipe(page, (x, y), (5.0, 0.0)).await;
        page.rested().await;
        let after = window(page).await;
        assert_eq!(after.1 - after.0, before.1 - before.0, "the window keeps its length");
        assert!(after.0 > before.0 + 365, "{after:?}");
        // Targets are large enough for a finger, and within the page.
        for selector in [START, BODY, END] {
            let (left, right, _) = part(page, selector).await;
            assert!(
                right - left >= 21.9 && left >= 0.0 && right <= 360.0,
                "{selector} {left} {right}"
            );
        }
        let wide = "return document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(page.eval(wide, &[]).await, true, "the page is no wider than the screen");
        // A finger that moves up scrolls the page and leaves the window.
        page.eval("scrollTo(0, 400)", &[]).await;
        let (left, right, y) = place(page, STRIP).await;
        swipe(page, (left.midpoint(right), y), (0.0, -15.0)).await;
        page.wait_js("the page to scroll", "return scrollY > 500").await;
        assert_eq!(window(page).await, after);
    });
}

#[test]
fn what_has_the_focus_is_not_hidden_behind_it() {
    run(async |page| {
        page.resize(1280, 700).await;
        page.open_ready("").await;
        let script = "const marks = [...document.querySelectorAll('.mark.document')];
            const strip = document.querySelector('.overview');
            window.scrollTo(0, 0);
            return marks.filter(mark => {
                mark.focus();
                const [below, above] = [mark.querySelector('.shape'), strip].map(e => e.getBoundingClientRect());
                return above.top > innerHeight || below.bottom > above.top;
            }).length";
        assert_eq!(page.eval(script, &[]).await, 0);
    });
}

#[test]
fn paper_has_no_brush() {
    run(async |page| {
        page.open_ready("").await;
        page.get("slider", Name::Contains("Window start")).await;
        page.as_printed().await;
        let shown = "return document.querySelector('.overview').getClientRects().length";
        assert_eq!(page.eval(shown, &[]).await, 0);
    });
}
