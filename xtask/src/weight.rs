//! What the program's code weighs, crate by crate.
//!
//! A site's modules have no names of functions in them. A build keeps a copy of each that has, for
//! this: in it, a function is counted to the crate that its name begins with.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::{
    finish::{files, unreadable},
    split,
};

/// So many crates are named.
const HEAVIEST: usize = 10;

/// Where the modules with names are.
fn named() -> PathBuf {
    split::target().join("named")
}

/// Takes away the modules of another build.
pub(crate) fn forget() -> Result<()> {
    let dir = named();
    if dir.exists() {
        fs::remove_dir_all(&dir).with_context(|| unreadable(&dir))?;
    }
    Ok(())
}

/// Prints for the first view, and for all parts together, the heaviest crates.
pub(crate) fn report() -> Result<()> {
    let modules = files(&named()).context("The build has left no modules with names")?;
    let (first, rest): (Vec<PathBuf>, Vec<PathBuf>) =
        modules.into_iter().partition(|module| module.ends_with(FIRST));
    for (title, modules) in [("the first view", first), ("the parts that come later", rest)] {
        let mut weights = BTreeMap::new();
        for module in modules {
            let bytes = fs::read(&module).with_context(|| unreadable(&module))?;
            weigh(&bytes, &mut weights)?;
        }
        print(title, weights);
    }
    Ok(())
}

/// The module of the first view.
pub(crate) const FIRST: &str = "first-view.wasm";

fn print(title: &str, weights: BTreeMap<String, usize>) {
    let all: usize = weights.values().sum();
    let mut weights: Vec<(String, usize)> = weights.into_iter().collect();
    weights.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    println!("{all:>10}        bytes of WebAssembly in {title}, before compression");
    for (name, weight) in weights.iter().take(HEAVIEST) {
        println!("{weight:>10} {:>5.1} %  {name}", *weight as f64 * 100.0 / all as f64);
    }
    let others: usize = weights.iter().skip(HEAVIEST).map(|(_, weight)| weight).sum();
    println!("{others:>10} {:>5.1} %  all others\n", others as f64 * 100.0 / all as f64);
}

/// Adds what each crate's functions weigh in a module, and what is no function.
fn weigh(module: &[u8], weights: &mut BTreeMap<String, usize>) -> Result<()> {
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("A module is no WebAssembly")?;
        match &payload {
            Payload::ImportSection(imports) => {
                for import in imports.clone().into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => sizes.push(body.as_bytes().len()),
            Payload::DataSection(data) => {
                let data = data.range();
                *weights.entry("(data)".to_owned()).or_default() +=
                    (data.end - data.start) as usize;
            }
            Payload::CustomSection(custom) => {
                let KnownCustom::Name(parts) = custom.as_known() else { continue };
                for part in parts {
                    let Name::Function(functions) = part? else { continue };
                    for function in functions {
                        let function = function?;
                        names.insert(function.index as usize, function.name);
                    }
                }
            }
            Payload::CodeSectionStart { .. } => {}
            other => {
                if let Some((_, range)) = other.as_section() {
                    *weights.entry("(tables, imports, exports)".to_owned()).or_default() +=
                        (range.end - range.start) as usize;
                }
            }
        }
    }
    for (at, size) in sizes.into_iter().enumerate() {
        let name = names.get(&(imported + at)).copied().unwrap_or_default();
        *weights.entry(of(name).to_owned()).or_default() += size;
    }
    Ok(())
}

/// The crate that a function's name begins with, in either of the compiler's ways of writing it.
/// What a crate makes of another's generic function is the other's; so is `impl Other for Own`.
fn of(name: &str) -> &str {
    // `_RNvMs_NtCs3fQ7_4core3str…`: the first `C`, maybe with a hash, before a counted name.
    if name.starts_with("_R") {
        let crates = name.match_indices('C').filter_map(|(at, _)| {
            let rest = &name[at + 1..];
            let hash = rest.strip_prefix('s').and_then(|rest| rest.split_once('_'));
            counted(hash.map_or(rest, |(_, rest)| rest))
        });
        return crates.into_iter().next().unwrap_or(OTHER);
    }
    // `_ZN4core3ops…`, or `_ZN102_$LT$core..iter…`; as wasm-bindgen writes them out, `<core::iter…`
    // or `core[3fQ7]::ops…`.
    let path = match name.strip_prefix("_ZN").and_then(counted) {
        Some(first) => first.trim_start_matches('_').trim_start_matches("$LT$"),
        None if name.contains("::") => name
            .trim_start_matches(['<', '&', '(', '[', '*'])
            .trim_start_matches("mut ")
            .trim_start_matches("dyn "),
        None => return OTHER,
    };
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    if end == 0 { OTHER } else { &path[..end] }
}

/// What is of no crate by its name: made by the compiler, wasm-bindgen or the cut.
const OTHER: &str = "(no name)";

/// A name with its length before it.
fn counted(text: &str) -> Option<&str> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let length: usize = text[..digits].parse().ok()?;
    // An underscore sets a name apart from its length where it begins with a digit or with one.
    let rest = &text[digits..];
    rest.get(..length).filter(|name| !name.is_empty())
}

/// A module without the names of its functions.
pub(crate) fn nameless(module: &[u8]) -> Result<Vec<u8>> {
    let mut bare = module.get(..8).context("A module is no WebAssembly")?.to_vec();
    let mut from = bare.len();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("A module is no WebAssembly")?;
        let Some((_, range)) = payload.as_section() else { continue };
        let end = usize::try_from(range.end)?;
        let names = matches!(&payload, Payload::CustomSection(custom) if custom.name() == "name");
        if !names {
            bare.extend_from_slice(&module[from..end]);
        }
        from = end;
    }
    Ok(bare)
}

/// Keeps a module with names aside and leaves it without in the site.
pub(crate) fn keep_named(wasm: &Path, name: &str) -> Result<()> {
    let dir = named();
    let module = fs::read(wasm).with_context(|| unreadable(wasm))?;
    let unwritable = |path: &Path| format!("{} cannot be written", path.display());
    fs::create_dir_all(&dir).with_context(|| unwritable(&dir))?;
    fs::write(dir.join(name), &module).with_context(|| unwritable(&dir))?;
    fs::write(wasm, nameless(&module)?).with_context(|| unwritable(wasm))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_of_the_crate_that_its_name_begins_with() {
        for (name, krate) in [
            ("_RNvNtCsgXGp5Oqx2Ny_4core9panicking9panic_fmt", "core"),
            ("_RNvMsu_NtNtCsgXGp5Oqx2Ny_4core3str7patternNtB5_11StrSearcher3new", "core"),
            ("_RNvC5alloc3new", "alloc"),
            ("_ZN4core3ops8function6FnOnce9call_once17h5f6b3e2f97047d0fE", "core"),
            ("_ZN13mandate_trail4load4tree7Scanner5value17hd5974132c490a762E", "mandate_trail"),
            ("_ZN30_$LT$alloc..vec..Vec$LT$T$GT$$u20$as17hf9E", "alloc"),
            ("core::ops::function::FnOnce::call_once::h5f6b", "core"),
            (
                "<dlmalloc[e24a]::dlmalloc::Dlmalloc<dlmalloc[e24a]::sys::System>>::malloc",
                "dlmalloc",
            ),
            ("<&mut T as core::fmt::Write>::write_str", "T"),
            ("__wbindgen_malloc", OTHER),
            ("", OTHER),
        ] {
            assert_eq!(of(name), krate, "{name}");
        }
    }

    #[test]
    fn names_go_and_nothing_else() {
        // An empty module with a custom section "name" and one "x".
        let head = b"\0asm\x01\0\0\0";
        let (names, other) = (b"\0\x05\x04name", b"\0\x03\x01xy");
        let module = [&head[..], names, other].concat();
        assert_eq!(nameless(&module).unwrap(), [&head[..], other].concat());
    }
}
