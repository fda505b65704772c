//! The scene: everything that the timeline draws, positioned.

use std::cell::OnceCell;

use super::bundles::Counted;
use super::curves::{self, Curve};
use super::lanes::{Lane, LaneKind, Lanes};
use super::marks::{Caption, Edge, LaneBox, Mark, Rect};
use super::place::Span;
use super::text::FontRole;
use super::ticks::{self, TickLabel, Ticks};
use super::{Scale, bundles, lifelines, place, rows, squares};
use crate::model::{Dataset, Day, Kind, Recommendation, Ref};
use crate::trail::Trail;

/// The most nodes that a scene takes to draw: see [`Scene::node_count`].
pub const NODE_BUDGET: usize = 1_400;

/// The most trail curves.
const MOST_CURVES: usize = 100;
/// The height of the axis above the lanes, px; two lines of ticks.
const AXIS: f64 = 44.0;
/// Room above and below a lane's marks, px.
const PAD: f64 = 7.0;
/// The least height of a lane beside whose marks its name stands on two lines, px.
const LEAST: f64 = 40.0;
/// The height of a lane's name's line above its marks, px.
const NAME_LINE: f64 = 24.0;
/// The width kept for an edge marker at the end of a lane's name, px.
const MARKER: f64 = 34.0;

/// How the timeline is to be drawn.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The window, and the width of the plot.
    pub scale: Scale,
    /// The width of the column of lanes' names at the left, px; 0 where narrow.
    pub label_width: f64,
    /// The width of the margin right of the plot, px, where markers say what lies beyond the
    /// edge; 0 where narrow.
    pub margin: f64,
    /// The height of a recommendation's row, px.
    pub row_height: f64,
    /// Names of lanes and labels of lifelines stand on lines of their own: for plots narrower
    /// than [`Options::NARROW`].
    pub narrow: bool,
    /// Statuses are those known on this day; the line that marks it stands at its end.
    pub as_of: Day,
    /// What is chosen.
    pub selected: Option<Ref>,
    /// Its trail.
    pub trail: Option<&'a Trail>,
    /// Whether a record is drawn at all: it passes the filters and was known by `as_of`.
    pub shown: &'a dyn Fn(Ref) -> bool,
    /// Whether a shown record matches; what does not is dimmed.
    pub matched: &'a dyn Fn(Ref) -> bool,
    /// Whether the lane of this key is folded.
    pub folded: &'a dyn Fn(&str) -> bool,
    /// How wide a text is, px.
    pub measure: &'a dyn Fn(&str, FontRole) -> f64,
    /// How wide a tick's label is, px.
    pub measure_tick: &'a dyn Fn(&TickLabel) -> f64,
}

impl<'a> Options<'a> {
    /// A plot narrower than this is drawn narrow, px.
    pub const NARROW: f64 = 480.0;

    /// Everything shown, nothing chosen, nothing folded, texts measured by estimate; narrow
    /// where the scale's plot is.
    pub fn new(scale: Scale, as_of: Day) -> Options<'a> {
        let narrow = scale.width() < Options::NARROW;
        Options {
            scale,
            label_width: if narrow { 0.0 } else { 120.0 },
            margin: if narrow { 0.0 } else { 36.0 },
            row_height: 18.0,
            narrow,
            as_of,
            selected: None,
            trail: None,
            shown: &|_| true,
            matched: &|_| true,
            folded: &|_| false,
            measure: &super::text::estimate,
            measure_tick: &ticks::estimate,
        }
    }
}

/// The timeline, positioned. Equal inputs give equal scenes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width of the drawing, px.
    pub width: f64,
    /// Height of the drawing, px.
    pub height: f64,
    /// Where time runs: between the lanes' names and the margin, below the axis.
    pub plot: Rect,
    /// The ticks; their `x` counts from the plot's left edge.
    pub ticks: Ticks,
    /// The lanes from top to bottom; those in which nothing is shown are left out.
    pub lanes: Vec<LaneBox>,
    /// The marks: lane by lane, in each in the order in which the keyboard walks them.
    pub marks: Vec<Mark>,
    /// Counts beside grids of submissions.
    pub captions: Vec<Caption>,
    /// Where the as-of line stands, px; `None` outside the window.
    pub as_of_x: Option<f64>,
    /// The trail of what is chosen.
    pub curves: Vec<Curve>,
    /// How many steps of the trail are not drawn because there are too many.
    pub curves_left_out: usize,
}

impl Scene {
    /// How many nodes the view needs to draw it, at most: per lane a group, a rule, its name on
    /// two lines and a button to fold it, and two for each edge marker; per tick a line and a
    /// label; what [`Mark::node_count`] says; two per caption, two per trail curve, two for the
    /// as-of line.
    pub fn node_count(&self) -> usize {
        let edges =
            |lane: &LaneBox| usize::from(lane.before.is_some()) + usize::from(lane.after.is_some());
        6 + self.lanes.iter().map(|lane| 5 + 2 * edges(lane)).sum::<usize>()
            + 2 * (self.ticks.minor.len() + self.ticks.major.len())
            + self.marks.iter().map(Mark::node_count).sum::<usize>()
            + 2 * self.captions.len()
            + 2 * self.curves.len()
            + 2
    }
}

/// How much is drawn one by one before it is counted in clusters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Detail {
    /// The most lifelines in a lane.
    pub(super) lifelines: usize,
    /// The most rows of other marks in a lane.
    pub(super) rows: usize,
    /// The most squares in a grid of submissions.
    pub(super) squares: usize,
    /// The width of time, px, that a cluster gathers.
    pub(super) bucket: f64,
}

/// From the finest to the coarsest: the first whose scene keeps within the budget is drawn. The
/// last has one cluster a lane.
const DETAILS: [Detail; 7] = [
    Detail { lifelines: 60, rows: 20, squares: 60, bucket: 40.0 },
    Detail { lifelines: 36, rows: 12, squares: 60, bucket: 40.0 },
    Detail { lifelines: 18, rows: 6, squares: 30, bucket: 48.0 },
    Detail { lifelines: 6, rows: 3, squares: 0, bucket: 60.0 },
    Detail { lifelines: 0, rows: 1, squares: 0, bucket: 90.0 },
    Detail { lifelines: 0, rows: 1, squares: 0, bucket: 200.0 },
    Detail { lifelines: 0, rows: 0, squares: 0, bucket: f64::INFINITY },
];

/// Draws a dataset's lanes. O(records) for what is shown, then bounded by the pixels.
pub fn scene(dataset: &Dataset, lanes: &Lanes, options: &Options<'_>) -> Scene {
    let canvas = Canvas::new(dataset, *options);
    let gathered: Vec<(&Lane, Gathered)> = lanes
        .iter()
        .map(|lane| (lane, canvas.gather(lane)))
        .filter(|(_, gathered)| gathered.total > 0)
        .collect();
    let mut drawn = Scene::default();
    let curves = if options.trail.is_some() { MOST_CURVES } else { 0 };
    let budget = NODE_BUDGET - 2 * curves;
    // With so many the finer levels never keep within the budget: they are not even tried.
    let inside: usize = gathered.iter().map(|(_, gathered)| gathered.inside.len()).sum();
    let skip = if inside > 20_000 { 3 } else { 0 };
    for detail in DETAILS.iter().skip(skip) {
        drawn = canvas.draw(&gathered, detail);
        if drawn.node_count() <= budget {
            break;
        }
    }
    for mark in &mut drawn.marks {
        bundles::finish(&canvas, mark);
    }
    curves::draw(&canvas, &mut drawn, curves);
    drawn
}

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
    before: Beyond,
    after: Beyond,
    undated: Vec<Ref>,
    total: usize,
}

/// Records beyond an edge of the window.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beyond {
    count: usize,
    /// The nearest to the window and its day.
    nearest: Option<(Day, Ref)>,
}

impl Beyond {
    /// Counts a record before the window.
    pub(super) fn before(&mut self, day: Day, item: Ref) {
        self.count += 1;
        self.nearest = self.nearest.max(Some((day, item)));
    }

    fn after(&mut self, day: Day, item: Ref) {
        self.count += 1;
        self.nearest = Some(self.nearest.map_or((day, item), |at| at.min((day, item))));
    }

    fn and_before(mut self, other: Beyond) -> Beyond {
        self.count += other.count;
        self.nearest = self.nearest.max(other.nearest);
        self
    }

    fn edge(self, x: f64, y: f64) -> Option<Edge> {
        let (day, nearest) = self.nearest?;
        Some(Edge { count: self.count, nearest, day, x, y })
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
    fn new(dataset: &'a Dataset, options: Options<'a>) -> Canvas<'a> {
        let size = |v: f64, most: f64| if v.is_finite() { v.clamp(0.0, most) } else { 0.0 };
        let options = Options {
            label_width: size(options.label_width, 2_000.0),
            margin: size(options.margin, 2_000.0),
            row_height: if options.row_height.is_finite() {
                options.row_height.clamp(14.0, 60.0)
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
            Kind::Session => place::date(self.dataset, item, self.options.as_of).map(Span::of),
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

    fn gather(&self, lane: &Lane) -> Gathered {
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

    fn draw(&self, lanes: &[(&Lane, Gathered)], detail: &Detail) -> Scene {
        let options = &self.options;
        let mut scene = Scene {
            width: self.right + options.margin,
            ticks: ticks::ticks(options.scale, options.measure_tick),
            as_of_x: (0.0..=options.scale.width())
                .contains(&self.as_of)
                .then_some(self.left + self.as_of),
            ..Scene::default()
        };
        let mut y = AXIS;
        for (lane, gathered) in lanes {
            y += self.lane(lane, gathered, y, detail, &mut scene);
        }
        scene.height = y;
        scene.plot = Rect { x: self.left, y: AXIS, width: options.scale.width(), height: y - AXIS };
        scene
    }

    /// Adds a lane and says how high it is, px.
    fn lane(
        &self,
        lane: &Lane,
        gathered: &Gathered,
        y: f64,
        detail: &Detail,
        scene: &mut Scene,
    ) -> f64 {
        let narrow = self.options.narrow;
        let folded = (self.options.folded)(&lane.key);
        let detail =
            if folded { Detail { lifelines: 0, rows: 0, squares: 0, ..*detail } } else { *detail };
        let top = if narrow { NAME_LINE } else { PAD };
        let laid = match lane.kind {
            LaneKind::Recommendations(_) | LaneKind::OtherRecommendations => {
                lifelines::lay_out(self, gathered, y + top, &detail)
            }
            LaneKind::Submissions => squares::lay_out(self, gathered, y + top, &detail),
            _ => rows::lay_out(self, lane, gathered, y + top, &detail),
        };
        let content = top + laid.height + PAD;
        let height = if narrow { content } else { content.max(LEAST) };
        // Few marks stand in the middle of a lane that is as high as its name.
        let down = height - content;
        let down = if down > 0.0 { (down / 2.0).floor() } else { 0.0 };
        let index = scene.lanes.len();
        scene.marks.extend(laid.marks.into_iter().map(|mark| {
            let mut mark = Mark { lane: index, ..mark };
            mark.move_down(down);
            mark
        }));
        scene.captions.extend(laid.captions.into_iter().map(|mut caption| {
            caption.lane = index;
            caption.label.y += down;
            if let Some(span) = &mut caption.span {
                span.y += down;
            }
            caption
        }));
        let name = if narrow {
            Rect { x: 0.0, y, width: (self.right - 2.0 * MARKER).max(0.0), height: NAME_LINE }
        } else {
            Rect { x: 0.0, y: y + PAD, width: (self.left - MARKER).max(0.0), height: LEAST - PAD }
        };
        let marker_y = if narrow { y + NAME_LINE / 2.0 } else { y + height / 2.0 };
        let (before_x, after_x) = if narrow {
            (self.right - 1.5 * MARKER, self.right - 0.5 * MARKER)
        } else {
            (self.left - 0.5 * MARKER, self.right + 0.5 * MARKER)
        };
        scene.lanes.push(LaneBox {
            key: lane.key.clone(),
            kind: lane.kind,
            y,
            height,
            name,
            folded,
            total: gathered.total,
            before: gathered.before.and_before(laid.earlier).edge(before_x, marker_y),
            after: gathered.after.edge(after_x, marker_y),
            undated: gathered.undated.clone(),
        });
        height
    }

    /// At which edge of the plot the trail leaves it for a shown record that is not drawn.
    pub(super) fn beyond(&self, item: Ref) -> Option<f64> {
        let span = match self.dataset.typed::<Recommendation>(item) {
            Some(id) => Span::adopted(self.dataset, &self.dataset[id]),
            None => self.span(item, self.dataset.date(item).map(Span::of)),
        }?;
        let (start, _) = self.extent(item, span.ends(self.options.scale));
        // What began in the window or before it is counted at the left edge if it is not drawn.
        Some(if start > self.options.scale.width() { self.right } else { self.left })
    }
}
