//! Makes the JavaScript between the program and the browser as small as what the program uses of
//! it: wasm-bindgen writes it for all that the crates offer, before wasm-opt has found out what is
//! used, and names what is imported with a hash each, which no compression makes shorter.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use anyhow::{Context, Result};
use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, RawSection};
use wasmparser::{ExternalKind, Parser, Payload};

/// The script without what it exports beside how the program is started: classes that crates offer
/// to other scripts, of which there are none here. What only these use, the minifier finds.
pub(crate) fn unexported(script: &str) -> String {
    let (mut out, mut classes) = (String::with_capacity(script.len()), Vec::new());
    let mut lines = script.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let of = |begin: &str, end: &str| {
            let rest = line.strip_prefix(begin)?;
            classes.iter().any(|class| rest.starts_with(&format!("{class}{end}"))).then_some(())
        };
        if let Some(rest) = line.strip_prefix("export class ") {
            classes.push(rest.split_once(' ').map_or(rest, |(name, _)| name));
            lines.by_ref().find(|line| line.starts_with('}'));
        } else if of("const ", "Finalization").is_some() {
            if !line.trim_end().ends_with(';') {
                lines.by_ref().find(|line| line.trim_end().ends_with(';'));
            }
        } else if of("if (Symbol.dispose) ", ".").is_none() {
            let rest = line.strip_prefix("export ").filter(|rest| !rest.starts_with('{'));
            out.push_str(rest.unwrap_or(line));
        }
    }
    // One that the program makes itself has to stay.
    if classes.iter().any(|class| out.contains(class)) { script.to_owned() } else { out }
}

/// What the script takes from the program: each `wasm.name`.
pub(crate) fn taken(script: &str) -> BTreeSet<String> {
    let named = |(at, found): (usize, &str)| {
        let before = script[..at].chars().next_back();
        let own = before.is_some_and(|c| is_name(c) || c == '.');
        let rest = &script[at + found.len()..];
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        (!own && end > 0).then(|| rest[..end].to_owned())
    };
    script.match_indices("wasm.").filter_map(named).collect()
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$')
}

/// The script with only those imports that the program has, under the names given.
pub(crate) fn with_imports(script: &str, names: &BTreeMap<String, String>) -> Result<String> {
    const BEGIN: &str = "const import0 = {";
    let begin = script.find(BEGIN).context("The script offers the program nothing")? + BEGIN.len();
    let (mut out, mut at) = (script[..begin].to_owned(), begin);
    loop {
        let entry = at..at + end_of(&script[at..], &[',', '}']).context("An import has no end")?;
        if let Some((name, value)) = script[entry.clone()].split_once(':') {
            let name = name.trim();
            // `__proto__` is no import.
            let new = if name == "__proto__" { Some(name) } else { names.get(name).map(|n| &**n) };
            if let Some(new) = new {
                out.push_str(&format!("{new}:{value},"));
            }
        }
        at = entry.end + 1;
        if script[entry.end..].starts_with('}') {
            out.push_str(&script[entry.end..]);
            return Ok(out);
        }
    }
}

/// The script with other names of what it takes from the program.
pub(crate) fn with_exports(script: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some((before, after)) = rest.split_once("wasm.") {
        out.push_str(before);
        out.push_str("wasm.");
        let end = after.find(|c| !is_name(c)).unwrap_or(after.len());
        let own = before.chars().next_back().is_some_and(|c| is_name(c) || c == '.');
        let name = names.get(&after[..end]).filter(|_| !own);
        out.push_str(name.map_or(&after[..end], String::as_str));
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

/// Where the first of some signs stands that is in no text, comment or brackets.
fn end_of(script: &str, signs: &[char]) -> Option<usize> {
    let (mut depth, mut chars) = (0, script.char_indices().peekable());
    while let Some((at, c)) = chars.next() {
        match c {
            _ if depth == 0 && signs.contains(&c) => return Some(at),
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            '"' | '\'' | '`' => loop {
                match chars.next()?.1 {
                    '\\' => drop(chars.next()),
                    end if end == c => break,
                    _ => {}
                }
            },
            '/' if chars.peek().is_some_and(|(_, next)| *next == '/') => {
                for (_, c) in chars.by_ref() {
                    if c == '\n' {
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    None
}

/// What a module imports from another, in its order.
pub(crate) fn imports(module: &[u8], from: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                let import = import?;
                if import.module == from {
                    names.push(import.name.to_owned());
                }
            }
        }
    }
    Ok(names)
}

/// What a module exports, in its order.
pub(crate) fn exports(module: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ExportSection(exports) = payload? {
            for export in exports {
                names.push(export?.name.to_owned());
            }
        }
    }
    Ok(names)
}

/// The module with only the exports named, under their new names.
pub(crate) fn exporting(module: &[u8], names: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    each_section(module, |payload| {
        let Payload::ExportSection(exports) = payload else { return Ok(None) };
        let mut section = ExportSection::new();
        for export in exports.clone() {
            let export = export?;
            let kind = match export.kind {
                ExternalKind::Func | ExternalKind::FuncExact => ExportKind::Func,
                ExternalKind::Table => ExportKind::Table,
                ExternalKind::Memory => ExportKind::Memory,
                ExternalKind::Global => ExportKind::Global,
                ExternalKind::Tag => ExportKind::Tag,
            };
            if let Some(name) = names.get(export.name) {
                section.export(name, kind, export.index);
            }
        }
        let mut bytes = Vec::new();
        wasm_encoder::Encode::encode(&section, &mut bytes);
        Ok(Some(bytes))
    })
}

/// The module with what it imports from another under new names, as is the other.
pub(crate) fn importing(
    module: &[u8],
    (from, renamed): (&str, &str),
    names: &BTreeMap<String, String>,
) -> Result<Vec<u8>> {
    each_section(module, |payload| {
        let Payload::ImportSection(imports) = payload else { return Ok(None) };
        let mut section = ImportSection::new();
        for import in imports.clone().into_imports() {
            let import = import?;
            let (module, name) = if import.module == from {
                (renamed, &**names.get(import.name).context("An import has no new name")?)
            } else {
                (import.module, import.name)
            };
            let ty = EntityType::try_from(import.ty)
                .map_err(|_| anyhow::anyhow!("An import is of an unknown type"))?;
            section.import(module, name, ty);
        }
        let mut bytes = Vec::new();
        wasm_encoder::Encode::encode(&section, &mut bytes);
        Ok(Some(bytes))
    })
}

/// The module with each section as it is or as `change` gives what is in it: its length and
/// content.
fn each_section(
    module: &[u8],
    change: impl Fn(&Payload<'_>) -> Result<Option<Vec<u8>>>,
) -> Result<Vec<u8>> {
    let mut made = wasm_encoder::Module::HEADER.to_vec();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        let range: Range<usize> = usize::try_from(range.start)?..usize::try_from(range.end)?;
        made.push(id);
        match change(&payload)? {
            Some(content) => made.extend_from_slice(&content),
            None => {
                let data = &module[range];
                let mut bytes = Vec::new();
                wasm_encoder::Encode::encode(&RawSection { id, data }, &mut bytes);
                made.extend_from_slice(&bytes);
            }
        }
    }
    Ok(made)
}

/// Short names for each of these.
pub(crate) fn short(names: &[String]) -> BTreeMap<String, String> {
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
    let named = |(n, name): (usize, &String)| {
        let (most, last) = (n / letters.len(), n % letters.len());
        let first = most.checked_sub(1).map(|most| letters[most % letters.len()]);
        (name.clone(), first.into_iter().chain([letters[last]]).collect())
    };
    names.iter().enumerate().map(named).collect()
}

/// Each under its own name.
pub(crate) fn same(names: impl IntoIterator<Item = String>) -> BTreeMap<String, String> {
    names.into_iter().map(|name| (name.clone(), name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "export class Stream {\n    free() {\n    }\n}\nif (Symbol.dispose) \
        Stream.prototype[Symbol.dispose] = Stream.prototype.free;\nconst StreamFinalization = \
        (a)\n    ? b\n    : c;\nlet wasm;\nfunction get() {\n    const import0 = {\n        \
        __proto__: null,\n        __wbg_x_1f: function(a, b) { return f({ a, b }, \"},\"); },\n        \
        __wbg_y_2e: (a) => wasm.__free(a, mywasm.no), // x: },\n    };\n    return { \"./x.js\": \
        import0 };\n}\nexport { initSync, init as default };\n";

    #[test]
    fn a_script_offers_what_is_imported_under_its_new_name() {
        let names = short(&["__wbg_y_2e".to_owned()]);
        let made = with_imports(SCRIPT, &names).unwrap();
        assert!(made.contains("a: (a) => wasm.__free") && !made.contains("__wbg_x"), "{made}");
        assert!(made.contains("__proto__") && made.ends_with("as default };\n"), "{made}");
        let both = with_imports(SCRIPT, &same(["__wbg_x_1f".into(), "__wbg_y_2e".into()])).unwrap();
        assert!(
            both.contains("__wbg_x_1f: function(a, b) { return f({ a, b }, \"},\"); }"),
            "{both}"
        );
    }

    #[test]
    fn a_script_exports_only_how_the_program_is_started() {
        let made = unexported(SCRIPT);
        assert!(made.starts_with("let wasm;") && made.contains("\nexport { initSync"), "{made}");
        let used = SCRIPT.replace("(a) =>", "(a) => Stream.__wrap(a) &&");
        assert_eq!(unexported(&used), used);
    }

    #[test]
    fn what_is_taken_from_the_program_gets_its_new_name() {
        assert_eq!(taken(SCRIPT), BTreeSet::from(["__free".to_owned()]));
        let made = with_exports(SCRIPT, &short(&["__free".to_owned(), "no".to_owned()]));
        assert!(made.contains("wasm.a(a, mywasm.no)"), "{made}");
    }

    #[test]
    fn a_module_with_other_names() {
        use wasm_encoder::{EntityType, Module};
        let (mut module, mut types) = (Module::new(), wasm_encoder::TypeSection::new());
        types.ty().function([], []);
        let mut all = ImportSection::new();
        all.import("./x.js", "__wbg_x_1f", EntityType::Function(0));
        all.import("./y.js", "other", EntityType::Function(0));
        let mut out = ExportSection::new();
        out.export("one", ExportKind::Func, 0).export("two", ExportKind::Func, 0);
        module.section(&types).section(&all).section(&out);
        let module = module.finish();
        let found = imports(&module, "./x.js").unwrap();
        assert_eq!(found, ["__wbg_x_1f"]);
        let made = importing(&module, ("./x.js", "a"), &short(&found)).unwrap();
        let made = exporting(&made, &same(["two".to_owned()])).unwrap();
        wasmparser::validate(&made).unwrap();
        let of = |from: &str| imports(&made, from).unwrap();
        assert_eq!((of("a"), of("./y.js")), (vec!["a".into()], vec!["other".into()]));
        assert_eq!(exports(&made).unwrap(), ["two"]);
    }

    #[test]
    fn no_two_short_names_are_the_same() {
        let names: Vec<String> = (0..600).map(|n| n.to_string()).collect();
        let short = short(&names);
        assert_eq!(short.values().collect::<BTreeSet<_>>().len(), 600);
    }
}
