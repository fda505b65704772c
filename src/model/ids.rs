//! The ids of a record as a table of hashes: large records have hundreds of thousands, and each
//! is asked for several times while the record is read.

use super::Ref;

/// The position of a record that is left out.
pub(crate) const LEFT_OUT: u32 = u32::MAX;

/// Stands in a slot that holds no id.
const FREE: u32 = u32::MAX;

/// Ids, former ones as well, and which record each stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    /// In the order in which they were added.
    names: Vec<(String, Ref)>,
    /// The positions of names, each at its hash or at the next free slot. A power of two of them,
    /// or none.
    slots: Vec<u32>,
}

/// Equal are those that lead to the same records.
impl PartialEq for Ids {
    fn eq(&self, other: &Ids) -> bool {
        let kept = |ids: &Ids| ids.names.iter().filter(|(_, of)| of.index != LEFT_OUT).count();
        kept(self) == kept(other)
            && self.names.iter().all(|(id, _)| self.find(id) == other.find(id))
    }
}

impl Ids {
    /// Makes room for so many ids more.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.names.reserve(more);
        let slots = 2 * (self.names.len() + more + 1).next_power_of_two();
        if slots <= self.slots.len() {
            return;
        }
        self.slots = vec![FREE; slots];
        for number in 0..self.names.len() {
            let slot = self.slot(&self.names[number].0);
            self.slots[slot] = number as u32;
        }
    }

    /// Adds an id, and returns its number. Where it is there already, nothing changes.
    pub(crate) fn add(&mut self, id: &str, item: Ref) -> Result<usize, usize> {
        if 2 * (self.names.len() + 1) > self.slots.len() {
            self.reserve(1);
        }
        let slot = self.slot(id);
        match self.slots[slot] {
            FREE => {
                let number = self.names.len();
                self.slots[slot] = number as u32;
                self.names.push((id.to_owned(), item));
                Ok(number)
            }
            number => Err(number as usize),
        }
    }

    /// The number of an id: how many were added before it.
    pub(crate) fn number(&self, id: &str) -> Option<usize> {
        let number = *self.slots.get(self.slot(id))?;
        (number != FREE).then_some(number as usize)
    }

    /// Which record an id stands for. The record may be [`LEFT_OUT`].
    pub(crate) fn get(&self, id: &str) -> Option<Ref> {
        self.number(id).map(|number| self.names[number].1)
    }

    /// The record that an id stands for, if it is kept.
    pub(crate) fn find(&self, id: &str) -> Option<Ref> {
        self.get(id).filter(|item| item.index != LEFT_OUT)
    }

    /// All ids, and which records they stand for.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Ref)> {
        self.names.iter().map(|(id, item)| (id.as_str(), *item))
    }

    /// What the ids stand for, in the order of their numbers.
    pub(crate) fn items_mut(&mut self) -> impl Iterator<Item = &mut Ref> {
        self.names.iter_mut().map(|(_, item)| item)
    }

    /// Where an id is, or would be. (Half of the slots are free, so that one is found.)
    fn slot(&self, id: &str) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        // Fowler–Noll–Vo 1a.
        let hash = id
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut slot = hash as usize & last;
        while let Some(&number) = self.slots.get(slot)
            && number != FREE
            && self.names[number as usize].0 != id
        {
            slot = (slot + 1) & last;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn finds_what_a_map_finds(
            added in prop::collection::vec("[a-c]{0,3}", 0..60),
            asked in prop::collection::vec("[a-c]{0,3}", 0..20),
            room in 0..90_usize,
        ) {
            let (mut ids, mut map) = (Ids::default(), BTreeMap::new());
            ids.reserve(room);
            for (index, id) in added.iter().enumerate() {
                let item = Ref { kind: Kind::Topic, index: index as u32 };
                prop_assert_eq!(ids.add(id, item).is_ok(), !map.contains_key(id));
                map.entry(id).or_insert(item);
            }
            for id in added.iter().chain(&asked) {
                prop_assert_eq!(ids.find(id), map.get(id).copied());
            }
            prop_assert_eq!(ids.iter().count(), map.len());
        }
    }
}
