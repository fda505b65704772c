//! One open page, and what a reader does with it. Everything panics with what it waited for when
//! that doesn't come.

use std::{
    cell::RefCell,
    path::Path,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use thirtyfour::{WebDriver, WebElement};
use xtask::server::{Reply, Server};

use crate::{
    PREFIX,
    role::{self, Name},
};

/// How long the page may take for anything.
const PATIENCE: Duration = Duration::from_secs(15);

/// The page under test.
pub struct Page {
    /// The browser, for what is not offered below.
    pub driver: WebDriver,
    site: Server,
    /// All the browser logged and asked for so far. It hands out each entry once.
    log: RefCell<Log>,
    allowed: RefCell<Vec<String>>,
}

#[derive(Default)]
struct Log {
    console: Vec<String>,
    errors: Vec<String>,
    requests: Vec<String>,
}

impl Page {
    pub(crate) async fn new(driver: WebDriver, site: Server) -> Page {
        Page { driver, site, log: RefCell::default(), allowed: RefCell::default() }
    }

    // ——— Going places

    /// Opens the site, with this query string and fragment: "", "?q=asset", "data/record.json".
    pub async fn open(&self, rest: &str) {
        self.driver.goto(self.site.url() + rest).await.expect("the page opens");
    }

    /// Opens the site and waits until it is ready.
    pub async fn open_ready(&self, rest: &str) {
        self.open(rest).await;
        self.wait_ready().await;
    }

    /// Opens the site with a page that is read from right to left, and waits until it is ready.
    pub async fn open_from_right_to_left(&self, rest: &str) {
        let html = std::fs::read_to_string(crate::dist().join("index.html")).expect("the page");
        let turned = html.replace("dir=\"ltr\"", "dir=\"rtl\"").replace("dir=ltr", "dir=rtl");
        assert_ne!(html, turned);
        self.replace("", Reply::ok("text/html", turned));
        self.open_ready(rest).await;
    }

    /// Waits until the program runs and shows its record: `<html data-ready>`.
    pub async fn wait_ready(&self) {
        let ready = "return document.documentElement.hasAttribute('data-ready')";
        self.wait_js("the page to be ready", ready).await;
    }

    /// Waits until what the first view does not need has arrived as well.
    pub async fn wait_complete(&self) {
        let complete = "const of = document.documentElement;
            return of.hasAttribute('data-complete') || !of.hasAttribute('data-ready')";
        self.wait_js("the parts of the page that come later", complete).await;
    }

    /// The address without host and prefix: "?q=asset".
    pub async fn address(&self) -> String {
        let url = self.driver.current_url().await.expect("an address").to_string();
        url.strip_prefix(&self.site.url()).unwrap_or(&url).to_owned()
    }

    /// Waits until the address is this.
    pub async fn wait_address(&self, rest: &str) {
        self.wait(&format!("the address {rest}"), async || {
            (self.address().await == rest).then_some(())
        })
        .await;
    }

    /// Goes back in the history.
    pub async fn back(&self) {
        self.driver.back().await.expect("going back");
    }

    /// Goes forward in the history.
    pub async fn forward(&self) {
        self.driver.forward().await.expect("going forward");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver.refresh().await.expect("reloading");
    }

    // ——— Finding and doing

    /// The first element with a role ("button", "link", "heading", "checkbox" …) and an accessible
    /// name. Waits for it.
    pub async fn get<'a>(&self, role: &str, name: impl Into<Name<'a>>) -> WebElement {
        let name = name.into();
        self.wait(&format!("a {role} with the name {name:?}"), async || {
            // A page that is just changing makes single questions fail.
            role::find(&self.driver, role, name).await.ok()?.into_iter().next()
        })
        .await
    }

    /// All elements with a role and a name that are there now.
    pub async fn all<'a>(&self, role: &str, name: impl Into<Name<'a>>) -> Vec<WebElement> {
        role::find(&self.driver, role, name.into()).await.expect("the accessibility tree")
    }

    /// Waits until no element has this role and name.
    pub async fn wait_gone<'a>(&self, role: &str, name: impl Into<Name<'a>>) {
        let name = name.into();
        self.wait(&format!("no {role} with the name {name:?}"), async || {
            role::find(&self.driver, role, name).await.ok()?.is_empty().then_some(())
        })
        .await;
    }

    /// Clicks. What something that stays at the window's edge covers is scrolled to first, as a
    /// reader would.
    pub async fn click<'a>(&self, role: &str, name: impl Into<Name<'a>>) {
        let element = self.get(role, name).await;
        if element.click().await.is_err() {
            let centre = "arguments[0].scrollIntoView({ block: 'center' })";
            let argument = vec![element.to_json().expect("an element")];
            self.driver.execute(centre, argument).await.expect("the script runs");
            element.click().await.expect("a click");
        }
    }

    /// Clicks it and types.
    pub async fn type_into<'a>(&self, role: &str, name: impl Into<Name<'a>>, text: &str) {
        let element = self.get(role, name).await;
        element.click().await.expect("a click");
        element.send_keys(text).await.expect("typing");
    }

    /// Presses keys wherever the focus is: a [`crate::Key`], a text, or both: `Key::Control + "a"`.
    pub async fn press(&self, keys: impl Into<thirtyfour::TypingData>) {
        let keys = keys.into();
        let press = self.driver.action_chain().send_keys(keys);
        press.perform().await.expect("pressing keys");
    }

    /// The role and the name of what has the focus.
    pub async fn focused(&self) -> (String, String) {
        role::focused(&self.driver).await.expect("the accessibility tree")
    }

    /// The text that is to be seen.
    pub async fn text(&self) -> String {
        let text = self.eval("return document.body.innerText", &[]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until a text is to be seen.
    pub async fn wait_text(&self, part: &str) {
        self.wait(&format!("the text {part:?}"), async || {
            self.text().await.contains(part).then_some(())
        })
        .await;
    }

    /// The accessibility tree as indented lines: role, name and states.
    pub async fn tree(&self) -> String {
        role::tree(&self.driver).await.unwrap_or_else(|error| error.to_string())
    }

    /// Runs the body of a function in the page; `arguments[0]` … are the arguments.
    pub async fn eval(&self, script: &str, arguments: &[Value]) -> Value {
        let result = self.driver.execute(script, arguments).await;
        result.expect("the script runs").json().clone()
    }

    /// Waits until the script returns true.
    pub async fn wait_js(&self, what: &str, script: &str) {
        self.wait(what, async || {
            let result = self.driver.execute(script, Vec::new()).await.ok()?;
            (*result.json() == true).then_some(())
        })
        .await;
    }

    /// Waits until the drawings stand still: nothing is sketched, and they are the same in several
    /// frames one after the other.
    pub async fn rested(&self) {
        let script = "return new Promise(done => {
            const drawn = () => [...document.querySelectorAll('.drawing')].map(e => e.innerHTML).join();
            let before = drawn(), same = 0;
            const look = () => {
                const now = drawn(), moves = document.querySelector('.drawing [aria-busy=true], .drawing[aria-busy=true]');
                same = now === before && !moves ? same + 1 : 0;
                before = now;
                if (same > 4) done(true); else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
        })";
        self.wait_js("the drawings to stand still", script).await;
    }

    /// What the mouse does at a point of the window, its main button held while it moves:
    /// "mousePressed", "mouseMoved", "mouseReleased".
    pub async fn mouse(&self, kind: &str, x: f64, y: f64) {
        let buttons = u8::from(kind == "mouseMoved");
        let event = json!({
            "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1,
        });
        self.cdp("Input.dispatchMouseEvent", event).await;
    }

    /// What fingers do, and where all that are down are then: "touchStart", "touchMove", and
    /// "touchEnd" with none. For the first site that a page opens: one that is loaded later is
    /// not told of touches that the driver makes up.
    pub async fn touch(&self, kind: &str, fingers: &[(f64, f64)]) {
        let points: Vec<Value> = fingers
            .iter()
            .enumerate()
            .map(|(id, (x, y))| json!({ "x": x, "y": y, "id": id }))
            .collect();
        self.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
    }

    /// Lifts one of several fingers, by its place among them; the others stay down.
    pub async fn lift(&self, finger: u8, (x, y): (f64, f64)) {
        let points = json!([{ "x": x, "y": y, "id": finger }]);
        let event = json!({ "type": "touchEnd", "touchPoints": points });
        self.cdp("Input.dispatchTouchEvent", event).await;
    }

    /// Whether there is an answer in time.
    pub async fn comes(&self, ask: impl AsyncFn() -> Option<()>) -> bool {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if ask().await.is_some() {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        false
    }

    /// Asks until there is an answer.
    pub async fn wait<T>(&self, what: &str, ask: impl AsyncFn() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "Waited in vain for {what}.");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    // ——— Circumstances

    /// Answers a file of the site ("data/record.json", "" for the page) otherwise from now on.
    pub fn replace(&self, path: &str, reply: Reply) {
        self.site.replace(path, reply);
    }

    /// Answers a file of the site as it is again.
    pub fn restore(&self, path: &str) {
        self.site.restore(path);
    }

    /// Answers nothing any more: the network is gone, for the page and for whoever works for it.
    pub fn stop(&self) {
        self.site.stop();
    }

    /// Has the browser ask the network, whatever copy of the site an earlier visit left.
    pub async fn without_copy(&self) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setBypassServiceWorker", json!({ "bypass": true })).await;
    }

    /// Gives the page this size in CSS pixels, also one smaller than a window can be.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Sets media features: `("prefers-color-scheme", "dark")`, `("prefers-reduced-motion",
    /// "reduce")`, `("forced-colors", "active")`. Those not named are as usual.
    pub async fn media(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Prints the page, and returns the text of what it made for paper alone.
    pub async fn print(&self, selector: &str) -> String {
        self.wait_complete().await;
        let script = "const at = arguments[0];
            window.__printed = '';
            addEventListener('beforeprint', () => {
                window.__printed = [...document.querySelectorAll(at)].map(e => e.textContent).join(' ');
            }, { once: true });";
        self.eval(script, &[selector.into()]).await;
        let pdf = self.cdp("Page.printToPDF", json!({})).await;
        // "%PDF-", in base 64.
        assert!(pdf["data"].as_str().is_some_and(|data| data.starts_with("JVBERi0")), "a PDF");
        let text = self.eval("return window.__printed", &[]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Shows the page as it would be printed.
    pub async fn as_printed(&self) {
        self.wait_complete().await;
        self.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    }

    /// Takes the network away, or gives it back.
    pub async fn offline(&self, offline: bool) {
        let network = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.cdp("Network.emulateNetworkConditions", network).await;
    }

    /// What is in the clipboard.
    pub async fn clipboard(&self) -> String {
        let read = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.cdp("Browser.grantPermissions", read).await;
        let script = "const done = arguments[0]; navigator.clipboard.readText().then(done, done)";
        let text = self.driver.execute_async(script, Vec::new()).await.expect("the clipboard");
        text.json().as_str().expect("a text in the clipboard").to_owned()
    }

    /// Saves a picture of the page as a PNG.
    pub async fn screenshot(&self, path: &Path) {
        self.driver.screenshot(path).await.expect("a picture");
    }

    /// Sends a command of the Chrome DevTools Protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        let sent = self.driver.cdp().send_raw(method, parameters).await;
        sent.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    // ——— Being clean

    /// Everything in the console so far.
    pub async fn console(&self) -> Vec<String> {
        self.read_log().await;
        self.log.borrow().console.clone()
    }

    /// The addresses of everything the browser asked for so far.
    pub async fn requests(&self) -> Vec<String> {
        self.read_log().await;
        self.log.borrow().requests.clone()
    }

    /// From now on errors with this text in them are what the test expects.
    pub fn allow_errors(&self, part: &str) {
        self.allowed.borrow_mut().push(part.to_owned());
    }

    /// Panics when there was an error in the console (a broken Content-Security-Policy is one), or
    /// a request to another host. [`crate::run`] ends each test with it.
    pub async fn assert_clean(&self) {
        self.read_log().await;
        let (log, allowed) = (self.log.borrow(), self.allowed.borrow());
        let unexpected: Vec<&String> = log
            .errors
            .iter()
            .filter(|error| !allowed.iter().any(|part| error.contains(part)))
            .collect();
        assert!(unexpected.is_empty(), "Errors in the console: {unexpected:#?}");
        let host = self.site.url().replace(PREFIX, "/");
        let local = [host.as_str(), "data:", "blob:", "about:"];
        let foreign: Vec<&String> = log
            .requests
            .iter()
            .filter(|url| !local.iter().any(|start| url.starts_with(start)))
            .collect();
        assert!(foreign.is_empty(), "Requests to other hosts: {foreign:#?}");
    }

    /// Takes over what the browser has logged since the last time.
    async fn read_log(&self) {
        let console = self.driver.get_log("browser").await.expect("the console's log");
        let events = self.driver.get_log("performance").await.expect("the network's log");
        let mut log = self.log.borrow_mut();
        for entry in console {
            let line = format!("{}: {}", entry.level, entry.message);
            if entry.level == "SEVERE" {
                log.errors.push(line.clone());
            }
            log.console.push(line);
        }
        for event in events {
            let event: Value = serde_json::from_str(&event.message).expect("an event in JSON");
            let event = &event["message"];
            if event["method"] == "Network.requestWillBeSent"
                && let Some(url) = event["params"]["request"]["url"].as_str()
            {
                log.requests.push(url.to_owned());
            }
        }
    }
}
