//! The record that the site is built with, joined from its parts, and the texts beside it.

#![allow(dead_code)] // Each test target uses a part of it.

use std::fs;

use mandate_trail::load::{WHOLE, files, join};
use mandate_trail::model::{Dataset, Document, Id};
use mandate_trail::text::Text;

fn read(name: &str) -> String {
    let path = format!("{}/record/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).expect(&path)
}

/// The record as the page fetches it.
pub(crate) fn bundled() -> Vec<u8> {
    let lists: Vec<_> = files().map(|(kind, name)| (kind, read(&name))).collect();
    join(&read(WHOLE), &lists).into_bytes()
}

/// The documents whose text is bundled, each with it.
pub(crate) fn texts(dataset: &Dataset) -> Vec<(Id<Document>, Text)> {
    let with_text = |id: Id<Document>| dataset[id].text.as_deref().map(|path| (id, read(path)));
    let parse = |text: &str| Text::parse(text).expect("the text is sound");
    dataset.ids().filter_map(with_text).map(|(id, text)| (id, parse(&text))).collect()
}
