//! The recommendations as a list by function: the same content as the timeline, in reading order.

use leptos::prelude::*;

use super::glyph::glyph;
use super::link;
use super::store::Store;
use crate::model::{Function, Id, Kind, Recommendation, Ref};
use crate::words::{self, Key};

pub(super) fn recommendations(store: Store) -> AnyView {
    let dataset = store.dataset();
    let groups = move || {
        let shown: Vec<Id<Recommendation>> =
            store.outcome.with(|outcome| outcome.recommendations.ids().collect());
        let functions = dataset.ids::<Function>().map(Some).chain([None]);
        functions
            .filter_map(|function| {
                let own: Vec<_> = shown
                    .iter()
                    .copied()
                    .filter(|&id| dataset[id].function.map(|(f, _)| f) == function)
                    .collect();
                (!own.is_empty()).then(|| group(store, function, &own))
            })
            .collect_view()
    };
    view! { <div class="list">{groups} {others(store)}</div> }.into_any()
}

fn group(store: Store, function: Option<Id<Function>>, ids: &[Id<Recommendation>]) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let name = match function {
        Some(id) => dataset[id].label.as_str(),
        None => words.get(Key::function_none),
    };
    let count = words.count(Key::n_recommendations, ids.len(), &[]);
    let title =
        function.map(|id| view! { <p class="soft" dir="auto">{dataset[id].title.as_str()}</p> });
    let rows = ids.iter().map(|&id| row(store, id)).collect_view();
    view! {
        <section>
            <h2>
                <span dir="auto">{name}</span>
                " "
                <span class="soft">{count}</span>
            </h2>
            {title}
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(store: Store, id: Id<Recommendation>) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    let recommendation = &dataset[id];
    let status = dataset.status(recommendation, store.as_of());
    let title = view! { <span dir="auto">{link::marked(store, &recommendation.title)}</span> };
    let first = recommendation.occurrences.first().map(|o| link::quote(store, &o.quote));
    let places = recommendation
        .occurrences
        .iter()
        .map(|o| words::paragraph(words, dataset, o.document, &o.paragraph))
        .collect::<Vec<_>>()
        .join(", ");
    let class = format!("row status-{}", status.slug());
    view! {
        <li class=class>
            <h3>{link::record(store, id.into(), title.into_any())}</h3>
            <p class="status-line">{glyph(status)} " " <b>{words.status(status)}</b></p>
            {first}
            <p class="soft">{dataset[recommendation.session].title.as_str()} " · " {places}</p>
        </li>
    }
    .into_any()
}

/// Records of other kinds that hold the words searched for.
fn others(store: Store) -> AnyView {
    let (words, dataset) = (store.words, store.dataset());
    (move || {
        let terms = store.terms.get();
        if terms.is_empty() {
            return None;
        }
        let lists =
            [Kind::Session, Kind::Resolution, Kind::Action, Kind::Submission, Kind::Document]
                .into_iter()
                .filter_map(|kind| {
                    let found = store.outcome.with(|outcome| outcome.found(kind).clone());
                    let n = found.count();
                    (n > 0).then(|| {
                        let rows = found
                            .iter()
                            .map(|index| {
                                let item = Ref { kind, index: index as u32 };
                                let heading = words::heading(words, dataset, item);
                                let when = words::when(words, dataset, item);
                                view! {
                                    <li>
                                        {link::record(
                                            store,
                                            item,
                                            view! { <bdi>{heading}</bdi> }.into_any(),
                                        )} " " <span class="soft">{when}</span>
                                    </li>
                                }
                            })
                            .collect_view();
                        view! {
                            <section>
                                <h2>{words.kind_count(kind, n)}</h2>
                                <ul class="rows">{rows}</ul>
                            </section>
                        }
                    })
                })
                .collect_view();
        Some(lists)
    })
    .into_any()
}
