//! Builds the site with Trunk.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};

use crate::{
    run::{announce, output, root, run},
    split,
    tools::Tools,
};

/// A built release.
pub(crate) struct Release {
    /// Where it is.
    pub(crate) dist: PathBuf,
    /// Whether wasm-opt and the minifier made it as small as it gets.
    pub(crate) smallest: bool,
}

/// Builds the release into dist/.
pub(crate) fn release() -> Result<Release> {
    let tools = Tools::set_up()?;
    let dist = root().join("dist");
    let optimised = if tools.can_optimise() {
        run("building the site", &mut trunk(&tools, &["--release"])?)?;
        true
    } else {
        // Trunk cannot be told on the command line to leave wasm-opt out of a release. This is the
        // same build otherwise.
        let plain = ["--cargo-profile=release", "--minify"];
        run("building the site", &mut trunk(&tools, &plain)?)?;
        // Now let Trunk try to download wasm-opt. When it cannot, the site built above stays, and
        // its long complaint is of no use to anyone.
        announce("building it again with a wasm-opt that Trunk downloads, if it can");
        let optimised = output(&mut trunk(&tools, &["--release"])?).is_some();
        let _ = fs::remove_dir_all(dist.join(".stage"));
        optimised
    };
    let missing = [(optimised, "wasm-opt"), (tools.can_minify(), "terser")];
    for (_, tool) in missing.iter().filter(|(there, _)| !there) {
        announce(&format!(
            "{tool} is not to be had here, so the site is larger than it could be; \
             with Node.js and npm it comes by itself"
        ));
    }
    announce(&format!("the site is in {}", dist.display()));
    Ok(Release { dist, smallest: optimised && tools.can_minify() })
}

/// Builds quickly and without optimisation into dist-dev/.
pub(crate) fn dev(tools: &Tools) -> Result<PathBuf> {
    run("building the site for development", &mut trunk(tools, &["--dist=dist-dev"])?)?;
    Ok(root().join("dist-dev"))
}

/// Trunk's warnings and errors with their causes (these are of level info). Not that its minifier
/// doesn't understand the JavaScript: finish.rs sees to that.
const LOG: &str =
    "--log=warn,trunk=info,trunk::build=warn,trunk::hooks=warn,trunk::processing::minify=off";

fn trunk(tools: &Tools, args: &[&str]) -> Result<Command> {
    let mut trunk = tools.trunk()?;
    trunk
        .args(["build", "--skip-version-check", LOG])
        .args(args)
        // Trunk takes no other value of it than true and false, unlike everyone else.
        .env_remove("NO_COLOR")
        // Traces through Trunk tell nothing of what is wrong with the site.
        .env_remove("RUST_BACKTRACE");
    if args.iter().any(|arg| arg.contains("release")) {
        // Panic messages name source files. Without this they would tell where the registry is on
        // the machine that built the site, and the same source would not give the same bytes.
        let home = cargo_home().context("Cargo's home is not to be found: please set HOME")?;
        let (registry, root) = (home.join("registry").join("src"), root().display());
        let paths = format!(
            "--remap-path-prefix={}=registry --remap-path-prefix={root}=.",
            registry.display()
        );
        // Cargo splits the flags at spaces; paths with such in them have to stay as they are.
        let paths = if paths.split_whitespace().count() == 2 { &paths } else { "" };
        trunk
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                format!("{} {paths}", split::LINK),
            )
            .args(["--features", split::FEATURE])
            .env(split::SPLIT, "1");
    }
    Ok(trunk)
}

fn cargo_home() -> Option<PathBuf> {
    let home = || std::env::home_dir().map(|home| home.join(".cargo"));
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}
