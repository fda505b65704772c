//! Records of other kinds: what they carry themselves, and what is on a recommendation's trail.

use super::facet::{Column, Facet};
use super::rows::Rows;
use super::text::Hits;
use crate::model::{
    Action, Dataset, Document, Id, Kind, Recommendation, Resolution, Row, Session, Strength,
    Submission,
};

/// The links and columns that [`super::Index`] answers from for kinds other than
/// recommendations.
#[derive(Clone, Debug)]
pub(crate) struct Related {
    /// What records of a kind carry of a facet.
    carried: Vec<(Kind, Facet, Column)>,
    /// From each recommendation directly to records of a kind.
    trail: Vec<(Kind, Column)>,
    /// The session that adopted each resolution.
    adopted: Column,
    /// The document that reports each action.
    report: Column,
    lens: [usize; Kind::ALL.len()],
}

impl Related {
    /// Reads the dataset's links.
    pub(crate) fn new(dataset: &Dataset) -> Related {
        let functions = dataset.functions.len();
        let sessions = dataset.sessions.len();
        let documents = dataset.documents.len();
        let actions = Action::rows(dataset).iter();
        let submissions = || Submission::rows(dataset).iter();
        let recommendations = || Recommendation::rows(dataset).iter();

        let function = actions.clone().map(|r| r.function.map_or(functions, |id| id.index()));
        let received = submissions().map(|r| r.session.map(|id| id.index()));
        let on = submissions().map(|r| r.topics.iter().map(|id| id.index()));
        let before = Document::rows(dataset).iter().map(|r| r.session.map(|id| id.index()));
        let adopted = Resolution::rows(dataset).iter().map(|r| r.session.index());
        let adopted = Column::one(sessions, adopted);
        let answers = dataset.ids::<Recommendation>().map(|id| {
            let plain = dataset.answers(id).filter(|(_, a)| a.strength == Strength::Explicit);
            plain.map(|(action, _)| action.index())
        });
        // The resolutions that link to each session: what it met under.
        let mut under = vec![Vec::new(); sessions];
        for id in dataset.ids::<Resolution>() {
            for link in &dataset[id].links {
                if let Some(session) = dataset.typed::<Session>(link.to) {
                    under[session.index()].push(id);
                }
            }
        }
        for (session, under) in Session::rows(dataset).iter().zip(&mut under) {
            under.extend(session.agenda.iter().filter_map(|item| item.set_by));
        }
        let mandates: Vec<Vec<Id<Resolution>>> = recommendations()
            .map(|r| under[r.session.index()].iter().copied().chain(r.mandate).collect())
            .collect();
        let made = recommendations().map(|r| r.session.index());
        let mandate = mandates.iter().map(|ids| ids.iter().map(|id| id.index()));
        let stands = recommendations().map(|r| r.occurrences.iter().map(|o| o.document.index()));
        Related {
            carried: vec![
                (Kind::Action, Facet::Function, Column::one(functions + 1, function)),
                (Kind::Submission, Facet::Session, Column::many(sessions, received)),
                (Kind::Submission, Facet::Topic, Column::many(dataset.topics.len(), on)),
                (Kind::Session, Facet::Session, Column::one(sessions, 0..sessions)),
                (Kind::Document, Facet::Session, Column::many(sessions, before)),
                (Kind::Resolution, Facet::Session, adopted.clone()),
            ],
            trail: vec![
                (Kind::Action, Column::many(dataset.actions.len(), answers)),
                (Kind::Session, Column::one(sessions, made)),
                (Kind::Resolution, Column::many(dataset.resolutions.len(), mandate)),
                (Kind::Document, Column::many(documents, stands)),
            ],
            adopted,
            report: Column::many(documents, actions.map(|r| r.report.map(|id| id.index()))),
            lens: Kind::ALL.map(|kind| dataset.len(kind)),
        }
    }

    /// The records of a kind that are shown for a question: its answering recommendations, the
    /// records that hold its words if it has any, what it chooses in each facet, and what of each
    /// kind was known.
    pub(crate) fn shown(
        &self,
        kind: Kind,
        recommendations: &Rows,
        hits: Option<&Hits>,
        chosen: &[Vec<usize>; Facet::ALL.len()],
        known: &[Rows],
    ) -> Rows {
        let len = self.lens[kind as usize];
        if !super::texts::SEARCHED.contains(&kind) {
            return Rows::all(len);
        }
        let mut shown = hits.map_or_else(|| Rows::all(len), |hits| hits.of(kind));
        for facet in Facet::ALL {
            let values = &chosen[facet as usize];
            if !values.is_empty() {
                let column = self.carried.iter().find(|(k, f, _)| (*k, *f) == (kind, facet));
                shown.and(&column.map_or_else(|| Rows::none(len), |(_, _, c)| c.having(values)));
            }
        }
        let on_trail = |kind: Kind| {
            let mut reached = Rows::none(self.lens[kind as usize]);
            for (_, links) in self.trail.iter().filter(|(k, _)| *k == kind) {
                reached.or(&links.reach(recommendations));
            }
            // What was not known leads nowhere.
            reached.and(&known[kind as usize]);
            reached
        };
        shown.or(&on_trail(kind));
        match kind {
            Kind::Session => shown.or(&self.adopted.reach(&on_trail(Kind::Resolution))),
            Kind::Document => shown.or(&self.report.reach(&on_trail(Kind::Action))),
            _ => {}
        }
        shown.and(&known[kind as usize]);
        shown
    }
}
