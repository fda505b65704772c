//! The tools of the site build, in exactly the versions wanted.
//!
//! One on PATH is used when its version matches. Otherwise it is installed once into a cache of
//! this user's, shared by all clones; nobody's own installs are touched.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::run::{announce, command, find, output, path_with, root, run};

/// Trunk.toml names the same version and Trunk refuses to work when it is another.
const TRUNK: &str = "0.21.14";

/// Binaryen's, which wasm-opt is a part of: the release number of Trunk.toml as npm writes it.
const BINARYEN: &str = "132.0.0";

/// The target the program is compiled for.
const WASM: &str = "wasm32-unknown-unknown";

/// What Trunk runs with.
pub(crate) struct Tools {
    /// Trunk itself.
    pub(crate) trunk: PathBuf,
    /// Directories to put in front of PATH, so that Trunk finds the other tools.
    pub(crate) dirs: Vec<PathBuf>,
    /// Whether the right wasm-opt is among them.
    pub(crate) wasm_opt: bool,
}

impl Tools {
    /// Finds the tools and installs what is missing.
    pub(crate) fn set_up() -> Result<Tools> {
        wasm_target()?;
        let (trunk, _) =
            tool("trunk", "trunk", TRUNK, &["--no-default-features", "--features=rustls"])?;
        let (_, bindgen) = tool("wasm-bindgen-cli", "wasm-bindgen", &wasm_bindgen_version()?, &[])?;
        let wasm_opt = wasm_opt();
        Ok(Tools {
            trunk,
            wasm_opt: wasm_opt.is_some(),
            dirs: bindgen.into_iter().chain(wasm_opt.flatten()).collect(),
        })
    }

    /// PATH for Trunk.
    pub(crate) fn path(&self) -> Result<std::ffi::OsString> {
        path_with(&self.dirs)
    }
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

/// The program of a crate in the wanted version, and the directory it is in unless that is on PATH.
fn tool(
    krate: &str,
    program: &str,
    version: &str,
    flags: &[&str],
) -> Result<(PathBuf, Option<PathBuf>)> {
    let right = |path: &Path| version_of(path).is_some_and(|found| found == version);
    if let Some(path) = find(&[program]).filter(|path| right(path)) {
        return Ok((path, None));
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
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        run(&step, &mut install).with_context(|| {
            format!("{krate} {version} is needed; please install it so that {program} is on PATH")
        })?;
    }
    Ok((path, Some(dir)))
}

/// wasm-opt: `Some(None)` when the right one is on PATH, `Some(dir)` when it is in a directory of
/// the cache, `None` when it cannot be had here.
fn wasm_opt() -> Option<Option<PathBuf>> {
    let release = BINARYEN.split('.').next();
    let right = |path: &Path| version_of(path).as_deref() == release;
    if find(&["wasm-opt"]).is_some_and(|path| right(&path)) {
        return Some(None);
    }
    // On npm it is compiled to WebAssembly itself, so one package serves every kind of machine.
    find(&["node"])?;
    let cache = cache().ok()?.join(format!("binaryen-{BINARYEN}"));
    let dir = cache.join("node_modules/.bin");
    let path = dir.join(if cfg!(windows) { "wasm-opt.cmd" } else { "wasm-opt" });
    if !right(&path) {
        fs::create_dir_all(&cache).ok()?;
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let installed = run(
            &format!("installing wasm-opt {BINARYEN} (once)"),
            command(npm)
                .args(["install", "--no-audit", "--no-fund", "--no-update-notifier"])
                .args(["--ignore-scripts", "--loglevel=error", "--prefix"])
                .arg(&cache)
                .arg(format!("binaryen@{BINARYEN}"))
                .current_dir(&cache),
        );
        if let Err(error) = installed {
            announce(&format!("wasm-opt could not be installed through npm. {error:#}"));
            return None;
        }
    }
    right(&path).then_some(Some(dir))
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
