//! The timeline saved as a picture: as SVG and PNG, by keyboard, and what is in it.

#![allow(clippy::expect_used, clippy::panic)]

use e2e::{Key, Page, Reply, run};
use serde_json::{Value, json};

/// Keeps each file that the page hands to the browser.
async fn watch(page: &Page) {
    let script = "window.saved = []; const make = URL.createObjectURL;
        URL.createObjectURL = file => { saved.push(file); return make.call(URL, file) };
        window.names = []; const click = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () { names.push(this.download); click.call(this) }";
    page.eval(script, &[]).await;
}

async fn save(page: &Page, what: &str, button: &str) {
    page.click("button", "Picture").await;
    page.click("radio", what).await;
    page.click("button", button).await;
    page.wait_text("Saved as ").await;
    page.wait_js("the file", "return saved.length > 0").await;
    page.press(Key::Escape).await;
}

/// What is drawn, in order: each shape and text, how it is painted, and where it is, px from the
/// drawing's corner; but for the buttons that fold lanes, which a picture has not.
async fn drawn(page: &Page, within: &str) -> Vec<(Value, Vec<f64>)> {
    let script = "const paint = ['fill', 'stroke', 'strokeWidth', 'strokeDasharray', 'fillOpacity',
            'strokeOpacity', 'fontSize', 'fontWeight'];
        const root = document.querySelector(arguments[0]);
        const all = root.querySelectorAll('line, rect, circle, polygon, path, text');
        return [...all].filter(e => !e.matches('.hit') && !e.closest('[transform*=scale], .fold')).map(e => {
            const style = getComputedStyle(e);
            let opacity = 1;
            for (let up = e; up && up !== root; up = up.parentElement) opacity *= getComputedStyle(up).opacity;
            // The page places a mark as one, a picture each part of it.
            const from = root.getScreenCTM(), to = e.getScreenCTM();
            const moved = { x: to.e - from.e, y: to.f - from.f };
            const number = name => [moved[name[0] === 'c' ? name[1] : name[0]] + Number(e.getAttribute(name))];
            const points = [...e.points ?? []].flatMap(p => [moved.x + p.x, moved.y + p.y]);
            const at = ['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy'].filter(name => e.hasAttribute(name));
            const d = e.getAttribute('d') ?? '';
            // A path of strokes says where each is.
            const strokes = /^[M\\d\\s.-]+$/.test(d);
            if (strokes) points.push(...d.match(/[\\d.-]+/g).map((n, at) => Number(n) + (at % 2 ? moved.y : moved.x)));
            const words = e.localName === 'text' ? e.textContent : strokes ? '' : d;
            const how = [e.localName, words, ...at, opacity.toFixed(3), ...paint.map(name => style[name])];
            return [how.join(' '), [...at.flatMap(number), ...points]]
        })";
    let list = page.eval(script, &[within.into()]).await;
    let list = list.as_array().cloned().unwrap_or_default();
    let one = |one: &Value| {
        let at = one[1].as_array().cloned().unwrap_or_default();
        (one[0].clone(), at.iter().filter_map(Value::as_f64).collect())
    };
    list.iter().map(one).collect()
}

/// Makes the page so wide that its drawing is as wide as that of a picture of 1280 px.
async fn as_wide_as_a_picture(page: &Page, rest: &str) {
    page.resize(1500, 1000).await;
    page.open_ready(rest).await;
    let width =
        "return document.querySelector('.drawing:not(.scrubber)').getBoundingClientRect().width";
    let width = page.eval(width, &[]).await.as_f64().unwrap_or_default();
    page.resize((1500.0 + 1232.0 - width).round() as u32, 1000).await;
    page.open_ready(rest).await;
}

#[test]
fn a_saved_picture_opens_alone_and_looks_the_same() {
    run(async |page| {
        // A browser asks for it where a file is opened that names none.
        page.allow_errors("favicon.ico");
        for rest in ["", "?topic=open-data&from=2017&to=2021-06&item=wgp10-open-data-list"] {
            // Saved from a dark page, it is as the light one.
            page.media(&[("prefers-color-scheme", "dark")]).await;
            as_wide_as_a_picture(page, rest).await;
            watch(page).await;
            save(page, "What is seen", "Save SVG").await;
            assert_eq!(
                page.eval("return names", &[]).await,
                json!(["mandate-trail-timeline-2025-12-31.svg"])
            );
            let svg = page.eval("return saved[0].text()", &[]).await;
            let svg = svg.as_str().expect("a text").to_owned();
            for part in ["<script", "<style", "<foreignObject", "href=", "url(", "class="] {
                assert!(!svg.contains(part), "{part}");
            }
            page.media(&[("prefers-color-scheme", "light")]).await;
            // The panel was above marks: none of them is to be under the pointer now.
            let away = json!({ "type": "mouseMoved", "x": 1, "y": 1 });
            page.cdp("Input.dispatchMouseEvent", away).await;
            let on_page = drawn(page, ".drawing:not(.overview, .scrubber) > svg").await;
            let address = page.address().await;
            assert!(on_page.len() > 30, "{}", on_page.len());

            page.replace("saved.svg", Reply::ok("image/svg+xml", svg));
            page.open("saved.svg").await;
            let alone = "return document.documentElement.localName === 'svg'
                && !document.querySelector('parsererror')";
            assert_eq!(page.eval(alone, &[]).await, json!(true));
            let alone = drawn(page, "svg > g:last-child > g").await;
            for ((page, at), (alone, at_alone)) in on_page.iter().zip(&alone) {
                assert_eq!((page, at.len()), (alone, at_alone.len()));
                // Both write tenths of a pixel.
                let near = at.iter().zip(at_alone).all(|(a, b)| (a - b).abs() < 0.21);
                assert!(near, "{page}: {at:?} {at_alone:?}");
            }
            assert_eq!(on_page.len(), alone.len());
            let said = "return [...document.querySelectorAll('svg > text')].map(t => t.textContent).join('|')";
            let said = page.eval(said, &[]).await;
            let said = said.as_str().unwrap_or_default();
            let mut parts = vec![
                "Working Group on the Prevention of Corruption",
                "As of 31 December 2025",
                "Implemented",
                "Planned",
                "Edition of",
                "/some/deep/path/?",
            ];
            if !rest.is_empty() {
                parts.extend([
                    "Topic: Open data",
                    "1 of 33 recommendations",
                    "topic=open-data",
                    "from=2017",
                    "item=wgp10-open-data-list",
                ]);
                assert!(!said.contains("No action reported"), "{said}");
            }
            for part in parts {
                assert!(said.contains(part), "{part}: {said} {address}");
            }
        }
    });
}

#[test]
fn a_png_is_as_wide_as_was_chosen_and_may_show_the_whole() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2019-08&to=2019-10").await;
        watch(page).await;
        page.click("button", "Picture").await;
        page.eval(
            "const list = document.querySelector('#picture select'); list.value = '1920';
            list.dispatchEvent(new Event('change'))",
            &[],
        )
        .await;
        page.press(Key::Escape).await;
        save(page, "The whole record", "Save PNG").await;
        let size =
            "return createImageBitmap(saved[0]).then(image => [image.width, image.height > 600])";
        assert_eq!(page.eval(size, &[]).await, json!([1920, true]));
        // Something is drawn: not all of it has the colour of the paper.
        let colours = "return createImageBitmap(saved[0]).then(image => {
            const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
            canvas.drawImage(image, 0, 0);
            const data = new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer);
            return new Set(data).size > 50 })";
        assert_eq!(page.eval(colours, &[]).await, json!(true));
        save(page, "The whole record", "Save SVG").await;
        page.wait_js("both", "return saved.length === 2").await;
        let svg = page.eval("return saved[1].text()", &[]).await;
        let svg = svg.as_str().expect("a text");
        assert!(svg.contains("width=\"1920\"") && svg.contains(">1 Amman<"), "the first session");
        assert_eq!(page.address().await, "?from=2019-08&to=2019-10", "the page stays as it is");
    });
}

#[test]
fn it_is_saved_by_keyboard_alone() {
    run(async |page| {
        page.open_ready("?item=res-8-8").await;
        watch(page).await;
        page.eval("document.querySelector('[popovertarget=picture]').focus()", &[]).await;
        assert_eq!(page.focused().await, ("button".to_owned(), "Picture".to_owned()));
        page.press(Key::Enter).await;
        page.get("dialog", "Picture").await;
        page.wait("the first choice", async || {
            (page.focused().await.1 == "What is seen").then_some(())
        })
        .await;
        page.press(Key::Down).await;
        page.press(Key::Tab + Key::Tab).await;
        assert_eq!(page.focused().await.1, "Save SVG");
        page.press(Key::Enter).await;
        page.wait_text("Saved as mandate-trail-timeline-").await;
        let svg = page.eval("return saved[0].text()", &[]).await;
        assert!(svg.as_str().is_some_and(|svg| svg.contains("2006")), "the whole record");
        page.press(Key::Escape).await;
        page.wait_gone("dialog", "Picture").await;
        assert_eq!(page.focused().await.1, "Picture", "the focus comes back");
        page.get("complementary", "Details").await;
        assert_eq!(page.address().await, "?item=res-8-8", "nothing else was closed");
    });
}
