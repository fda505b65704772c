//! The file as it arrives: in pieces, none of which ends within a record, so that the parts of a
//! large file need not be put together in memory.

use std::collections::VecDeque;

use super::scan::Span;

/// A byte order mark is not JSON, but editors add it.
pub(super) const MARK: char = '\u{feff}';

/// What has arrived of a file. Places in it are counted from its beginning, a byte order mark
/// left aside.
#[derive(Debug, Default)]
pub(super) struct File {
    pieces: Vec<Piece>,
}

#[derive(Debug, Default)]
struct Piece {
    /// Where in the file it begins.
    from: usize,
    bytes: Vec<u8>,
}

impl Piece {
    fn fill(&mut self, len: usize, fill: &mut dyn FnMut(&mut [u8])) {
        let mut bytes = vec![0; len];
        fill(&mut bytes);
        self.bytes.append(&mut bytes);
    }
}

impl File {
    /// Adds so many bytes, which `fill` puts into their place. Before `done` the file may be cut.
    pub(super) fn add(&mut self, len: usize, done: usize, fill: &mut dyn FnMut(&mut [u8])) {
        let mut piece = Piece::default();
        if let Some(last) = self.pieces.last_mut() {
            let cut = done.saturating_sub(last.from).min(last.bytes.len());
            // Mostly a piece of a record; of a value that is larger than what arrives at once, all.
            if last.bytes.len() - cut > len {
                last.fill(len, fill);
                return;
            }
            let rest = &last.bytes[cut..];
            piece.from = last.from + cut;
            piece.bytes = vec![0; rest.len() + len];
            let (before, room) = piece.bytes.split_at_mut(rest.len());
            before.copy_from_slice(rest);
            fill(room);
            last.bytes.truncate(cut);
            last.bytes.shrink_to_fit();
        } else {
            piece.fill(len, fill);
        }
        self.pieces.push(piece);
    }

    /// Takes the byte order mark off, where there is one and nothing is done yet.
    pub(super) fn unmark(&mut self) {
        if let Some(first) = self.pieces.last_mut()
            && first.bytes.starts_with(MARK.encode_utf8(&mut [0; 4]).as_bytes())
        {
            first.bytes.drain(..MARK.len_utf8());
        }
    }

    /// How many bytes have arrived.
    pub(super) fn len(&self) -> usize {
        self.pieces.last().map_or(0, |last| last.from + last.bytes.len())
    }

    /// What arrived last, and where it begins.
    pub(super) fn last(&self) -> (usize, &[u8]) {
        self.pieces.last().map_or((0, &[]), |last| (last.from, &last.bytes))
    }

    /// What stands somewhere; nothing where that is no text.
    pub(super) fn text(&self, (from, to): Span) -> &str {
        let after = self.pieces.partition_point(|piece| piece.from <= from);
        let piece = after.checked_sub(1).and_then(|at| self.pieces.get(at));
        let bytes = piece.and_then(|piece| piece.bytes.get(from - piece.from..to - piece.from));
        bytes.and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// What has arrived, to be added anew.
    pub(super) fn into_pieces(self) -> VecDeque<Vec<u8>> {
        self.pieces.into_iter().map(|piece| piece.bytes).collect()
    }

    /// Its bytes, in pieces.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &[u8]> + Clone {
        self.pieces.iter().map(|piece| piece.bytes.as_slice())
    }
}
