//! A drawing that may change with each frame. What changes is sketched at once, on a canvas over
//! its elements, and these follow when it rests: for the keyboard, for a screen reader, for the
//! pointer, and because a page is not made of pictures. Until the code for that has arrived the
//! elements change at once.

use std::cell::{Cell, RefCell};

use super::dom::{Element, element};
use super::later::Forms;
use super::store::Store;
use crate::browser::{self, Painter, Sketch};
use crate::svg;

/// The drawing of an element, and the canvas over it.
pub(super) struct Sketched {
    store: Store,
    element: Element,
    canvas: Element,
    painter: RefCell<Painter>,
    sketch: RefCell<Option<Sketch>>,
    /// Whether a sketch is shown.
    shows: Cell<bool>,
    /// Finds a slider of it that the keyboard is on: that says at once what a key does.
    slider: Option<&'static str>,
}

impl Sketched {
    /// Of an element; [`Sketched::canvas`] is to be put beside it.
    pub(super) fn new(store: Store, drawn: &Element) -> Sketched {
        Sketched {
            store,
            element: drawn.clone(),
            canvas: element("canvas").class("sketch").attr("aria-hidden", "true"),
            painter: RefCell::new(Painter::new(drawn.raw().clone())),
            sketch: RefCell::default(),
            shows: Cell::new(false),
            slider: None,
        }
    }

    /// The same with sliders in it, which a selector finds while the keyboard is on one.
    pub(super) fn with_sliders(self, slider: &'static str) -> Sketched {
        Sketched { slider: Some(slider), ..self }
    }

    /// What is sketched on.
    pub(super) fn canvas(&self) -> Element {
        self.canvas.clone()
    }

    /// What sketches, where that may be; whoever asks is run again when it arrives.
    pub(super) fn pen(&self) -> Option<Forms> {
        let pen = self.store.parts.forms.get();
        pen.filter(|_| !self.slider.is_some_and(browser::is_there))
    }

    /// Shows a sketch, so many px wide and high.
    pub(super) fn sketch(&self, pen: Forms, nodes: &[svg::Node], size: (f64, f64)) {
        let mut sketch = self.sketch.borrow_mut();
        if sketch.is_none() {
            *sketch = (pen.sketch)(&self.canvas, &self.element);
        }
        if let Some(sketch) = &mut *sketch {
            (pen.show)(sketch, nodes, size);
            // The elements are not yet what is seen.
            if !self.shows.replace(true) {
                drop(self.element.clone().attr("aria-busy", "true"));
            }
        }
    }

    /// Shows elements, and no sketch any more.
    pub(super) fn paint(&self, nodes: Vec<svg::Node>) {
        self.painter.borrow_mut().paint(nodes);
        if let Some((pen, sketch)) =
            self.store.parts.forms.get().zip(self.sketch.borrow_mut().as_mut())
        {
            (pen.clear)(sketch);
        }
        if self.shows.replace(false) {
            drop(self.element.clone().attr("aria-busy", "false"));
        }
    }
}

/// What sketches on a canvas, in the style of an element.
pub(super) fn begin(canvas: &Element, drawn: &Element) -> Option<Sketch> {
    Sketch::new(canvas.raw().clone(), drawn.raw().clone())
}
