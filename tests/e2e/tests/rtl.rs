//! The page read from right to left: time runs the other way, on the timeline and on its strip.

#![allow(clippy::expect_used, clippy::panic)]

use e2e::{Key, Page, Reply, dist, run};
use serde_json::json;

/// The site with a page that is read from right to left.
async fn from_right_to_left(page: &Page, rest: &str) {
    let html = std::fs::read_to_string(dist().join("index.html")).expect("the page");
    let turned = html.replace("dir=\"ltr\"", "dir=\"rtl\"").replace("dir=ltr", "dir=rtl");
    assert_ne!(html, turned);
    page.replace("", Reply::ok("text/html", turned));
    page.open_ready(rest).await;
}

async fn middle(page: &Page, selector: &str) -> (f64, f64) {
    let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2]";
    let at = page.eval(script, &[selector.into()]).await;
    let number = |n: usize| at[n].as_f64().unwrap_or(f64::NAN);
    (number(0), number(1))
}

async fn x_of(page: &Page, id: &str) -> f64 {
    middle(page, &format!("[data-mark='{id}'] .shape")).await.0
}

async fn rested(page: &Page) {
    page.wait_js("the frame to be drawn", "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))").await;
}

async fn mouse(page: &Page, kind: &str, x: f64, y: f64) {
    let down = i32::from(kind == "mouseMoved");
    let event =
        json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": down, "clickCount": 1 });
    page.cdp("Input.dispatchMouseEvent", event).await;
}

async fn drag(page: &Page, (x, y): (f64, f64), by: f64) {
    mouse(page, "mousePressed", x, y).await;
    for step in 1..=5 {
        mouse(page, "mouseMoved", x + by * f64::from(step) / 5.0, y).await;
    }
    mouse(page, "mouseReleased", x + by, y).await;
    rested(page).await;
}

#[test]
fn later_stands_further_left() {
    run(async |page| {
        for (width, window) in [(1280, ""), (1280, "?from=2009&to=2020"), (360, "?show=drawing")] {
            page.resize(width, 900).await;
            from_right_to_left(page, window).await;
            let (earlier, later) = (x_of(page, "cosp-7").await, x_of(page, "cosp-8").await);
            assert!(later < earlier, "{later} {earlier}");
            let years = "return [...document.querySelectorAll('.axis text')].filter(t => /^[0-9]{4}$/.test(t.textContent))
                .map(t => [+t.textContent, t.getBoundingClientRect().right]).sort((a, b) => a[0] - b[0])
                .every((year, n, all) => n === 0 || year[1] < all[n - 1][1])";
            assert_eq!(page.eval(years, &[]).await, json!(true));
            // Lanes' names stand at the right, after the buttons that fold them, nothing leaves the drawing, and no two texts meet.
            let found = "const place = document.querySelector('.drawing:not(.scrubber)').getBoundingClientRect();
                const texts = [...document.querySelectorAll('.drawing:not(.overview, .scrubber) text')]
                    .map(t => ({ text: t.textContent, box: t.getBoundingClientRect(), name: t.matches('.lane-name') }));
                const found = [];
                for (const [i, a] of texts.entries()) {
                    if (a.box.left < place.left - 2 || a.box.right > place.right + 2) found.push(`${a.text} is outside`);
                    if (a.name && Math.abs(a.box.right + 16 - place.right) > 2) found.push(`${a.text} is not at the right`);
                    for (const b of texts.slice(i + 1)) {
                        const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
                        const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
                        if (x > 1 && y > 3) found.push(`${a.text} / ${b.text}`);
                    }
                }
                return found";
            assert_eq!(page.eval(found, &[]).await, json!([]), "{width} {window}");
            let wide = "return document.documentElement.scrollWidth <= innerWidth";
            assert_eq!(page.eval(wide, &[]).await, json!(true), "{width}");
        }
    });
}

#[test]
fn gestures_follow_what_is_seen() {
    run(async |page| {
        page.resize(1280, 900).await;
        from_right_to_left(page, "?from=2009&to=2020").await;
        let (x, y) = middle(page, "[data-mark='cosp-7'] .shape").await;
        let other = x_of(page, "cosp-8").await;
        let event = json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": -200 });
        page.cdp("Input.dispatchMouseEvent", event).await;
        page.wait("the zoom", async || (x_of(page, "cosp-8").await < other - 5.0).then_some(()))
            .await;
        assert!((x_of(page, "cosp-7").await - x).abs() < 1.5, "the day under the pointer stays");
        drag(page, (x, y + 60.0), 80.0).await;
        let moved = x_of(page, "cosp-7").await - x;
        assert!((moved - 80.0).abs() < 1.5, "the day follows the hand: {moved}");
        // The card stands by its mark.
        let (x, y) = middle(page, "[data-mark='cosp-7'] .shape").await;
        mouse(page, "mouseMoved", x, y).await;
        page.get("tooltip", e2e::Name::Any).await;
        let (card, _) = middle(page, ".card").await;
        assert!((card - x).abs() < 150.0, "{card} {x}");
    });
}

#[test]
fn arrow_keys_go_to_what_stands_there() {
    run(async |page| {
        page.resize(1280, 900).await;
        from_right_to_left(page, "?from=2009&to=2020").await;
        page.eval("document.querySelector('[data-mark=cosp-7]').focus()", &[]).await;
        for (key, id) in [(Key::Left, "cosp-8"), (Key::Right, "cosp-7"), (Key::Right, "cosp-6")] {
            page.press(key).await;
            page.wait(id, async || {
                let at = page.eval("return document.activeElement.dataset.mark", &[]).await;
                (at == id).then_some(())
            })
            .await;
        }
    });
}

#[test]
fn the_strip_is_mirrored_too() {
    run(async |page| {
        page.resize(1280, 900).await;
        from_right_to_left(page, "?from=2012&to=2016").await;
        let ends = async || {
            let (start, _) = middle(page, "[data-mark='window:start'] .handle").await;
            let (end, _) = middle(page, "[data-mark='window:end'] .handle").await;
            (start, end)
        };
        let (start, end) = ends().await;
        assert!(end < start, "{end} {start}");
        let (x, y) = middle(page, "[data-mark='window:end'] .handle").await;
        drag(page, (x, y), -60.0).await;
        let (still, moved) = ends().await;
        assert!((moved - end + 60.0).abs() < 3.0 && (still - start).abs() < 3.0, "{moved} {end}");
        let now = "return +document.querySelector(\"[data-mark='window:end']\").getAttribute('aria-valuenow')";
        let before = page.eval(now, &[]).await.as_f64().unwrap_or_default();
        page.eval("document.querySelector(\"[data-mark='window:end']\").focus()", &[]).await;
        page.press(Key::Left).await;
        rested(page).await;
        assert!(page.eval(now, &[]).await.as_f64().unwrap_or_default() > before, "left is later");
    });
}
