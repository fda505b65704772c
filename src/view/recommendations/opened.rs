//! What an opened row shows: what was done, by how plainly it answers; where it stands, each
//! wording compared with the first; and what its statuses rest on.

use crate::model::{Id, Occurrence, Recommendation};
use crate::view::details::recommendation::{answers, history, read_in};
use crate::view::dom::{Element, Node, element};
use crate::view::link;
use crate::view::store::Store;
use crate::wording::{Kind, Piece, compare, words};
use crate::words::{self, Key};

pub(super) fn opened(store: Store, id: Id<Recommendation>) -> Element {
    let h4 = |key: Key| element("h4").child(store.words.get(key));
    element("div").class("opened").child((
        (h4(Key::details_done), answers(store, id)),
        (h4(Key::row_wordings), wordings(store, id)),
        (h4(Key::row_history), history(store, id)),
    ))
}

/// Where it stands, and in which words.
fn wordings(store: Store, id: Id<Recommendation>) -> Node {
    let occurrences = &store.dataset()[id].occurrences;
    let Some((first, others)) = occurrences.split_first() else { return Node::Nothing };
    let key = (!others.is_empty()).then(|| {
        let place = words::place_in(
            store.words,
            store.dataset(),
            first.document,
            first.paragraph.as_deref(),
        );
        let said = store.words.with(Key::compared_with, &[("place", &place)]);
        element("p").class("soft").child((
            said,
            " ",
            element("del").child(store.words.get(Key::compared_removed)),
            ", ",
            element("ins").child(store.words.get(Key::compared_added)),
            ".",
        ))
    });
    let first = occurrence(store, first, link::quote(store, &first.quote), None);
    let others = others.iter().map(|of| {
        let pieces = compare(&occurrences[0].quote, &of.quote);
        let removed = words(&pieces, Kind::Removed);
        let added = words(&pieces, Kind::Added);
        let said = match pieces.iter().all(|piece| piece.kind == Kind::Kept) {
            true => store.words.get(Key::compared_same).to_owned(),
            false => {
                let counts = [
                    store.words.count(Key::n_words_removed, removed, &[]),
                    store.words.count(Key::n_words_added, added, &[]),
                ];
                counts.join(", ")
            }
        };
        occurrence(store, of, compared(store, &pieces), Some(said))
    });
    let others: Node = others.collect();
    Node::from((key, first, others))
}

fn occurrence(store: Store, of: &'static Occurrence, quote: Node, said: Option<String>) -> Element {
    let place = link::cited(store, of.document, of.paragraph.as_deref());
    let said = said.map(|said| element("span").class("soft").child((" · ", said)));
    let read = (!of.sources.is_empty()).then(|| read_in(store, &of.sources));
    let note = of.note.as_deref();
    let note = note.map(|note| element("p").class("soft").attr("dir", "auto").child(note));
    let cite = element("p").class("cite").child((place, said));
    element("div").class("source").child((quote, cite, read, note))
}

/// The words of one text, with those of another that are missing in it and those that are new.
/// What is marked by lines is said too.
pub(in crate::view) fn compared(store: Store, pieces: &[Piece]) -> Node {
    let hidden = |key: Key| {
        let said = element("span").class("visually-hidden");
        said.child(format!(" [{}: ", store.words.get(key)))
    };
    let end = || element("span").class("visually-hidden").child("] ");
    let one = |piece: &Piece| -> Node {
        let text = piece.text.as_str();
        let (tag, key) = match piece.kind {
            Kind::Kept => return text.into(),
            Kind::Removed => ("del", Key::compared_removed),
            Kind::Added => ("ins", Key::compared_added),
        };
        element(tag).child((hidden(key), text, end())).into()
    };
    let pieces: Node = pieces.iter().map(one).collect();
    element("blockquote")
        .attr("lang", &store.dataset().meta.language)
        .attr("dir", "auto")
        .child(pieces)
        .into()
}
