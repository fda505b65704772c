//! The figures of the first screen: each is exactly what it leads to.

#![allow(clippy::expect_used)] // Helpers of tests fail by panicking, too.

use mandate_trail::address::{Address, View};
use mandate_trail::figures::{Figure, What, figures};
use mandate_trail::load::load;
use mandate_trail::model::{Dataset, Point, Weight};
use mandate_trail::query::{Facet, Index, Query, states};
use mandate_trail::words::Words;

fn small() -> Dataset {
    let small = include_bytes!("data/small.json");
    load(small).dataset.expect("a record")
}

#[test]
fn each_figure_is_what_it_leads_to() {
    let dataset = small();
    let index = Index::new(&dataset);
    let all = figures(&dataset, &index.answer(&Query::default(), dataset.meta.as_of));
    assert!(all.iter().any(|figure| figure.status().is_some()));
    for figure in all {
        let mut address = Address::parse("q=nothing&status=implemented&from=2018").0;
        figure.go(&dataset, &mut address);
        let outcome = index.answer(&address.resolve(&dataset).query, dataset.meta.as_of);
        let n = match figure.what {
            What::States => {
                assert_eq!(address.view, View::States);
                let all = states::standings(&dataset, &outcome);
                all.iter().filter(|standing| !standing.submissions.is_empty()).count()
            }
            _ => outcome.recommendations.count(),
        };
        assert_eq!(n, figure.n, "{figure:?}");
        assert_eq!(address.from, Address::parse("from=2018").0.from);
    }
}

fn has(what: &What, facet: Facet) -> bool {
    matches!(what, What::Having(value) if value.facet() == facet)
}

#[test]
fn the_parts_add_up_to_the_whole() {
    let dataset = small();
    let index = Index::new(&dataset);
    for day in ["0001-01-01", "2020-04-20", "9999-12-31"] {
        let day = Point::parse(day).expect("a day").last();
        let all = figures(&dataset, &index.answer(&Query::default(), day));
        let sum = |part: fn(&What) -> bool| {
            all.iter().filter(|f| part(&f.what)).map(|f| f.n).sum::<usize>()
        };
        let whole = sum(|what| *what == What::All);
        let status = sum(|what| has(what, Facet::Status));
        let function = sum(|what| has(what, Facet::Function));
        let weight = sum(|what| matches!(what, What::Weight(_)));
        assert_eq!([status, function, weight], [whole; 3]);
        let of_whole = all.iter().filter(|f| f.what != What::States);
        assert!(of_whole.clone().all(|figure| figure.of == whole && figure.n <= whole));
    }
}

#[test]
fn a_figure_says_among_how_many() {
    let (dataset, words) = (small(), Words::english());
    let told = |what| {
        let told = Figure { what, n: 3, of: 33 }.told(&words, &dataset);
        [told.number, told.of, told.what].join("|")
    };
    let having = |facet: Facet, slug| What::Having(facet.value(&dataset, slug).expect("a value"));
    assert_eq!(told(What::All), "3||recommendations");
    assert_eq!(told(having(Facet::Status, "no-action-reported")), "3|of 33|no action reported");
    assert_eq!(
        told(having(Facet::Status, "not-assessed")),
        "3|of 33|not assessed: no later report"
    );
    assert_eq!(told(having(Facet::Function, "none")), "3|of 33|No function stated");
    assert_eq!(told(What::Weight(Weight::Informational)), "3|of 33|informational");
    assert_eq!(told(What::States), "3|of 33|States submitted");
}
