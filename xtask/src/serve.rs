//! Serves the site on this machine.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result, bail};
use xtask::server::{Reply, Server};

use crate::{
    run::{announce, command, root},
    site, style,
    tools::Tools,
};

/// What `cargo xtask serve` was asked to do.
pub(crate) struct Options {
    open: bool,
    dev: bool,
    port: u16,
}

impl Options {
    /// Reads the command line.
    pub(crate) fn read(args: &[&str]) -> Result<Options> {
        let mut options = Options { open: false, dev: false, port: 8080 };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match *arg {
                "--open" => options.open = true,
                "--dev" => options.dev = true,
                "--port" => {
                    let port = args.next().and_then(|port| port.parse().ok());
                    options.port = port.context("--port needs a number, as in --port 8080")?;
                }
                other => bail!("`cargo xtask serve` knows --open, --dev and --port N, not {other}"),
            }
        }
        Ok(options)
    }
}

/// Builds and serves the site until interrupted.
pub(crate) fn serve(options: &Options) -> Result<()> {
    if options.dev { develop(options) } else { serve_release(options) }
}

fn serve_release(options: &Options) -> Result<()> {
    let release = site::release()?;
    let _server = start(&release.dist, options)?;
    loop {
        thread::park();
    }
}

/// Builds again whenever a source changes, and has the open pages reload.
fn develop(options: &Options) -> Result<()> {
    let tools = Tools::set_up()?;
    let mut seen = newest_change();
    let dist = site::dev(&tools)?;
    let server = start(&dist, options)?;
    let mut version = 0_u32;
    reload(&server, &dist, version)?;
    loop {
        thread::sleep(Duration::from_millis(300));
        let newest = newest_change();
        if newest == seen {
            continue;
        }
        seen = newest;
        match site::dev(&tools).and_then(|dist| {
            version += 1;
            reload(&server, &dist, version)
        }) {
            Ok(()) => announce("built; open pages reload"),
            Err(error) => announce(&format!("{error:#}; waiting for the next change")),
        }
    }
}

/// Serves `dir`, on the next free port when the wanted one is taken.
fn start(dir: &Path, options: &Options) -> Result<Server> {
    let ports = options.port..=options.port.saturating_add(20);
    let server = ports
        .clone()
        .find_map(|port| Server::start(dir, "/", port).ok())
        .with_context(|| format!("None of the ports {ports:?} is free: please choose --port N"))?;
    let url = server.url();
    announce(&format!("serving on {url} (Ctrl+C ends it)"));
    if options.open {
        let mut opener = if cfg!(target_os = "macos") {
            command("open")
        } else if cfg!(windows) {
            command("explorer")
        } else {
            command("xdg-open")
        };
        if opener.arg(&url).spawn().is_err() {
            announce("no browser could be opened; please open the address by hand");
        }
    }
    Ok(server)
}

/// Asks for the version twice a second; loads the page again when it differs from the first answer.
const RELOAD: &str = r#"
const version = async () => (await fetch("/__version")).text().catch(() => undefined);
const first = await version();
setInterval(async () => {
  const now = await version().catch(() => undefined);
  if (now !== undefined && now !== first) location.reload();
}, 500);
"#;

/// Adds the reloading script to the page, as a file of its own: the page's
/// Content-Security-Policy holds during development too.
fn reload(server: &Server, dist: &Path, version: u32) -> Result<()> {
    let path = dist.join("index.html");
    let page =
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let page = page + "<script type=\"module\" src=\"/__reload.js\"></script>\n";
    server.replace("", Reply::ok("text/html; charset=utf-8", page.clone()));
    server.replace("index.html", Reply::ok("text/html; charset=utf-8", page));
    server.replace("__reload.js", Reply::ok("text/javascript", RELOAD));
    server.replace("__version", Reply::ok("text/plain", version.to_string()));
    Ok(())
}

/// When a source of the site last changed. Looking at a few hundred files is quick enough to do it
/// often, and works the same on every system.
fn newest_change() -> Option<SystemTime> {
    let mut newest = None;
    let mut todo: Vec<PathBuf> =
        ["src", "style", "public", "Cargo.toml", "Trunk.toml"].map(|name| root().join(name)).into();
    while let Some(path) = todo.pop() {
        if style::BUNDLES.iter().any(|(_, bundle)| path.ends_with(bundle)) {
            continue; // The build itself writes it.
        }
        if let Ok(entries) = fs::read_dir(&path) {
            todo.extend(entries.flatten().map(|entry| entry.path()));
        }
        let changed = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
        newest = newest.max(changed);
    }
    newest
}
