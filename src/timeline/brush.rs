//! The window as a brush on the overview strip: what a press takes hold of, and what a drag, a
//! click or a key makes of the window.

use super::scale::Limits;
use super::{Scale, ticks};
use crate::order::within;

/// Half the width of what can be grasped, px: a target is at least 24 px wide.
const HALF: f64 = 12.0;

/// A part of the brush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// The window's beginning.
    Start,
    /// The window as it is.
    Body,
    /// The window's end.
    End,
    /// Beside the window, where another is drawn.
    Outside,
}

/// A step by keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the tick before.
    Back,
    /// To the next tick.
    Forward,
    /// Back by a window.
    PageBack,
    /// On by a window.
    PageForward,
    /// As early as can be.
    First,
    /// As late as can be.
    Last,
}

/// The window on the strip. Windows are days since 1970-01-01, from the first instant to the
/// last; what comes of a gesture is never empty and never leaves the strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brush {
    whole: Scale,
    first: f64,
    last: f64,
}

impl Brush {
    /// How far beyond the strip's ends its handles reach, px.
    pub const REACH: f64 = HALF;

    /// A window on the strip that `whole` is the scale of.
    pub fn new(whole: Scale, window: (f64, f64)) -> Brush {
        let inside = |day: f64| within(day, whole.first(), whole.last());
        Brush { whole, first: inside(window.0), last: inside(window.1) }
    }

    /// The strip's scale.
    pub fn whole(&self) -> Scale {
        self.whole
    }

    /// The window.
    pub fn window(&self) -> (f64, f64) {
        (self.first, self.last)
    }

    /// Where the window begins and ends, px from the strip's left edge.
    pub fn edges(&self) -> (f64, f64) {
        (self.whole.x(self.first), self.whole.x(self.last))
    }

    /// What can be grasped of a grip, px from the strip's left edge. An edge's target is centred
    /// on it; about a narrow window the targets move apart, so that each stays 24 px wide.
    pub fn target(&self, grip: Grip) -> (f64, f64) {
        let (x0, x1) = self.edges();
        let half = ((x1 - x0) / 2.0 - HALF).max(HALF);
        let room = half + 2.0 * HALF - Brush::REACH;
        let middle = within(x0.midpoint(x1), room, self.whole.width() - room);
        match grip {
            Grip::Start => (middle - half - 2.0 * HALF, middle - half),
            Grip::Body => (middle - half, middle + half),
            Grip::End => (middle + half, middle + half + 2.0 * HALF),
            Grip::Outside => (0.0, self.whole.width()),
        }
    }

    /// What a press takes hold of. A window that fills the strip cannot be moved: within it,
    /// another is drawn.
    pub fn grip(&self, x: f64) -> Grip {
        let grips = [Grip::Start, Grip::End, Grip::Body];
        let on = |grip: &Grip| {
            let (from, to) = self.target(*grip);
            x >= from && x < to
        };
        match grips.into_iter().find(on) {
            Some(Grip::Body) if self.span() >= self.whole.span() - 0.5 => Grip::Outside,
            Some(grip) => grip,
            None => Grip::Outside,
        }
    }

    /// The window after a drag of a grip from one place of the strip to another, px. Whole days:
    /// a drag keeps the number of days. An edge that is dragged over the other takes its place.
    pub fn drag(&self, grip: Grip, from: f64, to: f64) -> (f64, f64) {
        let by = ((to - from) / self.whole.px_per_day()).round();
        match grip {
            Grip::Start => self.between(self.last, (self.first + by).round()),
            Grip::Body => self.moved(by),
            Grip::End => self.between(self.first, (self.last + by).round()),
            Grip::Outside => self.between(self.day(from), self.day(to)),
        }
    }

    /// The window after two fingers on the strip have moved from one pair of places to another, px:
    /// it parts, closes and moves as they do. Neither pair is at one place.
    pub fn pinch(&self, from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
        let factor = (to.1 - to.0) / (from.1 - from.0);
        let middle = self.first.midpoint(self.last);
        let by = (to.0.midpoint(to.1) - from.0.midpoint(from.1)) / self.whole.px_per_day();
        let half = within(self.span() * factor, self.shortest(), self.whole.span()) / 2.0;
        Brush { first: middle - half, last: middle + half, ..*self }.moved(by)
    }

    /// The window of the same length about a place of the strip, px.
    pub fn centre(&self, x: f64) -> (f64, f64) {
        self.moved((self.whole.day(x) - self.first.midpoint(self.last)).round())
    }

    /// The window after a step of a grip by keyboard. No edge passes the other.
    pub fn step(&self, grip: Grip, step: Step) -> (f64, f64) {
        let at = if grip == Grip::End { self.last } else { self.first };
        let to = match step {
            Step::Back => self.tick(at, false),
            Step::Forward => self.tick(at, true),
            Step::PageBack => at - self.span(),
            Step::PageForward => at + self.span(),
            Step::First => self.whole.first(),
            Step::Last => self.whole.last(),
        };
        let (least, most) = self.range(grip);
        let to = within(to, least, most);
        match grip {
            Grip::Start => (to, self.last),
            Grip::End => (self.first, to),
            Grip::Body | Grip::Outside => self.moved(to - at),
        }
    }

    /// The earliest and the latest instant to which a grip (of the body: its beginning) may go
    /// by keyboard.
    pub fn range(&self, grip: Grip) -> (f64, f64) {
        let (first, last) = (self.whole.first(), self.whole.last());
        match grip {
            // A window shorter than it may become stays where it is.
            Grip::Start => (first, (self.last - self.shortest()).max(self.first)),
            Grip::End => ((self.first + self.shortest()).min(self.last), last),
            Grip::Body | Grip::Outside => (first, last - self.span()),
        }
    }

    fn span(&self) -> f64 {
        self.last - self.first
    }

    fn shortest(&self) -> f64 {
        Limits::SHORTEST.min(self.whole.span())
    }

    /// The whole day of the strip that begins nearest to a place, px.
    fn day(&self, x: f64) -> f64 {
        within(self.whole.day(x).round(), self.whole.first(), self.whole.last())
    }

    fn moved(&self, by: f64) -> (f64, f64) {
        let span = self.span();
        let first = within(self.first + by, self.whole.first(), self.whole.last() - span);
        (first, first + span)
    }

    /// From one end, which stays, to another, on whichever side.
    fn between(&self, fixed: f64, to: f64) -> (f64, f64) {
        let (first, last, shortest) = (self.whole.first(), self.whole.last(), self.shortest());
        let to = within(to, first, last);
        let to = if to >= fixed { to.max(fixed + shortest) } else { to.min(fixed - shortest) };
        // So close to an end of the strip there is only room on the other side.
        let to = match to {
            to if to > last => fixed - shortest,
            to if to < first => fixed + shortest,
            to => to,
        };
        (fixed.min(to).max(first), fixed.max(to).min(last))
    }

    /// The tick before or after an instant, of those that the window has.
    fn tick(&self, at: f64, forward: bool) -> f64 {
        let half = self.span() / 2.0;
        let scale = Scale::new(at - half, at + half, self.whole.width());
        let ticks = ticks::ticks(scale, &ticks::estimate).minor;
        let mut days = ticks.iter().map(|tick| f64::from(tick.day.0));
        let found = match forward {
            true => days.find(|day| *day > at),
            false => days.rfind(|day| *day < at),
        };
        found.unwrap_or(if forward { at + half } else { at - half })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;
    use proptest::prelude::*;

    const GRIPS: [Grip; 4] = [Grip::Start, Grip::Body, Grip::End, Grip::Outside];
    const STEPS: [Step; 6] =
        [Step::Back, Step::Forward, Step::PageBack, Step::PageForward, Step::First, Step::Last];

    /// A strip of 1,000 days in 1,000 px with the days 300 to 499 as its window.
    fn brush() -> Brush {
        Brush::new(Scale::of_days(Day(0), Day(999), 1_000.0), (300.0, 500.0))
    }

    #[test]
    fn a_press_takes_hold_of_what_is_there() {
        let check = |window: (f64, f64), expect: &[(f64, Grip)]| {
            let brush = Brush::new(brush().whole, window);
            for &(x, grip) in expect {
                assert_eq!(brush.grip(x), grip, "{window:?} at {x}");
            }
        };
        check(
            (300.0, 500.0),
            &[
                (287.0, Grip::Outside),
                (289.0, Grip::Start),
                (311.0, Grip::Start),
                (313.0, Grip::Body),
                (487.0, Grip::Body),
                (489.0, Grip::End),
                (511.0, Grip::End),
                (513.0, Grip::Outside),
            ],
        );
        // Narrow: each part keeps 24 px.
        check(
            (400.0, 407.0),
            &[
                (368.0, Grip::Start),
                (391.0, Grip::Start),
                (392.0, Grip::Body),
                (415.0, Grip::Body),
                (416.0, Grip::End),
                (439.0, Grip::End),
                (440.0, Grip::Outside),
            ],
        );
        // At the strip's end nothing leaves its reach.
        check((993.0, 1_000.0), &[(1_011.0, Grip::End), (987.0, Grip::Body), (941.0, Grip::Start)]);
        check(
            (0.0, 1_000.0),
            &[(-11.0, Grip::Start), (500.0, Grip::Outside), (1_000.0, Grip::End)],
        );
    }

    #[test]
    fn drags_and_clicks() {
        let brush = brush();
        assert_eq!(brush.drag(Grip::Body, 400.0, 460.4), (360.0, 560.0));
        assert_eq!(brush.drag(Grip::Body, 400.0, -900.0), (0.0, 200.0));
        assert_eq!(brush.drag(Grip::Start, 300.0, 250.0), (250.0, 500.0));
        assert_eq!(brush.drag(Grip::Start, 290.0, 590.0), (500.0, 600.0), "the edges swap");
        assert_eq!(brush.drag(Grip::End, 500.0, 100.0), (100.0, 300.0), "the edges swap");
        assert_eq!(brush.drag(Grip::End, 500.0, 302.0), (300.0, 307.0), "never too short");
        assert_eq!(brush.drag(Grip::Outside, 700.0, 800.0), (700.0, 800.0));
        assert_eq!(brush.drag(Grip::Outside, 800.0, 700.0), (700.0, 800.0));
        assert_eq!(brush.drag(Grip::Outside, 998.0, 1_200.0), (991.0, 998.0));
        assert_eq!(brush.centre(700.0), (600.0, 800.0));
        assert_eq!(brush.centre(990.0), (800.0, 1_000.0));
    }

    #[test]
    fn two_fingers() {
        let brush = brush();
        let check = |from, to, expect: (f64, f64)| {
            assert_eq!(brush.pinch(from, to), expect, "{from:?} {to:?}");
            // Whichever finger came first.
            let turned = |pair: (f64, f64)| (pair.1, pair.0);
            assert_eq!(brush.pinch(turned(from), turned(to)), expect, "{from:?} {to:?}");
        };
        check((300.0, 500.0), (250.0, 550.0), (250.0, 550.0));
        check((350.0, 450.0), (375.0, 425.0), (350.0, 450.0));
        check((100.0, 200.0), (150.0, 250.0), (350.0, 550.0));
        check((300.0, 500.0), (0.0, 900.0), (0.0, 900.0));
        check((300.0, 500.0), (399.0, 401.0), (396.5, 403.5));
        check((450.0, 500.0), (0.0, 950.0), (0.0, 1_000.0));
    }

    #[test]
    fn steps() {
        let check = |grip: Grip, step: Step, expect: (f64, f64)| {
            assert_eq!(brush().step(grip, step), expect, "{grip:?} {step:?}");
        };
        // 1,000 px for 200 days: a tick a week at most, on Mondays; day 300 was a Wednesday.
        let weeks = brush().step(Grip::Start, Step::Forward).0 - 300.0;
        assert!((1.0..=31.0).contains(&weeks), "{weeks}");
        check(Grip::Start, Step::PageBack, (100.0, 500.0));
        check(Grip::Start, Step::First, (0.0, 500.0));
        check(Grip::Start, Step::Last, (493.0, 500.0));
        check(Grip::End, Step::First, (300.0, 307.0));
        check(Grip::End, Step::Last, (300.0, 1_000.0));
        check(Grip::Body, Step::PageForward, (500.0, 700.0));
        check(Grip::Body, Step::First, (0.0, 200.0));
        check(Grip::Body, Step::Last, (800.0, 1_000.0));
    }

    proptest! {
        #[test]
        fn the_window_keeps_within_the_strip(
            span in 14..9_000, width in 30.0..2_000.0, a in 0.0..1.0_f64, b in 0.0..1.0_f64,
            from in -50.0..2_100.0, to in -3e3..3e3,
        ) {
            let whole = Scale::of_days(Day(0), Day(span - 1), width);
            let span = f64::from(span);
            let first = (a * (span - 7.0)).round();
            let last = (first + 7.0 + b * (span - first - 7.0)).floor();
            let brush = Brush::new(whole, (first, last));
            let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
            let check = |(from, to): (f64, f64), least: f64| {
                from >= 0.0 && to <= span + 1e-6 && to - from > least - 1e-6
            };
            for grip in GRIPS {
                let (x0, x1) = brush.target(grip);
                prop_assert!(grip == Grip::Outside || x1 - x0 > 24.0 - 1e-6);
                let got = brush.drag(grip, from, to);
                prop_assert!(check(got, 7.0), "{grip:?} {got:?}");
                match grip {
                    Grip::Body => prop_assert!(near(got.1 - got.0, last - first)),
                    Grip::Start => prop_assert!(got.0 == last || got.1 == last),
                    Grip::End => prop_assert!(got.0 == first || got.1 == first),
                    Grip::Outside => {}
                }
                for step in STEPS {
                    let got = brush.step(grip, step);
                    prop_assert!(check(got, 7.0), "{grip:?} {step:?} {got:?}");
                    match grip {
                        Grip::Start => prop_assert!(got.1 == last),
                        Grip::End => prop_assert!(got.0 == first),
                        _ => prop_assert!(near(got.1 - got.0, last - first)),
                    }
                }
            }
            let got = brush.centre(from);
            prop_assert!(check(got, 7.0) && near(got.1 - got.0, last - first));
            let got = brush.pinch((from, from + 30.0), (to, to + width));
            prop_assert!(check(got, 7.0), "pinch {got:?}");
        }

        #[test]
        fn steps_lead_somewhere_and_back(first in 3_000.0_f64..4_000.0, span in 7.0_f64..3_000.0) {
            let whole = Scale::of_days(Day(0), Day(9_999), 900.0);
            let brush = Brush::new(whole, (first.round(), (first + span).round()));
            // Of a window that is as short as may be, no edge goes towards the other.
            let shortest = brush.span() <= Limits::SHORTEST;
            for grip in [Grip::Start, Grip::Body, Grip::End] {
                let at = |window: (f64, f64)| if grip == Grip::End { window.1 } else { window.0 };
                let (back, on) = (brush.step(grip, Step::Back), brush.step(grip, Step::Forward));
                prop_assert!(
                    at(back) < at(brush.window()) || (shortest && grip == Grip::End), "{grip:?} back"
                );
                prop_assert!(
                    at(on) > at(brush.window()) || (shortest && grip == Grip::Start), "{grip:?} on"
                );
            }
        }

        #[test]
        fn any_number_is_safe(a: f64, b: f64, width: f64, first: f64, last: f64, x: f64, y: f64) {
            let brush = Brush::new(Scale::new(a, b, width), (first, last));
            for grip in GRIPS {
                let windows = STEPS.map(|step| brush.step(grip, step));
                for (first, last) in windows.into_iter().chain([brush.drag(grip, x, y)]) {
                    prop_assert!(first.is_finite() && last.is_finite());
                }
            }
            let _ = (brush.grip(x), brush.centre(y));
        }
    }
}
