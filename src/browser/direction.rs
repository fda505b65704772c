//! Pages that are read from right to left.

/// Whether the page is read from right to left.
pub fn is_rtl() -> bool {
    let direction = || {
        let window = web_sys::window()?;
        let root = window.document()?.document_element()?;
        window.get_computed_style(&root).ok()??.get_property_value("direction").ok()
    };
    direction().as_deref() == Some("rtl")
}
