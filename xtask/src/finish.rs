//! The last step of a build, called by Trunk before it puts the files into place: cuts the program,
//! minifies the scripts, corrects the hashes by which the browser checks them, puts the first screen
//! into the page, and tells the copy for when there is no network what it holds.

use std::{
    env, fs,
    ops::Range,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
use mandate_trail::{load::load, opening, words::Words};
use sha2::{Digest, Sha384};

use crate::{
    run::{command, could_not_start},
    split,
    tools::terser,
};

/// Works on the directory which Trunk names in the environment.
pub(crate) fn finish() -> Result<()> {
    let dir = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let dir = dir.context("`cargo xtask finish` is for Trunk to call; see Trunk.toml")?;
    let page = dir.join("index.html");
    let mut html = fs::read_to_string(&page).with_context(|| unreadable(&page))?;
    if split::wanted() {
        split::split(&dir, &mut html)?;
    }
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let terser = if release { terser() } else { None };
    for file in files(&dir)? {
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("js") => {
                if let Some(terser) = &terser {
                    let before = integrity(&file)?;
                    minify(&terser.path, &file, &["--mangle"])?;
                    html = html.replace(&before, &integrity(&file)?);
                }
            }
            // Browsers don't check the hash of what is preloaded for a fetch, and warn of it.
            Some("wasm") => {
                let hash = integrity(&file)?;
                html = html.replace(&format!(" integrity=\"{hash}\""), "");
                html = html.replace(&format!(" integrity={hash}"), "");
            }
            _ => {}
        }
    }
    let record = dir.join("data/record.json");
    let record = fs::read(&record).with_context(|| unreadable(&record))?;
    html = opened(&html, &record)?;
    write(&page, &html)?;
    let worker = dir.join(WORKER);
    let script = fs::read_to_string(&worker).with_context(|| unreadable(&worker))?;
    write(&worker, &script.replacen("SITE", &site(&dir)?, 1))
}

/// The script that keeps a copy of the site.
const WORKER: &str = "offline.js";

/// What the copy of the site holds: the list of its files, relative to the page, and a hash of all
/// of them, as a JavaScript object.
fn site(dir: &Path) -> Result<String> {
    let (mut hash, mut names) = (Sha384::new(), Vec::new());
    for file in files(dir)? {
        let name = file.strip_prefix(dir).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        // The schema is for those who make a record.
        if name == WORKER || name.ends_with(".schema.json") {
            continue;
        }
        let name = if name == "index.html" { "./".to_owned() } else { name };
        hash.update(&name);
        hash.update(fs::read(&file).with_context(|| unreadable(&file))?);
        names.push(format!("\"{name}\""));
    }
    let edition = STANDARD.encode(&hash.finalize()[..12]);
    Ok(format!("{{ edition: \"{edition}\", files: [{}] }}", names.join(", ")))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// The page with the first screen of a record, and named after it. Of a file that holds none, the
/// page as it is: the program will tell what is wrong with it.
fn opened(page: &str, record: &[u8]) -> Result<String> {
    let Some(dataset) = load(record).dataset else { return Ok(page.to_owned()) };
    let words = Words::english();
    let page = filled(page, "div", "id=opening", &opening::opening(&words, &dataset))?;
    let page = filled(&page, "title", "", &opening::title(&words, &dataset))?;
    let about = opening::description(&dataset);
    let about = format!("<meta name=\"description\" content=\"{about}\">");
    let tag = tag(&page, "meta", "name=description")?;
    Ok([&page[..tag.start], &about, &page[tag.end..]].concat())
}

/// The page with another content of an element: one that holds no other element.
fn filled(page: &str, name: &str, attribute: &str, content: &str) -> Result<String> {
    let start = tag(page, name, attribute)?.end;
    let end = page[start..].find("</").map_or(page.len(), |at| start + at);
    Ok([&page[..start], content, &page[end..]].concat())
}

/// Where the first tag of a name and with an attribute stands, which is quoted or, minified, not.
fn tag(page: &str, name: &str, attribute: &str) -> Result<Range<usize>> {
    let starts = page.match_indices('<').map(|(start, _)| start);
    let mut tags = starts.filter_map(|start| Some(start..start + page[start..].find('>')? + 1));
    let is = |tag: &Range<usize>| {
        let text = page[tag.clone()].replace('"', "");
        text[1..].starts_with(name) && text.contains(attribute)
    };
    tags.find(is).with_context(|| format!("index.html has no {name} {attribute}"))
}

/// Takes out of a script what is not used, and whatever else the settings say.
pub(crate) fn minify(terser: &Path, file: &Path, settings: &[&str]) -> Result<()> {
    let mut terser = command(terser);
    terser.arg(file).args(["--module", "--compress", "passes=3,ecma=2020"]);
    terser.args(settings).arg("--output").arg(file);
    let status = terser.status().with_context(|| could_not_start(&terser))?;
    ensure!(status.success(), "terser could not minify {}", file.display());
    Ok(())
}

/// A file's hash as the integrity attribute has it.
pub(crate) fn integrity(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| unreadable(file))?;
    Ok(format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes))))
}

/// The files of a directory and of those in it, in order of their names.
pub(crate) fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| unreadable(dir))? {
        let path = entry.with_context(|| unreadable(dir))?.path();
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

pub(crate) fn unreadable(path: &Path) -> String {
    format!("{} cannot be read", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_screen_goes_into_the_page() {
        let record = include_bytes!("../../tests/data/small.json");
        for (quote, end) in [("\"", " /"), ("", "")] {
            let page = format!(
                "<title>x</title><meta content=\"y\" name={quote}description{quote}{end}>\
                 <p>a</p><div id={quote}opening{quote}></div>z"
            );
            let made = opened(&page, record).unwrap();
            assert!(made.starts_with("<title>") && !made.starts_with("<title>x"), "{made}");
            assert!(made.contains("<h1") && made.ends_with("</div>z"), "{made}");
            assert!(!made.contains("\"y\"") && made.contains("<p>a</p>"), "{made}");
            assert_eq!(opened(&page, b"{").unwrap(), page);
        }
        assert!(opened("<p>", record).is_err());
    }

    #[test]
    fn the_copy_holds_the_site_and_is_another_when_a_file_is() {
        let dir = env::temp_dir().join(format!("xtask-copy-{}", std::process::id()));
        fs::create_dir_all(dir.join("data")).unwrap();
        for name in ["index.html", WORKER, "a.js", "data/record.json", "data/r.schema.json"] {
            fs::write(dir.join(name), name).unwrap();
        }
        let before = site(&dir).unwrap();
        assert!(before.ends_with("files: [\"a.js\", \"data/record.json\", \"./\"] }"), "{before}");
        fs::write(dir.join(WORKER), "x").unwrap();
        assert_eq!(site(&dir).unwrap(), before);
        fs::write(dir.join("data/record.json"), "x").unwrap();
        assert_ne!(site(&dir).unwrap(), before);
        fs::remove_dir_all(dir).unwrap();
    }
}
