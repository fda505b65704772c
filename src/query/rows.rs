//! A set of rows, one bit each.

use crate::model::{Day, Id};

/// A set of positions below a fixed length: of the records of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    len: usize,
    words: Vec<u64>,
}

impl Rows {
    /// No row of `len`.
    pub fn none(len: usize) -> Rows {
        Rows { len, words: vec![0; len.div_ceil(64)] }
    }

    /// Every row of `len`.
    pub fn all(len: usize) -> Rows {
        Rows::from_words(len, vec![u64::MAX; len.div_ceil(64)])
    }

    /// The rows whose day has come by `day`.
    pub(crate) fn until(days: &[Day], day: Day) -> Rows {
        let mut rows = Rows::none(days.len());
        days.iter().enumerate().filter(|(_, of)| **of <= day).for_each(|(row, _)| rows.insert(row));
        rows
    }

    /// Rows from bits, of which those at or above `len` are cleared.
    pub(crate) fn from_words(len: usize, mut words: Vec<u64>) -> Rows {
        words.resize(len.div_ceil(64), 0);
        if let Some(last) = words.last_mut().filter(|_| !len.is_multiple_of(64)) {
            *last &= (1 << (len % 64)) - 1;
        }
        Rows { len, words }
    }

    /// The bits, sixty-four rows a word.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    /// How many rows there could be: the length of the record's list, not of the set.
    pub fn total(&self) -> usize {
        self.len
    }

    /// Adds a row; one that does not exist is ignored.
    pub fn insert(&mut self, row: usize) {
        if row < self.len {
            self.words[row / 64] |= 1 << (row % 64);
        }
    }

    /// The same set with a row added.
    pub fn with(mut self, row: usize) -> Rows {
        self.insert(row);
        self
    }

    /// The same set with a row taken out.
    pub fn without(mut self, row: usize) -> Rows {
        if row < self.len {
            self.words[row / 64] &= !(1 << (row % 64));
        }
        self
    }

    /// Whether the row is in the set.
    pub fn has(&self, row: usize) -> bool {
        row < self.len && self.words[row / 64] & (1 << (row % 64)) != 0
    }

    /// Keeps what is in both.
    pub fn and(&mut self, other: &Rows) {
        for (i, word) in self.words.iter_mut().enumerate() {
            *word &= other.words.get(i).copied().unwrap_or(0);
        }
    }

    /// Takes out what is in the other.
    pub fn and_not(&mut self, other: &Rows) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// Adds what is in the other.
    pub fn or(&mut self, other: &Rows) {
        if other.len > self.len {
            let more = Rows::from_words(self.len, other.words.clone());
            return self.or(&more);
        }
        self.words.iter_mut().zip(&other.words).for_each(|(word, more)| *word |= more);
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many rows are in both.
    pub(crate) fn common(&self, other: &Rows) -> usize {
        let both = self.words.iter().zip(&other.words);
        both.map(|(own, other)| (own & other).count_ones() as usize).sum()
    }

    /// Whether any row is in both.
    pub(crate) fn meets(&self, other: &Rows) -> bool {
        self.words.iter().zip(&other.words).any(|(own, other)| own & other != 0)
    }

    /// Whether the set is empty.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(i, &word)| {
            std::iter::successors(Some(word), |&word| Some(word & word.wrapping_sub(1)))
                .take_while(|&word| word != 0)
                .map(move |word| i * 64 + word.trailing_zeros() as usize)
        })
    }

    /// The rows in order, as stretches without a gap: the first of each, and the first after it.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let mut after = 0;
        std::iter::from_fn(move || {
            let from = self.next(after, true);
            after = self.next(from, false);
            (from < self.len).then_some((from, after))
        })
    }

    /// The first from a row on that is in the set, or that is not; the length where there is none.
    fn next(&self, row: usize, there: bool) -> usize {
        let sought = |word: u64| if there { word } else { !word };
        let mut at = row / 64;
        let mut bits =
            self.words.get(at).map_or(0, |&word| sought(word) & (u64::MAX << (row % 64)));
        while bits == 0 {
            at += 1;
            match self.words.get(at) {
                Some(&word) => bits = sought(word),
                None => return self.len,
            }
        }
        (at * 64 + bits.trailing_zeros() as usize).min(self.len)
    }

    /// The rows as ids of the records of a kind, in order. The caller knows the kind.
    pub fn ids<'a, T: 'a>(&'a self) -> impl Iterator<Item = Id<T>> + 'a {
        self.iter().map(Id::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn rows(len: usize, set: &BTreeSet<usize>) -> Rows {
        set.iter().fold(Rows::none(len), |rows, &row| rows.with(row))
    }

    #[test]
    fn the_whole_has_every_row_and_no_more() {
        for len in [0, 1, 63, 64, 65, 128, 200] {
            let all = Rows::all(len);
            assert_eq!((all.count(), all.iter().count(), all.has(len)), (len, len, false));
            assert!(Rows::none(len).is_empty());
        }
    }

    proptest! {
        #[test]
        fn it_behaves_as_a_set(
            len in 0_usize..200,
            a in proptest::collection::btree_set(0_usize..200, 0..80),
            b in proptest::collection::btree_set(0_usize..200, 0..80),
            row in 0_usize..200,
        ) {
            let within = |set: BTreeSet<usize>| -> BTreeSet<usize> {
                set.into_iter().filter(|&row| row < len).collect()
            };
            let (ra, rb) = (rows(len, &a), rows(len, &b));
            let (a, b) = (within(a), within(b));
            let list = |rows: &Rows| rows.iter().collect::<BTreeSet<_>>();
            prop_assert_eq!(list(&ra), a.clone());
            prop_assert_eq!(ra.count(), a.len());
            prop_assert_eq!(ra.has(row), a.contains(&row));
            prop_assert_eq!(ra.common(&rb), (&a & &b).len());
            prop_assert_eq!(ra.meets(&rb), !a.is_disjoint(&b));
            let stretches: Vec<_> = ra.stretches().collect();
            prop_assert!(stretches.is_sorted_by(|one, next| one.1 < next.0));
            let within = stretches.into_iter().flat_map(|(from, after)| from..after);
            prop_assert_eq!(within.collect::<BTreeSet<_>>(), a.clone());
            let (mut and, mut or, mut not) = (ra.clone(), ra.clone(), ra.clone());
            and.and(&rb);
            or.or(&rb);
            not.and_not(&rb);
            prop_assert_eq!(list(&and), &a & &b);
            prop_assert_eq!(list(&or), &a | &b);
            prop_assert_eq!(list(&not), &a - &b);
            prop_assert_eq!(list(&ra.without(row)), &a - &BTreeSet::from([row]));
        }
    }
}
