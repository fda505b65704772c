//! The browser of the end-to-end tests: Chromium or Chrome, and the chromedriver that belongs to it.

use std::{env, path::PathBuf};

use anyhow::{Context, Result, bail};

use crate::run::{command, find, output, run};

/// What the end-to-end tests are run with.
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub(crate) chrome: PathBuf,
    /// Its driver.
    pub(crate) chromedriver: PathBuf,
}

const MISSING: &str = "The end-to-end tests need Chromium or Chrome and a chromedriver of the same \
     version. Please install both (Debian: apt-get install chromium chromium-driver; macOS: brew \
     install --cask google-chrome chromedriver), or set CHROME and CHROMEDRIVER to where they are";

impl Browser {
    /// Finds the browser, and on Debian and its like installs it when it is missing and this user
    /// may do so unasked.
    pub(crate) fn set_up() -> Result<Browser> {
        if let Some(browser) = Browser::find() {
            return Ok(browser);
        }
        let root = output(command("id").arg("-u")).as_deref() == Some("0");
        let may = root || output(command("sudo").args(["-n", "true"])).is_some();
        if find(&["apt-get"]).is_none() || !may {
            bail!(MISSING);
        }
        let apt_get = |args: &[&str]| {
            let mut install = command(if root { "apt-get" } else { "sudo" });
            if !root {
                install.args(["-n", "apt-get"]);
            }
            install.args(args).env("DEBIAN_FRONTEND", "noninteractive");
            install
        };
        run("looking for Chromium's package", &mut apt_get(&["update", "-q"]))
            .and_then(|()| {
                let packages = ["install", "-q", "-y", "chromium", "chromium-driver"];
                run("installing Chromium and its driver", &mut apt_get(&packages))
            })
            .context(MISSING)?;
        Browser::find().context(MISSING)
    }

    fn find() -> Option<Browser> {
        let named = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_file());
        let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        let chrome = named("CHROME")
            .or_else(|| {
                let names =
                    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
                find(&names)
            })
            .or_else(|| mac.is_file().then_some(mac))?;
        // GitHub's machines say in CHROMEWEBDRIVER in which directory the driver is.
        let in_directory = || {
            let dir = PathBuf::from(env::var_os("CHROMEWEBDRIVER")?);
            Some(dir.join(format!("chromedriver{}", env::consts::EXE_SUFFIX)))
        };
        let chromedriver = named("CHROMEDRIVER")
            .or_else(|| find(&["chromedriver"]))
            .or_else(|| in_directory().filter(|path| path.is_file()))?;
        Some(Browser { chrome, chromedriver })
    }
}
