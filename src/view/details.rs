//! The details of what is open: its words, its status with the proof, its trail, its sources.
//! One arrangement for every kind of record.

use leptos::prelude::*;

use super::glyph::glyph;
use super::link;
use super::store::Store;
use crate::model::{
    Action, Answer, Body, Document, Function, Id, Kind, Recommendation, Ref, Resolution, Session,
    StatusEntry, Submission, Topic,
};
use crate::trail::{Relation, Step};
use crate::words::{self, Key};

/// How many links of one relation are listed before the rest is folded away.
const LISTED: usize = 6;

/// The region beside the view; nothing while nothing is open.
pub(super) fn details(store: Store) -> Option<AnyView> {
    let words = store.words;
    let members = store.members.get();
    let content = match store.item.get() {
        Some(item) => record(store, item),
        None if !members.is_empty() => list(store, &members),
        None => return None,
    };
    Some(
        view! {
            <aside class="details" aria-label=words.get(Key::details)>
                <button class="close" on:click=move |_| store.close()>
                    <span class="visually-hidden">{words.get(Key::close)}</span>
                    <span aria-hidden="true">"×"</span>
                </button>
                {content}
            </aside>
        }
        .into_any(),
    )
}

/// The records of a mark that stands for several.
fn list(store: Store, members: &[Ref]) -> AnyView {
    let links =
        members.iter().map(|&item| view! { <li>{link::named(store, item)}</li> }).collect_view();
    view! {
        <h2 id="details-title" tabindex="-1">
            {store.words.count(Key::n_records, members.len(), &[])}
        </h2>
        <ul class="plain-list">{links}</ul>
    }
    .into_any()
}

fn record(store: Store, item: Ref) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let Some(entry) = dataset.entry(item) else { return ().into_any() };
    let sections = match item.kind {
        Kind::Recommendation => dataset.typed(item).map(|id| recommendation(store, id)),
        Kind::Action => dataset.typed(item).map(|id| action(store, id)),
        Kind::Resolution => dataset.typed(item).map(|id| resolution(store, id)),
        Kind::Session => dataset.typed(item).map(|id| session(store, id)),
        Kind::Document => dataset.typed(item).map(|id| document(store, id)),
        Kind::Submission => dataset.typed(item).map(|id| submission(store, id)),
        Kind::Function => dataset.typed(item).map(|id: Id<Function>| {
            view! { <p dir="auto">{dataset[id].title.as_str()}</p> }.into_any()
        }),
        Kind::Topic => dataset.typed(item).map(|id: Id<Topic>| {
            facts(store, vec![(Key::fact_articles, articles(store, &dataset[id].articles))])
        }),
        Kind::Body | Kind::State | Kind::Addressee => None,
    };
    let remark = |title: Key, text: &'static str| {
        view! {
            <div class="remark">
                <h3>{words.get(title)}</h3>
                <p dir="auto">{text}</p>
            </div>
        }
    };
    let id = entry.id.clone();
    view! {
        <p class="soft">{words.kind(item.kind)}</p>
        <h2 id="details-title" tabindex="-1" dir="auto">{words::heading(words, dataset, item)}</h2>
        {sections}
        {entry.conflict.as_deref().map(|text| remark(Key::conflict, text))}
        {entry.note.as_deref().map(|text| remark(Key::note, text))}
        {trail(store, item)}
        <details class="sources" open=item.kind != Kind::Recommendation>
            <summary>{words.get(Key::details_sources)}</summary>
            {link::sources(store, &entry.sources)}
        </details>
        <p class="permalink">
            <a href=format!("?item={id}")>{words.get(Key::details_permalink)}</a>
            " "
            <code>{id.clone()}</code>
        </p>
    }
    .into_any()
}

/// Facts as a list of terms; those without a value are left out.
fn facts(store: Store, facts: Vec<(Key, Option<AnyView>)>) -> AnyView {
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .map(|(name, value)| {
            view! {
                <dt>{store.words.get(name)}</dt>
                <dd>{value}</dd>
            }
        })
        .collect_view();
    view! { <dl class="facts">{facts}</dl> }.into_any()
}

fn text(text: impl Into<String>) -> Option<AnyView> {
    let text: String = text.into();
    (!text.is_empty()).then(|| view! { <span dir="auto">{text}</span> }.into_any())
}

fn links(store: Store, items: Vec<Ref>) -> Option<AnyView> {
    let last = items.len().checked_sub(1)?;
    let links = items
        .into_iter()
        .enumerate()
        .map(|(n, item)| {
            view! { {link::named(store, item)} {(n < last).then_some(", ")} }
        })
        .collect_view();
    Some(links.into_any())
}

fn articles(store: Store, articles: &[String]) -> Option<AnyView> {
    let articles: Vec<String> =
        articles.iter().map(|a| store.words.with(Key::article, &[("article", a)])).collect();
    text(articles.join(", "))
}

fn one<T: Into<Ref>>(store: Store, item: Option<T>) -> Option<AnyView> {
    item.map(|item| link::named(store, item.into()))
}

fn recommendation(store: Store, id: Id<Recommendation>) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let recommendation = &dataset[id];
    let status = dataset.status(recommendation, store.as_of());
    let entry = dataset.status_entry(recommendation, store.as_of());
    let basis = entry.map(|entry| match entry.basis {
        crate::model::Basis::Read => words.get(Key::status_read),
        crate::model::Basis::Stated => words.get(Key::status_stated),
    });
    let class = format!("status-line status-{}", status.slug());
    let occurrences = recommendation
        .occurrences
        .iter()
        .map(|o| {
            let place = words::paragraph(words, dataset, o.document, &o.paragraph);
            let place =
                link::record(store, o.document.into(), view! { <bdi>{place}</bdi> }.into_any());
            let elsewhere = (o.attributed_to != recommendation.session).then(|| {
                let session = &dataset[o.attributed_to].title;
                view! {
                    <p class="soft">{words.with(Key::attributed_to, &[("session", session)])}</p>
                }
            });
            let note = o.note.as_deref().map(|n| view! { <p class="soft" dir="auto">{n}</p> });
            view! {
                <div class="source">
                    {link::quote(store, &o.quote)} <p class="cite">{place}</p> {elsewhere} {note}
                </div>
            }
        })
        .collect_view();
    let flags: Vec<String> = [
        (recommendation.standing, Key::flag_standing, Key::flag_standing_means),
        (recommendation.conditional, Key::flag_conditional, Key::flag_conditional_means),
    ]
    .into_iter()
    .filter(|(has, ..)| *has)
    .map(|(_, name, means)| format!("{}: {}", words.get(name), words.get(means)))
    .collect();
    let function = recommendation.function.map(|(function, basis)| {
        view! {
            {link::named(store, function.into())}
            " "
            <span class="soft">"(" {words.function_basis(basis)} ")"</span>
        }
        .into_any()
    });
    let to_refs = |ids: &[Id<Topic>]| ids.iter().map(|&id| id.into()).collect();
    let facts = facts(
        store,
        vec![
            (Key::fact_session, one(store, Some(recommendation.session))),
            (
                Key::fact_addressees,
                links(store, recommendation.addressees.iter().map(|&a| a.into()).collect()),
            ),
            (Key::fact_verb, text(&recommendation.verb)),
            (Key::fact_weight, text(words.weight(recommendation.weight))),
            (Key::fact_flags, text(flags.join("; "))),
            (Key::fact_function, function),
            (Key::fact_topics, links(store, to_refs(&recommendation.topics))),
            (Key::fact_articles, articles(store, &recommendation.articles)),
            (Key::fact_mandate, one(store, recommendation.mandate)),
        ],
    );
    let n = recommendation.occurrences.len();
    view! {
        <p class=class>{glyph(status)} " " <b>{words.status(status)}</b> " " <span class="soft">{basis}</span></p>
        <h3>{words.get(Key::details_words)}</h3>
        {(n > 1).then(|| view! { <p class="soft">{words.count(Key::details_occurrences, n, &[])}</p> })}
        {occurrences}
        <h3>{words.get(Key::details_status)}</h3>
        {history(store, id)}
        <h3>{words.get(Key::details_done)}</h3>
        {answers(store, id)}
        <h3>{words.get(Key::details_facts)}</h3>
        {facts}
    }
    .into_any()
}

/// The status history, latest first, each entry with its reason and the words it rests on.
fn history(store: Store, id: Id<Recommendation>) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let entries: Vec<&'static StatusEntry> = dataset[id].statuses.iter().rev().collect();
    if entries.is_empty() {
        return view! { <p>{words.get(Key::details_no_status)}</p> }.into_any();
    }
    let one = |entry: &'static StatusEntry| {
        let class = format!("status-line status-{}", entry.status.slug());
        let line = words.with(
            Key::status_as_of,
            &[("status", words.status(entry.status)), ("date", &words::date(words, entry.date))],
        );
        let unproven = dataset.lacks_proof(id, entry).then(|| {
            view! {
                <p class="remark">
                    <b>{words.get(Key::proof_missing)}</b>
                    ": "
                    {words.get(Key::proof_missing_means)}
                </p>
            }
        });
        let basis = match entry.basis {
            crate::model::Basis::Read => Key::status_read,
            crate::model::Basis::Stated => Key::status_stated,
        };
        let evidence = links(store, entry.evidence.iter().map(|&a| a.into()).collect())
            .map(|list| view! { <p class="evidence">{list}</p> });
        view! {
            <li>
                <p class=class>{glyph(entry.status)} " " <b>{line}</b></p>
                {unproven}
                <p dir="auto">{entry.reason.as_str()}</p>
                <p class="soft">{words.get(basis)}</p>
                {evidence}
                {link::sources(store, &entry.sources)}
            </li>
        }
    };
    view! { <ol class="history">{entries.into_iter().map(one).collect_view()}</ol> }.into_any()
}

/// The actions that answer a recommendation, by strength of the link.
fn answers(store: Store, id: Id<Recommendation>) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let all: Vec<(Id<Action>, &'static Answer)> = dataset.answers(id).collect();
    if all.is_empty() {
        return view! { <p>{words.get(Key::details_nothing_done)}</p> }.into_any();
    }
    crate::model::Strength::ALL
        .into_iter()
        .filter_map(|(_, strength)| {
            let own: Vec<_> = all.iter().filter(|(_, a)| a.strength == strength).collect();
            if own.is_empty() {
                return None;
            }
            let explicit = strength == crate::model::Strength::Explicit;
            let n = own.len();
            let items = own
                .into_iter()
                .map(|&(action, answer)| {
                    // The words of an answer are shown; of what only stands beside, the title is
                    // enough, one step from its words.
                    let words_of = explicit.then(|| link::quote(store, &dataset[action].quote));
                    let place = words::paragraph(
                        words,
                        dataset,
                        dataset[action].report,
                        &dataset[action].paragraph,
                    );
                    view! {
                        <li>
                            {link::named(store, action.into())} " " <span class="soft">{place}</span>
                            {words_of}
                            {answer.reason.as_deref().map(|r| view! { <p class="soft" dir="auto">{r}</p> })}
                        </li>
                    }
                })
                .collect_view();
            let name = words.strength(strength);
            let title = format!("{name} ({n})");
            Some(
                view! {
                    <details class="answers" open=explicit>
                        <summary>{title}</summary>
                        <p class="soft">{words.strength_meaning(strength)}</p>
                        <ul>{items}</ul>
                    </details>
                }
                .into_any(),
            )
        })
        .collect_view()
        .into_any()
}

fn action(store: Store, id: Id<Action>) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let action = &dataset[id];
    let place = words::paragraph(words, dataset, action.report, &action.paragraph);
    let place = link::record(store, action.report.into(), view! { <bdi>{place}</bdi> }.into_any());
    let facts = facts(
        store,
        vec![
            (Key::fact_date, words::when(words, dataset, id.into()).and_then(text)),
            (Key::fact_kind, text(&action.kind)),
            (Key::fact_actors, text(action.actors.join(", "))),
            (Key::fact_states, links(store, action.states.iter().map(|&s| s.into()).collect())),
            (Key::fact_region, action.region.as_deref().and_then(text)),
            (Key::fact_partners, text(action.partners.join(", "))),
            (Key::fact_function, one(store, action.function)),
        ],
    );
    view! {
        <h3>{words.get(Key::details_quote_from)}</h3>
        <div class="source">{link::quote(store, &action.quote)} <p class="cite">{place}</p></div>
        <h3>{words.get(Key::details_facts)}</h3>
        {facts}
    }
    .into_any()
}

fn resolution(store: Store, id: Id<Resolution>) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let resolution = &dataset[id];
    let provisions = resolution
        .provisions
        .iter()
        .map(|provision| {
            view! {
                <li>
                    <p dir="auto">{link::marked(store, &provision.text)}</p>
                    {link::sources(store, &provision.sources)}
                </li>
            }
        })
        .collect_view();
    let decided = (!resolution.provisions.is_empty()).then(|| {
        view! {
            <h3>{words.get(Key::details_provisions)}</h3>
            <ol class="provisions">{provisions}</ol>
        }
    });
    let facts = facts(
        store,
        vec![
            (Key::fact_session, one(store, Some(resolution.session))),
            (Key::fact_date, words::when(words, dataset, id.into()).and_then(text)),
        ],
    );
    view! { {facts} {decided} }.into_any()
}

fn session(store: Store, id: Id<Session>) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let session = &dataset[id];
    let place: Vec<&str> =
        [&session.city, &session.state].into_iter().filter_map(|p| p.as_deref()).collect();
    let planned = session.planned.map(|date| {
        let said = words::date(words, date);
        match session.held {
            Some(_) => said,
            None => format!("{said} ({})", words.get(Key::planned_only)),
        }
    });
    facts(
        store,
        vec![
            (Key::fact_held, session.held.map(|date| words::date(words, date)).and_then(text)),
            (Key::fact_planned, planned.and_then(text)),
            (Key::fact_place, text(place.join(", "))),
            (Key::fact_body, one(store, Some::<Id<Body>>(session.body))),
        ],
    )
}

fn document(store: Store, id: Id<Document>) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let document = &dataset[id];
    let symbol = document.symbol.as_deref().map(|symbol| match document.symbol_inferred {
        true => format!("{symbol} ({})", words.get(Key::symbol_inferred)),
        false => symbol.to_owned(),
    });
    let outside = document.url.as_deref().map(|url| {
        view! { <p>{link::outside(store, url, url.to_owned())}</p> }
    });
    let facts = facts(
        store,
        vec![
            (Key::fact_symbol, symbol.and_then(text)),
            (Key::fact_kind, text(&document.kind)),
            (Key::fact_date, document.date.map(|date| words::date(words, date)).and_then(text)),
            (Key::fact_session, one(store, document.session)),
            (Key::fact_body, one(store, document.body)),
        ],
    );
    view! { {facts} {outside} }.into_any()
}

fn submission(store: Store, id: Id<Submission>) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let submission = &dataset[id];
    facts(
        store,
        vec![
            (Key::fact_states, one(store, Some(submission.state))),
            (Key::fact_session, one(store, Some(submission.session))),
            (Key::fact_topics, links(store, submission.topics.iter().map(|&t| t.into()).collect())),
            (Key::fact_date, submission.date.map(|date| words::date(words, date)).and_then(text)),
            (Key::fact_round, text(&submission.round)),
        ],
    )
}

/// What led to a record, from the beginning; and what it led to directly.
fn trail(store: Store, item: Ref) -> AnyView {
    let words = store.words;
    let trail = store.record.trails.trail(store.dataset(), item);
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
        if matches!(step.relation, Relation::Answered(_)) {
            continue;
        }
        match below.iter_mut().find(|(relation, _)| *relation == step.relation) {
            Some((_, to)) => to.push(step.to),
            None => below.push((step.relation, vec![step.to])),
        }
    }
    let up = (!above.is_empty()).then(|| {
        let rows = above.into_iter().map(|(from, steps)| ancestor(store, from, &steps));
        view! {
            <h4>{words.get(Key::trail_up)}</h4>
            <ol class="trail">{rows.collect_view()}</ol>
        }
    });
    let down = (!below.is_empty()).then(|| {
        let rows = below.into_iter().map(|(relation, to)| descendants(store, relation, to));
        view! {
            <h4>{words.get(Key::trail_down)}</h4>
            {rows.collect_view()}
        }
    });
    (up.is_some() || down.is_some())
        .then(|| {
            view! {
                <h3>{words.get(Key::trail)}</h3>
                {up}
                {down}
            }
        })
        .into_any()
}

/// One record above, with what it did to those below it.
fn ancestor(store: Store, from: Ref, steps: &[&Step]) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let when = words::when(words, dataset, from);
    let mut said: Vec<String> = steps
        .iter()
        .map(|step| {
            let relation = words.relation(step.relation, false);
            format!("{relation} {}", words::name(words, dataset, step.to))
        })
        .collect();
    said.extend(when);
    view! {
        <li>
            {link::named(store, from)} <p class="soft" dir="auto">{said.join(" · ")}</p>
        </li>
    }
    .into_any()
}

/// What a record led to by one relation, the first few at sight.
fn descendants(store: Store, relation: Relation, to: Vec<Ref>) -> AnyView {
    let words = store.words;
    let n = to.len();
    let title = format!("{} ({n})", words.relation(relation, false));
    let rows =
        to.into_iter().map(|item| view! { <li>{link::named(store, item)}</li> }).collect_view();
    view! {
        <details class="answers" open={n <= LISTED}>
            <summary>{title}</summary>
            <ul>{rows}</ul>
        </details>
    }
    .into_any()
}
