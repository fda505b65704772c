//! Pictures as files: the page's style rules, which they are drawn by, and saving them.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, CssStyleRule, CssStyleSheet,
    HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url,
};

use super::after;

/// How long the browser has to fetch a file that it was handed, ms.
const FETCHED: i32 = 60_000;

/// The rules of the page's style sheets that hold always, in order: selectors, and what stands
/// in the braces.
pub fn style_rules() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return found;
    };
    let sheets = document.style_sheets();
    for sheet in (0..sheets.length()).filter_map(|n| sheets.item(n)) {
        let rules = sheet.dyn_into::<CssStyleSheet>().ok().map(|sheet| sheet.css_rules());
        let Some(Ok(rules)) = rules else { continue };
        for rule in (0..rules.length()).filter_map(|n| rules.item(n)) {
            if let Ok(rule) = rule.dyn_into::<CssStyleRule>() {
                found.push((rule.selector_text(), rule.style().css_text()));
            }
        }
    }
    found
}

/// Saves a file. `false` where the browser refuses.
pub fn save(name: &str, kind: &str, file: &[u8]) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(file));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options);
    blob.ok().and_then(|blob| save_blob(name, &blob)).is_some()
}

/// Saves an SVG as a PNG of so many px; `done` hears whether the browser could make it.
pub fn save_png(
    name: String,
    svg: &str,
    (width, height): (u32, u32),
    done: impl Fn(bool) + 'static,
) {
    let done: Rc<dyn Fn(bool)> = Rc::new(done);
    if draw(name, svg, (width, height), done.clone()).is_none() {
        done(false);
    }
}

fn draw(
    name: String,
    svg: &str,
    (width, height): (u32, u32),
    done: Rc<dyn Fn(bool)>,
) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let image = HtmlImageElement::new().ok()?;

    let (drawn, told) = (image.clone(), done.clone());
    let loaded = Closure::once_into_js(move || {
        let saved = told.clone();
        let save = Closure::once_into_js(move |blob: Option<Blob>| {
            saved(blob.and_then(|blob| save_blob(&name, &blob)).is_some());
        });
        let drawn = context.draw_image_with_html_image_element(&drawn, 0.0, 0.0);
        if drawn.and_then(|()| canvas.to_blob(save.unchecked_ref())).is_err() {
            told(false);
        }
    });
    let failed = Closure::once_into_js(move || done(false));
    image.set_onload(Some(loaded.unchecked_ref()));
    image.set_onerror(Some(failed.unchecked_ref()));
    // Not a blob: the Content-Security-Policy allows images of the page's own and of data.
    let data = js_sys::encode_uri_component(svg);
    image.set_src(&format!("data:image/svg+xml,{}", String::from(data)));
    Some(())
}

fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    let free = after(FETCHED, move || {
        let _ = Url::revoke_object_url(&url);
    });
    std::mem::forget(free);
    Some(())
}
