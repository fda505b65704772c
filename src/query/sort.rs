//! The order of recommendations within a group.

use std::cmp::Ordering;

use super::fold::fold;
use super::wait::wait;
use crate::model::{Dataset, Day, Id, Recommendation};
use crate::order;

/// What recommendations are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The record's own order.
    #[default]
    Record,
    /// The date of the session that made them, earliest first.
    Date,
    /// Their status as of the day, in the order of [`crate::model::Status::ALL`].
    Status,
    /// How long no report answered them: those that none has answered yet first, the longest
    /// first.
    WithoutReport,
    /// Their titles, whatever the case and the accents.
    Title,
}

impl By {
    /// Every key, in the order in which they are offered.
    pub const ALL: [By; 5] = [By::Record, By::Date, By::Status, By::WithoutReport, By::Title];

    /// What an address writes for it.
    pub fn slug(self) -> &'static str {
        match self {
            By::Record => "record",
            By::Date => "date",
            By::Status => "status",
            By::WithoutReport => "without-report",
            By::Title => "title",
        }
    }
}

/// How recommendations are sorted. What is equal stays in the record's order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: By,
    /// The other way round. What has no value (no date, nothing to be answered) stays last.
    pub reversed: bool,
}

/// What is compared; `None` where there is no value.
type Value = Option<(i64, i64)>;

impl Sort {
    /// What an address writes for it: `date`, or `-date` the other way round.
    pub fn print(self) -> String {
        let sign = if self.reversed { "-" } else { "" };
        format!("{sign}{}", self.by.slug())
    }

    /// The order that an address writes so.
    pub fn parse(text: &str) -> Option<Sort> {
        let reversed = text.starts_with('-');
        let slug = text.strip_prefix('-').unwrap_or(text);
        let by = By::ALL.into_iter().find(|by| by.slug() == slug)?;
        Some(Sort { by, reversed })
    }

    /// Recommendations in this order; given in the record's.
    pub fn sorted(
        self,
        dataset: &Dataset,
        rows: Vec<Id<Recommendation>>,
        as_of: Day,
    ) -> Vec<Id<Recommendation>> {
        let turned = |order: Ordering| if self.reversed { order.reverse() } else { order };
        if self.by == By::Title {
            let title = |&id: &Id<Recommendation>| fold(&dataset[id].title).into_owned();
            let titles: Vec<String> = rows.iter().map(title).collect();
            return sorted(rows, &|a, b| turned(titles.get(a).cmp(&titles.get(b))));
        }
        let value = |&id: &Id<Recommendation>| self.by.value(dataset, id, as_of);
        let values: Vec<Value> = rows.iter().map(value).collect();
        let of = |at: usize| values.get(at).copied().flatten();
        sorted(rows, &|a, b| match (of(a), of(b)) {
            (Some(a), Some(b)) => turned(a.cmp(&b)),
            (a, b) => b.is_some().cmp(&a.is_some()),
        })
    }
}

impl By {
    fn value(self, dataset: &Dataset, id: Id<Recommendation>, as_of: Day) -> Value {
        match self {
            By::Record | By::Title => Some((id.index() as i64, 0)),
            By::Date => {
                let date = dataset.date(id.into())?;
                Some((date.start().0.into(), date.end().0.into()))
            }
            By::Status => Some((dataset.status(&dataset[id], as_of) as i64, 0)),
            By::WithoutReport => {
                let wait = wait(dataset, id, as_of)?;
                Some((wait.answered.into(), -i64::from(wait.days())))
            }
        }
    }
}

/// The rows as a comparison of two positions orders them.
fn sorted(
    rows: Vec<Id<Recommendation>>,
    compare: &dyn Fn(usize, usize) -> Ordering,
) -> Vec<Id<Recommendation>> {
    let order = order::order(rows.len(), compare);
    order.into_iter().filter_map(|at| rows.get(at).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::query::sample::{day, linked, names, recommendation, reported};
    use proptest::prelude::*;

    fn dataset() -> Dataset {
        let mut dataset = names();
        dataset.meta.as_of = day("2021-12-31");
        dataset.recommendations = vec![
            recommendation("a", 2, None, &[]),
            recommendation("b", 1, None, &[]),
            recommendation("c", 1, None, &[]),
            recommendation("d", 2, None, &[]),
        ];
        let titles = ["Zebra", "école", "Ecole", "asset"];
        for (recommendation, title) in dataset.recommendations.iter_mut().zip(titles) {
            recommendation.title = title.to_owned();
        }
        dataset.recommendations[1].statuses = vec![reported("2020-04", Status::Implemented)];
        dataset.recommendations[3].weight = crate::model::Weight::Informational;
        linked(dataset)
    }

    #[test]
    fn each_order_and_its_reverse() {
        let dataset = dataset();
        let check = |text: &str, expect: &str| {
            let sort = Sort::parse(text).expect(text);
            let ids = sort.sorted(&dataset, dataset.ids().collect(), day("2021-12-31"));
            let said: String = ids.iter().map(|&id| dataset[id].entry.id.as_str()).collect();
            assert_eq!(said, expect, "{text}");
        };
        check("record", "abcd");
        check("-record", "dcba");
        check("date", "bcad");
        check("-date", "adbc");
        check("status", "bacd");
        check("-status", "acdb");
        check("without-report", "cabd");
        check("-without-report", "bacd");
        check("title", "dbca");
        check("-title", "abcd");
    }

    #[test]
    fn an_order_is_read_as_it_is_written() {
        for by in By::ALL {
            for reversed in [false, true] {
                let sort = Sort { by, reversed };
                assert_eq!(Sort::parse(&sort.print()), Some(sort));
            }
        }
        for text in ["", "-", "--date", "Date", "age"] {
            assert_eq!(Sort::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(keep in 0_u8..16, by in 0_usize..5, reversed: bool) {
            let dataset = dataset();
            let rows: Vec<Id<Recommendation>> =
                dataset.ids().filter(|id: &Id<Recommendation>| keep >> id.index() & 1 == 1).collect();
            let sort = Sort { by: By::ALL[by], reversed };
            let mut sorted = sort.sorted(&dataset, rows.clone(), day("2020-05"));
            sorted.sort();
            prop_assert_eq!(sorted, rows);
        }
    }
}
