//! Fetching the record, with progress.

use gloo_net::http::Request;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

use super::time::Slices;
use crate::rest::Rest;

/// Why there is no file: the HTTP status, where the server answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfetched(pub Option<u16>);

impl From<JsValue> for Unfetched {
    fn from(_: JsValue) -> Unfetched {
        Unfetched(None)
    }
}

/// A part of a file that has arrived: how many bytes, the share of the file (0 to 1) that has then
/// arrived, where the server says how much there is, and what puts the bytes where they are to be.
pub type Part<'a> = (usize, Option<f64>, &'a mut dyn FnMut(&mut [u8]));

/// Fetches what is at `url`. `arrived` is given it part by part.
pub async fn fetch(url: &str, arrived: &mut dyn FnMut(Part<'_>)) -> Result<(), Unfetched> {
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
    let Some(body) = response.body() else { return Ok(()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let (mut so_far, mut slices) = (0, Slices::begin());
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        let get = |key: &str| Reflect::get(&chunk, &JsValue::from_str(key)).ok();
        if get("done").is_none_or(|done| done.is_truthy()) {
            return Ok(());
        }
        if let Some(bytes) = get("value").and_then(|value| value.dyn_into::<Uint8Array>().ok()) {
            let len = bytes.length() as usize;
            so_far += len;
            let share = |total| (so_far as f64 / f64::from(total)).min(1.0);
            let share = total.filter(|total| *total > 0).map(share);
            arrived((len, share, &mut |room| bytes.copy_to(room)));
            slices.rest().await;
        }
    }
}
