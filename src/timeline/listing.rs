//! What the timeline shows, in words' order instead of places: by lane, in each by date. The list
//! and the table are made of it; the chronicle asks the same of each record.

use super::lanes::Lane;
use crate::model::{Dataset, Day, Recommendation, Ref, Status};
use crate::order;
use crate::trail::Trail;

/// What of the record is shown, and what of it is chosen.
#[derive(Clone, Copy)]
pub struct Choice<'a> {
    /// Statuses are those known on this day.
    pub as_of: Day,
    /// Whether a record is shown at all: it passes the filters and was known by `as_of`.
    pub shown: &'a dyn Fn(Ref) -> bool,
    /// Whether a shown record matches; what does not is dimmed.
    pub matched: &'a dyn Fn(Ref) -> bool,
    /// What is chosen.
    pub selected: Option<Ref>,
    /// Its trail.
    pub trail: Option<&'a Trail>,
    /// Whether the lane of this key is folded: its records are counted, not told one by one.
    pub folded: &'a dyn Fn(&str) -> bool,
}

impl<'a> Choice<'a> {
    /// Everything, nothing chosen.
    pub fn all(as_of: Day) -> Choice<'a> {
        Choice {
            as_of,
            shown: &|_| true,
            matched: &|_| true,
            selected: None,
            trail: None,
            folded: &|_| false,
        }
    }

    /// What is chosen and what is on its trail.
    pub(super) fn lit(&self) -> Lit {
        let steps = self.trail.iter().flat_map(|trail| trail.steps());
        let items = steps.flat_map(|step| [step.from, step.to]);
        Lit(order::distinct(self.selected.into_iter().chain(items)))
    }

    /// Whether a record that is lit or not is dimmed, as its mark is.
    pub(super) fn dimmed(&self, item: Ref, lit: bool) -> bool {
        (self.selected.is_some() && !lit) || !(self.matched)(item)
    }
}

/// Records that are lit.
pub(super) struct Lit(Vec<Ref>);

impl Lit {
    pub(super) fn has(&self, item: Ref) -> bool {
        self.0.binary_search(&item).is_ok()
    }
}

/// A record in a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listed {
    /// Which.
    pub item: Ref,
    /// The status of a recommendation.
    pub status: Option<Status>,
    /// Of the trail of what is chosen, or chosen itself.
    pub lit: bool,
    /// Something is chosen and this is not of its trail, or it does not match.
    pub dimmed: bool,
}

/// The records of a lane, in the lane's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The position of the lane.
    pub lane: usize,
    /// Its records.
    pub rows: Vec<Listed>,
}

/// The lanes that show anything, in the drawing's order, each with all of its shown records:
/// also those that nothing places in time, at the end.
pub fn listing(dataset: &Dataset, lanes: &[Lane], choice: &Choice<'_>) -> Vec<Listing> {
    let lit = choice.lit();
    let listed = |&item: &Ref| {
        let lit = lit.has(item);
        let status = dataset.typed::<Recommendation>(item);
        let status = status.map(|id| dataset.status(&dataset[id], choice.as_of));
        Listed { item, status, lit, dimmed: choice.dimmed(item, lit) }
    };
    let of_lane = |(lane, of): (usize, &Lane)| {
        let shown = of.items.iter().filter(|&&item| (choice.shown)(item));
        Listing { lane, rows: shown.map(listed).collect() }
    };
    lanes.iter().enumerate().map(of_lane).filter(|listing| !listing.rows.is_empty()).collect()
}

/// How many of each of several lists are drawn at first, so that about `most` are in all: short
/// ones whole, of long ones the same number, at least a few.
pub fn first_of(lens: &[usize], most: usize) -> usize {
    const LEAST: usize = 5;
    let all = |each: usize| lens.iter().map(|&len| len.min(each)).sum::<usize>();
    let longest = lens.iter().copied().max().unwrap_or(0);
    (LEAST..longest).take_while(|&each| all(each + 1) <= most).last().map_or(LEAST, |each| each + 1)
}
