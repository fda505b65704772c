//! Gestures and keys on the drawing → windows, choices and where the keyboard is.

use super::{Pace, STEP, Timeline, ZOOM, fold};
use crate::browser;
use crate::drawing;
use crate::gesture::Gesture;
use crate::model::Ref;
use crate::order::within;
use crate::timeline::{Bundle, Direction, Edge, Scale, What};

impl Timeline {
    pub(super) fn on(self, gesture: Gesture) -> bool {
        if let Some(done) = fold::on(self, &gesture) {
            return done;
        }
        let plot = self.scene.with_untracked(|scene| scene.plot.x);
        match gesture {
            Gesture::Wheel { x, dx, dy, ctrl } => {
                self.stop();
                let beside = x < plot && !ctrl;
                if dx.abs() > dy.abs() && !ctrl {
                    self.pan(-dx)
                } else {
                    // A pinch on a trackpad tells of much smaller steps than a wheel.
                    let rate = if ctrl { 0.01 } else { 0.002 };
                    let factor = within(-dy * rate, -1.0, 1.0).exp();
                    // Who looks from as near as can be does not mean to scroll the page.
                    !beside && (self.zoom(x - plot, factor, Pace::AtOnce) || factor > 1.0)
                }
            }
            // A click is meant for what it is on, wherever that was going.
            Gesture::Press(_) => {
                self.stop();
                self.settle();
                false
            }
            Gesture::Drag(dx) => {
                self.store.card.set(None);
                self.pan(dx)
            }
            Gesture::Pinch { from, to } => {
                self.store.card.set(None);
                let on_plot = |(a, b): (f64, f64)| (a - plot, b - plot);
                self.pinch(on_plot(from), on_plot(to));
                // Who can go no further does not mean the page.
                true
            }
            Gesture::Drop(speed) => {
                self.glide(speed);
                true
            }
            Gesture::Click(Some(key)) => {
                self.choose(&key, false);
                true
            }
            Gesture::DoubleClick { x, mark }
                if !mark.as_ref().is_some_and(|key| self.is_there(key)) =>
            {
                self.zoom(x - plot, ZOOM * ZOOM, Pace::Followed)
            }
            Gesture::Hover { x, y, mark } => {
                // Until it rests, the elements are not where the marks are seen.
                let mark = mark.filter(|_| self.rests.get_untracked());
                if mark.is_some() {
                    self.pointer.set((x, y));
                }
                self.show_card(mark);
                true
            }
            Gesture::Focus(mark) => {
                if let Some(key) = &mark {
                    self.focus.set(Some(key.clone()));
                }
                self.show_card(mark);
                true
            }
            Gesture::Key { key, shift, mark } => self.key(&key, shift, mark),
            Gesture::Click(None) | Gesture::DoubleClick { .. } => false,
        }
    }

    fn choose(self, key: &str, by_keyboard: bool) {
        if let Some(edge) = self.edge(key) {
            self.show_day(edge.day);
            self.lead(by_keyboard, key, edge.nearest);
            return;
        }
        let Some(mark) = self.mark(key) else { return };
        // What it opens says all that its card does.
        self.store.card.set(None);
        match (mark.only(), &mark.what) {
            (Some(item), _) | (_, &What::Item(item)) => {
                self.store.opener.set(Some(format!("[data-mark=\"{key}\"]")));
                self.store.open(item);
            }
            (_, What::Bundle(bundle)) => {
                if self.open_up(bundle) {
                    if let Some(first) = bundle.items.first() {
                        self.lead(by_keyboard, key, first);
                    }
                    return;
                }
                self.store.opener.set(Some(format!("[data-mark=\"{key}\"]")));
                self.store.list(bundle.items.list().to_vec());
            }
        }
        if by_keyboard {
            browser::next_frame(|| browser::focus("details-title"));
        }
    }

    /// Zooms to what a cluster stands for; `false` where that parts nothing.
    fn open_up(self, bundle: &Bundle) -> bool {
        let (first, last) = bundle.days;
        let scale = Scale::of_days(first, last, self.scale_untracked().width());
        let middle = scale.width() / 2.0;
        first < last && self.go(scale.zoom(middle, 0.7), Pace::Followed)
    }

    /// Has the keyboard, if it was used, go from a mark to that of a record.
    fn lead(self, by_keyboard: bool, from: &str, to: Ref) {
        if let Some(entry) = self.store.dataset().entry(to).filter(|_| by_keyboard) {
            self.keep_until(from.to_owned(), entry.id.clone());
        }
    }

    /// The edge marker of a key.
    pub(super) fn edge(self, key: &str) -> Option<Edge> {
        self.scene.with_untracked(|scene| {
            let (lane, after) = drawing::find_edge(scene, key)?;
            let lane = scene.lanes.get(lane)?;
            if after { lane.after } else { lane.before }
        })
    }

    fn key(self, key: &str, shift: bool, mark: Option<String>) -> bool {
        let direction = match key {
            "ArrowLeft" if shift => return self.moved(self.step(STEP), mark),
            "ArrowRight" if shift => return self.moved(self.step(-STEP), mark),
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            "Home" => Direction::First,
            "End" => Direction::Last,
            "+" | "=" => return self.moved(self.zoom_at(&mark, ZOOM), mark),
            "-" | "_" => return self.moved(self.zoom_at(&mark, 1.0 / ZOOM), mark),
            "0" => return self.moved(self.fit(), mark),
            "Enter" | " " => {
                if let Some(mark) = mark {
                    self.choose(&mark, true);
                }
                return true;
            }
            _ => return false,
        };
        // Where the last key has led, though it may not be seen yet.
        let arrived = self.arrive();
        if let Some(key) = &arrived {
            self.go_to(key.clone());
        }
        let Some(mark) = arrived.or(mark) else { return false };
        if self.keep_on(Some(mark.clone())).is_some() {
            return true;
        }
        let (next, lane) = self.scene.with_untracked(|scene| {
            let at = drawing::find(self.store.dataset(), scene, &mark);
            let next = at.and_then(|at| scene.neighbour(at, direction));
            let next = next.and_then(|at| scene.marks.get(at));
            let lane = at.and_then(|at| scene.marks.get(at)).map(|mark| mark.lane);
            (
                next.map(|mark| drawing::key(self.store.dataset(), mark)),
                lane.and_then(|lane| scene.lanes.get(lane)).cloned(),
            )
        });
        // Beyond the window's edge there may be more: bring it in and go there.
        let beyond = lane.and_then(|lane| match direction {
            Direction::Left => lane.before,
            Direction::Right => lane.after,
            _ => None,
        });
        match (next, beyond) {
            (Some(next), _) => self.go_to(next),
            (None, Some(edge)) => {
                self.show_day(edge.day);
                if let Some(entry) = self.store.dataset().entry(edge.nearest) {
                    self.keep_until(mark, entry.id.clone());
                }
            }
            (None, None) => {}
        }
        true
    }

    /// After a key has moved the window: the keyboard is not lost with its mark.
    fn moved(self, moved: bool, mark: Option<String>) -> bool {
        if moved {
            self.keep(mark);
        }
        true
    }

    fn zoom_at(self, mark: &Option<String>, factor: f64) -> bool {
        let plot = self.scene.with_untracked(|scene| scene.plot.x);
        match mark.as_ref().and_then(|key| self.mark(key)) {
            Some(mark) => self.zoom(mark.anchor - plot, factor, Pace::Followed),
            None => self.zoom_middle(factor),
        }
    }
}
