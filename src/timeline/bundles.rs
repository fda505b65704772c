//! Counted clusters: what would overlap, in one pill.

use super::canvas::{Canvas, Gathered};
use super::geometry::{Anchor, Label, Rect};
use super::marks::{Bundle, Mark, Shape, What};
use super::members::Members;
use super::scale::grid;
use super::text::FontRole;
use crate::model::Day;

/// The height of a pill, px.
const HEIGHT: f64 = 18.0;
/// Room between two pills, px.
const APART: f64 = 4.0;

/// Records of one date to be counted, or that stand before the window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// What each covers, px from the plot's left edge; both ends of a recommendation are where its
    /// lifeline starts.
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) days: (Day, Day),
    /// The first position.
    pub(super) from: u32,
    /// The end.
    pub(super) to: u32,
}

impl Run {
    /// Where they would stand, px from the plot's left edge.
    fn x(&self) -> f64 {
        self.x0.midpoint(self.x1)
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        (self.to - self.from) as usize
    }
}

/// What becomes a pill.
struct Group {
    stretches: Vec<(u32, u32)>,
    count: usize,
    /// The sum of where each would stand.
    sum: f64,
    days: (Day, Day),
    x: f64,
    half: f64,
}

/// Gathers records into pills, one for each stretch of time in which there are any: the least
/// power of two, of the lane's own unit, that takes `bucket` px or more and has room for a pill of
/// all. The stretches lie on one grid whatever the window, so that panning regroups nothing and
/// zooming only where a power of two is passed, another in each lane; at the plot's edges pills are
/// moved inward and merged where they meet. Each record is in exactly one. `y` is the pills' middle.
pub(super) fn bundle(
    canvas: &Canvas<'_>,
    runs: impl IntoIterator<Item = Run>,
    lane: &Gathered<'_>,
    y: f64,
    row: f64,
    bucket: f64,
) -> Vec<Mark> {
    let scale = canvas.options.scale;
    let days = stretch(canvas, lane, bucket);
    let mut cells: Vec<(i64, Group)> = Vec::new();
    for run in runs {
        let cell = if days.is_finite() { (scale.day(run.x()) / days).floor() as i64 } else { 0 };
        // They come nearly in order of time: most go where the one before went.
        let at = match cells.last() {
            Some((last, _)) if *last == cell => cells.len() - 1,
            _ => cells.partition_point(|(c, _)| *c < cell),
        };
        match cells.get_mut(at) {
            Some((c, group)) if *c == cell => group.add(run),
            _ => cells.insert(at, (cell, Group::of(run))),
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for (cell, mut group) in cells {
        group.measure(canvas);
        if days.is_finite() {
            let x = |cell: i64| scale.x(cell as f64 * days);
            let room = group.half + APART / 2.0;
            group.x = group.x.max(x(cell) + room).min(x(cell + 1) - room);
        }
        group.keep_inside(scale.width());
        while let Some(last) =
            groups.pop_if(|last| last.x + last.half + APART > group.x - group.half + 1e-6)
        {
            group = last.and(group);
            group.measure(canvas);
            group.keep_inside(scale.width());
        }
        groups.push(group);
    }
    groups.into_iter().map(|group| group.mark(canvas, y, row)).collect()
}

/// How long a stretch is that a pill gathers, days. Pills are the same where it is.
pub(super) fn stretch(canvas: &Canvas<'_>, lane: &Gathered<'_>, bucket: f64) -> f64 {
    let widest = 2.0 * half(canvas, lane.row.len()) + APART;
    grid(bucket.max(widest) / canvas.options.scale.px_per_day() * lane.phase) / lane.phase
}

/// Half of the width of a pill for so many records, px.
pub(super) fn half(canvas: &Canvas<'_>, count: usize) -> f64 {
    let width = canvas.count_width(count, FontRole::Strong);
    (width.min(400.0) + 16.0).max(24.0) / 2.0
}

impl Group {
    fn of(run: Run) -> Group {
        let mut group =
            Group { stretches: Vec::new(), count: 0, sum: 0.0, days: run.days, x: 0.0, half: 0.0 };
        group.add(run);
        group
    }

    fn add(&mut self, run: Run) {
        match self.stretches.last_mut() {
            Some(last) if last.1 == run.from => last.1 = run.to,
            _ => self.stretches.push((run.from, run.to)),
        }
        self.count += run.len();
        self.sum += run.x() * run.len() as f64;
        self.days = (self.days.0.min(run.days.0), self.days.1.max(run.days.1));
    }

    fn and(mut self, other: Group) -> Group {
        self.stretches.extend(other.stretches);
        self.count += other.count;
        self.sum += other.sum;
        self.days = (self.days.0.min(other.days.0), self.days.1.max(other.days.1));
        self
    }

    /// Stands in the middle of its records.
    fn measure(&mut self, canvas: &Canvas<'_>) {
        self.x = self.sum / self.count.max(1) as f64;
        self.half = half(canvas, self.count);
    }

    fn keep_inside(&mut self, width: f64) {
        self.x = self.x.min(width - self.half).max(self.half);
    }

    fn mark(self, canvas: &Canvas<'_>, y: f64, row: f64) -> Mark {
        let x = canvas.left + self.x;
        let text = self.count.to_string();
        let bundle = Bundle {
            items: Members::new(canvas.shown.items(), self.stretches),
            statuses: [0; 7],
            days: self.days,
        };
        let (x0, x1) = (x - self.half, x + self.half);
        let mut mark = Mark::new(What::Bundle(bundle), Shape::Bundle, x0, x1, y, HEIGHT.min(row));
        let width = canvas.count_width(self.count, FontRole::Mark);
        mark.label = Some(Label {
            text,
            x,
            y,
            anchor: Anchor::Middle,
            width,
            role: FontRole::Mark,
            inside: true,
        });
        mark.hit = Rect { x: x0, y: y - row / 2.0, width: x1 - x0, height: row };
        mark
    }
}

/// What a cluster's mark says of its records: left for when it is known to be drawn.
pub(super) fn finish(canvas: &Canvas<'_>, mark: &mut Mark) {
    let What::Bundle(bundle) = &mut mark.what else { return };
    let stretches = bundle.items.stretches();
    bundle.statuses = canvas.shown.mix(canvas.dataset, canvas.options.as_of, stretches);
    canvas.dress(mark);
}
