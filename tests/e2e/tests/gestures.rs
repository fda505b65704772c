//! Fingers on the timeline, and windows that move by themselves.

use e2e::{Key, Name, Page, run};
use serde_json::{Value, json};

/// Where the middle of a mark's body is, px.
async fn place(page: &Page, id: &str) -> (f64, f64) {
    let script = "const box = document.querySelector(`[data-mark='${arguments[0]}'] .shape`).getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2]";
    let at = page.eval(script, &[id.into()]).await;
    let number = |n: usize| at[n].as_f64().unwrap_or(f64::NAN);
    (number(0), number(1))
}

async fn x_of(page: &Page, id: &str) -> f64 {
    place(page, id).await.0
}

/// Two fingers go from one pair of places to another in so many steps, and stay there.
async fn pinch(page: &Page, from: [(f64, f64); 2], to: [(f64, f64); 2]) {
    page.touch("touchStart", &from[..1]).await;
    page.touch("touchStart", &from).await;
    for step in 1..=10 {
        let share = f64::from(step) / 10.0;
        let at = |n: usize| {
            let (a, b) = (from[n], to[n]);
            (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
        };
        page.touch("touchMove", &[at(0), at(1)]).await;
    }
}

/// The site with a page that is read from right to left, or as it is.
async fn open(page: &Page, rest: &str, from_right_to_left: bool) {
    if from_right_to_left {
        page.open_from_right_to_left(rest).await;
    } else {
        page.open_ready(rest).await;
    }
}

/// Two fingers part, close and leave; what they hold stays under them.
fn hold_with_two_fingers(from_right_to_left: bool) {
    run(async |page| {
        page.resize(1280, 900).await;
        open(page, "?from=2009&to=2022", from_right_to_left).await;
        let (a, b) = (place(page, "cosp-5").await, place(page, "cosp-7").await);
        let apart = b.0 - a.0;
        let there = |share: f64, by: f64| {
            let middle = a.0.midpoint(b.0) + by;
            [(middle - apart * share / 2.0, a.1 + 20.0), (middle + apart * share / 2.0, b.1 + 40.0)]
        };
        // Apart and to the side, then closer together than they were.
        pinch(page, [a, b], there(1.8, 60.0)).await;
        page.rested().await;
        for (id, (x, _)) in ["cosp-5", "cosp-7"].into_iter().zip(there(1.8, 60.0)) {
            let now = x_of(page, id).await;
            assert!((now - x).abs() < 1.0, "{id} {x} {now} {from_right_to_left}");
        }
        page.touch("touchMove", &there(0.8, -30.0)).await;
        page.rested().await;
        for (id, (x, _)) in ["cosp-5", "cosp-7"].into_iter().zip(there(0.8, -30.0)) {
            let now = x_of(page, id).await;
            assert!((now - x).abs() < 1.0, "{id} {x} {now} {from_right_to_left}");
        }
        // One finger is lifted, the other goes on, and nothing jumps.
        let [first, second] = there(0.8, -30.0);
        page.lift(1, second).await;
        let before = x_of(page, "cosp-5").await;
        page.rested().await;
        assert!((x_of(page, "cosp-5").await - before).abs() < 0.2);
        page.touch("touchMove", &[(first.0 + 50.0, first.1)]).await;
        page.rested().await;
        let now = x_of(page, "cosp-5").await;
        assert!((now - before - 50.0).abs() < 1.0, "{before} {now}");
        page.touch("touchEnd", &[]).await;
        page.rested().await;
        assert_eq!(page.eval("return scrollY", &[]).await, json!(0), "the page stays");
        page.wait("the window in the address", async || {
            (!page.address().await.contains("from=2009&")).then_some(())
        })
        .await;
    });
}

#[test]
fn what_is_under_two_fingers_stays_under_them() {
    hold_with_two_fingers(false);
}

#[test]
fn what_is_under_two_fingers_stays_from_right_to_left() {
    hold_with_two_fingers(true);
}

#[test]
fn one_finger_pans_to_the_side_and_scrolls_up_and_down() {
    run(async |page| {
        page.resize(1024, 700).await;
        page.open_ready("?from=2013&to=2019").await;
        let (x, y) = place(page, "cosp-7").await;
        page.touch("touchStart", &[(x, y)]).await;
        for step in 1..=10 {
            page.touch("touchMove", &[(x - 20.0 * f64::from(step), y)]).await;
        }
        page.rested().await;
        let now = x_of(page, "cosp-7").await;
        assert!((now - x + 200.0).abs() < 1.0, "the day follows the finger: {x} {now}");
        page.touch("touchEnd", &[]).await;
        assert!(page.all("complementary", "Details").await.is_empty(), "nothing was tapped");
        let before = now;
        let (x, y) = (x, y + 300.0);
        page.touch("touchStart", &[(x, y)]).await;
        for step in 1..=10 {
            page.touch("touchMove", &[(x, y - 20.0 * f64::from(step))]).await;
        }
        page.wait_js("the page to scroll", "return scrollY > 100").await;
        page.touch("touchEnd", &[]).await;
        page.rested().await;
        assert!((x_of(page, "cosp-7").await - before).abs() < 1.0, "and the window stays");
    });
}

#[test]
fn two_fingers_on_the_strip_open_the_window() {
    run(async |page| {
        page.resize(768, 900).await;
        page.open_ready("?from=2012&to=2015").await;
        let script = "const box = document.querySelector(`.overview [data-mark='window:${arguments[0]}'] .handle`).getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2]";
        let grip = async |name: &str| {
            let at = page.eval(script, &[name.into()]).await;
            (at[0].as_f64().unwrap_or(f64::NAN), at[1].as_f64().unwrap_or(f64::NAN))
        };
        let (start, end) = (grip("start").await, grip("end").await);
        pinch(page, [start, end], [(start.0 - 40.0, start.1), (end.0 + 70.0, end.1)]).await;
        page.touch("touchEnd", &[]).await;
        page.rested().await;
        let now = (grip("start").await.0, grip("end").await.0);
        assert!(
            (now.0 - start.0 + 40.0).abs() < 2.5 && (now.1 - end.0 - 70.0).abs() < 2.5,
            "{now:?}"
        );
    });
}

/// Moves the mouse with its button held and lets go in full swing: a step each 16 ms, by the
/// events' own clock, however long the page takes for them.
async fn throw(page: &Page, (x, y): (f64, f64), by: f64) {
    let now = page.eval("return Date.now() / 1000", &[]).await.as_f64().unwrap_or_default();
    let mouse = async |kind: &str, step: u8| {
        let share = f64::from(step.min(6)) / 6.0;
        let event = json!({
            "type": kind, "x": x + by * share, "y": y, "button": "left", "clickCount": 1,
            "buttons": u8::from(kind == "mouseMoved"), "timestamp": now + 0.016 * f64::from(step),
        });
        page.cdp("Input.dispatchMouseEvent", event).await;
    };
    mouse("mousePressed", 0).await;
    for step in 1..=6 {
        mouse("mouseMoved", step).await;
    }
    mouse("mouseReleased", 7).await;
}

/// The first day of the window, days since 1970.
async fn first_day(page: &Page) -> f64 {
    let script = "return +document.querySelector(\"[data-mark='window:start']\").getAttribute('aria-valuenow')";
    page.eval(script, &[]).await.as_f64().unwrap_or(f64::NAN)
}

#[test]
fn what_is_thrown_goes_on_and_comes_to_rest() {
    const WINDOW: &str = "?from=2018&to=2020";
    run(async |page| {
        page.resize(1280, 900).await;
        // Who has asked for stillness has it where it was let go.
        page.media(&[("prefers-reduced-motion", "reduce")]).await;
        page.open_ready(WINDOW).await;
        let (x, y) = place(page, "cosp-8").await;
        let start = first_day(page).await;
        throw(page, (x, y + 60.0), 90.0).await;
        page.rested().await;
        assert!((x_of(page, "cosp-8").await - x - 90.0).abs() < 1.5, "as far as the hand");
        let still = first_day(page).await;

        page.media(&[]).await;
        page.open_ready(WINDOW).await;
        throw(page, (x, y + 60.0), 90.0).await;
        page.rested().await;
        let rest = first_day(page).await;
        let by_hand = start - still;
        assert!(rest < still - by_hand / 2.0, "it goes on: {start} {still} {rest}");
        page.wait("the address of where it rests", async || {
            (page.address().await != WINDOW).then_some(())
        })
        .await;
        let address = page.address().await;
        page.open_ready(&address).await;
        assert!((first_day(page).await - rest).abs() <= 1.0, "the link shows the same");

        // A hand on it stops it, and the address tells where.
        page.open_ready(WINDOW).await;
        throw(page, (x, y + 60.0), 90.0).await;
        page.mouse("mousePressed", x, y + 60.0).await;
        let stopped = first_day(page).await;
        page.rested().await;
        assert_eq!(first_day(page).await, stopped, "it stays");
        page.mouse("mouseReleased", x, y + 60.0).await;
        assert!(stopped > rest, "{stopped} {rest}");
        page.wait("the address of where it was stopped", async || {
            let there = page.address().await;
            (there != WINDOW && there != address).then_some(())
        })
        .await;
    });
}

/// Where a mark is seen in each frame from now on, until it has stood still for a while; what the
/// script does comes first. What is sketched tells where by the words beside the mark. A frame is
/// 16 ms by the page's clock, however long the browser takes.
async fn film(page: &Page, (id, words): (&str, &str), act: &str) -> Vec<f64> {
    let script = format!(
        "const part = of => document.querySelector(`[data-mark='${{arguments[0]}}'] ${{of}}`);
        const left = of => part(of)?.getBoundingClientRect().left ?? null;
        const words = arguments[1], beside = 13, origin = part('.shape').ownerSVGElement.getBoundingClientRect().left;
        const canvas = CanvasRenderingContext2D.prototype, write = canvas.fillText;
        let sketched = left('.shape');
        canvas.fillText = function (text, x, y) {{
            if (text === words) sketched = origin + x - beside;
            return write.call(this, text, x, y);
        }};
        const moves = () => document.querySelector('svg[aria-label=Timeline][aria-busy=true]');
        const x = () => moves() ? sketched : left('.shape');
        const film = [x()];
        const frame = window.requestAnimationFrame.bind(window);
        let clock = performance.now();
        window.requestAnimationFrame = then => frame(() => then(clock));
        {act};
        return new Promise(done => {{
            let same = 0;
            const look = () => {{
                clock += 16;
                film.push(x());
                same = film.at(-1) === film.at(-2) ? same + 1 : 0;
                if (same <= 10 || moves()) return frame(look);
                window.requestAnimationFrame = frame;
                canvas.fillText = write;
                done(film);
            }};
            frame(look);
        }})"
    );
    let film = page.eval(&script, &[id.into(), words.into()]).await;
    film.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

/// Marks that always are in the window, each with the words beside it.
const SIXTH: (&str, &str) = ("cosp-6", "6 St. Petersburg");
const SEVENTH: (&str, &str) = ("cosp-7", "7 Vienna");

/// Whether it got there in several steps, none of them back.
fn is_followed(film: &[f64]) -> bool {
    let mut steps = film.to_vec();
    steps.dedup();
    let forward = film.last() >= film.first();
    let onward =
        |pair: &[f64]| if forward { pair[1] >= pair[0] - 0.1 } else { pair[1] <= pair[0] + 0.1 };
    steps.len() > 3 && film.windows(2).all(onward)
}

const PRESS: &str = "const press = name => [...document.querySelectorAll('.toolbar button')].find(b => b.textContent.includes(name)).click()";

/// While it moves the drawing is a sketch: words and signs stand where they stand at rest, in the
/// same colours, and nothing of it stays behind.
#[test]
fn what_is_sketched_is_what_stands_there_at_rest() {
    run(async |page| {
        page.resize(1280, 900).await;
        for media in [vec![], vec![("prefers-color-scheme", "dark")]] {
            page.media(&media).await;
            page.open_ready("?from=2014&to=2020&item=res-3-2").await;
            page.rested().await;
            let told = page
                .eval(
                    "const drawing = document.querySelector('svg[aria-label=Timeline]');
                    const canvas = drawing.parentElement.querySelector('canvas');
                    const pen = CanvasRenderingContext2D.prototype, write = pen.fillText;
                    let sketched = [];
                    pen.fillText = function (text, x, y) {
                        if (this.canvas === canvas) sketched.push([text, x, y, this.fillStyle]);
                        return write.call(this, text, x, y);
                    };
                    const ink = () => {
                        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                        let n = 0;
                        for (let at = 3; at < data.length; at += 4) n += data[at] > 0;
                        return n / (canvas.width * canvas.height);
                    };
                    const place = drawing.getBoundingClientRect();
                    const wheel = deltaY => drawing.dispatchEvent(new WheelEvent('wheel', {
                        clientX: place.left + 300, clientY: place.top + 60, deltaY, ctrlKey: true, bubbles: true, cancelable: true,
                    }));
                    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
                    return (async () => {
                        wheel(-40); await frame();
                        sketched = [];
                        wheel(-40); await frame();
                        const shown = sketched, covered = ink();
                        pen.fillText = write;
                        while (drawing.getAttribute('aria-busy') === 'true') await frame();
                        const colour = of => {
                            const probe = document.createElement('canvas').getContext('2d');
                            probe.fillStyle = of;
                            return probe.fillStyle;
                        };
                        const texts = [...drawing.querySelectorAll('text')].map(text => [text.textContent,
                            text.x.baseVal[0].value + text.getCTM().e, text.y.baseVal[0].value + text.getCTM().f,
                            colour(getComputedStyle(text).fill)]);
                        const end = canvas.height / devicePixelRatio;
                        const missing = texts.filter(([words, x, y, fill]) => y < end - 200 && !shown.some(of =>
                            of[0] === words && Math.abs(of[1] - x) < 0.3 && Math.abs(of[2] - y) < 0.3 && of[3] === fill));
                        return { shown: shown.length, texts: texts.length, missing, covered, left: ink() };
                    })()",
                    &[],
                )
                .await;
            assert!(told["shown"].as_f64() > Some(30.0), "{told}");
            assert_eq!(told["missing"], json!([]), "{told}");
            assert_eq!((told["covered"].as_f64(), told["left"].as_f64()), (Some(1.0), Some(0.0)));
        }
    });
}

#[test]
fn a_reader_can_follow_where_the_window_goes() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2014&to=2020").await;
        let zoom = film(page, SIXTH, &format!("{PRESS}; press('Zoom in')")).await;
        assert!(is_followed(&zoom), "{zoom:?}");
        let fit = film(page, SIXTH, &format!("{PRESS}; press('Fit')")).await;
        assert!(is_followed(&fit), "{fit:?}");
        // Steps follow each other from where the last one leads, without waiting for it.
        page.open_ready("?from=2014&to=2020").await;
        let three =
            film(page, SEVENTH, &format!("{PRESS}; for (const n of [1, 2, 3]) press('Zoom in')"))
                .await;
        let there = three.last().copied();
        page.open_ready("?from=2014&to=2020").await;
        page.media(&[("prefers-reduced-motion", "reduce")]).await;
        let still =
            film(page, SEVENTH, &format!("{PRESS}; for (const n of [1, 2, 3]) press('Zoom in')"))
                .await;
        assert!(
            (there.unwrap_or(f64::NAN) - still.last().copied().unwrap_or(f64::NAN)).abs() < 0.3,
            "{three:?} {still:?}"
        );
        let mut steps = still;
        steps.dedup_by(|a, b| (*a - *b).abs() < 0.3);
        assert_eq!(steps.len(), 2, "who has asked for stillness is there at once: {steps:?}");
    });
}

#[test]
fn a_hand_takes_hold_of_a_window_on_its_way() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2014&to=2020").await;
        let (x, y) = place(page, "cosp-7").await;
        page.click("button", "Fit").await;
        page.mouse("mousePressed", x, y + 60.0).await;
        let held = x_of(page, "cosp-7").await;
        page.mouse("mouseMoved", x + 30.0, y + 60.0).await;
        page.rested().await;
        let now = x_of(page, "cosp-7").await;
        assert!(
            (now - held - 30.0).abs() < 1.5,
            "it follows the hand and nothing else: {held} {now}"
        );
        page.mouse("mouseReleased", x + 30.0, y + 60.0).await;
    });
}

#[test]
fn back_leads_to_the_window_that_was() {
    run(async |page| {
        page.resize(1600, 900).await;
        page.open_ready("?from=2014&to=2020").await;
        // Choosing is a step of its own; the window after it is of that step.
        page.click("button", Name::Contains("Resolution 7/5")).await;
        page.wait_address("?from=2014&to=2020&item=res-7-5").await;
        page.click("button", "Close").await;
        page.wait_address("?from=2014&to=2020").await;
        page.rested().await;
        let before = x_of(page, "cosp-6").await;
        page.click("button", "Fit").await;
        page.rested().await;
        assert!((x_of(page, "cosp-6").await - before).abs() > 20.0);
        page.wait("the address", async || (!page.address().await.contains("2014")).then_some(()))
            .await;
        let film = film(page, SIXTH, "history.back()").await;
        assert!(is_followed(&film), "{film:?}");
        page.rested().await;
        page.click("button", "Close").await;
        page.rested().await;
        let now = x_of(page, "cosp-6").await;
        assert!((now - before).abs() < 2.0, "{before} {now}");
    });
}

#[test]
fn a_held_key_goes_on_without_losing_the_keyboard() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2019&to=2020").await;
        page.eval("document.querySelector('[data-mark=cosp-8]').focus()", &[]).await;
        // As fast as keys come: far beyond the window, mark by mark.
        for _ in 0..6 {
            page.press(Key::Left).await;
        }
        page.wait("the session six before it", async || {
            page.focused().await.1.starts_with("Second session").then_some(())
        })
        .await;
        for _ in 0..12 {
            page.press("-").await;
        }
        page.rested().await;
        let (role, name) = page.focused().await;
        assert_eq!(role, "button", "{name}");
        for _ in 0..12 {
            page.press("+").await;
        }
        page.rested().await;
        let there = "return document.activeElement.closest('.drawing') !== null";
        assert_eq!(page.eval(there, &[]).await, json!(true));
    });
}

#[test]
fn a_cluster_opens_until_nothing_parts_it_then_it_is_listed() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("?from=2005&to=2026").await;
        // Whatever they are, a few presses lead to a list or to marks.
        let cluster = "return document.querySelector('.mark.bundle')?.dataset.mark ?? null";
        let key = page.eval(cluster, &[]).await;
        assert!(key.is_string(), "there is a cluster");
        page.eval("document.querySelector('.mark.bundle').focus()", &[]).await;
        for _ in 0..12 {
            let on = "return document.activeElement.matches('.mark.bundle')";
            if page.eval(on, &[]).await != true {
                break;
            }
            page.press(Key::Enter).await;
            page.rested().await;
        }
        let outcome = "return document.activeElement.matches('.mark:not(.bundle), #details-title')";
        assert_eq!(page.eval(outcome, &[]).await, json!(true), "{:?}", page.focused().await);
    });
}
