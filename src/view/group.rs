//! What recommendations are grouped by: the control that the timeline and their list share.

use leptos::prelude::event_target_value;

use super::dom::{Element, Node, element, live_text};
use super::store::Store;
use crate::browser::Entry;
use crate::query::Grouping;
use crate::words::Key;

/// The control, and below it what is to be known of those that stand in several groups.
pub(super) fn control(store: Store, several: impl Fn() -> String + 'static) -> Node {
    let options = Grouping::ALL.map(|grouping| (grouping.slug(), name(grouping)));
    let now = move || store.grouping.get().slug().to_owned();
    let choose = move |slug: String| {
        let grouping = Grouping::parse(&slug).unwrap_or_default();
        store.go(Entry::Push, |address| address.set_group(grouping));
    };
    let note = move || match store.grouping.get().is_manifold() {
        true => several(),
        false => String::new(),
    };
    let note = element("p").class("soft note").child(live_text(note));
    Node::from((select(store, Key::group_by, &options, now, choose), note))
}

/// A choice of one of several, with its name before it.
pub(super) fn select(
    store: Store,
    label: Key,
    options: &[(&'static str, Key)],
    now: impl Fn() -> String + 'static,
    choose: impl Fn(String) + 'static,
) -> Element {
    let words = store.words;
    let option = |&(value, name): &(&str, Key)| {
        element("option").attr("value", value).child(words.get(name))
    };
    let options: Node = options.iter().map(option).collect();
    // The value can be set once there are options to choose from.
    let select = element("select").child(options).live_value(now);
    let select = select.on("change", move |event| choose(event_target_value(event)));
    element("label").class("select").child((words.get(label), " ", select))
}

fn name(grouping: Grouping) -> Key {
    match grouping {
        Grouping::Function => Key::facet_function,
        Grouping::Session => Key::facet_session,
        Grouping::Topic => Key::facet_topic,
        Grouping::Addressee => Key::kind_addressee,
        Grouping::Status => Key::facet_status,
    }
}
