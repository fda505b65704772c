//! Listens to what a person does on a drawing, and tells it as gestures.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use super::next_frame;
use crate::gesture::{Gesture, Pointers};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    AddEventListenerOptions, Element, Event, FocusEvent, KeyboardEvent, MouseEvent, PointerEvent,
    WheelEvent,
};

/// Listens to gestures on a drawing.
pub struct Drawing;

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

impl Drawing {
    /// Calls `tell` with each gesture on `element`, for as long as it lives. `true` from it means
    /// that the gesture is dealt with: the browser then does nothing of its own.
    pub fn listen(element: &Element, tell: impl Fn(Gesture) -> bool + 'static) {
        Drawing::listen_with(element, Rc::new(tell));
    }

    /// Compiled once, whoever listens.
    fn listen_with(element: &Element, tell: Rc<dyn Fn(Gesture) -> bool>) {
        let pointers: Rc<RefCell<Pointers>> = Rc::default();
        let hovered: Rc<Cell<Option<String>>> = Rc::default();
        // Whether the latest pinch was dealt with.
        let pinched: Rc<Cell<bool>> = Rc::default();

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

        let tell_of = |gesture: Option<Gesture>, tell: &dyn Fn(Gesture) -> bool| {
            if let Some(gesture) = gesture {
                tell(gesture);
            }
        };

        let (t, p, el) = (tell.clone(), pointers.clone(), element.clone());
        on(element, "pointerdown", true, move |event: PointerEvent| {
            if event.button() == 0 {
                let (id, first) = (event.pointer_id(), event.is_primary());
                let gesture = p.borrow_mut().down(id, place_in(&el, &event), first);
                tell_of(gesture, &*t);
            }
        });

        let (t, p, h, el) = (tell.clone(), pointers.clone(), hovered.clone(), element.clone());
        let w = pinched.clone();
        on(element, "pointermove", true, move |event: PointerEvent| {
            let (id, at) = (event.pointer_id(), place_in(&el, &event));
            if !p.borrow().holds(id) {
                let mark = mark_of(&event);
                let before = h.take();
                if before != mark {
                    t(Gesture::Hover { x: at.0, y: at.1, mark: mark.clone() });
                }
                h.set(mark);
                return;
            }
            // Let go where nothing told of it: beyond the window's edge.
            let gesture = match event.buttons() {
                0 => p.borrow_mut().cancel(id),
                _ => p.borrow_mut().moved(id, at, event.time_stamp()),
            };
            if matches!(gesture, Some(Gesture::Drag(_) | Gesture::Pinch { .. }))
                && !el.has_pointer_capture(id)
            {
                let _ = el.set_pointer_capture(id);
            }
            let Some(gesture) = gesture else { return };
            let pinch = matches!(gesture, Gesture::Pinch { .. });
            let done = t(gesture);
            if pinch {
                w.set(done);
            }
        });

        let (t, p) = (tell.clone(), pointers.clone());
        on(element, "pointerup", true, move |event: PointerEvent| {
            let gesture = p.borrow_mut().up(event.pointer_id(), event.time_stamp());
            tell_of(gesture, &*t);
        });
        let (t, p) = (tell.clone(), pointers.clone());
        on(element, "pointercancel", true, move |event: PointerEvent| {
            let gesture = p.borrow_mut().cancel(event.pointer_id());
            tell_of(gesture, &*t);
        });

        // One finger scrolls the page up and down, as the style sheet says; two are for a drawing
        // that knows what to do with them. Browsers tell of pointers first, of touches then.
        let p = pointers.clone();
        on(element, "touchmove", true, move |event: Event| {
            if pinched.get() && p.borrow().are_several() {
                event.prevent_default();
            }
        });

        let (t, h) = (tell.clone(), hovered);
        on(element, "pointerleave", true, move |_: PointerEvent| {
            if h.take().is_some() {
                t(Gesture::Hover { x: 0.0, y: 0.0, mark: None });
            }
        });

        let (t, p) = (tell.clone(), pointers);
        on(element, "click", true, move |event: MouseEvent| {
            // A drag that ends on a mark is followed by a click that was not meant.
            let meant = p.borrow_mut().clicked();
            if meant {
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
    place_in(element, event).0
}

/// Where it was, px from the element's left upper corner.
fn place_in(element: &Element, event: &MouseEvent) -> (f64, f64) {
    let place = element.get_bounding_client_rect();
    // Where fingers are told of in parts of a pixel, the types of `web_sys` cut them off.
    let exact = |name: &str, whole: i32| {
        let value = js_sys::Reflect::get(event, &JsValue::from_str(name)).ok();
        value.and_then(|value| value.as_f64()).unwrap_or(f64::from(whole))
    };
    let (x, y) = (exact("clientX", event.client_x()), exact("clientY", event.client_y()));
    (x - place.left(), y - place.top())
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
