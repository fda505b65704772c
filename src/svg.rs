//! A drawing as data: what the page patches into its document and an export prints as text, so
//! that both are the same picture.

mod mirror;

use std::borrow::Cow;
use std::fmt::Write;

use crate::order::within;

/// An SVG element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Its name.
    pub tag: &'static str,
    /// What tells it from its siblings of the same name from one drawing to the next, so that a
    /// mark that stays keeps its element (and the keyboard's focus). Empty: its position does.
    pub key: String,
    /// Attributes, each name once.
    pub attrs: Vec<(&'static str, Value)>,
    /// From where the page places it and what is in it, px from the drawing's top left corner: what
    /// moves as one is then one change. It stands where its attributes say all the same.
    pub origin: Option<(f64, f64)>,
    /// Text within; only where there are no children.
    pub text: String,
    /// Elements within.
    pub children: Vec<Node>,
}

/// What an attribute says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A length or a place in px, written rounded to a tenth.
    Length(f64),
    /// The corners of a shape, px.
    Points(Vec<(f64, f64)>),
    /// Lines of so many corners each, px, as the `d` of a path: many strokes of one look are one
    /// element.
    Lines(usize, Vec<(f64, f64)>),
    /// Words.
    Text(Cow<'static, str>),
}

impl Value {
    /// As it is written.
    pub fn print(&self) -> Cow<'_, str> {
        match self {
            Value::Length(px) => number(*px).into(),
            Value::Points(points) => {
                let point = |(x, y): &(f64, f64)| number(*x) + "," + &number(*y);
                points.iter().map(point).collect::<Vec<String>>().join(" ").into()
            }
            Value::Lines(each, points) => {
                let mut path = String::new();
                for line in points.chunks((*each).max(1)) {
                    for (n, (x, y)) in line.iter().enumerate() {
                        path.push(if n == 0 { 'M' } else { ' ' });
                        path.push_str(&number(*x));
                        path.push(' ');
                        path.push_str(&number(*y));
                    }
                }
                path.into()
            }
            Value::Text(text) => Cow::Borrowed(text),
        }
    }
}

/// Most elements have no more attributes than this.
const USUAL: usize = 6;

impl Node {
    /// An element without attributes.
    pub fn new(tag: &'static str) -> Node {
        Node { tag, attrs: Vec::with_capacity(USUAL), ..Node::default() }
    }

    /// A group of a class.
    pub fn group(class: &'static str) -> Node {
        Node::new("g").attr("class", class)
    }

    /// With a key.
    pub fn key(mut self, key: impl Into<String>) -> Node {
        self.key = key.into();
        self
    }

    /// With an attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Node {
        self.attrs.push((name, Value::Text(value.into())));
        self
    }

    /// Placed from a point: see [`Node::origin`].
    pub fn at(mut self, x: f64, y: f64) -> Node {
        self.origin = Some((x, y));
        self
    }

    /// With an attribute that is a length in px, rounded to a tenth.
    pub fn num(mut self, name: &'static str, value: f64) -> Node {
        self.attrs.push((name, Value::Length(value)));
        self
    }

    /// With corners, px.
    pub fn points(mut self, points: impl IntoIterator<Item = (f64, f64)>) -> Node {
        self.attrs.push(("points", Value::Points(points.into_iter().collect())));
        self
    }

    /// With lines of `each` corners, px: see [`Value::Lines`].
    pub fn lines(mut self, each: usize, points: Vec<(f64, f64)>) -> Node {
        self.attrs.push(("d", Value::Lines(each, points)));
        self
    }

    /// With a text.
    pub fn text(mut self, text: impl Into<String>) -> Node {
        self.text = text.into();
        self
    }

    /// With a child.
    pub fn child(mut self, child: Node) -> Node {
        self.children.push(child);
        self
    }

    /// With children.
    pub fn children(mut self, children: impl IntoIterator<Item = Node>) -> Node {
        self.children.extend(children);
        self
    }

    /// What an attribute says in words.
    pub fn says(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find_map(|(of, value)| match value {
            Value::Text(text) if *of == name => Some(text.as_ref()),
            _ => None,
        })
    }

    /// An attribute that is a length, px; 0 where it has none.
    pub fn length(&self, name: &str) -> f64 {
        let length = self.attrs.iter().find_map(|(of, value)| match value {
            Value::Length(px) if *of == name => Some(*px),
            _ => None,
        });
        length.unwrap_or(0.0)
    }

    /// How many elements it is.
    pub fn count(&self) -> usize {
        1 + self.children.iter().map(Node::count).sum::<usize>()
    }

    /// As XML text, indented, escaped.
    pub fn print(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, 0);
        text
    }

    fn write(&self, out: &mut String, depth: usize) {
        let indent = " ".repeat(depth);
        let _ = write!(out, "{indent}<{}", self.tag);
        for (name, value) in &self.attrs {
            let _ = write!(out, " {name}=\"{}\"", escape(&value.print()));
        }
        if self.children.is_empty() && self.text.is_empty() {
            out.push_str("/>\n");
        } else if self.children.is_empty() {
            let _ = writeln!(out, ">{}</{}>", escape(&self.text), self.tag);
        } else {
            out.push_str(">\n");
            for child in &self.children {
                child.write(out, depth + 1);
            }
            let _ = writeln!(out, "{indent}</{}>", self.tag);
        }
    }
}

/// A length in px as text, rounded to a tenth, without a trailing ".0" or "-0".
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round();
    if !tenths.is_finite() {
        return "0".to_owned();
    }
    let tenths = within(tenths, -1e9, 1e9) as i64;
    let (sign, tenths) = (if tenths < 0 { "-" } else { "" }, tenths.unsigned_abs());
    match tenths % 10 {
        0 => format!("{sign}{}", tenths / 10),
        rest => format!("{sign}{}.{rest}", tenths / 10),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Not allowed in XML at all.
            c if c.is_control() && !matches!(c, '\n' | '\t') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [
            (0.0, "0"),
            (-0.04, "0"),
            (1.25, "1.3"),
            (-3.0, "-3"),
            (-0.26, "-0.3"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn many_lines_are_one_path() {
        let node =
            Node::new("path").lines(2, vec![(0.0, 1.0), (2.0, 3.0), (4.04, 5.0), (6.0, 7.0)]);
        assert_eq!(node.print(), "<path d=\"M0 1 2 3M4 5 6 7\"/>\n");
    }

    #[test]
    fn text_is_never_markup() {
        let node = Node::new("text").attr("aria-label", "a \"b\"").text("<script>\u{1}&");
        assert_eq!(
            node.print(),
            "<text aria-label=\"a &quot;b&quot;\">&lt;script&gt;\u{fffd}&amp;</text>\n"
        );
    }
}
