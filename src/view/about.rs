//! What this is and is not, and how to read it.

use super::dom::{Node, element};
use super::foot;
use super::glyph::glyph;
use super::link;
use super::store::Store;
use crate::model::{Coverage, Kind, Recommendation, Status, Strength};
use crate::words::Key;

pub(super) fn about(store: Store) -> Node {
    let (words, meta) = (store.words, &store.dataset().meta);
    let title = |tag, key| element(tag).child(words.get(key));
    let text = |key| element("p").child(words.get(key));
    let report = meta
        .issues_url
        .as_deref()
        .map(|url| element("p").child(link::outside(store, url, words.get(Key::about_report))));
    let statuses: Node = Status::ALL.into_iter().map(|status| rule(store, status)).collect();
    let strengths: Node = Strength::ALL.into_iter().map(|(_, s)| strength(store, s)).collect();
    let coverages: Node = Coverage::ALL
        .into_iter()
        .map(|(_, coverage)| {
            let name = element("dt").child(words.coverage(coverage));
            (name, element("dd").child(words.coverage_meaning(coverage)))
        })
        .collect();
    element("article")
        .class("about")
        .child(title("h2", Key::about_what))
        .child(text(Key::site_sentence).class("lead"))
        .child(text(Key::about_is))
        .child(text(Key::about_is_not))
        .child(title("h2", Key::about_record))
        .child(element("p").attr("dir", "auto").child(meta.description.as_str()))
        .child(element("p").child(foot::edition(store)))
        .child(report)
        .child(title("h2", Key::about_status).attr("id", "how-status-is-read"))
        .child(text(Key::about_status_read))
        .child(element("dl").class("rules").child(statuses))
        .child(title("h3", Key::about_strength))
        .child(element("dl").class("rules").child(strengths))
        .child(text(Key::about_strength_rule))
        .child(example(store))
        .child(title("h3", Key::about_silence))
        .child(text(Key::about_silence_text))
        .child(title("h3", Key::about_complete))
        .child(text(Key::about_complete_text))
        .child(element("dl").class("rules").child(coverages))
        .child(title("h3", Key::about_dates))
        .child(text(Key::about_dates_text))
        .child(title("h3", Key::about_titles))
        .child(text(Key::about_titles_text))
        .child(title("h2", Key::about_share))
        .child(text(Key::about_share_text))
        .child(title("h2", Key::about_licence))
        .child(element("p").attr("dir", "auto").child(meta.licence.as_str()))
        .into()
}

fn rule(store: Store, status: Status) -> Node {
    let name = (glyph(status), " ", store.words.status(status));
    Node::from((
        element("dt").class(&format!("status-{}", status.slug())).child(name),
        element("dd").child(store.words.status_rule(status)),
    ))
}

fn strength(store: Store, strength: Strength) -> Node {
    Node::from((
        element("dt").child(store.words.strength(strength)),
        element("dd").child(store.words.strength_meaning(strength)),
    ))
}

/// The first recommendation of the record that a report covers, with actions beside it, and
/// that none of them answers: taken from the record, so that it is true of any.
fn example(store: Store) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let beside = |id| dataset.answers(id).any(|(_, a)| a.strength == Strength::SameHeading);
    let explicit = |id| dataset.answers(id).any(|(_, a)| a.strength == Strength::Explicit);
    let found = dataset.ids::<Recommendation>().filter(|&id| {
        let status = dataset.status(&dataset[id], store.as_of());
        status == Status::NoActionReported && beside(id) && !explicit(id)
    });
    // The later ones of a record are those that its latest report covers alone.
    let Some(id) = found.last() else { return Node::Nothing };
    let status = words.status(dataset.status(&dataset[id], store.as_of()));
    let quote = dataset[id].occurrences.first().map(|o| link::quote(store, &o.quote));
    let actions: Node = dataset
        .answers(id)
        .map(|(action, _)| element("li").child(link::named(store, action.into())))
        .collect();
    let n = words.kind_count(Kind::Action, dataset.answers(id).count());
    let text = words.with(Key::about_example_text, &[("status", status)]);
    Node::from((
        element("h3").child(words.get(Key::about_example)),
        element("p").child(text),
        quote,
        element("p").child((link::named(store, id.into()), " · ", n)),
        element("ul").child(actions),
    ))
}
