//! Calendar ticks at every zoom, from days to centuries, labels never overlapping.

use super::Scale;
use crate::model::{Civil, Day};

/// Room kept between two labels, px.
const GAP: f64 = 10.0;
/// Room between a tick's line and its label, px.
const INSET: f64 = 4.0;
/// A level has at most this many ticks, whatever the width.
const MOST: f64 = 60.0;

/// What a tick's label says; turned into words elsewhere. Each names the period that begins at
/// the tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickLabel {
    /// A year: 2019.
    Year(i32),
    /// A quarter of a year, 1 to 4.
    Quarter(i32, u8),
    /// A month, 1 to 12; its year stands above.
    Month(i32, u8),
    /// A month together with its year, above its days.
    MonthYear(i32, u8),
    /// A day: year, month, day of the month. Its month stands above.
    Day(i32, u8, u8),
}

/// A line across the plot and perhaps a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The day that begins at it.
    pub day: Day,
    /// Where its line stands, px from the plot's left edge; negative where the period began
    /// before the window: then there is no line to draw, only a label.
    pub x: f64,
    /// The period that begins here.
    pub label: TickLabel,
    /// Where its label begins (anchor start), px from the plot's left edge; `None` where there is
    /// no room for it.
    pub label_x: Option<f64>,
}

/// The two levels of ticks of a window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticks {
    /// The finer level.
    pub minor: Vec<Tick>,
    /// What the finer level is read under: years over months, months over days. Empty where the
    /// finer level is years.
    pub major: Vec<Tick>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Days,
    Weeks,
    Months,
    MonthYears,
    Quarters,
    Years(i32),
}

const STEPS: [Step; 14] = [
    Step::Days,
    Step::Weeks,
    Step::Months,
    Step::Quarters,
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1000),
];

impl Step {
    /// The fewest days from one tick to the next.
    fn shortest(self) -> f64 {
        match self {
            Step::Days => 1.0,
            Step::Weeks => 7.0,
            Step::Months | Step::MonthYears => 28.0,
            Step::Quarters => 90.0,
            Step::Years(n) => 365.0 * f64::from(n),
        }
    }

    /// The widest label that the step can have in the window's years.
    fn widest(self, year: i32, measure: &dyn Fn(&TickLabel) -> f64) -> f64 {
        let of = |labels: &mut dyn Iterator<Item = TickLabel>| {
            labels.map(|label| clean(measure(&label))).fold(0.0, f64::max)
        };
        match self {
            Step::Days | Step::Weeks => of(&mut (20..=29).map(|d| TickLabel::Day(year, 1, d))),
            Step::Months => of(&mut (1..=12).map(|m| TickLabel::Month(year, m))),
            Step::MonthYears => of(&mut (1..=12).map(|m| TickLabel::MonthYear(year, m))),
            Step::Quarters => of(&mut (1..=4).map(|q| TickLabel::Quarter(year, q))),
            Step::Years(_) => of(&mut [year, 2000].map(TickLabel::Year).into_iter()),
        }
    }

    /// The first tick at or before a day.
    fn at_or_before(self, day: Day) -> Day {
        let Civil { year, month, .. } = day.civil();
        match self {
            Step::Days => day,
            // Day 0 was a Thursday: weeks begin on Mondays.
            Step::Weeks => Day(day.0 - (day.0 + 3).rem_euclid(7)),
            Step::Months | Step::MonthYears => Day::from_civil(year, month, 1),
            Step::Quarters => Day::from_civil(year, (month - 1) / 3 * 3 + 1, 1),
            Step::Years(n) => Day::from_civil(year.div_euclid(n) * n, 1, 1),
        }
    }

    fn next(self, day: Day) -> Day {
        let Civil { year, month, .. } = day.civil();
        let months = |n: u8| {
            let month = month - 1 + n;
            Day::from_civil(year + i32::from(month / 12), month % 12 + 1, 1)
        };
        match self {
            Step::Days => Day(day.0 + 1),
            Step::Weeks => Day(day.0 + 7),
            Step::Months | Step::MonthYears => months(1),
            Step::Quarters => months(3),
            Step::Years(n) => Day::from_civil(year + n, 1, 1),
        }
    }

    fn label(self, day: Day) -> TickLabel {
        let Civil { year, month, day } = day.civil();
        match self {
            Step::Days | Step::Weeks => TickLabel::Day(year, month, day),
            Step::Months => TickLabel::Month(year, month),
            Step::MonthYears => TickLabel::MonthYear(year, month),
            Step::Quarters => TickLabel::Quarter(year, (month - 1) / 3 + 1),
            Step::Years(_) => TickLabel::Year(year),
        }
    }

    /// Whether a label may move to the window's edge when its period began before it: not where
    /// it names one point of a longer step.
    fn sticks(self) -> bool {
        !matches!(self, Step::Weeks | Step::Years(2..))
    }

    fn context(self) -> Option<Step> {
        match self {
            Step::Days | Step::Weeks => Some(Step::MonthYears),
            Step::Months | Step::MonthYears | Step::Quarters => Some(Step::Years(1)),
            Step::Years(_) => None,
        }
    }
}

/// The ticks of a window: the finest step whose widest label fits between its closest ticks.
/// `measure` says how wide a label is, px. The step depends on the zoom alone, so that panning
/// never changes it; a label stands at the right of its line, or at the window's edge where its
/// period began before.
pub fn ticks(scale: Scale, measure: &dyn Fn(&TickLabel) -> f64) -> Ticks {
    let year = scale.window().1.civil().year;
    let room = (scale.width() / MOST).max(2.0 * GAP);
    let step = STEPS
        .into_iter()
        .find(|step| {
            let px = step.shortest() * scale.px_per_day();
            px >= room && px >= step.widest(year, measure) + INSET + GAP
        })
        .unwrap_or(Step::Years(1000));
    Ticks {
        minor: level(scale, step, measure),
        major: step.context().map_or(Vec::new(), |step| level(scale, step, measure)),
    }
}

fn level(scale: Scale, step: Step, measure: &dyn Fn(&TickLabel) -> f64) -> Vec<Tick> {
    let (first, last) = scale.window();
    let mut ticks = Vec::new();
    let mut day = step.at_or_before(first);
    while day <= last && ticks.len() < 4 * MOST as usize {
        ticks.push(Tick {
            day,
            x: scale.x(f64::from(day.0)),
            label: step.label(day),
            label_x: None,
        });
        day = step.next(day);
    }
    place_labels(&mut ticks, scale, step, measure);
    ticks.retain(|tick| tick.x >= 0.0 || tick.label_x.is_some());
    ticks
}

/// From the right to the left: a label is kept where it ends before the next that was kept.
fn place_labels(ticks: &mut [Tick], scale: Scale, step: Step, measure: &dyn Fn(&TickLabel) -> f64) {
    let mut end = scale.width() + GAP;
    for tick in ticks.iter_mut().rev() {
        if tick.x < 0.0 && !step.sticks() {
            continue;
        }
        let x = tick.x.max(0.0) + INSET;
        if x + clean(measure(&tick.label)) + GAP <= end {
            tick.label_x = Some(x);
            end = x;
        }
    }
}

fn clean(width: f64) -> f64 {
    if width.is_finite() { width.max(0.0) } else { 1e9 }
}

/// How wide a tick's label is, px, guessed for short words of a Latin script ("Sept 2019").
pub fn estimate(label: &TickLabel) -> f64 {
    match label {
        TickLabel::Year(_) => 31.0,
        TickLabel::Quarter(..) => 20.0,
        TickLabel::Month(..) => 28.0,
        TickLabel::MonthYear(..) => 66.0,
        TickLabel::Day(..) => 16.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(ticks: &[Tick]) -> String {
        let show = |t: &Tick| match t.label {
            TickLabel::Year(y) => format!("{y}"),
            TickLabel::Quarter(y, q) => format!("{y}Q{q}"),
            TickLabel::Month(y, m) | TickLabel::MonthYear(y, m) => format!("{y}-{m:02}"),
            TickLabel::Day(y, m, d) => format!("{y}-{m:02}-{d:02}"),
        };
        let labelled = ticks.iter().filter(|t| t.label_x.is_some());
        labelled.map(show).collect::<Vec<_>>().join(" ")
    }

    fn check(first: &str, last: &str, width: f64, minor: &str, major: &str) {
        let day = |text| crate::model::Point::parse(text).map(|p| p.first()).expect(text);
        let got = ticks(Scale::of_days(day(first), day(last), width), &estimate);
        assert_eq!((rows(&got.minor).as_str(), rows(&got.major).as_str()), (minor, major));
    }

    #[test]
    fn steps_follow_the_zoom() {
        check("2009-07-01", "2020-12-31", 300.0, "2010 2012 2014 2016 2018", "");
        check("2016-07-01", "2020-06-30", 400.0, "2016 2017 2018 2019 2020", "");
        check("2019-01-01", "2020-03-31", 500.0, "2019Q1 2019Q2 2019Q3 2019Q4 2020Q1", "2019 2020");
        check(
            "2019-02-10",
            "2019-04-10",
            300.0,
            "2019-02-11 2019-02-18 2019-02-25 2019-03-04 2019-03-11 2019-03-18 2019-03-25 2019-04-01",
            "2019-02 2019-03",
        );
        check(
            "2020-02-27",
            "2020-03-02",
            200.0,
            "2020-02-27 2020-02-28 2020-02-29 2020-03-01 2020-03-02",
            "2020-02 2020-03",
        );
    }

    #[test]
    fn weeks_begin_on_mondays() {
        assert_eq!(
            Step::Weeks.at_or_before(Day::from_civil(2020, 4, 22)).to_string(),
            "2020-04-20"
        );
        assert_eq!(
            Step::Weeks.at_or_before(Day::from_civil(2020, 4, 20)).to_string(),
            "2020-04-20"
        );
        assert_eq!(
            Step::Weeks.at_or_before(Day::from_civil(1969, 12, 31)).to_string(),
            "1969-12-29"
        );
    }

    proptest! {
        #[test]
        fn labels_never_overlap(
            first in -300_000.0..300_000.0, span in 0.3..400_000.0, width in 200.0..2_000.0, wide in 0.1..6.0,
        ) {
            let scale = Scale::new(first, first + span, width);
            let measure = |label: &TickLabel| wide * estimate(label);
            let got = ticks(scale, &measure);
            prop_assert!(got.minor.len() <= 62, "{}", got.minor.len());
            prop_assert!(!got.minor.is_empty() || wide > 1.5);
            for level in [&got.minor, &got.major] {
                let labels: Vec<_> =
                    level.iter().filter_map(|t| Some((t.label_x?, measure(&t.label)))).collect();
                prop_assert!(labels.windows(2).all(|w| w[0].0 + w[0].1 < w[1].0));
                prop_assert!(labels.iter().all(|(x, w)| *x >= 0.0 && x + w <= width));
                prop_assert!(level.windows(2).all(|w| w[0].x < w[1].x));
                prop_assert!(level.iter().all(|t| (scale.x(f64::from(t.day.0)) - t.x).abs() < 1e-6));
            }
        }

        #[test]
        fn panning_keeps_the_step(first in 0.0..9_000.0, span in 8.0..9_000.0, px in -50.0..50.0) {
            let scale = Scale::new(first, first + span, 900.0);
            let kind = |s: Scale| {
                let got = ticks(s, &estimate);
                got.minor.iter().map(|t| std::mem::discriminant(&t.label)).next()
            };
            prop_assert_eq!(kind(scale), kind(scale.pan(px)));
        }

        #[test]
        fn any_measure_is_safe(first: f64, span: f64, width: f64, w: f64) {
            let got = ticks(Scale::new(first, first + span, width), &|_| w);
            prop_assert!(got.minor.len() + got.major.len() <= 4 * 62);
        }
    }
}
