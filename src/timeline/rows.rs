//! Sessions, resolutions, actions, documents: bars and points in the first row that is free.

use std::borrow::Cow;

use super::bundles::{self, Run};
use super::canvas::{Canvas, Gathered, Laid};
use super::geometry::Rect;
use super::labels::{self, Side, Want};
use super::lanes::Lane;
use super::marks::{Mark, Shape, What};
use super::pack;
use super::place::Place;
use super::scene::{Aspect, Detail};
use super::text::FontRole;
use crate::model::{Action, Day, Document, Kind, Ref, Resolution, Session};
use crate::order::within;

/// What is drawn as a point or box is never wider than this, px.
pub(super) const WIDEST_POINT: f64 = 32.0;
/// A lane with more records than this takes rows from those in the window alone: nobody could
/// follow a row there, and a frame's cost is not to grow with the data.
const STEADY: usize = 400;
/// Room between two marks of a row, px.
const APART: f64 = 10.0;
/// A label takes at most this share of the plot.
const SHARE: f64 = 0.45;

/// A record before it has a row; px from the plot's left edge.
pub(super) struct Piece<'a> {
    item: Ref,
    days: (Day, Day),
    shape: Shape,
    place: Place,
    planned: Option<(f64, f64)>,
    text: Cow<'a, str>,
    text_width: f64,
    /// What is written where that has no room.
    short: String,
    side: Side,
}

impl<'a> Piece<'a> {
    fn of(canvas: &Canvas<'a>, item: Ref) -> Option<Piece<'a>> {
        let (dataset, options) = (canvas.dataset, &canvas.options);
        let date = dataset.date_on(item, options.as_of)?;
        let (mut planned, mut short) = (None, String::new());
        let (shape, text, side) = match item.kind {
            Kind::Session => {
                let session = &dataset[dataset.typed::<Session>(item)?];
                let held = session.held_by(options.as_of).is_some();
                planned = session
                    .planned
                    .filter(|planned| held && Some(*planned) != session.held)
                    .map(|planned| Place::of(planned, options.scale).at_least(6.0))
                    .map(|place| (place.x0, place.x1));
                short = session.ordinal.to_string();
                (Shape::Session { held }, session.label.as_str(), Side::Right)
            }
            Kind::Resolution => {
                let id = dataset.typed::<Resolution>(item)?;
                (Shape::Resolution, dataset[id].called(), Side::Right)
            }
            Kind::Action => {
                let id = dataset.typed::<Action>(item)?;
                let dated = dataset[id].date.is_some();
                (Shape::Action { dated }, dataset[id].title.as_str(), Side::Left)
            }
            Kind::Document => {
                let document = &dataset[dataset.typed::<Document>(item)?];
                let text = document.symbol.as_deref().unwrap_or(&document.title);
                (Shape::Document, text, Side::Left)
            }
            _ => return None,
        };
        let room = options.scale.width() * SHARE;
        let (text, text_width) = labels::words(canvas, text, room).unwrap_or_default();
        let body = match shape {
            // A short label stands in the box, whose size does not change when it is lit.
            Shape::Session { .. } => {
                let boxed = canvas.width(&text, FontRole::Strong) + 10.0;
                if boxed <= WIDEST_POINT { boxed } else { 8.0 }
            }
            Shape::Resolution => 14.0,
            Shape::Document => 10.0,
            _ => 8.0,
        };
        let place = Place::of(date, options.scale);
        let place = match shape {
            // One sign, however long the session that adopted it.
            Shape::Resolution => {
                let middle = place.middle();
                Place { x0: middle, x1: middle, ..place }.at_least(body)
            }
            _ => place.at_least(body),
        };
        let days = (date.start(), date.end());
        Some(Piece { item, days, shape, place, planned, text, text_width, short, side })
    }

    /// It as one of those that are counted.
    fn run(&self, canvas: &Canvas<'_>) -> Option<Run> {
        let from = canvas.shown.position(self.item)?;
        let Place { x0, x1, .. } = self.place;
        Some(Run { x0, x1, days: self.days, from, to: from + 1 })
    }

    /// What it takes of a row: its body, and its label where that does not stand on it.
    fn extent(&self) -> (f64, f64) {
        let Place { x0, x1, .. } = self.place;
        let label = self.text_width + labels::GAP;
        match (self.shape, self.side) {
            // Sessions keep to few rows: their labels give way.
            (Shape::Session { .. }, _) => (x0, x1),
            _ if self.text.is_empty() || x1 - x0 >= label + labels::GAP => (x0, x1),
            (_, Side::Left) => (x0 - label, x1),
            (_, Side::Right) => (x0, x1 + label),
        }
    }
}

/// How the rows of a lane are filled at some detail.
struct Rows<'g> {
    /// What stands in them, and where.
    pieces: &'g [(Piece<'g>, usize)],
    /// How many it takes.
    needed: usize,
    /// How many of them are of marks by themselves; clusters stand in the next.
    alone: usize,
}

/// `None` where there are far too many for rows: all are counted.
fn rows<'g, 'a>(
    canvas: &Canvas<'a>,
    lane: &Lane,
    gathered: &'g Gathered<'a>,
    detail: &Detail,
) -> Option<Rows<'g>> {
    let most = match lane.items.first().map(|item| item.kind) {
        Some(Kind::Session) => detail.rows.min(4),
        Some(Kind::Resolution | Kind::Document) => detail.rows.min(8),
        _ => detail.rows,
    };
    if most == 0 || gathered.count > STEADY {
        return None;
    }
    let pieces = gathered.pieces.get_or_init(|| pieces(canvas, lane, gathered));
    let needed = pieces.iter().map(|(_, row)| row + 1).max().unwrap_or(0);
    let alone = if needed > most { most - 1 } else { needed };
    Some(Rows { pieces, needed, alone })
}

/// What the layout of a lane takes of a detail: where it is the same, so is the layout.
pub(super) fn aspect<'a>(
    canvas: &Canvas<'a>,
    lane: &Lane,
    gathered: &Gathered<'a>,
    detail: &Detail,
) -> Aspect {
    let alone = match rows(canvas, lane, gathered, detail) {
        Some(rows) if rows.needed == rows.alone => return (rows.alone, 0.0),
        Some(rows) => rows.alone,
        None => usize::MAX,
    };
    (alone, bundles::stretch(canvas, gathered, detail.bucket))
}

/// How many nodes the marks of a lane take at some detail, at the least.
pub(super) fn least<'a>(
    canvas: &Canvas<'a>,
    lane: &Lane,
    gathered: &Gathered<'a>,
    detail: &Detail,
) -> usize {
    let rows = rows(canvas, lane, gathered, detail);
    rows.map_or(0, |rows| 3 * rows.pieces.iter().filter(|(_, at)| *at < rows.alone).count())
}

/// Rows are taken by all records of the lane, whatever is shown, so that filtering moves nothing
/// sideways or past another; rows in which nothing shown stands in the window are left out. What
/// would need more rows than there may be is counted in clusters in the last.
pub(super) fn lay_out<'a>(
    canvas: &Canvas<'a>,
    lane: &Lane,
    gathered: &Gathered<'a>,
    y: f64,
    detail: &Detail,
) -> Laid {
    let row = canvas.options.row_height.max(match lane.items.first().map(|item| item.kind) {
        Some(Kind::Session | Kind::Resolution) => 24.0,
        _ => 18.0,
    });
    let Some(Rows { pieces, needed, alone }) = rows(canvas, lane, gathered, detail) else {
        let runs = gathered.inside.iter().copied();
        let marks = bundles::bundle(canvas, runs, gathered, y + row / 2.0, row, detail.bucket);
        return Laid { marks, height: row, ..Laid::default() };
    };
    let mut laid = Laid { height: row * needed.min(alone + 1).max(1) as f64, ..Laid::default() };
    let mut wants = Vec::new();
    let mut counted = Vec::new();
    for (piece, at) in pieces {
        if *at >= alone {
            counted.extend(piece.run(canvas));
            continue;
        }
        let mark = mark(canvas, piece, y + row * (*at as f64 + 0.5), row);
        if !piece.text.is_empty() {
            let (text, short, side) = (piece.text.as_ref(), piece.short.as_str(), piece.side);
            let inside = piece.shape != Shape::Resolution;
            wants.push(Want { mark: laid.marks.len(), text, short, side, inside });
        }
        laid.marks.push(mark);
    }
    labels::place(canvas, &mut laid.marks, wants);
    if !counted.is_empty() {
        let middle = y + row * (alone as f64 + 0.5);
        laid.marks.extend(bundles::bundle(canvas, counted, gathered, middle, row, detail.bucket));
    }
    laid
}

/// The pieces in the window with the rows that they have among all of the lane, without the rows
/// in which there is none of them.
fn pieces<'a>(
    canvas: &Canvas<'a>,
    lane: &Lane,
    gathered: &Gathered<'_>,
) -> Vec<(Piece<'a>, usize)> {
    let inside = canvas.each(gathered.row, &gathered.inside);
    let all = if lane.items.len() <= STEADY {
        // What comes after the window takes its rows after what is in it.
        let last = lane.items.iter().rposition(|item| inside.last() == Some(item));
        lane.items.get(..last.map_or(0, |last| last + 1)).unwrap_or_default()
    } else {
        &inside
    };
    let mut pieces: Vec<(Piece<'a>, usize)> = Vec::with_capacity(inside.len());
    let mut extents = Vec::with_capacity(all.len());
    // Both are in the lane's order.
    let mut wanted = inside.iter().peekable();
    for piece in all.iter().filter_map(|&item| Piece::of(canvas, item)) {
        extents.push(piece.extent());
        if wanted.next_if_eq(&&piece.item).is_some() {
            pieces.push((piece, extents.len() - 1));
        }
    }
    let rows = pack::first_free(extents.into_iter(), APART);
    let mut rows: Vec<usize> = pieces.iter().filter_map(|(_, at)| rows.get(*at).copied()).collect();
    pack::compact(&mut rows);
    for ((_, at), row) in pieces.iter_mut().zip(rows) {
        *at = row;
    }
    pieces
}

fn mark(canvas: &Canvas<'_>, piece: &Piece<'_>, y: f64, row: f64) -> Mark {
    let width = canvas.options.scale.width();
    let Place { x0, x1, soft_start, soft_end } = piece.place;
    let long = x1 - x0 >= WIDEST_POINT;
    let cut = |x: f64| canvas.left + if long { within(x, 0.0, width) } else { x };
    let mut mark = Mark::new(What::Item(piece.item), piece.shape, cut(x0), cut(x1), y, row);
    mark.cut_start = long && x0 < 0.0;
    mark.cut_end = long && x1 > width;
    mark.soft_start = soft_start;
    mark.soft_end = soft_end;
    mark.planned = piece
        .planned
        .filter(|(a, b)| *b > 0.0 && *a < width)
        .map(|(a, b)| (canvas.left + a.max(0.0), canvas.left + b.min(width)));
    let reach = (24.0 - (mark.x1 - mark.x0)).max(0.0) / 2.0;
    mark.hit = Rect {
        x: mark.x0 - reach,
        y: y - row / 2.0,
        width: mark.x1 - mark.x0 + 2.0 * reach,
        height: row,
    };
    canvas.dress(&mut mark);
    mark
}
