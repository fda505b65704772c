//! A drawing that may change with each frame. What changes is sketched at once, on a canvas over
//! its elements, and these follow when it rests: for the keyboard, for a screen reader, for the
//! pointer, and because a page is not made of pictures. Until the code for that has arrived the
//! elements change at once.

use std::cell::RefCell;

use super::dom::{Element, element};
use super::later::Forms;
use super::store::Store;
use crate::browser::{self, Painter, Sketch};
use crate::svg;

/// The drawing of an element, and the canvas over it.
pub(super) struct Sketched<K = ()> {
    store: Store,
    element: Element,
    canvas: Element,
    painter: RefCell<Painter>,
    sketch: RefCell<Option<Sketch>>,
    /// What its elements show, of what it is drawn from.
    own: RefCell<Option<K>>,
    /// Finds a slider of it that the keyboard is on: that says at once what a key does.
    slider: Option<&'static str>,
}

impl<K: PartialEq> Sketched<K> {
    /// Of an element; [`Sketched::canvas`] is to be put beside it.
    pub(super) fn new(store: Store, drawn: &Element) -> Sketched<K> {
        Sketched {
            store,
            element: drawn.clone(),
            canvas: element("canvas").class("sketch").attr("aria-hidden", "true"),
            painter: RefCell::new(Painter::new(drawn.raw().clone())),
            sketch: RefCell::default(),
            own: RefCell::default(),
            slider: None,
        }
    }

    /// The same with sliders in it, which a selector finds while the keyboard is on one.
    pub(super) fn with_sliders(self, slider: &'static str) -> Sketched<K> {
        Sketched { slider: Some(slider), ..self }
    }

    /// What is sketched on.
    pub(super) fn canvas(&self) -> Element {
        self.canvas.clone()
    }

    /// What sketches, where that may be; whoever asks is run again when it arrives.
    pub(super) fn pen(&self) -> Option<Forms> {
        let pen = self.store.parts.forms.get();
        pen.filter(|_| !self.slider.is_some_and(browser::is_on))
    }

    /// Learns how all of it looks and loads its letters, where that has not been done: the first
    /// sketch is then as quick as others.
    pub(super) fn rehearse(&self, pen: Forms, draw: impl FnOnce() -> Vec<svg::Node>) {
        let mut sketch = self.sketch.borrow_mut();
        if sketch.is_none() {
            *sketch = (pen.sketch)(&self.canvas, &self.element);
            if let Some(sketch) = &mut *sketch {
                // Nobody sees it.
                (pen.show)(sketch, &draw(), (1.0, 1.0));
                (pen.clear)(sketch);
            }
        }
    }

    /// Shows a sketch, so many px wide and high.
    pub(super) fn sketch(&self, pen: Forms, nodes: &[svg::Node], size: (f64, f64)) {
        let mut sketch = self.sketch.borrow_mut();
        if sketch.is_none() {
            *sketch = (pen.sketch)(&self.canvas, &self.element);
        }
        if let Some(sketch) = &mut *sketch {
            // The elements are not what is seen from now on.
            if !sketch.shows() {
                self.element.set("aria-busy", "true");
            }
            (pen.show)(sketch, nodes, size);
        }
    }

    /// Shows elements, and no sketch any more.
    pub(super) fn paint(&self, nodes: Vec<svg::Node>) {
        self.painter.borrow_mut().paint(nodes);
        let mut sketch = self.sketch.borrow_mut();
        let shown = sketch.as_mut().filter(|sketch| sketch.shows());
        if let Some((pen, sketch)) = self.store.parts.forms.get().zip(shown) {
            (pen.clear)(sketch);
            self.element.set("aria-busy", "false");
        }
    }

    /// Shows what is drawn from `of`, so many px wide and high: elements once it `rests`, else a
    /// sketch, unless the elements show it already. `draw` hears whether it is for a sketch.
    pub(super) fn follow(
        &self,
        of: K,
        rests: bool,
        size: (f64, f64),
        draw: impl FnOnce(bool) -> Vec<svg::Node>,
    ) {
        let own = Some(of);
        match self.pen().filter(|_| !rests) {
            // Other things change as well.
            Some(_) if *self.own.borrow() == own => {}
            Some(pen) => {
                self.own.take();
                self.sketch(pen, &draw(true), size);
            }
            None => {
                self.own.replace(own);
                self.paint(draw(false));
            }
        }
    }
}

/// What sketches on a canvas, in the style of an element.
pub(super) fn begin(canvas: &Element, drawn: &Element) -> Option<Sketch> {
    Sketch::new(canvas.raw().clone(), drawn.raw().clone())
}
