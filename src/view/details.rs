//! The details of what is open: its words, its status with the proof, its trail, its sources.
//! One arrangement for every kind of record.

mod action;
mod body;
mod cite;
mod document;
pub(super) mod recommendation;
mod resolution;
mod session;
mod steps;
mod submission;
mod trail;

use std::sync::Arc;

use super::as_of;
use super::dom::{Element, Node, element, live, live_text};
use super::link;
use super::signal::RwSignal;
use super::sources;
use super::store::Store;
use crate::browser;
use crate::model::{Caveat, Document, Function, Id, Kind, Ref, Session, Topic};
use crate::words::{self, Key};

/// How many links of one relation are listed before the rest is folded away.
const LISTED: usize = 6;

/// The region beside the view; nothing while nothing is open.
pub(super) fn details(store: Store) -> Option<Element> {
    let words = store.words;
    if store.item.get().is_none() && store.members.with(Vec::is_empty) {
        return None;
    }
    let content = store.parts.details.draw(store, |part| (part.details)(store));
    let aside = element("aside").class("details").attr("aria-label", words.get(Key::details));
    Some(aside.child(content))
}

/// What stands in it.
pub(super) fn content(store: Store) -> Node {
    let content = match store.item.get() {
        Some(item) => record(store, item),
        None => list(store, &store.members.get()),
    };
    Node::from((steps::steps(store), content))
}

fn title(text: String) -> Element {
    element("h2").attr("id", "details-title").attr("tabindex", "-1").child(text)
}

/// The records of a mark that stands for several.
fn list(store: Store, members: &[Ref]) -> Node {
    let members = sources::known(store, members.to_vec());
    let title = title(store.words.count(Key::n_records, members.len(), &[]));
    Node::from((title, in_part(store, members)))
}

/// So many links are made at once, and as many more whenever they are asked for: a list may be of
/// all that a large record has.
const AT_ONCE: usize = 100;

/// A list of links, of which the rest is made on demand.
fn in_part(store: Store, items: Vec<Ref>) -> Node {
    let made = RwSignal::new(AT_ONCE);
    let all: Arc<[Ref]> = items.into();
    let (len, shown) = (all.len(), all.clone());
    let list = element("ul").class("plain-list").each(
        move || shown.iter().copied().take(made.get()).collect::<Vec<Ref>>(),
        move |&item| item_of_list(store, item),
        |_, _, _| {},
    );
    let more = move || {
        let rest = len.checked_sub(made.get()).filter(|rest| *rest > 0)?;
        let next = all.get(made.get()).and_then(|&item| store.dataset().entry(item));
        let go_on = move || {
            made.update(|made| *made += AT_ONCE);
            // The button may be gone: to the first of what has come.
            let next = next.map(|next| format!(".plain-list [data-opens=\"{}\"]", next.id));
            browser::next_frame(move || next.iter().for_each(|next| browser::focus_where(next)));
        };
        let button = element("button").class("plain").on_click(go_on);
        Some(element("p").child(button.child(store.words.count(Key::and_more, rest, &[]))))
    };
    Node::from((list, live(more)))
}

fn item_of_list(store: Store, item: Ref) -> Element {
    element("li").child(link::named(store, item))
}

fn record(store: Store, item: Ref) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let Some(entry) = dataset.entry(item) else { return Node::Nothing };
    if !store.known(item) {
        return as_of::not_yet(store).into();
    }
    let sections = match item.kind {
        Kind::Recommendation => {
            dataset.typed(item).map(|id| recommendation::recommendation(store, id))
        }
        Kind::Action => dataset.typed(item).map(|id| action::action(store, id)),
        Kind::Resolution => dataset.typed(item).map(|id| resolution::resolution(store, id)),
        Kind::Session => dataset.typed(item).map(|id| session::session(store, id)),
        Kind::Document => dataset.typed(item).map(|id| document::document(store, id)),
        Kind::Submission => dataset.typed(item).map(|id| submission::submission(store, id)),
        Kind::Function => dataset.typed(item).map(|id: Id<Function>| {
            element("p").attr("dir", "auto").child(dataset[id].title.as_str()).into()
        }),
        Kind::Topic => dataset.typed(item).map(|id: Id<Topic>| {
            facts(store, vec![(Key::fact_articles, articles(store, &dataset[id].articles))])
        }),
        Kind::Body => dataset.typed(item).map(|id| body::body(store, id)),
        Kind::State | Kind::Addressee => None,
    };
    // What is remarked on a session that had not begun is what came of it.
    let session = dataset.typed(item).map(|id: Id<Session>| &dataset[id]);
    let ahead = session.is_some_and(|session| session.is_ahead(store.as_of()));
    let remark = |title: Key, text: Option<&str>| {
        text.filter(|_| !ahead).map(|text| {
            element("div").class("remark").child((
                element("h3").child(words.get(title)),
                element("p").attr("dir", "auto").child(text),
            ))
        })
    };
    let permalink = element("a")
        .attr("href", &store.permalink(&entry.id))
        .child(words.get(Key::details_permalink));
    let id = element("code").child(entry.id.as_str());
    let copy = copy_permalink(store, &entry.id);
    let sources = element("details")
        .class("sources")
        .flag("open", item.kind != Kind::Recommendation && !ahead)
        .child(element("summary").child(words.get(Key::details_sources)))
        .child(link::sources(store, &entry.sources));
    Node::from((
        element("p").class("soft").child(words.kind(item.kind)),
        title(words::heading(words, dataset, item)).attr("dir", "auto"),
        sections,
        remark(Key::conflict, entry.conflict.as_deref()),
        remark(Key::note, entry.note.as_deref()),
        caveats(store, if ahead { &[] } else { &entry.caveats }),
        trail::trail(store, item),
        trail::named_in(store, item),
        (sources, cite::cite(store, item)),
        element("p").class("permalink").child((permalink, " ", id, " ", copy)),
    ))
}

/// Copies the link to a record alone.
fn copy_permalink(store: Store, id: &'static str) -> Node {
    let words = store.words;
    let said = RwSignal::new("");
    let copy = move || {
        let link = browser::absolute(&format!("?item={id}"));
        leptos::task::spawn_local(async move {
            let copied = browser::copy(&link).await;
            said.set(words.get(if copied { Key::share_copied } else { Key::cite_not_copied }));
        });
    };
    let button = element("button").class("plain").on_click(copy);
    let told = element("span").attr("role", "status").child(live_text(move || said.get().into()));
    Node::from((button.child(words.get(Key::copy_permalink)), " ", told))
}

/// How far single values can be trusted.
fn caveats(store: Store, caveats: &[Caveat]) -> Node {
    if caveats.is_empty() {
        return Node::Nothing;
    }
    let rows: Node = caveats
        .iter()
        .map(|caveat| {
            let name = element("dt").child(words::field(store.words, &caveat.field));
            (name, element("dd").attr("dir", "auto").child(caveat.text.as_str()))
        })
        .collect();
    element("div")
        .class("remark")
        .child((h3(store, Key::caveats), element("dl").class("facts").child(rows)))
        .into()
}

/// A text that is not the words of the source: marked as such, beside the words.
fn paraphrase(store: Store, text: &'static str) -> Element {
    element("p").class("paraphrase").attr("dir", "auto").child((
        element("span").class("soft").child(store.words.get(Key::close_paraphrase)),
        " ",
        link::marked(store, text),
    ))
}

/// Facts as a list of terms; those without a value are left out.
fn facts(store: Store, facts: Vec<(Key, Node)>) -> Node {
    let facts = facts.into_iter().map(|(name, value)| {
        (!matches!(value, Node::Nothing)).then(|| {
            let name = element("dt").child(store.words.get(name));
            (name, element("dd").child(value))
        })
    });
    element("dl").class("facts").child(facts.collect::<Node>()).into()
}

fn text(text: &str) -> Node {
    if text.is_empty() {
        return Node::Nothing;
    }
    element("span").attr("dir", "auto").child(text).into()
}

fn optional(text: Option<String>) -> Node {
    self::text(&text.unwrap_or_default())
}

fn links(store: Store, items: impl IntoIterator<Item = impl Into<Ref>>) -> Node {
    let mut links: Vec<Node> = Vec::new();
    for item in items {
        if !links.is_empty() {
            links.push(", ".into());
        }
        links.push(link::named(store, item.into()));
    }
    if links.is_empty() { Node::Nothing } else { Node::Many(links) }
}

fn articles(store: Store, articles: &[String]) -> Node {
    let articles: Vec<String> =
        articles.iter().map(|a| store.words.with(Key::article, &[("article", a)])).collect();
    text(&articles.join(", "))
}

/// Words of a document and where they stand.
fn source(
    store: Store,
    words: &'static str,
    document: Id<Document>,
    paragraph: Option<&'static str>,
) -> Element {
    let place = link::cited(store, document, paragraph);
    element("div")
        .class("source")
        .child((link::quote(store, words), element("p").class("cite").child(place)))
}

fn soft(text: &str) -> Element {
    element("p").class("soft").child(text)
}

fn h3(store: Store, key: Key) -> Element {
    element("h3").child(store.words.get(key))
}

fn folded(title: String, open: bool) -> Element {
    element("details").class("answers").flag("open", open).child(element("summary").child(title))
}

/// Links under a title, folded where they are many.
fn listed(store: Store, title: String, to: Vec<Ref>) -> Element {
    let n = to.len();
    let rows: Node = to.into_iter().map(|item| item_of_list(store, item)).collect();
    folded(title, n <= LISTED).child(element("ul").child(rows))
}
