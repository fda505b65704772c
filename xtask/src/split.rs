//! Cuts the program into the first view and the parts that `src/view/later.rs` names, which the
//! page fetches when they are wanted.
//!
//! Trunk hands over what it knows how to build: the whole program in one module. Cargo's own
//! output is cut instead, and takes its place: first the cut (which needs the linker's
//! relocations, and so comes before wasm-bindgen), then wasm-bindgen on the first view, then
//! wasm-opt on every piece, with the settings that the page gives Trunk.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support as cut;

use crate::{
    finish::{files, integrity, unreadable},
    run::{command, could_not_start, find, root},
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
    optimise(&wasm)?;

    let parts = dir.join(&link);
    let mut loads = fs::read_to_string(work.join(&link)).with_context(|| unreadable(&parts))?;
    for piece in &pieces {
        optimise(piece)?;
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

/// The program as Cargo has compiled it.
fn program() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    target.join("wasm32-unknown-unknown").join("release").join("mandate-trail.wasm")
}

/// Makes a module smaller, where wasm-opt is there, with the settings that the page gives Trunk.
fn optimise(wasm: &Path) -> Result<()> {
    let Some(wasm_opt) = find(&["wasm-opt"]) else { return Ok(()) };
    let page = root().join("public").join("index.html");
    let page = fs::read_to_string(&page).with_context(|| unreadable(&page))?;
    let settings =
        page.split_once("data-wasm-opt-params=\"").and_then(|(_, on)| on.split_once('"'));
    let (settings, _) = settings.context("public/index.html has no data-wasm-opt-params")?;
    let mut run = command(wasm_opt);
    run.arg(wasm).arg("-Oz").args(settings.split_whitespace()).arg("--quiet").arg("-o").arg(wasm);
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
