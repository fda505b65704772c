//! What this is and is not, and how to read it. Each section has an address of its own.

mod examples;
mod systems;

use super::dom::{Element, Node, effect, element};
use super::glyph::glyph;
use super::link;
use super::store::Store;
use crate::address::SECTIONS;
use crate::browser;
use crate::model::{Coverage, Date, Status, Strength};
use crate::words::{self, Key};

pub(super) fn about(store: Store) -> Node {
    let words = store.words;
    // What a link points to is brought into sight once it is there.
    effect(move || {
        if let Some(section) = store.address.with(|address| address.section) {
            browser::next_frame(move || browser::reveal(section, "h2"));
        }
    });
    let contents = SECTIONS.iter().map(|&slug| {
        let go = move |address: &mut crate::address::Address| address.explain(slug);
        element("li").child(link::to(store, "", go, words.get(title(slug))))
    });
    let contents: Node = contents.collect();
    let sections: Node = SECTIONS.iter().map(|&slug| section(store, slug)).collect();
    element("article")
        .class("about")
        .child(element("p").class("lead").child(words.get(Key::site_sentence)))
        .child(
            element("nav")
                .attr("aria-label", words.get(Key::about_contents))
                .child(element("ul").child(contents)),
        )
        .child(sections)
        .into()
}

/// The title of a section.
fn title(slug: &str) -> Key {
    match slug {
        "this-record" => Key::about_record,
        "how-status-is-read" => Key::about_status,
        "worked-examples" => Key::about_examples,
        "other-systems" => Key::about_systems,
        "how-to-cite" => Key::about_cite,
        "report-an-error" => Key::about_report,
        "publish-your-own" => Key::about_publish,
        "licence" => Key::about_licence,
        _ => Key::about_what,
    }
}

fn section(store: Store, slug: &'static str) -> Element {
    let words = store.words;
    let content = match slug {
        "this-record" => record(store),
        "how-status-is-read" => status(store),
        "worked-examples" => examples::examples(store),
        "other-systems" => systems::systems(store),
        "how-to-cite" => cite(store),
        "report-an-error" => report(store),
        "publish-your-own" => publish(store),
        "licence" => licence(store),
        _ => Node::from((
            text(store, Key::about_is),
            text(store, Key::about_is_not),
            element("h3").child(words.get(Key::about_share)),
            text(store, Key::about_share_text),
        )),
    };
    let heading = element("h2").child(words.get(title(slug)));
    element("section").attr("id", slug).attr("tabindex", "-1").child((heading, content))
}

fn text(store: Store, key: Key) -> Element {
    element("p").child(store.words.get(key))
}

fn h3(store: Store, key: Key) -> Element {
    element("h3").child(store.words.get(key))
}

fn edition(store: Store) -> String {
    let version = &store.dataset().meta.version;
    let date = Date::parse(version);
    date.map_or_else(|| version.clone(), |date| words::date(store.words, date))
}

fn record(store: Store) -> Node {
    let (words, meta) = (store.words, &store.dataset().meta);
    let edition = words.with(
        Key::about_version,
        &[("version", &edition(store)), ("date", &words::day(words, meta.as_of))],
    );
    let coverages: Node = Coverage::ALL
        .into_iter()
        .map(|(_, coverage)| {
            let name = element("dt").child(words.coverage(coverage));
            (name, element("dd").child(words.coverage_meaning(coverage)))
        })
        .collect();
    Node::from((
        element("p").attr("dir", "auto").child(meta.description.as_str()),
        element("p").child(edition),
        (h3(store, Key::about_complete), text(store, Key::about_complete_text)),
        element("dl").class("rules").child(coverages),
        (h3(store, Key::about_dates), text(store, Key::about_dates_text)),
        (h3(store, Key::about_titles), text(store, Key::about_titles_text)),
    ))
}

fn status(store: Store) -> Node {
    let statuses: Node = Status::ALL.into_iter().map(|status| rule(store, status)).collect();
    let strengths: Node = Strength::ALL.into_iter().map(|(_, s)| strength(store, s)).collect();
    Node::from((
        text(store, Key::about_status_read),
        element("dl").class("rules").child(statuses),
        h3(store, Key::about_strength),
        element("dl").class("rules").child(strengths),
        text(store, Key::about_strength_rule),
        (h3(store, Key::about_silence), text(store, Key::about_silence_text)),
    ))
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

/// How the record as a whole is cited, and where a single one is.
fn cite(store: Store) -> Node {
    let (words, meta) = (store.words, &store.dataset().meta);
    let whole = words.with(
        Key::about_cite_whole,
        &[
            ("title", &meta.title),
            ("site", words.get(Key::site_name)),
            ("version", &edition(store)),
            ("url", &browser::absolute("")),
        ],
    );
    let whole = element("p").class("citation").attr("dir", "auto").child(whole);
    Node::from((text(store, Key::about_cite_text), whole))
}

fn report(store: Store) -> Node {
    let url = store.dataset().meta.issues_url.as_deref();
    let way = match url {
        Some(url) => link::outside(store, url, url),
        None => store.words.get(Key::about_report_none).into(),
    };
    Node::from((text(store, Key::about_report_text), element("p").child(way)))
}

fn publish(store: Store) -> Node {
    let file = |path: &str| element("a").attr("href", path).child(element("code").child(path));
    let files = element("ul").child((
        element("li").child((file("data/record.json"), ": ", store.words.get(Key::about_file))),
        element("li").child((
            file("data/record.schema.json"),
            ": ",
            store.words.get(Key::about_schema),
        )),
    ));
    Node::from((text(store, Key::about_publish_text), files))
}

fn licence(store: Store) -> Node {
    element("p").attr("dir", "auto").child(store.dataset().meta.licence.as_str()).into()
}
