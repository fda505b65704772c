//! The gutter beside the rows of the chronicle: lanes' lines and streams, marks, the lit trail.
//! Each row has a drawing of its own, as high as the row, so that it needs no measuring and breaks
//! over pages with its words.

use super::{body, mark_class};
use crate::model::Status;
use crate::svg::{Node, number};
use crate::timeline::Mark;
use crate::timeline::chronicle::{Chronicle, Event, MARK_Y, Row, Stripes, Track};

/// Longer than any row is high, px: lines are drawn so long, and cut to the row.
const LONG: &str = "9999";

/// The dash and the gap of each status' pattern, px: those of a lifeline, twice as long, since
/// stripes are wide and stand side by side.
const DASHES: [(Status, f64, f64); 7] = [
    (Status::Implemented, 8.0, 0.0),
    (Status::PartlyImplemented, 24.0, 4.0),
    (Status::UnderImplementation, 12.0, 4.0),
    (Status::Continuing, 6.0, 3.0),
    (Status::NoActionReported, 3.0, 6.0),
    (Status::OvertakenByEvents, 1.0, 1.0),
    (Status::NotAssessed, 8.0, 0.0),
];

/// What rows refer to: each status' pattern, and everything that stands on the tracks at each
/// moment. `name` tells the ids of one chronicle from those of another in the same page.
pub fn definitions(chronicle: &Chronicle, name: &str) -> Node {
    let patterns = DASHES.iter().map(|&(status, dash, gap)| {
        let rect = |height: f64, class: &str| {
            let class = format!("{class} status-{}", status.slug());
            Node::new("rect").num("width", 8.0).num("height", height).attr("class", class)
        };
        Node::new("pattern")
            .attr("id", format!("{name}-{}", status.slug()))
            .attr("patternUnits", "userSpaceOnUse")
            .num("width", 8.0)
            .num("height", dash + gap)
            .child(rect(dash + gap, "stream ground"))
            .child(rect(dash, "stream"))
    });
    let states = chronicle.states.iter().enumerate();
    let states = states.map(|(n, stripes)| state(chronicle, stripes, name, n));
    Node::new("defs").children(patterns).children(states)
}

fn state(chronicle: &Chronicle, stripes: &Stripes, name: &str, n: usize) -> Node {
    // One path for all lines, and one for all stripes of a status.
    let mut lines = String::new();
    let mut paths: [String; 7] = Default::default();
    for (track, counts) in chronicle.tracks.iter().zip(stripes) {
        if track.sign.is_some() {
            lines += &format!("M{} 0V{LONG}", number(track.x));
            continue;
        }
        let width = track.width - 2.0;
        let mut x = track.x - width / 2.0;
        for (path, &count) in paths.iter_mut().zip(counts) {
            if count > 0 {
                let end = x + width * count as f64 / track.total.max(1) as f64;
                *path += &format!("M{} 0H{}V{LONG}H{}Z", number(x), number(end), number(x));
                x = end;
            }
        }
    }
    let paths = paths.into_iter().zip(Status::ALL).filter(|(path, _)| !path.is_empty());
    let paths = paths.map(|(path, status)| {
        let fill = format!("url(#{name}-{})", status.slug());
        Node::new("path").attr("d", path).attr("fill", fill)
    });
    Node::new("g")
        .attr("id", format!("{name}-{n}"))
        .child(Node::new("path").attr("class", "lane-line").attr("d", lines))
        .children(paths)
}

/// The gutter of a row.
pub fn gutter(chronicle: &Chronicle, row: &Row, name: &str) -> Vec<Node> {
    let of = |state: usize| Node::new("use").attr("href", format!("#{name}-{state}"));
    let mut nodes = Vec::new();
    if row.before == row.after {
        nodes.push(of(row.after));
    } else {
        let above = Node::new("svg").num("width", chronicle.width).num("height", MARK_Y);
        nodes.push(above.child(of(row.before)));
        nodes.push(of(row.after).num("y", MARK_Y));
    }
    let y = number(MARK_Y);
    let x = |track: usize| chronicle.tracks.get(track).map_or(0.0, |track| track.x);
    if let Some(from) = row.enters {
        let (from, to) = (number(x(from)), number(row.leaves.map_or(x(row.track), x)));
        let own = matches!(&row.event, Event::Records(mark) if mark.lit);
        let path = match own {
            true => format!("M{from} 0C{from} {y} {to} 0 {to} {y}"),
            false => format!("M{from} 0V{LONG}"),
        };
        nodes.push(Node::new("path").attr("class", "curve").attr("d", path));
    }
    if let (Some(at), Event::Records(mark)) = (row.leaves, &row.event)
        && mark.lit
    {
        let path = format!("M{} {y}V{LONG}", number(x(at)));
        nodes.push(Node::new("path").attr("class", "curve").attr("d", path));
    }
    match &row.event {
        Event::Records(mark) => nodes.push(sign(mark, x(row.track))),
        Event::Statuses(_) => {
            // On each stream that changes.
            let (before, after) =
                (chronicle.states.get(row.before), chronicle.states.get(row.after));
            let mut path = String::new();
            for (n, track) in chronicle.tracks.iter().enumerate() {
                if before.and_then(|counts| counts.get(n)) != after.and_then(|c| c.get(n)) {
                    let half = track.width / 2.0;
                    let (x0, x1) = (number(track.x - half), number(track.x + half));
                    path += &format!("M{x0} {y}H{x1}");
                }
            }
            nodes.push(Node::new("path").attr("class", "change").attr("d", path));
        }
        Event::AsOf => {
            let path = format!("M0 {y}H{}", number(chronicle.width));
            nodes.push(Node::new("path").attr("class", "as-of-line").attr("d", path));
        }
    }
    nodes
}

/// A piece of a stream at a status, for a key.
pub fn stripe(status: Status, name: &str) -> Node {
    let rect = Node::new("rect").num("y", 3.0).num("width", 20.0).num("height", 14.0);
    rect.attr("fill", format!("url(#{name}-{})", status.slug()))
}

/// The statuses that stand in any stream.
pub fn statuses(chronicle: &Chronicle) -> impl Iterator<Item = Status> {
    let stands =
        |n: usize| chronicle.states.iter().flatten().any(|counts| counts.get(n) > Some(&0));
    Status::ALL.into_iter().enumerate().filter(move |&(n, _)| stands(n)).map(|(_, status)| status)
}

/// What stands for a lane, about a point: its sign, or a piece of its stream.
pub fn lane_sign(track: &Track, (x, y): (f64, f64)) -> Node {
    match &track.sign {
        // Smaller than in a row: those of neighbours stand side by side.
        Some(mark) => {
            let scale = format!("translate({} {})scale(.6)", number(x), number(y));
            Node::new("g")
                .attr("class", mark_class(mark))
                .attr("transform", scale)
                .children(body(mark, false))
        }
        None => Node::new("rect")
            .attr("class", "lane-stream")
            .num("x", x - track.width / 2.0 + 1.0)
            .num("y", y - 5.0)
            .num("width", track.width - 2.0)
            .num("height", 10.0),
    }
}

fn sign(mark: &Mark, x: f64) -> Node {
    let group = Node::new("g").attr("class", mark_class(mark)).children(body(mark, false));
    group.attr("transform", format!("translate({} 0)", number(x)))
}
