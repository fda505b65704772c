//! Checks a value against the published JSON Schema. Knows the words that the schema uses, and
//! stops at any other.

use mandate_trail::format::schema;
use regex_lite::Regex;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&schema()).expect("the schema is JSON"));

/// The places of a file that are not as the schema has them.
pub(crate) fn against_schema(file: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    check(&SCHEMA, file, "", &mut wrong);
    wrong
}

fn check(schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let schema = schema.as_object().expect("a schema is an object");
    let empty = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    for (word, rule) in schema {
        let fits = match word.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" | "then" | "else" => true,
            "$ref" => {
                let place = rule.as_str().and_then(|at| at.strip_prefix('#')).expect("a place");
                check(SCHEMA.pointer(place).expect(place), value, at, wrong);
                true
            }
            "type" => match rule.as_str().expect("one type") {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.as_f64().is_some_and(|n| n.fract() == 0.0),
                other => panic!("the type {other}"),
            },
            "properties" => {
                for (name, rule) in properties {
                    if let Some(value) = value.get(name) {
                        check(rule, value, &format!("{at}/{name}"), wrong);
                    }
                }
                true
            }
            "required" => names(rule).all(|name| !value.is_object() || value.get(name).is_some()),
            "additionalProperties" => {
                assert_eq!(rule, false);
                let mut fields = value.as_object().into_iter().flat_map(Map::keys);
                fields.all(|name| properties.contains_key(name))
            }
            "dependentRequired" => {
                rule.as_object().expect("an object").iter().all(|(name, with)| {
                    value.get(name).is_none() || names(with).all(|with| value.get(with).is_some())
                })
            }
            "enum" => rule.as_array().expect("a list").contains(value),
            "const" => rule == value,
            "pattern" => value.as_str().is_none_or(|text| matches(rule, text)),
            "minimum" => value.as_f64().is_none_or(|n| Some(n) >= rule.as_f64()),
            "maximum" => value.as_f64().is_none_or(|n| Some(n) <= rule.as_f64()),
            "minItems" => {
                value.as_array().is_none_or(|list| Some(list.len() as u64) >= rule.as_u64())
            }
            "items" => {
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(rule, item, &format!("{at}/{n}"), wrong);
                }
                true
            }
            "contains" => {
                value.as_array().is_none_or(|list| list.iter().any(|item| fits(rule, item)))
            }
            "not" => !fits(rule, value),
            "anyOf" => rule.as_array().expect("a list").iter().any(|rule| fits(rule, value)),
            "if" => {
                let branch = if fits(rule, value) { "then" } else { "else" };
                check(&schema[branch], value, at, wrong);
                true
            }
            other => panic!("the schema has a new word: {other}"),
        };
        if !fits {
            wrong.push(at.to_owned());
        }
    }
}

fn fits(schema: &Value, value: &Value) -> bool {
    let mut wrong = Vec::new();
    check(schema, value, "", &mut wrong);
    wrong.is_empty()
}

fn names(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().expect("a list").iter().map(|name| name.as_str().expect("a name"))
}

fn matches(pattern: &Value, text: &str) -> bool {
    static KNOWN: Mutex<BTreeMap<String, Regex>> = Mutex::new(BTreeMap::new());
    let pattern = pattern.as_str().expect("a pattern");
    let mut known = KNOWN.lock().expect("no test fails within");
    let regex =
        known.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).expect(pattern));
    regex.is_match(text)
}
