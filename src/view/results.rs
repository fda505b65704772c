//! What is chosen, how many answer it, and what to loosen when none does.

use std::sync::Arc;

use super::as_of;
use super::compare;
use super::dom::{Element, Node, element, live, live_text};
use super::facets::value_name;
use super::link;
use super::reading::{self, Stage};
use super::store::Store;
use crate::address::{Address, Choices, View};
use crate::browser::Entry;
use crate::model::{Date, Document, Id, Kind, Point, Ref};
use crate::query::{Choice, Correction, Facet, Outcome, Part};
use crate::words::{self, Key};

/// The kinds of record other than recommendations that a search can find.
const OTHERS: [Kind; 5] =
    [Kind::Session, Kind::Resolution, Kind::Action, Kind::Submission, Kind::Document];

pub(super) fn results(store: Store) -> Node {
    let n_of_m =
        element("p").attr("role", "status").class("n-of-m").child(live_text(move || n_of_m(store)));
    let asked = element("div").class("asked");
    let then = live(move || compare::with_latest(store));
    let asked = asked.child((chips(store), n_of_m, then));
    Node::from((asked, unread(store), corrected(store), also_found(store), empty(store)))
}

/// That what holds the words is not known yet.
fn unread(store: Store) -> Node {
    let waits = move || {
        (store.terms.with(|terms| !terms.is_empty()) && !store.read.get())
            .then(|| element("p").class("soft").child(store.words.get(Key::texts_unread)))
    };
    element("div").attr("aria-live", "polite").child(live(waits)).into()
}

fn n_of_m(store: Store) -> String {
    let known = |outcome: &Arc<Outcome>| outcome.known(Kind::Recommendation).count();
    let (n, m) = store.outcome.with(|o| (o.recommendations.count(), known(o)));
    as_of::counted(store, store.words.n_of(Key::n_of_m, n, m))
}

/// How many records of a kind are listed before the rest goes into a list of its own.
const LISTED: usize = 3;

/// What else holds the words searched for, each a link that opens it, where the view itself does
/// not list it; and the parts of the texts that are bundled.
fn also_found(store: Store) -> Node {
    live(move || {
        let listed = store.view.get() == View::Timeline;
        let of_kind = |&kind: &Kind| {
            let found = store.pictured.with(|outcome| outcome.found(kind).count());
            (found > 0).then(|| {
                let count =
                    element("span").class("soft").child(store.words.kind_count(kind, found));
                let best = best(store, kind, LISTED).into_iter().map(|item| {
                    let name = words::heading(store.words, store.dataset(), item);
                    link::record(store, item, element("bdi").child(name))
                });
                element("li").child((count, best.collect::<Node>(), more(store, kind, LISTED)))
            })
        };
        let others = OTHERS.iter().filter(|_| listed).filter_map(of_kind);
        let texts = store.dataset().ids::<Document>();
        let texts = texts.filter_map(|id| in_text(store, id));
        let found: Vec<Element> = others.chain(texts).collect();
        (!found.is_empty()).then(|| {
            let title = element("p").class("soft").child(store.words.get(Key::also_found));
            let list = element("ul").child(found);
            element("section").class("also-found").child((title, list))
        })
    })
}

/// The records of a kind that hold the words searched for.
fn found(outcome: &Outcome, kind: Kind) -> impl Iterator<Item = Ref> + '_ {
    outcome.found(kind).iter().map(move |row| Ref { kind, index: row as u32 })
}

/// The `n` of a kind that answer the words searched for best, the best first.
pub(super) fn best(store: Store, kind: Kind, n: usize) -> Vec<Ref> {
    store.pictured.with(|outcome| store.scores.with(|scores| scores.best(found(outcome, kind), n)))
}

/// What lists all of a kind that hold the words, where more than the `n` best do.
pub(super) fn more(store: Store, kind: Kind, n: usize) -> Option<Element> {
    let all = store.pictured.with(|outcome| outcome.found(kind).count());
    let rest = all.checked_sub(n).filter(|rest| *rest > 0)?;
    let list = move || {
        let mut all: Vec<Ref> =
            store.outcome.with_untracked(|outcome| found(outcome, kind).collect());
        store.scores.with_untracked(|scores| scores.rank(&mut all));
        store.list(all);
    };
    let button = element("button").class("plain").on_click(list);
    Some(button.child(store.words.count(Key::and_more, rest, &[])))
}

/// That words were taken for others, because nothing holds them.
pub(super) fn corrected(store: Store) -> Node {
    let words = store.words;
    let told = move || {
        let told = |outcome: &Arc<Outcome>| {
            let one = |c: &Correction| {
                let with = [("asked", c.asked.as_str()), ("taken", &c.taken)];
                element("p").child(words.with(Key::corrected, &with))
            };
            outcome.corrected.iter().map(one).collect::<Node>()
        };
        store.outcome.with(told)
    };
    element("div").class("corrected").attr("aria-live", "polite").child(live(told)).into()
}

/// How many parts of a text are named before the rest is left to the text itself.
const NAMED: usize = 5;

/// The parts of a document's text that hold the words searched for, each a link to it; the text is
/// fetched for that.
pub(super) fn in_text(store: Store, id: Id<Document>) -> Option<Element> {
    let (words, dataset) = (store.words, store.dataset());
    let sought = dataset[id].text.is_some() && store.pictured.with(|outcome| outcome.terms.seek());
    if !sought || !store.known(id.into()) {
        return None;
    }
    let Stage::Ready(read) = reading::text(store, id) else { return None };
    let labels: Vec<&'static str> = store.pictured.with(|outcome| read.holding(&outcome.terms));
    let (first, rest) = labels.split_at(labels.len().min(NAMED));
    if first.is_empty() {
        return None;
    }
    let document: &'static str = &dataset[id].entry.id;
    let to = |label: Option<&'static str>, name: String| {
        let read = move |address: &mut Address| address.read(document, label);
        link::going(store, "to-part", read, move || reading::reveal(store), name)
    };
    let parts: Node =
        first.iter().map(|label| to(Some(label), words::part(words, label))).collect();
    let more = (!rest.is_empty()).then(|| to(None, words.count(Key::and_more, rest.len(), &[])));
    let name = words.with(Key::in_text_of, &[("document", &words::read_as(dataset, id))]);
    Some(element("li").class("in-text").child((
        element("span").class("soft").child(name),
        parts,
        more,
    )))
}

/// A choice in words: "Topic: Open data", "not Topic: Open data".
fn choice_name(store: Store, choice: Choice) -> String {
    let name = value_name(store, choice.value);
    let facet = store.facet_name(choice.value.facet());
    let key = if choice.excluded { Key::chip_not } else { Key::chip };
    store.words.with(key, &[("facet", facet), ("value", &name)])
}

/// The days asked for in words, one by one: "since 2018", "until June 2020".
fn days(store: Store) -> Vec<(Key, String)> {
    let words = store.words;
    let edges = store.address.with(|address| [address.since, address.until]);
    let name = |(key, edge): (Key, Option<Point>)| {
        let date = words::date(words, Date::At(edge?));
        Some((key, words.with(key, &[("date", &date)])))
    };
    [Key::since_date, Key::until_date].into_iter().zip(edges).filter_map(name).collect()
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
            let name = |choice: Choice| {
                let name = value_name(store, choice.value);
                match choice.excluded {
                    true => store.words.with(Key::not_value, &[("value", &name)]),
                    false => name,
                }
            };
            let values: Vec<String> = chosen.into_iter().map(name).collect();
            store.words.with(
                Key::chip,
                &[("facet", store.facet_name(facet)), ("value", &values.join(", "))],
            )
        }
        Part::Dates => {
            let days: Vec<String> = days(store).into_iter().map(|(_, day)| day).collect();
            let name = store.words.get(Key::facet_dates);
            store.words.with(Key::chip, &[("facet", name), ("value", &days.join(", "))])
        }
    }
}

/// What is asked in words, part by part.
pub(super) fn asked(store: Store) -> Vec<String> {
    let query = store.query.get();
    let text = (!query.text.trim().is_empty()).then_some(Part::Text);
    let asked = Facet::ALL.into_iter().filter(|&facet| !query.chosen(facet).is_empty());
    let days = query.since.or(query.until).map(|_| Part::Dates);
    let parts = text.into_iter().chain(asked.map(Part::Facet)).chain(days);
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
        Part::Dates => address.clear_dates(),
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
        let choices = query.choices();
        let days = days(store);
        (searched || !choices.is_empty() || !days.is_empty()).then(|| {
            let text = searched
                .then(|| chip(store, text_name(store), move || drop_part(store, Part::Text)));
            let one = |choice: &Choice| {
                let (facet, slug) = (choice.value.facet(), choice.slug(store.dataset()));
                chip(store, choice_name(store, *choice), move || store.toggle(facet, &slug))
            };
            let chips: Node = choices.iter().map(one).collect();
            let day = |(key, name): (Key, String)| {
                let drop = move |address: &mut Address| match key {
                    Key::since_date => address.set_since(None),
                    _ => address.set_until(None),
                };
                chip(store, name, move || store.go(Entry::Push, drop))
            };
            let days: Node = days.into_iter().map(day).collect();
            element("ul")
                .class("chips")
                .attr("aria-label", words.get(Key::chosen_filters))
                .child((text, chips, days))
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
        // Other kinds may be all that was asked for.
        let of_records = |choice: &Choice| choice.value.facet().counts_records();
        let shown = |&kind: &Kind| !outcome.shown(kind).is_empty();
        let meant = store.view.get() != View::Recommendations
            && store.query.with(|query| query.choices().iter().any(of_records))
            && OTHERS.iter().any(shown);
        (outcome.asked && outcome.recommendations.is_empty() && !meant).then(|| {
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
