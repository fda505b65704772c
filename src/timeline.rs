//! Rows, window and size in → a scene of positioned marks out.
//!
//! ```text
//! dataset ─ Lanes::new ─ Lanes ─┐                     (once a dataset and a grouping)
//! shown, as of ─ Shown::new ────┤                     (once an answer)
//! window, size ─ Scale ─────────┼─ Scene::of ─ Scene ─┬─ the view arranges it
//! chosen, folded ───────────────┘                     └─ drawing::draw() makes elements of it
//! ```
//!
//! The strip below the timeline is made likewise: [`overview()`] counts all of the record, and a
//! [`Brush`] is the window on it.
//!
//! The same content in other forms: [`listing()`] has it by lane, for a list and a table, and
//! [`chronicle()`](chronicle::chronicle) by date, running down.
//!
//! Coordinates are CSS pixels from the drawing's top left corner; time is days since 1970-01-01
//! as `f64` (day `n` covers `n..n + 1`). Nothing here knows of a browser: how wide a text is comes
//! in as a function ([`text::estimate`] where there is none).
//!
//! What is drawn is bounded by the pixels, not by the data: [`Scene::node_count`] stays below
//! [`NODE_BUDGET`] whatever the dataset, the window and the size. What is not drawn by itself is
//! counted in exactly one cluster, edge or lane's list of what has no date.

mod brush;
mod bundles;
mod canvas;
pub mod chronicle;
mod curves;
mod frame;
mod geometry;
mod hit;
mod labels;
pub mod lanes;
mod lifelines;
mod listing;
mod marks;
mod members;
mod motion;
mod options;
mod overview;
mod pack;
mod place;
mod rows;
pub mod scale;
mod scene;
mod scrubber;
mod shown;
mod sittings;
mod squares;
pub mod text;
pub mod ticks;

pub use brush::{Brush, Grip, Step};
pub use curves::{Curve, CurveEnd};
pub use frame::Extent;
pub use geometry::{Anchor, Label, Rect};
pub use hit::Direction;
pub use lanes::{Lane, LaneKind, Lanes};
pub use lifelines::{history, history_scale};
pub use listing::{Choice, Listed, Listing, first_of, listing};
pub use marks::{Bundle, Caption, Dot, Edge, EndGlyph, LaneBox, Mark, Segment, Shape, What};
pub use members::Members;
pub use motion::Motion;
pub use options::Options;
pub use overview::{Column, DensityRow, Overview, Strip, overview};
pub use scale::{Limits, Scale};
pub use scene::{NODE_BUDGET, Scene, scene};
pub use scrubber::{DayStep, Handle, Scrubber};
pub use shown::Shown;
pub use sittings::sitting;
pub use text::FontRole;
pub use ticks::{Tick, TickLabel, Ticks};
