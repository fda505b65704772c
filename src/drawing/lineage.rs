//! The drawing of the lineage of mandates: nodes with their words, and the links between them.

use super::Of;
use crate::lineage::{Edge, Line, Lineage, Node as Box, PAD, What};
use crate::model::{Id, LinkKind, Ref, Resolution};
use crate::svg::{Node, number};
use crate::timeline::FontRole;
use crate::timeline::text::{estimate, fit};
use crate::words::{self, Key};

/// How far a corner of an edge is rounded, px.
const ROUND: f64 = 5.0;

/// The key of a node: its record's id, or of one that stands for several, that of the first.
pub fn key(of: &Of<'_>, node: &Box) -> String {
    let first = node.items().first().and_then(|&item| of.dataset.entry(item));
    let id = first.map(|entry| entry.id.as_str()).unwrap_or_default();
    match node.what {
        What::More(_) => format!("more:{id}"),
        _ => id.to_owned(),
    }
}

/// The node that a key stands for.
pub fn find(lineage: &Lineage, of: &Of<'_>, wanted: &str) -> Option<usize> {
    lineage.nodes.iter().position(|node| key(of, node) == wanted)
}

/// A link of a resolution in words: "follows up on 4/3", said of the node at which it ends.
fn link(of: &Of<'_>, lineage: &Lineage, edge: &Edge) -> String {
    let session = lineage.nodes.get(edge.to).is_some_and(|to| matches!(to.what, What::Session(_)));
    let to_session = session || edge.step.to.kind != edge.step.from.kind;
    let said = match to_session {
        true => of.words.relation(edge.step.relation, true),
        false => of.words.link_kind(edge.kind),
    };
    format!("{said} {}", called(of, edge.step.from))
}

/// What a record goes by, in short.
fn called(of: &Of<'_>, item: Ref) -> String {
    match of.dataset.typed::<Resolution>(item) {
        Some(id) => of.dataset[id].called().to_owned(),
        None => words::name(of.words, of.dataset, item),
    }
}

/// What a resolution does to records that have no node: "requests Secretariat, States parties".
fn says(of: &Of<'_>, kind: LinkKind, to: &[Ref]) -> String {
    let names: Vec<String> =
        to.iter().map(|&item| words::short(of.dataset, item).to_owned()).collect();
    format!("{} {}", of.words.link_kind(kind), names.join(", "))
}

/// A line of a node in words.
fn line_text(of: &Of<'_>, lineage: &Lineage, node: &Box, line: &Line) -> String {
    match line {
        Line::Called(text) | Line::Title(text) => text.clone(),
        Line::NoNumber => of.words.get(Key::number_unknown).to_owned(),
        Line::When => {
            let item = node.item();
            item.and_then(|item| words::when(of.words, of.dataset, item, of.as_of))
                .unwrap_or_default()
        }
        Line::Says(kind, to) => says(of, *kind, to),
        Line::Carried(n) => of.words.count(Key::n_carried, *n, &[]),
        Line::Arrives(edge) => {
            lineage.edges.get(*edge).map(|edge| link(of, lineage, edge)).unwrap_or_default()
        }
        Line::Count(n) => of.words.count(Key::and_more, *n, &[]),
    }
}

/// A node in one breath: its number or title first, then when, and its links.
pub fn node_name(lineage: &Lineage, of: &Of<'_>, node: &Box) -> String {
    let Some(item) = node.item() else {
        let names: Vec<String> = node
            .items()
            .iter()
            .take(3)
            .map(|&item| words::name(of.words, of.dataset, item))
            .collect();
        let n = node.items().len();
        return of.words.count(Key::cluster_name, n, &[("list", &names.join(", "))]);
    };
    let mut parts = vec![words::heading(of.words, of.dataset, item)];
    let unnumbered = |id: Id<Resolution>| of.dataset[id].number.is_none();
    if of.dataset.typed::<Resolution>(item).is_some_and(unnumbered) {
        parts.push(words::lower(of.words.kind(item.kind)));
        parts.push(of.words.get(Key::number_unknown).to_owned());
    }
    parts.extend(words::when(of.words, of.dataset, item, of.as_of));
    let spoken =
        |line: &&Line| matches!(line, Line::Says(..) | Line::Carried(_) | Line::Arrives(_));
    let said = node.lines.iter().filter(spoken);
    parts.extend(said.map(|line| line_text(of, lineage, node, line)));
    parts.join(", ")
}

/// The drawing.
pub fn draw(lineage: &Lineage, of: &Of<'_>) -> Vec<Node> {
    let edges = lineage.edges.iter().map(edge_node);
    let nodes = lineage.nodes.iter().map(|node| box_node(lineage, of, node));
    vec![
        Node::group("ways").key("ways").attr("aria-hidden", "true").children(edges),
        Node::group("nodes").key("nodes").children(nodes),
    ]
}

fn state(lit: bool, dimmed: bool) -> &'static str {
    match (lit, dimmed) {
        (true, _) => " lit",
        (_, true) => " dim",
        _ => "",
    }
}

fn edge_node(edge: &Edge) -> Node {
    let kind = match edge.kind {
        LinkKind::Reaffirms => "reaffirms",
        LinkKind::FollowsUp => "follows-up",
        LinkKind::Mandates => "mandates",
        LinkKind::Requests => "requests",
    };
    let class = format!("way {kind}{}", state(edge.lit, edge.dimmed));
    Node::new("path").attr("class", class).attr("d", path(&edge.points))
}

/// A way as an SVG path, its corners rounded.
fn path(points: &[(f64, f64)]) -> String {
    let n = number;
    let mut d = String::new();
    for (at, &(x, y)) in points.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| points.get(before));
        let (Some(&before), Some(&after)) = (before, points.get(at + 1)) else {
            d.push_str(&format!("{}{} {}", if at == 0 { "M" } else { "L" }, n(x), n(y)));
            continue;
        };
        let near = |(px, py): (f64, f64)| {
            let length = (px - x).abs() + (py - y).abs();
            let share = if length > 0.0 { (ROUND / length).min(0.5) } else { 0.0 };
            (x + (px - x) * share, y + (py - y) * share)
        };
        let ((ax, ay), (bx, by)) = (near(before), near(after));
        d.push_str(&format!("L{} {}Q{} {} {} {}", n(ax), n(ay), n(x), n(y), n(bx), n(by)));
    }
    d
}

fn box_node(lineage: &Lineage, of: &Of<'_>, node: &Box) -> Node {
    let key = key(of, node);
    let mut class = String::from(match node.what {
        What::Heading(_) => "node heading",
        What::Resolution(_) => "node resolution",
        What::Session(_) => "node session",
        What::More(_) => "node more",
    });
    if node.linked {
        class.push_str(" linked");
    }
    class.push_str(state(node.lit, node.dimmed));
    if node.selected {
        class.push_str(" selected");
    }
    let rect = Node::new("rect")
        .attr("class", "box")
        .num("x", node.rect.x)
        .num("y", node.rect.y)
        .num("width", node.rect.width)
        .num("height", node.rect.height)
        .attr("rx", "4");
    let room = node.rect.width - 2.0 * PAD;
    let lines = node.lines.iter().enumerate().map(|(at, line)| {
        let (class, role) = match line {
            Line::Called(_) => ("called", FontRole::Strong),
            Line::NoNumber => ("unknown", FontRole::Mark),
            Line::Title(_) | Line::Count(_) => ("title", FontRole::Mark),
            Line::When | Line::Says(..) | Line::Carried(_) => ("aside", FontRole::Mark),
            Line::Arrives(_) => ("arrives", FontRole::Mark),
        };
        let text = line_text(of, lineage, node, line);
        let short = fit(&text, room, role, &estimate).map(|(short, _)| short.into_owned());
        Node::new("text")
            .attr("class", class)
            .num("x", node.rect.x + PAD)
            .num("y", node.line_y(at) + role.size() * 0.35)
            .text(short.unwrap_or(text))
    });
    Node::new("g")
        .attr("class", class)
        .attr("role", "button")
        .attr("tabindex", if of.focus == Some(key.as_str()) { "0" } else { "-1" })
        .attr("aria-label", node_name(lineage, of, node))
        .attr("data-mark", key.clone())
        .key(key)
        .child(rect)
        .children(lines)
}
