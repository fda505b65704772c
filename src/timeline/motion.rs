//! The window on its way: from one to another, or on after a drag.

use super::{Limits, Scale};
use crate::order::within;

/// How long a window is on its way to another, ms.
const WAY: f64 = 200.0;
/// How fast what goes on by itself slows down: to about a third of its speed in so many ms.
const SLOWING: f64 = 325.0;
/// A hand slower than this has put the window down, px a ms.
const SLOW: f64 = 0.25;
/// No hand is faster than this, px a ms.
const FAST: f64 = 6.0;
/// What is this near to where it comes to rest is there, px.
const NEAR: f64 = 0.5;

/// A window that moves by itself. It begins at once, always comes to rest, and can be left at any
/// moment where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Motion {
    from: Scale,
    to: Scale,
    /// Going on after a drag at so many px a ms; else on its way to `to`.
    speed: Option<f64>,
}

impl Motion {
    /// From one window to another, in a fifth of a second, fast at first. The span changes by the
    /// same factor in equal parts of the way; what stands at the same place in both stays there.
    pub fn to(from: Scale, to: Scale) -> Motion {
        Motion { from, to, speed: None }
    }

    /// On from a window that a hand has let go of at so many px a ms (to the right for positive
    /// ones), slower and slower, not beyond `limits`. `None` where it does not move on.
    pub fn glide(from: Scale, speed: f64, limits: &Limits) -> Option<Motion> {
        if !(speed.abs() >= SLOW && speed.is_finite()) {
            return None;
        }
        let speed = within(speed, -FAST, FAST);
        let to = from.pan(speed * SLOWING).clamp(limits);
        let far = (from.x(to.first()) - from.x(from.first())).abs() > NEAR;
        far.then_some(Motion { from, to, speed: Some(speed) })
    }

    /// Where it comes to rest.
    pub fn end(&self) -> Scale {
        self.to
    }

    /// The window `ms` after it began; `None` once it rests.
    pub fn at(&self, ms: f64) -> Option<Scale> {
        let (from, to) = (self.from, self.to);
        let Some(speed) = self.speed else {
            let left = 1.0 - within(ms / WAY, 0.0, 1.0);
            return (left > 0.0).then(|| between(from, to, 1.0 - left * left * left));
        };
        let px = speed * SLOWING * (1.0 - (-ms.max(0.0) / SLOWING).exp());
        // It may come to the limits before it has slowed down.
        let whole = from.x(from.first()) - from.x(to.first());
        let px = if px.abs() < whole.abs() { px } else { whole };
        ((whole - px).abs() > NEAR).then(|| from.pan(px))
    }
}

/// The window that is `share` of the way from one to another.
fn between(from: Scale, to: Scale, share: f64) -> Scale {
    let ratio = to.span() / from.span();
    let way = if (ratio - 1.0).abs() < 1e-6 {
        share
    } else {
        ((share * ratio.ln()).exp() - 1.0) / (ratio - 1.0)
    };
    let at = |from: f64, to: f64| from + (to - from) * way;
    Scale::new(at(from.first(), to.first()), at(from.last(), to.last()), to.width())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;
    use proptest::prelude::*;

    const WIDTH: f64 = 800.0;

    fn scales() -> impl Strategy<Value = (Scale, Scale)> {
        let one = || (0.0..20_000.0, 0.5..9_000.0);
        (one(), one())
            .prop_map(|((a, b), (c, d))| (Scale::new(a, a + b, WIDTH), Scale::new(c, c + d, WIDTH)))
    }

    fn near(a: Scale, b: Scale) -> bool {
        let px = |day: f64, other: f64| (day - other).abs() * b.px_per_day();
        px(a.first(), b.first()) < 0.01 && px(a.last(), b.last()) < 0.01
    }

    #[test]
    fn halfway_the_span_has_changed_by_half_of_the_factor() {
        let from = Scale::new(0.0, 1_600.0, WIDTH);
        let to = Scale::new(0.0, 100.0, WIDTH);
        assert!((between(from, to, 0.5).span() - 400.0).abs() < 1e-6);
    }

    #[test]
    fn a_slow_hand_puts_the_window_down() {
        let limits = Limits::new(Day(-100_000), Day(100_000));
        let scale = Scale::new(0.0, 100.0, WIDTH);
        for speed in [0.0, 0.1, -0.2, f64::NAN, f64::INFINITY] {
            assert_eq!(Motion::glide(scale, speed, &limits), None, "{speed}");
        }
        // And so does one that is at the end already.
        let edge = scale.clamp(&Limits::new(Day(0), Day(5_000)));
        assert_eq!(Motion::glide(edge, 3.0, &Limits::new(Day(0), Day(5_000))), None);
    }

    proptest! {
        #[test]
        fn it_begins_where_it_is_and_ends_where_it_goes((from, to) in scales()) {
            let motion = Motion::to(from, to);
            prop_assert!(near(motion.at(0.0).expect("moves"), from));
            prop_assert!(near(motion.at(WAY - 0.01).expect("moves"), to));
            prop_assert_eq!(motion.at(WAY), None);
            prop_assert_eq!(motion.end(), to);
        }

        #[test]
        fn neither_end_turns_back((from, to) in scales()) {
            let motion = Motion::to(from, to);
            let steps: Vec<Scale> =
                (0..100).filter_map(|n| motion.at(f64::from(n) * WAY / 100.0)).chain([to]).collect();
            for end in [Scale::first, Scale::last] {
                let onward = end(to) >= end(from);
                for pair in steps.windows(2) {
                    let (a, b) = (end(pair[0]), end(pair[1]));
                    prop_assert!(if onward { b >= a - 1e-6 } else { b <= a + 1e-6 }, "{a} {b}");
                }
            }
        }

        #[test]
        fn what_is_zoomed_about_stays(a in 0.0..20_000.0, s in 10.0..5_000.0, x in 0.0..WIDTH, f in 0.1..10.0, ms in 0.0..WAY) {
            let from = Scale::new(a, a + s, WIDTH);
            let motion = Motion::to(from, from.zoom(x, f));
            let on_its_way = motion.at(ms).expect("moves");
            prop_assert!((on_its_way.x(from.day(x)) - x).abs() < 0.01);
        }

        #[test]
        fn what_goes_on_slows_down_and_rests_within_the_limits(
            a in 0.0..4_000.0, s in 10.0..900.0, speed in -20.0..20.0_f64,
        ) {
            let limits = Limits::new(Day(0), Day(5_000));
            let from = Scale::new(a, a + s, WIDTH).clamp(&limits);
            let Some(motion) = Motion::glide(from, speed, &limits) else { return Ok(()) };
            let mut last = from;
            let mut step = f64::INFINITY;
            for n in 1..400 {
                let Some(now) = motion.at(f64::from(n) * 16.0) else { break };
                prop_assert!(now == now.clamp(&limits) || near(now, now.clamp(&limits)));
                let moved = (now.first() - last.first()) * now.px_per_day();
                prop_assert!(moved == 0.0 || (moved < 0.0) == (speed > 0.0), "{moved}");
                prop_assert!(moved.abs() <= step + 1e-6, "{moved} {step}");
                (last, step) = (now, moved.abs());
            }
            prop_assert_eq!(motion.at(6_400.0), None);
            let rest = (motion.end().first() - last.first()) * last.px_per_day();
            prop_assert!(rest.abs() < step + 1.0, "{rest}");
        }
    }
}
