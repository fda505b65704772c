//! Numbers made of texts.

use std::hash::Hasher;

/// Fowler–Noll–Vo 1a, 64 bits: small, without a seed (what is made with it must not differ from run
/// to run), and good enough for words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}

/// Values by numbers made of texts. To look there takes one step, as numbers are spread evenly: a
/// tree of a thousand takes ten, and a frame of the timeline looks hundreds of times.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))] // What measures texts is not there then.
#[derive(Clone, Debug)]
pub(crate) struct Table<T> {
    /// Each at the place of its number or the next that was free; at least half of them are.
    places: Vec<Option<(u64, T)>>,
    len: usize,
}

#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code))]
impl<T: Copy> Table<T> {
    pub(crate) fn new() -> Table<T> {
        Table { places: vec![None; 64], len: 0 }
    }

    /// Where a number stands, or would.
    fn place(&self, key: u64) -> usize {
        let mut at = (key ^ (key >> 32)) as usize % self.places.len();
        while let Some(Some((of, _))) = self.places.get(at)
            && *of != key
        {
            at = (at + 1) % self.places.len();
        }
        at
    }

    /// What is kept under a number.
    pub(crate) fn get(&self, key: u64) -> Option<T> {
        let (_, value) = (*self.places.get(self.place(key))?)?;
        Some(value)
    }

    /// Keeps a value, in the place of one that was kept under that number.
    pub(crate) fn put(&mut self, key: u64, value: T) {
        if 2 * self.len >= self.places.len() {
            let larger = Table { places: vec![None; 2 * self.places.len()], len: 0 };
            let before = std::mem::replace(self, larger);
            before.places.into_iter().flatten().for_each(|(key, value)| self.put(key, value));
        }
        let at = self.place(key);
        if let Some(place) = self.places.get_mut(at) {
            self.len += usize::from(place.is_none());
            *place = Some((key, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found() {
        let mut table = Table::new();
        // Many of them want the same place.
        let keys = (0..500_u64).map(|n| n / 3 + (n % 3) * 1_024);
        for (value, key) in keys.clone().enumerate() {
            table.put(key, value);
        }
        table.put(7, 1_000);
        let mut last = std::collections::BTreeMap::new();
        last.extend(keys.enumerate().map(|(value, key)| (key, value)));
        last.insert(7, 1_000);
        for key in 0..4_000 {
            assert_eq!(table.get(key), last.get(&key).copied(), "{key}");
        }
        assert_eq!(table.len, last.len());
    }

    #[test]
    fn it_is_the_function_as_published() {
        // The authors' own examples.
        for (text, hash) in [
            ("", 0xcbf2_9ce4_8422_2325_u64),
            ("a", 0xaf63_dc4c_8601_ec8c),
            ("foobar", 0x8594_4171_f739_67e8),
        ] {
            let mut fnv = Fnv::default();
            fnv.write(text.as_bytes());
            assert_eq!(fnv.finish(), hash, "{text}");
        }
    }
}
