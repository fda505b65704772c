//! Marks and the signs of statuses.

use super::{Out, SvgWords, escaped, number};
use crate::model::Status;
use crate::timeline::marks::{EndGlyph, Mark, Shape, What};

impl Out {
    pub(super) fn mark(&mut self, mark: &Mark, words: &SvgWords<'_>) {
        let name = match &mark.what {
            What::Item(item) => (words.item)(*item),
            What::Bundle(bundle) => bundle.items.len().to_string(),
        };
        let faint = if mark.dimmed { r#" opacity="0.35""# } else { "" };
        self.line(format_args!("<g{faint}><title>{}</title>", escaped(&name)));
        if let Some((x0, x1)) = mark.planned {
            let paint =
                format!(r#"fill="none" stroke="{}" stroke-dasharray="2 2""#, self.palette.soft);
            self.rect(x0, x1, mark.y, 12.0, &paint);
        }
        self.body(mark);
        if let Some(label) = &mark.label {
            let solid = label.inside && matches!(mark.shape, Shape::Session { held: true });
            let colour = match (solid, mark.lit) {
                (true, _) => self.palette.paper,
                (_, true) => self.palette.ink,
                _ => self.palette.soft,
            };
            self.label(label, colour);
        }
        self.line(format_args!("</g>"));
    }

    fn body(&mut self, mark: &Mark) {
        let Mark { x0, x1, y, .. } = *mark;
        let palette = self.palette;
        let ink = if mark.lit { palette.accent } else { palette.ink };
        let full = format!(r#"fill="{ink}""#);
        let hollow = format!(r#"fill="{}" stroke="{ink}""#, palette.paper);
        let dashed = format!(r#"{hollow} stroke-dasharray="2 2""#);
        match mark.shape {
            Shape::Session { held } => {
                let paint = if held { &full } else { &dashed };
                self.rect(x0, x1, y, 18.0, &format!(r#"{paint} rx="3""#));
            }
            Shape::Resolution => {
                let x = mark.anchor;
                let points = [(x - 7.0, y), (x, y - 7.0), (x + 7.0, y), (x, y + 7.0)]
                    .map(|(x, y)| format!("{},{}", number(x), number(y)))
                    .join(" ");
                self.line(format_args!(r#"<polygon points="{points}" {hollow}/>"#));
            }
            Shape::Action { dated } if x1 - x0 < 10.0 => {
                self.circle(mark.anchor, y, 4.0, if dated { &full } else { &hollow });
            }
            Shape::Action { .. } => {
                let paint = format!(r#"{full} fill-opacity="0.25" rx="4""#);
                self.rect(x0, x1, y, 14.0, &paint);
            }
            Shape::Document if x1 - x0 < 11.0 => self.rect(x0, x1, y, 13.0, &hollow),
            Shape::Document => self.rect(x0, x1, y, 13.0, &dashed),
            Shape::Submission { dated } => {
                self.rect(x0, x1, y, x1 - x0, if dated { &full } else { &hollow });
            }
            Shape::Bundle => {
                let height = number(mark.height / 2.0);
                self.rect(x0, x1, y, mark.height, &format!(r#"{hollow} rx="{height}""#));
            }
            Shape::Lifeline => self.lifeline(mark, &full, &hollow),
        }
    }

    fn lifeline(&mut self, mark: &Mark, full: &str, hollow: &str) {
        for segment in &mark.segments {
            let colour = self.palette.status(segment.status);
            let more = match (segment.status, segment.fades) {
                (Status::NotAssessed, _) => r#" stroke-width="1.5" stroke-dasharray="1 3""#,
                (_, true) => r#" stroke-width="3" opacity="0.55""#,
                _ => r#" stroke-width="3""#,
            };
            self.stroke(segment.x0, mark.y, segment.x1, mark.y, colour, more);
        }
        if !mark.cut_start {
            self.circle(mark.anchor, mark.y, 2.5, full);
        }
        for dot in &mark.dots {
            self.circle(dot.x, mark.y, 3.0, if dot.dated { full } else { hollow });
        }
        if let Some(EndGlyph { x, status }) = mark.end {
            self.glyph(x, mark.y, status);
        }
    }

    fn circle(&mut self, x: f64, y: f64, r: f64, paint: &str) {
        let [x, y, r] = [x, y, r].map(number);
        self.line(format_args!(r#"<circle cx="{x}" cy="{y}" r="{r}" {paint}/>"#));
    }

    /// The status' sign: told by shape as well as by colour.
    fn glyph(&mut self, x: f64, y: f64, status: Status) {
        let colour = self.palette.status(status);
        let paper = self.palette.paper;
        let full = format!(r#"fill="{colour}""#);
        let ring = format!(r#"fill="{paper}" stroke="{colour}" stroke-width="1.6""#);
        let path = |d: String, paint: &str, out: &mut Out| {
            out.line(format_args!(r#"<path d="{d}" {paint}/>"#));
        };
        let at = |dx: f64, dy: f64| format!("{} {}", number(x + dx), number(y + dy));
        let sign = format!(r#"fill="none" stroke="{paper}" stroke-width="1.4""#);
        match status {
            Status::Implemented => {
                self.circle(x, y, 5.0, &full);
                let tick = format!("M{}L{}L{}", at(-2.3, 0.1), at(-0.6, 1.8), at(2.4, -1.7));
                path(tick, &sign, self);
            }
            Status::PartlyImplemented => {
                self.circle(x, y, 4.6, &ring);
                path(format!("M{}A4.6 4.6 0 0 0 {}Z", at(0.0, -4.6), at(0.0, 4.6)), &full, self);
            }
            Status::UnderImplementation => {
                self.circle(x, y, 4.6, &ring);
                self.circle(x, y, 2.0, &full);
            }
            Status::Continuing => {
                for dx in [-4.6, 0.2] {
                    let chevron = [at(dx, -4.0), at(dx + 4.4, 0.0), at(dx, 4.0)].join("L");
                    path(format!("M{chevron}Z"), &full, self);
                }
            }
            Status::NoActionReported => self.circle(x, y, 4.6, &ring),
            Status::OvertakenByEvents => {
                self.circle(x, y, 5.0, &full);
                path(format!("M{}L{}", at(-3.4, 3.4), at(3.4, -3.4)), &sign, self);
            }
            Status::NotAssessed => {
                self.circle(x, y, 4.6, &format!(r#"{ring} stroke-dasharray="2 2""#));
            }
        }
    }
}
