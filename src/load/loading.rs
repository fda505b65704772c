//! A file being read, in slices. First it is scanned, as it arrives: is it JSON, and where does
//! each record stand? Then the ids of all records are noted, so that references to them can be
//! told from such as lead nowhere; then the records are read, and what holds among them checked.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::mem;

use super::check;
use super::file::{File, MARK};
use super::names::{Entry, Fate, Names};
use super::problem::{self, Effect, Fault, Findings, Form, Problem};
use super::reader::{Place, Reader};
use super::records::Read;
use super::scan::{Flaw, Scanner, Span, Spans};
use super::tree::{Sort, Tree, Value};
use super::{Loaded, More, SCHEMA};
use crate::model::ids::Ids;
use crate::model::{
    Action, Addressee, Body, Dataset, Day, Document, Function, Id, Kind, Meta, Recommendation,
    Resolution, Session, State, Submission, Topic,
};
use crate::order;

/// A file being read. It is given as it arrives; what has arrived is read in slices, as large as
/// whoever reads it has time for:
///
/// ```
/// use mandate_trail::load::Loading;
/// let mut loading = Loading::new();
/// for part in [&b"{\"schema\":"[..], b" 2}"] {
///     loading.add(part);
///     loading.advance(1000);
/// }
/// loading.end();
/// while !loading.advance(1000) {}
/// assert!(loading.finish().dataset.is_none());
/// ```
#[derive(Debug)]
pub struct Loading {
    file: File,
    /// Whether all of it has arrived.
    whole: bool,
    stage: Stage,
    /// How far it is scanned.
    at: usize,
    /// How much is to have arrived before it is scanned on.
    wanted: usize,
    /// Whether all of a record is looked at as it is scanned.
    strict: bool,
    /// What has arrived and is to be scanned anew.
    kept: VecDeque<Vec<u8>>,
    /// The fields of the file, in its order.
    fields: Vec<Field>,
    /// What stands there instead of an object.
    other: Option<Span>,
    /// The entries of its lists of records; once all are known, in the order of the kinds.
    entries: Vec<Entry>,
    names: Names,
    /// What is wrong with the file as a whole.
    refused: Option<Fault>,
    /// What is wrong with records that are left out.
    problems: Vec<Problem>,
    /// Fields that stand twice.
    repeated: Vec<Problem>,
    /// What else is found.
    found: Findings,
    /// Whether a record was found that cannot be kept, since the first was read.
    fell: bool,
    /// Whether all are read again.
    again: bool,
    dataset: Dataset,
    /// Whether the file says what no dataset is without.
    usable: bool,
    /// Whether nothing of it is left out.
    sound: bool,
}

/// What is being done.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// The file begins.
    Begin,
    /// Its fields are scanned; whether the first of them is yet to come.
    Fields(bool),
    /// The entries of a kind's list are scanned, from this one on.
    List(Kind, usize),
    /// After its end nothing more may come.
    End,
    /// The ids of the records are noted, from this one on.
    Ids(usize),
    /// Their former ids are.
    Former(usize),
    /// They are read. A record left out takes with it those that cannot stand without it: all are
    /// read again until nothing more falls, which is three times at most, as a session needs its
    /// body, and a recommendation its session. A sound file is read once.
    Records(usize),
    /// What holds among them is checked.
    Check(usize),
    /// All is done.
    Done,
}

/// A field of the file.
#[derive(Debug)]
struct Field {
    key: String,
    /// Where its value stands; `None` where that is a kind's list of records.
    span: Option<Span>,
}

/// What it takes to note an id, and what to begin a record, beside reading so many bytes.
const ENTRY: usize = 100;

/// What it takes to check a part of what holds among all records, where there are many.
const PART: usize = 1_000_000;

/// So many bytes are scanned in the time in which one is read.
const SCANNED: usize = 8;

/// How deep in the file a record stands.
const WITHIN: usize = 2;

impl Default for Loading {
    fn default() -> Loading {
        Loading::new()
    }
}

impl Loading {
    /// Begins to read.
    pub fn new() -> Loading {
        Loading {
            file: File::default(),
            whole: false,
            stage: Stage::Begin,
            at: 0,
            wanted: 0,
            strict: false,
            kept: VecDeque::new(),
            fields: Vec::new(),
            other: None,
            entries: Vec::new(),
            names: Names::default(),
            refused: None,
            problems: Vec::new(),
            repeated: Vec::new(),
            found: Findings::default(),
            fell: false,
            again: false,
            dataset: nothing(),
            usable: false,
            sound: false,
        }
    }

    /// Adds what has arrived of the file.
    pub fn add(&mut self, bytes: &[u8]) {
        self.add_with(bytes.len(), &mut |room| room.copy_from_slice(bytes));
    }

    /// Adds so many bytes, which `fill` puts where they are kept: to copy them once more would cost
    /// as much as to scan them.
    pub fn add_with(&mut self, len: usize, fill: &mut dyn FnMut(&mut [u8])) {
        if self.kept.is_empty() {
            self.file.add(len, self.at, fill);
        } else {
            let mut bytes = vec![0; len];
            fill(&mut bytes);
            self.kept.push_back(bytes);
        }
    }

    /// All of the file has arrived.
    pub fn end(&mut self) {
        self.whole = true;
    }

    /// The share of the records that is read, 0 to 1.
    pub fn share(&self) -> f64 {
        match self.stage {
            // It was further before it was found to be no JSON.
            _ if self.strict => 1.0,
            Stage::Records(_) if self.again => 1.0,
            Stage::Records(at) => at as f64 / self.entries.len().max(1) as f64,
            Stage::Check(_) | Stage::Done => 1.0,
            _ => 0.0,
        }
    }

    /// What is read so far, in the order of the kinds: for showing some of it before all is. `None`
    /// before that begins, and where something was found that cannot be kept: what refers to what
    /// is then not known until all are read again. Recommendations may name evidence that is not
    /// there in the end: actions come after them, and may fall.
    pub fn so_far(&self) -> Option<&Dataset> {
        let sound = self.usable && !self.fell && !self.again;
        (sound && matches!(self.stage, Stage::Records(_))).then_some(&self.dataset)
    }

    /// Reads on, about as much as so many bytes of the file. Whether all is done; as long as the
    /// file has not arrived, it is not.
    pub fn advance(&mut self, work: usize) -> bool {
        let mut left = work;
        loop {
            match self.stage {
                Stage::Begin | Stage::Fields(_) | Stage::List(..) | Stage::End => {
                    if !self.scan(&mut left) {
                        match self.kept.pop_front() {
                            Some(piece) => self.file.add(piece.len(), self.at, &mut |room| {
                                room.copy_from_slice(&piece);
                            }),
                            None => return false,
                        }
                    }
                }
                Stage::Ids(at) => self.note_ids(at, &mut left),
                Stage::Former(at) => self.note_former(at, &mut left),
                Stage::Records(at) => self.read_records(at, &mut left),
                Stage::Check(part) => {
                    left = left.saturating_sub(PART);
                    self.check(part);
                }
                Stage::Done => return true,
            }
            if left == 0 {
                return matches!(self.stage, Stage::Done);
            }
        }
    }

    /// What came of it.
    pub fn finish(mut self) -> Loaded {
        if let Some(fault) = self.refused {
            let (pointer, effect) = (String::new(), Effect::FileRefused);
            let problem = Problem { pointer, record: None, fault, effect };
            return Loaded { dataset: None, problems: vec![problem] };
        }
        let mut problems = self.problems;
        problems.append(&mut self.found.problems);
        problems.append(&mut self.repeated);
        order::sort_by_key(&mut problems, |p| problem::order(&p.pointer));
        self.dataset.ids = self.names.ids;
        Loaded { dataset: self.usable.then_some(self.dataset), problems }
    }

    /// Checks what else there is to check, once all is done.
    pub(super) fn check_more(&self, more: More<'_>) {
        if self.usable {
            more(&self.dataset, &self.names, &self.found);
        }
    }

    /// Whether all of it is there to be scanned.
    fn is_whole(&self) -> bool {
        self.whole && self.kept.is_empty()
    }

    fn refuse(&mut self, fault: Fault) {
        self.refused = Some(fault);
        self.stage = Stage::Done;
    }

    // ---------------------------------------------------------------- the file

    /// Scans a value more of the file. `false` where more of it has to arrive first.
    fn scan(&mut self, left: &mut usize) -> bool {
        if !self.is_whole() && self.file.len() < self.wanted {
            return false;
        }
        let before = self.at;
        match self.scan_one() {
            Ok(true) => *left = left.saturating_sub((self.at - before) / SCANNED + 1),
            Err(flaw) if self.is_whole() || !flaw.is_end() => {
                if self.strict {
                    let fault = flaw.fault(flaw.place(self.file.pieces()));
                    self.refuse(fault);
                } else {
                    self.scan_strictly();
                }
            }
            _ => {
                // What does not fit into what arrives at once is not begun anew each time.
                self.wanted = self.file.len() + (self.file.len() - self.at);
                return false;
            }
        }
        true
    }

    /// Begins anew, to find what is wrong with a file that is no JSON: what stands in records is
    /// looked at only when they are read.
    fn scan_strictly(&mut self) {
        let kept = mem::take(&mut self.file).into_pieces();
        *self = Loading { strict: true, whole: self.whole, kept, ..Loading::new() };
    }

    /// Scans a field, an entry or an end. `false` where more has to arrive first.
    fn scan_one(&mut self) -> Result<bool, Flaw> {
        if matches!(self.stage, Stage::Begin) {
            if !self.is_whole() && self.file.len() < MARK.len_utf8() {
                return Ok(false);
            }
            // Scanned anew, it has been taken off.
            if !self.strict {
                self.file.unmark();
            }
        }
        let (from, bytes) = self.file.last();
        let depth = match self.stage {
            Stage::Fields(_) => 1,
            Stage::List(..) => WITHIN,
            _ => 0,
        };
        let mut scanner = Scanner::new(bytes, self.at - from, depth);
        let scanned = scan_one(&mut scanner, self.stage, self.strict);
        let scanned = scanned.map_err(|flaw| flaw.within(from))?;
        let at = from + scanner.at;
        if scanner.at == bytes.len() && !self.is_whole() {
            // A number may go on, and whatever may come after the end.
            return Ok(false);
        }
        self.at = at;
        let within = |(begin, end): Span| (from + begin, from + end);
        match scanned {
            Scanned::Object => self.stage = Stage::Fields(true),
            Scanned::Other(span) => {
                self.other = Some(within(span));
                self.stage = Stage::End;
            }
            Scanned::List(kind, key) => {
                self.entries.retain(|entry| entry.kind != kind);
                self.fields.push(Field { key, span: None });
                self.stage = Stage::List(kind, 0);
            }
            Scanned::Field(key, span) => {
                // It takes the place of a list before it.
                self.entries.retain(|entry| entry.kind.key() != key);
                self.fields.push(Field { key, span: Some(within(span)) });
                self.stage = Stage::Fields(false);
            }
            Scanned::Entry(kind, at, span, ids, object) => {
                let fate = if object { Fate::Lives } else { Fate::Falls };
                let (span, ids) = (within(span), ids.map(within));
                self.entries.push(Entry { kind, at, span, ids, fate });
                self.stage = Stage::List(kind, at + 1);
            }
            Scanned::EndOfList => self.stage = Stage::Fields(false),
            Scanned::EndOfObject => self.stage = Stage::End,
            Scanned::EndOfFile => self.scanned(),
        }
        Ok(true)
    }

    /// All is scanned: is it a dataset's file?
    fn scanned(&mut self) {
        let mut tree = Tree::default();
        if let Some(span) = self.other {
            let text = self.file.text(span);
            let list = text.starts_with('[');
            let found = if list { None } else { tree.read(text, 0).ok().map(problem::show) };
            let found = found.unwrap_or_else(|| "[…]".to_owned());
            self.refuse(Fault::WrongType { found, expected: "object" });
            return;
        }
        let root = root(&self.file, &self.fields, &mut tree);
        let schema = root.get("schema");
        if schema.and_then(Value::as_u64) != Some(SCHEMA) {
            let found = schema.map(problem::show);
            self.refuse(Fault::WrongSchema { found });
            return;
        }
        for kind in Kind::ALL {
            let fault = match root.get(kind.key()) {
                Some(list) if list.sort() == Sort::List => continue,
                Some(other) => Fault::WrongType { found: problem::show(other), expected: "array" },
                None => Fault::Missing,
            };
            let (pointer, effect) = (format!("/{}", kind.key()), Effect::PartLeftOut);
            self.problems.push(Problem { pointer, record: None, fault, effect });
        }
        note_repeated(&tree, Place::File, None, &mut self.repeated);
        if self.entries.windows(2).any(|pair| pair[0].kind > pair[1].kind) {
            order::sort_by_key(&mut self.entries, |entry| entry.kind);
        }
        self.names.ids.reserve(self.entries.len());
        self.stage = Stage::Ids(0);
    }

    // ---------------------------------------------------------------- the records

    /// Notes the ids of records, from an entry on.
    fn note_ids(&mut self, from: usize, left: &mut usize) {
        let mut tree = Tree::default();
        for at in from..self.entries.len() {
            if *left == 0 {
                self.stage = Stage::Ids(at);
                return;
            }
            *left = left.saturating_sub(ENTRY);
            let Entry { kind, at, span, ids, fate } = &mut self.entries[at];
            if *fate == Fate::Lives {
                let id = tree.read(self.file.text(ids[0]), WITHIN).ok();
                *fate = self.names.survey(*kind, *at, id, &mut self.problems);
            } else if let Ok(value) = tree.read(self.file.text(*span), WITHIN) {
                let place = Place::Record(*kind, *at);
                let fault = Fault::WrongType { found: problem::show(value), expected: "object" };
                let (pointer, effect) = (place.pointer(), Effect::RecordLeftOut);
                self.problems.push(Problem { pointer, record: None, fault, effect });
                note_repeated(&tree, place, None, &mut self.repeated);
            }
        }
        self.stage = Stage::Former(0);
    }

    /// Notes their former ids.
    fn note_former(&mut self, from: usize, left: &mut usize) {
        let mut tree = Tree::default();
        for at in from..self.entries.len() {
            if *left == 0 {
                self.stage = Stage::Former(at);
                return;
            }
            *left = left.saturating_sub(1);
            let Entry { kind, at, ids, fate, .. } = self.entries[at];
            if fate == Fate::Lives && ids[1] != Span::default() {
                *left = left.saturating_sub(ENTRY);
                if let Ok(aliases) = tree.read(self.file.text(ids[1]), WITHIN) {
                    self.names.former(kind, at, aliases);
                }
            }
        }
        self.begin_records();
    }

    /// Begins to read the records, the first time or anew.
    fn begin_records(&mut self) {
        let mut tree = Tree::default();
        let root = root(&self.file, &self.fields, &mut tree);
        self.found = Findings::default();
        self.dataset = nothing();
        // Lists that grow would take twice their room in between.
        for of_kind in self.entries.chunk_by(|a, b| a.kind == b.kind) {
            if let Some(first) = of_kind.first() {
                reserve(first.kind, of_kind.len(), &mut self.dataset);
            }
        }
        let of = meta(root, &self.names, &mut self.found);
        self.usable = of.is_some();
        self.dataset.meta = of.unwrap_or(NO_META);
        self.stage = Stage::Records(0);
    }

    /// Reads records, from an entry on.
    fn read_records(&mut self, from: usize, left: &mut usize) {
        let mut tree = Tree::default();
        for number in from..self.entries.len() {
            if *left == 0 {
                self.stage = Stage::Records(number);
                return;
            }
            let Entry { kind, at, span, fate, .. } = &mut self.entries[number];
            *left = left.saturating_sub(ENTRY);
            if *fate == Fate::Falls {
                continue;
            }
            *left = left.saturating_sub(span.1 - span.0);
            if tree.read(self.file.text(*span), WITHIN).is_err() {
                self.scan_strictly();
                return;
            }
            let object = tree.root();
            let id = object.get("id").and_then(Value::as_str);
            let (place, first) = (Place::Record(*kind, *at), self.found.problems.len());
            let mut r = Reader::new(object, place, id, &self.names, &mut self.found);
            let nameless = *fate == Fate::Nameless;
            r.broken = nameless;
            if !reading(*kind)(r, &mut self.dataset) {
                let mut told = self.found.problems.split_off(first);
                if nameless {
                    // What is wrong with the id itself is told already.
                    let id = place.pointer() + "/id";
                    told.retain(|problem| problem.pointer != id);
                }
                self.problems.append(&mut told);
                *fate = Fate::Falls;
                self.fell = true;
            }
            if !self.again {
                note_repeated(&tree, place, id, &mut self.repeated);
            }
        }
        if mem::take(&mut self.fell) {
            self.again = true;
            self.names.drop(&self.entries);
            self.begin_records();
        } else {
            self.stage = Stage::Check(0);
            // Nothing is read of it any more.
            (self.file, self.entries) = Default::default();
        }
    }

    /// Checks a part of what holds among the records.
    fn check(&mut self, part: usize) {
        let Loading { dataset, names, found, .. } = self;
        let more = self.usable
            && match part {
                0 => {
                    names.check_former(dataset, found);
                    dataset.answered_by = answered_by(dataset);
                    true
                }
                1 => {
                    dataset.gather();
                    let mut told = self.problems.iter().chain(&found.problems);
                    self.sound = told.all(|p| p.effect == Effect::Kept);
                    true
                }
                _ => check::check(dataset, names, self.sound, found, part - 2),
            };
        self.stage = if more { Stage::Check(part + 1) } else { Stage::Done };
    }
}

/// What was scanned.
enum Scanned {
    /// The file's object begins.
    Object,
    /// The file is another value.
    Other(Span),
    /// A kind's list begins.
    List(Kind, String),
    /// Another field.
    Field(String, Span),
    /// An entry of a list: its place in it, where it stands, where its ids do, and whether it is
    /// an object.
    Entry(Kind, usize, Span, Spans, bool),
    EndOfList,
    EndOfObject,
    EndOfFile,
}

fn scan_one(scanner: &mut Scanner<'_, '_>, stage: Stage, strict: bool) -> Result<Scanned, Flaw> {
    Ok(match stage {
        Stage::Fields(mut first) => {
            if !scanner.more(&mut first, b'}')? {
                return Ok(Scanned::EndOfObject);
            }
            let key = scanner.key()?;
            let key = str::from_utf8(scanner.bytes_of(&key)).map_err(|_| Flaw::at(key.0.0))?;
            let (key, kind) = (key.to_owned(), Kind::ALL.into_iter().find(|k| k.key() == key));
            match kind.filter(|_| scanner.peek() == Some(b'[')) {
                Some(kind) => {
                    scanner.at += 1;
                    Scanned::List(kind, key)
                }
                None => Scanned::Field(key, scanner.skip()?),
            }
        }
        Stage::List(kind, at) => {
            if !scanner.more(&mut (at == 0), b']')? {
                return Ok(Scanned::EndOfList);
            }
            if scanner.peek() == Some(b'{') {
                let (span, ids) = scanner.record(strict)?;
                Scanned::Entry(kind, at, span, ids, true)
            } else {
                Scanned::Entry(kind, at, scanner.skip()?, Spans::default(), false)
            }
        }
        Stage::Begin if scanner.peek() == Some(b'{') => {
            scanner.at += 1;
            Scanned::Object
        }
        Stage::Begin => Scanned::Other(scanner.skip()?),
        _ if scanner.peek().is_some() => return Err(scanner.flaw()),
        _ => Scanned::EndOfFile,
    })
}

/// The file as an object, with nothing in its lists of records.
fn root<'t, 'a>(file: &'a File, fields: &'a [Field], tree: &'t mut Tree<'a>) -> Value<'t> {
    tree.begin_object();
    for field in fields {
        let key = Cow::Borrowed(field.key.as_str());
        match field.span {
            None => tree.add_list(key),
            // It was scanned: it is sound.
            Some(span) => tree.add(key, file.text(span), 1).unwrap_or_default(),
        }
    }
    tree.end_object()
}

/// Notes the fields that stand twice in what was read.
fn note_repeated(tree: &Tree<'_>, place: Place<'_>, id: Option<&str>, problems: &mut Vec<Problem>) {
    for pointer in tree.repeated(place) {
        let (fault, effect) = (Fault::Repeated, Effect::PartLeftOut);
        problems.push(Problem { pointer, record: id.map(str::to_owned), fault, effect });
    }
}

/// What reads a record of a kind into the dataset, and tells whether it can be kept. Called by its
/// address, each kind's is compiled on its own: all of them as one function took the browser a
/// quarter of a second to optimise.
fn reading(kind: Kind) -> fn(Reader<'_>, &mut Dataset) -> bool {
    macro_rules! read {
        ($list:ident: $kind:ident) => {
            |mut r, dataset| {
                let record = $kind::read(&mut r);
                let sound = r.finish();
                if sound {
                    dataset.$list.push(record);
                }
                sound
            }
        };
    }
    match kind {
        Kind::Body => read!(bodies: Body),
        Kind::State => read!(states: State),
        Kind::Addressee => read!(addressees: Addressee),
        Kind::Function => read!(functions: Function),
        Kind::Topic => read!(topics: Topic),
        Kind::Document => read!(documents: Document),
        Kind::Session => read!(sessions: Session),
        Kind::Resolution => read!(resolutions: Resolution),
        Kind::Recommendation => read!(recommendations: Recommendation),
        Kind::Action => read!(actions: Action),
        Kind::Submission => read!(submissions: Submission),
    }
}

/// Makes room for so many records of a kind.
fn reserve(kind: Kind, records: usize, dataset: &mut Dataset) {
    match kind {
        Kind::Body => dataset.bodies.reserve_exact(records),
        Kind::State => dataset.states.reserve_exact(records),
        Kind::Addressee => dataset.addressees.reserve_exact(records),
        Kind::Function => dataset.functions.reserve_exact(records),
        Kind::Topic => dataset.topics.reserve_exact(records),
        Kind::Document => dataset.documents.reserve_exact(records),
        Kind::Session => dataset.sessions.reserve_exact(records),
        Kind::Resolution => dataset.resolutions.reserve_exact(records),
        Kind::Recommendation => dataset.recommendations.reserve_exact(records),
        Kind::Action => dataset.actions.reserve_exact(records),
        Kind::Submission => dataset.submissions.reserve_exact(records),
    }
}

/// A dataset with nothing in it.
fn nothing() -> Dataset {
    Dataset {
        meta: NO_META,
        bodies: Vec::new(),
        states: Vec::new(),
        addressees: Vec::new(),
        functions: Vec::new(),
        topics: Vec::new(),
        documents: Vec::new(),
        sessions: Vec::new(),
        resolutions: Vec::new(),
        recommendations: Vec::new(),
        actions: Vec::new(),
        submissions: Vec::new(),
        ids: Ids::default(),
        answered_by: Vec::new(),
        articles: Vec::new(),
        verbs: Vec::new(),
    }
}

/// What stands in until the file is asked what it is, and where it does not tell.
const NO_META: Meta = Meta {
    title: String::new(),
    subtitle: String::new(),
    description: String::new(),
    language: String::new(),
    version: String::new(),
    licence: String::new(),
    issues_url: None,
    document_address: None,
    as_of: Day(0),
};

fn meta(root: Value<'_>, names: &Names, found: &mut Findings) -> Option<Meta> {
    let mut r = Reader::new(root, Place::File, None, names, found);
    // For editors.
    r.optional_text("$schema");
    r.know("schema");
    Kind::ALL.iter().for_each(|kind| r.know(kind.key()));
    let as_of = r.day("as_of");
    let (title, subtitle, description) =
        (r.text("title"), r.text("subtitle"), r.text("description"));
    let (version, licence) = (r.text("version"), r.text("licence"));
    let language = r.text_form("language", Form::Language);
    let issues_url = r.optional_url("issues_url");
    let document_address = r.optional_url("document_address");
    r.form("document_address", document_address.as_deref(), Form::Address);
    r.finish_file("as_of", as_of.is_some());
    Some(Meta {
        title,
        subtitle,
        description,
        language,
        version,
        licence,
        issues_url,
        document_address,
        as_of: as_of?,
    })
}

fn answered_by(dataset: &Dataset) -> Vec<Vec<(Id<Action>, u32)>> {
    let mut found = vec![Vec::new(); dataset.recommendations.len()];
    for id in dataset.ids::<Action>() {
        for (position, answer) in dataset[id].answers.iter().enumerate() {
            if let Some(answers) = found.get_mut(answer.recommendation.index()) {
                answers.push((id, position as u32));
            }
        }
    }
    for answers in &mut found {
        if answers.len() > 1 {
            order::sort_by_key(answers, |&(action, at): &(Id<Action>, u32)| {
                dataset[action].answers[at as usize].strength
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;
    use proptest::prelude::*;

    const SMALL: &str = include_str!("../../tests/data/small.json");
    const MISTAKES: &str = include_str!("../../tests/golden/mistakes.json");

    /// Read as it arrives in parts, in slices.
    fn in_slices(file: &[u8], part: usize, work: usize) -> Loaded {
        let mut loading = Loading::new();
        let mut shares = vec![0.0];
        for part in file.chunks(part) {
            loading.add(part);
            assert!(!loading.advance(work) || loading.refused.is_some());
        }
        loading.end();
        let mut seen: Vec<Vec<Recommendation>> = Vec::new();
        while !loading.advance(work) {
            shares.push(loading.share());
            if let Some(dataset) = loading.so_far()
                && seen.last().is_none_or(|last| *last != dataset.recommendations)
            {
                seen.push(dataset.recommendations.clone());
            }
        }
        assert!(shares.is_sorted() && shares.iter().all(|share| (0.0..=1.0).contains(share)));
        let loaded = loading.finish();
        // Who looks at what is read so far sees what will be there, said of the same session.
        if let Some(dataset) = &loaded.dataset {
            let mut there = dataset.recommendations.clone();
            let fallen = |p: &Problem| {
                p.effect == Effect::RecordLeftOut && p.pointer.starts_with("/actions/")
            };
            if loaded.problems.iter().any(fallen) {
                let seen = seen.iter_mut().flatten().chain(&mut there);
                seen.flat_map(|of| &mut of.statuses).for_each(|entry| entry.evidence.clear());
            }
            assert!(seen.iter().all(|seen| there.starts_with(seen)));
        }
        loaded
    }

    /// Where a session falls, those after it move up: nobody may see what refers to them before all
    /// is read again.
    #[test]
    fn what_is_read_so_far_of_an_unsound_file_is_not_shown() {
        let (before, sessions) = SMALL.split_once("\"sessions\"").unwrap();
        let broken = [
            before,
            "\"sessions\"",
            &sessions.replacen("\"body\": \"", "\"body\": 7, \"x\": \"", 1),
        ];
        let loaded = in_slices(broken.concat().as_bytes(), 100, 1);
        let sound = load(SMALL.as_bytes()).dataset.unwrap();
        assert_eq!(loaded.dataset.unwrap().sessions.len() + 1, sound.sessions.len());
    }

    /// Scanned for all that may be wrong in it from the beginning on.
    fn strictly(file: &[u8]) -> Loaded {
        let mark = MARK.to_string();
        let mut loading = Loading { strict: true, ..Loading::new() };
        loading.add(file.strip_prefix(mark.as_bytes()).unwrap_or(file));
        loading.end();
        while !loading.advance(usize::MAX) {}
        loading.finish()
    }

    /// What is passed by at first is found when it is read, and told as if it had not been.
    #[test]
    fn what_is_no_json_within_a_record_is_told() {
        let (before, after) = SMALL.split_once("\"sources\": [").unwrap();
        let deep = |depth: usize| ["\"x\": ", &"[".repeat(depth), &"]".repeat(depth)].concat();
        let file = |within: &[u8]| {
            [before.as_bytes(), within, b", \"sources\": [", after.as_bytes()].concat()
        };
        assert!(strictly(&file(deep(124).as_bytes())).dataset.is_some());
        assert!(load(&file(deep(124).as_bytes())).dataset.is_some());
        let deeper = deep(125);
        let cases: [&[u8]; 8] = [
            deeper.as_bytes(),
            b"\"x\": [}]",
            b"\"x\": {]}",
            b"\"x\": [1 2]",
            b"\"x\": [01, \"\\\"]\"]",
            b"\"x\": [\"\\u12\"]",
            b"\"x\": [\"\xff\"]",
            b"\"x\": [\"\t\"]",
        ];
        for within in cases {
            let file = file(within);
            let (loaded, strict) = (load(&file), strictly(&file));
            assert!(loaded.dataset.is_none(), "{}", String::from_utf8_lossy(within));
            assert_eq!(loaded.problems, strict.problems);
            assert_eq!(in_slices(&file, 50, 9).problems, strict.problems);
        }
        let marks = format!("{MARK}{MARK}{SMALL}");
        assert!(load(marks.as_bytes()).dataset.is_none());
    }

    proptest! {
        #[test]
        fn slices_come_to_the_same(
            which in 0..2_usize,
            mark: bool,
            cut in prop::option::of(0..9000_usize),
            other in prop::option::of((0..9000_usize, any::<u8>())),
            part in prop_oneof![1..9_usize, 100..5000_usize],
            work in prop_oneof![1..9_usize, 100..5000_usize],
        ) {
            let text = [SMALL, MISTAKES][which];
            let mut file = if mark { format!("\u{feff}{text}") } else { text.to_owned() }.into_bytes();
            cut.into_iter().for_each(|cut| file.truncate(cut));
            if let Some((at, byte)) = other
                && let Some(place) = file.get_mut(at)
            {
                *place = byte;
            }
            let (whole, slices) = (load(&file), in_slices(&file, part, work));
            prop_assert_eq!(&whole.problems, &strictly(&file).problems);
            prop_assert_eq!(whole.problems, slices.problems);
            prop_assert_eq!(whole.dataset, slices.dataset);
        }
    }
}
