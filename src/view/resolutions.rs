//! The resolutions: the lineage of mandates as a drawing along time, and the same as a list that
//! says what each decided and what it led to. A narrow page has the list first.

mod graph;

use super::dom::{Element, Node, element, live};
use super::link;
use super::results;
use super::signal::{Memo, RwSignal};
use super::store::Store;
use crate::browser;
use crate::lineage::{Lineage, What};
use crate::model::{Id, Kind, Provision, Ref, Resolution, Session};
use crate::order;
use crate::trail::{Relation, Step};
use crate::words::{self, Key};

/// So many resolutions are listed at first, and so many more at a time.
const STEP: usize = 60;

pub(super) fn resolutions(store: Store) -> Node {
    let words = store.words;
    let any = Memo::new(move || {
        store.outcome.with(|outcome| !outcome.shown(Kind::Resolution).is_empty())
    });
    let parts = move || {
        if !any.get() {
            let none = element("p").child(words.get(Key::no_resolution_matches));
            let clear = element("p").child(results::clear_filters(store, Key::empty_all));
            return Node::from(element("section").class("empty").child((none, clear)));
        }
        let narrow = store.narrow.get();
        let (graph, list) = (graph::graph(store), list(store));
        if narrow { (list, graph).into() } else { (graph, list).into() }
    };
    element("div")
        .class("resolutions")
        .child(element("h2").class("visually-hidden").child(words.get(Key::lineage)))
        .child(element("p").class("soft intro").child(words.get(Key::lineage_intro)))
        .child(live(parts))
        .into()
}

/// The resolutions that are shown, in the order in which this view shows them: by session, and in
/// the record's order.
pub(super) fn in_order(store: Store) -> Vec<Id<Resolution>> {
    let dataset = store.dataset();
    let mut shown: Vec<Id<Resolution>> =
        store.outcome.with(|outcome| outcome.shown(Kind::Resolution).ids().collect());
    let day = |session: Id<Session>| {
        dataset.date_on(session.into(), store.as_of()).map(|date| date.start())
    };
    order::sort_by_key(&mut shown, |&id| {
        let session = dataset[id].session;
        (day(session), session, id)
    });
    shown
}

/// The same content in words.
fn list(store: Store) -> Element {
    let most = RwSignal::new(STEP);
    let sections = move || {
        let all = in_order(store);
        let (now, later) = all.split_at(most.get().min(all.len()));
        let trail = store.trail.get();
        let mut sections: Vec<(Id<Session>, Vec<Element>)> = Vec::new();
        for &id in now {
            let session = store.dataset()[id].session;
            let lit = store.item.get() == Some(id.into()) || trail.holds(id.into());
            let row = resolution(store, id).class(if lit { "lit" } else { "" });
            match sections.last_mut() {
                Some((of, rows)) if *of == session => rows.push(row),
                _ => sections.push((session, vec![row])),
            }
        }
        let sections: Node =
            sections.into_iter().map(|(session, rows)| section(store, session, rows)).collect();
        let rest = later.first().map(|&next| more(store, most, next, later.len()));
        Node::from((sections, rest))
    };
    element("div").class("mandates").child(live(sections))
}

/// The button that lists more; the first of them then has the focus.
fn more(store: Store, most: RwSignal<usize>, next: Id<Resolution>, rest: usize) -> Element {
    let n = rest.min(STEP);
    let id: &'static str = &store.dataset()[next].entry.id;
    let show = move || {
        most.update(|most| *most += STEP);
        browser::next_frame(move || browser::focus_where(&format!("{AT} [data-opens=\"{id}\"]")));
    };
    let button = element("button").on_click(show);
    element("p").child(button.child(store.words.count(Key::show_more, n, &[])))
}

/// A selector of the list.
const AT: &str = ".mandates";

fn section(store: Store, session: Id<Session>, rows: Vec<Element>) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let when = words::when(words, dataset, session.into(), store.as_of());
    let coverage = [("coverage", words.coverage(dataset[session].coverage))];
    let coverage = words.with(Key::card_coverage, &coverage);
    let said: Vec<String> = when.into_iter().chain([coverage]).collect();
    let heading = element("h2").child((
        link::named(store, session.into()),
        " ",
        element("span").class("soft").child(said.join(" · ")),
    ));
    element("section").child((heading, element("ol").child(rows)))
}

fn resolution(store: Store, id: Id<Resolution>) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let of = &dataset[id];
    let name = element("bdi").child(words::heading(words, dataset, id.into()));
    let name = link::record_at(store, id.into(), format!("{AT} "), name);
    let unknown = of
        .number
        .is_none()
        .then(|| (" ", element("span").class("soft").child(words.get(Key::number_unknown))));
    let known = |item: Ref| store.known(item);
    let own = of.links.iter().filter(|link| known(link.to));
    let links: Vec<Node> =
        own.map(|to| (words.link_kind(to.kind), " ", link::named(store, to.to)).into()).collect();
    let decided = of.provisions.iter().map(|provision| provision_of(store, provision));
    let decided: Vec<Element> = decided.collect();
    let decided = match decided.is_empty() {
        true => element("span").class("soft").child(words.get(Key::no_provisions)).into(),
        false => Node::from(element("ul").class("decided").child(decided)),
    };
    let steps = store.record.trails.below(id.into());
    let led = |is: fn(&Step) -> bool, kind: Kind| -> Vec<Node> {
        let own = steps.iter().filter(|step| step.to.kind == kind && is(step) && known(step.to));
        order::distinct(own.map(|step| step.to))
            .into_iter()
            .map(|item| link::named(store, item))
            .collect()
    };
    let linked = |step: &Step| matches!(step.relation, Relation::Links(_));
    let carried = |step: &Step| step.relation == Relation::Carries;
    let later = steps.iter().filter_map(|step| {
        let id = dataset.typed::<Resolution>(step.to).filter(|_| known(step.to))?;
        let said = words.relation(step.relation, false);
        Some((said, " ", link::named(store, id.into())).into())
    });
    let facts = [
        (Key::details_provisions, decided),
        (Key::resolution_links, joined(links)),
        (Key::trail_down, joined(later.collect())),
        (Key::resolution_met, joined(led(linked, Kind::Session))),
        (Key::resolution_recommended, joined(led(carried, Kind::Recommendation))),
        (Key::resolution_done, joined(led(carried, Kind::Action))),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !matches!(value, Node::Nothing));
    let facts: Node = facts
        .map(|(name, value)| {
            Node::from((element("dt").child(words.get(name)), element("dd").child(value)))
        })
        .collect();
    element("li")
        .child((element("h3").child((name, unknown)), element("dl").class("facts").child(facts)))
}

fn provision_of(store: Store, provision: &'static Provision) -> Element {
    let paragraph = provision.paragraph.as_deref().map(|paragraph| {
        let said = store.words.with(Key::operative_paragraph, &[("paragraph", paragraph)]);
        element("span").class("soft").child(format!("{said}: "))
    });
    let text = link::marked(store, &provision.text);
    element("li").attr("dir", "auto").child((paragraph, text))
}

fn joined(parts: Vec<Node>) -> Node {
    if parts.is_empty() {
        return Node::Nothing;
    }
    let mut all = Vec::new();
    for part in parts {
        if !all.is_empty() {
            all.push(Node::from(" · "));
        }
        all.push(part);
    }
    Node::Many(all)
}
