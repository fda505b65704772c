//! Submissions: a small square each, in a grid where many came in for one session.

use super::bundles::{self, Run};
use super::canvas::{Canvas, Gathered, Laid};
use super::geometry::{Anchor, Label, Rect};
use super::marks::{Caption, Mark, Shape, What};
use super::scene::{Aspect, Detail};
use super::text::FontRole;
use crate::model::Submission;
use crate::order;

/// The side of a square, px.
pub(super) const SIDE: f64 = 7.0;
/// From a square to the next, px.
const PITCH: f64 = 10.0;
/// The most squares in a column.
const COLUMN: usize = 5;
/// Room between a grid and its count, and between grids, px.
const GAP: f64 = 6.0;
/// How far a grid may stand beside its date to be clear of another, px.
const NUDGE: f64 = 16.0;

/// Of more dates than this all are counted: their grids would meet, and a frame's cost is not to
/// grow with the data.
const MOST_DATES: usize = 300;

/// The submissions of one date, or of several where their grids would meet.
struct Group {
    runs: Vec<Run>,
    count: usize,
    /// The middle, px from the plot's left edge.
    x: f64,
    /// The part of the date's span that is in the window, px from the plot's left edge: the grid
    /// is as true anywhere within it.
    span: (f64, f64),
    /// Drawn as one pill, not as a grid.
    pill: bool,
}

impl Group {
    /// What the grid or pill takes, with its count, px from the plot's left edge.
    fn extent(&self, canvas: &Canvas<'_>) -> (f64, f64) {
        let (half, caption) = self.widths(canvas);
        let caption_fits = self.x + half + caption <= canvas.options.scale.width();
        let (before, after) = if caption_fits { (0.0, caption) } else { (caption, 0.0) };
        (self.x - half - before, self.x + half + after)
    }

    /// Half the width without the count; the count's width with its gap.
    fn widths(&self, canvas: &Canvas<'_>) -> (f64, f64) {
        let count = self.count;
        if self.pill {
            return (bundles::half(canvas, count), 0.0);
        }
        let columns = count.div_ceil(COLUMN) as f64;
        let caption = if count > 1 { canvas.count_width(count, FontRole::Mark) + GAP } else { 0.0 };
        ((columns * PITCH - (PITCH - SIDE)) / 2.0, caption)
    }

    /// Moves to the right, within what its date covers or else by a few pixels, until it is clear
    /// of `last`; says whether it is.
    fn make_way(&mut self, last: &Group, canvas: &Canvas<'_>) -> bool {
        let end = last.extent(canvas).1 + GAP;
        if self.extent(canvas).0 >= end {
            return true;
        }
        let (half, caption) = self.widths(canvas);
        let edge = canvas.options.scale.width() - half - caption;
        let room = (self.span.1 - half).max(self.x + NUDGE).min(edge);
        if self.pill || end + half > room {
            return false;
        }
        self.x = end + half;
        true
    }

    fn keep_inside(&mut self, canvas: &Canvas<'_>) {
        let width = canvas.options.scale.width();
        let (half, caption) = self.widths(canvas);
        self.pill |= 2.0 * half + caption > width / 2.0;
        let (half, _) = self.widths(canvas);
        self.x = self.x.min(width - half).max(half);
    }
}

/// What the layout of a lane takes of a detail: where it is the same, so is the layout.
pub(super) fn aspect(canvas: &Canvas<'_>, gathered: &Gathered<'_>, detail: &Detail) -> Aspect {
    match gathered.inside.len() > MOST_DATES {
        true => (0, bundles::stretch(canvas, gathered, detail.bucket)),
        false => (detail.squares, 0.0),
    }
}

/// A grid of squares for each date, its count beside it. A submission without a date of its own
/// stands at its session, softly: it was sent in before it. Too many for a grid, or grids that
/// would meet, become one pill.
pub(super) fn lay_out(
    canvas: &Canvas<'_>,
    gathered: &Gathered<'_>,
    y: f64,
    detail: &Detail,
) -> Laid {
    if gathered.inside.len() > MOST_DATES {
        let runs = gathered.inside.iter().copied();
        let marks = bundles::bundle(canvas, runs, gathered, y + 12.0, 24.0, detail.bucket);
        return Laid { marks, height: 24.0, ..Laid::default() };
    }
    let mut groups: Vec<Group> = Vec::new();
    let width = canvas.options.scale.width();
    for run in by_date(canvas, &gathered.inside) {
        let span = (run.x0.max(0.0), run.x1.min(width));
        let (count, x) = (run.len(), span.0.midpoint(span.1));
        let pill = count > detail.squares;
        let mut group = Group { runs: vec![run], count, x, span, pill };
        group.keep_inside(canvas);
        if groups.last().is_some_and(|last| group.make_way(last, canvas)) {
            groups.push(group);
            continue;
        }
        while let Some(last) =
            groups.pop_if(|last| last.extent(canvas).1 + GAP > group.extent(canvas).0)
        {
            let (a, b) = (last.count as f64, group.count as f64);
            group.x = (last.x * a + group.x * b) / (a + b);
            group.count += last.count;
            let later = std::mem::replace(&mut group.runs, last.runs);
            group.runs.extend(later);
            group.span = (last.span.0.min(group.span.0), last.span.1.max(group.span.1));
            group.pill = true;
            group.keep_inside(canvas);
        }
        groups.push(group);
    }
    let deepest = groups.iter().filter(|g| !g.pill).map(|g| g.count.min(COLUMN)).max().unwrap_or(0);
    let height = (deepest as f64 * PITCH).max(24.0);
    let mut laid = Laid { height, ..Laid::default() };
    for group in groups {
        if group.pill {
            let bucket = f64::INFINITY;
            let (runs, y) = (group.runs, y + height / 2.0);
            let mut pills = bundles::bundle(canvas, runs, gathered, y, 24.0, bucket);
            for pill in &mut pills {
                let by = canvas.left + group.x - pill.anchor;
                pill.move_right(by);
            }
            laid.marks.append(&mut pills);
        } else {
            grid(canvas, &group, y, height, &mut laid);
        }
    }
    laid
}

/// The submissions of each date, in the order of the middles of what the window shows of it.
fn by_date(canvas: &Canvas<'_>, runs: &[Run]) -> Vec<Run> {
    let width = canvas.options.scale.width();
    let mut dates = runs.to_vec();
    let x = |run: &Run| run.x0.max(0.0).midpoint(run.x1.min(width));
    order::sort_by(&mut dates, |a, b| x(a).total_cmp(&x(b)));
    dates
}

fn grid(canvas: &Canvas<'_>, group: &Group, y: f64, height: f64, laid: &mut Laid) {
    let (half, caption) = group.widths(canvas);
    let count = group.count;
    let rows = count.min(COLUMN) as f64;
    let left = canvas.left + group.x - half;
    let top = y + (height - rows * PITCH) / 2.0;
    let items = group.runs.iter().flat_map(|run| canvas.shown.between(run.from, run.to));
    for (n, &item) in items.enumerate() {
        let x = left + (n / COLUMN) as f64 * PITCH;
        let middle = top + ((n % COLUMN) as f64 + 0.5) * PITCH;
        let dated = canvas
            .dataset
            .typed::<Submission>(item)
            .is_some_and(|id| canvas.dataset[id].date.is_some());
        let shape = Shape::Submission { dated };
        let mut mark = Mark::new(What::Item(item), shape, x, x + SIDE, middle, PITCH);
        mark.soft_start = !dated;
        let margin = (PITCH - SIDE) / 2.0;
        mark.hit = Rect { x: x - margin, y: middle - PITCH / 2.0, width: PITCH, height: PITCH };
        canvas.dress(&mut mark);
        laid.marks.push(mark);
    }
    if count > 1 {
        let fits = group.x + half + caption <= canvas.options.scale.width();
        let text = count.to_string();
        let width = canvas.count_width(count, FontRole::Mark);
        let (x, anchor) =
            if fits { (left + 2.0 * half + GAP, Anchor::Start) } else { (left - GAP, Anchor::End) };
        let label = Label {
            text,
            x,
            y: y + height / 2.0,
            anchor,
            width,
            role: FontRole::Mark,
            inside: false,
        };
        let dimmed = laid.marks.iter().rev().take(count).all(|mark| mark.dimmed);
        let covers = group.span.1 - group.span.0 > 2.0 * half;
        let span = covers.then_some(Rect {
            x: canvas.left + group.span.0,
            y: y + height,
            width: group.span.1 - group.span.0,
            height: 1.0,
        });
        laid.captions.push(Caption { lane: 0, count, label, dimmed, span });
    }
}
