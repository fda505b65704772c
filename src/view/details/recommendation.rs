//! A recommendation: its words wherever they stand, its status history, what was done about it.

use super::{articles, facts, folded, h3, links, paraphrase, soft, source, text};
use crate::model::{Action, Answer, Basis, Id, Recommendation, Source, StatusEntry, Strength};
use crate::view::as_of;
use crate::view::dom::{Element, Node, element};
use crate::view::glyph::glyph;
use crate::view::link;
use crate::view::store::Store;
use crate::words::{self, Key};

/// Where the words were read, if not in the document itself.
pub(in crate::view) fn read_in(store: Store, sources: &'static [Source]) -> Element {
    let places: Node = sources.iter().map(|source| (" ", link::place(store, source))).collect();
    soft(store.words.get(Key::read_in)).child(places)
}

fn basis(basis: Basis) -> Key {
    match basis {
        Basis::Read => Key::status_read,
        Basis::Stated => Key::status_stated,
    }
}

pub(super) fn recommendation(store: Store, id: Id<Recommendation>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let recommendation = &dataset[id];
    let status = dataset.status(recommendation, store.as_of());
    let entry = dataset.status_entry(recommendation, store.as_of());
    let basis = entry.map(|entry| words.get(basis(entry.basis)));
    let status_line = element("p").class(&format!("status-line status-{}", status.slug())).child((
        glyph(status),
        " ",
        element("b").child(words.status(status)),
        " ",
        element("span").class("soft").child(basis),
    ));
    let occurrences = recommendation.occurrences.iter().map(|o| {
        let elsewhere = (o.attributed_to != recommendation.session).then(|| {
            let session = &dataset[o.attributed_to].title;
            soft(&words.with(Key::attributed_to, &[("session", session)]))
        });
        let note = o.note.as_deref().map(|note| soft(note).attr("dir", "auto"));
        let said = o.paraphrase.as_deref().map(|text| paraphrase(store, text));
        let read = (!o.sources.is_empty()).then(|| read_in(store, &o.sources));
        let words = source(store, &o.quote, o.document, o.paragraph.as_deref());
        element("div").child((said, words.child((read, elsewhere, note))))
    });
    let occurrences: Node = occurrences.collect();
    let n = recommendation.occurrences.len();
    let several = (n > 1).then(|| soft(&words.count(Key::details_occurrences, n, &[])));
    let flags: Vec<String> = [
        (recommendation.standing, Key::flag_standing, Key::flag_standing_means),
        (recommendation.conditional, Key::flag_conditional, Key::flag_conditional_means),
    ]
    .into_iter()
    .filter(|(has, ..)| *has)
    .map(|(_, name, means)| format!("{}: {}", words.get(name), words.get(means)))
    .collect();
    let function = recommendation.function.map(|(function, basis)| {
        let basis = ("(", words.function_basis(basis), ")");
        (link::named(store, function.into()), " ", element("span").class("soft").child(basis))
    });
    let facts = facts(
        store,
        vec![
            (Key::fact_session, links(store, [recommendation.session])),
            (Key::fact_addressees, links(store, recommendation.addressees.iter().copied())),
            (Key::fact_verb, text(&recommendation.verb)),
            (Key::fact_weight, text(words.weight(recommendation.weight))),
            (Key::fact_flags, text(&flags.join("; "))),
            (Key::fact_function, function.into()),
            (Key::fact_topics, links(store, recommendation.topics.iter().copied())),
            (Key::fact_articles, articles(store, &recommendation.articles)),
            (Key::fact_mandate, links(store, recommendation.mandate)),
        ],
    );
    Node::from((
        (status_line, h3(store, Key::details_words), several, occurrences),
        (h3(store, Key::details_status), history(store, id)),
        (h3(store, Key::details_done), answers(store, id)),
        (h3(store, Key::details_facts), facts),
    ))
}

/// The status history, latest first, each entry with its reason and the words it rests on.
pub(in crate::view) fn history(store: Store, id: Id<Recommendation>) -> Node {
    let as_of = store.as_of();
    let reported = |entry: &&StatusEntry| entry.date.end() <= as_of;
    let statuses = store.dataset()[id].statuses.iter().rev().filter(reported);
    let entries: Vec<Element> = statuses.map(|entry| status(store, id, entry)).collect();
    if entries.is_empty() {
        return none(store, Key::details_no_status, Key::details_no_status_then);
    }
    element("ol").class("history").child(entries).into()
}

/// That there is nothing: in the whole record, or as of a day.
fn none(store: Store, at_all: Key, then: Key) -> Node {
    let said = match store.is_latest() {
        true => store.words.get(at_all).to_owned(),
        false => store.words.with(then, &[("date", &as_of::day(store))]),
    };
    element("p").child(said).into()
}

fn status(store: Store, id: Id<Recommendation>, entry: &'static StatusEntry) -> Element {
    let words = store.words;
    let line = words.with(
        Key::status_as_of,
        &[("status", words.status(entry.status)), ("date", &words::date(words, entry.date))],
    );
    let unproven = store.dataset().lacks_proof(id, entry).then(|| {
        element("p").class("remark").child((
            element("b").child(words.get(Key::proof_missing)),
            ": ",
            words.get(Key::proof_missing_means),
        ))
    });
    let evidence = match links(store, entry.evidence.iter().copied()) {
        Node::Nothing => Node::Nothing,
        list => element("p").class("evidence").child(list).into(),
    };
    element("li")
        .child(element("p").class(&format!("status-line status-{}", entry.status.slug())).child((
            glyph(entry.status),
            " ",
            element("b").child(line),
        )))
        .child(unproven)
        .child(element("p").attr("dir", "auto").child(entry.reason.as_str()))
        .child(soft(words.get(basis(entry.basis))))
        .child(evidence)
        .child(link::sources(store, &entry.sources))
}

/// The actions that answer a recommendation, by strength of the link.
pub(in crate::view) fn answers(store: Store, id: Id<Recommendation>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let all: Vec<(Id<Action>, &'static Answer)> =
        dataset.answers(id).filter(|(action, _)| store.known((*action).into())).collect();
    if all.is_empty() {
        return none(store, Key::details_nothing_done, Key::details_nothing_done_then);
    }
    let of_strength = |(_, strength): (_, Strength)| {
        let own = all.iter().filter(|(_, answer)| answer.strength == strength);
        let items: Vec<Element> =
            own.map(|(action, answer)| answered_by(store, *action, answer)).collect();
        (!items.is_empty()).then(|| {
            let title = format!("{} ({})", words.strength(strength), words.number(items.len()));
            folded(title, strength == Strength::Explicit)
                .child(soft(words.strength_meaning(strength)))
                .child(element("ul").child(items))
        })
    };
    Strength::ALL.into_iter().map(of_strength).collect()
}

fn answered_by(store: Store, id: Id<Action>, answer: &'static Answer) -> Element {
    let action = &store.dataset()[id];
    // The words of an answer are shown; of what only stands beside, the title is enough, one step
    // from its words.
    let explicit = answer.strength == Strength::Explicit;
    let quote = explicit.then(|| link::quote(store, &action.quote));
    let place = action.report.map(|report| {
        let place = link::cited(store, report, action.paragraph.as_deref());
        element("span").class("cite").child(place)
    });
    let reason = answer.reason.as_deref().map(|reason| soft(reason).attr("dir", "auto"));
    element("li").child((link::named(store, id.into()), " ", place, quote, reason))
}
