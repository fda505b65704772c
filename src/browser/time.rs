//! Later: timers and frames.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::MessageChannel;

use crate::model::Day;
use crate::rest::{Rest, Resting};

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

/// How long a slice of work lasts, ms: a click or key that comes meanwhile is answered in time.
const SLICE: f64 = 16.0;

/// Work in slices, between which the browser does what waits.
pub struct Slices {
    /// When the present one began, ms.
    begun: f64,
}

impl Slices {
    /// Begins the first.
    pub fn begin() -> Slices {
        Slices { begun: js_sys::Date::now() }
    }

    /// Whether the present one has lasted long enough.
    pub fn are_over(&self) -> bool {
        // A clock that is set back ends it as well.
        !(0.0..SLICE).contains(&(js_sys::Date::now() - self.begun))
    }

    /// Ends a slice, and begins the next once the browser has done what waits.
    pub fn pause(&mut self) -> Resting<'_> {
        Box::pin(async {
            // A message comes after what waits, and at once after that: a timer would be put off.
            if let Ok(channel) = MessageChannel::new() {
                let (here, there) = (channel.port1(), channel.port2());
                let message = Promise::new(&mut |told, _| here.set_onmessage(Some(&told)));
                if there.post_message(&JsValue::NULL).is_ok() {
                    let _ = JsFuture::from(message).await;
                }
                here.close();
            }
            self.begun = js_sys::Date::now();
        })
    }
}

impl Rest for Slices {
    /// Ends a slice that has lasted long enough, and begins the next.
    fn rest(&mut self) -> Resting<'_> {
        if self.are_over() { self.pause() } else { Box::pin(std::future::ready(())) }
    }
}

/// Calls `callback` once the next frame is painted.
pub fn once_painted(callback: impl FnOnce() + 'static) {
    next_frame(move || {
        spawn_local(async move {
            Slices::begin().pause().await;
            callback();
        });
    });
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

/// Tells when something that happens again and again, such as the turns of a wheel, has rested for
/// a while.
#[derive(Clone)]
pub struct Hand(Rc<Moved>);

struct Moved {
    ms: i32,
    /// When it last happened, ms.
    last: Cell<f64>,
    timer: RefCell<Option<Timer>>,
    tell: Box<dyn Fn()>,
}

impl Hand {
    /// Calls `tell` once nothing has happened for so many ms, after each time that something has;
    /// not any more once this is dropped.
    pub fn new(ms: i32, tell: impl Fn() + 'static) -> Hand {
        let (last, timer, tell) = (Cell::new(0.0), RefCell::default(), Box::new(tell));
        Hand(Rc::new(Moved { ms, last, timer, tell }))
    }

    /// It happens. Costs next to nothing where it just has.
    pub fn stir(&self) {
        self.0.last.set(js_sys::Date::now());
        if self.0.timer.borrow().is_none() {
            self.0.wait(self.0.ms);
        }
    }

    /// Whether it has happened and does not rest yet.
    pub fn is_stirred(&self) -> bool {
        self.0.timer.borrow().is_some()
    }

    /// Calls it off.
    pub fn forget(&self) {
        self.0.timer.take();
    }
}

impl Moved {
    fn wait(self: &Rc<Self>, ms: i32) {
        let own = Rc::downgrade(self);
        let timer = after(ms, move || {
            let Some(own) = own.upgrade() else { return };
            // A clock that is set back ends it as well.
            let left = f64::from(own.ms) - (js_sys::Date::now() - own.last.get());
            if left > 0.0 && left <= f64::from(own.ms) {
                own.wait(left.ceil() as i32);
            } else {
                own.timer.take();
                (own.tell)();
            }
        });
        self.timer.replace(timer);
    }
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
