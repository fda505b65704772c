//! What the record says of each State, on a grid of tiles and as a table.

use super::dom::{Element, Node, element, live};
use super::link;
use super::sessions::list_of;
use super::store::Store;
use crate::model::{Action, Kind, Ref};
use crate::query::states::{GRID, Standing, standings, tile, tiles};
use crate::words::{self, Key};

pub(super) fn states(store: Store) -> Node {
    let words = store.words;
    element("div")
        .class("list")
        .child(element("p").class("soft intro").child(words.get(Key::states_intro)))
        .child(live(move || {
            let all = named(store);
            if all.is_empty() {
                let none = element("p").child(words.get(Key::no_state_matches));
                return Node::from(element("section").class("empty").child(none));
            }
            (grid(store, &all), table(store, &all)).into()
        }))
        .into()
}

/// The States of which something is shown.
fn named(store: Store) -> Vec<Standing> {
    let mut all = store.outcome.with(|outcome| standings(store.dataset(), outcome));
    all.retain(|of| of.count() > 0);
    all
}

/// The same, in the order in which this view shows them.
pub(super) fn in_order(store: Store) -> Vec<Ref> {
    named(store).into_iter().map(|of| of.state.into()).collect()
}

/// The tiles: how dark one is tells how many records name the State. Who cannot use the small
/// tiles has the table below.
fn grid(store: Store, all: &[Standing]) -> Element {
    let own = all.iter().filter_map(|of| {
        let state = &store.dataset()[of.state];
        let at = tile(&state.entry.id)?;
        // 1, from 2, from 4, from 8 records on.
        let step = of.count().max(1).ilog2().min(3) + 1;
        let name = format!("{}: {}", state.name, counted(store, of));
        let code = state.entry.id.to_ascii_uppercase();
        let hidden = element("span").class("visually-hidden").child(format!(", {name}"));
        let link = link::record(store, of.state.into(), (code, hidden));
        Some((at, place(at, &format!("tile tile-{step}")).attr("title", &name).child(link)))
    });
    let own: Vec<_> = own.collect();
    // The others, for the shape of the world.
    let other = |at: &(usize, usize)| own.iter().all(|(taken, _)| taken != at);
    let others: Vec<Element> = tiles()
        .filter(other)
        .map(|at| place(at, "tile").attr("aria-hidden", "true").child(element("span")))
        .collect();
    let own: Node = own.into_iter().map(|(_, tile)| tile).collect();
    let columns = format!("repeat({}, 1fr)", GRID.0);
    element("ul")
        .class("tiles")
        .attr("aria-label", store.words.get(Key::states_grid))
        .live_style("grid-template-columns", move || columns.clone())
        .child((others, own))
}

fn place((x, y): (usize, usize), class: &str) -> Element {
    let at = |at: usize| move || (at + 1).to_string();
    let tile = element("li").class(class);
    tile.live_style("grid-column", at(x)).live_style("grid-row", at(y))
}

/// What a State has, in words.
fn counted(store: Store, of: &Standing) -> String {
    let words = store.words;
    let hosted = words.count(Key::n_hosted, of.hosted.len(), &[]);
    let parts = [
        (of.submissions.len(), words.kind_count(Kind::Submission, of.submissions.len())),
        (of.hosted.len(), hosted),
        (of.actions.len(), words.kind_count(Kind::Action, of.actions.len())),
    ];
    let said: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, s)| s).collect();
    said.join(", ")
}

/// The actions in a State or with it by their kind, in the words of the record: what it received
/// and what it took part in are told apart by them.
fn by_kind(store: Store, of: &Standing, name: &str) -> Node {
    let dataset = store.dataset();
    let mut kinds: Vec<(&str, Vec<Ref>)> = Vec::new();
    for &item in &of.actions {
        let Some(id) = dataset.typed::<Action>(item) else { continue };
        let kind = dataset[id].kind.as_str();
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, own)) => own.push(item),
            None => kinds.push((kind, vec![item])),
        }
    }
    let one = |(kind, own): (&str, Vec<Ref>)| {
        let text = format!("{} {kind}", own.len());
        let hidden = element("span").class("visually-hidden").child(format!(" {name}"));
        element("p").child((list_of(store, text, own), hidden))
    };
    kinds.into_iter().map(one).collect()
}

fn table(store: Store, all: &[Standing]) -> Element {
    let words = store.words;
    let heads = [Key::state, Key::state_submitted, Key::state_hosted, Key::state_actions];
    let heads: Node =
        heads.iter().map(|&key| element("th").attr("scope", "col").child(words.get(key))).collect();
    let cell = |items: &[Ref], name: &str| {
        let items = items.to_vec();
        let n = items.len().to_string();
        let list = (!items.is_empty()).then(|| {
            let hidden = element("span").class("visually-hidden").child(format!(" {name}"));
            (list_of(store, n, items), hidden)
        });
        element("td").child(list)
    };
    let row = |of: &Standing| {
        let name = words::name(words, store.dataset(), of.state.into());
        element("tr").child((
            element("th").attr("scope", "row").child(link::named(store, of.state.into())),
            cell(&of.submissions, &name),
            cell(&of.hosted, &name),
            element("td").child(by_kind(store, of, &name)),
        ))
    };
    let rows: Node = all.iter().map(row).collect();
    element("table").class("states").child((
        element("caption").class("soft").child(words.count(Key::n_states, all.len(), &[])),
        element("thead").child(element("tr").child(heads)),
        element("tbody").child(rows),
    ))
}
