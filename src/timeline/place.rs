//! Where a date stands on the axis.

use super::Scale;
use crate::model::{Dataset, Date, Day, Point, Recommendation};

/// How far a soft end of an open interval reaches beyond the day that is known, px.
pub(super) const SOFT: f64 = 24.0;

/// A stretch of the axis, px from the plot's left edge, not cut to the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// The beginning is not known to the day.
    pub(super) soft_start: bool,
    /// The end is not known to the day.
    pub(super) soft_end: bool,
}

impl Place {
    /// The span that a date covers: a partial date from its first to its last day with soft
    /// ends, an open interval a little beyond the end that is known.
    pub(super) fn of(date: Date, scale: Scale) -> Place {
        let start = scale.x(f64::from(date.start().0));
        let end = scale.x(f64::from(date.end().0) + 1.0);
        let soft = |point: Point| !matches!(point, Point::Day(..));
        match date {
            Date::At(p) => Place { x0: start, x1: end, soft_start: soft(p), soft_end: soft(p) },
            Date::Span(a, b) => {
                Place { x0: start, x1: end, soft_start: soft(a), soft_end: soft(b) }
            }
            Date::Until(p) => {
                Place { x0: start - SOFT, x1: end, soft_start: true, soft_end: soft(p) }
            }
            Date::Since(p) => {
                Place { x0: start, x1: end + SOFT, soft_start: soft(p), soft_end: true }
            }
        }
    }

    pub(super) fn middle(&self) -> f64 {
        self.x0.midpoint(self.x1)
    }

    /// At least `width` px wide, about the same middle.
    pub(super) fn at_least(self, width: f64) -> Place {
        let half = (width - (self.x1 - self.x0)).max(0.0) / 2.0;
        Place { x0: self.x0 - half, x1: self.x1 + half, ..self }
    }
}

/// A date in days, ready to be scaled: what does not change while panning and zooming.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    start: f64,
    end: f64,
    /// Open towards the past (-1) or the future (1).
    open: f64,
    /// The first and the last day that the date names.
    pub(super) days: (Day, Day),
}

impl Span {
    /// The span of a date, as [`Place::of`] draws it.
    pub(super) fn of(date: Date) -> Span {
        let days = (date.start(), date.end());
        let open = match date {
            Date::At(_) | Date::Span(..) => 0.0,
            Date::Until(_) => -1.0,
            Date::Since(_) => 1.0,
        };
        Span { start: f64::from(days.0.0), end: f64::from(days.1.0) + 1.0, open, days }
    }

    /// The instant at which a recommendation was made.
    pub(super) fn adopted(dataset: &Dataset, recommendation: &Recommendation) -> Option<Span> {
        let day = adopted(dataset, recommendation)?;
        let exact = dataset[recommendation.session].date()?.is_exact();
        let at = f64::from(day.0) + if exact { 0.5 } else { 0.0 };
        Some(Span { start: at, end: at, open: 0.0, days: (day, day) })
    }

    /// How long it is, days.
    pub(super) fn length(&self) -> f64 {
        self.end - self.start
    }

    /// Its ends, px from the plot's left edge.
    pub(super) fn ends(&self, scale: Scale) -> (f64, f64) {
        let x0 = scale.x(self.start) + SOFT * self.open.min(0.0);
        (x0, scale.x(self.end) + SOFT * self.open.max(0.0))
    }
}

/// The day on which a recommendation was made: the last of its session (a body adopts its report
/// when it closes); of a partial date, the first day that it covers.
pub(super) fn adopted(dataset: &Dataset, recommendation: &Recommendation) -> Option<Day> {
    let date = dataset[recommendation.session].date()?;
    Some(if date.is_exact() { date.end() } else { date.start() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_cover_their_span_softly() {
        let scale = Scale::of_days(Day(0), Day(365), 366.0);
        let check = |text: &str, expect: (f64, f64, bool, bool)| {
            let got = Place::of(Date::parse(text).expect(text), scale);
            assert_eq!((got.x0, got.x1, got.soft_start, got.soft_end), expect, "{text}");
            let span = Span::of(Date::parse(text).expect(text));
            assert_eq!(span.ends(scale), (expect.0, expect.1), "{text}");
        };
        check("1970", (0.0, 365.0, true, true));
        check("1970-02", (31.0, 59.0, true, true));
        check("1970-01-02", (1.0, 2.0, false, false));
        check("1970-01-02/1970-01-04", (1.0, 4.0, false, false));
        check("1970-01-02/1970-02", (1.0, 59.0, false, true));
        check("../1970-01-31", (30.0 - SOFT, 31.0, true, false));
        check("1970-01-02/..", (1.0, 2.0 + SOFT, false, true));
    }
}
