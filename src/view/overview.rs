//! The overview strip below the timeline: the whole record, and the window on it as a brush.
//! What is drawn where, and what a gesture makes of the window, is computed in
//! [`crate::timeline`] and [`crate::drawing::overview`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use super::dom::{Element, Node, effect, element, live_text, svg};
use super::mirror;
use super::signal::{Memo, RwSignal};
use super::sketched::Sketched;
use super::store::Store;
use super::timeline::{MARGIN, NAMES, Pace, is_narrow};
use crate::browser::{self, Drawing, Painter};
use crate::drawing::overview as drawn;
use crate::gesture::Gesture;
use crate::svg::number;
use crate::timeline::{Brush, Grip, Overview, Scale, Step, Strip, overview, ticks};
use crate::words::Key;

/// How long the window must rest before a screen reader is told of it, ms.
const REST: i32 = 600;

/// A window in days since 1970.
type Window = (f64, f64);

/// A press on the strip and what became of it; px from the strip's left edge.
#[derive(Clone, Copy)]
struct Held {
    grip: Grip,
    from: f64,
    to: f64,
    /// The window as it was.
    brush: Brush,
}

/// What the strip keeps while it is on the page.
#[derive(Clone, Copy)]
struct Strips {
    width: RwSignal<f64>,
    window: RwSignal<Window>,
    whole: Memo<Scale>,
    /// The strip's scale while it is dragged on, when it must not change.
    held: RwSignal<Option<Scale>>,
}

/// The strip. `width` is that of the timeline's place, `rests` whether the window does, and `show`
/// shows another window, at once where the hand is on it.
pub(super) fn strip(
    store: Store,
    width: RwSignal<f64>,
    window: RwSignal<Window>,
    rests: RwSignal<bool>,
    show: impl Fn(Window, Pace) + 'static,
) -> Node {
    let words = store.words;
    let limits = store.record.extent.limits();
    let held = RwSignal::new(None);
    let whole = Memo::new(move || {
        let (first, last) = window.get();
        let (left, margin) = sides(width.get());
        let scale = limits.with(Scale::new(first, last, 1.0));
        held.get().unwrap_or(scale.scale(width.get() - left - margin))
    });
    let this = Strips { width, window, whole, held };
    let density = Memo::new(move || Arc::new(count(store, this)));

    let px = |get: fn(&Overview) -> f64| move || Some(density.with(|strip| number(get(strip))));
    let (below, above) = (svg("g"), svg("g").class("brush"));
    let painter = RefCell::new(Painter::new(below.raw().clone()));
    effect(move || {
        // It has time.
        if !rests.get() {
            return;
        }
        let nodes = density.with(|strip| mirror::shown(drawn::density(words, strip), strip.width));
        painter.borrow_mut().paint(nodes);
    });
    let brush = Sketched::new(store, &above).with_sliders(".brush :focus-visible");
    let sketch = brush.canvas();
    effect(move || {
        let (now, strip) = (Brush::new(whole.get(), window.get()), density.get());
        let nodes =
            |sketched| mirror::shown(drawn::brush(words, &strip, &now, sketched), strip.width);
        let size = (strip.width, strip.height);
        brush.follow((now, strip.clone()), rests.get(), size, nodes);
    });
    let canvas = svg("svg")
        .attr("role", "group")
        .attr("aria-label", words.get(Key::overview))
        .live_attr("width", px(|strip| strip.width))
        .live_attr("height", px(|strip| strip.height))
        .child((below, above));
    let press: Rc<Cell<Option<Held>>> = Rc::default();
    Drawing::listen(canvas.raw(), move |gesture| {
        let gesture = mirror::done(gesture, density.with_untracked(|strip| strip.width));
        this.on(gesture, &press, &show)
    });
    element("div").class("drawing overview").child((canvas, sketch)).into()
}

/// The window for a screen reader, once it has come to rest. Who moves it with a slider hears
/// that.
pub(super) fn spoken(store: Store, window: RwSignal<Window>) -> Element {
    let said = RwSignal::new(window.get_untracked());
    let aloud = RwSignal::new(true);
    let rest = browser::Hand::new(REST, move || {
        aloud.set(!browser::is_there(".grip:focus"));
        said.set(window.get_untracked());
    });
    effect(move || {
        let now = window.get();
        let before = said.get_untracked();
        // What the page opens with stands there from the beginning.
        if before.0 >= before.1 {
            said.set(now);
        } else if before != now {
            rest.stir();
        }
    });
    element("p")
        .class("visually-hidden")
        .live_attr("aria-live", move || Some(if aloud.get() { "polite" } else { "off" }.to_owned()))
        .child(live_text(move || drawn::window_text(store.words, said.get())))
}

/// Room left and right of the strip, px: where there is room the strip is as wide as the
/// timeline's plot; the handles reach a little beyond it.
fn sides(width: f64) -> (f64, f64) {
    if is_narrow(width) { (Brush::REACH, Brush::REACH) } else { (NAMES, MARGIN) }
}

fn count(store: Store, this: Strips) -> Overview {
    let width = this.width.get();
    if width <= 0.0 {
        return Overview::default();
    }
    let (left, margin) = sides(width);
    overview(
        &store.lanes.get(),
        &store.shown.get(),
        &Strip {
            whole: this.whole.get(),
            left,
            margin,
            as_of: store.as_of(),
            measure_tick: &ticks::estimate,
        },
    )
}

impl Strips {
    fn brush(self) -> Brush {
        Brush::new(self.whole.get_untracked(), self.window.get_untracked())
    }

    fn on(self, gesture: Gesture, press: &Cell<Option<Held>>, show: &dyn Fn(Window, Pace)) -> bool {
        match gesture {
            Gesture::Press(x) => {
                let brush = self.brush();
                let x = x - sides(self.width.get_untracked()).0;
                press.set(Some(Held { grip: brush.grip(x), from: x, to: x, brush }));
            }
            Gesture::Drag(dx) => {
                let Some(mut held) = press.get() else { return false };
                held.to += dx;
                press.set(Some(held));
                self.held.set(Some(held.brush.whole()));
                show(held.brush.drag(held.grip, held.from, held.to), Pace::AtOnce);
            }
            Gesture::Pinch { from, to } => {
                let brush = self.brush();
                self.held.set(Some(brush.whole()));
                show(brush.pinch(from, to), Pace::AtOnce);
                // A finger that is lifted leaves the window as it is.
                press.set(None);
            }
            Gesture::Drop(_) => self.held.set(None),
            Gesture::Click(_) => match press.take() {
                Some(held) if held.grip == Grip::Outside => {
                    show(held.brush.centre(held.from), Pace::Followed);
                }
                _ => return false,
            },
            Gesture::Key { key, mark, .. } => {
                let Some(grip) = mark.and_then(|mark| drawn::grip(&mark)) else { return false };
                let step = match key.as_str() {
                    "ArrowLeft" | "ArrowDown" => Step::Back,
                    "ArrowRight" | "ArrowUp" => Step::Forward,
                    "PageDown" => Step::PageBack,
                    "PageUp" => Step::PageForward,
                    "Home" => Step::First,
                    "End" => Step::Last,
                    _ => return false,
                };
                show(self.brush().step(grip, step), Pace::AtOnce);
            }
            _ => return false,
        }
        true
    }
}
