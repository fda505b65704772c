//! Which lanes there are and what stands in each, in order. Computed once a dataset.

use super::place::Span;
use crate::model::{
    Action, Body, Dataset, Document, Function, Id, Kind, Recommendation, Ref, Resolution, Row,
    Session, Submission,
};
use crate::order;

/// So many bodies and so many functions have a lane of their own; the records of the others share
/// one. That keeps the drawing bounded whatever the dataset; no real one comes near.
const MOST_BODIES: usize = 10;
const MOST_FUNCTIONS: usize = 20;

/// What a lane holds; worded elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LaneKind {
    /// The sessions of a body; named by the body's short name. `subsidiary`: the body has a
    /// parent (a working group's meetings, not a conference's sessions).
    Sessions {
        /// Whose sessions.
        body: Id<Body>,
        /// Whether the body is subsidiary to another.
        subsidiary: bool,
    },
    /// The sessions of the bodies that are too many for lanes of their own.
    OtherSessions,
    /// Resolutions.
    Resolutions,
    /// The recommendations of a function, or those without one.
    Recommendations(Option<Id<Function>>),
    /// The recommendations of the functions that are too many for lanes of their own.
    OtherRecommendations,
    /// Actions.
    Actions,
    /// Submissions.
    Submissions,
    /// Documents.
    Documents,
}

/// One lane.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// A stable word for addresses and element ids: `sessions:wg4`, `resolutions`,
    /// `recommendations:knowledge`, `recommendations:none`, `actions`.
    pub key: String,
    /// What it holds.
    pub kind: LaneKind,
    /// Its records by date (of recommendations: the date of the session that made them), then in
    /// the dataset's order; those without a date at the end.
    pub items: Vec<Ref>,
    /// When each was, in the order of `items`; `None` where nothing places it in time.
    pub(super) spans: Vec<Option<Span>>,
}

/// The lanes of a dataset from top to bottom; a lane without records is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes(Vec<Lane>);

impl std::ops::Deref for Lanes {
    type Target = [Lane];
    fn deref(&self) -> &[Lane] {
        &self.0
    }
}

impl Lanes {
    /// Sorts the records of a dataset into lanes: sessions of the bodies without a parent,
    /// resolutions, meetings of the subsidiary bodies, recommendations by function (in the
    /// mandate's order, those without a function last), actions, submissions, documents.
    pub fn new(dataset: &Dataset) -> Lanes {
        let mut lanes = Vec::new();
        let mut own = order::distinct(dataset.sessions.iter().map(|s| s.body));
        own.truncate(MOST_BODIES);
        let sessions = |body: Id<Body>| {
            let subsidiary = dataset[body].parent.is_some();
            lane(
                dataset,
                format!("sessions:{}", dataset[body].entry.id),
                LaneKind::Sessions { body, subsidiary },
                |id: Id<Session>| dataset[id].body == body,
            )
        };
        let (below, top): (Vec<_>, Vec<_>) =
            own.iter().partition(|&&body| dataset[body].parent.is_some());
        lanes.extend(top.into_iter().map(sessions));
        lanes.push(lane(
            dataset,
            "resolutions".into(),
            LaneKind::Resolutions,
            |_: Id<Resolution>| true,
        ));
        lanes.extend(below.into_iter().map(sessions));
        lanes.push(lane(
            dataset,
            "sessions:other".into(),
            LaneKind::OtherSessions,
            |id: Id<Session>| !own.contains(&dataset[id].body),
        ));
        lanes.extend(recommendations(dataset));
        lanes.push(lane(dataset, "actions".into(), LaneKind::Actions, |_: Id<Action>| true));
        lanes.push(lane(
            dataset,
            "submissions".into(),
            LaneKind::Submissions,
            |_: Id<Submission>| true,
        ));
        lanes.push(lane(dataset, "documents".into(), LaneKind::Documents, |_: Id<Document>| true));
        lanes.retain(|lane| !lane.items.is_empty());
        Lanes(lanes)
    }
}

fn recommendations(dataset: &Dataset) -> Vec<Lane> {
    let of = |id: Id<Recommendation>| dataset[id].function.map(|(function, _)| function);
    let mut own = order::distinct(dataset.ids::<Recommendation>().filter_map(of));
    own.truncate(MOST_FUNCTIONS);
    let mut lanes: Vec<Lane> = Vec::new();
    for &function in &own {
        lanes.push(lane(
            dataset,
            format!("recommendations:{}", dataset[function].entry.id),
            LaneKind::Recommendations(Some(function)),
            |id| of(id) == Some(function),
        ));
    }
    lanes.push(lane(
        dataset,
        "recommendations:other".into(),
        LaneKind::OtherRecommendations,
        |id| of(id).is_some_and(|function| !own.contains(&function)),
    ));
    lanes.push(lane(
        dataset,
        "recommendations:none".into(),
        LaneKind::Recommendations(None),
        |id| of(id).is_none(),
    ));
    lanes
}

fn lane<T: Row>(
    dataset: &Dataset,
    key: String,
    kind: LaneKind,
    belongs: impl Fn(Id<T>) -> bool,
) -> Lane {
    let mut items: Vec<Ref> = dataset.ids::<T>().filter(|&id| belongs(id)).map(Ref::from).collect();
    order::sort_by_key(&mut items, |&item| {
        let date = dataset.date(item);
        (date.is_none(), date.map(|d| (d.start(), d.end())), item.index)
    });
    let span = |&item: &Ref| match dataset.typed::<Recommendation>(item) {
        Some(id) => Span::adopted(dataset, &dataset[id]),
        None => dataset.date(item).map(Span::of),
    };
    let spans = items.iter().map(span).collect();
    Lane { key, kind, items, spans }
}

/// Whether records of this kind stand on the timeline at all.
pub fn has_lane(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Session
            | Kind::Resolution
            | Kind::Recommendation
            | Kind::Action
            | Kind::Submission
            | Kind::Document
    )
}
