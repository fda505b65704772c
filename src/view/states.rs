//! What the record says of each State, on a grid of tiles and as a table.

use std::sync::Arc;

use super::dom::{Element, Node, element, live};
use super::link;
use super::sessions::list_of;
use super::signal::{Memo, RwSignal};
use super::store::Store;
use crate::beside::{self, Way};
use crate::browser;
use crate::model::{Action, Id, Kind, Ref, State};
use crate::query::states::{GRID, SHADES, Standing, standings, tile, tiles as all_tiles};
use crate::words::{self, Key};

/// Selectors of the tiles and of the table: a State has a link in both.
const TILES: &str = ".tiles";
const TABLE: &str = ".states";

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

/// The tiles: how dark one is tells how many records name the State. One of them is a stop of the
/// Tab key, the arrow keys go on to the others. What they tell stands in the table below as well.
fn grid(store: Store, all: &[Standing]) -> Node {
    let words = store.words;
    let own: Vec<(&Standing, (usize, usize))> = all
        .iter()
        .filter_map(|of| Some((of, tile(&store.dataset()[of.state].entry.id)?)))
        .collect();
    let ids: Arc<[Id<State>]> = own.iter().map(|(of, _)| of.state).collect();
    let stop = RwSignal::new(None);
    let (stops, first) = (ids.clone(), ids.first().copied());
    let here = Memo::new(move || {
        let chosen = store.item.get().and_then(|item| store.dataset().typed::<State>(item));
        let now = stop.get().or(chosen).filter(|id| stops.contains(id));
        now.or(first)
    });
    let tiles = own.iter().map(|(of, at)| {
        let id = of.state;
        let state = &store.dataset()[id];
        let name = format!("{}: {}", state.name, counted(store, of));
        let code = state.entry.id.to_ascii_uppercase();
        let hidden = element("span").class("visually-hidden").child(format!(", {name}"));
        let tab = move || Some(if here.get() == Some(id) { "0" } else { "-1" }.to_owned());
        let link = link::opener(store, id.into(), TILES.to_owned() + " ").map(|link| {
            let link = link.live_attr("tabindex", tab).on("focus", move |_| stop.set(Some(id)));
            link.child((code, hidden))
        });
        let class = format!("tile tile-{}", of.shade());
        place(*at, &class).attr("title", &name).child(link)
    });
    let tiles: Node = tiles.collect();
    // The others, for the shape of the world.
    let others: Node = all_tiles()
        .filter(|at| own.iter().all(|(_, taken)| taken != at))
        .map(|at| place(at, "tile other").attr("aria-hidden", "true").child(element("span")))
        .collect();
    let columns = format!("repeat({}, 1fr)", GRID.0);
    let grid = element("ul")
        .class("tiles")
        .attr("aria-label", words.get(Key::states_grid))
        .attr("aria-describedby", "states-help")
        .live_style("grid-template-columns", move || columns.clone());
    let places = grid.raw().clone();
    let go = move |key: &str| {
        let at = here.get_untracked().and_then(|id| ids.iter().position(|of| *of == id));
        let to = match (key, at) {
            ("Home", _) => Some(0),
            ("End", _) => ids.len().checked_sub(1),
            (_, Some(at)) => {
                let way = Way::of_key(key);
                way.and_then(|way| beside::next(&browser::middles(&places, "a"), at, way))
            }
            (_, None) => None,
        };
        if let Some(&to) = to.and_then(|to| ids.get(to)) {
            let id = &store.dataset()[to].entry.id;
            browser::focus_where(&format!("{TILES} [data-opens=\"{id}\"]"));
        }
        Way::of_key(key).is_some() || to.is_some()
    };
    let help = element("p").attr("id", "states-help").class("visually-hidden");
    Node::from((
        grid.child((others, tiles)).on_key(go),
        help.child(words.get(Key::states_help)),
        shades(store),
    ))
}

/// What the shades of tiles mean.
fn shades(store: Store) -> Element {
    let words = store.words;
    let shade = |(n, least): (usize, usize)| {
        let told = match SHADES.get(n + 1) {
            Some(next) if *next == least + 1 => words.number(least),
            Some(next) => {
                let last = words.number(next - 1);
                words.with(Key::number_span, &[("from", &words.number(least)), ("to", &last)])
            }
            None => words.with(Key::number_from, &[("n", &words.number(least))]),
        };
        let sign = element("span").class(&format!("tile tile-{}", n + 1)).child(element("span"));
        element("li").child((sign.attr("aria-hidden", "true"), told))
    };
    let shades: Node = SHADES.into_iter().enumerate().map(shade).collect();
    element("div").class("shades").child((
        element("p").class("soft").child(words.get(Key::states_shades)),
        element("ul").child(shades),
    ))
}

fn place((x, y): (usize, usize), class: &str) -> Element {
    let at = |at: usize| (at + 1).to_string();
    element("li").class(class).style("grid-column", &at(x)).style("grid-row", &at(y))
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
    let state = &dataset[of.state].entry.id;
    let one = |(kind, own): (&str, Vec<Ref>)| {
        let text = format!("{} {kind}", store.words.number(own.len()));
        let hidden = element("span").class("visually-hidden").child(format!(" {name}"));
        element("p").child((list_of(store, state, text, own), hidden))
    };
    kinds.into_iter().map(one).collect()
}

/// The table. Where there is little room it is a list of cards: each cell then says what it is.
fn table(store: Store, all: &[Standing]) -> Element {
    let words = store.words;
    let heads = [Key::state_submitted, Key::state_hosted, Key::state_actions];
    let head = |key: Key| {
        element("th").attr("scope", "col").attr("role", "columnheader").child(words.get(key))
    };
    let cell = |key: Key, filled: bool, content: Node| {
        let cell = element("td").attr("role", "cell").attr("data-head", words.get(key));
        cell.class(if filled { "" } else { "none" }).child(content)
    };
    let listed = |key: Key, items: &[Ref], of: &Standing, name: &str| {
        let (items, state) = (items.to_vec(), &store.dataset()[of.state].entry.id);
        let list = (!items.is_empty()).then(|| {
            let hidden = element("span").class("visually-hidden").child(format!(" {name}"));
            (list_of(store, state, words.number(items.len()), items.clone()), hidden)
        });
        cell(key, !items.is_empty(), list.into())
    };
    let row = |of: &Standing| {
        let name = words::name(words, store.dataset(), of.state.into());
        let link = element("bdi").child(&*name);
        let link = link::record_at(store, of.state.into(), format!("{TABLE} "), link);
        element("tr").attr("role", "row").child((
            element("th").attr("scope", "row").attr("role", "rowheader").child(link),
            listed(heads[0], &of.submissions, of, &name),
            listed(heads[1], &of.hosted, of, &name),
            cell(heads[2], !of.actions.is_empty(), by_kind(store, of, &name)),
        ))
    };
    let rows: Node = all.iter().map(row).collect();
    let heads: Node = [Key::state].into_iter().chain(heads).map(head).collect();
    let heads = element("tr").attr("role", "row").child(heads);
    element("table").class("states").attr("role", "table").child((
        element("caption").class("soft").child(words.count(Key::n_states, all.len(), &[])),
        element("thead").attr("role", "rowgroup").child(heads),
        element("tbody").attr("role", "rowgroup").child(rows),
    ))
}
