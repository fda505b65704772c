//! Parts of the page whose code is fetched when it is first wanted.
//!
//! The program is one WebAssembly module. A release is cut (by `xtask/src/split.rs`) at the
//! functions named here into a module for the first view and one for each part, which shares its
//! memory: what only a part calls goes with that part. Each such function hands over a table of
//! functions; once it has arrived, calling them is calling functions. Built without the feature
//! `split`, as for development, everything is in one module and there at once. Texts that only
//! parts use come with them (`words::learn`), and so does their style (`style/later.css`).

use std::future::Future;
use std::pin::Pin;

use super::dom::{Element, Node, element};
use super::signal::RwSignal;
use super::store::Store;
use super::timeline::Timeline;
use crate::address::View;
use crate::browser::Sketch;
use crate::export::Shown;
use crate::svg;
use crate::words::Key;

/// The code of a part did not arrive.
#[derive(Clone, Copy)]
pub(super) struct Lost;

/// Where the code of a part is; `T` is its table of functions.
#[derive(Clone, Copy)]
enum Stage<T> {
    NotWanted,
    OnItsWay,
    There(T),
    Lost,
}

type Fetched<T> = Pin<Box<dyn Future<Output = Result<T, Lost>>>>;

/// A part.
pub(super) struct Part<T> {
    stage: RwSignal<Stage<T>>,
    fetch: fn() -> Fetched<T>,
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Part<T> {
        *self
    }
}

impl<T> Copy for Part<T> {}

impl<T: Copy + Send + Sync + 'static> Part<T> {
    fn new(fetch: fn() -> Fetched<T>) -> Part<T> {
        Part { stage: RwSignal::new(Stage::NotWanted), fetch }
    }

    fn is_on_its_way(self) -> bool {
        matches!(self.stage.get(), Stage::OnItsWay)
    }

    /// Fetches it, unless it is there or on its way.
    pub(super) fn want(self) {
        if matches!(self.stage.get_untracked(), Stage::NotWanted | Stage::Lost) {
            self.stage.set(Stage::OnItsWay);
            leptos::task::spawn_local(async move {
                self.stage.set(match (self.fetch)().await {
                    Ok(table) => Stage::There(table),
                    Err(Lost) => Stage::Lost,
                });
            });
        }
    }

    /// Hands its functions over, as soon as they are there; `None` where they do not arrive.
    pub(super) fn hand(self, done: impl FnOnce(Option<T>) + 'static) {
        if let Stage::There(table) = self.stage.get_untracked() {
            return done(Some(table));
        }
        leptos::task::spawn_local(async move {
            let table = (self.fetch)().await.ok();
            self.stage.set(table.map_or(Stage::Lost, Stage::There));
            done(table);
        });
    }

    /// Its functions, where it is there; whoever asks is run again when it arrives.
    pub(super) fn get(self) -> Option<T> {
        match self.stage.get() {
            Stage::There(table) => Some(table),
            _ => None,
        }
    }

    /// The same without fetching it: for what somebody else asks for.
    pub(super) fn await_it(self, store: Store, draw: impl FnOnce(T) -> Node) -> Node {
        match self.stage.get() {
            Stage::NotWanted => on_its_way(store),
            _ => self.draw(store, draw),
        }
    }

    /// What is drawn with it: until it is there that it is on its way, and how to try again if it
    /// does not arrive. To be called in a region that is drawn anew.
    pub(super) fn draw(self, store: Store, draw: impl FnOnce(T) -> Node) -> Node {
        match self.stage.get() {
            Stage::There(table) => draw(table),
            Stage::Lost => lost(store, Box::new(move || self.want())),
            Stage::NotWanted => {
                self.want();
                on_its_way(store)
            }
            Stage::OnItsWay => on_its_way(store),
        }
    }
}

fn on_its_way(store: Store) -> Node {
    element("p")
        .class("soft")
        .attr("role", "status")
        .child(store.words.get(Key::part_loading))
        .into()
}

fn lost(store: Store, again: Box<dyn Fn()>) -> Node {
    let retry = element("button").on_click(again).child(store.words.get(Key::retry));
    element("div")
        .attr("role", "alert")
        .child((element("p").child(store.words.get(Key::part_lost)), element("p").child(retry)))
        .into()
}

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Lost {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Lost {
        Lost
    }
}

/// Declares a part: its table's type with what is in it, and the function that hands it over.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident: $table:ident { $($function:ident: $type:ty = $value:expr,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(super) struct $table {
            $(pub(super) $function: $type,)*
        }

        impl $table {
            fn part() -> Part<$table> {
                #[cfg(feature = "split")]
                #[wasm_split_helpers::wasm_split($name, fallible)]
                fn $name() -> Result<$table, Lost> {
                    crate::words::learn();
                    Ok($table { $($function: $value,)* })
                }
                #[cfg(not(feature = "split"))]
                async fn $name() -> Result<$table, Lost> {
                    Ok($table { $($function: $value,)* })
                }
                Part::new(|| Box::pin($name()))
            }
        }
    };
}

part! {
    /// The views other than the timeline.
    pages: Pages {
        recommendations: fn(Store) -> Node = super::recommendations::recommendations,
        resolutions: fn(Store) -> Node = super::resolutions::resolutions,
        compare: fn(Store) -> Node = super::compare::view,
        sessions: fn(Store) -> Node = super::sessions::sessions,
        states: fn(Store) -> Node = super::states::states,
        sources: fn(Store) -> Node = super::sources::sources,
        about: fn(Store) -> Node = super::about::about,
    }
}

part! {
    /// What is beside the view when something is open.
    details: Details {
        details: fn(Store) -> Node = super::details::content,
    }
}

part! {
    /// The timeline in other forms than its drawing, on paper, and while it changes.
    forms: Forms {
        sketch: fn(&Element, &Element) -> Option<Sketch> = super::sketched::begin,
        show: fn(&mut Sketch, &[svg::Node], (f64, f64)) = Sketch::show,
        clear: fn(&mut Sketch) = Sketch::clear,
        down: fn(Timeline) -> Node = super::timeline::down::down,
        list: fn(Store, super::timeline::content::More) -> Node = super::timeline::list::list,
        table: fn(Store, super::timeline::content::More) -> Node = super::timeline::table::table,
        paper: fn(Store, View) -> Node = super::timeline::print::paper,
    }
}

part! {
    /// What is taken away: links, files and pictures.
    files: Files {
        share: fn(Store) -> Node = super::share::content,
        export: fn(Store) -> Node = super::export::content,
        picture: fn(super::picture::Choice) -> Node = super::picture::content,
    }
}

part! {
    /// What writes a workbook: nobody else needs its libraries, so that it is fetched only when one
    /// is asked for.
    spreadsheet: Spreadsheet {
        workbook: fn(&Shown<'_>) -> Option<Vec<u8>> =
            |shown| shown.workbook(),
    }
}

/// Every part of the page that may still be to come.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) pages: Part<Pages>,
    pub(super) details: Part<Details>,
    pub(super) forms: Part<Forms>,
    pub(super) files: Part<Files>,
    pub(super) spreadsheet: Part<Spreadsheet>,
}

impl Parts {
    pub(super) fn new() -> Parts {
        Parts {
            pages: Pages::part(),
            details: Details::part(),
            forms: Forms::part(),
            files: Files::part(),
            spreadsheet: Spreadsheet::part(),
        }
    }

    /// Whether none that is wanted is still to come; whoever asks is run again when one arrives.
    pub(super) fn settled(self) -> bool {
        !(self.pages.is_on_its_way()
            || self.details.is_on_its_way()
            || self.forms.is_on_its_way()
            || self.files.is_on_its_way())
    }

    /// Whether all that anybody may want next are there; whoever asks is run again when one arrives.
    pub(super) fn complete(self) -> bool {
        self.pages.get().is_some()
            && self.details.get().is_some()
            && self.forms.get().is_some()
            && self.files.get().is_some()
    }

    /// Fetches all that anybody may want next.
    pub(super) fn want(self) {
        self.details.want();
        self.forms.want();
        self.pages.want();
        self.files.want();
    }
}
