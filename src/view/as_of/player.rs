//! Plays the record: shows it on one after another of the days that brought news.

use leptos::prelude::{LocalStorage, SetValue, StoredValue};

use crate::browser::{self, Entry, Timer};
use crate::model::Day;
use crate::query::news;
use crate::view::dom::{Element, effect, element, live_text, svg};
use crate::view::signal::RwSignal;
use crate::view::store::Store;
use crate::words::Key;

/// How long a day stands, ms.
const BEAT: i32 = 700;
/// The most days that are stopped at; of more only every so manieth is.
const MOST_STOPS: usize = 100;

/// The signs, drawn in a square of 14.
const PLAY: &str = "M3 1l9 6-9 6z";
const PAUSE: &str = "M3 2h3v10H3zM8 2h3v10H8z";

/// It plays until it is paused, another day is chosen, or the latest is reached.
#[derive(Clone, Copy)]
struct Player {
    store: Store,
    /// The day that it has come to, while it plays.
    at: RwSignal<Option<Day>>,
    timer: StoredValue<Option<Timer>, LocalStorage>,
}

/// The button.
pub(super) fn player(store: Store) -> Element {
    let player = Player { store, at: RwSignal::new(None), timer: StoredValue::new_local(None) };
    // Who chooses a day meanwhile wants to see that one.
    effect(move || {
        let shown = store.as_of();
        if player.at.get_untracked().is_some_and(|at| at != shown) {
            player.at.set(None);
        }
    });
    let plays = move || player.at.get().is_some();
    let name = move || store.words.get(if plays() { Key::pause } else { Key::play }).to_owned();
    let sign = move || Some(if plays() { PAUSE } else { PLAY }.to_owned());
    let picture = svg("svg").attr("viewBox", "0 0 14 14").attr("aria-hidden", "true");
    element("button").class("step").on_click(move || player.press()).child((
        picture.child(svg("path").live_attr("d", sign)),
        element("span").class("visually-hidden").child(live_text(name)),
    ))
}

impl Player {
    fn press(self) {
        if self.at.get_untracked().is_some() {
            self.at.set(None);
            return;
        }
        let next = self.next(self.store.as_of_untracked());
        self.show(Entry::Push, next.unwrap_or_else(|| self.beginning()));
    }

    /// Where playing begins again after the latest: with the timeline's window, before which
    /// nothing of it would be seen.
    fn beginning(self) -> Day {
        let record = self.store.record;
        let asked = self.store.address.with_untracked(|address| address.window().0);
        let first = asked.unwrap_or_else(|| record.extent.default_window(f64::INFINITY).0);
        news::after(&record.news, first).unwrap_or(record.dataset.meta.as_of)
    }

    fn next(self, day: Day) -> Option<Day> {
        let news = self.store.record.news.as_slice();
        let first = news::after(news, day)?;
        // Never past the latest.
        let more = 0..news.len() / MOST_STOPS;
        Some(more.fold(first, |day, _| news::after(news, day).unwrap_or(day)))
    }

    fn show(self, entry: Entry, day: Day) {
        // First, so that the day is known for the player's own.
        self.at.set(Some(day));
        self.store.go(entry, |address| address.set_as_of(self.store.dataset(), day));
        let on = move || {
            let plays = self.at.get_untracked() == Some(day);
            match self.next(day).filter(|_| plays) {
                Some(next) => self.show(Entry::Replace, next),
                None if plays => self.at.set(None),
                None => {}
            }
        };
        self.timer.set_value(browser::after(BEAT, on));
    }
}
