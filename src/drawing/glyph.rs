//! The sign of each status: the same shape everywhere, so that it can be told without colour.

use crate::model::Status;
use crate::svg::Node;

/// The side of the square that a sign is drawn in.
pub const SIDE: f64 = 16.0;

const DISC: &str = "M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0-12z";

/// A sign's paths, each with its class (`fill` and `line` in the colour of the text about it,
/// `knock` and `strike` in that of the paper) and where it goes.
pub fn paths(status: Status) -> &'static [(&'static str, &'static str)] {
    match status {
        Status::Implemented => &[("fill", DISC), ("knock", "M5 8.2l2.2 2.2L11 6")],
        Status::PartlyImplemented => &[("line", DISC), ("fill", "M8 2a6 6 0 0 0 0 12z")],
        Status::UnderImplementation => {
            &[("line", DISC), ("fill", "M8 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5z")]
        }
        Status::Continuing => &[("fill", "M2 3l6 5l-6 5zM8 3l6 5l-6 5z")],
        Status::NoActionReported => &[("line", DISC)],
        Status::OvertakenByEvents => &[("fill", DISC), ("strike", "M3 13L13 3")],
        Status::NotAssessed => &[("line dashed", DISC)],
    }
}

/// A sign as a symbol.
pub fn symbol(status: Status) -> Node {
    let path = |&(class, d): &(&'static str, &'static str)| {
        Node::new("path").attr("class", class).attr("d", d)
    };
    Node::new("symbol").children(paths(status).iter().map(path))
}

/// The id of a status's sign where drawings refer to it.
pub fn id(status: Status) -> String {
    format!("glyph-{}", status.slug())
}
