//! Every text of a record finds it.

use super::super::sample::{linked, names, recommendation, reported, source};
use super::super::texts::SEARCHED;
use super::super::{Index, Query, TextIndex};
use crate::model::*;

/// A record with a word of its own in every text that its details show.
fn full() -> Dataset {
    let mut dataset = names();
    let mut told = reported("2020", Status::Continuing);
    told.reason = "r-reason".into();
    told.sources = vec![source("r-told")];
    let mut r = recommendation("r", 2, Some(0), &[0]);
    let all = |letter: &str| {
        let mut proof = source(&format!("{letter}quoted"));
        proof.note = Some(format!("{letter}proofnote"));
        record::Entry {
            id: letter.into(),
            sources: vec![proof],
            note: Some(format!("{letter}noted")),
            conflict: Some(format!("{letter}conflict")),
            caveats: vec![Caveat { field: "x".into(), text: format!("{letter}doubted") }],
            ..record::Entry::default()
        }
    };
    r.entry = all("r");
    r.title = "r-title".into();
    r.addressees = vec![Id::new(0)];
    r.articles = vec!["9(3)".into()];
    r.mandate = Some(Id::new(0));
    r.statuses = vec![told];
    r.occurrences = vec![Occurrence {
        document: Id::new(1),
        paragraph: Some("49".into()),
        section: Some("III.A".into()),
        attributed_to: Id::new(1),
        quote: "r-words".into(),
        paraphrase: Some("r-paraphrase".into()),
        sources: vec![],
        note: Some("r-placenote".into()),
    }];
    dataset.recommendations = vec![r];
    dataset.actions = vec![Action {
        entry: all("a"),
        title: "a-title".into(),
        kind: "advocacy".into(),
        report: Some(Id::new(1)),
        paragraph: Some("52".into()),
        date: None,
        function: Some(Id::new(1)),
        actors: vec!["a-actor".into()],
        states: vec![Id::new(0)],
        region: Some("a-region".into()),
        partners: vec!["a-partner".into()],
        quote: "a-words".into(),
        paraphrase: Some("a-paraphrase".into()),
        resolutions: vec![Id::new(0)],
        answers: vec![Answer {
            recommendation: Id::new(0),
            strength: Strength::Explicit,
            reason: Some("a-reason".into()),
            sources: vec![source("a-answer")],
        }],
    }];
    dataset.submissions = vec![Submission {
        entry: all("s"),
        state: Id::new(0),
        session: Some(Id::new(1)),
        topics: vec![Id::new(1)],
        articles: vec!["13(1)".into()],
        subject: Some("s-subject".into()),
        kind: Some("s-kind".into()),
        document: Some(Id::new(1)),
        url: None,
        date: None,
        round: Some("s-round".into()),
    }];
    dataset.resolutions[0].entry = all("n");
    dataset.resolutions[0].provisions[0].sources = vec![source("n-provided")];
    dataset.resolutions[0].links = vec![Link {
        kind: LinkKind::Mandates,
        to: Id::<Session>::new(1).into(),
        sources: vec![source("n-linked")],
    }];
    dataset.resolutions[0].subject = Some("n-subject".into());
    dataset.resolutions[0].sponsors = vec!["n-sponsor".into()];
    let session = &mut dataset.sessions[0];
    session.entry = all("m");
    session.form = Some("m-form".into());
    session.joint_with = Some("m-joint".into());
    session.chair = Some("m-chair".into());
    session.attendance = Some("m-attendance".into());
    session.agenda = vec![AgendaItem {
        title: "m-subject".into(),
        topics: vec![Id::new(1)],
        articles: vec!["12".into()],
        set_by: None,
        sources: vec![source("m-set")],
        note: Some("m-itemnote".into()),
    }];
    dataset.documents[0].entry = all("d");
    linked(dataset)
}

#[test]
fn every_text_finds_its_record() {
    let dataset = full();
    let index = TextIndex::new(&dataset);
    let check = |kind: Kind, queries: &[&str]| {
        for query in queries {
            assert!(index.search(&index.terms(query)).of(kind).has(0), "{query} in {kind:?}");
        }
    };
    let common = |l: &str| {
        ["quoted", "proofnote", "noted", "conflict", "doubted"]
            .map(|word| format!("{l}{word}"))
            .join(" ")
    };
    check(
        Kind::Recommendation,
        &[
            &common("r"),
            "r-title",
            "recommended",
            "secretariat",
            "function a",
            "open data",
            "10",
            "9(3)",
            "article 9",
            "art. 9(3)",
            "8/8",
            "r-words",
            "r-paraphrase",
            "III.A",
            "r-placenote",
            "WG.4/2020/1",
            "paragraph 49",
            "para 49",
            "r-reason",
            "r-told",
        ],
    );
    check(
        Kind::Action,
        &[
            &common("a"),
            "a-title",
            "advocacy",
            "WG.4/2020/1",
            "para 52",
            "function b",
            "a-actor",
            "austria",
            "a-region",
            "a-partner",
            "a-words",
            "a-paraphrase",
            "8/8",
            "a-reason",
            "a-answer",
        ],
    );
    check(
        Kind::Submission,
        &[
            &common("s"),
            "austria",
            "conflicts of interest",
            "7(4)",
            "s-round",
            "13(1)",
            "s-subject",
            "s-kind",
            "WG.4/2020/1",
        ],
    );
    check(
        Kind::Session,
        &[
            &common("m"),
            "eighth session",
            "8",
            "vienna",
            "austria",
            "working group",
            "wg",
            "m-form",
            "m-joint",
            "m-chair",
            "m-attendance",
            "m-subject",
            "conflicts of interest",
            "12",
            "m-set",
            "m-itemnote",
        ],
    );
    check(
        Kind::Resolution,
        &[
            &common("n"),
            "resolution 8/8",
            "follow up declaration",
            "meet every year",
            "n-provided",
            "n-linked",
        ],
    );
    check(
        Kind::Document,
        &[&common("d"), "CAC/COSP/WG.4/2019/2", "meeting report", "working group"],
    );
}

#[test]
fn a_record_is_not_found_by_the_words_of_another() {
    let index = TextIndex::new(&full());
    let found = |query: &str| {
        let hits = index.search(&index.terms(query));
        SEARCHED.into_iter().filter(|&kind| hits.of(kind).has(0)).collect::<Vec<_>>()
    };
    assert_eq!(found("rquoted"), [Kind::Recommendation]);
    assert_eq!(found("aquoted"), [Kind::Action]);
    assert_eq!(found("rquoted aquoted"), []);
    assert_eq!(found("words"), [Kind::Recommendation, Kind::Action]);
    // A session's name is not the name of what belongs to it.
    assert_eq!(found("eighth session"), [Kind::Session]);
    assert_eq!(index.search(&index.terms("austria")).of(Kind::State).total(), 0);
}

#[test]
fn long_runs_without_a_space_are_found_by_their_beginnings() {
    let mut dataset = full();
    let run = "a.b/c,".repeat(5_000);
    dataset.recommendations[0].title = run.clone();
    let index = TextIndex::new(&dataset);
    for query in [run.as_str(), "b/c,a.b", &run[6..400]] {
        let hits = index.search(&index.terms(query));
        assert!(hits.of(Kind::Recommendation).has(0));
        assert!(!index.terms(query).matches(&run).is_empty());
    }
}

#[test]
fn reading_in_slices_makes_the_same_index() {
    let dataset = full();
    let mut reading = super::super::Reading::new(&dataset);
    let mut slices = 1;
    while !reading.advance(&dataset, 2) {
        slices += 1;
    }
    assert!(slices > 3);
    let (sliced, whole) = (Index::without_text(&dataset), Index::new(&dataset));
    let asked = Query { text: "nothing-holds-it".into(), ..Query::default() };
    let unread = sliced.answer(&asked, dataset.meta.as_of);
    assert!(!sliced.has_texts() && !unread.asked && unread.recommendations.count() > 0);
    sliced.take(reading.finish());
    assert!(sliced.has_texts());
    for text in ["", "data", "r", "8/8", "vienna"] {
        let query = Query { text: text.into(), ..Query::default() };
        let day = dataset.meta.as_of;
        assert_eq!(sliced.answer(&query, day), whole.answer(&query, day));
    }
}
