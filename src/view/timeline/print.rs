//! The timeline on paper: what it is, what was asked, and the whole of it, running down; or all of
//! the recommendations' rows. It is made when the page is printed, and gone afterwards.

use leptos::prelude::untrack;

use super::down;
use crate::address::View;
use crate::browser;
use crate::model::Kind;
use crate::view::dom::{self, Element, Node, element};
use crate::view::store::{Store, query_string};
use crate::view::{recommendations, results};
use crate::words::{self, Key};

/// So many rows at most: some forty pages.
const ROWS: usize = 1_000;

/// Where it is put when the page is printed.
pub(crate) fn sheet(store: Store) -> Node {
    let sheet = element("div").class("sheet");
    let place = sheet.raw().clone();
    browser::on_print(move |printing| {
        dom::clear(&place);
        // At once: nothing that is done later comes onto the paper.
        let view = untrack(|| store.view.get());
        if printing && matches!(view, View::Timeline | View::Recommendations) {
            let forms = untrack(|| store.parts.forms.get());
            let sheet = forms.map(|part| untrack(|| (part.paper)(store, view)));
            dom::insert(&place, &sheet.into(), None);
        }
    });
    sheet.into()
}

/// What is on the paper.
pub(in crate::view) fn paper(store: Store, view: View) -> Node {
    match view {
        View::Timeline => (head(store), printed(store)).into(),
        _ => (head(store), recommendations::printed(store)).into(),
    }
}

/// What it is, what was asked, and as of which day.
fn head(store: Store) -> Element {
    let (words, meta) = (store.words, &store.dataset().meta);
    let mut asked = results::asked(store).join("; ");
    if asked.is_empty() {
        words.get(Key::print_everything).clone_into(&mut asked);
    }
    let address = browser::absolute(&store.address.with(query_string));
    let as_of = words.with(Key::as_of_line, &[("date", &words::day(words, store.as_of()))]);
    let (n, m) = store.outcome.with(|outcome| {
        (outcome.recommendations.count(), outcome.known(Kind::Recommendation).count())
    });
    let count = store.words.n_of(Key::n_of_m, n, m);
    let fact = |text: String| element("p").child(text);
    element("header").child((
        element("p").class("site").child(words.get(Key::site_name)),
        element("h1").attr("dir", "auto").child(meta.title.as_str()),
        element("p").attr("dir", "auto").child(meta.subtitle.as_str()),
        fact(words.with(Key::print_shown, &[("what", &asked)])),
        fact(format!("{as_of} · {}", count)),
        fact(words.with(Key::print_address, &[("address", &address)])),
    ))
}

fn printed(store: Store) -> Node {
    let made = down::made(store, None, ROWS);
    Node::from((
        down::key(store, &made, "paper", true),
        down::folded(store, &made, true),
        down::rows(store, &made, "paper", true),
    ))
}
