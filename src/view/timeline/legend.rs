//! What the signs and lines mean.

use super::Timeline;
use crate::model::{Id, Kind, Recommendation, Status};
use crate::view::dom::{Node, element};
use crate::view::glyph::glyph;
use crate::words::{self, Key};

/// The legend: the statuses that there are, and the other signs.
pub(super) fn legend(this: Timeline) -> Node {
    let store = this.store;
    let (words, dataset, as_of) = (store.words, store.dataset(), store.as_of());
    let used = |status: &Status| {
        store.outcome.with(|outcome| {
            let ids = outcome.known(Kind::Recommendation).ids();
            let of = |id: Id<Recommendation>| dataset.status(&dataset[id], as_of) == *status;
            ids.into_iter().any(of)
        })
    };
    let statuses = Status::ALL.into_iter().filter(used).map(|status| {
        let class = format!("status-{}", status.slug());
        element("li").class(&class).child((glyph(status), " ", words.status(status)))
    });
    let statuses: Node = statuses.collect();
    let sign = |class: &str, text: &str| {
        let sign = element("span").class(&format!("sign {class}")).attr("aria-hidden", "true");
        element("li").child((sign, " ", text))
    };
    let as_of = words.with(Key::as_of_line, &[("date", &words::day(words, as_of))]);
    let today = this.scene.with(|scene| scene.today_x.is_some());
    element("ul")
        .class("legend")
        .attr("aria-label", words.get(Key::legend))
        .child((
            statuses,
            sign("awaiting", words.get(Key::legend_awaiting)),
            sign("answer", words.get(Key::legend_action)),
            sign("planned", words.get(Key::legend_planned)),
            sign("as-of", &as_of),
            today.then(|| sign("today", words.get(Key::today))),
        ))
        .into()
}
