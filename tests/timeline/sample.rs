//! Records to draw: a small one that has one of everything, and large ones made by rule.

use std::collections::BTreeSet;

use mandate_trail::load::load;
use mandate_trail::model::Dataset;
use serde_json::{Value, json};

/// Reads a dataset's file that must be sound.
pub(crate) fn read(file: &Value) -> Dataset {
    let loaded = load(file.to_string().as_bytes());
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    loaded.dataset.expect("sound")
}

fn sources() -> Value {
    json!([{ "document": "paper", "paragraph": "1", "quote": "words" }])
}

/// Adds what every record carries.
fn with_sources(mut records: Value) -> Value {
    for record in records.as_array_mut().expect("array") {
        record["sources"] = sources();
    }
    records
}

pub(crate) fn file(parts: Value) -> Value {
    let mut file = json!({
        "schema": 1, "version": "1", "title": "T", "subtitle": "S", "description": "D",
        "language": "en", "as_of": "2020-04-20", "licence": "L",
    });
    let keys = [
        "bodies",
        "states",
        "addressees",
        "functions",
        "topics",
        "documents",
        "sessions",
        "resolutions",
        "recommendations",
        "actions",
        "submissions",
    ];
    for key in keys {
        let records = parts.get(key).cloned().unwrap_or_else(|| json!([]));
        file[key] = with_sources(records);
    }
    for resolution in file["resolutions"].as_array_mut().expect("array") {
        for link in resolution["links"].as_array_mut().expect("links") {
            link["sources"] = sources();
        }
    }
    for action in file["actions"].as_array_mut().expect("array") {
        for answer in action["answers"].as_array_mut().expect("answers") {
            answer["sources"] = sources();
            answer["reason"] = json!("plain");
        }
    }
    let fullest = [
        ("recommendations", "recommendations in part"),
        ("resolutions", "resolutions in part"),
        ("documents", "documents only"),
    ];
    let of: Vec<(&str, BTreeSet<String>)> = fullest
        .into_iter()
        .map(|(key, coverage)| {
            let list = file[key].as_array().expect("array").iter();
            let sessions = list.filter_map(|record| record["session"].as_str());
            (coverage, sessions.map(str::to_owned).collect())
        })
        .collect();
    for session in file["sessions"].as_array_mut().expect("array") {
        let id = session["id"].as_str().expect("an id").to_owned();
        let held = of.iter().find(|(_, sessions)| sessions.contains(&id));
        session["coverage"] = json!(held.map_or("dates only", |(coverage, _)| coverage));
    }
    file
}

fn recommendation(id: &str, title: &str, session: &str, function: &str, statuses: Value) -> Value {
    let mut statuses = statuses;
    for status in statuses.as_array_mut().expect("statuses") {
        status["basis"] = json!("read");
        status["reason"] = json!("why");
        status["sources"] = sources();
    }
    let mut value = json!({
        "id": id, "title": title, "session": session, "verb": "recommended", "kind": "operative",
        "addressees": ["parties"], "topics": ["data"],
        "occurrences": [{ "document": "paper", "paragraph": "1", "section": "III.A",
            "attributed_to": session, "quote": "words" }],
        "statuses": statuses,
    });
    if !function.is_empty() {
        value["function"] = json!(function);
        value["function_basis"] = json!("stated");
    }
    value
}

pub(crate) fn common() -> Value {
    json!({
        "bodies": [
            { "id": "cosp", "name": "Conference", "short": "Conference" },
            { "id": "wg4", "name": "Working Group", "short": "Working Group", "parent": "cosp" },
        ],
        "states": [{ "id": "dz", "name": "Algeria" }, { "id": "cz", "name": "Czechia" }],
        "addressees": [{ "id": "parties", "name": "States parties" }],
        "functions": [
            { "id": "knowledge", "letter": "a", "label": "Knowledge", "title": "Knowledge" },
            { "id": "exchange", "letter": "b", "label": "Exchange", "title": "Exchange" },
            { "id": "unused", "letter": "c", "label": "Unused", "title": "Unused" },
        ],
        "topics": [{ "id": "data", "title": "Open data" }],
    })
}

/// One of everything: partial and open dates, planned and moved sessions, statuses that change,
/// records of one day, of none.
pub(crate) fn sample() -> Dataset {
    let mut parts = common();
    parts["documents"] = json!([
        { "id": "paper", "symbol": "CAC/COSP/WG.4/2020/2", "title": "Paper", "kind": "background paper", "date": "2020-04-20" },
        { "id": "report-9", "symbol": "CAC/COSP/WG.4/2018/5", "title": "Report", "kind": "report", "date": "2018-10" },
        { "id": "early", "title": "An early report", "kind": "report", "date": "2019-12-01" },
        { "id": "guide", "title": "A guide without a date", "kind": "guide" },
    ]);
    parts["sessions"] = json!([
        { "id": "cosp-3", "body": "cosp", "ordinal": 3, "title": "Third session", "label": "3 Doha", "held": "2009-11-09/2009-11-13" },
        { "id": "cosp-7", "body": "cosp", "ordinal": 7, "title": "Seventh session", "label": "7 Vienna", "held": "2017-11-06/2017-11-10" },
        { "id": "cosp-8", "body": "cosp", "ordinal": 8, "title": "Eighth session", "label": "8 Abu Dhabi", "held": "2019-12-16/2019-12-20" },
        { "id": "wg4-9", "body": "wg4", "ordinal": 9, "title": "Ninth meeting", "label": "9", "held": "2018-09-05/2018-09-07" },
        { "id": "wg4-10", "body": "wg4", "ordinal": 10, "title": "Tenth meeting", "label": "10", "planned": "2019-08-26/2019-08-28", "held": "2019-09-04/2019-09-06" },
        { "id": "wg4-11", "body": "wg4", "ordinal": 11, "title": "Eleventh meeting", "label": "11", "planned": "2020-06-09/2020-06-11" },
    ]);
    parts["resolutions"] = json!([
        { "id": "res-3-2", "number": "3/2", "session": "cosp-3", "provisions": [], "links": [{ "kind": "mandates", "to": "wg4" }] },
        { "id": "res-7-5", "number": "7/5", "session": "cosp-7", "provisions": [], "links": [{ "kind": "follows up", "to": "res-3-2" }, { "kind": "mandates", "to": "wg4-10" }] },
        { "id": "res-7-6", "number": "7/6", "session": "cosp-7", "provisions": [], "links": [{ "kind": "reaffirms", "to": "res-3-2" }] },
        { "id": "res-8-8", "number": "8/8", "session": "cosp-8", "date": "2019-12-20", "provisions": [], "links": [] },
    ]);
    let status = |date: &str, status: &str| json!([{ "date": date, "status": status }]);
    parts["recommendations"] = json!([
        recommendation(
            "list",
            "List of open data initiatives",
            "wg4-10",
            "knowledge",
            json!([{ "date": "2019-12-01", "status": "under implementation" },
                { "date": "2020-04-20", "status": "implemented", "evidence": ["page"] }])
        ),
        recommendation(
            "plan",
            "Multi-year workplan to be adopted",
            "wg4-10",
            "knowledge",
            status("2020-04-20", "no action reported")
        ),
        recommendation(
            "efforts",
            "Efforts on strategies to go on",
            "wg4-10",
            "knowledge",
            status("2019-12-01", "continuing")
        ),
        recommendation(
            "declarations",
            "Verification of asset declarations",
            "wg4-9",
            "exchange",
            json!([])
        ),
        recommendation(
            "technical",
            "Technical support by the Secretariat & others",
            "wg4-9",
            "exchange",
            json!([{ "date": "2018-10", "status": "partly implemented", "evidence": ["year"] }])
        ),
        recommendation(
            "donors",
            "Donors to reconfirm",
            "wg4-9",
            "",
            status("2019-12-01", "overtaken by events")
        ),
    ]);
    let explicit = |to: &str| json!([{ "recommendation": to, "strength": "explicit" }]);
    parts["actions"] = json!([
        { "id": "page", "title": "Thematic web page on open data", "kind": "portal", "report": "paper", "paragraph": "32", "date": "2019-12", "actors": ["UNODC"], "quote": "words", "answers": explicit("list") },
        { "id": "workshop", "title": "Regional workshop", "kind": "workshop", "report": "paper", "paragraph": "33", "date": "2019-11-20", "actors": [], "quote": "words", "answers": explicit("technical") },
        { "id": "year", "title": "Support all through the year", "kind": "technical assistance", "report": "paper", "paragraph": "34", "date": "2018", "actors": [], "quote": "words", "answers": explicit("technical") },
        { "id": "since", "title": "Observatory", "kind": "publication", "report": "paper", "paragraph": "35", "date": "2019-03-18/..", "actors": [], "quote": "words", "answers": [] },
        { "id": "until", "title": "Answers collected", "kind": "information gathering", "report": "paper", "paragraph": "36", "date": "../2019-09-04", "actors": [], "quote": "words", "answers": [{ "recommendation": "efforts", "strength": "same heading" }] },
        { "id": "undated", "title": "Partnership told of without a date", "kind": "partnership", "report": "paper", "paragraph": "37", "actors": [], "quote": "words", "answers": explicit("efforts") },
        { "id": "undated-2", "title": "Another one", "kind": "partnership", "report": "paper", "paragraph": "38", "actors": [], "quote": "words", "answers": [] },
    ]);
    let submissions: Vec<Value> = (0..23)
        .map(|n| json!({ "id": format!("sub-{n}"), "state": if n % 2 == 0 { "dz" } else { "cz" }, "session": "wg4-10", "topics": ["data"], "round": "round" }))
        .chain((0..3).map(|n| {
            json!({ "id": format!("early-{n}"), "state": "dz", "session": "wg4-9", "topics": ["data"], "date": "2018-03", "round": "round" })
        }))
        .collect();
    parts["submissions"] = json!(submissions);
    read(&file(parts))
}

/// `n` recommendations and what goes with so many, over fifteen years, many on the same days;
/// always the same for the same `n`.
pub(crate) fn synthetic(n: usize) -> Dataset {
    load(text(n).as_bytes()).dataset.expect("sound")
}

/// The file of [`synthetic`].
pub(crate) fn text(n: usize) -> String {
    let mut parts = common();
    let sessions = (n / 40).max(1);
    let statuses = [
        "implemented",
        "continuing",
        "no action reported",
        "under implementation",
        "partly implemented",
    ];
    let date = |k: usize| {
        format!("{}-{:02}-{:02}", 2005 + k * 15 / sessions.max(1), 1 + k % 12, 1 + k % 28)
    };
    let mut documents =
        vec![json!({ "id": "paper", "title": "Paper", "kind": "report", "date": "2020-04-20" })];
    documents.extend((0..sessions).map(|k| json!({ "id": format!("doc-{k}"), "symbol": format!("A/{k}"), "title": "Report", "kind": "report", "date": date(k) })));
    parts["documents"] = json!(documents);
    parts["sessions"] = (0..sessions)
        .map(|k| json!({ "id": format!("s-{k}"), "body": if k % 5 == 0 { "cosp" } else { "wg4" }, "ordinal": k + 1, "title": format!("Session {k}"), "label": k.to_string(), "held": date(k) }))
        .collect();
    parts["resolutions"] = (0..n / 80)
        .map(|k| json!({ "id": format!("r-{k}"), "number": format!("{k}/1"), "session": format!("s-{}", k % sessions), "provisions": [], "links": [] }))
        .collect();
    parts["recommendations"] = (0..n)
        .map(|k| {
            let session = format!("s-{}", if k % 3 == 0 { sessions / 2 } else { k * 7 % sessions });
            let entries: Vec<Value> = (0..k % 4)
                .map(|e| json!({ "date": format!("20{}-06-01", 16 + e), "status": statuses[(k + e) % 5] }))
                .collect();
            recommendation(&format!("rec-{k}"), &format!("Recommendation {k} on open data"), &session, ["knowledge", "exchange", ""][k % 3], json!(entries))
        })
        .collect();
    parts["actions"] = (0..n * 9 / 10)
        .map(|k| {
            let mut action = json!({ "id": format!("a-{k}"), "title": format!("Action {k}"), "kind": "workshop", "report": "paper", "paragraph": "1", "actors": [], "quote": "words",
                "answers": [{ "recommendation": format!("rec-{}", k * 11 % n), "strength": "explicit" }] });
            if k % 3 != 0 {
                action["date"] = json!(date(k * 13 % sessions));
            }
            action
        })
        .collect();
    parts["submissions"] = (0..n * 6 / 10)
        .map(|k| json!({ "id": format!("u-{k}"), "state": "dz", "session": format!("s-{}", k * 3 % sessions), "topics": ["data"], "round": "round" }))
        .collect();
    file(parts).to_string()
}
