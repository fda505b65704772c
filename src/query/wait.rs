//! How long a recommendation waited for a report that answers it.

use crate::model::{Dataset, Day, Id, Recommendation, Status, Strength, Weight};

/// The time from a recommendation's adoption to the first report that answers it or, as long as
/// the record knows none, to the as-of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The day on which it was certainly adopted.
    pub from: Day,
    /// The day of that report, or the as-of day.
    pub to: Day,
    /// Whether there is such a report.
    pub answered: bool,
}

/// How long it waited, as known on a day. A report answers it that tells of an action which does
/// so explicitly, or on which a status other than "no action reported" rests. `None` for what asks
/// for nothing, and for what nothing dates.
pub fn wait(dataset: &Dataset, id: Id<Recommendation>, as_of: Day) -> Option<Wait> {
    let of = &dataset[id];
    if of.weight != Weight::Operative {
        return None;
    }
    let from = dataset.known_since(id.into())?;
    let silent = |status| matches!(status, Status::NoActionReported | Status::NotAssessed);
    let statuses = of.statuses.iter().filter(|entry| !silent(entry.status));
    let statuses = statuses.map(|entry| entry.date.end());
    let explicit = dataset.answers(id).filter(|(_, answer)| answer.strength == Strength::Explicit);
    let actions = explicit.filter_map(|(action, _)| dataset.known_since(action.into()));
    let first = statuses.chain(actions).min().filter(|day| *day <= as_of);
    Some(Wait { from, to: first.unwrap_or(as_of).max(from), answered: first.is_some() })
}

impl Wait {
    /// How many days it lasted.
    pub fn days(self) -> i32 {
        self.to.0.saturating_sub(self.from.0)
    }

    /// How many whole months of the calendar it lasted.
    pub fn months(self) -> u32 {
        let (from, to) = (self.from.civil(), self.to.civil());
        let months = 12 * (to.year - from.year) + i32::from(to.month) - i32::from(from.month);
        u32::try_from(months - i32::from(to.day < from.day)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{day, linked, names, recommendation, reported};
    use proptest::prelude::*;

    #[test]
    fn from_adoption_to_the_first_report_that_answers() {
        let mut dataset = names();
        dataset.meta.as_of = day("2021-12-31");
        dataset.recommendations = vec![recommendation("r", 1, None, &[])];
        let mut check = |statuses: &[(&str, Status)], as_of: &str, expect: (&str, bool)| {
            dataset.recommendations[0].statuses =
                statuses.iter().map(|(date, status)| reported(date, *status)).collect();
            let dataset = linked(dataset.clone());
            let wait = wait(&dataset, Id::new(0), day(as_of)).expect("a wait");
            assert_eq!(wait.from, day("2018-09-07"));
            assert_eq!((wait.to.to_string().as_str(), wait.answered), expect);
        };
        check(&[], "2020-04-20", ("2020-04-20", false));
        check(&[("2020-04-20", Status::NoActionReported)], "2021-12-31", ("2021-12-31", false));
        let both = [("2019-04", Status::NoActionReported), ("2020-04", Status::Continuing)];
        check(&both, "2021-12-31", ("2020-04-30", true));
        check(&both, "2020-01-31", ("2020-01-31", false));
        dataset.recommendations[0].weight = Weight::Informational;
        assert_eq!(wait(&linked(dataset), Id::new(0), day("2021-12-31")), None);
    }

    proptest! {
        #[test]
        fn months_are_whole(from in 0_i32..20_000, days in 0_i32..9_000) {
            let wait = Wait { from: Day(from), to: Day(from + days), answered: false };
            prop_assert_eq!(wait.days(), days);
            let months = wait.months() as i32;
            prop_assert!(28 * months <= days && days < 31 * (months + 1));
        }
    }
}
