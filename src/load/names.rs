//! The ids of the file: which record each stands for, which of them are kept, and which may have
//! been meant by one that no record has.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::problem::{Effect, Fault, Findings, Problem, shorten, show};
use crate::model::{Dataset, Kind, Ref};
use crate::nearest::nearest;

/// The ids of the file and which record each stands for.
pub(super) struct Names {
    pub(super) by_id: BTreeMap<String, Name>,
    /// For each kind, where each living record stands in the file's array.
    pub(super) living: BTreeMap<Kind, Vec<usize>>,
    /// The records without an id of their own. They are not kept, but read once, so that all
    /// that is wrong with them is told.
    pub(super) nameless: BTreeMap<Kind, Vec<usize>>,
    /// What was guessed for ids that no record has.
    guesses: RefCell<Guesses>,
}

/// For an id and the kind of record that is needed, the id that was probably meant.
type Guesses = BTreeMap<(String, Option<Kind>), Option<String>>;

/// How many ids may be looked through to guess which ones were meant. A record of 300 ids has
/// its first 6,000 mistakes guessed at; one of 100,000 that has lost a whole array, 20.
const MOST_LOOKED_THROUGH: usize = 2_000_000;

pub(super) struct Name {
    pub(super) kind: Kind,
    /// Where in the file's array.
    at: usize,
    /// Position among the living records of the kind; `None` once it is left out.
    pub(super) index: Option<u32>,
}

impl Names {
    /// Notes which record each id stands for; refuses ids that are missing, malformed or taken.
    pub(super) fn survey(root: &Map<String, Value>, problems: &mut Vec<Problem>) -> Names {
        let mut names = Names {
            by_id: BTreeMap::new(),
            living: BTreeMap::new(),
            nameless: BTreeMap::new(),
            guesses: RefCell::default(),
        };
        for kind in Kind::ALL {
            let living = names.living.entry(kind).or_default();
            let nameless = names.nameless.entry(kind).or_default();
            let mut note = |pointer: String, fault, effect, record| {
                problems.push(Problem { pointer, record, fault, effect });
            };
            let list = match root.get(kind.key()) {
                Some(Value::Array(list)) => list,
                Some(other) => {
                    let fault = Fault::WrongType { found: show(other), expected: "array" };
                    note(format!("/{}", kind.key()), fault, Effect::PartLeftOut, None);
                    continue;
                }
                None => {
                    let pointer = format!("/{}", kind.key());
                    note(pointer, Fault::Missing, Effect::PartLeftOut, None);
                    continue;
                }
            };
            for (at, value) in list.iter().enumerate() {
                let place = format!("/{}/{at}", kind.key());
                let left_out = Effect::RecordLeftOut;
                let Some(record) = value.as_object() else {
                    let fault = Fault::WrongType { found: show(value), expected: "object" };
                    note(place, fault, left_out, None);
                    continue;
                };
                let place = place + "/id";
                let id = match record.get("id") {
                    Some(Value::String(id)) if is_slug(id) => Ok(id),
                    Some(Value::String(other)) => Err(Fault::NotAnId { found: shorten(other) }),
                    Some(other) => Err(Fault::WrongType { found: show(other), expected: "text" }),
                    None => Err(Fault::Missing),
                };
                let id = match id {
                    Ok(id) => id,
                    Err(fault) => {
                        note(place, fault, left_out, None);
                        nameless.push(at);
                        continue;
                    }
                };
                if let Some(first) = names.by_id.get(id) {
                    let fault = Fault::Duplicate { first: first.pointer() };
                    note(place, fault, left_out, Some(id.clone()));
                    nameless.push(at);
                    continue;
                }
                let index = Some(living.len() as u32);
                living.push(at);
                names.by_id.insert(id.clone(), Name { kind, at, index });
            }
        }
        // Former ids resolve like ids; one that is also a record's id stays that record's.
        for kind in Kind::ALL {
            let list = root.get(kind.key()).and_then(Value::as_array);
            for (at, value) in list.into_iter().flatten().enumerate() {
                let living = value
                    .get("id")
                    .and_then(Value::as_str)
                    .and_then(|id| names.by_id.get(id))
                    .filter(|name| name.kind == kind && name.at == at);
                let Some(index) = living.map(|name| name.index) else { continue };
                let aliases = value.get("aliases").and_then(Value::as_array);
                for alias in aliases.into_iter().flatten().filter_map(Value::as_str) {
                    names.by_id.entry(alias.to_owned()).or_insert(Name { kind, at, index });
                }
            }
        }
        names
    }

    /// Leaves out the records at these pointers and counts the living anew.
    pub(super) fn drop(&mut self, fallen: &BTreeSet<String>) {
        self.nameless.clear();
        for (kind, living) in &mut self.living {
            living.retain(|at| !fallen.contains(&format!("/{}/{at}", kind.key())));
        }
        for name in self.by_id.values_mut() {
            let living = self.living.get(&name.kind);
            name.index = living.and_then(|l| l.binary_search(&name.at).ok()).map(|at| at as u32);
        }
    }

    /// Where in the file a living record stands.
    pub(super) fn pointer(&self, item: Ref) -> String {
        let at = self.living.get(&item.kind).and_then(|l| l.get(item.index as usize));
        format!("/{}/{}", item.kind.key(), at.copied().unwrap_or_default())
    }

    /// Every id and alias of the living records, for [`Dataset::find`]. Notes aliases that are
    /// another record's id.
    pub(super) fn resolve_all(
        &self,
        dataset: &Dataset,
        found: &mut Findings,
    ) -> BTreeMap<String, Ref> {
        let mut by_id = BTreeMap::new();
        for (id, name) in &self.by_id {
            if let Some(index) = name.index {
                by_id.insert(id.clone(), Ref { kind: name.kind, index });
            }
        }
        for (&kind, living) in &self.living {
            for index in 0..living.len() as u32 {
                let item = Ref { kind, index };
                let Some(entry) = dataset.entry(item) else { continue };
                for (n, alias) in entry.aliases.iter().enumerate() {
                    if by_id.get(alias) != Some(&item) {
                        // Survey gave every alias to some record, if not to this one.
                        let first = self.by_id.get(alias).map(Name::pointer);
                        let list = format!("{}/aliases", self.pointer(item));
                        found.problems.push(Problem {
                            pointer: found.place(&list, n),
                            record: Some(entry.id.clone()),
                            fault: Fault::Duplicate { first: first.unwrap_or_default() },
                            effect: Effect::PartLeftOut,
                        });
                    }
                }
            }
        }
        by_id
    }

    /// The id that may have been meant by one that no record has.
    pub(super) fn guess(&self, id: &str, kind: Option<Kind>) -> Option<String> {
        let asked = (id.to_owned(), kind);
        let mut guesses = self.guesses.borrow_mut();
        if let Some(guess) = guesses.get(&asked) {
            return guess.clone();
        }
        if guesses.len() * self.by_id.len() >= MOST_LOOKED_THROUGH {
            return None;
        }
        let of_kind = self.by_id.iter().filter(|(_, name)| kind.is_none_or(|k| name.kind == k));
        let guess = nearest(id, of_kind.map(|(id, _)| id.as_str())).map(str::to_owned);
        guesses.insert(asked, guess.clone());
        guess
    }
}

impl Name {
    fn pointer(&self) -> String {
        format!("/{}/{}", self.kind.key(), self.at)
    }
}

/// Lower-case letters and digits in parts joined by single hyphens.
pub(super) fn is_slug(id: &str) -> bool {
    id.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}
