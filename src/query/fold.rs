//! Case and accent folding, and the words of a text.
//!
//! A word is a run of letters and digits; what stands between two spaces or hyphens, without the
//! punctuation around it, is a *chunk*. [`super::terms`] says what of them a question finds.

use std::borrow::Cow;

use super::letters::{is_mark, plain, several};

/// Only so many characters of a term count: longer than any word or symbol that is told from
/// another by what follows, and a bound to what a long run of punctuation costs to index.
pub const TERM_CHARS: usize = 64;

/// The text without capitals, accents and typographic variants: what two texts are compared
/// by. Folding what is folded changes nothing. Borrows where there is nothing to do.
///
/// ```
/// use mandate_trail::query::fold::fold;
/// assert_eq!(fold("Straße in Ærøskøbing – “déjà vu”"), "strasse in aeroskobing - \"deja vu\"");
/// ```
pub fn fold(text: &str) -> Cow<'_, str> {
    let done = |b: &u8| b.is_ascii() && !b.is_ascii_uppercase() && !b.is_ascii_whitespace();
    if text.as_bytes().iter().all(|b| *b == b' ' || (done(b) && *b != 0x0b)) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::new();
    fold_into(&mut folded, text);
    Cow::Owned(folded)
}

/// Replaces `folded` with the folded text, using the room that it has.
pub(crate) fn fold_into(folded: &mut String, text: &str) {
    folded.clear();
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
        if !text.bytes().any(|byte| byte.is_ascii_control()) {
            return;
        }
        folded.clear();
    }
    folded.reserve(text.len());
    for c in text.chars() {
        fold_char(c, |c| folded.push(c));
    }
}

fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        return push(if c.is_whitespace() { ' ' } else { c.to_ascii_lowercase() });
    }
    for c in c.to_lowercase().filter(|&c| !is_mark(c)) {
        match several(c) {
            Some(letters) => letters.chars().for_each(&mut push),
            None => push(plain(c)),
        }
    }
}

/// The pieces of a folded text between spaces and hyphens, without the punctuation around
/// them, and where each begins; none is empty.
pub(crate) fn chunks(folded: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let mut next = 0;
    folded.split([' ', '-']).filter_map(move |piece| {
        let bare = piece.trim_start_matches(|c| !is_word(c));
        let at = next + piece.len() - bare.len();
        next += piece.len() + 1;
        let chunk = bare.trim_end_matches(|c| !is_word(c));
        (!chunk.is_empty()).then_some((at, chunk))
    })
}

/// Whether the character is part of a word.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// The first [`TERM_CHARS`] characters, and no punctuation at their end.
pub(crate) fn shorten(chunk: &str) -> &str {
    if chunk.len() <= TERM_CHARS {
        return chunk;
    }
    let end = chunk.char_indices().nth(TERM_CHARS).map_or(chunk.len(), |(at, _)| at);
    chunk[..end].trim_end_matches(|c| !is_word(c))
}

/// Where words begin: the positions of letters and digits that follow neither.
pub(crate) fn word_starts(folded: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    folded.char_indices().filter_map(move |(at, c)| {
        let starts = is_word(c) && !inside;
        inside = is_word(c);
        starts.then_some(at)
    })
}

/// The folded text, and for each character of the original that leaves something: where that
/// begins, and where it stood.
pub(crate) fn places(original: &str) -> (String, Vec<(usize, usize)>) {
    let mut folded = String::with_capacity(original.len());
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (at, c) in original.char_indices() {
        let before = folded.len();
        fold_char(c, |c| folded.push(c));
        if folded.len() > before {
            places.push((before, at));
        }
    }
    (folded, places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn readers_find_words_however_they_are_written() {
        let check = |text: &str, expect: &str| assert_eq!(fold(text), expect, "{text}");
        check("", "");
        check("Open DATA", "open data");
        check("open\u{a0}data\tnow", "open data now");
        check("Größe ﬁnance Œuvre Þing ĲS", "grosse finance oeuvre thing ijs");
        check("ẞ İzmir ışık Łódź", "ss izmir isik lodz");
        check("Việt Nam, Țară, Ðà", "viet nam, tara, da");
        check("Côte d’Ivoire — “Etat”", "cote d'ivoire - \"etat\"");
        check("e\u{301}tat co\u{ad}operation", "etat cooperation");
        check("КОРРУПЦИЯ ещё Йод", "коррупция еще иод");
        check("ΔΙΑΦΘΟΡΆ ς", "διαφθορα σ");
        check("ＡＢＣ１２", "abc12");
        check("腐败 預防", "腐败 預防");
    }

    #[test]
    fn folding_a_character_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = fold(c.encode_utf8(&mut [0; 4])).into_owned();
            assert_eq!(fold(&once), once, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in "\\PC*|.*|[ -~àßæﬁ’–\u{300}]*") {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once.clone());
        }
    }
}
