//! Fetching the record, with progress.

use gloo_net::http::Request;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

/// Why there is no file: the HTTP status, where the server answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfetched(pub Option<u16>);

impl From<JsValue> for Unfetched {
    fn from(_: JsValue) -> Unfetched {
        Unfetched(None)
    }
}

/// The bytes at `url`. `progress` hears the share that has arrived (0 to 1) where the server
/// says how much there is.
pub async fn fetch(url: &str, progress: &dyn Fn(f64)) -> Result<Vec<u8>, Unfetched> {
    let response = Request::get(url).send().await.map_err(|_| Unfetched(None))?;
    if !response.ok() {
        return Err(Unfetched(Some(response.status())));
    }
    let headers = response.headers();
    // The length is that of the compressed file, the bytes read are not.
    let total: Option<u32> = match headers.get("content-encoding") {
        Some(_) => None,
        None => headers.get("content-length").and_then(|length| length.parse().ok()),
    };
    let mut bytes = Vec::new();
    let Some(body) = response.body() else { return Ok(bytes) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        let get = |key: &str| Reflect::get(&chunk, &JsValue::from_str(key)).ok();
        if get("done").is_none_or(|done| done.is_truthy()) {
            return Ok(bytes);
        }
        if let Some(part) = get("value").and_then(|value| value.dyn_into::<Uint8Array>().ok()) {
            let start = bytes.len();
            bytes.resize(start + part.length() as usize, 0);
            part.copy_to(&mut bytes[start..]);
        }
        if let Some(total) = total.filter(|total| *total > 0) {
            progress((bytes.len() as f64 / f64::from(total)).min(1.0));
        }
    }
}
