//! Measures the built site: see `bench/`.

use anyhow::Result;

use crate::{
    browser::Browser,
    run::{command, run},
    site,
};

/// Builds the site and measures it in a browser; with `core` the core's steps natively.
pub(crate) fn bench(options: &[&str]) -> Result<()> {
    if options == ["core"] {
        let mut core = command("cargo");
        core.args(["bench", "--package", "bench", "--bench", "core"]);
        return run("measuring the core", &mut core);
    }
    let release = site::release()?;
    let browser = Browser::set_up()?;
    let mut bench = command("cargo");
    bench
        .args(["run", "--quiet", "--profile", "bench", "--package", "bench", "--"])
        .args(options)
        .env("CHROME", browser.chrome)
        .env("CHROMEDRIVER", browser.chromedriver)
        .env("DIST", release.dist);
    run("measuring", &mut bench)
}
