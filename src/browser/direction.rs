//! Pages that are read from right to left.

use super::Gesture;

/// Whether the page is read from right to left.
pub fn is_rtl() -> bool {
    let direction = || {
        let window = web_sys::window()?;
        let root = window.document()?.document_element()?;
        window.get_computed_style(&root).ok()??.get_property_value("direction").ok()
    };
    direction().as_deref() == Some("rtl")
}

impl Gesture {
    /// The same on the drawing as it would be from left to right, for one that is shown mirrored,
    /// `width` px wide: what is done to the right leads to the left.
    pub fn mirrored(self, width: f64) -> Gesture {
        match self {
            Gesture::Wheel { x, dx, dy, ctrl } => {
                Gesture::Wheel { x: width - x, dx: -dx, dy, ctrl }
            }
            Gesture::Press(x) => Gesture::Press(width - x),
            Gesture::Drag(dx) => Gesture::Drag(-dx),
            Gesture::DoubleClick { x, mark } => Gesture::DoubleClick { x: width - x, mark },
            Gesture::Key { key, shift, mark } => {
                let key = match key.as_str() {
                    "ArrowLeft" => "ArrowRight".to_owned(),
                    "ArrowRight" => "ArrowLeft".to_owned(),
                    _ => key,
                };
                Gesture::Key { key, shift, mark }
            }
            Gesture::Drop | Gesture::Click(_) | Gesture::Hover(_) | Gesture::Focus(_) => self,
        }
    }
}
