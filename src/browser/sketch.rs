//! Draws a drawing on a canvas. What changes with each frame is drawn there in a fraction of the
//! time that changing as many elements takes: no style, no layout, nothing to compare. How it looks
//! is what the page's style says of the same elements, asked once for each kind of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use js_sys::{Array, parse_float};
use wasm_bindgen::{JsCast, JsValue, intern};
use web_sys::{
    CanvasRenderingContext2d, CssStyleDeclaration, Document, Element, HtmlCanvasElement, Path2d,
    Window,
};

use super::stamps::Stamps;
use crate::svg::{Node, Value, number};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Shows drawings on a canvas that lies on the drawing's own element.
pub struct Sketch {
    window: Window,
    document: Document,
    /// The drawing's own element, whose style it shows.
    drawing: Element,
    canvas: HtmlCanvasElement,
    pen: CanvasRenderingContext2d,
    /// Whether it shows something.
    shows: bool,
    /// The paper that hides what is below, where there is one.
    paper: Option<String>,
    /// The colours of paper and ink that `looks` were asked in.
    colours: [String; 2],
    /// The canvas's size, device px.
    size: (u32, u32),
    /// How each kind of element looks, each after the one that it is in; the first is the drawing.
    looks: Vec<Look>,
    /// So many of them have been asked of the page's style.
    asked: usize,
    /// Paths that are part of the program, by where their text is.
    paths: BTreeMap<usize, Path2d>,
    /// Pictures of small shapes, where the browser makes such.
    stamps: Option<Stamps>,
    /// The frame about what the keyboard is on.
    ring: Option<Ring>,
    said: Said,
}

/// The frame about what the keyboard is on.
struct Ring {
    key: String,
    ink: Ink,
    style: Style,
}

/// How a kind of element looks: one with this name and class, in one of the kind that has it.
struct Look {
    tag: &'static str,
    class: String,
    /// An element of that kind, in the one that it is in.
    element: Element,
    /// Which kinds are in it.
    within: Vec<usize>,
    style: Style,
}

#[derive(Default)]
struct Style {
    fill: Option<Ink>,
    stroke: Option<Ink>,
    width: f64,
    dash: Option<Array>,
    cap: String,
    opacity: f64,
    font: String,
}

/// Texts that are yet to be written, by their looks: each with how opaque what it is in is.
type Later<'a> = BTreeMap<usize, Vec<(&'a Node, f64)>>;

struct Ink {
    colour: String,
    opacity: f64,
}

/// What the pen was told last: telling it takes longer than drawing.
struct Said {
    fill: String,
    stroke: String,
    width: f64,
    dashed: bool,
    cap: String,
    alpha: f64,
    font: String,
    align: &'static str,
}

impl Sketch {
    /// On a canvas that lies on a drawing's element; `None` where the browser draws on none.
    pub fn new(canvas: Element, drawing: Element) -> Option<Sketch> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
        let pen = canvas.get_context("2d").ok()??;
        Some(Sketch {
            window,
            document,
            drawing,
            canvas,
            pen: pen.dyn_into().ok()?,
            shows: false,
            paper: None,
            colours: Default::default(),
            size: (0, 0),
            looks: Vec::new(),
            asked: 0,
            paths: BTreeMap::new(),
            stamps: Stamps::new(),
            ring: None,
            said: Said::NOTHING,
        })
    }

    /// Shows a drawing, so many px wide and high.
    pub fn show(&mut self, nodes: &[Node], size: (f64, f64)) {
        loop {
            if self.prepare(size).is_none() {
                return;
            }
            let mut later = Later::new();
            for node in nodes {
                let look = self.look(0, node);
                self.draw(node, look, 1.0, &mut later);
            }
            // All of one look one after the other, so that the pen is seldom told anything; no
            // shape is meant to lie on a text.
            for (look, texts) in later {
                texts.into_iter().for_each(|text| self.write(text, look));
            }
            self.shows = true;
            // What looks as nothing before is drawn once all that is new is asked for, at once: a
            // question after each element would have the page's style found anew each time.
            if !self.ask() {
                return;
            }
        }
    }

    /// Whether it shows something.
    pub fn shows(&self) -> bool {
        self.shows
    }

    /// Shows nothing any more. The canvas stays: a page is painted anew where an element comes or
    /// goes.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shows) {
            let (width, height) = (f64::from(self.size.0), f64::from(self.size.1));
            let _ = self.pen.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
            self.pen.clear_rect(0.0, 0.0, width, height);
        }
    }

    /// Empty paper of that size.
    fn prepare(&mut self, (width, height): (f64, f64)) -> Option<()> {
        if !self.shows {
            // The page may have changed its colours since.
            let own = |element| self.window.get_computed_style(element).ok().flatten();
            let colour = |style: CssStyleDeclaration| value(&style, "color");
            let paper = own(&self.canvas).map(colour)?;
            let colours = [paper, own(&self.drawing).map(colour)?];
            if self.colours != colours || self.looks.is_empty() {
                let [paper, _] = &colours;
                self.paper = (paper != TRANSPARENT).then(|| paper.clone());
                self.colours = colours;
                let element = self.document.create_element_ns(Some(SVG), "g").ok()?;
                // Nobody sees it.
                element.set_attribute("display", "none").ok()?;
                let (tag, class) = ("g", String::new());
                let (within, style) = (Vec::new(), Style::default());
                self.looks = vec![Look { tag, class, element, within, style }];
                if let Some(stamps) = &mut self.stamps {
                    stamps.clear();
                }
                // The drawing's own is nobody's.
                self.asked = 1;
            }
        }
        self.ring = self.ring();
        let ratio = self.window.device_pixel_ratio();
        let device = |px: f64| (px * ratio).round().max(1.0) as u32;
        let size = (device(width), device(height));
        if self.size != size {
            self.size = size;
            self.canvas.set_width(size.0);
            self.canvas.set_height(size.1);
            let px = |size: u32| number(f64::from(size) / ratio) + "px";
            let style = self.canvas.style();
            let _ = style.set_property("width", &px(size.0));
            let _ = style.set_property("height", &px(size.1));
        }
        let _ = self.pen.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        self.said = Said::NOTHING;
        self.pen.set_global_alpha(1.0);
        if let Some(stamps) = &mut self.stamps {
            stamps.begin(ratio);
            // Their pixels are those of the canvas.
            self.pen.set_image_smoothing_enabled(false);
        }
        match &self.paper {
            Some(paper) => {
                self.pen.set_fill_style_str(paper);
                self.pen.fill_rect(0.0, 0.0, width + 1.0, height + 1.0);
            }
            None => self.pen.clear_rect(0.0, 0.0, width + 1.0, height + 1.0),
        }
        Some(())
    }

    /// The frame about what the keyboard is on, where the browser shows one.
    fn ring(&self) -> Option<Ring> {
        let focused = self.document.active_element()?;
        let key = focused.get_attribute("data-mark")?;
        let hit = focused.query_selector(":scope:focus-visible > .hit").ok()??;
        let mut style = Style::of(&self.window.get_computed_style(&hit).ok()??);
        Some(Ring { key, ink: style.stroke.take()?, style })
    }

    /// How an element within another looks.
    fn look(&mut self, within: usize, node: &Node) -> usize {
        let class = node.says("class").unwrap_or_default();
        let known = self.looks.get(within).and_then(|look| {
            let same = |at: &&usize| {
                self.looks.get(**at).is_some_and(|look| look.tag == node.tag && look.class == class)
            };
            look.within.iter().find(same).copied()
        });
        known.or_else(|| self.learn(within, node.tag, class)).unwrap_or(0)
    }

    /// Puts an element of that kind where the page's rules find it.
    fn learn(&mut self, within: usize, tag: &'static str, class: &str) -> Option<usize> {
        let element = self.document.create_element_ns(Some(SVG), tag).ok()?;
        element.set_attribute("class", class).ok()?;
        self.looks.get(within)?.element.append_child(&element).ok()?;
        let at = self.looks.len();
        let (class, style) = (class.to_owned(), Style::default());
        self.looks.push(Look { tag, class, element, within: Vec::new(), style });
        self.looks.get_mut(within)?.within.push(at);
        Some(at)
    }

    /// Asks the page's style for all looks that it was not asked for; whether there were any.
    fn ask(&mut self) -> bool {
        let Some(root) = self.looks.first().map(|root| root.element.clone()) else { return false };
        let new = self.looks.get_mut(self.asked..).unwrap_or_default();
        if new.is_empty() || self.drawing.append_child(&root).is_err() {
            return false;
        }
        for look in new {
            if let Ok(Some(style)) = self.window.get_computed_style(&look.element) {
                look.style = Style::of(&style);
            }
        }
        self.asked = self.looks.len();
        root.remove();
        true
    }

    fn draw<'a>(&mut self, node: &'a Node, look: usize, alpha: f64, later: &mut Later<'a>) {
        let Some(style) = self.looks.get(look).map(|look| &look.style) else { return };
        let alpha = alpha * style.opacity;
        match node.tag {
            "g" => {
                self.within(node, look, alpha, later);
                if let Some(ring) = self.ring.as_ref().filter(|ring| ring.key == node.key) {
                    for hit in node.children.iter().filter(|child| is_hit(child)) {
                        self.said.stroke(&self.pen, &ring.style, &ring.ink, 1.0);
                        let at = |name| hit.length(name);
                        self.pen.stroke_rect(at("x"), at("y"), at("width"), at("height"));
                    }
                }
            }
            "text" => later.entry(look).or_default().push((node, alpha)),
            _ if is_hit(node) => {}
            _ if self.stamp(node, look, alpha) => {}
            _ => self.draw_itself(node, look, alpha, later),
        }
    }

    /// Draws a shape as a picture that is kept of it, or is made now; `false` where there is none.
    fn stamp(&mut self, node: &Node, look: usize, alpha: f64) -> bool {
        let Some(stamps) = &mut self.stamps else { return false };
        let line = self.looks.get(look).map_or(0.0, |look| look.style.line());
        let Some(small) = stamps.small(node, look, line) else { return false };
        self.said.alpha(&self.pen, alpha);
        if stamps.draw(&small, &self.pen) {
            return true;
        }
        let Some(pen) = stamps.pen_for(&small) else { return false };
        let pen = std::mem::replace(&mut self.pen, pen);
        let said = std::mem::replace(&mut self.said, Said::NOTHING);
        self.draw_itself(node, look, 1.0, &mut Later::new());
        (self.pen, self.said) = (pen, said);
        // Looks that nobody has asked for yet look as nothing; all is drawn again once they are.
        self.looks.len() > self.asked
            || self.stamps.as_mut().is_some_and(|stamps| {
                stamps.keep(&small);
                stamps.draw(&small, &self.pen)
            })
    }

    /// Draws a shape stroke by stroke.
    fn draw_itself<'a>(&mut self, node: &'a Node, look: usize, alpha: f64, later: &mut Later<'a>) {
        let at = |name| node.length(name);
        if node.tag == "symbol" {
            self.pen.save();
            let _ = self.pen.translate(at("x"), at("y"));
            let scale = at("width") / SIDE;
            let _ = self.pen.scale(scale, scale);
            self.within(node, look, alpha, later);
            self.restore();
            return;
        }
        // A path that is mirrored.
        let mirror = node.says("transform").and_then(|to| to.strip_prefix("matrix(-1 0 0 1 "));
        if let Some(width) = mirror {
            self.pen.save();
            let _ = self.pen.transform(-1.0, 0.0, 0.0, 1.0, parse_float(width), 0.0);
        }
        self.shape(node, look, alpha);
        if mirror.is_some() {
            self.restore();
        }
    }

    /// What was said since the pen was saved is forgotten with it.
    fn restore(&mut self) {
        self.pen.restore();
        self.said = Said::NOTHING;
    }

    fn shape(&mut self, node: &Node, look: usize, alpha: f64) {
        let path = self.trace(node);
        let Some(style) = self.looks.get(look).map(|look| &look.style) else { return };
        // Nothing is within a line.
        if let Some(ink) = style.fill.as_ref().filter(|_| node.tag != "line") {
            self.said.fill(&self.pen, ink, alpha);
            match &path {
                Some(path) => self.pen.fill_with_path_2d(path),
                None => self.pen.fill(),
            }
        }
        if let Some(ink) = &style.stroke {
            self.said.stroke(&self.pen, style, ink, alpha);
            match &path {
                Some(path) => self.pen.stroke_with_path(path),
                None => self.pen.stroke(),
            }
        }
    }

    fn write(&mut self, (text, alpha): (&Node, f64), look: usize) {
        let Some(style) = self.looks.get(look).map(|look| &look.style) else { return };
        let Some(ink) = &style.fill else { return };
        let align = match text.says("text-anchor") {
            Some("end") => "right",
            Some("middle") => "center",
            _ => "left",
        };
        self.said.text(&self.pen, &style.font, align);
        self.said.fill(&self.pen, ink, alpha);
        let (x, y) = (text.length("x"), text.length("y"));
        // Short ones come again and again: the browser is handed what it has already.
        if text.text.len() <= SHORT {
            intern(&text.text);
        }
        // Each text runs as its own first letter does, which a canvas is told by signs about it.
        let _ = match text.text.chars().any(runs_left) {
            true => self.pen.fill_text(&["\u{2068}", &text.text, "\u{2069}"].concat(), x, y),
            false => self.pen.fill_text(&text.text, x, y),
        };
    }

    fn within<'a>(&mut self, node: &'a Node, look: usize, alpha: f64, later: &mut Later<'a>) {
        for child in &node.children {
            let look = self.look(look, child);
            self.draw(child, look, alpha, later);
        }
    }

    /// The outline of a shape: the pen's own or, where it is written as a path, that.
    fn trace(&mut self, node: &Node) -> Option<Path2d> {
        let at = |name| node.length(name);
        let pen = &self.pen;
        if let Some((_, Value::Text(d))) = node.attrs.iter().find(|(name, _)| *name == "d") {
            let known = match d {
                Cow::Borrowed(d) => Some(d.as_ptr() as usize),
                Cow::Owned(_) => None,
            };
            if let Some(path) = known.and_then(|known| self.paths.get(&known)) {
                return Some(path.clone());
            }
            let path = Path2d::new_with_path_string(d).ok()?;
            if let Some(known) = known {
                self.paths.insert(known, path.clone());
            }
            return Some(path);
        }
        pen.begin_path();
        match node.tag {
            "line" => {
                pen.move_to(at("x1"), at("y1"));
                pen.line_to(at("x2"), at("y2"));
            }
            "circle" => {
                let _ = pen.arc(at("cx"), at("cy"), at("r"), 0.0, std::f64::consts::TAU);
            }
            "rect" => {
                let (x, y, width, height) = (at("x"), at("y"), at("width"), at("height"));
                let round = at("rx").min(width / 2.0).min(height / 2.0);
                if round <= 0.0 || pen.round_rect_with_f64(x, y, width, height, round).is_err() {
                    pen.rect(x, y, width, height);
                }
            }
            _ => {
                for (_, value) in &node.attrs {
                    let (each, points) = match value {
                        Value::Points(points) => (points.len(), points),
                        Value::Lines(each, points) => (*each, points),
                        _ => continue,
                    };
                    for line in points.chunks(each.max(1)) {
                        for (n, (x, y)) in line.iter().enumerate() {
                            match n {
                                0 => pen.move_to(*x, *y),
                                _ => pen.line_to(*x, *y),
                            }
                        }
                        if node.tag == "polygon" {
                            pen.close_path();
                        }
                    }
                }
            }
        }
        None
    }
}

/// Whether it is what the pointer finds of a mark, which nobody sees.
fn is_hit(node: &Node) -> bool {
    node.says("class") == Some("hit")
}

/// Whether a letter is of a script that runs from right to left.
fn runs_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// What computed colours say that leave what is below as it is.
const TRANSPARENT: &str = "rgba(0, 0, 0, 0)";

/// Texts of so many bytes are numbers, dates and names of lanes: there are not many of them.
const SHORT: usize = 12;

/// The side of the square that a symbol is drawn in, as its `viewBox` says.
const SIDE: f64 = 16.0;

impl Said {
    /// Nothing that is still so.
    const NOTHING: Said = Said {
        fill: String::new(),
        stroke: String::new(),
        width: f64::NAN,
        dashed: true,
        cap: String::new(),
        alpha: f64::NAN,
        font: String::new(),
        align: "",
    };

    fn alpha(&mut self, pen: &CanvasRenderingContext2d, alpha: f64) {
        if self.alpha != alpha {
            self.alpha = alpha;
            pen.set_global_alpha(alpha);
        }
    }

    fn fill(&mut self, pen: &CanvasRenderingContext2d, ink: &Ink, alpha: f64) {
        self.alpha(pen, alpha * ink.opacity);
        if self.fill != ink.colour {
            self.fill.clone_from(&ink.colour);
            pen.set_fill_style_str(&ink.colour);
        }
    }

    fn stroke(&mut self, pen: &CanvasRenderingContext2d, style: &Style, ink: &Ink, alpha: f64) {
        self.alpha(pen, alpha * ink.opacity);
        if self.stroke != ink.colour {
            self.stroke.clone_from(&ink.colour);
            pen.set_stroke_style_str(&ink.colour);
        }
        if self.width != style.width {
            self.width = style.width;
            pen.set_line_width(style.width);
        }
        if self.cap != style.cap {
            self.cap.clone_from(&style.cap);
            pen.set_line_cap(&style.cap);
        }
        if style.dash.is_some() || self.dashed {
            self.dashed = style.dash.is_some();
            let _ = match &style.dash {
                Some(dash) => pen.set_line_dash(dash),
                None => pen.set_line_dash(&Array::new()),
            };
        }
    }

    fn text(&mut self, pen: &CanvasRenderingContext2d, font: &str, align: &'static str) {
        if self.font != font {
            font.clone_into(&mut self.font);
            pen.set_font(font);
        }
        if self.align != align {
            self.align = align;
            pen.set_text_align(align);
        }
    }
}

impl Style {
    /// How wide the line about a shape is, px.
    fn line(&self) -> f64 {
        if self.stroke.is_some() { self.width } else { 0.0 }
    }

    /// What a computed style says.
    fn of(style: &CssStyleDeclaration) -> Style {
        // What the pen is told again and again, the browser has already.
        let get = |name: &str| {
            let value = value(style, name);
            intern(&value);
            value
        };
        let ink = |name: &str| {
            let colour = get(name);
            let seen = colour != "none" && colour != TRANSPARENT;
            let opacity = parse_float(&get(&format!("{name}-opacity")));
            seen.then_some(Ink { colour, opacity })
        };
        let dash = get("stroke-dasharray");
        let dash = (dash != "none").then(|| {
            dash.split(',').map(|length| JsValue::from_f64(parse_float(length))).collect::<Array>()
        });
        let font =
            ["font-style", "font-weight", "font-size", "font-family"].map(|of| value(style, of));
        let font = font.join(" ");
        intern(&font);
        Style {
            fill: ink("fill"),
            stroke: ink("stroke"),
            width: parse_float(&get("stroke-width")),
            dash,
            cap: get("stroke-linecap"),
            opacity: parse_float(&get("opacity")),
            font,
        }
    }
}

fn value(style: &CssStyleDeclaration, name: &str) -> String {
    style.get_property_value(name).unwrap_or_default()
}
