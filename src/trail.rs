//! The mandate trail: what led to what.
//!
//! A record's trail runs up (a recommendation was made at a session, which a resolution
//! mandated, which another session adopted) and down (an action answers it, a document reports
//! the action). It is read off the dataset's links; nothing is stored twice.

use crate::model::{
    Action, Dataset, Day, Document, Id, Kind, LinkKind, Recommendation, Ref, Resolution, Session,
    Strength, Submission,
};
use crate::order;
use crate::rest::{self, Rest, Restless};

/// How one record leads to the next, read from the upper one to the lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// A session adopted a resolution.
    Adopted,
    /// A resolution links to an earlier one or to what it mandates.
    Links(LinkKind),
    /// A session made a recommendation.
    Made,
    /// A recommendation, or an action, carries out a resolution's mandate.
    Carries,
    /// An action answers a recommendation.
    Answered(Strength),
    /// A document reports an action.
    Reported,
    /// A State sent something in for a session.
    Received,
    /// A document was issued for a session.
    Issued,
}

/// One step of the graph of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// What came first and led to the other.
    pub from: Ref,
    /// What it led to.
    pub to: Ref,
    /// How.
    pub relation: Relation,
}

/// Every step of the dataset, ordered by where it starts and where it ends, each once.
///
/// A link of a resolution to an *earlier resolution* is turned round (the earlier one led to the
/// later); its links to sessions and bodies lead from it.
pub fn steps(dataset: &Dataset) -> Vec<Step> {
    rest::at_once(steps_in_steps(dataset, &mut Restless))
}

async fn steps_in_steps(dataset: &Dataset, rest: &mut dyn Rest) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut add = |from: Ref, to: Ref, relation| steps.push(Step { from, to, relation });
    for id in dataset.ids::<Resolution>() {
        let resolution = &dataset[id];
        add(resolution.session.into(), id.into(), Relation::Adopted);
        for link in &resolution.links {
            match link.to.kind {
                Kind::Resolution => add(link.to, id.into(), Relation::Links(link.kind)),
                _ => add(id.into(), link.to, Relation::Links(link.kind)),
            }
        }
    }
    for id in dataset.ids::<Session>() {
        for resolution in dataset[id].agenda.iter().filter_map(|item| item.set_by) {
            add(resolution.into(), id.into(), Relation::Links(LinkKind::Mandates));
        }
    }
    for id in dataset.ids::<Recommendation>() {
        let recommendation = &dataset[id];
        add(recommendation.session.into(), id.into(), Relation::Made);
        if let Some(mandate) = recommendation.mandate {
            add(mandate.into(), id.into(), Relation::Carries);
        }
        for (action, answer) in dataset.answers(id) {
            add(id.into(), action.into(), Relation::Answered(answer.strength));
        }
    }
    rest.rest().await;
    for id in dataset.ids::<Action>() {
        for &resolution in &dataset[id].resolutions {
            add(resolution.into(), id.into(), Relation::Carries);
        }
        if let Some(report) = dataset[id].report {
            add(id.into(), report.into(), Relation::Reported);
        }
    }
    for id in dataset.ids::<Submission>() {
        if let Some(session) = dataset[id].session {
            add(session.into(), id.into(), Relation::Received);
        }
    }
    for id in dataset.ids::<Document>() {
        if let Some(session) = dataset[id].session {
            add(session.into(), id.into(), Relation::Issued);
        }
    }
    rest.rest().await;
    let mut steps = by_end(dataset, &steps, |step| step.from, rest).await;
    steps.dedup();
    rest.rest().await;
    steps
}

/// So many records have their steps sorted before a rest.
const OF_SO_MANY: usize = 5_000;

/// Steps sorted by the record at one of their ends, then as they are. There are as many as records
/// or more: they are put straight to those of their record, and only these are sorted.
async fn by_end(
    dataset: &Dataset,
    steps: &[Step],
    end: fn(&Step) -> Ref,
    rest: &mut dyn Rest,
) -> Vec<Step> {
    // How many steps each record has, then where they go.
    let mut places = Kind::ALL.map(|kind| vec![0_usize; dataset.len(kind)]);
    for step in steps {
        let end = end(step);
        places[end.kind as usize][end.index as usize] += 1;
    }
    let mut before = 0;
    for place in places.iter_mut().flatten() {
        let own = std::mem::replace(place, before);
        before += own;
    }
    let mut sorted = steps.to_vec();
    for step in steps {
        let end = end(step);
        let place = &mut places[end.kind as usize][end.index as usize];
        sorted[*place] = *step;
        *place += 1;
    }
    rest.rest().await;
    let of_one = sorted.chunk_by_mut(|a, b| end(a) == end(b)).filter(|steps| steps.len() > 1);
    for (n, of_one) in of_one.enumerate() {
        order::sort(of_one);
        if n % OF_SO_MANY == OF_SO_MANY - 1 {
            rest.rest().await;
        }
    }
    rest.rest().await;
    sorted
}

/// The graph of links, ready to be followed both ways.
#[derive(Clone, Debug)]
pub struct Trails {
    down: Vec<Step>,
    up: Vec<Step>,
}

/// What leads to a record and what it leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trail {
    /// The steps above, earliest first.
    pub up: Vec<Step>,
    /// The steps below, earliest first.
    pub down: Vec<Step>,
}

impl Relation {
    /// Whether it is no more than standing under one heading or pointing elsewhere.
    pub fn is_weak(self) -> bool {
        matches!(self, Relation::Answered(Strength::SameHeading | Strength::Pointer))
    }
}

impl Trail {
    /// The trail without its weak steps: what a drawing shows, since a line between two marks
    /// says more than "both stand under one heading".
    #[must_use]
    pub fn proven(&self) -> Trail {
        let proven = |steps: &[Step]| {
            steps.iter().filter(|step| !step.relation.is_weak()).copied().collect()
        };
        Trail { up: proven(&self.up), down: proven(&self.down) }
    }

    /// Every step, up and down.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.up.iter().chain(&self.down)
    }

    /// Whether the record is part of the trail.
    pub fn holds(&self, item: Ref) -> bool {
        self.steps().any(|step| step.from == item || step.to == item)
    }
}

impl Trails {
    /// Reads the links of a dataset.
    pub fn new(dataset: &Dataset) -> Trails {
        rest::at_once(Trails::in_steps(dataset, &mut Restless))
    }

    /// The same, with rests.
    pub async fn in_steps(dataset: &Dataset, rest: &mut dyn Rest) -> Trails {
        let down = steps_in_steps(dataset, rest).await;
        let up = by_end(dataset, &down, |step| step.to, rest).await;
        Trails { down, up }
    }

    /// The steps that lead directly from a record.
    pub fn below(&self, item: Ref) -> &[Step] {
        let start = self.down.partition_point(|step| step.from < item);
        let end = self.down.partition_point(|step| step.from <= item);
        &self.down[start..end]
    }

    /// The steps that lead directly to a record.
    pub fn above(&self, item: Ref) -> &[Step] {
        let start = self.up.partition_point(|step| step.to < item);
        let end = self.up.partition_point(|step| step.to <= item);
        &self.up[start..end]
    }

    /// The trail of a record: everything that led to it and everything that it led to.
    ///
    /// Weak links end a trail: an action that only stands under the same heading, or only points
    /// elsewhere, is a step of it, but nothing is followed through it. A session is not followed
    /// up or down to its documents and submissions unless it is the one that was chosen, and what
    /// *other* things an ancestor led to is not part of the trail. Nothing is on it that was not
    /// known on `as_of`, nor what is only reached through that.
    pub fn trail(&self, dataset: &Dataset, item: Ref, as_of: Day) -> Trail {
        let known = |item: Ref| dataset.known(item, as_of);
        if !known(item) {
            return Trail::default();
        }
        let mut trail = Trail {
            up: self.follow(item, &known, Trails::above, |step| step.from),
            down: self.follow(item, &known, Trails::below, |step| step.to),
        };
        let by_date = |step: &Step| (day(dataset, step.from), day(dataset, step.to), *step);
        order::sort_by_key(&mut trail.up, by_date);
        order::sort_by_key(&mut trail.down, by_date);
        trail
    }

    fn follow(
        &self,
        item: Ref,
        known: &dyn Fn(Ref) -> bool,
        next: impl Fn(&Trails, Ref) -> &[Step],
        end: impl Fn(&Step) -> Ref,
    ) -> Vec<Step> {
        let mut found: Vec<Step> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        seen.insert(item);
        let mut open = vec![item];
        while let Some(at) = open.pop() {
            for step in next(self, at) {
                let aside = matches!(step.relation, Relation::Issued | Relation::Received);
                if aside && at != item || !known(end(step)) {
                    continue;
                }
                found.push(*step);
                if seen.insert(end(step)) && !step.relation.is_weak() {
                    open.push(end(step));
                }
            }
        }
        found
    }
}

fn day(dataset: &Dataset, item: Ref) -> Option<Day> {
    dataset.date(item).map(|date| date.start())
}

/// The session that a record belongs to: its own, or the one that made or received it.
pub fn session_of(dataset: &Dataset, item: Ref) -> Option<Id<Session>> {
    match item.kind {
        Kind::Session => dataset.typed(item),
        Kind::Resolution => dataset.typed::<Resolution>(item).map(|id| dataset[id].session),
        Kind::Recommendation => dataset.typed::<Recommendation>(item).map(|id| dataset[id].session),
        Kind::Submission => dataset.typed::<Submission>(item).and_then(|id| dataset[id].session),
        Kind::Document => dataset.typed::<Document>(item).and_then(|id| dataset[id].session),
        _ => None,
    }
}
