//! The mandate trail, and where names are used, on the bundled record.

#![allow(clippy::expect_used)]

mod bundled;

use std::sync::LazyLock;

use mandate_trail::load::load;
use mandate_trail::model::{Dataset, Kind, Ref};
use mandate_trail::trail::{Step, Trails};
use mandate_trail::words::{self, Words};
use serde_json::Value;

static RECORD: LazyLock<Dataset> =
    LazyLock::new(|| load(&bundled::bundled()).dataset.expect("a sound record"));

fn find(id: &str) -> Ref {
    RECORD.find(id).expect(id)
}

fn id(item: Ref) -> &'static str {
    RECORD.entry(item).map_or("", |entry| &entry.id)
}

/// Steps as a reader would say them: "res-7-5 mandates wg4-10".
fn said(steps: &[Step]) -> Vec<String> {
    let words = Words::english();
    steps
        .iter()
        .map(|s| format!("{} {} {}", id(s.from), words.relation(s.relation, false), id(s.to)))
        .collect()
}

#[test]
fn a_recommendation_leads_up_to_its_mandate_and_down_to_its_proof() {
    let trail = Trails::new(&RECORD)
        .trail(&RECORD, find("wgp10-open-data-list"), RECORD.meta.as_of)
        .proven();
    assert_eq!(
        said(&trail.up),
        ["cosp-7 adopted res-7-5", "res-7-5 mandates wg4-10", "wg4-10 made wgp10-open-data-list"]
    );
    let down = said(&trail.down);
    assert_eq!(down[0], "wgp10-open-data-list answered by act-open-data-webpage");
    assert!(down[1].starts_with("act-open-data-webpage reported in "), "{down:?}");
    assert_eq!(down.len(), 2);
}

#[test]
fn what_merely_stands_beside_is_no_proof() {
    let trails = Trails::new(&RECORD);
    let whole = trails.trail(&RECORD, find("wgp10-private-sector-workplan"), RECORD.meta.as_of);
    assert!(whole.down.iter().any(|step| step.relation.is_weak()), "the report lists actions");
    assert_eq!(whole.proven().down, [], "none of them answers it");
}

#[test]
fn every_step_of_every_trail_hangs_together() {
    let trails = Trails::new(&RECORD);
    for kind in Kind::ALL {
        for index in 0..RECORD.len(kind) as u32 {
            let item = Ref { kind, index };
            let trail = trails.trail(&RECORD, item, RECORD.meta.as_of);
            let reached = |at: Ref, steps: &[Step], end: fn(&Step) -> Ref| {
                at == item || steps.iter().any(|step| end(step) == at)
            };
            assert!(trail.down.iter().all(|s| reached(s.from, &trail.down, |s| s.to)));
            assert!(trail.up.iter().all(|s| reached(s.to, &trail.up, |s| s.from)));
        }
    }
}

#[test]
fn links_that_run_in_a_circle_end() {
    let mut record: Value = serde_json::from_slice(&bundled::bundled()).expect("JSON");
    let link = |to: &str| serde_json::json!([{ "kind": "reaffirms", "to": to, "sources": [] }]);
    let ids = record["resolutions"].as_array().expect("a list").iter().map(|r| r["id"].clone());
    let ids: Vec<Value> = ids.collect();
    let at = |id: &str| ids.iter().position(|other| other == id).expect(id);
    record["resolutions"][at("res-3-2")]["links"] = link("res-8-8");
    record["resolutions"][at("res-8-8")]["links"] = link("res-3-2");
    let loaded = load(record.to_string().as_bytes()).dataset.expect("still a record");
    let item = loaded.find("res-3-2").expect("res-3-2");
    let trail = Trails::new(&loaded).trail(&loaded, item, loaded.meta.as_of);
    assert!(trail.holds(loaded.find("res-8-8").expect("res-8-8")));
}

#[test]
fn a_name_knows_where_it_is_used() {
    let named = |name: &str| RECORD.named_in(find(name));
    let title = |item: &Ref| words::name(&Words::english(), &RECORD, *item);
    let honduras: Vec<String> = named("hn").iter().map(title).collect();
    assert_eq!(honduras, ["Asset declaration system of Honduras"]);
    assert!(named("dz").iter().all(|item| item.kind == Kind::Submission));
    assert_eq!(named("dz").len(), 1);
    assert!(named("open-data").contains(&find("wgp10-open-data-list")));
    assert!(named("d").contains(&find("wgp10-private-sector-workplan")));
    assert_eq!(named("cosp-8"), []);
    // The four functions and "none" share out the recommendations.
    let under = |f: &str| named(f).iter().filter(|i| i.kind == Kind::Recommendation).count();
    let none = RECORD.recommendations.iter().filter(|r| r.function.is_none()).count();
    assert_eq!(
        ["a", "b", "c", "d"].map(under).iter().sum::<usize>() + none,
        RECORD.recommendations.len()
    );
}

#[test]
fn every_caveat_of_the_record_names_a_field_in_words() {
    let words = Words::english();
    for kind in Kind::ALL {
        for index in 0..RECORD.len(kind) as u32 {
            let entry = RECORD.entry(Ref { kind, index }).expect("it is below the length");
            for caveat in &entry.caveats {
                let said = words::field(&words, &caveat.field);
                assert_ne!(said, caveat.field, "{}", entry.id);
            }
        }
    }
}
