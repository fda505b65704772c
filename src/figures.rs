//! The record in figures: each with what it is counted among, and the question that it answers.
//!
//! What is counted, as of a day:
//!
//! - all recommendations known on it, and of these the operative and the informational;
//! - those of each status. The last of these, [`Status::NotAssessed`], are those not mentioned
//!   again: no report that the record holds covers them. That is not the same as there having been
//!   none;
//! - those under each function, and under none;
//! - the States of which a submission is known, among those that the record names.
//!
//! Of a status or function that none has, there is no figure.

use crate::address::{Address, View};
use crate::model::{Dataset, Id, Kind, Recommendation, Row, State, Status, Submission, Weight};
use crate::query::{Facet, Outcome, Value};
use crate::words::{self, Key, Words};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Recommendations.
    All,
    /// Those that have a status, or stand under a function or none.
    Having(Value),
    /// Those that ask for something, or do not.
    Weight(Weight),
    /// States that submitted something.
    States,
}

/// How many there are of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Of what.
    pub what: What,
    /// How many.
    pub n: usize,
    /// Among how many.
    pub of: usize,
}

/// The record in figures as of a day, in the order in which they are told. `outcome` is the answer
/// to the empty question as of that day.
pub fn figures(dataset: &Dataset, outcome: &Outcome) -> Vec<Figure> {
    let all = outcome.recommendations.count();
    let figure = |what, n| Figure { what, n, of: all };
    let having = |facet: Facet| {
        let some = outcome.counts(facet).iter().filter(|count| count.count > 0);
        some.map(|count| figure(What::Having(count.value), count.count)).collect::<Vec<_>>()
    };
    let weight = |weight| {
        let of_weight = |id: &Id<Recommendation>| dataset[*id].weight == weight;
        let own = outcome.recommendations.ids().filter(of_weight);
        figure(What::Weight(weight), own.count())
    };
    let mut told = vec![figure(What::All, all)];
    told.extend(having(Facet::Status));
    told.extend([weight(Weight::Operative), weight(Weight::Informational)]);
    told.extend(having(Facet::Function));
    told.extend(submitted(dataset, outcome));
    told
}

/// The States that submitted something, where any did.
fn submitted(dataset: &Dataset, outcome: &Outcome) -> Option<Figure> {
    let mut states = vec![false; State::rows(dataset).len()];
    for id in outcome.known(Kind::Submission).ids::<Submission>() {
        if let Some(state) = states.get_mut(dataset[id].state.index()) {
            *state = true;
        }
    }
    let n = states.iter().filter(|&&submitted| submitted).count();
    (n > 0).then_some(Figure { what: What::States, n, of: states.len() })
}

/// A figure in words: the number, then what it is counted among, then what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// "8".
    pub number: String,
    /// "of 33"; empty of what is the whole.
    pub of: String,
    /// "no action reported".
    pub what: String,
}

impl Figure {
    /// The status that it counts.
    pub fn status(self) -> Option<Status> {
        match self.what {
            What::Having(value) => value.status(),
            _ => None,
        }
    }

    /// Whether it is one of the large ones: all, and those by status.
    pub fn is_large(self) -> bool {
        self.what == What::All || self.status().is_some()
    }

    /// Whether what it is counted among is to stand beside it: small ones have that in common.
    pub fn says_of(self) -> bool {
        self.is_large() || self.what == What::States
    }

    /// Asks for what it counts, and for nothing else.
    pub fn go(self, dataset: &Dataset, address: &mut Address) {
        address.clear_filters();
        match self.what {
            What::All => {}
            What::Weight(weight) => {
                let slug = Weight::ALL.iter().find(|(_, of)| *of == weight).map(|(slug, _)| *slug);
                address.toggle(Facet::Flags, slug.unwrap_or_default());
            }
            What::Having(value) => address.toggle(value.facet(), value.slug(dataset)),
            What::States => address.go(View::States),
        }
    }

    /// It in words.
    pub fn told(self, words: &Words, dataset: &Dataset) -> Told {
        let number = words.number(self.n);
        let of = words.with(Key::figure_of, &[("m", &words.number(self.of))]);
        let what = match self.what {
            What::All => {
                // The words that follow the number in "29 recommendations".
                let all = words.count(Key::n_recommendations, self.n, &[]);
                let what = all.replacen(&number, "", 1).trim().to_owned();
                return Told { number, of: String::new(), what };
            }
            What::Having(value) => match (value.status(), value.record(dataset)) {
                (Some(status), _) => {
                    let name = words::lower(words.status(status));
                    match status {
                        Status::NotAssessed => words.with(Key::figure_silent, &[("status", &name)]),
                        _ => name,
                    }
                }
                (None, Some(function)) => dataset.title(function).to_owned(),
                (None, None) => words.get(Key::function_none).to_owned(),
            },
            What::Weight(weight) => words.weight(weight).to_owned(),
            What::States => words.get(Key::figure_states).to_owned(),
        };
        Told { number, of, what }
    }
}
