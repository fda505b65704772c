//! The window: what it is, where it goes, and the way there.
//!
//! The address has the window that the reader asked for at once; what is drawn follows so that
//! the eye can. Whatever is done next goes from where the window is on its way to, if it is a
//! step of its own (a key, a button), or takes hold of it where it is (a hand, the wheel).

use std::cell::Cell;

use leptos::prelude::*;

use super::content::Form;
use super::{Timeline, plot_width};
use crate::browser::{self, Frames, Hand};
use crate::drawing;
use crate::model::Day;
use crate::timeline::{Limits, Motion, Scale};
use crate::view::dom::effect;
use crate::view::signal::Memo;

/// How the window comes to be another.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::view) enum Pace {
    /// As the hand moves.
    AtOnce,
    /// So that a reader can follow.
    Followed,
}

/// The window on its way.
pub(super) struct Moving {
    motion: Motion,
    /// The mark that the keyboard is on, which it must not be lost with.
    keyboard: Option<String>,
    /// The mark that the keyboard goes to once it is in the window.
    wanted: Option<String>,
    _frames: Frames,
}

impl Timeline {
    /// The window follows the address (Back, a link), unless the address follows the window.
    pub(super) fn follow_address(self) {
        let asked = Memo::new(move || self.store.address.with(|address| address.window()));
        let before = Cell::new(0.0);
        effect(move || {
            let (asked, width) = (asked.get(), self.width.get());
            let resized = before.replace(width) != width;
            let end = self.end().window();
            // Where the address is yet to follow, it is older than the window.
            let follows = asked == (Some(end.0), Some(end.1)) || self.store.waits();
            if width <= 0.0 || follows {
                return;
            }
            let opened = self.store.record.extent.default_window(plot_width(width));
            let first = asked.0.unwrap_or(opened.0);
            let last = asked.1.unwrap_or(opened.1);
            let scale = Scale::of_days(first, last, plot_width(width));
            if resized || !self.start(scale) {
                self.place(scale);
            }
        });
    }

    /// Where the window is going or, at rest, is.
    fn end(self) -> Scale {
        let end = self.moving.with_value(|moving| moving.as_ref().map(|m| m.motion.end()));
        let now = self.scale_untracked();
        end.map_or(now, |end| end.resize(now.width()))
    }

    /// How far the window may go: over the whole record, and what a link asked for beyond it.
    fn limits(self) -> Limits {
        self.store.record.extent.limits().with(self.end())
    }

    /// Goes to another window; `false` where it is the same, because it can go no further.
    pub(super) fn go(self, scale: Scale, pace: Pace) -> bool {
        let scale = scale.clamp(&self.limits());
        if same(scale, self.end()) && (pace == Pace::Followed || !self.is_moving()) {
            return false;
        }
        self.store.card.set(None);
        if pace == Pace::AtOnce || !self.start(scale) {
            self.stir();
            self.place(scale);
        }
        self.tell(scale);
        true
    }

    /// Has the address tell of a window, once the hand rests.
    fn tell(self, scale: Scale) {
        let (first, last) = scale.window();
        let opened = self.store.record.extent.default_window(scale.width());
        self.store.go_at_rest(move |address| match (first, last) == opened {
            true => address.clear_window(),
            false => address.set_window(first, last),
        });
    }

    fn place(self, scale: Scale) {
        self.moving.set_value(None);
        self.window.set((scale.first(), scale.last()));
    }

    /// Sets the window going to another; `false` where nothing moves by itself.
    fn start(self, scale: Scale) -> bool {
        let moves = self.moves();
        if moves {
            self.run(Motion::to(self.scale_untracked(), scale));
        }
        moves
    }

    /// Whether anything moves by itself: in the drawing (rows would only change), unless the
    /// reader has asked for stillness.
    fn moves(self) -> bool {
        self.form.get_untracked() == Form::Drawing && !browser::prefers_stillness()
    }

    /// Sets the window going.
    fn run(self, motion: Motion) {
        let before = self.moving.try_update_value(Option::take).flatten();
        let (keyboard, wanted) = before.map(|m| (m.keyboard, m.wanted)).unwrap_or_default();
        let frames = browser::frames(move |ms| self.tick(ms));
        self.moving.set_value(Some(Moving { motion, keyboard, wanted, _frames: frames }));
    }

    /// Shows the window as it is by now; `false` once it rests.
    fn tick(self, ms: f64) -> bool {
        let motion = self.moving.try_with_value(|m| m.as_ref().map(|moving| moving.motion));
        let Some(motion) = motion.flatten() else { return false };
        let now = motion.at(ms);
        let scale = now.unwrap_or(motion.end());
        self.stir();
        self.window.set((scale.first(), scale.last()));
        self.keep_keyboard();
        if now.is_none() {
            self.moving.set_value(None);
        }
        now.is_some()
    }

    /// The drawing changes: until it rests, it is sketched.
    pub(super) fn stir(self) {
        self.hand.with_value(Hand::stir);
        if self.rests.get_untracked() {
            self.rests.set(false);
        }
    }

    /// The drawing's elements are wanted: it rests.
    pub(super) fn settle(self) {
        self.hand.with_value(Hand::forget);
        if !self.rests.get_untracked() {
            self.rests.set(true);
        }
    }

    fn is_moving(self) -> bool {
        self.moving.with_value(Option::is_some)
    }

    /// Stops the window where it is: a hand is on it.
    pub(super) fn stop(self) {
        if self.is_moving() {
            self.moving.set_value(None);
            self.tell(self.scale_untracked());
        }
    }

    /// Brings the window to where it is going at once; the mark that the keyboard was to go to.
    pub(super) fn arrive(self) -> Option<String> {
        let moving = self.moving.try_update_value(Option::take).flatten()?;
        let end = moving.motion.end();
        self.window.set((end.first(), end.last()));
        moving.wanted
    }

    /// Goes on after a drag with the hand's own speed, px a ms.
    pub(super) fn glide(self, speed: f64) {
        let motion = Motion::glide(self.scale_untracked(), speed, &self.limits());
        if let Some(motion) = motion.filter(|_| self.moves()) {
            self.run(motion);
            self.tell(motion.end());
        }
    }

    /// Magnifies about a place of the plot as it is seen, px.
    pub(super) fn zoom(self, x: f64, factor: f64, pace: Pace) -> bool {
        let (now, limits) = (self.scale_untracked(), self.limits());
        let (from, x) = match pace {
            Pace::AtOnce => (now, x),
            Pace::Followed => (self.end(), self.end().x(now.day(x))),
        };
        self.go(from.zoom_within(x, factor, &limits), pace)
    }

    /// Zooms about the middle of the window.
    pub(super) fn zoom_middle(self, factor: f64) -> bool {
        let end = self.end();
        self.go(end.zoom_within(end.width() / 2.0, factor, &self.limits()), Pace::Followed)
    }

    /// Zooms as two fingers do on the plot, px.
    pub(super) fn pinch(self, from: (f64, f64), to: (f64, f64)) -> bool {
        self.go(self.scale_untracked().pinch(from, to, &self.limits()), Pace::AtOnce)
    }

    /// Pans as the hand does.
    pub(super) fn pan(self, px: f64) -> bool {
        self.go(self.scale_untracked().pan(px), Pace::AtOnce)
    }

    /// Pans by a share of the window.
    pub(super) fn step(self, share: f64) -> bool {
        let end = self.end();
        self.go(end.pan(end.width() * share), Pace::Followed)
    }

    /// Shows the whole record.
    pub(super) fn fit(self) -> bool {
        let (first, last) = self.store.record.extent.fit();
        self.go(Scale::of_days(first, last, self.end().width()), Pace::Followed)
    }

    /// Brings a day to the middle of the window.
    pub(super) fn show_day(self, day: Day) {
        let end = self.end();
        self.go(end.pan(end.width() / 2.0 - end.x(f64::from(day.0))), Pace::Followed);
    }

    /// The keyboard is on a mark of a window that a key has set going: it stays there or, where
    /// that mark leaves the window or becomes part of a cluster, goes to what Tab would come to.
    pub(super) fn keep(self, mark: Option<String>) {
        self.foresee(|moving| moving.keyboard.clone_from(&mark));
        if !self.is_moving() {
            self.keep_on(mark);
        }
    }

    /// Has the keyboard go from the mark that it is on to another, as soon as that is in the
    /// window.
    pub(super) fn keep_until(self, mark: String, wanted: String) {
        if self.is_moving() {
            self.foresee(|moving| {
                moving.keyboard = Some(mark.clone());
                moving.wanted = Some(wanted.clone());
            });
        } else if self.is_there(&wanted) {
            self.go_to(wanted);
        } else {
            self.keep_on(Some(mark));
        }
    }

    fn foresee(self, change: impl Fn(&mut Moving)) {
        self.moving.update_value(|moving| {
            if let Some(moving) = moving {
                change(moving);
            }
        });
    }

    /// Whether a mark or an edge marker is in the window; lanes' buttons always are.
    pub(super) fn is_there(self, key: &str) -> bool {
        drawing::folds(key).is_some() || self.mark(key).is_some() || self.edge(key).is_some()
    }

    fn keep_keyboard(self) {
        let found = self.moving.with_value(|moving| moving.as_ref().and_then(|m| m.wanted.clone()));
        if let Some(key) = found.filter(|key| self.is_there(key)) {
            self.foresee(|moving| (moving.keyboard, moving.wanted) = (Some(key.clone()), None));
            self.go_to(key);
            return;
        }
        let mark = self.moving.with_value(|moving| moving.as_ref()?.keyboard.clone());
        let next = self.keep_on(mark);
        if next.is_some() {
            self.foresee(|moving| moving.keyboard.clone_from(&next));
        }
    }

    /// Where the mark that the keyboard was on is gone: goes to what Tab would come to.
    pub(super) fn keep_on(self, mark: Option<String>) -> Option<String> {
        mark.filter(|key| !self.is_there(key))?;
        let stop = self.scene.with_untracked(|scene| self.first_stop(scene))?;
        self.go_to(stop.clone());
        Some(stop)
    }
}

fn same(a: Scale, b: Scale) -> bool {
    (a.first() - b.first()).abs() + (a.last() - b.last()).abs() < 1e-6
}
