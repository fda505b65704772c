//! The recommendations as rows of a table, in groups: each with its status history on one time
//! axis, and, opened, with what was done, its wordings compared, and what its statuses rest on.
//! Of a long list only the rows on the screen and near it are made; [`crate::visible`] says which.

mod axis;
pub(super) mod opened;
mod print;
mod row;
mod rows;

use super::dom::{Element, Node, element, live};
use super::group;
use super::link;
use super::results;
use super::signal::Memo;
use super::store::Store;
use crate::browser::Entry;
use crate::model::{Id, Kind, Recommendation, Ref};
use crate::query::group::{Section, arrange, each_once};
use crate::query::sort::{By, Sort};
use crate::words::{self, Key};
pub(super) use print::printed;

/// How they are sorted, and what each order is called.
const ORDERS: [(By, Key); 5] = [
    (By::Record, Key::sort_record),
    (By::Date, Key::fact_date),
    (By::Status, Key::facet_status),
    (By::WithoutReport, Key::sort_without_report),
    (By::Title, Key::fact_title),
];

pub(super) fn recommendations(store: Store) -> Node {
    let all = Memo::new(move || std::sync::Arc::new(sections(store)));
    let several = move || {
        let n = all.with(|sections| in_several(store, sections));
        store.words.count(Key::several_groups, n, &[])
    };
    let toolbar = element("div").class("toolbar").child((
        group::control(store, several),
        order(store),
        reverse(store),
    ));
    element("div")
        .class("list")
        .live_class("searched", move || store.terms.with(|terms| terms.seek()))
        .child((toolbar, rows::table(store, all), others(store)))
        .into()
}

/// What is shown, in groups.
fn sections(store: Store) -> Vec<Section> {
    let sort = store.address.with(|address| address.sort);
    store.outcome.with(|outcome| {
        let rows = outcome.recommendations.ids();
        arrange(store.dataset(), rows, store.grouping.get(), sort, store.as_of())
    })
}

/// What is shown, in the order in which this view lists it, each once.
pub(super) fn in_order(store: Store) -> Vec<Id<Recommendation>> {
    each_once(store.dataset(), &sections(store))
}

/// How many stand in more than one group.
fn in_several(store: Store, sections: &[Section]) -> usize {
    let mut times = vec![0_u8; store.dataset().recommendations.len()];
    for id in sections.iter().flat_map(|section| &section.rows) {
        if let Some(times) = times.get_mut(id.index()) {
            *times = times.saturating_add(1);
        }
    }
    times.into_iter().filter(|&times| times > 1).count()
}

fn order(store: Store) -> Element {
    let options = ORDERS.map(|(by, name)| (by.slug(), name));
    let now = move || store.address.with(|address| address.sort.by.slug().to_owned());
    let choose = move |slug: String| {
        let sort = Sort::parse(&slug).unwrap_or_default();
        store.go(Entry::Push, |address| address.set_sort(sort));
    };
    group::select(store, Key::sort_by, &options, now, choose)
}

fn reverse(store: Store) -> Element {
    let pressed = move || store.address.with(|address| address.sort.reversed.to_string());
    let turn = move || {
        store.go(Entry::Push, |address| {
            address.set_sort(Sort { reversed: !address.sort.reversed, ..address.sort });
        });
    };
    element("button")
        .live_attr("aria-pressed", move || Some(pressed()))
        .on_click(turn)
        .child(store.words.get(Key::sort_reversed))
}

/// How they are sorted, in words; `None` as in the record.
pub(super) fn sorted(store: Store) -> Option<String> {
    let (words, sort) = (store.words, store.address.with(|address| address.sort));
    let order = ORDERS.iter().find(|(by, _)| *by == sort.by && sort != Sort::default());
    let name = words.get(order?.1);
    Some(match sort.reversed {
        true => [name, words.get(Key::sort_reversed)].join(", "),
        false => name.to_owned(),
    })
}

/// What a group holds: "8 operative, 3 informational".
fn counts(store: Store, section: &Section) -> String {
    let rest = section.rows.len() - section.operative;
    let of = [(section.operative, Key::n_operative), (rest, Key::n_informational)];
    let counts = of.into_iter().filter(|(n, _)| *n > 0);
    let counts: Vec<String> = counts.map(|(n, key)| store.words.count(key, n, &[])).collect();
    counts.join(", ")
}

/// A group's name and what it holds.
fn heading(store: Store, section: &Section, counts: impl Into<Node>) -> Node {
    let name = store.words.group(store.dataset(), section.group);
    // The words of the mandate that give a function its name.
    let title = match section.group {
        crate::query::Group::Of(item) => store.dataset().typed(item),
        _ => None,
    };
    let title = title.map(|id: Id<crate::model::Function>| {
        element("p").class("soft").attr("dir", "auto").child(store.dataset()[id].title.as_str())
    });
    let heading = element("h2").child((
        element("span").attr("dir", "auto").child(name),
        " ",
        element("span").class("soft").child(counts),
    ));
    Node::from((heading, title))
}

/// How many records of another kind are listed before the rest goes into a list of its own.
const LISTED: usize = 20;

/// Records of other kinds that hold the words searched for.
fn others(store: Store) -> Node {
    const KINDS: [Kind; 5] =
        [Kind::Session, Kind::Resolution, Kind::Action, Kind::Submission, Kind::Document];
    live(move || {
        if !store.pictured.with(|outcome| outcome.terms.seek()) {
            return Node::Nothing;
        }
        KINDS
            .into_iter()
            .map(|kind| {
                let found = store.pictured.with(|outcome| outcome.found(kind).count());
                (found > 0).then(|| {
                    let best = results::best(store, kind, LISTED).into_iter();
                    let rows: Node = best.map(|item| other(store, item)).collect();
                    element("section").child((
                        element("h2").child(store.words.kind_count(kind, found)),
                        element("ul").class("rows").child(rows),
                        results::more(store, kind, LISTED).map(|more| element("p").child(more)),
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
