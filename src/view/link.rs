//! Links within the page, links out of it, and quoted words.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::store::Store;
use crate::address::Address;
use crate::browser::{self, Entry};
use crate::model::{Ref, Source};
use crate::query::fold;
use crate::words::{self, Key};

/// A link to the present state with a change. It has an address of its own, so that it can be
/// opened in another tab; an ordinary click stays in the page.
pub(super) fn to(
    store: Store,
    class: &'static str,
    change: impl Fn(&mut Address) + Copy + Send + Sync + 'static,
    content: AnyView,
) -> AnyView {
    let click = move |event: MouseEvent| {
        if !browser::is_modified(&event) {
            event.prevent_default();
            store.go(Entry::Push, change);
        }
    };
    view! { <a class=class href=move || href(store.with(change)) on:click=click>{content}</a> }
        .into_any()
}

/// The address of a state, relative to the page: "." leads to the page without a query string.
pub(super) fn href(query: String) -> String {
    if query.is_empty() { ".".to_owned() } else { query }
}

/// A link that opens a record's details.
pub(super) fn record(store: Store, item: Ref, content: AnyView) -> AnyView {
    let Some(entry) = store.dataset().entry(item) else { return content };
    let id: &'static str = &entry.id;
    let click = move |event: MouseEvent| {
        if !browser::is_modified(&event) {
            event.prevent_default();
            // A click by keyboard has no count; then the focus goes along and comes back.
            store.opener.set(Some(format!("[data-opens=\"{id}\"]")));
            store.open(item);
            if event.detail() == 0 {
                browser::next_frame(|| browser::focus("details-title"));
            }
        }
    };
    let address = move || href(store.with(|address| address.item = Some(id.to_owned())));
    let current = move || (store.item.get() == Some(item)).then_some("true");
    view! {
        <a class="record" href=address data-opens=id aria-current=current on:click=click>
            {content}
        </a>
    }
    .into_any()
}

/// A link that opens a record, called by its name.
pub(super) fn named(store: Store, item: Ref) -> AnyView {
    let name = words::name(store.words, store.dataset(), item);
    record(store, item, view! { <bdi>{name}</bdi> }.into_any())
}

/// A link out of the page. The record's loader lets only http and https through.
pub(super) fn outside(store: Store, url: &'static str, text: String) -> AnyView {
    view! {
        <a class="outside" href=url rel="noreferrer noopener external" target="_blank">
            {text}
            <span class="visually-hidden">" (" {store.words.get(Key::external_link)} ")"</span>
        </a>
    }
    .into_any()
}

/// A text of the record with what was searched for marked.
pub(super) fn marked(store: Store, text: &'static str) -> AnyView {
    (move || {
        let mut parts = Vec::new();
        let mut at = 0;
        for range in store.terms.with(|terms| fold::matches(text, terms)) {
            let (Some(before), Some(found)) = (text.get(at..range.start), text.get(range.clone()))
            else {
                continue;
            };
            parts.push(before.into_any());
            parts.push(view! { <mark>{found}</mark> }.into_any());
            at = range.end;
        }
        parts.push(text.get(at..).unwrap_or_default().into_any());
        parts
    })
    .into_any()
}

/// Words of a document, in the document's language and direction.
pub(super) fn quote(store: Store, text: &'static str) -> AnyView {
    let language = store.dataset().meta.language.as_str();
    view! { <blockquote lang=language dir="auto">{marked(store, text)}</blockquote> }.into_any()
}

/// Where a source stands: a link to the document's record, or out to a web page.
pub(super) fn place(store: Store, source: &'static Source) -> AnyView {
    use crate::model::Place;
    let text = words::place_of(store.words, store.dataset(), source);
    let inferred = source.inferred.then(|| format!(" ({})", store.words.get(Key::inferred)));
    let link = match &source.place {
        Place::Paragraph { document, .. } => {
            record(store, (*document).into(), view! { <bdi>{text}</bdi> }.into_any())
        }
        Place::Web { url, .. } => outside(store, url, text),
    };
    view! { <span class="place">{link} {inferred}</span> }.into_any()
}

/// A record's sources, each with the words quoted.
pub(super) fn sources(store: Store, sources: &'static [Source]) -> AnyView {
    sources
        .iter()
        .map(|source| {
            let note = source.note.as_deref().map(|note| view! { <p class="soft">{note}</p> });
            view! {
                <div class="source">
                    {quote(store, &source.quote)} <p class="cite">{place(store, source)}</p> {note}
                </div>
            }
        })
        .collect_view()
        .into_any()
}
