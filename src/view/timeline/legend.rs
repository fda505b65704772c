//! What the signs and lines mean.

use super::Timeline;
use crate::model::Status;
use crate::view::dom::{Element, Node, element, live};
use crate::view::glyph::glyph;
use crate::view::signal::Memo;
use crate::view::store::Store;
use crate::words::{self, Key};

/// The legend: the statuses that there are, and the other signs.
pub(super) fn legend(this: Timeline) -> Node {
    let store = this.store;
    // What it is made of does not change from frame to frame.
    let used = Memo::new(move || store.on.with(|on| on.statuses()));
    let today = Memo::new(move || this.scene.with(|scene| scene.today_x.is_some()));
    live(move || signs(store, &used.get(), today.get()))
}

fn signs(store: Store, used: &[Status], today: bool) -> Element {
    let words = store.words;
    let statuses = used.iter().map(|&status| {
        let class = format!("status-{}", status.slug());
        element("li").class(&class).child((glyph(status), " ", words.status(status)))
    });
    let statuses: Node = statuses.collect();
    let sign = |class: &str, text: &str| {
        let sign = element("span").class(&format!("sign {class}")).attr("aria-hidden", "true");
        element("li").child((sign, " ", text))
    };
    let as_of = words.with(Key::as_of_line, &[("date", &words::day(words, store.as_of()))]);
    element("ul").class("legend").attr("aria-label", words.get(Key::legend)).child((
        statuses,
        sign("awaiting", words.get(Key::legend_awaiting)),
        sign("answer", words.get(Key::legend_action)),
        sign("planned", words.get(Key::legend_planned)),
        sign("as-of", &as_of),
        today.then(|| sign("today", words.get(Key::today))),
    ))
}
