//! Groups of recommendations: by function, session, topic, addressee or status.

use super::facet::NONE;
use super::sort::Sort;
use crate::model::{Dataset, Day, Id, Kind, Recommendation, Ref, Status, Weight};

/// By which property recommendations are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grouping {
    /// The function that they stand under.
    #[default]
    Function,
    /// The session that made them.
    Session,
    /// What they are about.
    Topic,
    /// Whom they are addressed to.
    Addressee,
    /// Their status as of the day.
    Status,
}

/// What the recommendations of a group have in common. In order: the dataset's order of
/// functions, sessions, topics and addressees, that of [`Status::ALL`], and last those that have
/// none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A function, session, topic or addressee.
    Of(Ref),
    /// A status.
    Status(Status),
    /// They have no function, topic or addressee, whatever they are grouped by.
    None(Grouping),
}

impl Grouping {
    /// Every grouping, in the order in which they are offered.
    pub const ALL: [Grouping; 5] = [
        Grouping::Function,
        Grouping::Session,
        Grouping::Topic,
        Grouping::Addressee,
        Grouping::Status,
    ];

    /// What an address writes for it.
    pub fn slug(self) -> &'static str {
        match self {
            Grouping::Function => "function",
            Grouping::Session => "session",
            Grouping::Topic => "topic",
            Grouping::Addressee => "addressee",
            Grouping::Status => "status",
        }
    }

    /// The grouping that an address writes so.
    pub fn parse(slug: &str) -> Option<Grouping> {
        Grouping::ALL.into_iter().find(|grouping| grouping.slug() == slug)
    }

    /// Whether a recommendation may stand in several groups.
    pub fn is_manifold(self) -> bool {
        matches!(self, Grouping::Topic | Grouping::Addressee)
    }

    /// The groups that a recommendation stands in, each once, at least one, in the order in which
    /// the record names them.
    pub fn groups(self, dataset: &Dataset, id: Id<Recommendation>, as_of: Day) -> Vec<Group> {
        let of = &dataset[id];
        let mut groups: Vec<Group> = match self {
            Grouping::Function => of.function.iter().map(|(id, _)| group(*id)).collect(),
            Grouping::Session => vec![group(of.session)],
            Grouping::Topic => of.topics.iter().map(|id| group(*id)).collect(),
            Grouping::Addressee => of.addressees.iter().map(|id| group(*id)).collect(),
            Grouping::Status => vec![Group::Status(dataset.status(of, as_of))],
        };
        if groups.is_empty() {
            groups.push(Group::None(self));
        }
        let mut once: Vec<Group> = Vec::with_capacity(groups.len());
        for group in groups {
            if !once.contains(&group) {
                once.push(group);
            }
        }
        once
    }

    /// The group that a recommendation stands in where it is to stand in one alone: the first that
    /// the record names.
    pub fn first(self, dataset: &Dataset, id: Id<Recommendation>, as_of: Day) -> Group {
        let of = &dataset[id];
        let first = match self {
            Grouping::Function => of.function.map(|(id, _)| group(id)),
            Grouping::Session => Some(group(of.session)),
            Grouping::Topic => of.topics.first().map(|id| group(*id)),
            Grouping::Addressee => of.addressees.first().map(|id| group(*id)),
            Grouping::Status => Some(Group::Status(dataset.status(of, as_of))),
        };
        first.unwrap_or(Group::None(self))
    }
}

fn group(item: impl Into<Ref>) -> Group {
    Group::Of(item.into())
}

impl Group {
    /// What was grouped by to get it.
    pub fn grouping(self) -> Grouping {
        match self {
            Group::Of(item) => match item.kind {
                Kind::Session => Grouping::Session,
                Kind::Topic => Grouping::Topic,
                Kind::Addressee => Grouping::Addressee,
                _ => Grouping::Function,
            },
            Group::Status(_) => Grouping::Status,
            Group::None(grouping) => grouping,
        }
    }

    /// A stable word for addresses and element ids: the record's id, the status' slug, or `none`.
    pub fn key(self, dataset: &Dataset) -> &str {
        match self {
            Group::Of(item) => dataset.entry(item).map_or(NONE, |entry| entry.id.as_str()),
            Group::Status(status) => status.slug(),
            Group::None(_) => NONE,
        }
    }
}

/// A group with its recommendations.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What they have in common.
    pub group: Group,
    /// They, sorted.
    pub rows: Vec<Id<Recommendation>>,
    /// How many of them are operative; the others are informational.
    pub operative: usize,
}

/// Recommendations in groups, sorted within each. One that stands in several groups is in each of
/// them.
pub fn arrange(
    dataset: &Dataset,
    rows: impl Iterator<Item = Id<Recommendation>>,
    grouping: Grouping,
    sort: Sort,
    as_of: Day,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for id in sort.sorted(dataset, rows.collect(), as_of) {
        for group in grouping.groups(dataset, id, as_of) {
            let at = sections.partition_point(|section| section.group < group);
            if sections.get(at).is_none_or(|section| section.group != group) {
                sections.insert(at, Section { group, rows: Vec::new(), operative: 0 });
            }
            if let Some(section) = sections.get_mut(at) {
                section.rows.push(id);
                section.operative += usize::from(dataset[id].weight == Weight::Operative);
            }
        }
    }
    sections
}

/// The recommendations of all groups in order, each where it stands first.
pub fn each_once(dataset: &Dataset, sections: &[Section]) -> Vec<Id<Recommendation>> {
    let mut seen = vec![false; dataset.recommendations.len()];
    let all = sections.iter().flat_map(|section| section.rows.iter().copied());
    all.filter(|id| seen.get_mut(id.index()).is_some_and(|seen| !std::mem::replace(seen, true)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{day, linked, names, recommendation, reported};
    use crate::query::sort::By;
    use proptest::prelude::*;

    fn dataset() -> Dataset {
        let mut dataset = names();
        let status = |text, status| vec![reported(text, status)];
        dataset.recommendations = vec![
            recommendation("r0", 1, Some(1), &[1, 0]),
            recommendation("r1", 2, None, &[0]),
            recommendation("r2", 1, Some(0), &[]),
            recommendation("r3", 2, Some(1), &[0, 1, 0]),
        ];
        dataset.recommendations[0].statuses = status("2020-01", Status::Continuing);
        dataset.recommendations[1].statuses = status("2020-04", Status::Implemented);
        dataset.recommendations[2].weight = Weight::Informational;
        linked(dataset)
    }

    /// "group: rows", in order.
    fn said(dataset: &Dataset, grouping: Grouping, as_of: &str) -> Vec<String> {
        let sections = arrange(dataset, dataset.ids(), grouping, Sort::default(), day(as_of));
        let one = |section: &Section| {
            let rows: Vec<&str> =
                section.rows.iter().map(|&id| dataset[id].entry.id.as_str()).collect();
            format!("{}: {}", section.group.key(dataset), rows.join(" "))
        };
        sections.iter().map(one).collect()
    }

    #[test]
    fn groups_stand_in_the_records_order() {
        let dataset = dataset();
        let id = |n: usize| dataset.topics[n].entry.id.clone();
        assert_eq!(said(&dataset, Grouping::Function, "2020"), ["a: r2", "b: r0 r3", "none: r1"]);
        let sessions = said(&dataset, Grouping::Session, "2020");
        assert_eq!(sessions, ["wgp9: r0 r2", "wgp10: r1 r3"]);
        let topics =
            [format!("{}: r0 r1 r3", id(0)), format!("{}: r0 r3", id(1)), "none: r2".to_owned()];
        assert_eq!(said(&dataset, Grouping::Topic, "2020"), topics);
        let then = said(&dataset, Grouping::Status, "2020-02-01");
        assert_eq!(then, ["continuing: r0", "not-assessed: r1 r2 r3"]);
        let now = said(&dataset, Grouping::Status, "2020-05-01");
        assert_eq!(now, ["implemented: r1", "continuing: r0", "not-assessed: r2 r3"]);
    }

    #[test]
    fn operative_ones_are_counted_apart() {
        let dataset = dataset();
        let sections =
            arrange(&dataset, dataset.ids(), Grouping::Session, Sort::default(), day("2020"));
        let counts: Vec<(usize, usize)> =
            sections.iter().map(|s| (s.rows.len(), s.operative)).collect();
        assert_eq!(counts, [(2, 1), (2, 2)]);
    }

    #[test]
    fn slugs_are_read_as_they_are_written() {
        for grouping in Grouping::ALL {
            assert_eq!(Grouping::parse(grouping.slug()), Some(grouping));
        }
        assert_eq!(Grouping::parse("verb"), None);
    }

    proptest! {
        #[test]
        fn each_row_stands_in_each_of_its_groups_and_in_the_first(
            keep in 0_u8..16, by in 0_usize..5, sort in 0_usize..5, reversed: bool,
        ) {
            let dataset = dataset();
            let grouping = Grouping::ALL[by];
            let rows: Vec<Id<Recommendation>> =
                dataset.ids().filter(|id: &Id<Recommendation>| keep >> id.index() & 1 == 1).collect();
            let sort = Sort { by: By::ALL[sort], reversed };
            let as_of = day("2020");
            let sections = arrange(&dataset, rows.iter().copied(), grouping, sort, as_of);
            prop_assert!(sections.windows(2).all(|pair| pair[0].group < pair[1].group));
            for section in &sections {
                prop_assert!(!section.rows.is_empty());
                for id in &section.rows {
                    prop_assert!(grouping.groups(&dataset, *id, as_of).contains(&section.group));
                    prop_assert_eq!(section.group.grouping(), grouping);
                }
            }
            for &id in &rows {
                let groups: Vec<Group> = grouping.groups(&dataset, id, as_of);
                let of = |s: &&Section| s.rows.iter().filter(|&&row| row == id).count() == 1;
                prop_assert_eq!(sections.iter().filter(of).count(), groups.len());
                prop_assert_eq!(groups.first(), Some(&grouping.first(&dataset, id, as_of)));
                prop_assert!(grouping.is_manifold() || groups.len() == 1);
            }
            let mut once = each_once(&dataset, &sections);
            once.sort();
            prop_assert_eq!(once, rows);
        }
    }
}
