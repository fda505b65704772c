//! The project's developer commands: `cargo xtask help`.

mod bench;
mod browser;
mod check;
mod finish;
mod glue;
mod record;
mod run;
mod serve;
mod site;
mod size;
mod split;
mod style;
mod test;
mod tools;
mod trap;
mod weight;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask build       builds the site into dist/; sets up what it needs by itself
cargo xtask serve       builds the site and serves it on this machine
    --open              opens it in the browser
    --dev               builds quickly instead, again after each change, and reloads the page
    --port N            another port than 8080
cargo xtask check-data  checks the record in record/
    FILE                another dataset, in one file or a directory of parts
cargo xtask format-data writes the files of record/ in their one order and layout, and
                        adds new ids to the published ones
    FILE                another dataset, in one file or a directory of parts
cargo xtask bench       builds the site and measures it in a browser, beside a plain page, with
                        records of several sizes; takes a while
    --quick             with 1,000 recommendations only; or a number of them, or `bundled`
    core                what the core's steps take natively, instead
cargo xtask synthetic N FILE
                        writes a record of N recommendations made by rule
cargo xtask size        builds the site and tells how large it is
    --record            makes that the size to hold
    --crates            also which crates the code is of
cargo xtask test        everything that is checked: format, lints, tests, data, size, browser
    --fast              leaves the browser out

Trunk calls these during a build (Trunk.toml):
cargo xtask style       joins the style sheets
cargo xtask join        joins the parts of the record
cargo xtask finish      minifies the scripts";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match command(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(args: &[&str]) -> Result<()> {
    match args {
        ["build"] => site::release().map(drop),
        ["serve", options @ ..] => serve::serve(&serve::Options::read(options)?),
        ["check-data"] => check::check(None),
        ["check-data", file] => check::check(Some(file)),
        ["format-data"] => record::format_data(None),
        ["format-data", file] => record::format_data(Some(file)),
        ["bench", options @ ..] => bench::bench(options),
        ["synthetic", size, file] => record::synthetic(size, file),
        ["size"] => size::report(&site::release()?),
        ["size", "--crates"] => {
            size::report(&site::release()?)?;
            weight::report()
        }
        ["size", "--record"] => size::record(&site::release()?),
        ["test"] => test::test(false),
        ["test", "--fast"] => test::test(true),
        ["style"] => style::bundle(),
        ["join"] => record::bundle(),
        ["finish"] => finish::finish(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        [unknown, ..] => bail!("There is no command `{unknown}` with these options.\n\n{HELP}"),
    }
}
