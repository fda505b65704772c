//! What questions show, on a small record told in full. `random` holds the same rules against
//! a plain scan of made-up records; `reach` checks that every text is found.

mod known;
mod random;
mod reach;

use super::sample::{action, day, linked, names, recommendation, reported, submission};
use super::*;
use crate::model::{Id, Status, Strength, Weight};

/// Four recommendations:
///
/// | | title | session | function | topics | status in 2019 → 2020 |
/// | --- | --- | --- | --- | --- | --- |
/// | 0 | Publish open data | wgp9 | a | open-data | – → continuing |
/// | 1 | Manage interests | wgp10 | a | interests, asset | no action reported → continuing |
/// | 2 | Share asset forms | wgp10 | none | asset | no action reported |
/// | 3 | Open the meeting | wgp10 | b | – | not assessed |
///
/// 0 and 3 are standing, 2 only informs and urges, 0 is addressed to the secretariat and its status
/// is stated; 1 is on article 7(4), 3 on article 7.
///
/// Actions: 0 "Workshop on data", in Austria, answers 0 explicitly; 1 "Open house" points to 3; 2 "Forms"
/// (function b) stands under the same heading as 2. Submissions: one to wgp9 on open data, one to
/// wgp10 on assets.
fn record() -> Dataset {
    let mut dataset = names();
    let titles = ["Publish open data", "Manage interests", "Share asset forms", "Open the meeting"];
    dataset.recommendations = vec![
        recommendation("r0", 1, Some(0), &[0]),
        recommendation("r1", 2, Some(0), &[1, 2]),
        recommendation("r2", 2, None, &[2]),
        recommendation("r3", 2, Some(1), &[]),
    ];
    for (record, title) in dataset.recommendations.iter_mut().zip(titles) {
        record.title = title.into();
    }
    let of = |date, status| reported(date, status);
    dataset.recommendations[0].statuses = vec![of("2020-04", Status::Continuing)];
    dataset.recommendations[1].statuses =
        vec![of("2019", Status::NoActionReported), of("2020-04", Status::Continuing)];
    dataset.recommendations[2].statuses = vec![of("2019", Status::NoActionReported)];
    dataset.recommendations[0].statuses[0].basis = crate::model::Basis::Stated;
    dataset.recommendations[0].mandate = Some(Id::new(0));
    dataset.recommendations[0].addressees = vec![Id::new(0)];
    dataset.recommendations[1].articles = vec!["7(4)".into()];
    dataset.recommendations[2].weight = Weight::Informational;
    dataset.recommendations[2].verb = "urged".into();
    dataset.recommendations[3].articles = vec!["7".into()];
    for at in [0, 3] {
        dataset.recommendations[at].standing = true;
    }
    dataset.actions = vec![
        action("a0", &[(0, Strength::Explicit)]),
        action("a1", &[(3, Strength::Pointer)]),
        action("a2", &[(2, Strength::SameHeading)]),
    ];
    for (record, title) in
        dataset.actions.iter_mut().zip(["Workshop on data", "Open house", "Forms"])
    {
        record.title = title.into();
    }
    dataset.actions[0].states = vec![Id::new(0)];
    dataset.actions[2].function = Some(Id::new(1));
    dataset.submissions = vec![submission("s0", 1, &[0]), submission("s1", 2, &[2])];
    linked(dataset)
}

/// Asks for words and for choices written as `topic=open-data status=continuing`.
fn ask_on(date: &str, text: &str, choices: &str) -> Outcome {
    let dataset = record();
    let mut query = Query { text: text.into(), ..Query::default() };
    for choice in choices.split_whitespace() {
        let (key, slug) = choice.split_once('=').expect(choice);
        let day = || Some(day(slug));
        match key {
            "since" => query.since = day(),
            "until" => query.until = day(),
            _ => {}
        }
        if ["since", "until"].contains(&key) {
            continue;
        }
        let facet = Facet::ALL.into_iter().find(|facet| facet.key() == key).expect(key);
        query.choose(facet.choice(&dataset, slug).expect(slug));
    }
    Index::new(&dataset).answer(&query, day(date))
}

fn ask(text: &str, choices: &str) -> Outcome {
    ask_on("2020-04-30", text, choices)
}

fn rows(rows: &Rows) -> Vec<usize> {
    rows.iter().collect()
}

/// The counts of a facet as `wgp9 1, *wgp10 3`, chosen values starred, `-` before those left out.
fn counts(outcome: &Outcome, facet: Facet) -> String {
    let dataset = record();
    let show = |c: &Count| {
        let star = if c.chosen { "*" } else { "" };
        let star = if c.excluded { "-" } else { star };
        format!("{star}{} {}", c.value.slug(&dataset), c.count)
    };
    outcome.counts(facet).iter().map(show).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_recommendation_answers_every_part() {
    let check = |text: &str, choices: &str, expect: &[usize]| {
        assert_eq!(rows(&ask(text, choices).recommendations), expect, "{text} {choices}");
    };
    check("", "", &[0, 1, 2, 3]);
    check("?!", "", &[0, 1, 2, 3]);
    check("open", "", &[0, 3]);
    check("OPEN dat", "", &[0]);
    check("en", "", &[]);
    check("8/8", "", &[0]);
    check("7(4)", "", &[1]);
    check("", "session=wgp10", &[1, 2, 3]);
    check("", "function=a function=none", &[0, 1, 2]);
    check("", "topic=asset topic=open-data", &[0, 1, 2]);
    check("", "topic=conflicts", &[1]);
    check("", "status=continuing", &[0, 1]);
    check("", "status=continuing session=wgp10 topic=asset", &[1]);
    check("asset", "function=none", &[2]);
    check("", "session=cosp8", &[]);
    // Left out.
    check("", "topic=-asset", &[0, 3]);
    check("", "topic=-asset topic=-open-data", &[3]);
    check("", "topic=asset topic=-interests", &[2]);
    check("", "topic=asset topic=-asset", &[]);
    check("", "status=-continuing function=-none", &[3]);
    check("open -data", "", &[3]);
    check("-open", "", &[1, 2]);
    check("\"data open\"", "", &[]);
    check("\"open data\"", "", &[0]);
    // An article has its paragraphs.
    check("", "article=7(4)", &[1]);
    check("", "article=7", &[1, 3]);
    check("article 7", "", &[1, 3]);
    check("", "verb=urged", &[2]);
    check("", "addressee=secretariat", &[0]);
    check("", "body=wgp", &[0, 1, 2, 3]);
    check("", "flag=standing", &[0, 3]);
    check("", "flag=standing flag=informational", &[0, 2, 3]);
    check("", "flag=-informational flag=-standing", &[1]);
    check("", "evidence=explicit", &[0]);
    check("", "evidence=none", &[1]);
    check("", "evidence=same-heading evidence=pointer", &[2, 3]);
    check("", "basis=read", &[1, 2]);
    check("", "basis=stated", &[0]);
    check("", "basis=-read", &[0, 3]);
    // Of the States, those in which something was done that answers it plainly.
    check("", "state=at", &[0]);
    check("", "state=-at", &[1, 2, 3]);
    check("", "kind=actions", &[]);
    check("", "kind=-actions", &[0, 1, 2, 3]);
    // Every date that touches the days asked for.
    check("", "since=2019", &[1, 2, 3]);
    check("", "until=2018-09-05", &[0]);
    check("", "since=2018-09-07 until=2019-09-04", &[0, 1, 2, 3]);
    check("", "since=2018-09-08 until=2019-09-03", &[]);
    check("", "since=2019 until=2018", &[]);
}

#[test]
fn what_depends_on_the_day_is_as_of_it() {
    let check = |date: &str, choices: &str, expect: &[usize]| {
        assert_eq!(rows(&ask_on(date, "", choices).recommendations), expect, "{date} {choices}");
    };
    check("2020-04-19", "evidence=explicit", &[]);
    check("2020-04-20", "evidence=explicit", &[0]);
    check("2020-04-19", "evidence=none", &[0, 1, 2, 3]);
    check("2020-04-19", "state=at", &[]);
    check("2020-04-29", "basis=stated", &[]);
    check("2019-12-31", "basis=read", &[1, 2]);
}

#[test]
fn a_slip_of_the_pen_is_mended_and_told() {
    let outcome = ask("opne dtaa", "");
    let told: Vec<(&str, &str)> =
        outcome.corrected.iter().map(|c| (c.asked.as_str(), c.taken.as_str())).collect();
    assert_eq!(
        (told, rows(&outcome.recommendations)),
        (vec![("opne", "open"), ("dtaa", "data")], vec![0])
    );
    assert!(!outcome.terms.matches("Open").is_empty());
    // Where something holds it, where it is short, or where it must not be there, it stays.
    for text in ["data open", "dat", "dta", "-opne", "\"opne\"", "op8e", "opzzen"] {
        assert_eq!(ask(text, "").corrected, [], "{text}");
    }
}

#[test]
fn what_answers_best_comes_first() {
    let dataset = record();
    let index = Index::new(&dataset);
    let ranked = |text: &str| {
        let outcome =
            index.answer(&Query { text: text.into(), ..Query::default() }, day("2020-04-30"));
        let scores = index.scores(&outcome.terms);
        let found = outcome.recommendations.ids::<crate::model::Recommendation>();
        let mut found: Vec<Ref> = found.map(Ref::from).collect();
        found.reverse();
        let best = scores.best(found.clone().into_iter(), 2);
        scores.rank(&mut found);
        assert_eq!(best, found[..found.len().min(2)]);
        found.iter().map(|item| (item.index, scores.of(*item))).collect::<Vec<_>>()
    };
    // Of "asset forms" it is a word of the title; of 1 of a topic alone.
    assert_eq!(ranked("asset"), [(2, 8), (1, 3)]);
    assert_eq!(ranked("ass"), [(2, 5), (1, 1)]);
    assert_eq!(ranked("sharing asset"), [(2, 13)]);
    assert_eq!(ranked(""), [(3, 0), (2, 0), (1, 0), (0, 0)]);
}

#[test]
fn states_bodies_and_kinds_count_records() {
    let outcome = ask("", "");
    // Two submissions, three sessions, one action, and the recommendation that it answers.
    assert_eq!(counts(&outcome, Facet::State), "at 7");
    // All recommendations, sessions and submissions, the documents, the resolution.
    assert_eq!(counts(&outcome, Facet::Body), "wgp 12");
    let all = "recommendations 4, actions 3, submissions 2, sessions 3, resolutions 1, documents 2";
    assert_eq!(counts(&outcome, Facet::Kind), all);
    // What is chosen of the kinds is left out of their own counts, and asked of the others.
    let outcome = ask("", "kind=submissions");
    assert_eq!(counts(&outcome, Facet::Kind), all.replace("submissions", "*submissions"));
    assert_eq!(counts(&outcome, Facet::State), "at 2");
    assert_eq!(outcome.shown(Kind::Submission).count(), 2);
    assert_eq!(outcome.shown(Kind::Session).count(), 0);
    assert_eq!(outcome.shown(Kind::Recommendation), &outcome.recommendations);
    assert_eq!(outcome.loosen, [(Part::Facet(Facet::Kind), 4)]);
    // The trail is that of what answers, whether it is among the kinds or not.
    let outcome = ask("", "kind=actions status=continuing");
    assert_eq!(rows(outcome.shown(Kind::Action)), [0]);
    assert!(outcome.recommendations.is_empty() && outcome.shown(Kind::Document).is_empty());
}

#[test]
fn the_status_is_the_one_as_of_the_day() {
    let check = |date: &str, expect: &str| {
        assert_eq!(counts(&ask_on(date, "", ""), Facet::Status), expect, "{date}");
    };
    check("2019-12-30", "not-assessed 4");
    check("2019-12-31", "no-action-reported 2, not-assessed 2");
    check("2020-04-30", "continuing 2, no-action-reported 1, not-assessed 1");
    let outcome = ask_on("2019-12-31", "", "status=continuing");
    assert!(outcome.recommendations.is_empty());
    // What is chosen stays in the list, so that the choice can be taken back.
    let expect = "*continuing 0, no-action-reported 2, not-assessed 2";
    assert_eq!(counts(&outcome, Facet::Status), expect);
}

#[test]
fn what_was_not_known_is_not_there() {
    use Kind::{Action, Document, Recommendation, Resolution, Session, Submission};
    let outcome = ask_on("2019-09-05", "", "");
    let known = |kind| rows(outcome.known(kind));
    // The tenth meeting has begun and not yet recommended anything.
    assert_eq!(known(Session), [1, 2]);
    assert_eq!(known(Recommendation), [0]);
    assert_eq!(known(Submission), [0]);
    assert!([Action, Document, Resolution].map(known).iter().all(Vec::is_empty));
    assert!(Kind::ALL.iter().all(|&kind| outcome.shown(kind) == outcome.known(kind)));
    assert_eq!(counts(&outcome, Facet::Session), "wgp9 1");
    assert_eq!(counts(&outcome, Facet::Topic), "open-data 1");

    let outcome = ask_on("2019-09-05", "open", "session=wgp9");
    assert_eq!((rows(&outcome.recommendations), outcome.hits(Action)), (vec![0], 0));
    assert_eq!(outcome.shown(Resolution).count() + outcome.shown(Document).count(), 0);
    let outcome = ask_on("2019-09-05", "", "session=wgp10");
    assert!(outcome.recommendations.is_empty());
    assert_eq!(outcome.loosen, [(Part::Facet(Facet::Session), 1)]);
}

#[test]
fn what_a_long_list_shows_first_stays_whatever_is_asked() {
    let usual = ask("", "");
    let first =
        |answer: &Outcome| foremost(usual.counts(Facet::Topic), answer.counts(Facet::Topic), 1);
    let topics = first(&usual);
    assert_eq!(topics.len(), 1);
    assert_eq!(first(&ask("", "status=continuing")), topics, "though as many have others");
    assert_eq!(first(&ask("", "topic=open-data")).len(), 2, "and what is chosen");
    let mut left_out = first(&ask("", "topic=-open-data"));
    left_out.retain(|value| !topics.contains(value));
    assert_eq!(left_out.len(), 1, "or left out");
}

#[test]
fn counts_leave_out_the_facets_own_choice() {
    let outcome = ask("", "");
    assert_eq!(counts(&outcome, Facet::Function), "a 2, b 1, none 1");
    assert_eq!(counts(&outcome, Facet::Session), "wgp9 1, wgp10 3");
    assert_eq!(counts(&outcome, Facet::Topic), "open-data 1, interests 1, asset 2");
    let outcome = ask("open", "session=wgp9 session=cosp8");
    assert_eq!(counts(&outcome, Facet::Session), "*cosp8 0, *wgp9 1, wgp10 1");
    assert_eq!(counts(&outcome, Facet::Function), "a 1, b 0, none 0");
    assert_eq!(counts(&outcome, Facet::Topic), "open-data 1, interests 0, asset 0");
}

#[test]
fn other_kinds_answer_themselves_or_are_on_a_trail() {
    use Kind::{Action, Document, Resolution, Session, State, Submission};
    let check = |text: &str, choices: &str, kind: Kind, expect: &[usize]| {
        let outcome = ask(text, choices);
        assert_eq!(rows(outcome.shown(kind)), expect, "{kind:?} for {text} {choices}");
    };
    // Nothing asked: everything.
    check("", "", Action, &[0, 1, 2]);
    check("", "", Session, &[0, 1, 2]);
    // Words: 3 answers, made by wgp10; that "Open house" points to it does not count.
    check("open meeting", "", Action, &[]);
    check("open meeting", "", Session, &[2]);
    check("open h", "", Action, &[1]);
    check("open d", "", Action, &[0]);
    check("open d", "", Resolution, &[0]);
    check("open d", "", Document, &[1]);
    check("open d", "", Submission, &[0]);
    // An action has a function, but no topic, session or status.
    check("", "function=b", Action, &[2]);
    // That it stands under the same heading does not count.
    check("", "topic=asset", Action, &[]);
    check("", "status=continuing", Action, &[0]);
    check("house", "topic=asset", Action, &[]);
    // A submission has a session and topics.
    check("", "topic=asset", Submission, &[1]);
    check("", "topic=asset session=wgp9", Submission, &[]);
    check("austria", "session=wgp10", Submission, &[1]);
    check("", "status=continuing", Submission, &[]);
    // A session, a document and a resolution have a session.
    check("", "session=cosp8", Session, &[0]);
    check("", "session=cosp8", Resolution, &[0]);
    check("", "session=wgp10", Document, &[0]);
    check("", "session=wgp9", Document, &[1]);
    // A State, a body, an article.
    check("", "state=at", Action, &[0]);
    check("", "state=at", Submission, &[0, 1]);
    check("", "state=at", Session, &[0, 1, 2]);
    check("", "body=wgp", Action, &[0]);
    check("", "article=7", Submission, &[]);
    // Of what is left out, what carries none of it stays.
    check("", "state=-at", Submission, &[]);
    check("", "state=-at", Action, &[1, 2]);
    check("", "topic=-asset", Submission, &[0]);
    check("", "topic=-asset", Action, &[0, 1, 2]);
    check("", "kind=-actions kind=-sessions", Action, &[]);
    check("", "kind=-actions kind=-sessions", Submission, &[0, 1]);
    check("", "since=2019-10 until=2019-11", Session, &[]);
    check("", "since=2019-09", Session, &[0, 2]);
    // Names are never left out.
    check("nothing holds this", "", State, &[0]);
}

#[test]
fn hits_count_what_holds_the_words_whatever_else_is_asked() {
    let hits = |text, choices| {
        let outcome = ask(text, choices);
        texts::SEARCHED.map(|kind| outcome.hits(kind))
    };
    assert_eq!(hits("", "topic=asset"), [0; 6]);
    assert_eq!(hits("open", ""), [2, 1, 1, 0, 0, 0]);
    assert_eq!(hits("open", "topic=asset"), [2, 1, 1, 0, 0, 0]);
    assert_eq!(hits("WG.4/2019/2", ""), [0, 0, 0, 0, 0, 1]);
    assert_eq!(hits("vienna 10", ""), [0, 0, 0, 1, 0, 0]);
    assert_eq!(hits("resolution 8/8", ""), [0, 0, 0, 0, 1, 0]);
}

#[test]
fn an_empty_answer_says_what_stands_in_the_way() {
    let check = |text: &str, choices: &str, expect: &[(Part, usize)]| {
        assert_eq!(ask(text, choices).loosen, expect, "{text} {choices}");
    };
    let (status, session, topic) =
        (Part::Facet(Facet::Status), Part::Facet(Facet::Session), Part::Facet(Facet::Topic));
    check("asset", "", &[]);
    check("house", "", &[(Part::Text, 4)]);
    check("house", "topic=asset", &[(Part::Text, 2)]);
    check("open", "session=wgp10 topic=asset", &[(Part::Text, 2), (topic, 1)]);
    check("", "session=wgp9 topic=asset", &[(session, 2), (topic, 1)]);
    check("", "status=not-assessed session=wgp10 topic=asset", &[(status, 2), (topic, 1)]);
    check("house", "session=wgp9 topic=asset", &[]);
}

#[test]
fn a_question_knows_whether_it_asks() {
    for (text, choices, expect) in [("", "", false), (" - ", "", false), ("a", "", true)] {
        assert_eq!(ask(text, choices).asked, expect, "{text}");
    }
    assert!(ask("", "topic=asset").asked);
    assert!(Query { text: "a".into(), ..Query::default() }.asks());
    assert!(!Query { text: "\"".into(), ..Query::default() }.asks());
}

#[test]
fn an_empty_record_answers() {
    let outcome = Index::new(&linked(names())).answer(&Query::default(), day("2020"));
    assert_eq!((outcome.recommendations.total(), outcome.recommendations.count()), (0, 0));
    let of_recommendations = Facet::ALL.into_iter().filter(|facet| !facet.counts_records());
    assert!(of_recommendations.into_iter().all(|facet| outcome.counts(facet).is_empty()));
    assert!(outcome.loosen.is_empty());
}

#[test]
fn values_have_slugs_and_slugs_values() {
    let dataset = record();
    for facet in Facet::ALL {
        for value in facet.values(&dataset) {
            assert_eq!(facet.value(&dataset, value.slug(&dataset)), Some(value));
            assert_eq!(value.facet(), facet);
        }
        assert_eq!(facet.value(&dataset, "wg"), None);
        assert_eq!(facet.value(&dataset, ""), None);
        for value in facet.values(&dataset) {
            for excluded in [false, true] {
                let choice = Choice { value, excluded };
                assert_eq!(facet.choice(&dataset, &choice.slug(&dataset)), Some(choice));
            }
        }
    }
    let interests = Facet::Topic.value(&dataset, "interests");
    assert_eq!(Facet::Topic.value(&dataset, "conflicts"), interests);
    // Every status has the place of its number.
    assert!(Status::ALL.iter().enumerate().all(|(at, &status)| status as usize == at));
    assert!(Kind::ALL.iter().enumerate().all(|(at, &kind)| kind as usize == at));
    assert!(Facet::ALL.iter().enumerate().all(|(at, &facet)| facet as usize == at));
}
