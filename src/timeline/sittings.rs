//! When bodies were in session: bands behind the marks of all lanes, and the sessions that a day
//! falls in.

use super::Scale;
use crate::model::{Dataset, Day, Id, Ref, Session};
use crate::order::within;

/// The least width of a band, px: narrower ones would look like the lines of the axis.
const LEAST: f64 = 3.0;
/// The most bands.
const MOST: usize = 40;

/// The sessions that a day falls in, as known on the as-of day.
pub fn sitting(dataset: &Dataset, day: Day, as_of: Day) -> Vec<Id<Session>> {
    let sits = |id: &Id<Session>| {
        let item = Ref::from(*id);
        let date = dataset.date_on(item, as_of).filter(|date| date.is_exact());
        date.is_some_and(|date| (date.start()..=date.end()).contains(&day))
            && dataset.known(item, as_of)
    };
    dataset.ids::<Session>().filter(sits).collect()
}

/// The first and the last day of each shown session whose dates are known to the day.
pub(super) fn shown(dataset: &Dataset, as_of: Day, shown: &dyn Fn(Ref) -> bool) -> Vec<(Day, Day)> {
    let items = dataset.ids::<Session>().map(Ref::from).filter(|&item| shown(item));
    let dates = items.filter_map(|item| dataset.date_on(item, as_of));
    dates.filter(|date| date.is_exact()).map(|date| (date.start(), date.end())).collect()
}

/// Where such sessions stand, px from the plot's left edge, cut to the plot; wide enough to be
/// seen, each stretch once.
pub(super) fn bands(sittings: &[(Day, Day)], scale: Scale) -> Vec<(f64, f64)> {
    let mut bands = Vec::new();
    for (first, last) in sittings {
        let place = |day: f64| within(scale.x(day), 0.0, scale.width());
        let band = (place(f64::from(first.0)), place(f64::from(last.0) + 1.0));
        if band.1 - band.0 >= LEAST && !bands.contains(&band) {
            bands.push(band);
        }
        if bands.len() == MOST {
            break;
        }
    }
    bands
}
