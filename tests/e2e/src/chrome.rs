//! Starts chromedriver, and through it a headless Chromium with a fresh profile.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    thread,
};

use thirtyfour::{
    ChromeCapabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel,
    WebDriver,
};

/// A running chromedriver. It ends when this is dropped.
pub struct Chromedriver {
    process: Child,
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How often chromedriver is started before it is given up.
const TRIES: usize = 5;

/// Starts a browser, with arguments more than every one has. chromedriver makes a new profile for
/// each and deletes it in the end.
pub async fn start(more: &[&str]) -> (Chromedriver, WebDriver) {
    // It takes a port that is free on one protocol and ends at once where the same number is
    // taken on the other, which happens when several start together.
    let (driver, port) =
        (0..TRIES).find_map(|_| chromedriver()).expect("chromedriver starts and names its port");
    let url = format!("http://127.0.0.1:{port}");
    let session = WebDriver::new(url, capabilities(more)).await.expect("Chromium starts");
    (driver, session)
}

/// Starts chromedriver on a port of its own choice; `None` where it ends without one.
fn chromedriver() -> Option<(Chromedriver, u16)> {
    let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    let process = Command::new(&program)
        .args(["--port=0", "--log-level=SEVERE"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} could not be started: {error}"));
    let mut driver = Chromedriver { process };
    let stdout = driver.process.stdout.take()?;

    // "ChromeDriver was started successfully on port 12345."
    let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse::<u16>().ok()
    })?;
    // What it writes later must go somewhere, or it would wait for a reader.
    thread::spawn(move || lines.for_each(drop));
    Some((driver, port))
}

fn capabilities(more: &[&str]) -> ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    if let Ok(chrome) = env::var("CHROME") {
        capabilities.set_binary(&chrome).expect("a path of Chromium");
    }
    let args = [
        "--headless=new",
        // It shows this project's own pages only, often in a container where a sandbox cannot be.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--lang=en-GB",
        "--window-size=1280,900",
        "--force-color-profile=srgb",
    ];
    for arg in args.iter().chain(more) {
        capabilities.add_arg(arg).expect("an argument for Chromium");
    }
    for log in ["browser", "performance"] {
        capabilities.set_logging_prefs(log, LoggingPrefsLogLevel::All).expect("a log");
    }
    capabilities
}
