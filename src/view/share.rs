//! Sharing what is seen: the link, the code that puts it into another page, the system's own way;
//! and what of all that is seen the link holds.

use super::as_of;
use super::compare;
use super::dom::{Element, Node, element, live, live_text};
use super::group;
use super::panel::panel;
use super::recommendations;
use super::results;
use super::signal::RwSignal;
use super::store::{Store, query_string};
use super::timeline::content;
use crate::address::{Choices, Show, View};
use crate::browser;
use crate::drawing;
use crate::export;
use crate::query::Grouping;
use crate::words::{self, Key};

/// The button, and the panel that it opens.
pub(super) fn control(store: Store) -> Node {
    panel(store, "share", Key::share, "primary", move |part| (part.share)(store))
}

/// What can be shared, and what of the view the link holds.
pub(super) fn content(store: Store) -> Node {
    let words = store.words;
    let said = RwSignal::new(String::new());
    let link = move || browser::absolute(&store.address.with(query_string));
    let embed = move || {
        let framed = browser::absolute(&store.with(|address| address.set_embed(true)));
        export::embed_code(&framed, &store.dataset().meta.title)
    };
    let system = browser::can_share().then(|| {
        let share = move || browser::share(&store.dataset().meta.title, &link());
        element("button").on_click(share).child(words.get(Key::share_system))
    });
    Node::from((
        copied(store, "share-link", (Key::share_link, Key::share_copy_link), link, said),
        copied(store, "share-embed", (Key::share_embed, Key::share_copy_embed), embed, said),
        element("p").attr("role", "status").child(live_text(move || said.get())),
        element("h3").child(words.get(Key::share_holds)),
        live(move || held(store)),
        element("p").class("soft").child(words.get(Key::share_keep)),
        element("p").child(system),
    ))
}

/// A text with a button that copies it; where the browser has no clipboard it is selected, for
/// copying by hand.
fn copied(
    store: Store,
    id: &'static str,
    (name, copy_name): (Key, Key),
    text: impl Fn() -> String + Copy + 'static,
    said: RwSignal<String>,
) -> Element {
    let words = store.words;
    let copy = move || {
        let text = text();
        leptos::task::spawn_local(async move {
            let copied = browser::copy(&text).await;
            let told = if copied { Key::share_copied } else { Key::share_copy_by_hand };
            said.set(words.with(told, &[("what", words.get(name))]));
            if !copied {
                browser::select_text(id);
            }
        });
    };
    let input = element("input")
        .attr("id", id)
        .attr("type", "text")
        .flag("readonly", true)
        .live_value(text);
    let button = element("button").flag("autofocus", name == Key::share_link).on_click(copy);
    element("div").child((
        element("label").attr("for", id).child(words.get(name)),
        element("div").class("copied").child((input, button.child(words.get(copy_name)))),
    ))
}

/// The lanes that are folded, in words; a lane that is not there at present is not told.
fn folded(store: Store, fold: &Choices) -> Option<String> {
    let lanes = store.lanes.get();
    let lanes = lanes.iter().filter(|lane| fold.has(&lane.key));
    let names: Vec<String> = lanes.map(|lane| content::lane_of(store, lane.kind).0).collect();
    let words = store.words;
    (!names.is_empty()).then(|| format!("{} {}", words.get(Key::folded_lanes), names.join(", ")))
}

/// What of the view the link holds, in words.
fn held(store: Store) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let said = |facet: Key, value: &str| {
        words.with(Key::chip, &[("facet", words.get(facet)), ("value", value)])
    };
    let view = store.view.get();
    let view_name = match view {
        View::Compare => compare::heading(store),
        _ => store.view_name(view).to_owned(),
    };
    let mut all = vec![said(Key::share_view, &view_name)];
    all.extend(results::asked(store));
    store.address.with(|address| {
        if let (Some(first), Some(last)) = address.window() {
            let window = (f64::from(first.0), f64::from(last.0) + 1.0);
            all.push(said(Key::window_whole, &drawing::overview::window_text(words, window)));
        }
        all.extend(address.show.map(|show| {
            let name = match show {
                Show::Drawing => Key::show_drawing,
                Show::List => Key::show_list,
                Show::Table => Key::show_table,
            };
            said(Key::show_as, words.get(name))
        }));
        let group = Some(address.group).filter(|group| *group != Grouping::default());
        all.extend(group.map(|of| said(Key::group_by, words.get(group::name(of)))));
        all.extend(folded(store, &address.fold));
        all.extend(address.data.as_deref().map(|data| said(Key::share_data, data)));
    });
    all.extend(recommendations::sorted(store).map(|order| said(Key::sort_by, &order)));
    if !store.is_latest() {
        all.push(said(Key::as_known_on, &as_of::day(store)));
    }
    all.extend(store.reading.get().map(|id| said(Key::fact_document, &dataset[id].title)));
    let item = store.item.get().filter(|&item| store.known(item));
    all.extend(item.map(|item| said(Key::share_open, &words::heading(words, dataset, item))));
    let one = |text: String| element("li").child(element("bdi").child(text));
    element("ul").class("held").child(all.into_iter().map(one).collect::<Node>())
}
