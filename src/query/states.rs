//! What the record says of each State: what it submitted, which sessions it hosted, what was done
//! in it. That something was done in a State does not make it the one that was asked.

use super::{Outcome, Rows};
use crate::model::{Action, Dataset, Id, Kind, Ref, Session, State, Submission};

/// A grid in which each State has a tile about where it is in the world, so that each is as large
/// as any other and no border is drawn. Two letters a tile, by the State's ISO 3166 code; made
/// from the middles of the States, each moved to a free tile with as little movement in all as
/// can be (the assignment problem), Europe and the Caribbean stretched and the oceans narrowed.
const TILES: &str = include_str!("tiles.txt");

/// How many tiles the grid has across and down.
pub const GRID: (usize, usize) = (30, 20);

/// The column and the row of a State's tile, by its ISO 3166 code in small letters; `None` for a
/// code that the grid does not have.
pub fn tile(code: &str) -> Option<(usize, usize)> {
    let row = |(y, line): (usize, &str)| {
        line.split(' ').position(|tile| tile == code && tile != "..").map(|x| (x, y))
    };
    TILES.lines().enumerate().find_map(row)
}

/// The column and the row of every tile.
pub fn tiles() -> impl Iterator<Item = (usize, usize)> {
    TILES.lines().enumerate().flat_map(|(y, line)| {
        let some = line.split(' ').enumerate().filter(|(_, tile)| *tile != "..");
        some.map(move |(x, _)| (x, y))
    })
}

/// What the record says of a State, of what is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Which.
    pub state: Id<State>,
    /// What it submitted.
    pub submissions: Vec<Ref>,
    /// The sessions that it hosted.
    pub hosted: Vec<Ref>,
    /// The actions that took place in it or for it.
    pub actions: Vec<Ref>,
}

impl Standing {
    /// How many records name it.
    pub fn count(&self) -> usize {
        self.submissions.len() + self.hosted.len() + self.actions.len()
    }

    /// The shade of its tile by that, 1 to 4: the darker, the more. See [`SHADES`].
    pub fn shade(&self) -> usize {
        let count = self.count();
        SHADES.iter().filter(|&&least| least <= count).count().max(1)
    }
}

/// How many records a tile of each shade stands for, at least.
pub const SHADES: [usize; 4] = [1, 2, 4, 8];

/// The State that hosted a session: the one of this name or code.
pub(crate) fn host(dataset: &Dataset, session: &Session) -> Option<Id<State>> {
    let host = session.state.as_ref()?;
    let is = |state: &State| state.name == *host || state.entry.id == *host;
    dataset.states.iter().position(is).map(Id::new)
}

/// Every State of the record with what is shown of it, in the record's order.
pub fn standings(dataset: &Dataset, outcome: &Outcome) -> Vec<Standing> {
    let mut all: Vec<Standing> = dataset
        .ids()
        .map(|state| Standing {
            state,
            submissions: Vec::new(),
            hosted: Vec::new(),
            actions: Vec::new(),
        })
        .collect();
    let shown = |kind: Kind| -> &Rows { outcome.shown(kind) };
    for id in shown(Kind::Submission).ids::<Submission>() {
        if let Some(of) = all.get_mut(dataset[id].state.index()) {
            of.submissions.push(id.into());
        }
    }
    for id in shown(Kind::Action).ids::<Action>() {
        for state in &dataset[id].states {
            if let Some(of) = all.get_mut(state.index()) {
                of.actions.push(id.into());
            }
        }
    }
    for id in shown(Kind::Session).ids::<Session>() {
        let host = host(dataset, &dataset[id]);
        if let Some(of) = host.and_then(|host| all.get_mut(host.index())) {
            of.hosted.push(id.into());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_tile_is_the_darker_the_more_it_stands_for() {
        let shade = |count: usize| {
            let actions = vec![Ref { kind: Kind::Action, index: 0 }; count];
            let (submissions, hosted) = (Vec::new(), Vec::new());
            Standing { state: Id::new(0), submissions, hosted, actions }.shade()
        };
        assert_eq!([1, 2, 3, 4, 7, 8, 100].map(shade), [1, 2, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn every_state_has_a_tile_of_its_own() {
        let mut taken = BTreeSet::new();
        let codes = include_str!("../load/states.txt").lines();
        for code in codes.filter_map(|line| line.split_once(' ')).map(|(code, _)| code) {
            let at = tile(code).unwrap_or_else(|| panic!("{code} has no tile"));
            assert!(at.0 < GRID.0 && at.1 < GRID.1 && taken.insert(at), "{code}");
        }
        assert!(taken.len() > 190);
        assert_eq!((tile(".."), tile("xx"), tile("")), (None, None, None));
        // About where they are.
        let at = |code: &str| tile(code).expect(code);
        assert!(at("ca").1 < at("us").1 && at("us").1 < at("mx").1 && at("mx").1 < at("br").1);
        assert!(at("br").0 < at("ng").0 && at("ng").0 < at("in").0 && at("in").0 < at("jp").0);
    }
}
