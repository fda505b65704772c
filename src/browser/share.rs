//! The system's own way of sharing a link, where it has one.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// `navigator.share`, which many browsers lack, whatever the type says.
fn sheet() -> Option<(JsValue, Function)> {
    let navigator = JsValue::from(web_sys::window()?.navigator());
    let share = Reflect::get(&navigator, &JsValue::from_str("share")).ok()?;
    Some((navigator, share.dyn_into().ok()?))
}

/// Whether the system has a way of sharing.
pub fn can_share() -> bool {
    sheet().is_some()
}

/// Hands a link over to it. What the reader does with it, and whether, is between the two.
pub fn share(title: &str, url: &str) {
    let Some((navigator, share)) = sheet() else { return };
    let data = Object::new();
    for (key, value) in [("title", title), ("url", url)] {
        let _ = Reflect::set(&data, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    let asked = share.call1(&navigator, &data).ok();
    if let Some(promise) = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) {
        // Closed without being used: nothing went wrong.
        wasm_bindgen_futures::spawn_local(async { _ = JsFuture::from(promise).await });
    }
}
