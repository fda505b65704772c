//! The overview strip: all of the record at a glance, a thin row of columns for each kind of
//! lane, as high as there are records.

use super::geometry::Rect;
use super::lanes::LaneKind;
use super::shown::Row;
use super::ticks::{self, TickLabel, Ticks};
use super::{Lanes, Scale, Shown};
use crate::model::Day;
use crate::order::within;

/// From one column to the next, px.
const PITCH: f64 = 4.0;
/// Room above and below the rows, px.
const PAD: f64 = 3.0;
/// Room between two rows, px.
const GAP: f64 = 1.0;
/// The height of a row, px.
const ROW: f64 = 4.0;
/// The height of the recommendations' row, which the page is about, px.
const TALL: f64 = 12.0;
/// The height of a column that counts one record, px: a single one is seen, however many there
/// are elsewhere.
const LEAST: f64 = 2.0;
/// The height of the line of years below the rows, px.
const AXIS: f64 = 16.0;

/// How the strip is to be drawn.
#[derive(Clone, Copy)]
pub struct Strip<'a> {
    /// The whole of time, and the width of the strip.
    pub whole: Scale,
    /// Where the strip begins, px from the drawing's left edge.
    pub left: f64,
    /// Room right of it, px.
    pub margin: f64,
    /// The day at whose end the as-of line stands.
    pub as_of: Day,
    /// How wide a tick's label is, px.
    pub measure_tick: &'a dyn Fn(&TickLabel) -> f64,
}

/// The strip, positioned; the window on it is a [`super::Brush`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// Width of the drawing, px.
    pub width: f64,
    /// Height of the drawing, px.
    pub height: f64,
    /// Where the rows stand.
    pub plot: Rect,
    /// The ticks; their `x` counts from the plot's left edge.
    pub ticks: Ticks,
    /// The rows from top to bottom. There is one for each kind of lane that the dataset has, so
    /// that filters do not move them.
    pub rows: Vec<DensityRow>,
    /// Where the as-of line stands, px; `None` outside the strip.
    pub as_of_x: Option<f64>,
}

/// A row of columns.
#[derive(Clone, Debug, PartialEq)]
pub struct DensityRow {
    /// Its upper edge, px.
    pub y: f64,
    /// The height of its highest column, px.
    pub height: f64,
    /// Those columns that are not empty, from left to right.
    pub columns: Vec<Column>,
    /// How many records the highest column counts.
    pub most: usize,
    /// How many shown records have no date.
    pub undated: usize,
}

/// So many records stand about here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Its left edge, px.
    pub x: f64,
    /// Its height, px.
    pub height: f64,
    /// How many; each record is counted in one column, where its middle is.
    pub count: usize,
}

impl Column {
    /// How wide a column is, px.
    pub const WIDTH: f64 = PITCH - 1.0;
}

/// Counts what of some lanes is shown. O(different dates); it does not depend on the window.
pub fn overview(lanes: &Lanes, shown: &Shown, strip: &Strip<'_>) -> Overview {
    let width = strip.whole.width();
    let mut rows: Vec<DensityRow> = Vec::new();
    let mut y = PAD;
    for n in 0..GROUPS {
        let both = lanes.iter().zip(shown.rows());
        let of: Vec<&Row> =
            both.filter(|(lane, _)| group(lane.kind) == n).map(|(_, row)| row).collect();
        if of.is_empty() {
            continue;
        }
        let height = if n == RECOMMENDATIONS { TALL } else { ROW };
        rows.push(row(&of, strip, y, height));
        y += height + GAP;
    }
    let height = if rows.is_empty() { y + PAD } else { y - GAP + PAD };
    let as_of = strip.whole.x(f64::from(strip.as_of.0) + 1.0);
    Overview {
        width: strip.left + width + strip.margin,
        height: height + AXIS,
        plot: Rect { x: strip.left, y: 0.0, width, height },
        ticks: ticks::ticks(strip.whole, strip.measure_tick),
        rows,
        as_of_x: (0.0..=width).contains(&as_of).then_some(strip.left + as_of),
    }
}

/// So many rows there can be.
const GROUPS: usize = 7;
/// The recommendations' place among them.
const RECOMMENDATIONS: usize = 3;

/// In which row the records of a lane are counted: the order is that of the lanes.
fn group(kind: LaneKind) -> usize {
    match kind {
        LaneKind::Sessions { subsidiary: false, .. } => 0,
        LaneKind::Resolutions => 1,
        LaneKind::Sessions { subsidiary: true, .. } | LaneKind::OtherSessions => 2,
        LaneKind::Recommendations(_) | LaneKind::OtherRecommendations => RECOMMENDATIONS,
        LaneKind::Actions => 4,
        LaneKind::Submissions => 5,
        LaneKind::Documents => 6,
    }
}

fn row(rows: &[&Row], strip: &Strip<'_>, y: f64, height: f64) -> DensityRow {
    let width = strip.whole.width();
    let mut counts = vec![0_usize; (width / PITCH).floor().max(1.0) as usize];
    let mut undated = 0;
    for row in rows {
        undated += (row.to - row.dated) as usize;
        for stack in &row.stacks {
            let (x0, x1) = stack.span.ends(strip.whole);
            let at = within(x0.midpoint(x1) / PITCH, 0.0, counts.len() as f64 - 1.0);
            if let Some(count) = counts.get_mut(at as usize) {
                *count += (stack.to - stack.from) as usize;
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let column = |(n, count): (usize, usize)| Column {
        x: strip.left + PITCH * n as f64,
        // By the root: one day of dozens does not flatten the rest.
        height: (height * (count as f64 / most as f64).sqrt()).max(LEAST),
        count,
    };
    let columns = counts.into_iter().enumerate().filter(|(_, count)| *count > 0).map(column);
    DensityRow { y, height, columns: columns.collect(), most, undated }
}
