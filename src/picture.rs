//! The timeline as a picture that stands alone: the drawing of the page with its title, what was
//! asked, legend, source and address. It is always light, since it goes into papers.

mod style;

pub use style::Style;

use crate::drawing::{self, Of, glyph};
use crate::model::Status;
use crate::svg::{Node, number};
use crate::timeline::{Scene, What};
use crate::words::{self, Key};

/// Room about all of it, px.
pub const MARGIN: f64 = 24.0;
/// From one line of text to the next, and between the parts of the picture, px.
const LINE: f64 = 18.0;
/// Half a line, px.
const HALF: f64 = LINE / 2.0;
/// A sign of the legend and the gap after it, px.
const SIGN: f64 = 36.0;
/// Between two entries of the legend, px.
const GAP: f64 = 20.0;
/// The most pixels that a side and the whole of a PNG may have: what every browser can make.
const SIDE: f64 = 16_384.0;
/// See [`SIDE`].
const AREA: f64 = 16_777_216.0;

/// What a picture is made of.
pub struct Picture<'a> {
    /// The drawing, laid out [`MARGIN`] px narrower at each side than the picture is to be.
    pub scene: &'a Scene,
    /// What it is of.
    pub of: Of<'a>,
    /// Whether it is read from right to left.
    pub mirrored: bool,
    /// What was asked, in words: the window, the filters, the day.
    pub asked: &'a str,
    /// Where the page shows the same.
    pub address: &'a str,
    /// The page's style.
    pub style: &'a Style,
    /// How wide a text is at a size in px, bold or not.
    pub measure: &'a dyn Fn(&str, f64, bool) -> f64,
}

/// A picture.
pub struct Drawn {
    /// It as an SVG file.
    pub svg: String,
    /// Its width, px.
    pub width: f64,
    /// Its height, px.
    pub height: f64,
}

impl Drawn {
    /// Whether browsers can make a PNG of its size.
    pub fn fits_png(&self) -> bool {
        self.width.max(self.height) <= SIDE && self.width * self.height <= AREA
    }
}

/// Draws a picture.
pub fn picture(picture: &Picture<'_>) -> Drawn {
    let (scene, of) = (picture.scene, &picture.of);
    let (meta, words) = (&of.dataset.meta, of.words);
    let width = scene.width + 2.0 * MARGIN;

    let mut page = Page { picture, y: MARGIN, nodes: Vec::new() };
    page.text(&meta.title, TITLE);
    page.text(&meta.subtitle, SMALL);
    page.y += HALF;
    page.text(picture.asked, Setting { fill: INK, ..SMALL });
    page.y += LINE;
    let top = page.y;
    page.y += scene.height + LINE;
    page.legend();
    page.y += LINE;
    let day = words::day(words, meta.as_of);
    let edition = words.with(Key::about_version, &[("version", &meta.version), ("date", &day)]);
    page.text(&format!("{}: {}. {edition}", words.get(Key::site_name), meta.title), SMALL);
    page.text(&meta.licence, SMALL);
    page.text(picture.address, SMALL);
    let height = (page.y + MARGIN).ceil();

    let turned = |node: Node, width: f64| match picture.mirrored {
        true => node.mirrored(width),
        false => node,
    };
    let about: Vec<Node> = page.nodes.into_iter().map(|node| turned(node, width)).collect();
    // The names by which the page's rules know it.
    let drawing = Node::group("drawing").child(
        Node::new("svg")
            .attr("transform", format!("translate({} {})", number(MARGIN), number(top)))
            .children(drawing::draw(scene, of).into_iter().map(|node| turned(node, scene.width))),
    );
    let svg = Node::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .num("width", width)
        .num("height", height)
        .attr("viewBox", format!("0 0 {} {}", number(width), number(height)))
        .attr("lang", words.language.clone())
        .attr("font-family", "var(--sans)")
        .child(Node::new("title").text(format!("{}: {}", meta.title, words.get(Key::timeline))))
        .child(Node::new("desc").text(picture.asked))
        .child(Node::new("rect").num("width", width).num("height", height).attr("fill", PAPER))
        .children(about)
        .child(drawing);
    Drawn { svg: picture.style.apply(inline(svg)).print(), width, height }
}

/// Each sign that is drawn by reference, as what it refers to, and no button that folds a lane:
/// the picture stands alone.
fn inline(mut node: Node) -> Node {
    if node.tag != "use" {
        let folds = |node: &Node| node.says("class") == Some(drawing::FOLD);
        node.children = node.children.into_iter().filter(|node| !folds(node)).map(inline).collect();
        return node;
    }
    let href = node.says("href").and_then(|href| href.strip_prefix('#'));
    let is = |status: &Status| href == Some(&glyph::id(*status));
    // In thousandths: printing any number whatever weighs 10 kB.
    let scale = (1_000.0 * node.length("width") / glyph::SIDE) as u32;
    let scale = format!("{}.{:03}", scale / 1_000, scale % 1_000);
    let (x, y) = (number(node.length("x")), number(node.length("y")));
    Node::new("g")
        .attr("class", node.says("class").unwrap_or_default().to_owned())
        .attr("transform", format!("translate({x} {y}) scale({scale})"))
        // So the page's rules know it.
        .children(Status::ALL.into_iter().filter(is).map(glyph::symbol))
}

const INK: &str = "var(--ink)";
const SOFT: &str = "var(--soft)";
const PAPER: &str = "var(--paper)";
const TITLE: Setting = Setting { size: 20.0, bold: true, fill: INK };
const SMALL: Setting = Setting { size: 12.0, bold: false, fill: SOFT };

/// How a text about the drawing is set.
#[derive(Clone, Copy)]
struct Setting {
    /// Its size, px.
    size: f64,
    bold: bool,
    fill: &'static str,
}

/// What stands about the drawing, from the top down.
struct Page<'a> {
    picture: &'a Picture<'a>,
    /// Where the next line begins, px.
    y: f64,
    nodes: Vec<Node>,
}

impl Page<'_> {
    fn width_of(&self, text: &str, set: Setting) -> f64 {
        // Whoever opens the file may have somewhat wider letters.
        1.06 * (self.picture.measure)(text, set.size, set.bold)
    }

    /// A text in as many lines as it needs; none if it is empty.
    fn text(&mut self, text: &str, set: Setting) {
        let room = self.picture.scene.width;
        for line in lines(text, room, &|text| self.width_of(text, set)) {
            self.y += set.size * 1.5;
            self.nodes.push(text_at(MARGIN, self.y - set.size * 0.4, line, set));
        }
    }

    /// The statuses that occur, and the other signs.
    fn legend(&mut self) {
        let (words, scene) = (self.picture.of.words, self.picture.scene);
        let day = words::day(words, self.picture.of.as_of);
        let statuses = statuses(scene).map(|status| (Sign::Status(status), words.status(status)));
        let mut entries: Vec<(Sign, &str)> = statuses.collect();
        let as_of = words.with(Key::as_of_line, &[("date", &day)]);
        entries.extend([
            (Sign::Awaiting, words.get(Key::legend_awaiting)),
            (Sign::Answer, words.get(Key::legend_action)),
            (Sign::Planned, words.get(Key::legend_planned)),
            (Sign::AsOf, &as_of),
        ]);
        entries.extend(scene.today_x.map(|_| (Sign::Today, words.get(Key::today))));
        let mut x = 0.0;
        self.y += LINE;
        for (sign, name) in entries {
            let width = SIGN + self.width_of(name, SMALL);
            if x > 0.0 && x + width > scene.width {
                x = 0.0;
                self.y += LINE;
            }
            self.nodes.push(sign_at(MARGIN + x, self.y - 4.0, sign));
            let at = MARGIN + x + SIGN;
            self.nodes.push(text_at(at, self.y, name.to_owned(), SMALL));
            x += width + GAP;
        }
    }
}

fn text_at(x: f64, y: f64, text: String, set: Setting) -> Node {
    let node = Node::new("text").num("x", x).num("y", y).num("font-size", set.size);
    let node = node.attr("fill", set.fill).attr("unicode-bidi", "plaintext");
    let node = if set.bold {
        node.attr("font-weight", "bold").attr("font-family", "var(--serif)")
    } else {
        node
    };
    node.text(text)
}

/// A text in lines no wider than `room`; a word that is wider, such as an address, is parted
/// anywhere.
fn lines(text: &str, room: f64, width: &dyn Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line} {word}");
            if width(&longer) <= room {
                *line = longer;
                continue;
            }
        }
        let mut rest = word;
        while !rest.is_empty() {
            let ends: Vec<usize> = rest.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            let fits = ends
                .partition_point(|&end| rest.get(..end).is_none_or(|part| width(part) <= room))
                .max(1);
            let (line, more) = rest.split_at(ends.get(fits - 1).copied().unwrap_or(rest.len()));
            lines.push(line.to_owned());
            rest = more;
        }
    }
    lines
}

/// The statuses that a scene shows, in their order.
fn statuses(scene: &Scene) -> impl Iterator<Item = Status> {
    let mut seen = [false; 7];
    for mark in &scene.marks {
        let bundled = match &mark.what {
            What::Bundle(bundle) => bundle.statuses,
            What::Item(_) => [0; 7],
        };
        let ends = mark.segments.last().map(|segment| segment.status);
        let shown = ends.into_iter().chain(mark.end.map(|end| end.status));
        for (n, (seen, status)) in seen.iter_mut().zip(Status::ALL).enumerate() {
            *seen |= bundled.get(n).is_some_and(|&n| n > 0) || shown.clone().any(|s| s == status);
        }
    }
    Status::ALL.into_iter().zip(seen).filter(|(_, seen)| *seen).map(|(status, _)| status)
}

/// What the legend explains.
enum Sign {
    Status(Status),
    Awaiting,
    Answer,
    Planned,
    AsOf,
    Today,
}

/// A sign, of the classes that the drawing gives it, about the height `y`.
fn sign_at(x: f64, y: f64, sign: Sign) -> Node {
    let line = |class: String| {
        let line = Node::new("line").num("x1", x).num("y1", y).num("x2", x + 16.0).num("y2", y);
        line.attr("class", class)
    };
    let upright = |class: &'static str| {
        let line = Node::new("line").num("x1", x + 8.0).num("y1", y - 7.0);
        line.num("x2", x + 8.0).num("y2", y + 7.0).attr("class", class)
    };
    let segment = |status: Status| format!("segment status-{}", status.slug());
    match sign {
        Sign::Status(status) => {
            let end = Node::new("use")
                .attr("href", format!("#{}", glyph::id(status)))
                .attr("class", format!("end status-{}", status.slug()))
                .num("x", x + 17.0)
                .num("y", y - 7.0)
                .num("width", 14.0);
            Node::group("mark").child(line(segment(status))).child(end)
        }
        Sign::Awaiting => line(segment(Status::NotAssessed) + " awaiting"),
        Sign::Answer => Node::group("mark").child(
            Node::new("circle")
                .num("cx", x + 8.0)
                .num("cy", y)
                .num("r", 3.0)
                .attr("class", "answer"),
        ),
        Sign::Planned => Node::group("mark session planned").child(
            Node::new("rect")
                .num("x", x)
                .num("y", y - 5.0)
                .num("width", 16.0)
                .num("height", 10.0)
                .num("rx", 3.0)
                .attr("class", "shape"),
        ),
        Sign::AsOf => upright("as-of-line"),
        Sign::Today => upright("today-line"),
    }
}
