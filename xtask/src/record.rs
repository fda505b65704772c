//! The record as it is kept, a file for each kind of record, and the one file that the page
//! fetches.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use mandate_trail::{
    format::{SCHEMA_FILE, format, schema},
    load::{Fault, WHOLE, files, join, load, not_json},
    model::{Dataset, Kind},
};

use crate::run::root;

/// Where the record of this site is kept.
pub(crate) const DIR: &str = "record";

/// The list of all ids that were ever published, beside the parts of a record.
pub(crate) const PUBLISHED: &str = "published-ids.txt";

/// A record: one file, or a directory with a file for each kind of record.
pub(crate) struct Record {
    /// Its files.
    pub(crate) parts: Vec<Part>,
    /// The list of published ids; only of a record in parts.
    pub(crate) published: Option<Published>,
    /// The directory of a record in parts.
    dir: Option<PathBuf>,
}

/// A file of a record.
pub(crate) struct Part {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What it holds.
    pub(crate) text: String,
    /// The list that it holds; `None` where it holds the whole, or all but the lists.
    pub(crate) of: Option<Kind>,
}

/// The list of published ids.
pub(crate) struct Published {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What it holds.
    pub(crate) text: String,
}

impl Record {
    /// Reads it.
    pub(crate) fn read(path: &Path) -> Result<Record> {
        let part = |path: PathBuf, of| text(&path).map(|text| Part { path, text, of });
        if !path.is_dir() {
            let parts = vec![part(path.to_owned(), None)?];
            return Ok(Record { parts, published: None, dir: None });
        }
        let mut parts = vec![part(path.join(WHOLE), None)?];
        for (kind, name) in files() {
            let file = path.join(name);
            if file.exists() {
                parts.push(part(file, Some(kind))?);
            }
        }
        let published = path.join(PUBLISHED);
        let list = if published.exists() { text(&published)? } else { String::new() };
        let published = Some(Published { path: published, text: list });
        Ok(Record { parts, published, dir: Some(path.to_owned()) })
    }

    /// Its parts in one file.
    pub(crate) fn joined(&self) -> String {
        let list = |part: &Part| Some((part.of?, part.text.clone()));
        let lists: Vec<(Kind, String)> = self.parts.iter().filter_map(list).collect();
        self.parts.first().map(|whole| join(&whole.text, &lists)).unwrap_or_default()
    }

    /// The parts that are not JSON.
    pub(crate) fn not_json(&self) -> Vec<(&Part, Fault)> {
        let mut broken = Vec::new();
        for part in &self.parts {
            broken.extend(not_json(&part.text).map(|fault| (part, fault)));
        }
        broken
    }

    /// Where something that stands at a place of the joined file stands in a file of the record:
    /// "record/recommendations.json: /3/title".
    pub(crate) fn place(&self, pointer: &str) -> String {
        let within = |part: &Part| {
            let rest = pointer.strip_prefix('/')?.strip_prefix(part.of?.key())?;
            // All of a part is said to be its place "".
            (rest.is_empty() || rest.starts_with('/')).then(|| shown(&part.path, rest))
        };
        let whole = || self.parts.first().map(|part| shown(&part.path, pointer));
        self.parts.iter().find_map(within).or_else(whole).unwrap_or_default()
    }

    /// The texts of documents that stand beside it, by the path that the record gives.
    pub(crate) fn texts(&self) -> Result<Option<Vec<(String, String)>>> {
        let Some(dir) = &self.dir else { return Ok(None) };
        let mut texts = Vec::new();
        for file in listed(&dir.join("texts"))? {
            if let Some(name) = file.file_name() {
                texts.push((format!("texts/{}", name.to_string_lossy()), text(&file)?));
            }
        }
        Ok(Some(texts))
    }

    /// The files that are not as `cargo xtask format-data` writes them, each with what it would
    /// write.
    pub(crate) fn unformatted(&self) -> Vec<(&Path, String)> {
        let mut other = Vec::new();
        for part in &self.parts {
            if let Some(text) = format(&part.text, part.of).filter(|text| *text != part.text) {
                other.push((part.path.as_path(), text));
            }
        }
        if let (Some(published), Some(dataset)) =
            (&self.published, load(self.joined().as_bytes()).dataset)
        {
            let text = grown(&published.text, &dataset);
            if text != published.text {
                other.push((published.path.as_path(), text));
            }
        }
        other
    }
}

/// The list of published ids with those of a dataset, sorted; none is dropped.
fn grown(published: &str, dataset: &Dataset) -> String {
    let mut ids: Vec<&str> = published.lines().map(str::trim).collect();
    for kind in Kind::ALL {
        for index in 0..dataset.len(kind) as u32 {
            let entry = dataset.entry(mandate_trail::model::Ref { kind, index });
            ids.extend(entry.map(|entry| entry.id.as_str()));
        }
    }
    ids.retain(|id| !id.is_empty());
    ids.sort_unstable();
    ids.dedup();
    ids.iter().map(|id| format!("{id}\n")).collect()
}

/// A file and a place in it.
pub(crate) fn shown(path: &Path, place: &str) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path).display();
    if place.is_empty() { path.to_string() } else { format!("{path}: {place}") }
}

/// `path` as the command line has it, or else where this site's record is kept.
pub(crate) fn at(path: Option<&str>) -> PathBuf {
    // From where the command was called, as every other program takes it.
    path.map_or_else(|| root().join(DIR), PathBuf::from)
}

/// Writes a record's files in the one order and layout, and adds its ids to the published ones.
pub(crate) fn format_data(path: Option<&str>) -> Result<()> {
    let record = Record::read(&at(path))?;
    let broken = record.not_json();
    for (part, _) in &broken {
        println!("{} is not JSON", shown(&part.path, ""));
    }
    ensure!(broken.is_empty(), "nothing was written; `cargo xtask check-data` tells where");
    let other = record.unformatted();
    for (path, text) in &other {
        write(path, text)?;
        println!("{} written", shown(path, ""));
    }
    if other.is_empty() {
        println!("{}: formatted already", shown(&at(path), ""));
    }
    Ok(())
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Writes public/data/record.json, beside it the schema of such files, and the texts that the
/// record names.
pub(crate) fn bundle() -> Result<()> {
    let (from, to) = (root().join(DIR), root().join("public/data"));
    write(&to.join("record.json"), &Record::read(&from)?.joined())?;
    write(&to.join(SCHEMA_FILE), &schema())?;
    for file in listed(&from.join("texts"))? {
        if let Some(name) = file.file_name() {
            write(&to.join("texts").join(name), &text(&file)?)?;
        }
    }
    Ok(())
}

/// Writes a record made by rule, of so many recommendations.
pub(crate) fn synthetic(size: &str, file: &str) -> Result<()> {
    let size: usize =
        size.parse().with_context(|| format!("{size} is not a number of recommendations"))?;
    write(Path::new(file), &xtask::synthetic::synthetic(size, xtask::synthetic::SEED))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn part(of: Option<Kind>, text: &str) -> Part {
        let name = of.map_or("record", Kind::key);
        Part { path: format!("r/{name}.json").into(), text: text.to_owned(), of }
    }

    #[test]
    fn a_place_is_told_in_the_file_that_holds_it() {
        let parts = vec![part(None, "{}"), part(Some(Kind::Recommendation), "[]")];
        let record = Record { parts, published: None, dir: None };
        let places = ["/recommendations/3/title", "/recommendations", "/title", "", "/bodies/0"];
        let expect = [
            "r/recommendations.json: /3/title",
            "r/recommendations.json",
            "r/record.json: /title",
            "r/record.json",
            "r/record.json: /bodies/0",
        ];
        assert_eq!(places.map(|place| record.place(place)), expect);
    }

    #[test]
    fn the_list_of_published_ids_only_grows() {
        let small = include_str!("../../tests/data/small.json");
        let dataset = load(small.as_bytes()).dataset.unwrap();
        let list = grown("zebra\nan-old-one\n\nat", &dataset);
        let ids: Vec<&str> = list.lines().collect();
        assert!(ids.is_sorted() && ids.contains(&"zebra") && ids.contains(&"an-old-one"));
        assert!(ids.contains(&"rec-maps") && ids.iter().filter(|id| **id == "at").count() == 1);
        assert_eq!(grown(&list, &dataset), list);
    }

    #[test]
    fn this_sites_record_is_formatted() {
        let record = Record::read(&root().join(DIR)).unwrap();
        let other: Vec<String> =
            record.unformatted().iter().map(|(path, _)| shown(path, "")).collect();
        assert_eq!(other, Vec::<String>::new(), "run cargo xtask format-data");
    }
}
