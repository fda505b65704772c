//! Mandate Trail in the browser: mounts the application.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    leptos::mount::mount_to_body(|| view! { <p>"Mandate Trail"</p> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
