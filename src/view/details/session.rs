//! A session: when and where, what it discussed, and how much of its outcome is known.

use super::{articles, facts, h3, links, optional, soft, text};
use crate::model::{AgendaItem, Id, Session};
use crate::view::dom::{Element, Node, element};
use crate::view::link;
use crate::view::store::Store;
use crate::words::{self, Key};

pub(super) fn session(store: Store, id: Id<Session>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let session = &dataset[id];
    let held = session.held_by(store.as_of());
    let ahead = session.is_ahead(store.as_of());
    let place: Vec<&str> =
        [&session.city, &session.state].into_iter().filter_map(|p| p.as_deref()).collect();
    let planned = session.planned.map(|date| {
        let said = words::date(words, date);
        match held {
            Some(_) => said,
            None if ahead => format!("{said} ({})", words.get(Key::mark_planned)),
            None => format!("{said} ({})", words.get(Key::planned_only)),
        }
    });
    let optional_text =
        |value: &Option<String>| text(value.as_deref().filter(|_| !ahead).unwrap_or_default());
    let coverage = (
        element("b").child(words.coverage(session.coverage)),
        ". ",
        words.coverage_meaning(session.coverage),
    );
    let facts = facts(
        store,
        vec![
            (Key::fact_held, optional(held.map(|date| words::date(words, date)))),
            (Key::fact_planned, optional(planned)),
            (Key::fact_place, text(&place.join(", "))),
            (Key::fact_body, links(store, [session.body])),
            (Key::fact_form, optional_text(&session.form)),
            (Key::fact_joint_with, optional_text(&session.joint_with)),
            (Key::fact_chair, optional_text(&session.chair)),
            (Key::fact_attendance, optional_text(&session.attendance)),
            (Key::fact_adopted, optional_text(&session.adopted)),
            (Key::fact_coverage, coverage.into()),
        ],
    );
    let agenda = (!ahead && !session.agenda.is_empty()).then(|| {
        let items: Node = session.agenda.iter().map(|item| discussed(store, item)).collect();
        (h3(store, Key::details_agenda), element("ul").class("provisions").child(items))
    });
    Node::from((facts, agenda))
}

/// A subject that it discussed.
fn discussed(store: Store, item: &'static AgendaItem) -> Element {
    let facts = facts(
        store,
        vec![
            (Key::fact_topics, links(store, item.topics.iter().copied())),
            (Key::fact_articles, articles(store, &item.articles)),
            (Key::fact_set_by, links(store, item.set_by)),
        ],
    );
    let note = item.note.as_deref().map(|note| soft(note).attr("dir", "auto"));
    let title = element("p").attr("dir", "auto").child(link::marked(store, &item.title));
    element("li").child((title, facts, note, link::sources(store, &item.sources)))
}
