//! What is chosen, how many answer it, and what to loosen when none does.

use std::sync::Arc;

use super::as_of;
use super::dom::{Element, Node, element, live, live_text};
use super::facets::value_name;
use super::link;
use super::store::Store;
use crate::address::{Choices, View};
use crate::browser::Entry;
use crate::model::{Kind, Ref};
use crate::query::{Facet, Outcome, Part, Value};
use crate::words::{self, Key};

/// The kinds of record other than recommendations that a search can find.
const OTHERS: [Kind; 5] =
    [Kind::Session, Kind::Resolution, Kind::Action, Kind::Submission, Kind::Document];

pub(super) fn results(store: Store) -> Node {
    let n_of_m =
        element("p").attr("role", "status").class("n-of-m").child(live_text(move || n_of_m(store)));
    let asked = element("div").class("asked");
    let asked = asked.child((chips(store), n_of_m));
    Node::from((asked, also_found(store), empty(store)))
}

fn n_of_m(store: Store) -> String {
    let known = |outcome: &Arc<Outcome>| outcome.known(Kind::Recommendation).count();
    let (n, m) = store.outcome.with(|o| (o.recommendations.count(), known(o)));
    as_of::counted(store, n_of(store, Key::n_of_m, n, m))
}

/// "1 of 29 recommendations": the noun goes with the second number.
pub(super) fn n_of(store: Store, key: Key, n: usize, m: usize) -> String {
    let all = m.to_string();
    store.words.count(key, m, &[("m", &all)]).replacen(&all, &n.to_string(), 1)
}

/// How many records of a kind are listed before the rest goes into a list of its own.
const LISTED: usize = 3;

/// What else holds the words searched for, each a link that opens it; where the view itself does
/// not list it.
fn also_found(store: Store) -> Node {
    live(move || {
        if store.view.get() != View::Timeline {
            return None;
        }
        let of_kind = |&kind: &Kind| {
            let found: Vec<Ref> = store.outcome.with(|outcome| {
                let rows = outcome.found(kind);
                rows.iter().map(|row| Ref { kind, index: row as u32 }).collect()
            });
            (!found.is_empty()).then(|| of_one_kind(store, kind, found))
        };
        let found: Vec<Element> = OTHERS.iter().filter_map(of_kind).collect();
        (!found.is_empty()).then(|| {
            let title = element("p").class("soft").child(store.words.get(Key::also_found));
            let list = element("ul").child(found);
            element("section").class("also-found").child((title, list))
        })
    })
}

fn of_one_kind(store: Store, kind: Kind, found: Vec<Ref>) -> Element {
    let words = store.words;
    let count = element("span").class("soft").child(words.kind_count(kind, found.len()));
    let links: Node = found
        .iter()
        .take(LISTED)
        .map(|&item| {
            let name = words::heading(words, store.dataset(), item);
            link::record(store, item, element("bdi").child(name))
        })
        .collect();
    let more = found.len().checked_sub(LISTED).filter(|more| *more > 0).map(|more| {
        element("button")
            .class("plain")
            .on_click(move || store.list(found.clone()))
            .child(words.count(Key::and_more, more, &[]))
    });
    element("li").child((count, links, more))
}

/// A choice in words: "Topic: Open data".
fn choice_name(store: Store, value: Value) -> String {
    let name = value_name(store, value);
    let facet = store.facet_name(value.facet());
    store.words.with(Key::chip, &[("facet", facet), ("value", &name)])
}

fn text_name(store: Store) -> String {
    let text = store.address.with(|address| address.q.clone());
    store.words.with(Key::chip_text, &[("text", &text)])
}

/// A part of the question in words, all its choices together.
fn part_name(store: Store, part: Part) -> String {
    match part {
        Part::Text => text_name(store),
        Part::Facet(facet) => {
            let chosen = store.query.with(|query| query.chosen(facet));
            let values: Vec<String> =
                chosen.into_iter().map(|value| value_name(store, value)).collect();
            store.words.with(
                Key::chip,
                &[("facet", store.facet_name(facet)), ("value", &values.join(", "))],
            )
        }
    }
}

/// What is asked in words, part by part.
pub(super) fn asked(store: Store) -> Vec<String> {
    let query = store.query.get();
    let text = (!query.text.trim().is_empty()).then_some(Part::Text);
    let asked = Facet::ALL.into_iter().filter(|&facet| !query.chosen(facet).is_empty());
    let parts = text.into_iter().chain(asked.map(Part::Facet));
    parts.map(|part| part_name(store, part)).collect()
}

/// What is asked in words, and how many answer it: "Status: Continuing · Topic: Open data · 1 of
/// 29 recommendations". For pictures.
pub(super) fn question_in_words(store: Store) -> String {
    let mut said = asked(store);
    let item = store.item.get().filter(|&item| store.known(item));
    said.extend(item.map(|item| {
        let name = words::heading(store.words, store.dataset(), item);
        let kind = store.words.kind(item.kind);
        store.words.with(Key::chip, &[("facet", kind), ("value", &name)])
    }));
    said.push(n_of_m(store));
    said.join(" · ")
}

fn drop_part(store: Store, part: Part) {
    store.go(Entry::Push, |address| match part {
        Part::Text => address.q.clear(),
        Part::Facet(facet) => *address.choices_mut(facet) = Choices::default(),
    });
}

pub(super) fn clear_filters(store: Store, text: Key) -> Element {
    element("button")
        .class("plain")
        .on_click(move || store.go(Entry::Push, |address| address.clear_filters()))
        .child(store.words.get(text))
}

/// What is chosen, each to be taken back.
pub(super) fn chips(store: Store) -> Node {
    let words = store.words;
    live(move || {
        let query = store.query.get();
        let searched = !query.text.trim().is_empty();
        let values: Vec<Value> = Facet::ALL.iter().flat_map(|&facet| query.chosen(facet)).collect();
        (searched || !values.is_empty()).then(|| {
            let text = searched
                .then(|| chip(store, text_name(store), move || drop_part(store, Part::Text)));
            let one = |value: Value| {
                let slug = value.slug(store.dataset());
                let drop = move || store.toggle(value.facet(), slug);
                chip(store, choice_name(store, value), drop)
            };
            let chips: Node = values.into_iter().map(one).collect();
            element("ul")
                .class("chips")
                .attr("aria-label", words.get(Key::chosen_filters))
                .child((text, chips))
                .child(element("li").child(clear_filters(store, Key::clear_filters)))
        })
    })
}

fn chip(store: Store, name: String, drop: impl Fn() + 'static) -> Node {
    let label = store.words.with(Key::remove_filter, &[("choice", &name)]);
    let button = element("button").class("chip").attr("aria-label", &label).on_click(drop).child((
        element("bdi").child(name),
        element("span").attr("aria-hidden", "true").child(" ×"),
    ));
    element("li").child(button).into()
}

/// When no recommendation answers: what to drop, and how many would.
fn empty(store: Store) -> Node {
    let words = store.words;
    live(move || {
        let outcome = store.outcome.get();
        (outcome.asked && outcome.recommendations.is_empty()).then(|| {
            let loosen = outcome.loosen.iter().filter(|(_, n)| *n > 0);
            let choices: Vec<Element> = loosen
                .map(|&(part, n)| {
                    let name = part_name(store, part);
                    let button = element("button")
                        .class("plain")
                        .on_click(move || drop_part(store, part))
                        .child(words.count(Key::empty_without, n, &[("choice", &name)]));
                    element("li").child(button)
                })
                .collect();
            let some = (!choices.is_empty()).then(|| words.get(Key::empty_loosen));
            element("section").class("empty").child((
                element("h2").child(words.get(Key::empty_title)),
                element("p").child(some),
                element("ul").child(choices),
                element("p").child(clear_filters(store, Key::empty_all)),
            ))
        })
    })
}
