//! Everything that is checked, in one go: a step that fails doesn't keep the others from telling
//! what they found.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{
    browser::Browser,
    check,
    run::{announce, command, could_not_start, run},
    site::{self, Release},
    size, tools,
};

/// How many tests and other steps did what they should.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

/// Runs all steps; `fast` leaves out those that need a browser.
pub(crate) fn test(fast: bool) -> Result<()> {
    let mut tally = Tally::default();
    tally.count(tools::components().and_then(|()| tools::wasm_target()));

    tally.count(run("format", command("cargo").args(["fmt", "--all", "--check"])));
    let lints = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    tally.count(run("lints", command("cargo").args(lints)));
    let wasm = ["clippy", "-p", "mandate-trail", "--target", "wasm32-unknown-unknown"];
    let wasm = [&wasm[..], &["--", "-D", "warnings"]].concat();
    tally.count(run("lints of what runs in the browser", command("cargo").args(wasm)));

    // For the target, as natively half of the program isn't there; with the private items, as
    // whoever works on it reads them.
    let docs = ["doc", "-p", "mandate-trail", "--target", "wasm32-unknown-unknown", "--no-deps"];
    let mut rustdoc = command("cargo");
    rustdoc.args(docs).arg("--document-private-items");
    rustdoc.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links");
    tally.count(run("docs", &mut rustdoc));

    let native =
        ["test", "--workspace", "--exclude", "e2e", "--exclude", "bench", "--no-fail-fast"];
    let mut tests = command("cargo");
    // The same random cases in each run, so that what passed here passes elsewhere; more and
    // others with PROPTEST_CASES and PROPTEST_RNG_SEED.
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        tests.env("PROPTEST_RNG_SEED", "20200420");
    }
    tally.count_tests("tests", tests.args(native));
    announce("the record");
    tally.count(check::check(None));

    let release = tally.step(site::release());
    if let Some(release) = &release {
        announce("size");
        tally.count(size::report(release));
    }
    match (fast, &release) {
        (true, _) => announce("end-to-end tests left out, as --fast asks"),
        (false, None) => announce("end-to-end tests left out: there is no site to test"),
        (false, Some(release)) => tally.end_to_end(release),
    }

    println!("{} passed, {} failed", tally.passed, tally.failed);
    // The line above is the last one: it is what people and programs look for.
    if tally.failed > 0 { std::process::exit(1) } else { Ok(()) }
}

impl Tally {
    /// Counts a step, and tells why it failed.
    fn step<T>(&mut self, result: Result<T>) -> Option<T> {
        match result {
            Ok(value) => {
                self.passed += 1;
                Some(value)
            }
            Err(error) => {
                self.failed += 1;
                announce(&format!("failed: {error:#}"));
                None
            }
        }
    }

    fn count(&mut self, result: Result<()>) {
        self.step(result);
    }

    fn end_to_end(&mut self, release: &Release) {
        let Some(browser) = self.step(Browser::set_up()) else { return };
        let mut tests = command("cargo");
        tests
            .args(["test", "-p", "e2e", "-p", "bench", "--no-fail-fast"])
            .env("CHROME", browser.chrome)
            .env("CHROMEDRIVER", browser.chromedriver)
            .env("DIST", &release.dist);
        self.count_tests("end-to-end tests", &mut tests);
    }

    /// Runs a command that reports as Rust's test harness does, and counts its tests.
    fn count_tests(&mut self, step: &str, command: &mut Command) {
        announce(step);
        let found = count_tests(command);
        match found {
            Ok((found, success)) => {
                self.passed += found.passed;
                // Without a failed test, it is the compilation that failed.
                self.failed += if success { 0 } else { found.failed.max(1) };
            }
            Err(error) => self.count(Err(error)),
        }
    }
}

/// Shows the output as it comes and adds up its `test result:` lines.
fn count_tests(command: &mut Command) -> Result<(Tally, bool)> {
    let mut tests =
        command.stdout(Stdio::piped()).spawn().with_context(|| could_not_start(command))?;
    let Some(stdout) = tests.stdout.take() else { bail!("The tests' output cannot be read.") };
    let mut tally = Tally::default();
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line.context("The tests' output cannot be read")?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        let _ = std::io::stdout().flush();
        if let Some(found) = result_line(&line) {
            tally.passed += found.passed;
            tally.failed += found.failed;
        }
    }
    let success = tests.wait().context("The tests were lost")?.success();
    Ok((tally, success))
}

/// Reads "test result: FAILED. 12 passed; 1 failed; 0 ignored; …".
fn result_line(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |what: &str| {
        let count = counts.split("; ").find_map(|count| count.strip_suffix(what))?;
        count.trim().parse().ok()
    };
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_harness_summary() {
        let line = "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        let tally = result_line(line).unwrap();
        assert_eq!((tally.passed, tally.failed), (12, 3));
        assert!(result_line("running 3 tests").is_none());
    }
}
