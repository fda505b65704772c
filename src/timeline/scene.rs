//! The scene: everything that the timeline draws, positioned.

use super::canvas::{Canvas, Gathered, Laid};
use super::curves::{self, Curve};
use super::geometry::Rect;
use super::lanes::{Lane, LaneKind, Lanes};
use super::marks::{Caption, LaneBox, Mark};
use super::members::Members;
use super::shown::place;
use super::text::{self, FontRole};
use super::ticks::{self, Ticks};
use super::{Options, Shown, bundles, lifelines, rows, sittings, squares};
use crate::model::{Dataset, Id, Recommendation};
use crate::query::Group;

/// The most nodes that a scene takes to draw: see [`Scene::node_count`].
pub const NODE_BUDGET: usize = 924;

/// What a lane takes without what is on it, and what a marker at its edge does.
const LANE_NODES: usize = 10;
const EDGE_NODES: usize = 3;

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
/// The width kept before a lane's name for the button that folds it, px.
const BUTTON: f64 = 16.0;
/// Room between a lane's name and the marker after it, px.
const NAME_GAP: f64 = 4.0;
/// Room above and below the row of a folded lane, px.
const FOLDED_PAD: f64 = 2.0;
/// From a lane's upper edge to its first name line's base, px: without the room above it.
const NAME_BASE: f64 = 12.0;
/// Room below the last base line of a lane's name, px.
const BELOW_NAME: f64 = 5.0;

/// The timeline, positioned. Equal inputs give equal scenes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width of the drawing, px.
    pub width: f64,
    /// Height of the drawing, px.
    pub height: f64,
    /// Where time runs: between the lanes' names and the margin, below the axis.
    pub plot: Rect,
    /// Where a day stands that stays the same while the window only moves, px, near the window:
    /// what is placed from it stays where it is.
    pub anchor: f64,
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
    /// Where today's line stands, px; `None` outside the window.
    pub today_x: Option<f64>,
    /// From where to where bodies were in session, px: bands behind the marks.
    pub bands: Vec<(f64, f64)>,
    /// The trail of what is chosen.
    pub curves: Vec<Curve>,
    /// How many steps of the trail are not drawn because there are too many.
    pub curves_left_out: usize,
}

impl Scene {
    /// How many nodes the view needs to draw it, at most: per lane a group, a rule, its name on
    /// two lines, what it holds, how many, three for the button that folds it, one for its marks,
    /// and three for each edge marker; per tick a label, and two for their lines; what
    /// [`Mark::node_count`] says; two per caption, two per trail curve, one for the bands, two each
    /// for the lines of today and of the as-of day.
    pub fn node_count(&self) -> usize {
        let edges =
            |lane: &LaneBox| usize::from(lane.before.is_some()) + usize::from(lane.after.is_some());
        let lanes = self.lanes.iter().map(|lane| LANE_NODES + EDGE_NODES * edges(lane));
        6 + lanes.sum::<usize>()
            + 2
            + (self.ticks.minor.len() + self.ticks.major.len())
            + self.marks.iter().map(Mark::node_count).sum::<usize>()
            + 2 * self.captions.len()
            + 2 * self.curves.len()
            + 1
            + 4
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

/// What of a detail a lane's layout depends on, in numbers of its own.
pub(super) type Aspect = (usize, f64);

/// A lane that is being laid out.
struct Laying<'a> {
    lane: &'a Lane,
    gathered: Gathered<'a>,
    /// How it was last, and what of the detail that depends on: most lanes look the same at several.
    laid: Option<(Aspect, Laid)>,
}

/// From the finest to the coarsest: the first whose scene keeps within the budget is drawn. The
/// last has one cluster a lane.
const DETAILS: [Detail; 7] = [
    Detail { lifelines: 60, rows: 26, squares: 60, bucket: 40.0 },
    Detail { lifelines: 36, rows: 12, squares: 60, bucket: 40.0 },
    Detail { lifelines: 18, rows: 6, squares: 30, bucket: 48.0 },
    Detail { lifelines: 6, rows: 3, squares: 0, bucket: 60.0 },
    Detail { lifelines: 0, rows: 1, squares: 0, bucket: 90.0 },
    Detail { lifelines: 0, rows: 1, squares: 0, bucket: 200.0 },
    Detail { lifelines: 0, rows: 0, squares: 0, bucket: f64::INFINITY },
];

/// Draws a dataset's lanes: all at once what is made once for several windows and sizes with
/// [`Shown::new`] and [`Scene::of`].
pub fn scene(dataset: &Dataset, lanes: &Lanes, options: &Options<'_>) -> Scene {
    let matched = Some(options.matched);
    let status = |at: usize| place(dataset, Id::<Recommendation>::new(at).into(), options.as_of);
    let shown = Shown::new(dataset, lanes, options.as_of, &status, options.shown, matched);
    Scene::of(dataset, lanes, &shown, options)
}

impl Scene {
    /// Draws a dataset's lanes, of which `shown` is to be seen. Bounded by the pixels and by how
    /// many different dates the window holds, whatever the number of records.
    pub fn of(dataset: &Dataset, lanes: &Lanes, shown: &Shown, options: &Options<'_>) -> Scene {
        let canvas = Canvas::new(dataset, shown, *options);
        let mut lanes: Vec<Laying<'_>> = lanes
            .iter()
            .zip(canvas.shown.rows())
            .filter(|(_, row)| row.len() > 0)
            .map(|(lane, row)| Laying { lane, gathered: canvas.gather(lane, row), laid: None })
            .collect();
        let steps = options.trail.map_or(0, |trail| trail.steps().count());
        let curves = steps.min(MOST_CURVES);
        let empty = canvas.empty();
        let most = NODE_BUDGET.saturating_sub(2 * curves + empty.node_count());
        if !DETAILS.iter().any(|detail| canvas.lay_out(&mut lanes, detail, most)) {
            let [.., coarsest] = &DETAILS;
            canvas.lay_out(&mut lanes, coarsest, usize::MAX);
        }
        let mut drawn = canvas.put_together(empty, lanes);
        for mark in &mut drawn.marks {
            bundles::finish(&canvas, mark);
        }
        curves::draw(&canvas, &mut drawn, curves);
        drawn
    }
}

impl<'a> Canvas<'a> {
    /// The scene without lanes.
    fn empty(&self) -> Scene {
        let options = &self.options;
        let scale = options.scale;
        let inside = |x: f64| (0.0..=scale.width()).contains(&x).then_some(self.left + x);
        let bands = sittings::bands(&self.shown.sittings, scale);
        Scene {
            width: self.right + options.margin,
            anchor: self.left + scale.x(scale.anchor()),
            ticks: ticks::ticks(options.scale, options.measure_tick),
            as_of_x: inside(self.as_of),
            today_x: options.today.and_then(|day| inside(scale.x(f64::from(day.0) + 0.5))),
            bands: bands.into_iter().map(|(x0, x1)| (self.left + x0, self.left + x1)).collect(),
            ..Scene::default()
        }
    }

    /// How many nodes a lane takes at some detail, at the least.
    fn least(&self, lane: &Lane, gathered: &Gathered<'a>, detail: &Detail) -> usize {
        let edges = [gathered.before, gathered.after];
        let own = LANE_NODES + EDGE_NODES * edges.iter().filter(|of| of.count > 0).count();
        if (self.options.folded)(&lane.key) {
            return own;
        }
        own + match lane.kind {
            LaneKind::Recommendations(_) | LaneKind::OtherRecommendations => {
                lifelines::least(gathered, detail)
            }
            LaneKind::Submissions => 0,
            _ => rows::least(self, lane, gathered, detail),
        }
    }

    /// Lays lanes out at some detail, unless that takes more nodes than it may; whether it did.
    fn lay_out(&self, lanes: &mut [Laying<'a>], detail: &Detail, most: usize) -> bool {
        // Not laid out where counting says that it is too much.
        let least = lanes.iter().map(|of| self.least(of.lane, &of.gathered, detail));
        let mut nodes = 0;
        least.sum::<usize>() <= most
            && lanes.iter_mut().all(|lane| {
                nodes += self.lay_out_lane(lane, detail);
                nodes <= most
            })
    }

    /// Lays a lane out, its upper edge at 0, unless it is as it was before; how many nodes it takes.
    fn lay_out_lane(&self, of: &mut Laying<'a>, detail: &Detail) -> usize {
        let Laying { lane, gathered, laid } = of;
        let folded = (self.options.folded)(&lane.key);
        let folded_detail = Detail { lifelines: 0, rows: 0, squares: 0, ..*detail };
        let detail = if folded { &folded_detail } else { detail };
        let y = self.top(folded);
        let aspect = match lane.kind {
            LaneKind::Recommendations(_) | LaneKind::OtherRecommendations => {
                lifelines::aspect(self, gathered, detail)
            }
            LaneKind::Submissions => squares::aspect(self, gathered, detail),
            _ => rows::aspect(self, lane, gathered, detail),
        };
        if laid.as_ref().is_none_or(|(of, _)| *of != aspect) {
            let now = match lane.kind {
                LaneKind::Recommendations(_) | LaneKind::OtherRecommendations => {
                    lifelines::lay_out(self, gathered, y, detail)
                }
                LaneKind::Submissions => squares::lay_out(self, gathered, y, detail),
                _ => rows::lay_out(self, lane, gathered, y, detail),
            };
            *laid = Some((aspect, now));
        }
        let Some((_, laid)) = laid else { return 0 };
        let edges = [gathered.before.and_before(laid.earlier), gathered.after];
        let edges = edges.iter().filter(|of| of.count > 0).count();
        let marks = laid.marks.iter().map(Mark::node_count).sum::<usize>();
        LANE_NODES + EDGE_NODES * edges + marks + 2 * laid.captions.len()
    }

    /// From a lane's upper edge to its marks, px.
    fn top(&self, folded: bool) -> f64 {
        match (self.options.narrow, folded) {
            (true, _) => NAME_LINE,
            (false, true) => FOLDED_PAD,
            (false, false) => PAD,
        }
    }

    /// The scene of lanes that are laid out.
    fn put_together(&self, empty: Scene, lanes: Vec<Laying<'a>>) -> Scene {
        let mut scene = empty;
        scene.marks.reserve(lanes.iter().flat_map(|of| &of.laid).map(|(_, l)| l.marks.len()).sum());
        let mut y = AXIS;
        for lane in lanes {
            y += self.add(lane, y, &mut scene);
        }
        scene.height = y;
        let (width, height) = (self.options.scale.width(), y - AXIS);
        scene.plot = Rect { x: self.left, y: AXIS, width, height };
        scene
    }

    /// Adds a lane that is laid out and says how high it is, px.
    fn add(&self, of: Laying<'a>, y: f64, scene: &mut Scene) -> f64 {
        let Laying { lane, gathered, laid } = of;
        let mut laid = laid.map(|(_, laid)| laid).unwrap_or_default();
        let narrow = self.options.narrow;
        let folded = (self.options.folded)(&lane.key);
        let (top, pad) = (self.top(folded), if folded { FOLDED_PAD } else { PAD });
        let content = top + laid.height + pad;
        let name_width = match narrow {
            true => self.right - 2.0 * MARKER - BUTTON,
            false => self.left - MARKER - NAME_GAP - BUTTON,
        };
        let height = match narrow || folded {
            true => content,
            false => content.max(self.least_height(lane, name_width)),
        };
        // Few marks stand in the middle of a lane that is as high as its name.
        let down = height - content;
        let down = y + if down > 0.0 { (down / 2.0).floor() } else { 0.0 };
        let index = scene.lanes.len();
        for mark in &mut laid.marks {
            mark.lane = index;
            mark.move_down(down);
        }
        for caption in &mut laid.captions {
            caption.lane = index;
            caption.label.y += down;
            if let Some(span) = &mut caption.span {
                span.y += down;
            }
        }
        scene.marks.append(&mut laid.marks);
        scene.captions.append(&mut laid.captions);
        let name_y = match (narrow, folded) {
            (true, _) => y,
            // Its one line in the middle of its one row.
            (false, true) => y + height / 2.0 - NAME_BASE + FontRole::Lane.size() / 3.0,
            (false, false) => y + PAD,
        };
        let name_height = if narrow { NAME_LINE } else { y + height - name_y };
        let name = Rect { x: BUTTON, y: name_y, width: name_width.max(0.0), height: name_height };
        let marker_y = if narrow { y + NAME_LINE / 2.0 } else { y + height / 2.0 };
        let (before_x, after_x) = if narrow {
            (self.right - 1.5 * MARKER, self.right - 0.5 * MARKER)
        } else {
            // As far from the marks as there is room: a box reaches a little over the plot's edge.
            let margin = self.options.margin.max(MARKER);
            (self.left - 0.5 * MARKER, self.right + margin - 0.5 * MARKER)
        };
        scene.lanes.push(LaneBox {
            key: lane.key.clone(),
            kind: lane.kind,
            y,
            height,
            name,
            folded,
            total: gathered.row.len(),
            before: gathered.before.and_before(laid.earlier).edge(before_x, marker_y),
            after: gathered.after.edge(after_x, marker_y),
            undated: Members::new(self.shown.items(), gathered.row.undated()),
        });
        height
    }

    /// The least height of a lane beside whose marks its name stands, px.
    fn least_height(&self, lane: &Lane, room: f64) -> f64 {
        let name = match lane.kind {
            LaneKind::Recommendations(Group::Of(item)) => self.dataset.title(item),
            LaneKind::Sessions { body, .. } => &self.dataset[body].short,
            _ => return LEAST,
        };
        let lines = text::wrap(name, room).len().saturating_sub(1);
        LEAST.max(PAD + NAME_BASE + text::LANE_LINE * lines as f64 + BELOW_NAME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Day, Point};
    use crate::query::sample::{linked, names, recommendation};
    use crate::timeline::Scale;

    /// A small record with many more sessions, resolutions and recommendations.
    fn crowded() -> Dataset {
        let mut dataset = names();
        let (session, resolution) = (dataset.sessions[0].clone(), dataset.resolutions[0].clone());
        for n in 0..90 {
            let day = Day::from_civil(2012, 1, 1).0 + n * 23;
            let civil = Day(day).civil();
            let date = Date::At(Point::Day(civil.year, civil.month, civil.day));
            let mut session = session.clone();
            (session.held, session.label) = (Some(date), format!("{n} Vienna"));
            dataset.sessions.push(session);
            let at = Id::new(dataset.sessions.len() - 1);
            let mut resolution = resolution.clone();
            (resolution.session, resolution.date) = (at, Some(date));
            dataset.resolutions.push(resolution);
            let of = recommendation(&format!("r{n}"), at.index(), None, &[]);
            dataset.recommendations.push(of);
        }
        linked(dataset)
    }

    #[test]
    fn what_was_laid_out_before_changes_nothing() {
        let dataset = crowded();
        let lanes = Lanes::new(&dataset);
        let window = [Day::from_civil(2011, 6, 1), Day::from_civil(2018, 6, 1)];
        let fresh = |canvas: &Canvas<'_>| -> Vec<Scene> {
            DETAILS.iter().map(|detail| laid(canvas, &lanes, &[detail])).collect()
        };
        for width in [300.0, 700.0, 2_500.0] {
            let scale = Scale::of_days(window[0], window[1], width);
            let as_of = dataset.meta.as_of;
            let options = Options::new(scale, as_of);
            let status = |_: usize| None;
            let shown = Shown::new(&dataset, &lanes, as_of, &status, &|_| true, None);
            let canvas = Canvas::new(&dataset, &shown, options);
            let fresh = fresh(&canvas);
            assert!(fresh.windows(2).any(|pair| pair[0] != pair[1]));
            for (n, first) in DETAILS.iter().enumerate() {
                for (m, then) in DETAILS.iter().enumerate() {
                    assert_eq!(laid(&canvas, &lanes, &[first, then]), fresh[m], "{n}, {m}");
                }
            }
        }
    }

    /// The scene at the last of some details that are tried one after the other.
    fn laid<'a>(canvas: &Canvas<'a>, lanes: &'a [Lane], details: &[&Detail]) -> Scene {
        let rows = lanes.iter().zip(canvas.shown.rows()).filter(|(_, row)| row.len() > 0);
        let mut laying: Vec<Laying<'a>> = rows
            .map(|(lane, row)| Laying { lane, gathered: canvas.gather(lane, row), laid: None })
            .collect();
        for detail in details {
            assert!(canvas.lay_out(&mut laying, detail, usize::MAX));
        }
        canvas.put_together(canvas.empty(), laying)
    }
}
