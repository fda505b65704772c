//! Reads one object of the file field by field and notes each problem with its place.

use super::names::Names;
use super::problem::{Effect, Fault, Findings, Form, Problem, shorten, show};
use super::scan::quiet;
use super::tree::{Sort, Spot, Value, escape};
use crate::model::ids::LEFT_OUT;
use crate::model::{Caveat, Date, Day, Id, Kind, Point, Ref, Row};
use crate::nearest::nearest;
use crate::order;

/// Keeps the items that are marked to be kept.
fn keep<T>(items: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter().copied();
    items.retain(|_| kept.next().unwrap_or(true));
}

/// Where an object stands in the file. Written out only where there is something to tell.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// It is the file.
    File,
    /// It is a record, at this place of its kind's list.
    Record(Kind, usize),
    /// It is an entry of a list in another object.
    Part(&'a Place<'a>, &'static str, usize),
}

impl Place<'_> {
    /// As a JSON Pointer.
    pub(super) fn pointer(&self) -> String {
        match self {
            Place::File => String::new(),
            Place::Record(kind, at) => format!("/{}/{at}", kind.key()),
            Place::Part(whole, list, at) => format!("{}/{list}/{at}", whole.pointer()),
        }
    }
}

/// One object of the file.
pub(super) struct Reader<'a> {
    object: Value<'a>,
    place: Place<'a>,
    record: Option<&'a str>,
    names: &'a Names,
    found: &'a mut Findings,
    pub(super) first_problem: usize,
    /// Where the fields that the object can have begin in [`Findings::known`].
    first_known: usize,
    /// After the field that was found last.
    spot: Spot,
    /// The first 64 fields of the object that were asked for, as bits.
    asked: u64,
    /// Where caveats name a field, and which.
    caveats: Vec<(String, String)>,
    /// Something that it cannot do without is missing.
    pub(super) broken: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        object: Value<'a>,
        place: Place<'a>,
        record: Option<&'a str>,
        names: &'a Names,
        found: &'a mut Findings,
    ) -> Reader<'a> {
        let (first_problem, first_known) = (found.problems.len(), found.known.len());
        Reader {
            object,
            place,
            record,
            names,
            found,
            first_problem,
            first_known,
            spot: Spot::default(),
            asked: 0,
            caveats: Vec::new(),
            broken: false,
        }
    }

    fn known(&self) -> &[&'static str] {
        &self.found.known[self.first_known..]
    }

    fn push(&mut self, pointer: String, fault: Fault, effect: Effect) {
        let record = self.record.map(str::to_owned);
        self.found.problems.push(Problem { pointer, record, fault, effect });
    }

    /// How far single fields can be trusted. Whether there are such fields is known once all of
    /// them have been read.
    pub(super) fn caveats(&mut self) -> Vec<Caveat> {
        let caveats =
            self.each("caveats", |r| Caveat { field: r.text("field"), text: r.text("text") });
        let place = |n| self.found.place(&format!("{}/caveats", self.place.pointer()), n);
        for (n, caveat) in caveats.iter().enumerate() {
            self.caveats.push((format!("{}/field", place(n)), caveat.field.clone()));
        }
        caveats
    }

    /// A field that is read elsewhere.
    pub(super) fn know(&mut self, key: &'static str) {
        self.get(key);
    }

    /// Notes fields that the format does not have. Whether the object can be kept.
    pub(super) fn finish(mut self) -> bool {
        self.note_unknown();
        #[cfg(test)]
        super::asked::note(&self.place.pointer(), self.known());
        for (pointer, field) in std::mem::take(&mut self.caveats) {
            if !self.known().contains(&field.as_str()) {
                let nearest = nearest(&field, self.known().iter().copied()).map(str::to_owned);
                self.push(
                    pointer,
                    Fault::NotAField { found: shorten(&field), nearest },
                    Effect::Kept,
                );
            }
        }
        self.found.known.truncate(self.first_known);
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
        super::asked::note(&self.place.pointer(), self.known());
        for problem in &mut self.found.problems[self.first_problem..] {
            if !usable && problem.pointer.strip_prefix('/') == Some(vital) {
                problem.effect = Effect::FileRefused;
            } else if problem.effect == Effect::RecordLeftOut {
                problem.effect = Effect::PartLeftOut;
            }
        }
    }

    fn note_unknown(&mut self) {
        let mut unknown = Vec::new();
        for (number, key, _) in self.object.fields() {
            let asked = number < 64 && self.asked >> number & 1 == 1;
            if !asked && !self.known().contains(&key) {
                unknown.push(key);
            }
        }
        order::sort(&mut unknown);
        for key in unknown {
            let nearest = nearest(key, self.known().iter().copied()).map(str::to_owned);
            let pointer = format!("{}/{}", self.place.pointer(), escape(key));
            self.push(pointer, Fault::UnknownField { nearest }, Effect::Kept);
        }
    }

    /// Notes a problem at a field (or, with "", at the object).
    pub(super) fn note(&mut self, key: &str, fault: Fault, effect: Effect) {
        let pointer = match key {
            "" => self.place.pointer(),
            key => format!("{}/{key}", self.place.pointer()),
        };
        self.push(pointer, fault, effect);
    }

    /// Notes a problem at the entry that is the `kept`th of those kept of a list.
    pub(super) fn note_entry(&mut self, list: &str, kept: usize, fault: Fault) {
        let pointer = self.found.place(&format!("{}/{list}", self.place.pointer()), kept);
        self.push(pointer, fault, Effect::Kept);
    }

    /// Notes a problem for which an entry of a list is not kept.
    fn leave_out(&mut self, list: &str, n: usize, fault: Fault) {
        let entry = format!("{list}/{n}");
        self.found.left_out.insert(format!("{}/{entry}", self.place.pointer()));
        self.note(&entry, fault, Effect::PartLeftOut);
    }

    /// Whether the field is there, with whatever in it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.object.find(key, &mut self.spot.clone()).is_some()
    }

    /// Whether a list is not there or has nothing in it; one that has, or something else in its
    /// place, has had its own problems noted.
    pub(super) fn lacks(&self, list: &str) -> bool {
        match self.object.get(list) {
            None => true,
            Some(value) => value.sort() == Sort::List && value.items().next().is_none(),
        }
    }

    /// Notes a problem without which the object cannot be kept.
    pub(super) fn fail(&mut self, key: &str, fault: Fault) {
        self.broken = true;
        self.note(key, fault, Effect::RecordLeftOut);
    }

    fn get(&mut self, key: &'static str) -> Option<Value<'a>> {
        self.found.known.push(key);
        let (number, value) = self.object.find(key, &mut self.spot)?;
        self.asked |= 1_u64.checked_shl(number).unwrap_or_default();
        Some(value)
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
    fn plain(&mut self, key: &'static str, value: Value<'_>) -> Result<String, Fault> {
        self.plain_at(key, None, value)
    }

    /// The same of an entry of a list.
    fn plain_at(
        &mut self,
        key: &'static str,
        entry: Option<usize>,
        value: Value<'_>,
    ) -> Result<String, Fault> {
        let Some(text) = value.as_str() else {
            return Err(Fault::WrongType { found: show(value), expected: "text" });
        };
        // Most begin with what is seen.
        if !text.starts_with(|c: char| c.is_ascii_graphic()) && text.trim().is_empty() {
            return Err(Fault::Empty);
        }
        // Most are of nothing but letters and signs that are seen.
        let seen = quiet(text.as_bytes(), [b'<', 0x7f], true) == text.len();
        if !seen && hides(text) {
            let entry = entry.map(|n| format!("{key}/{n}"));
            self.note(entry.as_deref().unwrap_or(key), Fault::NotPlainText, Effect::Kept);
        }
        Ok(text.to_owned())
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
        let list = self.array(key);
        let mut texts = Vec::with_capacity(list.clone().count());
        for (n, value) in list.enumerate() {
            match self.plain_at(key, Some(n), value) {
                Ok(text) => texts.push(text),
                Err(fault) => self.leave_out(key, n, fault),
            }
        }
        texts
    }

    fn array(&mut self, key: &'static str) -> impl Iterator<Item = Value<'a>> + Clone + use<'a> {
        let value = self.get(key);
        if let Some(value) = value.filter(|value| value.sort() != Sort::List) {
            let fault = Fault::WrongType { found: show(value), expected: "array" };
            self.note(key, fault, Effect::PartLeftOut);
        }
        value.into_iter().flat_map(Value::items)
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
            Some(value) if matches!(value.sort(), Sort::True | Sort::False) => {
                value.sort() == Sort::True
            }
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
        if !self.has(key) {
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
        let choice = choose(value, choices);
        choice.map_err(|fault| self.fail(key, fault)).ok()
    }

    /// Words of those allowed; may be left out.
    pub(super) fn choices<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Vec<T> {
        let mut chosen = Vec::new();
        for (n, value) in self.array(key).enumerate() {
            match choose(value, choices) {
                Ok(choice) => chosen.push(choice),
                Err(fault) => self.leave_out(key, n, fault),
            }
        }
        chosen
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

    fn resolve(&self, value: Value<'_>, expected: Option<Kind>) -> Result<Ref, Fault> {
        let Some(id) = value.as_str() else {
            return Err(Fault::WrongType { found: show(value), expected: "text" });
        };
        match self.names.ids.get(id) {
            None => Err(Fault::Unresolved {
                found: shorten(id),
                expected,
                nearest: self.names.guess(id, expected),
            }),
            Some(item) => match expected {
                Some(expected) if item.kind != expected => {
                    Err(Fault::WrongKind { found: id.to_owned(), is: item.kind, expected })
                }
                _ if item.index == LEFT_OUT => Err(Fault::RefersToBroken { found: id.to_owned() }),
                _ => Ok(item),
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
        let list = self.array(key);
        let mut found = Vec::with_capacity(list.clone().count());
        self.indices(key, list, T::KIND, &mut |index| found.push(Id::new(index)));
        found
    }

    fn indices(
        &mut self,
        key: &'static str,
        list: impl Iterator<Item = Value<'a>>,
        kind: Kind,
        add: &mut dyn FnMut(usize),
    ) {
        for (n, value) in list.enumerate() {
            match self.resolve(value, Some(kind)) {
                Ok(item) => add(item.index as usize),
                Err(fault) => self.leave_out(key, n, fault),
            }
        }
    }

    /// A list of objects, those that can be kept.
    pub(super) fn each<R>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Reader<'_>) -> R,
    ) -> Vec<R> {
        let list = self.array(key);
        let mut found = Vec::with_capacity(list.clone().count());
        if let Some(kept) = self.parts(key, list, &mut |part| found.push(read(part))) {
            keep(&mut found, &kept);
        }
        found
    }

    /// Calls `read` with each object of a list, and returns which of them can be kept, where not
    /// all of them can.
    fn parts(
        &mut self,
        key: &'static str,
        list: impl Iterator<Item = Value<'a>>,
        read: &mut dyn FnMut(&mut Reader<'_>),
    ) -> Option<Vec<bool>> {
        let (mut kept, mut all) = (Vec::new(), true);
        for (n, value) in list.enumerate() {
            if value.sort() != Sort::Object {
                let fault = Fault::WrongType { found: show(value), expected: "object" };
                self.leave_out(key, n, fault);
                continue;
            }
            let place = Place::Part(&self.place, key, n);
            let mut part = Reader::new(value, place, self.record, self.names, self.found);
            let first = part.first_problem;
            read(&mut part);
            let sound = part.finish();
            kept.push(sound);
            if !sound {
                all = false;
                self.found.left_out.insert(place.pointer());
                for problem in &mut self.found.problems[first..] {
                    problem.effect = Effect::PartLeftOut;
                }
            }
        }
        (!all).then_some(kept)
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

/// Whether there is markup in a text, or a sign that cannot be seen or turns the direction of
/// writing.
fn hides(text: &str) -> bool {
    let tag = text
        .split('<')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!'));
    let hidden = |c: char| {
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    tag || text.chars().any(|c| c.is_control() || hidden(c))
}

fn choose<T: Copy>(value: Value<'_>, choices: &[(&'static str, T)]) -> Result<T, Fault> {
    let word = value.as_str().unwrap_or_default();
    let chosen = choices.iter().find(|(name, _)| *name == word);
    chosen
        .map(|(_, choice)| *choice)
        .ok_or_else(|| no_choice(value, choices.iter().map(|(name, _)| *name).collect()))
}

/// That a value is none of the words allowed.
fn no_choice(value: Value<'_>, allowed: Vec<&'static str>) -> Fault {
    let word = value.as_str().unwrap_or_default();
    let nearest = nearest(word, allowed.iter().copied()).map(str::to_owned);
    Fault::NotAChoice { found: show(value), allowed, nearest }
}

fn is_link(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
        && !rest.is_empty()
        && !rest.starts_with(['/', '?', '#', ':'])
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
}
