//! JSON: a scanner that tells where values stand and whether the file is sound, and values of a
//! small part of the file at a time, which borrow its texts.
//!
//! The program's own, not a library's: a record is scanned whole before anything of it is used,
//! in slices, and no tree of the whole is ever in memory. Fields that an object gives twice are
//! told, which libraries let pass: whoever copied a line and forgot to change it should be told.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::problem::{Fault, shorten};
use super::reader::Place;
use crate::order;

/// What is wrong with a file that is not JSON, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Flaw {
    /// The offending byte.
    at: usize,
    /// The file ends there.
    end: bool,
}

impl Flaw {
    /// A flaw at a byte.
    pub(super) fn at(at: usize) -> Flaw {
        Flaw { at, end: false }
    }

    /// Whether more of the file might mend it.
    pub(super) fn is_end(self) -> bool {
        self.end
    }

    /// The same flaw, told from the beginning of a file of which the piece read begins there.
    pub(super) fn within(self, from: usize) -> Flaw {
        Flaw { at: self.at + from, ..self }
    }

    /// Line and column of it, from 1, in a file that is given in pieces.
    pub(super) fn place<'a>(self, file: impl Iterator<Item = &'a [u8]>) -> (usize, usize) {
        let (mut line, mut column, mut left) = (1, 0, self.at + 1);
        for piece in file {
            let before = &piece[..left.min(piece.len())];
            left -= before.len();
            line += before.iter().filter(|&&byte| byte == b'\n').count();
            match before.iter().rposition(|&byte| byte == b'\n') {
                Some(at) => column = before.len() - at - 1,
                None => column += before.len(),
            }
        }
        (line, column.max(1))
    }

    /// What is told of it.
    pub(super) fn fault(self, (line, column): (usize, usize)) -> Fault {
        if self.end { Fault::Truncated { line, column } } else { Fault::NotJson { line, column } }
    }
}

/// Among so many fields, each is looked for by comparing it with those before.
const FEW: usize = 32;

/// How deeply values may stand in one another.
const DEEPEST: usize = 127;

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
fn bit(key: &str) -> u64 {
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
        let bytes = text.as_bytes();
        Scanner { bytes, text, at: 0, depth, tree: Some(self) }.value(key)
    }

    /// What was read.
    pub(super) fn root(&self) -> Value<'_> {
        Value { nodes: &self.nodes, at: 0 }
    }

    fn push(&mut self, key: Cow<'a, str>, sort: Sort, text: Cow<'a, str>) {
        let next = self.nodes.len() + 1;
        self.nodes.push(Node { key, sort, text, next, again: false, keys: 0 });
    }

    /// Whether an object that began at a node has a field already.
    fn has(&self, at: usize, key: &str) -> bool {
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
    fn close(&mut self, at: usize, (keys, unsure): (u64, bool)) {
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

/// Reads JSON byte by byte.
pub(super) struct Scanner<'a, 't> {
    bytes: &'a [u8],
    /// The same as text, where a tree is made.
    text: &'a str,
    pub(super) at: usize,
    /// How deep it is.
    pub(super) depth: usize,
    tree: Option<&'t mut Tree<'a>>,
}

/// From where to where something stands.
pub(super) type Span = (usize, usize);

/// Where a text stands, or a number, and what it is where that is not what stands there.
pub(super) type Found = (Span, Option<Vec<u8>>);

/// Where an object's id stands, and its former ones; empty where they do not.
pub(super) type Spans = [Span; 2];

impl<'a> Scanner<'a, '_> {
    /// Goes on at a place of a file, so deep in it.
    pub(super) fn new(bytes: &'a [u8], at: usize, depth: usize) -> Scanner<'a, 'a> {
        Scanner { bytes, text: "", at, depth, tree: None }
    }

    /// Skips an object. Tells where it stands, and where its ids do. What its fields hold is looked
    /// at only where `strict`; otherwise only for where each ends: that is three times as quick, and
    /// whoever reads the object finds what is wrong.
    pub(super) fn record(&mut self, strict: bool) -> Result<(Span, Spans), Flaw> {
        let begun = self.at;
        let mut spans = Spans::default();
        let mut first = true;
        self.depth += 1;
        self.at += 1;
        while self.more(&mut first, b'}')? {
            let key = self.key()?;
            let id = match self.bytes_of(&key) {
                b"id" => Some(0),
                b"aliases" => Some(1),
                _ => None,
            };
            self.space();
            let from = self.at;
            match self.bytes.get(from) {
                Some(b'{' | b'[') if !strict => self.pass()?,
                _ => self.value(Cow::Borrowed(""))?,
            }
            if let Some(id) = id {
                spans[id] = (from, self.at);
            }
        }
        self.depth -= 1;
        if strict {
            self.is_text(begun)?;
        }
        Ok(((begun, self.at), spans))
    }

    /// Passes an object or a list by, to where as many have ended as have begun.
    fn pass(&mut self) -> Result<(), Flaw> {
        let mut within = 0_usize;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    // Nothing of an escape ends the text.
                    self.at += 1;
                    loop {
                        self.at += quiet(&self.bytes[self.at..], [b'"', b'\\'], false);
                        match self.bytes.get(self.at) {
                            None => return Err(self.flaw()),
                            Some(b'"') => break,
                            Some(b'\\') => self.at = self.bytes.len().min(self.at + 2),
                            _ => self.at += 1,
                        }
                    }
                }
                Some(b'{' | b'[') => within += 1,
                Some(b'}' | b']') => {
                    within -= 1;
                    if within == 0 {
                        self.at += 1;
                        return Ok(());
                    }
                }
                Some(_) => {}
                None => return Err(self.flaw()),
            }
            self.at += 1;
        }
    }

    /// Skips a value, which is text. Tells where it stands.
    pub(super) fn skip(&mut self) -> Result<Span, Flaw> {
        self.space();
        let from = self.at;
        self.value(Cow::Borrowed(""))?;
        self.is_text(from)?;
        Ok((from, self.at))
    }

    /// Whether what was scanned since a place is text.
    fn is_text(&self, from: usize) -> Result<(), Flaw> {
        let text = str::from_utf8(&self.bytes[from..self.at]);
        text.map(drop).map_err(|error| Flaw::at(from + error.valid_up_to()))
    }

    /// The next byte that is not white space.
    pub(super) fn peek(&mut self) -> Option<u8> {
        self.space();
        self.bytes.get(self.at).copied()
    }

    /// A flaw at the present byte.
    pub(super) fn flaw(&self) -> Flaw {
        Flaw { at: self.at, end: self.at >= self.bytes.len() }
    }

    #[inline(always)]
    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// Goes to the next entry of a list or object; `false` at its end.
    pub(super) fn more(&mut self, first: &mut bool, close: u8) -> Result<bool, Flaw> {
        let next = self.peek();
        if next == Some(close) {
            self.at += 1;
            return Ok(false);
        }
        let next = if std::mem::take(first) {
            next
        } else {
            if next != Some(b',') {
                return Err(self.flaw());
            }
            self.at += 1;
            self.peek()
        };
        match next {
            Some(byte) if byte != close => Ok(true),
            _ => Err(self.flaw()),
        }
    }

    fn sign(&mut self, sign: u8) -> Result<(), Flaw> {
        if self.peek() != Some(sign) {
            return Err(self.flaw());
        }
        self.at += 1;
        Ok(())
    }

    /// The key of a field, and the colon.
    pub(super) fn key(&mut self) -> Result<Found, Flaw> {
        if self.peek() != Some(b'"') {
            return Err(self.flaw());
        }
        let key = self.string()?;
        self.sign(b':')?;
        Ok(key)
    }

    fn value(&mut self, key: Cow<'a, str>) -> Result<(), Flaw> {
        let (sort, text) = match self.peek() {
            Some(b'"') => {
                let text = self.string()?;
                (Sort::Text, self.text(text))
            }
            Some(b'{') => return self.within(key, Sort::Object),
            Some(b'[') => return self.within(key, Sort::List),
            Some(b'n') => (Sort::Null, self.word("null")?),
            Some(b't') => (Sort::True, self.word("true")?),
            Some(b'f') => (Sort::False, self.word("false")?),
            Some(b'-' | b'0'..=b'9') => {
                let number = self.number()?;
                (Sort::Number, self.text((number, None)))
            }
            _ => return Err(self.flaw()),
        };
        if let Some(tree) = &mut self.tree {
            tree.push(key, sort, text);
        }
        Ok(())
    }

    /// What was found as text, where a tree is made. (All of it is sound then.)
    fn text(&self, (span, read): Found) -> Cow<'a, str> {
        match read {
            Some(read) => Cow::Owned(String::from_utf8(read).unwrap_or_default()),
            None => Cow::Borrowed(self.text.get(span.0..span.1).unwrap_or_default()),
        }
    }

    fn within(&mut self, key: Cow<'a, str>, sort: Sort) -> Result<(), Flaw> {
        if self.depth == DEEPEST {
            return Err(self.flaw());
        }
        self.depth += 1;
        self.at += 1;
        let mut first = true;
        let begun = self.tree.as_ref().map_or(0, |tree| tree.nodes.len());
        let (mut keys, mut fields) = ((0, false), 0);
        if let Some(tree) = &mut self.tree {
            tree.push(key, sort, Cow::Borrowed(""));
        }
        if sort == Sort::List {
            while self.more(&mut first, b']')? {
                self.value(Cow::Borrowed(""))?;
            }
        } else {
            while self.more(&mut first, b'}')? {
                let key = self.key()?;
                let key = self.text(key);
                let bit = bit(&key);
                // Keys that share a bit may be the same: mostly they are not.
                if keys.0 & bit != 0
                    && let Some(tree) = &self.tree
                {
                    keys.1 = keys.1 || fields > FEW || tree.has(begun, &key);
                }
                keys.0 |= bit;
                fields += 1;
                self.value(key)?;
            }
        }
        self.depth -= 1;
        if let Some(tree) = &mut self.tree {
            tree.close(begun, keys);
        }
        Ok(())
    }

    /// A text as bytes.
    pub(super) fn bytes_of<'f>(&'f self, (span, read): &'f Found) -> &'f [u8] {
        read.as_deref().unwrap_or(&self.bytes[span.0..span.1])
    }

    fn word(&mut self, word: &str) -> Result<Cow<'a, str>, Flaw> {
        for byte in word.bytes() {
            if self.bytes.get(self.at) != Some(&byte) {
                return Err(self.flaw());
            }
            self.at += 1;
        }
        Ok(Cow::Borrowed(""))
    }

    fn digits(&mut self) -> Result<(), Flaw> {
        if !self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            return Err(self.flaw());
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Span, Flaw> {
        let from = self.at;
        self.at += usize::from(self.bytes[from] == b'-');
        let nought = self.bytes.get(self.at) == Some(&b'0');
        let first = self.at;
        self.digits()?;
        if nought && self.at > first + 1 {
            return Err(Flaw::at(first + 1));
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.bytes.get(self.at) {
                self.at += 1;
            }
            self.digits()?;
        }
        let number = &self.bytes[from..self.at];
        // A number that no machine has.
        if number.len() > 4 && magnitude(number).is_infinite() {
            return Err(Flaw::at(self.at.saturating_sub(1)));
        }
        Ok((from, self.at))
    }

    /// What stands between quotation marks, escapes resolved.
    fn string(&mut self) -> Result<Found, Flaw> {
        self.at += 1;
        let begun = self.at;
        let mut from = begun;
        let mut read: Option<Vec<u8>> = None;
        loop {
            self.at += quiet(&self.bytes[self.at..], [b'"', b'\\'], false);
            let part = &self.bytes[from..self.at];
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    if let Some(read) = &mut read {
                        read.extend_from_slice(part);
                    }
                    return Ok(((begun, self.at - 1), read));
                }
                Some(b'\\') => {
                    let read = read.get_or_insert_default();
                    read.extend_from_slice(part);
                    self.at += 1;
                    let char = self.escape()?;
                    read.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                    from = self.at;
                }
                _ => return Err(self.flaw()),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Flaw> {
        let char = match self.bytes.get(self.at) {
            Some(&byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                let mut code = self.hexadecimal()?;
                if (0xd800..0xdc00).contains(&code) {
                    for sign in [b'\\', b'u'] {
                        if self.bytes.get(self.at) != Some(&sign) {
                            return Err(self.flaw());
                        }
                        self.at += 1;
                    }
                    let low = self.hexadecimal()?;
                    // With anything else than a low surrogate it is no character.
                    if (0xdc00..0xe000).contains(&low) {
                        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    }
                }
                return char::from_u32(code).ok_or(Flaw::at(self.at.saturating_sub(1)));
            }
            _ => return Err(self.flaw()),
        };
        self.at += 1;
        Ok(char)
    }

    fn hexadecimal(&mut self) -> Result<u32, Flaw> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.bytes.get(self.at).and_then(|&byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else { return Err(self.flaw()) };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}

/// How many bytes come before one of two, before a control character, and, where only `ascii` goes,
/// before any other than that. Looks at eight at a time: most of a file is texts.
pub(super) fn quiet(bytes: &[u8], [one, other]: [u8; 2], ascii: bool) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    let (one, other) = (u64::from(one) * ONES, u64::from(other) * ONES);
    let high = if ascii { HIGHS } else { 0 };
    // A byte below a number has its highest bit set by this; none before the first such has.
    let below = |word: u64, number: u64| word.wrapping_sub(number * ONES) & !word;
    let mut at = 0;
    loop {
        let word = match bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
            Some(eight) => u64::from_le_bytes(eight),
            // After the end come control characters.
            None => bytes[at..].iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
        };
        let found = (below(word, 32) | below(word ^ one, 1) | below(word ^ other, 1)) & HIGHS;
        let found = found | (word & high);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
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
