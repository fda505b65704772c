//! Case and accent folding, words, and where a query's words stand in a text.
//!
//! # What finds what
//!
//! A query is cut at spaces and hyphens into *terms*; punctuation around a term is dropped.
//! A text holds a term if the term stands in it **at the beginning of a word**, capitals,
//! accents and typographic quotes aside. A word is a run of letters and digits. So `corrupt`
//! finds `corruption`, `8/8` finds `resolution 8/8`, `wg.4/2019/2` finds
//! `CAC/COSP/WG.4/2019/2`, `7(4)` finds `article 7(4)` but not `17(4)`, and `anti-corruption`
//! finds what `anti corruption` finds. A query asks for **all** of its terms; a query without
//! a letter or digit asks for nothing. Quotation marks are punctuation: a phrase in quotes is
//! read as its words.

use std::borrow::Cow;
use std::ops::Range;

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

/// The terms that a query asks for, folded, each once, in the order given.
///
/// ```
/// use mandate_trail::query::fold::terms;
/// assert_eq!(terms(" Open-data, (8/8)  data"), ["open", "data", "8/8"]);
/// ```
pub fn terms(query: &str) -> Vec<String> {
    let folded = fold(query);
    let mut terms: Vec<String> = Vec::new();
    for chunk in chunks(&folded) {
        let term = shorten(chunk);
        if !terms.iter().any(|known| known == term) {
            terms.push(term.to_owned());
        }
    }
    terms
}

/// The pieces of a folded text between spaces and hyphens, without the punctuation around
/// them; none is empty.
pub(crate) fn chunks(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split([' ', '-'])
        .map(|chunk| chunk.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|chunk| !chunk.is_empty())
}

/// The first [`TERM_CHARS`] characters, and no punctuation at their end.
pub(crate) fn shorten(chunk: &str) -> &str {
    if chunk.len() <= TERM_CHARS {
        return chunk;
    }
    let end = chunk.char_indices().nth(TERM_CHARS).map_or(chunk.len(), |(at, _)| at);
    chunk[..end].trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// Where words begin: the positions of letters and digits that follow neither.
pub(crate) fn word_starts(folded: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    folded.char_indices().filter_map(move |(at, c)| {
        let starts = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        starts.then_some(at)
    })
}

/// Whether the folded text holds the term: the rule that the index answers by, one text at a
/// time.
pub fn holds(folded: &str, term: &str) -> bool {
    word_starts(folded).any(|at| folded[at..].starts_with(term))
}

/// Where the terms (from [`terms`]) stand in a text: ranges of bytes on character boundaries,
/// in order, apart from each other. For highlighting.
///
/// ```
/// use mandate_trail::query::fold::{matches, terms};
/// let text = "Anti‑Corrupción: résumé";
/// let found = matches(text, &terms("corrup RESUME"));
/// let words: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
/// assert_eq!(words, ["Corrup", "résumé"]);
/// ```
pub fn matches(original: &str, terms: &[String]) -> Vec<Range<usize>> {
    if terms.is_empty() {
        return Vec::new();
    }
    let mut folded = String::with_capacity(original.len());
    // For each character that leaves something: where that begins, and where it stood.
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (at, c) in original.char_indices() {
        let before = folded.len();
        fold_char(c, |c| folded.push(c));
        if folded.len() > before {
            places.push((before, at));
        }
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in word_starts(&folded) {
        let rest = &folded[start..];
        let longest =
            terms.iter().filter(|term| rest.starts_with(term.as_str())).map(String::len).max();
        let Some(longest) = longest.filter(|&length| length > 0) else { continue };
        // A character that begins before `start` and reaches into the word belongs to it;
        // marks after the last one belong to that.
        let first = places.partition_point(|&(folded, _)| folded <= start).saturating_sub(1);
        let after = places.partition_point(|&(folded, _)| folded < start + longest);
        let from = places.get(first).map_or(0, |&(_, at)| at);
        let to = places.get(after).map_or(original.len(), |&(_, at)| at);
        match found.last_mut() {
            Some(last) if from <= last.end => last.end = last.end.max(to),
            _ => found.push(from..to),
        }
    }
    found
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
    fn a_query_is_cut_into_terms() {
        let check = |query: &str, expect: &[&str]| assert_eq!(terms(query), expect, "{query}");
        check("", &[]);
        check(" -- \"\" … §", &[]);
        check("open data", &["open", "data"]);
        check("\"open data", &["open", "data"]);
        check("“Open data”", &["open", "data"]);
        check("8/8", &["8/8"]);
        check("(WG.4/2019/2),", &["wg.4/2019/2"]);
        check("7(4)", &["7(4"]);
        check("anti-corruption", &["anti", "corruption"]);
        check("data Data DÁTA", &["data"]);
    }

    #[test]
    fn a_term_stands_at_the_beginning_of_a_word() {
        let check = |text: &str, query: &str, expect: bool| {
            let folded = fold(text);
            let all = terms(query).iter().all(|term| holds(&folded, term));
            assert_eq!(all, expect, "{query} in {text}");
        };
        check("Prevention of corruption", "corrupt", true);
        check("Prevention of corruption", "ruption", false);
        check("anticorruption", "corruption", false);
        check("Anti‑corruption bodies", "anti-corruption", true);
        check("CAC/COSP/WG.4/2019/2", "WG.4/2019/2", true);
        check("CAC/COSP/WG.4/2019/2", "4/2019", true);
        check("CAC/COSP/WG.14/2019/2", "4/2019", false);
        check("article 7(4)(b)", "7(4)", true);
        check("article 17(4)", "7(4)", false);
        check("article 7 and 4", "7(4)", false);
        check("xa.a.a", "a.a", true);
        check("State’s", "state's", true);
        check("data about opening", "open data", true);
    }

    #[test]
    fn matches_are_found_in_the_original() {
        let check = |text: &str, query: &str, expect: &[&str]| {
            let found = matches(text, &terms(query));
            let words: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(words, expect, "{query} in {text}");
        };
        check("Open data is open", "open", &["Open", "open"]);
        check("Corruption", "corrupt c", &["Corrupt"]);
        check("Straßen", "strass", &["Straß"]);
        check("Straßen", "stras", &["Straß"]);
        check("re\u{301}sume\u{301} x", "resume", &["re\u{301}sume\u{301}"]);
        check("7(4)(b)", "7(4) 4", &["7(4"]);
        check("nothing", "", &[]);
        check("", "open", &[]);
        check("…x", "x", &["x"]);
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
            prop_assert_eq!(terms(&once), terms(&text));
        }

        #[test]
        fn matches_lie_on_boundaries_and_apart(
            text in "[a-cA-CàßæﬁÀ\u{300}\u{ad}’. (/-]{0,30}|\\PC{0,20}",
            query in "[a-cß./ ]{0,6}|\\PC{0,4}",
        ) {
            let terms = terms(&query);
            let found = matches(&text, &terms);
            let folded = fold(&text);
            prop_assert_eq!(found.is_empty(), !terms.iter().any(|term| holds(&folded, term)));
            let mut last = None;
            for range in found {
                prop_assert!(range.start < range.end);
                prop_assert!(last.is_none_or(|end| end < range.start));
                prop_assert!(text.get(range.clone()).is_some());
                let piece = fold(&text[range.clone()]).into_owned();
                prop_assert!(terms.iter().any(|term| holds(&piece, term)), "{:?}", piece);
                last = Some(range.end);
            }
        }
    }
}
