//! Which days to show.

use super::{Limits, place};
use crate::model::{Dataset, Date, Day, Kind, Ref};
use crate::rest::{self, Rest, Restless};

/// The share of the plot kept at the left for the labels of lifelines.
const FOR_LABELS: f64 = 0.38;
/// The share of the plot kept at the right of the last thing.
const AFTER: f64 = 0.05;

/// What the windows on a dataset follow from. Made once: it reads every record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The first and the last day on which the dataset places anything, or its as-of day where it
    /// places nothing.
    pub days: (Day, Day),
    /// The day of the first recommendation, and the as-of day or that of the last planned session;
    /// `None` where there is no recommendation.
    recommendations: Option<(Day, Day)>,
}

impl Extent {
    /// Reads a dataset.
    pub fn of(dataset: &Dataset) -> Extent {
        rest::at_once(Extent::in_steps(dataset, &mut Restless))
    }

    /// The same, with rests.
    pub async fn in_steps(dataset: &Dataset, rest: &mut dyn Rest) -> Extent {
        let as_of = dataset.meta.as_of;
        let mut days = (as_of, as_of);
        for kind in Kind::ALL {
            for index in 0..dataset.len(kind) {
                let item = Ref { kind, index: index as u32 };
                if let Some(date) = dataset.date(item) {
                    days = (days.0.min(date.start()), days.1.max(date.end()));
                }
            }
            rest.rest().await;
        }
        for planned in dataset.sessions.iter().filter_map(|session| session.planned) {
            days = (days.0.min(planned.start()), days.1.max(planned.end()));
        }
        let first = dataset.recommendations.iter().filter_map(|r| place::adopted(dataset, r)).min();
        let planned =
            dataset.sessions.iter().filter(|s| s.held.is_none()).filter_map(|s| s.planned);
        let last = planned.map(Date::end).fold(as_of, Day::max);
        Extent { days, recommendations: first.map(|first| (first, last)) }
    }

    /// The whole with a margin: what "Fit" shows.
    pub fn fit(&self) -> (Day, Day) {
        let (first, last) = self.days;
        let span = i64::from(last.0) - i64::from(first.0);
        let margin = (span / 25).max(14) as i32;
        (Day(first.0.saturating_sub(margin)), Day(last.0.saturating_add(margin)))
    }

    /// The window that the timeline opens with, in a plot of that width (px): from the first
    /// recommendation, with room for labels at its left (but on a narrow plot, where labels stand
    /// above the lines), to the as-of day or the last planned session, and a little more. The
    /// whole where there is no recommendation.
    pub fn default_window(&self, plot_width: f64) -> (Day, Day) {
        let Some((first, last)) = self.recommendations else { return self.fit() };
        let before = if plot_width < super::Options::NARROW { AFTER } else { FOR_LABELS };
        // A few days at least, so that the shares mean something.
        let span = f64::from((last.0.saturating_sub(first.0)).max(30));
        let whole = span / (1.0 - before - AFTER);
        let day = |day: f64| Day(day.round() as i32);
        (day(f64::from(first.0) - before * whole), day(f64::from(last.0) + AFTER * whole))
    }

    /// How far the window may go: all of it and a margin, and the window that it opens with.
    pub fn limits(&self) -> Limits {
        let (first, last) = self.fit();
        let (begin, end) = self.default_window(f64::INFINITY);
        Limits::new(first.min(begin), last.max(end))
    }
}
