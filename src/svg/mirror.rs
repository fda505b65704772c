//! Drawings for pages that are read from right to left.

use super::{Node, Value, number};

/// How shapes that are not told by an `x` alone are mirrored.
const TRANSFORM: &str = "transform";

impl Node {
    /// The same drawing from right to left, `width` px wide: what stood at the left edge stands at
    /// the right one, where it was a beginning it still is, and time runs the other way. Texts and
    /// signs are moved, not turned over; signs that point ("‹ 3") point the other way. Twice is
    /// once not at all.
    pub fn mirrored(mut self, width: f64) -> Node {
        let width = tenths(width);
        self.origin = self.origin.map(|(x, y)| (width - x, y));
        let across = match self.tag {
            "g" => {
                let children = std::mem::take(&mut self.children);
                self.children = children.into_iter().map(|node| node.mirrored(width)).collect();
                return self;
            }
            "text" => {
                self.turn_text();
                0.0
            }
            "path" if !self.attrs.iter().any(|(_, value)| matches!(value, Value::Lines(..))) => {
                let before = self.attrs.len();
                self.attrs.retain(|(name, _)| *name != TRANSFORM);
                if self.attrs.len() < before {
                    return self;
                }
                return self.attr(TRANSFORM, format!("matrix(-1 0 0 1 {} 0)", number(width)));
            }
            _ => tenths(self.length("width")),
        };
        for (name, value) in &mut self.attrs {
            match value {
                Value::Length(x) if matches!(*name, "x" | "x1" | "x2" | "cx") => {
                    *x = width - tenths(*x) - across;
                }
                Value::Points(points) | Value::Lines(_, points) => {
                    points.iter_mut().for_each(|(x, _)| *x = width - tenths(*x));
                }
                _ => {}
            }
        }
        self
    }

    fn turn_text(&mut self) {
        // What is not said is the beginning.
        let anchor = match self.says("text-anchor") {
            Some("end") => "start",
            Some("middle") => "middle",
            _ => "end",
        };
        match self.attrs.iter_mut().find(|(name, _)| *name == "text-anchor") {
            Some((_, value)) => *value = Value::Text(anchor.into()),
            None => self.attrs.push(("text-anchor", Value::Text(anchor.into()))),
        }
        if let Some(count) = self.text.strip_prefix("‹ ") {
            self.text = format!("{count} ›");
        } else if let Some(count) = self.text.strip_suffix(" ›") {
            self.text = format!("‹ {count}");
        }
    }
}

/// As [`number`] prints it, so that twice is exactly once not at all.
fn tenths(px: f64) -> f64 {
    (px * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shapes(x: f64, width: f64) -> Node {
        let at = |tag, name| Node::new(tag).num(name, x).num("width", width);
        Node::group("all").children([
            at("rect", "x"),
            at("use", "x"),
            Node::new("line").num("x1", x).num("x2", x + width),
            Node::new("circle").num("cx", x).num("cy", 3.0),
            Node::new("path").attr("d", "M0 0h5"),
            Node::new("path").lines(2, vec![(x, 1.0), (x, 2.0)]),
            Node::new("g").child(Node::new("text").num("x", x).text("Open data")),
            Node::new("text").num("x", x).attr("text-anchor", "middle").text("‹ 3"),
        ])
    }

    #[test]
    fn what_stood_left_stands_right() {
        let got = shapes(10.0, 20.0).mirrored(100.04).print();
        assert_eq!(
            got,
            "<g class=\"all\">
 <rect x=\"70\" width=\"20\"/>
 <use x=\"70\" width=\"20\"/>
 <line x1=\"90\" x2=\"70\"/>
 <circle cx=\"90\" cy=\"3\"/>
 <path d=\"M0 0h5\" transform=\"matrix(-1 0 0 1 100 0)\"/>
 <path d=\"M90 1 90 2\"/>
 <g>
  <text x=\"90\" text-anchor=\"end\">Open data</text>
 </g>
 <text x=\"90\" text-anchor=\"middle\">3 ›</text>
</g>
"
        );
    }

    proptest! {
        #[test]
        fn twice_is_not_at_all(x in -9e3..9e3_f64, size in 0.0..900.0_f64, width in 0.0..9e3_f64) {
            let node = shapes(x, size);
            let twice = node.clone().mirrored(width).mirrored(width);
            prop_assert_eq!(twice.print().replace(" text-anchor=\"start\"", ""), node.print());
        }
    }
}
