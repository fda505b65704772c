//! Lanes by what recommendations are grouped by, and folded lanes.

use mandate_trail::model::{Day, Id, Kind, Recommendation, Ref};
use mandate_trail::query::Grouping;
use mandate_trail::timeline::{Lanes, Options, Scale, Scene, What, scene};
use proptest::prelude::*;

use super::{HUNDREDS, SAMPLE, check, day};

/// Where each record that is drawn by itself stands: its lane's key, and how far down.
fn places(scene: &Scene) -> Vec<(Ref, String, f64)> {
    let one = |mark: &mandate_trail::timeline::Mark| match mark.what {
        What::Item(item) => Some((item, scene.lanes[mark.lane].key.clone(), mark.y)),
        What::Bundle(_) => None,
    };
    scene.marks.iter().filter_map(one).collect()
}

#[test]
fn each_recommendation_stands_in_one_lane() {
    for dataset in [&*SAMPLE, &HUNDREDS] {
        let all = Lanes::new(dataset);
        for grouping in Grouping::ALL {
            let as_of = dataset.meta.as_of;
            let lanes = all.grouped(dataset, grouping, as_of);
            let of = lanes.iter().filter(|lane| lane.kind.holds_recommendations());
            let mut items: Vec<Ref> = of.clone().flat_map(|lane| lane.items.clone()).collect();
            items.sort();
            let expect: Vec<Ref> =
                dataset.ids().map(|id: Id<Recommendation>| Ref::from(id)).collect();
            assert_eq!(items, expect, "{grouping:?}");
            for lane in of.filter(|lane| lane.key != "recommendations:other") {
                for &item in &lane.items {
                    let id = dataset.typed(item).expect("a recommendation");
                    let group = grouping.first(dataset, id, as_of);
                    assert_eq!(lane.key, format!("recommendations:{}", group.key(dataset)));
                }
            }
            let keys = |lanes: &Lanes| -> Vec<String> {
                let others = lanes.iter().filter(|lane| !lane.kind.holds_recommendations());
                others.map(|lane| lane.key.clone()).collect()
            };
            assert_eq!(keys(&lanes), keys(&all));
        }
        assert_eq!(all.grouped(dataset, Grouping::Function, day("2019")), all);
    }
}

#[test]
fn statuses_group_as_of_the_day() {
    let dataset = &*SAMPLE;
    let lane_of = |as_of: &str| {
        let lanes = Lanes::new(dataset).grouped(dataset, Grouping::Status, day(as_of));
        let item = dataset.find("list").expect("list");
        lanes.iter().find(|lane| lane.items.contains(&item)).map(|lane| lane.key.clone())
    };
    assert_eq!(lane_of("2019-11-30").as_deref(), Some("recommendations:not-assessed"));
    assert_eq!(lane_of("2019-12-24").as_deref(), Some("recommendations:under-implementation"));
    assert_eq!(lane_of("2020-04-20").as_deref(), Some("recommendations:implemented"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_scene_of_every_grouping_is_sound(
        first in 14_000.0..18_000.0, span in 30.0..5_000.0, width in 100.0..2_000.0, keep: u64,
        by in 0_usize..5, as_of in 14_000..18_400, narrow: bool, fold: u16,
    ) {
        let dataset = &*HUNDREDS;
        let lanes = Lanes::new(dataset).grouped(dataset, Grouping::ALL[by], Day(as_of));
        let shown = |r: Ref| keep >> ((r.index * 7 + r.kind as u32) % 64) & 1 == 1;
        let folded = |key: &str| fold >> (key.len() % 16) & 1 == 1;
        let options = Options {
            shown: &shown, folded: &folded, narrow,
            ..Options::new(Scale::new(first, first + span, width), Day(as_of))
        };
        check(dataset, &lanes, &scene(dataset, &lanes, &options), &options);
    }

    #[test]
    fn nothing_changes_its_lane_by_filtering_zooming_or_folding(
        first in 14_000.0..18_000.0, span in 100.0..5_000.0, zoom in 0.2..4.0, keep: u64,
        by in 0_usize..5, fold: u16,
    ) {
        let dataset = &*HUNDREDS;
        let as_of = dataset.meta.as_of;
        let lanes = Lanes::new(dataset).grouped(dataset, Grouping::ALL[by], as_of);
        let options = Options::new(Scale::new(first, first + span, 900.0), as_of);
        let all = places(&scene(dataset, &lanes, &options));
        let shown = |r: Ref| keep >> ((r.index * 5 + r.kind as u32) % 64) & 1 == 1;
        let folded = |key: &str| fold >> (key.len() % 16) & 1 == 1;
        let scale = options.scale.zoom(300.0, zoom);
        let others = [
            Options { shown: &shown, ..options },
            Options { scale, ..options },
            Options { folded: &folded, ..options },
        ];
        for other in others {
            let some = places(&scene(dataset, &lanes, &other));
            let both: Vec<_> = some
                .iter()
                .filter_map(|(item, lane, y)| {
                    let (_, was, high) = all.iter().find(|(of, ..)| of == item)?;
                    Some((item, was, lane, *high, *y))
                })
                .collect();
            for (n, (item, was, lane, high, y)) in both.iter().enumerate() {
                prop_assert_eq!(was, lane);
                // And of a lane's lifelines none moves past another.
                for (next, _, other, above, below) in both.iter().skip(n + 1) {
                    if lane == other && item.kind == Kind::Recommendation {
                        prop_assert!((high - above) * (y - below) > 0.0, "{item:?} {next:?}");
                    }
                }
            }
        }
    }
}
