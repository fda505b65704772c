//! Which lanes there are and what stands in each, in order. Computed once a dataset; only the
//! recommendations' lanes change, with what they are grouped by.

use super::place::Span;
use crate::model::{
    Action, Body, Dataset, Date, Day, Document, Id, Kind, Recommendation, Ref, Resolution, Row,
    Session, Submission,
};
use crate::order;
use crate::query::{Group, Grouping};
use crate::rest::{self, Rest, Restless};

/// So many bodies and so many groups of recommendations have a lane of their own; the records of
/// the others share one. That keeps the drawing bounded whatever the dataset.
const MOST_BODIES: usize = 10;
const MOST_GROUPS: usize = 20;

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
    /// The recommendations of a group.
    Recommendations(Group),
    /// The recommendations of the groups that are too many for lanes of their own.
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
    /// The positions of the items in the order of time: by the days of their spans, then in the
    /// dataset's order. Empty where that is their own order.
    pub(super) in_time: Vec<u32>,
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
        rest::at_once(Lanes::in_steps(dataset, &mut Restless))
    }

    /// The same, with rests.
    pub async fn in_steps(dataset: &Dataset, rest: &mut dyn Rest) -> Lanes {
        // A function does not depend on a day.
        Lanes::by(dataset, Grouping::Function, dataset.meta.as_of, rest).await
    }

    /// The same lanes with the recommendations in those of another grouping, each in one: that of
    /// the first group that the record names for it.
    pub fn grouped(&self, dataset: &Dataset, grouping: Grouping, as_of: Day) -> Lanes {
        let own = |lane: &&Lane| lane.kind.holds_recommendations();
        let Some(at) = self.iter().position(|lane| own(&lane)) else { return self.clone() };
        let mut lanes: Vec<Lane> = self.iter().filter(|lane| !own(lane)).cloned().collect();
        let own = rest::at_once(recommendations(dataset, grouping, as_of, &mut Restless));
        lanes.splice(at..at, own);
        Lanes(lanes)
    }

    async fn by(dataset: &Dataset, grouping: Grouping, as_of: Day, rest: &mut dyn Rest) -> Lanes {
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
        rest.rest().await;
        lanes.extend(recommendations(dataset, grouping, as_of, rest).await);
        lanes.push(lane(dataset, "actions".into(), LaneKind::Actions, |_: Id<Action>| true));
        rest.rest().await;
        lanes.push(lane(
            dataset,
            "submissions".into(),
            LaneKind::Submissions,
            |_: Id<Submission>| true,
        ));
        rest.rest().await;
        lanes.push(lane(dataset, "documents".into(), LaneKind::Documents, |_: Id<Document>| true));
        lanes.retain(|lane| !lane.items.is_empty());
        Lanes(lanes)
    }
}

impl LaneKind {
    /// Whether it holds recommendations.
    pub fn holds_recommendations(self) -> bool {
        matches!(self, LaneKind::Recommendations(_) | LaneKind::OtherRecommendations)
    }
}

/// A lane for each of the groups, which are the same whatever is shown: of too many those that
/// hold the most.
async fn recommendations(
    dataset: &Dataset,
    grouping: Grouping,
    as_of: Day,
    rest: &mut dyn Rest,
) -> Vec<Lane> {
    let mut all: Vec<Ref> = dataset.ids::<Recommendation>().map(Ref::from).collect();
    by_date(dataset, &mut all);
    rest.rest().await;
    let of = |item: Ref| {
        let id = dataset.typed(item);
        id.map_or(Group::None(grouping), |id| grouping.first(dataset, id, as_of))
    };
    let mut groups: Vec<(Group, Vec<Ref>)> = Vec::new();
    for item in all {
        let group = of(item);
        let at = groups.partition_point(|(of, _)| *of < group);
        match groups.get_mut(at) {
            Some((of, items)) if *of == group => items.push(item),
            _ => groups.insert(at, (group, vec![item])),
        }
    }
    rest.rest().await;
    let mut others = Vec::new();
    if groups.len() > MOST_GROUPS {
        let mut sizes: Vec<(usize, usize)> =
            groups.iter().enumerate().map(|(at, (_, items))| (items.len(), at)).collect();
        order::sort_by_key(&mut sizes, |(size, at)| (std::cmp::Reverse(*size), *at));
        let mut least = order::distinct(sizes.into_iter().skip(MOST_GROUPS).map(|(_, at)| at));
        while let Some(at) = least.pop() {
            others.extend(groups.remove(at).1);
        }
        by_date(dataset, &mut others);
    }
    let mut lanes = Vec::new();
    for (group, items) in groups {
        let key = format!("recommendations:{}", group.key(dataset));
        lanes.push(made(dataset, key, LaneKind::Recommendations(group), items));
        rest.rest().await;
    }
    if !others.is_empty() {
        let key = "recommendations:other".to_owned();
        lanes.push(made(dataset, key, LaneKind::OtherRecommendations, others));
    }
    lanes
}

/// Sorts by date, then in the dataset's order; what has no date comes last.
pub(super) fn by_date(dataset: &Dataset, items: &mut Vec<Ref>) {
    type Key = (bool, Option<(Day, Day)>, u32);
    let key = |&item: &Ref| -> (Key, Ref) {
        let date = dataset.date(item).map(|date: Date| (date.start(), date.end()));
        ((date.is_none(), date, item.index), item)
    };
    // Each key is made once.
    let mut keyed: Vec<(Key, Ref)> = items.iter().map(key).collect();
    order::sort(&mut keyed);
    *items = keyed.into_iter().map(|(_, item)| item).collect();
}

fn lane<T: Row>(
    dataset: &Dataset,
    key: String,
    kind: LaneKind,
    belongs: impl Fn(Id<T>) -> bool,
) -> Lane {
    let mut items: Vec<Ref> = dataset.ids::<T>().filter(|&id| belongs(id)).map(Ref::from).collect();
    by_date(dataset, &mut items);
    made(dataset, key, kind, items)
}

fn made(dataset: &Dataset, key: String, kind: LaneKind, items: Vec<Ref>) -> Lane {
    let span = |&item: &Ref| match dataset.typed::<Recommendation>(item) {
        Some(id) => Span::adopted(dataset, &dataset[id]),
        None => dataset.date(item).map(Span::of),
    };
    let spans: Vec<Option<Span>> = items.iter().map(span).collect();
    let time = |at: usize| {
        let days = spans.get(at).copied().flatten().map(|span| span.days);
        (days.is_none(), days, items.get(at).copied())
    };
    let mut in_time = Vec::new();
    if !(0..items.len()).is_sorted_by_key(time) {
        let order = order::order(items.len(), &|a, b| time(a).cmp(&time(b)));
        in_time = order.into_iter().map(|at| at as u32).collect();
    }
    Lane { key, kind, items, spans, in_time }
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
