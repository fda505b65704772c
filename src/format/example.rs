//! A file that has every field of the table.

use super::{FILE, Json, Object, SCHEMA_FILE, Shape};
use crate::load::SCHEMA;
use crate::model::Kind;

/// A sound file with one record of each kind, each with every field that it can have: what tests
/// hold the reader, the writer and the schema against.
pub fn example() -> Json {
    object(&FILE)
}

fn object(of: &Object) -> Json {
    Json::object(of.all().map(|field| {
        // Ids are told apart by whose they are.
        let value = match (&field.shape, field.name) {
            (_, "$schema") => Json::text(SCHEMA_FILE),
            (Shape::Id, _) => Json::text(of.name),
            (Shape::List(Shape::Id), _) => Json::List(vec![Json::Text(format!("old-{}", of.name))]),
            (shape, _) => value(shape),
        };
        (field.name, value)
    }))
}

fn value(shape: &Shape) -> Json {
    match shape {
        Shape::Version => Json::Bare(SCHEMA.to_string()),
        Shape::Text => Json::text("Text"),
        Shape::Id => Json::text("id"),
        Shape::To(Some(Kind::State)) | Shape::StateCode => Json::text("at"),
        Shape::To(kind) => Json::text(super::kind(kind.unwrap_or(Kind::Session)).name),
        Shape::Date => Json::text("2019"),
        Shape::Day => Json::text("2020-04-20"),
        Shape::Number => Json::Bare("1".to_owned()),
        Shape::Flag => Json::Bare("true".to_owned()),
        Shape::Word(all) => Json::text(all().first().copied().unwrap_or_default()),
        Shape::Link => Json::text("https://example.org/"),
        Shape::Address => Json::text("https://example.org/{symbol}"),
        Shape::Symbol => Json::text("LAKES/2020/1"),
        Shape::ResolutionNumber => Json::text("1/1"),
        Shape::Language => Json::text("en"),
        Shape::FieldName => Json::text("id"),
        Shape::Object(of) => object(of),
        Shape::Either(_, this, other) => Json::List(vec![object(this), object(other)]),
        Shape::List(of) | Shape::Some(of) => match value(of) {
            // Of two that a list may hold, it holds both.
            Json::List(both) => Json::List(both),
            one => Json::List(vec![one]),
        },
    }
}
