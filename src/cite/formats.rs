//! The forms that programs read.

use super::Citation;
use crate::model::{Civil, Date, Day, Point};
use crate::words::Words;

/// One line, as these forms have it.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The year, and the month and day as far as they are known; of a span, its beginning.
fn parts(date: Date) -> Vec<i32> {
    let (Date::At(point) | Date::Span(point, _) | Date::Since(point) | Date::Until(point)) = date;
    match point {
        Point::Year(year) => vec![year],
        Point::Month(year, month) => vec![year, month.into()],
        Point::Day(year, month, day) => vec![year, month.into(), day.into()],
    }
}

fn day_parts(day: Day) -> [i32; 3] {
    let Civil { year, month, day } = day.civil();
    [year, month.into(), day.into()]
}

/// Two digits at least, parted by `sign`.
fn dated(parts: &[i32], sign: &str) -> String {
    parts.iter().map(|part| format!("{part:02}")).collect::<Vec<_>>().join(sign)
}

/// RIS, a report: <https://en.wikipedia.org/wiki/RIS_(file_format)>. Tags that have no place for
/// it give way to a note.
pub(super) fn ris(of: &Citation, words: &Words) -> String {
    let mut text = String::from("TY  - RPRT\r\n");
    let mut tag = |tag: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("{tag}  - {}\r\n", line(value)));
        }
    };
    tag("ID", &of.key);
    tag("TI", &of.title);
    tag("AU", of.author.as_deref().unwrap_or_default());
    if let Some(date) = of.date.map(parts) {
        tag("PY", &dated(date.get(..1).unwrap_or_default(), "/"));
        tag("DA", &format!("{}{}", dated(&date, "/"), "/".repeat(3 - date.len())));
    }
    tag("SN", of.symbol.as_deref().unwrap_or_default());
    tag("SE", &of.place(words).unwrap_or_default());
    tag("N1", &of.doubt(words).unwrap_or_default());
    tag("UR", of.url.as_deref().unwrap_or_default());
    tag("L2", &of.permalink);
    if let Some(day) = of.accessed {
        tag("Y2", &dated(&day_parts(day), "/"));
    }
    text.push_str("ER  - \r\n");
    text
}

/// BibTeX, a technical report.
pub(super) fn bibtex(of: &Citation, words: &Words) -> String {
    let mut text = format!("@techreport{{{},\n", of.key);
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    };
    // Braces keep the capitals of names.
    field("title", &format!("{{{}}}", tex(&of.title)));
    let author = of.author.as_deref().map(tex).unwrap_or_default();
    if !author.is_empty() {
        field("author", &format!("{{{author}}}"));
    }
    field("institution", &author);
    field("number", &of.symbol.as_deref().map(tex).unwrap_or_default());
    if let Some(date) = of.date.map(parts) {
        field("year", &dated(date.get(..1).unwrap_or_default(), "-"));
        field("month", &date.get(1).map(i32::to_string).unwrap_or_default());
        field("day", &date.get(2).map(i32::to_string).unwrap_or_default());
    }
    let notes: Vec<String> = of.place(words).into_iter().chain(of.doubt(words)).collect();
    field("note", &tex(&notes.join("; ")));
    field("url", of.url.as_deref().unwrap_or(&of.permalink));
    if let Some(day) = of.accessed {
        field("urldate", &dated(&day_parts(day), "-"));
    }
    text.push_str("}\n");
    text
}

/// A text as TeX sets it.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// CSL-JSON, one item in a list: <https://github.com/citation-style-language/schema>.
pub(super) fn csl(of: &Citation, words: &Words) -> String {
    let mut fields: Vec<(&str, String)> =
        vec![("id", quoted(&of.key)), ("type", quoted("report")), ("title", quoted(&of.title))];
    let mut text = |name: &'static str, value: Option<&str>| {
        fields.extend(value.map(|value| (name, quoted(value))));
    };
    text("number", of.symbol.as_deref());
    text("locator", of.place.as_deref());
    text("URL", Some(of.url.as_deref().unwrap_or(&of.permalink)));
    let shown = of.url.as_ref().map(|_| of.permalink.clone());
    let notes: Vec<String> = of.doubt(words).into_iter().chain(shown).collect();
    text("note", (!notes.is_empty()).then(|| notes.join("; ")).as_deref());
    if let Some(author) = &of.author {
        fields.push(("author", format!("[{{\"literal\": {}}}]", quoted(author))));
    }
    let date = |parts: &[i32]| {
        let parts: Vec<String> = parts.iter().map(i32::to_string).collect();
        format!("{{\"date-parts\": [[{}]]}}", parts.join(", "))
    };
    fields.extend(of.date.map(|at| ("issued", date(&parts(at)))));
    fields.extend(of.accessed.map(|day| ("accessed", date(&day_parts(day)))));
    let fields: Vec<String> =
        fields.into_iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
    format!("[{{\n{}\n}}]\n", fields.join(",\n"))
}

/// A text in JSON.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
