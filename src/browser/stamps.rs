//! Pictures of small shapes. To copy one takes a third of the time that filling a round shape with
//! its rim does, and a frame of the timeline has a hundred such shapes, of few kinds and sizes.

use std::hash::Hasher;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, ImageBitmap, OffscreenCanvas};

use crate::hash::{Fnv, Table};
use crate::svg::{Node, Value};

/// No picture is made of what is larger than this, px.
const LARGEST: f64 = 72.0;
/// A frame makes so many new ones at most: to make one takes ten times as long as to draw it.
const NEW: usize = 24;
/// So many are kept.
const MOST: usize = 1_500;
/// A shape stands on so many places within a pixel; each is a picture of its own.
const PLACES: f64 = 4.0;

/// Pictures of shapes.
pub(super) struct Stamps {
    canvas: OffscreenCanvas,
    pen: CanvasRenderingContext2d,
    /// Device pixels of a px.
    ratio: f64,
    pictures: Vec<ImageBitmap>,
    /// Which picture is of what.
    of: Table<usize>,
    /// How many were made in this frame.
    made: usize,
}

/// A shape that is small enough.
pub(super) struct Small {
    key: u64,
    /// Where its picture goes, device pixels.
    left: f64,
    top: f64,
    width: u32,
    height: u32,
    /// From where the drawing has it to where its picture has it, device pixels.
    moved: (f64, f64),
}

impl Stamps {
    /// `None` where the browser makes no such pictures.
    pub(super) fn new() -> Option<Stamps> {
        let canvas = OffscreenCanvas::new(1, 1).ok()?;
        let pen = canvas.get_context("2d").ok()??;
        // It has all of the methods of a pen on the page.
        let pen = pen.unchecked_into();
        let (pictures, of) = (Vec::new(), Table::new());
        Some(Stamps { canvas, pen, ratio: 1.0, pictures, of, made: 0 })
    }

    /// A frame begins, with so many device pixels to a px.
    pub(super) fn begin(&mut self, ratio: f64) {
        if self.ratio != ratio || self.pictures.len() > MOST {
            self.clear();
        }
        (self.ratio, self.made) = (ratio, 0);
    }

    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        self.pictures.drain(..).for_each(|picture| picture.close());
        self.of = Table::new();
    }

    /// A shape that looks so, if it is small: a line so wide runs about it, px.
    pub(super) fn small(&self, node: &Node, look: usize, line: f64) -> Option<Small> {
        let at = |name| node.length(name);
        let (x, y, width, height) = match node.tag {
            "circle" => (at("cx") - at("r"), at("cy") - at("r"), 2.0 * at("r"), 2.0 * at("r")),
            "rect" | "symbol" => (at("x"), at("y"), at("width"), at("height")),
            "polygon" => bounds(node)?,
            _ => return None,
        };
        if width.max(height) > LARGEST {
            return None;
        }
        let margin = line / 2.0 + 1.0;
        let place = |px: f64| {
            let place = ((px - margin) * self.ratio * PLACES).round();
            let pixel = (place / PLACES).floor();
            (pixel, place - pixel * PLACES)
        };
        let ((left, across), (top, down)) = (place(x), place(y));
        let size = |px: f64| ((px + 2.0 * margin) * self.ratio).ceil() as u32 + 1;
        let mut key = Fnv::default();
        key.write_usize(look);
        // Tenths of a px: nobody sees less.
        for number in [across, down, width * 10.0, height * 10.0, at("rx") * 10.0] {
            key.write_u32(number.round() as u32);
        }
        for (px, py) in points(node) {
            key.write_u32(((px - x) * 10.0).round() as u32);
            key.write_u32(((py - y) * 10.0).round() as u32);
        }
        let moved = |px: f64, within: f64| within / PLACES - (px - margin) * self.ratio;
        Some(Small {
            key: key.finish(),
            left,
            top,
            width: size(width),
            height: size(height),
            moved: (moved(x, across), moved(y, down)),
        })
    }

    /// Draws the picture of a shape, where there is one; whether there is.
    pub(super) fn draw(&self, small: &Small, pen: &CanvasRenderingContext2d) -> bool {
        let picture = self.of.get(small.key).and_then(|at| self.pictures.get(at));
        picture.is_some_and(|picture| {
            let px = |device: f64| device / self.ratio;
            let (left, top) = (px(small.left), px(small.top));
            let (width, height) = (px(small.width.into()), px(small.height.into()));
            pen.draw_image_with_image_bitmap_and_dw_and_dh(picture, left, top, width, height)
                .is_ok()
        })
    }

    /// What a picture of a shape is to be drawn with, where the drawing has it; `None` where this
    /// frame has made enough.
    pub(super) fn pen_for(&mut self, small: &Small) -> Option<CanvasRenderingContext2d> {
        if self.made >= NEW {
            return None;
        }
        self.made += 1;
        self.canvas.set_width(small.width);
        self.canvas.set_height(small.height);
        let (ratio, (across, down)) = (self.ratio, small.moved);
        self.pen.set_transform(ratio, 0.0, 0.0, ratio, across, down).ok()?;
        Some(self.pen.clone())
    }

    /// Keeps what was drawn.
    pub(super) fn keep(&mut self, small: &Small) {
        if let Ok(picture) = self.canvas.transfer_to_image_bitmap() {
            self.of.put(small.key, self.pictures.len());
            self.pictures.push(picture);
        }
    }
}

/// The corners of a shape, px.
fn points(node: &Node) -> impl Iterator<Item = (f64, f64)> {
    node.attrs.iter().flat_map(|(_, value)| match value {
        Value::Points(points) => points.iter().copied(),
        _ => [].iter().copied(),
    })
}

/// The left and upper edge of a shape with corners, its width and its height, px.
fn bounds(node: &Node) -> Option<(f64, f64, f64, f64)> {
    let first = points(node).next()?;
    let (least, most) = points(node).fold((first, first), |(least, most), (x, y)| {
        ((least.0.min(x), least.1.min(y)), (most.0.max(x), most.1.max(y)))
    });
    Some((least.0, least.1, most.0 - least.0, most.1 - least.1))
}
