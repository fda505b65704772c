//! The overview strip's drawing, in two layers: what there is, and the window on it, which
//! changes with each frame of a drag.

use super::{line, rect, tick_text};
use crate::order::within;
use crate::svg::{Node, number};
use crate::timeline::{Brush, Column, DensityRow, Grip, Overview, Scale};
use crate::words::{self, Key, Words};

/// The height of an edge's handle, px.
const HANDLE: f64 = 16.0;

/// The parts of the brush that can be grasped, in the order of the Tab key.
const GRIPS: [Grip; 3] = [Grip::Start, Grip::Body, Grip::End];

/// The key of a part of the brush.
pub fn grip_key(grip: Grip) -> &'static str {
    match grip {
        Grip::Start => "window:start",
        Grip::Body => "window:body",
        Grip::End => "window:end",
        Grip::Outside => "",
    }
}

/// The part of the brush that a key stands for.
pub fn grip(key: &str) -> Option<Grip> {
    GRIPS.into_iter().find(|&grip| grip_key(grip) == key)
}

/// A window in words, by the days that it touches.
pub fn window_text(words: &Words, window: (f64, f64)) -> String {
    let (first, last) = Scale::new(window.0, window.1, 1.0).window();
    words
        .with(Key::window, &[("from", &words::day(words, first)), ("to", &words::day(words, last))])
}

/// The density of the rows, and the years.
pub fn density(words: &Words, overview: &Overview) -> Vec<Node> {
    let plot = overview.plot;
    if overview.rows.is_empty() {
        return Vec::new();
    }
    let (top, bottom) = (plot.y, plot.bottom());
    let ticks = &overview.ticks;
    // Where the finer ticks are months, their years are what fits on one line.
    let labelled = if ticks.major.is_empty() { &ticks.minor } else { &ticks.major };
    let lines = labelled.iter().filter(|tick| tick.x >= 0.0).map(|tick| {
        let x = plot.x + tick.x;
        line(x, top, x, overview.height).attr("class", "minor")
    });
    let labels = labelled.iter().filter_map(|tick| {
        let text = tick_text(words, &tick.label);
        let x = plot.x + tick.label_x?;
        Some(Node::new("text").num("x", x).num("y", overview.height - 3.0).text(text))
    });
    let frame = rect(plot.x, plot.right(), top.midpoint(bottom), plot.height);
    // Narrow, the strip has all of the width.
    let name = (plot.x > Brush::REACH).then(|| {
        let text = |class, y, key| {
            Node::new("text").attr("class", class).num("x", 0.0).num("y", y).text(words.get(key))
        };
        [text("lane-name", 15.0, Key::overview), text("lane-note", 30.0, Key::overview_note)]
    });
    vec![
        Node::group("name")
            .key("name")
            .attr("aria-hidden", "true")
            .children(name.into_iter().flatten()),
        Node::group("years")
            .key("years")
            .attr("aria-hidden", "true")
            .children(lines)
            .children(labels),
        frame.attr("class", "whole").key("whole"),
        Node::group("density").key("density").children(overview.rows.iter().map(row_node)),
    ]
}

/// A row as one path: hundreds of columns are one element.
fn row_node(row: &DensityRow) -> Node {
    let mut path = String::new();
    for column in &row.columns {
        let (x, bottom) = (number(column.x), number(row.y + row.height));
        let (width, height) = (number(Column::WIDTH), number(column.height));
        path.push_str(&format!("M{x} {bottom}v-{height}h{width}v{height}z"));
    }
    Node::new("path").attr("d", path)
}

/// The window on the strip: what lies outside is veiled, and each part is a slider. The as-of line
/// stands above the veil. A sketch has nothing that is only for the pointer, the keyboard or a screen
/// reader.
pub fn brush(words: &Words, overview: &Overview, brush: &Brush, sketched: bool) -> Vec<Node> {
    let plot = overview.plot;
    if overview.rows.is_empty() {
        return Vec::new();
    }
    let middle = plot.y + plot.height / 2.0;
    let (x0, x1) = brush.edges();
    let (x0, x1) = (plot.x + x0, plot.x + x1);
    let veil = |from, to| rect(from, to, middle, plot.height).attr("class", "veil");
    let window = rect(x0, x1.max(x0 + 2.0), middle, plot.height).attr("class", "window");
    let mut nodes = vec![
        veil(plot.x, x0).key("before"),
        veil(x1, plot.right()).key("after"),
        window.key("window"),
    ];
    nodes.extend(
        overview
            .as_of_x
            .map(|x| line(x, plot.y, x, plot.bottom()).attr("class", "as-of-line").key("as-of")),
    );
    nodes.extend(GRIPS.into_iter().map(|grip| match sketched {
        true => Node::group(grip_class(grip)).children(handle(overview, brush, grip)),
        false => grip_node(words, overview, brush, grip),
    }));
    nodes
}

fn grip_class(grip: Grip) -> &'static str {
    if grip == Grip::Body { "grip body" } else { "grip edge-grip" }
}

/// Where a part of the brush is grasped, px.
fn target(overview: &Overview, brush: &Brush, grip: Grip) -> (f64, f64) {
    let (from, to) = brush.target(grip);
    (overview.plot.x + from, overview.plot.x + to)
}

/// What an edge is grasped by.
fn handle(overview: &Overview, brush: &Brush, grip: Grip) -> Option<Node> {
    // On its edge or, about a narrow window, as near to it as it can be grasped.
    let edge = match grip {
        Grip::Start => brush.edges().0,
        Grip::End => brush.edges().1,
        _ => return None,
    };
    let (plot, (from, to)) = (overview.plot, target(overview, brush, grip));
    let x = within(plot.x + edge, from + 4.0, to - 4.0);
    let handle = rect(x - 3.0, x + 3.0, plot.y + plot.height / 2.0, HANDLE);
    Some(handle.attr("class", "handle").num("rx", 3.0))
}

fn grip_node(words: &Words, overview: &Overview, brush: &Brush, grip: Grip) -> Node {
    let plot = overview.plot;
    let (from, to) = target(overview, brush, grip);
    let (first, last) = Scale::new(brush.window().0, brush.window().1, 1.0).window();
    // The end of a window is the day before the instant at which it ends.
    let (name, now, text, ends) = match grip {
        Grip::Start => (Key::window_start, first, words::day(words, first), 0),
        Grip::End => (Key::window_end, last, words::day(words, last), 1),
        _ => (Key::window_whole, first, window_text(words, brush.window()), 0),
    };
    let (least, most) = brush.range(grip);
    let value = |day: i32| day.to_string();
    let hit = rect(from + 1.0, to - 1.0, plot.y + plot.height / 2.0, plot.height - 2.0);
    Node::group(grip_class(grip))
        .key(grip_key(grip))
        .attr("role", "slider")
        .attr("tabindex", "0")
        .attr("aria-label", words.get(name).to_owned())
        .attr("aria-valuemin", value(least.floor() as i32 - ends))
        .attr("aria-valuemax", value(most.ceil() as i32 - ends))
        .attr("aria-valuenow", value(now.0))
        .attr("aria-valuetext", text)
        .attr("data-mark", grip_key(grip))
        .child(hit.attr("class", "hit"))
        .children(handle(overview, brush, grip))
}
