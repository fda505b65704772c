//! The last step of a build, called by Trunk before it puts the files into place: cuts the
//! program, minifies the scripts and corrects the hashes by which the browser checks them.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use base64::{Engine, engine::general_purpose::STANDARD};
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
                    minify(&terser.path, &file)?;
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
    fs::write(&page, html).with_context(|| format!("{} cannot be written", page.display()))
}

fn minify(terser: &Path, file: &Path) -> Result<()> {
    let mut terser = command(terser);
    terser.arg(file).args(["--module", "--compress", "--mangle", "--output"]).arg(file);
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
