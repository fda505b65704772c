//! Which of several things comes next on the way of an arrow key, by where they stand.

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

impl Way {
    /// The way of a key: "ArrowUp".
    pub fn of_key(key: &str) -> Option<Way> {
        Some(match key {
            "ArrowLeft" => Way::Left,
            "ArrowRight" => Way::Right,
            "ArrowUp" => Way::Up,
            "ArrowDown" => Way::Down,
            _ => return None,
        })
    }
}

/// What comes next from the thing at `from`, of things with these middles; `None` where nothing
/// stands that way. What stands straight that way is nearer than what stands aside.
pub fn next(middles: &[(f64, f64)], from: usize, way: Way) -> Option<usize> {
    let &(x, y) = middles.get(from)?;
    let far = |&(to_x, to_y): &(f64, f64)| {
        let (right, down) = (to_x - x, to_y - y);
        let (on, aside) = match way {
            Way::Left => (-right, down),
            Way::Right => (right, down),
            Way::Up => (-down, right),
            Way::Down => (down, right),
        };
        // Ahead rather than aside.
        (on > 0.5 && aside.abs() <= 2.0 * on).then_some(on + 2.0 * aside.abs())
    };
    let far = middles.iter().enumerate().filter_map(|(at, to)| Some((at, far(to)?)));
    far.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CROSS: [(f64, f64); 6] =
        [(10.0, 10.0), (20.0, 10.0), (10.0, 20.0), (0.0, 10.0), (10.0, 0.0), (30.0, 12.0)];

    #[test]
    fn arrows_go_to_what_stands_that_way() {
        assert_eq!(next(&CROSS, 0, Way::Right), Some(1));
        assert_eq!(next(&CROSS, 0, Way::Down), Some(2));
        assert_eq!(next(&CROSS, 0, Way::Left), Some(3));
        assert_eq!(next(&CROSS, 0, Way::Up), Some(4));
        assert_eq!(next(&CROSS, 1, Way::Right), Some(5), "a little aside");
        assert_eq!(next(&CROSS, 5, Way::Right), None);
        assert_eq!(next(&CROSS, 9, Way::Right), None);
        assert_eq!(next(&[], 0, Way::Up), None);
    }

    proptest! {
        #[test]
        fn what_comes_next_lies_ahead(
            middles in prop::collection::vec((0..300_u16, 0..300_u16), 1..40), from: prop::sample::Index,
        ) {
            let middles: Vec<(f64, f64)> =
                middles.into_iter().map(|(x, y)| (f64::from(x), f64::from(y))).collect();
            let from = from.index(middles.len());
            let at = middles[from];
            for way in [Way::Left, Way::Right, Way::Up, Way::Down] {
                let Some(to) = next(&middles, from, way) else { continue };
                let to = middles[to];
                let ahead = match way {
                    Way::Left => to.0 < at.0,
                    Way::Right => to.0 > at.0,
                    Way::Up => to.1 < at.1,
                    Way::Down => to.1 > at.1,
                };
                prop_assert!(ahead, "{:?} from {:?} to {:?}", way, at, to);
            }
        }
    }
}
