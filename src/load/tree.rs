//! JSON: the values of a small part of a file at a time, which borrow its texts.
//!
//! The program's own, not a library's: a record is scanned whole before anything of it is used,
//! in slices, and no tree of the whole is ever in memory. Fields that an object gives twice are
//! told, which libraries let pass: whoever copied a line and forgot to change it should be told.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::problem::shorten;
use super::reader::Place;
use super::scan::{Flaw, Scanner};
use crate::order;

/// Among so many fields, each is looked for by comparing it with those before.
pub(super) const FEW: usize = 32;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Null,
    False,
    True,
    Number,
    Text,
    List,
    Object,
}

/// A value among others: those in it follow.
#[derive(Clone, Debug)]
struct Node<'a> {
    /// Its key, where it is a field.
    key: Cow<'a, str>,
    sort: Sort,
    /// A text, or a number as it stands in the file.
    text: Cow<'a, str>,
    /// The node after it and what is in it.
    next: usize,
    /// The field stands again in its object.
    again: bool,
    /// Of an object the [`bit`]s of its keys.
    keys: u64,
}

/// Which of 64 bits stands for a key: keys that are the same share one.
#[inline(always)]
pub(super) fn bit(key: &str) -> u64 {
    let key = key.as_bytes();
    let ends = key.first().zip(key.last()).map_or(0, |(a, b)| a.wrapping_mul(7) ^ b);
    1 << (ends.wrapping_add(key.len() as u8) & 63)
}

/// Values as read, each followed by those in it. Made once and used for many parts of a file.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// Whether an object has a field twice.
    repeats: bool,
}

impl<'a> Tree<'a> {
    /// Reads a value, which stands so deep in the file, in place of what was read before.
    pub(super) fn read(&mut self, text: &'a str, depth: usize) -> Result<Value<'_>, Flaw> {
        self.clear();
        self.add(Cow::Borrowed(""), text, depth)?;
        Ok(self.root())
    }

    fn clear(&mut self) {
        self.nodes.clear();
        self.repeats = false;
    }

    /// Begins an object, of which [`Tree::add`] adds the fields.
    pub(super) fn begin_object(&mut self) {
        self.clear();
        self.push(Cow::Borrowed(""), Sort::Object, Cow::Borrowed(""));
    }

    /// Adds a list with nothing in it.
    pub(super) fn add_list(&mut self, key: Cow<'a, str>) {
        self.push(key, Sort::List, Cow::Borrowed(""));
    }

    /// Ends the object.
    pub(super) fn end_object(&mut self) -> Value<'_> {
        // Few enough to be compared.
        self.close(0, (u64::MAX, true));
        self.root()
    }

    /// Adds a value, which stands so deep in the file.
    pub(super) fn add(
        &mut self,
        key: Cow<'a, str>,
        text: &'a str,
        depth: usize,
    ) -> Result<(), Flaw> {
        Scanner::of(text, depth, self).value(key)
    }

    /// What was read.
    pub(super) fn root(&self) -> Value<'_> {
        Value { nodes: &self.nodes, at: 0 }
    }

    pub(super) fn push(&mut self, key: Cow<'a, str>, sort: Sort, text: Cow<'a, str>) {
        let next = self.nodes.len() + 1;
        self.nodes.push(Node { key, sort, text, next, again: false, keys: 0 });
    }

    /// How many nodes there are: the next one's place.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether an object that began at a node has a field already.
    pub(super) fn has(&self, at: usize, key: &str) -> bool {
        let mut field = at + 1;
        while let Some(node) = self.nodes.get(field) {
            if node.key == key {
                return true;
            }
            field = node.next;
        }
        false
    }

    /// Ends what began at a node: of an object with the [`bit`]s of its keys, and whether two may be
    /// the same. Of fields that stand twice in an object the last one counts.
    pub(super) fn close(&mut self, at: usize, (keys, unsure): (u64, bool)) {
        let next = self.nodes.len();
        let node = &mut self.nodes[at];
        (node.next, node.keys) = (next, keys);
        if !unsure {
            return;
        }
        let within = || Value { nodes: &self.nodes, at }.nodes_within();
        let fields: Vec<usize> = within().map(|(field, _)| field).collect();
        let key = |n: usize| self.nodes[fields[n]].key.as_ref();
        let mut again = Vec::new();
        if fields.len() <= FEW {
            for n in 1..fields.len() {
                again.extend((0..n).rev().find(|&before| key(before) == key(n)));
            }
        } else {
            let order = order::order(fields.len(), &|a, b| key(a).cmp(key(b)));
            let same = |pair: &&[usize]| key(pair[0]).cmp(key(pair[1])) == Ordering::Equal;
            again.extend(order.windows(2).filter(same).map(|pair| pair[0]));
        }
        for n in again {
            self.nodes[fields[n]].again = true;
            self.repeats = true;
        }
    }

    /// The pointers of fields that stand twice in their objects, below that of the place read.
    pub(super) fn repeated(&self, place: Place<'_>) -> Vec<String> {
        let mut found = Vec::new();
        if self.repeats {
            self.root().repeated(&place.pointer(), &mut found);
        }
        found
    }
}

/// A value that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'t> {
    nodes: &'t [Node<'t>],
    at: usize,
}

/// A field as it was found: what is next after it, and how many were before it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spot {
    node: usize,
    number: u32,
}

impl<'t> Value<'t> {
    fn node(self) -> &'t Node<'t> {
        &self.nodes[self.at]
    }

    pub(super) fn sort(self) -> Sort {
        self.node().sort
    }

    /// A text.
    pub(super) fn as_str(self) -> Option<&'t str> {
        (self.sort() == Sort::Text).then_some(self.node().text.as_ref())
    }

    /// A number, as it stands in the file.
    pub(super) fn as_number(self) -> Option<&'t str> {
        (self.sort() == Sort::Number).then_some(self.node().text.as_ref())
    }

    /// A whole number that is not negative.
    pub(super) fn as_u64(self) -> Option<u64> {
        self.as_number()?.parse().ok()
    }

    fn nodes_within(self) -> impl Iterator<Item = (usize, &'t Node<'t>)> + Clone + use<'t> {
        let (nodes, end) = (self.nodes, self.node().next);
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let node = nodes.get(at).filter(|_| at < end)?;
            Some((std::mem::replace(&mut at, node.next), node))
        })
    }

    /// The entries of a list; nothing of other values.
    pub(super) fn items(self) -> impl Iterator<Item = Value<'t>> + Clone + use<'t> {
        let list = self.sort() == Sort::List;
        let within = self.nodes_within().filter(move |_| list);
        within.map(move |(at, _)| Value { nodes: self.nodes, at })
    }

    /// The fields of an object, each once, with their numbers; nothing of other values.
    pub(super) fn fields(self) -> impl Iterator<Item = (u32, &'t str, Value<'t>)> + use<'t> {
        let object = self.sort() == Sort::Object;
        let within = self.nodes_within().filter(move |_| object).zip(0..);
        within.filter(|((_, node), _)| !node.again).map(move |((at, node), number)| {
            (number, node.key.as_ref(), Value { nodes: self.nodes, at })
        })
    }

    /// A field of an object.
    pub(super) fn get(self, key: &str) -> Option<Value<'t>> {
        self.find(key, &mut Spot::default()).map(|(_, value)| value)
    }

    /// The same, looked for from a spot on: fields mostly stand in the order in which they are
    /// asked for. Moves the spot behind it; tells also its number.
    pub(super) fn find(self, key: &str, spot: &mut Spot) -> Option<(u32, Value<'t>)> {
        let object = self.node();
        // Most fields that are asked for are not there.
        if object.keys & bit(key) == 0 {
            return None;
        }
        let end = object.next;
        let start = if spot.node > self.at && spot.node < end {
            *spot
        } else {
            Spot { node: self.at + 1, number: 0 }
        };
        let mut at = start;
        let mut round = false;
        loop {
            if at.node >= end {
                if round || start.number == 0 {
                    return None;
                }
                round = true;
                at = Spot { node: self.at + 1, number: 0 };
            }
            if round && at.node >= start.node {
                return None;
            }
            let node = self.nodes.get(at.node)?;
            let number = at.number;
            let here = at.node;
            at = Spot { node: node.next, number: number + 1 };
            if node.key == key && !node.again {
                *spot = at;
                return Some((number, Value { nodes: self.nodes, at: here }));
            }
        }
    }

    fn repeated(self, pointer: &str, found: &mut Vec<String>) {
        let list = self.sort() == Sort::List;
        for (n, (at, node)) in self.nodes_within().enumerate() {
            let step = if list { n.to_string() } else { escape(&node.key) };
            let pointer = [pointer, "/", &step].concat();
            Value { nodes: self.nodes, at }.repeated(&pointer, found);
            if node.again {
                found.push(pointer);
            }
        }
    }
}

/// How large a number is, its sign aside, near enough to tell of it. (To read any to the last
/// place takes tables of 10 kB.)
pub(super) fn magnitude(number: &[u8]) -> f64 {
    let (mut digits, mut scale, mut fraction) = (0.0_f64, 0_i32, false);
    let mut bytes = number.iter();
    for &byte in bytes.by_ref() {
        match byte {
            b'0'..=b'9' => {
                // Below 10³⁰⁷ more digits always fit.
                if digits < 1e300 {
                    digits = digits * 10.0 + f64::from(byte - b'0');
                    scale -= i32::from(fraction);
                } else {
                    scale += i32::from(!fraction);
                }
            }
            b'.' => fraction = true,
            b'e' | b'E' => break,
            _ => {}
        }
    }
    let (mut exponent, mut negative) = (0_i32, false);
    for &byte in bytes {
        match byte {
            b'-' => negative = true,
            b'0'..=b'9' => {
                exponent = exponent.saturating_mul(10).saturating_add(i32::from(byte - b'0'));
            }
            _ => {}
        }
    }
    let scale = scale.saturating_add(if negative { -exponent } else { exponent });
    if digits == 0.0 {
        return 0.0;
    }
    // In steps, so that neither factor is out of range before the product is.
    let (mut value, mut left) = (digits, scale.clamp(-999, 999));
    while left != 0 {
        let step = left.clamp(-99, 99);
        let power = (0..step.unsigned_abs()).fold(1.0, |power: f64, _| power * 10.0);
        value = if step < 0 { value / power } else { value * power };
        left -= step;
    }
    value
}

/// A key as a part of a JSON Pointer.
pub(super) fn escape(key: &str) -> String {
    shorten(key).replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::super::scan::quiet;
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value as Json;

    /// What was read, as the library has it.
    fn of_library(value: Value<'_>) -> Json {
        match value.sort() {
            Sort::Null => Json::Null,
            Sort::True | Sort::False => Json::Bool(value.sort() == Sort::True),
            Sort::Number => serde_json::from_str(value.as_number().unwrap()).unwrap(),
            Sort::Text => Json::from(value.as_str().unwrap()),
            Sort::List => value.items().map(of_library).collect(),
            Sort::Object => {
                value.fields().map(|(_, key, value)| (key, of_library(value))).collect()
            }
        }
    }

    /// Where a text is no JSON, and whether it ends too early.
    fn flaw(text: &str) -> Option<(bool, (usize, usize))> {
        let bytes = text.as_bytes();
        let mut scanner = Scanner::new(bytes, 0, 0);
        let flaw = match scanner.skip() {
            Err(flaw) => flaw,
            Ok(_) => scanner.peek().map(|_| scanner.flaw())?,
        };
        Some((flaw.is_end(), flaw.place([bytes].into_iter())))
    }

    #[test]
    fn repeated_fields_are_told_and_the_last_one_counts() {
        let many: String = (0..40).map(|n| format!("\"k{}\":{n},", n % 39)).collect();
        let text = format!(r#"{{"a":[{{"b":1,"b":2}}],"c/d":1,"c/d":3,"e":{{{many}"z":0}}}}"#);
        let mut tree = Tree::default();
        let value = tree.read(&text, 0).unwrap();
        assert_eq!(of_library(value), serde_json::from_str::<Json>(&text).unwrap());
        assert_eq!(value.get("c/d").and_then(Value::as_u64), Some(3));
        let told = tree.repeated(Place::File);
        assert_eq!(told, ["/a/0/b", "/c~1d", "/e/k0"]);
    }

    #[test]
    fn fields_are_found_wherever_they_stand() {
        let text = r#"{"a":1,"b":{"x":[1,2]},"c":3,"a":4}"#;
        let mut tree = Tree::default();
        let value = tree.read(text, 0).unwrap();
        let mut spot = Spot::default();
        for (key, number, found) in [("c", 2, "3"), ("a", 3, "4"), ("b", 1, "{…}"), ("c", 2, "3")]
        {
            let (n, value) = value.find(key, &mut spot).unwrap();
            assert_eq!((n, crate::load::problem::show(value).as_str()), (number, found));
        }
        assert!(value.find("d", &mut spot).is_none() && value.find("x", &mut spot).is_none());
    }

    #[test]
    fn too_deep_is_no_json_and_no_number_is_infinite() {
        assert!(flaw(&["[".repeat(127), "]".repeat(127)].concat()).is_none());
        assert_eq!(flaw(&"[".repeat(128)).map(|(end, _)| end), Some(false));
        assert!(flaw("1e308").is_none() && flaw("-1e309").is_some() && flaw("1e-400").is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn eight_bytes_at_a_time_are_told_like_one(
            text in "[ -~]{0,20}(\\PC|[\"<\\\\\x00-\x20\x7f])?.{0,9}",
            stops in prop_oneof![Just([b'"', b'\\']), Just([b'<', 0x7f])],
            ascii: bool,
        ) {
            let bytes = text.as_bytes();
            let stop = |byte: &u8| *byte < b' ' || stops.contains(byte) || ascii && *byte > 127;
            let expect = bytes.iter().position(stop).unwrap_or(bytes.len());
            prop_assert_eq!(quiet(bytes, stops, ascii), expect);
        }

        #[test]
        fn what_the_library_reads_is_read_alike(
            text in r#"([ \n\[\]{},:"]|"a"|"b":|-?[0-9]{1,2}|[0.eE+-]|true|false|null|\\u(d8|dc)?[0-9a-f]{2,4}|\\[nu"/]|é|\t){0,12}"#,
            within in 0..4_usize,
        ) {
            let text = match within {
                0 => text,
                1 => format!("[1, {text}]"),
                2 => format!("\"{text}\""),
                _ => format!("{{\"k\": {text}}}"),
            };
            match serde_json::from_str::<Json>(&text) {
                Ok(json) => {
                    prop_assert_eq!(flaw(&text), None);
                    let mut tree = Tree::default();
                    prop_assert_eq!(of_library(tree.read(text.trim(), 0).unwrap()), json);
                }
                Err(error) => {
                    let (end, (line, _)) = flaw(&text).expect("a flaw");
                    // The library takes an escape that is broken off by anything for the end.
                    if !text.contains("\\u") {
                        prop_assert_eq!((end, line), (error.is_eof(), error.line().max(1)));
                    }
                }
            }
        }
    }
}
