//! The head of the page: its name, search, sharing, the views.

use leptos::prelude::*;

use super::link;
use super::store::{Store, query_string};
use crate::address::View;
use crate::browser::{self, Entry};
use crate::words::{self, Key};

pub(super) fn header(store: Store) -> AnyView {
    let (words, meta) = (store.words, &store.dataset().meta);
    view! {
        <header class="top">
            <p class="site">{words.get(Key::site_name)}</p>
            <div class="subject" lang=meta.language.as_str()>
                <h1 dir="auto">{meta.title.as_str()}</h1>
                <p dir="auto">{meta.subtitle.as_str()}</p>
            </div>
            {search(store)} {share(store)}
        </header>
        <div class="bar">
            <nav aria-label=words.get(Key::views)>
                <ul>
                    {view_link(store, View::Timeline, Key::view_timeline)}
                    {view_link(store, View::Recommendations, Key::view_recommendations)}
                    {view_link(store, View::About, Key::view_about)}
                </ul>
            </nav>
            <p class="as-of">
                {words.with(Key::as_known_on, &[("date", &words::day(words, meta.as_of))])}
            </p>
        </div>
    }
    .into_any()
}

fn view_link(store: Store, view: View, name: Key) -> AnyView {
    let current = move || (store.view.get() == view).then_some("page");
    let click = move |event: leptos::ev::MouseEvent| {
        if !browser::is_modified(&event) {
            event.prevent_default();
            store.go(Entry::Push, |address| address.go(view));
        }
    };
    let address = move || link::href(store.with(|address| address.go(view)));
    view! {
        <li>
            <a href=address aria-current=current on:click=click>{store.words.get(name)}</a>
        </li>
    }
    .into_any()
}

fn search(store: Store) -> AnyView {
    let words = store.words;
    let text = Memo::new(move |_| store.address.with(|address| address.q.clone()));
    let typed = move |event| {
        let text = event_target_value(&event);
        store.go(Entry::Replace, |address| address.q = text);
    };
    view! {
        <search>
            <input
                id="search"
                type="search"
                aria-label=words.get(Key::search)
                placeholder=words.get(Key::search_hint)
                autocomplete="off"
                spellcheck="false"
                prop:value=text
                on:input=typed
            />
            <kbd aria-hidden="true">"/"</kbd>
        </search>
    }
    .into_any()
}

/// Copies the link; where the browser has no clipboard, shows it for copying by hand.
fn share(store: Store) -> AnyView {
    #[derive(Clone, Copy, PartialEq)]
    enum Said {
        Nothing,
        Copied,
        ByHand,
    }
    let words = store.words;
    let said = RwSignal::new(Said::Nothing);
    // What was said of one view is not true of the next.
    Effect::new(move |_| {
        store.address.track();
        said.set(Said::Nothing);
    });
    let link = move || browser::absolute(&store.address.with(query_string));
    let click = move |_| {
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
        Said::Copied => Some(words.get(Key::share_copied)),
        Said::ByHand => Some(words.get(Key::share_copy_by_hand)),
        Said::Nothing => None,
    };
    let by_hand = move || {
        (said.get() == Said::ByHand).then(|| {
            view! {
                <input
                    id="share-link"
                    type="text"
                    readonly
                    aria-label=words.get(Key::share_link)
                    prop:value=link
                />
            }
        })
    };
    view! {
        <div class="share">
            <button class="primary" on:click=click>{words.get(Key::share)}</button>
            <div class="said" class:shown=move || said.get() != Said::Nothing>
                <span aria-live="polite">{answer}</span> {by_hand}
            </div>
        </div>
    }
    .into_any()
}
