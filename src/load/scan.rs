//! JSON, byte by byte: where values stand, whether a file is sound and, where it is not, what is
//! wrong and where. What is scanned goes into a [`Tree`] where one is asked for.

use std::borrow::Cow;

use super::problem::Fault;
use super::tree::{FEW, Sort, Tree, bit, magnitude};

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

/// How deeply values may stand in one another.
const DEEPEST: usize = 127;

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

impl<'a, 't> Scanner<'a, 't> {
    /// Of a text that stands so deep in a file, into a tree.
    pub(super) fn of(text: &'a str, depth: usize, tree: &'t mut Tree<'a>) -> Scanner<'a, 't> {
        Scanner { bytes: text.as_bytes(), text, at: 0, depth, tree: Some(tree) }
    }
}

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

    pub(super) fn value(&mut self, key: Cow<'a, str>) -> Result<(), Flaw> {
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
        let begun = self.tree.as_ref().map_or(0, |tree| tree.len());
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
