//! The as-of day's handle above the axis: dragged, clicked to or moved by keyboard, it shows the
//! record as it was known on another day.

use std::cell::Cell;
use std::rc::Rc;

use super::{NAMES, Timeline, is_narrow};
use crate::browser::{Drawing, Entry};
use crate::drawing::scrubber as drawn;
use crate::gesture::Gesture;
use crate::model::Day;
use crate::svg::number;
use crate::timeline::{DayStep, Scale, Scrubber};
use crate::view::dom::{Node, effect, element, svg};
use crate::view::mirror;
use crate::view::sketched::Sketched;
use crate::words::Key;

/// A press: where, px from the plot's left edge, and whether it has chosen a day yet.
#[derive(Clone, Copy)]
struct Held {
    x: f64,
    chosen: bool,
}

/// The line and the handle.
pub(super) fn scrubber(this: Timeline) -> Node {
    let store = this.store;
    let canvas = svg("svg")
        .attr("role", "group")
        .attr("aria-label", store.words.get(Key::as_of_day))
        .live_attr("width", move || Some(number(this.width.get())))
        .attr("height", &number(drawn::HEIGHT));
    let sketched = Sketched::new(store, &canvas).with_sliders(".scrubber :focus-visible");
    let sketch = sketched.canvas();
    effect(move || {
        let (scale, day, width) = (this.scale(), store.as_of(), this.width.get());
        let nodes = |sketched| {
            let nodes = drawn::scrubber(store.words, &of(this, scale), left(this), day, sketched);
            mirror::shown(nodes, width)
        };
        let own = (scale.first(), scale.last(), day, width);
        sketched.follow(own, this.rests.get(), (width, drawn::HEIGHT), nodes);
    });
    let press: Rc<Cell<Option<Held>>> = Rc::default();
    Drawing::listen(canvas.raw(), move |gesture| {
        on(this, mirror::done(gesture, this.width.get_untracked()), &press)
    });
    element("div").class("drawing scrubber").child((canvas, sketch)).into()
}

/// Where the plot begins, px.
fn left(this: Timeline) -> f64 {
    if is_narrow(this.width.get_untracked()) { 0.0 } else { NAMES }
}

/// The days that can be chosen, on a window.
fn of(this: Timeline, scale: Scale) -> Scrubber<'static> {
    let record = this.store.record;
    let days = (record.extent.days.0, record.dataset.meta.as_of);
    Scrubber { scale, days, news: &record.news }
}

fn on(this: Timeline, gesture: Gesture, press: &Cell<Option<Held>>) -> bool {
    let scrubber = of(this, this.scale_untracked());
    match gesture {
        Gesture::Press(x) => press.set(Some(Held { x: x - left(this), chosen: false })),
        Gesture::Drag(dx) => {
            let Some(held) = press.get() else { return false };
            let x = held.x + dx;
            let chosen = choose(this, scrubber.day(x), held.chosen);
            press.set(Some(Held { x, chosen }));
        }
        Gesture::Drop(_) => press.set(None),
        Gesture::Click(_) => {
            let Some(held) = press.take() else { return false };
            choose(this, scrubber.day(held.x), false);
        }
        Gesture::Key { key, .. } => {
            let step = match key.as_str() {
                "ArrowLeft" | "ArrowDown" => DayStep::Back,
                "ArrowRight" | "ArrowUp" => DayStep::Forward,
                "PageDown" => DayStep::YearBack,
                "PageUp" => DayStep::YearForward,
                "Home" => DayStep::First,
                "End" => DayStep::Last,
                _ => return false,
            };
            choose(this, scrubber.step(this.store.as_of_untracked(), step), false);
        }
        _ => return false,
    }
    true
}

/// Shows another day, and says whether this gesture has chosen one. A drag is one choice, however
/// many days it passes through.
fn choose(this: Timeline, day: Day, chosen: bool) -> bool {
    let store = this.store;
    if day == store.as_of_untracked() {
        return chosen;
    }
    let entry = if chosen { Entry::Replace } else { Entry::Push };
    store.go(entry, |address| address.set_as_of(store.dataset(), day));
    true
}
