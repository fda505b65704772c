//! Mandate Trail: who mandated what, what was recommended, what was done about it,
//! and the paragraph that says so.
//!
//! The map of the code, in the order in which modules may depend on each other:
//!
//! | module | what it answers |
//! | --- | --- |
//! | [`model`] | what a record *is*: dates, ids, records, sources, the immutable dataset |
//! | `nearest` | which known name was probably meant |
//! | `order` | sorting and bounds, compiled once for all types |
//! | [`rest`] | long work that can be interrupted |
//! | [`svg`] | a drawing as data |
//! | [`text`] | the text of a document: its blocks, and where a quote stands in them |
//! | [`wording`] | two wordings of one text compared word by word |
//! | [`visible`] | which rows of a long list are on the screen |
//! | [`beside`] | which of several things comes next on the way of an arrow key |
//! | [`proof`] | what of a text proves what, and what of it nothing rests on |
//! | [`load`] | bytes in → dataset and a list of problems out |
//! | [`mod@format`] | the format of the file as data: its JSON Schema, its order and layout |
//! | [`write`](mod@write) | dataset in → its file out |
//! | [`trail`] | what led to what: the chain of mandates above and below a record |
//! | [`query`] | a question in → the rows that answer it and counts per facet value out |
//! | [`timeline`] | rows, window and size in → a scene of positioned marks out |
//! | [`address`] | the whole state of the page ↔ one query string |
//! | [`compare`] | two sessions or days in → what is new, changed, restated, dropped out |
//! | [`lineage`] | resolutions and their links in → nodes in columns and routed edges out |
//! | [`words`] | every word the page says, one catalogue per language |
//! | [`figures`] | the record in figures, each with the question that it answers |
//! | [`drawing`] | a scene and the words for it → elements of a drawing |
//! | [`opening`] | the first screen as HTML, for the page before the program runs |
//! | [`cite`] | a record in → how it is cited out |
//! | [`export`] | what is on the screen in → a file to take away out |
//! | [`gesture`] | pointers, wheel and keys in → gestures on a drawing out |
//! | [`picture`] | a scene and what is said about it → a picture that stands alone |
//! | `browser` | (wasm32) the only module that names web-sys or js-sys |
//! | `view` | (wasm32) components: they arrange what the modules above compute |
//!
//! Everything above the last two lines is plain Rust: no clock, no randomness, no browser,
//! tested natively. `ARCHITECTURE.md` tells more; `tests/layers.rs` fails when a module imports
//! upward.

pub mod address;
pub mod beside;
pub mod cite;
pub mod compare;
pub mod drawing;
pub mod export;
pub mod figures;
pub mod format;
pub mod gesture;
mod hash;
pub mod lineage;
pub mod load;
pub mod model;
mod nearest;
pub mod opening;
mod order;
pub mod picture;
pub mod proof;
pub mod query;
pub mod rest;
pub mod svg;

pub mod text;
pub mod timeline;
pub mod trail;
pub mod visible;
pub mod wording;
pub mod words;
pub mod write;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod view;
