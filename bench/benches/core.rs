//! What the core takes for each of its steps, natively, without a browser: where the time goes
//! that the page takes, and what of it grows with the record. `cargo xtask bench core` runs it.

use criterion::measurement::WallTime;
use criterion::{
    BatchSize, BenchmarkGroup, BenchmarkId, Criterion, criterion_group, criterion_main,
};
use mandate_trail::{
    load::load,
    model::{Dataset, Ref},
    query::{Choice, Facet, Index, Query},
    timeline::{Extent, Lanes, Options, Scale, Scene, Shown, Strip, overview, ticks},
    trail::Trails,
};
use xtask::synthetic::{SEED, synthetic};

/// The sizes of record.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// The width of the timeline's plot on a page 1,280 px wide, px.
const PLOT: f64 = 760.0;

/// The steps of one kind.
type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn core(criterion: &mut Criterion) {
    for count in SIZES {
        let file = synthetic(count, SEED);
        let Some(dataset) = load(file.as_bytes()).dataset else {
            eprintln!("the record of {count} is not read");
            return;
        };
        let mut opening = criterion.benchmark_group("opening");
        opening.sample_size(10);
        step(&mut opening, "load: file read and checked", count, || load(file.as_bytes()));
        step(&mut opening, "Index::new", count, || Index::new(&dataset));
        step(&mut opening, "Trails::new", count, || Trails::new(&dataset));
        step(&mut opening, "Lanes::new", count, || Lanes::new(&dataset));
        step(&mut opening, "Extent::of", count, || Extent::of(&dataset));
        opening.finish();
        let mut asking = criterion.benchmark_group("asking");
        asking.sample_size(20);
        ask(&mut asking, count, &dataset);
        asking.finish();
    }
}

/// What follows on a click, a key or a frame.
fn ask(group: &mut Group<'_>, count: usize, dataset: &Dataset) {
    let (index, lanes, day) = (Index::new(dataset), Lanes::new(dataset), dataset.meta.as_of);
    let all = Query::default();
    let mut text = Query::default();
    "a".clone_into(&mut text.text);
    let outcome = index.answer(&all, day);
    let mut chosen = Query::default();
    if let Some(status) = outcome.counts(Facet::Status).first() {
        chosen.choose(Choice { value: status.value, excluded: false });
    }
    step(group, "answer: nothing asked", count, || index.answer(&all, day));
    step(group, "answer: a status chosen", count, || index.answer(&chosen, day));
    step(group, "answer: one letter searched", count, || index.answer(&text, day));

    let shown = |item: Ref| outcome.shown(item.kind).has(item.index as usize);
    let on = index.on(day);
    let status = |at: usize| on.status(at);
    let seen = || Shown::new(dataset, &lanes, day, &status, &shown, None);
    step(group, "Shown::new", count, seen);
    let seen = seen();
    let (first, last) = Extent::of(dataset).fit();
    let whole = Scale::of_days(first, last, PLOT);
    let close = whole.zoom(PLOT / 2.0, 30.0);
    for (name, scale) in [("scene: all of time", whole), ("scene: a thirtieth of it", close)] {
        let options = Options { shown: &shown, ..Options::new(scale, day) };
        step(group, name, count, || Scene::of(dataset, &lanes, &seen, &options));
    }
    let strip = Strip {
        whole: Extent::of(dataset).limits().scale(PLOT),
        left: 160.0,
        margin: 36.0,
        as_of: day,
        measure_tick: &ticks::estimate,
    };
    step(group, "overview", count, || overview(&lanes, &seen, &strip));
}

/// A step with a record of so many recommendations; what comes of it is dropped outside the time.
fn step<T>(group: &mut Group<'_>, name: &str, count: usize, mut run: impl FnMut() -> T) {
    group.bench_function(BenchmarkId::new(name, count), |bencher| {
        bencher.iter_batched(|| (), |()| run(), BatchSize::PerIteration);
    });
}

criterion_group!(benches, core);
criterion_main!(benches);
