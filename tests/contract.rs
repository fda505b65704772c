//! The one published contract: what the table of the format says, what the JSON Schema says, what
//! the reader takes and what the writer gives are the same.

#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests fail by panicking, too.

mod bundled;
mod schema;

use mandate_trail::format::{
    Field, Json, Need, Object, Shape, example, format, layout, schema as text,
};
use mandate_trail::load::{Effect, Fault, load};
use mandate_trail::model::Kind;
use mandate_trail::write::write;
use schema::against_schema;
use serde_json::{Value, json};

const SMALL: &str = include_str!("data/small.json");

/// Sound files.
fn files() -> [String; 3] {
    let bundled = String::from_utf8(bundled::bundled()).expect("text");
    [SMALL.to_owned(), bundled, layout(&example())]
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn what_is_written_loads_as_the_same_and_is_the_file_in_its_one_layout() {
    for file in files() {
        let loaded = load(file.as_bytes());
        assert_eq!(loaded.problems, []);
        let dataset = loaded.dataset.expect("a sound file");
        let written = write(&dataset);
        let again = load(written.as_bytes());
        assert_eq!(again.problems, []);
        assert_eq!(again.dataset.as_ref(), Some(&dataset));
        let formatted = format(&file, None).expect("JSON");
        for (n, (ours, theirs)) in formatted.lines().zip(written.lines()).enumerate() {
            assert_eq!(ours, theirs, "line {}", n + 1);
        }
        assert_eq!(formatted, written);
        assert_eq!(format(&written, None).as_ref(), Some(&written), "once is enough");
    }
}

#[test]
fn sound_files_are_as_the_schema_has_them() {
    for file in files() {
        assert_eq!(against_schema(&value(&file)), Vec::<String>::new());
    }
}

#[test]
fn the_schema_describes_every_field() {
    fn described(schema: &Value, at: &str) {
        for (name, field) in schema["properties"].as_object().expect(at) {
            let about = field["description"].as_str().unwrap_or_default();
            assert!(about.ends_with('.') && about.len() > 8, "{at}/{name}: {about:?}");
        }
        assert_eq!(schema["additionalProperties"], false, "{at}");
    }
    let schema = value(&text());
    // A name that stood twice would be lost in the value.
    let parsed = Json::parse(&text()).expect("JSON");
    let Some(Json::Object(defs)) = parsed.get("$defs") else { panic!("no definitions") };
    assert_eq!(Some(defs.len()), schema["$defs"].as_object().map(serde_json::Map::len));
    assert_eq!(schema["$id"], "record.schema.json");
    described(&schema, "");
    for (name, def) in schema["$defs"].as_object().expect("definitions") {
        if def["type"] == "object" {
            described(def, name);
        }
    }
}

/// `docs/record.md` is for those who keep a record: it names every field, in its section.
#[test]
fn every_field_is_explained() {
    let docs = include_str!("../docs/record.md");
    let mut missing = Vec::new();
    for (at, field) in fields() {
        if !docs.contains(&format!("`{}`", field.name)) {
            missing.push(at);
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    for kind in Kind::ALL {
        assert!(docs.contains(&format!("`{}`", kind.key())), "{}", kind.key());
    }
    for (_, field) in fields() {
        if let Shape::Word(all) = field.shape {
            for word in all() {
                assert!(docs.contains(&format!("`{word}`")), "{word}");
            }
        }
    }
}

/// Every field of the example, with its place.
fn fields() -> Vec<(String, &'static Field)> {
    fn walk(
        json: &Value,
        object: &'static Object,
        at: &str,
        found: &mut Vec<(String, &'static Field)>,
    ) {
        for field in object.all() {
            let at = format!("{at}/{}", field.name);
            inside(&json[field.name], &field.shape, &at, found);
            found.push((at, field));
        }
    }
    fn inside(
        json: &Value,
        shape: &'static Shape,
        at: &str,
        found: &mut Vec<(String, &'static Field)>,
    ) {
        match shape {
            Shape::Object(object) => walk(json, object, at, found),
            Shape::Either(field, this, other) => {
                walk(json, if json.get(field).is_some() { this } else { other }, at, found);
            }
            Shape::List(of) | Shape::Some(of) => {
                for (n, json) in json.as_array().expect(at).iter().enumerate() {
                    inside(json, of, &format!("{at}/{n}"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&value(&layout(&example())), &mandate_trail::format::FILE, "", &mut found);
    found
}

fn parent<'a>(file: &'a mut Value, at: &str) -> &'a mut serde_json::Map<String, Value> {
    let (parent, _) = at.rsplit_once('/').expect(at);
    file.pointer_mut(parent).and_then(Value::as_object_mut).expect(at)
}

/// What is told of a file, and whether the schema finds it wrong there, too.
fn told(file: &Value, at: &str) -> Vec<Fault> {
    let problems = load(file.to_string().as_bytes()).problems;
    let here = problems.into_iter().filter(|problem| problem.pointer == at);
    here.map(|problem| problem.fault).collect()
}

#[test]
fn a_field_that_must_be_there_is_missed_and_another_is_not() {
    let sound = value(&layout(&example()));
    for (at, field) in fields() {
        let mut file = sound.clone();
        let (_, name) = at.rsplit_once('/').expect("a place");
        parent(&mut file, &at).remove(name);
        let faults = told(&file, &at);
        match (field.need, name) {
            // Without it the file is not read any further.
            (Need::Must, "schema") => assert!(load(file.to_string().as_bytes()).dataset.is_none()),
            // Told where it is found: a page is a source without a document.
            (Need::Must, "url") if at.contains("/sources/") => {}
            (Need::Must, "sources") => assert_eq!(faults, [Fault::NoSource], "{at}"),
            (Need::Must, _) => assert_eq!(faults, [Fault::Missing], "{at}"),
            // It goes with another field.
            (Need::May, "function_basis") => assert_eq!(faults, [Fault::Missing], "{at}"),
            (Need::May | Need::Written, _) => assert_eq!(faults, [], "{at}"),
        }
        let must = field.need == Need::Must || name == "function_basis";
        // These have others that need them.
        let others = ["/recommendations/0/function", "/documents/0/symbol", "/documents/0/text"];
        let needed = must || others.contains(&at.as_str());
        assert_eq!(needed, !against_schema(&file).is_empty(), "{at}");
    }
}

#[test]
fn a_value_of_another_type_is_told_by_the_reader_and_the_schema() {
    let sound = value(&layout(&example()));
    for (at, field) in fields() {
        let mut file = sound.clone();
        let list = matches!(field.shape, Shape::List(_) | Shape::Some(_));
        *file.pointer_mut(&at).expect(&at) = if list { json!({}) } else { json!([[]]) };
        if field.name == "schema" {
            assert!(load(file.to_string().as_bytes()).dataset.is_none());
        } else {
            assert!(!told(&file, &at).is_empty(), "{at}");
        }
        assert!(!against_schema(&file).is_empty(), "{at}");
    }
}

#[test]
fn a_field_more_is_told_by_the_reader_and_the_schema() {
    let sound = value(&layout(&example()));
    for (at, _) in fields() {
        let mut file = sound.clone();
        parent(&mut file, &at).insert("zzz".into(), json!("?"));
        let (parent, _) = at.rsplit_once('/').expect("a place");
        assert_eq!(told(&file, &format!("{parent}/zzz")), [Fault::UnknownField { nearest: None }]);
        assert!(!against_schema(&file).is_empty(), "{at}");
    }
}

#[test]
fn what_is_written_of_the_example_has_every_field_of_the_table() {
    let dataset = load(layout(&example()).as_bytes()).dataset.expect("sound");
    assert_eq!(Json::parse(&write(&dataset)), Some(example()));
}

#[test]
fn an_unsound_file_is_not_as_the_schema_has_it() {
    // What can be told of one object alone is told by both.
    let mut file = value(SMALL);
    for (at, wrong) in [
        ("/sessions/0/held", json!("9 March 2018")),
        ("/documents/0/url", json!("www.example.org")),
        ("/states/0/id", json!("Austria")),
        ("/recommendations/0/title", json!("Maps <b>now</b>")),
        ("/recommendations/0/verb", json!("asked\u{202e}")),
    ] {
        *file.pointer_mut(at).expect(at) = wrong;
        assert!(against_schema(&file).iter().any(|place| place == at), "{at}");
    }
    let loaded = load(file.to_string().as_bytes());
    assert!(loaded.problems.iter().all(|problem| problem.effect != Effect::FileRefused));
}
