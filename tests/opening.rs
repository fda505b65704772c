//! The first screen as HTML: the record is in it, every link of it leads somewhere, and no text of
//! the record is markup.

#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests fail by panicking, too.

mod bundled;

use std::collections::BTreeSet;

use mandate_trail::address::Address;
use mandate_trail::load::load;
use mandate_trail::model::{Dataset, Recommendation, Resolution, Row, Session};
use mandate_trail::opening::{description, opening, title};
use mandate_trail::words::Words;
use serde_json::Value;

fn record() -> Dataset {
    load(&bundled::bundled()).dataset.expect("the record")
}

fn made(dataset: &Dataset) -> String {
    opening(&Words::english(), dataset)
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let name = format!(" {name}=\"");
    html.split(&name).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The text alone.
fn text(html: &str) -> String {
    let text: Vec<&str> =
        html.split('<').filter_map(|part| part.split_once('>')).map(|p| p.1).collect();
    text.concat()
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[test]
fn the_record_can_be_read_in_it() {
    let dataset = record();
    let said = text(&made(&dataset));
    for recommendation in Recommendation::rows(&dataset) {
        assert!(said.contains(&recommendation.title), "{}", recommendation.title);
    }
    for part in [
        &dataset.meta.title,
        &dataset.meta.description,
        "33 recommendations",
        "8 of 33 no action reported",
        "39 of 49 States submitted",
        "CAC/COSP/WG.4/2020/2 (inferred), para. 20, para. 29",
        "Kept up to 31 December 2025.",
    ] {
        assert!(said.contains(part), "{part}");
    }
    let all = Session::rows(&dataset).iter().map(|session| session.title.as_str());
    for name in all.chain(Resolution::rows(&dataset).iter().filter_map(|r| r.number.as_deref())) {
        assert!(said.contains(name), "{name}");
    }
}

#[test]
fn every_link_leads_to_a_view_and_to_a_place_in_it() {
    let dataset = record();
    let html = made(&dataset);
    let ids = values(&html, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    let links = values(&html, "href");
    assert!(links.len() > 100);
    for link in links {
        let (query, place) = link.split_once('#').unwrap_or((link, ""));
        assert!(place.is_empty() || known.contains(place), "{link}");
        let (address, unread) = Address::parse(query.trim_start_matches('.'));
        assert_eq!((unread, address.resolve(&dataset).notices), (vec![], vec![]), "{link}");
    }
}

#[test]
fn no_text_of_the_record_is_markup_and_nothing_is_inline() {
    let small = include_str!("data/small.json");
    let hostile = small.replace("\"title\": \"", "\"title\": \"</p><script>\\\" onload=x ");
    assert_ne!(hostile, small);
    let dataset = load(hostile.as_bytes()).dataset.expect("a record");
    let head = [title(&Words::english(), &dataset), description(&dataset)].concat();
    let html = made(&dataset);
    assert!(text(&html).contains("<script>\" onload=x"));
    for html in [&html, &head] {
        assert!(!html.contains("<script") && !html.contains("</p><s"), "{html}");
        let within = |tag: &str| tag.contains(" style=") || tag.contains(" on");
        let tags = html.split('<').skip(1).filter_map(|part| part.split('>').next());
        for tag in tags {
            let outside: Vec<&str> = tag.split('"').step_by(2).collect();
            assert!(!within(&outside.concat()), "{tag}");
        }
    }
}

#[test]
fn it_does_not_grow_with_the_record_without_end() {
    let small = include_str!("data/small.json");
    let mut large: Value = serde_json::from_str(small).expect("JSON");
    let list = large["recommendations"].as_array_mut().expect("a list");
    let one = list[0].clone();
    for n in 0..1000 {
        list.push(one.clone());
        list[n]["id"] = format!("rec-{n}").into();
    }
    let dataset = load(large.to_string().as_bytes()).dataset.expect("a record");
    let all = Recommendation::rows(&dataset).len();
    assert!(all >= 1000, "{all}");
    let html = made(&dataset);
    let all = Words::english().number(all);
    assert!(text(&html).contains(&format!("{all} recommendations")), "{all}");
    assert_eq!(html.matches("<li id=\"record-rec-").count(), 300);
    assert!(text(&html).contains(" more"));
}
