//! What a person does on a drawing with mouse, finger, wheel and keys, told as gestures.

use std::{cell::Cell, rc::Rc};

use super::next_frame;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Element, Event, FocusEvent, KeyboardEvent, MouseEvent, PointerEvent,
    WheelEvent,
};

/// A gesture. `x` is in px from the drawing's left edge; `mark` is the `data-mark` of the
/// element that it is on, if any.
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
    /// Pressed at this x: what a drag begins with, or a click.
    Press(f64),
    /// A drag by so many px since the last one.
    Drag(f64),
    /// The drag is over.
    Drop,
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
    Hover(Option<String>),
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

/// Listens to gestures on a drawing.
pub struct Drawing;

/// Movement in px below which a press is a click.
const CLICK: f64 = 4.0;

/// How long the wheel must rest, in ms, before a turn is a new one.
const SCROLL_REST: f64 = 400.0;

/// Marks the elements on which the wheel may be for a drawing.
const OWN_WHEEL: &str = "data-wheel";

thread_local! {
    /// When the wheel last scrolled the page, on the events' own clock, ms.
    static SCROLLED: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
    /// Whether the page is being watched for that.
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Someone who scrolls the page past a drawing goes on scrolling: only a turn of the wheel that
/// begins on the drawing is for it. Notes, once for the page, when the wheel turns elsewhere.
fn watch_page(element: &Element) {
    let page = element.owner_document().and_then(|page| page.document_element());
    let Some(page) = page.filter(|_| !WATCHED.replace(true)) else { return };
    on(&page, "wheel", false, |event: WheelEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let own = target.and_then(|target| target.closest(&format!("[{OWN_WHEEL}]")).ok()?);
        if own.is_none() {
            SCROLLED.set(event.time_stamp());
        }
    });
}

#[derive(Clone, Copy, Default)]
struct Press {
    pointer: i32,
    x: f64,
    /// Has become a drag.
    dragging: bool,
}

impl Drawing {
    /// Calls `tell` with each gesture on `element`, for as long as it lives. `true` from it means
    /// that the gesture is dealt with: the browser then does nothing of its own.
    pub fn listen(element: &Element, tell: impl Fn(Gesture) -> bool + 'static) {
        Drawing::listen_with(element, Rc::new(tell));
    }

    /// Compiled once, whoever listens.
    fn listen_with(element: &Element, tell: Rc<dyn Fn(Gesture) -> bool>) {
        let press: Rc<Cell<Option<Press>>> = Rc::default();
        // A drag that ends on a mark is followed by a click that was not meant.
        let dragged = Rc::new(Cell::new(false));
        let hovered: Rc<Cell<Option<String>>> = Rc::default();

        let _ = element.set_attribute(OWN_WHEEL, "");
        watch_page(element);

        let (t, el) = (tell.clone(), element.clone());
        on(element, "wheel", true, move |event: WheelEvent| {
            let held = event.ctrl_key() || event.meta_key();
            if !held && event.time_stamp() - SCROLLED.get() < SCROLL_REST {
                SCROLLED.set(event.time_stamp());
                return;
            }
            // Lines and pages as px: 16 px a line, as browsers do.
            let unit = match event.delta_mode() {
                WheelEvent::DOM_DELTA_LINE => 16.0,
                WheelEvent::DOM_DELTA_PAGE => 400.0,
                _ => 1.0,
            };
            let gesture = Gesture::Wheel {
                x: x_in(&el, &event),
                dx: event.delta_x() * unit,
                dy: event.delta_y() * unit,
                ctrl: held,
            };
            if t(gesture) {
                event.prevent_default();
            } else {
                SCROLLED.set(event.time_stamp());
            }
        });

        let (t, p, d, el) = (tell.clone(), press.clone(), dragged.clone(), element.clone());
        on(element, "pointerdown", true, move |event: PointerEvent| {
            d.set(false);
            if event.button() == 0 && event.is_primary() {
                let x = f64::from(event.client_x());
                p.set(Some(Press { pointer: event.pointer_id(), x, dragging: false }));
                t(Gesture::Press(x_in(&el, &event)));
            }
        });

        let (t, p, d, el) = (tell.clone(), press.clone(), dragged.clone(), element.clone());
        let h = hovered.clone();
        on(element, "pointermove", true, move |event: PointerEvent| {
            let x = f64::from(event.client_x());
            match p.get() {
                Some(mut held) if held.pointer == event.pointer_id() => {
                    if !held.dragging && (x - held.x).abs() < CLICK {
                        return;
                    }
                    if !held.dragging {
                        held.dragging = true;
                        d.set(true);
                        let _ = el.set_pointer_capture(held.pointer);
                    }
                    t(Gesture::Drag(x - held.x));
                    held.x = x;
                    p.set(Some(held));
                }
                _ => {
                    let mark = mark_of(&event);
                    let before = h.take();
                    if before != mark {
                        t(Gesture::Hover(mark.clone()));
                    }
                    h.set(mark);
                }
            }
        });

        for name in ["pointerup", "pointercancel"] {
            let (t, p) = (tell.clone(), press.clone());
            on(element, name, true, move |_: PointerEvent| {
                if p.take().is_some_and(|held| held.dragging) {
                    t(Gesture::Drop);
                }
            });
        }

        let (t, h) = (tell.clone(), hovered);
        on(element, "pointerleave", true, move |_: PointerEvent| {
            if h.take().is_some() {
                t(Gesture::Hover(None));
            }
        });

        let (t, d) = (tell.clone(), dragged);
        on(element, "click", true, move |event: MouseEvent| {
            if !d.take() {
                t(Gesture::Click(mark_of(&event)));
            }
        });

        let (t, el) = (tell.clone(), element.clone());
        on(element, "dblclick", true, move |event: MouseEvent| {
            if t(Gesture::DoubleClick { x: x_in(&el, &event), mark: mark_of(&event) }) {
                event.prevent_default();
            }
        });

        let t = tell.clone();
        on(element, "focusin", true, move |event: FocusEvent| {
            t(Gesture::Focus(mark_of(&event)));
        });
        let t = tell.clone();
        on(element, "focusout", true, move |_: FocusEvent| {
            t(Gesture::Focus(None));
        });

        on(element, "keydown", true, move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let (key, shift, mark) = (event.key(), event.shift_key(), mark_of(&event));
            if tell(Gesture::Key { key, shift, mark }) {
                event.prevent_default();
            }
        });
    }
}

/// Tells where the mouse is over an element, px from its left edge, and `None` once it has left:
/// once a frame at most, for as long as the element lives. A finger covers what it points at, so
/// that touches are not told.
pub fn follow_mouse(element: &Element, tell: impl Fn(Option<f64>) + 'static) {
    let (tell, at, asked) = (Rc::new(tell), Rc::new(Cell::new(None)), Rc::new(Cell::new(false)));
    for name in ["pointermove", "pointerleave"] {
        let (tell, at, asked, el) = (tell.clone(), at.clone(), asked.clone(), element.clone());
        on(element, name, false, move |event: PointerEvent| {
            let over = event.pointer_type() == "mouse" && name == "pointermove";
            at.set(over.then(|| x_in(&el, &event)));
            if !asked.replace(true) {
                let (tell, at, asked) = (tell.clone(), at.clone(), asked.clone());
                next_frame(move || {
                    asked.set(false);
                    tell(at.get());
                });
            }
        });
    }
}

fn x_in(element: &Element, event: &MouseEvent) -> f64 {
    f64::from(event.client_x()) - element.get_bounding_client_rect().left()
}

fn mark_of(event: &Event) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-mark]").ok()??.get_attribute("data-mark")
}

fn on<E: wasm_bindgen::convert::FromWasmAbi + 'static>(
    element: &Element,
    name: &str,
    // Whether the listener may keep the browser from doing what it does of its own.
    active: bool,
    listener: impl Fn(E) + 'static,
) {
    let listener: JsValue = Closure::<dyn Fn(E)>::new(listener).into_js_value();
    let options = AddEventListenerOptions::new();
    options.set_passive(!active);
    let _ = element.add_event_listener_with_callback_and_add_event_listener_options(
        name,
        listener.unchecked_ref(),
        &options,
    );
}
