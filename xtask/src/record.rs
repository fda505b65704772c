//! The record as it is kept, a file for each kind of record, and the one file that the page
//! fetches.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use mandate_trail::load::{WHOLE, files, join};

use crate::run::root;

/// Where the record of this site is kept.
pub(crate) const DIR: &str = "record";

/// A record: one file, or a directory with a file for each kind of record.
pub(crate) fn read(path: &Path) -> Result<String> {
    if !path.is_dir() {
        return text(path);
    }
    let mut lists = Vec::new();
    for (kind, name) in files() {
        let file = path.join(name);
        if file.exists() {
            lists.push((kind, text(&file)?));
        }
    }
    Ok(join(&text(&path.join(WHOLE))?, &lists))
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Writes public/data/record.json, and beside it the texts that the record names.
pub(crate) fn bundle() -> Result<()> {
    let (from, to) = (root().join(DIR), root().join("public/data"));
    write(&to.join("record.json"), &read(&from)?)?;
    for file in listed(&from.join("texts"))? {
        if let Some(name) = file.file_name() {
            write(&to.join("texts").join(name), &text(&file)?)?;
        }
    }
    Ok(())
}

/// The files of a directory; none where there is no such directory.
fn listed(dir: &Path) -> Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(dir) else { return Ok(Vec::new()) };
    entries.map(|entry| Ok(entry?.path())).collect()
}

fn write(path: &Path, content: &str) -> Result<()> {
    // Left alone when nothing has changed: another build may just be reading it.
    if fs::read_to_string(path).is_ok_and(|before| before == content) {
        return Ok(());
    }
    let cannot = || format!("{} cannot be written", path.display());
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir).with_context(cannot)?;
    }
    fs::write(path, content).with_context(cannot)
}
