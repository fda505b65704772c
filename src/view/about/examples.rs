//! Worked examples of how status is read: taken from the record, so that they are true of any.

use crate::model::{Action, Id, Kind, Recommendation, Status, StatusEntry, Strength};
use crate::view::dom::{Node, element};
use crate::view::glyph::glyph;
use crate::view::link;
use crate::view::store::Store;
use crate::words::Key;

/// A case: what is said of it, and which recommendations are one.
type Case = (Key, Key, fn(Store, Id<Recommendation>) -> bool);

const CASES: [Case; 4] = [
    (Key::about_example, Key::about_example_text, beside_alone),
    (Key::example_answered, Key::example_answered_text, answered),
    (Key::example_standing, Key::example_standing_text, standing),
    (Key::example_unreported, Key::example_unreported_text, unreported),
];

/// One recommendation of the record for each case that it has.
pub(super) fn examples(store: Store) -> Node {
    let intro = element("p").child(store.words.get(Key::about_examples_text));
    let case = |&(title, text, is): &Case| {
        let ids = store.dataset().ids::<Recommendation>();
        let known = ids.filter(|&id| store.known(id.into()));
        // The later ones of a record are those that its latest report covers alone.
        let found = known.filter(|&id| is(store, id)).last();
        found.map(|id| example(store, id, title, text))
    };
    let cases: Vec<Node> = CASES.iter().filter_map(case).collect();
    if cases.is_empty() {
        return Node::Nothing;
    }
    Node::from((intro, cases))
}

fn status(store: Store, id: Id<Recommendation>) -> Status {
    store.dataset().status(&store.dataset()[id], store.as_of())
}

fn answers(store: Store, id: Id<Recommendation>, of: Strength) -> Vec<Id<Action>> {
    let answers = store.dataset().answers(id).filter(|(_, answer)| answer.strength == of);
    answers.map(|(action, _)| action).filter(|&action| store.known(action.into())).collect()
}

/// A report covers it, with actions beside it, and none of them answers it.
fn beside_alone(store: Store, id: Id<Recommendation>) -> bool {
    status(store, id) == Status::NoActionReported
        && !answers(store, id, Strength::SameHeading).is_empty()
        && answers(store, id, Strength::Explicit).is_empty()
}

/// An action answers it, and the status says that it is done or partly done.
fn answered(store: Store, id: Id<Recommendation>) -> bool {
    status(store, id).needs_proof() && !answers(store, id, Strength::Explicit).is_empty()
}

fn standing(store: Store, id: Id<Recommendation>) -> bool {
    status(store, id) == Status::Continuing && store.dataset()[id].standing
}

fn unreported(store: Store, id: Id<Recommendation>) -> bool {
    status(store, id) == Status::NotAssessed
}

fn example(store: Store, id: Id<Recommendation>, title: Key, text: Key) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let of: &'static Recommendation = &dataset[id];
    let status = status(store, id);
    let text = words.with(text, &[("status", words.status(status))]);
    let quote = of.occurrences.first().map(|at| {
        let place = link::cited(store, at.document, at.paragraph.as_deref());
        (link::quote(store, &at.quote), element("p").class("cite").child(place))
    });
    let entry: Option<&'static StatusEntry> = dataset.status_entry(of, store.as_of());
    let why = entry.map(|entry| element("p").attr("dir", "auto").child(entry.reason.as_str()));
    let (name, actions) = match answers(store, id, Strength::Explicit) {
        none if none.is_empty() => {
            (Strength::SameHeading, answers(store, id, Strength::SameHeading))
        }
        explicit => (Strength::Explicit, explicit),
    };
    let listed = (!actions.is_empty()).then(|| {
        let n = words.kind_count(Kind::Action, actions.len());
        let items = actions.iter().map(|&id| element("li").child(link::named(store, id.into())));
        let items: Node = items.collect();
        let strength = words.strength(name);
        let heading = element("p").class("soft").child(format!("{n} · {strength}"));
        (heading, element("ul").child(items))
    });
    let status_line = element("p").class(&format!("status-line status-{}", status.slug())).child((
        glyph(status),
        " ",
        element("b").child(words.status(status)),
        ": ",
        link::named(store, id.into()),
    ));
    Node::from((
        element("h3").child(words.get(title)),
        element("p").child(text),
        quote,
        status_line,
        why,
        listed,
    ))
}
