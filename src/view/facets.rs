//! The facets: what can be chosen, how many each choice would show.

use super::dom::{Node, element, live, live_text};
use super::glyph::glyph;
use super::signal::{Memo, RwSignal};
use super::store::Store;
use crate::query::{Count, Facet, Value};
use crate::words::Key;

pub(super) fn facets(store: Store) -> Node {
    let words = store.words;
    let open = RwSignal::new(false);
    let label = move || {
        let chosen = |facet: &Facet| store.address.with(|address| address.choices(*facet).len());
        match Facet::ALL.iter().map(chosen).sum::<usize>() {
            0 => words.get(Key::filters_none).to_owned(),
            n => words.count(Key::filters_open, n, &[]),
        }
    };
    let done = move || {
        let n = store.outcome.with(|outcome| outcome.recommendations.count());
        let results = words.count(Key::n_recommendations, n, &[]);
        words.with(Key::show_results, &[("results", &results)])
    };
    let sheet_button = element("button")
        .class("sheet-button")
        .live_attr("aria-expanded", move || Some(open.get().to_string()))
        .attr("aria-controls", "facet-groups")
        .on_click(move || open.update(|open| *open = !*open))
        .child(live_text(label));
    let sheet_done = element("button")
        .class("primary sheet-done")
        .on_click(move || open.set(false))
        .child(live_text(done));
    let groups: Node = Facet::ALL.into_iter().map(|facet| group(store, facet)).collect();
    element("aside")
        .class("facets")
        .live_class("open", move || open.get())
        .attr("aria-label", words.get(Key::filters))
        .child(sheet_button)
        .child(element("div").attr("id", "facet-groups").child((groups, sheet_done)))
        .into()
}

fn group(store: Store, facet: Facet) -> Node {
    // The options stay the same elements while their counts change, so that the one that was
    // just chosen keeps the focus.
    let values = Memo::new(move || {
        store.outcome.with(|outcome| {
            outcome.counts(facet).iter().map(|count| count.value).collect::<Vec<_>>()
        })
    });
    let options =
        move || values.get().into_iter().map(|value| option(store, value)).collect::<Node>();
    element("fieldset")
        .child(element("legend").child(store.facet_name(facet)))
        .child(live(options))
        .into()
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

fn option(store: Store, value: Value) -> Node {
    let facet = value.facet();
    let own = move |get: fn(&Count) -> usize| {
        store.outcome.with(|outcome| {
            outcome.counts(facet).iter().find(|count| count.value == value).map_or(0, get)
        })
    };
    let count = move || own(|count| count.count);
    let share = move || {
        let most = store.outcome.with(|outcome| {
            outcome.counts(facet).iter().map(|count| count.count).max().unwrap_or(0)
        });
        format!("{}%", 100 * count() / most.max(1))
    };
    let (sign, bar) = match value {
        Value::Status(status) => (Some(glyph(status)), format!("bar status-{}", status.slug())),
        _ => (None, "bar".to_owned()),
    };
    let slug = value.slug(store.dataset());
    let id = format!("{}-{slug}", facet.key());
    let input = element("input")
        .attr("type", "checkbox")
        .attr("id", &id)
        .live_checked(move || own(|count| count.chosen.into()) > 0)
        .on("change", move |_| store.toggle(facet, slug));
    let label = element("label").attr("for", &id).child((
        sign,
        element("span").class("value").attr("dir", "auto").child(value_name(store, value)),
        " ",
        element("span").class("count").child(live_text(move || count().to_string())),
    ));
    let bar = element("div")
        .class(&bar)
        .attr("aria-hidden", "true")
        .child(element("div").live_style("inline-size", share));
    element("div")
        .class("option")
        .live_class("none", move || count() == 0)
        .child((input, label, bar))
        .into()
}
