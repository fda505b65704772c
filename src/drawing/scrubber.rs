//! The drawing of the as-of day's handle, above the axis.

use super::line;
use crate::model::Day;
use crate::svg::Node;
use crate::timeline::Scrubber;
use crate::words::{self, Key, Words};

/// The key of the handle.
pub const HANDLE: &str = "as-of";
/// The height of the line, px.
pub const HEIGHT: f64 = 26.0;
/// The middle of the line, px.
const MIDDLE: f64 = 13.0;

/// The line with the days that brought news, and the handle, a slider. `left` is where the plot
/// begins, px; `day` the as-of day. A sketch has nothing that is only for the pointer, the keyboard or
/// a screen reader.
pub fn scrubber(
    words: &Words,
    scrubber: &Scrubber<'_>,
    left: f64,
    day: Day,
    sketched: bool,
) -> Vec<Node> {
    let right = left + scrubber.scale.width();
    let handle = scrubber.handle(day);
    let x = left + handle.x;
    let known = line(left, MIDDLE, x, MIDDLE).attr("class", "known");
    // Round ends of lines without length.
    let dots = scrubber.dots().into_iter().flat_map(|x| [(left + x, MIDDLE); 2]).collect();
    // A flag whose staff is the as-of line below; beyond the window an arrow to where it is.
    let points = match handle.beyond {
        -1 => [(6.0, -7.0), (6.0, 7.0), (-5.0, 0.0)].as_slice(),
        1 => [(-6.0, -7.0), (-6.0, 7.0), (5.0, 0.0)].as_slice(),
        _ => [(-6.0, -7.0), (6.0, -7.0), (6.0, 3.0), (0.0, 10.0), (-6.0, 3.0)].as_slice(),
    };
    let points = points.iter().map(|(dx, dy)| (x + dx, MIDDLE + dy));
    let handle = Node::new("polygon").attr("class", "handle").points(points);
    let hit = Node::new("rect").attr("class", "hit").num("x", x - 12.0).num("y", 1.0);
    let named = |slider: Node| {
        slider
            .key(HANDLE)
            .attr("role", "slider")
            .attr("tabindex", "0")
            .attr("data-mark", HANDLE)
            .attr("aria-label", words.get(Key::as_of_day).to_owned())
            .attr("aria-valuemin", scrubber.days.0.0.to_string())
            .attr("aria-valuemax", scrubber.days.1.0.to_string())
            .attr("aria-valuenow", day.0.to_string())
            .attr("aria-valuetext", words::day(words, day))
            .child(hit.num("width", 24.0).num("height", 24.0))
    };
    let slider = Node::group("grip");
    let slider = if sketched { slider } else { named(slider) }.child(handle);
    vec![
        line(left, MIDDLE, right, MIDDLE).attr("class", "rail").key("rail"),
        known.key("known"),
        Node::new("path")
            .attr("class", "news")
            .key("news")
            .attr("aria-hidden", "true")
            .lines(2, dots),
        slider,
    ]
}
