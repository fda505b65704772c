//! The day under the pointer, and the session that it falls in.

use super::{NAMES, Timeline, is_narrow};
use crate::browser;
use crate::model::{Day, Ref};
use crate::svg::number;
use crate::timeline::sitting;
use crate::view::dom::{Element, element, live};
use crate::view::mirror;
use crate::view::signal::RwSignal;
use crate::words;

/// Half the width that a readout may take, px; also in the style sheet.
const HALF: f64 = 130.0;

/// Puts the readout into the drawing's place and has it follow the mouse. Who has none reads the
/// same on the marks.
pub(super) fn readout(this: Timeline, place: &Element) -> Element {
    let at = RwSignal::new(None);
    let over = at;
    browser::follow_mouse(place.raw(), move |x| over.set(x));
    let left = move |x: f64| {
        let room = HALF.min(this.width.get() / 2.0);
        format!("{}px", number(x.max(room).min(this.width.get() - room)))
    };
    element("div").attr("aria-hidden", "true").child(live(move || {
        let x: f64 = at.get()?;
        let plot = if is_narrow(this.width.get()) { 0.0 } else { NAMES };
        let scale = this.scale();
        let on_axis = mirror::left(x, 0.0, this.width.get()) - plot;
        let inside = (0.0..scale.width()).contains(&on_axis);
        inside.then(|| {
            let day = Day(scale.day(on_axis).floor() as i32);
            let line = element("div").class("crosshair");
            let text = element("p").class("readout").live_style("left", move || left(x));
            Vec::from([
                line.live_style("left", move || format!("{}px", number(x))),
                text.child(said(this, day)),
            ])
        })
    }))
}

fn said(this: Timeline, day: Day) -> String {
    let store = this.store;
    let (words, dataset) = (store.words, store.dataset());
    let mut parts = vec![words::day(words, day)];
    let sitting = sitting(dataset, day, store.as_of());
    parts.extend(sitting.into_iter().map(|id| words::name(words, dataset, Ref::from(id))));
    parts.join(" · ")
}
