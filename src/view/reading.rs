//! The texts that are bundled with the record: fetched when one is wanted, kept for the life of
//! the page.

use super::store::Store;
use crate::address::{Notice, beside};
use crate::browser;
use crate::model::{Document, Id};
use crate::proof::Proof;
use crate::query::Terms;
use crate::query::fold::fold;
use crate::text::{BlockKind, Text};
use crate::words;

/// The texts that have been asked for, each once.
pub(crate) type Texts = Vec<(Id<Document>, Stage)>;

/// What there is of a text.
#[derive(Clone)]
pub(crate) enum Stage {
    /// It is on its way.
    Loading,
    /// It cannot be shown, and why.
    Failed(String),
    /// It can be read.
    Ready(&'static Read),
}

/// A text and what it proves.
pub(crate) struct Read {
    pub(crate) text: Text,
    pub(crate) proof: Proof<'static>,
    /// The words of each block, folded; of a paragraph with what it is called before them.
    folded: Vec<String>,
}

impl Read {
    /// The labels of the blocks that hold what is asked for.
    pub(crate) fn holding(&self, terms: &Terms) -> Vec<&str> {
        let blocks = self.text.blocks().iter().zip(&self.folded);
        let held = blocks.filter(|(_, folded)| terms.are_in_folded(folded));
        held.map(|(block, _)| block.label.as_str()).collect()
    }
}

/// What there is of a document's text; asks for it where nobody has.
pub(super) fn text(store: Store, document: Id<Document>) -> Stage {
    let stage = |texts: &Texts| {
        texts.iter().find(|(of, _)| *of == document).map(|(_, stage)| stage.clone())
    };
    // First without being run again: asking for it sets it to be on its way.
    if store.texts.with_untracked(stage).is_none() {
        fetch(store, document);
    }
    store.texts.with(stage).unwrap_or(Stage::Loading)
}

/// Fetches a text, again where it could not be shown.
pub(super) fn fetch(store: Store, document: Id<Document>) {
    let set = move |stage: Stage| {
        store.texts.update(|texts| {
            texts.retain(|(of, _)| *of != document);
            texts.push((document, stage));
        });
    };
    set(Stage::Loading);
    let path = store.dataset()[document].text.as_deref().unwrap_or_default();
    // Beside the record.
    let path = beside(&store.record.file, path);
    leptos::task::spawn_local(async move {
        let mut bytes = Vec::new();
        let mut arrived = |(len, _, fill): browser::Part<'_>| {
            let at = bytes.len();
            bytes.resize(at + len, 0);
            if let Some(room) = bytes.get_mut(at..) {
                fill(room);
            }
        };
        let fetched = browser::fetch(&path, &mut arrived).await;
        set(match fetched {
            Ok(()) => read(store, document, &bytes),
            Err(why) => Stage::Failed(words::problem(store.words, &super::not_fetched(why))),
        });
    });
}

fn read(store: Store, document: Id<Document>, bytes: &[u8]) -> Stage {
    match Text::parse(&String::from_utf8_lossy(bytes)) {
        Ok(text) => {
            let proof = Proof::new(store.dataset(), document, &text);
            let folded = text.blocks().iter().map(|block| {
                let lines = block.lines.iter().map(|line| line.text.as_str());
                let name = match block.kind {
                    BlockKind::Paragraph => ["paragraph", &block.label],
                    _ => [""; 2],
                };
                fold(&name.into_iter().chain(lines).collect::<Vec<_>>().join(" ")).into_owned()
            });
            let folded = folded.collect();
            Stage::Ready(Box::leak(Box::new(Read { text, proof, folded })))
        }
        Err(wrong) => Stage::Failed(words::malformed(store.words, &wrong)),
    }
}

/// What to tell where the address points to a part that the text being read does not have.
pub(super) fn lost_paragraph(store: Store) -> Option<Notice> {
    match text(store, store.reading.get()?) {
        Stage::Ready(read) => store.address.with(|address| {
            address.lost_paragraph(read.text.blocks().iter().map(|block| block.label.as_str()))
        }),
        _ => None,
    }
}

/// The id of a part of the text in the page.
pub(super) fn anchor(label: &str) -> String {
    format!("part-{}", label.replace(' ', "-"))
}

/// Brings the part that the address points to into sight, and the words in it that the open record
/// quotes; once what is being drawn is there.
pub(super) fn reveal(store: Store) {
    let part = store.paragraph.get_untracked();
    browser::next_frame(move || {
        if let Some(label) = part {
            browser::reveal(&anchor(&label), ".lit");
        }
    });
}
