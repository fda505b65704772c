//! What of the lanes is shown, in the order of time. Made once for what is asked, grouped and
//! known; every frame looks up in it what its window holds, and counts by what stands before.

use std::sync::Arc;

use super::lanes::Lane;
use super::place::Span;
use super::sittings;
use crate::model::{Dataset, Day, Kind, Recommendation, Ref, Status};
use crate::order;

/// The shown records of a dataset's lanes, each at one position: lane by lane, in each by the days
/// that its date names, then in the dataset's order; those without a date last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    items: Arc<[Ref]>,
    rows: Vec<Row>,
    /// Of each kind, the position of each record; [`NOWHERE`] for what is not shown.
    positions: Vec<Vec<u32>>,
    /// How many match before each position and in all; empty where all do.
    matched: Vec<u32>,
    /// When the shown sessions whose dates are known to the day were held, in the dataset's order.
    pub(super) sittings: Vec<(Day, Day)>,
}

const NOWHERE: u32 = u32::MAX;

/// How many recommendations there are of each status, in the order of [`Status::ALL`].
type Mix = [u32; 7];

/// What is shown of a lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// The first position.
    pub(super) from: u32,
    /// The end of those that have a date.
    pub(super) dated: u32,
    /// The end.
    pub(super) to: u32,
    /// Those of one date after those of another.
    pub(super) stacks: Vec<Stack>,
    /// The longest that one of them lasts, days.
    pub(super) longest: f64,
    /// They stand in the lane's own order.
    pub(super) in_order: bool,
    /// What stands before each stack, and in all; empty for other kinds.
    mixes: Vec<Mix>,
}

/// Records of one date.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stack {
    pub(super) span: Span,
    /// The first position.
    pub(super) from: u32,
    /// The end.
    pub(super) to: u32,
}

impl Shown {
    /// Of some lanes what passes the filters and was known by `as_of`; `status` has for each
    /// recommendation the place in [`Status::ALL`] of what it had then; `matched` says which of
    /// what is shown is not dimmed, `None` where all is.
    pub fn new(
        dataset: &Dataset,
        lanes: &[Lane],
        as_of: Day,
        status: &dyn Fn(usize) -> Option<usize>,
        shown: &dyn Fn(Ref) -> bool,
        matched: Option<&dyn Fn(Ref) -> bool>,
    ) -> Shown {
        let mut items = Vec::new();
        let row = |lane| Row::new(dataset, lane, as_of, status, shown, &mut items);
        let rows: Vec<Row> = lanes.iter().map(row).collect();
        let mut positions: Vec<Vec<u32>> = vec![Vec::new(); Kind::ALL.len()];
        for (position, item) in items.iter().enumerate() {
            let Some(of_kind) = positions.get_mut(item.kind as usize) else { continue };
            if of_kind.is_empty() {
                *of_kind = vec![NOWHERE; dataset.len(item.kind)];
            }
            if let Some(at) = of_kind.get_mut(item.index as usize) {
                *at = position as u32;
            }
        }
        let mut before = Vec::new();
        if let Some(matched) = matched {
            let mut n = 0;
            before.push(0);
            before.extend(items.iter().map(|&item| {
                n += u32::from(matched(item));
                n
            }));
            if n as usize == items.len() {
                before.clear();
            }
        }
        let sittings = sittings::shown(dataset, as_of, shown);
        Shown { items: items.into(), rows, positions, matched: before, sittings }
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// What is shown of each lane.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The list that positions count in.
    pub(super) fn items(&self) -> &Arc<[Ref]> {
        &self.items
    }

    /// The record at a position.
    pub(super) fn item(&self, position: u32) -> Option<Ref> {
        self.items.get(position as usize).copied()
    }

    /// The records at some positions.
    pub(super) fn between(&self, from: u32, to: u32) -> &[Ref] {
        self.items.get(from as usize..to as usize).unwrap_or_default()
    }

    /// Where a record stands; `None` where it is not shown, or in no lane.
    pub(super) fn position(&self, item: Ref) -> Option<u32> {
        let of_kind = self.positions.get(item.kind as usize)?;
        of_kind.get(item.index as usize).copied().filter(|&at| at != NOWHERE)
    }

    /// Whether any of those at some positions matches.
    pub(super) fn matches(&self, stretches: &[(u32, u32)]) -> bool {
        let before = |position: u32| self.matched.get(position as usize);
        self.matched.is_empty() || stretches.iter().any(|&(from, to)| before(from) < before(to))
    }

    /// How many of those at some positions of a lane are recommendations of each status.
    pub(super) fn mix(
        &self,
        dataset: &Dataset,
        as_of: Day,
        stretches: &[(u32, u32)],
    ) -> [usize; 7] {
        let mut mix = [0; 7];
        let Some(&(first, _)) = stretches.first() else { return mix };
        let row = self.rows.partition_point(|row| row.from <= first).checked_sub(1);
        let Some(row) = row.and_then(|at| self.rows.get(at)).filter(|r| !r.mixes.is_empty()) else {
            return mix;
        };
        for &(from, to) in stretches {
            // Whole stacks by what stands before them, what is left of them at the ends one by one.
            let first = row.stacks.partition_point(|stack| stack.from < from);
            let last = row.stacks.partition_point(|stack| stack.to <= to).max(first);
            let at = |stack: usize| row.stacks.get(stack).map_or(row.dated, |stack| stack.from);
            if let (Some(before), Some(after)) = (row.mixes.get(first), row.mixes.get(last)) {
                for (n, (before, after)) in mix.iter_mut().zip(before.iter().zip(after)) {
                    *n += (after - before) as usize;
                }
            }
            let ends = [(from, at(first).min(to)), (at(last).max(from), to)];
            let ends = if first == last { [(from, to), (to, to)] } else { ends };
            for item in ends.into_iter().flat_map(|(from, to)| self.between(from, to)) {
                if let Some(n) = place(dataset, *item, as_of).and_then(|at| mix.get_mut(at)) {
                    *n += 1;
                }
            }
        }
        mix
    }
}

/// The place of a recommendation's status in [`Status::ALL`].
pub(super) fn place(dataset: &Dataset, item: Ref, as_of: Day) -> Option<usize> {
    let id = dataset.typed::<Recommendation>(item)?;
    let status = dataset.status(&dataset[id], as_of);
    Status::ALL.iter().position(|of| *of == status)
}

impl Row {
    fn new(
        dataset: &Dataset,
        lane: &Lane,
        as_of: Day,
        status: &dyn Fn(usize) -> Option<usize>,
        shown: &dyn Fn(Ref) -> bool,
        items: &mut Vec<Ref>,
    ) -> Row {
        let from = items.len() as u32;
        let mut row =
            Row { from, dated: from, in_order: lane.in_time.is_empty(), ..Row::default() };
        let of_lane = lane.items.iter().copied().zip(lane.spans.iter().copied());
        if lane.items.first().is_some_and(|item| item.kind == Kind::Session) {
            // Planned sessions may move.
            let known = |item| dataset.date_on(item, as_of).map(Span::of);
            let mut all: Vec<(Ref, Option<Span>)> = of_lane
                .filter(|(item, _)| shown(*item))
                .map(|(item, _)| (item, known(item)))
                .collect();
            let time = |(item, span): &(Ref, Option<Span>)| {
                (span.is_none(), span.map(|span| span.days), item.index)
            };
            row.in_order = all.is_sorted_by_key(time);
            order::sort_by_key(&mut all, time);
            all.into_iter().for_each(|(item, span)| row.add(item, span, items));
        } else if row.in_order {
            for (item, span) in of_lane {
                if shown(item) {
                    row.add(item, span, items);
                }
            }
        } else {
            for &at in &lane.in_time {
                let of_lane = lane.items.get(at as usize).zip(lane.spans.get(at as usize));
                if let Some((&item, &span)) = of_lane.filter(|(item, _)| shown(**item)) {
                    row.add(item, span, items);
                }
            }
        }
        row.to = items.len() as u32;
        if lane.kind.holds_recommendations() {
            let mut mix = Mix::default();
            for stack in &row.stacks {
                row.mixes.push(mix);
                for &item in items.get(stack.from as usize..stack.to as usize).unwrap_or_default() {
                    let place = status(item.index as usize);
                    if let Some(n) = place.and_then(|at| mix.get_mut(at)) {
                        *n += 1;
                    }
                }
            }
            row.mixes.push(mix);
        }
        row
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        (self.to - self.from) as usize
    }

    /// The positions of those without a date.
    pub(super) fn undated(&self) -> Vec<(u32, u32)> {
        if self.dated < self.to { vec![(self.dated, self.to)] } else { Vec::new() }
    }

    /// Whether its records are drawn as lifelines, which last on.
    pub(super) fn has_lifelines(&self) -> bool {
        !self.mixes.is_empty()
    }

    fn add(&mut self, item: Ref, span: Option<Span>, items: &mut Vec<Ref>) {
        let at = items.len() as u32;
        items.push(item);
        let Some(span) = span else { return };
        self.dated = at + 1;
        match self.stacks.last_mut() {
            Some(last) if last.span == span => last.to = at + 1,
            _ => {
                self.longest = self.longest.max(span.length());
                self.stacks.push(Stack { span, from: at, to: at + 1 });
            }
        }
    }
}
