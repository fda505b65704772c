//! The day under the pointer, and the session that it falls in.

use super::{NAMES, Timeline, is_narrow};
use crate::browser;
use crate::model::{Day, Ref};
use crate::svg::number;
use crate::timeline::{Scale, sitting};
use crate::view::dom::{Element, element, live_text};
use crate::view::mirror;
use crate::view::signal::{Memo, RwSignal};
use crate::words;

/// Half the width that a readout may take, px; also in the style sheet.
const HALF: f64 = 130.0;

/// Puts the readout into the drawing's place and has it follow the mouse. Who has none reads the
/// same on the marks.
pub(super) fn readout(this: Timeline, place: &Element) -> Element {
    let at: RwSignal<Option<f64>> = RwSignal::new(None);
    let over = at;
    browser::follow_mouse(place.raw(), move |x| {
        // Under a hand that moves it stays the same day.
        let still = this.rests.get_untracked() || at.get_untracked() == x;
        over.set(x.filter(|_| still));
    });
    let left = move |x: f64| {
        let room = HALF.min(this.width.get() / 2.0);
        x.max(room).min(this.width.get() - room)
    };
    let axis = move |x: f64| {
        let plot = if is_narrow(this.width.get()) { 0.0 } else { NAMES };
        mirror::left(x, 0.0, this.width.get()) - plot
    };
    let over = Memo::new(move || at.get().filter(|&x| (0.0..this.plot()).contains(&axis(x))));
    let day = Memo::new(move || {
        let ((first, last), x) = (this.rested.get(), axis(over.get()?));
        Some(Day(Scale::new(first, last, this.plot()).day(x).floor() as i32))
    });
    let px = move |px: Option<f64>| format!("{}px", number(px.unwrap_or(0.0)));
    let line = element("div").class("crosshair").live_style("left", move || px(over.get()));
    let text = element("p").class("readout");
    let text = text.live_style("left", move || px(over.get().map(left)));
    let text =
        text.child(live_text(move || day.get().map(|day| said(this, day)).unwrap_or_default()));
    element("div")
        .attr("aria-hidden", "true")
        .live_attr("hidden", move || over.get().is_none().then(String::new))
        .child((line, text))
}

fn said(this: Timeline, day: Day) -> String {
    let store = this.store;
    let (words, dataset) = (store.words, store.dataset());
    let mut parts = vec![words::day(words, day)];
    let sitting = sitting(dataset, day, store.as_of());
    parts.extend(sitting.into_iter().map(|id| words::name(words, dataset, Ref::from(id))));
    parts.join(" · ")
}
