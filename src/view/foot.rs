//! The foot of the page: which edition of the record it is, and what this device remembers.

use leptos::prelude::event_target_value;

use super::dom::{Node, element};
use super::link;
use super::store::Store;
use crate::browser;
use crate::model::Date;
use crate::words::{self, Key};

/// The themes, as this device remembers them and `<html data-theme>` has them; public/first.js sets
/// it before the first paint. The first is the system's, and not remembered.
const THEMES: [(&str, Key); 3] =
    [("", Key::theme_system), ("light", Key::theme_light), ("dark", Key::theme_dark)];

const THEME: &str = "theme";

pub(super) fn foot(store: Store) -> Node {
    element("footer").child((element("p").class("soft").child(edition(store)), theme(store))).into()
}

/// "Edition of 24 November 2026; as of 31 December 2025."
pub(super) fn edition(store: Store) -> String {
    let words = store.words;
    let as_of = words::day(words, store.dataset().meta.as_of);
    words.with(Key::about_version, &[("version", &version(store)), ("date", &as_of)])
}

/// The edition of the record: "24 November 2026".
pub(super) fn version(store: Store) -> String {
    let version = &store.dataset().meta.version;
    let date = Date::parse(version);
    date.map_or_else(|| version.clone(), |date| words::date(store.words, date))
}

fn theme(store: Store) -> Node {
    let words = store.words;
    let now = browser::remembered(THEME).unwrap_or_default();
    let option = |(value, name): (&str, Key)| {
        let option = element("option").attr("value", value).flag("selected", value == now);
        option.child(words.get(name))
    };
    let options: Node = THEMES.into_iter().map(option).collect();
    let select = element("select").child(options).on("change", |event| {
        let chosen = event_target_value(event);
        let chosen = (!chosen.is_empty()).then_some(chosen.as_str());
        browser::remember(THEME, chosen);
        browser::mark_root("data-theme", chosen);
    });
    element("label").child((words.get(Key::theme), " ", select)).into()
}

/// What stands below a view without the page's frame: which record it is of, and the way to the
/// whole page.
pub(super) fn of_frame(store: Store) -> Node {
    let (words, meta) = (store.words, &store.dataset().meta);
    let whole = move || link::href(store.link(|address| address.set_embed(false)));
    let open = element("a")
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .live_attr("href", move || Some(whole()))
        .child(words.get(Key::embed_open));
    let title = element("bdi").attr("lang", &meta.language).child(meta.title.as_str());
    element("footer")
        .child(element("p").class("soft").child((title, " · ", edition(store))))
        .child(open)
        .into()
}
