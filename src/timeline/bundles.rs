//! Counted clusters: what would overlap, in one pill.

use super::canvas::Canvas;
use super::geometry::{Anchor, Label, Rect};
use super::marks::{Bundle, Mark, Shape, What};
use super::text::FontRole;
use crate::model::{Day, Recommendation, Ref, Status};
use crate::order;

/// The height of a pill, px.
const HEIGHT: f64 = 18.0;
/// Room between two pills, px.
const APART: f64 = 4.0;

/// A record to be counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// What it covers, px from the plot's left edge; both ends of a recommendation are where its
    /// lifeline starts.
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) days: (Day, Day),
    pub(super) item: Ref,
}

impl Counted {
    /// Where it would stand, px from the plot's left edge.
    fn x(&self) -> f64 {
        self.x0.midpoint(self.x1)
    }
}

struct Group {
    counted: Vec<Counted>,
    x: f64,
    half: f64,
}

/// Gathers records into pills, one for each `bucket` px of time in which there are any. The
/// buckets lie on a grid that moves with the content, so that panning does not regroup them; at
/// the plot's edges pills are moved inward and merged where they meet. Each record is in exactly
/// one. `y` is the pills' middle.
pub(super) fn bundle(
    canvas: &Canvas<'_>,
    counted: Vec<Counted>,
    y: f64,
    row: f64,
    bucket: f64,
) -> Vec<Mark> {
    let scale = canvas.options.scale;
    let widest = 2.0 * half(canvas, counted.len()) + APART;
    let bucket = bucket.max(widest);
    let origin = scale.first() * scale.px_per_day();
    let mut cells: Vec<(i64, Vec<Counted>)> = Vec::new();
    for one in counted {
        let cell =
            if bucket.is_finite() { ((one.x() + origin) / bucket).floor() as i64 } else { 0 };
        // Records come nearly in order of time: most go where the one before went.
        let at = match cells.last() {
            Some((last, _)) if *last == cell => cells.len() - 1,
            _ => cells.partition_point(|(c, _)| *c < cell),
        };
        match cells.get_mut(at) {
            Some((c, counted)) if *c == cell => counted.push(one),
            _ => cells.insert(at, (cell, vec![one])),
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    for (cell, counted) in cells {
        let mut group = Group::new(canvas, counted);
        if bucket.is_finite() {
            let left = cell as f64 * bucket - origin;
            let room = group.half + APART / 2.0;
            group.x = group.x.max(left + room).min(left + bucket - room);
        }
        group.keep_inside(scale.width());
        while let Some(last) =
            groups.pop_if(|last| last.x + last.half + APART > group.x - group.half + 1e-6)
        {
            group = Group::new(canvas, last.counted.into_iter().chain(group.counted).collect());
            group.keep_inside(scale.width());
        }
        groups.push(group);
    }
    groups.into_iter().map(|group| group.mark(canvas, y, row)).collect()
}

/// Half of the width of a pill for so many records, px.
pub(super) fn half(canvas: &Canvas<'_>, count: usize) -> f64 {
    let width = canvas.width(&count.to_string(), FontRole::Strong);
    (width.min(400.0) + 16.0).max(24.0) / 2.0
}

impl Group {
    fn new(canvas: &Canvas<'_>, counted: Vec<Counted>) -> Group {
        let sum: f64 = counted.iter().map(Counted::x).sum();
        let x = sum / counted.len().max(1) as f64;
        Group { x, half: half(canvas, counted.len()), counted }
    }

    fn keep_inside(&mut self, width: f64) {
        self.x = self.x.min(width - self.half).max(self.half);
    }

    fn mark(mut self, canvas: &Canvas<'_>, y: f64, row: f64) -> Mark {
        order::sort_by_key(&mut self.counted, |one| (one.days, one.item));
        let x = canvas.left + self.x;
        let text = self.counted.len().to_string();
        let bundle = Bundle {
            statuses: [0; 7],
            days: (
                self.counted.iter().map(|one| one.days.0).min().unwrap_or(Day(0)),
                self.counted.iter().map(|one| one.days.1).max().unwrap_or(Day(0)),
            ),
            items: self.counted.into_iter().map(|one| one.item).collect(),
        };
        let (x0, x1) = (x - self.half, x + self.half);
        let mut mark = Mark::new(What::Bundle(bundle), Shape::Bundle, x0, x1, y, HEIGHT.min(row));
        let width = canvas.width(&text, FontRole::Mark);
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

/// What a cluster's mark says of each of its records: left for when it is known to be drawn.
pub(super) fn finish(canvas: &Canvas<'_>, mark: &mut Mark) {
    let What::Bundle(bundle) = &mut mark.what else { return };
    bundle.statuses = statuses(canvas, &bundle.items);
    canvas.dress(mark);
}

fn statuses(canvas: &Canvas<'_>, items: &[Ref]) -> [usize; 7] {
    let mut counts = [0; 7];
    for &item in items {
        let Some(id) = canvas.dataset.typed::<Recommendation>(item) else { continue };
        let status = canvas.dataset.status(&canvas.dataset[id], canvas.options.as_of);
        for (count, of) in counts.iter_mut().zip(Status::ALL) {
            *count += usize::from(status == of);
        }
    }
    counts
}
