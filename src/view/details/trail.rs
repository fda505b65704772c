//! What led to a record and what it led to; where a name is used.

use super::{h3, item_of_list, listed, soft};
use crate::model::{Kind, Ref};
use crate::trail::{Relation, Step};
use crate::view::dom::{Element, Node, element};
use crate::view::sources;
use crate::view::store::Store;
use crate::words::{self, Key};

/// What led to a record, from the beginning; and what it led to directly.
pub(super) fn trail(store: Store, item: Ref) -> Node {
    let words = store.words;
    let trail = store.record.trails.trail(store.dataset(), item, store.as_of());
    let mut above: Vec<(Ref, Vec<&Step>)> = Vec::new();
    for step in &trail.up {
        match above.iter_mut().find(|(from, _)| *from == step.from) {
            Some((_, steps)) => steps.push(step),
            None => above.push((step.from, vec![step])),
        }
    }
    let mut below: Vec<(Relation, Vec<Ref>)> = Vec::new();
    for step in store.record.trails.below(item) {
        // The answers to a recommendation stand above, with their words.
        if matches!(step.relation, Relation::Answered(_)) || !store.known(step.to) {
            continue;
        }
        match below.iter_mut().find(|(relation, _)| *relation == step.relation) {
            Some((_, to)) => to.push(step.to),
            None => below.push((step.relation, vec![step.to])),
        }
    }
    if above.is_empty() && below.is_empty() {
        return Node::Nothing;
    }
    let h4 = |key: Key| element("h4").child(words.get(key));
    let up = (!above.is_empty()).then(|| {
        let rows = above.into_iter().map(|(from, steps)| ancestor(store, from, &steps));
        let rows: Node = rows.collect();
        (h4(Key::trail_up), element("ol").class("trail").child(rows))
    });
    let down = (!below.is_empty()).then(|| {
        let rows = below.into_iter().map(|(relation, to)| descendants(store, relation, to));
        let rows: Node = rows.collect();
        (h4(Key::trail_down), rows)
    });
    Node::from((h3(store, Key::trail), up, down))
}

/// One record above, with what it did to those below it.
fn ancestor(store: Store, from: Ref, steps: &[&Step]) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let when = words::when(words, dataset, from, store.as_of());
    let mut said: Vec<String> = steps
        .iter()
        .map(|step| {
            let relation = words.relation(step.relation, false);
            format!("{relation} {}", words::name(words, dataset, step.to))
        })
        .collect();
    said.extend(when);
    item_of_list(store, from).child(soft(&said.join(" · ")).attr("dir", "auto"))
}

/// What a record led to by one relation.
fn descendants(store: Store, relation: Relation, to: Vec<Ref>) -> Element {
    let title =
        format!("{} ({})", store.words.relation(relation, false), store.words.number(to.len()));
    listed(store, title, to)
}

/// The records that name a topic, a State or the like as theirs, by kind.
pub(super) fn named_in(store: Store, item: Ref) -> Node {
    let all = sources::known(store, store.dataset().named_in(item));
    if all.is_empty() {
        return Node::Nothing;
    }
    let lists = Kind::ALL.into_iter().filter_map(|kind| {
        let own: Vec<Ref> = all.iter().copied().filter(|item| item.kind == kind).collect();
        let title = store.words.kind_count(kind, own.len());
        (!own.is_empty()).then(|| listed(store, title, own))
    });
    let lists: Node = lists.collect();
    Node::from((h3(store, Key::details_named_in), lists))
}
