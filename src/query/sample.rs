//! Small datasets for tests.

use crate::model::ids::Ids;
use crate::model::record::Entry;
use crate::model::*;

/// A source that quotes `quote` from paragraph 1 of the first document.
pub(crate) fn source(quote: &str) -> Source {
    Source {
        place: Place::Paragraph { document: Id::new(0), paragraph: "1".into() },
        quote: quote.into(),
        inferred: false,
        note: None,
    }
}

pub(crate) fn entry(id: &str) -> Entry {
    Entry { id: id.into(), ..Entry::default() }
}

pub(crate) fn date(text: &str) -> Date {
    Date::parse(text).expect(text)
}

pub(crate) fn day(text: &str) -> Day {
    date(text).start()
}

/// A recommendation of session `session` about `topics`, with nothing reported yet.
pub(crate) fn recommendation(
    id: &str,
    session: usize,
    function: Option<usize>,
    topics: &[usize],
) -> Recommendation {
    Recommendation {
        entry: entry(id),
        title: String::new(),
        session: Id::new(session),
        verb: "recommended".into(),
        weight: Weight::Operative,
        addressees: vec![],
        function: function.map(|f| (Id::new(f), FunctionBasis::Stated)),
        topics: topics.iter().map(|&t| Id::new(t)).collect(),
        articles: vec![],
        mandate: None,
        standing: false,
        conditional: false,
        occurrences: vec![],
        statuses: vec![],
    }
}

pub(crate) fn reported(date: &str, status: Status) -> StatusEntry {
    StatusEntry {
        date: self::date(date),
        status,
        basis: Basis::Read,
        reason: String::new(),
        evidence: vec![],
        sources: vec![],
    }
}

pub(crate) fn action(id: &str, answers: &[(usize, Strength)]) -> Action {
    Action {
        entry: entry(id),
        title: String::new(),
        kind: "workshop".into(),
        report: Some(Id::new(1)),
        paragraph: Some("50".into()),
        date: None,
        function: None,
        actors: vec![],
        states: vec![],
        region: None,
        partners: vec![],
        quote: String::new(),
        paraphrase: None,
        resolutions: vec![],
        answers: answers
            .iter()
            .map(|&(recommendation, strength)| Answer {
                recommendation: Id::new(recommendation),
                strength,
                reason: None,
                sources: vec![],
            })
            .collect(),
    }
}

pub(crate) fn submission(id: &str, session: usize, topics: &[usize]) -> Submission {
    Submission {
        entry: entry(id),
        state: Id::new(0),
        session: Some(Id::new(session)),
        topics: topics.iter().map(|&t| Id::new(t)).collect(),
        articles: vec![],
        subject: None,
        kind: None,
        document: None,
        url: None,
        date: None,
        round: None,
    }
}

fn document(id: &str, symbol: &str, title: &str, session: Option<usize>) -> Document {
    Document {
        entry: entry(id),
        symbol: Some(symbol.into()),
        symbol_inferred: false,
        title: title.into(),
        kind: "report".into(),
        date: Some(date("2020-04-20")),
        body: Some(Id::new(0)),
        session: session.map(Id::new),
        url: None,
        editions: vec![],
        covers: None,
        text: None,
        uncited: vec![],
    }
}

fn session(id: &str, ordinal: u32, title: &str, held: &str) -> Session {
    Session {
        entry: entry(id),
        body: Id::new(0),
        ordinal,
        title: title.into(),
        label: ordinal.to_string(),
        city: Some("Vienna".into()),
        state: Some("Austria".into()),
        planned: None,
        held: Some(date(held)),
        form: None,
        joint_with: None,
        chair: None,
        attendance: None,
        agenda: vec![],
        adopted: None,
        coverage: Coverage::Recommendations,
    }
}

/// Names, three sessions, two documents and a resolution, but no recommendation, action or
/// submission: functions `a` and `b`, topics `open-data` and `interests` (formerly `conflicts`)
/// and `asset`, sessions `cosp8`, `wgp9`, `wgp10`, documents `report-10` and `paper`,
/// resolution `res-8-8`, State `at`, addressee `secretariat`.
pub(crate) fn names() -> Dataset {
    let topic = |id: &str, title: &str, article: &str| Topic {
        entry: entry(id),
        title: title.into(),
        articles: vec![article.into()],
    };
    let mut dataset = Dataset {
        meta: Meta {
            title: "Sample".into(),
            subtitle: String::new(),
            description: String::new(),
            language: "en".into(),
            as_of: day("2020-04-20"),
            version: "1".into(),
            licence: String::new(),
            issues_url: None,
            document_address: None,
        },
        bodies: vec![Body {
            entry: entry("wgp"),
            name: "Working Group".into(),
            short: "WG".into(),
            parent: None,
            symbol: None,
            role: None,
            basis: None,
            established_by: None,
        }],
        states: vec![State { entry: entry("at"), name: "Austria".into() }],
        addressees: vec![Addressee { entry: entry("secretariat"), name: "Secretariat".into() }],
        functions: ["a", "b"].map(|id| function(id, &format!("Function {id}"))).to_vec(),
        topics: vec![
            topic("open-data", "Open data", "10"),
            topic("interests", "Conflicts of interest", "7(4)"),
            topic("asset", "Asset declarations", "8(5)"),
        ],
        documents: vec![
            document("report-10", "CAC/COSP/WG.4/2019/2", "Meeting report", Some(2)),
            document("paper", "CAC/COSP/WG.4/2020/1", "Background paper", None),
        ],
        sessions: vec![
            session("cosp8", 8, "Eighth session", "2019-12-16/2019-12-20"),
            session("wgp9", 9, "Ninth meeting", "2018-09-05/2018-09-07"),
            session("wgp10", 10, "Tenth meeting", "2019-09-04/2019-09-06"),
        ],
        resolutions: vec![Resolution {
            entry: entry("res-8-8"),
            number: Some("8/8".into()),
            title: Some("Follow-up to the declaration".into()),
            subject: None,
            session: Id::new(0),
            date: None,
            articles: vec![],
            sponsors: vec![],
            provisions: vec![Provision {
                text: "Meet every year".into(),
                paragraph: None,
                addressees: vec![],
                sources: vec![],
            }],
            links: vec![],
        }],
        recommendations: vec![],
        actions: vec![],
        submissions: vec![],
        ids: Ids::default(),
        answered_by: vec![],
        articles: vec![],
        verbs: vec![],
    };
    dataset.topics[1].entry.aliases.push("conflicts".into());
    linked(dataset)
}

fn function(id: &str, label: &str) -> Function {
    Function { entry: entry(id), letter: id.into(), label: label.into(), title: String::new() }
}

/// The dataset with its look-ups made anew.
pub(crate) fn linked(mut dataset: Dataset) -> Dataset {
    let mut ids = Ids::default();
    for kind in Kind::ALL {
        for index in 0..dataset.len(kind) as u32 {
            let item = Ref { kind, index };
            let entry = dataset.entry(item).expect("it is below the kind's length");
            for id in std::iter::once(&entry.id).chain(&entry.aliases) {
                let _ = ids.add(id, item);
            }
        }
    }
    let mut answered_by = vec![Vec::new(); dataset.recommendations.len()];
    for (action, record) in dataset.actions.iter().enumerate() {
        for (at, answer) in record.answers.iter().enumerate() {
            answered_by[answer.recommendation.index()].push((Id::new(action), at as u32));
        }
    }
    for list in &mut answered_by {
        list.sort_by_key(|&(action, at): &(Id<Action>, u32)| {
            dataset.actions[action.index()].answers[at as usize].strength
        });
    }
    dataset.ids = ids;
    dataset.answered_by = answered_by;
    dataset.gather();
    dataset
}
