//! The facets: what can be chosen or left out, how many each choice would show.

mod dates;

use std::sync::Arc;

use leptos::prelude::event_target_value;

use super::dom::{Element, Node, element, live, live_text};
use super::glyph::glyph;
use super::signal::{Memo, RwSignal};
use super::store::Store;
use crate::model::Kind;
use crate::query::fold::fold;
use crate::query::{Count, Facet, Outcome, Value, foremost, opposite};
use crate::words::{self, Key};

/// How many facets are unfolded to begin with; others are where something is chosen in them.
const UNFOLDED: usize = 4;

/// A facet of more values than this shows so many of them, and the rest on demand.
const LONG: usize = 10;
const SHORT: usize = 8;

pub(super) fn facets(store: Store) -> Node {
    let words = store.words;
    let open = RwSignal::new(false);
    let label = move || {
        let chosen = store.address.with(|address| {
            let dates = address.since.iter().chain(&address.until).count();
            address.facets.iter().map(|choices| choices.len()).sum::<usize>() + dates
        });
        match chosen {
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
    let hint = element("p").class("hint soft").child(words.get(Key::exclude_hint));
    let groups = (groups, dates::dates(store), hint, sheet_done);
    let most = Kind::ALL.iter().map(|kind| store.dataset().len(*kind)).max().unwrap_or(0);
    let digits = words.number(most).chars().count();
    element("aside")
        .class("facets")
        .style("--count", &format!("{digits}ch"))
        .live_class("open", move || open.get())
        .attr("aria-label", words.get(Key::filters))
        .child(sheet_button)
        .child(element("div").attr("id", "facet-groups").child(groups))
        .into()
}

/// A group of controls that is folded and unfolded by its name. Folded, it holds nothing.
fn folding(
    store: Store,
    key: &'static str,
    name: &'static str,
    unfolded: Memo<bool>,
    content: impl Fn() -> Node + 'static,
) -> Element {
    let id = format!("facet-{key}");
    let fold = element("button")
        .class("fold-filters")
        .live_attr("aria-expanded", move || Some(unfolded.get().to_string()))
        .attr("aria-controls", &id)
        .on_click(move || store.fold_filters(key, !unfolded.get_untracked()))
        .child(name);
    let held = live(move || if unfolded.get() { content() } else { Node::Nothing });
    let held = element("div").attr("id", &id).child(held);
    element("fieldset").child((element("legend").child(fold), held))
}

fn group(store: Store, facet: Facet) -> Node {
    let words = store.words;
    let counts =
        move |n: fn(&[Count]) -> Vec<Value>| store.outcome.with(|outcome| n(outcome.counts(facet)));
    let every: fn(&[Count]) -> Vec<Value> = |counts| counts.iter().map(|of| of.value).collect();
    let all = Memo::new(move || counts(every));
    let unfolded = Memo::new(move || {
        let chosen = || store.address.with(|address| !address.choices(facet).is_empty());
        store.unfolded(facet.key()).unwrap_or_else(|| (facet as usize) < UNFOLDED || chosen())
    });
    let (whole, find) = (RwSignal::new(false), RwSignal::new(String::new()));
    let name = store.facet_name(facet);
    let content = move || {
        let most = Memo::new(move || {
            let counts = |outcome: &Arc<Outcome>| {
                outcome.counts(facet).iter().map(|count| count.count).max().unwrap_or(0)
            };
            store.outcome.with(counts)
        });
        let listed = Memo::new(move || {
            let sought = find.get();
            if !sought.trim().is_empty() {
                let sought = fold(sought.trim()).into_owned();
                let named = |value: &Value| fold(&value_name(store, *value)).contains(&sought);
                return all.get().into_iter().filter(named).collect();
            }
            match all.with(Vec::len) > LONG && !whole.get() {
                true => store.unasked.with(|unasked| {
                    let usual = unasked.counts(facet);
                    store.outcome.with(|outcome| foremost(usual, outcome.counts(facet), SHORT))
                }),
                false => all.get(),
            }
        });
        // An option stays the same element while its count changes and others come and go, so that
        // the one that was just chosen keeps the focus.
        let options = element("div").class("options").each(
            move || listed.get(),
            move |value| option(store, *value, most),
            |_, _, _| {},
        );
        let long = Memo::new(move || all.with(Vec::len) > LONG);
        let find_in = move || {
            let label = words.with(Key::find_in, &[("facet", name)]);
            long.get().then(|| {
                element("input")
                    .class("find")
                    .attr("type", "search")
                    .attr("aria-label", &label)
                    .attr("placeholder", &label)
                    .attr("autocomplete", "off")
                    .live_value(move || find.get())
                    .on("input", move |event| find.set(event_target_value(event)))
            })
        };
        let none = move || {
            let none = listed.with(Vec::is_empty);
            none.then(|| element("p").class("soft").child(words.get(Key::find_none)))
        };
        let more = move || {
            (long.get() && find.with(|sought| sought.trim().is_empty())).then(|| {
                let text = move || match whole.get() {
                    true => words.get(Key::show_fewer).to_owned(),
                    false => words.count(Key::show_all_n, all.with(Vec::len), &[]),
                };
                element("button")
                    .class("plain")
                    .live_attr("aria-expanded", move || Some(whole.get().to_string()))
                    .on_click(move || whole.update(|whole| *whole = !*whole))
                    .child(live_text(text))
            })
        };
        let hint = hint(facet).map(|hint| element("p").class("hint soft").child(words.get(hint)));
        Node::from((hint, live(find_in), options, live(none), live(more)))
    };
    folding(store, facet.key(), name, unfolded, content)
        .live_class("empty-group", move || all.with(Vec::is_empty))
        .into()
}

/// What a reader must know of what a facet counts.
fn hint(facet: Facet) -> Option<Key> {
    match facet {
        Facet::State => Some(Key::facet_state_hint),
        Facet::Body | Facet::Kind => Some(Key::facet_records_hint),
        Facet::Evidence => Some(Key::facet_evidence_hint),
        _ => None,
    }
}

/// What a value of a facet is called.
pub(super) fn value_name(store: Store, value: Value) -> String {
    let (words, dataset) = (store.words, store.dataset());
    if let Some(status) = value.status() {
        return words.status(status).to_owned();
    }
    if let Some(kind) = value.kind() {
        return words.kind(kind).to_owned();
    }
    if let Some(item) = value.record(dataset) {
        return match item.kind {
            Kind::Body => dataset.bodies[item.index as usize].short.clone(),
            _ => dataset.title(item).to_owned(),
        };
    }
    let named = |keys: &[Key]| {
        let key = keys.get(value.code()).copied();
        key.map_or_else(String::new, |key| words::upper(words.get(key)))
    };
    match value.facet() {
        Facet::Function => words.get(Key::function_none).to_owned(),
        Facet::Basis => named(&[Key::status_stated_short, Key::status_read_short]),
        Facet::Evidence => named(&[
            Key::strength_explicit,
            Key::strength_same_heading,
            Key::strength_pointer,
            Key::evidence_none,
        ]),
        Facet::Flags => named(&[
            Key::flag_standing,
            Key::flag_conditional,
            Key::weight_operative,
            Key::weight_informational,
        ]),
        _ => words::upper(value.slug(dataset)),
    }
}

/// What an option shows of its value.
#[derive(Clone, Copy, Default, PartialEq)]
struct Own {
    count: usize,
    /// The count as a share of the most in its facet, percent.
    share: usize,
    chosen: bool,
    excluded: bool,
}

impl Own {
    /// Of a value among the counts of its facet, which stand in the order of values.
    fn of(counts: &[Count], value: Value, most: usize) -> Own {
        let at = counts.partition_point(|count| count.value < value);
        let own = counts.get(at).filter(|count| count.value == value);
        own.map_or_else(Own::default, |own| Own {
            count: own.count,
            share: 100 * own.count / most.max(1),
            chosen: own.chosen,
            excluded: own.excluded,
        })
    }
}

fn option(store: Store, value: Value, most: Memo<usize>) -> Element {
    let (words, facet) = (store.words, value.facet());
    // One look at the counts an answer, however much of the option follows from it.
    let own = Memo::new(move || {
        let most = most.get();
        store.outcome.with(|outcome| Own::of(outcome.counts(facet), value, most))
    });
    let excluded = move || own.with(|own| own.excluded);
    let (sign, bar) = match value.status() {
        Some(status) => (Some(glyph(status)), format!("bar status-{}", status.slug())),
        None => (None, "bar".to_owned()),
    };
    let slug = value.slug(store.dataset());
    let exclude = move || store.toggle(facet, &opposite(slug));
    let id = format!("{}-{}", facet.key(), value.code());
    let name = value_name(store, value);
    let input = element("input")
        .attr("type", "checkbox")
        .attr("id", &id)
        .attr("aria-keyshortcuts", "-")
        .live_checked(move || own.with(|own| own.chosen))
        .on_key(move |key| {
            let own = key == "-";
            if own {
                exclude();
            }
            own
        })
        .on("change", move |_| store.toggle(facet, slug));
    let button = element("button")
        .class("exclude")
        // By keyboard it is one key on the box: a second stop at each value would double the way.
        .attr("tabindex", "-1")
        .attr("aria-label", &words.with(Key::exclude, &[("value", &name)]))
        .live_attr("aria-pressed", move || Some(excluded().to_string()))
        .on_click(exclude)
        .child(element("span").attr("aria-hidden", "true").child("−"));
    let is_excluded = move || {
        let said = element("span").class("visually-hidden");
        excluded().then(|| said.child((", ", words.get(Key::excluded))))
    };
    let label = element("label").attr("for", &id).child((
        sign,
        element("span").class("value").attr("dir", "auto").child(name),
        " ",
        element("span")
            .class("count")
            .child(live_text(move || words.number(own.with(|own| own.count)))),
        live(is_excluded),
    ));
    let bar = element("div").class(&bar).attr("aria-hidden", "true").child(
        element("div")
            .live_style("background-size", move || own.with(|own| format!("{}% 100%", own.share))),
    );
    element("div")
        .class("option")
        .live_class("none", move || own.with(|own| own.count == 0 && !own.chosen))
        .live_class("excluded", excluded)
        .child((input, label, button, bar))
}
