//! The ids of the file: which record each stands for, which of them are kept, and which may have
//! been meant by one that no record has.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use super::problem::{Effect, Fault, Findings, Problem, shorten, show};
use super::scan::{Span, Spans};
use super::tree::Value;
use crate::model::ids::{Ids, LEFT_OUT};
use crate::model::{Dataset, Kind, Ref};
use crate::nearest::nearest;
use crate::order;

/// An entry of one of the file's lists of records.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// Its place in the list.
    pub(super) at: usize,
    /// Where it stands in the file.
    pub(super) span: Span,
    /// Where its ids stand.
    pub(super) ids: Spans,
    pub(super) fate: Fate,
}

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is kept.
    Lives,
    /// It has no id of its own. It is not kept, but read once, so that all that is wrong with it
    /// is told.
    Nameless,
    /// It is left out.
    Falls,
}

/// The ids of the file and which record each stands for.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Of each id the kind of its record and the position among the living ones.
    pub(super) ids: Ids,
    /// By the number of each id, where in the file's array its record stands.
    places: Vec<u32>,
    /// For each kind, where each living record stands in the file's array.
    pub(super) living: [Vec<usize>; Kind::ALL.len()],
    /// What was guessed for ids that no record has.
    guesses: RefCell<Guesses>,
    /// The numbers of ids, in the order of the ids.
    sorted: OnceCell<Vec<usize>>,
}

/// For an id and the kind of record that is needed, the id that was probably meant.
type Guesses = BTreeMap<(String, Option<Kind>), Option<String>>;

/// How many ids may be looked through to guess which ones were meant. A record of 300 ids has
/// its first 6,000 mistakes guessed at; one of 100,000 that has lost a whole array, 20.
const MOST_LOOKED_THROUGH: usize = 2_000_000;

impl Names {
    /// Notes which record the id of an entry stands for; refuses one that is missing, malformed
    /// or taken. `id` is what stands there.
    pub(super) fn survey(
        &mut self,
        kind: Kind,
        at: usize,
        id: Option<Value<'_>>,
        problems: &mut Vec<Problem>,
    ) -> Fate {
        let (fault, record) = match id {
            Some(value) => match value.as_str() {
                Some(id) if is_slug(id) => {
                    let living = &mut self.living[kind as usize];
                    match self.ids.add(id, Ref { kind, index: living.len() as u32 }) {
                        Ok(_) => {
                            living.push(at);
                            self.places.push(at as u32);
                            return Fate::Lives;
                        }
                        Err(_) => {
                            let first = self.place(id).unwrap_or_default();
                            (Fault::Duplicate { first }, Some(id.to_owned()))
                        }
                    }
                }
                Some(other) => (Fault::NotAnId { found: shorten(other) }, None),
                None => (Fault::WrongType { found: show(value), expected: "text" }, None),
            },
            None => (Fault::Missing, None),
        };
        let pointer = format!("/{}/{at}/id", kind.key());
        problems.push(Problem { pointer, record, fault, effect: Effect::RecordLeftOut });
        Fate::Nameless
    }

    /// Former ids resolve like ids; one that is also a record's id stays that record's. To be
    /// called once all ids are known.
    pub(super) fn former(&mut self, kind: Kind, at: usize, aliases: Value<'_>) {
        let living = self.living[kind as usize].binary_search(&at);
        let Ok(index) = living else { return };
        for alias in aliases.items().filter_map(Value::as_str) {
            if self.ids.add(alias, Ref { kind, index: index as u32 }).is_ok() {
                self.places.push(at as u32);
            }
        }
    }

    /// Leaves out the records that fall and counts the living anew.
    pub(super) fn drop(&mut self, entries: &[Entry]) {
        self.living.iter_mut().for_each(Vec::clear);
        for entry in entries.iter().filter(|entry| entry.fate == Fate::Lives) {
            self.living[entry.kind as usize].push(entry.at);
        }
        for (item, place) in self.ids.items_mut().zip(&self.places) {
            let found = self.living[item.kind as usize].binary_search(&(*place as usize));
            item.index = found.map_or(LEFT_OUT, |at| at as u32);
        }
    }

    /// Where in the file a living record stands.
    pub(super) fn pointer(&self, item: Ref) -> String {
        let at = self.living[item.kind as usize].get(item.index as usize);
        format!("/{}/{}", item.kind.key(), at.copied().unwrap_or_default())
    }

    /// Where in the file the record of an id stands.
    fn place(&self, id: &str) -> Option<String> {
        let number = self.ids.number(id)?;
        let (at, item) = (self.places.get(number)?, self.ids.get(id)?);
        Some(format!("/{}/{at}", item.kind.key()))
    }

    /// Notes former ids that are another record's id.
    pub(super) fn check_former(&self, dataset: &Dataset, found: &mut Findings) {
        for kind in Kind::ALL {
            for index in 0..dataset.len(kind) as u32 {
                let item = Ref { kind, index };
                let Some(entry) = dataset.entry(item) else { continue };
                for (n, alias) in entry.aliases.iter().enumerate() {
                    if self.ids.find(alias) != Some(item) {
                        // Survey gave every alias to some record, if not to this one.
                        let first = self.place(alias).unwrap_or_default();
                        let list = format!("{}/aliases", self.pointer(item));
                        found.problems.push(Problem {
                            pointer: found.place(&list, n),
                            record: Some(entry.id.clone()),
                            fault: Fault::Duplicate { first },
                            effect: Effect::PartLeftOut,
                        });
                    }
                }
            }
        }
    }

    /// The id that may have been meant by one that no record has.
    pub(super) fn guess(&self, id: &str, kind: Option<Kind>) -> Option<String> {
        let asked = (id.to_owned(), kind);
        let mut guesses = self.guesses.borrow_mut();
        if let Some(guess) = guesses.get(&asked) {
            return guess.clone();
        }
        if guesses.len() * self.places.len() >= MOST_LOOKED_THROUGH {
            return None;
        }
        let all: Vec<(&str, Ref)> = self.ids.iter().collect();
        let sorted = self
            .sorted
            .get_or_init(|| order::order(all.len(), &|a, b| all[a].0.cmp(all[b].0)))
            .iter()
            .map(|&number| all[number]);
        let of_kind = sorted.filter(|(_, item)| kind.is_none_or(|kind| item.kind == kind));
        let guess = nearest(id, of_kind.map(|(id, _)| id)).map(str::to_owned);
        guesses.insert(asked, guess.clone());
        guess
    }
}

/// Lower-case letters and digits in parts joined by single hyphens.
pub(super) fn is_slug(id: &str) -> bool {
    id.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}
