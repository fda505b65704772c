//! Records of other kinds that are on a recommendation's trail.

use super::facet::Column;
use super::rows::Rows;
use crate::model::{Action, Dataset, Id, Kind, Recommendation, Resolution, Row, Session, Strength};
use crate::rest::Rest;

/// The links that [`super::Index`] answers from for kinds other than recommendations.
#[derive(Clone, Debug)]
pub(crate) struct Related {
    /// From each recommendation directly to records of a kind.
    trail: Vec<(Kind, Column)>,
    /// The session that adopted each resolution.
    adopted: Column,
    /// The document that reports each action.
    report: Column,
    lens: [usize; Kind::ALL.len()],
}

impl Related {
    /// Reads the dataset's links, with rests.
    pub(crate) async fn in_steps(dataset: &Dataset, rest: &mut dyn Rest) -> Related {
        let sessions = dataset.sessions.len();
        let documents = dataset.documents.len();
        let recommendations = || Recommendation::rows(dataset).iter();

        let adopted = Resolution::rows(dataset).iter().map(|r| r.session.index());
        let report = Action::rows(dataset).iter();
        let report = report.map(|r| r.report.iter().map(|id| id.index()).collect());
        let answers = dataset.ids::<Recommendation>().map(|id| {
            let plain = dataset.answers(id).filter(|(_, a)| a.strength == Strength::Explicit);
            plain.map(|(action, _)| action.index()).collect()
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
        let mandate = mandates.iter().map(|ids| ids.iter().map(|id| id.index()).collect());
        let stands =
            recommendations().map(|r| r.occurrences.iter().map(|o| o.document.index()).collect());
        let many = |kind: Kind, rows: &mut dyn Iterator<Item = Vec<usize>>| {
            (kind, Column::many(dataset.len(kind), rows))
        };
        let mut trail = vec![many(Kind::Action, &mut { answers })];
        rest.rest().await;
        trail.push((Kind::Session, Column::one(sessions, &mut { made })));
        trail.push(many(Kind::Resolution, &mut { mandate }));
        rest.rest().await;
        trail.push(many(Kind::Document, &mut { stands }));
        rest.rest().await;
        let adopted = Column::one(sessions, &mut { adopted });
        let report = Column::many(documents, &mut { report });
        rest.rest().await;
        Related { trail, adopted, report, lens: Kind::ALL.map(|kind| dataset.len(kind)) }
    }

    /// The records of a kind, known on the day, that are on the proven trail of recommendations.
    pub(crate) fn trail(&self, kind: Kind, recommendations: &Rows, known: &[Rows]) -> Rows {
        let on_trail = |kind: Kind| {
            let mut reached = Rows::none(self.lens[kind as usize]);
            for (_, links) in self.trail.iter().filter(|(k, _)| *k == kind) {
                reached.or(&links.reach(recommendations));
            }
            // What was not known leads nowhere.
            reached.and(&known[kind as usize]);
            reached
        };
        let mut trail = on_trail(kind);
        match kind {
            Kind::Session => trail.or(&self.adopted.reach(&on_trail(Kind::Resolution))),
            Kind::Document => trail.or(&self.report.reach(&on_trail(Kind::Action))),
            _ => return trail,
        }
        trail.and(&known[kind as usize]);
        trail
    }
}
