//! Made-up records, asked made-up questions, answered the same by a plain scan.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::sample::{action, day, linked, names, recommendation, reported, submission};
use super::super::texts::texts;
use super::super::{Facet, Index, Part, Query, Value, fold};
use crate::model::*;

const WORDS: [&str; 12] = [
    "Open",
    "data,",
    "opening",
    "Dátas",
    "8/8",
    "8/80",
    "WG.4/2019/2",
    "7(4)",
    "anti‑corruption",
    "(corrupt)",
    "straße",
    "л’Йод",
];
const ASKED: [&str; 16] = [
    "open",
    "o",
    "data",
    "DATAS",
    "8/8",
    "8",
    "wg.4",
    "WG.4/2019/2",
    "7(4)",
    "corrupt",
    "anti-corruption",
    "strass",
    "ß",
    "йод",
    "иод",
    "zebra",
];

fn sentence() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..4)
        .prop_map(|words| words.join(" "))
}

fn subset(of: usize) -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..of, 0..3)
}

fn history() -> impl Strategy<Value = Vec<StatusEntry>> {
    let entry = (2017..2022_i32, proptest::sample::select(&Status::ALL[..]));
    proptest::collection::vec(entry, 0..3).prop_map(|mut entries| {
        entries.sort_by_key(|&(year, _): &(i32, Status)| year);
        entries.into_iter().map(|(year, s)| reported(&year.to_string(), s)).collect()
    })
}

prop_compose! {
    fn one()(
        title in sentence(), session in 0..3_usize, function in proptest::option::of(0..2_usize),
        topics in subset(3), statuses in history(), mandated: bool,
    ) -> Recommendation {
        let mut record = recommendation("r", session, function, &topics);
        record.title = title;
        record.statuses = statuses;
        record.mandate = mandated.then(|| Id::new(0));
        record
    }
}

fn dataset() -> impl Strategy<Value = Dataset> {
    let year = || proptest::option::of(2016..2022_i32);
    let actions = proptest::collection::vec(
        (sentence(), 0..130_usize, 0..3_usize, proptest::option::of(0..2_usize), year()),
        0..6,
    );
    let submissions = proptest::collection::vec((sentence(), 0..3_usize, subset(3)), 0..4);
    let recommendations = prop_oneof![
        proptest::collection::vec(one(), 0..12),
        proptest::collection::vec(one(), 60..130),
    ];
    let under = proptest::option::of(0..3_usize);
    // When things were: mostly otherwise than in what was led to by them.
    let times = (proptest::collection::vec(year(), 2), proptest::option::of(0..3_usize), year());
    let all = (recommendations, actions, submissions, under, times);
    all.prop_map(|(recommendations, actions, submissions, under, times)| {
        let mut dataset = names();
        dataset.meta.as_of = day("2021-06-30");
        let at = |year: Option<i32>| year.and_then(|year| Date::parse(&year.to_string()));
        let (documents, planned, adopted) = times;
        for (document, year) in dataset.documents.iter_mut().zip(documents) {
            document.date = at(year);
        }
        if let Some(session) = planned {
            dataset.sessions[session].planned = at(Some(2018));
        }
        dataset.resolutions[0].date = at(adopted);
        dataset.resolutions[0].links.extend(under.map(|session| Link {
            kind: LinkKind::Mandates,
            to: Id::<Session>::new(session).into(),
            sources: Vec::new(),
        }));
        for (title, answers, strength, function, year) in actions {
            let answers: &[_] = &[(answers, Strength::ALL[strength].1)];
            let known = answers[0].0 < recommendations.len();
            let mut record = action("a", if known { answers } else { &[] });
            record.title = title;
            record.function = function.map(Id::new);
            record.date = at(year);
            record.report = record.report.filter(|_| function.is_none());
            dataset.actions.push(record);
        }
        for (round, session, topics) in submissions {
            let mut record = submission("s", session, &topics);
            record.round = Some(round);
            dataset.submissions.push(record);
        }
        dataset.recommendations = recommendations;
        linked(dataset)
    })
}

prop_compose! {
    fn question()(
        words in proptest::collection::vec(proptest::sample::select(&ASKED[..]), 0..3),
        status in proptest::collection::vec(proptest::sample::select(&Status::ALL[..]), 0..3),
        function in proptest::collection::vec(proptest::option::of(0..2_usize), 0..2),
        session in subset(3), topic in subset(3), busy in 0..16_u8,
    ) -> Query {
        let mut query = Query { text: words.join(" "), ..Query::default() };
        // Few facets at a time, or nothing would ever be found.
        let on = |bit: u8| busy & bit != 0;
        status.into_iter().filter(|_| on(1)).for_each(|s| query.choose(Value::Status(s)));
        for f in function.into_iter().filter(|_| on(2)) {
            query.choose(Value::Function(f.map(Id::new)));
        }
        session.into_iter().filter(|_| on(4)).for_each(|s| query.choose(Value::Session(Id::new(s))));
        topic.into_iter().filter(|_| on(8)).for_each(|t| query.choose(Value::Topic(Id::new(t))));
        query
    }
}

/// The rule for words, text by text.
fn holds(dataset: &Dataset, item: Ref, query: &Query) -> bool {
    let mut all = Vec::new();
    texts(dataset, item, &mut |text| all.push(fold::fold(text).into_owned()));
    fold::terms(&query.text).iter().all(|term| all.iter().any(|text| fold::holds(text, term)))
}

/// The values that a record carries of a facet; `None` where its kind carries none.
fn carried(dataset: &Dataset, item: Ref, facet: Facet, on: Day) -> Option<Vec<Value>> {
    let at = item.index as usize;
    Some(match (item.kind, facet) {
        (Kind::Recommendation, _) => {
            let r = &dataset.recommendations[at];
            match facet {
                Facet::Status => vec![Value::Status(dataset.status(r, on))],
                Facet::Function => vec![Value::Function(r.function.map(|(id, _)| id))],
                Facet::Session => vec![Value::Session(r.session)],
                Facet::Topic => r.topics.iter().copied().map(Value::Topic).collect(),
            }
        }
        (Kind::Action, Facet::Function) => vec![Value::Function(dataset.actions[at].function)],
        (Kind::Submission, Facet::Session) => {
            dataset.submissions[at].session.into_iter().map(Value::Session).collect()
        }
        (Kind::Submission, Facet::Topic) => {
            dataset.submissions[at].topics.iter().copied().map(Value::Topic).collect()
        }
        (Kind::Session, Facet::Session) => vec![Value::Session(Id::new(at))],
        (Kind::Document, Facet::Session) => {
            dataset.documents[at].session.into_iter().map(Value::Session).collect()
        }
        (Kind::Resolution, Facet::Session) => vec![Value::Session(dataset.resolutions[at].session)],
        _ => return None,
    })
}

fn answers(dataset: &Dataset, item: Ref, query: &Query, on: Day, left_out: Option<Part>) -> bool {
    (left_out == Some(Part::Text) || holds(dataset, item, query))
        && Facet::ALL.into_iter().filter(|&f| left_out != Some(Part::Facet(f))).all(|facet| {
            let chosen = query.chosen(facet);
            chosen.is_empty()
                || carried(dataset, item, facet, on)
                    .is_some_and(|values| values.iter().any(|value| chosen.contains(value)))
        })
}

fn items(dataset: &Dataset, kind: Kind) -> Vec<Ref> {
    (0..dataset.len(kind) as u32).map(|index| Ref { kind, index }).collect()
}

/// The records of a kind that pass, of those known on a day.
fn found(dataset: &Dataset, kind: Kind, on: Day, pass: impl Fn(Ref) -> bool) -> BTreeSet<usize> {
    let items = items(dataset, kind).into_iter().filter(|&item| dataset.known(item, on));
    items.filter(|&item| pass(item)).map(|item| item.index as usize).collect()
}

/// What is on the proven trail of these recommendations, through what was known on a day.
fn trail(dataset: &Dataset, recommendations: &BTreeSet<usize>, on: Day) -> BTreeSet<Ref> {
    let mut trail = BTreeSet::new();
    for &at in recommendations {
        let r = &dataset.recommendations[at];
        trail.insert(r.session.into());
        for id in dataset.ids::<Resolution>() {
            let under = |link: &Link| link.to == r.session.into();
            let set = |item: &AgendaItem| item.set_by == Some(id);
            if dataset.known(id.into(), on)
                && (r.mandate == Some(id)
                    || dataset[id].links.iter().any(under)
                    || dataset[r.session].agenda.iter().any(set))
            {
                trail.insert(id.into());
                trail.insert(dataset[id].session.into());
            }
        }
        trail.extend(r.occurrences.iter().map(|o| Ref::from(o.document)));
        for (action, record) in dataset.actions.iter().enumerate() {
            let plainly =
                |a: &Answer| a.recommendation.index() == at && a.strength == Strength::Explicit;
            let action = Id::<Action>::new(action).into();
            if dataset.known(action, on) && record.answers.iter().any(plainly) {
                trail.insert(action);
                trail.extend(record.report.map(Ref::from));
            }
        }
    }
    trail
}

proptest! {
    #[test]
    fn answers_are_those_of_a_plain_scan(dataset in dataset(), query in question(), year in 2016..2022) {
        let on = day(&format!("{year}-12-31"));
        let outcome = Index::new(&dataset).answer(&query, on);
        let recommendations = |left_out: Option<Part>| {
            found(&dataset, Kind::Recommendation, on, |r| answers(&dataset, r, &query, on, left_out))
        };
        let answering = recommendations(None);
        let recorded = found(&dataset, Kind::Recommendation, on, |_| true);
        prop_assert_eq!(outcome.recommendations.iter().collect::<BTreeSet<_>>(), answering.clone());
        prop_assert_eq!(outcome.asked, query.asks());

        for facet in Facet::ALL {
            let rest = recommendations(Some(Part::Facet(facet)));
            let having = |at: usize, value| {
                let item = Ref { kind: Kind::Recommendation, index: at as u32 };
                carried(&dataset, item, facet, on).is_some_and(|values| values.contains(&value))
            };
            let chosen = query.chosen(facet);
            let occurs = |&value: &Value| {
                recorded.iter().any(|&at| having(at, value)) || chosen.contains(&value)
            };
            let expect: Vec<_> = facet.values(&dataset).into_iter().filter(occurs).map(|value| {
                let count = rest.iter().filter(|&&at| having(at, value)).count();
                (value, count, chosen.contains(&value))
            }).collect();
            let counts = outcome.counts(facet).iter();
            let counts: Vec<_> = counts.map(|c| (c.value, c.count, c.chosen)).collect();
            if facet != Facet::Topic {
                prop_assert_eq!(counts.iter().map(|c| c.1).sum::<usize>(), rest.len());
            }
            prop_assert_eq!(counts, expect);
        }

        let trail = trail(&dataset, &answering, on);
        for kind in Kind::ALL {
            let known: BTreeSet<usize> = outcome.known(kind).iter().collect();
            prop_assert_eq!(known, found(&dataset, kind, on, |_| true), "{:?}", kind);
            let shown: BTreeSet<usize> = outcome.shown(kind).iter().collect();
            let named = !super::texts::SEARCHED.contains(&kind);
            let expect = found(&dataset, kind, on, |item| {
                named || answers(&dataset, item, &query, on, None) || trail.contains(&item)
            });
            prop_assert_eq!(shown, expect, "{:?}", kind);
            let asked = !named && !fold::terms(&query.text).is_empty();
            let hits = found(&dataset, kind, on, |item| asked && holds(&dataset, item, &query));
            prop_assert_eq!(outcome.hits(kind), hits.len());
        }

        let mut loosen = Vec::new();
        let parts = [Part::Text].into_iter().chain(Facet::ALL.map(Part::Facet));
        for part in parts.filter(|_| answering.is_empty()) {
            let count = recommendations(Some(part)).len();
            if count > 0 {
                loosen.push((part, count));
            }
        }
        loosen.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        prop_assert_eq!(outcome.loosen, loosen);
    }

    #[test]
    fn any_question_is_answered(dataset in dataset(), text in "\\PC{0,12}|.{0,6}", year in -9_i32..9) {
        let query = Query { text, ..Query::default() };
        let on = Day(year * 100_000_000);
        let outcome = Index::new(&dataset).answer(&query, on);
        let expect = found(&dataset, Kind::Recommendation, on, |r| holds(&dataset, r, &query));
        prop_assert_eq!(outcome.recommendations.iter().collect::<BTreeSet<_>>(), expect);
    }
}
