//! A page in a browser of its own, and what is measured of it. `measure.js` runs in the page.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use e2e::chrome::{self, Chromedriver};
use serde_json::{Value, json};
use thirtyfour::WebDriver;
use xtask::server::Server;

/// How long opening a page, or a run through it, may take.
const PATIENCE: Duration = Duration::from_secs(900);

/// A browser with a server.
pub(crate) struct Browser {
    process: Chromedriver,
    driver: WebDriver,
    server: Server,
    /// The JavaScript heap and the WebAssembly memory of an empty page, bytes.
    empty: f64,
}

/// What opening a page showed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opening {
    /// From navigation to the first frame with content, ms.
    pub(crate) content: f64,
    /// From navigation to the frame that shows the answer to a click in a facet, ms.
    pub(crate) answer: f64,
    /// The longest task at all, ms; below 50 none is told, and this is 0.
    pub(crate) longest: f64,
    /// The longest task after first content.
    pub(crate) after: f64,
    /// The layout shift.
    pub(crate) shift: f64,
    /// How many elements there are.
    pub(crate) nodes: f64,
}

/// What an action takes of the page's thread: script, style and layout, all.
pub(crate) type Share = [f64; 3];

/// What a run through the page took, ms each.
pub(crate) struct Samples {
    pub(crate) facets: Vec<f64>,
    /// Of the same until the frame after that is painted.
    pub(crate) after_facets: Vec<f64>,
    pub(crate) keys: Vec<f64>,
    /// Of the same until the frame after that is painted.
    pub(crate) after_keys: Vec<f64>,
    pub(crate) frames: Vec<f64>,
    /// How many elements there were in the end.
    pub(crate) nodes: f64,
}

impl Browser {
    /// Starts one that serves a directory.
    pub(crate) async fn start(dir: &Path) -> Result<Browser> {
        let server = Server::start(dir, "/", 0)?;
        // Frames come as fast as they are made, so that they can be told apart.
        let uncapped = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];
        let (process, driver) = chrome::start(&uncapped).await;
        driver.set_script_timeout(PATIENCE).await?;
        driver.set_page_load_timeout(PATIENCE).await?;
        let mut browser = Browser { process, driver, server, empty: 0.0 };
        browser.empty = browser.heap().await?;
        let script = json!({ "source": include_str!("measure.js") });
        browser.send("Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(browser)
    }

    /// Ends it.
    pub(crate) async fn end(self) {
        let _ = self.driver.quit().await;
        drop(self.process);
    }

    async fn send(&self, method: &str, params: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(method, params).await?)
    }

    async fn script(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// Opens the page and waits until all of it is there; `click` asks for a first answer.
    pub(crate) async fn open(&self, click: bool) -> Result<Opening> {
        let url = self.server.url() + if click { "#click" } else { "" };
        self.driver.goto(url).await?;
        let begun = Instant::now();
        let opened = loop {
            let opened = self.script("return window.bench.opened()").await?;
            if opened.is_object() {
                break opened;
            }
            if begun.elapsed() > PATIENCE {
                bail!("the page did not open: {}", self.script("return window.bench").await?);
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        };
        let number = |key: &str| opened.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
        let content = number("content");
        let tasks = opened.get("tasks").and_then(Value::as_array).cloned().unwrap_or_default();
        let longest = |since: f64| {
            let after = tasks.iter().filter_map(|task| {
                let (start, took) = (task.get(0)?.as_f64()?, task.get(1)?.as_f64()?);
                (start >= since).then_some(took)
            });
            after.fold(0.0, f64::max)
        };
        Ok(Opening {
            content,
            answer: number("answer"),
            longest: longest(0.0),
            after: longest(content),
            shift: number("shift"),
            nodes: number("nodes"),
        })
    }

    /// The JavaScript heap after what is not needed has gone, with what it holds outside, bytes.
    async fn heap(&self) -> Result<f64> {
        self.send("HeapProfiler.collectGarbage", json!({})).await?;
        let usage = self.send("Runtime.getHeapUsage", json!({})).await?;
        let of = |key: &str| usage.get(key).and_then(Value::as_f64).unwrap_or(0.0);
        Ok(of("usedSize") + of("embedderHeapUsedSize") + of("backingStorageSize"))
    }

    /// What the opened page takes over an empty one, MB.
    pub(crate) async fn memory(&self) -> Result<f64> {
        let wasm = self.script("return window.bench.opened().memory").await?.as_f64();
        let heap = self.heap().await?;
        Ok((heap + wasm.unwrap_or(0.0) - self.empty) / 1e6)
    }

    /// Has the page do something, however long it takes: no single request may.
    async fn job(&self, name: &str, given: Value) -> Result<Value> {
        let begin = "const [name, given] = arguments, job = (window.bench.job = {});
             const end = told => job.told = told ?? null;
             window.bench[name](...given).then(end, error => end(String(error.stack)))";
        self.driver.execute(begin, vec![json!(name), given]).await?;
        let begun = Instant::now();
        loop {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let job = self.script("return window.bench.job").await?;
            if let Some(told) = job.get("told") {
                return Ok(told.clone());
            }
            if begun.elapsed() > PATIENCE {
                bail!("{name} takes too long");
            }
        }
    }

    /// What the page's thread does for one action of a kind, on average: script, style and layout,
    /// and all of it, ms of its own time.
    pub(crate) async fn share(&self, kind: &str, words: &[String]) -> Result<Share> {
        self.send("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        let before = self.spent().await?;
        let done = self.job("once", json!([kind, words])).await?;
        let actions = done.as_f64().with_context(|| format!("the run failed: {done}"))?;
        let after = self.spent().await?;
        Ok(std::array::from_fn(|n| (after[n] - before[n]) * 1e3 / actions.max(1.0)))
    }

    /// The seconds that the page's thread has spent.
    async fn spent(&self) -> Result<Share> {
        let metrics = self.send("Performance.getMetrics", json!({})).await?;
        let metrics = metrics.get("metrics").and_then(Value::as_array).cloned();
        let metrics = metrics.unwrap_or_default();
        let of = |name: &str| {
            let metric = metrics.iter().find(|m| m.get("name").is_some_and(|of| of == name));
            metric.and_then(|m| m.get("value")?.as_f64()).unwrap_or(f64::NAN)
        };
        let layout = of("RecalcStyleDuration") + of("LayoutDuration");
        Ok([of("ScriptDuration"), layout, of("TaskDuration")])
    }

    /// Clicks, types, zooms and pans, so many times.
    pub(crate) async fn run(&self, words: &[String], rounds: usize) -> Result<Samples> {
        let found = self.job("run", json!([words, rounds])).await?;
        let list = |key: &str| -> Result<Vec<f64>> {
            let list = found.get(key).and_then(Value::as_array);
            let list = list.with_context(|| format!("the run failed: {found}"))?;
            Ok(list.iter().filter_map(Value::as_f64).collect())
        };
        let nodes = found.get("nodes").and_then(Value::as_f64).unwrap_or(f64::NAN);
        Ok(Samples {
            facets: list("facets")?,
            after_facets: list("afterFacets")?,
            keys: list("keys")?,
            after_keys: list("afterKeys")?,
            frames: list("frames")?,
            nodes,
        })
    }
}
