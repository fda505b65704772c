//! The documents by session and type, what was drawn from each, and where it is to be had; or the
//! text of one that is bundled.

mod paper;

pub(super) use paper::figures;

use super::as_of;
use super::dom::{Element, Node, element, live, live_text};
use super::link;
use super::results;
use super::store::Store;
use crate::browser;
use crate::model::{Document, Id, Kind, Ref, Session};
use crate::order;
use crate::proof::{self, Use};
use crate::words::{self, Key};

pub(super) fn sources(store: Store) -> Node {
    live(move || match store.reading.get() {
        Some(document) => paper::paper(store, document),
        None => documents(store),
    })
}

/// The documents that are to be shown: those that hold what is searched for, or that answer what is
/// chosen.
fn shown(store: Store) -> Vec<Id<Document>> {
    let searched = store.terms.with(|terms| terms.seek());
    if !searched {
        return store.outcome.with(|outcome| outcome.shown(Kind::Document).ids().collect());
    }
    let found = store.outcome.with(|outcome| outcome.found(Kind::Document).clone());
    let is = |id: &Id<Document>| found.has(id.index()) || results::in_text(store, *id).is_some();
    store.dataset().ids().filter(is).collect()
}

fn documents(store: Store) -> Node {
    let words = store.words;
    let n_of_m = move || {
        let known = store.outcome.with(|outcome| outcome.known(Kind::Document).count());
        let count = store.words.n_of(Key::n_of_m_documents, shown(store).len(), known);
        as_of::counted(store, count)
    };
    let status = element("p").attr("role", "status").class("n-of-m").child(live_text(n_of_m));
    element("div")
        .class("list")
        .child(element("p").class("soft intro").child(words.get(Key::sources_intro)))
        .child(element("div").class("asked").child((results::chips(store), status)))
        .child(results::corrected(store))
        .child(live(move || list(store)))
        .into()
}

fn list(store: Store) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let groups = groups(store);
    if groups.iter().all(|(_, own)| own.is_empty()) {
        return element("section")
            .class("empty")
            .child((
                element("h2").child(words.get(Key::no_document_matches)),
                element("p").child(results::clear_filters(store, Key::empty_all)),
            ))
            .into();
    }
    let all = store.outcome.with(|outcome| !outcome.asked);
    let uses = proof::uses(dataset);
    groups
        .into_iter()
        .map(|(session, own)| {
            // Without a question a session is named even if no document of it is known.
            let named = !own.is_empty() || all && session.is_some();
            named.then(|| group(store, session, &own, &uses))
        })
        .collect()
}

/// A session, or none, and its documents.
type Group = (Option<Id<Session>>, Vec<Id<Document>>);

/// The sessions, the latest first, and none, each with those of its documents that are shown.
fn groups(store: Store) -> Vec<Group> {
    let dataset = store.dataset();
    let shown = shown(store);
    let mut sessions: Vec<Id<Session>> =
        dataset.ids::<Session>().filter(|&id| store.known(id.into())).collect();
    order::sort_by_key(&mut sessions, |&id| {
        std::cmp::Reverse(dataset.date_on(id.into(), store.as_of()).map(|date| date.start()))
    });
    let sessions = sessions.into_iter().map(Some).chain([None]);
    let own = |session: Option<Id<Session>>| {
        let own = shown.iter().copied().filter(|&id| dataset[id].session == session);
        let mut own: Vec<Id<Document>> = own.collect();
        order::sort_by(&mut own, |&a, &b| dataset[a].kind.cmp(&dataset[b].kind));
        (session, own)
    };
    sessions.map(own).collect()
}

/// The documents that are shown, in the order in which this view shows them.
pub(super) fn in_order(store: Store) -> Vec<Id<Document>> {
    groups(store).into_iter().flat_map(|(_, own)| own).collect()
}

fn group(
    store: Store,
    session: Option<Id<Session>>,
    own: &[Id<Document>],
    uses: &[Use<'static>],
) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let heading = match session {
        Some(id) => link::named(store, id.into()),
        None => words.get(Key::documents_of_none).into(),
    };
    let known = session.map(|id| {
        let when = words::when(words, dataset, id.into(), store.as_of());
        let coverage = element("b").child(words.coverage(dataset[id].coverage));
        let none = !dataset.documents.iter().any(|document| document.session == Some(id));
        let none = none.then(|| (" · ", words.get(Key::no_documents_of)));
        element("p").class("soft").child((when, " · ", coverage, none))
    });
    let rows: Node = own.iter().map(|&id| row(store, id, uses)).collect();
    let rows = (!own.is_empty()).then(|| element("ul").class("rows").child(rows));
    element("section").child((element("h2").child(heading), known, rows)).into()
}

fn row(store: Store, id: Id<Document>, uses: &[Use<'static>]) -> Element {
    let document = &store.dataset()[id];
    let title = element("span").attr("dir", "auto").child(link::marked(store, &document.title));
    let drawn = drawn(store, &known(store, proof::drawn(uses, id)));
    element("li").class("document").child((
        element("p").class("soft").attr("dir", "auto").child(document.kind.as_str()),
        element("div").child((
            element("h3").child(link::record(store, id.into(), title)),
            element("p").child((facts(store, id), where_to_read(store, id))),
            drawn,
            live(move || results::in_text(store, id).map(|list| element("ul").child(list))),
        )),
    ))
}

/// The symbol and the date.
fn facts(store: Store, id: Id<Document>) -> Node {
    let (words, document) = (store.words, &store.dataset()[id]);
    let symbol = document.symbol.as_ref();
    let symbol = symbol.map(|_| words::document(words, store.dataset(), id));
    let date = document.date.map(|date| words::date(words, date));
    let facts: Vec<String> = [symbol, date].into_iter().flatten().collect();
    element("span").class("soft").child(facts.join(" · ")).into()
}

/// The way to the text in the page, and out to the official address.
pub(super) fn where_to_read(store: Store, id: Id<Document>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let here = dataset[id].text.as_ref().map(|_| {
        let id: &'static str = &dataset[id].entry.id;
        link::going(
            store,
            "here",
            move |address| address.read(id, None),
            || browser::next_frame(|| browser::reveal("paper-title", ".lit")),
            words.get(Key::read_here),
        )
    });
    element("span").class("ways").child((here, official(store, id))).into()
}

/// The way out to the official address, in the reader's language where there is such an edition.
fn official(store: Store, id: Id<Document>) -> Node {
    let official = store.dataset().official(id, &browser::language());
    official.map(|url| link::outside(store, &url, store.words.get(Key::official_address))).into()
}

/// Those of some records that were known on the day.
pub(super) fn known(store: Store, mut items: Vec<Ref>) -> Vec<Ref> {
    items.retain(|&item| store.known(item));
    items
}

/// How many records were drawn from a document, by kind; each number lists them.
fn drawn(store: Store, drawn: &[Ref]) -> Node {
    if drawn.is_empty() {
        return Node::Nothing;
    }
    let of_kind = |(name, own): (String, Vec<Ref>)| {
        let list = element("button").class("plain").on_click(move || store.list(own.clone()));
        element("li").child(list.child(name))
    };
    let counts: Node = by_kind(store, drawn).into_iter().map(of_kind).collect();
    let title = element("li").class("soft").child(store.words.get(Key::drawn_from));
    element("ul").class("drawn-counts").child((title, counts)).into()
}

/// Records by kind, each kind with its number in words; those that are names for others together.
pub(super) fn by_kind(store: Store, items: &[Ref]) -> Vec<(String, Vec<Ref>)> {
    const KINDS: [Kind; 6] = [
        Kind::Recommendation,
        Kind::Action,
        Kind::Resolution,
        Kind::Session,
        Kind::Submission,
        Kind::Document,
    ];
    let own = |kind: Option<Kind>| {
        let is = |item: &Ref| match kind {
            Some(kind) => item.kind == kind,
            None => !KINDS.contains(&item.kind),
        };
        let own: Vec<Ref> = items.iter().copied().filter(is).collect();
        let name = match kind {
            Some(kind) => store.words.kind_count(kind, own.len()),
            None => store.words.count(Key::n_names, own.len(), &[]),
        };
        (!own.is_empty()).then_some((name, own))
    };
    KINDS.into_iter().map(Some).chain([None]).filter_map(own).collect()
}
