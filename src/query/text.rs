//! The index over every text of the record: which records hold a term.
//!
//! Each word of a text is one entry, with what follows it up to the next space or hyphen:
//! `8/8` is found under `8/8` and `8`. The entries stand sorted, so that those which begin with a
//! word, and those which have a stem in common, are ranges of them: two binary searches give a
//! range, and the lists of records behind it make the set. For words that must follow one another
//! the index also has each record's texts as the numbers of their entries: of the records that
//! hold all of the words, these are looked through. The cost of a question is the length of those
//! lists, whatever the length of the texts.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::fold::{chunks, fold_into, shorten, word_starts};
use super::rows::Rows;
use super::stem::stem;
use super::terms::{How, Term, Terms, Word, run};
use super::texts::{Passage, SEARCHED, texts};
use crate::hash::Fnv;
use crate::model::{Dataset, Kind, Ref};
use crate::order;
use crate::rest::{self, Rest, Restless};

/// Where the records of each searched kind stand among all, each on a word of bits.
#[derive(Clone, Debug, Default, PartialEq)]
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

/// A word of a question that nothing holds, and the one that was looked for instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As asked for, folded.
    pub asked: String,
    /// What was taken for it: one letter less, more or other, or two letters swapped.
    pub taken: String,
}

/// How much of what a question asks for each record holds, and where; by default nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    layout: Layout,
    scores: Vec<u16>,
}

impl Scores {
    /// The score of a record: 0 where it holds nothing. Each term counts as much as the best place
    /// in which it stands: in what the record goes by more than elsewhere, as a whole word more
    /// than as the beginning of one or in another form.
    pub fn of(&self, item: Ref) -> u16 {
        let number = self.layout.span(item.kind).map(|(start, _)| start * 64 + item.index as usize);
        number.and_then(|number| self.scores.get(number).copied()).unwrap_or(0)
    }

    /// The `n` that score most, as [`Scores::rank`] orders them.
    pub fn best(&self, items: impl Iterator<Item = Ref>, n: usize) -> Vec<Ref> {
        let mut best: Vec<(u16, Ref)> = Vec::with_capacity(n + 1);
        for item in items {
            let score = self.of(item);
            if best.len() < n || best.last().is_some_and(|(least, _)| *least < score) {
                let at = best.partition_point(|(of, _)| *of >= score);
                best.insert(at, (score, item));
                best.truncate(n);
            }
        }
        best.into_iter().map(|(_, item)| item).collect()
    }

    /// Puts what scores most first; what scores the same keeps its order.
    pub fn rank(&self, items: &mut [Ref]) {
        order::sort_by_key(items, |&item| Reverse(self.of(item)));
    }
}

/// What a term counts: as a whole word in what the record goes by, otherwise there, as a whole
/// word elsewhere, otherwise elsewhere.
const SCORES: [u16; 4] = [8, 5, 3, 1];

/// Stands between the texts of a record in [`TextIndex::running`].
const GAP: u32 = u32::MAX;

/// The index. See the module's docs.
#[derive(Clone, Debug)]
pub struct TextIndex {
    layout: Layout,
    /// Whether the texts are in English.
    english: bool,
    /// The entries, sorted, one after the other.
    entries: String,
    /// Where each entry begins in `entries`, and one more for the end.
    starts: Vec<u32>,
    /// Where each entry's records begin in `records`, and one more for the end.
    lists: Vec<u32>,
    /// The records of each entry: twice their number, and one more where the record goes by it.
    records: Vec<u32>,
    /// The texts of all records, as the entries that their chunks are.
    running: Running,
    /// Where each record's texts end in `running`.
    ends: Vec<u32>,
}

/// Numbers in the order in which they were added, in pieces, each with what is in those before it:
/// one list of all would have to be moved as it grows, and of a large record takes up to three
/// times its room meanwhile.
#[derive(Clone, Debug, Default)]
struct Running {
    pieces: Vec<(usize, Vec<u32>)>,
    len: usize,
}

/// So many numbers and a record's more are in a piece; in tests, there are several.
const PIECE: usize = if cfg!(test) { 6 } else { 60_000 };

impl Running {
    /// Begins a record's numbers, which stand in one piece.
    fn begin(&mut self) {
        match self.pieces.last() {
            None => self.pieces.push((0, Vec::new())),
            Some((_, last)) if last.len() > PIECE => {
                self.pieces.push((self.len, Vec::with_capacity(PIECE + PIECE / 10)));
            }
            _ => {}
        }
    }

    fn push(&mut self, number: u32) {
        if let Some((_, last)) = self.pieces.last_mut() {
            last.push(number);
            self.len += 1;
        }
    }

    /// The numbers of a record.
    fn of(&self, record: Range<usize>) -> &[u32] {
        let after = self.pieces.partition_point(|(before, _)| *before <= record.start);
        let piece = after.checked_sub(1).and_then(|at| self.pieces.get(at));
        piece.map_or(&[], |(before, piece)| &piece[record.start - before..record.end - before])
    }
}

impl TextIndex {
    /// Reads every text of the dataset.
    pub fn new(dataset: &Dataset) -> TextIndex {
        let mut reading = Reading::new(dataset);
        while !reading.advance(dataset, usize::MAX) {}
        reading.finish()
    }

    /// What a question asks for in the language of the texts.
    pub fn terms(&self, question: &str) -> Terms {
        Terms::parse(question, self.english)
    }

    /// The records that hold all of the terms that are to be there, and none of the others.
    pub fn search(&self, terms: &Terms) -> Hits {
        let len = self.layout.words() * 64;
        let mut found = Rows::all(len);
        for term in &terms.list {
            let rows = self.holding(term);
            if term.excluded {
                found.and_not(&rows);
            } else {
                found.and(&rows);
            }
        }
        Hits { layout: self.layout.clone(), rows: found }
    }

    /// Puts for each word of four letters or more that no text holds the entry that differs from
    /// it by one letter, or by two that are swapped; where there are several, the one that most
    /// records hold. Tells of each.
    pub fn correct(&self, terms: &mut Terms) -> Vec<Correction> {
        let mut corrections = Vec::new();
        for term in terms.list.iter_mut().filter(|term| !term.excluded) {
            let lost = term
                .plain()
                .filter(|text| text.chars().count() >= 4 && text.chars().all(char::is_alphabetic));
            let Some(asked) = lost.filter(|_| self.holding(term).is_empty()) else { continue };
            let mut best: Option<(usize, &str)> = None;
            for number in 0..self.len() {
                let entry = self.entry(number);
                if entry.chars().all(char::is_alphabetic) && differ_by_one(asked, entry) {
                    let records = self.list(number..number + 1).len();
                    if best.is_none_or(|(most, _)| records > most) {
                        best = Some((records, entry));
                    }
                }
            }
            if let Some((_, taken)) = best {
                let (asked, taken) = (asked.to_owned(), taken.to_owned());
                term.words = vec![Word { text: taken.clone(), how: How::Begins }];
                corrections.push(Correction { asked, taken });
            }
        }
        corrections
    }

    /// How well each record answers the terms.
    pub fn scores(&self, terms: &Terms) -> Scores {
        let len = self.layout.words() * 64;
        let mut scores = vec![0_u16; len];
        let mut own = vec![0_u16; len];
        for term in terms.list.iter().filter(|term| !term.excluded) {
            own.fill(0);
            let mut count = |records: &[u32], whole: bool| {
                for &record in records {
                    let at = 2 * usize::from(record & 1 == 0) + usize::from(!whole);
                    if let Some(own) = own.get_mut((record >> 1) as usize) {
                        *own = SCORES[at].max(*own);
                    }
                }
            };
            match term.plain() {
                Some(text) => {
                    let whole = self.whole(text);
                    for range in self.ranges(text, How::Begins, self.english) {
                        count(self.list(range), false);
                    }
                    count(self.list(whole), true);
                }
                None => self.holding(term).iter().for_each(|row| own[row] = SCORES[1]),
            }
            scores.iter_mut().zip(&own).for_each(|(score, own)| *score += own);
        }
        Scores { layout: self.layout.clone(), scores }
    }

    /// The records that hold a term.
    fn holding(&self, term: &Term) -> Rows {
        let len = self.layout.words() * 64;
        let with = |ranges: &[Range<usize>]| {
            let mut rows = Rows::none(len);
            for range in ranges {
                self.list(range.clone()).iter().for_each(|&r| rows.insert((r >> 1) as usize));
            }
            rows
        };
        if let Some(text) = term.plain() {
            return with(&self.ranges(text, How::Begins, self.english));
        }
        let words: Vec<Vec<Range<usize>>> =
            term.words.iter().map(|word| self.ranges(&word.text, word.how, false)).collect();
        let mut rows = Rows::all(len);
        words.iter().for_each(|ranges| rows.and(&with(ranges)));
        let mut found = Rows::none(len);
        for row in rows.iter().filter(|&row| self.follow(row, &words)) {
            found.insert(row);
        }
        found
    }

    /// Whether in a record's texts entries of these ranges follow one another.
    fn follow(&self, record: usize, words: &[Vec<Range<usize>>]) -> bool {
        let from = record.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let is = |(entry, ranges): (&u32, &Vec<Range<usize>>)| {
            ranges.iter().any(|range| range.contains(&(*entry as usize)))
        };
        let running = self.running.of(from..self.ends[record] as usize);
        running.windows(words.len()).any(|window| window.iter().zip(words).all(is))
    }

    /// The entries that are a word as it is asked for; `stems` for its other forms as well.
    fn ranges(&self, text: &str, how: How, stems: bool) -> Vec<Range<usize>> {
        let mut ranges = match how {
            How::Begins => vec![self.beginning(text)],
            How::Whole => vec![self.whole(text)],
            How::Number => {
                let more = ["(", ")"].map(|sign| self.beginning(&[text, sign].concat()));
                [self.whole(text)].into_iter().chain(more).collect()
            }
        };
        if let Some(stem) = stem(text).filter(|_| stems) {
            let forms = self.beginning(stem.0).filter(|&number| {
                self::stem(run(self.entry(number))) == Some(stem) && !ranges[0].contains(&number)
            });
            let forms: Vec<_> = forms.map(|number| number..number + 1).collect();
            ranges.extend(forms);
        }
        ranges
    }

    /// The records of a range of entries; they stand side by side.
    fn list(&self, entries: Range<usize>) -> &[u32] {
        &self.records[self.lists[entries.start] as usize..self.lists[entries.end] as usize]
    }

    /// The entry that a word is.
    fn whole(&self, text: &str) -> Range<usize> {
        let first = self.first(|entry| entry < text);
        let there = first < self.len() && self.entry(first) == text;
        first..first + usize::from(there)
    }

    /// The entries that begin with a word.
    fn beginning(&self, text: &str) -> Range<usize> {
        let first = self.first(|entry| entry < text);
        first..self.first(|entry| entry < text || entry.starts_with(text))
    }

    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn entry(&self, number: usize) -> &str {
        &self.entries[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    fn first(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if before(self.entry(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Whether two words differ by one letter that is left out, added or changed, or by two
/// neighbours that are swapped.
fn differ_by_one(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.chars(), b.chars());
    loop {
        let (rest_a, rest_b) = (a.clone(), b.clone());
        let (first_a, first_b) = (a.next(), b.next());
        if first_a.is_some() && first_a == first_b {
            continue;
        }
        let (after_a, after_b) = (a.as_str(), b.as_str());
        let changed = first_a.is_some() && first_b.is_some() && after_a == after_b;
        let one_less = first_a.is_some() && after_a == rest_b.as_str()
            || first_b.is_some() && rest_a.as_str() == after_b;
        let (second_a, second_b) = (a.next(), b.next());
        let swapped = first_a == second_b && second_a == first_b && a.as_str() == b.as_str();
        return changed || one_less || swapped && second_a.is_some();
    }
}

/// An index being made, in slices: a large record is read without holding up the page.
#[derive(Debug)]
pub struct Reading {
    layout: Layout,
    english: bool,
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<Fnv>>,
    lists: Vec<Vec<u32>>,
    running: Running,
    ends: Vec<u32>,
    folded: String,
    kind: usize,
    row: usize,
}

impl Reading {
    /// Begins to read.
    pub fn new(dataset: &Dataset) -> Reading {
        Reading {
            layout: Layout::new(dataset),
            english: dataset.meta.is_english(),
            numbers: HashMap::default(),
            lists: Vec::new(),
            running: Running::default(),
            ends: Vec::new(),
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
                // Numbers that no record has end where the one before does.
                self.ends.resize(number as usize, self.running.len as u32);
                self.running.begin();
                texts(dataset, item, &mut |passage| self.read(number, passage));
                self.ends.push(self.running.len as u32);
                self.row += 1;
            }
            self.kind += 1;
            self.row = 0;
        }
        true
    }

    fn read(&mut self, record: u32, passage: Passage<'_>) {
        let record = 2 * record + u32::from(passage.heading);
        if !passage.label.is_empty() {
            let label = self.add(record, passage.label);
            self.running.push(label);
        }
        let mut folded = std::mem::take(&mut self.folded);
        fold_into(&mut folded, passage.text);
        for (_, chunk) in chunks(&folded) {
            // A chunk begins with a word: it is an entry itself.
            let number = self.add(record, shorten(chunk));
            self.running.push(number);
            // Nearly every chunk is one plain word.
            if !chunk.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                for at in word_starts(chunk).skip(1) {
                    self.add(record, shorten(&chunk[at..]));
                }
            }
        }
        self.running.push(GAP);
        self.folded = folded;
    }

    /// Notes that a record holds an entry; the entry's number.
    fn add(&mut self, record: u32, entry: &str) -> u32 {
        let number = match self.numbers.get(entry) {
            Some(&number) => number,
            None => {
                let number = self.lists.len() as u32;
                self.numbers.insert(entry.into(), number);
                self.lists.push(Vec::new());
                number
            }
        };
        let list = &mut self.lists[number as usize];
        // Records come in order: the last one is the only one that can be there already.
        match list.last_mut() {
            Some(last) if *last >> 1 == record >> 1 => *last |= record & 1,
            _ => list.push(record),
        }
        number
    }

    /// Sorts what was read into the index.
    pub fn finish(self) -> TextIndex {
        rest::at_once(self.finish_in_steps(&mut Restless))
    }

    /// The same, with rests.
    pub async fn finish_in_steps(self, rest: &mut dyn Rest) -> TextIndex {
        let Reading { layout, english, numbers, mut lists, running, mut ends, .. } = self;
        let mut sorted: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        order::sort(&mut sorted);
        ends.resize(layout.words() * 64, running.len as u32);
        let mut index = TextIndex {
            layout,
            english,
            entries: String::new(),
            starts: vec![0],
            lists: vec![0],
            records: Vec::with_capacity(lists.iter().map(Vec::len).sum()),
            running,
            ends,
        };
        let (mut places, mut added) = (vec![0; sorted.len()], 0);
        for (place, (entry, number)) in sorted.into_iter().enumerate() {
            let list = std::mem::take(&mut lists[number as usize]);
            places[number as usize] = place as u32;
            index.entries.push_str(&entry);
            index.starts.push(index.entries.len() as u32);
            index.records.extend_from_slice(&list);
            index.lists.push(index.records.len() as u32);
            added += list.len();
            if added > AT_ONCE {
                added = 0;
                rest.rest().await;
            }
        }
        for (_, numbers) in &mut index.running.pieces {
            rest.rest().await;
            for number in numbers.iter_mut().filter(|number| **number != GAP) {
                *number = places[*number as usize];
            }
        }
        index
    }
}

/// So many numbers are put into their lists before a rest.
const AT_ONCE: usize = 1_000_000;

#[cfg(test)]
mod tests {
    use super::differ_by_one;
    use proptest::prelude::*;

    /// The optimal string alignment distance, by its definition.
    fn distance(a: &[char], b: &[char]) -> usize {
        let ((Some((x, left)), Some((y, right))), longest) =
            ((a.split_last(), b.split_last()), a.len().max(b.len()))
        else {
            return a.len().max(b.len());
        };
        let swapped = match (left.split_last(), right.split_last()) {
            (Some((v, left)), Some((w, right))) if v == y && w == x => 1 + distance(left, right),
            _ => longest,
        };
        let changed = distance(left, right) + usize::from(x != y);
        changed.min(distance(left, b) + 1).min(distance(a, right) + 1).min(swapped)
    }

    proptest! {
        #[test]
        fn one_slip_is_one_slip(a in "[abé]{0,5}", b in "[abé]{0,5}") {
            let chars = |word: &str| word.chars().collect::<Vec<_>>();
            prop_assert_eq!(differ_by_one(&a, &b), distance(&chars(&a), &chars(&b)) == 1);
        }
    }
}
