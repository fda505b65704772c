//! Made-up records, asked made-up questions, answered the same by a plain scan.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::sample::{
    action, day, entry, linked, names, recommendation, reported, submission,
};
use super::super::texts::{SEARCHED, texts};
use super::super::{Choice, Facet, Index, Part, Query, Terms, Value};
use crate::model::*;

const WORDS: [&str; 17] = [
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
    "recommended",
    "Recommends;",
    "parties",
    "article",
    "7(4)(b)",
];
const ASKED: [&str; 32] = [
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
    "recommending",
    "party",
    "\"open data\"",
    "\"data open\"",
    "\"recommended parties\"",
    "-open",
    "-data",
    "-\"open data\"",
    "-anti-corruption",
    "-recommend",
    "article 7",
    "art. 7(4)",
    "para 1",
    "opne",
    "recomended",
    "\"",
];

fn sentence() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..4)
        .prop_map(|words| words.join(" "))
}

const ARTICLES: [&str; 4] = ["7", "7(4)", "12(2)(b)", "9"];

fn subset(of: usize) -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..of, 0..3)
}

fn history() -> impl Strategy<Value = Vec<StatusEntry>> {
    let entry = (2017..2022_i32, proptest::sample::select(&Status::ALL[..]), any::<bool>());
    proptest::collection::vec(entry, 0..3).prop_map(|mut entries| {
        entries.sort_by_key(|&(year, ..): &(i32, Status, bool)| year);
        let entry = |(year, status, stated): (i32, Status, bool)| {
            let basis = if stated { Basis::Stated } else { Basis::Read };
            StatusEntry { basis, ..reported(&year.to_string(), status) }
        };
        entries.into_iter().map(entry).collect()
    })
}

prop_compose! {
    fn one()(
        title in sentence(), session in 0..3_usize, function in proptest::option::of(0..2_usize),
        topics in subset(3), statuses in history(), mandated: bool,
        more in (subset(4), any::<[bool; 4]>(), any::<bool>()),
    ) -> Recommendation {
        let mut record = recommendation("r", session, function, &topics);
        record.title = title;
        record.statuses = statuses;
        record.mandate = mandated.then(|| Id::new(0));
        let (articles, [standing, conditional, informs, urged], addressed) = more;
        record.articles = articles.into_iter().map(|at| ARTICLES[at].into()).collect();
        (record.standing, record.conditional) = (standing, conditional);
        if informs {
            record.weight = Weight::Informational;
        }
        if urged {
            record.verb = "urged".into();
        }
        record.addressees.extend(addressed.then(|| Id::new(0)));
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
        let other = State { name: "Kenya".into(), ..dataset.states[0].clone() };
        dataset.states.push(State { entry: entry("ke"), ..other });
        dataset.sessions[1].state = Some("ke".into());
        dataset.bodies.push(Body { entry: entry("cosp"), ..dataset.bodies[0].clone() });
        dataset.sessions[0].body = Id::new(1);
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
            record.states = function.map(Id::new).into_iter().collect();
            dataset.actions.push(record);
        }
        for (round, session, topics) in submissions {
            let mut record = submission("s", session, &topics);
            record.round = Some(round);
            record.articles = record.topics.first().map(|_| "7(4)".into()).into_iter().collect();
            record.state = Id::new(session % 2);
            dataset.submissions.push(record);
        }
        dataset.recommendations = recommendations;
        linked(dataset)
    })
}

/// A made-up question, of which the values are told by their place in a facet.
#[derive(Clone, Debug)]
struct Question {
    words: Vec<&'static str>,
    choices: Vec<(usize, usize, bool)>,
    years: [Option<i32>; 2],
}

impl Question {
    fn of(&self, dataset: &Dataset) -> Query {
        let mut query = Query { text: self.words.join(" "), ..Query::default() };
        for &(facet, at, excluded) in &self.choices {
            let values = Facet::ALL[facet].values(dataset);
            if let Some(&value) = values.get(at % values.len().max(1)) {
                query.choose(Choice { value, excluded });
            }
        }
        query.since = self.years[0].map(|year| Day::from_civil(year, 1, 1));
        query.until = self.years[1].map(|year| Day::from_civil(year, 12, 31));
        query
    }
}

prop_compose! {
    fn question()(
        words in proptest::collection::vec(proptest::sample::select(&ASKED[..]), 0..3),
        // Few facets at a time, or nothing would ever be found.
        choices in proptest::collection::vec((0..Facet::ALL.len(), 0..7_usize, 0..3_u8), 0..4),
        years in prop_oneof![3 => Just([None, None]), 1 => [year(), year()]],
    ) -> Question {
        let choices = choices.into_iter().map(|(facet, at, n)| (facet, at, n == 0)).collect();
        Question { words, choices, years }
    }
}

fn year() -> impl Strategy<Value = Option<i32>> {
    proptest::option::of(2016..2022_i32)
}

/// The rule for words, text by text.
fn holds(dataset: &Dataset, item: Ref, terms: &Terms) -> bool {
    let mut all = Vec::new();
    texts(dataset, item, &mut |passage| all.push(format!("{} {}", passage.label, passage.text)));
    terms.are_in(all.iter().map(String::as_str))
}

/// The values that a record carries of a facet, as an address writes them; `None` where its kind
/// carries none.
fn carried(dataset: &Dataset, item: Ref, facet: Facet, on: Day) -> Option<Vec<String>> {
    let at = item.index as usize;
    fn ids<'a, T: Row + 'a>(
        dataset: &Dataset,
        ids: impl IntoIterator<Item = &'a Id<T>>,
    ) -> Vec<String> {
        ids.into_iter().map(|&id| dataset[id].entry().id.clone()).collect()
    }
    let articles = |articles: &[String]| {
        let whole = articles.iter().map(|a| a.split('(').next().unwrap_or_default().to_owned());
        Some(articles.iter().cloned().chain(whole).collect::<Vec<_>>())
    };
    let session = |session: Option<Id<Session>>| match facet {
        Facet::Session => Some(ids(dataset, &session)),
        Facet::Body => Some(ids(dataset, session.map(|id| &dataset[id].body))),
        _ => None,
    };
    let function = |id: Option<Id<Function>>| match id {
        Some(id) => ids(dataset, &[id]),
        None => vec!["none".into()],
    };
    let word = |words: &[(bool, &str)]| {
        let words = words.iter().filter(|(is, _)| *is);
        words.map(|(_, word)| (*word).to_owned()).collect::<Vec<_>>()
    };
    if facet == Facet::Kind {
        return Some(vec![item.kind.key().to_owned()]);
    }
    match item.kind {
        Kind::Recommendation => {
            let r = &dataset.recommendations[at];
            let entry = dataset.status_entry(r, on);
            // The links of actions that were known.
            let links = || {
                let all = dataset.actions.iter().enumerate().flat_map(|(action, record)| {
                    record.answers.iter().map(move |answer| (Id::<Action>::new(action), answer))
                });
                all.filter(|(action, answer)| {
                    answer.recommendation.index() == at && dataset.known((*action).into(), on)
                })
            };
            Some(match facet {
                Facet::Status => vec![dataset.status(r, on).slug().to_owned()],
                Facet::Function => function(r.function.map(|(id, _)| id)),
                Facet::Topic => ids(dataset, &r.topics),
                Facet::Article => return articles(&r.articles),
                Facet::Addressee => ids(dataset, &r.addressees),
                Facet::State => links()
                    .filter(|(_, answer)| answer.strength == Strength::Explicit)
                    .flat_map(|(action, _)| ids(dataset, &dataset[action].states))
                    .collect(),
                Facet::Verb => vec![r.verb.clone()],
                Facet::Basis => word(&[
                    (entry.is_some_and(|e| e.basis == Basis::Stated), "stated"),
                    (entry.is_some_and(|e| e.basis == Basis::Read), "read"),
                ]),
                Facet::Evidence => {
                    let best = links().map(|(_, answer)| answer.strength).min();
                    word(&[
                        (best == Some(Strength::Explicit), "explicit"),
                        (best == Some(Strength::SameHeading), "same-heading"),
                        (best == Some(Strength::Pointer), "pointer"),
                        (best.is_none(), "none"),
                    ])
                }
                Facet::Flags => word(&[
                    (r.standing, "standing"),
                    (r.conditional, "conditional"),
                    (r.weight == Weight::Operative, "operative"),
                    (r.weight == Weight::Informational, "informational"),
                ]),
                _ => return session(Some(r.session)),
            })
        }
        Kind::Action => match facet {
            Facet::Function => Some(function(dataset.actions[at].function)),
            Facet::State => Some(ids(dataset, &dataset.actions[at].states)),
            _ => None,
        },
        Kind::Submission => match facet {
            Facet::Topic => Some(ids(dataset, &dataset.submissions[at].topics)),
            Facet::Article => articles(&dataset.submissions[at].articles),
            Facet::State => Some(ids(dataset, &[dataset.submissions[at].state])),
            _ => session(dataset.submissions[at].session),
        },
        Kind::Session if facet == Facet::State => {
            let host = dataset.sessions[at].state.as_deref();
            let is = |state: &&State| host.is_some_and(|h| h == state.name || h == state.entry.id);
            let host = dataset.states.iter().find(is);
            Some(host.map(|state| state.entry.id.clone()).into_iter().collect())
        }
        Kind::Session => session(Some(Id::new(at))),
        Kind::Document if facet == Facet::Body => Some(ids(dataset, &dataset.documents[at].body)),
        Kind::Document if facet == Facet::Session => session(dataset.documents[at].session),
        Kind::Resolution if facet == Facet::Article => articles(&dataset.resolutions[at].articles),
        Kind::Resolution => session(Some(dataset.resolutions[at].session)),
        _ => None,
    }
}

/// A made-up question as it is asked: its words after corrections, and the rest.
struct Asked<'a> {
    query: &'a Query,
    terms: &'a Terms,
}

fn answers(dataset: &Dataset, item: Ref, asked: &Asked<'_>, on: Day, out: Option<Part>) -> bool {
    let days = || {
        let (since, until) = (asked.query.since, asked.query.until);
        since.is_none() && until.is_none()
            || dataset.date(item).is_some_and(|date| {
                until.is_none_or(|until| date.first().is_none_or(|first| first <= until))
                    && since.is_none_or(|since| date.last().is_none_or(|last| last >= since))
            })
    };
    (out == Some(Part::Text) || holds(dataset, item, asked.terms))
        && (out == Some(Part::Dates) || days())
        && Facet::ALL.into_iter().filter(|&f| out != Some(Part::Facet(f))).all(|facet| {
            let (excluded, chosen): (Vec<_>, Vec<_>) =
                asked.query.chosen(facet).into_iter().partition(|choice| choice.excluded);
            let carried = carried(dataset, item, facet, on);
            let has = |choice: &Choice| {
                let slug = choice.value.slug(dataset);
                carried.iter().flatten().any(|value| value == slug)
            };
            (chosen.is_empty() || chosen.iter().any(has)) && !excluded.iter().any(has)
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
    fn answers_are_those_of_a_plain_scan(dataset in dataset(), question in question(), year in 2016..2022) {
        let on = day(&format!("{year}-12-31"));
        let query = question.of(&dataset);
        let outcome = Index::new(&dataset).answer(&query, on);
        let asked = Asked { query: &query, terms: &outcome.terms };
        let of_kind = |kind: Kind, left_out: Option<Part>| {
            found(&dataset, kind, on, |item| answers(&dataset, item, &asked, on, left_out))
        };
        let recommendations = |left_out| of_kind(Kind::Recommendation, left_out);
        let answering = recommendations(None);
        let leading = recommendations(Some(Part::Facet(Facet::Kind)));
        prop_assert_eq!(outcome.recommendations.iter().collect::<BTreeSet<_>>(), answering.clone());
        prop_assert_eq!(outcome.asked, query.asks());

        let trail = trail(&dataset, &leading, on);
        let shown = |kind: Kind, out: Option<Part>| -> BTreeSet<usize> {
            let on_trail = |item: &Ref| item.kind == kind && dataset.known(*item, on);
            let on_trail = trail.iter().filter(|item| on_trail(item)).map(|item| item.index as usize);
            of_kind(kind, out).into_iter().chain(on_trail).collect()
        };
        let chosen_kind = |kind: Kind| {
            let (excluded, chosen): (Vec<_>, Vec<_>) =
                query.chosen(Facet::Kind).into_iter().partition(|choice| choice.excluded);
            let is = |choice: &Choice| choice.value.kind() == Some(kind);
            (chosen.is_empty() || chosen.iter().any(is)) && !excluded.iter().any(is)
        };
        for facet in Facet::ALL {
            let out = Some(Part::Facet(facet));
            let having = |item: Ref, value: Value| {
                let slug = value.slug(&dataset);
                carried(&dataset, item, facet, on).iter().flatten().any(|value| value == slug)
            };
            let counted = |kind: &Kind| facet.counts_records() || *kind == Kind::Recommendation;
            let kinds: Vec<Kind> = SEARCHED.into_iter().filter(counted).collect();
            let items = |kind: Kind, rows: BTreeSet<usize>| {
                rows.into_iter().map(move |index| Ref { kind, index: index as u32 })
            };
            let mut expect = Vec::new();
            for value in facet.values(&dataset) {
                let is = |excluded| query.chosen(facet).contains(&Choice { value, excluded });
                let occurs = kinds.iter().any(|&kind| {
                    items(kind, found(&dataset, kind, on, |_| true)).any(|item| having(item, value))
                });
                let count: usize = match value.kind() {
                    Some(kind) => shown(kind, out).len(),
                    None => {
                        let of = |&kind: &Kind| {
                            items(kind, of_kind(kind, out)).filter(|&i| having(i, value)).count()
                        };
                        kinds.iter().map(of).sum()
                    }
                };
                if occurs || is(false) || is(true) {
                    expect.push((value, count, is(false), is(true)));
                }
            }
            let counts = outcome.counts(facet).iter();
            let counts: Vec<_> = counts.map(|c| (c.value, c.count, c.chosen, c.excluded)).collect();
            if [Facet::Status, Facet::Function, Facet::Verb, Facet::Evidence].contains(&facet) {
                let all: usize = counts.iter().map(|c| c.1).sum();
                prop_assert_eq!(all, recommendations(out).len());
            }
            prop_assert_eq!(counts, expect, "{:?}", facet);
        }

        for kind in Kind::ALL {
            let known: BTreeSet<usize> = outcome.known(kind).iter().collect();
            prop_assert_eq!(known, found(&dataset, kind, on, |_| true), "{:?}", kind);
            let named = !SEARCHED.contains(&kind);
            let expect = match (named, chosen_kind(kind)) {
                (true, _) => found(&dataset, kind, on, |_| true),
                (_, true) => shown(kind, None),
                (_, false) => BTreeSet::new(),
            };
            prop_assert_eq!(outcome.shown(kind).iter().collect::<BTreeSet<_>>(), expect, "{:?}", kind);
            let sought = !named && outcome.terms.seek();
            let hits = found(&dataset, kind, on, |item| sought && holds(&dataset, item, &outcome.terms));
            prop_assert_eq!(outcome.hits(kind), hits.len());
        }

        let mut loosen = Vec::new();
        let parts = [Part::Text].into_iter().chain(Facet::ALL.map(Part::Facet)).chain([Part::Dates]);
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
    fn what_is_corrected_was_nowhere_and_is_one_slip_away(
        dataset in dataset(), text in "[a-zé]{3,9}|(open|data|parties|recommended)[a-z]?|[a-z]?(pen|dat|artie)s?",
    ) {
        let on = dataset.meta.as_of;
        let outcome = Index::new(&dataset).answer(&Query { text: text.clone(), ..Query::default() }, on);
        let anywhere = |terms: &Terms| {
            let all = SEARCHED.into_iter().flat_map(|kind| items(&dataset, kind));
            all.filter(|&item| holds(&dataset, item, terms)).count()
        };
        let as_asked = Terms::parse(&text, true);
        match &outcome.corrected[..] {
            [] => prop_assert_eq!(&outcome.terms, &as_asked),
            [one] => {
                prop_assert_eq!(anywhere(&as_asked), 0);
                prop_assert!(anywhere(&outcome.terms) > 0);
                let taken = Terms::parse(&one.taken, true);
                prop_assert_eq!(&outcome.terms, &taken);
                prop_assert!(one.taken.chars().count().abs_diff(one.asked.chars().count()) <= 1);
            }
            more => prop_assert!(false, "{:?}", more),
        }
    }

    #[test]
    fn any_question_is_answered(dataset in dataset(), text in "\\PC{0,12}|.{0,6}|[a-z\"-]{0,9}( [a-z\"-]{0,9}){0,3}", year in -9_i32..9) {
        let query = Query { text, ..Query::default() };
        let on = Day(year * 100_000_000);
        let outcome = Index::new(&dataset).answer(&query, on);
        let terms = &outcome.terms;
        let expect = found(&dataset, Kind::Recommendation, on, |r| holds(&dataset, r, terms));
        prop_assert_eq!(outcome.recommendations.iter().collect::<BTreeSet<_>>(), expect);
    }
}
