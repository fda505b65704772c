//! Bytes in → dataset and problems out. Never stops at the first problem, never panics.
//!
//! The file is read through `serde` into a tree ([`tree`]) and each record from it field by field
//! ([`reader`]), not by derived `Deserialize`: a derive stops at a record's first mistake, and
//! whoever keeps a record by hand should be told all of them at once, each with its place.
//! What is sound is kept; a record that lacks what it needs is left out, with every record that
//! cannot stand without it.

#[cfg(test)]
pub(crate) mod asked;
mod audit;
mod check;
mod names;
mod parts;
mod problem;
mod reader;
mod records;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

pub use audit::{Amiss, Beside, Remark, audit};
use names::Names;
pub use parts::{WHOLE, files, join};
use problem::Findings;
pub use problem::{Effect, Fault, Form, Problem};
use reader::Reader;

use crate::model::{
    Action, Addressee, Body, Dataset, Document, Function, Id, Kind, Meta, Recommendation,
    Resolution, Session, State, Submission, Topic,
};
use crate::order;

/// The version of the dataset's format that this program reads.
pub const SCHEMA: u64 = 1;

/// What came of reading a file.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What is sound of it; `None` where the file as a whole cannot be used.
    pub dataset: Option<Dataset>,
    /// Everything that is wrong with it, in the file's order.
    pub problems: Vec<Problem>,
}

/// Reads and checks a dataset's file. The same code checks a file natively
/// (`cargo xtask check-data`) and in the page.
pub fn load(bytes: &[u8]) -> Loaded {
    load_and(bytes, &mut |_, _, _| {})
}

/// What else is checked of a dataset that can be used.
type More<'a> = &'a mut dyn FnMut(&Dataset, &Names, &Findings);

fn load_and(bytes: &[u8], more: More<'_>) -> Loaded {
    let refuse = |fault| Loaded {
        dataset: None,
        problems: vec![Problem {
            pointer: String::new(),
            record: None,
            fault,
            effect: Effect::FileRefused,
        }],
    };
    let root = match object(bytes) {
        Ok(root) => root,
        Err(fault) => return refuse(fault),
    };
    let (root, repeated) = root;
    let mut loaded = read(&root, more);
    for pointer in repeated {
        let id = problem::record(&pointer).to_owned() + "/id";
        let id = value_at(&root, &id).and_then(Value::as_str).map(str::to_owned);
        let (fault, effect) = (Fault::Repeated, Effect::PartLeftOut);
        loaded.problems.push(Problem { pointer, record: id, fault, effect });
    }
    order::sort_by_key(&mut loaded.problems, |p| problem::order(&p.pointer));
    loaded
}

/// Why a file, or a part of one, is no JSON at all; `None` where it is.
pub fn not_json(text: &str) -> Option<Fault> {
    parse(text.as_bytes()).err()
}

type Parsed<T> = Result<(T, Vec<String>), Fault>;

fn parse(bytes: &[u8]) -> Parsed<Value> {
    // A byte order mark is not JSON, but editors add it.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    tree::parse(bytes).map_err(|error| {
        // The parser counts from 0 where a line has just begun.
        let (line, column) = (error.line().max(1), error.column().max(1));
        if error.is_eof() {
            Fault::Truncated { line, column }
        } else {
            Fault::NotJson { line, column }
        }
    })
}

/// The file as an object of the version that is read, and the fields that it gives twice.
fn object(bytes: &[u8]) -> Parsed<Map<String, Value>> {
    let (value, repeated) = parse(bytes)?;
    let Value::Object(root) = value else {
        return Err(Fault::WrongType { found: problem::show(&value), expected: "object" });
    };
    match root.get("schema") {
        Some(found) if found.as_u64() == Some(SCHEMA) => Ok((root, repeated)),
        found => Err(Fault::WrongSchema { found: found.map(problem::show) }),
    }
}

/// What stands at a pointer of two or three steps, such as that of a record's id.
fn value_at<'a>(root: &'a Map<String, Value>, pointer: &str) -> Option<&'a Value> {
    let mut steps = pointer.split('/').skip(1);
    let first = root.get(steps.next()?)?;
    steps.try_fold(first, |value, step| match value {
        Value::Array(list) => list.get(step.parse::<usize>().ok()?),
        value => value.get(step),
    })
}

fn read(root: &Map<String, Value>, more: More<'_>) -> Loaded {
    let mut problems = Vec::new();
    let mut names = Names::survey(root, &mut problems);
    // A record left out takes with it those that cannot stand without it: read again until
    // nothing more falls. A sound file is read once.
    let (mut dataset, mut found) = loop {
        let mut found = Findings::default();
        let (dataset, fallen) = read_records(root, &names, &mut found);
        if fallen.is_empty() {
            break (dataset, found);
        }
        let fell = |p: &Problem| fallen.contains(problem::record(&p.pointer));
        problems.extend(found.problems.into_iter().filter(fell));
        names.drop(&fallen);
    };
    if let Some(dataset) = &mut dataset {
        dataset.by_id = names.resolve_all(dataset, &mut found);
        dataset.answered_by = answered_by(dataset);
        dataset.gather();
        let whole = problems.iter().chain(&found.problems).all(|p| p.effect == Effect::Kept);
        check::check(dataset, &names, whole, &mut found);
        more(dataset, &names, &found);
    }
    problems.append(&mut found.problems);
    Loaded { dataset, problems }
}

/// Reads every living record. Returns also the pointers of those that cannot be kept.
fn read_records(
    root: &Map<String, Value>,
    names: &Names,
    found: &mut Findings,
) -> (Option<Dataset>, BTreeSet<String>) {
    let mut fallen = BTreeSet::new();
    let meta = meta(root, names, found);
    macro_rules! list {
        ($kind:ident) => {
            reader::list::<$kind>(root, names, found, &mut fallen)
        };
    }
    let bodies = list!(Body);
    let states = list!(State);
    let addressees = list!(Addressee);
    let functions = list!(Function);
    let topics = list!(Topic);
    let documents = list!(Document);
    let sessions = list!(Session);
    let resolutions = list!(Resolution);
    let recommendations = list!(Recommendation);
    let actions = list!(Action);
    let submissions = list!(Submission);
    let dataset = meta.map(|meta| Dataset {
        meta,
        bodies,
        states,
        addressees,
        functions,
        topics,
        documents,
        sessions,
        resolutions,
        recommendations,
        actions,
        submissions,
        by_id: BTreeMap::new(),
        answered_by: Vec::new(),
        articles: Vec::new(),
        verbs: Vec::new(),
    });
    (dataset, fallen)
}

fn meta(root: &Map<String, Value>, names: &Names, found: &mut Findings) -> Option<Meta> {
    let mut r = Reader::new(root, String::new(), None, names, found);
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
        order::sort_by_key(answers, |&(action, at)| dataset[action].answers[at as usize].strength);
    }
    found
}
