//! Signals and memos as Leptos has them, of any type but compiled once: what they hold is boxed,
//! and what is compiled per type only looks into the box. Leptos' own are compiled anew for each
//! type that they hold, some 2 kB of WebAssembly a signal and 4 kB a memo.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::{Get, GetUntracked, IsDisposed, Set, Track};
use leptos::reactive::{computed, signal};

type Boxed = Arc<dyn Any + Send + Sync>;

fn unbox<T: 'static>(boxed: &Boxed) -> &T {
    match boxed.downcast_ref() {
        Some(value) => value,
        None => unreachable!("a signal holds what it was made with"),
    }
}

macro_rules! reading {
    ($signal:ident) => {
        impl<T> Clone for $signal<T> {
            fn clone(&self) -> $signal<T> {
                *self
            }
        }

        impl<T> Copy for $signal<T> {}

        impl<T: 'static> $signal<T> {
            /// Looks at the value; whoever looks is run again when it changes.
            pub(crate) fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
                look(unbox(&self.0.get()))
            }

            /// Looks at the value without being run again.
            pub(crate) fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
                look(unbox(&self.0.get_untracked()))
            }

            /// The value; whoever asks is run again when it changes.
            pub(crate) fn get(self) -> T
            where
                T: Clone,
            {
                self.with(T::clone)
            }

            /// The value, without being run again.
            pub(crate) fn get_untracked(self) -> T
            where
                T: Clone,
            {
                self.with_untracked(T::clone)
            }
        }
    };
}

/// A value that can be set.
pub(crate) struct RwSignal<T>(signal::RwSignal<Boxed>, PhantomData<fn() -> T>);

reading!(RwSignal);

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// A signal that holds `value`.
    pub(crate) fn new(value: T) -> RwSignal<T> {
        RwSignal(signal::RwSignal::new(Arc::new(value)), PhantomData)
    }

    /// Whether the region that it belongs to is gone, and the value with it: for what comes later,
    /// such as a frame.
    pub(crate) fn is_gone(self) -> bool {
        self.0.is_disposed()
    }

    /// Sets the value. Nothing happens once the region that the signal belongs to is gone.
    pub(crate) fn set(self, value: T) {
        fn set(signal: signal::RwSignal<Boxed>, value: Boxed) {
            let _ = signal.try_set(value);
        }
        set(self.0, Arc::new(value));
    }

    /// Changes the value.
    pub(crate) fn update(self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }

    /// Is run again when it changes.
    pub(crate) fn track(self) {
        self.0.track();
    }
}

/// A value that follows from others and is computed when one of them has changed. What follows
/// from it is only computed again if it is not what it was.
pub(crate) struct Memo<T>(computed::Memo<Boxed>, PhantomData<fn() -> T>);

reading!(Memo);

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// A memo of what `compute` says.
    pub(crate) fn new(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
        fn new(
            compute: Box<dyn Fn() -> Boxed + Send + Sync>,
            changed: fn(Option<&Boxed>, Option<&Boxed>) -> bool,
        ) -> computed::Memo<Boxed> {
            computed::Memo::new_with_compare(move |_| compute(), changed)
        }
        let changed = |before: Option<&Boxed>, now: Option<&Boxed>| {
            before.map(unbox::<T>) != now.map(unbox::<T>)
        };
        Memo(new(Box::new(move || Arc::new(compute())), changed), PhantomData)
    }
}
