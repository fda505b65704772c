//! Elements of the page, all of one type.
//!
//! Leptos' `view!` gives every piece of markup a type of its own, and the compiler writes code to
//! build, rebuild, mount and drop each of them: most of what such a page weighs. Here an element
//! is one concrete type, made at once by Leptos' renderer; what changes is an effect of Leptos'
//! that sets the one attribute, text or region that changes. A view costs no more than the calls
//! it makes.
//!
//! ```ignore
//! element("p").class("soft").child(("As known on ", date))
//! element("a").live_attr("href", move || Some(address())).follow(move |_| go()).child(name)
//! live(move || store.item.get().map(|item| details(store, item)))
//! ```
//!
//! Effects and listeners belong to the reactive owner under which they are made: to the region
//! ([`live`]) around them, and go when it is drawn anew.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::tachys::renderer::{Rndr, types};
use leptos::wasm_bindgen::{JsCast, JsValue};

use crate::browser;
use crate::svg;

/// What can stand in an element: nothing, a text or element, or several.
#[derive(Default)]
pub(crate) enum Node {
    #[default]
    Nothing,
    One(types::Node),
    Many(Vec<Node>),
}

/// An element of the page.
#[derive(Clone)]
pub(crate) struct Element(types::Element);

/// An HTML element.
pub(crate) fn element(tag: &str) -> Element {
    Element(Rndr::create_element(tag, None))
}

/// An element of a drawing.
pub(crate) fn svg(tag: &str) -> Element {
    Element(Rndr::create_element(tag, Some("http://www.w3.org/2000/svg")))
}

/// A drawing that stays as it is.
pub(crate) fn drawn(nodes: &[svg::Node]) -> Node {
    let one = |node: &svg::Node| {
        let attrs = node.attrs.iter();
        let element = attrs.fold(svg(node.tag), |e, (name, value)| e.attr(name, &value.print()));
        let text = (!node.text.is_empty()).then_some(node.text.as_str());
        element.child((text, drawn(&node.children)))
    };
    nodes.iter().map(one).collect()
}

/// Takes everything out of an element.
pub(crate) fn clear(element: &types::Element) {
    Rndr::clear_children(element);
}

impl Element {
    /// Sets an attribute.
    pub(crate) fn attr(self, name: &str, value: &str) -> Element {
        Rndr::set_attribute(&self.0, name, value);
        self
    }

    /// Sets an attribute of an element that is there already.
    pub(crate) fn set(&self, name: &str, value: &str) {
        Rndr::set_attribute(&self.0, name, value);
    }

    /// Sets an attribute that has no value, or leaves it out.
    pub(crate) fn flag(self, name: &str, set: bool) -> Element {
        if set { self.attr(name, "") } else { self }
    }

    /// Names its class or classes.
    #[inline(never)]
    pub(crate) fn class(self, class: &str) -> Element {
        self.attr("class", class)
    }

    /// Keeps an attribute as `value` says; `None` takes it away.
    pub(crate) fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Element {
        let element = self.0.clone();
        changing(Box::new(value), move |value| match value {
            Some(value) => Rndr::set_attribute(&element, name, value),
            None => Rndr::remove_attribute(&element, name),
        });
        self
    }

    /// Has a class while `on` says so.
    pub(crate) fn live_class(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Element {
        let list = Rndr::class_list(&self.0);
        // Taken away where it never was, it would still have the browser look at the element.
        let last = Cell::new(false);
        effect(move || {
            let on = on();
            match (on, last.replace(on)) {
                (true, false) => Rndr::add_class(&list, name),
                (false, true) => Rndr::remove_class(&list, name),
                _ => {}
            }
        });
        self
    }

    /// Keeps the value of a control, which the reader changes too.
    pub(crate) fn live_value(self, value: impl Fn() -> String + 'static) -> Element {
        let element = self.0.clone();
        effect(move || Rndr::set_property(&element, "value", &value().into()));
        self
    }

    /// Keeps whether a box is checked, which the reader changes too.
    pub(crate) fn live_checked(self, checked: impl Fn() -> bool + 'static) -> Element {
        let element = self.0.clone();
        effect(move || Rndr::set_property(&element, "checked", &checked().into()));
        self
    }

    /// Keeps a property of its style. It is set by script: the Content-Security-Policy allows no
    /// attribute `style`.
    pub(crate) fn live_style(
        self,
        name: &'static str,
        value: impl Fn() -> String + 'static,
    ) -> Element {
        let style = Rndr::style(&self.0);
        changing(Box::new(move || Some(value())), move |value| {
            Rndr::set_css_property(&style, name, value.unwrap_or_default());
        });
        self
    }

    /// Sets a property of its style, by script as well.
    pub(crate) fn style(self, name: &str, value: &str) -> Element {
        Rndr::set_css_property(&Rndr::style(&self.0), name, value);
        self
    }

    /// Does something on an event.
    pub(crate) fn on(self, event: &str, action: impl Fn(&Event) + 'static) -> Element {
        let action = move |event: JsValue| action(event.unchecked_ref());
        listen(&self.0, event, Box::new(action));
        self
    }

    /// Does something on a click.
    pub(crate) fn on_click(self, action: impl Fn() + 'static) -> Element {
        self.on("click", move |_| action())
    }

    /// Does something on an ordinary click of a link, instead of what the browser would. A click
    /// with a key held (another tab, a download) is left to the browser. `action` hears whether
    /// the click came from the keyboard.
    pub(crate) fn follow(self, action: impl Fn(bool) + 'static) -> Element {
        self.on("click", move |event| {
            let event: &MouseEvent = event.unchecked_ref();
            if !browser::is_modified(event) {
                event.prevent_default();
                // A click by keyboard has no count.
                action(event.detail() == 0);
            }
        })
    }

    /// Does something on a key pressed in it without Control and the like, instead of what the
    /// browser would where `action` says so. It hears the key's name.
    pub(crate) fn on_key(self, action: impl Fn(&str) -> bool + 'static) -> Element {
        self.on("keydown", move |event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            let held = event.ctrl_key() || event.meta_key() || event.alt_key();
            if !held && !event.default_prevented() && action(&event.key()) {
                event.prevent_default();
            }
        })
    }

    /// Keeps an element in it for each item, in order, and nothing else. An item that stays keeps
    /// its element, with the focus in it; what belongs to one that goes, goes with it. `placed` is
    /// told of each whenever the items have changed, with its position.
    pub(crate) fn each<K: PartialEq + 'static>(
        self,
        items: impl Fn() -> Vec<K> + 'static,
        draw: impl Fn(&K) -> Element + 'static,
        placed: impl Fn(usize, &K, Element) + 'static,
    ) -> Element {
        let place = self.0.clone();
        let around = Owner::current().unwrap_or_default();
        let drawn: RefCell<Vec<(K, Element, Owner)>> = RefCell::default();
        effect(move || {
            let items = items();
            let mut before = drawn.take();
            let mut now = Vec::with_capacity(items.len());
            for item in items {
                // Most stay in order: the first of those that are left is nearly always the one.
                now.push(match before.iter().position(|(of, ..)| *of == item) {
                    Some(at) => before.remove(at),
                    None => {
                        let owner = around.with(Owner::new);
                        let element = untrack(|| owner.with(|| draw(&item)));
                        (item, element, owner)
                    }
                });
            }
            for (_, element, owner) in before {
                Rndr::remove_node(&place, &element.0);
                owner.cleanup();
            }
            let mut next = Rndr::first_child(&place);
            for (n, (item, element, _)) in now.iter().enumerate() {
                if next.as_ref().is_some_and(|next| **next == **element.0) {
                    next = next.and_then(|next| Rndr::next_sibling(&next));
                } else {
                    Rndr::insert_node(&place, &element.0, next.as_ref());
                }
                placed(n, item, element.clone());
            }
            drawn.replace(now);
        });
        self
    }

    /// Adds what stands in it: a text, an element, several as a tuple or a list, or nothing.
    pub(crate) fn child(self, child: impl Into<Node>) -> Element {
        self.add(child.into());
        self
    }

    #[inline(never)]
    fn add(&self, child: Node) {
        insert(&self.0, &child, None);
    }

    /// The element as the browser has it.
    pub(crate) fn raw(&self) -> &types::Element {
        &self.0
    }
}

/// A text that follows what it is made of.
pub(crate) fn live_text(text: impl Fn() -> String + 'static) -> Node {
    let node = Rndr::create_text_node("");
    let shown = node.clone();
    changing(Box::new(move || Some(text())), move |text| {
        Rndr::set_text(&shown, text.unwrap_or_default());
    });
    Node::One(node.into())
}

/// A region that is drawn anew whenever what it is made of changes. The keyboard's focus stays
/// on what takes the place of the element that had it.
pub(crate) fn live<N: Into<Node>>(draw: impl Fn() -> N + 'static) -> Node {
    region(Box::new(move || draw().into()))
}

fn region(draw: Box<dyn Fn() -> Node>) -> Node {
    let marker = || types::Node::from(Rndr::create_placeholder());
    let (start, end) = (marker(), marker());
    // Drawn for the first time, it has no place in the page yet.
    let first = Rc::new(RefCell::new(Node::Nothing));
    let drawn = (start.clone(), end.clone(), first.clone());
    effect(move || {
        let (start, end, first) = &drawn;
        let content = draw();
        let parent = Rndr::get_parent(end).and_then(|parent| parent.dyn_into().ok());
        let Some(parent) = parent else {
            first.replace(content);
            return;
        };
        let focus = browser::Focus::within(&parent);
        while let Some(old) = Rndr::next_sibling(start).filter(|old| old != end) {
            Rndr::remove_node(&parent, &old);
        }
        insert(&parent, &content, Some(end));
        if let Some(focus) = focus {
            focus.restore();
        }
    });
    Node::Many(vec![Node::One(start), first.take(), Node::One(end)])
}

/// Runs `action` now, and again whenever a signal that it read has changed.
pub(crate) fn effect(action: impl Fn() + 'static) {
    fn run(action: Box<dyn Fn()>) {
        let effect = RenderEffect::<()>::new(move |_| action());
        on_cleanup(move || drop(effect));
    }
    run(Box::new(action));
}

/// Calls `set` with what `value` says, now and whenever that is something else.
fn changing(value: Box<dyn Fn() -> Option<String>>, set: impl Fn(Option<&str>) + 'static) {
    let last = RefCell::new(None);
    effect(move || {
        let next = Some(value());
        if *last.borrow() != next {
            set(next.as_ref().and_then(Option::as_deref));
            last.replace(next);
        }
    });
}

fn listen(element: &types::Element, event: &str, action: Box<dyn FnMut(JsValue)>) {
    let listener = Rndr::add_event_listener(element, event, action);
    on_cleanup(move || drop(listener));
}

/// Puts nodes into an element, before `anchor` or at the end.
pub(crate) fn insert(parent: &types::Element, node: &Node, anchor: Option<&types::Node>) {
    match node {
        Node::Nothing => {}
        Node::One(node) => Rndr::insert_node(parent, node, anchor),
        Node::Many(nodes) => nodes.iter().for_each(|node| insert(parent, node, anchor)),
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::One(element.0.into())
    }
}

impl From<&str> for Node {
    #[inline(never)]
    fn from(text: &str) -> Node {
        Node::One(Rndr::create_text_node(text).into())
    }
}

impl From<String> for Node {
    #[inline(never)]
    fn from(text: String) -> Node {
        Node::from(text.as_str())
    }
}

impl<T: Into<Node>> From<Option<T>> for Node {
    fn from(node: Option<T>) -> Node {
        node.map_or(Node::Nothing, Into::into)
    }
}

impl<T: Into<Node>> From<Vec<T>> for Node {
    fn from(nodes: Vec<T>) -> Node {
        nodes.into_iter().collect()
    }
}

impl<T: Into<Node>> FromIterator<T> for Node {
    fn from_iter<I: IntoIterator<Item = T>>(nodes: I) -> Node {
        Node::Many(nodes.into_iter().map(Into::into).collect())
    }
}

macro_rules! several {
    ($($node:ident)*) => {
        impl<$($node: Into<Node>),*> From<($($node,)*)> for Node {
            #[allow(non_snake_case)]
            fn from(($($node,)*): ($($node,)*)) -> Node {
                Node::Many(vec![$($node.into()),*])
            }
        }
    };
}

several!(A B);
several!(A B C);
several!(A B C D);
several!(A B C D E);
several!(A B C D E F);
several!(A B C D E F G);
several!(A B C D E F G H);
several!(A B C D E F G H I);
several!(A B C D E F G H I J);
