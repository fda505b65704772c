//! A submission: which State, for which session, on what.

use super::{articles, facts, links, optional, text};
use crate::model::{Id, Submission};
use crate::view::dom::{Node, element};
use crate::view::link;
use crate::view::store::Store;
use crate::words::{self, Key};

pub(super) fn submission(store: Store, id: Id<Submission>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let submission = &dataset[id];
    let optional_text = |value: &Option<String>| text(value.as_deref().unwrap_or_default());
    let found = submission.url.as_deref().map(|url| link::outside(store, url, url));
    let facts = facts(
        store,
        vec![
            (Key::fact_states, links(store, [submission.state])),
            (Key::fact_session, links(store, submission.session)),
            (Key::fact_subject, optional_text(&submission.subject)),
            (Key::fact_topics, links(store, submission.topics.iter().copied())),
            (Key::fact_articles, articles(store, &submission.articles)),
            (Key::fact_kind, optional_text(&submission.kind)),
            (Key::fact_document, links(store, submission.document)),
            (Key::fact_date, optional(submission.date.map(|date| words::date(words, date)))),
            (Key::fact_round, optional_text(&submission.round)),
        ],
    );
    Node::from((facts, found.map(|link| element("p").child(link))))
}
