//! Which rows of a long list are on the screen: only they are made.

use std::ops::Range;

/// The heights of a list's rows, one below the other: estimated, until they are measured.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    heights: Vec<f64>,
    /// Where each row begins, px from the list's upper edge; and, last, where the list ends.
    tops: Vec<f64>,
}

impl Heights {
    /// Rows of these heights, px; what is not a positive number counts as 1.
    pub fn new(heights: impl Iterator<Item = f64>) -> Heights {
        let heights: Vec<f64> = heights.map(sound).collect();
        let mut made = Heights { tops: vec![0.0; heights.len() + 1], heights };
        made.place(0);
        made
    }

    fn place(&mut self, from: usize) {
        let mut y = self.tops.get(from).copied().unwrap_or(0.0);
        for (top, height) in self.tops.iter_mut().skip(from + 1).zip(self.heights.iter().skip(from))
        {
            y += height;
            *top = y;
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.heights.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.heights.is_empty()
    }

    /// The height of all of it, px.
    pub fn total(&self) -> f64 {
        self.top(self.len())
    }

    /// Where a row begins, px; beyond the last, where the list ends.
    pub fn top(&self, row: usize) -> f64 {
        self.tops.get(row.min(self.len())).copied().unwrap_or(0.0)
    }

    /// Takes over what rows were measured to be, and says whether that moves anything by half a
    /// pixel or more. O(rows) where it does.
    pub fn measured(&mut self, rows: &[(usize, f64)]) -> bool {
        let mut least = None;
        for &(row, height) in rows {
            let height = sound(height);
            if let Some(known) = self.heights.get_mut(row)
                && (*known - height).abs() >= 0.5
            {
                *known = height;
                least = Some(least.map_or(row, |least: usize| least.min(row)));
            }
        }
        if let Some(from) = least {
            self.place(from);
        }
        least.is_some()
    }

    /// The row that stands at a height, px; the first or the last, where that is beyond them.
    pub fn at(&self, y: f64) -> usize {
        let begun = self.tops.partition_point(|&top| top <= y);
        begun.saturating_sub(1).min(self.len().saturating_sub(1))
    }

    /// The rows that are seen between two heights, px, and those within `over` px of them.
    pub fn window(&self, from: f64, to: f64, over: f64) -> Range<usize> {
        if self.is_empty() {
            return 0..0;
        }
        let (from, to) = (from.min(to) - over, from.max(to) + over);
        self.at(from)..self.at(to) + 1
    }

    /// These rows (in order, each once) and the gaps in place of the others: together as high as
    /// the list.
    pub fn pieces(&self, rows: &[usize]) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(rows.len() + 4);
        let mut next = 0;
        let gap = |pieces: &mut Vec<Piece>, from: usize, to: usize| {
            if from < to {
                pieces.push(Piece::Gap(self.top(to) - self.top(from)));
            }
        };
        for &row in rows.iter().filter(|&&row| row < self.len()) {
            gap(&mut pieces, next, row);
            pieces.push(Piece::Row(row));
            next = row + 1;
        }
        gap(&mut pieces, next, self.len());
        pieces
    }
}

fn sound(height: f64) -> f64 {
    if height.is_finite() && height > 0.0 { height } else { 1.0 }
}

/// What is made of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// Nothing, so many px high.
    Gap(f64),
    /// A row.
    Row(usize),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_rows_are_no_rows() {
        let none = Heights::new(std::iter::empty());
        assert_eq!((none.total(), none.at(9.0), none.window(0.0, 90.0, 9.0)), (0.0, 0, 0..0));
        assert_eq!(none.pieces(&[0, 3]), []);
        let odd = Heights::new([f64::NAN, -4.0, f64::INFINITY].into_iter());
        assert_eq!(odd.total(), 3.0);
    }

    proptest! {
        #[test]
        fn what_is_seen_is_made_and_little_more(
            heights in prop::collection::vec(1.0..300.0, 1..200), from in -900.0..40_000.0,
            screen in 1.0..2_000.0, over in 0.0..900.0,
        ) {
            let list = Heights::new(heights.iter().copied());
            let window = list.window(from, from + screen, over);
            prop_assert!(!window.is_empty() && window.end <= list.len());
            for (row, height) in heights.iter().enumerate() {
                let (top, bottom) = (list.top(row), list.top(row) + height);
                let seen = bottom > from && top < from + screen;
                prop_assert!(!seen || window.contains(&row));
                let near = bottom >= from - over && top <= from + screen + over;
                let edge = row == 0 || row + 1 == list.len();
                prop_assert!(near || edge || !window.contains(&row));
            }
        }

        #[test]
        fn pieces_are_as_high_as_the_list(
            heights in prop::collection::vec(1.0..300.0, 0..60), keep: u64,
        ) {
            let list = Heights::new(heights.iter().copied());
            let rows: Vec<usize> = (0..60).filter(|row| keep >> row & 1 == 1).collect();
            let pieces = list.pieces(&rows);
            let mut y = 0.0;
            for piece in &pieces {
                match *piece {
                    Piece::Gap(height) => y += height,
                    Piece::Row(row) => {
                        prop_assert!((list.top(row) - y).abs() < 1e-6);
                        y += heights[row];
                    }
                }
            }
            prop_assert!((list.total() - y).abs() < 1e-6);
            let made = pieces.iter().filter(|piece| matches!(piece, Piece::Row(_))).count();
            prop_assert_eq!(made, rows.iter().filter(|&&row| row < heights.len()).count());
            prop_assert!(pieces.len() <= 2 * made + 1);
        }

        #[test]
        fn measuring_is_as_having_known(
            heights in prop::collection::vec((1.0..300.0, 1.0..300.0, any::<bool>()), 1..80),
        ) {
            let mut list = Heights::new(heights.iter().map(|row| row.0));
            let changed = |&(_, row): &(usize, &(f64, f64, bool))| {
                let by: f64 = row.0 - row.1;
                row.2 && by.abs() >= 0.5
            };
            let measured: Vec<(usize, f64)> = heights
                .iter()
                .enumerate()
                .filter(changed)
                .map(|(n, row)| (n, row.1))
                .collect();
            prop_assert_eq!(list.measured(&measured), !measured.is_empty());
            prop_assert!(!list.measured(&measured));
            let known = Heights::new(heights.iter().enumerate().map(|(n, row)| {
                measured.iter().find(|(of, _)| *of == n).map_or(row.0, |(_, height)| *height)
            }));
            for row in 0..=list.len() {
                prop_assert!((list.top(row) - known.top(row)).abs() < 1e-6);
                let middle = list.top(row).midpoint(list.top(row + 1));
                prop_assert_eq!(list.at(middle), row.min(list.len() - 1));
            }
        }
    }
}
