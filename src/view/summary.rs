//! What the record is, and its figures: below the head of the page, above every view that asks.

use super::dom::{Node, element, live};
use super::glyph::glyph;
use super::link;
use super::store::Store;
use crate::address::{Address, STATUS_RULES, View};
use crate::figures::{self, Figure};
use crate::words::{self, Key};

pub(super) fn summary(store: Store) -> Node {
    element("section")
        .class("summary")
        .attr("aria-label", store.words.get(Key::figures))
        .child(live(move || (store.view.get() == View::Timeline).then(|| lead(store))))
        .child(live(move || figures(store)))
        .into()
}

/// What this is, for a first-time reader. Only at home: elsewhere it has been read.
fn lead(store: Store) -> Node {
    let (words, meta) = (store.words, &store.dataset().meta);
    let description =
        element("span").attr("lang", &meta.language).attr("dir", "auto").child(&*meta.description);
    let kept = words.with(Key::summary_kept, &[("date", &words::day(words, meta.as_of))]);
    let about = |address: &mut Address| address.explain(STATUS_RULES);
    let rules = link::to(store, "", about, words.get(Key::about_status));
    element("p").class("lead").child((description, " ", kept, " ", rules)).into()
}

/// The record in figures as of the day, each a link to what it counts.
fn figures(store: Store) -> Node {
    let dataset = store.dataset();
    let all = store.unasked.with(|outcome| figures::figures(dataset, outcome));
    let list = |large: bool| -> Node {
        all.iter().filter(|f| f.is_large() == large).map(|&f| figure(store, f)).collect()
    };
    let total = all.first().map(|figure| store.words.number(figure.of)).unwrap_or_default();
    let of = store.words.with(Key::figures_of, &[("m", &total)]);
    let of = element("li").class("soft").attr("aria-hidden", "true").child(of);
    Node::from((
        element("ul").class("figures").child(list(true)),
        element("ul").class("figures small").child((of, list(false))),
    ))
}

fn figure(store: Store, figure: Figure) -> Node {
    let told = figure.told(store.words, store.dataset());
    let sign = figure.status().map(glyph);
    // The small ones of the whole stand after "Of 33:", said once for all of them.
    let class = if figure.says_of() { "of" } else { "visually-hidden" };
    let of = (!told.of.is_empty()).then(|| element("span").class(class).child(told.of + " "));
    let content = (sign, element("strong").child(told.number), " ", of, told.what);
    let class = figure.status().map(|status| format!("status-{}", status.slug()));
    let item = element("li").class(class.as_deref().unwrap_or_default());
    let dataset = store.dataset();
    item.child(link::to(store, "figure", move |address| figure.go(dataset, address), content))
        .into()
}
