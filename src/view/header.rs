//! The head of the page: its name, search, sharing, the views.

use leptos::prelude::event_target_value;

use super::as_of;
use super::compare;
use super::dom::{Node, element};
use super::export;
use super::link;
use super::share;
use super::store::Store;
use crate::address::{Address, View};
use crate::browser::Entry;
use crate::words::Key;

pub(super) fn header(store: Store) -> Node {
    let (words, meta) = (store.words, &store.dataset().meta);
    let subject = element("div").class("subject").attr("lang", &meta.language).child((
        element("h1").attr("dir", "auto").child(meta.title.as_str()),
        element("p").attr("dir", "auto").child(meta.subtitle.as_str()),
    ));
    let top = element("div").class("top").child((
        element("p").class("site").child(words.get(Key::site_name)),
        subject,
        search(store),
        element("div").class("takes").child((export::control(store), share::control(store))),
    ));
    let views =
        element("nav").attr("aria-label", words.get(Key::views)).child(element("ul").child((
            view_link(store, View::Timeline, Key::view_timeline),
            view_link(store, View::Recommendations, Key::view_recommendations),
            view_link(store, View::Resolutions, Key::view_resolutions),
            view_link(store, View::Compare, Key::view_compare),
            view_link(store, View::Sessions, Key::view_sessions),
            view_link(store, View::States, Key::view_states),
            view_link(store, View::Sources, Key::view_sources),
            view_link(store, View::About, Key::view_about),
        )));
    let bar = element("div").class("bar").child((views, as_of::control(store)));
    element("header").child((top, bar)).into()
}

fn view_link(store: Store, view: View, name: Key) -> Node {
    let go = move |address: &mut Address| match view {
        View::Compare => compare::go(store, address),
        _ => address.go(view),
    };
    let address = move || link::href(store.link(go));
    let current = move || (store.view.get() == view).then(|| "page".to_owned());
    let link = element("a")
        .live_attr("href", move || Some(address()))
        .live_attr("aria-current", current)
        .follow(move |_| store.go(Entry::Push, go))
        .child(store.words.get(name));
    element("li").child(link).into()
}

fn search(store: Store) -> Node {
    let words = store.words;
    let input = element("input")
        .attr("id", "search")
        .attr("type", "search")
        .attr("aria-label", words.get(Key::search))
        .attr("placeholder", words.get(Key::search_hint))
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .live_value(move || store.address.with(|address| address.q.clone()))
        .on("input", move |event| {
            let text = event_target_value(event);
            // A search is one step, however many letters it has: Back leads to before it.
            let first = store.address.with_untracked(|address| address.q.is_empty());
            let entry = if first { Entry::Push } else { Entry::Replace };
            store.go(entry, |address| address.q = text);
        });
    let search = element("search")
        .live_attr("aria-busy", move || (!store.read.get()).then(|| "true".to_owned()));
    search.child((input, element("kbd").attr("aria-hidden", "true").child("/"))).into()
}
