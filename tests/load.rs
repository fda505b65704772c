//! The loader: the bundled record is sound, every mistake is told with its place, and no file,
//! however broken, stops it.
//!
//! `UPDATE_GOLDEN=1 cargo test -p mandate-trail --test load` rewrites `tests/golden/problems.txt`.

#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests fail by panicking, too.

mod bundled;
mod schema;

use std::collections::BTreeSet;
use std::fmt::{self, Write};
use std::path::PathBuf;
use std::sync::LazyLock;

use mandate_trail::drawing::{self, Of};
use mandate_trail::load::{Amiss, Beside, Effect, Fault, Loaded, Problem, Remark, audit, load};
use mandate_trail::model::record::Entry;
use mandate_trail::model::{Dataset, Id, Kind, Place, Ref, Row, Source};
use mandate_trail::query::{Index, Query};
use mandate_trail::text::{Flaw, Malformed};
use mandate_trail::timeline::{Extent, Lanes, Options, Scale, scene};
use mandate_trail::trail::Trails;
use mandate_trail::words::{self, Words};
use mandate_trail::write::write;
use proptest::prelude::*;
use proptest::sample::Index as Pick;
use serde_json::{Value, json};

/// The bundled record, and a small one that has every field.
static FILES: LazyLock<[Value; 2]> = LazyLock::new(|| {
    let parse = |bytes: &[u8]| serde_json::from_slice(bytes).expect("a sound file");
    [parse(SMALL.as_bytes()), parse(&bundled::bundled())]
});

const SMALL: &str = include_str!("data/small.json");

fn load_value(value: &Value) -> Loaded {
    load(value.to_string().as_bytes())
}

#[test]
fn sound_records_have_no_problems() {
    for file in [SMALL.as_bytes(), &bundled::bundled()] {
        let loaded = load(file);
        assert_eq!(loaded.problems, []);
        let dataset = loaded.dataset.expect("a sound record");
        assert_eq!(Some(&dataset), load(file).dataset.as_ref(), "loading is repeatable");
        let value: Value = serde_json::from_slice(file).expect("a sound file");
        for kind in Kind::ALL {
            assert_eq!(dataset.len(kind), value[kind.key()].as_array().map_or(0, Vec::len));
        }
        check_use(&dataset);
    }
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    let loaded = load(format!("\u{feff}{SMALL}").as_bytes());
    assert!(loaded.problems.is_empty() && loaded.dataset.is_some());
}

#[test]
fn the_small_record_has_every_field_of_the_bundled_one() {
    fn fields(value: &Value, at: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| fields(value, at, found)),
            Value::Object(object) => {
                for (key, value) in object {
                    let at = format!("{at}/{key}");
                    fields(value, &at, found);
                    // Any record may have these; one that does will do.
                    if ![
                        "/aliases",
                        "/note",
                        "/conflict",
                        "/caveats",
                        "/field",
                        "/text",
                        "/inferred",
                        "/url",
                    ]
                    .iter()
                    .any(|any| at.ends_with(any))
                    {
                        found.insert(at);
                    }
                }
            }
            _ => {}
        }
    }
    let [small, bundled] = FILES.each_ref().map(|file| {
        let mut found = BTreeSet::new();
        fields(file, "", &mut found);
        found
    });
    assert_eq!(bundled.difference(&small).collect::<Vec<_>>(), Vec::<&String>::new());
}

// ---------------------------------------------------------------- one mistake at a time

/// One mistake in a file.
#[derive(Clone, Debug)]
enum Edit {
    /// Another value at a pointer.
    Set(&'static str, Value),
    /// A key more, of the object at a pointer.
    Add(&'static str, &'static str, Value),
    /// A key or an entry less.
    Remove(&'static str),
}

use Edit::{Add, Remove, Set};

/// As the golden file says it.
impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Set("", value) => write!(f, "the whole file is {value}"),
            Set(at, value) => write!(f, "{at} is {value}"),
            Add(at, key, value) => write!(f, "{at}/{key} is added: {value}"),
            Remove(at) => write!(f, "{at} is gone"),
        }
    }
}

fn apply(file: &mut Value, edit: &Edit) {
    match edit {
        Set(at, value) => *file.pointer_mut(at).expect(at) = value.clone(),
        Add(at, key, value) => {
            let object = file.pointer_mut(at).expect(at).as_object_mut().expect(at);
            object.insert((*key).to_owned(), value.clone());
        }
        Remove(at) => remove(file, at),
    }
}

/// Takes out what stands at a pointer.
fn remove(file: &mut Value, at: &str) {
    let (parent, last) = at.rsplit_once('/').expect(at);
    match file.pointer_mut(parent).expect(at) {
        Value::Object(object) => drop(object.remove(last)),
        Value::Array(list) => drop(list.remove(last.parse().expect(at))),
        _ => panic!("{at}"),
    }
}

use Effect::{FileRefused, Kept, PartLeftOut, RecordLeftOut};

impl Edit {
    /// Where the mistake is made.
    fn at(&self) -> String {
        match self {
            Set(at, _) | Remove(at) => (*at).to_owned(),
            Add(at, key, _) => format!("{at}/{key}"),
        }
    }
}

/// A mistake that is told where it is made.
fn here(edit: Edit, effect: Effect) -> (Edit, String, Effect) {
    let at = edit.at();
    (edit, at, effect)
}

/// A mistake that is told elsewhere.
fn there(edit: Edit, at: &str, effect: Effect) -> (Edit, String, Effect) {
    (edit, at.to_owned(), effect)
}

/// Each mistake alone in the small record: where it is told and what becomes of it. What is said
/// is in the golden file.
fn mistakes() -> Vec<(Edit, String, Effect)> {
    vec![
        // The file.
        there(Set("", json!([])), "", FileRefused),
        there(Remove("/schema"), "", FileRefused),
        there(Set("/schema", json!(2)), "", FileRefused),
        here(Remove("/as_of"), FileRefused),
        here(Set("/as_of", json!("2020")), FileRefused),
        here(Remove("/title"), PartLeftOut),
        here(Set("/subtitle", json!("")), PartLeftOut),
        here(Set("/issues_url", json!("ftp://example.org")), PartLeftOut),
        here(Add("", "licens", json!("x")), Kept),
        here(Set("/submissions", json!({})), PartLeftOut),
        here(Remove("/submissions"), PartLeftOut),
        // Ids.
        here(Remove("/submissions/0/id"), RecordLeftOut),
        here(Set("/submissions/0/id", json!("Sub_AT")), RecordLeftOut),
        here(Set("/submissions/0/id", json!(7)), RecordLeftOut),
        here(Set("/submissions/0/id", json!("rec-maps")), RecordLeftOut),
        here(Set("/submissions/0", json!("at")), RecordLeftOut),
        here(Set("/topics/0/aliases/0", json!("rec-maps")), PartLeftOut),
        here(Set("/topics/0/aliases/0", json!("Old maps")), Kept),
        there(
            Set(
                "/states/0",
                json!({"id": "aut", "name": "Austria", "aliases": ["at"], "sources": [{"document": "report", "paragraph": "9", "quote": "Austria"}]}),
            ),
            "/states/0/id",
            Kept,
        ),
        there(Add("/topics/1", "aliases", json!(["charts"])), "/topics/1/aliases/0", PartLeftOut),
        // Texts.
        here(Remove("/recommendations/2/verb"), RecordLeftOut),
        here(Set("/recommendations/2/verb", json!(["noted"])), RecordLeftOut),
        here(Set("/recommendations/2/title", json!("  ")), RecordLeftOut),
        here(Set("/recommendations/0/title", json!("Maps <b>now</b>")), Kept),
        here(Set("/recommendations/0/sources/0/quote", json!("a\u{0}b")), Kept),
        here(Set("/recommendations/0/verb", json!("recommended\u{202e}")), Kept),
        here(Set("/recommendations/0/occurrences/0/quote", json!("States\u{200b} provide")), Kept),
        here(Set("/sessions/0/city", json!(null)), PartLeftOut),
        here(Set("/language", json!("English")), Kept),
        here(Set("/document_address", json!("https://example.org/")), Kept),
        here(Set("/documents/1/symbol", json!("Lakes 2020/1")), Kept),
        here(Set("/documents/1/symbol", json!("LAKES/2020/2")), Kept),
        here(Set("/documents/0/editions/0/language", json!("français")), Kept),
        here(Set("/resolutions/0/number", json!("1-1")), Kept),
        there(Remove("/documents/0/symbol"), "/documents/0/symbol_inferred", Kept),
        there(Remove("/documents/0/text"), "/documents/0/uncited", Kept),
        there(
            Remove("/recommendations/0/function"),
            "/recommendations/0/function_basis",
            PartLeftOut,
        ),
        here(Set("/recommendations/0/articles/0", json!(7)), PartLeftOut),
        here(Set("/documents/0/symbol_inferred", json!("yes")), PartLeftOut),
        here(Add("/recommendations/0", "adressees", json!([])), Kept),
        here(Add("/recommendations/0/statuses/1", "colour", json!("green")), Kept),
        here(Set("/documents/0/caveats/0/field", json!("symbols")), Kept),
        // Dates and numbers.
        here(Set("/sessions/0/held", json!("9 March 2018")), PartLeftOut),
        here(Set("/recommendations/1/statuses/0/date", json!("2020-02-30")), PartLeftOut),
        there(Remove("/sessions/3/planned"), "/sessions/3", Kept),
        here(Set("/sessions/2/ordinal", json!(0)), RecordLeftOut),
        here(Set("/sessions/2/ordinal", json!(1)), Kept),
        here(Set("/sessions/2/held", json!("2017-09")), Kept),
        here(Set("/sessions/3/planned", json!("2019-08")), Kept),
        here(Set("/actions/0/date", json!("2020-05")), Kept),
        // Choices.
        here(Set("/recommendations/0/statuses/1/status", json!("implmented")), PartLeftOut),
        here(Set("/recommendations/0/statuses/0/status", json!("not assessed")), PartLeftOut),
        here(Set("/recommendations/2/kind", json!("advisory")), RecordLeftOut),
        here(Set("/recommendations/1/flags/0", json!("permanent")), PartLeftOut),
        here(Remove("/recommendations/2/kind"), RecordLeftOut),
        here(Remove("/sessions/1/coverage"), RecordLeftOut),
        here(Set("/sessions/1/coverage", json!("recomendations captured")), RecordLeftOut),
        here(Set("/sessions/3/coverage", json!("dates only")), Kept),
        here(Set("/sessions/1/coverage", json!("documents only")), Kept),
        here(Set("/sessions/1/coverage", json!("resolutions in part")), Kept),
        // References.
        here(Set("/recommendations/0/topics/0", json!("mapps")), PartLeftOut),
        here(Set("/recommendations/2/session", json!("group-7")), RecordLeftOut),
        here(Set("/recommendations/0/mandate", json!("group-1")), PartLeftOut),
        here(Set("/resolutions/1/links/0/to", json!("nothing-like-it")), PartLeftOut),
        here(Set("/actions/1/states/0", json!(254)), PartLeftOut),
        there(Remove("/resolutions/2/subject"), "/resolutions/2", RecordLeftOut),
        // Lists.
        here(Set("/recommendations/2/occurrences", json!([])), RecordLeftOut),
        here(Remove("/recommendations/2/occurrences"), RecordLeftOut),
        here(Set("/recommendations/2/occurrences", json!("para. 6")), RecordLeftOut),
        here(Remove("/recommendations/2/occurrences/0/quote"), RecordLeftOut),
        here(Set("/recommendations/1/statuses/0", json!("none")), PartLeftOut),
        // Sources.
        here(Remove("/states/0/sources"), Kept),
        here(Set("/states/0/sources", json!([])), Kept),
        here(Set("/resolutions/0/provisions/0/sources", json!([])), Kept),
        here(Remove("/states/0/sources/0/quote"), PartLeftOut),
        here(Set("/states/1/sources/0/url", json!("javascript:alert(1)")), PartLeftOut),
        here(Set("/documents/0/url", json!("example.org/report")), PartLeftOut),
        here(Set("/documents/0/url", json!("https:///report")), PartLeftOut),
        here(Set("/documents/0/url", json!("https://example.org/the report")), PartLeftOut),
        // History.
        here(Set("/recommendations/0/statuses/0/date", json!("2017")), Kept),
        there(
            Set("/recommendations/0/statuses/0/date", json!("2020-12")),
            "/recommendations/0/statuses/1/date",
            Kept,
        ),
        there(
            Set("/actions/0/answers/0/strength", json!("same heading")),
            "/recommendations/0/statuses/1/status",
            Kept,
        ),
        there(
            Add("/recommendations/1/statuses/0", "evidence", json!(["act-maps"])),
            "/recommendations/1/statuses/0/evidence/0",
            Kept,
        ),
    ]
}

/// A problem as `cargo xtask check-data` prints it.
fn said(problem: &Problem) -> String {
    let words = Words::english();
    format!(
        "{}: {} [{}]",
        words::place(&words, problem),
        words::problem(&words, problem),
        words::severity(&words, problem)
    )
}

macro_rules! faults {
    ($($name:ident)*) => {
        /// Every fault.
        const FAULTS: &[&str] = &[$(stringify!($name)),*];

        /// The name of a fault; a new one does not compile until the list has it.
        fn name(fault: &Fault) -> &'static str {
            match fault { $(Fault::$name { .. } => stringify!($name)),* }
        }
    };
}

faults! {
    NotFetched OtherSite Truncated NotJson WrongSchema Missing NoneOf WrongType Empty NotADate NotADay NotAnId
    NotAChoice UnknownField NotAField Repeated Duplicate Unresolved WrongKind RefersToBroken NotALink NotPlainText
    Malformed Without Taken SessionOrder Coverage AfterReport NoSource NoDate ProofMissing EvidenceNotLinked OutOfOrder BeforeSession
}

/// The id of the record that a pointer leads into.
fn record_at(file: &Value, pointer: &str) -> Option<String> {
    let slash = pointer.match_indices('/').nth(2).map_or(pointer.len(), |(at, _)| at);
    Some(file.pointer(&pointer[..slash])?.get("id")?.as_str()?.to_owned())
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let mut golden = String::from("One mistake at a time\n");
    let mut seen = BTreeSet::new();
    for (edit, at, effect) in mistakes() {
        let mut file = FILES[0].clone();
        apply(&mut file, &edit);
        let problems = load_value(&file).problems;
        // What falls with a record is told beside it.
        let own = |p: &&Problem| !matches!(p.fault, Fault::RefersToBroken { .. });
        let own: Vec<&Problem> = problems.iter().filter(own).collect();
        let [problem] = own[..] else { panic!("{edit:?}: {problems:#?}") };
        assert_eq!((&problem.pointer, problem.effect), (&at, effect), "{edit:?}");
        if !matches!(problem.fault, Fault::NotAnId { .. }) {
            assert_eq!(problem.record, record_at(&file, &at), "{edit:?}");
        }
        writeln!(golden, "\n{edit}").expect("text");
        for problem in &problems {
            seen.insert(name(&problem.fault));
            writeln!(golden, "  {}", said(problem)).expect("text");
        }
    }

    let mut whole = |what: &str, problem: &Problem| {
        seen.insert(name(&problem.fault));
        writeln!(golden, "\n{what}\n  {}", said(problem)).expect("text");
    };
    for (what, bytes) in [
        ("An empty file", ""),
        ("A file cut off", &SMALL[..SMALL.len() / 2]),
        ("A comma too many", &SMALL.replacen("\"title\"", ",\"title\"", 1)),
        ("A page instead of the file", "<!doctype html>\n<p>Not found"),
        ("A field twice", &SMALL.replacen("\"verb\"", "\"verb\": \"urged\", \"verb\"", 1)),
    ] {
        whole(what, &load(bytes.as_bytes()).problems[0]);
    }
    for (what, fault) in [
        ("No answer", Fault::NotFetched { status: None }),
        ("An answer that is none", Fault::NotFetched { status: Some(404) }),
        ("A file of another site", Fault::OtherSite),
    ] {
        let (pointer, record, effect) = (String::new(), None, FileRefused);
        whole(what, &Problem { pointer, record, fault, effect });
    }

    let unseen = FAULTS.iter().filter(|fault| !seen.contains(*fault));
    assert_eq!(unseen.collect::<Vec<_>>(), Vec::<&&str>::new());
    check_golden("problems.txt", &golden);
}

#[test]
fn what_stands_beside_a_record_is_held_against_it() {
    let text = "[header] Progress of the Group. Third meeting\n\n[heading I] Introduction\n\n\
        [1] The Assembly, at its first session, by resolution 1/1 established a working group.";
    let mut file = FILES[0].clone();
    // All that rests on other paragraphs rests on a page instead.
    let page = json!([{"url": "https://example.org/", "quote": "words"}]);
    let rests = |at: &String| at.ends_with("/sources") && at != "/documents/0/sources";
    for at in POINTERS[0].iter().filter(|at| rests(at)) {
        *file.pointer_mut(at).unwrap_or(&mut json!(null)) = page.clone();
    }
    for at in ["/recommendations/0", "/recommendations/1", "/recommendations/2"] {
        remove(&mut file, &format!("{at}/occurrences/0/paragraph"));
    }
    for at in ["/actions/0", "/actions/1"] {
        remove(&mut file, &format!("{at}/paragraph"));
    }
    *file.pointer_mut("/documents/0/sources").expect("sources") = json!([
        {"document": "report", "paragraph": "header", "quote": "Progress of the Group"},
        {"document": "report", "paragraph": "1", "quote": "The Assembly ... by resolution 1/1"},
    ]);
    let path = "texts/report.txt";
    let told = |published: &str, path: &str, text: &str, edits: &[Edit]| {
        let mut file = file.clone();
        edits.iter().for_each(|edit| apply(&mut file, edit));
        let texts = [(path.to_owned(), text.to_owned())];
        let beside = Beside { published: Some(published), texts: Some(&texts) };
        let (loaded, remarks) = audit(file.to_string().as_bytes(), &beside);
        assert_eq!(loaded.problems, []);
        remarks.into_iter().map(|remark| (remark.pointer, remark.amiss)).collect::<Vec<_>>()
    };
    let at = |pointer: &str| Some(pointer.to_owned());
    assert_eq!(told("charts\nmaps\n\nrec-maps\n", path, text, &[]), []);

    // Ids: of the records there, the one without a past is likelier to have taken the place.
    for (published, id, nearest) in [
        ("maps\nrec-map\n", "rec-map", Some("rec-maps")),
        ("rec-maps\nrec-mapp\ntraining\n", "rec-mapp", Some("rec-maps")),
        ("training\nrec-trainings\n", "rec-trainings", Some("rec-training")),
        ("something-else\n", "something-else", None),
    ] {
        let amiss = Amiss::Vanished { id: id.into(), nearest: nearest.map(str::to_owned) };
        assert_eq!(told(published, path, text, &[]), [(None, amiss)]);
    }

    // Names of States.
    let name = |found: &str, name: Option<&str>, nearest: Option<&str>| Amiss::NotTheName {
        found: found.into(),
        name: name.map(str::to_owned),
        nearest: nearest.map(str::to_owned),
    };
    for (other, nearest) in [("Republic of Austria", None), ("Australia", Some("au"))] {
        let remarks = told("", path, text, &[Set("/states/0/name", json!(other))]);
        assert_eq!(remarks, [(at("/states/0/name"), name(other, Some("Austria"), nearest))]);
    }
    let code = [Set("/states/1/id", json!("kx")), Set("/actions/1/states/0", json!("kx"))];
    let remarks = told("", path, text, &code);
    assert_eq!(remarks, [(at("/states/1/id"), name("kx", None, Some("ke")))]);

    // Texts.
    let there = at("/documents/0/text");
    let amiss = Amiss::NoText { path: path.into() };
    assert_eq!(told("", "texts/paper.txt", text, &[]), [(there.clone(), amiss)]);
    let wrong = Malformed { line: 5, flaw: Flaw::UnknownLabel("one".into()) };
    let bad = text.replace("[1] ", "[one] ");
    assert_eq!(told("", path, &bad, &[]), [(there, Amiss::BadText { wrong })]);
    let quote = "/documents/0/sources/1/quote";
    let one = |paragraph: &str| paragraph.to_owned();
    assert_eq!(
        told("", path, text, &[Set(quote, json!("The Assembly decided"))]),
        [(at(quote), Amiss::Misquoted { paragraph: one("1") })]
    );
    let paragraph = "/documents/0/sources/1/paragraph";
    assert_eq!(
        told("", path, text, &[Set(paragraph, json!("7"))]),
        [
            (at(paragraph), Amiss::NoParagraph { paragraph: one("7") }),
            (at("/documents/0/uncited"), Amiss::Uncited { paragraph: one("1") }),
        ]
    );
    let part = "/documents/0/uncited/0/paragraph";
    let open = (at("/documents/0/uncited"), Amiss::Uncited { paragraph: one("heading I") });
    assert_eq!(
        told("", path, text, &[Set(part, json!("heading II"))]),
        [(at(part), Amiss::NoParagraph { paragraph: one("heading II") }), open.clone()]
    );
    assert_eq!(
        told("", path, text, &[Set(part, json!("header"))]),
        [(at(part), Amiss::Cited { paragraph: one("header") }), open]
    );
}

#[test]
fn places_beside_count_what_is_left_out() {
    let mut file = FILES[0].clone();
    let first = json!({"document": "report", "paragraph": "1"});
    file.pointer_mut("/documents/1/sources")
        .expect("sources")
        .as_array_mut()
        .expect("a list")
        .insert(0, first);
    let texts = [("texts/report.txt".to_owned(), "[header] Progress".to_owned())];
    let beside = Beside { published: None, texts: Some(&texts) };
    let (_, remarks) = audit(file.to_string().as_bytes(), &beside);
    let place =
        |remark: &Remark| remark.pointer.as_deref() == Some("/documents/1/sources/1/paragraph");
    assert!(remarks.iter().any(place), "{remarks:?}");
}

/// Mistakes in one file, each with the place where it is told.
fn together() -> Vec<(Edit, String)> {
    let here = |edit: Edit| {
        let at = edit.at();
        (edit, at)
    };
    let there = |edit: Edit, at: &str| (edit, at.to_owned());
    vec![
        here(Remove("/licence")),
        here(Add("", "licens", json!("CC0-1.0"))),
        here(Set("/version", json!(20200501))),
        here(Set("/issues_url", json!("ftp://example.org"))),
        here(Set("/document_address", json!("https://example.org/"))),
        here(Set("/language", json!("English"))),
        there(Add("/states/0", "aliases", json!(["Austria"])), "/states/0/aliases/0"),
        here(Set("/states/1/sources/0/accessed", json!("yesterday"))),
        here(Set("/addressees/1/id", json!("states"))),
        here(Set("/functions/1/letter", json!(2))),
        here(Set("/topics/0/articles/0", json!({}))),
        here(Remove("/topics/1/sources")),
        here(Set("/documents/0/url", json!("www.example.org"))),
        here(Set("/documents/0/editions/0/language", json!("French!"))),
        here(Set("/documents/0/caveats/0/field", json!("symbols"))),
        there(Remove("/documents/0/text"), "/documents/0/uncited"),
        here(Set("/documents/1/title", json!("<em>Agenda</em>"))),
        here(Set("/documents/1/symbol", json!("LAKES/2020/2"))),
        here(Add("/documents/1", "date", json!("20/04/2020"))),
        there(Remove("/sessions/0/held"), "/sessions/0"),
        here(Set("/sessions/1/coverage", json!("documents only"))),
        here(Set("/sessions/2/held", json!("2017"))),
        here(Set("/sessions/3/ordinal", json!(2))),
        here(Set("/resolutions/0/links/0/kind", json!("mandate"))),
        here(Set("/resolutions/1/number", json!("1-2"))),
        there(Remove("/resolutions/2/subject"), "/resolutions/2"),
        here(Set("/recommendations/0/addressees/0", json!("at"))),
        here(Set("/recommendations/0/topics/0", json!("map"))),
        here(Set("/recommendations/0/statuses/0/date", json!("last year"))),
        here(Set("/recommendations/1/flags/1", json!("condtional"))),
        there(Remove("/recommendations/1/function"), "/recommendations/1/function_basis"),
        here(Set("/recommendations/1/occurrences/0/quote", json!("requested\u{200b} training"))),
        here(Set("/recommendations/1/statuses/0/date", json!("2016"))),
        there(
            Add("/recommendations/1/statuses/0", "evidence", json!(["act-maps"])),
            "/recommendations/1/statuses/0/evidence/0",
        ),
        here(Set("/recommendations/2/kind", json!("Informational"))),
        here(Set("/recommendations/2/occurrences/0/document", json!("the-report"))),
        there(
            Set("/actions/0/answers/0/strength", json!("same heading")),
            "/recommendations/0/statuses/1/status",
        ),
        here(Set("/actions/0/date", json!("2021"))),
        here(Set("/actions/1/states/0", json!("kenya"))),
        here(Add("/actions/1", "countries", json!(["ke"]))),
        here(Set("/submissions/0/session", json!("wg4-10"))),
    ]
}

#[test]
fn many_mistakes_in_one_file_are_told_one_by_one() {
    let mut file = FILES[0].clone();
    let together = together();
    together.iter().for_each(|(edit, _)| apply(&mut file, edit));
    let loaded = load_value(&file);
    let mut golden = String::new();
    let mut told: Vec<&Problem> = Vec::new();
    for (edit, at) in &together {
        let here: Vec<&Problem> = loaded.problems.iter().filter(|p| p.pointer == *at).collect();
        let [problem] = here[..] else { panic!("{edit} is told {} times: {here:?}", here.len()) };
        assert!(!told.contains(&problem), "{edit} is told with another");
        told.push(problem);
    }
    assert!(told.len() >= 30);
    // What else is told are the links to what has fallen.
    let fallen = |id: &str| id == "secretariat";
    for problem in loaded.problems.iter().filter(|problem| !told.contains(problem)) {
        match &problem.fault {
            Fault::RefersToBroken { .. } => {}
            Fault::Unresolved { found, .. } if fallen(found) => {}
            _ => panic!("{problem:?}"),
        }
    }
    for problem in &loaded.problems {
        writeln!(golden, "{}", said(problem)).expect("text");
    }
    check_golden("mistakes.txt", &golden);
    let text = serde_json::to_string_pretty(&file).expect("JSON");
    // For the page to open: tests/e2e.
    check_golden("mistakes.json", &mandate_trail::format::format(&text, None).expect("JSON"));
    assert!(schema::against_schema(&file).len() > 15);

    let dataset = loaded.dataset.expect("what is sound");
    check_use(&dataset);
    let kept: Vec<&str> = dataset.recommendations.iter().map(|r| r.entry.id.as_str()).collect();
    assert_eq!(kept, ["rec-maps", "rec-training"]);
}

#[test]
fn a_session_without_a_date_may_say_why() {
    let mut file = FILES[0].clone();
    remove(&mut file, "/sessions/3/planned");
    let caveats = json!([{"field": "held", "text": "No source gives a date."}]);
    apply(&mut file, &Add("/sessions/3", "caveats", caveats));
    assert_eq!(load_value(&file).problems, []);
    assert_eq!(schema::against_schema(&file), Vec::<String>::new());
}

#[test]
fn places_count_what_is_left_out() {
    // The first entry is left out; what is told of the second must name the second.
    let mut file = FILES[0].clone();
    apply(&mut file, &Set("/recommendations/0/statuses/0/status", json!("begun")));
    apply(&mut file, &Set("/actions/0/answers/0/strength", json!("pointer")));
    apply(
        &mut file,
        &Set("/recommendations/0/statuses/1/evidence", json!(["act-none", "act-workshop"])),
    );
    apply(&mut file, &Set("/topics/0/aliases", json!([7, "rec-maps"])));
    let problems = load_value(&file).problems;
    let places: Vec<&str> = problems.iter().map(|p| p.pointer.as_str()).collect();
    let expect = [
        "/topics/0/aliases/0",
        "/topics/0/aliases/1",
        "/recommendations/0/statuses/0/status",
        "/recommendations/0/statuses/1/evidence/0",
        "/recommendations/0/statuses/1/evidence/1",
        "/recommendations/0/statuses/1/status",
    ];
    assert_eq!(places, expect);
}

fn check_golden(name: &str, got: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, got).expect("golden file");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (n, (was, now)) in expected.lines().zip(got.lines()).enumerate() {
        assert_eq!(was, now, "{name}:{} (UPDATE_GOLDEN=1 rewrites it)", n + 1);
    }
    assert_eq!(expected.lines().count(), got.lines().count(), "{name}");
}

// ---------------------------------------------------------------- any file

/// Every record with what it carries.
fn ids(dataset: &Dataset) -> impl Iterator<Item = (Ref, &Entry)> {
    Kind::ALL.into_iter().flat_map(move |kind| {
        (0..dataset.len(kind) as u32).filter_map(move |index| {
            let item = Ref { kind, index };
            dataset.entry(item).map(|entry| (item, entry))
        })
    })
}

/// Whatever was kept holds together: each id is found, each reference leads to a record.
fn check_references(dataset: &Dataset) {
    fn is<T: Row>(dataset: &Dataset, id: Id<T>) {
        assert!(id.index() < T::rows(dataset).len(), "{} {id:?}", T::KIND.key());
    }
    let sources = |sources: &[Source]| {
        for source in sources {
            if let Place::Paragraph { document, .. } = &source.place {
                is(dataset, *document);
            }
        }
    };
    for (item, entry) in ids(dataset) {
        assert_eq!(dataset.find(&entry.id), Some(item));
        sources(&entry.sources);
    }
    for body in &dataset.bodies {
        body.parent.into_iter().for_each(|id| is(dataset, id));
        body.established_by.into_iter().for_each(|id| is(dataset, id));
    }
    for document in &dataset.documents {
        document.body.into_iter().for_each(|id| is(dataset, id));
        document.session.into_iter().for_each(|id| is(dataset, id));
    }
    for session in &dataset.sessions {
        is(dataset, session.body);
        for item in &session.agenda {
            item.topics.iter().for_each(|&id| is(dataset, id));
            item.set_by.into_iter().for_each(|id| is(dataset, id));
            sources(&item.sources);
        }
    }
    for resolution in &dataset.resolutions {
        is(dataset, resolution.session);
        for provision in &resolution.provisions {
            provision.addressees.iter().for_each(|&id| is(dataset, id));
            sources(&provision.sources);
        }
        for link in &resolution.links {
            assert!(dataset.entry(link.to).is_some());
            sources(&link.sources);
        }
    }
    for recommendation in &dataset.recommendations {
        is(dataset, recommendation.session);
        recommendation.addressees.iter().for_each(|&id| is(dataset, id));
        recommendation.function.into_iter().for_each(|(id, _)| is(dataset, id));
        recommendation.topics.iter().for_each(|&id| is(dataset, id));
        recommendation.mandate.into_iter().for_each(|id| is(dataset, id));
        assert!(!recommendation.occurrences.is_empty());
        for occurrence in &recommendation.occurrences {
            is(dataset, occurrence.document);
            is(dataset, occurrence.attributed_to);
            sources(&occurrence.sources);
        }
        for status in &recommendation.statuses {
            status.evidence.iter().for_each(|&id| is(dataset, id));
            sources(&status.sources);
        }
    }
    for action in &dataset.actions {
        action.report.into_iter().for_each(|id| is(dataset, id));
        action.resolutions.iter().for_each(|&id| is(dataset, id));
        action.function.into_iter().for_each(|id| is(dataset, id));
        action.states.iter().for_each(|&id| is(dataset, id));
        for answer in &action.answers {
            is(dataset, answer.recommendation);
            sources(&answer.sources);
        }
    }
    for submission in &dataset.submissions {
        is(dataset, submission.state);
        submission.session.into_iter().for_each(|id| is(dataset, id));
        submission.document.into_iter().for_each(|id| is(dataset, id));
        submission.topics.iter().for_each(|&id| is(dataset, id));
    }
}

/// Does with a dataset what the page does.
fn check_use(dataset: &Dataset) {
    check_references(dataset);
    let (words, as_of) = (Words::english(), dataset.meta.as_of);
    let index = Index::new(dataset);
    let all = index.answer(&Query::default(), as_of);
    assert_eq!(all.recommendations.count(), dataset.recommendations.len());
    let mut query = Query::default();
    query.text = "open DATA 7(4)".into();
    index.answer(&query, as_of);
    let trails = Trails::new(dataset);
    for (item, _) in ids(dataset) {
        trails.trail(dataset, item, as_of);
        words::spoken(&words, dataset, item, as_of);
        words::heading(&words, dataset, item);
    }
    let (first, last) = Extent::of(dataset).fit();
    let options = Options::new(Scale::of_days(first, last, 800.0), as_of);
    let scene = scene(dataset, &Lanes::new(dataset), &options);
    drawing::draw(&scene, &Of { dataset, words: &words, as_of, focus: None, seen: None });
}

/// What is written of a dataset, whatever it was read from, loads as the same; what is told of
/// it is nothing for which anything is left out.
fn check_written(dataset: &Dataset) {
    let written = write(dataset);
    let again = load(written.as_bytes());
    let kept = |p: &&Problem| match p.fault {
        // A title that the file did not have, or not as a text.
        Fault::Missing => p.record.is_none() && p.pointer.matches('/').count() == 1,
        // A former id that is another record's.
        Fault::Duplicate { .. } => p.pointer.contains("/aliases/"),
        _ => p.effect == Kept,
    };
    let other: Vec<_> = again.problems.iter().filter(|p| !kept(p)).collect();
    assert!(other.is_empty(), "{other:#?}");
    let again = again.dataset.expect("what is written can be used");
    assert_eq!(write(&again), written);
    if !written.contains("\"aliases\"") {
        assert_eq!(&again, dataset);
    }
}

/// The schema and the reader are of one mind on what can be told of one object alone.
fn check_schema(file: &Value, loaded: &Loaded) {
    let wrong = schema::against_schema(file);
    if !wrong.is_empty() {
        assert!(!loaded.problems.is_empty(), "only the schema tells of {wrong:?}");
        return;
    }
    for problem in &loaded.problems {
        let of_one_object = matches!(
            problem.fault,
            Fault::WrongSchema { .. }
                | Fault::Missing
                | Fault::NoneOf { .. }
                | Fault::WrongType { .. }
                | Fault::Empty
                | Fault::NotAnId { .. }
                | Fault::NotAChoice { .. }
                | Fault::UnknownField { .. }
                | Fault::NotALink { .. }
                | Fault::Malformed { .. }
                | Fault::Without { .. }
                | Fault::NotPlainText
                | Fault::NoSource
                | Fault::NoDate
        );
        assert!(!of_one_object, "the schema does not tell of {problem:?}");
    }
}

/// A record left out is told of, and none is lost without a word; each place is one of the file.
fn check_problems(file: &Value, loaded: &Loaded) {
    let words = Words::english();
    for problem in &loaded.problems {
        let parent = problem.pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        assert!(file.pointer(parent).is_some(), "{problem:?}");
        assert!(!words::problem(&words, problem).is_empty());
    }
    let Some(dataset) = &loaded.dataset else {
        let refused = |problem: &Problem| problem.effect == FileRefused;
        assert!(loaded.problems.iter().any(refused));
        return;
    };
    for kind in Kind::ALL {
        let list = file[kind.key()].as_array().map_or(0, Vec::len);
        let left_out = (0..list).filter(|n| {
            let at = format!("/{}/{n}", kind.key());
            loaded.problems.iter().any(|problem| {
                problem.effect == RecordLeftOut
                    && problem
                        .pointer
                        .strip_prefix(&at)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        });
        assert_eq!(dataset.len(kind) + left_out.count(), list, "{}", kind.key());
    }
}

/// The pointers of everything in a file.
fn pointers(value: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, found: &mut Vec<String>) {
        let mut go = |key: &str, value| {
            let at = format!("{at}/{key}");
            found.push(at.clone());
            walk(value, &at, found);
        };
        match value {
            Value::Array(list) => list.iter().enumerate().for_each(|(n, v)| go(&n.to_string(), v)),
            Value::Object(object) => object.iter().for_each(|(key, v)| go(key, v)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, "", &mut found);
    found
}

static POINTERS: LazyLock<[Vec<String>; 2]> = LazyLock::new(|| FILES.each_ref().map(pointers));

/// What takes another value's place; `None`: the value goes.
fn instead() -> impl Strategy<Value = Option<Value>> {
    let ids = POINTERS[1]
        .iter()
        .filter(|at| at.ends_with("/id"))
        .filter_map(|at| FILES[1].pointer(at).cloned())
        .collect::<Vec<_>>();
    prop_oneof![
        2 => Just(None),
        1 => Just(Some(json!(null))),
        1 => prop_oneof![Just(json!({})), Just(json!([])), Just(json!([[]])), Just(json!([{}]))]
            .prop_map(Some),
        1 => prop_oneof![Just(json!(0)), Just(json!(-1)), Just(json!(1e300)), Just(json!(true))]
            .prop_map(Some),
        2 => "\\PC{0,12}|.{0,80}|https?://.{0,4}".prop_map(|text| Some(json!(text))),
        2 => "[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?|\\.\\./9999|0001/..|9999-12-31"
            .prop_map(|text| Some(json!(text))),
        3 => proptest::sample::select(ids).prop_map(Some),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_are_safe(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let loaded = load(&bytes);
        prop_assert!(loaded.dataset.is_none() && loaded.problems.len() == 1);
    }

    #[test]
    fn any_text_that_begins_well_is_safe(text in "\\{\"schema\":1,\"(as_of|bodies|x)\":[\\[\\]{}\",:0-9a-z.e-]{0,40}") {
        let loaded = load(text.as_bytes());
        prop_assert!(!loaded.problems.is_empty());
    }

    #[test]
    fn a_file_cut_off_is_told_from_one_that_is_none(cut: Pick, which in 0..2_usize) {
        let file = [SMALL.as_bytes().to_vec(), bundled::bundled()][which].clone();
        let end = file.trim_ascii_end().len();
        let cut = cut.index(end);
        let loaded = load(&file[..cut]);
        prop_assert!(loaded.dataset.is_none());
        let [Problem { fault: Fault::Truncated { line, column }, effect, pointer, .. }] =
            &loaded.problems[..]
        else {
            panic!("{:?}", loaded.problems)
        };
        let before = &file[..cut];
        prop_assert_eq!(*line, 1 + before.iter().filter(|&&b| b == b'\n').count());
        prop_assert!(*column >= 1 && *effect == FileRefused && pointer.is_empty());
    }

    #[test]
    fn a_stray_sign_is_told_at_its_place(at: Pick) {
        // Between two records, where no text is.
        let breaks: Vec<usize> = SMALL.match_indices(",\n").map(|(at, _)| at + 1).collect();
        let at = breaks[at.index(breaks.len())];
        let file = format!("{}§{}", &SMALL[..at], &SMALL[at..]);
        let line = 1 + SMALL[..at].matches('\n').count();
        let problems = load(file.as_bytes()).problems;
        let [Problem { fault: Fault::NotJson { line: told, .. }, .. }] = &problems[..] else {
            panic!("{problems:?}")
        };
        prop_assert_eq!(*told, line);
    }

    #[test]
    fn whatever_is_changed_the_rest_holds_together(
        which in 0..2_usize,
        changes in proptest::collection::vec((any::<Pick>(), instead()), 1..8),
    ) {
        let mut file = FILES[which].clone();
        for (pick, instead) in changes {
            let at = &POINTERS[which][pick.index(POINTERS[which].len())];
            match instead {
                // An earlier change may have taken it.
                _ if file.pointer(at).is_none() => {}
                None => remove(&mut file, at),
                Some(value) => *file.pointer_mut(at).expect(at) = value,
            }
        }
        let loaded = load_value(&file);
        check_problems(&file, &loaded);
        if let Some(dataset) = &loaded.dataset {
            check_use(dataset);
            check_written(dataset);
        }
        check_schema(&file, &loaded);
        let again = load_value(&file);
        prop_assert_eq!(loaded.problems, again.problems);
        prop_assert_eq!(loaded.dataset, again.dataset);
    }
}
