//! Facets: by which properties recommendations are chosen, and how many have each value.

use super::rows::Rows;
use crate::model::{Dataset, Function, Id, Recommendation, Row, Session, Status, Topic};

/// A property that recommendations are chosen by.
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
}

/// The value of a function facet that stands for "none", in an address.
pub const NONE: &str = "none";

impl Facet {
    /// Every facet, in the order of the page and of the address.
    pub const ALL: [Facet; 4] = [Facet::Status, Facet::Function, Facet::Session, Facet::Topic];

    /// The facet's parameter in an address.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Status => "status",
            Facet::Function => "function",
            Facet::Session => "session",
            Facet::Topic => "topic",
        }
    }

    /// The value that an address writes as `slug`: a status' slug, a record's id or former id,
    /// or `none`. `None` where the dataset does not have it.
    pub fn value(self, dataset: &Dataset, slug: &str) -> Option<Value> {
        let typed = || dataset.find(slug);
        match self {
            Facet::Status => {
                Status::ALL.into_iter().find(|status| status.slug() == slug).map(Value::Status)
            }
            Facet::Function if slug == NONE => Some(Value::Function(None)),
            Facet::Function => {
                typed().and_then(|item| dataset.typed(item)).map(|id| Value::Function(Some(id)))
            }
            Facet::Session => typed().and_then(|item| dataset.typed(item)).map(Value::Session),
            Facet::Topic => typed().and_then(|item| dataset.typed(item)).map(Value::Topic),
        }
    }

    /// Every value that the dataset could have, in the record's order, whether a
    /// recommendation has it or not.
    pub fn values(self, dataset: &Dataset) -> Vec<Value> {
        match self {
            Facet::Status => Status::ALL.map(Value::Status).to_vec(),
            Facet::Function => dataset
                .ids::<Function>()
                .map(|id| Value::Function(Some(id)))
                .chain([Value::Function(None)])
                .collect(),
            Facet::Session => dataset.ids().map(Value::Session).collect(),
            Facet::Topic => dataset.ids().map(Value::Topic).collect(),
        }
    }
}

/// One value of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A status.
    Status(Status),
    /// A function, or that it stands under none.
    Function(Option<Id<Function>>),
    /// A session.
    Session(Id<Session>),
    /// A topic.
    Topic(Id<Topic>),
}

impl Value {
    /// Of which facet.
    pub fn facet(self) -> Facet {
        match self {
            Value::Status(_) => Facet::Status,
            Value::Function(_) => Facet::Function,
            Value::Session(_) => Facet::Session,
            Value::Topic(_) => Facet::Topic,
        }
    }

    /// What an address writes for it. Inverse of [`Facet::value`].
    pub fn slug(self, dataset: &Dataset) -> &str {
        match self {
            Value::Status(status) => status.slug(),
            Value::Function(None) => NONE,
            Value::Function(Some(id)) => &dataset[id].entry.id,
            Value::Session(id) => &dataset[id].entry.id,
            Value::Topic(id) => &dataset[id].entry.id,
        }
    }
}

/// How many recommendations have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The value.
    pub value: Value,
    /// How many recommendations have it among those that answer the rest of the question: what
    /// choosing it alone in its facet would show.
    pub count: usize,
    /// Whether the question chooses it.
    pub chosen: bool,
}

/// For each row of a list its values, as numbers.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// How many values there are.
    pub(crate) values: usize,
    /// Where each row's values end in `cells`; empty where each row has exactly one.
    ends: Vec<u32>,
    cells: Vec<u32>,
}

impl Column {
    /// A column of which each row has one value.
    pub(crate) fn one(values: usize, cells: impl Iterator<Item = usize>) -> Column {
        Column::new(values, Vec::new(), cells.map(|cell| cell as u32).collect())
    }

    /// A column of which each row has any number of values, each once.
    pub(crate) fn many<I>(values: usize, rows: impl Iterator<Item = I>) -> Column
    where
        I: IntoIterator<Item = usize>,
    {
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
        Column { values, ends, cells }
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

    /// The rows that have one of the values.
    pub(crate) fn having(&self, values: &[usize]) -> Rows {
        let chosen = values.iter().fold(Rows::none(self.values), |set, &value| set.with(value));
        let mut rows = Rows::none(self.rows());
        for row in 0..self.rows() {
            if self.row(row).iter().any(|&value| chosen.has(value as usize)) {
                rows.insert(row);
            }
        }
        rows
    }

    /// How many of the rows have each value.
    pub(crate) fn counts(&self, rows: &Rows) -> Vec<usize> {
        let mut counts = vec![0; self.values];
        for row in rows.iter() {
            for &value in self.row(row) {
                counts[value as usize] += 1;
            }
        }
        counts
    }

    /// The values that the rows have.
    pub(crate) fn reach(&self, rows: &Rows) -> Rows {
        let mut reached = Rows::none(self.values);
        for row in rows.iter() {
            self.row(row).iter().for_each(|&value| reached.insert(value as usize));
        }
        reached
    }
}

/// The columns of the recommendations that do not depend on a day.
pub(crate) fn columns(dataset: &Dataset) -> [(Facet, Column); 3] {
    let rows = || Recommendation::rows(dataset).iter();
    let functions = dataset.functions.len();
    let function = rows().map(|r| r.function.map_or(functions, |(id, _)| id.index()));
    let session = rows().map(|r| r.session.index());
    let topics = rows().map(|r| r.topics.iter().map(|id| id.index()));
    [
        (Facet::Function, Column::one(functions + 1, function)),
        (Facet::Session, Column::one(dataset.sessions.len(), session)),
        (Facet::Topic, Column::many(dataset.topics.len(), topics)),
    ]
}
