//! How wide things are.

use std::{
    cell::{Cell, RefCell},
    hash::Hasher,
    rc::Rc,
};

use super::next_frame;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ResizeObserver};

use crate::hash::{Fnv, Table};
use crate::svg::number;

/// Widths of texts as this browser sets them, each measured once.
pub struct TextWidths {
    context: Option<CanvasRenderingContext2d>,
    family: String,
    /// By a number made of text and font: a frame asks for hundreds, and comparing numbers is
    /// quick. Two that share one of 2⁶⁴ would share a width.
    known: RefCell<Table<f64>>,
}

impl TextWidths {
    /// Widths in the page's own font.
    pub fn new() -> TextWidths {
        let window = web_sys::window();
        let document = window.as_ref().and_then(web_sys::Window::document);
        let body = document.as_ref().and_then(web_sys::Document::body);
        let family = window
            .zip(body)
            .and_then(|(window, body)| window.get_computed_style(&body).ok().flatten())
            .and_then(|style| style.get_property_value("font-family").ok())
            .unwrap_or_default();
        let context = document
            .and_then(|document| document.create_element("canvas").ok())
            .and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok())
            .and_then(|canvas| canvas.get_context("2d").ok().flatten())
            .and_then(|context| context.dyn_into().ok());
        TextWidths { context, family, known: RefCell::new(Table::new()) }
    }

    /// The width in px of a text set at a size in px; `None` where this browser cannot say.
    pub fn of(&self, text: &str, size: f64, bold: bool) -> Option<f64> {
        let mut key = Fnv::default();
        key.write(text.as_bytes());
        key.write_u64((size * 20.0) as u64 + u64::from(bold));
        let key = key.finish();
        let known = self.known.borrow().get(key);
        if known.is_some() {
            return known;
        }
        let context = self.context.as_ref()?;
        let weight = if bold { "bold " } else { "" };
        context.set_font(&format!("{weight}{}px {}", number(size), self.family));
        let width = context.measure_text(text).ok()?.width();
        self.known.borrow_mut().put(key, width);
        Some(width)
    }
}

impl Default for TextWidths {
    fn default() -> TextWidths {
        TextWidths::new()
    }
}

/// How far down an element can be seen, px from its upper edge; all of it, where nobody knows.
pub fn seen_to(element: &Element) -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.map_or(f64::INFINITY, |height| height - element.get_bounding_client_rect().top())
}

/// Calls `tell` with what of an element the window shows, px from its upper edge, before the next
/// frame and whenever the page is scrolled or the window's size changes, once a frame at most, for
/// as long as the element is in the page.
pub fn observe_view(element: &Element, tell: impl Fn(f64, f64) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let (element, asked) = (element.clone(), Rc::new(Cell::new(false)));
    let listener: Rc<RefCell<Option<JsValue>>> = Rc::default();
    let (page, own) = (window.clone(), listener.clone());
    let look = Rc::new(move || {
        if !element.is_connected() {
            if let Some(listener) = own.take() {
                for event in ["scroll", "resize"] {
                    let listener = listener.unchecked_ref();
                    let _ = page.remove_event_listener_with_callback(event, listener);
                }
            }
            return;
        }
        let height = page.inner_height().ok().and_then(|height| height.as_f64());
        let top = element.get_bounding_client_rect().top();
        tell(-top, height.unwrap_or(0.0) - top);
    });
    let ask = move || {
        if !asked.replace(true) {
            let (look, asked) = (look.clone(), asked.clone());
            next_frame(move || {
                asked.set(false);
                look();
            });
        }
    };
    ask();
    let called = Closure::<dyn Fn()>::new(ask).into_js_value();
    for event in ["scroll", "resize"] {
        let _ = window.add_event_listener_with_callback(event, called.unchecked_ref());
    }
    listener.replace(Some(called));
}

/// The heights of an element's children, px.
pub fn heights(element: &Element) -> Vec<f64> {
    let children = element.children();
    let child = |n| children.item(n).map(|child| child.get_bounding_client_rect().height());
    (0..children.length()).filter_map(child).collect()
}

/// The middles of what a selector finds in an element, in the page's order: px of the window.
pub fn middles(element: &Element, selector: &str) -> Vec<(f64, f64)> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    let middle = |n| {
        let place = found.item(n)?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
        Some((place.left() + place.width() / 2.0, place.top() + place.height() / 2.0))
    };
    (0..found.length()).filter_map(middle).collect()
}

thread_local! {
    /// Who is to be told the width of what was not in the page when that was asked.
    static UNTOLD: RefCell<Vec<Rc<dyn Fn()>>> = const { RefCell::new(Vec::new()) };
}

/// Tells the width of an element that was made before it was put into the page: of the first of
/// them; whether there was one.
pub fn tell_width() -> bool {
    let first = UNTOLD.with_borrow_mut(|untold| (!untold.is_empty()).then(|| untold.remove(0)));
    first.map(|tell| tell()).is_some()
}

/// Has the browser lay the page out now.
pub fn lay_out() {
    let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
    root.map(|root| root.get_bounding_client_rect());
}

/// Calls `callback` with an element's width in px, as soon as it is in the page and whenever it
/// changes, for as long as the element lives.
pub fn observe_width(element: &Element, callback: impl Fn(f64) + 'static) {
    let target = element.clone();
    let told = Cell::new(0.0);
    let tell = Rc::new(move || {
        let width = target.get_bounding_client_rect().width();
        if width > 0.0 && told.replace(width) != width {
            callback(width);
        }
    });
    let waits = Rc::new(Cell::new(false));
    // Once whoever made it has put it into the page, and before that is painted: nothing is seen to
    // move when what depends on the width appears.
    let (first, target, waiting) = (tell.clone(), element.clone(), waits.clone());
    wasm_bindgen_futures::spawn_local(async move {
        if target.is_connected() {
            first();
            return;
        }
        // Whoever puts it there later says when.
        waiting.set(true);
        let told = Rc::new(move || {
            waiting.set(false);
            first();
        });
        UNTOLD.with_borrow_mut(|untold| untold.push(told));
    });
    // In a frame of its own: what it changes may change sizes again.
    let listener = Closure::<dyn Fn()>::new(move || {
        if !waits.get() {
            let tell = tell.clone();
            next_frame(move || tell());
        }
    });
    let listener: JsValue = listener.into_js_value();
    if let Ok(observer) = ResizeObserver::new(listener.unchecked_ref()) {
        observer.observe(element);
    }
}
