//! The sign of each status, drawn once as symbols, used by reference in facets, rows, details and
//! the timeline.

use super::dom::{Node, svg};
use crate::drawing::glyph;
use crate::model::Status;

/// The symbols, drawn in the colour of the text about them. 16 by 16.
pub(super) fn symbols() -> Node {
    let symbols = Status::ALL.iter().map(|&status| {
        let path = |&(class, d): &(&str, &str)| svg("path").class(class).attr("d", d);
        svg("symbol")
            .attr("id", &glyph::id(status))
            .attr("viewBox", "0 0 16 16")
            .child(glyph::paths(status).iter().map(path).collect::<Node>())
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
        .child(svg("use").attr("href", &format!("#{}", glyph::id(status))))
        .into()
}
