//! What readers of this record do on the page, step by step, and what they then have before them.

use std::sync::LazyLock;

use serde_json::Value;

use crate::{Key, Name, Page};

/// How many recommendations the record has. It grows: tests name only what they ask for.
pub static ALL: LazyLock<usize> = LazyLock::new(|| {
    let list = serde_json::from_str(include_str!("../../../record/recommendations.json"));
    list.map_or(0, |list: Vec<Value>| list.len())
});

impl Page {
    /// Waits until the live region begins so: "9 of 33".
    pub async fn wait_count(&self, n: usize) {
        let start = format!("{n} of {}", *ALL);
        self.wait(&format!("a status that begins {start}"), async || {
            for region in self.all("status", Name::Any).await {
                if region.text().await.is_ok_and(|text| text.starts_with(&start)) {
                    return Some(());
                }
            }
            None
        })
        .await;
    }

    /// The text of the details that are open.
    pub async fn details(&self) -> String {
        self.get("complementary", "Details").await.text().await.unwrap_or_default()
    }

    /// The titles of the recommendations that are listed, in order.
    pub async fn listed(&self) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll('.row h3')].map(e => e.innerText.trim())";
        let titles = self.eval(script, &[]).await;
        let titles = titles.as_array().cloned().unwrap_or_default();
        titles.iter().filter_map(|title| title.as_str().map(str::to_owned)).collect()
    }

    /// Chooses an option of a list, by keyboard.
    pub async fn choose(&self, list: &str, option: &str) {
        let list = self.get("combobox", list).await;
        list.click().await.expect("a click");
        let keys = Key::Home + option + Key::Enter;
        list.send_keys(keys).await.expect("typing");
    }

    /// What a person sees and a screen reader hears: what the page is called, the view and the
    /// details, and the names of the marks.
    pub async fn seen(&self) -> String {
        let script = "return [document.title,
            ...[...document.querySelectorAll('main, aside.details')].map(e => e.innerText),
            ...[...document.querySelectorAll('[data-mark]')].map(e => e.getAttribute('aria-label')),
            ...[...document.querySelectorAll(':checked')].map(e => e.labels?.[0]?.innerText ?? e.value),
        ].join('\\n').replaceAll(location.origin, '')";
        self.eval(script, &[]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Takes the link to the view from the Share panel, and closes that. Returns what follows the
    /// page's own address: "?q=asset".
    pub async fn share(&self) -> String {
        self.click("button", "Share").await;
        self.get("dialog", "Share").await;
        self.click("button", "Copy link").await;
        self.wait_text("Link to this view copied").await;
        let link = self.clipboard().await;
        self.press(Key::Escape).await;
        self.wait_gone("dialog", "Share").await;
        // The card under the pointer is not part of what is sent.
        self.wait_gone("tooltip", Name::Any).await;
        let own = self.address().await;
        assert!(link.ends_with(&own), "{link} is the address of the view, {own}");
        own
    }

    /// Waits until the same is seen as somebody else saw.
    pub async fn wait_seen(&self, seen: &str) {
        let same = async || (self.seen().await == seen).then_some(());
        if !self.comes(same).await {
            assert_eq!(self.seen().await, seen);
        }
    }

    /// Keeps what the page saves from now on, until it is loaded anew.
    pub async fn keep_files(&self) {
        let script = "window.saved = [];
            const make = URL.createObjectURL.bind(URL);
            URL.createObjectURL = blob => {
                blob.text().then(async text => {
                    const bytes = Array.from(new Uint8Array(await blob.arrayBuffer()));
                    window.saved.push({ text, bytes });
                });
                return make(blob);
            };";
        self.eval(script, &[]).await;
    }

    /// The text of the last file that the page saved, when it has saved more than so many.
    pub async fn saved(&self, before: usize) -> String {
        let text = self.last_saved(before, "text").await;
        text.as_str().map(str::to_owned).unwrap_or_default()
    }

    /// The bytes of the same.
    pub async fn saved_bytes(&self, before: usize) -> Vec<u8> {
        let bytes = self.last_saved(before, "bytes").await;
        let bytes = bytes.as_array().into_iter().flatten().filter_map(serde_json::Value::as_u64);
        bytes.filter_map(|byte| byte.try_into().ok()).collect()
    }

    async fn last_saved(&self, before: usize, what: &str) -> serde_json::Value {
        let script = "return window.saved.length > arguments[0]
            ? window.saved.at(-1)[arguments[1]] : null";
        self.wait("a file to be saved", async || {
            let saved = self.eval(script, &[before.into(), what.into()]).await;
            (!saved.is_null()).then_some(saved)
        })
        .await
    }
}
