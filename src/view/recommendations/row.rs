//! One recommendation as a row.

use super::{axis, opened};
use crate::browser;
use crate::model::{Id, Recommendation};
use crate::query::Group;
use crate::query::wait::{Wait, wait};
use crate::view::dom::{Element, Node, element, live, live_text};
use crate::view::glyph::glyph;
use crate::view::link;
use crate::view::signal::RwSignal;
use crate::view::store::Store;
use crate::words::{self, Key};

/// A row: which recommendation, in which group.
pub(super) type Which = (Group, Id<Recommendation>);

/// What the rows of a table share.
#[derive(Clone, Copy)]
pub(super) struct Shared {
    pub(super) store: Store,
    /// How wide histories are, px.
    pub(super) width: RwSignal<f64>,
    /// Those that are opened.
    pub(super) opened: RwSignal<Vec<Which>>,
    /// The one that the Tab key comes to.
    pub(super) stop: RwSignal<Option<Which>>,
}

/// The word by which a row is found in the page.
pub(super) fn key(store: Store, (group, id): Which) -> String {
    let dataset = store.dataset();
    format!("{}/{}", group.key(dataset), dataset[id].entry.id)
}

/// A selector of a row.
pub(super) fn selector(store: Store, which: Which) -> String {
    format!("[data-row=\"{}\"]", key(store, which))
}

pub(super) fn row(shared: Shared, which: Which) -> Element {
    let Shared { store, width, opened, stop } = shared;
    let (_, id) = which;
    let tab = move || {
        let here = stop.with(|stop| stop.is_none_or(|stop| stop == which));
        Some(if here { "0" } else { "-1" }.to_owned())
    };
    let link = link::opener(store, id.into(), selector(store, which) + " ");
    let link = link.map(|link| link.live_attr("tabindex", tab).child(title(store, id)));
    let is_open = move || opened.with(|opened| opened.contains(&which));
    let toggle = move || {
        opened.update(|opened| match opened.iter().position(|of| *of == which) {
            Some(at) => {
                opened.remove(at);
            }
            None => opened.push(which),
        });
    };
    let name = move || format!("{}: {}", opener_name(store, id), title_text(store, id));
    let button = element("button")
        .class("fold")
        .live_attr("aria-expanded", move || Some(is_open().to_string()))
        .live_attr("tabindex", tab)
        .live_attr("aria-label", move || Some(name()))
        .on_click(toggle)
        .child(live_text(move || opener_name(store, id)));
    let panel = live(move || is_open().then(|| opened::opened(store, id)));
    framed(store, which)
        .on("focusin", move |_| {
            if stop.with_untracked(|stop| *stop != Some(which)) {
                stop.set(Some(which));
            }
        })
        .child((
            cell("what").child((element("h3").child(link), live(move || status(store, id)))),
            cell("when").child(live(move || {
                Node::from((axis::of(store, id, width.get()), axis::said(store, id)))
            })),
            cell("more").child((
                facts(store, id),
                live(move || waited(store, id)),
                quote(store, id),
                button,
                panel,
            )),
        ))
}

/// The same for paper: nothing in it can be chosen.
pub(super) fn on_paper(shared: Shared, which: Which) -> Element {
    let Shared { store, opened, .. } = shared;
    let (_, id) = which;
    let panel = opened.with_untracked(|opened| opened.contains(&which));
    let panel = panel.then(|| opened::opened(store, id));
    framed(store, which).child((
        cell("what").child((element("h3").child(title(store, id)), status(store, id))),
        cell("when").child(axis::of(store, id, axis::PAPER)),
        cell("more").child((
            (facts(store, id), waited(store, id), quote(store, id)),
            (done(store, id), panel, cited(store, id)),
        )),
    ))
}

/// What was done last.
fn done(store: Store, id: Id<Recommendation>) -> Element {
    let said = words::last_done(store.words, store.dataset(), id, store.as_of());
    element("p").attr("dir", "auto").child(said)
}

/// How it is found again from paper: its document and paragraph, and where the page shows it.
fn cited(store: Store, id: Id<Recommendation>) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let of = &dataset[id];
    let first = of.occurrences.first();
    let place =
        first.map(|at| words::place_in(words, dataset, at.document, at.paragraph.as_deref()));
    let address = browser::absolute(&store.permalink(&of.entry.id));
    let parts: Vec<String> = place.into_iter().chain([address]).collect();
    element("p").class("cite").child(parts.join(" · "))
}

fn framed(store: Store, which: Which) -> Element {
    element("div").class("row").attr("role", "row").attr("data-row", &key(store, which))
}

fn cell(class: &str) -> Element {
    element("div").class(class).attr("role", "cell")
}

fn title_text(store: Store, id: Id<Recommendation>) -> &'static str {
    &store.dataset()[id].title
}

fn title(store: Store, id: Id<Recommendation>) -> Element {
    element("span").attr("dir", "auto").child(link::marked(store, title_text(store, id)))
}

fn status(store: Store, id: Id<Recommendation>) -> Node {
    let status = store.dataset().status(&store.dataset()[id], store.as_of());
    let word = element("b").child(store.words.status(status));
    let line = element("p").class(&format!("status-line status-{}", status.slug()));
    line.child((glyph(status), " ", word)).into()
}

fn facts(store: Store, id: Id<Recommendation>) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let of = &dataset[id];
    let addressees: Vec<&str> = of.addressees.iter().map(|&id| dataset[id].name.as_str()).collect();
    let addressees = (!addressees.is_empty())
        .then(|| words.with(Key::row_addressed, &[("addressees", &addressees.join(", "))]));
    let facts = [
        Some(dataset[of.session].title.clone()),
        of.function.map(|(id, _)| dataset[id].label.clone()),
        addressees,
        Some(words::occurrences(words, dataset, of)),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    element("p").class("soft").attr("dir", "auto").child(facts.join(" · "))
}

/// How long no report answered it.
fn waited(store: Store, id: Id<Recommendation>) -> Node {
    let words = store.words;
    let said = wait(store.dataset(), id, store.as_of()).map(|wait| {
        let key = if wait.answered { Key::row_answered } else { Key::row_unanswered };
        words.with(key, &[("time", &time(store, wait))])
    });
    said.map(|said| element("p").class("soft").child(said)).into()
}

fn time(store: Store, wait: Wait) -> String {
    let count = |key: Key, n: u32| store.words.count(key, n as usize, &[]);
    match (wait.months() / 12, wait.months() % 12) {
        (0, 0) => count(Key::n_days, u32::try_from(wait.days()).unwrap_or(0)),
        (0, months) => count(Key::n_months, months),
        (years, 0) => count(Key::n_years, years),
        (years, months) => {
            format!("{} {}", count(Key::n_years, years), count(Key::n_months, months))
        }
    }
}

/// Its first words.
fn quote(store: Store, id: Id<Recommendation>) -> Option<Node> {
    store.dataset()[id].occurrences.first().map(|at| link::quote(store, &at.quote))
}

/// What opening it shows.
fn opener_name(store: Store, id: Id<Recommendation>) -> String {
    let (words, dataset, as_of) = (store.words, store.dataset(), store.as_of());
    let of = &dataset[id];
    let done = dataset.answers(id).filter(|(action, _)| store.known((*action).into())).count();
    let reports = of.statuses.iter().filter(|entry| entry.date.end() <= as_of).count();
    [
        words.count(Key::n_actions, done, &[]),
        words.count(Key::n_occurrences, of.occurrences.len(), &[]),
        words.count(Key::n_statuses, reports, &[]),
    ]
    .join(", ")
}
