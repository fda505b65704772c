//! Later: timers and frames.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::{JsCast, closure::Closure};

use crate::model::Day;

/// The reader's day, by the clock and the place that this browser tells.
pub fn today() -> Option<Day> {
    let now = js_sys::Date::new_0();
    let (month, day) = (now.get_month() + 1, now.get_date());
    Some(Day::from_civil(
        now.get_full_year() as i32,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    ))
}

/// How long to wait, ms, where a browser does not tell that it is idle.
const IDLE: i32 = 200;

type Callback = Closure<dyn FnMut()>;
type OnFrame = Closure<dyn FnMut(f64)>;

/// A call to come; dropping it calls it off.
pub struct Timer {
    handle: i32,
    _callback: Callback,
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.handle);
        }
    }
}

/// Calls `callback` once, `ms` milliseconds from now, unless the timer is dropped before.
pub fn after(ms: i32, callback: impl FnOnce() + 'static) -> Option<Timer> {
    let callback = Closure::once(callback);
    let handle = web_sys::window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            callback.as_ref().unchecked_ref(),
            ms,
        )
        .ok()?;
    Some(Timer { handle, _callback: callback })
}

/// Calls `callback` before the next frame is painted.
pub fn next_frame(callback: impl FnOnce() + 'static) {
    on_frame(Box::new(move |_| callback()));
}

/// Calls to come, one before each frame; dropping it calls them off.
pub struct Frames {
    called_off: Rc<Cell<bool>>,
}

impl Drop for Frames {
    fn drop(&mut self) {
        self.called_off.set(true);
    }
}

/// Calls `tick` before each frame, with the ms since the first, for as long as it says `true`.
pub fn frames(tick: impl Fn(f64) -> bool + 'static) -> Frames {
    let called_off: Rc<Cell<bool>> = Rc::default();
    again(Rc::new(tick), called_off.clone(), None);
    Frames { called_off }
}

fn again(tick: Rc<dyn Fn(f64) -> bool>, called_off: Rc<Cell<bool>>, first: Option<f64>) {
    on_frame(Box::new(move |now| {
        let first = first.unwrap_or(now);
        if !called_off.get() && tick(now - first) {
            again(tick, called_off, Some(first));
        }
    }));
}

/// Calls `callback` before the next frame, with that frame's time in ms.
fn on_frame(callback: Box<dyn FnOnce(f64)>) {
    let Some(window) = web_sys::window() else { return };
    // The closure frees itself once called.
    let slot: Rc<RefCell<Option<OnFrame>>> = Rc::default();
    let own = slot.clone();
    let closure = Closure::once(move |now: f64| {
        callback(now);
        drop(own);
    });
    let _ = window.request_animation_frame(closure.as_ref().unchecked_ref());
    slot.replace(Some(closure));
}

/// Calls `callback` once the browser has nothing else to do; where it cannot tell, soon.
pub fn when_idle(callback: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let idle = js_sys::Reflect::get(&window, &"requestIdleCallback".into());
    if idle.is_ok_and(|idle| idle.is_function()) {
        let _ = window.request_idle_callback(Closure::once_into_js(callback).unchecked_ref());
    } else if let Some(timer) = after(IDLE, callback) {
        // It goes off in any case.
        std::mem::forget(timer);
    }
}
