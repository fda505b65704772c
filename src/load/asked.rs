//! For tests: which fields the reader asks for, of which object.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Where an object stands, and the fields that were asked for.
pub(crate) type Asked = BTreeMap<String, BTreeSet<&'static str>>;

thread_local! {
    static ASKED: RefCell<Asked> = RefCell::default();
}

/// What is asked for on this thread while `read` runs.
pub(crate) fn during<R>(read: impl FnOnce() -> R) -> (R, Asked) {
    ASKED.take();
    let read = read();
    (read, ASKED.take())
}

pub(super) fn note(pointer: &str, known: &[&'static str]) {
    ASKED.with_borrow_mut(|asked| {
        asked.entry(pointer.to_owned()).or_default().extend(known);
    });
}
