//! Which days to show.

use super::place;
use crate::model::{Dataset, Date, Day, Kind, Ref};

/// The share of the plot kept at the left for the labels of lifelines.
const FOR_LABELS: f64 = 0.38;
/// The share of the plot kept at the right of the last thing.
const AFTER: f64 = 0.05;

/// The first and the last day on which the dataset places anything, or its as-of day where it
/// places nothing.
pub fn extent(dataset: &Dataset) -> (Day, Day) {
    let as_of = dataset.meta.as_of;
    let mut extent = (as_of, as_of);
    for kind in Kind::ALL {
        for index in 0..dataset.len(kind) {
            let item = Ref { kind, index: index as u32 };
            if let Some(date) = dataset.date(item) {
                extent = (extent.0.min(date.start()), extent.1.max(date.end()));
            }
        }
    }
    for planned in dataset.sessions.iter().filter_map(|session| session.planned) {
        extent = (extent.0.min(planned.start()), extent.1.max(planned.end()));
    }
    extent
}

/// The whole extent with a margin: what "Fit" shows.
pub fn fit(dataset: &Dataset) -> (Day, Day) {
    let (first, last) = extent(dataset);
    let span = i64::from(last.0) - i64::from(first.0);
    let margin = (span / 25).max(14) as i32;
    (Day(first.0.saturating_sub(margin)), Day(last.0.saturating_add(margin)))
}

/// The window that the timeline opens with, in a plot of that width (px): from the first
/// recommendation, with room for labels at its left (but on a narrow plot, where labels stand
/// above the lines), to the as-of day or the last planned session, and a little more. The whole
/// where there is no recommendation.
pub fn default_window(dataset: &Dataset, plot_width: f64) -> (Day, Day) {
    let first = dataset.recommendations.iter().filter_map(|r| place::adopted(dataset, r)).min();
    let Some(first) = first else { return fit(dataset) };
    let planned = dataset.sessions.iter().filter(|s| s.held.is_none()).filter_map(|s| s.planned);
    let last = planned.map(Date::end).fold(dataset.meta.as_of, Day::max);
    let before = if plot_width < super::Options::NARROW { AFTER } else { FOR_LABELS };
    // A few days at least, so that the shares mean something.
    let span = f64::from((last.0.saturating_sub(first.0)).max(30));
    let whole = span / (1.0 - before - AFTER);
    let day = |day: f64| Day(day.round() as i32);
    (day(f64::from(first.0) - before * whole), day(f64::from(last.0) + AFTER * whole))
}
