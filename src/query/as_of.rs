//! What is so on a day: which records were known, and what recommendations have of the facets that
//! depend on it. The same for every question that is asked as of that day.

use super::facet::{Column, Facet};
use super::rows::Rows;
use crate::model::{
    Action, Basis, Dataset, Day, Id, Kind, Recommendation, Ref, Row, Status, Strength,
};
use crate::rest::Rest;

/// What is so on a day. Made by [`super::Index::on`].
#[derive(Clone, Debug, PartialEq)]
pub struct AsOf {
    /// The records of each kind that were known.
    pub(crate) known: Vec<Rows>,
    /// What recommendations have: status, basis, evidence, States.
    columns: [(Facet, Column); 4],
    /// For each facet which of its values anything counted has that was known.
    pub(crate) occurs: Vec<Vec<bool>>,
}

impl AsOf {
    /// The statuses that recommendations had which were known, in the order of [`Status::ALL`].
    pub fn statuses(&self) -> Vec<Status> {
        let mut found = [false; Status::ALL.len()];
        let known = &self.known[Kind::Recommendation as usize];
        for id in known.ids::<Recommendation>() {
            if let Some(found) = self.status(id.index()).and_then(|of| found.get_mut(of)) {
                *found = true;
            }
        }
        Status::ALL.into_iter().zip(found).filter(|(_, found)| *found).map(|(of, _)| of).collect()
    }

    /// The place in [`Status::ALL`] of the status that a recommendation had.
    pub fn status(&self, recommendation: usize) -> Option<usize> {
        let of = self.column(Facet::Status)?.row(recommendation).first()?;
        Some(*of as usize)
    }

    /// What recommendations have of a facet, if that depends on the day.
    pub(crate) fn column(&self, facet: Facet) -> Option<&Column> {
        self.columns.iter().find(|(of, _)| *of == facet).map(|(_, column)| column)
    }
}

/// How many strengths a link can have: a link is written as its action's number times that, and
/// its strength.
const STRENGTHS: usize = Strength::ALL.len();

/// What it depends on: the days by which everything was known.
#[derive(Clone, Debug)]
pub(crate) struct History {
    /// For each kind the day since which each record is known.
    since: Vec<Vec<Day>>,
    /// The entries of each recommendation, in order of date.
    entries: Column,
    /// Of each entry the day by which it was reported, its status and its basis.
    reported: Vec<(Day, Status, Basis)>,
    /// The links of each recommendation, strongest first.
    links: Column,
    /// The States of each action.
    states: Column,
}

impl History {
    /// Reads the dataset, with rests.
    pub(crate) async fn in_steps(dataset: &Dataset, rest: &mut dyn Rest) -> History {
        let mut since = Vec::new();
        for kind in Kind::ALL {
            let items = (0..dataset.len(kind) as u32).map(|index| Ref { kind, index });
            let of_kind = items.map(|item| dataset.known_since(item).unwrap_or(Day(i32::MIN)));
            since.push(of_kind.collect());
            rest.rest().await;
        }
        let mut reported = Vec::new();
        let entries = Recommendation::rows(dataset).iter().map(|r| {
            let first = reported.len();
            let own = r.statuses.iter().map(|entry| (entry.date.end(), entry.status, entry.basis));
            reported.extend(own);
            (first..reported.len()).collect()
        });
        let entries: Vec<Vec<usize>> = entries.collect();
        rest.rest().await;
        let entries = Column::many(reported.len(), &mut entries.into_iter());
        rest.rest().await;
        let links = dataset.ids::<Recommendation>().map(|id| {
            let link = |(action, answer): (Id<Action>, &crate::model::Answer)| {
                action.index() * STRENGTHS + answer.strength as usize
            };
            dataset.answers(id).map(link).collect()
        });
        let links = Column::many(dataset.actions.len() * STRENGTHS, &mut { links });
        rest.rest().await;
        let states = Action::rows(dataset).iter();
        let states = states.map(|r| r.states.iter().map(|id| id.index()).collect());
        let states = Column::many(dataset.states.len(), &mut { states });
        rest.rest().await;
        History { since, entries, reported, links, states }
    }

    /// What is so on a day.
    pub(crate) fn on(&self, day: Day) -> AsOf {
        let rows = || 0..self.entries.rows();
        let entry = |row: usize| {
            let entries = self.entries.row(row).iter().map(|&entry| self.reported[entry as usize]);
            entries.rev().find(|(reported, ..)| *reported <= day)
        };
        let status = |row| entry(row).map_or(Status::NotAssessed, |(_, status, _)| status) as usize;
        let basis = |row| entry(row).map(|(.., basis)| basis as usize).into_iter().collect();
        let actions = &self.since[Kind::Action as usize];
        let links = |row: usize| {
            let links = self.links.row(row).iter().map(|&link| link as usize);
            let links = links.map(|link| (link / STRENGTHS, link % STRENGTHS));
            links.filter(|&(action, _)| actions[action] <= day)
        };
        let evidence = |row| links(row).next().map_or(STRENGTHS, |(_, strength)| strength);
        let states = |row| {
            let explicit = links(row).filter(|&(_, s)| s == Strength::Explicit as usize);
            let states = explicit.flat_map(|(action, _)| self.states.row(action));
            states.map(|&state| state as usize).collect()
        };
        AsOf {
            known: self.since.iter().map(|since| Rows::until(since, day)).collect(),
            columns: [
                (Facet::Status, Column::one(Status::ALL.len(), &mut rows().map(status))),
                (Facet::Basis, Column::many(Basis::ALL.len(), &mut rows().map(basis))),
                (Facet::Evidence, Column::one(STRENGTHS + 1, &mut rows().map(evidence))),
                (Facet::State, Column::many(self.states.values, &mut rows().map(states))),
            ],
            occurs: Vec::new(),
        }
    }
}
