//! Bytes in → dataset and problems out. Never stops at the first problem, never panics.
//!
//! A file is read in slices ([`Loading`]), so that a large one does not hold up the page: first
//! it is scanned, as it arrives, for where each record stands ([`tree`]); then the records are
//! read one after the other, field by field ([`reader`]), not by derived `Deserialize`: a derive
//! stops at a record's first mistake, and whoever keeps a record by hand should be told all of
//! them at once, each with its place. What is sound is kept; a record that lacks what it needs is
//! left out, with every record that cannot stand without it.

#[cfg(test)]
pub(crate) mod asked;
mod audit;
mod check;
mod file;
mod loading;
mod names;
mod parts;
mod problem;
mod reader;
mod records;
mod scan;
mod tree;

pub use audit::{Amiss, Beside, Remark, audit};
pub use loading::Loading;
use names::Names;
pub use parts::{WHOLE, files, join};
use problem::Findings;
pub use problem::{Effect, Fault, Form, Problem};
use scan::Scanner;

use crate::model::Dataset;

/// The version of the dataset's format that this program reads.
pub const SCHEMA: u64 = 1;

/// What came of reading a file.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What is sound of it; `None` where the file as a whole cannot be used.
    pub dataset: Option<Dataset>,
    /// Everything that is wrong with it, in the file's order.
    pub problems: Vec<Problem>,
}

/// Reads and checks a dataset's file. The same code checks a file natively
/// (`cargo xtask check-data`) and, in slices, in the page.
pub fn load(bytes: &[u8]) -> Loaded {
    load_and(bytes, &mut |_, _, _| {})
}

/// What else is checked of a dataset that can be used.
type More<'a> = &'a mut dyn FnMut(&Dataset, &Names, &Findings);

fn load_and(bytes: &[u8], more: More<'_>) -> Loaded {
    let mut loading = Loading::new();
    loading.add(bytes);
    loading.end();
    while !loading.advance(usize::MAX) {}
    loading.check_more(more);
    loading.finish()
}

/// Why a file, or a part of one, is no JSON at all; `None` where it is.
pub fn not_json(text: &str) -> Option<Fault> {
    let bytes = text.strip_prefix(file::MARK).unwrap_or(text).as_bytes();
    let mut scanner = Scanner::new(bytes, 0, 0);
    let flaw = match scanner.skip() {
        Err(flaw) => flaw,
        Ok(_) => scanner.peek().map(|_| scanner.flaw())?,
    };
    Some(flaw.fault(flaw.place([bytes].into_iter())))
}
