//! The first row that is free.

use crate::order;

/// The row of each interval `(start, end)`: the lowest in which everything before it has ended at
/// least `gap` before it starts. Intervals are given in the order in which they take their rows;
/// a row once taken is not moved by what comes later. O(n · rows).
pub(super) fn first_free(intervals: impl Iterator<Item = (f64, f64)>, gap: f64) -> Vec<usize> {
    // What stands in a row, as one stretch: intervals come roughly in order of time.
    let mut ends: Vec<f64> = Vec::new();
    intervals
        .map(|(start, end)| {
            let free = ends.iter().position(|&taken| taken + gap <= start);
            let row = free.unwrap_or(ends.len());
            match ends.get_mut(row) {
                Some(taken) => *taken = end.max(*taken),
                None => ends.push(end),
            }
            row
        })
        .collect()
}

/// Leaves out the rows that nothing is in and keeps the order of the others.
pub(super) fn compact(rows: &mut [usize]) {
    let mut used: Vec<usize> = rows.to_vec();
    order::sort(&mut used);
    used.dedup();
    for row in rows {
        *row = used.partition_point(|&u| u < *row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_free_row_is_taken() {
        let got = first_free([(0.0, 4.0), (1.0, 2.0), (3.0, 5.0), (4.0, 6.0)].into_iter(), 0.0);
        assert_eq!(got, [0, 1, 1, 0]);
        let mut rows = vec![7, 3, 3, 9];
        compact(&mut rows);
        assert_eq!(rows, [1, 0, 0, 2]);
    }

    proptest! {
        #[test]
        fn rows_never_overlap(mut all in prop::collection::vec((0.0..500.0, 0.0..60.0), 0..80)) {
            all.sort_by(|a: &(f64, f64), b| a.0.total_cmp(&b.0));
            let rows = first_free(all.iter().map(|&(x, w)| (x, x + w)), 2.0);
            for (i, &(x, w)) in all.iter().enumerate() {
                for (j, &(y, v)) in all.iter().enumerate().skip(i + 1) {
                    prop_assert!(rows[i] != rows[j] || x + w + 2.0 <= y || y + v + 2.0 <= x);
                }
            }
        }

        #[test]
        fn hiding_some_never_reorders_the_others(
            mut all in prop::collection::vec((0.0..500.0, 0.0..60.0), 1..60), keep: u64,
        ) {
            all.sort_by(|a: &(f64, f64), b| a.0.total_cmp(&b.0));
            let rows = first_free(all.iter().map(|&(x, w)| (x, x + w)), 2.0);
            let kept: Vec<usize> = (0..rows.len()).filter(|i| keep >> (i % 64) & 1 == 1).collect();
            let before: Vec<usize> = kept.iter().map(|&i| rows[i]).collect();
            let mut after = before.clone();
            compact(&mut after);
            for i in 0..kept.len() {
                for j in 0..kept.len() {
                    prop_assert_eq!(before[i].cmp(&before[j]), after[i].cmp(&after[j]));
                }
            }
        }
    }
}
