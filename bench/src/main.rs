//! Measures the built site in a browser, beside a plain hand-written page (the lower bound), with
//! records of several sizes. `cargo xtask bench` builds the site and calls it.

mod browser;
mod table;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use browser::Browser;
use table::{Figures, Measured, Size, What, growth, mean, median, percentile, shares, table};
use xtask::synthetic::{SEED, synthetic};

fn main() -> Result<()> {
    let mut sizes = Size::ALL.to_vec();
    let args: Vec<String> = std::env::args().skip(1).collect();
    for arg in &args {
        match (arg.as_str(), arg.parse()) {
            ("--quick", _) => sizes = vec![Size::Synthetic(1_000)],
            ("bundled", _) => sizes = vec![Size::Bundled],
            (_, Ok(count)) => sizes = vec![Size::Synthetic(count)],
            _ => bail!(
                "`cargo xtask bench` knows --quick, a number of recommendations, `bundled` or `core` alone, not {arg}"
            ),
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let dist = e2e::dist();
    println!("{}\n", machine());
    println!("{}", code(&dist)?);
    let mut all = Vec::new();
    for size in sizes {
        let measured = runtime.block_on(measure(&dist, size))?;
        println!("{}\n{}", table(&measured), shares(&measured));
        all.push(measured);
    }
    println!("{}", growth(&all));
    Ok(())
}

/// What it runs on.
fn machine() -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let info = read("/proc/cpuinfo");
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or(std::env::consts::ARCH, |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = read("/proc/meminfo");
    let memory =
        memory.lines().next().and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    let memory =
        memory.map_or(String::new(), |kb: f64| format!(", {:.0} GB", kb / 1024.0 / 1024.0));
    let chrome = std::env::var("CHROME").unwrap_or_else(|_| "chromium".to_owned());
    let version = Command::new(chrome).arg("--version").output().ok();
    let version = version.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().filter(|load| !load.is_empty());
    let load = load.map_or(String::new(), |load| format!("; load at the start {load}"));
    format!("{model}, {cores} cores{memory}; {}, headless{load}", version.unwrap_or_default())
}

/// The bytes of what is loaded as code, per kind.
fn code(dist: &Path) -> Result<String> {
    let mut text = "| code, brotli 11 | bytes |\n| --- | ---: |\n".to_owned();
    for (kind, extension) in
        [("page", "html"), ("style", "css"), ("scripts", "js"), ("WASM", "wasm")]
    {
        let mut bytes = 0;
        for entry in fs::read_dir(dist)? {
            let path = entry?.path();
            if path.extension().is_some_and(|of| of == extension) {
                bytes += compressed(&fs::read(&path)?, 11)?;
            }
        }
        text += &format!("| {kind} | {bytes} |\n");
    }
    Ok(text)
}

/// How long the bytes are after brotli.
fn compressed(bytes: &[u8], quality: i32) -> Result<usize> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params).context("brotli failed")?;
    Ok(out.len())
}

/// A site of its own for a page and a record, gone in the end.
struct Site(PathBuf);

impl Site {
    fn new(name: &str, page: &Path, record: &str) -> Result<Site> {
        let dir = std::env::temp_dir().join(format!("bench-{name}-{}", std::process::id()));
        copy(page, &dir)?;
        fs::create_dir_all(dir.join("data"))?;
        fs::write(dir.join("data/record.json"), record)?;
        Ok(Site(dir))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let path = entry?.path();
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy(&path, &to)? } else { fs::copy(&path, &to).map(drop)? }
    }
    Ok(())
}

/// Both pages with one record. They take turns, so that what else the machine does meets both.
async fn measure(dist: &Path, size: Size) -> Result<Measured> {
    eprintln!("» {}", size.name());
    let record = match size {
        Size::Bundled => fs::read_to_string(dist.join("data/record.json"))?,
        Size::Synthetic(count) => synthetic(count, SEED),
    };
    let mb = |bytes: usize| bytes as f64 / 1e6;
    // The best takes minutes for a large file; what hosts do on the fly is 5.
    let quality = if record.len() < 4_000_000 { 11 } else { 5 };
    let json = (mb(record.len()), mb(compressed(record.as_bytes(), quality)?));
    let words = words(&record);
    let lower = Path::new(env!("CARGO_MANIFEST_DIR")).join("lower-bound");
    let pages = [Site::new("site", dist, &record)?, Site::new("lower", &lower, &record)?];
    drop(record);
    let mut openings = [Vec::new(), Vec::new()];
    // The first turn warms up.
    for run in 0..=size.openings() {
        for (page, openings) in pages.iter().zip(&mut openings) {
            let browser = Browser::start(&page.0).await?;
            let opening = browser.open(true).await;
            browser.end().await;
            if run > 0 {
                openings.push(opening?);
            }
        }
    }
    let mut figures = [Figures::default(); 2];
    let mut spent_by = Vec::new();
    for ((page, openings), figures) in pages.iter().zip(&openings).zip(&mut figures) {
        // As of what is done on the page, the quickest counts.
        let least = |get: fn(&browser::Opening) -> f64| {
            openings.iter().map(get).fold(f64::INFINITY, f64::min)
        };
        let browser = Browser::start(&page.0).await?;
        let settled = browser.open(false).await;
        let memory = browser.memory().await;
        let samples = browser.run(&words, size.rounds()).await;
        let mut spent = Vec::new();
        for (kind, _) in table::KINDS {
            spent.push(browser.share(kind, &words).await);
        }
        browser.end().await;
        let (settled, samples) = (settled?, samples?);
        spent_by.push(spent.into_iter().collect::<Result<Vec<_>>>()?);
        for (what, figure) in What::ALL.into_iter().zip(figures.iter_mut()) {
            *figure = match what {
                What::Content => least(|opening| opening.content),
                What::Answer => least(|opening| opening.answer),
                What::Facet50 => median(&samples.facets),
                What::Facet95 => percentile(&samples.facets, 0.95),
                What::FacetNext95 => percentile(&samples.after_facets, 0.95),
                What::Key50 => median(&samples.keys),
                What::Key95 => percentile(&samples.keys, 0.95),
                What::KeyNext95 => percentile(&samples.after_keys, 0.95),
                What::Frame => mean(&samples.frames),
                What::Frame95 => percentile(&samples.frames, 0.95),
                What::Longest => least(|opening| opening.longest),
                What::After => least(|opening| opening.after),
                What::Nodes => settled.nodes.max(samples.nodes),
                What::Memory => *memory.as_ref().unwrap_or(&f64::NAN),
                What::Shift => openings.iter().map(|opening| opening.shift).fold(0.0, f64::max),
            };
        }
    }
    let [ours, lower] = figures;
    Ok(Measured { size, json, ours, lower, shares: spent_by })
}

/// Words to search for: of some titles, spread over the record.
fn words(record: &str) -> Vec<String> {
    let titles: Vec<&str> = record
        .match_indices("\"title\": \"")
        .filter_map(|(at, key)| record[at + key.len()..].split('"').next())
        .collect();
    let of = |title: &str| {
        let word = title.split(' ').find(|word| (5..12).contains(&word.len()) && word.is_ascii());
        word.map(str::to_ascii_lowercase)
    };
    let step = (titles.len() / 5).max(1);
    titles.iter().skip(step).step_by(step).filter_map(|title| of(title)).take(4).collect()
}
