//! Checks a dataset the way the page does when it loads one.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use mandate_trail::{
    load::{Problem, load},
    words::{Words, place, problem, severity},
};

use crate::{record, run::root};

/// Checks `file`, or else the record that the site is built with. Prints all problems at once.
pub(crate) fn check(file: Option<&str>) -> Result<()> {
    let path = match file {
        // From where the command was called, as every other program takes it.
        Some(file) => PathBuf::from(file),
        None => root().join(record::DIR),
    };
    let problems = problems(record::read(&path)?.as_bytes());
    for problem in &problems {
        println!("{problem}");
    }
    let name = path.display();
    ensure!(problems.is_empty(), "{name}: {} problems, listed above", problems.len());
    println!("{name}: no problems");
    Ok(())
}

/// What is wrong with a dataset, in the words the page has for it.
fn problems(bytes: &[u8]) -> Vec<String> {
    let words = Words::english();
    let problems = load(bytes).problems;
    let line = |found: &Problem| {
        let (place, severity) = (place(&words, found), severity(&words, found));
        format!("{place}: {} [{severity}]", problem(&words, found))
    };
    problems.iter().map(line).collect()
}
