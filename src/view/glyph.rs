//! The sign of each status: the same shape everywhere, so that it can be told without colour.
//! Drawn once as symbols, used by reference in facets, rows, details and the timeline.

use super::dom::{Node, svg};
use crate::model::Status;

/// The symbols, drawn in the colour of the text about them. 16 by 16.
pub(super) fn symbols() -> Node {
    const DISC: &str = "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z";
    const SHAPES: [(Status, &[(&str, &str)]); 7] = [
        (Status::Implemented, &[("fill", DISC), ("knock", "M5 8.2l2.2 2.2L11 6")]),
        (Status::PartlyImplemented, &[("line", DISC), ("fill", "M8 2a6 6 0 0 0 0 12z")]),
        (
            Status::UnderImplementation,
            &[("line", DISC), ("fill", "M8 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5z")],
        ),
        (Status::Continuing, &[("fill", "M2 3l6 5l-6 5zM8 3l6 5l-6 5z")]),
        (Status::NoActionReported, &[("line", DISC)]),
        (Status::OvertakenByEvents, &[("fill", DISC), ("strike", "M3 13L13 3")]),
        (Status::NotAssessed, &[("line dashed", DISC)]),
    ];
    let symbols = SHAPES.iter().map(|(status, paths)| {
        let path = |&(class, d): &(&str, &str)| svg("path").class(class).attr("d", d);
        svg("symbol")
            .attr("id", &format!("glyph-{}", status.slug()))
            .attr("viewBox", "0 0 16 16")
            .child(paths.iter().map(path).collect::<Node>())
    });
    let symbols: Node = symbols.collect();
    svg("svg").class("symbols").attr("aria-hidden", "true").child(symbols).into()
}

/// The sign of a status. The word stands beside it, so it is hidden from a screen reader.
pub(super) fn glyph(status: Status) -> Node {
    svg("svg")
        .class(&format!("glyph status-{}", status.slug()))
        .attr("aria-hidden", "true")
        .attr("viewBox", "0 0 16 16")
        .child(svg("use").attr("href", &format!("#glyph-{}", status.slug())))
        .into()
}
