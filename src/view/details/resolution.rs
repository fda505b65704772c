//! A resolution: what it decided that matters here, and the session that adopted it.

use super::{articles, facts, h3, links, optional, paraphrase, soft, text};
use crate::model::{Id, Resolution};
use crate::view::dom::{Node, element};
use crate::view::link;
use crate::view::store::Store;
use crate::words::{self, Key};

pub(super) fn resolution(store: Store, id: Id<Resolution>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let resolution = &dataset[id];
    let decided = (!resolution.provisions.is_empty()).then(|| {
        let provisions = resolution.provisions.iter().map(|provision| {
            let paragraph = provision.paragraph.as_deref().map(|paragraph| {
                soft(&words.with(Key::operative_paragraph, &[("paragraph", paragraph)]))
            });
            let to = facts(
                store,
                vec![(Key::fact_addressees, links(store, provision.addressees.iter().copied()))],
            );
            let said = (paragraph, paraphrase(store, &provision.text), to);
            element("li").child((said, link::sources(store, &provision.sources)))
        });
        let provisions: Node = provisions.collect();
        (h3(store, Key::details_provisions), element("ol").class("provisions").child(provisions))
    });
    let unknown = match resolution.number {
        Some(_) => "",
        None => words.get(Key::number_unknown),
    };
    let facts = facts(
        store,
        vec![
            (Key::fact_number, text(unknown)),
            (Key::fact_session, links(store, [resolution.session])),
            (Key::fact_date, optional(words::when(words, dataset, id.into(), store.as_of()))),
            (Key::fact_subject, text(resolution.subject.as_deref().unwrap_or_default())),
            (Key::fact_articles, articles(store, &resolution.articles)),
            (Key::fact_sponsors, text(&resolution.sponsors.join(", "))),
        ],
    );
    Node::from((facts, decided))
}
