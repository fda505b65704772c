//! What is wrong with a file: where, what was found, what would be right. Data only: the words
//! are in [`crate::words`].

use std::collections::BTreeSet;

use super::tree::{Sort, Value, magnitude};
use crate::model::Kind;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where in the file, as a JSON Pointer (RFC 6901): `/recommendations/3/title`.
    pub pointer: String,
    /// The id of the record that it is in, where it has one.
    pub record: Option<String>,
    /// What is wrong.
    pub fault: Fault,
    /// What was done about it.
    pub effect: Effect,
}

/// What a problem means for what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing of the file can be used.
    FileRefused,
    /// The record is left out.
    RecordLeftOut,
    /// The record is shown without the field or entry.
    PartLeftOut,
    /// The record is shown as it is.
    Kept,
}

/// What is wrong, with what was found and what is allowed.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The file could not be fetched: the HTTP status, where there was an answer.
    NotFetched {
        /// HTTP status code.
        status: Option<u16>,
    },
    /// The file is on another site, from which the page may not fetch anything.
    OtherSite,
    /// The file ends in the middle.
    Truncated {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The file is not JSON.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Another version of the format.
    WrongSchema {
        /// What stands at `schema`, if anything.
        found: Option<String>,
    },
    /// A required field is not there.
    Missing,
    /// None of several fields is there, one of which is required.
    NoneOf {
        /// The fields.
        fields: Vec<&'static str>,
    },
    /// A value of another type.
    WrongType {
        /// The value, shortened.
        found: String,
        /// The JSON type needed.
        expected: &'static str,
    },
    /// A text or list with nothing in it.
    Empty,
    /// Not an EDTF date of the levels that are read.
    NotADate {
        /// What stands there.
        found: String,
    },
    /// Not a day written whole.
    NotADay {
        /// What stands there.
        found: String,
    },
    /// Not an id: lower-case letters, digits and single hyphens.
    NotAnId {
        /// What stands there.
        found: String,
    },
    /// Not one of the words allowed.
    NotAChoice {
        /// What stands there.
        found: String,
        /// The words allowed.
        allowed: Vec<&'static str>,
        /// The nearest of them.
        nearest: Option<String>,
    },
    /// A field that the format does not have.
    UnknownField {
        /// The nearest one that it has.
        nearest: Option<String>,
    },
    /// A caveat on a field that its record cannot have.
    NotAField {
        /// What stands there.
        found: String,
        /// The nearest field that the record can have.
        nearest: Option<String>,
    },
    /// The field stands twice in its object; the last one counts.
    Repeated,
    /// An id that another record has.
    Duplicate {
        /// Where the other record is.
        first: String,
    },
    /// No record has this id.
    Unresolved {
        /// The id.
        found: String,
        /// The kind of record that is needed; `None` where any will do.
        expected: Option<Kind>,
        /// The nearest id of that kind.
        nearest: Option<String>,
    },
    /// The record of this id is of another kind.
    WrongKind {
        /// The id.
        found: String,
        /// Its kind.
        is: Kind,
        /// The kind needed.
        expected: Kind,
    },
    /// The record of this id is broken itself and left out.
    RefersToBroken {
        /// The id.
        found: String,
    },
    /// Not an http or https address.
    NotALink {
        /// What stands there.
        found: String,
    },
    /// A text that is not of the form needed.
    Malformed {
        /// What stands there.
        found: String,
        /// The form.
        form: Form,
    },
    /// A field that means nothing without another, which is not there.
    Without {
        /// The other.
        field: &'static str,
    },
    /// Markup, control characters or such as cannot be seen in a text.
    NotPlainText,
    /// A record, link or entry without a source.
    NoSource,
    /// A session with neither a planned nor a held date.
    NoDate,
    /// Another record has the same symbol or number.
    Taken {
        /// The other's id.
        by: String,
    },
    /// A session whose number and date say otherwise which came first.
    SessionOrder {
        /// The session that has the number before.
        other: String,
        /// Its date.
        date: String,
    },
    /// A session's coverage does not go with what the record holds of it.
    Coverage {
        /// How many recommendations, resolutions and documents that is.
        holds: [usize; 3],
        /// The coverage that would go with it.
        nearest: &'static str,
    },
    /// An action that is later than the report that tells of it.
    AfterReport {
        /// When the report was issued.
        report: String,
    },
    /// "Implemented" or "partly implemented" without an explicit link.
    ProofMissing {
        /// The status.
        status: &'static str,
    },
    /// An action named as evidence has no link to the recommendation.
    EvidenceNotLinked {
        /// The action's id.
        action: String,
    },
    /// The entry is earlier than the one before it.
    OutOfOrder {
        /// The date of the one before.
        after: String,
    },
    /// A status that is older than the recommendation.
    BeforeSession {
        /// When the session began.
        session: String,
    },
}

/// A form that a text can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The code of a State: `at`.
    State,
    /// The symbol of a document: `CAC/COSP/2019/2`.
    Symbol,
    /// The number of a resolution: `8/8`.
    Number,
    /// A language tag: `en`.
    Language,
    /// An address with a place for a symbol.
    Address,
}

impl Form {
    /// Whether a text has it.
    pub(super) fn fits(self, text: &str) -> bool {
        let parts = |separator, allowed: fn(u8) -> bool| {
            let part = |part: &str| !part.is_empty() && part.bytes().all(allowed);
            text.contains(separator) && text.split(separator).all(part)
        };
        match self {
            Form::State => text.len() == 2 && text.bytes().all(|b| b.is_ascii_lowercase()),
            Form::Symbol => {
                text.starts_with(|c: char| c.is_ascii_uppercase())
                    && parts('/', |b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
            }
            Form::Number => text.matches('/').count() == 1 && parts('/', |b| b.is_ascii_digit()),
            Form::Language => {
                let (first, rest) = text.split_once('-').unwrap_or((text, "x"));
                (2..=3).contains(&first.len())
                    && first.bytes().all(|b| b.is_ascii_alphabetic())
                    && rest.split('-').all(|part| {
                        (1..=8).contains(&part.len())
                            && part.bytes().all(|b| b.is_ascii_alphanumeric())
                    })
            }
            Form::Address => text.contains("{symbol}"),
        }
    }
}

/// A value as a message shows it: short, on one line.
pub(super) fn show(value: Value<'_>) -> String {
    let word = match value.sort() {
        Sort::Null => "null",
        Sort::False => "false",
        Sort::True => "true",
        Sort::Number => return shorten(&number_text(value.as_number().unwrap_or_default())),
        Sort::Text => return shorten(&quoted(value.as_str().unwrap_or_default())),
        Sort::List => "[…]",
        Sort::Object => "{…}",
    };
    word.to_owned()
}

/// A number as JSON writes it; one with a fraction to three places. (To print any float to the
/// last place takes tables of 10 kB.)
fn number_text(number: &str) -> String {
    // With 18 digits it fits a machine's whole number.
    if number.len() <= 19 && !number.contains(['.', 'e', 'E']) && number != "-0" {
        return number.to_owned();
    }
    let value = magnitude(number.as_bytes());
    let sign = if number.starts_with('-') && value > 0.0 { "-" } else { "" };
    let thousandths = (value * 1e3).round();
    if thousandths >= 1e18 {
        return format!("{sign}…");
    }
    let thousandths = thousandths as u64;
    let text = format!("{sign}{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c < ' ' => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// At most 60 characters of a text.
pub(super) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Sorts pointers as the file does: by array in the file's order, then by number.
pub(super) fn order(pointer: &str) -> Vec<(usize, String)> {
    pointer
        .split('/')
        .skip(1)
        .enumerate()
        .map(|(depth, part)| match part.parse() {
            Ok(number) => (number, String::new()),
            Err(_) if depth == 0 => (
                Kind::ALL.iter().position(|k| k.key() == part).map_or(0, |at| at + 1),
                part.to_owned(),
            ),
            Err(_) => (usize::MAX, part.to_owned()),
        })
        .collect()
}

/// What is found while reading.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) problems: Vec<Problem>,
    /// The entries of lists that are not kept, by pointer: those after them move up.
    pub(super) left_out: BTreeSet<String>,
    /// The fields that the objects can have that are being read, one after the other.
    pub(super) known: Vec<&'static str>,
}

impl Findings {
    /// Where the entry stands in the file that is the `kept`th of those kept of a list.
    pub(super) fn place(&self, list: &str, mut kept: usize) -> String {
        let mut at = 0;
        loop {
            let place = format!("{list}/{at}");
            if !self.left_out.contains(&place) {
                if kept == 0 {
                    return place;
                }
                kept -= 1;
            }
            at += 1;
        }
    }
}
