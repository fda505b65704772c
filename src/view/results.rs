//! The record in figures, what is chosen, how many answer it, and what to loosen when none does.

use leptos::prelude::*;

use super::facets::value_name;
use super::glyph::glyph;
use super::link;
use super::store::Store;
use crate::address::Choices;
use crate::browser::Entry;
use crate::model::{Kind, Status, Weight};
use crate::query::{Facet, Part, Query, Value};
use crate::words::Key;

/// The kinds of record other than recommendations that a search can find.
const OTHERS: [Kind; 5] =
    [Kind::Session, Kind::Resolution, Kind::Action, Kind::Submission, Kind::Document];

pub(super) fn results(store: Store) -> AnyView {
    view! {
        {figures(store)}
        <div class="asked">
            {chips(store)} <p role="status" class="n-of-m">{move || n_of_m(store)}</p>
            {also_found(store)}
        </div>
        {empty(store)}
    }
    .into_any()
}

/// How many recommendations the whole record has, by status: each figure a link to them.
fn figures(store: Store) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let counts = store.record.index.answer(&Query::default(), store.as_of());
    let total = dataset.recommendations.len();
    let operative =
        dataset.recommendations.iter().filter(|r| r.weight == Weight::Operative).count();
    let of_which = words.with(
        Key::n_of_which_operative,
        &[("n", &operative.to_string()), ("rest", &(total - operative).to_string())],
    );
    let all = words.count(Key::n_recommendations, total, &[]);
    let by_status = counts
        .counts(Facet::Status)
        .iter()
        .filter(|count| count.count > 0)
        .filter_map(|count| match count.value {
            Value::Status(status) => Some(figure(store, status, count.count)),
            _ => None,
        })
        .collect_view();
    view! {
        <ul class="figures" aria-label=words.get(Key::figures)>
            <li>
                {link::to(
                    store,
                    "figure",
                    |address| address.clear_filters(),
                    view! { <strong>{total}</strong> {after_number(&all, total)} }.into_any(),
                )} <span class="soft">{of_which}</span>
            </li>
            {by_status}
        </ul>
    }
    .into_any()
}

/// The words that follow the number in "29 recommendations", which is set larger.
fn after_number(text: &str, n: usize) -> String {
    text.replacen(&n.to_string(), "", 1)
}

fn figure(store: Store, status: Status, n: usize) -> AnyView {
    let class = format!("status-{}", status.slug());
    let word = store.words.status(status).to_lowercase();
    let content = view! {
        {glyph(status)}
        <strong>{n}</strong>
        {format!(" {word}")}
    };
    view! {
        <li class=class>
            {link::to(
                store,
                "figure",
                move |address| {
                    address.clear_filters();
                    address.toggle(Facet::Status, status.slug());
                },
                content.into_any(),
            )}
        </li>
    }
    .into_any()
}

fn n_of_m(store: Store) -> String {
    let n = store.outcome.with(|outcome| outcome.recommendations.count());
    let m = store.dataset().recommendations.len();
    let key = Key::n_of_m;
    // The noun goes with the second number: "1 of 29 recommendations".
    store.words.count(key, m, &[("m", &m.to_string())]).replacen(&m.to_string(), &n.to_string(), 1)
}

/// What else holds the words searched for.
fn also_found(store: Store) -> AnyView {
    (move || {
        let found: Vec<String> = store.outcome.with(|outcome| {
            OTHERS
                .iter()
                .map(|&kind| (kind, outcome.hits(kind)))
                .filter(|(_, n)| *n > 0)
                .map(|(kind, n)| store.words.kind_count(kind, n))
                .collect()
        });
        let searched = store.terms.with(|terms| !terms.is_empty());
        (searched && !found.is_empty()).then(|| {
            let list = found.join(", ");
            view! { <p class="soft">{store.words.with(Key::also_found, &[("list", &list)])}</p> }
        })
    })
    .into_any()
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

fn drop_part(store: Store, part: Part) {
    store.go(Entry::Push, |address| match part {
        Part::Text => address.q.clear(),
        Part::Facet(facet) => *address.choices_mut(facet) = Choices::default(),
    });
}

/// What is chosen, each to be taken back.
fn chips(store: Store) -> AnyView {
    let words = store.words;
    (move || {
        let query = store.query.get();
        let searched = !query.text.trim().is_empty();
        let values: Vec<Value> = Facet::ALL.iter().flat_map(|&facet| query.chosen(facet)).collect();
        (searched || !values.is_empty()).then(|| {
            let text = searched
                .then(|| chip(store, text_name(store), move || drop_part(store, Part::Text)));
            let chips = values
                .into_iter()
                .map(|value| {
                    let slug = value.slug(store.dataset());
                    chip(store, choice_name(store, value), move || {
                        store.toggle(value.facet(), slug);
                    })
                })
                .collect_view();
            view! {
                <ul class="chips" aria-label=words.get(Key::chosen_filters)>
                    {text}
                    {chips}
                    <li>
                        <button
                            class="plain"
                            on:click=move |_| {
                                store.go(Entry::Push, |address| address.clear_filters())
                            }
                        >
                            {words.get(Key::clear_filters)}
                        </button>
                    </li>
                </ul>
            }
        })
    })
    .into_any()
}

fn chip(store: Store, name: String, drop: impl Fn() + 'static) -> AnyView {
    let label = store.words.with(Key::remove_filter, &[("choice", &name)]);
    view! {
        <li>
            <button class="chip" aria-label=label on:click=move |_| drop()>
                <bdi>{name}</bdi>
                <span aria-hidden="true">" ×"</span>
            </button>
        </li>
    }
    .into_any()
}

/// When no recommendation answers: what to drop, and how many would.
fn empty(store: Store) -> AnyView {
    let words = store.words;
    (move || {
        let outcome = store.outcome.get();
        (outcome.asked && outcome.recommendations.is_empty()).then(|| {
            let choices = outcome
                .loosen
                .iter()
                .filter(|(_, n)| *n > 0)
                .map(|&(part, n)| {
                    let name = part_name(store, part);
                    let text = words.count(Key::empty_without, n, &[("choice", &name)]);
                    view! {
                        <li>
                            <button class="plain" on:click=move |_| drop_part(store, part)>
                                {text}
                            </button>
                        </li>
                    }
                })
                .collect::<Vec<_>>();
            let some = (!choices.is_empty()).then(|| words.get(Key::empty_loosen));
            view! {
                <section class="empty">
                    <h2>{words.get(Key::empty_title)}</h2>
                    <p>{some}</p>
                    <ul>{choices}</ul>
                    <p>
                        <button
                            class="plain"
                            on:click=move |_| {
                                store.go(Entry::Push, |address| address.clear_filters())
                            }
                        >
                            {words.get(Key::empty_all)}
                        </button>
                    </p>
                </section>
            }
        })
    })
    .into_any()
}
