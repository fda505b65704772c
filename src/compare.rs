//! Two sessions, or the record as known on two days, side by side: what is new, changed, restated,
//! dropped, and of what there is silence.
//!
//! # Two days
//!
//! Of every recommendation known on the second day:
//!
//! | | |
//! | --- | --- |
//! | new | it was not known on the first |
//! | dropped | its status became "overtaken by events": a later decision replaced it, or it lapsed |
//! | changed | its status became another |
//! | restated | its status is the same, and in between it was named again: a document became known in which it stands, where it stood in one before; a report gave it the same status; an action that answers it explicitly became known |
//! | silent | nothing of that |
//!
//! # Two sessions
//!
//! A recommendation is *of* a session that made it, or to which a document known on the day
//! attributes it. Of every recommendation that is of one of the two:
//!
//! | | |
//! | --- | --- |
//! | new | it is of the second alone |
//! | restated | it is of both, in the same words |
//! | changed | it is of both, in other words |
//! | dropped | it is of the first alone, and the record holds all recommendations of the second |
//! | silent | it is of the first alone, and of the second the record does not hold all: it says nothing |

use crate::model::{
    Action, Coverage, Dataset, Day, Id, Occurrence, Recommendation, Ref, Session, Status, Strength,
};
use crate::order;

/// One of two things to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// A session.
    Session(Id<Session>),
    /// What was known on a day.
    Day(Day),
}

/// What is compared; the earlier first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    /// Two sessions.
    Sessions(Id<Session>, Id<Session>),
    /// The record as known on two days.
    Days(Day, Day),
}

impl Pair {
    /// Two sides that can be compared: two sessions or two days, not the same.
    pub fn of(dataset: &Dataset, a: Side, b: Side) -> Option<Pair> {
        match (a, b) {
            _ if a == b => None,
            (Side::Day(a), Side::Day(b)) => Some(Pair::Days(a.min(b), a.max(b))),
            (Side::Session(a), Side::Session(b)) => {
                let start = |id: Id<Session>| (dataset[id].date().map(|date| date.start()), id);
                let (first, second) = if start(a) <= start(b) { (a, b) } else { (b, a) };
                Some(Pair::Sessions(first, second))
            }
            _ => None,
        }
    }

    /// Its sides, the earlier first.
    pub fn sides(self) -> (Side, Side) {
        match self {
            Pair::Sessions(a, b) => (Side::Session(a), Side::Session(b)),
            Pair::Days(a, b) => (Side::Day(a), Side::Day(b)),
        }
    }
}

impl Side {
    /// What an address writes for it.
    pub fn slug(self, dataset: &Dataset) -> String {
        match self {
            Side::Session(id) => dataset[id].entry.id.clone(),
            Side::Day(day) => day.to_string(),
        }
    }
}

/// What became of a recommendation from one side to the other. The module's docs say when which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// On the second side alone.
    New,
    /// On both, and another.
    Changed,
    /// On both, and the same.
    Restated,
    /// Not any more.
    Dropped,
    /// Nothing is said.
    Silent,
}

impl Verdict {
    /// Every verdict, in the order in which they are shown.
    pub const ALL: [Verdict; 5] =
        [Verdict::New, Verdict::Changed, Verdict::Restated, Verdict::Dropped, Verdict::Silent];
}

/// A recommendation compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'a> {
    /// Which.
    pub recommendation: Id<Recommendation>,
    /// What became of it.
    pub verdict: Verdict,
    /// Of two sessions: where it stands as the first's and as the second's, where that is known.
    pub stands: (Option<&'a Occurrence>, Option<&'a Occurrence>),
    /// Of two days: what named it in between.
    pub named: Vec<Ref>,
}

/// Compares, as known on a day, the recommendations that are shown; in the order of the verdicts,
/// and in each in the record's.
pub fn compare<'a>(
    dataset: &'a Dataset,
    pair: Pair,
    as_of: Day,
    shown: &dyn Fn(Id<Recommendation>) -> bool,
) -> Vec<Line<'a>> {
    let known = dataset.ids::<Recommendation>();
    let known = known.filter(|&id| shown(id) && dataset.known(id.into(), as_of));
    let mut lines: Vec<Line<'a>> = match pair {
        Pair::Days(a, b) => {
            let (a, b) = (a.min(as_of), b.min(as_of));
            known.filter_map(|id| by_day(dataset, id, a, b)).collect()
        }
        Pair::Sessions(a, b) => {
            known.filter_map(|id| by_session(dataset, id, (a, b), as_of)).collect()
        }
    };
    order::sort_by_key(&mut lines, |line| line.verdict);
    lines
}

fn by_day(dataset: &Dataset, id: Id<Recommendation>, a: Day, b: Day) -> Option<Line<'_>> {
    if !dataset.known(id.into(), b) {
        return None;
    }
    let of = &dataset[id];
    let named = named_between(dataset, id, a, b);
    let (before, after) = (dataset.status(of, a), dataset.status(of, b));
    let same_again = of.statuses.iter().any(|entry| a < entry.date.end() && entry.date.end() <= b);
    let verdict = match (dataset.known(id.into(), a), before == after) {
        (false, _) => Verdict::New,
        (true, false) if after == Status::OvertakenByEvents => Verdict::Dropped,
        (true, false) => Verdict::Changed,
        (true, true) if same_again || !named.is_empty() => Verdict::Restated,
        (true, true) => Verdict::Silent,
    };
    Some(Line { recommendation: id, verdict, stands: (None, None), named })
}

/// What became known after the first day and by the second, and names a recommendation: documents
/// in which it stands, where it stood in one known before; actions that answer it explicitly.
fn named_between(dataset: &Dataset, id: Id<Recommendation>, a: Day, b: Day) -> Vec<Ref> {
    let between = |item: Ref| dataset.known(item, b) && !dataset.known(item, a);
    let documents = dataset[id].occurrences.iter().map(|of| Ref::from(of.document));
    let again = documents.clone().any(|document| dataset.known(document, a));
    let documents = documents.filter(|&document| again && between(document));
    let answers = dataset.answers(id).filter(|(_, answer)| answer.strength == Strength::Explicit);
    let actions = answers.map(|(action, _): (Id<Action>, _)| Ref::from(action));
    order::distinct(documents.chain(actions.filter(|&action| between(action))))
}

fn by_session(
    dataset: &Dataset,
    id: Id<Recommendation>,
    (a, b): (Id<Session>, Id<Session>),
    as_of: Day,
) -> Option<Line<'_>> {
    let of = &dataset[id];
    let stands = |session: Id<Session>| {
        let known = |at: &&Occurrence| dataset.known(at.document.into(), as_of);
        of.occurrences.iter().filter(known).find(|at| at.attributed_to == session)
    };
    let (first, second) = (stands(a), stands(b));
    let is_of = |session, stands: Option<&Occurrence>| of.session == session || stands.is_some();
    let verdict = match (is_of(a, first), is_of(b, second)) {
        (false, false) => return None,
        (false, true) => Verdict::New,
        (true, true) if same_words(first, second) => Verdict::Restated,
        (true, true) => Verdict::Changed,
        (true, false) if dataset[b].coverage == Coverage::Recommendations => Verdict::Dropped,
        (true, false) => Verdict::Silent,
    };
    Some(Line { recommendation: id, verdict, stands: (first, second), named: Vec::new() })
}

/// Whether two occurrences have the same words, however these are spaced; so they have where the
/// record knows those of one alone.
fn same_words(a: Option<&Occurrence>, b: Option<&Occurrence>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    a.quote.split_whitespace().eq(b.quote.split_whitespace())
}

/// Two sessions worth a look: the latest that made a recommendation, and the one before it that
/// did, of the same body.
pub fn sessions(dataset: &Dataset, as_of: Day) -> Option<Pair> {
    let known = dataset.ids::<Recommendation>().filter(|&id| dataset.known(id.into(), as_of));
    let mut made = order::distinct(known.map(|id| dataset[id].session));
    order::sort_by_key(&mut made, |&id| (dataset[id].date().map(|date| date.start()), id));
    let (&last, others) = made.split_last()?;
    let before = others.iter().rfind(|&&id| dataset[id].body == dataset[last].body)?;
    Some(Pair::Sessions(*before, last))
}

/// Two days worth a look: the day before most statuses were reported at once, and the latest.
pub fn days(dataset: &Dataset, as_of: Day) -> Option<Pair> {
    let entries = dataset.recommendations.iter().flat_map(|of| &of.statuses);
    let mut reported: Vec<Day> =
        entries.map(|entry| entry.date.end()).filter(|&day| day <= as_of).collect();
    order::sort(&mut reported);
    let times = |day: Day| reported.iter().filter(|&&other| other == day).count();
    let distinct = order::distinct(reported.iter().copied());
    let most = distinct.into_iter().max_by_key(|&day| (times(day), day))?;
    Pair::of(dataset, Side::Day(Day(most.0 - 1)), Side::Day(as_of))
}

/// The session of the same body before a session, among those known on a day.
pub fn before(dataset: &Dataset, session: Id<Session>, as_of: Day) -> Option<Id<Session>> {
    let start = |id: Id<Session>| (dataset[id].date().map(|date| date.start()), id);
    let own = dataset.ids::<Session>().filter(|&id| dataset[id].body == dataset[session].body);
    own.filter(|&id| start(id) < start(session) && dataset.known(id.into(), as_of))
        .max_by_key(|&id| start(id))
}
