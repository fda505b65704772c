//! The format of a dataset's file as data: each object with its fields in order, what they hold,
//! which must be there, and what a keeper of a record should know of them.
//!
//! From this one table come the JSON Schema that is published beside a record ([`schema()`]) and
//! the order of keys in its files ([`format()`]). The tests hold the reader ([`crate::load`]) and the
//! writer ([`crate::write`]) against it. The page itself does not carry it.

mod example;
mod json;
mod schema;
mod table;

pub use example::example;
pub use json::{Json, layout};
pub use schema::schema;
pub use table::{FILE, kind};

use crate::model::Kind;
use crate::order;

/// The name under which the JSON Schema is published, beside the record.
pub const SCHEMA_FILE: &str = "record.schema.json";

/// A kind of object that the file has.
pub struct Object {
    /// What it is called: "recommendation", "status entry".
    pub name: &'static str,
    /// What it is, in one sentence.
    pub about: &'static str,
    /// Whether it is a record, which has an id of its own and may have what every record may.
    pub record: bool,
    /// Its own fields, in the file's order.
    pub fields: &'static [Field],
}

/// A field of an object.
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
    /// What a keeper of a record should know of it.
    pub about: &'static str,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Must,
    /// A list that is written even if nothing is in it, so that "none" is seen to be meant. It
    /// may be missing all the same.
    Written,
    /// It may be left out, and is where it would be empty.
    May,
}

/// What a field holds.
pub enum Shape {
    /// The version of the format.
    Version,
    /// Plain text.
    Text,
    /// An id of the record itself.
    Id,
    /// The id of a record of this kind, or of any.
    To(Option<Kind>),
    /// An EDTF date.
    Date,
    /// A day written whole.
    Day,
    /// A whole number from 1.
    Number,
    /// `true`.
    Flag,
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// An http or https address.
    Link,
    /// An address with `{symbol}` in it.
    Address,
    /// The code of a State, which is its id.
    StateCode,
    /// The symbol of a document.
    Symbol,
    /// The number of a resolution.
    ResolutionNumber,
    /// A language, as a BCP 47 tag.
    Language,
    /// The name of a field of the same record.
    FieldName,
    /// An object.
    Object(&'static Object),
    /// One object where it has this field, else the other.
    Either(&'static str, &'static Object, &'static Object),
    /// A list.
    List(&'static Shape),
    /// A list in which something must be.
    Some(&'static Shape),
}

impl Object {
    /// All its fields in order, with those that every record may have.
    pub fn all(&self) -> impl Iterator<Item = &'static Field> {
        let common: &[Field] = if self.record { table::COMMON } else { &[] };
        self.fields.iter().chain(common)
    }
}

/// A file in the one order and layout: keys as in the table, those that the table does not have
/// last; nothing is dropped. `of` tells which list the file holds, `None` that it is the whole
/// record or all of it but the lists. `None` comes of what is not JSON.
///
/// ```
/// use mandate_trail::{format::format, model::Kind};
/// let topics = format("[{\"titel\":1,\"title\":\"Maps\",\"id\":\"maps\"}]", Some(Kind::Topic));
/// assert_eq!(topics.unwrap(), "[{\"id\": \"maps\", \"title\": \"Maps\", \"titel\": 1}]\n");
/// ```
pub fn format(text: &str, of: Option<Kind>) -> Option<String> {
    let mut json = Json::parse(text)?;
    match (of, &mut json) {
        (None, json) => arrange_object(json, &FILE),
        (Some(of), Json::List(list)) => {
            list.iter_mut().for_each(|record| arrange_object(record, kind(of)));
        }
        _ => {}
    }
    Some(layout(&json))
}

fn arrange(json: &mut Json, shape: &Shape) {
    match (shape, json) {
        (Shape::Object(object), json) => arrange_object(json, object),
        (Shape::Either(field, this, other), json) => {
            let has = json.get(field).is_some();
            arrange_object(json, if has { this } else { other });
        }
        (Shape::List(of) | Shape::Some(of), Json::List(list)) => {
            list.iter_mut().for_each(|json| arrange(json, of));
        }
        _ => {}
    }
}

fn arrange_object(json: &mut Json, object: &Object) {
    let Json::Object(fields) = json else { return };
    let place = |name: &str| object.all().position(|field| field.name == name);
    order::sort_by_key(fields, |(name, _)| place(name).unwrap_or(usize::MAX));
    for (name, value) in fields {
        if let Some(field) = object.all().find(|field| field.name == name) {
            arrange(value, &field.shape);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// The names of the fields of each object of a value, by its place; the entries of lists are
    /// told apart only by what they are.
    fn tell<'a>(json: &'a Json, object: &'static Object, at: &str, told: &mut Told<'a>) {
        let fields = object.all().map(|field| field.name).collect();
        told.insert(at.to_owned(), (fields, object.name));
        for field in object.all() {
            let Some(value) = json.get(field.name) else { continue };
            let at = format!("{at}/{}", field.name);
            let mut open = vec![(value, &field.shape, at)];
            while let Some((value, shape, at)) = open.pop() {
                match (value, shape) {
                    (value, Shape::Object(object)) => tell(value, object, &at, told),
                    (value, Shape::Either(field, this, other)) => {
                        let has = value.get(field).is_some();
                        tell(value, if has { this } else { other }, &at, told);
                    }
                    (Json::List(list), Shape::List(of) | Shape::Some(of)) => {
                        let entry = |(n, entry)| (entry, *of, format!("{at}/{n}"));
                        open.extend(list.iter().enumerate().map(entry));
                    }
                    _ => {}
                }
            }
        }
    }

    type Told<'a> = BTreeMap<String, (BTreeSet<&'static str>, &'static str)>;

    #[test]
    fn the_reader_asks_for_the_fields_of_the_table_and_no_others() {
        let example = example();
        let mut told = Told::new();
        tell(&example, &FILE, "", &mut told);
        let (loaded, asked) =
            crate::load::asked::during(|| crate::load::load(layout(&example).as_bytes()));
        assert_eq!(loaded.problems, []);
        let places: Vec<_> = asked.keys().collect();
        assert_eq!(places, told.keys().collect::<Vec<_>>());
        for (at, (fields, name)) in &told {
            assert_eq!(asked.get(at), Some(fields), "{name} at {at}");
        }
    }

    #[test]
    fn nothing_is_dropped_and_unknown_keys_go_last_in_their_order() {
        let text = r#"{"z":1.50,"title":"é\u00e9\n","b":[{}],"z":2,"schema":1,"topics":[{"title":2,"id":1},3,null]}"#;
        let expect = r#"{"schema": 1, "title": "éé\n", "topics": [{"id": 1, "title": 2}, 3, null], "z": 1.50, "b": [{}], "z": 2}"#;
        assert_eq!(format(text, None).unwrap(), format!("{expect}\n"));
        assert_eq!(format(expect, None).unwrap(), format!("{expect}\n"), "the second time");
    }

    #[test]
    fn what_does_not_fit_on_a_line_has_a_line_for_each_entry() {
        let long = "x".repeat(190);
        let one = format!("[\"{long}\", 12]");
        assert_eq!(format(&one, Some(Kind::Body)).unwrap(), format!("{one}\n"), "198 characters");
        let text = format!("{{\"a\": [\"{long}\", [1]], \"b\": []}}");
        let expect = format!("{{\n \"a\": [\n  \"{long}\",\n  [1]\n ],\n \"b\": []\n}}\n");
        assert_eq!(format(&text, None).unwrap(), expect);
    }

    #[test]
    fn what_is_not_json_is_left_alone() {
        for text in ["", "{", "{} {}", "[1,]", "nul", &"[".repeat(100_000)] {
            assert_eq!(format(text, None), None);
        }
    }
}
