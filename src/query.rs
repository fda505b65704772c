//! A question in → the rows that answer it and counts per facet value out.
//!
//! # What a question asks, and what is shown
//!
//! A question has words ([`terms`] says what they find, [`texts`] where), choices in facets
//! ([`Facet`]), and days between which records are to be.
//!
//! 1. **A recommendation is shown if it answers every part**: it holds what the words ask for; in
//!    each facet in which values are chosen it has one of them, and none of those left out; its
//!    date touches the days asked for. What depends on a day (its status, who says so, the
//!    evidence, the States) is as of the day given.
//! 2. **The count beside a value** is the number of recommendations that would be shown if it
//!    were the only choice in its facet, everything else left as it is. So within a facet of
//!    which each recommendation has one value, the counts add up to what is shown when nothing
//!    is chosen there. The facets State, Body and Kind count records of every kind, those that
//!    carry the value themselves: most of what they choose is no recommendation.
//! 3. **A record of another kind is shown if it answers every part itself**: what it does not
//!    carry, it cannot answer; where a value is only left out, it need not carry it. Every
//!    searched record has words and a kind, nearly every one a date; an action has a function and
//!    States; a submission has a session, its body, a State, topics and articles; a session is
//!    its own session, and has a body and the State that hosted it; a document has the session
//!    that it is before and a body; a resolution the session that adopted it, its body and
//!    articles.
//! 4. **And it is shown if it is on the proven trail of a recommendation that is shown**: the
//!    session that made it, the resolutions that this session met under and the one whose mandate
//!    it carries out, the sessions that adopted them, the actions that answer it explicitly, the
//!    documents in which it stands and those that report these actions. An action that only stands
//!    under the same heading or points elsewhere does not count.
//! 5. With no question asked, everything is shown.
//! 6. **What was not known on the day is not there**: it is not shown, found or counted, and
//!    nothing is on a trail through it ([`Dataset::known_since`] says what was known when).
//! 7. **A choice of kinds leaves the others out**, at the end: the trail of a recommendation is
//!    the same whether recommendations are among the kinds shown or not.
//! 8. **A word that nothing holds** is taken for one that differs by a slip of the pen, where
//!    there is one ([`TextIndex::correct`]); the answer says so.
//!
//! **A recommendation names a State where an action in that State, known on the day, answers it
//! explicitly.** That makes the State not its addressee; recommendations are addressed to whom
//! they say, which is another facet. Of an article, what concerns a paragraph of it (`7(4)`)
//! concerns it (`7`).
//!
//! Bodies, States, addressees, functions and topics are names that other records use: they are
//! never left out.

mod as_of;
mod facet;
pub mod fold;
pub mod group;
mod letters;
pub mod news;
mod related;
mod rows;
pub mod sort;
pub mod states;
mod stem;
pub mod terms;
mod text;
pub mod texts;
pub mod wait;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use as_of::AsOf;
pub use facet::{Choice, Count, Facet, NONE, Value, foremost, opposite};
pub use group::{Group, Grouping};
pub use rows::Rows;
pub use sort::Sort;
pub use terms::Terms;
pub use text::{Correction, Hits, Reading, Scores, TextIndex};

use std::sync::OnceLock;

use crate::model::{Dataset, Day, Kind, Ref};
use crate::order;
use crate::rest::{self, Rest, Restless};
use as_of::History;
use facet::Column;
use related::Related;
use texts::SEARCHED;

/// A question to the record. The default asks nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Words, as typed.
    pub text: String,
    /// What is chosen in facets, sorted, each once.
    choices: Vec<Choice>,
    /// The first day that a record is to touch.
    pub since: Option<Day>,
    /// The last day that it is to touch.
    pub until: Option<Day>,
}

impl Query {
    /// What is chosen in a facet.
    pub fn chosen(&self, facet: Facet) -> Vec<Choice> {
        self.choices.iter().copied().filter(|choice| choice.value.facet() == facet).collect()
    }

    /// What is chosen in all facets, in their order.
    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    /// Adds a choice, once.
    pub fn choose(&mut self, choice: Choice) {
        let at = self.choices.partition_point(|known| *known < choice);
        if self.choices.get(at) != Some(&choice) {
            self.choices.insert(at, choice);
        }
    }

    /// Whether it asks for anything: a text without a letter or digit does not.
    pub fn asks(&self) -> bool {
        !Terms::parse(&self.text, false).is_empty()
            || !self.choices.is_empty()
            || self.since.or(self.until).is_some()
    }
}

/// A part of a question that can be dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Its words.
    Text,
    /// All that is chosen in a facet.
    Facet(Facet),
    /// The days between which records are to be.
    Dates,
}

/// The answer to a question. Two answers that show the same are equal.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Whether a question was asked at all.
    pub asked: bool,
    /// What its words asked for, corrections made.
    pub terms: Terms,
    /// The words that nothing holds, and what was looked for instead.
    pub corrected: Vec<Correction>,
    /// The recommendations that answer it; in the record's order.
    pub recommendations: Rows,
    /// Where nothing answers: for each part of the question that alone stands in the way, how
    /// many recommendations answer the rest; most first. Empty where dropping one part does
    /// not help.
    pub loosen: Vec<(Part, usize)>,
    counts: Vec<Vec<Count>>,
    known: Vec<Rows>,
    shown: Vec<Rows>,
    hits: Vec<Rows>,
}

impl Outcome {
    /// The values of a facet with their counts, in the record's order: those that something
    /// counted has of what was known on the day, and those chosen.
    pub fn counts(&self, facet: Facet) -> &[Count] {
        &self.counts[facet as usize]
    }

    /// The records of a kind that were known on the day, whatever is asked: the M of "N of M".
    pub fn known(&self, kind: Kind) -> &Rows {
        &self.known[kind as usize]
    }

    /// The records of a kind that are shown. See the module's docs, 3 to 7.
    pub fn shown(&self, kind: Kind) -> &Rows {
        &self.shown[kind as usize]
    }

    /// How many records of a kind hold the words of the question, whatever else it asks: for
    /// "also in 1 submission, 2 actions". None where it has no words, or only such as must not
    /// be there.
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
    /// The texts, once they are read.
    text: OnceLock<TextIndex>,
    /// Whether they are in English.
    english: bool,
    /// What depends on a day.
    history: History,
    /// What records of a kind carry of a facet, whatever the day.
    columns: Vec<(Kind, Facet, Column)>,
    /// For each kind the first and the last day that each record touches.
    spans: Vec<Vec<(Day, Day)>>,
    related: Related,
    lens: [usize; Kind::ALL.len()],
}

/// A question as the index answers it.
struct Asked<'a> {
    /// The records that hold its words, if it has any.
    hits: Option<&'a Hits>,
    /// For each facet the numbers of the values chosen, and of those left out.
    chosen: Vec<[Vec<usize>; 2]>,
    /// The days, if it asks for any.
    days: Option<(Day, Day)>,
    as_of: &'a AsOf,
}

impl Index {
    /// Reads the dataset.
    pub fn new(dataset: &Dataset) -> Index {
        let index = Index::without_text(dataset);
        index.take(TextIndex::new(dataset));
        index
    }

    /// Takes the texts, read in slices by [`Reading`].
    pub fn take(&self, text: TextIndex) {
        let _ = self.text.set(text);
    }

    /// Whether it has the texts.
    pub fn has_texts(&self) -> bool {
        self.text.get().is_some()
    }

    /// Reads the dataset but for its texts: until [`Index::take`] has them, the words of a
    /// question are left aside.
    pub fn without_text(dataset: &Dataset) -> Index {
        rest::at_once(Index::in_steps(dataset, &mut Restless))
    }

    /// The same, with rests.
    pub async fn in_steps(dataset: &Dataset, rest: &mut dyn Rest) -> Index {
        let history = History::in_steps(dataset, rest).await;
        let mut columns = Vec::new();
        while let Some(column) = facet::column(dataset, columns.len()) {
            columns.push(column);
            rest.rest().await;
        }
        let related = Related::in_steps(dataset, rest).await;
        let mut spans = Vec::new();
        for kind in Kind::ALL {
            let items = (0..dataset.len(kind) as u32).map(|index| Ref { kind, index });
            let span = |item| {
                let Some(date) = dataset.date(item) else { return NEVER };
                let (first, last) = (date.first(), date.last());
                (first.unwrap_or(Day(i32::MIN)), last.unwrap_or(Day(i32::MAX)))
            };
            spans.push(items.map(span).collect());
            rest.rest().await;
        }
        Index {
            text: OnceLock::new(),
            english: dataset.meta.is_english(),
            history,
            columns,
            spans,
            related,
            lens: Kind::ALL.map(|kind| dataset.len(kind)),
        }
    }

    /// What is so on a day, whatever is asked.
    pub fn on(&self, day: Day) -> AsOf {
        let mut as_of = self.history.on(day);
        as_of.occurs = Facet::ALL.map(|facet| self.occurs(facet, &as_of)).to_vec();
        as_of
    }

    /// Answers a question from what was known on a day.
    pub fn answer(&self, query: &Query, as_of: Day) -> Outcome {
        self.answer_as_of(query, &self.on(as_of))
    }

    /// The same, where several questions are asked as of one day.
    pub fn answer_as_of(&self, query: &Query, as_of: &AsOf) -> Outcome {
        let mut terms = Terms::parse(&query.text, self.english);
        let text = self.text.get().filter(|_| !terms.is_empty());
        let corrected = text.map(|text| text.correct(&mut terms)).unwrap_or_default();
        let hits = text.map(|text| text.search(&terms));
        let asked = Asked {
            hits: hits.as_ref(),
            chosen: chosen(query),
            days: query.since.or(query.until).map(|_| {
                (query.since.unwrap_or(Day(i32::MIN)), query.until.unwrap_or(Day(i32::MAX)))
            }),
            as_of,
        };
        let parts = self.parts(Kind::Recommendation, &asked);
        let all = &as_of.known[Kind::Recommendation as usize];
        let recommendations = without(all, &parts, None);
        // What is left out of the kinds shown leads to what it led to.
        let leading = without(all, &parts, Some(Part::Facet(Facet::Kind)));
        let mut loosen = Vec::new();
        if recommendations.is_empty() {
            let counts =
                parts.iter().map(|(part, _)| (*part, without(all, &parts, Some(*part)).count()));
            loosen.extend(counts.filter(|&(_, count)| count > 0));
            order::sort_by_key(&mut loosen, |&(part, count)| (std::cmp::Reverse(count), part));
        }
        let asks = !parts.is_empty();
        let others = SEARCHED.map(|kind| match kind {
            Kind::Recommendation => parts.clone(),
            _ => self.parts(kind, &asked),
        });
        // Of each searched kind what would be shown, whatever kinds are chosen.
        let of_any_kind = SEARCHED.map(|kind| {
            let known = &as_of.known[kind as usize];
            match kind {
                Kind::Recommendation => leading.clone(),
                _ if asks => {
                    let at = searched(kind).unwrap_or_default();
                    let mut shown = without(known, &others[at], Some(Part::Facet(Facet::Kind)));
                    shown.or(&self.related.trail(kind, &leading, &as_of.known));
                    shown
                }
                _ => known.clone(),
            }
        });
        let counts = Facet::ALL.map(|facet| {
            let counts = match facet {
                Facet::Kind => of_any_kind.iter().map(Rows::count).collect(),
                _ => self.count(facet, &others, as_of),
            };
            let occurs = as_of.occurs.get(facet as usize).into_iter().flatten().copied();
            let [chosen, excluded] = &asked.chosen[facet as usize];
            let values =
                counts.into_iter().zip(occurs).enumerate().map(|(code, (count, occurs))| {
                    let (chosen, excluded) = (chosen.contains(&code), excluded.contains(&code));
                    let value = Value::new(facet, code);
                    (occurs || chosen || excluded).then_some(Count {
                        value,
                        count,
                        chosen,
                        excluded,
                    })
                });
            values.flatten().collect()
        });
        let mut of_any_kind = of_any_kind.to_vec();
        let shown = Kind::ALL.map(|kind| match searched(kind) {
            Some(_) if kind == Kind::Recommendation => recommendations.clone(),
            Some(at) if asked.shows(kind) => std::mem::take(&mut of_any_kind[at]),
            Some(_) => Rows::none(self.lens[kind as usize]),
            None => Rows::all(self.lens[kind as usize]),
        });
        let found = |kind| {
            let hits = hits.as_ref().filter(|_| terms.seek());
            let mut found = hits.map_or_else(|| Rows::none(0), |hits| hits.of(kind));
            found.and(&as_of.known[kind as usize]);
            found
        };
        Outcome {
            asked: asks,
            corrected,
            recommendations,
            loosen,
            counts: counts.to_vec(),
            shown: shown.to_vec(),
            hits: Kind::ALL.map(found).to_vec(),
            known: as_of.known.clone(),
            terms,
        }
    }

    /// How well each record answers the words of a question: [`Outcome::terms`].
    pub fn scores(&self, terms: &Terms) -> Scores {
        self.text.get().map(|text| text.scores(terms)).unwrap_or_default()
    }

    /// For each part of the question the records of a kind that answer it.
    fn parts(&self, kind: Kind, asked: &Asked<'_>) -> Vec<(Part, Rows)> {
        let len = self.lens[kind as usize];
        let mut parts = Vec::new();
        if let Some(hits) = asked.hits {
            parts.push((Part::Text, hits.of(kind)));
        }
        for facet in Facet::ALL {
            let [chosen, excluded] = &asked.chosen[facet as usize];
            if chosen.is_empty() && excluded.is_empty() {
                continue;
            }
            let mut rows = Rows::all(len);
            match self.column(kind, facet, asked.as_of) {
                _ if facet == Facet::Kind => {
                    if !asked.shows(kind) {
                        rows = Rows::none(len);
                    }
                }
                None if chosen.is_empty() => {}
                None => rows = Rows::none(len),
                Some(column) => {
                    if !chosen.is_empty() {
                        rows = column.having(chosen);
                    }
                    if !excluded.is_empty() {
                        rows.and_not(&column.having(excluded));
                    }
                }
            }
            parts.push((Part::Facet(facet), rows));
        }
        if let Some((first, last)) = asked.days {
            let mut rows = Rows::none(len);
            for (row, of) in self.spans[kind as usize].iter().enumerate() {
                if *of != NEVER && of.0 <= last && first <= of.1 {
                    rows.insert(row);
                }
            }
            parts.push((Part::Dates, rows));
        }
        parts
    }

    /// How many records have each value of a facet, its own choices left out. `parts` are what
    /// answers, by kind in the order of [`SEARCHED`].
    fn count(
        &self,
        facet: Facet,
        parts: &[Vec<(Part, Rows)>; SEARCHED.len()],
        as_of: &AsOf,
    ) -> Vec<usize> {
        let mut counts = Vec::new();
        for (kind, parts) in SEARCHED.into_iter().zip(parts) {
            if let Some(column) = self.counted(kind, facet, as_of) {
                let known = &as_of.known[kind as usize];
                counts.resize(column.values, 0);
                column.count(&without(known, parts, Some(Part::Facet(facet))), &mut counts);
            }
        }
        counts
    }

    /// Which values of a facet anything counted has that was known.
    fn occurs(&self, facet: Facet, as_of: &AsOf) -> Vec<bool> {
        if facet == Facet::Kind {
            return SEARCHED.map(|kind| !as_of.known[kind as usize].is_empty()).to_vec();
        }
        let mut occurs = Vec::new();
        for kind in SEARCHED {
            if let Some(column) = self.counted(kind, facet, as_of) {
                occurs.resize(column.values, false);
                let reached = column.reach(&as_of.known[kind as usize]);
                reached.iter().for_each(|code| occurs[code] = true);
            }
        }
        occurs
    }

    /// What records of a kind carry of a facet that counts them.
    fn counted<'a>(&'a self, kind: Kind, facet: Facet, as_of: &'a AsOf) -> Option<&'a Column> {
        let counts = kind == Kind::Recommendation || facet.counts_records();
        self.column(kind, facet, as_of).filter(|_| counts)
    }

    /// What records of a kind carry of a facet.
    fn column<'a>(&'a self, kind: Kind, facet: Facet, as_of: &'a AsOf) -> Option<&'a Column> {
        let of_day = as_of.column(facet).filter(|_| kind == Kind::Recommendation);
        let of_any = || self.columns.iter().find(|(k, f, _)| (*k, *f) == (kind, facet));
        of_day.or_else(|| of_any().map(|(.., column)| column))
    }
}

/// The days of a record that nothing places in time.
const NEVER: (Day, Day) = (Day(i32::MAX), Day(i32::MIN));

/// Where a kind stands among those that are searched.
fn searched(kind: Kind) -> Option<usize> {
    SEARCHED.iter().position(|&searched| searched == kind)
}

impl Asked<'_> {
    /// Whether records of a searched kind are among what is chosen.
    fn shows(&self, kind: Kind) -> bool {
        let [chosen, excluded] = &self.chosen[Facet::Kind as usize];
        searched(kind).is_some_and(|code| {
            (chosen.is_empty() || chosen.contains(&code)) && !excluded.contains(&code)
        })
    }
}

/// For each facet the numbers of the values chosen, and of those left out.
fn chosen(query: &Query) -> Vec<[Vec<usize>; 2]> {
    let mut chosen = vec![[Vec::new(), Vec::new()]; Facet::ALL.len()];
    for choice in &query.choices {
        let of = &mut chosen[choice.value.facet() as usize];
        of[usize::from(choice.excluded)].push(choice.value.code());
    }
    chosen
}

/// What answers every part but one.
fn without(all: &Rows, parts: &[(Part, Rows)], left_out: Option<Part>) -> Rows {
    let mut rows = all.clone();
    for (_, answer) in parts.iter().filter(|(part, _)| Some(*part) != left_out) {
        rows.and(answer);
    }
    rows
}
