//! The day as of which everything is shown: told and chosen in the head of the page.

mod player;

use leptos::prelude::event_target_value;

use super::dom::{Element, Node, element, live};
use super::signal::RwSignal;
use super::store::Store;
use crate::browser::{self, Entry};
use crate::model::{Day, Point};
use crate::query::news;
use crate::words::{self, Key};

/// The control: a date, steps to the days that brought news, and back to the latest.
pub(super) fn control(store: Store) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let (first, latest) = (store.record.extent.days.0, dataset.meta.as_of);
    // Whether a day was chosen since the field was entered. When it is left, what was typed and is
    // no day of the record gives way to the day that is shown.
    let chosen = RwSignal::new(false);
    let typed = move |text: String| {
        let day = Point::parse(&text).map(Point::first);
        // A year half typed is one of long ago.
        if let Some(day) = day.filter(|day| (first..=latest).contains(day)) {
            // Typing a date is one choice, however many days it passes through.
            let entry = if chosen.get_untracked() { Entry::Replace } else { Entry::Push };
            store.go(entry, |address| address.set_as_of(dataset, day));
            chosen.set(true);
        }
    };
    let input = element("input")
        .attr("id", "as-of")
        .attr("type", "date")
        .attr("required", "")
        .attr("min", &first.to_string())
        .attr("max", &latest.to_string())
        .live_value(move || {
            chosen.track();
            store.as_of().to_string()
        })
        .on("input", move |event| typed(event_target_value(event)))
        .on("blur", move |_| chosen.set(false));
    let back = move || {
        let back = element("button").on_click(move || {
            latest_of(store);
            browser::focus("as-of");
        });
        (!store.is_latest()).then(|| back.class("plain").child(words.get(Key::latest)))
    };
    let days: &'static [Day] = store.record.news.as_slice();
    element("div")
        .class("as-of")
        .live_class("then", move || !store.is_latest())
        .child(element("label").attr("for", "as-of").child(words.get(Key::as_known_on)))
        .child(step(store, Key::news_before, "‹", move |day| news::before(days, day)))
        .child(input)
        .child(step(store, Key::news_after, "›", move |day| news::after(days, day)))
        .child(player::player(store))
        .child(live(back))
        .into()
}

/// A button that goes to another day. Where there is none it stays, and keeps the focus.
fn step(
    store: Store,
    name: Key,
    sign: &str,
    to: impl Fn(Day) -> Option<Day> + Copy + 'static,
) -> Element {
    let go = move || {
        if let Some(day) = to(store.as_of_untracked()) {
            store.go(Entry::Push, |address| address.set_as_of(store.dataset(), day));
        }
    };
    let none = move || to(store.as_of()).is_none().then(|| "true".to_owned());
    element("button").class("step").live_attr("aria-disabled", none).on_click(go).child((
        element("span").class("visually-hidden").child(store.words.get(name)),
        element("span").attr("aria-hidden", "true").child(sign),
    ))
}

fn latest_of(store: Store) {
    store.go(Entry::Push, |address| {
        address.set_as_of(store.dataset(), store.dataset().meta.as_of);
    });
}

/// The day as of which everything is shown, in words.
pub(super) fn day(store: Store) -> String {
    words::day(store.words, store.as_of())
}

/// A count, with the day that it is of where that is not the latest.
pub(super) fn counted(store: Store, count: String) -> String {
    if store.is_latest() {
        return count;
    }
    store.words.with(Key::counted_on, &[("count", &count), ("date", &day(store))])
}

/// That a record was not known on the day, and the way to the day when it is.
pub(super) fn not_yet(store: Store) -> Element {
    let said = store.words.with(Key::not_yet_known, &[("date", &day(store))]);
    let go = move || {
        latest_of(store);
        browser::next_frame(|| browser::focus("details-title"));
    };
    let button = element("button").class("primary").on_click(go);
    element("div").class("not-yet").child((
        element("h2").attr("id", "details-title").attr("tabindex", "-1").child(said),
        element("p").child(button.child(store.words.get(Key::show_latest))),
    ))
}
