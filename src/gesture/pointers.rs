//! Pointers that press, drag and pinch.

use super::Gesture;

/// Movement in px below which a press is a click.
const CLICK: f64 = 4.0;
/// Two fingers less far apart than this to the side stand one above the other, px.
const APART: f64 = 24.0;
/// The hand's speed is that of its last so many ms.
const LATELY: f64 = 100.0;
/// A hand that has not moved for so many ms rests.
const RESTS: f64 = 50.0;
/// The shortest time over which a speed means something, ms.
const SHORT: f64 = 8.0;

/// The pointers that hold a drawing: a mouse with its button pressed, or fingers. What they do is
/// told so that nothing jumps, whichever of them come and go.
#[derive(Debug, Default)]
pub struct Pointers {
    /// In the order in which they came; the first two count.
    held: Vec<Held>,
    /// The press has become a drag or a pinch: no click is meant.
    dragging: bool,
    /// The latest steps of a drag: when, and how far, px.
    steps: Vec<(f64, f64)>,
}

#[derive(Clone, Copy, Debug)]
struct Held {
    id: i32,
    /// Where it was when last told.
    at: (f64, f64),
}

impl Pointers {
    /// A pointer goes down. `first`: no other of its kind is down; pointers that were lost out of
    /// sight before are forgotten then.
    pub fn down(&mut self, id: i32, at: (f64, f64), first: bool) -> Option<Gesture> {
        self.steps.clear();
        if first {
            self.held = vec![Held { id, at }];
            self.dragging = false;
            return Some(Gesture::Press(at.0));
        }
        // Others are elsewhere, or scroll the page.
        if !self.held.is_empty() {
            self.held.push(Held { id, at });
            self.dragging = true;
        }
        None
    }

    /// A pointer moves, at a time in ms.
    pub fn moved(&mut self, id: i32, at: (f64, f64), time: f64) -> Option<Gesture> {
        let index = self.held.iter().position(|held| held.id == id)?;
        let before = self.held.clone();
        let x = self.held.get(index)?.at.0;
        if !self.dragging && (at.0 - x).abs() < CLICK {
            return None;
        }
        self.dragging = true;
        self.held.get_mut(index)?.at = at;
        match (&before[..], &self.held[..]) {
            ([_], _) => {
                self.steps.retain(|(then, _)| time - then < LATELY);
                self.steps.push((time, at.0 - x));
                Some(Gesture::Drag(at.0 - x))
            }
            ([a, b, ..], [c, d, ..]) if index < 2 => Some(pinch([a.at, b.at], [c.at, d.at])),
            _ => None,
        }
    }

    /// A pointer goes up, at a time in ms. One that remains goes on from where it is.
    pub fn up(&mut self, id: i32, time: f64) -> Option<Gesture> {
        let speed = self.speed(time);
        self.gone(id).then_some(Gesture::Drop(speed))
    }

    /// The browser has taken a pointer away, to scroll the page with it.
    pub fn cancel(&mut self, id: i32) -> Option<Gesture> {
        self.gone(id).then_some(Gesture::Drop(0.0))
    }

    /// Whether a pointer holds the drawing.
    pub fn holds(&self, id: i32) -> bool {
        self.held.iter().any(|held| held.id == id)
    }

    /// Whether more than one does: then it is not for the page to scroll.
    pub fn are_several(&self) -> bool {
        self.held.len() > 1
    }

    /// Whether the click that a browser tells of after a press was meant as one.
    pub fn clicked(&mut self) -> bool {
        !std::mem::take(&mut self.dragging)
    }

    /// Takes a pointer away, and says whether a drag is over with it.
    fn gone(&mut self, id: i32) -> bool {
        let count = self.held.len();
        self.held.retain(|held| held.id != id);
        self.steps.clear();
        count > 0 && self.held.is_empty() && self.dragging
    }

    /// How fast the hand moves at a time, px a ms.
    fn speed(&self, time: f64) -> f64 {
        let lately = |step: &&(f64, f64)| time - step.0 < LATELY;
        let mut steps = self.steps.iter().filter(lately);
        let (Some(first), Some(last)) = (steps.next(), self.steps.last()) else { return 0.0 };
        let over = last.0 - first.0;
        if over < SHORT || time - last.0 > RESTS {
            return 0.0;
        }
        // What led to the first of them was before.
        steps.map(|(_, dx)| dx).sum::<f64>() / over
    }
}

/// What two fingers do to what runs from left to right. Where they stand one above the other,
/// their distance tells how far they part, about the middle between them.
fn pinch(from: [(f64, f64); 2], to: [(f64, f64); 2]) -> Gesture {
    let aside = |[a, b]: [(f64, f64); 2]| b.0 - a.0;
    let sides = (aside(from), aside(to));
    if sides.0.abs() >= APART && sides.1.abs() >= APART && (sides.0 > 0.0) == (sides.1 > 0.0) {
        let x = |[a, b]: [(f64, f64); 2]| (a.0, b.0);
        return Gesture::Pinch { from: x(from), to: x(to) };
    }
    let about = |[a, b]: [(f64, f64); 2]| {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let half = (dx * dx + dy * dy).sqrt().max(APART) / 2.0;
        let middle = a.0.midpoint(b.0);
        (middle - half, middle + half)
    };
    Gesture::Pinch { from: about(from), to: about(to) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STEP: f64 = 16.0;

    /// How far the drawing went in all, px.
    fn dragged(told: &[Gesture]) -> f64 {
        let by = |gesture: &Gesture| if let Gesture::Drag(dx) = gesture { *dx } else { 0.0 };
        told.iter().map(by).sum()
    }

    #[test]
    fn a_press_that_hardly_moves_is_a_click() {
        let mut pointers = Pointers::default();
        assert_eq!(pointers.down(1, (50.0, 9.0), true), Some(Gesture::Press(50.0)));
        assert_eq!(pointers.moved(1, (53.0, 40.0), 10.0), None);
        assert_eq!(pointers.up(1, 20.0), None);
        assert!(pointers.clicked());
        // Another that does is none, and the next is one again.
        pointers.down(1, (50.0, 9.0), true);
        assert_eq!(pointers.moved(1, (55.0, 9.0), 40.0), Some(Gesture::Drag(5.0)));
        assert_eq!(pointers.moved(1, (54.0, 9.0), 50.0), Some(Gesture::Drag(-1.0)));
        assert!(matches!(pointers.up(1, 60.0), Some(Gesture::Drop(_))));
        assert!(!pointers.clicked());
        pointers.down(1, (50.0, 9.0), true);
        pointers.up(1, 90.0);
        assert!(pointers.clicked());
    }

    #[test]
    fn the_hand_lets_go_as_fast_as_it_moved() {
        let check = |steps: &[(f64, f64)], up: f64, expect: f64| {
            let mut pointers = Pointers::default();
            pointers.down(1, (0.0, 0.0), true);
            for &(time, x) in steps {
                pointers.moved(1, (x, 0.0), time);
            }
            let Some(Gesture::Drop(speed)) = pointers.up(1, up) else {
                unreachable!("{steps:?} is a drag")
            };
            assert!((speed - expect).abs() < 1e-9, "{steps:?} {up}: {speed}");
        };
        check(&[(0.0, 10.0), (16.0, 26.0), (32.0, 42.0)], 33.0, 1.0);
        check(&[(0.0, -10.0), (16.0, -42.0)], 20.0, -2.0);
        // It came fast and went on slowly: what was before does not count.
        check(&[(0.0, 400.0), (200.0, 410.0), (216.0, 411.0), (232.0, 412.0)], 240.0, 0.0625);
        // It rested before it let go; one step, or two at once, tell of no speed.
        check(&[(0.0, 10.0), (16.0, 26.0), (32.0, 42.0)], 120.0, 0.0);
        check(&[(0.0, 300.0)], 1.0, 0.0);
        check(&[(5.0, 300.0), (5.0, 600.0)], 5.0, 0.0);
    }

    #[test]
    fn what_the_browser_takes_away_does_not_go_on_by_itself() {
        let mut pointers = Pointers::default();
        pointers.down(3, (0.0, 0.0), true);
        pointers.moved(3, (10.0, 0.0), 0.0);
        pointers.moved(3, (40.0, 0.0), 16.0);
        assert_eq!(pointers.cancel(3), Some(Gesture::Drop(0.0)));
        assert_eq!(pointers.moved(3, (90.0, 0.0), 32.0), None);
        // While it scrolls, another finger beside it holds nothing.
        assert_eq!(pointers.down(4, (50.0, 0.0), false), None);
        assert_eq!(pointers.moved(4, (90.0, 0.0), 40.0), None);
        assert_eq!(pointers.up(4, 50.0), None);
    }

    #[test]
    fn a_pointer_that_was_lost_is_forgotten() {
        let mut pointers = Pointers::default();
        pointers.down(3, (0.0, 0.0), true);
        pointers.down(4, (50.0, 0.0), true);
        assert!(!pointers.are_several() && !pointers.holds(3));
        assert_eq!(pointers.moved(4, (60.0, 0.0), 5.0), Some(Gesture::Drag(10.0)));
    }

    #[test]
    fn fingers_one_above_the_other_zoom_by_their_distance() {
        let mut pointers = Pointers::default();
        pointers.down(1, (100.0, 100.0), true);
        pointers.down(2, (110.0, 200.0), false);
        let told = pointers.moved(2, (110.0, 300.0), 0.0);
        let Some(Gesture::Pinch { from, to }) = told else { unreachable!("{told:?}") };
        let factor = (to.1 - to.0) / (from.1 - from.0);
        assert!((1.9..2.1).contains(&factor), "{factor}");
        assert_eq!(to.0.midpoint(to.1), 105.0);
    }

    /// A hand: which finger moves by how much.
    fn hand() -> impl Strategy<Value = Vec<(bool, f64, f64)>> {
        prop::collection::vec((any::<bool>(), -30.0..30.0, -30.0..30.0), 1..40)
    }

    proptest! {
        #[test]
        fn a_drag_and_back_goes_nowhere(steps in prop::collection::vec(-50.0..50.0, 1..30)) {
            let mut pointers = Pointers::default();
            pointers.down(1, (0.0, 0.0), true);
            let (mut x, mut told, mut time) = (0.0, Vec::new(), 0.0);
            // At least one step is no click.
            let there: Vec<f64> = steps.into_iter().chain([2_000.0]).collect();
            for dx in there.iter().copied().chain(there.iter().rev().map(|dx| -dx)) {
                (x, time) = (x + dx, time + STEP);
                told.extend(pointers.moved(1, (x, 0.0), time));
            }
            prop_assert!(dragged(&told).abs() < 1e-6);
        }

        #[test]
        fn a_drag_goes_as_far_as_the_hand(to in -900.0..900.0_f64, n in 1..20_u8) {
            prop_assume!(to.abs() >= CLICK);
            let mut pointers = Pointers::default();
            pointers.down(1, (70.0, 0.0), true);
            let at = |step: u8| 70.0 + to * f64::from(step) / f64::from(n);
            let told: Vec<_> = (1..=n)
                .filter_map(|step| pointers.moved(1, (at(step), 0.0), f64::from(step)))
                .collect();
            prop_assert!((dragged(&told) - to).abs() < 1e-6);
        }

        /// However the fingers move, what is told fits together: each pinch begins where the one
        /// before ended, as long as the fingers stand beside each other.
        #[test]
        fn a_pinch_begins_where_the_one_before_ended(steps in hand()) {
            let mut at = [(100.0, 0.0), (400.0, 0.0)];
            let mut pointers = Pointers::default();
            pointers.down(7, at[0], true);
            prop_assert_eq!(pointers.down(8, at[1], false), None);
            let mut last = (100.0, 400.0);
            for (n, (second, dx, dy)) in steps.into_iter().enumerate() {
                let finger = usize::from(second);
                at[finger] = (at[finger].0 + dx, at[finger].1 + dy);
                if (at[1].0 - at[0].0) < APART {
                    break;
                }
                let told = pointers.moved(7 + i32::from(second), at[finger], n as f64);
                let Some(Gesture::Pinch { from, to }) = told else {
                    return Err(TestCaseError::fail(format!("{told:?}")));
                };
                prop_assert_eq!(from, last);
                prop_assert_eq!(to, (at[0].0, at[1].0));
                last = to;
            }
            prop_assert_eq!(pointers.up(7, 0.0), None);
            prop_assert!(!pointers.are_several());
        }

        /// A finger that is lifted hands over to the other: not a pixel is added or lost.
        #[test]
        fn a_lifted_finger_hands_over(first in any::<bool>(), dx in -300.0..300.0) {
            let mut pointers = Pointers::default();
            pointers.down(1, (100.0, 0.0), true);
            pointers.down(2, (300.0, 0.0), false);
            pointers.moved(1, (80.0, 0.0), 0.0);
            pointers.moved(2, (350.0, 0.0), 8.0);
            let (lifted, other, x) = if first { (1, 2, 350.0) } else { (2, 1, 80.0) };
            prop_assert_eq!(pointers.up(lifted, 9.0), None);
            prop_assert_eq!(pointers.moved(lifted, (0.0, 0.0), 10.0), None);
            let told = pointers.moved(other, (x + dx, 0.0), 16.0);
            prop_assert_eq!(told, Some(Gesture::Drag(x + dx - x)));
            // One step of one finger is no speed, and no click either.
            prop_assert_eq!(pointers.up(other, 20.0), Some(Gesture::Drop(0.0)));
            prop_assert!(!pointers.clicked());
        }

        #[test]
        fn no_pinch_is_of_one_place(steps in hand()) {
            let mut at = [(100.0, 0.0), (130.0, 0.0)];
            let mut pointers = Pointers::default();
            pointers.down(1, at[0], true);
            pointers.down(2, at[1], false);
            for (n, (second, dx, dy)) in steps.into_iter().enumerate() {
                let finger = usize::from(second);
                at[finger] = (at[finger].0 + 3.0 * dx, at[finger].1 + 3.0 * dy);
                let told = pointers.moved(1 + i32::from(second), at[finger], n as f64);
                let Some(Gesture::Pinch { from, to }) = told else {
                    return Err(TestCaseError::fail(format!("{told:?}")));
                };
                let factor = (to.1 - to.0) / (from.1 - from.0);
                prop_assert!(factor > 0.0 && factor.is_finite(), "{factor}");
                let apart = |pair: (f64, f64)| (pair.1 - pair.0).abs() > APART - 1e-6;
                prop_assert!(apart(from) && apart(to));
            }
        }
    }
}
