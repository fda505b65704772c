//! The tools of the site build, in exactly the versions wanted.
//!
//! One on PATH is used when its version matches. Otherwise it is installed once into a cache of
//! this user's, shared by all clones; nobody's own installs are touched.

use std::{
    env, fs, iter,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::run::{announce, command, find, output, path_with, root, run};

/// Trunk.toml names the same version and Trunk refuses to work when it is another.
const TRUNK: &str = "0.21.14";

/// Binaryen's, which wasm-opt is a part of: the release number of Trunk.toml as npm writes it.
const BINARYEN: &str = "132.0.0";

/// The JavaScript minifier.
const TERSER: &str = "5.51.2";

/// The target the program is compiled for.
const WASM: &str = "wasm32-unknown-unknown";

/// A tool that was found.
pub(crate) struct Found {
    /// The program.
    pub(crate) path: PathBuf,
    /// The directory it is in, unless that is on PATH.
    dir: Option<PathBuf>,
}

/// What Trunk runs with.
pub(crate) struct Tools {
    trunk: Found,
    wasm_bindgen: Found,
    wasm_opt: Option<Found>,
    terser: Option<Found>,
}

impl Tools {
    /// Finds the tools and installs what is missing.
    pub(crate) fn set_up() -> Result<Tools> {
        wasm_target()?;
        let features = ["--no-default-features", "--features=rustls"];
        let wasm_bindgen = wasm_bindgen_version()?;
        let binaryen = BINARYEN.split('.').next().unwrap_or(BINARYEN);
        Ok(Tools {
            trunk: cargo_tool("trunk", "trunk", TRUNK, &features)?,
            wasm_bindgen: cargo_tool("wasm-bindgen-cli", "wasm-bindgen", &wasm_bindgen, &[])?,
            wasm_opt: npm_tool("binaryen", "wasm-opt", BINARYEN, binaryen),
            terser: terser(),
        })
    }

    /// Trunk, which will find the other tools.
    pub(crate) fn trunk(&self) -> Result<Command> {
        let others = [Some(&self.wasm_bindgen), self.wasm_opt.as_ref(), self.terser.as_ref()];
        let dirs = others.into_iter().flatten().filter_map(|tool| tool.dir.clone());
        let mut trunk = command(&self.trunk.path);
        trunk.env("PATH", path_with(dirs)?);
        Ok(trunk)
    }

    /// Whether the right wasm-opt is there.
    pub(crate) fn can_optimise(&self) -> bool {
        self.wasm_opt.is_some()
    }

    /// Whether the JavaScript minifier is there.
    pub(crate) fn can_minify(&self) -> bool {
        self.terser.is_some()
    }
}

/// The JavaScript minifier. (Trunk's own doesn't understand what wasm-bindgen writes.)
pub(crate) fn terser() -> Option<Found> {
    npm_tool("terser", "terser", TERSER, TERSER)
}

/// Makes sure that Rust can compile to WebAssembly.
pub(crate) fn wasm_target() -> Result<()> {
    // Asking the compiler also works where Rust doesn't come from rustup.
    let installed = output(command("rustc").args(["--print=target-libdir", "--target", WASM]))
        .is_some_and(|dir| Path::new(&dir).exists());
    if installed {
        return Ok(());
    }
    run("installing Rust's WebAssembly target", command("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("Please install Rust's {WASM} target"))
}

/// Makes sure that rustfmt and clippy are there.
pub(crate) fn components() -> Result<()> {
    for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        if output(command(program).arg("--version")).is_none() {
            run(
                &format!("installing {component}"),
                command("rustup").args(["component", "add", component]),
            )
            .with_context(|| format!("Please install {component}"))?;
        }
    }
    Ok(())
}

/// The program of a crate in the wanted version.
fn cargo_tool(krate: &str, program: &str, version: &str, flags: &[&str]) -> Result<Found> {
    let right = |path: &Path| version_of(path).is_some_and(|found| found == version);
    if let Some(path) = find(&[program]).filter(|path| right(path)) {
        return Ok(Found { path, dir: None });
    }
    let cache = cache()?.join(format!("{krate}-{version}"));
    let dir = cache.join("bin");
    let path = dir.join(format!("{program}{}", env::consts::EXE_SUFFIX));
    if !right(&path) {
        fs::create_dir_all(&cache)
            .with_context(|| format!("{} cannot be made", cache.display()))?;
        let step = format!("installing {krate} {version} (once; this takes some minutes)");
        let mut install = command("cargo");
        // From outside the workspace: its Cargo settings are not meant for this. Without the slow
        // optimisations their authors release with: these programs run for seconds.
        install
            .args(["install", "--locked", krate, "--version"])
            .arg(format!("={version}"))
            .arg("--root")
            .arg(&cache)
            .args(flags)
            .current_dir(&cache)
            .env_remove("CARGO_TARGET_DIR")
            // Otherwise cargo asks to put the programs there.
            .env("PATH", path_with(iter::once(dir.clone()))?)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        run(&step, &mut install).with_context(|| {
            format!("{krate} {version} is needed; please install it so that {program} is on PATH")
        })?;
    }
    Ok(Found { path, dir: Some(dir) })
}

/// A program from npm, where wasm-opt is compiled to WebAssembly itself, so that one package serves
/// every kind of machine. `None` when it cannot be had here: the site builds without, but larger.
fn npm_tool(package: &str, program: &str, package_version: &str, version: &str) -> Option<Found> {
    let right = |path: &Path| version_of(path).is_some_and(|found| found == version);
    if let Some(path) = find(&[program]).filter(|path| right(path)) {
        return Some(Found { path, dir: None });
    }
    find(&["node"])?;
    let cache = cache().ok()?.join(format!("{package}-{package_version}"));
    let dir = cache.join("node_modules").join(".bin");
    let path = dir.join(if cfg!(windows) { format!("{program}.cmd") } else { program.into() });
    if !right(&path) {
        fs::create_dir_all(&cache).ok()?;
        let installed = run(
            &format!("installing {program} {version} (once)"),
            command(if cfg!(windows) { "npm.cmd" } else { "npm" })
                .args(["install", "--no-audit", "--no-fund", "--no-update-notifier"])
                .args(["--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--prefix"])
                .arg(&cache)
                .arg(format!("{package}@{package_version}"))
                .current_dir(&cache),
        );
        if let Err(error) = installed {
            announce(&format!("{program} could not be installed. {error:#}"));
            return None;
        }
    }
    right(&path).then_some(Found { path, dir: Some(dir) })
}

/// The version in a tool's answer: "trunk 0.21.14", "wasm-opt version 132
/// (version_132)".
fn version_of(program: &Path) -> Option<String> {
    let text = output(command(program).arg("--version"))?;
    let mut words = text.split_whitespace();
    words.find(|word| word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned)
}

/// The version of wasm-bindgen in Cargo.lock: program and library must be of the same one.
fn wasm_bindgen_version() -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock =
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    locked_version(&lock, "wasm-bindgen")
        .context("Cargo.lock names no wasm-bindgen; has the dependency gone?")
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

/// The cache: $XDG_CACHE_HOME/mandate-trail/tools, or in ~/.cache (on Windows %LOCALAPPDATA%).
fn cache() -> Result<PathBuf> {
    let of = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = of("XDG_CACHE_HOME")
        .or_else(|| of("LOCALAPPDATA"))
        .or_else(|| of("HOME").map(|home| home.join(".cache")))
        .context("There is no place for the tools: please set HOME or XDG_CACHE_HOME")?;
    Ok(base.join("mandate-trail").join("tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_versions_here_and_in_trunk_toml_are_the_same() {
        let config = fs::read_to_string(root().join("Trunk.toml")).unwrap();
        let release = BINARYEN.strip_suffix(".0.0").unwrap();
        assert!(config.contains(&format!("trunk-version = \"={TRUNK}\"")));
        assert!(config.contains(&format!("wasm_opt = \"version_{release}\"")));
    }

    #[test]
    fn reads_a_version_from_a_lock_file() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"9.9.9\"\n\n[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n";
        assert_eq!(locked_version(lock, "a").as_deref(), Some("1.2.3"));
        assert_eq!(locked_version(lock, "b"), None);
    }
}
