//! Reads one object of the file field by field and notes each problem with its place.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::names::Names;
use super::problem::{Effect, Fault, Findings, Form, Problem, shorten, show};
use super::records::Read;
use crate::model::{Caveat, Date, Day, Id, Kind, Point, Ref, Row};
use crate::nearest::nearest;

/// Reads the living records of one kind, in order. The pointers of those that lack what they
/// need are added to `fallen`.
pub(super) fn list<T: Read>(
    root: &Map<String, Value>,
    names: &Names,
    found: &mut Findings,
    fallen: &mut BTreeSet<String>,
) -> Vec<T> {
    let mut records = Vec::new();
    let read = &mut |r: &mut Reader<'_>| records.push(T::read(r));
    let kept = records_of(T::KIND, root, names, found, fallen, read);
    keep(&mut records, kept);
    records
}

/// What of [`list`] is the same for every kind, so that it is compiled once: calls `read` with
/// each record, and returns which of them can be kept.
fn records_of(
    kind: Kind,
    root: &Map<String, Value>,
    names: &Names,
    found: &mut Findings,
    fallen: &mut BTreeSet<String>,
    read: &mut dyn FnMut(&mut Reader<'_>),
) -> Vec<bool> {
    let mut kept = Vec::new();
    let Some(list) = root.get(kind.key()).and_then(Value::as_array) else { return kept };
    let of = |records: &BTreeMap<Kind, Vec<usize>>| records.get(&kind).cloned().unwrap_or_default();
    let living = of(&names.living).into_iter().map(|at| (at, false));
    for (at, nameless) in living.chain(of(&names.nameless).into_iter().map(|at| (at, true))) {
        let Some(object) = list.get(at).and_then(Value::as_object) else { continue };
        let pointer = format!("/{}/{at}", kind.key());
        let id = object.get("id").and_then(Value::as_str).map(str::to_owned);
        let mut r = Reader::new(object, pointer.clone(), id, names, found);
        r.broken = nameless;
        read(&mut r);
        let first = r.first_problem;
        let sound = r.finish();
        kept.push(sound);
        if sound {
            continue;
        }
        if nameless {
            // What is wrong with the id itself is told already.
            let id = format!("{pointer}/id");
            let told = found.problems.split_off(first);
            found.problems.extend(told.into_iter().filter(|problem| problem.pointer != id));
        }
        fallen.insert(pointer);
    }
    kept
}

/// Keeps the items that are marked to be kept.
fn keep<T>(items: &mut Vec<T>, kept: Vec<bool>) {
    let mut kept = kept.into_iter();
    items.retain(|_| kept.next().unwrap_or(true));
}

/// One object of the file.
pub(super) struct Reader<'a> {
    object: &'a Map<String, Value>,
    pointer: String,
    record: Option<String>,
    names: &'a Names,
    found: &'a mut Findings,
    first_problem: usize,
    known: Vec<&'static str>,
    /// Where caveats name a field, and which.
    caveats: Vec<(String, String)>,
    /// Something that it cannot do without is missing.
    broken: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        object: &'a Map<String, Value>,
        pointer: String,
        record: Option<String>,
        names: &'a Names,
        found: &'a mut Findings,
    ) -> Reader<'a> {
        let first_problem = found.problems.len();
        let (known, caveats) = (Vec::new(), Vec::new());
        let broken = false;
        Reader { object, pointer, record, names, found, first_problem, known, caveats, broken }
    }

    /// How far single fields can be trusted. Whether there are such fields is known once all of
    /// them have been read.
    pub(super) fn caveats(&mut self) -> Vec<Caveat> {
        let caveats =
            self.each("caveats", |r| Caveat { field: r.text("field"), text: r.text("text") });
        let place = |n| self.found.place(&format!("{}/caveats", self.pointer), n);
        for (n, caveat) in caveats.iter().enumerate() {
            self.caveats.push((format!("{}/field", place(n)), caveat.field.clone()));
        }
        caveats
    }

    /// A field that is read elsewhere.
    pub(super) fn know(&mut self, key: &'static str) {
        self.known.push(key);
    }

    /// Notes fields that the format does not have. Whether the object can be kept.
    pub(super) fn finish(mut self) -> bool {
        self.note_unknown();
        #[cfg(test)]
        super::asked::note(&self.pointer, &self.known);
        for (pointer, field) in std::mem::take(&mut self.caveats) {
            if !self.known.contains(&field.as_str()) {
                let nearest = nearest(&field, self.known.iter().copied()).map(str::to_owned);
                let fault = Fault::NotAField { found: shorten(&field), nearest };
                let record = self.record.clone();
                self.found.problems.push(Problem { pointer, record, fault, effect: Effect::Kept });
            }
        }
        if self.broken {
            for problem in &mut self.found.problems[self.first_problem..] {
                problem.effect = Effect::RecordLeftOut;
            }
        }
        !self.broken
    }

    /// The same for the file as a whole, of which only the field `vital` cannot be done without:
    /// a missing title is a flaw, not a ruin.
    pub(super) fn finish_file(mut self, vital: &str, usable: bool) {
        self.note_unknown();
        #[cfg(test)]
        super::asked::note(&self.pointer, &self.known);
        for problem in &mut self.found.problems[self.first_problem..] {
            if !usable && problem.pointer.strip_prefix('/') == Some(vital) {
                problem.effect = Effect::FileRefused;
            } else if problem.effect == Effect::RecordLeftOut {
                problem.effect = Effect::PartLeftOut;
            }
        }
    }

    fn note_unknown(&mut self) {
        for key in self.object.keys().filter(|key| !self.known.contains(&key.as_str())) {
            let nearest = nearest(key, self.known.iter().copied()).map(str::to_owned);
            self.found.problems.push(Problem {
                pointer: format!("{}/{}", self.pointer, escape(key)),
                record: self.record.clone(),
                fault: Fault::UnknownField { nearest },
                effect: Effect::Kept,
            });
        }
    }

    /// Notes a problem at a field (or, with "", at the object).
    pub(super) fn note(&mut self, key: &str, fault: Fault, effect: Effect) {
        let pointer = match key {
            "" => self.pointer.clone(),
            key => format!("{}/{key}", self.pointer),
        };
        let record = self.record.clone();
        self.found.problems.push(Problem { pointer, record, fault, effect });
    }

    /// Notes a problem at the entry that is the `kept`th of those kept of a list.
    pub(super) fn note_entry(&mut self, list: &str, kept: usize, fault: Fault) {
        let pointer = self.found.place(&format!("{}/{list}", self.pointer), kept);
        let (record, effect) = (self.record.clone(), Effect::Kept);
        self.found.problems.push(Problem { pointer, record, fault, effect });
    }

    /// Notes a problem for which an entry of a list is not kept.
    fn leave_out(&mut self, list: &str, n: usize, fault: Fault) {
        let entry = format!("{list}/{n}");
        self.found.left_out.insert(format!("{}/{entry}", self.pointer));
        self.note(&entry, fault, Effect::PartLeftOut);
    }

    /// Whether the field is there, with whatever in it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.object.contains_key(key)
    }

    /// Whether a list is not there or has nothing in it; one that has, or something else in its
    /// place, has had its own problems noted.
    pub(super) fn lacks(&self, list: &str) -> bool {
        match self.object.get(list) {
            None => true,
            Some(value) => value.as_array().is_some_and(Vec::is_empty),
        }
    }

    /// Notes a problem without which the object cannot be kept.
    pub(super) fn fail(&mut self, key: &str, fault: Fault) {
        self.broken = true;
        self.note(key, fault, Effect::RecordLeftOut);
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        self.object.get(key)
    }

    /// A required text.
    pub(super) fn text(&mut self, key: &'static str) -> String {
        match self.get(key) {
            None => {
                self.fail(key, Fault::Missing);
                String::new()
            }
            Some(value) => match self.plain(key, value) {
                Ok(text) => text,
                Err(fault) => {
                    self.fail(key, fault);
                    String::new()
                }
            },
        }
    }

    /// A text that may be left out.
    pub(super) fn optional_text(&mut self, key: &'static str) -> Option<String> {
        let value = self.get(key)?;
        self.plain(key, value).map_err(|fault| self.note(key, fault, Effect::PartLeftOut)).ok()
    }

    /// A text without markup or control characters (which are noted, and kept: it is drawn as
    /// text whatever it holds).
    fn plain(&mut self, key: &str, value: &Value) -> Result<String, Fault> {
        let Value::String(text) = value else {
            return Err(Fault::WrongType { found: show(value), expected: "text" });
        };
        if text.trim().is_empty() {
            return Err(Fault::Empty);
        }
        let tag = text.split('<').skip(1).any(|rest| {
            rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!')
        });
        // Those that cannot be seen, and those that turn the direction of writing.
        let hidden = |c: char| {
            matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}')
        };
        if tag || text.chars().any(|c| c.is_control() || hidden(c)) {
            self.note(key, Fault::NotPlainText, Effect::Kept);
        }
        Ok(text.clone())
    }

    /// Notes a text that is not of the form needed. It is kept.
    pub(super) fn form(&mut self, key: &str, text: Option<&str>, form: Form) {
        if let Some(text) = text.filter(|text| !text.is_empty() && !form.fits(text)) {
            let fault = Fault::Malformed { found: shorten(text), form };
            self.note(key, fault, Effect::Kept);
        }
    }

    /// A text of some form, which may be left out.
    pub(super) fn optional_form(&mut self, key: &'static str, form: Form) -> Option<String> {
        let text = self.optional_text(key);
        self.form(key, text.as_deref(), form);
        text
    }

    /// A text of some form.
    pub(super) fn text_form(&mut self, key: &'static str, form: Form) -> String {
        let text = self.text(key);
        self.form(key, Some(&text), form);
        text
    }

    /// Notes a field that means nothing without another.
    pub(super) fn needs(&mut self, key: &str, field: &'static str, effect: Effect) {
        if self.has(key) && !self.has(field) {
            self.note(key, Fault::Without { field }, effect);
        }
    }

    /// A list of texts; may be left out.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let mut texts = Vec::new();
        for (n, value) in self.array(key).iter().enumerate() {
            match self.plain(&format!("{key}/{n}"), value) {
                Ok(text) => texts.push(text),
                Err(fault) => self.leave_out(key, n, fault),
            }
        }
        texts
    }

    fn array(&mut self, key: &'static str) -> &'a [Value] {
        match self.get(key) {
            None => &[],
            Some(Value::Array(list)) => list,
            Some(other) => {
                let fault = Fault::WrongType { found: show(other), expected: "array" };
                self.note(key, fault, Effect::PartLeftOut);
                &[]
            }
        }
    }

    /// A required whole number from 1 up.
    pub(super) fn number(&mut self, key: &'static str) -> u32 {
        match self.get(key) {
            None => self.fail(key, Fault::Missing),
            Some(value) => match value.as_u64().map(u32::try_from) {
                Some(Ok(number)) if number > 0 => return number,
                _ => {
                    self.fail(
                        key,
                        Fault::WrongType { found: show(value), expected: "whole number above 0" },
                    );
                }
            },
        }
        0
    }

    /// `true`, or left out.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        match self.get(key) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(other) => {
                let fault = Fault::WrongType { found: show(other), expected: "true or false" };
                self.note(key, fault, Effect::PartLeftOut);
                false
            }
        }
    }

    /// An EDTF date that may be left out.
    pub(super) fn optional_date(&mut self, key: &'static str) -> Option<Date> {
        let value = self.get(key)?;
        let date = value.as_str().and_then(Date::parse);
        if date.is_none() {
            self.note(key, Fault::NotADate { found: show(value) }, Effect::PartLeftOut);
        }
        date
    }

    /// A required EDTF date.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Date> {
        if !self.object.contains_key(key) {
            self.know(key);
            self.fail(key, Fault::Missing);
            return None;
        }
        let date = self.optional_date(key);
        self.broken |= date.is_none();
        date
    }

    /// A required single day.
    pub(super) fn day(&mut self, key: &'static str) -> Option<Day> {
        let Some(value) = self.get(key) else {
            self.fail(key, Fault::Missing);
            return None;
        };
        match value.as_str().and_then(Date::parse) {
            Some(Date::At(day @ Point::Day(..))) => Some(day.first()),
            _ => {
                self.fail(key, Fault::NotADay { found: show(value) });
                None
            }
        }
    }

    /// One of the words allowed, required.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let Some(value) = self.get(key) else {
            self.fail(key, Fault::Missing);
            return None;
        };
        let choice = self.choose(value, choices);
        choice.map_err(|fault| self.fail(key, fault)).ok()
    }

    /// Words of those allowed; may be left out.
    pub(super) fn choices<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Vec<T> {
        let mut chosen = Vec::new();
        for (n, value) in self.array(key).iter().enumerate() {
            match self.choose(value, choices) {
                Ok(choice) => chosen.push(choice),
                Err(fault) => self.leave_out(key, n, fault),
            }
        }
        chosen
    }

    fn choose<T: Copy>(&self, value: &Value, choices: &[(&'static str, T)]) -> Result<T, Fault> {
        let at = position(value, choices.iter().map(|(name, _)| *name).collect())?;
        Ok(choices[at].1)
    }

    /// An http or https address that may be left out. Nothing else is ever linked to.
    pub(super) fn optional_url(&mut self, key: &'static str) -> Option<String> {
        let url = self.optional_text(key)?;
        if is_link(&url) {
            return Some(url);
        }
        self.note(key, Fault::NotALink { found: shorten(&url) }, Effect::PartLeftOut);
        None
    }

    /// A required http or https address.
    pub(super) fn url(&mut self, key: &'static str) -> String {
        let url = self.text(key);
        if !url.is_empty() && !is_link(&url) {
            self.fail(key, Fault::NotALink { found: shorten(&url) });
        }
        url
    }

    fn resolve(&self, value: &Value, expected: Option<Kind>) -> Result<Ref, Fault> {
        let Some(id) = value.as_str() else {
            return Err(Fault::WrongType { found: show(value), expected: "text" });
        };
        match self.names.by_id.get(id) {
            None => Err(Fault::Unresolved {
                found: shorten(id),
                expected,
                nearest: self.names.guess(id, expected),
            }),
            Some(name) => match (name.index, expected) {
                (_, Some(expected)) if name.kind != expected => {
                    Err(Fault::WrongKind { found: id.to_owned(), is: name.kind, expected })
                }
                (None, _) => Err(Fault::RefersToBroken { found: id.to_owned() }),
                (Some(index), _) => Ok(Ref { kind: name.kind, index }),
            },
        }
    }

    /// The id of another record, required. The position returned is only used if the record is
    /// kept, that is, if the id resolved.
    pub(super) fn reference<T: Row>(&mut self, key: &'static str) -> Id<T> {
        match self.any_reference(key, Some(T::KIND)) {
            Some(item) => Id::new(item.index as usize),
            None => Id::new(0),
        }
    }

    /// The id of any record (or of one of a kind), required.
    pub(super) fn any_reference(&mut self, key: &'static str, kind: Option<Kind>) -> Option<Ref> {
        let Some(value) = self.get(key) else {
            self.fail(key, Fault::Missing);
            return None;
        };
        self.resolve(value, kind).map_err(|fault| self.fail(key, fault)).ok()
    }

    /// The id of another record; may be left out.
    pub(super) fn optional_reference<T: Row>(&mut self, key: &'static str) -> Option<Id<T>> {
        self.optional_index(key, T::KIND).map(Id::new)
    }

    fn optional_index(&mut self, key: &'static str, kind: Kind) -> Option<usize> {
        let value = self.get(key)?;
        match self.resolve(value, Some(kind)) {
            Ok(item) => Some(item.index as usize),
            Err(fault) => {
                self.note(key, fault, Effect::PartLeftOut);
                None
            }
        }
    }

    /// Ids of other records; may be left out.
    pub(super) fn references<T: Row>(&mut self, key: &'static str) -> Vec<Id<T>> {
        self.indices(key, T::KIND).into_iter().map(Id::new).collect()
    }

    fn indices(&mut self, key: &'static str, kind: Kind) -> Vec<usize> {
        let mut found = Vec::new();
        for (n, value) in self.array(key).iter().enumerate() {
            match self.resolve(value, Some(kind)) {
                Ok(item) => found.push(item.index as usize),
                Err(fault) => self.leave_out(key, n, fault),
            }
        }
        found
    }

    /// A list of objects, those that can be kept.
    pub(super) fn each<R>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'_>) -> R,
    ) -> Vec<R> {
        let mut found = Vec::new();
        let kept = self.parts(key, &mut |part| found.push(read(part)));
        keep(&mut found, kept);
        found
    }

    /// Calls `read` with each object of a list, and returns which of them can be kept.
    fn parts(&mut self, key: &'static str, read: &mut dyn FnMut(&mut Reader<'_>)) -> Vec<bool> {
        let mut kept = Vec::new();
        for (n, value) in self.array(key).iter().enumerate() {
            let Some(object) = value.as_object() else {
                let fault = Fault::WrongType { found: show(value), expected: "object" };
                self.leave_out(key, n, fault);
                continue;
            };
            let pointer = format!("{}/{key}/{n}", self.pointer);
            let first = self.found.problems.len();
            let record = self.record.clone();
            let mut part = Reader::new(object, pointer.clone(), record, self.names, self.found);
            read(&mut part);
            let sound = part.finish();
            kept.push(sound);
            if !sound {
                self.found.left_out.insert(pointer);
                for problem in &mut self.found.problems[first..] {
                    problem.effect = Effect::PartLeftOut;
                }
            }
        }
        kept
    }

    /// Like [`Reader::each`], of which at least one must be kept.
    pub(super) fn some<R>(
        &mut self,
        key: &'static str,
        read: impl FnMut(&mut Reader<'_>) -> R,
    ) -> Vec<R> {
        let found = self.each(key, read);
        if found.is_empty() {
            self.broken = true;
            if self.lacks(key) {
                let there = self.has(key);
                self.fail(key, if there { Fault::Empty } else { Fault::Missing });
            }
        }
        found
    }
}

/// Which of the words allowed a value is.
fn position(value: &Value, allowed: Vec<&'static str>) -> Result<usize, Fault> {
    let word = value.as_str().unwrap_or_default();
    allowed.iter().position(|name| *name == word).ok_or_else(|| {
        let nearest = nearest(word, allowed.iter().copied()).map(str::to_owned);
        Fault::NotAChoice { found: show(value), allowed, nearest }
    })
}

fn is_link(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
        && !rest.is_empty()
        && !rest.starts_with(['/', '?', '#', ':'])
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
}

/// A key as a part of a JSON Pointer.
pub(super) fn escape(key: &str) -> String {
    shorten(key).replace('~', "~0").replace('/', "~1")
}
