//! Two sessions, or two days, compared: on the bundled record, and by rule on any day.

#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use mandate_trail::compare::{Line, Pair, Side, Verdict, before, compare, days, sessions};
use mandate_trail::load::load;
use mandate_trail::model::{Coverage, Dataset, Date, Day, Id, Recommendation, Session, Status};
use proptest::prelude::*;

mod bundled;

static RECORD: LazyLock<Dataset> =
    LazyLock::new(|| load(&bundled::bundled()).dataset.expect("a sound record"));

fn day(text: &str) -> Day {
    Date::parse(text).expect(text).start()
}

fn session(id: &str) -> Id<Session> {
    RECORD.find(id).and_then(|item| RECORD.typed(item)).expect(id)
}

fn pair(a: &str, b: &str) -> Pair {
    Pair::of(&RECORD, Side::Session(session(a)), Side::Session(session(b))).expect("two sessions")
}

fn lines(pair: Pair, as_of: Day) -> Vec<Line<'static>> {
    compare(&RECORD, pair, as_of, &|_| true)
}

fn of(lines: &[Line<'_>], verdict: Verdict) -> Vec<&'static str> {
    let own = lines.iter().filter(|line| line.verdict == verdict);
    own.map(|line| RECORD[line.recommendation].entry.id.as_str()).collect()
}

#[test]
fn what_was_reported_between_two_days() {
    let lines = lines(Pair::Days(day("2019-12-31"), day("2020-04-20")), RECORD.meta.as_of);
    assert_eq!(of(&lines, Verdict::New), [""; 0]);
    let changed = of(&lines, Verdict::Changed);
    assert_eq!(changed.len(), 14);
    assert!(changed.contains(&"wgp10-open-data-list"));
    assert!(changed.contains(&"wgp10-private-sector-workplan"));
    // Not reported on in that time.
    assert!(of(&lines, Verdict::Silent).contains(&"wgp9-recruitment-procurement"));
    assert!(of(&lines, Verdict::Dropped).is_empty());
}

#[test]
fn a_status_reported_again_is_no_silence() {
    let lines = lines(Pair::Days(day("2020-12-31"), day("2021-04-13")), RECORD.meta.as_of);
    // A paper of that time repeats the one, a report gives the other the same status.
    let restated = of(&lines, Verdict::Restated);
    assert_eq!(restated, ["wgp2-share-experiences", "wgp2-background-papers"]);
    assert!(of(&lines, Verdict::Changed).is_empty());
}

#[test]
fn what_a_later_session_took_up_again() {
    let pair = pair("wg4-10", "wg4-9");
    assert_eq!(pair, Pair::Sessions(session("wg4-9"), session("wg4-10")));
    let compared = lines(pair, RECORD.meta.as_of);
    assert_eq!(of(&compared, Verdict::New).len(), 15);
    let mut both = of(&compared, Verdict::Changed);
    both.extend(of(&compared, Verdict::Restated));
    both.sort_unstable();
    assert_eq!(
        both,
        [
            "wgp9-conflict-interlinkages",
            "wgp9-conflict-privacy",
            "wgp9-exchange-verification",
            "wgp9-good-practices",
            "wgp9-unodc-support"
        ]
    );
    // All recommendations of the tenth meeting are captured.
    assert_eq!(of(&compared, Verdict::Dropped).len(), 6);
    assert!(of(&compared, Verdict::Silent).is_empty());
    // Before the paper that restates them was known, nothing was restated.
    let then = lines(pair, day("2019-12-31"));
    assert_eq!(of(&then, Verdict::Dropped).len(), 11);
}

#[test]
fn of_a_session_known_by_its_documents_alone_an_absence_says_nothing() {
    assert_eq!(RECORD[session("wg4-12")].coverage, Coverage::Documents);
    let lines = lines(pair("wg4-10", "wg4-12"), RECORD.meta.as_of);
    assert_eq!(of(&lines, Verdict::Silent).len(), lines.len());
    assert!(!lines.is_empty());
}

#[test]
fn only_two_of_a_sort_can_be_compared() {
    let (a, d) = (Side::Session(session("wg4-9")), Side::Day(day("2020-01-01")));
    assert_eq!(Pair::of(&RECORD, a, d), None);
    assert_eq!(Pair::of(&RECORD, a, a), None);
    assert_eq!(Pair::of(&RECORD, d, d), None);
}

#[test]
fn what_is_proposed_is_worth_a_look() {
    let as_of = RECORD.meta.as_of;
    assert_eq!(sessions(&RECORD, as_of), Some(pair("wg4-9", "wg4-10")));
    assert_eq!(days(&RECORD, as_of), Some(Pair::Days(day("2020-04-19"), as_of)));
    assert_eq!(sessions(&RECORD, day("2009-01-01")), None);
    assert_eq!(days(&RECORD, day("2009-01-01")), None);
    assert_eq!(before(&RECORD, session("wg4-10"), as_of), Some(session("wg4-9")));
    assert_eq!(before(&RECORD, session("cosp-1"), as_of), None);
}

proptest! {
    #[test]
    fn every_recommendation_has_one_verdict_and_it_is_true(
        a in 13_000..21_000_i32, b in 13_000..21_000_i32, as_of in 13_000..21_000_i32,
    ) {
        let (first, second) = (Day(a.min(b)), Day(a.max(b)));
        prop_assume!(first != second);
        let as_of = Day(as_of);
        let compared = lines(Pair::Days(first, second), as_of);
        let (first, second) = (first.min(as_of), second.min(as_of));
        let ids: Vec<Id<Recommendation>> = compared.iter().map(|line| line.recommendation).collect();
        let distinct: BTreeSet<_> = ids.iter().copied().collect();
        prop_assert_eq!(distinct.len(), ids.len());
        let known: BTreeSet<_> =
            RECORD.ids::<Recommendation>().filter(|&id| RECORD.known(id.into(), second)).collect();
        prop_assert_eq!(distinct, known);
        for line in &compared {
            let of = &RECORD[line.recommendation];
            let status = |day| RECORD.status(of, day);
            let before = RECORD.known(line.recommendation.into(), first);
            match line.verdict {
                Verdict::New => prop_assert!(!before),
                Verdict::Changed => prop_assert!(before && status(first) != status(second)),
                Verdict::Dropped => prop_assert!(status(second) == Status::OvertakenByEvents),
                Verdict::Restated => prop_assert!(before && status(first) == status(second)),
                Verdict::Silent => {
                    prop_assert!(before && line.named.is_empty());
                    let between = |d: Day| first < d && d <= second;
                    prop_assert!(!of.statuses.iter().any(|entry| between(entry.date.end())));
                }
            }
        }
    }

    #[test]
    fn sessions_divide_what_is_of_them(a in 0..27_usize, b in 0..27_usize) {
        let n = RECORD.sessions.len();
        let (a, b): (Id<Session>, Id<Session>) = (Id::new(a % n), Id::new(b % n));
        prop_assume!(a != b);
        let pair = Pair::of(&RECORD, Side::Session(a), Side::Session(b)).expect("two");
        let Pair::Sessions(first, second) = pair else { panic!("sessions") };
        for line in lines(pair, RECORD.meta.as_of) {
            let of = &RECORD[line.recommendation];
            let is = |s: Id<Session>| {
                of.session == s || of.occurrences.iter().any(|at| at.attributed_to == s)
            };
            let full = RECORD[second].coverage == Coverage::Recommendations;
            let expected = match (is(first), is(second)) {
                (false, true) => vec![Verdict::New],
                (true, true) => vec![Verdict::Changed, Verdict::Restated],
                (true, false) if full => vec![Verdict::Dropped],
                (true, false) => vec![Verdict::Silent],
                (false, false) => vec![],
            };
            prop_assert!(expected.contains(&line.verdict));
        }
    }
}
