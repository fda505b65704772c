//! What the layouts of all kinds of lane share: the plot, and what is shown of a lane by where it
//! is.

use std::cell::OnceCell;

use super::bundles::Run;
use super::lanes::Lane;
use super::marks::{Caption, Edge, Mark, What};
use super::place::{self, Span};
use super::shown::{Row, Stack};
use super::text::FontRole;
use super::{Options, Shown, lanes, lifelines, rows};
use crate::model::{Dataset, Day, Kind, Recommendation, Ref};
use crate::order::{self, within};

/// What the layouts of all kinds of lane share.
pub(super) struct Canvas<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) shown: &'a Shown,
    pub(super) options: Options<'a>,
    /// The plot's left edge, px.
    pub(super) left: f64,
    /// The plot's right edge, px.
    pub(super) right: f64,
    /// The end of the as-of day, px from the plot's left edge, wherever that is.
    pub(super) as_of: f64,
    /// What is lit, in the order of [`Ref`], and the positions of what of it is shown, in order;
    /// empty where nothing is chosen.
    lit: Vec<Ref>,
    lit_at: Vec<u32>,
}

/// What is shown of a lane, by where it is. Made once a scene; the layouts of every level of
/// detail read it.
pub(super) struct Gathered<'a> {
    pub(super) row: &'a Row,
    /// From 1 to 2: clusters of different lanes part at different zooms, so that no frame has all
    /// of them to draw anew.
    pub(super) phase: f64,
    /// Those in the window, in the order of time.
    pub(super) inside: Vec<Run>,
    /// How many they are.
    pub(super) count: usize,
    /// The pieces of those in the window with their rows: see [`rows`].
    pub(super) pieces: OnceCell<Vec<(rows::Piece<'a>, usize)>>,
    pub(super) before: Beyond,
    pub(super) after: Beyond,
}

/// Records of a lane beyond an edge of the window.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beyond {
    pub(super) count: usize,
    /// The nearest to the window and its day.
    pub(super) nearest: Option<(Day, Ref)>,
}

impl Beyond {
    pub(super) fn and_before(mut self, other: Beyond) -> Beyond {
        self.count += other.count;
        self.nearest = self.nearest.max(other.nearest);
        self
    }

    fn and_after(mut self, other: Beyond) -> Beyond {
        self.count += other.count;
        self.nearest = match (self.nearest, other.nearest) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self
    }

    pub(super) fn edge(self, x: f64, y: f64) -> Option<Edge> {
        let (day, nearest) = self.nearest?;
        Some(Edge { count: self.count, nearest, day, lit: false, x, y })
    }
}

/// What a lane's layout adds to the scene.
#[derive(Default)]
pub(super) struct Laid {
    pub(super) marks: Vec<Mark>,
    pub(super) captions: Vec<Caption>,
    /// Counted at the left edge after all: they began before the window.
    pub(super) earlier: Beyond,
    /// The height of the marks, px.
    pub(super) height: f64,
}

impl Gathered<'_> {
    fn add(&mut self, run: Run) {
        self.count += run.len();
        self.inside.push(run);
    }
}

impl<'a> Canvas<'a> {
    pub(super) fn new(dataset: &'a Dataset, shown: &'a Shown, options: Options<'a>) -> Canvas<'a> {
        let size = |v: f64, most: f64| if v.is_finite() { within(v, 0.0, most) } else { 0.0 };
        let options = Options {
            label_width: size(options.label_width, 2_000.0),
            margin: size(options.margin, 2_000.0),
            row_height: if options.row_height.is_finite() {
                within(options.row_height, 14.0, 60.0)
            } else {
                18.0
            },
            ..options
        };
        let steps = options.trail.iter().flat_map(|trail| trail.steps());
        let mut lit = Vec::new();
        if options.selected.is_some() {
            let ends = steps.flat_map(|step| [step.from, step.to]);
            lit = order::distinct(options.selected.into_iter().chain(ends));
        }
        let lit_at = order::distinct(lit.iter().filter_map(|&item| shown.position(item)));
        let left = options.label_width;
        Canvas {
            dataset,
            shown,
            options,
            left,
            right: left + options.scale.width(),
            as_of: options.scale.x(f64::from(options.as_of.0) + 1.0),
            lit,
            lit_at,
        }
    }

    /// How wide a text is, px: a number, whatever the measure says.
    pub(super) fn width(&self, text: &str, role: FontRole) -> f64 {
        let width = (self.options.measure)(text, role);
        if width.is_finite() { width.max(0.0) } else { 1e6 }
    }

    /// How wide a count is, px: as wide as the widest of so many digits.
    pub(super) fn count_width(&self, count: usize, role: FontRole) -> f64 {
        const EIGHTS: &str = "88888888888888888888";
        let digits = count.checked_ilog10().unwrap_or(0) as usize + 1;
        self.width(EIGHTS.get(..digits).unwrap_or(EIGHTS), role)
    }

    /// Whether the record is chosen or of the trail of what is.
    pub(super) fn lit(&self, item: Ref) -> bool {
        self.lit.binary_search(&item).is_ok()
    }

    /// Those of a mark that are lit and shown.
    pub(super) fn lit_of(&self, mark: &Mark) -> Vec<Ref> {
        match &mark.what {
            What::Item(item) => Some(*item).filter(|&item| self.lit(item)).into_iter().collect(),
            What::Bundle(bundle) => {
                let lit = bundle.items.stretches().iter().flat_map(|of| self.lit_between(*of));
                lit.filter_map(|&at| self.shown.item(at)).collect()
            }
        }
    }

    /// The positions of what is lit among some.
    fn lit_between(&self, (from, to): (u32, u32)) -> &[u32] {
        let at = |position: u32| self.lit_at.partition_point(|&at| at < position);
        self.lit_at.get(at(from)..at(to)).unwrap_or_default()
    }

    /// Says of a mark whether it is chosen, lit or dimmed.
    pub(super) fn dress(&self, mark: &mut Mark) {
        let (lit, matched);
        match &mark.what {
            What::Item(item) => {
                mark.selected = Some(*item) == self.options.selected;
                lit = self.lit(*item);
                matched = (self.options.matched)(*item);
            }
            What::Bundle(bundle) => {
                let of = bundle.items.stretches();
                let selected = self.options.selected.and_then(|item| self.shown.position(item));
                let holds = |at| of.iter().any(|(from, to)| (from..to).contains(&&at));
                mark.selected = selected.is_some_and(holds);
                lit = of.iter().any(|&stretch| !self.lit_between(stretch).is_empty());
                matched = self.shown.matches(of);
            }
        }
        mark.lit = lit;
        mark.dimmed = (self.options.selected.is_some() && !lit) || !matched;
    }

    /// When a record was, as known on the as-of day.
    fn span(&self, item: Ref, span: Option<Span>) -> Option<Span> {
        match item.kind {
            // Planned sessions may move.
            Kind::Session => self.dataset.date_on(item, self.options.as_of).map(Span::of),
            _ => span,
        }
    }

    /// What a record covers when it is drawn, px from the plot's left edge.
    fn extent(&self, item: Ref, (x0, x1): (f64, f64)) -> (f64, f64) {
        if item.kind == Kind::Recommendation {
            return lifelines::extent(self, item, x0);
        }
        // What is drawn wider than it lasts is in the window as long as its middle is.
        if x1 - x0 < rows::WIDEST_POINT {
            return (x0.midpoint(x1), x0.midpoint(x1));
        }
        (x0, x1)
    }

    /// What is shown of a lane, by where it is: by looking at the dates that may be in the window,
    /// and counting those that are surely not.
    pub(super) fn gather(&self, lane: &Lane, row: &'a Row) -> Gathered<'a> {
        let mut gathered = Gathered {
            row,
            phase: phase(&lane.key),
            inside: Vec::new(),
            count: 0,
            pieces: OnceCell::new(),
            before: Beyond::default(),
            after: Beyond::default(),
        };
        let scale = self.options.scale;
        let x = |day: Day| scale.x(f64::from(day.0));
        let lifelines = row.has_lifelines();
        let upto = |x1: f64| row.stacks.partition_point(|stack| x(stack.span.days.0) < x1);
        // Before the window stands what has ended by then; a lifeline has not.
        let day = scale.px_per_day();
        let first = match lifelines {
            true => upto(-day),
            false => upto(-place::SOFT - row.longest * day),
        };
        let last = row.stacks.partition_point(|s| x(s.span.days.0) <= scale.width() + place::SOFT);
        let (earlier, rest) = row.stacks.split_at(first);
        let (inside, later) = rest.split_at(last.saturating_sub(first));
        let from = row.from;
        match (lifelines, earlier.last()) {
            (true, Some(last)) if self.as_of >= 0.0 => {
                // All of them reach into it.
                let (x0, x1) = last.span.ends(scale);
                gathered.add(Run { x0, x1, days: last.span.days, from, to: last.to });
            }
            (true, _) => earlier.iter().for_each(|stack| self.sort(stack, &mut gathered)),
            (false, Some(last)) => gathered.before = self.last_of(earlier, last.to - from),
            (false, None) => {}
        }
        inside.iter().for_each(|stack| self.sort(stack, &mut gathered));
        if let Some(first) = later.first() {
            gathered.after = gathered.after.and_after(self.first_of(later, row.dated - first.from));
        }
        gathered
    }

    /// Adds the records of a date where they are.
    fn sort(&self, stack: &Stack, gathered: &mut Gathered<'_>) {
        let ends = stack.span.ends(self.options.scale);
        let mut sort = |item: Ref, from: u32, to: u32| {
            let (start, end) = self.extent(item, ends);
            let stack = Stack { from, to, ..stack.clone() };
            if end < 0.0 {
                let before = self.last_of(std::slice::from_ref(&stack), to - from);
                gathered.before = gathered.before.and_before(before);
            } else if start > self.options.scale.width() {
                let after = self.first_of(std::slice::from_ref(&stack), to - from);
                gathered.after = gathered.after.and_after(after);
            } else {
                gathered.add(Run { x0: ends.0, x1: ends.1, days: stack.span.days, from, to });
            }
        };
        let Some(item) = self.shown.item(stack.from) else { return };
        if item.kind == Kind::Recommendation && lifelines::differ(self, ends.0) {
            for at in stack.from..stack.to {
                if let Some(item) = self.shown.item(at) {
                    sort(item, at, at + 1);
                }
            }
        } else {
            sort(item, stack.from, stack.to);
        }
    }

    /// So many records before the window, the last of which are of these stacks.
    fn last_of(&self, stacks: &[Stack], count: u32) -> Beyond {
        let day = stacks.last().map(|stack| stack.span.days.0);
        let last = stacks.iter().rev().take_while(|stack| Some(stack.span.days.0) == day);
        let item = last.filter_map(|stack| self.shown.item(stack.to - 1)).max();
        Beyond { count: count as usize, nearest: day.zip(item) }
    }

    /// So many records after the window, the first of which are of these stacks.
    fn first_of(&self, stacks: &[Stack], count: u32) -> Beyond {
        let day = stacks.first().map(|stack| stack.span.days.0);
        let first = stacks.iter().take_while(|stack| Some(stack.span.days.0) == day);
        let item = first.filter_map(|stack| self.shown.item(stack.from)).min();
        Beyond { count: count as usize, nearest: day.zip(item) }
    }

    /// Some records one by one, in their lane's order.
    pub(super) fn each(&self, row: &Row, runs: &[Run]) -> Vec<Ref> {
        let mut items: Vec<Ref> =
            runs.iter().flat_map(|run| self.shown.between(run.from, run.to)).copied().collect();
        if !row.in_order {
            lanes::by_date(self.dataset, &mut items);
        }
        items
    }

    /// Whether the trail leaves the plot at its end for a shown record that is not drawn, else at
    /// its beginning, and the day on which the record is found.
    pub(super) fn beyond(&self, item: Ref) -> Option<(bool, Day)> {
        let span = match self.dataset.typed::<Recommendation>(item) {
            Some(id) => Span::adopted(self.dataset, &self.dataset[id]),
            None => self.span(item, self.dataset.date(item).map(Span::of)),
        }?;
        let (start, _) = self.extent(item, span.ends(self.options.scale));
        // What began in the window or before it is counted at the left edge if it is not drawn.
        Some((start > self.options.scale.width(), span.days.0))
    }
}

/// A number from 1 to 2 that a lane has for its own.
fn phase(key: &str) -> f64 {
    let hash = key.bytes().fold(7_u32, |hash, byte| hash.wrapping_mul(31) ^ u32::from(byte));
    f64::from(hash.wrapping_mul(0x9e37_79b9) >> 16) / 65_536.0 + 1.0
}
