//! What can be told of a record only with other files at hand: the ids published so far, the
//! texts of its documents, the names of States. For the check of those who keep a record; the
//! page does not carry it.

use super::names::Names;
use super::problem::{Findings, Form};
use super::{Loaded, load_and};
use crate::model::{Dataset, Document, Ref, State};
use crate::nearest::nearest;
use crate::order;
use crate::proof::{Proof, Use, uses};
use crate::text::{Malformed, Text};

/// What stands beside a record's file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// Every id published so far, one on a line.
    pub published: Option<&'a str>,
    /// The texts of documents, by the path that the record gives; `None` where the record stands
    /// alone, so that nothing is said of them.
    pub texts: Option<&'a [(String, String)]>,
}

/// Something that is wrong with a record, in the light of what stands beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Where in the file, as a JSON Pointer; `None` where it is in none of its places.
    pub pointer: Option<String>,
    /// The id of the record that it is in.
    pub record: Option<String>,
    /// What is wrong.
    pub amiss: Amiss,
}

/// What is wrong. The words for it are the command's: the page does not carry them.
#[derive(Clone, Debug, PartialEq)]
pub enum Amiss {
    /// An id that was published, and that no record has any more.
    Vanished {
        /// The id.
        id: String,
        /// The nearest that a record has.
        nearest: Option<String>,
    },
    /// A State by another name than the one that the United Nations uses, or by a code of none.
    NotTheName {
        /// What stands there.
        found: String,
        /// The name; `None` where no State has the code.
        name: Option<String>,
        /// The code of the State of that name, or nearly that.
        nearest: Option<String>,
    },
    /// The file of a document's text is not there.
    NoText {
        /// Its path.
        path: String,
    },
    /// The file of a document's text is not in the form of such files.
    BadText {
        /// What is wrong with it.
        wrong: Malformed,
    },
    /// Words quoted from a paragraph in which they do not stand.
    Misquoted {
        /// The paragraph.
        paragraph: String,
    },
    /// A paragraph that the text does not have.
    NoParagraph {
        /// The paragraph.
        paragraph: String,
    },
    /// A part listed as yielding no record from which one is drawn.
    Cited {
        /// The paragraph.
        paragraph: String,
    },
    /// A part of the text that is neither cited nor listed.
    Uncited {
        /// The paragraph.
        paragraph: String,
    },
}

/// The names of all States by their code, as the United Nations writes them: its members, the
/// observer States, and the two other members of its specialized agencies.
const STATES: &str = include_str!("states.txt");

/// Reads and checks a dataset's file as [`super::load`] does, and also holds it against what
/// stands beside it.
pub fn audit(bytes: &[u8], beside: &Beside<'_>) -> (Loaded, Vec<Remark>) {
    let mut remarks = Vec::new();
    let loaded = load_and(bytes, &mut |dataset, names, found| {
        let mut audit = Audit { dataset, names, found, remarks: &mut remarks };
        audit.states();
        audit.published(beside.published.unwrap_or_default());
        if let Some(texts) = beside.texts {
            audit.texts(texts);
        }
    });
    (loaded, remarks)
}

struct Audit<'a> {
    dataset: &'a Dataset,
    names: &'a Names,
    found: &'a Findings,
    remarks: &'a mut Vec<Remark>,
}

impl Audit<'_> {
    fn note(&mut self, item: impl Into<Ref>, within: &str, amiss: Amiss) {
        let item = item.into();
        let mut pointer = self.names.pointer(item);
        // Positions count what was kept; the file has what was left out as well.
        for step in within.split('/').filter(|step| !step.is_empty()) {
            pointer = match step.parse() {
                Ok(n) => self.found.place(&pointer, n),
                Err(_) => format!("{pointer}/{step}"),
            };
        }
        let record = self.dataset.entry(item).map(|entry| entry.id.clone());
        self.remarks.push(Remark { pointer: Some(pointer), record, amiss });
    }

    /// Each State has the name of its code.
    fn states(&mut self) {
        let states = || STATES.lines().filter_map(|line| line.split_once(' '));
        for id in self.dataset.ids::<State>() {
            let State { entry, name } = &self.dataset[id];
            if !Form::State.fits(&entry.id) {
                continue;
            }
            let right = states().find(|(code, _)| *code == entry.id).map(|(_, name)| name);
            if right == Some(name) {
                continue;
            }
            // Whose name it is: the code may be the mistake.
            let meant = match right {
                Some(_) => Some(name.as_str()),
                None => nearest(name, states().map(|(_, name)| name)),
            };
            let meant = states().find(|(_, name)| Some(*name) == meant).map(|(code, _)| code);
            let (nearest, found) = (meant, name.clone());
            let (field, found) =
                if right.is_some() { ("name", found) } else { ("id", entry.id.clone()) };
            let (name, nearest) = (right.map(str::to_owned), nearest.map(str::to_owned));
            self.note(id, field, Amiss::NotTheName { found, name, nearest });
        }
    }

    /// Each id published leads to a record.
    fn published(&mut self, published: &str) {
        let known = |id: &str| published.lines().any(|line| line.trim() == id);
        let there = || {
            let there = self.names.ids.iter().map(|(id, _)| id);
            order::distinct(there).into_iter()
        };
        for id in published.lines().map(str::trim).filter(|id| !id.is_empty()) {
            if self.names.ids.number(id).is_some() {
                continue;
            }
            // A new id is likely the one that took its place.
            let new = nearest(id, there().filter(|id| !known(id)));
            let nearest = new.or_else(|| nearest(id, there())).map(str::to_owned);
            let amiss = Amiss::Vanished { id: id.to_owned(), nearest };
            self.remarks.push(Remark { pointer: None, record: None, amiss });
        }
    }

    /// Each quote stands in the paragraph that it is quoted from, and each part of a text is
    /// cited, or listed with the reason why not.
    fn texts(&mut self, texts: &[(String, String)]) {
        let dataset = self.dataset;
        for id in dataset.ids::<Document>() {
            let Some(path) = &dataset[id].text else { continue };
            let Some((_, text)) = texts.iter().find(|(name, _)| name == path) else {
                self.note(id, "text", Amiss::NoText { path: path.clone() });
                continue;
            };
            match Text::parse(text) {
                Ok(text) => {
                    self.text(id.into(), &Proof::of(dataset, uses(dataset), id, &text), &text)
                }
                Err(wrong) => self.note(id, "text", Amiss::BadText { wrong }),
            }
        }
    }

    fn text(&mut self, document: Ref, proof: &Proof<'_>, text: &Text) {
        let dataset = self.dataset;
        let quoted = |of: &Use<'_>, field: &str| format!("{}/{field}", of.at);
        for of in &proof.misplaced {
            let paragraph = of.paragraph.to_owned();
            self.note(of.item, &quoted(of, "paragraph"), Amiss::NoParagraph { paragraph });
        }
        for of in &proof.misquoted {
            let paragraph = of.paragraph.to_owned();
            self.note(of.item, &quoted(of, "quote"), Amiss::Misquoted { paragraph });
        }
        let listed = dataset.documents.get(document.index as usize);
        for (n, part) in listed.into_iter().flat_map(|document| &document.uncited).enumerate() {
            if proof.mislisted.contains(&part.paragraph.as_str()) {
                let paragraph = part.paragraph.clone();
                let there = text.block(&paragraph).is_some();
                let amiss = if there {
                    Amiss::Cited { paragraph }
                } else {
                    Amiss::NoParagraph { paragraph }
                };
                self.note(document, &format!("uncited/{n}/paragraph"), amiss);
            }
        }
        for paragraph in proof.open(text) {
            let paragraph = paragraph.to_owned();
            self.note(document, "uncited", Amiss::Uncited { paragraph });
        }
    }
}
