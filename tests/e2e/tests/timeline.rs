//! The timeline as an instrument: wheel, drag, buttons and keys.

use e2e::{Key, Name, Page, run};
use serde_json::{Value, json};

/// Where the mark of a record stands: its anchor's x in the window, px.
async fn x_of(page: &Page, id: &str) -> f64 {
    let script = "const box = document.querySelector(`[data-mark='${arguments[0]}'] .shape`).getBoundingClientRect();
        return box.left + box.width / 2";
    page.eval(script, &[id.into()]).await.as_f64().unwrap_or(f64::NAN)
}

/// Turns the wheel at a point of the page.
async fn wheel(page: &Page, x: f64, y: f64, dx: f64, dy: f64) {
    let event = json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": dx, "deltaY": dy });
    page.cdp("Input.dispatchMouseEvent", event).await;
}

async fn mouse(page: &Page, kind: &str, x: f64, y: f64) {
    let down = if kind == "mouseMoved" { 1 } else { 0 };
    let event =
        json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": down, "clickCount": 1 });
    page.cdp("Input.dispatchMouseEvent", event).await;
}

async fn y_of(page: &Page, id: &str) -> f64 {
    let script = "const box = document.querySelector(`[data-mark='${arguments[0]}'] .shape`).getBoundingClientRect();
        return box.top + box.height / 2";
    page.eval(script, &[id.into()]).await.as_f64().unwrap_or(f64::NAN)
}

async fn rested(page: &Page) {
    page.wait_js("the frame to be drawn", "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))").await;
}

#[test]
fn the_wheel_zooms_about_the_pointer() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("").await;
        let (x, y) = (x_of(page, "cosp-8").await, y_of(page, "cosp-8").await);
        let other = x_of(page, "cosp-7").await;
        wheel(page, x, y, 0.0, -200.0).await;
        rested(page).await;
        assert!((x_of(page, "cosp-8").await - x).abs() < 1.5, "the day under the pointer stays");
        wheel(page, x, y, 0.0, 200.0).await;
        rested(page).await;
        assert!((x_of(page, "cosp-7").await - other).abs() < 1.5, "and back");
    });
}

#[test]
fn who_scrolls_the_page_goes_on_scrolling() {
    run(async |page| {
        page.resize(1280, 700).await;
        page.open_ready("?view=about").await;
        page.click("link", "Timeline").await;
        page.get("button", Name::Contains("Eighth session")).await;
        rested(page).await;
        let (x, y) = (x_of(page, "cosp-8").await, y_of(page, "cosp-8").await);
        // It begins above the drawing and comes upon it.
        wheel(page, x, 20.0, 0.0, 60.0).await;
        wheel(page, x, y, 0.0, 60.0).await;
        page.wait_js("the page to scroll", "return scrollY > 90").await;
        let rest = "return new Promise(done => setTimeout(() => done(true), 600))";
        page.wait_js("the address to follow, if it would", rest).await;
        assert_eq!(page.address().await, "", "the window stays");
    });
}

#[test]
fn dragging_pans_and_the_window_is_in_the_address() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2016&to=2020").await;
        let (x, y) = (x_of(page, "cosp-7").await, y_of(page, "cosp-7").await + 60.0);
        mouse(page, "mousePressed", x, y).await;
        for step in 1..=10 {
            mouse(page, "mouseMoved", x + 12.0 * f64::from(step), y).await;
        }
        mouse(page, "mouseReleased", x + 120.0, y).await;
        rested(page).await;
        let moved = x_of(page, "cosp-7").await - x;
        assert!((moved - 120.0).abs() < 1.5, "the day follows the hand: {moved}");
        // The address follows a quarter of a second after the hand has come to rest.
        let rest = "return new Promise(done => setTimeout(() => done(true), 600))";
        page.wait_js("the address to follow", rest).await;
        let before = x_of(page, "cosp-7").await;
        let address = page.address().await;
        assert!(address.starts_with("?from=2015-"), "{address}");
        page.open_ready(&address).await;
        // The address holds days; a day is less than two pixels here.
        assert!((x_of(page, "cosp-7").await - before).abs() < 2.0, "the link shows the same");
    });
}

#[test]
fn buttons_and_keys_zoom_pan_and_fit() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("").await;
        page.click("button", "Fit").await;
        page.get("button", Name::Contains("First session")).await;
        page.click("button", "Zoom in").await;
        page.click("button", "Zoom in").await;
        page.wait_gone("button", Name::Contains("First session")).await;
        page.click("button", "Zoom out").await;
        page.click("button", "Zoom out").await;
        page.get("button", Name::Contains("First session")).await;

        page.eval("document.querySelector('[data-mark=cosp-8]').focus()", &[]).await;
        assert!(page.focused().await.1.starts_with("Eighth session"));
        let x = x_of(page, "cosp-8").await;
        page.press("+").await;
        rested(page).await;
        assert!((x_of(page, "cosp-8").await - x).abs() < 1.5, "zooms about the mark");
        // 8 is Shift.
        for kind in ["keyDown", "keyUp"] {
            let key =
                json!({ "type": kind, "key": "ArrowRight", "code": "ArrowRight", "modifiers": 8 });
            page.cdp("Input.dispatchKeyEvent", key).await;
        }
        rested(page).await;
        let moved = x_of(page, "cosp-8").await - x;
        assert!(moved < -20.0, "pans: {moved}");
        page.press("0").await;
        page.get("button", Name::Contains("First session")).await;
        assert!(page.focused().await.1.starts_with("Eighth session"), "keeps the focus");
        page.press(Key::Home).await;
        page.wait("the first of the lane", async || {
            page.focused().await.1.starts_with("First session").then_some(())
        })
        .await;
    });
}

#[test]
fn a_card_comes_with_the_pointer_and_goes_with_escape() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("").await;
        mouse(page, "mouseMoved", x_of(page, "cosp-8").await, y_of(page, "cosp-8").await).await;
        let card = page.get("tooltip", Name::Any).await.text().await.unwrap_or_default();
        assert!(card.contains("16 to 20 December 2019"), "{card}");
        page.eval("document.querySelector('[data-mark=cosp-8]').focus()", &[]).await;
        page.press(Key::Escape).await;
        page.wait_gone("tooltip", Name::Any).await;
    });
}

#[test]
fn choosing_a_mark_lights_its_trail() {
    run(async |page| {
        page.resize(1600, 1000).await;
        page.open_ready("?from=2009&to=2020&item=wgp10-open-data-list").await;
        let lit = "return [...document.querySelectorAll('.mark.lit')].map(m => m.dataset.mark)";
        let lit = page.eval(lit, &[]).await;
        let lit: Vec<&str> =
            lit.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for id in ["cosp-7", "res-7-5", "wg4-10", "wgp10-open-data-list", "act-open-data-webpage"] {
            assert!(lit.contains(&id), "{id}: {lit:?}");
        }
        assert!(!lit.contains(&"wgp10-private-sector-workplan"), "{lit:?}");
    });
}

#[test]
fn a_name_without_a_mark_shows_what_names_it() {
    run(async |page| {
        page.resize(1280, 1000).await;
        page.open_ready("?item=open-data").await;
        let clear = "return [...document.querySelectorAll('.mark.lifeline:not(.dim)')].map(m => m.dataset.mark)";
        assert_eq!(page.eval(clear, &[]).await, json!(["wgp10-open-data-list"]));
        page.click("link", "List of open data initiatives").await;
        page.wait_address("?item=wgp10-open-data-list").await;
        page.back().await;
        page.wait_address("?item=open-data").await;
        page.get("heading", "Open data").await;
    });
}

#[test]
fn labels_do_not_overlap() {
    run(async |page| {
        for (width, window) in [
            (1600, ""),
            (1280, "?from=2009&to=2020"),
            (768, ""),
            (360, ""),
            (360, "?from=2009&to=2020"),
        ] {
            page.resize(width, 900).await;
            page.open_ready(window).await;
            let script = "const boxes = [...document.querySelectorAll('.marks text, .captions text, .axis text')]
                .map(t => ({ text: t.textContent, box: t.getBoundingClientRect() }));
                const found = [];
                for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) {
                    const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
                    const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
                    if (x > 1 && y > 3) found.push(`${a.text} / ${b.text}`);
                }
                return found";
            assert_eq!(page.eval(script, &[]).await, json!([]), "{width} {window}");
        }
    });
}
