//! Gestures and keys on the drawing → windows, choices and where the keyboard is.

use super::{STEP, Timeline, ZOOM, fold};
use crate::browser::{self, Gesture};
use crate::drawing;
use crate::order::within;
use crate::timeline::{Direction, Scale, What};

impl Timeline {
    pub(super) fn on(self, gesture: Gesture) -> bool {
        if let Some(done) = fold::on(self, &gesture) {
            return done;
        }
        let plot = self.scene.with_untracked(|scene| scene.plot.x);
        match gesture {
            Gesture::Wheel { x, dx, dy, ctrl } => {
                let beside = x < plot && !ctrl;
                if dx.abs() > dy.abs() && !ctrl {
                    self.pan(-dx)
                } else {
                    // A pinch on a trackpad tells of much smaller steps than a wheel.
                    let rate = if ctrl { 0.01 } else { 0.002 };
                    !beside && self.zoom(x - plot, within(-dy * rate, -1.0, 1.0).exp())
                }
            }
            Gesture::Drag(dx) => {
                self.card.set(None);
                self.pan(dx)
            }
            Gesture::Drop => true,
            Gesture::Click(Some(key)) => {
                self.choose(&key, false);
                true
            }
            Gesture::DoubleClick { x, mark: None } => self.zoom(x - plot, ZOOM * ZOOM),
            Gesture::Hover(mark) => {
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
            Gesture::Press(_) | Gesture::Click(None) | Gesture::DoubleClick { .. } => false,
        }
    }

    fn choose(self, key: &str, by_keyboard: bool) {
        if let Some(day) = self.edge(key) {
            self.show_day(day);
            return;
        }
        let Some(mark) = self.mark(key) else { return };
        match mark.what {
            What::Item(item) => {
                self.store.opener.set(Some(format!("[data-mark=\"{key}\"]")));
                self.store.open(item);
            }
            What::Bundle(bundle) if bundle.days.0 < bundle.days.1 => {
                let (first, last) = bundle.days;
                let scale = Scale::of_days(first, last, self.scale_untracked().width());
                let middle = scale.width() / 2.0;
                self.show(scale.zoom(middle, 0.7));
                return;
            }
            What::Bundle(bundle) => {
                self.store.opener.set(Some(format!("[data-mark=\"{key}\"]")));
                self.store.list(bundle.items);
            }
        }
        if by_keyboard {
            browser::next_frame(|| browser::focus("details-title"));
        }
    }

    /// The day that an edge marker leads to.
    fn edge(self, key: &str) -> Option<crate::model::Day> {
        self.scene.with_untracked(|scene| {
            scene.lanes.iter().find_map(|lane| {
                let edge = match key {
                    _ if key == drawing::edge_key(lane, false) => lane.before,
                    _ if key == drawing::edge_key(lane, true) => lane.after,
                    _ => None,
                };
                edge.map(|edge| edge.day)
            })
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
            "0" => {
                self.fit();
                return self.moved(true, mark);
            }
            "Enter" | " " => {
                if let Some(mark) = mark {
                    self.choose(&mark, true);
                }
                return true;
            }
            "Escape" if self.card.with_untracked(Option::is_some) => {
                self.card.set(None);
                return true;
            }
            _ => return false,
        };
        let Some(mark) = mark else { return false };
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
                    self.go_to(entry.id.clone());
                }
            }
            (None, None) => {}
        }
        true
    }

    /// After a key has moved the window: the keyboard stays on its mark or, where that has left
    /// the window or become part of a cluster, goes to what Tab would come to.
    fn moved(self, moved: bool, mark: Option<String>) -> bool {
        let gone = |key: &String| self.mark(key).is_none();
        if moved && mark.as_ref().is_some_and(gone) {
            let stop = self.scene.with_untracked(|scene| self.first_stop(scene));
            if let Some(key) = stop {
                self.go_to(key);
            }
        }
        true
    }

    fn zoom_at(self, mark: &Option<String>, factor: f64) -> bool {
        let plot = self.scene.with_untracked(|scene| scene.plot.x);
        match mark.as_ref().and_then(|key| self.mark(key)) {
            Some(mark) => self.zoom(mark.anchor - plot, factor),
            None => self.zoom_middle(factor),
        }
    }
}
