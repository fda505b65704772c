//! Drawings on a page that is read from right to left. Everything is computed from left to right;
//! here, and nowhere else, what is painted and what is done on it change sides.

use crate::browser;
use crate::gesture::Gesture;
use crate::svg::Node;

thread_local! {
    static RTL: bool = browser::is_rtl();
}

/// Whether drawings are mirrored.
pub(super) fn is_mirrored() -> bool {
    RTL.with(|rtl| *rtl)
}

/// A drawing, `width` px wide, as the page shows it.
pub(super) fn shown(nodes: Vec<Node>, width: f64) -> Vec<Node> {
    match is_mirrored() {
        true => nodes.into_iter().map(|node| node.mirrored(width)).collect(),
        false => nodes,
    }
}

/// What was done on a drawing as shown, on it as computed.
pub(super) fn done(gesture: Gesture, width: f64) -> Gesture {
    if is_mirrored() { gesture.mirrored(width) } else { gesture }
}

/// The left edge of something `own` px wide in a drawing as shown, from where it is in the one as
/// computed, and the other way round.
pub(super) fn left(x: f64, own: f64, width: f64) -> f64 {
    if is_mirrored() { width - x - own } else { x }
}
