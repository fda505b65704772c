//! A card for each session: when and where, under which mandate, what it discussed, what came of
//! it, and how much of that the record holds.

use super::compare;
use super::dom::{Element, Node, element, live};
use super::glyph::glyph;
use super::link;
use super::store::Store;
use crate::address::{Address, Choices, View};
use crate::browser;
use crate::model::{
    AgendaItem, Document, Id, Kind, LinkKind, Recommendation, Ref, Resolution, Session, Status,
    Submission,
};
use crate::order;
use crate::query::Facet;
use crate::words::{self, Key};

pub(super) fn sessions(store: Store) -> Node {
    let cards = move || {
        let shown = in_order(store);
        let title = store.words.kind_count(Kind::Session, shown.len());
        let cards: Node = shown.into_iter().map(|id| card(store, id)).collect();
        (
            element("h2").class("visually-hidden").child(title),
            element("ul").class("cards").child(cards),
        )
    };
    live(move || Node::from(cards()))
}

/// The sessions that are shown, in the order in which this view shows them: the latest first.
pub(super) fn in_order(store: Store) -> Vec<Id<Session>> {
    let dataset = store.dataset();
    let mut shown: Vec<Id<Session>> =
        store.outcome.with(|outcome| outcome.shown(Kind::Session).ids().collect());
    order::sort_by_key(&mut shown, |&id| {
        std::cmp::Reverse(dataset.date_on(id.into(), store.as_of()).map(|date| date.start()))
    });
    shown
}

fn card(store: Store, id: Id<Session>) -> Element {
    let (words, dataset) = (store.words, store.dataset());
    let session = &dataset[id];
    let when = words::when(words, dataset, id.into(), store.as_of());
    let place: Vec<&str> =
        [&session.city, &session.state].into_iter().filter_map(|part| part.as_deref()).collect();
    let place = (!place.is_empty()).then(|| place.join(", "));
    let facts: Vec<String> = when.into_iter().chain(place).collect();
    // What was planned, where it was held at another time.
    let held = session.held_by(store.as_of());
    let planned = session.planned.filter(|planned| held.is_some_and(|held| held != *planned));
    let planned = planned.map(|date| {
        line(store, Key::fact_planned, element("span").child(words::date(words, date)).into())
    });
    let known = |item: Ref| store.known(item);
    let mandates = dataset.ids::<Resolution>().filter(|&resolution| {
        let to =
            |link: &crate::model::Link| link.kind == LinkKind::Mandates && link.to == Ref::from(id);
        known(resolution.into()) && dataset[resolution].links.iter().any(to)
    });
    let set = session.agenda.iter().filter_map(|item| item.set_by);
    let mandates = order::distinct(mandates.chain(set));
    let under = (!mandates.is_empty()).then(|| {
        let links = mandates.into_iter().map(|of| link::named(store, of.into()));
        line(store, Key::session_under, joined(links.collect()))
    });
    let ahead = session.is_ahead(store.as_of());
    let agenda = (!ahead && !session.agenda.is_empty()).then(|| {
        let items: Node = session.agenda.iter().map(|item| discussed(store, item)).collect();
        Node::from((
            element("h3").child(words.get(Key::details_agenda)),
            element("ul").class("agenda").child(items),
        ))
    });
    let coverage = [("coverage", words.coverage(session.coverage))];
    let coverage = element("p").class("soft").child(words.with(Key::card_coverage, &coverage));
    element("li").class("session-card").child((
        element("h3").child(link::named(store, id.into())),
        (element("p").class("soft").child(facts.join(" · ")), planned),
        under,
        made(store, id),
        counts(store, id),
        agenda,
        coverage,
        compare::with_before(store, id),
    ))
}

/// A subject that it discussed, with its topics and articles.
fn discussed(store: Store, item: &'static AgendaItem) -> Element {
    let topics = item.topics.iter().map(|&topic| link::named(store, topic.into()));
    let article = |article: &String| store.words.with(Key::article, &[("article", article)]);
    let articles = item.articles.iter().map(|of| Node::from(article(of)));
    let about: Vec<Node> = topics.chain(articles).collect();
    let about = (!about.is_empty()).then(|| element("p").class("soft").child(joined(about)));
    let title = element("span").attr("dir", "auto").child(link::marked(store, &item.title));
    element("li").child((title, about))
}

fn line(store: Store, name: Key, content: Node) -> Element {
    element("p").child((element("span").class("soft").child(store.words.get(name)), " ", content))
}

fn joined(parts: Vec<Node>) -> Node {
    let mut all = Vec::new();
    for (n, part) in parts.into_iter().enumerate() {
        if n > 0 {
            all.push(Node::from(", "));
        }
        all.push(part);
    }
    Node::Many(all)
}

/// The recommendations that it made and what became of them, each figure a link to those.
fn made(store: Store, id: Id<Session>) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let as_of = store.as_of();
    let own: Vec<Id<Recommendation>> = dataset
        .ids::<Recommendation>()
        .filter(|&of| dataset[of].session == id && store.known(of.into()))
        .collect();
    if own.is_empty() {
        return Node::Nothing;
    }
    let slug: &'static str = &dataset[id].entry.id;
    let choose = move |address: &mut Address, status: Option<Status>| {
        address.clear_filters();
        address.go(View::Recommendations);
        *address.choices_mut(Facet::Session) = Choices::from_iter([slug]);
        if let Some(status) = status {
            address.toggle(Facet::Status, status.slug());
        }
    };
    let all = words.count(Key::n_recommendations, own.len(), &[]);
    let all = link::to(store, "plain", move |address| choose(address, None), all);
    let of = |status: &Status| {
        let status = *status;
        let n = own.iter().filter(|&&of| dataset.status(&dataset[of], as_of) == status).count();
        (n > 0).then(|| {
            let word = words::lower(words.status(status));
            let content = (glyph(status), format!(" {n} {word}"));
            let link =
                link::to(store, "plain", move |address| choose(address, Some(status)), content);
            element("li").class(&format!("status-{}", status.slug())).child(link)
        })
    };
    let by_status: Vec<Element> = Status::ALL.iter().filter_map(of).collect();
    Node::from((element("p").child(all), element("ul").class("mix").child(by_status)))
}

/// What else belongs to it, each number a list.
fn counts(store: Store, id: Id<Session>) -> Node {
    let dataset = store.dataset();
    fn of<T: crate::model::Row>(
        store: Store,
        belongs: impl Fn(&Id<T>) -> bool,
    ) -> (Kind, Vec<Ref>) {
        let items = store.dataset().ids::<T>().filter(belongs).map(Ref::from);
        (T::KIND, items.filter(|&item| store.known(item)).collect())
    }
    let lists = [
        of(store, |&of: &Id<Resolution>| dataset[of].session == id),
        of(store, |&of: &Id<Document>| dataset[of].session == Some(id)),
        of(store, |&of: &Id<Submission>| dataset[of].session == Some(id)),
    ];
    let buttons: Vec<Node> = lists
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(kind, items)| {
            let text = store.words.kind_count(kind, items.len());
            list_of(store, &dataset[id].entry.id, text, items)
        })
        .collect();
    (!buttons.is_empty()).then(|| element("p").child(joined(buttons))).into()
}

/// A number that lists what it counts. `of` is the id of what it belongs to: by it and by what is
/// first in the list the focus finds back to it.
pub(super) fn list_of(store: Store, of: &str, text: String, items: Vec<Ref>) -> Node {
    let first = items.first().and_then(|&item| store.dataset().entry(item));
    let key = format!("{of}/{}", first.map(|entry| entry.id.as_str()).unwrap_or_default());
    let button = element("button").class("plain").attr("data-lists", &key);
    let list = move |by_keyboard| {
        store.opener.set(Some(format!("[data-lists=\"{key}\"]")));
        store.list(items.clone());
        if by_keyboard {
            browser::next_frame(|| browser::focus("details-title"));
        }
    };
    button.follow(list).child(text).into()
}
