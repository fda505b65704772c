//! The as-of day on the axis: where its handle stands, and which day a place or a key means.

use super::Scale;
use crate::model::Day;
use crate::order::within;

/// How near a day that brought news draws the handle to it, px.
const PULL: f64 = 5.0;
/// The least distance of two days that are drawn, px.
const APART: f64 = 6.0;
/// What a large step by keyboard is, days.
const YEAR: i32 = 365;

/// A step by keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayStep {
    /// To the day before that brought news.
    Back,
    /// To the next day that brought news.
    Forward,
    /// Back by a year.
    YearBack,
    /// On by a year.
    YearForward,
    /// To the earliest day.
    First,
    /// To the latest day.
    Last,
}

/// The days that can be chosen, on the timeline's scale.
#[derive(Clone, Copy, Debug)]
pub struct Scrubber<'a> {
    /// The window.
    pub scale: Scale,
    /// The first and the last day that can be chosen.
    pub days: (Day, Day),
    /// The days that brought news, in order.
    pub news: &'a [Day],
}

/// Where the handle stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    /// Px from the plot's left edge, within the plot.
    pub x: f64,
    /// The day itself lies before the window (−1), in it (0) or after it (1).
    pub beyond: i8,
}

impl Scrubber<'_> {
    /// Where a day's end stands, px from the plot's left edge: what was known on a day was known
    /// when it ended.
    fn x(&self, day: Day) -> f64 {
        self.scale.x(f64::from(day.0) + 1.0)
    }

    /// Where the handle of a day stands: at the plot's edge where the day is not in the window.
    pub fn handle(&self, day: Day) -> Handle {
        let x = self.x(day);
        let beyond = i8::from(x > self.scale.width()) - i8::from(x < 0.0);
        Handle { x: within(x, 0.0, self.scale.width()), beyond }
    }

    /// The day that a place means, px from the plot's left edge: a day that brought news where
    /// one is near, else the day itself; never one that cannot be chosen.
    pub fn day(&self, x: f64) -> Day {
        let at = self.scale.day(within(x, 0.0, self.scale.width())).round() - 1.0;
        let day = Day(at as i32);
        let away = |day: Day| (self.x(day) - x).abs();
        let next = self.news.partition_point(|&news| news < day);
        let near = [next.checked_sub(1), Some(next)].into_iter().flatten();
        let near = near.filter_map(|at| self.news.get(at).copied());
        let near = near.min_by(|&a, &b| away(a).total_cmp(&away(b)));
        self.allowed(near.filter(|&news| away(news) <= PULL).unwrap_or(day))
    }

    /// The day after a step by keyboard; the same where there is none.
    pub fn step(&self, day: Day, step: DayStep) -> Day {
        let before = |day| self.news.partition_point(|&news| news < day).checked_sub(1);
        let after = |day| Some(self.news.partition_point(|&news| news <= day));
        let news = |at: Option<usize>| at.and_then(|at| self.news.get(at).copied());
        self.allowed(match step {
            DayStep::Back => news(before(day)).unwrap_or(day),
            DayStep::Forward => news(after(day)).unwrap_or(day),
            DayStep::YearBack => Day(day.0.saturating_sub(YEAR)),
            DayStep::YearForward => Day(day.0.saturating_add(YEAR)),
            DayStep::First => self.days.0,
            DayStep::Last => self.days.1,
        })
    }

    /// Where the days that brought news stand, px from the plot's left edge: those in the window,
    /// and of those that are too close only the first.
    pub fn dots(&self) -> Vec<f64> {
        let mut dots: Vec<f64> = Vec::new();
        let (first, last) = self.scale.window();
        let from = self.news.partition_point(|&news| news < first);
        for &day in self.news.iter().skip(from).take_while(|&&day| day <= last) {
            let x = self.x(day);
            if x <= self.scale.width() && dots.last().is_none_or(|&before| x - before >= APART) {
                dots.push(x);
            }
        }
        dots
    }

    fn allowed(&self, day: Day) -> Day {
        day.max(self.days.0).min(self.days.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NEWS: [Day; 4] = [Day(100), Day(103), Day(500), Day(900)];

    fn scrubber() -> Scrubber<'static> {
        let scale = Scale::of_days(Day(0), Day(999), 500.0);
        Scrubber { scale, days: (Day(50), Day(900)), news: &NEWS }
    }

    #[test]
    fn the_handle_stands_at_the_days_end_or_at_the_edge() {
        let check = |day: i32, x: f64, beyond: i8| {
            assert_eq!(scrubber().handle(Day(day)), Handle { x, beyond }, "{day}");
        };
        check(499, 250.0, 0);
        check(-300, 0.0, -1);
        check(2_000, 500.0, 1);
    }

    #[test]
    fn places_and_keys_mean_days() {
        let day = |x: f64| scrubber().day(x).0;
        assert_eq!((day(300.0), day(0.0), day(500.0)), (599, 50, 900));
        assert_eq!((day(252.0), day(254.0), day(256.0)), (500, 500, 511), "drawn to the news");
        assert_eq!((day(50.0), day(52.0)), (100, 103), "to the nearer of two");
        let step = |day: i32, step| scrubber().step(Day(day), step).0;
        assert_eq!((step(500, DayStep::Back), step(500, DayStep::Forward)), (103, 900));
        assert_eq!((step(300, DayStep::Back), step(60, DayStep::Back)), (103, 60));
        assert_eq!((step(900, DayStep::Forward), step(500, DayStep::YearBack)), (900, 135));
        assert_eq!((step(300, DayStep::First), step(300, DayStep::Last)), (50, 900));
        assert_eq!(scrubber().dots(), [50.5, 250.5, 450.5]);
    }

    proptest! {
        #[test]
        fn a_day_in_the_window_is_where_its_handle_is(day in 0_i32..999) {
            let scrubber = Scrubber { days: (Day(0), Day(999)), ..scrubber() };
            let handle = scrubber.handle(Day(day));
            let again = scrubber.day(handle.x);
            prop_assert!((scrubber.handle(again).x - handle.x).abs() <= PULL);
            prop_assert!(again == Day(day) || NEWS.contains(&again));
        }

        #[test]
        fn any_number_is_safe(first: f64, span: f64, width: f64, x: f64, day: i32, a: i32, b: i32) {
            let scale = Scale::new(first, first + span, width);
            let days = (Day(a.min(b)), Day(a.max(b)));
            let scrubber = Scrubber { scale, days, news: &NEWS };
            let steps = [DayStep::Back, DayStep::Forward, DayStep::YearBack, DayStep::YearForward];
            for day in steps.map(|step| scrubber.step(Day(day), step)) {
                prop_assert!((days.0..=days.1).contains(&day));
            }
            prop_assert!((days.0..=days.1).contains(&scrubber.day(x)));
            let at = scrubber.handle(Day(day)).x;
            prop_assert!(at >= 0.0 && at <= scale.width());
        }
    }
}
