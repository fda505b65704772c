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

async fn y_of(page: &Page, id: &str) -> f64 {
    let script = "const box = document.querySelector(`[data-mark='${arguments[0]}'] .shape`).getBoundingClientRect();
        return box.top + box.height / 2";
    page.eval(script, &[id.into()]).await.as_f64().unwrap_or(f64::NAN)
}

#[test]
fn the_wheel_zooms_about_the_pointer() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2009&to=2022").await;
        for id in ["cosp-4", "cosp-8"] {
            let (x, y) = (x_of(page, id).await, y_of(page, id).await);
            let other = x_of(page, "cosp-7").await;
            // Browsers tell where a wheel is turned in whole pixels.
            let at = x.round();
            for _ in 0..3 {
                wheel(page, at, y, 0.0, -120.0).await;
                page.rested().await;
                let now = x_of(page, id).await;
                assert!((now - x).abs() < 1.0, "the day under the pointer stays: {id} {x} {now}");
            }
            for _ in 0..3 {
                wheel(page, at, y, 0.0, 120.0).await;
            }
            page.rested().await;
            assert!((x_of(page, "cosp-7").await - other).abs() < 1.0, "and back");
        }
    });
}

#[test]
fn to_single_days_and_back_to_the_whole_nothing_is_lost() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("").await;
        // At the mark, as it moves: half a pixel of a quarter of a century is a week.
        for _ in 0..20 {
            wheel(page, x_of(page, "cosp-8").await, y_of(page, "cosp-8").await, 0.0, -400.0).await;
            page.rested().await;
        }
        let days =
            "return [...document.querySelectorAll('.axis text.minor')].map(t => t.textContent)";
        let days = page.eval(days, &[]).await;
        let days: Vec<i64> = days
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|day| day.as_str()?.parse().ok())
            .collect();
        assert!((5..=9).contains(&days.len()), "a week: {days:?}");
        assert!(days.windows(2).all(|pair| pair[1] == pair[0] + 1 || pair[1] == 1), "{days:?}");
        // The session is still there, its name in sight.
        let label = "return document.querySelector('[data-mark=cosp-8] > text').textContent";
        assert!(page.eval(label, &[]).await.as_str().is_some_and(|label| label.starts_with("8 ")));
        let (x, y) = (x_of(page, "cosp-8").await, y_of(page, "cosp-8").await);
        for _ in 0..20 {
            wheel(page, x, y, 0.0, 400.0).await;
        }
        page.get("button", Name::Contains("First session of the Conference")).await;
        page.get("button", Name::Contains("Eleventh session")).await;
        let beyond = "return document.querySelectorAll('.edge').length";
        page.rested().await;
        assert_eq!(page.eval(beyond, &[]).await, json!(0), "nothing is beyond the window");
    });
}

#[test]
fn the_wheel_pans_to_the_side_and_scrolls_what_can_go_no_further() {
    run(async |page| {
        page.resize(1280, 700).await;
        page.open_ready("?from=2009&to=2022").await;
        let (x, y) = (x_of(page, "cosp-7").await, y_of(page, "cosp-7").await);
        wheel(page, x, y, 90.0, 10.0).await;
        page.rested().await;
        assert!((x_of(page, "cosp-7").await - x + 90.0).abs() < 1.0, "it pans");
        page.click("button", "Fit").await;
        page.rested().await;
        let scrolled = "return scrollY";
        assert_eq!(page.eval(scrolled, &[]).await, json!(0));
        // Beyond the whole there is nothing to zoom to: the turn is for the page.
        for _ in 0..8 {
            wheel(page, x, y, 0.0, 120.0).await;
        }
        page.wait_js("the page to scroll", "return scrollY > 60").await;
    });
}

#[test]
fn who_scrolls_the_page_goes_on_scrolling() {
    run(async |page| {
        page.resize(1280, 700).await;
        page.open_ready("?view=about").await;
        page.click("link", "Timeline").await;
        page.get("button", Name::Contains("Eighth session")).await;
        page.rested().await;
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
        page.mouse("mousePressed", x, y).await;
        for step in 1..=10 {
            page.mouse("mouseMoved", x + 12.0 * f64::from(step), y).await;
        }
        // A hand that rests before it lets go puts the window down.
        page.rested().await;
        page.mouse("mouseReleased", x + 120.0, y).await;
        page.rested().await;
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
        page.rested().await;
        assert!((x_of(page, "cosp-8").await - x).abs() < 1.5, "zooms about the mark");
        // 8 is Shift.
        for kind in ["keyDown", "keyUp"] {
            let key =
                json!({ "type": kind, "key": "ArrowRight", "code": "ArrowRight", "modifiers": 8 });
            page.cdp("Input.dispatchKeyEvent", key).await;
        }
        page.rested().await;
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
        page.mouse("mouseMoved", x_of(page, "cosp-8").await, y_of(page, "cosp-8").await).await;
        let card = page.get("tooltip", Name::Any).await.text().await.unwrap_or_default();
        assert!(card.contains("16 to 20 December 2019"), "{card}");
        page.eval("document.querySelector('[data-mark=cosp-8]').focus()", &[]).await;
        page.press(Key::Escape).await;
        page.wait_gone("tooltip", Name::Any).await;
    });
}

/// The card's rules (WCAG 1.4.13): the pointer may go onto it, Escape takes it away wherever the
/// keyboard is, and until then it stays.
#[test]
fn a_card_can_be_hovered_dismissed_and_stays() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("").await;
        let later = "return new Promise(done => setTimeout(() => done(true), 500))";
        // High up and far down in the drawing: it is never cut off by its edge.
        for id in ["cosp-8", "wg4-9"] {
            page.mouse("mouseMoved", x_of(page, id).await, y_of(page, id).await).await;
            let card = page.get("tooltip", Name::Any).await;
            let place = card.rect().await.expect("a place");
            let inside = "const card = document.querySelector('.card').getBoundingClientRect();
                const drawing = document.querySelector('.card').closest('.drawing').getBoundingClientRect();
                return card.top >= drawing.top && card.bottom <= drawing.bottom && card.left >= drawing.left && card.right <= drawing.right";
            assert_eq!(page.eval(inside, &[]).await, json!(true), "{id}");
            page.mouse("mouseMoved", place.x + 20.0, place.y + place.height / 2.0).await;
            page.wait_js("time to pass", later).await;
            page.get("tooltip", Name::Any).await;
            page.press(Key::Escape).await;
            page.wait_gone("tooltip", Name::Any).await;
            page.mouse("mouseMoved", 5.0, 5.0).await;
        }
        // It goes with the pointer.
        page.mouse("mouseMoved", x_of(page, "cosp-8").await, y_of(page, "cosp-8").await).await;
        page.get("tooltip", Name::Any).await;
        page.mouse("mouseMoved", 5.0, 5.0).await;
        page.wait_gone("tooltip", Name::Any).await;
        // A first Escape is for the card, a second for the details.
        page.open_ready("?item=res-3-2").await;
        page.get("complementary", "Details").await;
        page.eval("document.querySelector('[data-mark=cosp-8]').focus()", &[]).await;
        page.get("tooltip", Name::Any).await;
        page.press(Key::Escape).await;
        page.wait_gone("tooltip", Name::Any).await;
        page.get("complementary", "Details").await;
        page.press(Key::Escape).await;
        page.wait_gone("complementary", "Details").await;
    });
}

/// Arrow keys lead to every mark there is, and each says first what it is.
#[test]
fn a_tour_by_keyboard_reaches_every_mark() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("").await;
        page.click("button", "Fit").await;
        page.rested().await;
        let at = async || {
            let key = page.eval("return document.activeElement.dataset.mark ?? ''", &[]).await;
            key.as_str().unwrap_or_default().to_owned()
        };
        let frames = "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        let step = async |key: Key| {
            page.press(key).await;
            page.wait_js("the focus to follow", frames).await;
            at().await
        };
        let every = page
            .eval("return [...document.querySelectorAll('.mark')].map(m => m.dataset.mark)", &[])
            .await;
        let mut left: std::collections::BTreeSet<String> = every
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|m| m.as_str().map(str::to_owned))
            .collect();
        assert!(left.len() > 60, "{left:?}");
        // Where Tab comes to, then up to the first lane.
        page.eval("document.querySelector(\".mark[tabindex='0']\").focus()", &[]).await;
        let mut here = at().await;
        loop {
            let up = step(Key::Up).await;
            if up == here {
                break;
            }
            here = up;
        }
        loop {
            here = step(Key::Home).await;
            left.remove(&here);
            loop {
                let next = step(Key::Right).await;
                if next == here {
                    break;
                }
                left.remove(&next);
                here = next;
            }
            let down = step(Key::Down).await;
            if down == here {
                break;
            }
        }
        assert_eq!(left, std::collections::BTreeSet::new(), "not reached");
        let wrong = "return fetch('data/record.json').then(reply => reply.json()).then(record => {
            const called = new Map();
            for (const list of Object.values(record)) if (Array.isArray(list)) for (const one of list)
                called.set(one.id, one);
            const wrong = [];
            for (const mark of document.querySelectorAll('.mark')) {
                const said = mark.getAttribute('aria-label'), id = mark.dataset.mark;
                const one = called.get(id.replace('bundle:', ''));
                const title = one.number ? `Resolution ${one.number}`
                    : one.state && one.session ? called.get(one.state).name : one.title ?? one.subject;
                const several = id !== one.id && said.match(/^\\d+ records: /)?.[0] || '';
                if (!said.startsWith(several + title)) wrong.push([id, title, said]);
            }
            return wrong;
        })";
        assert_eq!(page.eval(wrong, &[]).await, json!([]));
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
