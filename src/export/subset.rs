//! The record with some of its recommendations alone.

use crate::model::ids::LEFT_OUT;
use crate::model::{Answer, Coverage, Dataset, Day, Id, Kind, Recommendation, Session};

/// The record with these recommendations, in the record's order, as known on a day. All else
/// stays, as what they rest on; links to what is left out go, so that every id still resolves,
/// and no session claims that more of it is captured than is here.
pub(super) fn subset(dataset: &Dataset, keep: &[Id<Recommendation>], as_of: Day) -> Dataset {
    let mut of = dataset.clone();
    let mut kept: Vec<bool> = vec![false; dataset.recommendations.len()];
    for id in keep {
        if let Some(kept) = kept.get_mut(id.index()) {
            *kept = true;
        }
    }
    // Where each that is kept stands afterwards.
    let mut next = 0;
    let places: Vec<Option<usize>> = kept
        .iter()
        .map(|&kept| {
            let place = kept.then_some(next);
            next += usize::from(kept);
            place
        })
        .collect();
    let place = |id: Id<Recommendation>| places.get(id.index()).copied().flatten().map(Id::new);
    for (n, recommendation) in dataset.recommendations.iter().enumerate() {
        if places.get(n).copied().flatten().is_none() {
            let session = recommendation.session;
            let claims = coverage(dataset, &kept, session);
            if let Some(of) = of.sessions.get_mut(session.index()) {
                of.coverage = claims;
            }
        }
    }
    let mut rows = kept.iter();
    of.recommendations.retain(|_| rows.next().copied().unwrap_or(false));
    for recommendation in &mut of.recommendations {
        recommendation.statuses.retain(|entry| entry.date.end() <= as_of);
    }
    for action in &mut of.actions {
        let answers = std::mem::take(&mut action.answers);
        let moved = |answer: Answer| {
            Some(Answer { recommendation: place(answer.recommendation)?, ..answer })
        };
        action.answers = answers.into_iter().filter_map(moved).collect();
    }
    for resolution in &mut of.resolutions {
        resolution.links.retain_mut(|link| match link.to.kind {
            Kind::Recommendation => {
                let to = places.get(link.to.index as usize).copied().flatten();
                link.to.index = to.unwrap_or_default() as u32;
                to.is_some()
            }
            _ => true,
        });
    }
    for item in of.ids.items_mut().filter(|item| item.kind == Kind::Recommendation) {
        let to = places.get(item.index as usize).copied().flatten();
        item.index = to.map_or(LEFT_OUT, |to| to as u32);
    }
    of.answered_by = vec![Vec::new(); of.recommendations.len()];
    of.gather();
    of
}

/// How much of a session the record holds with these recommendations alone.
fn coverage(dataset: &Dataset, kept: &[bool], session: Id<Session>) -> Coverage {
    let mut recommendations = dataset.recommendations.iter().zip(kept);
    if recommendations.any(|(of, &kept)| kept && of.session == session) {
        Coverage::SomeRecommendations
    } else if dataset.resolutions.iter().any(|of| of.session == session) {
        Coverage::SomeResolutions
    } else if dataset.documents.iter().any(|of| of.session == Some(session)) {
        Coverage::Documents
    } else {
        Coverage::Dates
    }
}
