//! The facets: what can be chosen, how many each choice would show.

use leptos::prelude::*;

use super::glyph::glyph;
use super::store::Store;
use crate::query::{Count, Facet, Value};
use crate::words::Key;

pub(super) fn facets(store: Store) -> AnyView {
    let words = store.words;
    let open = RwSignal::new(false);
    let chosen = move || {
        store.address.with(|address| {
            Facet::ALL.iter().map(|&facet| address.choices(facet).len()).sum::<usize>()
        })
    };
    let label = move || match chosen() {
        0 => words.get(Key::filters_none).to_owned(),
        n => words.count(Key::filters_open, n, &[]),
    };
    view! {
        <aside class="facets" class:open=open aria-label=words.get(Key::filters)>
            <button
                class="sheet-button"
                aria-expanded=move || open.get().to_string()
                aria-controls="facet-groups"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {label}
            </button>
            <div id="facet-groups">
                {Facet::ALL.map(|facet| group(store, facet)).collect_view()}
                <button class="primary sheet-done" on:click=move |_| open.set(false)>
                    {move || {
                        let n = store.outcome.with(|o| o.recommendations.count());
                        let results = words.count(Key::n_recommendations, n, &[]);
                        words.with(Key::show_results, &[("results", &results)])
                    }}
                </button>
            </div>
        </aside>
    }
    .into_any()
}

fn group(store: Store, facet: Facet) -> AnyView {
    let counts = Memo::new(move |_| store.outcome.with(|outcome| outcome.counts(facet).to_vec()));
    // The options stay the same elements while their counts change, so that the one that was
    // just chosen keeps the focus.
    let values = Memo::new(move |_| counts.with(|c| c.iter().map(|c| c.value).collect::<Vec<_>>()));
    view! {
        <fieldset>
            <legend>{store.facet_name(facet)}</legend>
            <ForEnumerate
                each=move || values.get()
                key=move |value| value.slug(store.dataset()).to_owned()
                children=move |_, value| option(store, counts, value)
            />
        </fieldset>
    }
    .into_any()
}

/// What a value of a facet is called.
pub(super) fn value_name(store: Store, value: Value) -> String {
    let (words, dataset) = (store.words, store.dataset());
    match value {
        Value::Status(status) => words.status(status).to_owned(),
        Value::Function(Some(id)) => dataset[id].label.clone(),
        Value::Function(None) => words.get(Key::function_none).to_owned(),
        Value::Session(id) => dataset[id].title.clone(),
        Value::Topic(id) => dataset[id].title.clone(),
    }
}

fn option(store: Store, counts: Memo<Vec<Count>>, value: Value) -> AnyView {
    let slug = value.slug(store.dataset()).to_owned();
    let name = value_name(store, value);
    let own = Memo::new(move |_| {
        counts.with(|all| all.iter().find(|c| c.value == value).map(|c| (c.count, c.chosen)))
    });
    let count = move || own.get().map_or(0, |(count, _)| count);
    let chosen = move || own.get().is_some_and(|(_, chosen)| chosen);
    let most = move || counts.with(|all| all.iter().map(|c| c.count).max().unwrap_or(0)).max(1);
    let share = move || format!("{}%", 100 * count() / most());
    let sign = match value {
        Value::Status(status) => Some(glyph(status)),
        _ => None,
    };
    let class = match value {
        Value::Status(status) => format!("bar status-{}", status.slug()),
        _ => "bar".to_owned(),
    };
    let id = format!("{}-{slug}", value.facet().key());
    view! {
        <div class="option" class:none=move || count() == 0>
            <input
                type="checkbox"
                id=id.clone()
                prop:checked=chosen
                on:change=move |_| store.toggle(value.facet(), &slug)
            />
            <label for=id>
                {sign} <span class="value" dir="auto">{name}</span> " "
                <span class="count">{count}</span>
            </label>
            <div class=class aria-hidden="true">
                <div style:inline-size=share></div>
            </div>
        </div>
    }
    .into_any()
}
