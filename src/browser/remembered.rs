//! What is remembered on this device: settings of the reader's, nothing of what is seen. Where the
//! browser keeps nothing, or is told not to, they hold until the page is left.

/// Before each key, since all pages of a host share one store.
const OURS: &str = "mandate-trail.";

fn store() -> Option<web_sys::Storage> {
    // Throws where the reader does not allow it.
    web_sys::window()?.local_storage().ok()?
}

/// What was remembered under a key.
pub fn remembered(key: &str) -> Option<String> {
    store()?.get_item(&(OURS.to_owned() + key)).ok()?
}

/// Remembers a value, or forgets it.
pub fn remember(key: &str, value: Option<&str>) {
    let Some(store) = store() else { return };
    let key = OURS.to_owned() + key;
    // Throws where there is no room.
    let _ = match value {
        Some(value) => store.set_item(&key, value),
        None => store.remove_item(&key),
    };
}
