//! The time axis that all rows share, and a row's history on it.

use crate::browser;
use crate::drawing::history as drawn;
use crate::model::{Date, Day, Id, Recommendation};
use crate::svg::{self, number};
use crate::timeline::{FontRole, Ticks, history, history_scale, ticks};
use crate::view::dom::{self, Element, Node, element, live, svg};
use crate::view::mirror;
use crate::view::signal::RwSignal;
use crate::view::store::Store;
use crate::view::timeline::measured;
use crate::words;

/// How wide histories are on paper, px.
pub(super) const PAPER: f64 = 240.0;

/// The axis at the head of the rows; it tells how wide its place is.
pub(super) fn axis(store: Store, width: RwSignal<f64>) -> Element {
    let place =
        element("div").class("axis-head").attr("aria-hidden", "true").child(live(move || {
            let width = width.get();
            (width > 0.0).then(|| {
                picture(drawn::axis(store.words, &ticked(store, width)), width, drawn::AXIS)
            })
        }));
    browser::observe_width(place.raw(), move |px| width.set(px.floor()));
    place
}

/// The axis at the head of rows on paper.
pub(super) fn on_paper(store: Store) -> Element {
    let nodes = drawn::axis(store.words, &ticked(store, PAPER));
    element("div").class("axis-head").child(picture(nodes, PAPER, drawn::AXIS))
}

fn ticked(store: Store, width: f64) -> Ticks {
    let measure = |label: &crate::timeline::TickLabel| {
        measured(&crate::drawing::tick_text(store.words, label), FontRole::Tick.size(), false)
    };
    ticks::ticks(history_scale(store.dataset(), width), &measure)
}

/// A recommendation's history, drawn so wide; what it shows is said beside it.
pub(super) fn of(store: Store, id: Id<Recommendation>, width: f64) -> Option<Element> {
    let scale = history_scale(store.dataset(), width);
    let mark = history(store.dataset(), id, scale, store.as_of()).filter(|_| width > 0.0)?;
    Some(picture(drawn::row(&mark, &ticked(store, width)), width, drawn::HEIGHT))
}

fn picture(nodes: Vec<svg::Node>, width: f64, height: f64) -> Element {
    svg("svg")
        .attr("width", &number(width))
        .attr("height", &number(height))
        .attr("aria-hidden", "true")
        .child(dom::drawn(&mirror::shown(nodes, width)))
}

/// The same in words: when it was adopted, and each status with the date of its report.
pub(super) fn said(store: Store, id: Id<Recommendation>) -> Node {
    let (words, dataset, as_of) = (store.words, store.dataset(), store.as_of());
    let of = &dataset[id];
    let adopted = words::when(words, dataset, id.into(), as_of);
    let adopted = adopted.map(|date| words.with(words::Key::history_adopted, &[("date", &date)]));
    let reported = of.statuses.iter().filter(|entry| reported_by(entry.date, as_of));
    let reported = reported.map(|entry| {
        let date = words::date(words, entry.date);
        let values = [("status", words.status(entry.status)), ("date", date.as_str())];
        words.with(words::Key::status_as_of, &values)
    });
    let said: Vec<String> = adopted.into_iter().chain(reported).collect();
    element("span").class("visually-hidden").child(said.join("; ")).into()
}

fn reported_by(date: Date, day: Day) -> bool {
    date.end() <= day
}
