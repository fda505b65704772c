//! A document: what it is, where it is to be had, and what was drawn from it.

use super::{facts, h3, links, listed, optional, soft, text};
use crate::model::{Document, Id};
use crate::proof;
use crate::view::dom::{Node, element, live};
use crate::view::link;
use crate::view::reading::{self, Stage};
use crate::view::sources;
use crate::view::store::Store;
use crate::words::{self, Key};

pub(super) fn document(store: Store, id: Id<Document>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let document = &dataset[id];
    let symbol = document.symbol.as_deref().map(|symbol| match document.symbol_inferred {
        true => format!("{symbol} ({})", words.get(Key::symbol_inferred)),
        false => symbol.to_owned(),
    });
    let editions: Vec<Node> = document
        .editions
        .iter()
        .map(|of| (link::outside(store, &of.url, &of.language), " ").into())
        .collect();
    let editions = if editions.is_empty() { Node::Nothing } else { editions.into() };
    let facts = facts(
        store,
        vec![
            (Key::fact_symbol, optional(symbol)),
            (Key::fact_kind, text(&document.kind)),
            (Key::fact_date, optional(document.date.map(|date| words::date(words, date)))),
            (Key::fact_covers, optional(document.covers.map(|date| words::date(words, date)))),
            (Key::fact_session, links(store, document.session)),
            (Key::fact_body, links(store, document.body)),
            (Key::fact_editions, editions),
        ],
    );
    let ways = element("p").child(sources::where_to_read(store, id));
    let figures = document.text.as_ref().map(|_| {
        live(move || match reading::text(store, id) {
            Stage::Ready(read) => soft(&sources::figures(store, read)).into(),
            _ => Node::Nothing,
        })
    });
    Node::from((facts, ways, figures, drawn(store, id)))
}

/// The records that rest on the document, by kind.
fn drawn(store: Store, id: Id<Document>) -> Node {
    let drawn = sources::known(store, proof::drawn(&proof::uses(store.dataset()), id));
    if drawn.is_empty() {
        return Node::Nothing;
    }
    let lists = sources::by_kind(store, &drawn);
    let lists = lists.into_iter().map(|(title, own)| listed(store, title, own));
    let lists: Node = lists.collect();
    Node::from((h3(store, Key::drawn_from), lists))
}
