//! JSON that keeps the order of its keys and the spelling of its numbers, and its one layout.

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// A number, `true`, `false` or `null`, as it is spelt.
    Bare(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object; a key may stand twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A text.
    pub fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    /// An object.
    pub fn object<'a>(fields: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
        Json::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// What stands at a key of an object.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// Reads a whole file; `None` where it is not JSON, or nested too deep.
    pub fn parse(text: &str) -> Option<Json> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // The library says whether it is JSON; what remains is to split it.
        serde_json::from_str::<serde_json::Value>(text).ok()?;
        value(&mut &*text)
    }
}

/// Splits off the value that a text of sound JSON begins with.
fn value(rest: &mut &str) -> Option<Json> {
    *rest = rest.trim_start();
    match rest.chars().next()? {
        '"' => string(rest).map(Json::Text),
        '[' => {
            let mut list = Vec::new();
            while more(rest, ']')? {
                list.push(value(rest)?);
            }
            Some(Json::List(list))
        }
        '{' => {
            let mut fields = Vec::new();
            while more(rest, '}')? {
                let name = string(rest)?;
                *rest = rest.trim_start().strip_prefix(':')?;
                fields.push((name, value(rest)?));
            }
            Some(Json::Object(fields))
        }
        _ => {
            let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}');
            let (bare, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
            *rest = after;
            Some(Json::Bare(bare.to_owned()))
        }
    }
}

/// Goes over the sign before the next entry of a list or object, and tells whether there is one.
fn more(rest: &mut &str, close: char) -> Option<bool> {
    *rest = rest.trim_start();
    if let Some(after) = rest.strip_prefix(close) {
        *rest = after;
        return Some(false);
    }
    *rest = rest.strip_prefix(['[', '{', ','])?.trim_start();
    // Of an empty one the closing sign follows the opening.
    if let Some(after) = rest.strip_prefix(close) {
        *rest = after;
        return Some(false);
    }
    Some(true)
}

fn string(rest: &mut &str) -> Option<String> {
    *rest = rest.trim_start();
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    let (text, after) = rest.split_at(end?.0 + 1);
    *rest = after;
    serde_json::from_str(text).ok()
}

/// How many characters a line may have that holds a list or object.
const WIDTH: usize = 200;

/// A file in the one layout: a list or object stands on one line if that line, with its indent
/// and comma, has at most 200 characters; else each of its entries begins a line of its own, a
/// space further in.
pub fn layout(json: &Json) -> String {
    let mut text = String::new();
    lines(json, 0, "", "", &mut text);
    text
}

fn lines(json: &Json, indent: usize, before: &str, after: &str, text: &mut String) {
    let line = format!("{:indent$}{before}{}{after}", "", line(json));
    if line.chars().count() <= WIDTH || count(json) == 0 {
        text.push_str(&line);
        text.push('\n');
        return;
    }
    let (open, close) = if matches!(json, Json::List(_)) { ('[', ']') } else { ('{', '}') };
    text.push_str(&format!("{:indent$}{before}{open}\n", ""));
    let comma = |n: usize| if n + 1 < count(json) { "," } else { "" };
    match json {
        Json::List(list) => {
            for (n, entry) in list.iter().enumerate() {
                lines(entry, indent + 1, "", comma(n), text);
            }
        }
        Json::Object(fields) => {
            for (n, (name, value)) in fields.iter().enumerate() {
                lines(value, indent + 1, &format!("{}: ", quoted(name)), comma(n), text);
            }
        }
        Json::Bare(_) | Json::Text(_) => {}
    }
    text.push_str(&format!("{:indent$}{close}{after}\n", ""));
}

/// How many entries a list or object has.
fn count(json: &Json) -> usize {
    match json {
        Json::List(list) => list.len(),
        Json::Object(fields) => fields.len(),
        Json::Bare(_) | Json::Text(_) => 0,
    }
}

/// A value on one line.
fn line(json: &Json) -> String {
    match json {
        Json::Bare(bare) => bare.clone(),
        Json::Text(text) => quoted(text),
        Json::List(list) => format!("[{}]", list.iter().map(line).collect::<Vec<_>>().join(", ")),
        Json::Object(fields) => {
            let field =
                |(name, value): &(String, Json)| format!("{}: {}", quoted(name), line(value));
            format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
