//! The days that brought news: where a reader who steps through time stops.

use crate::model::{Dataset, Date, Day};

/// The days on which a session ended or a report told of actions or of a status, each once, in
/// order. The last is the day up to which the dataset is kept.
pub fn news(dataset: &Dataset) -> Vec<Day> {
    let latest = dataset.meta.as_of;
    let mut days = vec![latest];
    // There are many more dates than days.
    let mut add = |date: Option<Date>| {
        let Some(day) = date.map(|date| date.end().min(latest)) else { return };
        if let Err(at) = days.binary_search(&day) {
            days.insert(at, day);
        }
    };
    dataset.sessions.iter().for_each(|session| add(session.held));
    for action in &dataset.actions {
        add(action.report.and_then(|report| dataset[report].date));
    }
    for recommendation in &dataset.recommendations {
        recommendation.statuses.iter().for_each(|entry| add(Some(entry.date)));
    }
    days
}

/// The last of these days before `day`.
pub fn before(news: &[Day], day: Day) -> Option<Day> {
    let at = news.partition_point(|&of| of < day);
    news[..at].last().copied()
}

/// The first of these days after `day`.
pub fn after(news: &[Day], day: Day) -> Option<Day> {
    let at = news.partition_point(|&of| of <= day);
    news.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::query::sample::{day, linked, names, recommendation, reported};
    use proptest::prelude::*;

    #[test]
    fn sessions_and_reports_bring_news() {
        let mut dataset = names();
        dataset.meta.as_of = day("2020-06-30");
        dataset.recommendations = vec![recommendation("r", 1, None, &[])];
        dataset.recommendations[0].statuses =
            vec![reported("2020-04", Status::Continuing), reported("2020", Status::Implemented)];
        let said: Vec<String> = news(&linked(dataset)).iter().map(Day::to_string).collect();
        let expect = ["2018-09-07", "2019-09-06", "2019-12-20", "2020-04-30", "2020-06-30"];
        assert_eq!(said, expect);
    }

    proptest! {
        #[test]
        fn stepping_visits_each_day_and_comes_back(
            days in proptest::collection::btree_set(-50_i32..50, 1..20), from in -60_i32..60,
        ) {
            let news: Vec<Day> = days.into_iter().map(Day).collect();
            let from = Day(from);
            prop_assert_eq!(before(&news, from), news.iter().copied().filter(|&d| d < from).max());
            prop_assert_eq!(after(&news, from), news.iter().copied().filter(|&d| d > from).min());
            let there = std::iter::successors(news.first().copied(), |&day| after(&news, day));
            prop_assert_eq!(there.collect::<Vec<_>>(), news.clone());
            let mut back: Vec<Day> =
                std::iter::successors(news.last().copied(), |&day| before(&news, day)).collect();
            back.reverse();
            prop_assert_eq!(back, news);
        }
    }
}
