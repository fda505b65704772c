//! Order: sorting, and numbers within bounds. The library's sorts are compiled anew for each type
//! that they sort, some 5 kB of WebAssembly a time; here one routine sorts positions, and what is
//! compiled per type only compares and swaps.

use std::cmp::Ordering;

/// Sorts by the items themselves. Equal items keep their order, as in all of these.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// The items sorted, each once.
pub(crate) fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.into_iter().collect();
    sort(&mut items);
    items.dedup();
    items
}

/// Sorts by a key.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a comparison.
pub(crate) fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    for (at, mut from) in order.iter().copied().enumerate() {
        // What stood there may have been swapped on already.
        while from < at {
            from = order[from];
        }
        items.swap(at, from);
    }
}

/// The positions `0..len` in the order that a comparison of two of them gives: a merge sort,
/// from pairs up.
pub(crate) fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..len).collect();
    let mut width = 1;
    while width < len {
        let mut merged = Vec::with_capacity(len);
        for runs in sorted.chunks(2 * width) {
            let (mut a, mut b) = runs.split_at(width.min(runs.len()));
            while let (Some(&first), Some(&second)) = (a.first(), b.first()) {
                if compare(first, second).is_gt() {
                    merged.push(second);
                    b = &b[1..];
                } else {
                    merged.push(first);
                    a = &a[1..];
                }
            }
            merged.extend_from_slice(a);
            merged.extend_from_slice(b);
        }
        sorted = merged;
        width *= 2;
    }
    sorted
}

/// A number brought between two others. (`f64::clamp` panics where they are the wrong way round,
/// and brings the printing of floats with its message.)
pub(crate) fn within(value: f64, least: f64, most: f64) -> f64 {
    value.max(least).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_library_does(items in prop::collection::vec((0..9_u8, 0..9_u8), 0..90)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
