//! The table as a JSON Schema.

use super::{FILE, Field, Json, Need, Object, SCHEMA_FILE, Shape, layout};
use crate::load::SCHEMA;

/// A point in time as `Date` reads it, but for the length of months.
const POINT: &str = "([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])\
    (-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?";

/// What no text may hold: tags, control characters, characters that cannot be seen or turn the
/// direction of writing.
const NOT_PLAIN: &str = "<[A-Za-z/!]|[\\u0000-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]";

/// White space of any alphabet.
const SPACE: &str = "\\s\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

/// The JSON Schema (draft 2020-12) of a dataset's file: what can be told of a file object by
/// object. What takes more than one object, such as whether an id exists, the program's own
/// check tells.
pub fn schema() -> String {
    let mut defs = vec![
        ("text", text(format!("[^{SPACE}]"))),
        ("id", pattern("^[a-z0-9]+(-[a-z0-9]+)*$".to_owned())),
        ("date", pattern(format!("^({POINT}(/({POINT}|\\.\\.))?|\\.\\./{POINT})$"))),
        (
            "web-address",
            text(format!("^[Hh][Tt][Tt][Pp][Ss]?://[^/?#:<>\"{SPACE}][^<>\"{SPACE}]*$")),
        ),
    ];
    let mut objects = Vec::new();
    collect(&FILE, &mut objects);
    // The file itself is the schema's root.
    defs.extend(objects.into_iter().skip(1).map(|object| (object.name, def(object))));
    let mut whole = vec![
        ("$schema".to_owned(), Json::text("https://json-schema.org/draft/2020-12/schema")),
        ("$id".to_owned(), Json::text(SCHEMA_FILE)),
    ];
    if let Json::Object(fields) = def(&FILE) {
        whole.extend(fields);
    }
    whole.push(("$defs".to_owned(), Json::object(defs)));
    layout(&Json::Object(whole))
}

/// An object and those within it, each once.
fn collect(object: &'static Object, found: &mut Vec<&'static Object>) {
    if found.iter().any(|other| other.name == object.name) {
        return;
    }
    found.push(object);
    for field in object.all() {
        let mut shape = &field.shape;
        while let Shape::List(of) | Shape::Some(of) = shape {
            shape = of;
        }
        match shape {
            Shape::Object(inner) => collect(inner, found),
            Shape::Either(_, this, other) => {
                collect(this, found);
                collect(other, found);
            }
            _ => {}
        }
    }
}

fn def(object: &Object) -> Json {
    let list = |names: Vec<&str>| Json::List(names.into_iter().map(Json::text).collect());
    let must = object.all().filter(|field| field.need == Need::Must).map(|field| field.name);
    let property = |field: &'static Field| {
        let mut value = shape(&field.shape);
        if let Json::Object(parts) = &mut value {
            parts.push(("description".to_owned(), Json::text(field.about)));
        }
        (field.name, value)
    };
    let mut fields = vec![
        ("title", Json::text(object.name)),
        ("description", Json::text(object.about)),
        ("type", Json::text("object")),
        ("properties", Json::object(object.all().map(property))),
        ("required", list(must.collect())),
        ("additionalProperties", Json::Bare("false".to_owned())),
    ];
    let required = |name: &str| Json::object([("required", list(vec![name]))]);
    let goes_with = |pairs: &[(&'static str, &'static str)]| {
        Json::object(pairs.iter().map(|&(name, with)| (name, list(vec![with]))))
    };
    match object.name {
        "resolution" => {
            let any = ["number", "title", "subject"].map(required);
            fields.push(("anyOf", Json::List(any.into())));
        }
        "session" => {
            let on_held = [("properties", Json::object([("field", constant(Json::text("held")))]))];
            let caveats = [("contains", Json::object(on_held))];
            let explained = Json::object([
                ("required", list(vec!["caveats"])),
                ("properties", Json::object([("caveats", Json::object(caveats))])),
            ]);
            fields.push((
                "anyOf",
                Json::List(vec![required("planned"), required("held"), explained]),
            ));
        }
        "recommendation" => {
            let pairs = [("function", "function_basis"), ("function_basis", "function")];
            fields.push(("dependentRequired", goes_with(&pairs)));
        }
        "document" => {
            let pairs = [("symbol_inferred", "symbol"), ("uncited", "text")];
            fields.push(("dependentRequired", goes_with(&pairs)));
        }
        _ => {}
    }
    Json::object(fields)
}

fn constant(value: Json) -> Json {
    Json::object([("const", value)])
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Json {
    Json::object([("enum", Json::List(words.into_iter().map(Json::text).collect()))])
}

fn pattern(pattern: String) -> Json {
    Json::object([("type", Json::text("string")), ("pattern", Json::Text(pattern))])
}

/// Plain text, of which something can be seen.
fn text(of: String) -> Json {
    let refused = Json::object([("pattern", Json::text(NOT_PLAIN))]);
    Json::object([("type", Json::text("string")), ("pattern", Json::Text(of)), ("not", refused)])
}

fn reference(name: &str) -> Json {
    Json::object([("$ref", Json::Text(format!("#/$defs/{name}")))])
}

fn shape(of: &Shape) -> Json {
    let list = |items: &Shape, least: Option<u32>| {
        let mut fields = vec![("type", Json::text("array")), ("items", shape(items))];
        fields.extend(least.map(|least| ("minItems", Json::Bare(least.to_string()))));
        Json::object(fields)
    };
    let bare = |text: &str| Json::Bare(text.to_owned());
    match of {
        Shape::Version => constant(Json::Bare(SCHEMA.to_string())),
        Shape::Text => reference("text"),
        Shape::Id | Shape::To(_) => reference("id"),
        Shape::Date => reference("date"),
        Shape::Day => pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$".to_owned()),
        Shape::Number => Json::object([
            ("type", Json::text("integer")),
            ("minimum", bare("1")),
            ("maximum", Json::Bare(u32::MAX.to_string())),
        ]),
        Shape::Flag => Json::object([("type", Json::text("boolean"))]),
        Shape::Word(all) => words(all()),
        Shape::Link => reference("web-address"),
        Shape::Address => Json::object([
            ("$ref", Json::text("#/$defs/web-address")),
            ("pattern", Json::text("\\{symbol\\}")),
        ]),
        Shape::StateCode => pattern("^[a-z]{2}$".to_owned()),
        Shape::Symbol => pattern("^[A-Z][A-Za-z0-9.-]*(/[A-Za-z0-9.-]+)+$".to_owned()),
        Shape::ResolutionNumber => pattern("^[0-9]+/[0-9]+$".to_owned()),
        Shape::Language => pattern("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$".to_owned()),
        Shape::FieldName => reference("text"),
        Shape::Object(object) => reference(object.name),
        Shape::Either(field, this, other) => {
            let has = Json::List(vec![Json::text(*field)]);
            Json::object([
                ("if", Json::object([("required", has)])),
                ("then", reference(this.name)),
                ("else", reference(other.name)),
            ])
        }
        Shape::List(items) => list(items, None),
        Shape::Some(items) => list(items, Some(1)),
    }
}
