//! Facets: by which properties records are chosen, and how many have each value.
//!
//! A value of a facet is a number: its place in the list that [`TABLE`] names for the facet. What
//! records have of a facet is a [`Column`] of such numbers for each kind of record that carries
//! it ([`column()`], and [`super::as_of`] for what depends on a day). A new facet is a line in the
//! table, its columns, and its name in the page.

use std::cmp::Reverse;

use super::rows::Rows;
use super::states;
use super::texts::SEARCHED;
use crate::model::dataset::{article_and_whole, article_order};
use crate::model::{
    Action, Dataset, Document, Id, Kind, Recommendation, Ref, Resolution, Row, Session, Status,
    Submission, Weight,
};
use crate::order;

/// A property that records are chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The status as of the day.
    Status,
    /// The function that it stands under.
    Function,
    /// The session that made it.
    Session,
    /// What it is about; it may be about several.
    Topic,
    /// The article that it concerns; what concerns `7(4)` concerns `7`.
    Article,
    /// Whom it is addressed to.
    Addressee,
    /// The State that it names.
    State,
    /// The body whose session made it.
    Body,
    /// Its operative verb.
    Verb,
    /// Who says so of its status as of the day.
    Basis,
    /// The strongest link by which an action that was known on the day answers it.
    Evidence,
    /// Whether it is standing, conditional, operative, informational.
    Flags,
    /// What kind of record it is.
    Kind,
}

/// The value of a function or evidence facet that stands for "none", in an address.
pub const NONE: &str = "none";

/// What an address writes before a value that is left out.
const MINUS: char = '-';

/// What the values of a facet are.
enum Values {
    /// The words that an address writes for them.
    Words(fn(usize) -> Option<&'static str>),
    /// The records of a kind.
    Records(Kind),
    /// The same, and [`NONE`].
    RecordsOrNone(Kind),
    /// Texts that records give.
    Texts(fn(&Dataset) -> &[String]),
}

/// For each facet its parameter in an address, and its values.
const TABLE: [(&str, Values); Facet::ALL.len()] = [
    ("status", Values::Words(|code| Status::ALL.get(code).map(|status| status.slug()))),
    ("function", Values::RecordsOrNone(Kind::Function)),
    ("session", Values::Records(Kind::Session)),
    ("topic", Values::Records(Kind::Topic)),
    ("article", Values::Texts(|dataset| &dataset.articles)),
    ("addressee", Values::Records(Kind::Addressee)),
    ("state", Values::Records(Kind::State)),
    ("body", Values::Records(Kind::Body)),
    ("verb", Values::Texts(|dataset| &dataset.verbs)),
    ("basis", Values::Words(|code| ["stated", "read"].get(code).copied())),
    ("evidence", Values::Words(|code| EVIDENCE.get(code).copied())),
    ("flag", Values::Words(|code| FLAGS.get(code).copied())),
    ("kind", Values::Words(|code| SEARCHED.get(code).map(|kind| kind.key()))),
];

/// By the numbers of [`Strength`](crate::model::Strength), and one more for none.
const EVIDENCE: [&str; 4] = ["explicit", "same-heading", "pointer", NONE];

const FLAGS: [&str; 4] = ["standing", "conditional", "operative", "informational"];

impl Facet {
    /// Every facet, in the order of the page and of the address.
    pub const ALL: [Facet; 13] = [
        Facet::Status,
        Facet::Function,
        Facet::Session,
        Facet::Topic,
        Facet::Article,
        Facet::Addressee,
        Facet::State,
        Facet::Body,
        Facet::Verb,
        Facet::Basis,
        Facet::Evidence,
        Facet::Flags,
        Facet::Kind,
    ];

    /// The facet's parameter in an address.
    pub fn key(self) -> &'static str {
        TABLE[self as usize].0
    }

    /// Whether it counts records of every kind; the others count recommendations.
    pub fn counts_records(self) -> bool {
        matches!(self, Facet::State | Facet::Body | Facet::Kind)
    }

    /// How many values the dataset could have.
    pub(crate) fn len(self, dataset: &Dataset) -> usize {
        match TABLE[self as usize].1 {
            Values::Words(word) => (0..).take_while(|&code| word(code).is_some()).count(),
            Values::Records(kind) => dataset.len(kind),
            Values::RecordsOrNone(kind) => dataset.len(kind) + 1,
            Values::Texts(texts) => texts(dataset).len(),
        }
    }

    /// The value that an address writes as `slug`: a word, a record's id or former id, an article
    /// or verb, or `none`. `None` where the dataset does not have it.
    pub fn value(self, dataset: &Dataset, slug: &str) -> Option<Value> {
        let found = |kind: Kind| {
            let item = dataset.find(slug).filter(|item| item.kind == kind);
            item.map(|item| item.index as usize)
        };
        let code = match TABLE[self as usize].1 {
            Values::Words(word) => (0..self.len(dataset)).find(|&code| word(code) == Some(slug)),
            Values::Records(kind) => found(kind),
            Values::RecordsOrNone(kind) if slug == NONE => Some(dataset.len(kind)),
            Values::RecordsOrNone(kind) => found(kind),
            Values::Texts(texts) => texts(dataset).iter().position(|text| text == slug),
        };
        code.map(|code| Value::new(self, code))
    }

    /// The choice that an address writes so: a value, or with a `-` before it the value left out.
    pub fn choice(self, dataset: &Dataset, slug: &str) -> Option<Choice> {
        let included = || self.value(dataset, slug).map(|value| Choice { value, excluded: false });
        let excluded = || {
            let value = self.value(dataset, slug.strip_prefix(MINUS)?)?;
            Some(Choice { value, excluded: true })
        };
        included().or_else(excluded)
    }

    /// Every value that the dataset could have, in the record's order, whether a
    /// record has it or not.
    pub fn values(self, dataset: &Dataset) -> Vec<Value> {
        (0..self.len(dataset)).map(|code| Value::new(self, code)).collect()
    }
}

/// What an address writes for the other choice of a value: `x` for `-x`, `-x` for `x`.
pub fn opposite(slug: &str) -> String {
    match slug.strip_prefix(MINUS) {
        Some(slug) => slug.to_owned(),
        None => format!("{MINUS}{slug}"),
    }
}

/// One value of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value {
    facet: Facet,
    code: u32,
}

impl Value {
    /// The value of a facet with this number.
    pub(crate) fn new(facet: Facet, code: usize) -> Value {
        Value { facet, code: code as u32 }
    }

    /// Of which facet.
    pub fn facet(self) -> Facet {
        self.facet
    }

    /// Its number among the facet's values, in the record's order.
    pub fn code(self) -> usize {
        self.code as usize
    }

    /// The status that it is.
    pub fn status(self) -> Option<Status> {
        let code = Some(self.code()).filter(|_| self.facet == Facet::Status);
        code.and_then(|code| Status::ALL.get(code).copied())
    }

    /// The kind of record that it is.
    pub fn kind(self) -> Option<Kind> {
        let code = Some(self.code()).filter(|_| self.facet == Facet::Kind);
        code.and_then(|code| SEARCHED.get(code).copied())
    }

    /// The record that it is.
    pub fn record(self, dataset: &Dataset) -> Option<Ref> {
        match TABLE[self.facet as usize].1 {
            Values::Records(kind) | Values::RecordsOrNone(kind) => {
                (self.code() < dataset.len(kind)).then_some(Ref { kind, index: self.code })
            }
            _ => None,
        }
    }

    /// What an address writes for it. Inverse of [`Facet::value`].
    pub fn slug(self, dataset: &Dataset) -> &str {
        match TABLE[self.facet as usize].1 {
            Values::Words(word) => word(self.code()),
            Values::Texts(texts) => texts(dataset).get(self.code()).map(String::as_str),
            _ => self.record(dataset).and_then(|item| dataset.entry(item)).map(|e| e.id.as_str()),
        }
        .unwrap_or(NONE)
    }
}

/// A value that is chosen: to be there, or left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice {
    /// Which.
    pub value: Value,
    /// What has it is left out.
    pub excluded: bool,
}

impl Choice {
    /// What an address writes for it. Inverse of [`Facet::choice`].
    pub fn slug(self, dataset: &Dataset) -> String {
        let slug = self.value.slug(dataset);
        if self.excluded { opposite(slug) } else { slug.to_owned() }
    }
}

/// How many records have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: Value,
    /// How many recommendations (or records: [`Facet::counts_records`]) have it among those that
    /// answer the rest of the question: what choosing it alone in its facet would show.
    pub count: usize,
    /// Whether the question chooses it.
    pub chosen: bool,
    /// Whether the question leaves it out.
    pub excluded: bool,
}

/// Of many values those to show first: those that most records have, `most` of them, whatever is
/// asked (`usual` are their counts then), so that the list stays while what is asked changes; and
/// what is chosen or left out. In the record's order.
pub fn foremost(usual: &[Count], counts: &[Count], most: usize) -> Vec<Value> {
    let mut first: Vec<&Count> = usual.iter().collect();
    order::sort_by_key(&mut first, |of| Reverse(of.count));
    first.truncate(most);
    first.extend(counts.iter().filter(|of| of.chosen || of.excluded));
    let mut values: Vec<Value> = first.into_iter().map(|of| of.value).collect();
    order::sort(&mut values);
    values.dedup();
    values
}

/// For each row of a list its values, as numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// How many values there are.
    pub(crate) values: usize,
    /// Where each row's values end in `cells`; empty where each row has exactly one.
    ends: Vec<u32>,
    cells: Vec<u32>,
    /// The rows that have each value, where there are at most [`FEW`]: counted sixty-four at a
    /// time. Empty where there are more.
    sets: Vec<Rows>,
}

/// Of so many values a column keeps the rows of each as a set: as many bits as a cell has, twice.
const FEW: usize = 64;

impl Column {
    /// A column of which each row has one value.
    pub(crate) fn one(values: usize, cells: &mut dyn Iterator<Item = usize>) -> Column {
        Column::new(values, Vec::new(), cells.map(|cell| cell as u32).collect())
    }

    /// A column of which each row has any number of values, each once.
    pub(crate) fn many(values: usize, rows: &mut dyn Iterator<Item = Vec<usize>>) -> Column {
        let (mut ends, mut cells) = (vec![0], Vec::new());
        for row in rows {
            let start = cells.len();
            for cell in row {
                let cell = cell as u32;
                if !cells[start..].contains(&cell) {
                    cells.push(cell);
                }
            }
            ends.push(cells.len() as u32);
        }
        Column::new(values, ends, cells)
    }

    fn new(values: usize, ends: Vec<u32>, cells: Vec<u32>) -> Column {
        let mut column = Column { values, ends, cells, sets: Vec::new() };
        if values <= FEW {
            let mut sets = vec![Rows::none(column.rows()); values];
            for row in 0..column.rows() {
                for &value in column.row(row) {
                    if let Some(set) = sets.get_mut(value as usize) {
                        set.insert(row);
                    }
                }
            }
            column.sets = sets;
        }
        column
    }

    /// How many rows it has.
    pub(crate) fn rows(&self) -> usize {
        if self.ends.is_empty() { self.cells.len() } else { self.ends.len() - 1 }
    }

    /// The values of a row.
    pub(crate) fn row(&self, row: usize) -> &[u32] {
        if self.ends.is_empty() {
            &self.cells[row..=row]
        } else {
            &self.cells[self.ends[row] as usize..self.ends[row + 1] as usize]
        }
    }

    /// The values of some rows, one after the other.
    fn held(&self, rows: &Rows) -> impl Iterator<Item = &u32> {
        let end = |row: usize| match self.ends.is_empty() {
            true => row,
            false => self.ends.get(row).map_or(0, |end| *end as usize),
        };
        // Most rows stand beside others that are asked for: their values are one slice.
        let slice = move |(from, after)| self.cells.get(end(from)..end(after)).unwrap_or_default();
        rows.stretches().flat_map(slice)
    }

    /// The rows that have one of the values.
    pub(crate) fn having(&self, values: &[usize]) -> Rows {
        if !self.sets.is_empty() {
            let mut rows = Rows::none(self.rows());
            values.iter().filter_map(|&value| self.sets.get(value)).for_each(|set| rows.or(set));
            return rows;
        }
        let mut chosen = vec![false; self.values];
        for &value in values {
            chosen[value] = true;
        }
        let chosen = |value: &u32| chosen[*value as usize];
        let mut rows = Rows::none(self.rows());
        for row in 0..self.rows() {
            if self.row(row).iter().any(&chosen) {
                rows.insert(row);
            }
        }
        rows
    }

    /// Adds how many of the rows have each value.
    pub(crate) fn count(&self, rows: &Rows, counts: &mut [usize]) {
        if !self.sets.is_empty() {
            let sets = counts.iter_mut().zip(&self.sets);
            sets.for_each(|(count, set)| *count += set.common(rows));
            return;
        }
        for &value in self.held(rows) {
            if let Some(count) = counts.get_mut(value as usize) {
                *count += 1;
            }
        }
    }

    /// The values that the rows have.
    pub(crate) fn reach(&self, rows: &Rows) -> Rows {
        let mut reached = Rows::none(self.values);
        if !self.sets.is_empty() {
            let met = |(_, set): &(usize, &Rows)| set.meets(rows);
            self.sets.iter().enumerate().filter(met).for_each(|(value, _)| reached.insert(value));
            return reached;
        }
        self.held(rows).for_each(|&value| reached.insert(value as usize));
        reached
    }
}

/// What records of a kind carry of a facet, as far as it does not depend on a day: the column of a
/// number, until there are no more.
pub(crate) fn column(dataset: &Dataset, number: usize) -> Option<(Kind, Facet, Column)> {
    let len = |facet: Facet| facet.len(dataset);
    let sessions = dataset.sessions.len();
    let recommendations = || Recommendation::rows(dataset).iter();
    let submissions = || Submission::rows(dataset).iter();
    let resolutions = || Resolution::rows(dataset).iter();
    let documents = || Document::rows(dataset).iter();
    let none = dataset.functions.len();
    let one = |kind, facet, cells: &mut dyn Iterator<Item = usize>| {
        (kind, facet, Column::one(len(facet), cells))
    };
    let many = |kind, facet, rows: &mut dyn Iterator<Item = Vec<usize>>| {
        (kind, facet, Column::many(len(facet), rows))
    };
    fn index<'a, T: 'a>(ids: impl IntoIterator<Item = &'a Id<T>>) -> Vec<usize> {
        ids.into_iter().map(|id| id.index()).collect()
    }
    let articles = |articles: &Vec<String>| -> Vec<usize> {
        let all = articles.iter().flat_map(|article| article_and_whole(article));
        let known = &dataset.articles;
        all.filter_map(|a| known.binary_search_by(|b| article_order(b, a)).ok()).collect()
    };
    let verb = |r: &Recommendation| dataset.verbs.binary_search(&r.verb).unwrap_or_default();
    let body = |session: Id<Session>| dataset[session].body.index();
    let flags = |r: &Recommendation| {
        let operative = r.weight == Weight::Operative;
        let all = [r.standing, r.conditional, operative, !operative];
        (0..all.len()).filter(|&flag| all[flag]).collect()
    };
    use Kind::{Action as A, Document as D, Recommendation as R, Resolution as N};
    use Kind::{Session as M, Submission as S};
    Some(match number {
        0 => one(
            R,
            Facet::Function,
            &mut recommendations().map(|r| r.function.map_or(none, |f| f.0.index())),
        ),
        1 => one(R, Facet::Session, &mut recommendations().map(|r| r.session.index())),
        2 => many(R, Facet::Topic, &mut recommendations().map(|r| index(&r.topics))),
        3 => many(R, Facet::Article, &mut recommendations().map(|r| articles(&r.articles))),
        4 => many(R, Facet::Addressee, &mut recommendations().map(|r| index(&r.addressees))),
        5 => one(R, Facet::Body, &mut recommendations().map(|r| body(r.session))),
        6 => one(R, Facet::Verb, &mut recommendations().map(verb)),
        7 => many(R, Facet::Flags, &mut recommendations().map(flags)),
        8 => one(
            A,
            Facet::Function,
            &mut Action::rows(dataset).iter().map(|r| r.function.map_or(none, Id::index)),
        ),
        9 => many(A, Facet::State, &mut Action::rows(dataset).iter().map(|r| index(&r.states))),
        10 => many(S, Facet::Session, &mut submissions().map(|r| index(&r.session))),
        11 => many(S, Facet::Topic, &mut submissions().map(|r| index(&r.topics))),
        12 => many(S, Facet::Article, &mut submissions().map(|r| articles(&r.articles))),
        13 => one(S, Facet::State, &mut submissions().map(|r| r.state.index())),
        14 => many(
            S,
            Facet::Body,
            &mut submissions().map(|r| r.session.map(body).into_iter().collect()),
        ),
        15 => one(M, Facet::Session, &mut (0..sessions)),
        16 => many(
            M,
            Facet::State,
            &mut dataset.sessions.iter().map(|r| index(&states::host(dataset, r))),
        ),
        17 => one(M, Facet::Body, &mut dataset.ids().map(body)),
        18 => many(D, Facet::Session, &mut documents().map(|r| index(&r.session))),
        19 => many(D, Facet::Body, &mut documents().map(|r| index(&r.body))),
        20 => one(N, Facet::Session, &mut resolutions().map(|r| r.session.index())),
        21 => many(N, Facet::Article, &mut resolutions().map(|r| articles(&r.articles))),
        22 => one(N, Facet::Body, &mut resolutions().map(|r| body(r.session))),
        _ => return None,
    })
}
