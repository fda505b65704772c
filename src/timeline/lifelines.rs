//! Recommendations: a lifeline each, or clusters by adoption where they are too many.

use std::borrow::Cow;

use super::bundles::{self, Run};
use super::canvas::{Beyond, Canvas, Gathered, Laid};
use super::geometry::{Anchor, Label, Rect};
use super::labels;
use super::marks::{Dot, EndGlyph, Mark, Segment, Shape, What};
use super::place;
use super::scene::{Aspect, Detail};
use super::text::FontRole;
use super::{Options, Scale, Shown};
use crate::model::{Dataset, Day, Id, Recommendation, Ref, Status, Strength};
use crate::order::{self, within};

/// The least length of the last segment, px: a status reported on the as-of day can be seen.
const STUB: f64 = 12.0;
/// Half of the dot at which a lifeline starts, px.
const START: f64 = 4.0;
/// What is left of a lifeline beside a label that stands at the plot's edge, px.
const REST: f64 = 24.0;
/// The height of a label's line above its lifeline, px.
const LABEL_LINE: f64 = 14.0;

/// Where a lifeline runs before it is cut to the plot, px from the plot's left edge.
struct Line {
    start: f64,
    soft: bool,
    /// Where each status begins; the first is "not assessed" at the start.
    changes: Vec<(f64, Status)>,
    /// Where the line ends and the glyph's left edge is.
    end: f64,
}

fn line(canvas: &Canvas<'_>, id: Id<Recommendation>) -> Option<Line> {
    let recommendation = &canvas.dataset[id];
    let scale = canvas.options.scale;
    let day = place::adopted(canvas.dataset, recommendation)?;
    let soft = !canvas.dataset[recommendation.session].date()?.is_exact();
    let start = scale.x(f64::from(day.0) + if soft { 0.0 } else { 0.5 });
    let mut changes = vec![(start, Status::NotAssessed)];
    let mut last = start;
    for entry in &recommendation.statuses {
        if entry.date.end() <= canvas.options.as_of {
            last = scale.x(f64::from(entry.date.end().0) + 0.5).max(last);
            changes.push((last, entry.status));
        }
    }
    Some(Line { start, soft, changes, end: canvas.as_of.max(last + STUB) })
}

/// How far a lifeline and its glyph may reach beyond the as-of day and its start, px.
const BEYOND: f64 = STUB + EndGlyph::AWAY + EndGlyph::HALF;

/// Whether of lifelines that start together one may reach into the window and another not.
pub(super) fn differ(canvas: &Canvas<'_>, start: f64) -> bool {
    // Surely in the window, or surely not.
    !(canvas.as_of >= 0.0 || start.max(canvas.as_of) < -BEYOND)
}

/// What a lifeline covers with its end glyph, px from the plot's left edge.
pub(super) fn extent(canvas: &Canvas<'_>, item: Ref, start: f64) -> (f64, f64) {
    if !differ(canvas, start) {
        return (start, start.max(canvas.as_of) + EndGlyph::AWAY);
    }
    let line = canvas.dataset.typed::<Recommendation>(item).and_then(|id| line(canvas, id));
    (start, line.map_or(start, |line| line.end + EndGlyph::AWAY + EndGlyph::HALF))
}

/// Those that get a lifeline each at some detail, and those made before the window that do not.
fn rows<'g>(gathered: &'g Gathered<'_>, detail: &Detail) -> (&'g [Run], &'g [Run]) {
    let all = gathered.count <= detail.lifelines;
    // In the order of time, but for those of a day of which some are not dated to it.
    let earlier = gathered.inside.iter().rposition(|run| run.x0 < 0.0).map_or(0, |at| at + 1);
    let (earlier, rows) = gathered.inside.split_at(if all { 0 } else { earlier });
    (rows, earlier)
}

/// What the layout of a lane takes of a detail: where it is the same, so is the layout.
pub(super) fn aspect(canvas: &Canvas<'_>, gathered: &Gathered<'_>, detail: &Detail) -> Aspect {
    let (runs, before) = rows(gathered, detail);
    match runs.iter().map(Run::len).sum::<usize>() > detail.lifelines {
        true => (before.len(), bundles::stretch(canvas, gathered, detail.bucket)),
        false => (before.len(), 0.0),
    }
}

/// How many nodes the lifelines of a lane take at some detail, at the least.
pub(super) fn least(gathered: &Gathered<'_>, detail: &Detail) -> usize {
    let count = rows(gathered, detail).0.iter().map(Run::len).sum::<usize>();
    if count > detail.lifelines { 0 } else { 2 * count }
}

/// One row each while they are few. Where they are too many, those made before the window are
/// counted at its left edge, so that zooming in leaves fewer; where those made within it still
/// are, they are clustered by when they were made.
pub(super) fn lay_out(
    canvas: &Canvas<'_>,
    gathered: &Gathered<'_>,
    y: f64,
    detail: &Detail,
) -> Laid {
    let (runs, before) = rows(gathered, detail);
    let mut earlier = Beyond::default();
    for run in before {
        let nearest = canvas.shown.item(run.to - 1).map(|item| (run.days.0, item));
        earlier = earlier.and_before(Beyond { count: run.len(), nearest });
    }
    let count = runs.iter().map(Run::len).sum::<usize>();
    if count > detail.lifelines {
        let row = canvas.options.row_height.max(24.0);
        let runs = runs.iter().copied();
        let marks = bundles::bundle(canvas, runs, gathered, y + row / 2.0, row, detail.bucket);
        return Laid { marks, earlier, height: row, ..Laid::default() };
    }
    let row = canvas.options.row_height + if canvas.options.narrow { LABEL_LINE } else { 0.0 };
    let lines = canvas.each(gathered.row, runs).into_iter().filter_map(|item| {
        let id = canvas.dataset.typed::<Recommendation>(item)?;
        Some((item, id, line(canvas, id)?))
    });
    let marks: Vec<Mark> = lines
        .enumerate()
        .map(|(n, (item, id, line))| mark(canvas, item, id, &line, y + n as f64 * row, row))
        .collect();
    Laid { height: row * marks.len() as f64, marks, earlier, ..Laid::default() }
}

/// A recommendation's lifeline alone, without its label: its status history, drawn small on a
/// scale that it shares with others. `None` where nothing dates it.
pub fn history(
    dataset: &Dataset,
    id: Id<Recommendation>,
    scale: Scale,
    as_of: Day,
) -> Option<Mark> {
    let options = Options { label_width: 0.0, margin: 0.0, ..Options::new(scale, as_of) };
    let nothing = Shown::default();
    let canvas = Canvas::new(dataset, &nothing, Options { narrow: false, ..options });
    let line = line(&canvas, id)?;
    Some(drawn(&canvas, id.into(), id, &line, 0.0, canvas.options.row_height))
}

/// The scale that the histories of all of a dataset's recommendations share in a drawing so wide,
/// px: from the year of the first of them to the day up to which the record is kept, with room for
/// what stands at the ends.
pub fn history_scale(dataset: &Dataset, width: f64) -> Scale {
    const END: f64 = STUB + EndGlyph::AWAY + EndGlyph::HALF + 1.0;
    let days = dataset.recommendations.iter().filter_map(|of| place::adopted(dataset, of));
    let first = days.min().unwrap_or(dataset.meta.as_of);
    let first = f64::from(Day::from_civil(first.civil().year, 1, 1).0);
    let last = f64::from(dataset.meta.as_of.0) + 1.0;
    let days_per_px = (last - first).max(1.0) / (width - START - END).max(1.0);
    Scale::new(first - START * days_per_px, last + END * days_per_px, width)
}

fn mark(
    canvas: &Canvas<'_>,
    item: Ref,
    id: Id<Recommendation>,
    line: &Line,
    top: f64,
    row: f64,
) -> Mark {
    let mut mark = drawn(canvas, item, id, line, top, row);
    label(canvas, item, &mut mark, top);
    let body = mark.body();
    labels::widen(&mut mark.hit, Rect { x: body.x - START, width: body.width + START, ..body });
    mark.hit.width = mark.hit.width.min(canvas.right - mark.hit.x);
    mark
}

/// It without its label.
fn drawn(
    canvas: &Canvas<'_>,
    item: Ref,
    id: Id<Recommendation>,
    line: &Line,
    top: f64,
    row: f64,
) -> Mark {
    let narrow = canvas.options.narrow;
    let width = canvas.options.scale.width();
    let left = canvas.left;
    let y =
        if narrow { top + LABEL_LINE + canvas.options.row_height / 2.0 } else { top + row / 2.0 };
    let x = |px: f64| left + within(px, 0.0, width);
    let mut mark = Mark::new(What::Item(item), Shape::Lifeline, x(line.start), x(line.end), y, row);
    mark.hit = Rect { x: mark.x0 - START, y: top, width: 0.0, height: row };
    mark.anchor = mark.x0;
    mark.cut_start = line.start < 0.0;
    mark.soft_start = line.soft || mark.cut_start;
    mark.cut_end = line.end > width;
    mark.soft_end = mark.cut_end;
    mark.segments = segments(line, &x);
    let status = line.changes.last().map_or(Status::NotAssessed, |change| change.1);
    let end = line.end + EndGlyph::AWAY;
    mark.end =
        (end >= 0.0 && end + EndGlyph::HALF <= width).then_some(EndGlyph { x: left + end, status });
    mark.dots = dots(canvas, id, line);
    canvas.dress(&mut mark);
    mark
}

fn segments(line: &Line, x: &impl Fn(f64) -> f64) -> Vec<Segment> {
    let ends = line.changes.iter().skip(1).map(|change| change.0).chain([line.end]);
    let last = line.changes.len() - 1;
    line.changes
        .iter()
        .zip(ends)
        .enumerate()
        .map(|(n, (&(start, status), end))| Segment {
            x0: x(start),
            x1: x(end),
            status,
            fades: n == last,
        })
        .filter(|segment| segment.x1 > segment.x0)
        .collect()
}

/// The explicit answers that were known on the as-of day and stand in the window; those on the
/// same pixel once, the first.
fn dots(canvas: &Canvas<'_>, id: Id<Recommendation>, line: &Line) -> Vec<Dot> {
    let (dataset, as_of) = (canvas.dataset, canvas.options.as_of);
    let mut dots: Vec<Dot> = dataset
        .answers(id)
        .filter(|(_, answer)| answer.strength == Strength::Explicit)
        .filter_map(|(action, answer)| {
            let known = dataset.known(action.into(), as_of);
            let date = dataset.date(action.into()).filter(|_| known)?;
            let place = place::Place::of(date, canvas.options.scale);
            // Of a partial date the part on the line counts; a dot never leaves its line.
            let on = |x: f64| x.max(line.start).min(line.end);
            let x = on(place.x0).midpoint(on(place.x1));
            (0.0..=canvas.options.scale.width()).contains(&x).then_some(Dot {
                action,
                x: canvas.left + x,
                strength: answer.strength,
                dated: dataset[action].date.is_some(),
            })
        })
        .collect();
    order::sort_by(&mut dots, |a, b| a.x.total_cmp(&b.x));
    dots.dedup_by(|b, a| b.x - a.x < 5.0);
    dots
}

/// On a narrow plot above the lifeline. Else left of its start, else right of its end, else cut
/// short at the left; where it began before the window, at the plot's edge, and the line is drawn
/// from behind it, but never over an action on it.
fn label(canvas: &Canvas<'_>, item: Ref, mark: &mut Mark, top: f64) {
    let text = canvas.dataset.title(item);
    let role = if mark.lit { FontRole::Strong } else { FontRole::Mark };
    let measure = |text: &str, role: FontRole| canvas.width(text, role);
    let fit = |room: f64| super::text::fit(text, room, role, &measure);
    let width = measure(text, role);
    let (left, right, y) = (canvas.left, canvas.right, mark.y);
    let before = mark.x0 - left - START - labels::GAP;
    let tail = mark.body().right() + labels::GAP;
    let after = right - tail;
    let put = |(text, width): (Cow<'_, str>, f64), x: f64, y: f64, anchor: Anchor| {
        Some(Label { text: text.into_owned(), x, y, anchor, width, role, inside: false })
    };
    if canvas.options.narrow {
        let Some((text, width)) = fit(right - left - 4.0) else { return };
        let x = (mark.x0 - START).min(right - width).max(left);
        mark.label = put((text, width), x, top + LABEL_LINE / 2.0 + 1.0, Anchor::Start);
    } else if mark.cut_start {
        // Up to the first action on it, or up to what must be left of the line.
        let rest = (mark.x1 - left - REST).min((right - left) * 0.6);
        let dot = mark.dots.first().map_or(f64::INFINITY, |dot| dot.x - START - left);
        let room = rest.min(dot) - 2.0 * labels::GAP;
        if room < width && width <= after {
            mark.label = put((text.into(), width), tail, y, Anchor::Start);
        } else if room >= SHORT.min(width)
            && let Some((text, width)) = fit(room)
        {
            mark.label = put((text, width), left + 2.0, y, Anchor::Start);
            cut_before(mark, left + width + 2.0 * labels::GAP);
        } else if after >= SHORT
            && let Some(cut) = fit(after)
        {
            mark.label = put(cut, tail, y, Anchor::Start);
        }
    } else if width <= before {
        mark.label = put((text.into(), width), mark.x0 - START - labels::GAP, y, Anchor::End);
    } else if width <= after {
        mark.label = put((text.into(), width), tail, y, Anchor::Start);
    } else if before >= SHORT
        && let Some(cut) = fit(before)
    {
        mark.label = put(cut, mark.x0 - START - labels::GAP, y, Anchor::End);
    }
    if let Some(label) = &mark.label {
        labels::widen(&mut mark.hit, label.rect());
    }
}

const SHORT: f64 = labels::SHORTEST;

/// Draws the line from `x` px only, so that a label can stand before it.
fn cut_before(mark: &mut Mark, x: f64) {
    mark.x0 = x;
    mark.anchor = x;
    for segment in &mut mark.segments {
        segment.x0 = segment.x0.max(x);
    }
    mark.segments.retain(|segment| segment.x1 > segment.x0);
}
