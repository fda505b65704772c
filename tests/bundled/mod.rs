//! The record that the site is built with, joined from its parts.

use std::fs;

use mandate_trail::load::{WHOLE, files, join};

/// The record as the page fetches it.
pub(crate) fn bundled() -> Vec<u8> {
    let read = |name: &str| {
        let path = format!("{}/record/{name}", env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(&path).expect(&path)
    };
    let lists: Vec<_> = files().map(|(kind, name)| (kind, read(&name))).collect();
    join(&read(WHOLE), &lists).into_bytes()
}
