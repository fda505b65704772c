//! The harness of the end-to-end tests: the built site in headless Chromium, seen the way a reader
//! and their assistive technology see it.
//!
//! ```no_run
//! e2e::run(async |page| {
//!     page.open("?q=asset").await;
//!     page.click("button", "Clear the search").await;
//!     page.wait_text("All recommendations").await;
//! });
//! ```
//!
//! Each test has a browser with a fresh profile, and a server of its own, which serves the site
//! below [`PREFIX`]. A test fails when it panics, and also when the page logged an error, broke its
//! Content-Security-Policy or asked another host for anything.

// All of it is test code: a panic is how a test fails.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

pub mod chrome;
mod page;
mod reader;
mod role;

use std::{
    any::Any,
    panic::{AssertUnwindSafe, resume_unwind},
    path::{Path, PathBuf},
};

use futures_util::FutureExt;
use xtask::server::Server;

pub use page::Page;
pub use reader::ALL;
pub use role::Name;
pub use thirtyfour::{Key, WebElement};
pub use xtask::server::Reply;

/// Where on its host the site is served: the page must work from any path.
pub const PREFIX: &str = "/some/deep/path/";

/// Runs a test with a page of its own.
pub fn run(test: impl AsyncFnOnce(&Page)) {
    let site = Server::start(&dist(), PREFIX, 0).expect("the site could be served");
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let outcome = runtime.block_on(async {
        let (driver_process, driver) = chrome::start(&[]).await;
        let page = Page::new(driver.clone(), site).await;
        let work = async {
            test(&page).await;
            page.assert_clean().await;
        };
        let outcome = AssertUnwindSafe(work).catch_unwind().await;
        if outcome.is_err() {
            report(&page).await;
        }
        // Before anything else panics: nobody else would end this browser.
        let _ = driver.quit().await;
        drop(driver_process);
        outcome
    });
    if let Err(panic) = outcome {
        resume_unwind(panic as Box<dyn Any + Send>);
    }
}

/// The directory of the built site: DIST, or dist/ where `cargo xtask build` puts it.
pub fn dist() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let dist = std::env::var_os("DIST").map_or_else(|| root.join("dist"), PathBuf::from);
    assert!(
        dist.join("index.html").is_file(),
        "There is no built site in {}. Please run `cargo xtask build`.",
        dist.display()
    );
    dist
}

/// After a failure: what the page looks like and what it said.
async fn report(page: &Page) {
    let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
    let picture = std::env::temp_dir().join(format!("mandate-trail-{test}.png"));
    if page.driver.screenshot(&picture).await.is_ok() {
        eprintln!("How the page looked: {}", picture.display());
    }
    eprintln!("Its address: {}", page.address().await);
    for line in page.console().await {
        eprintln!("Its console: {line}");
    }
    eprintln!("What it showed:\n{}", page.tree().await);
}
