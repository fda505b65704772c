//! The head of the page: its name, search, sharing, the views.

use leptos::prelude::event_target_value;

use super::as_of;
use super::compare;
use super::dom::{Node, effect, element, live, live_text};
use super::export;
use super::link;
use super::signal::RwSignal;
use super::store::{Store, query_string};
use crate::address::{Address, View};
use crate::browser::{self, Entry};
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
        element("div").class("takes").child((export::control(store), share(store))),
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
    let address = move || link::href(store.with(go));
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
            store.go(Entry::Replace, |address| address.q = text);
        });
    element("search").child((input, element("kbd").attr("aria-hidden", "true").child("/"))).into()
}

/// Copies the link; where the browser has no clipboard, shows it for copying by hand.
fn share(store: Store) -> Node {
    #[derive(Clone, Copy, PartialEq)]
    enum Said {
        Nothing,
        Copied,
        ByHand,
    }
    let words = store.words;
    let said = RwSignal::new(Said::Nothing);
    // What was said of one view is not true of the next.
    effect(move || {
        store.address.track();
        said.set(Said::Nothing);
    });
    let link = move || browser::absolute(&store.address.with(query_string));
    let share = move || {
        let link = link();
        leptos::task::spawn_local(async move {
            let copied = browser::copy(&link).await;
            said.set(if copied { Said::Copied } else { Said::ByHand });
            if !copied {
                browser::next_frame(|| browser::select_text("share-link"));
            }
        });
    };
    let answer = move || match said.get() {
        Said::Copied => words.get(Key::share_copied).to_owned(),
        Said::ByHand => words.get(Key::share_copy_by_hand).to_owned(),
        Said::Nothing => String::new(),
    };
    let by_hand = move || {
        (said.get() == Said::ByHand).then(|| {
            element("input")
                .attr("id", "share-link")
                .attr("type", "text")
                .flag("readonly", true)
                .attr("aria-label", words.get(Key::share_link))
                .live_value(link)
        })
    };
    let button = element("button").class("primary").on_click(share).child(words.get(Key::share));
    let said = element("div")
        .class("said")
        .live_class("shown", move || said.get() != Said::Nothing)
        .child(element("span").attr("aria-live", "polite").child(live_text(answer)))
        .child(live(by_hand));
    element("div").class("share").child((button, said)).into()
}
