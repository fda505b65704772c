//! Rectangles and labels, in px from the drawing's top left corner.

use super::text::FontRole;

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge, px.
    pub x: f64,
    /// Upper edge, px.
    pub y: f64,
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
}

impl Rect {
    /// The right edge, px.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// The lower edge, px.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether the point is in it.
    pub fn contains(&self, x: f64, y: f64) -> bool {
        x >= self.x && x <= self.right() && y >= self.y && y <= self.bottom()
    }

    /// Whether two rectangles share more than an edge.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }
}

/// Where a label's `x` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its beginning.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// A text of the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The words, of the dataset; cut with "…" where there is not room for all.
    pub text: String,
    /// Where it stands, px; see `anchor`.
    pub x: f64,
    /// The middle of its line, px.
    pub y: f64,
    /// Which part of it `x` is.
    pub anchor: Anchor,
    /// Its width as measured, px.
    pub width: f64,
    /// How it is set.
    pub role: FontRole,
    /// It stands on its own mark (in a box or bar), not beside it.
    pub inside: bool,
}

impl Label {
    /// The room it takes.
    pub fn rect(&self) -> Rect {
        let x = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - self.width / 2.0,
            Anchor::End => self.x - self.width,
        };
        let height = self.role.size();
        Rect { x, y: self.y - height / 2.0, width: self.width, height }
    }
}
