//! A document: what it is and where it is to be had.

use super::{facts, links, optional, text};
use crate::model::{Document, Id};
use crate::view::dom::{Node, element};
use crate::view::link;
use crate::view::store::Store;
use crate::words::{self, Key};

pub(super) fn document(store: Store, id: Id<Document>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let document = &dataset[id];
    let symbol = document.symbol.as_deref().map(|symbol| match document.symbol_inferred {
        true => format!("{symbol} ({})", words.get(Key::symbol_inferred)),
        false => symbol.to_owned(),
    });
    let url = document.url.as_deref();
    let outside = url.map(|url| element("p").child(link::outside(store, url, url)));
    let facts = facts(
        store,
        vec![
            (Key::fact_symbol, optional(symbol)),
            (Key::fact_kind, text(&document.kind)),
            (Key::fact_date, optional(document.date.map(|date| words::date(words, date)))),
            (Key::fact_covers, optional(document.covers.map(|date| words::date(words, date)))),
            (Key::fact_session, links(store, document.session)),
            (Key::fact_body, links(store, document.body)),
        ],
    );
    Node::from((facts, outside))
}
