//! What a person does on a drawing with mouse, finger, wheel and keys, told as gestures.
//!
//! ```text
//! pointers that go down, move and go up ─ Pointers ─┐
//! wheel, clicks, focus, keys ───────────────────────┴─ Gesture ─ the drawing that listens
//! ```
//!
//! Places are in px from the drawing's top left corner, times in ms on any one clock.

mod pointers;

pub use pointers::Pointers;

/// A gesture; `mark` is the `data-mark` of the element that it is on, if any.
#[derive(Clone, Debug, PartialEq)]
pub enum Gesture {
    /// The wheel was turned, or two fingers moved on a trackpad.
    Wheel {
        /// Where.
        x: f64,
        /// How far to the side, px.
        dx: f64,
        /// How far down, px.
        dy: f64,
        /// With Control or Command, which is also how browsers tell of a pinch on a trackpad.
        ctrl: bool,
    },
    /// Pressed at this x: what a drag or a pinch begins with, or a click.
    Press(f64),
    /// A drag by so many px since the last one.
    Drag(f64),
    /// Two fingers hold the drawing: what was under them is under them still, whether they part,
    /// close or go together.
    Pinch {
        /// The x of each when last told; they are never at one place.
        from: (f64, f64),
        /// The x of each now; they are never at one place, nor have they changed sides.
        to: (f64, f64),
    },
    /// The drag or pinch is over; the hand moved at so many px a ms when it let go.
    Drop(f64),
    /// Clicked or tapped.
    Click(Option<String>),
    /// Double-clicked.
    DoubleClick {
        /// Where.
        x: f64,
        /// On which mark.
        mark: Option<String>,
    },
    /// The pointer has come to a mark or left it.
    Hover {
        /// Where the pointer is.
        x: f64,
        /// See `x`.
        y: f64,
        /// On which mark; `None`: on none any more.
        mark: Option<String>,
    },
    /// The keyboard's focus has come to a mark or left it.
    Focus(Option<String>),
    /// A key.
    Key {
        /// Its name: "Enter", "ArrowLeft", "+".
        key: String,
        /// With Shift.
        shift: bool,
        /// On which mark.
        mark: Option<String>,
    },
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
            Gesture::Pinch { from, to } => Gesture::Pinch {
                from: (width - from.0, width - from.1),
                to: (width - to.0, width - to.1),
            },
            Gesture::Drop(speed) => Gesture::Drop(-speed),
            Gesture::DoubleClick { x, mark } => Gesture::DoubleClick { x: width - x, mark },
            Gesture::Hover { x, y, mark } => Gesture::Hover { x: width - x, y, mark },
            Gesture::Key { key, shift, mark } => {
                let key = match key.as_str() {
                    "ArrowLeft" => "ArrowRight".to_owned(),
                    "ArrowRight" => "ArrowLeft".to_owned(),
                    _ => key,
                };
                Gesture::Key { key, shift, mark }
            }
            Gesture::Click(_) | Gesture::Focus(_) => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirrored_twice_is_not_at_all() {
        let key = |key: &str| Gesture::Key { key: key.to_owned(), shift: true, mark: None };
        let all = [
            Gesture::Wheel { x: 10.0, dx: 3.0, dy: 4.0, ctrl: false },
            Gesture::Press(10.0),
            Gesture::Drag(-7.0),
            Gesture::Pinch { from: (10.0, 60.0), to: (5.0, 70.0) },
            Gesture::Drop(1.5),
            Gesture::Click(Some("res-8-8".to_owned())),
            Gesture::DoubleClick { x: 10.0, mark: None },
            Gesture::Hover { x: 10.0, y: 20.0, mark: None },
            Gesture::Focus(None),
            key("ArrowLeft"),
            key("ArrowRight"),
            key("Home"),
        ];
        for gesture in all {
            assert_eq!(gesture.clone().mirrored(100.0).mirrored(100.0), gesture);
        }
        let pinch = Gesture::Pinch { from: (10.0, 60.0), to: (5.0, 70.0) };
        let there = Gesture::Pinch { from: (90.0, 40.0), to: (95.0, 30.0) };
        assert_eq!(pinch.mirrored(100.0), there);
        assert_eq!(key("ArrowLeft").mirrored(100.0), key("ArrowRight"));
    }
}
