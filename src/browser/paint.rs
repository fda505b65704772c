//! Puts a drawing into the document and changes no more than what differs from the last one, so
//! that a mark that stays keeps its element, the focus included, and a frame costs what changed.

use std::collections::BTreeMap;

use web_sys::{Document, Element};

use crate::svg::Node;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A drawing in the document.
pub struct Painter {
    root: Element,
    painted: Vec<Painted>,
}

struct Painted {
    element: Element,
    tag: &'static str,
    key: String,
    attrs: Vec<(&'static str, String)>,
    text: String,
    children: Vec<Painted>,
}

impl Painter {
    /// Draws within an element, which is its alone.
    pub fn new(root: Element) -> Painter {
        Painter { root, painted: Vec::new() }
    }

    /// Makes the document show `nodes`.
    pub fn paint(&mut self, nodes: Vec<Node>) {
        if let Some(document) = self.root.owner_document() {
            patch(&document, &self.root, &mut self.painted, nodes);
        }
    }
}

fn patch(document: &Document, parent: &Element, painted: &mut Vec<Painted>, nodes: Vec<Node>) {
    let mut old: BTreeMap<(&'static str, String), Painted> = BTreeMap::new();
    for (position, painted) in painted.drain(..).enumerate() {
        let key = (painted.tag, key(&painted.key, position));
        if let Some(double) = old.insert(key, painted) {
            double.element.remove();
        }
    }
    // Those that go, go first: what stays is then in order and is not moved.
    let mut stay: Vec<Option<Painted>> = Vec::with_capacity(nodes.len());
    for (position, node) in nodes.iter().enumerate() {
        stay.push(old.remove(&(node.tag, key(&node.key, position))));
    }
    for gone in old.into_values() {
        gone.element.remove();
    }
    let mut next = parent.first_element_child();
    for (node, stay) in nodes.into_iter().zip(stay) {
        let Some(mut item) = stay.or_else(|| create(document, &node)) else { continue };
        update(document, &mut item, node);
        if next.as_ref() == Some(&item.element) {
            next = item.element.next_element_sibling();
        } else {
            let _ = parent.insert_before(&item.element, next.as_deref());
        }
        painted.push(item);
    }
}

fn key(key: &str, position: usize) -> String {
    match key {
        "" => format!("#{position}"),
        key => key.to_owned(),
    }
}

fn create(document: &Document, node: &Node) -> Option<Painted> {
    Some(Painted {
        element: document.create_element_ns(Some(SVG), node.tag).ok()?,
        tag: node.tag,
        key: String::new(),
        attrs: Vec::new(),
        text: String::new(),
        children: Vec::new(),
    })
}

fn update(document: &Document, item: &mut Painted, node: Node) {
    for (name, value) in &node.attrs {
        if !item.attrs.iter().any(|(n, v)| n == name && v == value) {
            let _ = item.element.set_attribute(name, value);
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
    item.key = node.key;
    item.attrs = node.attrs;
    item.text = node.text;
    if !(node.children.is_empty() && item.children.is_empty()) {
        patch(document, &item.element, &mut item.children, node.children);
    }
}
