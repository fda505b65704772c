//! The status history of a recommendation, drawn small, and the axis that all of them share.

use super::{lifeline, line, tick_text};
use crate::svg::{Node, number};
use crate::timeline::{Mark, Tick, Ticks};
use crate::words::Words;

/// The height of a history, px.
pub const HEIGHT: f64 = 18.0;
/// The height of the axis, px.
pub const AXIS: f64 = 20.0;

/// What stands on one line: where the finer ticks are months, their years.
fn labelled(ticks: &Ticks) -> &[Tick] {
    if ticks.major.is_empty() { &ticks.minor } else { &ticks.major }
}

/// The axis.
pub fn axis(words: &Words, ticks: &Ticks) -> Vec<Node> {
    let lines = labelled(ticks).iter().filter(|tick| tick.x >= 0.0);
    let lines = lines.map(|tick| line(tick.x, 0.0, tick.x, AXIS).attr("class", "minor"));
    let labels = labelled(ticks).iter().filter_map(|tick| {
        let text = tick_text(words, &tick.label);
        Some(Node::new("text").num("x", tick.label_x?).num("y", AXIS - 6.0).text(text))
    });
    vec![Node::group("axis").children(lines).children(labels)]
}

/// A recommendation's history before the axis' lines: see [`crate::timeline::history`].
pub fn row(mark: &Mark, ticks: &Ticks) -> Vec<Node> {
    let lines = labelled(ticks).iter().filter(|tick| tick.x >= 0.0);
    let lines: String =
        lines.map(|tick| format!("M{} 0V{}", number(tick.x), number(HEIGHT))).collect();
    vec![
        Node::new("path").attr("class", "years").attr("d", lines),
        Node::group("mark lifeline").children(lifeline(mark, false)),
    ]
}
