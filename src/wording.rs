//! Two wordings of one text compared word by word.

/// A stretch of two texts compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub kind: Kind,
    /// Its words, with the space about them.
    pub text: String,
}

/// In which of two texts a stretch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In both.
    Kept,
    /// In the first alone.
    Removed,
    /// In the second alone.
    Added,
}

/// So many pairs of words are compared at most: of longer texts, what is not common to their
/// beginnings and ends counts as changed.
const MOST: usize = 1 << 22;

/// Compares two texts. What is kept and removed is the first, in order; what is kept and added is
/// the second. Words, signs and the space between them are compared each by itself; between two
/// stretches that are kept, what is removed stands before what is added.
///
/// This is the longest common sequence, by its table of lengths: time and memory grow with the
/// product of how many words the texts have, but for those that both begin and end with.
pub fn compare(before: &str, after: &str) -> Vec<Piece> {
    let (all_a, all_b) = (tokens(before), tokens(after));
    let start = all_a.iter().zip(&all_b).take_while(|(a, b)| a == b).count();
    let (a, b) = (all_a.split_at(start).1, all_b.split_at(start).1);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, tail) = a.split_at(a.len() - end);
    let (b, _) = b.split_at(b.len() - end);
    let mut pieces = Pieces::default();
    all_a.iter().take(start).for_each(|token| pieces.kept(token));
    if a.len().saturating_mul(b.len()) > MOST {
        a.iter().for_each(|token| pieces.changed(token, ""));
        b.iter().for_each(|token| pieces.changed("", token));
    } else {
        walk(a, b, &mut pieces);
    }
    tail.iter().for_each(|token| pieces.kept(token));
    pieces.flush();
    // What was kept last.
    pieces.flush();
    pieces.done
}

/// How many words of the pieces of a kind there are; signs and space are none.
pub fn words(pieces: &[Piece], kind: Kind) -> usize {
    let of = pieces.iter().filter(|piece| piece.kind == kind);
    let word = |token: &&str| token.starts_with(char::is_alphanumeric);
    of.map(|piece| tokens(&piece.text).into_iter().filter(word).count()).sum()
}

/// Words, single signs and stretches of space, in order: together they are the text.
fn tokens(text: &str) -> Vec<&str> {
    let class = |c: char| match c {
        c if c.is_whitespace() => 0,
        c if c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '\u{ad}') => 1,
        _ => 2,
    };
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let now = class(c);
        if before.is_some_and(|before| before != now || now == 2) {
            tokens.extend(text.get(start..at));
            start = at;
        }
        before = Some(now);
    }
    tokens.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    tokens
}

/// Pieces in the making: what has been removed and added since the last that was kept.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    kept: String,
    removed: String,
    added: String,
    /// Space and signs kept after what was changed: if the next word is changed as well, they are
    /// part of that.
    between: String,
}

impl Pieces {
    fn kept(&mut self, token: &str) {
        let is_word = token.contains(char::is_alphanumeric);
        if !self.removed.is_empty() && !self.added.is_empty() && !is_word {
            self.between.push_str(token);
            return;
        }
        if !self.removed.is_empty() || !self.added.is_empty() {
            self.flush();
        }
        self.kept.push_str(token);
    }

    fn changed(&mut self, removed: &str, added: &str) {
        let between = std::mem::take(&mut self.between);
        for (text, token) in [(&mut self.removed, removed), (&mut self.added, added)] {
            text.push_str(&between);
            text.push_str(token);
        }
    }

    fn flush(&mut self) {
        let of = [
            (Kind::Kept, &mut self.kept),
            (Kind::Removed, &mut self.removed),
            (Kind::Added, &mut self.added),
        ];
        for (kind, text) in of {
            if !text.is_empty() {
                self.done.push(Piece { kind, text: std::mem::take(text) });
            }
        }
        self.kept = std::mem::take(&mut self.between);
    }
}

fn walk(a: &[&str], b: &[&str], pieces: &mut Pieces) {
    // How many tokens are common to the rest of the one from i and of the other from j.
    let width = b.len() + 1;
    let mut common = vec![0_u16; (a.len() + 1) * width];
    let at = |common: &[u16], i: usize, j: usize| common.get(i * width + j).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let longest = match x == y {
                true => at(&common, i + 1, j + 1) + 1,
                false => at(&common, i + 1, j).max(at(&common, i, j + 1)),
            };
            if let Some(cell) = common.get_mut(i * width + j) {
                *cell = longest;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x == y => {
                pieces.kept(x);
                (i, j) = (i + 1, j + 1);
            }
            (Some(x), y) if y.is_none() || at(&common, i + 1, j) >= at(&common, i, j + 1) => {
                pieces.changed(x, "");
                i += 1;
            }
            (_, Some(y)) => {
                pieces.changed("", y);
                j += 1;
            }
            (_, None) => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The pieces as a text: what is removed in [-…-], what is added in {+…+}.
    fn said(before: &str, after: &str) -> String {
        let one = |piece: &Piece| match piece.kind {
            Kind::Kept => piece.text.clone(),
            Kind::Removed => format!("[-{}-]", piece.text),
            Kind::Added => format!("{{+{}+}}", piece.text),
        };
        compare(before, after).iter().map(one).collect()
    }

    #[test]
    fn words_are_compared() {
        let check = |a: &str, b: &str, expect: &str| assert_eq!(said(a, b), expect);
        check("", "", "");
        check("a list", "a list", "a list");
        check("", "new", "{+new+}");
        check("old", "", "[-old-]");
        check(
            "each future meeting",
            "each of its meetings",
            "each [-future meeting-]{+of its meetings+}",
        );
        check("States, parties", "States parties", "States[-,-] parties");
        check("a\u{a0}b", "a b", "a[-\u{a0}-]{+ +}b");
        let pieces = compare("the open data lists of States", "the lists, kept");
        assert_eq!((words(&pieces, Kind::Removed), words(&pieces, Kind::Added)), (4, 1));
    }

    proptest! {
        #[test]
        fn both_texts_are_restored(
            a in "([ab]{1,2}|[ ,.]|é|\\PC){0,30}", b in "([ab]{1,2}|[ ,.]|é|\\PC){0,30}",
        ) {
            let pieces = compare(&a, &b);
            let of = |kind: Kind| -> String {
                let own = pieces.iter().filter(|p| p.kind == Kind::Kept || p.kind == kind);
                own.map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(of(Kind::Removed), a.clone());
            prop_assert_eq!(of(Kind::Added), b.clone());
            prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
            prop_assert!(pieces.windows(2).all(|pair| pair[0].kind != pair[1].kind));
            prop_assert_eq!(a == b, pieces.iter().all(|piece| piece.kind == Kind::Kept));
        }
    }
}
