//! The timeline as a whole: golden scenes, properties, bounds.
//!
//! `UPDATE_GOLDEN=1 cargo test -p mandate-trail --test timeline` rewrites `tests/golden/timeline`.

#![allow(clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

use mandate_trail::drawing;
use mandate_trail::load::load;
use mandate_trail::model::{Dataset, Date, Day, Kind, Recommendation, Ref, Status};
use mandate_trail::query::Index;
use mandate_trail::svg::Node;
use mandate_trail::timeline::{
    Brush, Column, Direction, Edge, Extent, FontRole, Lanes, NODE_BUDGET, Options, Overview, Rect,
    Scale, Scene, Shape, Shown, Strip, What, overview, scene, text, ticks,
};
use mandate_trail::trail::Trails;
use mandate_trail::words::Words;
use proptest::prelude::*;
use serde_json::{Value, json};

mod bundled;
#[path = "timeline/forms.rs"]
mod forms;
#[path = "timeline/groups.rs"]
mod groups;
#[path = "timeline/sample.rs"]
mod sample;

use sample::{sample, synthetic};

static SAMPLE: LazyLock<Dataset> = LazyLock::new(sample);
static HUNDREDS: LazyLock<Dataset> = LazyLock::new(|| synthetic(300));

fn day(text: &str) -> Day {
    Date::parse(text).expect(text).start()
}

fn window(first: &str, last: &str, width: f64) -> Scale {
    Scale::of_days(day(first), day(last), width)
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::english);

fn of<'a>(dataset: &'a Dataset, words: &'a Words) -> drawing::Of<'a> {
    drawing::Of { dataset, words, as_of: dataset.meta.as_of, focus: None, seen: None }
}

/// The elements that the page draws, with the page's own styles, so that a golden file can be
/// looked at in a browser.
fn drawing(dataset: &Dataset, scene: &Scene, as_of: Day) -> String {
    let of = drawing::Of { as_of, ..of(dataset, &WORDS) };
    page("drawing", (scene.width, scene.height), drawing::draw(scene, &of))
}

fn page(class: &'static str, (width, height): (f64, f64), nodes: Vec<Node>) -> String {
    let svg = Node::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .num("width", width)
        .num("height", height)
        .attr("class", class)
        .children(nodes);
    let style = |name| format!("<?xml-stylesheet href=\"../../../style/{name}.css\"?>\n");
    style("tokens") + &style("timeline") + &svg.print()
}

fn golden(name: &str, got: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/timeline").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, got).expect("golden file");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if let Some((n, (a, b))) =
        expected.lines().zip(got.lines()).enumerate().find(|(_, (a, b))| a != b)
    {
        panic!("{name}:{}\n  was {a}\n  now {b}\n(UPDATE_GOLDEN=1 rewrites it)", n + 1);
    }
    assert_eq!(expected.lines().count(), got.lines().count(), "{name}");
}

fn draw(dataset: &Dataset, options: &Options<'_>) -> Scene {
    scene(dataset, &Lanes::new(dataset), options)
}

#[test]
fn golden_drawings() {
    let dataset = sample();
    let as_of = dataset.meta.as_of;
    let (first, last) = Extent::of(&dataset).default_window(900.0);
    let home = Options::new(Scale::of_days(first, last, 900.0), as_of);
    let (first, last) = Extent::of(&dataset).fit();
    let whole = Options::new(Scale::of_days(first, last, 900.0), as_of);
    let (first, last) = Extent::of(&dataset).default_window(340.0);
    let phone = Options::new(Scale::of_days(first, last, 340.0), as_of);
    let close = Options::new(window("2019-08-30", "2019-09-20", 900.0), as_of);
    let inside = Options::new(window("2019-11-01", "2020-07-01", 900.0), as_of);
    let selected = dataset.find("list");
    let trail = Trails::new(&dataset).trail(&dataset, selected.expect("list"), as_of);
    let chosen = Options { selected, trail: Some(&trail), ..home };
    let chosen_inside = Options { selected, trail: Some(&trail), ..inside };
    let then = Options { as_of: day("2019-12-24"), ..home };
    let folded =
        Options { folded: &|key| key != "resolutions", matched: &|r| r.index == 0, ..home };
    let all: [(&str, Options<'_>); 9] = [
        ("home", home),
        ("whole", whole),
        ("phone", phone),
        ("close", close),
        ("inside", inside),
        ("chosen", chosen),
        ("chosen-inside", chosen_inside),
        ("then", then),
        ("folded", folded),
    ];
    for (name, options) in all {
        let scene = draw(&dataset, &options);
        golden(&format!("{name}.svg"), &drawing(&dataset, &scene, options.as_of));
    }
    let scene = draw(&dataset, &chosen);
    golden(
        "mirrored.svg",
        &page("drawing", (scene.width, scene.height), mirrored(&dataset, &scene)),
    );
}

/// As a page that is read from right to left shows it.
fn mirrored(dataset: &Dataset, scene: &Scene) -> Vec<Node> {
    let nodes = drawing::draw(scene, &of(dataset, &WORDS)).into_iter();
    nodes.map(|node| node.mirrored(scene.width)).collect()
}

#[test]
fn golden_thousand() {
    let dataset = synthetic(1_000);
    let options = Options::new(window("2004-01-01", "2020-12-31", 900.0), dataset.meta.as_of);
    golden("thousand.svg", &drawing(&dataset, &draw(&dataset, &options), options.as_of));
}

/// The overview strip of a dataset, everything shown, and a window on it.
fn strip(dataset: &Dataset, width: f64, window: (&str, &str)) -> (Overview, Brush) {
    let whole = Extent::of(dataset).limits().scale(width);
    let strip = Strip {
        whole,
        left: 120.0,
        margin: 36.0,
        as_of: dataset.meta.as_of,
        measure_tick: &ticks::estimate,
    };
    let (first, last) = (day(window.0), day(window.1));
    let brush = Brush::new(whole, (f64::from(first.0), f64::from(last.0) + 1.0));
    let lanes = Lanes::new(dataset);
    let as_of = dataset.meta.as_of;
    let on = Index::without_text(dataset).on(as_of);
    let shown = Shown::new(dataset, &lanes, as_of, &|at| on.status(at), &|_| true, None);
    (overview(&lanes, &shown, &strip), brush)
}

#[test]
fn golden_overviews() {
    let check = |name: &str, dataset: &Dataset, width: f64, window: (&str, &str)| {
        let (strip, brush) = strip(dataset, width, window);
        let layers = [
            drawing::overview::density(&WORDS, &strip),
            drawing::overview::brush(&WORDS, &strip, &brush, false),
        ];
        golden(name, &page("drawing overview", (strip.width, strip.height), layers.concat()));
    };
    check("overview.svg", &SAMPLE, 900.0, ("2018-01-01", "2020-06-30"));
    check("overview-close.svg", &SAMPLE, 316.0, ("2019-09-02", "2019-09-08"));
    check("overview-hundreds.svg", &HUNDREDS, 900.0, ("2004-01-01", "2020-12-31"));
}

/// The columns count each dated record once, stand within the strip, and are bounded by it.
#[test]
fn the_strip_counts_every_record() {
    for (dataset, width) in [(&*SAMPLE, 900.0), (&HUNDREDS, 316.0), (&HUNDREDS, 2.0)] {
        let (strip, _) = strip(dataset, width, ("2018", "2020"));
        let counted = strip
            .rows
            .iter()
            .map(|row| row.undated + row.columns.iter().map(|column| column.count).sum::<usize>());
        assert_eq!(counted.sum::<usize>(), records(dataset).len());
        for row in &strip.rows {
            assert!(row.columns.len() <= (width / 2.0) as usize);
            assert_eq!(row.most, row.columns.iter().map(|column| column.count).max().unwrap_or(0));
            assert!(row.columns.iter().all(|c| c.height >= 2.0 && c.height <= row.height));
            assert!(row.columns.windows(2).all(|pair| pair[0].x + Column::WIDTH < pair[1].x));
            let right = strip.plot.right();
            assert!(row.columns.iter().all(|c| c.x >= strip.plot.x && c.x + 2.0 <= right));
        }
        assert!(strip.rows.windows(2).all(|pair| pair[0].y + pair[0].height < pair[1].y));
    }
}

/// Records that stand in some lane.
fn records(dataset: &Dataset) -> Vec<Ref> {
    [
        Kind::Session,
        Kind::Resolution,
        Kind::Recommendation,
        Kind::Action,
        Kind::Submission,
        Kind::Document,
    ]
    .into_iter()
    .flat_map(|kind| (0..dataset.len(kind)).map(move |n| Ref { kind, index: n as u32 }))
    .collect()
}

/// What must hold of every scene.
fn check(dataset: &Dataset, lanes: &Lanes, scene: &Scene, options: &Options<'_>) {
    check_counts(dataset, scene, options);
    check_places(dataset, lanes, scene, options);
    check_labels(scene);
    check_bounds(scene);
    let drawn = drawing::draw(scene, &of(dataset, &WORDS));
    let drawn: usize = drawn.iter().map(Node::count).sum();
    assert!(drawn <= scene.node_count(), "{drawn} {}", scene.node_count());
    check_keys(scene);
}

/// Every shown record is a mark, in one cluster, beyond one edge or undated.
fn check_counts(dataset: &Dataset, scene: &Scene, options: &Options<'_>) {
    let shown = records(dataset).into_iter().filter(|&r| (options.shown)(r)).count();
    assert_eq!(scene.lanes.iter().map(|lane| lane.total).sum::<usize>(), shown);
    for (n, lane) in scene.lanes.iter().enumerate() {
        let marks = scene.marks.iter().filter(|mark| mark.lane == n);
        let mut drawn: Vec<Ref> = marks.flat_map(|mark| mark.items().to_vec()).collect();
        drawn.extend(lane.undated.iter());
        let before = lane.before.map_or(0, |edge| edge.count);
        let after = lane.after.map_or(0, |edge| edge.count);
        assert_eq!(drawn.len() + before + after, lane.total, "{}", lane.key);
        assert!(drawn.iter().all(|&item| (options.shown)(item)));
        drawn.sort();
        drawn.dedup();
        assert_eq!(drawn.len() + before + after, lane.total, "{}: one twice", lane.key);
        for mark in scene.marks.iter().filter(|mark| mark.lane == n) {
            if let What::Bundle(bundle) = &mark.what {
                let recommendations = lane.key.starts_with("recommendations");
                let counted = if recommendations { bundle.items.len() } else { 0 };
                assert_eq!(bundle.statuses.iter().sum::<usize>(), counted);
                assert!(bundle.days.0 <= bundle.days.1);
            }
        }
    }
}

/// Each shown record is told where its date says, asked one by one: in the window it is drawn or
/// counted, beyond an edge it is not, and the marker there leads to the nearest.
fn check_places(dataset: &Dataset, lanes: &Lanes, scene: &Scene, options: &Options<'_>) {
    /// What stands so near an edge may be on either side of it, px.
    const NEAR: f64 = 40.0;
    let (scale, as_of) = (options.scale, options.as_of);
    for lane in lanes.iter() {
        let boxed = scene.lanes.iter().position(|of| of.key == lane.key);
        let shown = lane.items.iter().copied().filter(|&item| (options.shown)(item));
        let shown: Vec<Ref> = shown.collect();
        let Some(n) = boxed else {
            assert!(shown.is_empty(), "{}", lane.key);
            continue;
        };
        let boxed = &scene.lanes[n];
        let marks = scene.marks.iter().filter(|mark| mark.lane == n);
        let drawn: Vec<Ref> = marks.flat_map(|mark| mark.items().to_vec()).collect();
        let (mut before, mut after, mut undated) = (Vec::new(), Vec::new(), Vec::new());
        for item in shown {
            let id = dataset.typed::<Recommendation>(item);
            let date = match id {
                Some(id) => dataset[dataset[id].session].date(),
                None => dataset.date_on(item, as_of),
            };
            let Some(date) = date else {
                undated.push(item);
                continue;
            };
            // A recommendation is made when its session closes, and lasts on.
            let made = if date.is_exact() { date.end() } else { date.start() };
            let start = if id.is_some() { made } else { date.start() };
            let known = id.iter().flat_map(|&id| &dataset[id].statuses).map(|of| of.date.end());
            let last = known.filter(|&day| day <= as_of).fold(as_of, Day::max).max(start);
            let end = if id.is_some() { last } else { date.end() };
            let x = (scale.x(f64::from(start.0)), scale.x(f64::from(end.0) + 1.0));
            // A recommendation made before the window may be counted at its edge; what is short is
            // where its middle is.
            let whole = x.0 >= NEAR && x.1 + NEAR <= scale.width();
            let meets = x.1 >= NEAR && x.0 + NEAR <= scale.width();
            let inside = match id {
                Some(_) => x.0 >= NEAR && meets,
                None => whole || (meets && x.1 - x.0 >= NEAR),
            };
            let is_drawn = drawn.contains(&item);
            if x.1 + NEAR < 0.0 {
                before.push(start);
                assert!(!is_drawn, "{item:?} ended before the window");
            } else if x.0 - NEAR > scale.width() {
                after.push(start);
                assert!(!is_drawn, "{item:?} comes after the window");
            } else if inside {
                assert!(is_drawn, "{item:?} is in the window");
            }
        }
        assert_eq!(boxed.undated.list(), undated, "{}", lane.key);
        let check = |edge: Option<Edge>, days: &[Day], nearer: fn(Day, Day) -> bool| {
            assert!(edge.map_or(0, |edge| edge.count) >= days.len(), "{}: {edge:?}", lane.key);
            let nearest = edge.filter(|edge| !edge.lit);
            assert!(nearest.is_none_or(|edge| days.iter().all(|&day| nearer(day, edge.day))));
        };
        check(boxed.before, &before, |day, nearest| day <= nearest);
        check(boxed.after, &after, |day, nearest| day >= nearest);
    }
}

/// Labels overlap neither each other nor another mark of their lane, nor leave the plot.
fn check_labels(scene: &Scene) {
    let marks = scene.marks.iter().enumerate();
    let mut labels: Vec<(usize, usize, Rect)> =
        marks.filter_map(|(n, mark)| Some((n, mark.lane, mark.label.as_ref()?.rect()))).collect();
    labels.extend(scene.captions.iter().map(|c| (usize::MAX, c.lane, c.label.rect())));
    for (i, (owner, lane, a)) in labels.iter().enumerate() {
        for (_, _, b) in labels.iter().skip(i + 1) {
            assert!(!a.overlaps(b), "{a:?} {b:?}");
        }
        for (n, mark) in scene.marks.iter().enumerate() {
            if n != *owner && mark.lane == *lane {
                assert!(!a.overlaps(&mark.body()), "{a:?} {:?} {:?}", mark.shape, mark.body());
            }
        }
        let inside = scene.marks.get(*owner).is_some_and(|mark| mark.shape == Shape::Bundle);
        let out = a.x < scene.plot.x - 0.01 || a.right() > scene.plot.right() + 0.01;
        assert!(inside || !out, "{a:?} {:?}", scene.plot);
    }
}

/// A session whose place has no room beside its mark has its number there.
#[test]
fn every_session_says_which_it_is() {
    let dataset = load(&bundled::bundled()).dataset.expect("the record");
    let (first, last) = Extent::of(&dataset).default_window(800.0);
    let options = Options::new(Scale::of_days(first, last, 800.0), dataset.meta.as_of);
    let scene = draw(&dataset, &options);
    check_labels(&scene);
    let sessions = scene.marks.iter().filter(|mark| matches!(mark.shape, Shape::Session { .. }));
    let labels: Vec<&str> = sessions
        .map(|mark| mark.label.as_ref().map_or("none", |label| label.text.as_str()))
        .collect();
    assert_eq!(labels.len(), 27);
    assert!(labels.starts_with(&["1 Amman", "2", "3 Doha", "4"]), "{labels:?}");
    assert!(!labels.contains(&"none"), "{labels:?}");
}

/// Marks stand in their lanes, lanes one below the other, lifelines in one piece.
fn check_bounds(scene: &Scene) {
    assert!(scene.node_count() <= NODE_BUDGET, "{}", scene.node_count());
    assert!(scene.width.is_finite() && scene.height.is_finite());
    for pair in scene.lanes.windows(2) {
        assert!((pair[0].y + pair[0].height - pair[1].y).abs() < 0.01);
    }
    for mark in &scene.marks {
        let lane = &scene.lanes[mark.lane];
        let rect = mark.body();
        assert!(rect.y >= lane.y && rect.bottom() <= lane.y + lane.height, "{mark:?} {lane:?}");
        assert!(mark.hit.y >= lane.y - 0.01 && mark.hit.bottom() <= lane.y + lane.height + 0.01);
        assert!(mark.x0 <= mark.x1 + 0.01, "{mark:?}");
        assert!(mark.hit.width > 0.0 && mark.hit.height > 0.0, "{mark:?}");
        for pair in mark.segments.windows(2) {
            assert_eq!(pair[0].x1, pair[1].x0);
        }
        assert!(mark.segments.iter().all(|s| s.x0 >= mark.x0 - 0.01 && s.x1 <= mark.x1 + 0.01));
        if let Some(label) = &mark.label {
            let covers = |x: f64| x > label.rect().x && x < label.rect().right();
            let beside = label.y == mark.y && !label.inside;
            assert!(!beside || !mark.dots.iter().any(|dot| covers(dot.x)), "{mark:?}");
        }
        assert!(mark.segments.iter().rev().skip(1).all(|segment| !segment.fades));
    }
    for curve in &scene.curves {
        for end in [curve.from, curve.to] {
            assert_eq!(end.beyond.is_some(), end.mark.is_none());
            if let Some(mark) = end.mark {
                assert!(scene.marks[mark].items().contains(&end.item));
            }
            // Where it leaves the window a lit marker leads to what is there.
            if let Some((lane, after)) = end.beyond {
                assert_eq!(end.x, if after { scene.plot.right() } else { scene.plot.x });
                let lane = &scene.lanes[lane];
                let edge = if after { lane.after } else { lane.before };
                assert!(edge.is_some_and(|edge| edge.lit), "{end:?} {lane:?}");
            }
        }
    }
}

#[test]
fn where_the_trail_leaves_the_window_a_marker_leads_there() {
    let dataset = sample();
    let as_of = dataset.meta.as_of;
    let selected = dataset.find("list");
    let trail = Trails::new(&dataset).trail(&dataset, selected.expect("list"), as_of);
    let inside = Options::new(window("2019-11-01", "2020-07-01", 900.0), as_of);
    let edges = |options: &Options<'_>| {
        let scene = draw(&dataset, options);
        let edges = scene.lanes.iter().flat_map(|lane| [lane.before, lane.after]);
        edges.flatten().filter(|edge| edge.lit).collect::<Vec<_>>()
    };
    assert!(edges(&inside).is_empty(), "nothing is chosen");
    let lit = edges(&Options { selected, trail: Some(&trail), ..inside });
    assert!(!lit.is_empty());
    for edge in lit {
        assert!(trail.holds(edge.nearest), "{edge:?}");
        // There it is a mark, and the marker is gone or leads further.
        let first = Day(edge.day.0 - 100);
        let there = Scale::of_days(first, Day(edge.day.0 + 100), 900.0);
        let there = Options { scale: there, selected, trail: Some(&trail), ..inside };
        let scene = draw(&dataset, &there);
        assert!(scene.marks.iter().any(|m| m.lit && m.items().contains(&edge.nearest)), "{edge:?}");
    }
}

/// The keyboard reaches every mark, and comes back.
fn check_keys(scene: &Scene) {
    for lane in 0..scene.lanes.len() {
        let walk = scene.walk(lane);
        for pair in walk.windows(2) {
            assert_eq!(scene.neighbour(pair[0], Direction::Right), Some(pair[1]));
            assert_eq!(scene.neighbour(pair[1], Direction::Left), Some(pair[0]));
        }
        if let (Some(&first), Some(&last)) = (walk.first(), walk.last()) {
            assert_eq!(scene.neighbour(last, Direction::Right), None);
            assert_eq!(scene.neighbour(first, Direction::Last), (first != last).then_some(last));
            for direction in [Direction::Up, Direction::Down] {
                let to = scene.neighbour(first, direction).map(|mark| scene.marks[mark].lane);
                let up = direction == Direction::Up;
                assert!(to.is_none_or(|to| (to < lane) == up));
                // No lane that has marks is passed over.
                let next = if up { lane.checked_sub(1) } else { Some(lane + 1) };
                let next = next.filter(|&next| scene.marks.iter().any(|m| m.lane == next));
                assert!(next.is_none() || to == next);
            }
        }
    }
}

#[test]
fn what_is_drawn_is_bounded_by_the_pixels() {
    let dataset = synthetic(10_000);
    let lanes = Lanes::new(&dataset);
    let trails = Trails::new(&dataset);
    let as_of = dataset.meta.as_of;
    let busiest = records(&dataset)
        .into_iter()
        .filter(|item| item.kind == Kind::Session)
        .max_by_key(|&item| trails.below(item).len());
    let trail = trails.trail(&dataset, busiest.expect("a session"), as_of);
    let windows = [
        window("2004-01-01", "2020-12-31", 1_600.0),
        window("2004-01-01", "2020-12-31", 330.0),
        window("2012-01-01", "2013-12-31", 900.0),
        window("2012-06-01", "2012-06-20", 900.0),
        window("2020-04-01", "2020-05-01", 900.0),
    ];
    for scale in windows {
        let options = Options::new(scale, as_of);
        check(&dataset, &lanes, &scene(&dataset, &lanes, &options), &options);
        let chosen = Options { selected: busiest, trail: Some(&trail), ..options };
        check(&dataset, &lanes, &scene(&dataset, &lanes, &chosen), &chosen);
    }
}

/// What is seen of an element: its shape and place, its words and its class.
fn visible(node: &Node, out: &mut Vec<String>) {
    let class = node.says("class").unwrap_or_default();
    let sign = matches!(node.tag, "use" | "symbol");
    if class == drawing::HIT {
        return;
    }
    let own = match sign {
        true => format!("{class} at {} {}", node.length("x"), node.length("y")),
        false => {
            let of_the_page = |name: &str| {
                name.starts_with("aria-") || name.starts_with("data-") || name.contains("tab")
            };
            let attrs = node.attrs.iter().filter(|(name, _)| !of_the_page(name) && *name != "role");
            let attrs: Vec<String> =
                attrs.map(|(name, value)| format!("{name}={}", value.print())).collect();
            format!("{} {} {}", node.tag, attrs.join(" "), node.text)
        }
    };
    out.push(own);
    if !sign {
        node.children.iter().for_each(|child| visible(child, out));
    }
}

fn visibles(nodes: &[Node]) -> Vec<String> {
    let mut out = Vec::new();
    nodes.iter().for_each(|node| visible(node, &mut out));
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A sketch shows what the drawing does, as far down as it can be seen, and says nothing that
    /// is only for a pointer, the keyboard or a screen reader.
    #[test]
    fn a_sketch_shows_what_the_drawing_does(
        first in 14_000.0..18_000.0, span in 60.0..4_000.0, seen in 0.0..900.0, big: bool,
    ) {
        let dataset: &Dataset = if big { &HUNDREDS } else { &SAMPLE };
        let as_of = dataset.meta.as_of;
        let lanes = Lanes::new(dataset);
        let scene =
            scene(dataset, &lanes, &Options::new(Scale::new(first, first + span, 900.0), as_of));
        let rest = of(dataset, &WORDS);
        let whole = drawing::draw(&scene, &rest);
        let sketch = |seen| drawing::draw(&scene, &drawing::Of { seen: Some(seen), ..rest });
        let all = sketch(f64::INFINITY);
        prop_assert_eq!(visibles(&all), visibles(&whole));
        for not in ["aria-label", "<use"] {
            prop_assert!(!all.iter().any(|node| node.print().contains(not)), "{}", not);
        }
        let (cut, all) = (visibles(&sketch(seen)), visibles(&all));
        let mut rest = all.iter();
        prop_assert!(cut.iter().all(|seen| rest.any(|of| of == seen)), "something else is seen");
        if scene.lanes.iter().any(|lane| lane.y > seen) {
            prop_assert!(cut.len() < all.len());
        }
    }
}

#[test]
fn many_lanes_are_bounded_too() {
    let mut file: Value = serde_json::from_str(&sample::text(400)).expect("json");
    let functions: Vec<Value> = (0..300)
        .map(|n| json!({ "id": format!("f-{n}"), "letter": "a", "label": "F", "title": "F", "sources": file["functions"][0]["sources"] }))
        .collect();
    for (n, recommendation) in
        file["recommendations"].as_array_mut().expect("array").iter_mut().enumerate()
    {
        recommendation["function"] = json!(format!("f-{}", n % 300));
        recommendation["function_basis"] = json!("stated");
    }
    file["functions"] = json!(functions);
    let dataset = load(file.to_string().as_bytes()).dataset.expect("sound");
    for width in [300.0, 1_000.0, 4_000.0] {
        let options = Options::new(window("2004-01-01", "2020-12-31", width), dataset.meta.as_of);
        check(&dataset, &Lanes::new(&dataset), &draw(&dataset, &options), &options);
    }
}

#[test]
fn nothing_shown_draws_nothing() {
    let dataset = sample();
    let options =
        Options { shown: &|_| false, ..Options::new(window("2018", "2020", 800.0), day("2020")) };
    let scene = draw(&dataset, &options);
    assert!(scene.lanes.is_empty() && scene.marks.is_empty());
    assert!(!scene.ticks.minor.is_empty());
}

#[test]
fn a_status_is_drawn_from_its_report_on() {
    let dataset = sample();
    let rows = |as_of: &str| {
        let options = Options::new(window("2019-07-01", "2020-12-31", 900.0), day(as_of));
        let scene = draw(&dataset, &options);
        let of = |id: &str| {
            let item = dataset.find(id).expect(id);
            let mark = scene.marks.iter().find(|mark| mark.items().contains(&item)).expect(id);
            let mut row = String::new();
            for segment in &mark.segments {
                let fades = if segment.fades { "…" } else { "" };
                let _ = write!(row, "{}{fades} > ", segment.status.slug());
            }
            let end = mark.end.expect("end");
            row + end.status.slug() + &format!(" {}", mark.dots.len())
        };
        [of("list"), of("plan"), of("declarations")]
    };
    assert_eq!(
        rows("2020-04-20"),
        [
            "not-assessed > under-implementation > implemented… > implemented 1",
            "not-assessed > no-action-reported… > no-action-reported 0",
            "not-assessed… > not-assessed 0"
        ]
    );
    assert_eq!(
        rows("2019-12-24"),
        [
            "not-assessed > under-implementation… > under-implementation 0",
            "not-assessed… > not-assessed 0",
            "not-assessed… > not-assessed 0"
        ]
    );
}

#[test]
fn planned_and_held_are_told_apart() {
    let dataset = sample();
    let shape = |id: &str, as_of: &str| {
        let options = Options::new(window("2019-07-01", "2020-12-31", 900.0), day(as_of));
        let scene = draw(&dataset, &options);
        let item = dataset.find(id).expect(id);
        let mark = scene.marks.iter().find(|mark| mark.items().contains(&item)).expect(id);
        (mark.shape, mark.planned.is_some())
    };
    let session = |held| Shape::Session { held };
    assert_eq!(shape("wg4-10", "2020-04-20"), (session(true), true));
    assert_eq!(shape("wg4-10", "2019-07-30"), (session(false), false));
    assert_eq!(shape("wg4-11", "2020-04-20"), (session(false), false));
    assert_eq!(shape("cosp-8", "2020-04-20"), (session(true), false));
}

#[test]
fn hitting_a_mark_finds_it() {
    let dataset = sample();
    let (first, last) = Extent::of(&dataset).default_window(900.0);
    let scene =
        draw(&dataset, &Options::new(Scale::of_days(first, last, 900.0), dataset.meta.as_of));
    for (n, mark) in scene.marks.iter().enumerate() {
        let body = mark.body();
        assert_eq!(scene.hit(body.x + body.width / 2.0, mark.y), Some(n), "{mark:?}");
        if let Some(label) = &mark.label {
            let rect = label.rect();
            assert_eq!(scene.hit(rect.x + rect.width / 2.0, label.y), Some(n), "{mark:?}");
        }
    }
    assert_eq!(scene.hit(-50.0, -50.0), None);
}

#[test]
fn the_window_opens_where_the_recommendations_are() {
    let dataset = sample();
    let check = |width: f64, least: f64, most: f64| {
        let (first, last) = Extent::of(&dataset).default_window(width);
        let scale = Scale::of_days(first, last, width);
        let x = scale.x(f64::from(day("2018-09-07").0)) / width;
        assert!((least..most).contains(&x), "{x}");
        assert!(last > day("2020-06-11"));
        let limits = Extent::of(&dataset).limits();
        assert_eq!(scale.clamp(&limits), scale);
    };
    check(900.0, 0.36, 0.40);
    check(340.0, 0.03, 0.07);
    let (first, last) = Extent::of(&dataset).fit();
    assert!(first < day("2009-11-09") && last > day("2020-06-11"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_scene_is_sound(
        first in 13_500.0..18_600.0, span in 1.0..6_000.0, width in 100.0..2_400.0, keep: u64,
        pick in 0usize..60, row in 10.0..40.0, as_of in 14_000..18_400, narrow: bool, big in 0..5,
    ) {
        let dataset: &Dataset = if big == 0 { &HUNDREDS } else { &SAMPLE };
        let all = records(dataset);
        let shown = |r: Ref| keep >> ((r.index * 7 + r.kind as u32) % 64) & 1 == 1;
        let item = all[pick % all.len()];
        let trail = Trails::new(dataset).trail(dataset, item, dataset.meta.as_of);
        let scale = Scale::new(first, first + span, width);
        let options = Options {
            shown: &shown, selected: Some(item), trail: Some(&trail), row_height: row, narrow,
            ..Options::new(scale, Day(as_of))
        };
        check(dataset, &Lanes::new(dataset), &draw(dataset, &options), &options);
    }

    #[test]
    fn panning_back_restores_the_scene(
        first in 15_000.0..18_000.0, span in 30.0..3_000.0, px in -700.0..700.0,
    ) {
        let dataset: &Dataset = &SAMPLE;
        let at = |scale| drawing(dataset, &draw(dataset, &Options::new(scale, dataset.meta.as_of)), dataset.meta.as_of);
        let scale = Scale::new(first, first + span, 800.0);
        prop_assert_eq!(at(scale), at(scale.pan(px).pan(-px)));
    }

    #[test]
    fn filtering_moves_nothing_past_another(
        first in 14_000.0..18_000.0, span in 100.0..5_000.0, keep: u64,
    ) {
        let dataset: &Dataset = &HUNDREDS;
        let options = Options::new(Scale::new(first, first + span, 900.0), dataset.meta.as_of);
        let all = draw(dataset, &options);
        let shown = |r: Ref| keep >> ((r.index * 5 + r.kind as u32) % 64) & 1 == 1;
        let some = draw(dataset, &Options { shown: &shown, ..options });
        let find = |scene: &Scene, item: Ref| {
            let mark = scene.marks.iter().find(|mark| mark.what == What::Item(item))?;
            let rows = !matches!(mark.shape, Shape::Submission { .. });
            rows.then_some((mark.lane, mark.x0, mark.y))
        };
        let kept: Vec<(Ref, f64, f64, f64)> = records(dataset)
            .into_iter()
            .filter_map(|item| {
                let (_, x, y) = find(&some, item)?;
                let (_, was, high) = find(&all, item)?;
                // A lifeline drawn behind its own label may begin elsewhere.
                let x = if item.kind == Kind::Recommendation { was } else { x };
                Some((item, x - was, high, y))
            })
            .collect();
        for (i, a) in kept.iter().enumerate() {
            prop_assert!(a.1.abs() < 1e-6);
            for b in kept.iter().skip(i + 1).filter(|b| b.0.kind == a.0.kind) {
                prop_assert!((a.2 - b.2) * (a.3 - b.3) >= -1e-6, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn any_number_is_safe(
        a: f64, b: f64, width: f64, row: f64, column: f64, as_of in any::<i32>(), w: f64,
    ) {
        let dataset: &Dataset = &SAMPLE;
        let as_of = Day(as_of.clamp(-3_000_000, 3_000_000));
        let options = Options {
            row_height: row, label_width: column, margin: -column,
            measure: &|text: &str, _: FontRole| w * text.len() as f64,
            ..Options::new(Scale::new(a, b, width), as_of)
        };
        let scene = draw(dataset, &options);
        check_counts(dataset, &scene, &options);
        prop_assert!(scene.node_count() <= NODE_BUDGET);
        prop_assert!(scene.marks.iter().all(|m| m.x0.is_finite() && m.x1.is_finite() && m.y.is_finite()));
        let nodes = drawing::draw(&scene, &of(dataset, &WORDS));
        let drawn = nodes.iter().map(Node::count).sum::<usize>();
        prop_assert!(drawn <= 1_500, "{drawn} elements");
        let turned = mirrored(dataset, &scene);
        prop_assert_eq!(turned.iter().map(Node::count).sum::<usize>(), drawn);
        if scene.width < 1e6 {
            let print = |nodes: &[Node]| {
                let text: String = nodes.iter().map(Node::print).collect();
                text.replace(" text-anchor=\"start\"", "")
            };
            let back: Vec<Node> =
                turned.into_iter().map(|node| node.mirrored(scene.width)).collect();
            prop_assert_eq!(print(&back), print(&nodes));
        }
    }
}

#[test]
fn statuses_are_counted_in_clusters() {
    let dataset = synthetic(1_000);
    let options = Options {
        folded: &|_| true,
        ..Options::new(window("2004-01-01", "2020-12-31", 900.0), dataset.meta.as_of)
    };
    let scene = draw(&dataset, &options);
    let bundles = scene.marks.iter().filter_map(|mark| match &mark.what {
        What::Bundle(bundle) if scene.lanes[mark.lane].key.starts_with("recommendations") => {
            Some(bundle)
        }
        _ => None,
    });
    let mut counts = [0; 7];
    for bundle in bundles {
        for (count, more) in counts.iter_mut().zip(bundle.statuses) {
            *count += more;
        }
    }
    let expect = Status::ALL.map(|status| {
        dataset
            .recommendations
            .iter()
            .filter(|r| dataset.status(r, dataset.meta.as_of) == status)
            .count()
    });
    assert_eq!(counts, expect);
    assert!(text::estimate("334", FontRole::Mark) > 0.0);
}
