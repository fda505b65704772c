//! The days between which records are to be.

use leptos::prelude::event_target_value;

use crate::address::Address;
use crate::browser::Entry;
use crate::model::Point;
use crate::view::dom::{Node, element, live};
use crate::view::signal::{Memo, RwSignal};
use crate::view::store::Store;
use crate::words::Key;

const KEY: &str = "dates";

pub(super) fn dates(store: Store) -> Node {
    let words = store.words;
    let unfolded = Memo::new(move || {
        let asked = || store.address.with(|address| address.since.or(address.until).is_some());
        store.unfolded(KEY).unwrap_or_else(asked)
    });
    let content = move || {
        let wrong = RwSignal::new(false);
        let hint = element("p").attr("id", "dates-hint").class("hint soft");
        let hint = hint.child(words.get(Key::facet_dates_hint));
        let told = move || wrong.get().then(|| words.get(Key::facet_dates_wrong));
        let told = element("p").class("wrong").attr("role", "alert").child(live(told));
        let since = edge(store, Key::since, wrong, |address| address.since, Address::set_since);
        let until = edge(store, Key::until, wrong, |address| address.until, Address::set_until);
        Node::from((hint, element("div").class("edges").child((since, until)), told))
    };
    super::folding(store, KEY, words.get(Key::facet_dates), unfolded, content).into()
}

/// One end of the days: a year, a month or a day, taken when the reader has done typing.
fn edge(
    store: Store,
    name: Key,
    wrong: RwSignal<bool>,
    get: fn(&Address) -> Option<Point>,
    set: fn(&mut Address, Option<Point>),
) -> Node {
    let invalid = RwSignal::new(false);
    let typed = move |text: String| {
        let point = Point::parse(text.trim());
        let fails = point.is_none() && !text.trim().is_empty();
        invalid.set(fails);
        wrong.set(fails);
        if !fails {
            store.go(Entry::Push, |address| set(address, point));
        }
    };
    let shown = move || store.address.with(get).map(|point| point.to_string()).unwrap_or_default();
    let input = element("input")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr("placeholder", "2018-06")
        .attr("aria-describedby", "dates-hint")
        .live_attr("aria-invalid", move || invalid.get().then(|| "true".to_owned()))
        .live_value(shown)
        .on("change", move |event| typed(event_target_value(event)));
    element("label").child((store.words.get(name), " ", input)).into()
}
