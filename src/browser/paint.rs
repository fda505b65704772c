//! Puts a drawing into the document and changes no more than what differs from the last one, so
//! that a mark that stays keeps its element, the focus included, and a frame costs what changed.

use std::{cell::RefCell, collections::BTreeMap};

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, SvgGraphicsElement, SvgTransform};

use crate::svg::{Node, Value, number};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A place, px.
type Point = (f64, f64);

/// A drawing in the document.
pub struct Painter {
    root: Element,
    pen: Option<Pen>,
    painted: Vec<Painted>,
}

/// The elements with a key that have gone, as they were: what is filtered out, or left behind, often
/// comes back, and is then there at once.
#[derive(Default)]
struct Gone(BTreeMap<String, Painted>);

impl Gone {
    /// So many are kept.
    const MOST: usize = 400;

    fn has(&self, node: &Node) -> bool {
        self.0.get(&node.key).is_some_and(|item| item.tag == node.tag)
    }

    fn take(&mut self, node: &Node) -> Option<Painted> {
        if self.has(node) { self.0.remove(&node.key) } else { None }
    }

    fn keep(&mut self, item: Painted) {
        if item.key.is_empty() {
            return;
        }
        if self.0.len() >= Gone::MOST {
            self.0.clear();
        }
        self.0.insert(item.key.clone(), item);
    }
}

/// What changes elements. Numbers are handed over as such: most of a frame's changes are of them,
/// and each string costs more to hand over than what it changes.
struct Pen {
    document: Document,
    /// `setAttribute`, which takes a number as well.
    set: Option<Function>,
    /// The names of attributes, handed over once.
    names: RefCell<Vec<(&'static str, JsValue)>>,
    gone: RefCell<Gone>,
}

struct Painted {
    element: Element,
    /// What moves it, once it has been moved.
    transform: Option<SvgTransform>,
    tag: &'static str,
    key: String,
    attrs: Vec<(&'static str, Value)>,
    /// How far its origin is from that of what it is in, tenths of a px.
    moved: Option<Point>,
    text: String,
    children: Vec<Painted>,
}

impl Painter {
    /// Draws within an element, which is its alone.
    pub fn new(root: Element) -> Painter {
        let pen = root.owner_document().map(|document| Pen {
            document,
            set: Reflect::get(&root, &"setAttribute".into())
                .ok()
                .and_then(|set| set.dyn_into().ok()),
            names: RefCell::default(),
            gone: RefCell::default(),
        });
        Painter { root, pen, painted: Vec::new() }
    }

    /// Makes the document show `nodes`.
    pub fn paint(&mut self, nodes: Vec<Node>) {
        if let Some(pen) = &self.pen {
            patch(pen, &self.root, &mut self.painted, nodes, (0.0, 0.0));
        }
    }
}

/// What tells an element from its siblings: its name and its key or, without one, its position.
type Own = (&'static str, String, usize);

fn own(tag: &'static str, key: &str, position: usize) -> Own {
    (tag, key.to_owned(), if key.is_empty() { position } else { 0 })
}

fn patch(pen: &Pen, parent: &Element, painted: &mut Vec<Painted>, nodes: Vec<Node>, origin: Point) {
    // Most stay where they are.
    let same = |(item, node): &(&Painted, &Node)| item.tag == node.tag && item.key == node.key;
    let same_before = painted.iter().zip(&nodes).take_while(same).count();
    let rest = painted.len().min(nodes.len()) - same_before;
    let backwards = painted.iter().rev().zip(nodes.iter().rev()).take(rest);
    let same_after = backwards.take_while(same).count();
    let mut after = painted.split_off(painted.len() - same_after);
    let mut old: Vec<Option<Painted>> = painted.drain(same_before..).map(Some).collect();
    let between = nodes.get(same_before..nodes.len() - same_after).unwrap_or_default();
    let stay = stays(pen, &old, between);
    let stay: Vec<Option<Painted>> =
        stay.into_iter().map(|at| old.get_mut(at?).and_then(Option::take)).collect();
    // Those that go, go first: what stays is then in order and is not moved.
    for gone in old.into_iter().flatten() {
        gone.element.remove();
        pen.gone.borrow_mut().keep(gone);
    }
    let mut nodes = nodes.into_iter();
    for (item, node) in painted.iter_mut().zip(nodes.by_ref()) {
        update(pen, item, node, origin);
    }
    if !stay.is_empty() {
        let mut next = match painted.last() {
            Some(last) => last.element.next_element_sibling(),
            None => parent.first_element_child(),
        };
        for (stay, node) in stay.into_iter().zip(nodes.by_ref()) {
            let stay = stay.or_else(|| pen.gone.borrow_mut().take(&node));
            let Some(mut item) = stay.or_else(|| create(pen, &node)) else { continue };
            update(pen, &mut item, node, origin);
            if next.as_ref() == Some(&item.element) {
                next = item.element.next_element_sibling();
            } else {
                let _ = parent.insert_before(&item.element, next.as_deref());
            }
            painted.push(item);
        }
    }
    for (item, node) in after.iter_mut().zip(nodes) {
        update(pen, item, node, origin);
    }
    painted.append(&mut after);
}

/// Which of the elements that were there each node has: its own or, where that is new, one of the
/// same class that nobody has any more, in the place where it stands. The element that the keyboard
/// is on becomes no other.
fn stays(pen: &Pen, old: &[Option<Painted>], nodes: &[Node]) -> Vec<Option<usize>> {
    if old.is_empty() || nodes.is_empty() {
        return vec![None; nodes.len()];
    }
    let there = old.iter().flatten().enumerate();
    let there: BTreeMap<Own, usize> =
        there.map(|(at, item)| (own(item.tag, &item.key, at), at)).collect();
    let mut free = vec![true; old.len()];
    let mut stay: Vec<Option<usize>> = Vec::with_capacity(nodes.len());
    for (position, node) in nodes.iter().enumerate() {
        let at = there.get(&own(node.tag, &node.key, position)).copied();
        // Of two that say they are the same, the first is.
        let at = at.filter(|&at| free.get_mut(at).is_some_and(std::mem::take));
        stay.push(at);
    }
    let focused = pen.document.active_element();
    let mut next = 0;
    for (node, stay) in nodes.iter().zip(&mut stay) {
        if let Some(at) = *stay {
            next = next.max(at + 1);
            continue;
        }
        if pen.gone.borrow().has(node) {
            continue;
        }
        while let Some(Some(item)) = old.get(next).filter(|_| free.get(next) == Some(&true)) {
            next += 1;
            let class = node.says("class");
            let alike = item.tag == node.tag && class.is_some() && item.class() == class;
            if alike && Some(&item.element) != focused.as_ref() {
                *stay = Some(next - 1);
                break;
            }
        }
    }
    stay
}

impl Pen {
    fn set(&self, element: &Element, name: &'static str, value: &Value) {
        let px = match value {
            Value::Length(px) if px.is_finite() => Some(*px),
            _ => None,
        };
        let Some((set, px)) = self.set.as_ref().zip(px) else {
            let _ = element.set_attribute(name, &value.print());
            return;
        };
        let mut names = self.names.borrow_mut();
        let known = names.iter().position(|(of, _)| *of == name);
        let at = known.unwrap_or_else(|| {
            names.push((name, JsValue::from_str(name)));
            names.len() - 1
        });
        if let Some((_, name)) = names.get(at) {
            let _ = set.call2(element, name, &JsValue::from_f64(px));
        }
    }

    /// Moves an element to a place, px from that of what it is in.
    fn place(&self, item: &mut Painted, place: Option<Point>) {
        let element = &item.element;
        let Some((x, y)) = place else {
            item.transform = None;
            let _ = element.remove_attribute("transform");
            return;
        };
        if let Some(transform) = &item.transform {
            let _ = transform.set_translate(x as f32, y as f32);
            return;
        }
        let to = format!("translate({} {})", number(x), number(y));
        let _ = element.set_attribute("transform", &to);
        let graphics: &SvgGraphicsElement = element.unchecked_ref();
        item.transform = graphics.transform().base_val().get_item(0).ok();
    }
}

impl Painted {
    fn class(&self) -> Option<&str> {
        self.attrs.iter().find_map(|(name, value)| match value {
            Value::Text(text) if *name == "class" => Some(text.as_ref()),
            _ => None,
        })
    }
}

fn create(pen: &Pen, node: &Node) -> Option<Painted> {
    Some(Painted {
        element: pen.document.create_element_ns(Some(SVG), node.tag).ok()?,
        transform: None,
        tag: node.tag,
        key: String::new(),
        attrs: Vec::new(),
        moved: None,
        text: String::new(),
        children: Vec::new(),
    })
}

fn update(pen: &Pen, item: &mut Painted, mut node: Node, origin: Point) {
    let moved = node.origin.map(|(x, y)| (tenths(x - origin.0), tenths(y - origin.1)));
    if item.moved != moved {
        pen.place(item, moved.map(|(x, y)| (x / 10.0, y / 10.0)));
    }
    item.moved = moved;
    item.key = node.key;
    let origin = node.origin.unwrap_or(origin);
    for (at, (name, value)) in node.attrs.iter_mut().enumerate() {
        place(name, value, origin);
        // They nearly always come in the same order.
        let before = item.attrs.get(at).filter(|(n, _)| n == name);
        let before = before.or_else(|| item.attrs.iter().find(|(n, _)| n == name));
        if before.is_none_or(|(_, before)| before != value) {
            pen.set(&item.element, name, value);
        }
    }
    for (name, _) in &item.attrs {
        if !node.attrs.iter().any(|(n, _)| n == name) {
            let _ = item.element.remove_attribute(name);
        }
    }
    if item.text != node.text {
        item.element.set_text_content(Some(&node.text));
    }
    item.attrs = node.attrs;
    item.text = node.text;
    if !(node.children.is_empty() && item.children.is_empty()) {
        patch(pen, &item.element, &mut item.children, node.children, origin);
    }
}

/// Has an attribute tell from an origin where it is, in tenths of a px: what is written the same is
/// the same.
fn place(name: &str, value: &mut Value, (x, y): Point) {
    match value {
        Value::Length(px) => {
            let from = match name {
                "x" | "x1" | "x2" | "cx" => x,
                "y" | "y1" | "y2" | "cy" => y,
                _ => 0.0,
            };
            *px = tenths(*px - from) / 10.0;
        }
        Value::Points(points) | Value::Lines(_, points) => {
            for point in points {
                *point = (tenths(point.0 - x) / 10.0, tenths(point.1 - y) / 10.0);
            }
        }
        Value::Text(_) => {}
    }
}

/// Tenths of a px, in whole.
fn tenths(px: f64) -> f64 {
    (px * 10.0).round()
}
