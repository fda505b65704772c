//! The records of a mark that stands for several.

use std::sync::{Arc, OnceLock};

use crate::model::Ref;

/// Records of a lane, in the order of time: stretches of a list that all such marks share. They
/// are listed one by one only when somebody asks.
#[derive(Clone, Debug, Default)]
pub struct Members {
    all: Arc<[Ref]>,
    /// From where to where they stand in it: in its order, none empty, none touching the next.
    stretches: Vec<(u32, u32)>,
    /// Those of several stretches as one list.
    listed: OnceLock<Vec<Ref>>,
}

impl Members {
    /// Those that stand in some stretches of a list, in whatever order.
    pub(super) fn new(all: &Arc<[Ref]>, mut stretches: Vec<(u32, u32)>) -> Members {
        if !stretches.is_sorted() {
            crate::order::sort(&mut stretches);
        }
        stretches.dedup_by(|next, last| {
            let touching = next.0 <= last.1;
            last.1 = if touching { next.1.max(last.1) } else { last.1 };
            touching
        });
        Members { all: all.clone(), stretches, listed: OnceLock::new() }
    }

    /// The stretches of the list.
    pub(super) fn stretches(&self) -> &[(u32, u32)] {
        &self.stretches
    }

    fn stretch(&self, &(from, to): &(u32, u32)) -> &[Ref] {
        self.all.get(from as usize..to as usize).unwrap_or_default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.stretches.iter().map(|(from, to)| (to - from) as usize).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// The earliest.
    pub fn first(&self) -> Option<Ref> {
        self.iter().next()
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = Ref> {
        self.stretches.iter().flat_map(|stretch| self.stretch(stretch)).copied()
    }

    /// All in one list.
    pub fn list(&self) -> &[Ref] {
        match self.stretches.as_slice() {
            [] => &[],
            [one] => self.stretch(one),
            _ => self.listed.get_or_init(|| self.iter().collect()),
        }
    }
}

impl PartialEq for Members {
    fn eq(&self, other: &Members) -> bool {
        if Arc::ptr_eq(&self.all, &other.all) {
            return self.stretches == other.stretches;
        }
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl From<Vec<Ref>> for Members {
    fn from(items: Vec<Ref>) -> Members {
        let all = (0, items.len() as u32);
        Members::new(&items.into(), if all.1 > 0 { vec![all] } else { Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn stretches_are_joined_and_listed_in_order() {
        let item = |index| Ref { kind: Kind::Action, index };
        let all: Arc<[Ref]> = (0..9).map(item).collect();
        let check = |stretches: &[(u32, u32)], joined: &[(u32, u32)], listed: &[u32]| {
            let members = Members::new(&all, stretches.to_vec());
            let listed: Vec<Ref> = listed.iter().copied().map(item).collect();
            assert_eq!((members.stretches(), members.list()), (joined, listed.as_slice()));
            assert_eq!((members.len(), members.first()), (listed.len(), listed.first().copied()));
            assert_eq!(members, Members::from(listed));
        };
        check(&[], &[], &[]);
        check(&[(2, 4)], &[(2, 4)], &[2, 3]);
        check(&[(6, 8), (1, 2), (2, 4)], &[(1, 4), (6, 8)], &[1, 2, 3, 6, 7]);
    }
}
