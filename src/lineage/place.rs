//! Where the nodes stand, and what stands in them.

use std::collections::BTreeMap;

use super::{
    Column, Edge, GAP, GUTTER, LINE, Line, Lineage, Links, MARGIN, Node, Options, PAD, TITLE_LINES,
    TRACK, WIDTH, What,
};
use crate::model::{Dataset, Id, Ref, Resolution, Session};
use crate::timeline::text::fit;
use crate::timeline::{FontRole, Rect};

/// Puts each node into its column, below the tracks; the edges have ends, but no way yet.
pub(super) fn place(
    dataset: &Dataset,
    shown: &[Id<Resolution>],
    links: &[Links],
    columns: Vec<Column>,
    options: &Options<'_>,
) -> Lineage {
    let mut nodes: Vec<Node> = Vec::new();
    for (at, column) in columns.into_iter().enumerate() {
        let mut add = |what: What, lines: Vec<Line>, linked: bool| {
            nodes.push(Node {
                what,
                column: at,
                rect: Rect::default(),
                lines,
                linked,
                selected: false,
                lit: false,
                dimmed: false,
            });
        };
        if let Some(id) = column.heading {
            let called = Line::Called(dataset[id].label.clone());
            add(What::Heading(id), vec![called, Line::When], true);
        }
        for n in column.resolutions {
            let (Some(&id), Some(links)) = (shown.get(n), links.get(n)) else { continue };
            let linked = !links.is_alone();
            add(What::Resolution(id), resolution(&dataset[id], links, options), linked);
        }
        for id in column.sessions {
            add(What::Session(id), session(&dataset[id], options), true);
        }
        if !column.more.is_empty() {
            let count = Line::Count(column.more.len());
            add(What::More(column.more), vec![count], false);
        }
    }
    let mut drawn = Lineage { nodes, ..Lineage::default() };
    connect(&mut drawn, links);
    shorten(&mut drawn, options);
    stand(&mut drawn);
    drawn
}

/// The lines of a resolution; those of edges that arrive come later.
fn resolution(of: &Resolution, links: &Links, options: &Options<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let title = [&of.title, &of.subject].into_iter().find_map(Option::as_deref);
    match &of.number {
        Some(number) => lines.push(Line::Called(number.clone())),
        None => lines.push(Line::NoNumber),
    }
    lines.extend(wrap(title.unwrap_or_default(), TITLE_LINES.0, options));
    lines.extend(links.says.iter().map(|(kind, to)| Line::Says(*kind, to.clone())));
    if links.carried > 0 {
        lines.push(Line::Carried(links.carried));
    }
    lines
}

fn session(of: &Session, options: &Options<'_>) -> Vec<Line> {
    let mut lines = wrap(&of.title, TITLE_LINES.0, options);
    lines.push(Line::When);
    lines
}

/// The edges between nodes that are drawn, each with a line at its end.
fn connect(drawn: &mut Lineage, links: &[Links]) {
    let mut at: BTreeMap<Ref, usize> = BTreeMap::new();
    for (position, node) in drawn.nodes.iter().enumerate() {
        at.extend(node.item().map(|item| (item, position)));
    }
    for (step, kind) in links.iter().flat_map(|links| &links.steps) {
        let (Some(&from), Some(&to)) = (at.get(&step.from), at.get(&step.to)) else { continue };
        let end = drawn.edges.len();
        drawn.edges.push(Edge {
            step: *step,
            kind: *kind,
            from,
            to,
            points: Vec::new(),
            lit: false,
            dimmed: false,
        });
        for (node, arrives) in [(from, false), (to, true)] {
            let Some(node) = drawn.nodes.get_mut(node) else { continue };
            node.linked = true;
            if arrives {
                node.lines.push(Line::Arrives(end));
            }
        }
    }
}

/// Cuts the titles of resolutions without links to fewer lines.
fn shorten(drawn: &mut Lineage, options: &Options<'_>) {
    for node in drawn.nodes.iter_mut().filter(|node| !node.linked) {
        let title: Vec<&str> = node
            .lines
            .iter()
            .filter_map(
                |line| if let Line::Title(part) = line { Some(part.as_str()) } else { None },
            )
            .collect();
        if title.len() > TITLE_LINES.1 {
            let short = wrap(&title.join(" "), TITLE_LINES.1, options);
            node.lines.retain(|line| !matches!(line, Line::Title(_)));
            node.lines.extend(short);
        }
    }
}

/// Gives every node its rectangle.
fn stand(drawn: &mut Lineage) {
    let heading = |node: &Node| matches!(node.what, What::Heading(_));
    let height = |node: &Node| 2.0 * PAD + LINE * node.lines.len() as f64;
    let heads = drawn.nodes.iter().filter(|node| heading(node)).map(height).fold(0.0, f64::max);
    let top = MARGIN + heads + TRACK * (tracks(drawn).values().max().map_or(0, |n| n + 1) as f64);
    let first = top + 2.0 * GAP;
    let (mut y, mut column) = (first, 0);
    for node in &mut drawn.nodes {
        if node.column != column {
            (y, column) = (first, node.column);
        }
        let x = MARGIN + (WIDTH + GUTTER) * node.column as f64;
        let height = height(node);
        node.rect = Rect { x, y, width: WIDTH, height };
        if heading(node) {
            node.rect.y = MARGIN;
        } else {
            y += height + GAP;
        }
    }
    drawn.width = drawn.nodes.iter().map(|n| n.rect.right()).fold(0.0, f64::max) + MARGIN;
    drawn.height = drawn.nodes.iter().map(|n| n.rect.bottom()).fold(0.0, f64::max) + MARGIN;
}

/// The y of a track's line below the headings, px.
pub(super) fn track_y(drawn: &Lineage, track: usize) -> f64 {
    let heads = drawn.nodes.iter().filter(|node| matches!(node.what, What::Heading(_)));
    let top = heads.map(|node| node.rect.bottom()).fold(MARGIN, f64::max);
    top + GAP + TRACK * (track as f64 + 0.5)
}

/// The track, counted from the lowest, of each node from which an edge runs past a column: those of
/// one node share one, and two that run side by side have two.
pub(super) fn tracks(drawn: &Lineage) -> BTreeMap<usize, usize> {
    let mut spans: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for edge in &drawn.edges {
        let (Some(from), Some(to)) = (drawn.nodes.get(edge.from), drawn.nodes.get(edge.to)) else {
            continue;
        };
        let (low, high) = (from.column.min(to.column), from.column.max(to.column));
        if high - low > 1 {
            let span = spans.entry(edge.from).or_insert((low, high));
            *span = (span.0.min(low), span.1.max(high));
        }
    }
    // The column in which each track ends so far.
    let mut ends: Vec<usize> = Vec::new();
    let mut found = BTreeMap::new();
    let mut order: Vec<(usize, usize, usize)> =
        spans.into_iter().map(|(node, (low, high))| (low, high, node)).collect();
    crate::order::sort(&mut order);
    for (low, high, node) in order {
        let track = match ends.iter().position(|&end| end <= low) {
            Some(free) => free,
            None => {
                ends.push(0);
                ends.len() - 1
            }
        };
        if let Some(end) = ends.get_mut(track) {
            *end = high;
        }
        found.insert(node, track);
    }
    found
}

/// A text in lines that fit a node, at most so many; the last is cut where there is more.
fn wrap(text: &str, most: usize, options: &Options<'_>) -> Vec<Line> {
    let room = WIDTH - 2.0 * PAD;
    let width = |text: &str| (options.measure)(text, FontRole::Mark);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let last = lines.len() == most;
        match lines.last_mut() {
            // What does not fit the last line is cut below.
            Some(line) if last || width(&format!("{line} {word}")) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let cut = |line: String| match fit(&line, room, FontRole::Mark, options.measure) {
        Some((short, _)) => Line::Title(short.into_owned()),
        None => Line::Title(line),
    };
    lines.into_iter().map(cut).collect()
}
