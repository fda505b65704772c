//! The details of what is open: its words, its status with the proof, its trail, its sources.
//! One arrangement for every kind of record.

use super::dom::{Element, Node, element};
use super::glyph::glyph;
use super::link;
use super::store::Store;
use crate::model::{
    Action, Answer, Basis, Document, Function, Id, Kind, Recommendation, Ref, Resolution, Session,
    StatusEntry, Strength, Submission, Topic,
};
use crate::trail::{Relation, Step};
use crate::words::{self, Key};

/// How many links of one relation are listed before the rest is folded away.
const LISTED: usize = 6;

/// The region beside the view; nothing while nothing is open.
pub(super) fn details(store: Store) -> Option<Element> {
    let words = store.words;
    let members = store.members.get();
    let content = match store.item.get() {
        Some(item) => record(store, item),
        None if !members.is_empty() => list(store, &members),
        None => return None,
    };
    let close = element("button").class("close").on_click(move || store.close()).child((
        element("span").class("visually-hidden").child(words.get(Key::close)),
        element("span").attr("aria-hidden", "true").child("×"),
    ));
    let aside = element("aside").class("details").attr("aria-label", words.get(Key::details));
    Some(aside.child((close, content)))
}

fn title(text: String) -> Element {
    element("h2").attr("id", "details-title").attr("tabindex", "-1").child(text)
}

/// The records of a mark that stands for several.
fn list(store: Store, members: &[Ref]) -> Node {
    let links: Node = members.iter().map(|&item| item_of_list(store, item)).collect();
    Node::from((
        title(store.words.count(Key::n_records, members.len(), &[])),
        element("ul").class("plain-list").child(links),
    ))
}

fn item_of_list(store: Store, item: Ref) -> Element {
    element("li").child(link::named(store, item))
}

fn record(store: Store, item: Ref) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let Some(entry) = dataset.entry(item) else { return Node::Nothing };
    let sections = match item.kind {
        Kind::Recommendation => dataset.typed(item).map(|id| recommendation(store, id)),
        Kind::Action => dataset.typed(item).map(|id| action(store, id)),
        Kind::Resolution => dataset.typed(item).map(|id| resolution(store, id)),
        Kind::Session => dataset.typed(item).map(|id| session(store, id)),
        Kind::Document => dataset.typed(item).map(|id| document(store, id)),
        Kind::Submission => dataset.typed(item).map(|id| submission(store, id)),
        Kind::Function => dataset.typed(item).map(|id: Id<Function>| {
            element("p").attr("dir", "auto").child(dataset[id].title.as_str()).into()
        }),
        Kind::Topic => dataset.typed(item).map(|id: Id<Topic>| {
            facts(store, vec![(Key::fact_articles, articles(store, &dataset[id].articles))])
        }),
        Kind::Body | Kind::State | Kind::Addressee => None,
    };
    let remark = |title: Key, text: Option<&str>| {
        text.map(|text| {
            element("div").class("remark").child((
                element("h3").child(words.get(title)),
                element("p").attr("dir", "auto").child(text),
            ))
        })
    };
    let permalink = element("a")
        .attr("href", &format!("?item={}", entry.id))
        .child(words.get(Key::details_permalink));
    let id = element("code").child(entry.id.as_str());
    let sources = element("details")
        .class("sources")
        .flag("open", item.kind != Kind::Recommendation)
        .child(element("summary").child(words.get(Key::details_sources)))
        .child(link::sources(store, &entry.sources));
    Node::from((
        element("p").class("soft").child(words.kind(item.kind)),
        title(words::heading(words, dataset, item)).attr("dir", "auto"),
        sections,
        remark(Key::conflict, entry.conflict.as_deref()),
        remark(Key::note, entry.note.as_deref()),
        trail(store, item),
        named_in(store, item),
        sources,
        element("p").class("permalink").child((permalink, " ", id)),
    ))
}

/// Facts as a list of terms; those without a value are left out.
fn facts(store: Store, facts: Vec<(Key, Node)>) -> Node {
    let facts = facts.into_iter().map(|(name, value)| {
        (!matches!(value, Node::Nothing)).then(|| {
            let name = element("dt").child(store.words.get(name));
            (name, element("dd").child(value))
        })
    });
    element("dl").class("facts").child(facts.collect::<Node>()).into()
}

fn text(text: &str) -> Node {
    if text.is_empty() {
        return Node::Nothing;
    }
    element("span").attr("dir", "auto").child(text).into()
}

fn optional(text: Option<String>) -> Node {
    self::text(&text.unwrap_or_default())
}

fn links(store: Store, items: impl IntoIterator<Item = impl Into<Ref>>) -> Node {
    let mut links: Vec<Node> = Vec::new();
    for item in items {
        if !links.is_empty() {
            links.push(", ".into());
        }
        links.push(link::named(store, item.into()));
    }
    if links.is_empty() { Node::Nothing } else { Node::Many(links) }
}

fn articles(store: Store, articles: &[String]) -> Node {
    let articles: Vec<String> =
        articles.iter().map(|a| store.words.with(Key::article, &[("article", a)])).collect();
    text(&articles.join(", "))
}

/// Words of a document and where they stand.
fn source(
    store: Store,
    words: &'static str,
    document: Id<Document>,
    paragraph: Option<&str>,
) -> Element {
    let place = words::place_in(store.words, store.dataset(), document, paragraph);
    let place = link::record(store, document.into(), element("bdi").child(place));
    element("div")
        .class("source")
        .child((link::quote(store, words), element("p").class("cite").child(place)))
}

fn soft(text: &str) -> Element {
    element("p").class("soft").child(text)
}

fn h3(store: Store, key: Key) -> Element {
    element("h3").child(store.words.get(key))
}

fn basis(basis: Basis) -> Key {
    match basis {
        Basis::Read => Key::status_read,
        Basis::Stated => Key::status_stated,
    }
}

fn recommendation(store: Store, id: Id<Recommendation>) -> Node {
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
        source(store, &o.quote, o.document, o.paragraph.as_deref()).child((elsewhere, note))
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
fn history(store: Store, id: Id<Recommendation>) -> Node {
    let statuses = &store.dataset()[id].statuses;
    if statuses.is_empty() {
        return element("p").child(store.words.get(Key::details_no_status)).into();
    }
    let entries: Node = statuses.iter().rev().map(|entry| status(store, id, entry)).collect();
    element("ol").class("history").child(entries).into()
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
fn answers(store: Store, id: Id<Recommendation>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let all: Vec<(Id<Action>, &'static Answer)> = dataset.answers(id).collect();
    if all.is_empty() {
        return element("p").child(words.get(Key::details_nothing_done)).into();
    }
    let of_strength = |(_, strength): (_, Strength)| {
        let own = all.iter().filter(|(_, answer)| answer.strength == strength);
        let items: Vec<Element> =
            own.map(|(action, answer)| answered_by(store, *action, answer)).collect();
        (!items.is_empty()).then(|| {
            let title = format!("{} ({})", words.strength(strength), items.len());
            folded(title, strength == Strength::Explicit)
                .child(soft(words.strength_meaning(strength)))
                .child(element("ul").child(items))
        })
    };
    Strength::ALL.into_iter().map(of_strength).collect()
}

fn answered_by(store: Store, id: Id<Action>, answer: &'static Answer) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let action = &dataset[id];
    // The words of an answer are shown; of what only stands beside, the title is enough, one step
    // from its words.
    let explicit = answer.strength == Strength::Explicit;
    let quote = explicit.then(|| link::quote(store, &action.quote));
    let place = action.report.map(|report| {
        let place = words::place_in(words, dataset, report, action.paragraph.as_deref());
        element("span").class("soft").child(place)
    });
    let reason = answer.reason.as_deref().map(|reason| soft(reason).attr("dir", "auto"));
    element("li").child((link::named(store, id.into()), " ", place, quote, reason))
}

fn folded(title: String, open: bool) -> Element {
    element("details").class("answers").flag("open", open).child(element("summary").child(title))
}

fn action(store: Store, id: Id<Action>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let action = &dataset[id];
    let facts = facts(
        store,
        vec![
            (Key::fact_date, optional(words::when(words, dataset, id.into()))),
            (Key::fact_kind, text(&action.kind)),
            (Key::fact_actors, text(&action.actors.join(", "))),
            (Key::fact_states, links(store, action.states.iter().copied())),
            (Key::fact_region, text(action.region.as_deref().unwrap_or_default())),
            (Key::fact_partners, text(&action.partners.join(", "))),
            (Key::fact_function, links(store, action.function)),
        ],
    );
    let said = match action.report {
        Some(report) => source(store, &action.quote, report, action.paragraph.as_deref()).into(),
        None => link::quote(store, &action.quote),
    };
    Node::from((h3(store, Key::details_quote_from), said, h3(store, Key::details_facts), facts))
}

fn resolution(store: Store, id: Id<Resolution>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let resolution = &dataset[id];
    let decided = (!resolution.provisions.is_empty()).then(|| {
        let provisions = resolution.provisions.iter().map(|provision| {
            let text = link::marked(store, &provision.text);
            let text = element("p").attr("dir", "auto").child(text);
            element("li").child((text, link::sources(store, &provision.sources)))
        });
        let provisions: Node = provisions.collect();
        (h3(store, Key::details_provisions), element("ol").class("provisions").child(provisions))
    });
    let facts = facts(
        store,
        vec![
            (Key::fact_session, links(store, [resolution.session])),
            (Key::fact_date, optional(words::when(words, dataset, id.into()))),
        ],
    );
    Node::from((facts, decided))
}

fn session(store: Store, id: Id<Session>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let session = &dataset[id];
    let place: Vec<&str> =
        [&session.city, &session.state].into_iter().filter_map(|p| p.as_deref()).collect();
    let planned = session.planned.map(|date| {
        let said = words::date(words, date);
        match session.held {
            Some(_) => said,
            None => format!("{said} ({})", words.get(Key::planned_only)),
        }
    });
    facts(
        store,
        vec![
            (Key::fact_held, optional(session.held.map(|date| words::date(words, date)))),
            (Key::fact_planned, optional(planned)),
            (Key::fact_place, text(&place.join(", "))),
            (Key::fact_body, links(store, [session.body])),
        ],
    )
}

fn document(store: Store, id: Id<Document>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let document = &dataset[id];
    let symbol = document.symbol.as_deref().map(|symbol| match document.symbol_inferred {
        true => format!("{symbol} ({})", words.get(Key::symbol_inferred)),
        false => symbol.to_owned(),
    });
    let url = document.url.as_deref();
    let outside = url.map(|url| element("p").child(link::outside(store, url, url)));
    let facts = facts(
        store,
        vec![
            (Key::fact_symbol, optional(symbol)),
            (Key::fact_kind, text(&document.kind)),
            (Key::fact_date, optional(document.date.map(|date| words::date(words, date)))),
            (Key::fact_session, links(store, document.session)),
            (Key::fact_body, links(store, document.body)),
        ],
    );
    Node::from((facts, outside))
}

fn submission(store: Store, id: Id<Submission>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let submission = &dataset[id];
    facts(
        store,
        vec![
            (Key::fact_states, links(store, [submission.state])),
            (Key::fact_session, links(store, submission.session)),
            (Key::fact_topics, links(store, submission.topics.iter().copied())),
            (Key::fact_date, optional(submission.date.map(|date| words::date(words, date)))),
            (Key::fact_round, text(submission.round.as_deref().unwrap_or_default())),
        ],
    )
}

/// What led to a record, from the beginning; and what it led to directly.
fn trail(store: Store, item: Ref) -> Node {
    let words = store.words;
    let trail = store.record.trails.trail(store.dataset(), item);
    let mut above: Vec<(Ref, Vec<&Step>)> = Vec::new();
    for step in &trail.up {
        match above.iter_mut().find(|(from, _)| *from == step.from) {
            Some((_, steps)) => steps.push(step),
            None => above.push((step.from, vec![step])),
        }
    }
    let mut below: Vec<(Relation, Vec<Ref>)> = Vec::new();
    for step in store.record.trails.below(item) {
        // The answers to a recommendation stand above, with their words.
        if matches!(step.relation, Relation::Answered(_)) {
            continue;
        }
        match below.iter_mut().find(|(relation, _)| *relation == step.relation) {
            Some((_, to)) => to.push(step.to),
            None => below.push((step.relation, vec![step.to])),
        }
    }
    if above.is_empty() && below.is_empty() {
        return Node::Nothing;
    }
    let h4 = |key: Key| element("h4").child(words.get(key));
    let up = (!above.is_empty()).then(|| {
        let rows = above.into_iter().map(|(from, steps)| ancestor(store, from, &steps));
        let rows: Node = rows.collect();
        (h4(Key::trail_up), element("ol").class("trail").child(rows))
    });
    let down = (!below.is_empty()).then(|| {
        let rows = below.into_iter().map(|(relation, to)| descendants(store, relation, to));
        let rows: Node = rows.collect();
        (h4(Key::trail_down), rows)
    });
    Node::from((h3(store, Key::trail), up, down))
}

/// One record above, with what it did to those below it.
fn ancestor(store: Store, from: Ref, steps: &[&Step]) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let when = words::when(words, dataset, from);
    let mut said: Vec<String> = steps
        .iter()
        .map(|step| {
            let relation = words.relation(step.relation, false);
            format!("{relation} {}", words::name(words, dataset, step.to))
        })
        .collect();
    said.extend(when);
    item_of_list(store, from).child(soft(&said.join(" · ")).attr("dir", "auto"))
}

/// What a record led to by one relation.
fn descendants(store: Store, relation: Relation, to: Vec<Ref>) -> Element {
    let title = format!("{} ({})", store.words.relation(relation, false), to.len());
    listed(store, title, to)
}

/// The records that name a topic, a State or the like as theirs, by kind.
fn named_in(store: Store, item: Ref) -> Node {
    let all = store.dataset().named_in(item);
    if all.is_empty() {
        return Node::Nothing;
    }
    let lists = Kind::ALL.into_iter().filter_map(|kind| {
        let own: Vec<Ref> = all.iter().copied().filter(|item| item.kind == kind).collect();
        let title = store.words.kind_count(kind, own.len());
        (!own.is_empty()).then(|| listed(store, title, own))
    });
    let lists: Node = lists.collect();
    Node::from((h3(store, Key::details_named_in), lists))
}

/// Links under a title, folded where they are many.
fn listed(store: Store, title: String, to: Vec<Ref>) -> Element {
    let n = to.len();
    let rows: Node = to.into_iter().map(|item| item_of_list(store, item)).collect();
    folded(title, n <= LISTED).child(element("ul").child(rows))
}
