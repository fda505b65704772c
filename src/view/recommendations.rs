//! The recommendations as a list by function: the same content as the timeline, in reading order.

use super::dom::{Node, element, live};
use super::glyph::glyph;
use super::link;
use super::results;
use super::store::Store;
use crate::model::{Function, Id, Kind, Recommendation, Ref};
use crate::words::{self, Key};

pub(super) fn recommendations(store: Store) -> Node {
    element("div").class("list").child((live(move || groups(store)), others(store))).into()
}

/// A function, or none, and the recommendations that stand under it.
type Group = (Option<Id<Function>>, Vec<Id<Recommendation>>);

/// What is shown, by function.
fn by_function(store: Store) -> Vec<Group> {
    let dataset = store.dataset();
    let shown: Vec<Id<Recommendation>> =
        store.outcome.with(|outcome| outcome.recommendations.ids().collect());
    let functions = dataset.ids::<Function>().map(Some).chain([None]);
    let groups = functions.map(|function| {
        let of = |id: &Id<Recommendation>| dataset[*id].function.map(|(f, _)| f) == function;
        (function, shown.iter().copied().filter(of).collect::<Vec<_>>())
    });
    groups.filter(|(_, own)| !own.is_empty()).collect()
}

/// What is shown, in the order in which this view lists it.
pub(super) fn in_order(store: Store) -> Vec<Id<Recommendation>> {
    by_function(store).into_iter().flat_map(|(_, own)| own).collect()
}

fn groups(store: Store) -> Node {
    by_function(store).iter().map(|(function, own)| group(store, *function, own)).collect()
}

fn group(store: Store, function: Option<Id<Function>>, ids: &[Id<Recommendation>]) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let name = match function {
        Some(id) => dataset[id].label.as_str(),
        None => words.get(Key::function_none),
    };
    let heading = element("h2").child((
        element("span").attr("dir", "auto").child(name),
        " ",
        element("span").class("soft").child(words.count(Key::n_recommendations, ids.len(), &[])),
    ));
    let title = function
        .map(|id| element("p").class("soft").attr("dir", "auto").child(dataset[id].title.as_str()));
    let rows: Node = ids.iter().map(|&id| row(store, id)).collect();
    element("section").child((heading, title, element("ul").class("rows").child(rows))).into()
}

fn row(store: Store, id: Id<Recommendation>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let recommendation = &dataset[id];
    let status = dataset.status(recommendation, store.as_of());
    let title =
        element("span").attr("dir", "auto").child(link::marked(store, &recommendation.title));
    let first = recommendation.occurrences.first().map(|o| link::quote(store, &o.quote));
    let places = words::occurrences(words, dataset, recommendation);
    let session = dataset[recommendation.session].title.as_str();
    let status_line = (glyph(status), " ", element("b").child(words.status(status)));
    element("li")
        .class(&format!("row status-{}", status.slug()))
        .child(element("h3").child(link::record(store, id.into(), title)))
        .child(element("p").class("status-line").child(status_line))
        .child(first)
        .child(element("p").class("soft").child((session, " · ", places)))
        .into()
}

/// Records of other kinds that hold the words searched for.
fn others(store: Store) -> Node {
    const KINDS: [Kind; 5] =
        [Kind::Session, Kind::Resolution, Kind::Action, Kind::Submission, Kind::Document];
    live(move || {
        if !store.terms.with(|terms| terms.seek()) {
            return Node::Nothing;
        }
        KINDS
            .into_iter()
            .map(|kind| {
                let found = store.outcome.with(|outcome| outcome.found(kind).clone());
                (!found.is_empty()).then(|| {
                    let rows = results::ranked(store, kind).into_iter();
                    let rows: Node = rows.map(|item| other(store, item)).collect();
                    element("section").child((
                        element("h2").child(store.words.kind_count(kind, found.count())),
                        element("ul").class("rows").child(rows),
                    ))
                })
            })
            .collect()
    })
}

fn other(store: Store, item: Ref) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let heading = element("bdi").child(words::heading(words, dataset, item));
    let when =
        element("span").class("soft").child(words::when(words, dataset, item, store.as_of()));
    element("li").child((link::record(store, item, heading), " ", when)).into()
}
