//! Where the keyboard goes.

use super::Lineage;
use crate::timeline::Direction;

impl Lineage {
    /// The node that the keyboard reaches from the one at `from`; `None` where there is none in
    /// that direction. Up and down walk a column. Right follows the first link that leads on, left
    /// the first that leads back; where there is none, they go to what stands beside in the next
    /// column. First and last are those of the drawing.
    pub fn neighbour(&self, from: usize, direction: Direction) -> Option<usize> {
        let node = self.nodes.get(from)?;
        let same = |at: usize| self.nodes.get(at).is_some_and(|other| other.column == node.column);
        match direction {
            Direction::Up => from.checked_sub(1).filter(|&at| same(at)),
            Direction::Down => Some(from + 1).filter(|&at| same(at)),
            Direction::First => Some(0).filter(|&at| at != from),
            Direction::Last => self.nodes.len().checked_sub(1).filter(|&at| at != from),
            Direction::Right => {
                let on = self.edges.iter().filter(|edge| edge.from == from).map(|edge| edge.to);
                let on = on.filter(|&at| at > from && !same(at)).min();
                on.or_else(|| self.beside(from, node.column + 1))
            }
            Direction::Left => {
                let back = self.edges.iter().filter(|edge| edge.to == from).map(|edge| edge.from);
                let back = back.filter(|&at| at < from && !same(at)).max();
                back.or_else(|| self.beside(from, node.column.checked_sub(1)?))
            }
        }
    }

    /// The node of a column that is nearest in height.
    fn beside(&self, from: usize, column: usize) -> Option<usize> {
        let y = self.nodes.get(from)?.rect.y;
        let own = self.nodes.iter().enumerate().filter(|(_, node)| node.column == column);
        let away = |node: &super::Node| (node.rect.y - y).abs();
        own.min_by(|(_, a), (_, b)| away(a).total_cmp(&away(b))).map(|(at, _)| at)
    }
}
