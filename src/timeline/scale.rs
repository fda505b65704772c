//! Days ↔ pixels.

use crate::model::Day;
use crate::order::within;

/// The first instant that a scale can show: 0001-01-01, in days.
const EARLIEST: f64 = -719_162.0;
/// The last instant that a scale can show: the end of 9999, in days.
const LATEST: f64 = 2_932_897.0;
/// The shortest span that a scale can have, in days.
const SHORTEST: f64 = 0.25;
/// The widest plot that is drawn, px.
const WIDEST: f64 = 16_384.0;

/// The map from time to the plot's pixels and back. Its span is never empty, its ends are finite
/// and within the years 1 to 9999, whatever it was made from: `x` and `day` are total and inverse
/// to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    first: f64,
    last: f64,
    width: f64,
}

impl Scale {
    /// The scale that shows the instants from `first` to `last` (days since 1970-01-01) in a plot
    /// `width` px wide.
    ///
    /// Reversed ends are swapped; ends that are equal are parted by a day; what is not a number
    /// counts as 0 (1970-01-01), and a width that is not as 1 px, the narrowest there is.
    pub fn new(first: f64, last: f64, width: f64) -> Scale {
        let clean = |v: f64| if v.is_nan() { 0.0 } else { within(v, EARLIEST, LATEST) };
        let (a, b) = (clean(first), clean(last));
        let (mut first, mut last) = (a.min(b), a.max(b));
        if last - first < SHORTEST {
            first = within(first.midpoint(last) - 0.5, EARLIEST, LATEST - 1.0);
            last = first + 1.0;
        }
        let width = if width.is_nan() { 1.0 } else { within(width, 1.0, WIDEST) };
        Scale { first, last, width }
    }

    /// The scale that shows whole days, both included.
    pub fn of_days(first: Day, last: Day, width: f64) -> Scale {
        let (first, last) = (first.min(last), first.max(last));
        Scale::new(f64::from(first.0), f64::from(last.0) + 1.0, width)
    }

    /// The instant at the plot's left edge, days.
    pub fn first(self) -> f64 {
        self.first
    }

    /// The instant at the plot's right edge, days.
    pub fn last(self) -> f64 {
        self.last
    }

    /// The plot's width, px.
    pub fn width(self) -> f64 {
        self.width
    }

    /// How many days the window covers.
    pub fn span(self) -> f64 {
        self.last - self.first
    }

    /// How many pixels a day takes.
    pub fn px_per_day(self) -> f64 {
        self.width / self.span()
    }

    /// Where an instant (days) stands, px from the plot's left edge; outside the plot for an
    /// instant outside the window.
    pub fn x(self, day: f64) -> f64 {
        (day - self.first) * self.px_per_day()
    }

    /// The instant (days) that stands at `x` px: the inverse of [`Scale::x`].
    pub fn day(self, x: f64) -> f64 {
        self.first + x / self.px_per_day()
    }

    /// An instant near the window, on a grid as wide as a few windows: it is the same for windows
    /// of one span that are near each other.
    pub fn anchor(self) -> f64 {
        let grid = grid(4.0 * self.span());
        (self.first / grid).round() * grid
    }

    /// The whole days that the window touches, first and last.
    pub fn window(self) -> (Day, Day) {
        let first = self.first.floor();
        (Day(first as i32), Day((self.last.ceil() - 1.0).max(first) as i32))
    }

    /// The same window in a plot of another width.
    pub fn resize(self, width: f64) -> Scale {
        Scale::new(self.first, self.last, width)
    }

    /// The window after its content was dragged by `px` to the right (an earlier window), or to
    /// the left for negative `px`. The span stays as it is.
    pub fn pan(self, px: f64) -> Scale {
        let by = if px.is_nan() { 0.0 } else { px / self.px_per_day() };
        self.place(self.first - by, self.span())
    }

    /// The window magnified by `factor` (above 1: closer) about `x` px: the instant at `x` stays
    /// where it is, unless the span's own limits stop the zoom. A factor that is not a positive
    /// number changes nothing.
    pub fn zoom(self, x: f64, factor: f64) -> Scale {
        self.zoom_to(x, factor, SHORTEST, LATEST - EARLIEST)
    }

    /// [`Scale::zoom`], then held within `limits`: stopped where the span reaches them, moved
    /// where an end would leave them.
    pub fn zoom_within(self, x: f64, factor: f64, limits: &Limits) -> Scale {
        self.zoom_to(x, factor, limits.shortest, limits.last - limits.first).clamp(limits)
    }

    /// The window after two fingers have moved from one pair of places to another, px: the instant
    /// that was under each is under it still, unless `limits` stop the zoom. Neither pair is at
    /// one place.
    pub fn pinch(self, from: (f64, f64), to: (f64, f64), limits: &Limits) -> Scale {
        let middles = (from.0.midpoint(from.1), to.0.midpoint(to.1));
        let factor = (to.1 - to.0) / (from.1 - from.0);
        self.zoom_to(middles.0, factor, limits.shortest, limits.last - limits.first)
            .pan(middles.1 - middles.0)
            .clamp(limits)
    }

    /// The nearest window that keeps within the limits: never longer than they are, never
    /// shorter than the shortest span, never beyond either end.
    pub fn clamp(self, limits: &Limits) -> Scale {
        let whole = limits.last - limits.first;
        let span = within(self.span(), limits.shortest.min(whole), whole);
        let centre = self.first.midpoint(self.last);
        let first = if span == self.span() { self.first } else { centre - span / 2.0 };
        let first = first.min(limits.last - span).max(limits.first);
        Scale::new(first, first + span, self.width)
    }

    fn zoom_to(self, x: f64, factor: f64, shortest: f64, longest: f64) -> Scale {
        if !(factor > 0.0 && x.is_finite()) {
            return self;
        }
        let span = within(self.span() / factor, shortest.min(longest), longest);
        let share = x / self.width;
        self.place(self.day(x) - share * span, span)
    }

    fn place(self, first: f64, span: f64) -> Scale {
        let first = first.min(LATEST - span).max(EARLIEST);
        Scale::new(first, first + span, self.width)
    }
}

/// The least power of two, of days, that is not less than so many.
pub(super) fn grid(days: f64) -> f64 {
    days.log2().ceil().exp2()
}

/// How far the window may go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    first: f64,
    last: f64,
    shortest: f64,
}

impl Limits {
    /// The shortest span that the controls zoom to, days.
    pub const SHORTEST: f64 = 7.0;

    /// From the beginning of `first` to the end of `last`.
    pub fn new(first: Day, last: Day) -> Limits {
        let scale = Scale::of_days(first, last, 1.0);
        Limits {
            first: scale.first,
            last: scale.last,
            shortest: Limits::SHORTEST.min(scale.span()),
        }
    }

    /// These limits, and a window that a link asked for beyond them.
    pub fn with(self, window: Scale) -> Limits {
        let ((first, last), shown) = (self.days(), window.window());
        Limits::new(first.min(shown.0), last.max(shown.1))
    }

    /// All that is within them, in a plot of that width, px.
    pub fn scale(&self, width: f64) -> Scale {
        Scale::new(self.first, self.last, width)
    }

    /// The first and the last day within them.
    pub fn days(&self) -> (Day, Day) {
        Scale::new(self.first, self.last, 1.0).window()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAYS: std::ops::Range<f64> = -40_000.0..60_000.0;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn whole_days_are_covered_from_their_beginning_to_their_end() {
        let scale = Scale::of_days(Day(0), Day(9), 100.0);
        assert_eq!((scale.x(0.0), scale.x(10.0), scale.px_per_day()), (0.0, 100.0, 10.0));
        assert_eq!(scale.window(), (Day(0), Day(9)));
    }

    #[test]
    fn degenerate_spans_are_defined() {
        let check = |first: f64, last: f64, width: f64, expect: (f64, f64, f64)| {
            let s = Scale::new(first, last, width);
            assert_eq!((s.first(), s.last(), s.width()), expect, "{first} {last} {width}");
        };
        check(5.0, 5.0, 100.0, (4.5, 5.5, 100.0));
        check(9.0, 2.0, 100.0, (2.0, 9.0, 100.0));
        check(f64::NAN, 8.0, -3.0, (0.0, 8.0, 1.0));
        check(f64::NAN, f64::NAN, f64::NAN, (-0.5, 0.5, 1.0));
        check(f64::NEG_INFINITY, f64::INFINITY, f64::INFINITY, (EARLIEST, LATEST, WIDEST));
        check(1e300, 1e301, 10.0, (LATEST - 1.0, LATEST, 10.0));
    }

    proptest! {
        #[test]
        fn inverting_a_position_gives_the_day_back(a in DAYS, b in DAYS, w in 1.0..4_000.0, d in DAYS) {
            let scale = Scale::new(a, b, w);
            prop_assert!(near(scale.day(scale.x(d)), d));
            prop_assert!(near(scale.x(scale.day(w / 3.0)), w / 3.0));
        }

        #[test]
        fn panning_back_restores_the_window(a in DAYS, b in DAYS, w in 1.0..4_000.0, px in -9e3..9e3) {
            let scale = Scale::new(a, b, w);
            let back = scale.pan(px).pan(-px);
            let far = scale.first() - px / scale.px_per_day();
            prop_assume!(far > EARLIEST && far + scale.span() < LATEST);
            prop_assert!(near(back.first(), scale.first()) && near(back.last(), scale.last()));
        }

        #[test]
        fn zooming_keeps_the_day_under_the_pointer(
            a in 0.0..20_000.0, s in 10.0..5_000.0, w in 50.0..3_000.0, at in 0.0..1.0, f in 0.05..20.0,
        ) {
            let scale = Scale::new(a, a + s, w);
            let x = at * w;
            prop_assert!(near(scale.zoom(x, f).day(x), scale.day(x)));
            // Within limits too, as long as neither end meets them.
            let limits = Limits::new(Day(-200_000), Day(200_000));
            prop_assert!(near(scale.zoom_within(x, f, &limits).day(x), scale.day(x)));
        }

        #[test]
        fn a_pinch_keeps_both_days_under_the_fingers(
            a in 0.0..20_000.0, s in 10.0..5_000.0, w in 50.0..3_000.0,
            x in -50.0..900.0, apart in 24.0..600.0, left in -200.0..200.0, right in -200.0..200.0,
        ) {
            let limits = Limits::new(Day(-200_000), Day(200_000));
            let scale = Scale::new(a, a + s, w);
            let (from, to) = ((x, x + apart), (x + left, x + apart + right));
            prop_assume!(to.1 - to.0 > 24.0 && apart / (to.1 - to.0) * s > Limits::SHORTEST);
            let pinched = scale.pinch(from, to, &limits);
            prop_assert!((pinched.x(scale.day(from.0)) - to.0).abs() < 1e-3);
            prop_assert!((pinched.x(scale.day(from.1)) - to.1).abs() < 1e-3);
            // The other way round is back.
            let back = pinched.pinch(to, from, &limits);
            prop_assert!(near(back.first(), scale.first()) && near(back.last(), scale.last()));
            // Two fingers that go together pan.
            let together = scale.pinch(from, (from.0 + left, from.1 + left), &limits);
            prop_assert!(near(together.first(), scale.pan(left).first()));
        }

        #[test]
        fn the_window_keeps_within_its_limits(
            a in DAYS, b in DAYS, x in -10.0..900.0, f in 0.0..100.0, l in -5_000..5_000, n in 0..9_000,
        ) {
            let limits = Limits::new(Day(l), Day(l + n));
            let s = Scale::new(a, b, 800.0).zoom_within(x, f, &limits).pan(1e5).clamp(&limits);
            let (first, last) = s.window();
            prop_assert!(first >= Day(l) && last <= Day(l + n), "{first:?} {last:?}");
            prop_assert!(s.span() + 1e-6 >= Limits::SHORTEST.min(f64::from(n + 1)));
        }

        #[test]
        fn any_number_is_safe(a: f64, b: f64, w: f64, x: f64, f: f64) {
            let limits = Limits::new(Day(0), Day(5));
            let s = Scale::new(a, b, w).zoom(x, f).pan(x).zoom_within(x, f, &limits);
            prop_assert!(s.span() > 0.0 && s.first().is_finite() && s.last().is_finite());
            let _ = s.window();
        }
    }
}
