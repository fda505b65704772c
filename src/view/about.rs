//! What this is and is not, and how to read it.

use leptos::prelude::*;

use super::glyph::glyph;
use super::link;
use super::store::Store;
use crate::model::{Kind, Recommendation, Status, Strength};
use crate::words::{self, Key};

pub(super) fn about(store: Store) -> AnyView {
    let (words, meta) = (store.words, &store.dataset().meta);
    let text = |key: Key| words.get(key);
    let edition = words.with(
        Key::about_version,
        &[("version", &meta.version), ("date", &words::day(words, meta.as_of))],
    );
    let report = meta.issues_url.as_deref().map(|url| {
        view! { <p>{link::outside(store, url, text(Key::about_report).to_owned())}</p> }
    });
    view! {
        <article class="about">
            <h2>{text(Key::about_what)}</h2>
            <p class="lead">{text(Key::site_sentence)}</p>
            <p>{text(Key::about_is)}</p>
            <p>{text(Key::about_is_not)}</p>
            <h2>{text(Key::about_record)}</h2>
            <p dir="auto">{meta.description.as_str()}</p>
            <p>{edition}</p>
            {report}
            <h2 id="how-status-is-read">{text(Key::about_status)}</h2>
            <p>{text(Key::about_status_read)}</p>
            <dl class="rules">{Status::ALL.map(|status| rule(store, status)).collect_view()}</dl>
            <h3>{text(Key::about_strength)}</h3>
            <dl class="rules">{Strength::ALL.map(|(_, s)| strength(store, s)).collect_view()}</dl>
            <p>{text(Key::about_strength_rule)}</p>
            {example(store)}
            <h3>{text(Key::about_silence)}</h3>
            <p>{text(Key::about_silence_text)}</p>
            <h3>{text(Key::about_dates)}</h3>
            <p>{text(Key::about_dates_text)}</p>
            <h3>{text(Key::about_titles)}</h3>
            <p>{text(Key::about_titles_text)}</p>
            <h2>{text(Key::about_share)}</h2>
            <p>{text(Key::about_share_text)}</p>
            <h2>{text(Key::about_licence)}</h2>
            <p dir="auto">{meta.licence.as_str()}</p>
        </article>
    }
    .into_any()
}

fn rule(store: Store, status: Status) -> AnyView {
    let class = format!("status-{}", status.slug());
    view! {
        <dt class=class>{glyph(status)} " " {store.words.status(status)}</dt>
        <dd>{store.words.status_rule(status)}</dd>
    }
    .into_any()
}

fn strength(store: Store, strength: Strength) -> AnyView {
    view! {
        <dt>{store.words.strength(strength)}</dt>
        <dd>{store.words.strength_meaning(strength)}</dd>
    }
    .into_any()
}

/// The first recommendation of the record that a report covers, with actions beside it, and
/// that none of them answers: taken from the record, so that it is true of any.
fn example(store: Store) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let beside = |id| dataset.answers(id).any(|(_, a)| a.strength == Strength::SameHeading);
    let explicit = |id| dataset.answers(id).any(|(_, a)| a.strength == Strength::Explicit);
    let found = dataset.ids::<Recommendation>().filter(|&id| {
        let status = dataset.status(&dataset[id], store.as_of());
        status == Status::NoActionReported && beside(id) && !explicit(id)
    });
    // The later ones of a record are those that its latest report covers alone.
    let Some(id) = found.last() else { return ().into_any() };
    let status = words.status(dataset.status(&dataset[id], store.as_of()));
    let quote = dataset[id].occurrences.first().map(|o| link::quote(store, &o.quote));
    let actions = dataset
        .answers(id)
        .map(|(action, _)| view! { <li>{link::named(store, action.into())}</li> })
        .collect_view();
    let n = words.kind_count(Kind::Action, dataset.answers(id).count());
    view! {
        <h3>{words.get(Key::about_example)}</h3>
        <p>{words.with(Key::about_example_text, &[("status", status)])}</p>
        {quote}
        <p>{link::named(store, id.into())} " · " {n}</p>
        <ul>{actions}</ul>
    }
    .into_any()
}
