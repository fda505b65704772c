//! The address bar.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Whether a change of address can be gone back from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A step of its own: Back undoes it.
    Push,
    /// Takes the place of the present one: for typing and dragging.
    Replace,
}

/// The query string of the page's address, with its "?".
pub fn query_string() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Sets the query string ("" or one that begins with "?") without loading anything.
pub fn write(query: &str, entry: Entry) {
    let Some(window) = web_sys::window() else { return };
    let Ok(history) = window.history() else { return };
    // An address of "" alone would keep the present query string.
    let path = window.location().pathname().unwrap_or_default();
    let address = path + query;
    // A browser that limits how often this may be called refuses: the next change makes it good.
    let _ = match entry {
        Entry::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        Entry::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}

/// The whole address of this page with another query string.
pub fn absolute(query: &str) -> String {
    let Some(window) = web_sys::window() else { return query.to_owned() };
    let location = window.location();
    let part = |part: Result<String, JsValue>| part.unwrap_or_default();
    let origin = match part(location.protocol()).as_str() {
        // The origin of a file is "null".
        "file:" => "file://".to_owned(),
        _ => part(location.origin()),
    };
    origin + &part(location.pathname()) + query
}

/// Calls `callback` whenever the reader goes back or forward, for as long as the page lives.
pub fn on_popstate(callback: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn()>::new(callback);
    let listener = listener.into_js_value();
    let _ = window.add_event_listener_with_callback("popstate", listener.unchecked_ref());
}
