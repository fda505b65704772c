//! The index over every text of the record: which records hold a term.
//!
//! Each word of a text is one entry, with what follows it up to the next space or hyphen:
//! `8/8` is found under `8/8` and `8`. A term is then a prefix of entries, which stand sorted:
//! two binary searches give their range, and the lists of records behind them make the set.
//! The cost of a query is the length of those lists, whatever the length of the texts.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::fold::{chunks, fold_into, shorten, word_starts};
use super::rows::Rows;
use super::texts::{SEARCHED, texts};
use crate::model::{Dataset, Kind, Ref};
use crate::order;

/// Where the records of each searched kind stand among all, each on a word of bits.
#[derive(Clone, Debug, PartialEq)]
struct Layout {
    /// Start and length of each of [`SEARCHED`], in words of 64 and in records.
    spans: [(usize, usize); SEARCHED.len()],
}

impl Layout {
    fn new(dataset: &Dataset) -> Layout {
        let mut start = 0;
        Layout {
            spans: SEARCHED.map(|kind| {
                let span = (start, dataset.len(kind));
                start += span.1.div_ceil(64);
                span
            }),
        }
    }

    fn span(&self, kind: Kind) -> Option<(usize, usize)> {
        SEARCHED.iter().position(|&k| k == kind).map(|at| self.spans[at])
    }

    fn words(&self) -> usize {
        self.spans.last().map_or(0, |&(start, len)| start + len.div_ceil(64))
    }
}

/// The records found by a query's text, of every kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    layout: Layout,
    rows: Rows,
}

impl Hits {
    /// The records of a kind that were found; none of a kind that is not searched.
    pub fn of(&self, kind: Kind) -> Rows {
        self.layout.span(kind).map_or_else(Rows::default, |(start, len)| {
            let words = &self.rows.words()[start..start + len.div_ceil(64)];
            Rows::from_words(len, words.to_vec())
        })
    }
}

/// The index. See the module's docs.
#[derive(Clone, Debug)]
pub struct TextIndex {
    layout: Layout,
    /// The entries, sorted, one after the other.
    entries: String,
    /// Where each entry begins in `entries`, and one more for the end.
    starts: Vec<u32>,
    /// Where each entry's records begin in `records`, and one more for the end.
    lists: Vec<u32>,
    records: Vec<u32>,
}

impl TextIndex {
    /// Reads every text of the dataset.
    pub fn new(dataset: &Dataset) -> TextIndex {
        let mut reading = Reading::new(dataset);
        while !reading.advance(dataset, usize::MAX) {}
        reading.finish()
    }

    /// The records that hold all of the terms, which must come from [`super::fold::terms`].
    pub fn search(&self, terms: &[String]) -> Hits {
        let len = self.layout.words() * 64;
        let mut found = Rows::all(len);
        for term in terms {
            let mut rows = Rows::none(len);
            for &record in self.postings(term) {
                rows.insert(record as usize);
            }
            found.and(&rows);
        }
        Hits { layout: self.layout.clone(), rows: found }
    }

    /// The lists of every entry that begins with the term; they stand side by side.
    fn postings(&self, term: &str) -> &[u32] {
        let first = self.first(|entry| entry < term);
        let after = self.first(|entry| entry < term || entry.starts_with(term));
        &self.records[self.lists[first] as usize..self.lists[after] as usize]
    }

    fn first(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.starts.len().saturating_sub(1));
        while low < high {
            let middle = low.midpoint(high);
            let entry =
                &self.entries[self.starts[middle] as usize..self.starts[middle + 1] as usize];
            if before(entry) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// An index being made, in slices: a large record is read without holding up the page.
#[derive(Debug)]
pub struct Reading {
    layout: Layout,
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<Fnv>>,
    lists: Vec<Vec<u32>>,
    folded: String,
    kind: usize,
    row: usize,
}

impl Reading {
    /// Begins to read.
    pub fn new(dataset: &Dataset) -> Reading {
        Reading {
            layout: Layout::new(dataset),
            numbers: HashMap::default(),
            lists: Vec::new(),
            folded: String::new(),
            kind: 0,
            row: 0,
        }
    }

    /// Reads so many records more of the same dataset; `true` once all are read.
    pub fn advance(&mut self, dataset: &Dataset, mut records: usize) -> bool {
        while let Some(&(start, len)) = self.layout.spans.get(self.kind) {
            while self.row < len {
                if records == 0 {
                    return false;
                }
                records -= 1;
                let number = (start * 64 + self.row) as u32;
                let item = Ref { kind: SEARCHED[self.kind], index: self.row as u32 };
                texts(dataset, item, &mut |text| self.read(number, text));
                self.row += 1;
            }
            self.kind += 1;
            self.row = 0;
        }
        true
    }

    fn read(&mut self, record: u32, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        fold_into(&mut folded, text);
        for chunk in chunks(&folded) {
            // Nearly every chunk is one plain word.
            if chunk.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                self.add(record, shorten(chunk));
                continue;
            }
            for at in word_starts(chunk) {
                self.add(record, shorten(&chunk[at..]));
            }
        }
        self.folded = folded;
    }

    fn add(&mut self, record: u32, entry: &str) {
        let list = match self.numbers.get(entry) {
            Some(&number) => &mut self.lists[number as usize],
            None => {
                self.numbers.insert(entry.into(), self.lists.len() as u32);
                self.lists.push(Vec::new());
                let last = self.lists.len() - 1;
                &mut self.lists[last]
            }
        };
        // Records come in order: the last one is the only one that can be there already.
        if list.last() != Some(&record) {
            list.push(record);
        }
    }

    /// Sorts what was read into the index.
    pub fn finish(self) -> TextIndex {
        let mut sorted: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        order::sort(&mut sorted);
        let mut index = TextIndex {
            layout: self.layout,
            entries: String::new(),
            starts: vec![0],
            lists: vec![0],
            records: Vec::with_capacity(self.lists.iter().map(Vec::len).sum()),
        };
        for (entry, number) in sorted {
            index.entries.push_str(&entry);
            index.starts.push(index.entries.len() as u32);
            index.records.extend_from_slice(&self.lists[number as usize]);
            index.lists.push(index.records.len() as u32);
        }
        index
    }
}

/// Fowler–Noll–Vo 1a: small, without a seed (the index must not differ from run to run), and
/// good enough for words.
#[derive(Clone, Copy, Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}
