//! The file as a tree of values, and the fields that it gives twice. `serde_json` alone lets the
//! last one win without a word; whoever copied a line and forgot to change it should be told.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Error, Map, Number, Value};

use super::reader::escape;

/// Reads a whole file. Returns also where each repeated field stands, as JSON Pointers.
pub(super) fn parse(bytes: &[u8]) -> Result<(Value, Vec<String>), Error> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let mut at = At { pointer: String::new(), repeated: Vec::new() };
    let value = Branch(&mut at).deserialize(&mut reader)?;
    reader.end()?;
    Ok((value, at.repeated))
}

/// Where the reader is, and what it has found on the way.
struct At {
    pointer: String,
    repeated: Vec<String>,
}

impl At {
    /// Goes one step down for as long as `read` takes.
    fn within<R>(&mut self, step: &str, read: impl FnOnce(&mut At) -> R) -> R {
        let length = self.pointer.len();
        self.pointer.push('/');
        self.pointer.push_str(step);
        let read = read(self);
        self.pointer.truncate(length);
        read
    }
}

/// One value of the tree.
struct Branch<'a>(&'a mut At);

impl<'de> DeserializeSeed<'de> for Branch<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Branch<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            let step = values.len().to_string();
            match self.0.within(&step, |at| list.next_element_seed(Branch(at)))? {
                Some(value) => values.push(value),
                None => return Ok(Value::Array(values)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = object.next_key::<String>()? {
            let value = self.0.within(&escape(&key), |at| object.next_value_seed(Branch(at)))?;
            if fields.contains_key(&key) {
                let pointer = format!("{}/{}", self.0.pointer, escape(&key));
                self.0.repeated.push(pointer);
            }
            fields.insert(key, value);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_that_of_the_library() {
        let text = r#"{"a":[1,-2,3.5,true,null,"x",{"b":{}}],"c":1e400}"#;
        assert!(parse(text.as_bytes()).is_err(), "a number that no machine has");
        let text = r#"{"a":[1,-2,3.5,true,null,"x",{"b":{}}],"é/~":18446744073709551615}"#;
        let (tree, repeated) = parse(text.as_bytes()).expect("JSON");
        assert_eq!(tree, serde_json::from_str::<Value>(text).expect("JSON"));
        assert_eq!(repeated, Vec::<String>::new());
    }

    #[test]
    fn repeated_fields_are_told_and_the_last_one_counts() {
        let text = r#"{"a":[{"b":1,"b":2}],"c/d":1,"c/d":3}"#;
        let (tree, repeated) = parse(text.as_bytes()).expect("JSON");
        assert_eq!(repeated, ["/a/0/b", "/c~1d"]);
        assert_eq!(tree["a"][0]["b"], 2);
        assert_eq!(tree["c/d"], 3);
    }

    #[test]
    fn what_follows_the_file_is_not_json() {
        assert!(parse(b"{} {}").is_err());
        assert!(parse(&[b'['; 100_000]).is_err(), "too deep, and no overflow");
    }
}
