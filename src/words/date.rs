//! Dates in words, by the patterns of the catalogue.

use super::{Key, Words};
use crate::model::{Civil, Date, Day, Point};

const MONTHS: [Key; 12] = [
    Key::month_1,
    Key::month_2,
    Key::month_3,
    Key::month_4,
    Key::month_5,
    Key::month_6,
    Key::month_7,
    Key::month_8,
    Key::month_9,
    Key::month_10,
    Key::month_11,
    Key::month_12,
];

const SHORT_MONTHS: [Key; 12] = [
    Key::mon_1,
    Key::mon_2,
    Key::mon_3,
    Key::mon_4,
    Key::mon_5,
    Key::mon_6,
    Key::mon_7,
    Key::mon_8,
    Key::mon_9,
    Key::mon_10,
    Key::mon_11,
    Key::mon_12,
];

/// The name of a month (1 to 12).
pub fn month(words: &Words, month: u8) -> &str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).map_or("", |&key| words.get(key))
}

/// The short name of a month (1 to 12), for an axis.
pub fn month_short(words: &Words, month: u8) -> &str {
    SHORT_MONTHS.get(usize::from(month).wrapping_sub(1)).map_or("", |&key| words.get(key))
}

/// A day in words: "20 April 2020".
pub fn day(words: &Words, day: Day) -> String {
    let Civil { year, month, day } = day.civil();
    point(words, Point::Day(year, month, day))
}

fn point(words: &Words, point: Point) -> String {
    match point {
        Point::Year(year) => year.to_string(),
        Point::Month(year, m) => {
            words.with(Key::date_month, &[("month", month(words, m)), ("year", &year.to_string())])
        }
        Point::Day(year, m, day) => words.with(
            Key::date_day,
            &[("day", &day.to_string()), ("month", month(words, m)), ("year", &year.to_string())],
        ),
    }
}

/// A date in words, no more exact than it is: "2018", "December 2019", "4 to 6 September 2019".
pub fn date(words: &Words, date: Date) -> String {
    match date {
        Date::At(at) => point(words, at),
        Date::Until(to) => words.with(Key::date_until, &[("date", &point(words, to))]),
        Date::Since(from) => words.with(Key::date_since, &[("date", &point(words, from))]),
        Date::Span(Point::Day(y, m, first), Point::Day(y2, m2, last)) if (y, m) == (y2, m2) => {
            words.with(
                Key::date_days,
                &[
                    ("from", &first.to_string()),
                    ("to", &last.to_string()),
                    ("month", month(words, m)),
                    ("year", &y.to_string()),
                ],
            )
        }
        Date::Span(from, to) => {
            words.with(Key::date_span, &[("from", &point(words, from)), ("to", &point(words, to))])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_said_no_more_exactly_than_it_is() {
        let words = Words::english();
        let check = |edtf: &str, said: &str| {
            assert_eq!(date(&words, Date::parse(edtf).expect(edtf)), said);
        };
        check("2018", "2018");
        check("2019-12", "December 2019");
        check("2020-04-20", "20 April 2020");
        check("2019-09-04/2019-09-06", "4 to 6 September 2019");
        check("2020-08-31/2020-09-02", "31 August 2020 to 2 September 2020");
        check("../2019-09-04", "up to 4 September 2019");
        check("2019-03-18/..", "from 18 March 2019 on");
    }
}
