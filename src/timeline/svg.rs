//! Scene → standalone SVG text: the file that is exported, and the golden files of the tests.
//! Presentation attributes only, numbers to a tenth of a pixel, no style sheet, no script.

mod mark;

use std::fmt::Write;

use super::geometry::{Anchor, Label};
use super::lanes::LaneKind;
use super::scene::Scene;
use super::ticks::{Tick, TickLabel};
use crate::model::{Ref, Status, Strength};
use crate::trail::Relation;

/// The colours of the file, as SVG reads them.
#[derive(Clone, Copy, Debug)]
pub struct Palette<'a> {
    /// Behind everything.
    pub paper: &'a str,
    /// Texts and bodies.
    pub ink: &'a str,
    /// Labels that are not lit.
    pub soft: &'a str,
    /// Ticks and lanes.
    pub line: &'a str,
    /// The trail and what is lit.
    pub accent: &'a str,
    /// The as-of line.
    pub as_of: &'a str,
    /// The statuses', in the order of [`Status::ALL`].
    pub statuses: [&'a str; 7],
}

impl Palette<'static> {
    /// On paper.
    pub const LIGHT: Palette<'static> = Palette {
        paper: "#fbfaf6",
        ink: "#1c2126",
        soft: "#5b636c",
        line: "#e2dfd6",
        accent: "#0b5c8f",
        as_of: "#c2502f",
        statuses: ["#14785a", "#5c8f2f", "#1f6fb5", "#5a54b8", "#c2502f", "#7d848c", "#8b929a"],
    };

    fn status(&self, status: Status) -> &'static str {
        let at = Status::ALL.iter().position(|&s| s == status).unwrap_or(0);
        self.statuses.get(at).copied().unwrap_or(self.ink)
    }
}

/// The words of the file.
#[derive(Clone, Copy)]
pub struct SvgWords<'a> {
    /// What the drawing is called.
    pub title: &'a str,
    /// A lane's name.
    pub lane: &'a dyn Fn(&LaneKind) -> String,
    /// A tick's label.
    pub tick: &'a dyn Fn(&TickLabel) -> String,
    /// What a record is called.
    pub item: &'a dyn Fn(Ref) -> String,
}

/// Writes the scene as an SVG document.
pub fn svg(scene: &Scene, palette: &Palette<'static>, words: &SvgWords<'_>) -> String {
    let mut out = Out { text: String::new(), palette: *palette };
    let (w, h) = (number(scene.width), number(scene.height));
    out.line(format_args!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" font-family="system-ui, sans-serif" font-size="12" role="img">"#
    ));
    out.line(format_args!("<title>{}</title>", escaped(words.title)));
    out.line(format_args!(r#"<rect width="{w}" height="{h}" fill="{}"/>"#, palette.paper));
    out.ticks(scene, words);
    out.lanes(scene, words);
    for curve in &scene.curves {
        let accent = palette.accent;
        let weight = match curve.relation {
            Relation::Answered(Strength::SameHeading | Strength::Pointer) => {
                r#"stroke-width="1" stroke-dasharray="2 3""#
            }
            _ => r#"stroke-width="1.5""#,
        };
        out.line(format_args!(
            r#"<path d="{}" fill="none" stroke="{accent}" {weight}/>"#,
            curve.path()
        ));
    }
    for mark in &scene.marks {
        out.mark(mark, words);
    }
    for caption in &scene.captions {
        if let Some(span) = caption.span {
            out.stroke(span.x, span.y, span.right(), span.y, palette.line, "");
        }
        let faint = if caption.dimmed { r#" opacity="0.35""# } else { "" };
        out.line(format_args!("<g{faint}>"));
        out.label(&caption.label, palette.soft);
        out.line(format_args!("</g>"));
    }
    if let Some(x) = scene.as_of_x {
        let (top, bottom) = (scene.plot.y, scene.plot.bottom());
        out.stroke(x, top, x, bottom, palette.as_of, "");
    }
    out.line(format_args!("</svg>"));
    out.text
}

/// A length with at most one decimal: `12`, `12.5`, `-0.3`. What is not finite is 0.
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

/// Text as it may stand in an SVG file: characters that XML does not allow are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

struct Out {
    text: String,
    palette: Palette<'static>,
}

impl Out {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn stroke(&mut self, x0: f64, y0: f64, x1: f64, y1: f64, colour: &str, more: &str) {
        let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(number);
        self.line(format_args!(
            r#"<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="{colour}"{more}/>"#
        ));
    }

    fn rect(&mut self, x0: f64, x1: f64, y: f64, height: f64, paint: &str) {
        let [x, top, width, height] = [x0, y - height / 2.0, x1 - x0, height].map(number);
        self.line(format_args!(
            r#"<rect x="{x}" y="{top}" width="{width}" height="{height}" {paint}/>"#
        ));
    }

    fn words(&mut self, x: f64, y: f64, more: &str, text: &str) {
        // The middle of the line is given; a text stands on its base line.
        let (x, y) = (number(x), number(y + 4.2));
        self.line(format_args!(r#"<text x="{x}" y="{y}"{more}>{}</text>"#, escaped(text)));
    }

    fn label(&mut self, label: &Label, colour: &str) {
        let anchor = match label.anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let weight = match label.role {
            super::FontRole::Strong | super::FontRole::Lane => r#" font-weight="bold""#,
            _ => "",
        };
        let more = format!(r#" fill="{colour}"{anchor}{weight}"#);
        self.words(label.x, label.y, &more, &label.text);
    }

    fn ticks(&mut self, scene: &Scene, words: &SvgWords<'_>) {
        let (left, top, bottom) = (scene.plot.x, scene.plot.y, scene.plot.bottom());
        let palette = self.palette;
        let mut level = |ticks: &[Tick], y: f64, up: f64| {
            for tick in ticks {
                if tick.x >= 0.0 {
                    let x = left + tick.x;
                    self.stroke(x, top - up, x, bottom, palette.line, "");
                }
                if let Some(x) = tick.label_x {
                    let more = format!(r#" fill="{}""#, palette.soft);
                    self.words(left + x, y, &more, &(words.tick)(&tick.label));
                }
            }
        };
        level(&scene.ticks.minor, top - 11.0, 0.0);
        level(&scene.ticks.major, top - 31.0, 40.0);
    }

    fn lanes(&mut self, scene: &Scene, words: &SvgWords<'_>) {
        let palette = self.palette;
        for lane in &scene.lanes {
            self.stroke(0.0, lane.y, scene.width, lane.y, palette.line, "");
            let more = format!(r#" fill="{}" font-weight="bold""#, palette.ink);
            self.words(lane.name.x, lane.name.y + 11.0, &more, &(words.lane)(&lane.kind));
            for (edge, sign) in [(lane.before, "‹"), (lane.after, "›")] {
                let Some(edge) = edge else { continue };
                let more = format!(r#" fill="{}" text-anchor="middle""#, palette.soft);
                let text = match sign {
                    "‹" => format!("‹ {}", edge.count),
                    _ => format!("{} ›", edge.count),
                };
                self.words(edge.x, edge.y, &more, &text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_to_tenths() {
        let got = [0.0, -0.04, -0.06, 12.5, 12.96, -3.25, f64::NAN].map(number);
        assert_eq!(got, ["0", "0", "-0.1", "12.5", "13", "-3.3", "0"]);
    }

    #[test]
    fn texts_cannot_break_out() {
        assert_eq!(escaped("a<b> & \"c\"\u{0}\n"), "a&lt;b&gt; &amp; &quot;c&quot; ");
    }
}
