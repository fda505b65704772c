//! What the layouts of all kinds of lane share: the plot, and the shown records of a lane sorted
//! by where they are.

use std::cell::OnceCell;

use super::bundles::Counted;
use super::lanes::Lane;
use super::marks::{Caption, Edge, Mark};
use super::place::Span;
use super::text::FontRole;
use super::{Options, lifelines, rows};
use crate::model::{Dataset, Day, Kind, Recommendation, Ref};
use crate::order::within;

/// What the layouts of all kinds of lane share.
pub(super) struct Canvas<'a> {
    pub(super) dataset: &'a Dataset,
    pub(super) options: Options<'a>,
    /// The plot's left edge, px.
    pub(super) left: f64,
    /// The plot's right edge, px.
    pub(super) right: f64,
    /// The end of the as-of day, px from the plot's left edge, wherever that is.
    pub(super) as_of: f64,
    /// Of each kind, whether the record is lit; empty where nothing is chosen.
    lit: Vec<Vec<bool>>,
}

/// The shown records of a lane, sorted by where they are. Made once a scene; the layouts of every
/// level of detail read it.
#[derive(Default)]
pub(super) struct Gathered {
    /// Those in the window, in the lane's order.
    pub(super) inside: Vec<Counted>,
    /// The pieces of those in the window with their rows: see [`rows`].
    pub(super) pieces: OnceCell<Vec<(rows::Piece, usize)>>,
    pub(super) before: Beyond,
    pub(super) after: Beyond,
    pub(super) undated: Vec<Ref>,
    pub(super) total: usize,
}

/// Records beyond an edge of the window.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beyond {
    pub(super) count: usize,
    /// The nearest to the window and its day.
    pub(super) nearest: Option<(Day, Ref)>,
}

impl Beyond {
    /// Counts a record before the window.
    pub(super) fn before(&mut self, day: Day, item: Ref) {
        self.count += 1;
        self.nearest = self.nearest.max(Some((day, item)));
    }

    pub(super) fn after(&mut self, day: Day, item: Ref) {
        self.count += 1;
        self.nearest = Some(self.nearest.map_or((day, item), |at| at.min((day, item))));
    }

    pub(super) fn and_before(mut self, other: Beyond) -> Beyond {
        self.count += other.count;
        self.nearest = self.nearest.max(other.nearest);
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

impl<'a> Canvas<'a> {
    pub(super) fn new(dataset: &'a Dataset, options: Options<'a>) -> Canvas<'a> {
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
        let mut lit: Vec<Vec<bool>> = Vec::new();
        if options.selected.is_some() {
            lit = Kind::ALL.iter().map(|&kind| vec![false; dataset.len(kind)]).collect();
        }
        let steps = options.trail.iter().flat_map(|trail| trail.steps());
        for item in options.selected.into_iter().chain(steps.flat_map(|s| [s.from, s.to])) {
            let of_kind = lit.get_mut(item.kind as usize);
            if let Some(lit) = of_kind.and_then(|of_kind| of_kind.get_mut(item.index as usize)) {
                *lit = true;
            }
        }
        let left = options.label_width;
        Canvas {
            dataset,
            options,
            left,
            right: left + options.scale.width(),
            as_of: options.scale.x(f64::from(options.as_of.0) + 1.0),
            lit,
        }
    }

    /// How wide a text is, px: a number, whatever the measure says.
    pub(super) fn width(&self, text: &str, role: FontRole) -> f64 {
        let width = (self.options.measure)(text, role);
        if width.is_finite() { width.max(0.0) } else { 1e6 }
    }

    /// Whether the record is chosen or of the trail of what is.
    pub(super) fn lit(&self, item: Ref) -> bool {
        let of_kind = self.lit.get(item.kind as usize);
        of_kind.and_then(|of_kind| of_kind.get(item.index as usize)).copied().unwrap_or(false)
    }

    /// Says of a mark whether it is chosen, lit or dimmed.
    pub(super) fn dress(&self, mark: &mut Mark) {
        let chosen = self.options.selected.is_some();
        let selected = mark.items().iter().any(|&item| Some(item) == self.options.selected);
        let lit = chosen && mark.items().iter().any(|&item| self.lit(item));
        let matched = mark.items().iter().any(|&item| (self.options.matched)(item));
        mark.selected = selected;
        mark.lit = lit;
        mark.dimmed = (chosen && !lit) || !matched;
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

    pub(super) fn gather(&self, lane: &Lane) -> Gathered {
        let mut gathered = Gathered::default();
        let scale = self.options.scale;
        for (&item, &span) in lane.items.iter().zip(&lane.spans) {
            if !(self.options.shown)(item) {
                continue;
            }
            gathered.total += 1;
            let Some(span) = self.span(item, span) else {
                gathered.undated.push(item);
                continue;
            };
            let ends = span.ends(scale);
            let (start, end) = self.extent(item, ends);
            if end < 0.0 {
                gathered.before.before(span.days.0, item);
            } else if start > scale.width() {
                gathered.after.after(span.days.0, item);
            } else {
                gathered.inside.push(Counted { x0: ends.0, x1: ends.1, days: span.days, item });
            }
        }
        gathered
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
