//! The page as a whole: its root, title, focus.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Element, FocusOptions, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent, Node,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

fn document() -> Option<web_sys::Document> {
    web_sys::window().and_then(|window| window.document())
}

/// The element that the program draws in, emptied of what stood there while it loaded.
///
/// A panic ends the program by a trap, which `public/start.js` tells. A release has no more to say
/// (`xtask/src/trap.rs`); as built for development, the program says in the console what panicked.
pub fn start() -> Option<HtmlElement> {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
    }));
    let root: HtmlElement = document()?.get_element_by_id("app")?.dyn_into().ok()?;
    root.set_text_content(None);
    Some(root)
}

/// Takes the element of an id out of the page, where it is there.
pub fn remove(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.remove();
    }
}

/// Says that the record is on screen (`<html data-ready>`), or that it is not any more.
pub fn set_ready(ready: bool) {
    mark_root("data-ready", ready.then_some(""));
}

/// Sets an attribute of `<html>`, or takes it away.
pub fn mark_root(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Names the page, and says in which language it is.
pub fn set_title(title: &str, language: &str) {
    let Some(document) = document() else { return };
    if document.title() != title {
        document.set_title(title);
    }
    // Set to what it is already, it has every element of the page styled anew.
    let root = document.document_element();
    if let Some(root) = root.filter(|root| root.get_attribute("lang").as_deref() != Some(language))
    {
        let _ = root.set_attribute("lang", language);
    }
}

/// A relative address as a whole one.
pub fn resolved(relative: &str) -> String {
    document()
        .and_then(|document| document.base_uri().ok().flatten())
        .and_then(|base| web_sys::Url::new_with_base(relative, &base).ok())
        .map_or_else(|| relative.to_owned(), |url| url.href())
}

/// The same, where it is on the page's own site: nothing may be fetched from any other.
pub fn resolved_here(relative: &str) -> Option<String> {
    let whole = resolved(relative);
    let origin = web_sys::Url::new(&whole).ok()?.origin();
    let own = web_sys::window()?.location().origin().ok()?;
    (origin == own).then_some(whole)
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Whether a popover is open.
pub fn is_popover_open(popover: &Element) -> bool {
    popover.matches(":popover-open").unwrap_or(false)
}

thread_local! {
    static COARSE: Rc<Cell<bool>> = {
        let coarse = Rc::new(Cell::new(false));
        let now = coarse.clone();
        coarse.set(on_media("(pointer: coarse)", Rc::new(move |is| now.set(is))));
        coarse
    };
}

/// Whether the main pointer is a finger. The browser is asked once: each frame wants to know.
pub fn is_coarse() -> bool {
    COARSE.with(|coarse| coarse.get())
}

/// Whether the reader has asked for nothing that moves by itself.
pub fn prefers_stillness() -> bool {
    holds("(prefers-reduced-motion: reduce)")
}

fn holds(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok().flatten())
        .is_some_and(|query| query.matches())
}

/// Calls `tell` with whether a media query holds, whenever that changes, for as long as the page
/// lives. Returns whether it holds now.
pub fn on_media(query: &str, tell: Rc<dyn Fn(bool)>) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let Ok(Some(list)) = window.match_media(query) else { return false };
    let watched = list.clone();
    let listener = Closure::<dyn Fn()>::new(move || tell(watched.matches())).into_js_value();
    let _ = list.add_event_listener_with_callback("change", listener.unchecked_ref());
    list.matches()
}

/// Calls `tell` with `true` before the page is printed, at the last moment at which it can be
/// changed for that, and with `false` afterwards; more than once, where a browser says so twice.
pub fn on_print(tell: impl Fn(bool) + 'static) {
    let tell: Rc<dyn Fn(bool)> = Rc::new(tell);
    let Some(window) = web_sys::window() else { return };
    for (event, printing) in [("beforeprint", true), ("afterprint", false)] {
        let tell = tell.clone();
        let listener = Closure::<dyn Fn()>::new(move || tell(printing)).into_js_value();
        let _ = window.add_event_listener_with_callback(event, listener.unchecked_ref());
    }
    on_media("print", tell);
}

/// What is done with what the page shows, or with its address.
const USES: [&str; 6] =
    ["click", "auxclick", "contextmenu", "dragstart", "beforeprint", "pagehide"];

/// Calls `callback` before anything else hears that something of the page is pressed, taken,
/// printed or left, for as long as the page lives.
pub fn before_use(callback: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn()>::new(callback).into_js_value();
    for event in USES {
        let listener = listener.unchecked_ref();
        let _ = window.add_event_listener_with_callback_and_bool(event, listener, true);
    }
}

/// Whether a click asks for something of the browser's (another tab, a download), which it is
/// then left to do.
pub fn is_modified(event: &MouseEvent) -> bool {
    event.ctrl_key()
        || event.meta_key()
        || event.shift_key()
        || event.alt_key()
        || event.button() != 0
}

/// Puts the keyboard's focus on the element of an id.
pub fn focus(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        focus_element(&element);
    }
}

/// Puts the keyboard's focus on the first element that a selector finds.
pub fn focus_where(selector: &str) {
    if let Some(Ok(Some(element))) = document().map(|document| document.query_selector(selector)) {
        focus_element(&element);
    }
}

/// Whether a selector finds anything.
pub fn is_there(selector: &str) -> bool {
    document().is_some_and(|document| matches!(document.query_selector(selector), Ok(Some(_))))
}

/// Whether the keyboard is on something that a selector finds.
pub fn is_on(selector: &str) -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_some_and(|focused| focused.matches(selector).unwrap_or(false))
}

fn focus_element(element: &Element) {
    // `focus` is a method of HTML and of SVG elements alike; the type below is only its carrier.
    let _ = element.unchecked_ref::<HtmlElement>().focus();
}

/// The same where nothing is to move on the screen.
fn focus_still(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
}

/// Puts the focus on what a selector finds or, where it finds nothing, on the element of an id,
/// where it stands, so that the keyboard goes on from there.
pub fn focus_back(selector: Option<&str>, around: &str) {
    match selector {
        Some(selector) if is_there(selector) => focus_where(selector),
        _ => {
            let around = document().and_then(|document| document.get_element_by_id(around));
            if let Some(around) = around {
                focus_still(&around);
            }
        }
    }
}

/// Where the keyboard's focus is, for when that part of the page is drawn anew.
pub struct Focus {
    element: Element,
    root: Element,
    /// From the element up to the root, how many siblings stand before.
    path: Vec<u32>,
}

impl Focus {
    /// The focus, if it is on something in `root`.
    pub fn within(root: &Element) -> Option<Focus> {
        let element = document()?.active_element()?;
        if !root.contains(Some(&element)) {
            return None;
        }
        let mut path = Vec::new();
        let mut node = Node::from(element.clone());
        while node != **root {
            let before = std::iter::successors(node.previous_sibling(), Node::previous_sibling);
            path.push(before.count() as u32);
            node = node.parent_node()?;
        }
        Some(Focus { element, root: root.clone(), path })
    }

    /// Puts the focus on what stands in that place now, if it is the same kind of element; else on
    /// what is around it, so that the keyboard goes on from there.
    pub fn restore(self) {
        let lost = document().and_then(|document| document.active_element());
        if lost.as_ref() == Some(&self.element) {
            return;
        }
        let mut node = Some(Node::from(self.root.clone()));
        for &before in self.path.iter().rev() {
            node = node.and_then(|node| node.first_child());
            for _ in 0..before {
                node = node.and_then(|node| node.next_sibling());
            }
        }
        let there = node.and_then(|node| node.dyn_into::<Element>().ok());
        if let Some(there) = there.filter(|there| there.tag_name() == self.element.tag_name()) {
            focus_element(&there);
        } else if let Ok(Some(around)) = self.root.closest("[tabindex]") {
            focus_still(&around);
        }
    }
}

/// The language that the reader prefers, as a BCP 47 tag.
pub fn language() -> String {
    web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default()
}

/// Puts the keyboard's focus on the element of an id and brings it to the top of what is seen; then
/// what the selector finds in it, where that is still out of sight.
pub fn reveal(id: &str, within: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else {
        return;
    };
    focus_element(&element);
    element.scroll_into_view();
    if let Ok(Some(found)) = element.query_selector(within) {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        found.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// An id as a selector writes it.
pub fn escaped(id: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    id.chars().flat_map(|c| (!plain(c)).then_some('\\').into_iter().chain([c])).collect()
}

/// Brings the first element that a selector finds into sight, by as little scrolling as can be; to
/// the side, into the middle.
pub fn bring_near(selector: &str) {
    if let Some(Ok(Some(element))) = document().map(|document| document.query_selector(selector)) {
        let near = ScrollIntoViewOptions::new();
        near.set_block(ScrollLogicalPosition::Nearest);
        near.set_inline(ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&near);
    }
}

/// Selects the text of an input, for copying by hand.
pub fn select_text(id: &str) {
    let input = document().and_then(|document| document.get_element_by_id(id));
    if let Some(Ok(input)) = input.map(|input| input.dyn_into::<HtmlInputElement>()) {
        let _ = input.focus();
        input.select();
    }
}

/// Calls `callback` with each key pressed anywhere in the page that no control took; `true`
/// from it means that the key is dealt with.
pub fn on_key(callback: impl Fn(&str) -> bool + 'static) {
    let Some(document) = document() else { return };
    let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let typing = target.is_some_and(|target| {
            matches!(target.tag_name().as_str(), "TEXTAREA" | "SELECT")
                || target.tag_name() == "INPUT"
                    && target.get_attribute("type").as_deref() != Some("checkbox")
        });
        if (!typing || event.key() == "Escape") && callback(&event.key()) {
            event.prevent_default();
        }
    });
    let listener: JsValue = listener.into_js_value();
    let _ = document.add_event_listener_with_callback("keydown", listener.unchecked_ref());
}
