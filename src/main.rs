//! Mandate Trail in the browser: mounts the application. Natively there is nothing to run; the
//! library is what the tests and `cargo xtask check-data` use.

#[cfg(target_arch = "wasm32")]
fn main() {
    if let Some(root) = mandate_trail::browser::start() {
        leptos::mount::mount_to(root.clone(), move || mandate_trail::view::app(&root)).forget();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
