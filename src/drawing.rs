//! The timeline's drawing: a scene and the words for it → elements. What the page patches into
//! its document and what a test or an export prints are the same.

pub mod chronicle;
pub mod glyph;
pub mod history;
pub mod lineage;
pub mod overview;
pub mod scrubber;

use crate::model::{Dataset, Day, Status, Strength};
use crate::svg::Node;
use crate::timeline::text::{LANE_LINE, estimate, fit, wrap};
use crate::timeline::{
    Anchor, Curve, Edge, EndGlyph, FontRole, Label, LaneBox, LaneKind, Mark, Scene, Segment, Shape,
    Tick, TickLabel, What,
};
use crate::words::{self, Key, Words};

/// What the drawing is of, and what of it has the keyboard.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// The record.
    pub dataset: &'a Dataset,
    /// The words.
    pub words: &'a Words,
    /// The day as of which statuses are named.
    pub as_of: Day,
    /// The key of the mark that the Tab key comes to; the arrow keys move it.
    pub focus: Option<&'a str>,
    /// For a sketch of it: how far down it can be seen, px. Lanes below that are left out, and so is
    /// all that is only for the pointer, the keyboard or a screen reader.
    pub seen: Option<f64>,
}

/// The id of the card that says more of the mark that has the keyboard.
pub const CARD: &str = "timeline-card";

/// The key of a mark: its record's id or, of a bundle, its first record's. It stays the same from
/// one window to the next.
pub fn key(dataset: &Dataset, mark: &Mark) -> String {
    let id = mark.first().and_then(|item| dataset.entry(item)).map(|entry| &entry.id);
    let id = id.map(String::as_str).unwrap_or_default();
    match mark.what {
        What::Item(_) => id.to_owned(),
        What::Bundle(_) => format!("{BUNDLE}{id}"),
    }
}

/// Whether a key is that of a mark.
fn is_key(dataset: &Dataset, mark: &Mark, key: &str) -> bool {
    let id = match mark.what {
        What::Item(_) => Some(key),
        What::Bundle(_) => key.strip_prefix(BUNDLE),
    };
    let entry = mark.first().and_then(|item| dataset.entry(item));
    entry.zip(id).is_some_and(|(entry, id)| entry.id == id)
}

/// What the key of a bundle begins with.
const BUNDLE: &str = "bundle:";
/// What the keys of markers of what lies beyond the window begin with, before a colon.
const BEFORE: &str = "before";
const AFTER: &str = "after";

/// The key of the marker that says what lies before or after the window in a lane.
pub fn edge_key(lane: &LaneBox, after: bool) -> String {
    format!("{}:{}", if after { AFTER } else { BEFORE }, lane.key)
}

/// The class of what the pointer finds of a mark; the frame about it shows where the keyboard is.
pub const HIT: &str = "hit";

/// The class of the buttons that fold lanes, which no picture has.
pub const FOLD: &str = "fold";

/// The key of the button that folds a lane.
pub fn fold_key(lane: &LaneBox) -> String {
    format!("{FOLD}:{}", lane.key)
}

/// The key of the lane that such a button folds.
pub fn folds(key: &str) -> Option<&str> {
    key.strip_prefix(FOLD)?.strip_prefix(':')
}

/// The mark that a key stands for.
pub fn find(dataset: &Dataset, scene: &Scene, wanted: &str) -> Option<usize> {
    let (id, bundle) = match wanted.strip_prefix(BUNDLE) {
        Some(id) => (id, true),
        None => (wanted, false),
    };
    let item = dataset.find(id)?;
    let is = |mark: &Mark| matches!(mark.what, What::Bundle(_)) == bundle;
    scene.marks.iter().position(|mark| is(mark) && mark.first() == Some(item))
}

/// The lane of a marker of what lies beyond the window that a key stands for, and whether it is
/// of what lies after it.
pub fn find_edge(scene: &Scene, key: &str) -> Option<(usize, bool)> {
    let (side, lane) = key.split_once(':')?;
    let after = match side {
        AFTER => true,
        BEFORE => false,
        _ => return None,
    };
    scene.lanes.iter().position(|of| of.key == lane).map(|at| (at, after))
}

/// The key of a step of the trail.
pub fn curve_key(dataset: &Dataset, curve: &Curve) -> String {
    let id = |item| dataset.entry(item).map(|entry| entry.id.as_str()).unwrap_or_default();
    format!("step:{}:{}", id(curve.from.item), id(curve.to.item))
}

/// The steps of the trail that end at a mark, at a marker of what lies beyond the window, or that
/// are the step of this key themselves: each in words.
pub fn steps_at(of: &Of<'_>, scene: &Scene, key: &str) -> Vec<String> {
    let mark = find(of.dataset, scene, key);
    let edge = find_edge(scene, key);
    let here = |curve: &&Curve| match (mark, edge) {
        (Some(mark), _) => curve.meets(mark),
        (None, Some((lane, after))) => curve.leaves(lane, after),
        (None, None) => curve_key(of.dataset, curve) == key,
    };
    scene.curves.iter().filter(here).map(|curve| step_name(of, curve)).collect()
}

fn step_name(of: &Of<'_>, curve: &Curve) -> String {
    words::step(of.words, of.dataset, curve.from.item, curve.to.item, curve.relation)
}

/// A tick's label in words.
pub fn tick_text(words: &Words, label: &TickLabel) -> String {
    match *label {
        TickLabel::Year(year) => year.to_string(),
        TickLabel::Quarter(_, n) => words.with(Key::quarter, &[("n", &n.to_string())]),
        TickLabel::Month(_, month) => words::month_short(words, month).to_owned(),
        TickLabel::MonthYear(year, month) => words.with(
            Key::date_month,
            &[("month", words::month_short(words, month)), ("year", &year.to_string())],
        ),
        TickLabel::Day(_, _, day) => day.to_string(),
    }
}

/// A lane's name, and what it holds where the name alone does not say so.
pub fn lane_name<'a>(of: &Of<'a>, kind: LaneKind) -> (&'a str, Option<&'a str>) {
    let get = |key| of.words.get(key);
    match kind {
        LaneKind::Sessions { body, subsidiary } => {
            let held = if subsidiary { Key::lane_meetings_note } else { Key::lane_sessions_note };
            (&of.dataset[body].short, Some(get(held)))
        }
        LaneKind::OtherSessions => (get(Key::lane_other), Some(get(Key::lane_sessions_note))),
        LaneKind::Resolutions => (get(Key::lane_resolutions), None),
        LaneKind::Recommendations(group) => {
            let name = of.words.group(of.dataset, group);
            (name, Some(get(Key::lane_recommendations_note)))
        }
        LaneKind::OtherRecommendations => {
            (get(Key::lane_other), Some(get(Key::lane_recommendations_note)))
        }
        LaneKind::Actions => (get(Key::lane_actions), Some(get(Key::lane_actions_note))),
        LaneKind::Submissions => {
            (get(Key::lane_submissions), Some(get(Key::lane_submissions_note)))
        }
        LaneKind::Documents => (get(Key::lane_documents), None),
    }
}

/// What a mark is called: a record by its title, what it is, status and date; a bundle by how
/// many records it stands for, and the first of them.
pub fn mark_name(of: &Of<'_>, mark: &Mark) -> String {
    let bundle = match (mark.only(), &mark.what) {
        // Of one there was no room for more than its count.
        (Some(item), _) | (_, &What::Item(item)) => {
            return words::spoken(of.words, of.dataset, item, of.as_of);
        }
        (None, What::Bundle(bundle)) => bundle,
    };
    let named = bundle.items.iter().take(3).map(|item| words::name(of.words, of.dataset, item));
    let names: Vec<String> = named.collect();
    let more = if bundle.items.len() > names.len() { ", …" } else { "" };
    let list = names.join(", ") + more;
    of.words.count(Key::cluster_name, bundle.items.len(), &[("list", &list)])
}

/// So many steps of the trail are told with the name of a marker that they lead to.
const SAID: usize = 5;

/// More lines than this are drawn finer.
const MANY_CURVES: usize = 12;

/// The drawing.
pub fn draw(scene: &Scene, of: &Of<'_>) -> Vec<Node> {
    let top = scene.plot.y;
    let corners = |&(x0, x1): &(f64, f64)| {
        let bottom = scene.plot.bottom();
        [(x0, top), (x1, top), (x1, bottom), (x0, bottom)]
    };
    let bands = scene.bands.iter().flat_map(corners).collect();
    let bands = Node::new("path").attr("class", "sittings").key("sittings").lines(4, bands);
    let seen = scene.lanes.iter().take_while(|lane| of.seen.is_none_or(|seen| lane.y <= seen));
    let lanes = seen.clone().map(|lane| lane_node(scene, of, lane));
    let marks = seen.enumerate().map(|(n, lane)| {
        let marks = marks_of(scene, n).iter().map(|mark| mark_node(of, mark));
        Node::new("g").key(lane.key.as_str()).at(scene.anchor, lane.y).children(marks)
    });
    let mut nodes = vec![
        bands.attr("aria-hidden", "true"),
        axis(scene, of).key("axis"),
        Node::group("lanes").key("lanes").children(lanes),
    ];
    if let Some(x) = scene.today_x {
        let line = line(x, top, x, scene.plot.bottom()).attr("class", "today-line");
        nodes.push(line.attr("aria-hidden", "true").key("today"));
    }
    if let Some(x) = scene.as_of_x {
        let line = line(x, top, x, scene.plot.bottom()).attr("class", "as-of-line");
        nodes.push(line.attr("aria-hidden", "true").key("as-of"));
    }
    nodes.push(Node::group("captions").key("captions").attr("aria-hidden", "true").children(
        scene.captions.iter().flat_map(|caption| {
            let class = if caption.dimmed { "dim" } else { "" };
            let span = caption
                .span
                .map(|span| line(span.x, span.y, span.right(), span.y).attr("class", "span"));
            span.into_iter().chain([text(&caption.label).attr("class", class)])
        }),
    ));
    // Under the marks, so that what stands on them stays legible; a session's trail is dozens of
    // lines, drawn finer.
    let class = if scene.curves.len() > MANY_CURVES { "curves many" } else { "curves" };
    nodes.push(
        Node::group(class)
            .key("curves")
            .attr("aria-hidden", "true")
            .children(scene.curves.iter().flat_map(|curve| curve_nodes(of, curve))),
    );
    nodes.push(Node::group("marks").key("marks").children(marks));
    nodes
}

/// The marks of a lane.
fn marks_of(scene: &Scene, lane: usize) -> &[Mark] {
    let at = |lane: usize| scene.marks.partition_point(|mark| mark.lane < lane);
    scene.marks.get(at(lane)..at(lane + 1)).unwrap_or_default()
}

fn line(x1: f64, y1: f64, x2: f64, y2: f64) -> Node {
    Node::new("line").num("x1", x1).num("y1", y1).num("x2", x2).num("y2", y2)
}

fn rect(x0: f64, x1: f64, y: f64, height: f64) -> Node {
    let width = (x1 - x0).max(0.0);
    Node::new("rect")
        .num("x", x0)
        .num("y", y - height / 2.0)
        .num("width", width)
        .num("height", height)
}

fn circle(x: f64, y: f64, r: f64) -> Node {
    Node::new("circle").num("cx", x).num("cy", y).num("r", r)
}

/// A label; without a class, which the caller gives.
fn text(label: &Label) -> Node {
    let anchor = match label.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    // The middle of the line is given, and a text stands on its base line.
    Node::new("text")
        .num("x", label.x)
        .num("y", label.y + label.role.size() * 0.35)
        .attr("text-anchor", anchor)
        .text(label.text.as_str())
}

fn axis(scene: &Scene, of: &Of<'_>) -> Node {
    let (left, top, bottom) = (scene.plot.x, scene.plot.y, scene.plot.bottom());
    let level = |ticks: &[Tick], class: &'static str, y: f64, up: f64| {
        let lines = ticks.iter().filter(|tick| tick.x >= 0.0).map(|tick| left + tick.x);
        let lines = lines.flat_map(|x| [(x, top - up), (x, bottom)]).collect();
        let mut nodes = vec![Node::new("path").attr("class", class).key(class).lines(2, lines)];
        for tick in ticks {
            if let Some(x) = tick.label_x {
                let at = format!("{class}{}", tick.day.0);
                let label = Node::new("text").num("x", left + x).num("y", y).attr("class", class);
                let label = label.text(tick_text(of.words, &tick.label)).at(left + x, y);
                nodes.push(label.key(at));
            }
        }
        nodes
    };
    Node::group("axis")
        .attr("aria-hidden", "true")
        .at(scene.anchor, 0.0)
        .children(level(&scene.ticks.minor, "minor", top - 7.0, 0.0))
        .children(level(&scene.ticks.major, "major", top - 27.0, 40.0))
}

fn lane_node(scene: &Scene, of: &Of<'_>, lane: &LaneBox) -> Node {
    let (name, note) = lane_name(of, lane.kind);
    // Beside the plot a long name takes as many lines as it needs; above its marks it has room.
    let beside = scene.plot.x > 0.0;
    let total = lane.folded.then(|| {
        let text = Node::new("text").attr("class", "lane-total").num("x", lane.name.right());
        text.num("y", lane.name.y + 12.0).attr("text-anchor", "end").text(lane.total.to_string())
    });
    let lines = match (lane.folded, beside) {
        (true, _) => {
            let room = lane.name.width - estimate(&format!(" {}", lane.total), FontRole::Lane);
            fit(name, room, FontRole::Lane, &estimate)
                .map(|(name, _)| name.into_owned())
                .into_iter()
                .collect()
        }
        (false, true) => wrap(name, lane.name.width),
        (false, false) => vec![name.to_owned()],
    };
    let below = lane.name.y + 12.0 + LANE_LINE * lines.len() as f64;
    let note =
        note.filter(|_| beside && !lane.folded && below < lane.y + lane.height).map(|note| {
            let text = Node::new("text").attr("class", "lane-note").num("x", lane.name.x);
            text.num("y", below - 1.0).text(note)
        });
    let name = lines.into_iter().enumerate().map(|(n, line)| {
        Node::new("text")
            .attr("class", "lane-name")
            .num("x", lane.name.x)
            .num("y", lane.name.y + 12.0 + LANE_LINE * n as f64)
            .text(line)
    });
    Node::new("g")
        .key(lane.key.as_str())
        .at(0.0, lane.y)
        .child(line(0.0, lane.y, scene.width, lane.y).attr("class", "rule"))
        .child(fold_node(scene, of, lane))
        .children(name)
        .children(note)
        .children(total)
        .children(lane.before.iter().map(|edge| edge_node(scene, of, lane, edge, false)))
        .children(lane.after.iter().map(|edge| edge_node(scene, of, lane, edge, true)))
}

/// The button that folds a lane or unfolds it, before its name. The arrow keys go from one to the
/// next, so that Tab comes to the first alone.
fn fold_node(scene: &Scene, of: &Of<'_>, lane: &LaneBox) -> Node {
    let key = fold_key(lane);
    let first = scene.lanes.first().is_some_and(|first| first.key == lane.key);
    let (x, y) = (6.0, lane.name.y + 8.0);
    // Down on what it opens, or on to what it hides.
    let points = match lane.folded {
        true => [(-2.5, -4.5), (3.5, 0.0), (-2.5, 4.5)],
        false => [(-4.5, -2.5), (4.5, -2.5), (0.0, 3.5)],
    };
    let points = points.map(|(dx, dy)| (x + dx, y + dy));
    let sign = Node::new("polygon").points(points);
    if of.seen.is_some() {
        return Node::group(FOLD).child(sign);
    }
    let said = if lane.folded { Key::unfold_lane } else { Key::fold_lane };
    let label = of.words.with(said, &[("lane", lane_name(of, lane.kind).0)]);
    Node::group(FOLD)
        .key(key.as_str())
        .attr("role", "button")
        .attr("tabindex", if first { "0" } else { "-1" })
        .attr("aria-expanded", if lane.folded { "false" } else { "true" })
        .attr("aria-label", label)
        .attr("data-mark", key)
        .child(rect(0.0, 24.0, y, 24.0).attr("class", HIT))
        .child(sign)
}

/// From the middle of a marker of what lies beyond the window to the outer end of its text, px.
const EDGE: f64 = 15.0;

fn edge_node(scene: &Scene, of: &Of<'_>, lane: &LaneBox, edge: &Edge, after: bool) -> Node {
    let (key, sign) = match after {
        true => (Key::later, format!("{} ›", edge.count)),
        false => (Key::earlier, format!("‹ {}", edge.count)),
    };
    let label = || {
        let said = of.words.count(key, edge.count, &[]);
        let mut label = format!("{}: {said}", lane_name(of, lane.kind).0);
        if edge.lit {
            // What the trail leads to there is worth a stop of its own.
            for step in steps_at(of, scene, &edge_key(lane, after)).iter().take(SAID) {
                label.push_str("; ");
                label.push_str(step);
            }
        }
        label
    };
    let (class, tab) = if edge.lit { ("edge lit", "0") } else { ("edge", "-1") };
    // Away from the marks.
    let (x, anchor) = if after { (edge.x + EDGE, "end") } else { (edge.x - EDGE, "start") };
    let text =
        Node::new("text").num("x", x).num("y", edge.y + 4.0).attr("text-anchor", anchor).text(sign);
    if of.seen.is_some() {
        return Node::group(class).child(text);
    }
    Node::group(class)
        .key(edge_key(lane, after))
        .attr("role", "button")
        .attr("tabindex", tab)
        .attr("aria-label", label())
        .attr("data-mark", edge_key(lane, after))
        .child(rect(edge.x - 17.0, edge.x + 17.0, edge.y, 24.0).attr("class", HIT))
        .child(text)
}

/// The classes of a mark: its shape, and whether it is dimmed, lit or chosen.
fn mark_class(mark: &Mark) -> String {
    let mut class = String::from("mark ");
    class.push_str(match mark.shape {
        Shape::Session { held: true } => "session",
        Shape::Session { held: false } => "session planned",
        Shape::Resolution => "resolution",
        Shape::Lifeline => "lifeline",
        Shape::Action { dated: true } => "action",
        Shape::Action { dated: false } => "action undated",
        Shape::Submission { dated: true } => "submission",
        Shape::Submission { dated: false } => "submission undated",
        Shape::Document => "document",
        Shape::Bundle => "bundle",
    });
    for (is, name) in [(mark.dimmed, " dim"), (mark.lit, " lit"), (mark.selected, " selected")] {
        if is {
            class.push_str(name);
        }
    }
    class
}

fn mark_node(of: &Of<'_>, mark: &Mark) -> Node {
    let class = mark_class(mark);
    let label = mark.label.as_ref().map(|label| {
        let strong = matches!(label.role, FontRole::Strong);
        // A body with soft ends is pale: what stands on it is written as on paper.
        let solid = label.inside && !mark.soft_start && !mark.soft_end;
        let class = match (solid, strong) {
            (true, _) => "inside",
            (false, true) => "strong",
            (false, false) => "",
        };
        text(label).attr("class", class)
    });
    let node = Node::new("g").attr("class", class);
    let tab = of.focus.is_some_and(|focus| is_key(of.dataset, mark, focus));
    let hit = || {
        Node::new("rect")
            .attr("class", HIT)
            .num("x", mark.hit.x)
            .num("y", mark.hit.y)
            .num("width", mark.hit.width)
            .num("height", mark.hit.height)
    };
    if of.seen.is_some() {
        // What the pointer finds shows where the keyboard is.
        let node = if tab { node.key(key(of.dataset, mark)).child(hit()) } else { node };
        return node.children(body(mark, true)).children(label);
    }
    let key = key(of.dataset, mark);
    // What its card says besides, where the keyboard is.
    let node = if tab { node.attr("aria-describedby", CARD) } else { node };
    node.attr("role", "button")
        .attr("tabindex", if tab { "0" } else { "-1" })
        .attr("aria-pressed", if mark.selected { "true" } else { "false" })
        .attr("aria-label", mark_name(of, mark))
        .attr("data-mark", key.clone())
        .key(key)
        .at(mark.x0, mark.y)
        .child(hit())
        .children(body(mark, false))
        .children(label)
}

fn body(mark: &Mark, sketched: bool) -> Vec<Node> {
    let Mark { x0, x1, y, .. } = *mark;
    let soft = match (mark.soft_start, mark.soft_end) {
        (false, false) => "shape",
        _ => "shape soft",
    };
    match mark.shape {
        Shape::Session { .. } => {
            let planned =
                mark.planned.map(|(x0, x1)| rect(x0, x1, y, 12.0).attr("class", "was-planned"));
            let body = rect(x0, x1, y, 18.0).attr("class", soft).num("rx", 3.0);
            planned.into_iter().chain([body]).collect()
        }
        Shape::Resolution => {
            let x = mark.anchor;
            let points = [(x - 7.0, y), (x, y - 7.0), (x + 7.0, y), (x, y + 7.0)];
            vec![Node::new("polygon").attr("class", "shape").points(points)]
        }
        Shape::Action { .. } if x1 - x0 < 10.0 => {
            vec![circle(mark.anchor, y, 4.0).attr("class", "shape")]
        }
        Shape::Action { .. } => vec![rect(x0, x1, y, 15.0).attr("class", soft).num("rx", 3.0)],
        Shape::Document => vec![rect(x0, x1, y, 13.0).attr("class", soft)],
        Shape::Submission { .. } => vec![rect(x0, x1, y, x1 - x0).attr("class", "shape")],
        Shape::Bundle => {
            vec![rect(x0, x1, y, mark.height).attr("class", "shape").num("rx", mark.height / 2.0)]
        }
        Shape::Lifeline => lifeline(mark, sketched),
    }
}

fn lifeline(mark: &Mark, sketched: bool) -> Vec<Node> {
    let y = mark.y;
    let mut nodes: Vec<Node> =
        mark.segments.iter().map(|segment| segment_node(segment, y)).collect();
    if !mark.cut_start {
        nodes.push(circle(mark.anchor, y, 2.5).attr("class", "start"));
    }
    for dot in &mark.dots {
        let class = match (dot.strength, dot.dated) {
            (Strength::Explicit, true) => "answer",
            (Strength::Explicit, false) => "answer undated",
            _ => "answer weak",
        };
        nodes.push(circle(dot.x, y, 3.0).attr("class", class));
    }
    if let Some(EndGlyph { x, status }) = mark.end {
        let end = match sketched {
            // A sketch refers to nothing.
            true => glyph::symbol(status),
            false => Node::new("use").attr("href", format!("#{}", glyph::id(status))),
        };
        nodes.push(
            end.attr("class", format!("end status-{}", status.slug()))
                .num("x", x - 7.0)
                .num("y", y - 7.0)
                .num("width", 14.0)
                .num("height", 14.0),
        );
    }
    nodes
}

fn segment_node(segment: &Segment, y: f64) -> Node {
    let mut class = format!("segment status-{}", segment.status.slug());
    if segment.fades {
        class.push_str(" fades");
    }
    if segment.status == Status::NotAssessed {
        class.push_str(" awaiting");
    }
    line(segment.x0, y, segment.x1, y).attr("class", class)
}

/// A step of the trail: what the pointer finds of it, and the line.
fn curve_nodes(of: &Of<'_>, curve: &Curve) -> Vec<Node> {
    let path = |class: &'static str| Node::new("path").attr("class", class).attr("d", curve.path());
    let line = path(if curve.relation.is_weak() { "curve weak" } else { "curve" });
    if of.seen.is_some() {
        return vec![line];
    }
    let key = curve_key(of.dataset, curve);
    let keyed = |line: Node, class: &str| line.key(format!("{class} {key}"));
    let hit = keyed(path(HIT), HIT).attr("data-mark", key.clone());
    vec![hit, keyed(line, if curve.relation.is_weak() { "curve weak" } else { "curve" })]
}
