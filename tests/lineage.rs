//! The lineage of mandates as a drawing: a golden file, properties, bounds.
//!
//! `UPDATE_GOLDEN=1 cargo test -p mandate-trail --test lineage` rewrites `tests/golden/lineage.svg`.

#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::PathBuf;

use mandate_trail::drawing;
use mandate_trail::lineage::{Lineage, Options, What, lineage};
use mandate_trail::load::load;
use mandate_trail::model::{Dataset, Kind, LinkKind, Ref, Resolution};
use mandate_trail::svg::Node;
use mandate_trail::timeline::Direction;
use mandate_trail::timeline::text::estimate;
use mandate_trail::trail::{Relation, Step, Trails};
use mandate_trail::words::Words;
use proptest::prelude::*;
use serde_json::{Value, json};

mod bundled;
#[allow(dead_code)]
#[path = "timeline/sample.rs"]
mod sample;

fn record() -> Dataset {
    load(&bundled::bundled()).dataset.expect("the bundled record loads")
}

fn laid_out(dataset: &Dataset, shown: &dyn Fn(Ref) -> bool, selected: Option<&str>) -> Lineage {
    let trails = Trails::new(dataset);
    let selected = selected.map(|id| dataset.find(id).expect(id));
    let trail = selected.map(|item| trails.trail(dataset, item, dataset.meta.as_of));
    let options = Options {
        as_of: dataset.meta.as_of,
        shown,
        selected,
        trail: trail.as_ref(),
        measure: &estimate,
    };
    lineage(dataset, &trails, &options)
}

fn drawn(dataset: &Dataset, lineage: &Lineage) -> Vec<Node> {
    let words = Words::english();
    let of =
        drawing::Of { dataset, words: &words, as_of: dataset.meta.as_of, focus: None, seen: None };
    drawing::lineage::draw(lineage, &of)
}

#[test]
fn golden_drawing() {
    let dataset = record();
    let lineage = laid_out(&dataset, &|_| true, Some("res-5-4"));
    let svg = Node::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .num("width", lineage.width)
        .num("height", lineage.height)
        .attr("class", "lineage")
        .children(drawn(&dataset, &lineage));
    let style = |name| format!("<?xml-stylesheet href=\"../../style/{name}.css\"?>\n");
    let got = style("tokens") + &style("lineage") + &svg.print();
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/lineage.svg");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &got).expect("golden file");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == got, "the drawing is another one (UPDATE_GOLDEN=1 rewrites it)");
}

#[test]
fn the_chain_of_a_chosen_resolution_is_lit_and_the_rest_is_dim() {
    let dataset = record();
    let lineage = laid_out(&dataset, &|_| true, Some("res-3-2"));
    let state = |id: &str| {
        let item = dataset.find(id).expect(id);
        let node = lineage.nodes.iter().find(|node| node.item() == Some(item)).expect(id);
        (node.selected, node.lit, node.dimmed)
    };
    assert_eq!(state("res-3-2"), (true, true, false));
    assert_eq!(state("res-4-3"), (false, true, false));
    assert_eq!(state("res-8-8"), (false, true, false));
    assert_eq!(state("cosp-3"), (false, true, false));
    assert_eq!(state("res-7-5"), (false, false, true));
    let lit = lineage.edges.iter().filter(|edge| edge.lit).count();
    assert!(lit >= 7 && lit < lineage.edges.len(), "{lit}");
    // A record that nothing here leads to dims nothing.
    let other = laid_out(&dataset, &|_| true, Some("open-data"));
    assert!(other.nodes.iter().all(|node| !node.dimmed && !node.lit));
}

#[test]
fn an_unknown_number_is_said() {
    let dataset = record();
    let lineage = laid_out(&dataset, &|_| true, None);
    let printed: String = drawn(&dataset, &lineage).iter().map(Node::print).collect();
    let unnumbered = dataset.resolutions.iter().filter(|r| r.number.is_none()).count();
    assert!(unnumbered > 0);
    assert_eq!(printed.matches(">number not known<").count(), unnumbered);
    assert!(
        printed.contains("aria-label=\"Measurement of corruption, resolution, number not known")
    );
    assert!(printed.contains("aria-label=\"Resolution 8/8: Follow-up to"));
}

/// A record of so many sessions, with resolutions that link to each other as told.
fn linked(sessions: usize, resolutions: &[usize], links: &[(usize, usize, usize)]) -> Dataset {
    let mut parts = sample::common();
    parts["documents"] =
        json!([{ "id": "paper", "title": "Paper", "kind": "report", "date": "2020-04-20" }]);
    parts["sessions"] = (0..sessions)
        .map(|k| {
            let (body, held) = (["cosp", "wg4"][k % 2], format!("{}-0{}-01", 1990 + k / 3, 1 + k % 3 * 3));
            json!({ "id": format!("s-{k}"), "body": body, "ordinal": k + 1, "title": format!("Session {k}"), "label": k.to_string(), "held": held })
        })
        .collect();
    let kind = |k: usize| LinkKind::ALL[k % LinkKind::ALL.len()].0;
    parts["resolutions"] = (0..resolutions.len())
        .map(|k| {
            let own = links.iter().filter(|(from, ..)| from % resolutions.len() == k);
            let own: Vec<Value> = own
                .map(|&(from, to, of)| {
                    let to = match of % 3 {
                        0 => format!("s-{}", to % sessions),
                        _ => format!("r-{}", to % resolutions.len()),
                    };
                    json!({ "kind": kind(from + of), "to": to })
                })
                .filter(|link| link["to"] != format!("r-{k}").as_str())
                .collect();
            json!({ "id": format!("r-{k}"), "number": format!("{k}/1"), "title": "A title of several words ".repeat(k % 5), "session": format!("s-{}", resolutions[k] % sessions), "provisions": [], "links": own })
        })
        .collect();
    let file = sample::file(parts).to_string();
    load(file.as_bytes()).dataset.expect("it can be used")
}

/// A straight piece that runs through a node.
fn crosses(lineage: &Lineage, (a, b): ((f64, f64), (f64, f64))) -> bool {
    let (x0, x1) = (a.0.min(b.0), a.0.max(b.0));
    let (y0, y1) = (a.1.min(b.1), a.1.max(b.1));
    lineage.nodes.iter().any(|node| {
        let r = node.rect;
        x0 < r.right() && x1 > r.x && y0 < r.bottom() && y1 > r.y
    })
}

fn check(dataset: &Dataset, lineage: &Lineage, shown: &dyn Fn(Ref) -> bool) {
    for (n, node) in lineage.nodes.iter().enumerate() {
        assert!(lineage.nodes[..n].iter().all(|other| !node.rect.overlaps(&other.rect)), "{n}");
        assert!(node.rect.right() <= lineage.width && node.rect.bottom() <= lineage.height);
    }
    let mut counted: Vec<Ref> = lineage
        .nodes
        .iter()
        .filter(|node| !matches!(node.what, What::Heading(_) | What::Session(_)))
        .flat_map(|node| node.items())
        .filter(|item| item.kind == Kind::Resolution)
        .collect();
    counted.sort();
    let all: Vec<Ref> = dataset.ids::<Resolution>().map(Ref::from).filter(|&r| shown(r)).collect();
    assert_eq!(counted, all, "each resolution that is shown is drawn or counted once");

    let drawn: BTreeSet<Ref> = lineage.nodes.iter().filter_map(|node| node.item()).collect();
    let mut steps: Vec<Step> = mandate_trail::trail::steps(dataset)
        .into_iter()
        .filter(|step| matches!(step.relation, Relation::Links(_)))
        .filter(|step| drawn.contains(&step.from) && drawn.contains(&step.to))
        .filter(|step| step.from.kind == Kind::Resolution)
        .collect();
    let mut edges: Vec<Step> = lineage.edges.iter().map(|edge| edge.step).collect();
    edges.sort();
    steps.sort();
    assert_eq!(edges, steps, "each link between what is drawn is drawn once");
    for edge in &lineage.edges {
        let pieces = edge.points.iter().copied().zip(edge.points.iter().copied().skip(1));
        for piece in pieces {
            assert!(!crosses(lineage, piece), "{edge:?}");
            let ((ax, ay), (bx, by)) = piece;
            assert!((ax - bx).abs() < 1e-9 || (ay - by).abs() < 1e-9, "{edge:?}");
        }
        let (from, to) = (&lineage.nodes[edge.from], &lineage.nodes[edge.to]);
        let on_side = |(x, y): (f64, f64), rect: mandate_trail::timeline::Rect| {
            ((x - rect.x).abs() < 1e-9 || (x - rect.right()).abs() < 1e-9)
                && y > rect.y
                && y < rect.bottom()
        };
        let ends = (edge.points.first().copied(), edge.points.last().copied());
        assert!(on_side(ends.0.expect("a start"), from.rect), "{edge:?}");
        assert!(on_side(ends.1.expect("an end"), to.rect), "{edge:?}");
    }

    // By keyboard every node is reached from every other.
    const DIRECTIONS: [Direction; 6] = [
        Direction::Left,
        Direction::Right,
        Direction::Up,
        Direction::Down,
        Direction::First,
        Direction::Last,
    ];
    for start in [0, lineage.nodes.len() / 2] {
        let mut reached = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            let next = DIRECTIONS.iter().filter_map(|&way| lineage.neighbour(at, way));
            open.extend(next.filter(|&next| reached.insert(next)));
        }
        assert!(lineage.nodes.is_empty() || reached.len() == lineage.nodes.len());
    }
}

#[test]
fn the_bundled_record_is_drawn_whole() {
    let dataset = record();
    let lineage = laid_out(&dataset, &|_| true, None);
    check(&dataset, &lineage, &|_| true);
    assert!(lineage.nodes.iter().all(|node| !matches!(node.what, What::More(_))));
    assert_eq!(laid_out(&dataset, &|_| false, None), Lineage::default());
}

#[test]
fn what_is_drawn_is_bounded() {
    let many: Vec<usize> = (0..1_200).map(|n| n * 7).collect();
    let links: Vec<(usize, usize, usize)> = (0..900).map(|n| (n * 5, n * 3, n)).collect();
    let dataset = linked(500, &many, &links);
    let lineage = laid_out(&dataset, &|_| true, None);
    check(&dataset, &lineage, &|_| true);
    let elements: usize = drawn(&dataset, &lineage).iter().map(Node::count).sum();
    assert!(elements < 1_500, "{elements}");
}

proptest! {
    #[test]
    fn any_lineage_keeps_the_rules(
        sessions in 1..12_usize,
        resolutions in prop::collection::vec(0..30_usize, 1..26),
        links in prop::collection::vec((0..40_usize, 0..40_usize, 0..9_usize), 0..40),
        hidden in 1..9_u32,
    ) {
        let dataset = linked(sessions, &resolutions, &links);
        let shown = |item: Ref| item.kind != Kind::Resolution || item.index % hidden != 1;
        let lineage = laid_out(&dataset, &shown, None);
        check(&dataset, &lineage, &shown);
        prop_assert_eq!(&lineage, &laid_out(&dataset, &shown, None));
    }
}
