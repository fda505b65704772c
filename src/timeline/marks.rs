//! What a scene is made of. All positions in px from the drawing's top left corner.

use super::geometry::{Label, Rect};
use super::lanes::LaneKind;
use super::members::Members;
use crate::model::{Action, Day, Id, Ref, Status, Strength};

/// A lane as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneBox {
    /// The lane's stable word: see [`super::Lane::key`].
    pub key: String,
    /// What it holds.
    pub kind: LaneKind,
    /// Upper edge, px.
    pub y: f64,
    /// Height, px.
    pub height: f64,
    /// Where the lane's name stands: beside the plot, or (narrow) on a line of its own above its
    /// marks.
    pub name: Rect,
    /// Folded to one line.
    pub folded: bool,
    /// How many of its records are shown: drawn, clustered, beyond an edge or without a date.
    pub total: usize,
    /// What lies before the window.
    pub before: Option<Edge>,
    /// What lies after the window.
    pub after: Option<Edge>,
    /// Shown records that nothing places in time; they are in the table only.
    pub undated: Members,
}

/// Records beyond an edge of the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// How many.
    pub count: usize,
    /// The nearest of them or, where the trail leads there, of those on it.
    pub nearest: Ref,
    /// The day to move to, to see it.
    pub day: Day,
    /// The trail of what is chosen leads there.
    pub lit: bool,
    /// Where the marker stands, px (middle).
    pub x: f64,
    /// See `x`.
    pub y: f64,
}

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// One record.
    Item(Ref),
    /// Several that would overlap.
    Bundle(Bundle),
}

/// Several records in one mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// Which, in the order of time.
    pub items: Members,
    /// How many recommendations of each status, as of the scene's day, in the order of
    /// [`Status::ALL`]; zero throughout for other kinds.
    pub statuses: [usize; 7],
    /// The first and the last day of them: the window to open it with. Equal where all stand on
    /// one day: then no zoom parts them, a list does.
    pub days: (Day, Day),
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A session: solid where it was held, dashed where it is only planned, as of the scene's day.
    Session {
        /// Held, not only planned.
        held: bool,
    },
    /// A resolution: a diamond at the middle of its date.
    Resolution,
    /// A recommendation: a line from its adoption to the as-of day.
    Lifeline,
    /// An action: a dot, or a soft bar for a partial date.
    Action {
        /// Dated by the source; else only by the report that tells of it (hollow).
        dated: bool,
    },
    /// A submission: a square.
    Submission {
        /// Dated by the source; else it stands at its session, before which it was sent in
        /// (hollow, soft).
        dated: bool,
    },
    /// A document: a sheet.
    Document,
    /// A counted cluster: a pill.
    Bundle,
}

/// One thing on the timeline that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The position of its lane in [`super::Scene::lanes`].
    pub lane: usize,
    /// The record, or the records.
    pub what: What,
    /// How it is drawn.
    pub shape: Shape,
    /// Left end of the drawn body, px, cut to the plot.
    pub x0: f64,
    /// Right end of the drawn body, px, cut to the plot.
    pub x1: f64,
    /// The middle of its body, px: of its row, but for a lifeline below its label on a narrow
    /// plot.
    pub y: f64,
    /// The height of its row, px; of a pill, its own.
    pub height: f64,
    /// Where trails and the keyboard meet it, px: the middle of a body, the start of a lifeline.
    pub anchor: f64,
    /// The beginning is not known to the day, or lies before the window where it is cut.
    pub soft_start: bool,
    /// The end is not known to the day.
    pub soft_end: bool,
    /// It goes on beyond the plot's left edge.
    pub cut_start: bool,
    /// It goes on beyond the plot's right edge.
    pub cut_end: bool,
    /// Its label, where there is room.
    pub label: Option<Label>,
    /// The parts of a lifeline, left to right; empty for other shapes.
    pub segments: Vec<Segment>,
    /// The sign at a lifeline's end, where that is in the window.
    pub end: Option<EndGlyph>,
    /// The actions on a lifeline that answer it explicitly.
    pub dots: Vec<Dot>,
    /// Where a session that was held at another time had been planned, px, cut to the plot.
    pub planned: Option<(f64, f64)>,
    /// Something is chosen and this is not of its trail, or it does not match.
    pub dimmed: bool,
    /// Of the trail of what is chosen, or chosen itself.
    pub lit: bool,
    /// It is what is chosen (or holds it).
    pub selected: bool,
    /// The pointer's target.
    pub hit: Rect,
}

impl Mark {
    /// The records that it stands for: one, or those of the bundle, which are listed for it.
    pub fn items(&self) -> &[Ref] {
        match &self.what {
            What::Item(item) => std::slice::from_ref(item),
            What::Bundle(bundle) => bundle.items.list(),
        }
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        match &self.what {
            What::Item(_) => 1,
            What::Bundle(bundle) => bundle.items.len(),
        }
    }

    /// The first of them.
    pub fn first(&self) -> Option<Ref> {
        match &self.what {
            What::Item(item) => Some(*item),
            What::Bundle(bundle) => bundle.items.first(),
        }
    }

    /// The record, where it stands for one: of a bundle of one there was no room for more than its
    /// count.
    pub fn only(&self) -> Option<Ref> {
        self.first().filter(|_| self.count() == 1)
    }

    /// What is drawn of it without its label: what labels keep clear of.
    pub fn body(&self) -> Rect {
        let (x0, x1) = (self.x0, self.end.as_ref().map_or(self.x1, |end| end.x + EndGlyph::HALF));
        let height = match self.shape {
            Shape::Submission { .. } => super::squares::SIDE,
            _ => 14.0_f64.min(self.height),
        };
        Rect { x: x0, y: self.y - height / 2.0, width: x1 - x0, height }
    }

    /// How many nodes the view needs for it, at most.
    pub fn node_count(&self) -> usize {
        let parts = match self.shape {
            // A group and the pointer's target; a bar or pill and its sign; where a line starts.
            Shape::Lifeline => 3 + self.segments.len() + self.dots.len(),
            Shape::Bundle => 4,
            _ => 3,
        };
        let label = usize::from(self.label.is_some());
        parts + label + 2 * usize::from(self.end.is_some()) + usize::from(self.planned.is_some())
    }
}

/// A part of a lifeline: the status that the record knew then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Left end, px, cut to the plot.
    pub x0: f64,
    /// Right end, px, cut to the plot.
    pub x1: f64,
    /// The status; [`Status::NotAssessed`] while no report had covered it.
    pub status: Status,
    /// After the last report that the record holds on it: this record knows no later one.
    pub fades: bool,
}

/// The sign at the end of a lifeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EndGlyph {
    /// Its middle, px.
    pub x: f64,
    /// The status as of the scene's day.
    pub status: Status,
}

impl EndGlyph {
    /// Half of its width, px.
    pub const HALF: f64 = 6.0;
    /// From the line's end to its middle, px.
    pub const AWAY: f64 = 8.0;
}

/// An action on a lifeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// The action.
    pub action: Id<Action>,
    /// Its middle, px.
    pub x: f64,
    /// How plainly it answers; only explicit ones are drawn.
    pub strength: Strength,
    /// Dated by the source; else by the report that tells of it (hollow).
    pub dated: bool,
}

/// A count beside a grid of submissions.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// The position of its lane.
    pub lane: usize,
    /// How many squares.
    pub count: usize,
    /// The count as a text.
    pub label: Label,
    /// All of its squares are dimmed.
    pub dimmed: bool,
    /// The span that the date of its squares covers, where that is longer than the grid: a thin
    /// line below it.
    pub span: Option<Rect>,
}

impl Mark {
    /// A mark without label and parts; `x0`, `x1` and `anchor` in px of the drawing.
    pub(super) fn new(what: What, shape: Shape, x0: f64, x1: f64, y: f64, height: f64) -> Mark {
        Mark {
            lane: 0,
            what,
            shape,
            x0,
            x1,
            y,
            height,
            anchor: x0.midpoint(x1),
            soft_start: false,
            soft_end: false,
            cut_start: false,
            cut_end: false,
            label: None,
            segments: Vec::new(),
            end: None,
            dots: Vec::new(),
            planned: None,
            dimmed: false,
            lit: false,
            selected: false,
            hit: Rect { x: x0, y: y - height / 2.0, width: x1 - x0, height },
        }
    }

    pub(super) fn move_down(&mut self, px: f64) {
        self.y += px;
        self.hit.y += px;
        if let Some(label) = &mut self.label {
            label.y += px;
        }
    }
}

impl Mark {
    pub(super) fn move_right(&mut self, px: f64) {
        self.x0 += px;
        self.x1 += px;
        self.anchor += px;
        self.hit.x += px;
        if let Some(label) = &mut self.label {
            label.x += px;
        }
    }
}
