//! An action: the words of the report, and who did what, where and with whom.

use super::{facts, h3, links, optional, paraphrase, source, text};
use crate::model::{Action, Id};
use crate::view::dom::Node;
use crate::view::link;
use crate::view::store::Store;
use crate::words::{self, Key};

pub(super) fn action(store: Store, id: Id<Action>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let action = &dataset[id];
    let facts = facts(
        store,
        vec![
            (Key::fact_date, optional(words::when(words, dataset, id.into(), store.as_of()))),
            (Key::fact_kind, text(&action.kind)),
            (Key::fact_actors, text(&action.actors.join(", "))),
            (Key::fact_states, links(store, action.states.iter().copied())),
            (Key::fact_region, text(action.region.as_deref().unwrap_or_default())),
            (Key::fact_partners, text(&action.partners.join(", "))),
            (Key::fact_function, links(store, action.function)),
            (Key::fact_carries_out, links(store, action.resolutions.iter().copied())),
        ],
    );
    let said = match action.report {
        Some(report) => source(store, &action.quote, report, action.paragraph.as_deref()).into(),
        None => link::quote(store, &action.quote),
    };
    let paraphrase = action.paraphrase.as_deref().map(|text| paraphrase(store, text));
    let said = (h3(store, Key::details_quote_from), paraphrase, said);
    Node::from((said, h3(store, Key::details_facts), facts))
}
