//! Finding marks by pointer and by keyboard.

use crate::order;

use super::scene::Scene;

/// How far beside a mark the pointer still finds it, px.
const NEAR: f64 = 5.0;

/// Where the keyboard goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Back in time, along the lane.
    Left,
    /// On in time, along the lane.
    Right,
    /// To the lane above, nearest in time.
    Up,
    /// To the lane below, nearest in time.
    Down,
    /// To the lane's first mark.
    First,
    /// To the lane's last mark.
    Last,
}

impl Scene {
    /// The mark at a point, px: the one whose target holds it or is nearest to it within a few
    /// pixels; where targets overlap, the one whose body is nearest.
    pub fn hit(&self, x: f64, y: f64) -> Option<usize> {
        let away = |from: f64, to: f64, at: f64| (from - at).max(at - to).max(0.0);
        self.marks
            .iter()
            .enumerate()
            .filter_map(|(index, mark)| {
                let target = away(mark.hit.x, mark.hit.right(), x).max(away(
                    mark.hit.y,
                    mark.hit.bottom(),
                    y,
                ));
                let body = mark.body();
                let near = away(body.x, body.right(), x).hypot(away(body.y, body.bottom(), y));
                (target <= NEAR).then_some((index, target, near))
            })
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.2.total_cmp(&b.2)))
            .map(|(index, ..)| index)
    }

    /// The mark that the keyboard reaches from the mark at `from`; `None` where there is none
    /// in that direction. Left and right (and first and last) walk a lane by time, marks of one
    /// time from the upper row to the lower.
    pub fn neighbour(&self, from: usize, direction: Direction) -> Option<usize> {
        let start = self.marks.get(from)?;
        let lane = self.walk(start.lane);
        let at = lane.iter().position(|&index| index == from)?;
        match direction {
            Direction::Left => lane.get(at.checked_sub(1)?).copied(),
            Direction::Right => lane.get(at + 1).copied(),
            Direction::First => lane.first().copied().filter(|&index| index != from),
            Direction::Last => lane.last().copied().filter(|&index| index != from),
            Direction::Up => {
                (0..start.lane).rev().find_map(|lane| self.nearest(lane, start.anchor))
            }
            Direction::Down => {
                (start.lane + 1..self.lanes.len()).find_map(|lane| self.nearest(lane, start.anchor))
            }
        }
    }

    /// The marks of a lane in the order of the keyboard.
    pub fn walk(&self, lane: usize) -> Vec<usize> {
        let mut walk: Vec<usize> = (0..self.marks.len())
            .filter(|&i| self.marks.get(i).is_some_and(|m| m.lane == lane))
            .collect();
        let key = |index: &usize| self.marks.get(*index).map_or((0.0, 0.0), |m| (m.anchor, m.y));
        order::sort_by(&mut walk, |a, b| {
            let (a, b) = (key(a), key(b));
            a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        walk
    }

    fn nearest(&self, lane: usize, x: f64) -> Option<usize> {
        let away = |index: &usize| {
            self.marks.get(*index).map_or(f64::INFINITY, |mark| (mark.anchor - x).abs())
        };
        self.walk(lane).into_iter().min_by(|a, b| away(a).total_cmp(&away(b)))
    }
}
