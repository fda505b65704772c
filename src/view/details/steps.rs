//! From one record to the next: back to what was open before, and along what the view shows.

use crate::address::View;
use crate::browser;
use crate::model::{Kind, Ref};
use crate::timeline::lanes::has_lane;
use crate::view::dom::{Element, Node, element, live};
use crate::view::store::Store;
use crate::view::{compare, recommendations, resolutions, sessions, sources, states, timeline};
use crate::words::Key;

/// The buttons above the details.
pub(super) fn steps(store: Store) -> Element {
    let words = store.words;
    let back = move || {
        let none = store.opened.with(Vec::is_empty);
        // It keeps its place, so that the focus on another button does.
        let back = move || {
            store.back();
            browser::next_frame(|| browser::focus("details-title"));
        };
        let sign = element("span").attr("aria-hidden", "true").child("↩ ");
        let back = element("button").flag("hidden", none).on_click(back);
        back.child((sign, words.get(Key::back)))
    };
    element("div").class("steps").child((live(move || along(store)), live(back), close(store)))
}

fn close(store: Store) -> Element {
    element("button").class("close").on_click(move || store.close()).child((
        element("span").class("visually-hidden").child(store.words.get(Key::close)),
        element("span").attr("aria-hidden", "true").child("×"),
    ))
}

/// Where the record stands in what the view shows, and the ways to its neighbours.
fn along(store: Store) -> Node {
    let words = store.words;
    let Some(item) = store.item.get().filter(|&item| store.known(item)) else {
        return Node::Nothing;
    };
    let all = in_order(store, item.kind);
    let Some(at) = all.iter().position(|&other| other == item) else { return Node::Nothing };
    let step = |name: Key, sign: &str, to: Option<Ref>| {
        let go = move || {
            if let Some(to) = to {
                store.open(to);
            }
        };
        let button = element("button").class("step").on_click(go);
        let button = if to.is_none() { button.attr("aria-disabled", "true") } else { button };
        button.child((
            element("span").class("visually-hidden").child(words.get(name)),
            element("span").attr("aria-hidden", "true").child(sign),
        ))
    };
    let (n, m) = (store.words.number(at + 1), store.words.number(all.len()));
    let values = [("n", &*n), ("m", &*m)];
    Node::from((
        step(Key::previous, "‹", at.checked_sub(1).and_then(|at| all.get(at)).copied()),
        element("span").class("soft").child(words.with(Key::position, &values)),
        step(Key::next, "›", all.get(at + 1).copied()),
    ))
}

/// The records of a kind that the view shows, in its order; those that it does not list, in the
/// record's.
fn in_order(store: Store, kind: Kind) -> Vec<Ref> {
    fn of<T: Into<Ref>>(ids: Vec<T>) -> Vec<Ref> {
        ids.into_iter().map(Into::into).collect()
    }
    match (store.view.get(), kind) {
        (View::Timeline, kind) if has_lane(kind) => timeline::in_order(store, kind),
        (View::Recommendations, Kind::Recommendation) => of(recommendations::in_order(store)),
        (View::Resolutions, Kind::Resolution) => of(resolutions::in_order(store)),
        (View::Compare, Kind::Recommendation) => of(compare::in_order(store)),
        (View::Sessions, Kind::Session) => of(sessions::in_order(store)),
        (View::States, Kind::State) => states::in_order(store),
        (View::Sources, Kind::Document) => of(sources::in_order(store)),
        // Names are never left out of what is shown: there is nothing to go along.
        (_, Kind::Body | Kind::State | Kind::Addressee | Kind::Function | Kind::Topic) => {
            Vec::new()
        }
        (_, kind) => store.outcome.with(|outcome| {
            let shown = outcome.shown(kind).iter();
            shown.map(|index| Ref { kind, index: index as u32 }).collect()
        }),
    }
}
