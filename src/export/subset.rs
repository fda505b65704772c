//! The record with some of its recommendations alone, as it was known on a day.

use crate::model::ids::LEFT_OUT;
use crate::model::{
    Action, Coverage, Dataset, Day, Document, Id, Kind, Occurrence, Place, Recommendation, Ref,
    Resolution, Row, Session, Source,
};

/// The record with these recommendations, in the record's order, as known on a day: kept up to
/// that day, and without what was not known on it. The rest stays, as what they rest on; links to
/// what is left out go, so that every id still resolves, and no session claims that more of it is
/// captured than is here.
///
/// One thing of later days stays: a document in which a record that is kept has its proof, and the
/// session to which such a document attributes a recommendation. Without them nothing is proven.
///
/// It is for being written: what the loader makes of the records is not made anew.
pub(super) fn subset(dataset: &Dataset, keep: &[Id<Recommendation>], as_of: Day) -> Dataset {
    let kept = Kept::of(dataset, keep, as_of);
    let mut of = dataset.clone();
    for recommendation in &mut of.recommendations {
        recommendation.statuses.retain(|entry| entry.date.end() <= as_of);
        let stood = recommendation.occurrences.iter();
        let stood: Vec<bool> =
            stood.map(|at| self::stood(dataset, recommendation, at, as_of)).collect();
        let mut stood = stood.into_iter();
        recommendation.occurrences.retain(|_| stood.next().unwrap_or(false));
    }
    of.meta.as_of = of.meta.as_of.min(as_of);
    for id in dataset.ids::<Session>() {
        let session = &mut of.sessions[id.index()];
        let ahead = session.is_ahead(as_of);
        if ahead {
            // What came of it was not known; that it was planned was.
            if session.planned.is_some() {
                session.held = None;
            }
            (session.form, session.joint_with, session.chair) = (None, None, None);
            (session.attendance, session.adopted) = (None, None);
            session.agenda.clear();
        }
        if ahead || kept.lost_of(dataset, id) {
            session.coverage = kept.coverage(dataset, id);
        }
    }
    kept.retain(&mut of.documents);
    kept.retain(&mut of.sessions);
    kept.retain(&mut of.resolutions);
    kept.retain(&mut of.recommendations);
    kept.retain(&mut of.actions);
    kept.retain(&mut of.submissions);
    renumber(&mut of, &kept);
    of.answered_by = vec![Vec::new(); of.recommendations.len()];
    of.gather();
    of
}

/// Which records are kept, and where each then stands among those of its kind.
struct Kept(Vec<Vec<Option<u32>>>);

impl Kept {
    /// What was known, of the recommendations those that are asked for, and what they rest on.
    fn of(dataset: &Dataset, keep: &[Id<Recommendation>], as_of: Day) -> Kept {
        let known = |kind: Kind| -> Vec<bool> {
            let items = (0..dataset.len(kind) as u32).map(|index| Ref { kind, index });
            items.map(|item| dataset.known(item, as_of)).collect()
        };
        let mut all: Vec<Vec<bool>> = Kind::ALL.into_iter().map(known).collect();
        let mut asked = vec![false; dataset.recommendations.len()];
        for id in keep {
            if let Some(asked) = asked.get_mut(id.index()) {
                *asked = true;
            }
        }
        all[Kind::Recommendation as usize] = asked;
        // Of what is found to be needed, more may be.
        let has = |all: &[Vec<bool>], item: Ref| all[item.kind as usize][item.index as usize];
        let mut next: Vec<Ref> = Kind::ALL
            .into_iter()
            .flat_map(|kind| (0..dataset.len(kind) as u32).map(move |index| Ref { kind, index }))
            .filter(|&item| has(&all, item))
            .collect();
        while let Some(item) = next.pop() {
            needs(dataset, item, as_of, &mut |needed| {
                if !has(&all, needed) {
                    all[needed.kind as usize][needed.index as usize] = true;
                    next.push(needed);
                }
            });
        }
        let numbered = |kept: Vec<bool>| {
            let mut next = 0;
            let place = |kept: bool| {
                let place = kept.then_some(next);
                next += u32::from(kept);
                place
            };
            kept.into_iter().map(place).collect()
        };
        Kept(all.into_iter().map(numbered).collect())
    }

    fn place(&self, item: Ref) -> Option<u32> {
        self.0[item.kind as usize].get(item.index as usize).copied().flatten()
    }

    fn has(&self, item: impl Into<Ref>) -> bool {
        self.place(item.into()).is_some()
    }

    /// Where a record stands, if it is kept.
    fn id<T: Row>(&self, id: Id<T>) -> Option<Id<T>> {
        self.place(id.into()).map(|place| Id::new(place as usize))
    }

    fn may<T: Row>(&self, id: &mut Option<Id<T>>) {
        *id = id.and_then(|id| self.id(id));
    }

    /// Where a record stands that something which is kept needs.
    fn must<T: Row>(&self, id: &mut Id<T>) {
        if let Some(to) = self.id(*id) {
            *id = to;
        }
    }

    /// What sources are in is kept.
    fn sources(&self, sources: &mut [Source]) {
        for source in sources {
            if let Place::Paragraph { document, .. } = &mut source.place {
                self.must(document);
            }
        }
    }

    fn retain<T: Row>(&self, rows: &mut Vec<T>) {
        let mut kept = self.0[T::KIND as usize].iter();
        rows.retain(|_| kept.next().is_some_and(Option::is_some));
    }

    /// Whether something of a session is left out.
    fn lost_of(&self, dataset: &Dataset, session: Id<Session>) -> bool {
        of_session(dataset, session).any(|item| !self.has(item))
    }

    /// How much of a session the record holds with what is kept.
    fn coverage(&self, dataset: &Dataset, session: Id<Session>) -> Coverage {
        let kinds = of_session(dataset, session).filter(|&item| self.has(item));
        let fullest = kinds.map(|item| match item.kind {
            Kind::Recommendation => Coverage::SomeRecommendations,
            Kind::Resolution => Coverage::SomeResolutions,
            _ => Coverage::Documents,
        });
        fullest.min().unwrap_or(Coverage::Dates)
    }
}

/// What a session's coverage is about.
fn of_session(dataset: &Dataset, session: Id<Session>) -> impl Iterator<Item = Ref> {
    let recommendations = dataset.ids::<Recommendation>();
    let recommendations = recommendations.filter(move |&id| dataset[id].session == session);
    let resolutions = dataset.ids::<Resolution>();
    let resolutions = resolutions.filter(move |&id| dataset[id].session == session);
    let documents = dataset.ids::<Document>();
    let documents = documents.filter(move |&id| dataset[id].session == Some(session));
    let recommendations = recommendations.map(Ref::from);
    recommendations.chain(resolutions.map(Ref::from)).chain(documents.map(Ref::from))
}

/// Tells which documents sources are in.
fn proofs(sources: &[Source], tell: &mut dyn FnMut(Ref)) {
    for source in sources {
        if let Place::Paragraph { document, .. } = source.place {
            tell(document.into());
        }
    }
}

/// Whether an occurrence of a recommendation was known on a day; of one that stands only in later
/// documents, the first is.
fn stood(dataset: &Dataset, of: &Recommendation, at: &Occurrence, as_of: Day) -> bool {
    let known = |at: &Occurrence| dataset.known(at.document.into(), as_of);
    known(at)
        || of.occurrences.first().is_some_and(|first| std::ptr::eq(first, at))
            && !of.occurrences.iter().any(known)
}

/// Tells what a record cannot do without, of what is written of it.
fn needs(dataset: &Dataset, item: Ref, as_of: Day, tell: &mut dyn FnMut(Ref)) {
    if let Some(entry) = dataset.entry(item) {
        proofs(&entry.sources, tell);
    }
    if let Some(id) = dataset.typed::<Session>(item) {
        let agenda = dataset[id].agenda.iter().filter(|_| !dataset[id].is_ahead(as_of));
        agenda.for_each(|of| proofs(&of.sources, tell));
    }
    if let Some(id) = dataset.typed::<Resolution>(item) {
        dataset[id].provisions.iter().for_each(|of| proofs(&of.sources, tell));
        dataset[id].links.iter().for_each(|of| proofs(&of.sources, tell));
        tell(dataset[id].session.into());
    }
    if let Some(id) = dataset.typed::<Action>(item) {
        dataset[id].answers.iter().for_each(|of| proofs(&of.sources, tell));
    }
    if let Some(id) = dataset.typed::<Recommendation>(item) {
        let of = &dataset[id];
        let statuses = of.statuses.iter().filter(|entry| entry.date.end() <= as_of);
        statuses.for_each(|entry| proofs(&entry.sources, tell));
        for at in of.occurrences.iter().filter(|at| stood(dataset, of, at, as_of)) {
            proofs(&at.sources, tell);
            tell(at.document.into());
            tell(at.attributed_to.into());
        }
        tell(of.session.into());
    }
}

/// Has every id lead to where its record stands now, and takes out those that lead nowhere.
fn renumber(of: &mut Dataset, kept: &Kept) {
    for item in of.ids.items_mut() {
        item.index = kept.place(*item).unwrap_or(LEFT_OUT);
    }
    for body in &mut of.bodies {
        kept.may(&mut body.established_by);
        kept.sources(&mut body.entry.sources);
    }
    let entries = of.states.iter_mut().map(|of| &mut of.entry);
    let entries = entries.chain(of.addressees.iter_mut().map(|of| &mut of.entry));
    let entries = entries.chain(of.functions.iter_mut().map(|of| &mut of.entry));
    let entries = entries.chain(of.topics.iter_mut().map(|of| &mut of.entry));
    entries.for_each(|entry| kept.sources(&mut entry.sources));
    for document in &mut of.documents {
        kept.sources(&mut document.entry.sources);
        kept.may(&mut document.session);
    }
    for session in &mut of.sessions {
        kept.sources(&mut session.entry.sources);
        for item in &mut session.agenda {
            kept.may(&mut item.set_by);
            kept.sources(&mut item.sources);
        }
    }
    for resolution in &mut of.resolutions {
        kept.sources(&mut resolution.entry.sources);
        kept.must(&mut resolution.session);
        resolution.provisions.iter_mut().for_each(|of| kept.sources(&mut of.sources));
        resolution.links.retain_mut(|link| {
            kept.sources(&mut link.sources);
            let to = kept.place(link.to);
            link.to.index = to.unwrap_or_default();
            to.is_some()
        });
    }
    for recommendation in &mut of.recommendations {
        kept.sources(&mut recommendation.entry.sources);
        kept.must(&mut recommendation.session);
        kept.may(&mut recommendation.mandate);
        for at in &mut recommendation.occurrences {
            kept.must(&mut at.document);
            kept.must(&mut at.attributed_to);
            kept.sources(&mut at.sources);
        }
        for entry in &mut recommendation.statuses {
            entry.evidence = entry.evidence.iter().filter_map(|&id| kept.id(id)).collect();
            kept.sources(&mut entry.sources);
        }
    }
    for action in &mut of.actions {
        kept.sources(&mut action.entry.sources);
        kept.may(&mut action.report);
        action.resolutions = action.resolutions.iter().filter_map(|&id| kept.id(id)).collect();
        action.answers.retain_mut(|answer| {
            kept.sources(&mut answer.sources);
            let to = kept.id(answer.recommendation);
            answer.recommendation = to.unwrap_or(answer.recommendation);
            to.is_some()
        });
    }
    for submission in &mut of.submissions {
        kept.sources(&mut submission.entry.sources);
        kept.may(&mut submission.session);
        kept.may(&mut submission.document);
    }
}
