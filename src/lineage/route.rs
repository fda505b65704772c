//! The ways of the edges: between the columns, and past a column in a track above its nodes.

use super::place::{track_y, tracks};
use super::{GUTTER, Line, Lineage, Node};

/// Room between lines that run down side by side, px.
const BESIDE: f64 = 3.0;
/// So many lines run down side by side before they share one.
const ABREAST: usize = 4;

/// Gives every edge its way.
pub(super) fn route(drawn: &mut Lineage) {
    let tracks = tracks(drawn);
    let mut ways = Vec::with_capacity(drawn.edges.len());
    for (n, edge) in drawn.edges.iter().enumerate() {
        let ends = (drawn.nodes.get(edge.from), drawn.nodes.get(edge.to));
        ways.push(match ends {
            (Some(from), Some(to)) => {
                let track = tracks.get(&edge.from).copied().unwrap_or(0);
                let row = row(drawn, edge.from);
                way(from, (to, port(to, n)), (track, track_y(drawn, track)), row)
            }
            _ => Vec::new(),
        });
    }
    for (edge, way) in drawn.edges.iter_mut().zip(ways) {
        edge.points = way;
    }
}

/// Which node of its column it is.
fn row(drawn: &Lineage, at: usize) -> usize {
    let column = drawn.nodes.get(at).map(|node| node.column);
    drawn.nodes.iter().take(at).filter(|node| Some(node.column) == column).count()
}

/// The y of the line at which an edge arrives.
fn port(to: &Node, edge: usize) -> f64 {
    let line = to.lines.iter().position(|line| *line == Line::Arrives(edge));
    to.line_y(line.unwrap_or(0))
}

/// From the first line of one node to a line of another.
fn way(
    from: &Node,
    (to, port): (&Node, f64),
    (track, track_y): (usize, f64),
    row: usize,
) -> Vec<(f64, f64)> {
    let start = from.line_y(0);
    let aside = |n: usize| BESIDE * ((n % ABREAST) as f64 + 1.0);
    if from.column == to.column {
        let x = from.rect.right() + aside(row);
        return vec![(from.rect.right(), start), (x, start), (x, port), (to.rect.right(), port)];
    }
    // Drawn from left to right, whichever of the two is the earlier.
    let turned = from.column > to.column;
    let (left, right) = match turned {
        false => ((from.rect.right(), start), (to.rect.x, port)),
        true => ((to.rect.right(), port), (from.rect.x, start)),
    };
    let mut points = vec![left];
    if from.column.abs_diff(to.column) == 1 {
        let x = left.0 + GUTTER / 2.0 + aside(row) - BESIDE * 2.5;
        points.extend([(x, left.1), (x, right.1)]);
    } else {
        let (up, down) = (left.0 + aside(track), right.0 - aside(track));
        points.extend([(up, left.1), (up, track_y), (down, track_y), (down, right.1)]);
    }
    points.push(right);
    if turned {
        points.reverse();
    }
    points
}
