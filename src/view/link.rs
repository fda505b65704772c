//! Links within the page, links out of it, and quoted words.

use super::dom::{Element, Node, element, live};
use super::reading;
use super::store::Store;
use crate::address::Address;
use crate::browser::{self, Entry};
use crate::model::{Document, Id, Place, Ref, Source};
use crate::words::{self, Key};

/// A link to the present state with a change. It has an address of its own, so that it can be
/// opened in another tab; an ordinary click stays in the page.
pub(super) fn to(
    store: Store,
    class: &str,
    change: impl Fn(&mut Address) + Copy + 'static,
    content: impl Into<Node>,
) -> Node {
    going(store, class, change, || {}, content)
}

/// The same, and something done once the reader has gone there.
pub(super) fn going(
    store: Store,
    class: &str,
    change: impl Fn(&mut Address) + Copy + 'static,
    then: impl Fn() + 'static,
    content: impl Into<Node>,
) -> Node {
    element("a")
        .class(class)
        .live_attr("href", move || Some(href(store.link(change))))
        .follow(move |_| {
            store.go(Entry::Push, change);
            then();
        })
        .child(content)
        .into()
}

/// The address of a state, relative to the page: "." leads to the page without a query string.
pub(super) fn href(query: String) -> String {
    if query.is_empty() { ".".to_owned() } else { query }
}

/// A link that opens a record's details.
pub(super) fn record(store: Store, item: Ref, content: impl Into<Node>) -> Node {
    record_at(store, item, String::new(), content)
}

/// The same where several links to the record stand: `at` is the beginning of a selector that finds
/// this one.
pub(super) fn record_at(store: Store, item: Ref, at: String, content: impl Into<Node>) -> Node {
    match opener(store, item, at) {
        Some(link) => link.child(content).into(),
        None => content.into(),
    }
}

/// That link, still empty.
pub(super) fn opener(store: Store, item: Ref, at: String) -> Option<Element> {
    let entry = store.dataset().entry(item)?;
    let id: &'static str = &entry.id;
    let address = move || href(store.link(|address| address.item = Some(id.to_owned())));
    let current = move || (store.item.get() == Some(item)).then(|| "true".to_owned());
    let open = move |by_keyboard| {
        // By keyboard the focus goes along and comes back.
        store.opener.set(Some(format!("{at}[data-opens=\"{id}\"]")));
        store.open(item);
        if by_keyboard {
            browser::next_frame(|| browser::focus("details-title"));
        }
    };
    let link = element("a")
        .class("record")
        .live_attr("href", move || Some(address()))
        .attr("data-opens", id)
        .live_attr("aria-current", current)
        .follow(open);
    Some(link)
}

/// A link that opens a record, called by its name.
pub(super) fn named(store: Store, item: Ref) -> Node {
    let name = words::name(store.words, store.dataset(), item);
    record(store, item, element("bdi").child(name))
}

/// A link out of the page. The record's loader lets only http and https through.
pub(super) fn outside(store: Store, url: &str, text: &str) -> Node {
    let note = (" (", store.words.get(Key::external_link), ")");
    element("a")
        .class("outside")
        .attr("href", url)
        .attr("rel", "noreferrer noopener external")
        .attr("target", "_blank")
        .child((text, element("span").class("visually-hidden").child(note)))
        .into()
}

/// A text of the record with what was searched for marked.
pub(super) fn marked(store: Store, text: &'static str) -> Node {
    live(move || {
        let mut parts: Vec<Node> = Vec::new();
        let mut at = 0;
        for range in store.terms.with(|terms| terms.matches(text)) {
            let (Some(before), Some(found)) = (text.get(at..range.start), text.get(range.clone()))
            else {
                continue;
            };
            parts.push(before.into());
            parts.push(element("mark").child(found).into());
            at = range.end;
        }
        parts.push(text.get(at..).unwrap_or_default().into());
        parts
    })
}

/// Words of a document, in the document's language and direction.
pub(super) fn quote(store: Store, text: &'static str) -> Node {
    element("blockquote")
        .attr("lang", &store.dataset().meta.language)
        .attr("dir", "auto")
        .child(marked(store, text))
        .into()
}

/// Where words stand in a document: a link to that part of its text, where it is bundled with the
/// record; else to the document's record, and out to its official address.
pub(super) fn cited(store: Store, document: Id<Document>, at: Option<&'static str>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let id: &'static str = &dataset[document].entry.id;
    if let (Some(_), Some(label)) = (&dataset[document].text, at) {
        let name = element("bdi").child(words::read_at(words, dataset, document, label));
        let read = move |address: &mut Address| address.read(id, Some(label));
        return going(store, "cited", read, move || reading::reveal(store), name);
    }
    let name = element("bdi").child(words::place_in(words, dataset, document, at));
    let official = dataset.official(document, &browser::language());
    let official =
        official.map(|url| (" · ", outside(store, &url, words.get(Key::official_address))));
    Node::from((record(store, document.into(), name), official))
}

/// Where a source stands: a link to the paragraph or the document's record, or out to a web page.
pub(super) fn place(store: Store, source: &'static Source) -> Node {
    let inferred = source.inferred.then(|| format!(" ({})", store.words.get(Key::inferred)));
    let link = match &source.place {
        Place::Paragraph { document, paragraph } => cited(store, *document, Some(paragraph)),
        Place::Web { url, .. } => {
            outside(store, url, &words::place_of(store.words, store.dataset(), source))
        }
    };
    element("span").class("place").child((link, inferred)).into()
}

/// A record's sources, each with the words quoted.
pub(super) fn sources(store: Store, sources: &'static [Source]) -> Node {
    let one = |source: &'static Source| {
        let note = source.note.as_deref().map(|note| element("p").class("soft").child(note));
        let place = element("p").class("cite").child(place(store, source));
        element("div").class("source").child((quote(store, &source.quote), place, note))
    };
    sources.iter().map(one).collect()
}
