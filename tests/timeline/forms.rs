//! The same content in other forms: by lane in lists, by date in a chronicle.

use std::collections::BTreeMap;

use mandate_trail::drawing::chronicle::{definitions, gutter};
use mandate_trail::model::{Dataset, Day, Kind, Recommendation, Ref, Status};
use mandate_trail::svg::Node;
use mandate_trail::timeline::chronicle::{Chronicle, Event, GUTTER, chronicle};
use mandate_trail::timeline::{Choice, Lanes, first_of, listing};
use mandate_trail::trail::Trails;
use proptest::prelude::*;

use super::{HUNDREDS, SAMPLE, day, golden, sample};

/// Every other record, or so.
fn some(item: Ref) -> bool {
    !(item.index + item.kind as u32).is_multiple_of(3)
}

fn items(dataset: &Dataset, shown: &dyn Fn(Ref) -> bool) -> Vec<Ref> {
    let mut all: Vec<Ref> =
        Lanes::new(dataset).iter().flat_map(|lane| lane.items.clone()).collect();
    all.retain(|&item| shown(item));
    all.sort();
    all
}

/// The records of the rows, with those that rows on statuses name left out.
fn told(made: &Chronicle) -> Vec<Ref> {
    let records = |row: &mandate_trail::timeline::chronicle::Row| match &row.event {
        Event::Records(mark) => mark.items().to_vec(),
        _ => vec![],
    };
    let mut told: Vec<Ref> = made.rows.iter().flat_map(records).collect();
    told.sort();
    told
}

#[test]
fn lists_have_what_is_shown_in_the_order_of_the_lanes() {
    let dataset = &*SAMPLE;
    let lanes = Lanes::new(dataset);
    let choice = Choice { shown: &some, ..Choice::all(dataset.meta.as_of) };
    let listed = listing(dataset, &lanes, &choice);
    assert!(listed.windows(2).all(|pair| pair[0].lane < pair[1].lane));
    for of in &listed {
        let expect: Vec<Ref> =
            lanes[of.lane].items.iter().copied().filter(|&item| some(item)).collect();
        assert_eq!(of.rows.iter().map(|row| row.item).collect::<Vec<_>>(), expect);
    }
    let mut all: Vec<Ref> = listed.iter().flat_map(|l| &l.rows).map(|row| row.item).collect();
    all.sort();
    assert_eq!(all, items(dataset, &some));
}

#[test]
fn lists_light_the_trail_and_say_statuses_as_of_the_day() {
    let dataset = &*SAMPLE;
    let find = |id: &str| dataset.find(id).expect(id);
    let row = |choice: &Choice<'_>, id: &str| {
        let listed = listing(dataset, &Lanes::new(dataset), choice);
        *listed.iter().flat_map(|l| &l.rows).find(|row| row.item == find(id)).expect(id)
    };
    let all = Choice::all(dataset.meta.as_of);
    assert_eq!(row(&all, "list").status, Some(Status::Implemented));
    assert_eq!((row(&all, "list").lit, row(&all, "list").dimmed), (false, false));
    assert_eq!(row(&all, "page").status, None);
    let then = Choice::all(day("2019-12-24"));
    assert_eq!(row(&then, "list").status, Some(Status::UnderImplementation));
    let trail = Trails::new(dataset).trail(dataset, find("list"), dataset.meta.as_of);
    let chosen = Choice { selected: Some(find("list")), trail: Some(&trail), ..all };
    for (id, lit) in [("list", true), ("page", true), ("wg4-10", true), ("donors", false)] {
        let row = row(&chosen, id);
        assert_eq!((row.lit, row.dimmed), (lit, !lit), "{id}");
    }
}

#[test]
fn folded_lanes_have_no_rows_but_are_counted() {
    let dataset = &*SAMPLE;
    let lanes = Lanes::new(dataset);
    let folded = |key: &str| matches!(key, "actions" | "recommendations:knowledge" | "no-lane");
    let all = Choice::all(dataset.meta.as_of);
    let open = chronicle(dataset, &lanes, &all, None, 500);
    let made = chronicle(dataset, &lanes, &Choice { folded: &folded, ..all }, None, 500);
    let hidden: Vec<Ref> =
        lanes.iter().filter(|lane| folded(&lane.key)).flat_map(|lane| lane.items.clone()).collect();
    assert!(!hidden.is_empty());
    let mut expect = told(&open);
    expect.retain(|item| !hidden.contains(item));
    assert_eq!(told(&made), expect);
    for (track, lane) in made.tracks.iter().zip(lanes.iter()) {
        assert_eq!(track.folded, if folded(&lane.key) { lane.items.len() } else { 0 });
    }
    // Its stream goes on telling of a folded lane.
    assert_eq!(made.states.last(), open.states.last());
    let statuses = made.rows.iter().filter(|row| matches!(row.event, Event::Statuses(_)));
    assert!(statuses.flat_map(|row| row.items()).all(|item| !hidden.contains(item)));
}

#[test]
fn of_long_lists_the_same_number_is_drawn_at_first() {
    let check = |lens: &[usize], most, expect| assert_eq!(first_of(lens, most), expect, "{lens:?}");
    check(&[], 100, 5);
    check(&[3, 2], 100, 5);
    check(&[10, 20, 30], 100, 30);
    check(&[10, 200, 300], 110, 50);
    check(&[1_000; 40], 100, 5);
}

/// The rows as text, each with the elements of its gutter.
fn page(dataset: &Dataset, made: &Chronicle) -> String {
    let mut rows = Vec::new();
    for row in &made.rows {
        let date = row.days.map_or("no date".into(), |(first, last)| format!("{first}/{last}"));
        let names: Vec<&str> = row
            .items()
            .iter()
            .filter_map(|&item| dataset.entry(item))
            .map(|e| e.id.as_str())
            .collect();
        let what = match &row.event {
            Event::Records(_) => "records",
            Event::Statuses(_) => "statuses",
            Event::AsOf => "as of",
        };
        let title = format!("{date} {what} {}", names.join(" "));
        rows.push(Node::new("title").text(title));
        rows.push(Node::new("svg").num("width", made.width).children(gutter(made, row, "g")));
    }
    Node::new("svg").child(definitions(made, "g")).children(rows).print()
}

#[test]
fn golden_chronicle() {
    let dataset = sample::sample();
    let lanes = Lanes::new(&dataset);
    let all = Choice::all(dataset.meta.as_of);
    golden("chronicle.svg", &page(&dataset, &chronicle(&dataset, &lanes, &all, None, 500)));
    let selected = dataset.find("list");
    let trail = Trails::new(&dataset).trail(&dataset, selected.expect("list"), all.as_of);
    let chosen = Choice { selected, trail: Some(&trail), ..all };
    let window = Some((day("2019-01-01"), day("2020-03-01")));
    let made = chronicle(&dataset, &lanes, &chosen, window, 12);
    golden("chronicle-chosen.svg", &page(&dataset, &made));
}

#[test]
fn rows_are_few_however_many_records_there_are() {
    let dataset = sample::synthetic(10_000);
    let lanes = Lanes::new(&dataset);
    let all = Choice::all(dataset.meta.as_of);
    for most in [20, 70, 200, 1_000] {
        let made = chronicle(&dataset, &lanes, &all, None, most);
        assert!(made.rows.len() <= most, "{} of {most}", made.rows.len());
        assert!(made.rows.len() > most / 3, "{} of {most}", made.rows.len());
        assert_eq!(told(&made), items(&dataset, &|_| true), "{most}");
        assert!(made.width <= GUTTER + 0.1);
    }
}

#[test]
fn a_row_for_each_day_on_which_statuses_are_reported() {
    let dataset = &*SAMPLE;
    let made =
        chronicle(dataset, &Lanes::new(dataset), &Choice::all(dataset.meta.as_of), None, 500);
    let mut expect: BTreeMap<Day, Vec<Ref>> = BTreeMap::new();
    for id in dataset.ids::<Recommendation>() {
        for entry in &dataset[id].statuses {
            expect.entry(entry.date.end()).or_default().push(id.into());
        }
    }
    let got = made.rows.iter().filter_map(|row| match &row.event {
        Event::Statuses(items) => Some((row.days?.0, items.clone())),
        _ => None,
    });
    assert_eq!(got.collect::<BTreeMap<_, _>>(), expect);
}

#[test]
fn the_trail_is_led_from_one_lit_row_to_the_next() {
    let dataset = &*SAMPLE;
    let lanes = Lanes::new(dataset);
    let selected = dataset.find("list");
    let trail = Trails::new(dataset).trail(dataset, selected.expect("list"), dataset.meta.as_of);
    let all = Choice::all(dataset.meta.as_of);
    let chosen = Choice { selected, trail: Some(&trail), ..all };
    let whole = chronicle(dataset, &lanes, &chosen, None, 500);
    let (first, last) = (whole.rows.first().expect("a row"), whole.rows.last().expect("a row"));
    assert_eq!((first.enters, last.leaves), (None, None));
    for pair in whole.rows.windows(2) {
        assert_eq!(pair[0].leaves, pair[1].enters);
    }
    for row in &whole.rows {
        match &row.event {
            Event::Records(mark) if mark.lit => {
                assert!(row.leaves.is_none_or(|track| track == row.track));
            }
            _ => assert_eq!(row.leaves, row.enters),
        }
    }
    // In a window it comes from what lies before it and goes on to what lies after it.
    let window = Some((day("2019-09-10"), day("2019-12-15")));
    let part = chronicle(dataset, &lanes, &chosen, window, 500);
    assert!(part.rows.first().expect("a row").enters.is_some());
    assert!(part.rows.last().expect("a row").leaves.is_some());
    // Without a choice there is none.
    let plain = chronicle(dataset, &lanes, &all, None, 500);
    assert!(plain.rows.iter().all(|row| row.enters.or(row.leaves).is_none()));
}

fn strip(made: &Chronicle) -> Vec<(f64, f64)> {
    made.tracks.iter().map(|track| (track.x, track.width)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn each_shown_record_is_in_exactly_one_row(
        shape in (4_u32..60, 0_u32..4),
        window in proptest::option::of((-400..800_i32, 1..1_500_i32)),
        most in 10_usize..300,
        before in 0..700_i32,
    ) {
        let dataset = &*HUNDREDS;
        let lanes = Lanes::new(dataset);
        let as_of = Day(dataset.meta.as_of.0 - before);
        let (every, which) = shape;
        let shown = |item: Ref| (item.index % every) != which && dataset.known(item, as_of);
        let choice = Choice { shown: &shown, ..Choice::all(as_of) };
        let base = day("2015-01-01").0;
        let window = window.map(|(at, len)| (Day(base + at), Day(base + at + len)));
        let made = chronicle(dataset, &lanes, &choice, window, most);

        // In the window, before it, after it: each once.
        let got = told(&made);
        let beyond = [made.earlier, made.later].into_iter().flatten().map(|(n, _)| n);
        prop_assert!(got.windows(2).all(|pair| pair[0] != pair[1]));
        prop_assert!(got.iter().all(|&item| shown(item)));
        prop_assert_eq!(got.len() + beyond.sum::<usize>(), items(dataset, &shown).len());

        // By date, and no more than asked for.
        prop_assert!(made.rows.len() <= most.max(lanes.len() + 2));
        let dated: Vec<Day> = made.rows.iter().filter_map(|row| row.days).map(|d| d.0).collect();
        prop_assert!(dated.windows(2).all(|pair| pair[0] <= pair[1]));

        // Stripes are of those adopted by then, each at the status of that day.
        for row in made.rows.iter() {
            let Some((day, _)) = row.days else { continue };
            for (lane, counts) in lanes.iter().zip(&made.states[row.after]) {
                let mut expect = [0_usize; 7];
                for &item in lane.items.iter().filter(|&&item| shown(item)) {
                    let Some(id) = dataset.typed::<Recommendation>(item) else { continue };
                    let made = dataset[dataset[id].session].date();
                    if made.is_some_and(|made| made.is_exact() && made.end() <= day) {
                        let status = dataset.status(&dataset[id], day.min(as_of));
                        let at = Status::ALL.iter().position(|&s| s == status);
                        expect[at.expect("a status")] += 1;
                    }
                }
                prop_assert_eq!(counts, &expect, "{} {}", lane.key, day);
            }
        }
        for pair in made.rows.windows(2) {
            prop_assert_eq!(pair[0].after, pair[1].before);
        }

        // Tracks stay where they are, whatever is asked.
        let whole = chronicle(dataset, &lanes, &Choice::all(dataset.meta.as_of), None, 100);
        prop_assert_eq!(strip(&made), strip(&whole));
        for (lane, track) in lanes.iter().zip(&made.tracks) {
            let stream = lane.items.iter().all(|item| item.kind == Kind::Recommendation);
            prop_assert_eq!(track.sign.is_none(), stream);
        }
    }
}
