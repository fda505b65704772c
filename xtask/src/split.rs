//! Cuts the program into the first view and the parts that `src/view/later.rs` names, which the
//! page fetches when they are wanted.
//!
//! Trunk hands over what it knows how to build: the whole program in one module. Cargo's own
//! output is cut instead, and takes its place: first what panics is made to trap, then comes the
//! cut (both need the linker's relocations, and so come before wasm-bindgen), then wasm-bindgen on
//! the first view, then wasm-opt on every piece, with the settings that the page gives Trunk.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support as cut;

use crate::{
    finish::{files, integrity, minify, unreadable},
    glue,
    run::{command, could_not_start, find, root},
    style::LATER,
    tools::terser,
    trap, weight,
};

/// Set for a build that is to be cut.
pub(crate) const SPLIT: &str = "MANDATE_TRAIL_SPLIT";

/// The feature of the program that marks where it is cut.
pub(crate) const FEATURE: &str = "split";

/// What the linker has to leave in the program for that.
pub(crate) const LINK: &str = "-Clink-args=--emit-relocs";

/// Whether this build is to be cut.
pub(crate) fn wanted() -> bool {
    env::var_os(SPLIT).is_some()
}

/// Cuts the program in the site under `dir`, whose page is `html`.
pub(crate) fn split(dir: &Path, html: &mut String) -> Result<()> {
    let all = files(dir)?;
    let ends = |end: &'static str| {
        let mut found = all.iter().filter(|path| path.to_string_lossy().ends_with(end));
        found.next().cloned().with_context(|| format!("Trunk has written no file *{end}"))
    };
    let wasm = ends("_bg.wasm")?;
    let script = wasm.with_file_name(name(&wasm)?.replace("_bg.wasm", ".js"));
    let stem = name(&script)?.trim_end_matches(".js").to_owned();
    let uncut = [&script, &wasm].map(|path| integrity(path));

    let work = dir.join(".split");
    fs::create_dir_all(&work).with_context(|| unwritable(&work))?;
    let program = program();
    let bytes = fs::read(&program).with_context(|| unreadable(&program))?;
    let bytes = if env::var_os("NOTRAP").is_some() { bytes } else { trap::trap(&bytes)?.0 };
    let main = work.join("main.wasm");
    let (link, own) = (format!("./{stem}-parts.js"), format!("./{}", name(&script)?));
    let mut options = cut::Options::new(&bytes);
    options.output_dir = &work;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &own;
    let pieces = cut::transform(options).map_err(|error| anyhow!("{error:#}"))?.split_modules;

    let mut bindgen = command("wasm-bindgen");
    bindgen
        .arg(&main)
        .args(["--target=web", "--no-typescript", "--keep-lld-exports", "--out-name", &stem])
        .arg("--out-dir")
        .arg(dir);
    let done = bindgen.status().with_context(|| could_not_start(&bindgen))?;
    ensure!(done.success(), "wasm-bindgen could not work on the program's first view");
    weight::forget()?;
    let parts = dir.join(&link);
    let mut loads = fs::read_to_string(work.join(&link)).with_context(|| unreadable(&parts))?;
    match (terser(), find(&["wasm-opt"])) {
        (Some(terser), Some(_)) => slim(&terser.path, &work, &script, &wasm, &loads)?,
        _ => optimise(&wasm, &[])?,
    }
    weight::keep_named(&wasm, weight::FIRST)?;

    for piece in &pieces {
        optimise(piece, &[])?;
        weight::keep_named(piece, name(piece)?)?;
        let plain = name(piece)?;
        let short = plain.trim_start_matches("split_").replace("chunk_", "shared-");
        let named = format!("{stem}-{short}");
        fs::rename(piece, dir.join(&named)).with_context(|| unwritable(&dir.join(&named)))?;
        // The browser checks what arrives, as it does with what the page itself names.
        let hash = integrity(&dir.join(&named))?;
        loads = loads.replace(
            &format!("fetch(new URL(\"./{plain}\", import.meta.url))"),
            &format!("fetch(new URL(\"./{named}\", import.meta.url), {{ integrity: \"{hash}\" }})"),
        );
        ensure!(loads.contains(&named), "{plain} is not loaded from where it was expected");
    }
    let (page, loads) = later_style(html, &loads)?;
    *html = page;
    fs::write(&parts, loads).with_context(|| unwritable(&parts))?;
    fs::remove_dir_all(&work).with_context(|| unwritable(&work))?;

    // The page named what was not cut by its hash; and it loads what loads the parts beside it.
    for (before, path) in uncut.into_iter().zip([&script, &wasm]) {
        *html = html.replace(&before?, &integrity(path)?);
    }
    let preload =
        format!("<link rel=modulepreload href=\"{link}\" integrity=\"{}\">", integrity(&parts)?);
    *html = html.replacen("</head>", &format!("{preload}</head>"), 1);
    ensure!(html.contains(&link), "The page has no head");
    Ok(())
}

/// Where Cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into)
}

/// The program as Cargo has compiled it.
fn program() -> PathBuf {
    target().join("wasm32-unknown-unknown").join("release").join("mandate-trail.wasm")
}

/// The page without the style of what comes later, and what loads the parts with it: none is there
/// before its style is.
fn later_style(page: &str, loads: &str) -> Result<(String, String)> {
    let stem = LATER.trim_end_matches(".css");
    let at = page.find(stem).context("The page has no style of what comes later")?;
    let start = page[..at].rfind('<').unwrap_or(0);
    let end = at + page[at..].find('>').context("index.html has a tag without end")? + 1;
    let value = |from: usize| {
        let end = page[from..].find(['"', ' ', '>']).map_or(page.len(), |end| from + end);
        &page[from..end]
    };
    let hash = page[start..end].find("integrity=").map(|found| {
        let from = start + found + "integrity=".len();
        value(from + usize::from(page[from..].starts_with('"')))
    });
    let integrity = hash.map(|hash| format!("integrity: \"{hash}\", ")).unwrap_or_default();
    let style = format!(
        "let styled;
function style() {{
    return styled ??= new Promise((resolve, reject) => {{
        const link = document.createElement(\"link\");
        const lost = () => {{ link.remove(); styled = undefined; reject(new Error(link.href)); }};
        const href = new URL(\"./{}\", import.meta.url);
        Object.assign(link, {{ rel: \"stylesheet\", {integrity}href, onload: resolve, onerror: lost }});
        document.head.append(link);
    }});
}}
",
        value(at)
    );
    let before = "const parallelStuff = deps.map(d => d());";
    ensure!(loads.contains(before), "What loads the parts is not what it was");
    let with = "const parallelStuff = [style(), ...deps.map(d => d())];";
    let loads = loads.replacen(before, with, 1);
    Ok(([&page[..start], &page[end..]].concat(), loads + &style))
}

/// Optimises the first view and leaves out of it and of its script what the other does not use.
fn slim(terser: &Path, work: &Path, script: &Path, wasm: &Path, parts: &str) -> Result<()> {
    let read = |path: &Path| fs::read(path).with_context(|| unreadable(path));
    let write =
        |path: &Path, bytes: &[u8]| fs::write(path, bytes).with_context(|| unwritable(path));
    let from = format!("./{}", name(wasm)?.replace(".wasm", ".js"));
    let text = fs::read_to_string(script).with_context(|| unreadable(script))?;
    let mut text = glue::unexported(&text);
    // What loads the parts names what these share with the first view.
    let shared = |name: &String| parts.contains(&format!(" {name},"));
    let mut kept = BTreeMap::new();
    // What is not used uses something itself.
    for _ in 0..2 {
        let used = work.join("used.js");
        write(&used, text.as_bytes())?;
        minify(terser, &used, &[])?;
        let taken = glue::taken(&fs::read_to_string(&used).with_context(|| unreadable(&used))?);
        let module = read(wasm)?;
        let exports = glue::exports(&module)?.into_iter();
        kept = glue::same(exports.filter(|name| shared(name) || taken.contains(name)));
        write(wasm, &glue::exporting(&module, &kept)?)?;
        optimise(wasm, &["--remove-unused-module-elements"])?;
        let imports = glue::imports(&read(wasm)?, &from)?;
        text = glue::with_imports(&text, &glue::same(imports))?;
    }
    optimise(wasm, &[])?;
    let module = read(wasm)?;
    let imports = glue::short(&glue::imports(&module, &from)?);
    let module = glue::importing(&module, (&from, IMPORTS), &imports)?;
    let exports: Vec<String> = kept.into_keys().filter(|name| !shared(name)).collect();
    let exports = glue::short(&exports);
    let mut named = glue::same(glue::exports(&module)?);
    named.extend(exports.clone());
    write(wasm, &glue::exporting(&module, &named)?)?;
    text = glue::with_exports(&glue::with_imports(&text, &imports)?, &exports);
    let before = format!("\"{from}\": import0");
    ensure!(text.contains(&before), "The script does not say what it offers the program");
    write(script, text.replace(&before, &format!("{IMPORTS}: import0")).as_bytes())
}

/// What the first view calls the script that it imports from.
const IMPORTS: &str = "a";

/// Makes a module smaller, where wasm-opt is there, with the settings that the page gives Trunk, or
/// with these passes. Its functions keep their names.
fn optimise(wasm: &Path, passes: &[&str]) -> Result<()> {
    let Some(wasm_opt) = find(&["wasm-opt"]) else { return Ok(()) };
    let page = root().join("public").join("index.html");
    let page = fs::read_to_string(&page).with_context(|| unreadable(&page))?;
    let settings =
        page.split_once("data-wasm-opt-params=\"").and_then(|(_, on)| on.split_once('"'));
    let (settings, _) = settings.context("public/index.html has no data-wasm-opt-params")?;
    let features = |setting: &&str| setting.starts_with("--enable-");
    let settings: Vec<&str> = match passes {
        [] => ["-Oz"].into_iter().chain(settings.split_whitespace()).collect(),
        _ => settings.split_whitespace().filter(features).chain(passes.iter().copied()).collect(),
    };
    let mut run = command(wasm_opt);
    run.arg(wasm).args(settings).args(["--quiet", "--debuginfo", "-o"]).arg(wasm);
    let done = run.status().with_context(|| could_not_start(&run))?;
    ensure!(done.success(), "wasm-opt could not work on {}", wasm.display());
    Ok(())
}

fn name(path: &Path) -> Result<&str> {
    path.file_name().and_then(|name| name.to_str()).context("A file of the site has no name")
}

fn unwritable(path: &Path) -> String {
    format!("{} cannot be written", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_of_what_comes_later_goes_from_the_page_to_what_loads_it() {
        let loads = "x; const parallelStuff = deps.map(d => d());";
        for quote in ["\"", ""] {
            let link = |name: &str| {
                format!(
                    "<link rel=stylesheet href={quote}./{name}.css{quote} integrity={quote}sha-{name}{quote}>"
                )
            };
            let later = link("later-bundle-1f");
            let page = format!("<p>{}{later}</p>", link("bundle-2e"));
            let (page, loads) = later_style(&page, loads).unwrap();
            assert_eq!(page, format!("<p>{}</p>", link("bundle-2e")));
            assert!(
                loads.contains("\"./later-bundle-1f.css\"")
                    && loads.contains("\"sha-later-bundle-1f\""),
                "{loads}"
            );
            assert!(loads.contains("[style(), ...deps"), "{loads}");
        }
        assert!(later_style("<p>", loads).is_err());
    }
}
