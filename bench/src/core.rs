//! What the core takes for each of its steps, natively, without a browser: where the time goes
//! that the page takes, and what of it grows with the record.

use std::{fmt::Write as _, hint::black_box, time::Instant};

use anyhow::{Context, Result};
use mandate_trail::{
    load::load,
    model::{Dataset, Ref},
    query::{Choice, Facet, Index, Query},
    timeline::{Extent, Lanes, Options, Scale, Scene, Shown, Strip, overview, ticks},
    trail::Trails,
};
use xtask::synthetic::{SEED, synthetic};

/// The sizes of record, in the table's order.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The width of the timeline's plot on a page 1,280 px wide, px.
const PLOT: f64 = 760.0;

/// A step and what it took with each size of record, ms.
type Row = (&'static str, Vec<f64>);

/// The table of all steps, as Markdown.
pub(crate) fn core() -> Result<String> {
    let mut rows: Vec<Row> = Vec::new();
    for count in SIZES {
        eprintln!("» the core, {count} recommendations");
        let file = synthetic(count, SEED);
        let dataset = load(file.as_bytes()).dataset.context("the record is not read")?;
        let mut add = |name: &'static str, took: f64| match rows.iter_mut().find(|r| r.0 == name) {
            Some(row) => row.1.push(took),
            None => rows.push((name, vec![took])),
        };
        add("load: file read and checked", quickest(3, || load(file.as_bytes())));
        add("Index::new", quickest(3, || Index::new(&dataset)));
        add("Trails::new", quickest(3, || Trails::new(&dataset)));
        add("Lanes::new", quickest(3, || Lanes::new(&dataset)));
        add("Extent::of", quickest(9, || Extent::of(&dataset)));
        steps(&dataset, &mut add);
    }
    Ok(table(&rows))
}

/// What follows on a click, a key or a frame.
fn steps(dataset: &Dataset, add: &mut impl FnMut(&'static str, f64)) {
    let (index, lanes, day) = (Index::new(dataset), Lanes::new(dataset), dataset.meta.as_of);
    let all = Query::default();
    let mut text = Query::default();
    "a".clone_into(&mut text.text);
    let outcome = index.answer(&all, day);
    let mut chosen = Query::default();
    if let Some(count) = outcome.counts(Facet::Status).first() {
        chosen.choose(Choice { value: count.value, excluded: false });
    }
    add("answer: nothing asked", quickest(9, || index.answer(&all, day)));
    add("answer: a status chosen", quickest(9, || index.answer(&chosen, day)));
    add("answer: one letter searched", quickest(9, || index.answer(&text, day)));

    let shown = |item: Ref| outcome.shown(item.kind).has(item.index as usize);
    let on = index.on(day);
    let status = |at: usize| on.status(at);
    let seen = || Shown::new(dataset, &lanes, day, &status, &shown, None);
    add("Shown::new", quickest(9, seen));
    let seen = seen();
    let (first, last) = Extent::of(dataset).fit();
    let whole = Scale::of_days(first, last, PLOT);
    let close = whole.zoom(PLOT / 2.0, 30.0);
    for (name, scale) in [("scene: all of time", whole), ("scene: a thirtieth of it", close)] {
        let options = Options { shown: &shown, ..Options::new(scale, day) };
        add(name, quickest(9, || Scene::of(dataset, &lanes, &seen, &options)));
    }
    let strip = Strip {
        whole: Extent::of(dataset).limits().scale(PLOT),
        left: 160.0,
        margin: 36.0,
        as_of: day,
        measure_tick: &ticks::estimate,
    };
    add("overview", quickest(9, || overview(&lanes, &seen, &strip)));
}

/// How long the quickest of some runs took, ms.
fn quickest<T>(runs: usize, mut run: impl FnMut() -> T) -> f64 {
    let took = (0..runs).map(|_| {
        let begun = Instant::now();
        let made = black_box(run());
        let took = begun.elapsed().as_secs_f64() * 1e3;
        drop(made);
        took
    });
    took.fold(f64::INFINITY, f64::min)
}

fn table(rows: &[Row]) -> String {
    let mut text = "| step, natively, ms | 1,000 | 10,000 | 100,000 | growth, last two |\n\
                    | --- | ---: | ---: | ---: | ---: |\n"
        .to_owned();
    for (name, took) in rows {
        let cells: Vec<String> = took.iter().map(|ms| format!("{ms:.2}")).collect();
        let growth = match took.as_slice() {
            [.., small, large] => format!("{:.1}×", large / small),
            _ => String::new(),
        };
        let _ = writeln!(text, "| {name} | {} | {growth} |", cells.join(" | "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_every_size_and_how_the_last_two_differ() {
        let told = table(&[("a step", vec![0.5, 2.0, 30.0])]);
        assert_eq!(told.lines().last(), Some("| a step | 0.50 | 2.00 | 30.00 | 15.0× |"));
    }

    #[test]
    fn each_step_is_told_once_for_a_record() {
        let dataset = load(synthetic(20, SEED).as_bytes()).dataset.unwrap();
        let mut names = Vec::new();
        steps(&dataset, &mut |name, took| {
            assert!(took.is_finite() && took >= 0.0, "{name}");
            names.push(name);
        });
        let once = std::collections::BTreeSet::from_iter(&names);
        assert_eq!((once.len(), names.contains(&"overview")), (names.len(), true));
    }
}
