//! Which module may use which: `ARCHITECTURE.md` says why. Fails when a module imports upward, or
//! names a crate that is another module's business.

#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests fail by panicking, too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every module and those that it uses, each listed before the ones that use it. The list is
/// exact: a use that goes is taken off it, so that it always tells how things are.
const USES: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("nearest", &[]),
    ("order", &[]),
    ("rest", &[]),
    ("svg", &["order"]),
    ("text", &[]),
    ("wording", &[]),
    ("visible", &[]),
    ("hash", &[]),
    ("beside", &[]),
    ("proof", &["model", "order", "text"]),
    ("load", &["model", "nearest", "order", "proof", "text"]),
    ("format", &["load", "model", "order"]),
    ("write", &["format", "load", "model"]),
    ("trail", &["model", "order", "rest"]),
    ("query", &["hash", "model", "order", "rest"]),
    ("timeline", &["model", "order", "query", "rest", "svg", "trail"]),
    ("lineage", &["model", "order", "timeline", "trail"]),
    ("compare", &["model", "order"]),
    ("address", &["compare", "model", "nearest", "order", "query"]),
    ("words", &["load", "model", "query", "text", "trail"]),
    ("figures", &["address", "model", "query", "words"]),
    ("drawing", &["lineage", "model", "order", "svg", "timeline", "words"]),
    ("opening", &["address", "drawing", "figures", "model", "query", "words"]),
    ("cite", &["model", "words"]),
    ("export", &["cite", "model", "words", "write"]),
    ("picture", &["drawing", "model", "svg", "timeline", "words"]),
    ("gesture", &[]),
    ("browser", &["gesture", "hash", "model", "rest", "svg"]),
    (
        "view",
        &[
            "address", "beside", "browser", "cite", "compare", "drawing", "export", "figures",
            "gesture", "lineage", "load", "model", "order", "picture", "proof", "query", "rest",
            "svg", "text", "timeline", "trail", "visible", "wording", "words",
        ],
    ),
    ("main", &["browser", "view"]),
];

/// The modules, or single files, that alone may name a crate, a part of one, or a part of the
/// standard library that reaches outside the program. Of what nobody may name, nobody is listed.
const ALONE: &[(&str, &[&str])] = &[
    ("web_sys", &["browser"]),
    ("js_sys", &["browser"]),
    ("wasm_bindgen", &["browser"]),
    ("wasm_bindgen_futures", &["browser"]),
    // They write workbooks.
    ("rawzip", &["src/export/workbook.rs"]),
    ("flate2", &["src/export/workbook.rs"]),
    // Leptos hands these crates on; the type of the page's root, and elements, are made of them.
    ("leptos::web_sys", &["src/view.rs"]),
    ("leptos::js_sys", &[]),
    ("leptos::wasm_bindgen", &["src/view/dom.rs"]),
    ("leptos::tachys", &["src/view/dom.rs"]),
    ("leptos", &["view", "main"]),
    ("serde", &[]),
    ("serde_json", &["load", "format"]),
    ("std::env", &[]),
    ("std::fs", &[]),
    ("std::net", &[]),
    ("std::process", &[]),
    ("std::thread", &[]),
    ("std::time", &[]),
];

#[test]
fn no_module_imports_upward() {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in sources() {
        let used = found.entry(file.module().to_owned()).or_default();
        let crates = if file.module() == "main" { "mandate_trail" } else { "crate" };
        for path in file.paths() {
            match path.first().map(String::as_str) {
                Some(root) if root == crates => used.extend(path.get(1).cloned()),
                _ => {}
            }
        }
        used.remove(file.module());
    }
    found.remove("lib"); // It lists the modules and uses none.
    for (module, used) in &found {
        let known = USES.iter().find(|(name, _)| name == module);
        let (_, allowed) = known.unwrap_or_else(|| panic!("{module} is not in the list"));
        let allowed: BTreeSet<String> = allowed.iter().map(|name| (*name).to_owned()).collect();
        let more: Vec<_> = used.difference(&allowed).collect();
        assert!(more.is_empty(), "{module} uses {more:?}, which it must not know");
        let less: Vec<_> = allowed.difference(used).collect();
        assert!(less.is_empty(), "{module} no longer uses {less:?}: take it off the list");
    }
    assert_eq!(found.len(), USES.len(), "a module of the list is gone");
}

#[test]
fn the_list_has_no_circle() {
    for (n, (module, uses)) in USES.iter().enumerate() {
        for used in *uses {
            let before = USES[..n].iter().any(|(name, _)| name == used);
            assert!(before, "{module} uses {used}, which is not before it");
        }
    }
}

#[test]
fn each_crate_is_one_modules_business() {
    for file in sources() {
        let name = file.name();
        for path in file.paths() {
            let path = path.join("::");
            let named = |at: &&(&str, &[&str])| {
                path.strip_prefix(at.0)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            };
            // The first that fits: parts of a crate are listed before the crate.
            let Some((business, of)) = ALONE.iter().find(named) else { continue };
            let may = of.contains(&file.module()) || of.contains(&name.as_str());
            assert!(may, "{name} names {business}: {path}");
        }
    }
}

/// The page's Content-Security-Policy allows nothing inline, so there is nothing inline.
#[test]
fn nothing_is_inline() {
    let page = fs::read_to_string(root().join("public/index.html")).expect("the page");
    let head = page.find("<head>").expect("a head");
    let policy = page.find("Content-Security-Policy").expect("a policy");
    let first = ["<link", "<script", "<title"].iter().filter_map(|tag| page.find(tag)).min();
    assert!(head < policy && Some(policy) < first, "the policy stands first");
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        assert!(!tag.starts_with("script") || tag.contains(" src="), "{tag}");
        assert!(!tag.starts_with("style"), "{tag}");
        let handler = |word: &str| word.starts_with("on") && word.contains('=');
        assert!(!tag.contains(" style=") && !tag.split_whitespace().any(handler), "{tag}");
    }
    for file in sources().into_iter().filter(|file| file.module() == "view") {
        for way in [" style=", "inner_html", "<style", "<script"] {
            assert!(!file.text.contains(way), "{}: {way}", file.name());
        }
    }
}

/// What is in parts of the page that come later (`src/view/later.rs`), and only there.
const LATER: &[&str] = &[
    "src/cite",
    "src/drawing/chronicle.rs",
    "src/drawing/lineage.rs",
    "src/export/",
    "src/opening",
    "src/view/about",
    "src/view/details/",
    "src/view/recommendations/",
    "src/view/resolutions",
    "src/view/sessions.rs",
    "src/view/sources",
    "src/view/states.rs",
    "src/view/timeline/down.rs",
    "src/view/timeline/list.rs",
    "src/view/timeline/table.rs",
    "src/words/done.rs",
];

/// A text that comes later than what says it would be missing there.
#[test]
fn the_first_view_says_nothing_that_comes_later() {
    let catalogue = fs::read_to_string(root().join("src/words/en.txt")).expect("the catalogue");
    let (mut later, mut are_later) = (BTreeSet::new(), false);
    for line in catalogue.lines() {
        match line {
            "#+" => are_later = true,
            "#-" => are_later = false,
            _ if are_later && line.contains(" = ") => {
                let key = line.split([' ', '.']).next().unwrap_or_default();
                later.insert(key.to_owned());
            }
            _ => {}
        }
    }
    assert!(later.len() > 100 && !are_later);
    let first = sources()
        .into_iter()
        .filter(|file| !LATER.iter().any(|part| file.name().starts_with(part)));
    for file in first {
        let name = file.name();
        for (at, _) in file.text.match_indices("Key::") {
            let rest = &file.text[at + "Key::".len()..];
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            assert!(!later.contains(&rest[..end]), "{name}: {} comes later", &rest[..end]);
        }
    }
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let check = |at: &[&str], text: &str, expect: &[&str]| {
        let at: Vec<String> = at.iter().map(|name| (*name).to_owned()).collect();
        let paths: Vec<String> = paths(&at, text).iter().map(|path| path.join("::")).collect();
        assert_eq!(paths, expect, "{text}");
    };
    check(
        &["a"],
        "use crate::b::{self, c::{D, E as F}, *};",
        &["crate::b::self", "crate::b::c::D", "crate::b::c::E", "crate::b::*"],
    );
    check(&["a"], "// crate::b\n/* /* crate::c */ */ /// [`crate::d`]\n", &[]);
    check(
        &["a"],
        "f(\"crate::b\", r#\"\"crate::c\"#, '\\'', 'x', crate::d::e::<T>)",
        &["crate::d::e"],
    );
    check(&["a"], "fn f<'a>(x: &'a crate::b::C) {}", &["crate::b::C"]);
    check(&["a", "b"], "use super::c; use super::super::d;", &["crate::a::c", "crate::d"]);
    check(
        &["a"],
        "mod tests { use super::*; use super::super::b; } use super::c;",
        &["crate::a::*", "crate::b", "crate::c"],
    );
    check(
        &["a"],
        "use self::b::c; use ::leptos::d; pub(crate) fn f() {}",
        &["crate::a::b::c", "leptos::d", "crate"],
    );
}

// ---------------------------------------------------------------- reading the sources

struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// The module that it belongs to, of those that the crate's root lists.
    fn module(&self) -> &str {
        let relative = self.path.strip_prefix(root().join("src")).expect("in src");
        let first = relative.components().next().expect("a name").as_os_str();
        Path::new(first).file_stem().and_then(|name| name.to_str()).expect("a name")
    }

    /// "src/load/check.rs", on every system.
    fn name(&self) -> String {
        let relative = self.path.strip_prefix(root()).expect("in the package");
        relative.to_string_lossy().replace('\\', "/")
    }

    /// Every path that it names, from the root of the crate or with an outer crate's name.
    fn paths(&self) -> Vec<Vec<String>> {
        let relative = self.path.strip_prefix(root().join("src")).expect("in src");
        let names = relative.with_extension("");
        let names = names.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
        paths(&names.filter(|name| name != "lib" && name != "main").collect::<Vec<_>>(), &self.text)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let (mut found, mut todo) = (Vec::new(), vec![root().join("src")]);
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a directory");
            todo.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            found.push(Source { path, text });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 50, "these are not the sources");
    found
}

/// Every path of a source in the module `at`: `super` and `self` resolved, groups taken apart.
fn paths(at: &[String], text: &str) -> Vec<Vec<String>> {
    let tokens = tokens(text);
    let mut at = at.to_vec();
    let (mut depth, mut inner, mut found) = (0, Vec::new(), Vec::new());
    let mut n = 0;
    while n < tokens.len() {
        let token = tokens[n].as_str();
        let after = |k: usize| tokens.get(n + k).map(String::as_str);
        let word = token.starts_with(|c: char| c.is_alphabetic() || c == '_');
        match token {
            "mod" if after(2) == Some("{") => {
                inner.push(depth);
                at.extend(after(1).map(str::to_owned));
                n += 1;
            }
            "{" => {
                depth += 1;
                n += 1;
            }
            "}" => {
                depth -= 1;
                if inner.last() == Some(&depth) {
                    inner.pop();
                    at.pop();
                }
                n += 1;
            }
            "use" => n += 1,
            _ if word => {
                let mut named = Vec::new();
                n = path(&tokens, n, &mut Vec::new(), &mut named);
                // A single word is no path, unless it is the root itself.
                named.retain(|path| path.len() > 1 || path == &["crate"]);
                named.iter_mut().for_each(|path| resolve(&at, path));
                found.append(&mut named);
            }
            _ => n += 1,
        }
    }
    found
}

/// Reads the path that begins at a token, with the groups in it. Returns where it ends.
fn path(
    tokens: &[String],
    mut n: usize,
    before: &mut Vec<String>,
    found: &mut Vec<Vec<String>>,
) -> usize {
    let length = before.len();
    loop {
        match tokens.get(n).map(String::as_str) {
            Some("{") if before.len() > length || length > 0 => {
                n += 1;
                while tokens.get(n).is_some_and(|token| token != "}") {
                    match tokens[n].as_str() {
                        "," => n += 1,
                        "as" => n += 2,
                        _ => n = path(tokens, n, before, found),
                    }
                }
                n += 1;
                break;
            }
            Some(token) => {
                before.push(token.to_owned());
                n += 1;
            }
            None => break,
        }
        let goes_on = tokens.get(n + 1).is_some_and(|next| {
            next == "{" || next == "*" || next.starts_with(|c: char| c.is_alphabetic() || c == '_')
        });
        if tokens.get(n).is_none_or(|token| token != "::") || !goes_on {
            found.push(before.clone());
            break;
        }
        n += 1;
    }
    before.truncate(length);
    n
}

fn resolve(at: &[String], path: &mut Vec<String>) {
    let supers = path.iter().take_while(|name| *name == "super").count();
    if supers > 0 || path[0] == "self" {
        let kept = at.len().saturating_sub(supers);
        let base = ["crate".to_owned()].into_iter().chain(at[..kept].iter().cloned());
        let rest = path.split_off(supers.max(1));
        *path = base.chain(rest).collect();
    }
}

/// The words and signs of a source, without comments, texts and characters.
fn tokens(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if c == '"' {
            string(rest)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if c == '\'' {
            character(rest)
        } else if word > 0 {
            found.push(rest[..word].to_owned());
            word
        } else if rest.starts_with("::") {
            found.push("::".to_owned());
            2
        } else {
            if !c.is_whitespace() {
                found.push(c.to_string());
            }
            c.len_utf8()
        };
        rest = &rest[skip..];
    }
    found
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn raw_string(text: &str) -> Option<usize> {
    let hashed = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let inner = hashed.trim_start_matches('#');
    let hashes = hashed.len() - inner.len();
    let inner = inner.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = inner.find(&end).map_or(inner.len(), |at| at + end.len());
    Some(text.len() - inner.len() + length)
}

/// A character, or the sign of a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let rest = at + escaped.len_utf8();
            text[rest..].find('\'').map_or(text.len(), |end| rest + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[test]
fn every_text_of_the_catalogue_is_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root];
    let mut code = String::new();
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).expect("src").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                code += &fs::read_to_string(path).expect("a source file");
            }
        }
    }
    let said = |name: &str| {
        let key = format!("Key::{name}");
        let uses = code.match_indices(&key).map(|(at, text)| at + text.len());
        let mut after = uses.map(|end| code[end..].chars().next().unwrap_or(' '));
        after.any(|c| !c.is_alphanumeric() && c != '_')
    };
    let unsaid = mandate_trail::words::Key::ALL.iter().map(|(name, _)| *name);
    assert_eq!(unsaid.filter(|name| !said(name)).collect::<Vec<_>>(), Vec::<&str>::new());
}
