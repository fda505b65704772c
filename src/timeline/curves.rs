//! The trail of what is chosen, as curves between marks.

use std::collections::{BTreeMap, BTreeSet};

use super::canvas::Canvas;
use super::lanes::LaneKind;
use super::scene::Scene;
use crate::model::{Recommendation, Ref, Session};
use crate::order;
use crate::query::Group;
use crate::trail::{Relation, Step};

/// Of a longer trail only so many steps are looked at.
const LOOKED_AT: usize = 1_000;
/// How high the curve between two marks of one lane may rise, px.
const RISE: f64 = 22.0;
/// Marks nearer to each other in time than this are as good as one below the other, px.
const BESIDE: f64 = 16.0;
/// How far the curve between two such marks may bow, px.
const BOW: f64 = 24.0;

/// The part of its way on which a curve runs level to the plot's edge.
const LEVEL: f64 = 0.4;

/// One step of the trail.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// What came first.
    pub from: CurveEnd,
    /// What it led to.
    pub to: CurveEnd,
    /// How.
    pub relation: Relation,
    /// The two control points of the cubic, px.
    pub control: [(f64, f64); 2],
}

/// An end of a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurveEnd {
    /// The record.
    pub item: Ref,
    /// The position of its mark in [`Scene::marks`]; `None` beyond the window's edge.
    pub mark: Option<usize>,
    /// Beyond the window: the position of its lane in [`Scene::lanes`], and whether it lies after
    /// the window. The lane's marker there is lit and leads to the nearest such record.
    pub beyond: Option<(usize, bool)>,
    /// Where the curve ends, px.
    pub x: f64,
    /// See `x`.
    pub y: f64,
}

impl Curve {
    /// Whether it leads to or from the mark at this position of [`Scene::marks`].
    pub fn meets(&self, mark: usize) -> bool {
        [self.from, self.to].iter().any(|end| end.mark == Some(mark))
    }

    /// Whether it leaves the window in the lane at this position of [`Scene::lanes`], at its end
    /// (`after`) or its beginning.
    pub fn leaves(&self, lane: usize, after: bool) -> bool {
        [self.from, self.to].iter().any(|end| end.beyond == Some((lane, after)))
    }

    /// The curve as an SVG path, numbers to a tenth of a pixel.
    pub fn path(&self) -> String {
        let n = crate::svg::number;
        let [(ax, ay), (bx, by)] = self.control;
        format!(
            "M{} {}C{} {} {} {} {} {}",
            n(self.from.x),
            n(self.from.y),
            n(ax),
            n(ay),
            n(bx),
            n(by),
            n(self.to.x),
            n(self.to.y)
        )
    }
}

/// Draws the steps of the trail whose both ends are shown, those that touch what is chosen first,
/// at most `most`. Steps between the same two marks are one curve.
pub(super) fn draw(canvas: &Canvas<'_>, scene: &mut Scene, most: usize) {
    let Some(trail) = canvas.options.trail else { return };
    let mut steps: Vec<&Step> = trail.steps().collect();
    let touches = |step: &Step| {
        [step.from, step.to].iter().any(|&item| Some(item) == canvas.options.selected)
    };
    order::sort_by_key(&mut steps, |step| !touches(step));
    scene.curves_left_out = steps.len().saturating_sub(LOOKED_AT);
    steps.truncate(LOOKED_AT);
    let ends = order::distinct(steps.iter().flat_map(|step| [step.from, step.to]));
    let mut at: BTreeMap<Ref, usize> = BTreeMap::new();
    for (index, mark) in scene.marks.iter().enumerate().filter(|(_, mark)| mark.lit) {
        let lit = canvas.lit_of(mark).into_iter().filter(|item| ends.binary_search(item).is_ok());
        at.extend(lit.map(|item| (item, index)));
    }
    let mut seen: BTreeSet<([Option<usize>; 2], Option<Ref>)> = BTreeSet::new();
    for step in steps {
        let ends = (end(canvas, scene, &at, step.from), end(canvas, scene, &at, step.to));
        let (Some(mut from), Some(to)) = ends else { continue };
        // An answer leaves a lifeline where the action stands on it.
        let mark = from.mark.and_then(|index| scene.marks.get(index));
        if let Some(dot) = mark.and_then(|m| m.dots.iter().find(|d| Ref::from(d.action) == to.item))
        {
            from.x = dot.x;
        }
        let outside = match (from.mark, to.mark) {
            // Nothing of it is in the window, or both are counted in one mark.
            (None, None) => continue,
            (Some(a), Some(b)) if a == b => continue,
            (None, _) => Some(from.item),
            (_, None) => Some(to.item),
            _ => None,
        };
        if !seen.insert(([from.mark, to.mark], outside)) {
            continue;
        }
        for end in [from, to] {
            light(canvas, scene, &end);
        }
        if scene.curves.len() < most {
            let control = control(&from, &to, scene.plot.right());
            scene.curves.push(Curve { from, to, relation: step.relation, control });
        } else {
            scene.curves_left_out += 1;
        }
    }
}

fn end(
    canvas: &Canvas<'_>,
    scene: &Scene,
    at: &BTreeMap<Ref, usize>,
    item: Ref,
) -> Option<CurveEnd> {
    if let Some(&index) = at.get(&item) {
        let mark = scene.marks.get(index)?;
        let (x, y) = (mark.anchor, mark.y);
        return Some(CurveEnd { item, mark: Some(index), beyond: None, x, y });
    }
    canvas.shown.position(item)?;
    let index = scene.lanes.iter().position(|lane| holds(canvas, lane.kind, item))?;
    let lane = scene.lanes.get(index)?;
    let (after, _) = canvas.beyond(item)?;
    let (x, y) = (if after { canvas.right } else { canvas.left }, lane.y + lane.height / 2.0);
    Some(CurveEnd { item, mark: None, beyond: Some((index, after)), x, y })
}

/// Lights the marker of what lies beyond the window where a curve ends there, and has it lead to
/// that, or to the nearest of several.
fn light(canvas: &Canvas<'_>, scene: &mut Scene, end: &CurveEnd) {
    let Some((lane, after)) = end.beyond else { return };
    let lane = scene.lanes.get_mut(lane);
    let edge = lane.and_then(|lane| if after { lane.after.as_mut() } else { lane.before.as_mut() });
    let day = canvas.beyond(end.item).map(|(_, day)| day);
    let (Some(edge), Some(day)) = (edge, day) else { return };
    let nearer = if after { day < edge.day } else { day > edge.day };
    if !edge.lit || nearer {
        (edge.nearest, edge.day) = (end.item, day);
    }
    edge.lit = true;
}

fn holds(canvas: &Canvas<'_>, kind: LaneKind, item: Ref) -> bool {
    let dataset = canvas.dataset;
    let stands_in = |group: Group| {
        let id = dataset.typed::<Recommendation>(item);
        id.is_some_and(|id| group.grouping().first(dataset, id, canvas.options.as_of) == group)
    };
    use crate::model::Kind;
    match kind {
        LaneKind::Sessions { body, .. } => {
            dataset.typed::<Session>(item).is_some_and(|id| dataset[id].body == body)
        }
        LaneKind::OtherSessions => item.kind == Kind::Session,
        LaneKind::Recommendations(group) => stands_in(group),
        LaneKind::OtherRecommendations => item.kind == Kind::Recommendation,
        LaneKind::Resolutions => item.kind == Kind::Resolution,
        LaneKind::Actions => item.kind == Kind::Action,
        LaneKind::Submissions => item.kind == Kind::Submission,
        LaneKind::Documents => item.kind == Kind::Document,
    }
}

/// An arc above where both stand at one height, a bow to the right where one stands below the
/// other, else an S that leaves and arrives upright, or levelly at the plot's edge.
fn control(from: &CurveEnd, to: &CurveEnd, right: f64) -> [(f64, f64); 2] {
    let (a, b) = ((from.x, from.y), (to.x, to.y));
    let inside = from.beyond.is_none() && to.beyond.is_none();
    if (a.1 - b.1).abs() < 30.0 && inside {
        let rise = ((b.0 - a.0).abs() * 0.25).min(RISE) * 4.0 / 3.0;
        let top = a.1.min(b.1) - rise;
        let third = (b.0 - a.0) / 4.0;
        return [(a.0 + third, top), (b.0 - third, top)];
    }
    if (a.0 - b.0).abs() < BESIDE {
        let bow = ((b.1 - a.1).abs() * 0.3).min(BOW) * 4.0 / 3.0;
        let x = (a.0.max(b.0) + bow).min(right.max(a.0));
        let quarter = (b.1 - a.1) / 4.0;
        return [(x, a.1 + quarter), (x, b.1 - quarter)];
    }
    let middle = a.1.midpoint(b.1);
    let level = (b.0 - a.0) * LEVEL;
    [
        if from.beyond.is_some() { (a.0 + level, a.1) } else { (a.0, middle) },
        if to.beyond.is_some() { (b.0 - level, b.1) } else { (b.0, middle) },
    ]
}
