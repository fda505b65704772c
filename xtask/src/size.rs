//! How many bytes a visitor loads: every file of the built site, held against the budgets and
//! against the best figure reached so far.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};

use crate::{finish::files, run::root, site::Release};

/// 1 kB, as the budgets count it.
const KB: usize = 1000;

/// The best figure reached, and why it is where it is.
const RATCHET: &str = "tests/size-budget.toml";

/// A file of the site.
struct File {
    name: String,
    raw: usize,
    brotli: usize,
    first_view: bool,
}

impl File {
    fn is(&self, extensions: &[&str]) -> bool {
        extensions.iter().any(|extension| self.name.ends_with(extension))
    }
}

/// Prints the table. Fails when the first view is more than 1 % over the best figure, when the record
/// is over its budget, or when the first view needs fonts or images.
pub(crate) fn report(release: &Release) -> Result<()> {
    let files = measure(&release.dist)?;
    print_table(&files);

    let code = |file: &&File| file.is(&[".html", ".css", ".js", ".wasm"]);
    let first_view = sum(files.iter().filter(code).filter(|file| file.first_view));
    let media = [".svg", ".png", ".jpg", ".webp", ".avif", ".woff", ".woff2", ".ttf", ".otf"];
    let media = files.iter().filter(|file| file.is(&media) && !file.name.starts_with("favicon"));
    let record = files.iter().filter(|file| file.name == "data/record.json");
    // Over these two is told but does not fail: the best figure reached is what is held.
    budget("first view: page, style, scripts, WASM", first_view, 100 * KB);
    budget("all code", sum(files.iter().filter(code)), 180 * KB);
    let record = budget("the record", sum(record), 60 * KB);
    let media = sum(media.filter(|file| file.first_view));
    let media = budget("fonts and images of the first view", media, 0);
    println!();
    ensure!(record, "The record is over its budget of size.");
    ensure!(media, "The first view needs fonts or images; it has to do without.");

    if release.smallest {
        hold(first_view)
    } else {
        println!("Not held against {RATCHET}: a tool that makes the site smaller is missing here.");
        Ok(())
    }
}

/// Writes the present figure down as the one to hold.
pub(crate) fn record(release: &Release) -> Result<()> {
    ensure!(release.smallest, "wasm-opt and terser are missing here, so this isn't the real size.");
    let files = measure(&release.dist)?;
    let code = files.iter().filter(|file| file.is(&[".html", ".css", ".js", ".wasm"]));
    let figure = sum(code.filter(|file| file.first_view));
    let path = root().join(RATCHET);
    let text = format!(
        "# Bytes (brotli 11) of page, style, scripts and WASM of the first view: the best reached so\n\
         # far. `cargo xtask test` fails when they grow by more than 1 % over it. Lower or raise it\n\
         # with `cargo xtask size --record`; raising takes a reason in CHANGELOG.md.\n\
         first_view = {figure}\n"
    );
    fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    println!("{RATCHET} now says {figure}.");
    Ok(())
}

/// Compares with the best figure.
fn hold(figure: usize) -> Result<()> {
    let path = root().join(RATCHET);
    let text = fs::read_to_string(&path).with_context(|| {
        format!("{RATCHET} cannot be read; `cargo xtask size --record` writes it")
    })?;
    let best =
        best(&text).with_context(|| format!("{RATCHET} has no line `first_view = 12345`"))?;
    println!("first view: {figure} bytes; best so far: {best}");
    ensure!(
        figure <= best + best / 100,
        "The first view has grown from {best} to {figure} bytes. If that is worth it, say why in \
         CHANGELOG.md and run `cargo xtask size --record`."
    );
    if figure < best {
        println!("Smaller than ever: `cargo xtask size --record` makes it the figure to hold.");
    }
    Ok(())
}

fn best(text: &str) -> Option<usize> {
    let line = text.lines().find_map(|line| line.strip_prefix("first_view = "))?;
    line.trim().parse().ok()
}

/// All files of the site, largest first.
fn measure(dist: &Path) -> Result<Vec<File>> {
    let page = dist.join("index.html");
    let html =
        fs::read_to_string(&page).with_context(|| format!("{} cannot be read", page.display()))?;
    let mut measured = Vec::new();
    for path in files(dist)? {
        let bytes =
            fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let name = path.strip_prefix(dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        // What the page names is loaded at once; what a script asks for later is not named there.
        let first_view = name == "index.html" || html.contains(&name);
        measured.push(File { raw: bytes.len(), brotli: compressed(&bytes)?, first_view, name });
    }
    measured.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.name.cmp(&b.name)));
    Ok(measured)
}

/// How long the bytes are after brotli at its best, as hosts prepare them.
fn compressed(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params).context("brotli failed")?;
    Ok(out.len())
}

fn sum<'a>(files: impl Iterator<Item = &'a File>) -> usize {
    files.map(|file| file.brotli).sum()
}

fn print_table(files: &[File]) {
    println!("{:>10} {:>10}  file (· not part of the first view)", "raw", "brotli");
    for file in files {
        let mark = if file.first_view { " " } else { "·" };
        println!("{:>10} {:>10} {mark}{}", file.raw, file.brotli, file.name);
    }
    println!();
}

/// Prints a total beside its budget; true when it is within.
fn budget(what: &str, bytes: usize, budget: usize) -> bool {
    let within = bytes <= budget;
    let verdict = if within { "within" } else { "OVER" };
    println!("{bytes:>10} {verdict:>6} {budget:>6}  {what}");
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratchet_file_is_read() {
        assert_eq!(best("# first_view = 1\nfirst_view = 4711\n"), Some(4711));
        assert_eq!(best("first_view = much\n"), None);
    }

    #[test]
    fn brotli_at_its_best() {
        assert!(compressed(&b"abc ".repeat(1000)).unwrap() < 30);
    }
}
