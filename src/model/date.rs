//! Civil days and partial dates.
//!
//! Dates of a record are often partial ("in 2018", "December 2019") and stay so. They are
//! written in EDTF (ISO 8601-2:2019), of which this reads level 0 calendar dates and
//! intervals (`2018`, `2019-12`, `2019-09-06`, `2019-09-04/2019-09-06`) and the open
//! intervals of level 1 (`../2019-09-04`, `2019-03-18/..`).

use std::fmt;

/// A civil day, counted from 1970-01-01 (day 0). Negative before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Year, 1 to 9999 in anything parsed.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl Day {
    /// The day of a civil date; months and days out of range carry over (the 31st of a month
    /// of 30 days is the 1st of the next).
    ///
    /// Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
    /// `days_from_civil`.
    pub fn from_civil(year: i32, month: u8, day: u8) -> Day {
        let (m, d) = (i32::from(month), i32::from(day));
        let y = if m <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let doy = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + d - 1;
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        Day(era * 146_097 + doe - 719_468)
    }

    /// The civil date of this day. Inverse of [`Day::from_civil`] (`civil_from_days`, as above).
    pub fn civil(self) -> Civil {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = (doy - (153 * mp + 2) / 5 + 1) as u8;
        let month = (if mp < 10 { mp + 3 } else { mp - 9 }) as u8;
        let year = yoe + era * 400 + i32::from(month <= 2);
        Civil { year, month, day }
    }
}

/// `2019-09-06`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = self.civil();
        write!(f, "{:04}-{:02}-{:02}", c.year, c.month, c.day)
    }
}

/// How many days a month has in the proleptic Gregorian calendar.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// One calendar date of known precision: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// `2018`
    Year(i32),
    /// `2019-12`
    Month(i32, u8),
    /// `2019-09-06`
    Day(i32, u8, u8),
}

impl Point {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` for anything else, also for a day that
    /// the calendar does not have.
    pub fn parse(text: &str) -> Option<Point> {
        fn digits(text: &str, len: usize) -> Option<i32> {
            (text.len() == len && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse().ok())
                .flatten()
        }
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        if year == 0 {
            return None;
        }
        let Some(month) = parts.next() else {
            return Some(Point::Year(year));
        };
        let month = digits(month, 2).filter(|m| (1..=12).contains(m))? as u8;
        let Some(day) = parts.next() else {
            return Some(Point::Month(year, month));
        };
        let last = i32::from(days_in_month(year, month));
        let day = digits(day, 2).filter(|d| (1..=last).contains(d))? as u8;
        parts.next().is_none().then_some(Point::Day(year, month, day))
    }

    /// The first day that it covers.
    pub fn first(self) -> Day {
        match self {
            Point::Year(y) => Day::from_civil(y, 1, 1),
            Point::Month(y, m) => Day::from_civil(y, m, 1),
            Point::Day(y, m, d) => Day::from_civil(y, m, d),
        }
    }

    /// The last day that it covers.
    pub fn last(self) -> Day {
        match self {
            Point::Year(y) => Day::from_civil(y, 12, 31),
            Point::Month(y, m) => Day::from_civil(y, m, days_in_month(y, m)),
            Point::Day(..) => self.first(),
        }
    }

    /// The coarsest point that begins on `day`: `2018` for the first of January.
    pub fn beginning(day: Day) -> Point {
        match day.civil() {
            Civil { year, month: 1, day: 1 } => Point::Year(year),
            Civil { year, month, day: 1 } => Point::Month(year, month),
            Civil { year, month, day } => Point::Day(year, month, day),
        }
    }

    /// The coarsest point that ends on `day`: `2018` for the last of December.
    pub fn ending(day: Day) -> Point {
        match day.civil() {
            Civil { year, month: 12, day: 31 } => Point::Year(year),
            Civil { year, month, day } if day == days_in_month(year, month) => {
                Point::Month(year, month)
            }
            Civil { year, month, day } => Point::Day(year, month, day),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Point::Year(y) => write!(f, "{y:04}"),
            Point::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Point::Day(y, m, d) => write!(f, "{y:04}-{m:02}-{d:02}"),
        }
    }
}

/// A date as a source gives it: one point, or an interval of which one end may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// One date: `2018`, `2019-12`, `2019-09-06`.
    At(Point),
    /// From one to another: `2019-09-04/2019-09-06`.
    Span(Point, Point),
    /// Some time up to it: `../2019-09-04`.
    Until(Point),
    /// From then on: `2019-03-18/..`.
    Since(Point),
}

impl Date {
    /// Reads an EDTF date (see the module's docs); `None` where it isn't one, or where an
    /// interval ends before it begins. What parses prints back as it was written.
    ///
    /// ```
    /// use mandate_trail::model::{Date, Point};
    /// assert_eq!(Date::parse("2019-12"), Some(Date::At(Point::Month(2019, 12))));
    /// assert_eq!(Date::parse("2019-02-29"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Date> {
        let Some((from, to)) = text.split_once('/') else {
            return Point::parse(text).map(Date::At);
        };
        if from == ".." {
            return Point::parse(to).map(Date::Until);
        }
        let from = Point::parse(from)?;
        if to == ".." {
            return Some(Date::Since(from));
        }
        let to = Point::parse(to)?;
        (from.first() <= to.last()).then_some(Date::Span(from, to))
    }

    /// The first day that it covers; `None` where the beginning is unknown.
    pub fn first(self) -> Option<Day> {
        match self {
            Date::At(p) | Date::Span(p, _) | Date::Since(p) => Some(p.first()),
            Date::Until(_) => None,
        }
    }

    /// The last day that it covers; `None` where the end is unknown.
    pub fn last(self) -> Option<Day> {
        match self {
            Date::At(p) | Date::Span(_, p) | Date::Until(p) => Some(p.last()),
            Date::Since(_) => None,
        }
    }

    /// The earliest day that it names at either end: what a date sorts by.
    pub fn start(self) -> Day {
        match self {
            Date::At(p) | Date::Span(p, _) | Date::Since(p) | Date::Until(p) => p.first(),
        }
    }

    /// The latest day that it names at either end.
    pub fn end(self) -> Day {
        match self {
            Date::At(p) | Date::Span(_, p) | Date::Until(p) | Date::Since(p) => p.last(),
        }
    }

    /// Whether it names a day (or days) rather than a month, a year or an open interval.
    pub fn is_exact(self) -> bool {
        matches!(self, Date::At(Point::Day(..)) | Date::Span(Point::Day(..), Point::Day(..)))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Date::At(p) => write!(f, "{p}"),
            Date::Span(a, b) => write!(f, "{a}/{b}"),
            Date::Until(p) => write!(f, "../{p}"),
            Date::Since(p) => write!(f, "{p}/.."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(Day::from_civil(1970, 1, 1), Day(0));
        assert_eq!(Day::from_civil(2000, 3, 1), Day(11_017));
        assert_eq!(Day(18_372).to_string(), "2020-04-20");
    }

    #[test]
    fn a_partial_date_covers_its_span() {
        let check = |text: &str, first: &str, last: &str| {
            let date = Date::parse(text).expect(text);
            let show = |d: Option<Day>| d.map_or("..".to_owned(), |d| d.to_string());
            assert_eq!((show(date.first()), show(date.last())), (first.into(), last.into()));
        };
        check("2018", "2018-01-01", "2018-12-31");
        check("2020-02", "2020-02-01", "2020-02-29");
        check("2019-09-06", "2019-09-06", "2019-09-06");
        check("2019-09-04/2019-09-06", "2019-09-04", "2019-09-06");
        check("2018/2019-02", "2018-01-01", "2019-02-28");
        check("../2019-09-04", "..", "2019-09-04");
        check("2019-03-18/..", "2019-03-18", "..");
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in [
            "",
            "19",
            "2019-",
            "2019-13",
            "2019-00",
            "2019-02-29",
            "2019-9-6",
            "2019-09-06-01",
            "2019-09-06T00",
            "+2019",
            "２０１９",
            "2020/2019",
            "../..",
            "/2019",
            "0000",
            "2019/",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn civil_and_day_are_inverse(n in -700_000..2_900_000) {
            let c = Day(n).civil();
            prop_assert_eq!(Day::from_civil(c.year, c.month, c.day), Day(n));
            prop_assert!((1..=days_in_month(c.year, c.month)).contains(&c.day));
        }

        #[test]
        fn what_parses_prints_back(text in "(\\.\\.|[12][09][0-9]{2}(-[01][0-9](-[0-3][0-9])?)?)(/(\\.\\.|[12][09][0-9]{2}(-[01][0-9](-[0-3][0-9])?)?))?") {
            if let Some(date) = Date::parse(&text) {
                prop_assert_eq!(date.to_string(), text);
                prop_assert!(date.start() <= date.end());
            }
        }

        #[test]
        fn any_text_is_safe(text in "\\PC{0,24}") {
            let _ = Date::parse(&text);
        }

        #[test]
        fn the_coarsest_point_keeps_its_edge(n in 0..30_000) {
            prop_assert_eq!(Point::beginning(Day(n)).first(), Day(n));
            prop_assert_eq!(Point::ending(Day(n)).last(), Day(n));
        }
    }
}
