//! A question in → the rows that answer it and counts per facet value out.
//!
//! # What a question asks, and what is shown
//!
//! A question has up to five parts: words, and choices of status, function, session and topic.
//!
//! 1. **A recommendation is shown if it answers every part**: it holds all the words
//!    ([`fold`] says how words are compared, [`texts`] where they are looked for), and in each
//!    facet in which something is chosen it has one of the chosen values. The status is the
//!    one as of the day given.
//! 2. **The count beside a value** is the number of recommendations that would be shown if it
//!    were the only choice in its facet, everything else left as it is. So within a facet of
//!    which each recommendation has one value, the counts add up to what is shown when nothing
//!    is chosen there.
//! 3. **A record of another kind is shown if it answers every part itself**: what it does not
//!    carry, it cannot answer. Every searched record has words; an action has a function; a
//!    submission has a session and topics; a session is its own session; a document has the
//!    session that it is before; a resolution the one that adopted it. Nothing but a
//!    recommendation has a status.
//! 4. **And it is shown if it is on the proven trail of a recommendation that is shown**: the
//!    session that made it, the resolutions that this session met under and the one whose mandate
//!    it carries out, the sessions that adopted them, the actions that answer it explicitly, the
//!    documents in which it stands and those that report these actions. An action that only stands
//!    under the same heading or points elsewhere does not count.
//! 5. With no question asked, everything is shown.
//! 6. **What was not known on the day is not there**: it is not shown, found or counted, and
//!    nothing is on a trail through it ([`Dataset::known_since`] says what was known when).
//!
//! Bodies, States, addressees, functions and topics are names that other records use: they are
//! never left out.

mod facet;
pub mod fold;
pub mod group;
mod letters;
pub mod news;
mod related;
mod rows;
pub mod sort;
pub mod states;
mod text;
pub mod texts;
pub mod wait;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use facet::{Count, Facet, NONE, Value};
pub use group::{Group, Grouping};
pub use rows::Rows;
pub use sort::Sort;
pub use text::{Hits, Reading, TextIndex};

use crate::model::{
    Dataset, Day, Function, Id, Kind, Recommendation, Ref, Row, Session, Status, Topic,
};
use crate::order;
use facet::Column;
use related::Related;

/// A question to the record. The default asks nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Words, as typed.
    pub text: String,
    /// One of these statuses.
    pub status: Vec<Status>,
    /// One of these functions; `None` for "stands under none".
    pub function: Vec<Option<Id<Function>>>,
    /// One of these sessions.
    pub session: Vec<Id<Session>>,
    /// One of these topics.
    pub topic: Vec<Id<Topic>>,
}

impl Query {
    /// What is chosen in a facet.
    pub fn chosen(&self, facet: Facet) -> Vec<Value> {
        match facet {
            Facet::Status => self.status.iter().copied().map(Value::Status).collect(),
            Facet::Function => self.function.iter().copied().map(Value::Function).collect(),
            Facet::Session => self.session.iter().copied().map(Value::Session).collect(),
            Facet::Topic => self.topic.iter().copied().map(Value::Topic).collect(),
        }
    }

    /// Adds a choice, once.
    pub fn choose(&mut self, value: Value) {
        fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
            if !list.contains(&item) {
                list.push(item);
            }
        }
        match value {
            Value::Status(status) => add(&mut self.status, status),
            Value::Function(function) => add(&mut self.function, function),
            Value::Session(session) => add(&mut self.session, session),
            Value::Topic(topic) => add(&mut self.topic, topic),
        }
    }

    /// Whether it asks for anything: a text without a letter or digit does not.
    pub fn asks(&self) -> bool {
        !fold::terms(&self.text).is_empty()
            || Facet::ALL.into_iter().any(|facet| !self.chosen(facet).is_empty())
    }
}

/// A part of a question that can be dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Its words.
    Text,
    /// All that is chosen in a facet.
    Facet(Facet),
}

/// The answer to a question. Two answers that show the same are equal.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Whether a question was asked at all.
    pub asked: bool,
    /// The recommendations that answer it; in the record's order.
    pub recommendations: Rows,
    /// Where nothing answers: for each part of the question that alone stands in the way, how
    /// many recommendations answer the rest; most first. Empty where dropping one part does
    /// not help.
    pub loosen: Vec<(Part, usize)>,
    counts: [Vec<Count>; Facet::ALL.len()],
    known: Vec<Rows>,
    shown: Vec<Rows>,
    hits: Vec<Rows>,
}

impl Outcome {
    /// The values of a facet with their counts, in the record's order: those that some
    /// recommendation has of those known on the day, and those chosen.
    pub fn counts(&self, facet: Facet) -> &[Count] {
        &self.counts[facet as usize]
    }

    /// The records of a kind that were known on the day, whatever is asked: the M of "N of M".
    pub fn known(&self, kind: Kind) -> &Rows {
        &self.known[kind as usize]
    }

    /// The records of a kind that are shown. See the module's docs, 3 to 6.
    pub fn shown(&self, kind: Kind) -> &Rows {
        &self.shown[kind as usize]
    }

    /// How many records of a kind hold the words of the question, whatever else it asks: for
    /// "also in 1 submission, 2 actions". None where it has no words.
    pub fn hits(&self, kind: Kind) -> usize {
        self.found(kind).count()
    }

    /// The records of a kind that hold the words of the question, whatever else it asks.
    pub fn found(&self, kind: Kind) -> &Rows {
        &self.hits[kind as usize]
    }
}

/// What questions are answered from: made once of a dataset. Answering one reads numbers and
/// sets alone; only the words of the question are looked up as text.
#[derive(Clone, Debug)]
pub struct Index {
    text: TextIndex,
    /// Every recommendation's history: the day by which each status was reported.
    history: Vec<Vec<(Day, Status)>>,
    /// For each kind the day since which each record is known.
    since: Vec<Vec<Day>>,
    columns: [(Facet, Column); 3],
    related: Related,
    lens: [usize; Kind::ALL.len()],
}

impl Index {
    /// Reads the dataset.
    pub fn new(dataset: &Dataset) -> Index {
        Index::with_text(dataset, TextIndex::new(dataset))
    }

    /// The same, with the texts read before, in slices, by [`Reading`].
    pub fn with_text(dataset: &Dataset, text: TextIndex) -> Index {
        let history = Recommendation::rows(dataset)
            .iter()
            .map(|r| r.statuses.iter().map(|entry| (entry.date.end(), entry.status)).collect());
        let since = |kind: Kind| {
            let items = (0..dataset.len(kind) as u32).map(|index| Ref { kind, index });
            items.map(|item| dataset.known_since(item).unwrap_or(Day(i32::MIN))).collect()
        };
        Index {
            text,
            history: history.collect(),
            since: Kind::ALL.map(since).to_vec(),
            columns: facet::columns(dataset),
            related: Related::new(dataset),
            lens: Kind::ALL.map(|kind| dataset.len(kind)),
        }
    }

    /// Answers a question from what was known on a day.
    pub fn answer(&self, query: &Query, as_of: Day) -> Outcome {
        let status = self.status_column(as_of);
        let columns = Facet::ALL.map(|facet| self.column(facet, &status));
        let chosen = Facet::ALL.map(|facet| self.codes(&query.chosen(facet)));
        let terms = fold::terms(&query.text);
        let hits = (!terms.is_empty()).then(|| self.text.search(&terms));

        let known: Vec<Rows> = self.since.iter().map(|since| Rows::until(since, as_of)).collect();
        let all = &known[Kind::Recommendation as usize];
        let mut parts: Vec<(Part, Rows)> = Vec::new();
        if let Some(hits) = &hits {
            parts.push((Part::Text, hits.of(Kind::Recommendation)));
        }
        for facet in Facet::ALL.into_iter().filter(|&f| !chosen[f as usize].is_empty()) {
            let rows = columns[facet as usize].having(&chosen[facet as usize]);
            parts.push((Part::Facet(facet), rows));
        }
        let without = |left_out: Option<Part>| {
            let mut rows = all.clone();
            for (_, answer) in parts.iter().filter(|(part, _)| Some(*part) != left_out) {
                rows.and(answer);
            }
            rows
        };

        let recommendations = without(None);
        let counts = Facet::ALL.map(|facet| {
            let (column, chosen) = (columns[facet as usize], &chosen[facet as usize]);
            let occurs = column.reach(all);
            let counts = column.counts(&without(Some(Part::Facet(facet))));
            counts
                .into_iter()
                .enumerate()
                .filter(|(code, _)| occurs.has(*code) || chosen.contains(code))
                .map(|(code, count)| Count {
                    value: self.value(facet, code),
                    count,
                    chosen: chosen.contains(&code),
                })
                .collect()
        });
        let mut loosen = Vec::new();
        if recommendations.is_empty() {
            loosen.extend(parts.iter().map(|(part, _)| (*part, without(Some(*part)).count())));
            loosen.retain(|&(_, count)| count > 0);
            order::sort_by_key(&mut loosen, |&(part, count)| (std::cmp::Reverse(count), part));
        }
        let asked = !parts.is_empty();
        let shown = Kind::ALL.map(|kind| match kind {
            Kind::Recommendation => recommendations.clone(),
            _ if asked => {
                self.related.shown(kind, &recommendations, hits.as_ref(), &chosen, &known)
            }
            _ => known[kind as usize].clone(),
        });
        let found = |kind| {
            let mut found = hits.as_ref().map_or_else(|| Rows::none(0), |hits| hits.of(kind));
            found.and(&known[kind as usize]);
            found
        };
        Outcome {
            asked,
            recommendations,
            loosen,
            counts,
            shown: shown.to_vec(),
            hits: Kind::ALL.map(found).to_vec(),
            known,
        }
    }

    fn status_column(&self, as_of: Day) -> Column {
        let at = |history: &Vec<(Day, Status)>| {
            let last = history.iter().rfind(|(day, _)| *day <= as_of);
            last.map_or(Status::NotAssessed, |&(_, status)| status) as usize
        };
        Column::one(Status::ALL.len(), self.history.iter().map(at))
    }

    fn column<'a>(&'a self, facet: Facet, status: &'a Column) -> &'a Column {
        self.columns.iter().find(|(f, _)| *f == facet).map_or(status, |(_, column)| column)
    }

    /// The numbers by which columns hold these values, each below the column's number of values.
    fn codes(&self, values: &[Value]) -> Vec<usize> {
        let functions = self.lens[Kind::Function as usize];
        values
            .iter()
            .map(|value| match value {
                Value::Status(status) => *status as usize,
                Value::Function(function) => function.map_or(functions, Id::index),
                Value::Session(id) => id.index(),
                Value::Topic(id) => id.index(),
            })
            .collect()
    }

    fn value(&self, facet: Facet, code: usize) -> Value {
        match facet {
            Facet::Status => Value::Status(Status::ALL[code]),
            Facet::Function => {
                Value::Function((code < self.lens[Kind::Function as usize]).then(|| Id::new(code)))
            }
            Facet::Session => Value::Session(Id::new(code)),
            Facet::Topic => Value::Topic(Id::new(code)),
        }
    }
}
