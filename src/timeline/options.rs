//! What a scene is drawn from.

use super::Scale;
use super::text::FontRole;
use super::ticks::{self, TickLabel};
use crate::model::{Day, Ref};
use crate::trail::Trail;

/// How the timeline is to be drawn.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The window, and the width of the plot.
    pub scale: Scale,
    /// The width of the column of lanes' names at the left, px; 0 where narrow.
    pub label_width: f64,
    /// The width of the margin right of the plot, px, where markers say what lies beyond the
    /// edge; 0 where narrow.
    pub margin: f64,
    /// The height of a recommendation's row, px.
    pub row_height: f64,
    /// Names of lanes and labels of lifelines stand on lines of their own: for plots narrower
    /// than [`Options::NARROW`].
    pub narrow: bool,
    /// Statuses are those known on this day; the line that marks it stands at its end.
    pub as_of: Day,
    /// The reader's own day, for the line that marks it.
    pub today: Option<Day>,
    /// What is chosen.
    pub selected: Option<Ref>,
    /// Its trail.
    pub trail: Option<&'a Trail>,
    /// Whether a record is drawn at all: it passes the filters and was known by `as_of`. Asked by
    /// [`super::scene()`]; what is made once for several windows is told what is shown beforehand.
    pub shown: &'a dyn Fn(Ref) -> bool,
    /// Whether a shown record matches; what does not is dimmed.
    pub matched: &'a dyn Fn(Ref) -> bool,
    /// Whether the lane of this key is folded.
    pub folded: &'a dyn Fn(&str) -> bool,
    /// How wide a text is, px.
    pub measure: &'a dyn Fn(&str, FontRole) -> f64,
    /// How wide a tick's label is, px.
    pub measure_tick: &'a dyn Fn(&TickLabel) -> f64,
}

impl<'a> Options<'a> {
    /// A plot narrower than this is drawn narrow, px.
    pub const NARROW: f64 = 480.0;

    /// Everything shown, nothing chosen, nothing folded, texts measured by estimate; narrow
    /// where the scale's plot is.
    pub fn new(scale: Scale, as_of: Day) -> Options<'a> {
        let narrow = scale.width() < Options::NARROW;
        Options {
            scale,
            label_width: if narrow { 0.0 } else { 120.0 },
            margin: if narrow { 0.0 } else { 36.0 },
            row_height: 18.0,
            narrow,
            as_of,
            today: None,
            selected: None,
            trail: None,
            shown: &|_| true,
            matched: &|_| true,
            folded: &|_| false,
            measure: &super::text::estimate,
            measure_tick: &ticks::estimate,
        }
    }
}
