//! From a file to an answer: the record is loaded, an address asks, the page shows.

#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests fail by panicking, too.

use mandate_trail::address::Address;
use mandate_trail::load::load;
use mandate_trail::model::{Dataset, Kind};
use mandate_trail::query::{Facet, Index, Outcome};
use serde_json::{Value, json};

fn source(quote: &str) -> Value {
    json!([{ "document": "paper", "paragraph": "49", "quote": quote }])
}

fn recommendation(id: &str, title: &str, session: &str, topics: &[&str], status: &str) -> Value {
    json!({
        "id": id, "sources": source(title), "title": title, "session": session,
        "verb": "recommended", "kind": "operative", "addressees": ["secretariat"],
        "function": "a", "function_basis": "stated", "topics": topics,
        "occurrences": [{
            "document": "paper", "paragraph": "49", "section": "III.A",
            "attributed_to": session, "quote": format!("It was recommended: {title}.")
        }],
        "statuses": [{
            "date": "2020-04-20", "status": status, "basis": "read", "reason": "see the report",
            "sources": source("The secretariat reported")
        }]
    })
}

fn dataset() -> Dataset {
    let named =
        |id: &str, key: &str, name: &str| json!({ "id": id, "sources": source(name), key: name });
    let session = |id: &str, ordinal: u32, held: &str| {
        json!({
            "id": id, "sources": source(id), "body": "wg", "ordinal": ordinal,
            "title": format!("Meeting {ordinal}"), "label": ordinal.to_string(), "coverage": "dates only", "held": held
        })
    };
    let file = json!({
        "schema": 1, "title": "T", "subtitle": "S", "description": "D", "language": "en",
        "as_of": "2020-04-20", "version": "1", "licence": "CC0-1.0",
        "bodies": [{ "id": "wg", "sources": source("x"), "name": "Working Group", "short": "WG" }],
        "states": [named("ci", "name", "Côte d’Ivoire")],
        "addressees": [named("secretariat", "name", "Secretariat")],
        "functions": [{ "id": "a", "sources": source("x"), "letter": "a", "label": "Knowledge", "title": "To assist" }],
        "topics": [
            named("open-data", "title", "Open data"),
            { "id": "interests", "aliases": ["conflicts"], "sources": source("x"), "title": "Conflicts of interest", "articles": ["7(4)"] },
        ],
        "documents": [{
            "id": "paper", "sources": source("x"), "symbol": "CAC/COSP/WG.4/2020/2",
            "title": "Background paper", "kind": "report", "date": "2020-04-20"
        }],
        "sessions": [session("wg9", 9, "2018-09-05/2018-09-07"), session("wg10", 10, "2019-09-04/2019-09-06")],
        "resolutions": [],
        "recommendations": [
            recommendation("r-list", "Make a list of open data", "wg10", &["open-data"], "continuing"),
            recommendation("r-heads", "Train heads of bodies", "wg10", &["interests"], "no action reported"),
            recommendation("r-share", "Share practices", "wg9", &["interests"], "continuing"),
        ],
        "actions": [{
            "id": "a-list", "sources": source("x"), "title": "A list was put online", "kind": "publication",
            "report": "paper", "paragraph": "50", "quote": "The list is online.",
            "answers": [{ "recommendation": "r-list", "strength": "explicit", "sources": source("online") }]
        }],
        "submissions": [{
            "id": "s-ci", "sources": source("x"), "state": "ci", "session": "wg10",
            "topics": ["open-data"], "round": "Note verbale"
        }],
    });
    let loaded = load(file.to_string().as_bytes());
    loaded.dataset.unwrap_or_else(|| panic!("{:?}", loaded.problems))
}

fn open(address: &str) -> (Dataset, Outcome) {
    let dataset = dataset();
    let (address, notices) = Address::parse(address);
    let resolved = address.resolve(&dataset);
    assert!(notices.is_empty() && resolved.notices.is_empty(), "{notices:?} {resolved:?}");
    let outcome = Index::new(&dataset).answer(&resolved.query, dataset.meta.as_of);
    (dataset, outcome)
}

#[test]
fn an_address_asks_and_the_record_answers() {
    let check = |address: &str, expect: &[&str]| {
        let (dataset, outcome) = open(address);
        let ids = outcome.recommendations.ids().map(|id| &dataset[id]);
        let ids: Vec<&str> =
            ids.map(|r: &mandate_trail::model::Recommendation| r.entry.id.as_str()).collect();
        assert_eq!(ids, expect, "{address}");
    };
    check("", &["r-list", "r-heads", "r-share"]);
    check("?q=open+data", &["r-list"]);
    check("?q=PAPER", &[]);
    check("?q=7(4)&session=wg10", &["r-heads"]);
    check("?q=wg.4/2020/2&status=continuing", &["r-list", "r-share"]);
    check("?topic=conflicts", &["r-heads", "r-share"]);
    check("?topic=open-data,conflicts&status=continuing", &["r-list", "r-share"]);
    check("?function=none", &[]);
}

#[test]
fn the_page_says_what_else_holds_the_words() {
    let hits = |address: &str| {
        let outcome = open(address).1;
        [Kind::Recommendation, Kind::Action, Kind::Submission].map(|kind| outcome.hits(kind))
    };
    assert_eq!(hits("q=online"), [0, 1, 0]);
    assert_eq!(hits("q=cote+d'ivoire"), [0, 0, 1]);
    assert_eq!(hits("q=open+data&status=continuing"), [1, 0, 1]);
    let (_, outcome) = open("q=online");
    assert_eq!(outcome.shown(Kind::Action).count(), 1);
    assert_eq!(outcome.shown(Kind::Submission).count(), 0);
}

#[test]
fn counts_and_highlights_come_from_the_same_rule() {
    let (dataset, outcome) = open("q=list&status=continuing");
    let counts: Vec<(&str, usize)> =
        outcome.counts(Facet::Status).iter().map(|c| (c.value.slug(&dataset), c.count)).collect();
    assert_eq!(counts, [("continuing", 1), ("no-action-reported", 0)]);
    let title = "Make a list of open data";
    let (_, outcome) = open("q=LIST+d");
    assert_eq!(outcome.terms.matches(title), [7..11, 20..21]);
}
