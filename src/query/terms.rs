//! What the words of a question ask for: its terms, and where they stand in a text.
//!
//! # What finds what
//!
//! A question is cut at spaces and hyphens into *terms*; punctuation around a term is dropped. A
//! record is found if it holds **all** of them, each in one of its texts, capitals, accents and
//! typographic quotes aside; a question without a letter or digit asks for nothing. A word is a
//! run of letters and digits.
//!
//! | written | found |
//! | --- | --- |
//! | `corrupt` | what has a word that begins so: `corruption`; in English also other forms of the word: `recommending` finds `recommended` ([`super::stem`] says how) |
//! | `8/8`, `wg.4/2019/2`, `7(4)` | the same from the beginning of any word: `resolution 8/8`, `CAC/COSP/WG.4/2019/2`, `article 7(4)` but not `17(4)` |
//! | `anti-corruption` | what `anti corruption` finds |
//! | `"open data"` | these words, whole and one after the other |
//! | `art. 12`, `article 12`, `para 32`, `paragraph 32`, `para. 32` | that number behind a word that begins with `art` or `para`, with or without what stands in brackets behind it: `article 12(2)` |
//! | `-asset`, `-"open data"`, `-anti-corruption` | nothing that holds it |
//!
//! A quotation mark without another is punctuation.

use std::ops::Range;

use super::fold::{chunks, fold, is_word, places, shorten, word_starts};
use super::stem::stem;

/// What is asked for; see the module's docs. The default asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    pub(crate) list: Vec<Term>,
    /// Whether words are English: their other forms are found as well.
    pub(crate) english: bool,
}

/// One thing that is asked for: a word, or several that stand one after the other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term {
    pub(crate) words: Vec<Word>,
    /// It must not be there.
    pub(crate) excluded: bool,
}

/// A word that is asked for, folded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) how: How,
}

/// How a word that is asked for stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// At the beginning of a word.
    Begins,
    /// As what stands between two spaces or hyphens, without the punctuation around it.
    Whole,
    /// The same, perhaps with something in brackets behind it: `12`, `12(2)`.
    Number,
}

impl Word {
    /// Whether a piece of a text between spaces or hyphens is this word; how much of it.
    fn is(&self, chunk: &str) -> Option<usize> {
        let rest = chunk.strip_prefix(self.text.as_str())?;
        let is = match self.how {
            How::Begins => true,
            How::Whole => rest.is_empty(),
            How::Number => rest.is_empty() || rest.starts_with(['(', ')']),
        };
        is.then(|| if self.how == How::Begins { self.text.len() } else { chunk.len() })
    }
}

impl Term {
    /// The word, where the term is one that may go on.
    pub(crate) fn plain(&self) -> Option<&str> {
        match self.words.as_slice() {
            [Word { text, how: How::Begins }] => Some(text),
            _ => None,
        }
    }

    /// Calls `found` with where it stands in a folded text, until that says to stop.
    fn spans(&self, folded: &str, english: bool, found: &mut dyn FnMut(Range<usize>) -> bool) {
        if let Some(text) = self.plain() {
            let stem = stem(text).filter(|_| english);
            for at in word_starts(folded) {
                let rest = &folded[at..];
                // A stem is the beginning of its word: few are to be looked at closer.
                let alike = || stem.is_some_and(|(root, _)| rest.starts_with(root));
                let length = if rest.starts_with(text) {
                    text.len()
                } else if alike() && self::stem(run(rest)) == stem {
                    run(rest).len()
                } else {
                    continue;
                };
                if !found(at..at + length) {
                    return;
                }
            }
            return;
        }
        let mut after = chunks(folded);
        while let Some((first, chunk)) = after.next() {
            let mut next = after.clone();
            let mut chunk = Some((first, chunk));
            let mut end = first;
            let all = self.words.iter().all(|word| {
                let Some((at, text)) = chunk else { return false };
                chunk = next.next();
                word.is(shorten(text)).is_some_and(|length| {
                    end = at + length;
                    true
                })
            });
            if all && !found(first..end) {
                return;
            }
        }
    }

    /// Whether a folded text holds it.
    fn stands_in(&self, folded: &str, english: bool) -> bool {
        let mut there = false;
        self.spans(folded, english, &mut |_| {
            there = true;
            false
        });
        there
    }
}

/// The word that a folded text begins with.
pub(crate) fn run(folded: &str) -> &str {
    folded.split(|c: char| !is_word(c)).next().unwrap_or_default()
}

impl Terms {
    /// Reads a question.
    ///
    /// ```
    /// use mandate_trail::query::Terms;
    /// let terms = Terms::parse("Recommending -\"open data\"", true);
    /// assert!(terms.are_in(["It was recommended"].into_iter()));
    /// assert!(!terms.are_in(["It was recommended to open data"].into_iter()));
    /// ```
    pub fn parse(question: &str, english: bool) -> Terms {
        let folded = fold(question);
        let mut terms = Terms { list: Vec::new(), english };
        // A word behind which a number is that of an article or paragraph.
        let mut label: Option<&str> = None;
        let mut rest = folded.trim_start_matches(' ');
        while !rest.is_empty() {
            let minus = rest.strip_prefix('-');
            let excluded =
                minus.is_some_and(|rest| !rest.starts_with([' ', '-']) && !rest.is_empty());
            let item = minus.filter(|_| excluded).unwrap_or(rest);
            let quoted = item.strip_prefix('"').and_then(|item| item.split_once('"'));
            let (item, after) =
                quoted.unwrap_or_else(|| item.split_once(' ').unwrap_or((item, "")));
            rest = after.trim_start_matches(' ');
            if quoted.is_some() || excluded {
                let mut words: Vec<Word> = chunks(item).map(|(_, c)| word(c, How::Whole)).collect();
                if let (None, Some(last)) = (quoted, words.last_mut()) {
                    last.how = How::Begins;
                }
                terms.add(words, excluded);
                label = None;
                continue;
            }
            for (_, chunk) in chunks(item) {
                let (name, number) = labelled(chunk);
                match (name.or(label), number) {
                    (Some(label), Some(number)) => {
                        // The word alone was taken for a term of its own.
                        if name.is_none() {
                            terms.list.pop();
                        }
                        let words = vec![word(label, How::Begins), word(number, How::Number)];
                        terms.add(words, false);
                    }
                    _ => terms.add(vec![word(chunk, How::Begins)], false),
                }
                label = name.filter(|_| number.is_none());
            }
        }
        let mut once: Vec<Term> = Vec::new();
        for term in terms.list {
            if !once.contains(&term) {
                once.push(term);
            }
        }
        Terms { list: once, english }
    }

    fn add(&mut self, words: Vec<Word>, excluded: bool) {
        let term = Term { words, excluded };
        if !term.words.is_empty() {
            self.list.push(term);
        }
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether anything is asked to be there.
    pub fn seek(&self) -> bool {
        self.list.iter().any(|term| !term.excluded)
    }

    /// Whether texts hold together what is asked for and none of what must not be there: the rule
    /// that the index answers by.
    pub fn are_in<'a>(&self, texts: impl Iterator<Item = &'a str> + Clone) -> bool {
        let mut folded: Vec<_> = Vec::new();
        texts.for_each(|text| folded.push(fold(text)));
        self.list.iter().all(|term| {
            let there = folded.iter().any(|text| term.stands_in(text, self.english));
            there != term.excluded
        })
    }

    /// Whether one text, folded before, holds all that is asked for.
    pub fn are_in_folded(&self, folded: &str) -> bool {
        self.list.iter().all(|term| term.stands_in(folded, self.english) != term.excluded)
    }

    /// Where what is asked for stands in a text: ranges of bytes on character boundaries, in
    /// order, apart from each other. For highlighting.
    ///
    /// ```
    /// use mandate_trail::query::Terms;
    /// let text = "Anti‑Corrupción: résumé";
    /// let found = Terms::parse("corrup RESUME", true).matches(text);
    /// let words: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
    /// assert_eq!(words, ["Corrup", "résumé"]);
    /// ```
    pub fn matches(&self, original: &str) -> Vec<Range<usize>> {
        if !self.seek() {
            return Vec::new();
        }
        let (folded, places) = places(original);
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for term in self.list.iter().filter(|term| !term.excluded) {
            term.spans(&folded, self.english, &mut |span| {
                let at = spans.partition_point(|known| *known < (span.start, span.end));
                spans.insert(at, (span.start, span.end));
                true
            });
        }
        let mut found: Vec<Range<usize>> = Vec::new();
        for (start, end) in spans {
            // A character that begins before `start` and reaches into the word belongs to it;
            // marks after the last one belong to that.
            let first = places.partition_point(|&(folded, _)| folded <= start).saturating_sub(1);
            let after = places.partition_point(|&(folded, _)| folded < end);
            let from = places.get(first).map_or(0, |&(_, at)| at);
            let to = places.get(after).map_or(original.len(), |&(_, at)| at);
            match found.last_mut() {
                Some(last) if from <= last.end => last.end = last.end.max(to),
                _ => found.push(from..to),
            }
        }
        found
    }
}

fn word(text: &str, how: How) -> Word {
    Word { text: shorten(text).to_owned(), how }
}

/// The word for an article or a paragraph and the number behind it, as far as a piece of a
/// question has them: `art`, `12`, `para.32`.
fn labelled(chunk: &str) -> (Option<&'static str>, Option<&str>) {
    const LABELS: [(&str, &[&str]); 2] = [
        ("art", &["art", "arts", "article", "articles"]),
        ("para", &["para", "paras", "paragraph", "paragraphs"]),
    ];
    let (name, number) = chunk.split_once('.').unwrap_or((chunk, ""));
    let begins_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let label = LABELS.iter().find(|(_, names)| names.contains(&name)).map(|(label, _)| *label);
    if begins_with_digit(chunk) {
        (None, Some(chunk))
    } else if begins_with_digit(number) {
        (label, Some(number).filter(|_| label.is_some()))
    } else {
        (label.filter(|_| number.is_empty()), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The terms as `[open data] -asset 12$`: what must stand whole in brackets or before `$`.
    fn shown(question: &str) -> String {
        let word = |word: &Word| match word.how {
            How::Begins => word.text.clone(),
            How::Whole => format!("{}|", word.text),
            How::Number => format!("{}$", word.text),
        };
        let term = |term: &Term| {
            let words: Vec<_> = term.words.iter().map(word).collect();
            let minus = if term.excluded { "-" } else { "" };
            format!("{minus}{}", words.join("+"))
        };
        let terms = Terms::parse(question, true);
        terms.list.iter().map(term).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_question_is_cut_into_terms() {
        let check =
            |question: &str, expect: &str| assert_eq!(shown(question), expect, "{question}");
        check("", "");
        check(" -- \"\" … § -\"\"", "");
        check(" Open-data, (8/8)  data", "open data 8/8");
        check("\"open data", "open data");
        check("“Open data” now", "open|+data| now");
        check("\"recommended\"", "recommended|");
        check("\"anti-corruption\" \"", "anti|+corruption|");
        check("(WG.4/2019/2),", "wg.4/2019/2");
        check("7(4)", "7(4");
        check("data Data DÁTA -data –data", "data -data");
        check("-", "");
        check("- data", "data");
        check("--data", "data");
        check("data-", "data");
        check("-“open data” x", "-open|+data| x");
        check("-anti-corruption", "-anti|+corruption");
        check("art. 12", "art+12$");
        check("Article 7(4)", "art+7(4$");
        check("articles 7 8", "art+7$ 8");
        check("art.12", "art+12$");
        check("para. 32 data", "para+32$ data");
        check("paragraphs", "paragraphs");
        check("art gallery 12", "art gallery 12");
        check("art art 12", "art art+12$");
        check("article -12", "article -12");
        check("resolution 8/8", "resolution 8/8");
    }

    #[test]
    fn a_text_holds_what_is_asked_for() {
        let check = |text: &str, question: &str, expect: bool| {
            let terms = Terms::parse(question, true);
            assert_eq!(terms.are_in([text].into_iter()), expect, "{question} in {text}");
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
        // Stems.
        check("It was recommended", "recommending", true);
        check("It recommends", "recommended", true);
        check("A recommendation", "recommending", false);
        check("The parties’ reports", "party report", true);
        check("In part", "parties", false);
        check("a statement", "states", false);
        // Phrases.
        check("of open data.", "\"open data\"", true);
        check("data that is open", "\"open data\"", false);
        check("reopen data", "\"open data\"", false);
        check("open database", "\"open data\"", false);
        check("the open-data list", "\"open data\"", true);
        check("open, data", "\"open data\"", true);
        check("It was recommended", "\"recommend\"", false);
        check("resolution 8/8", "\"8\"", false);
        // What must not be there.
        check("open data", "open -data", false);
        check("open house", "open -data", true);
        check("open data", "data -\"open data\"", false);
        check("data open", "data -\"open data\"", true);
        check("the parties", "-party", false);
        check("anti-corruption", "-anti-corruption", false);
        check("anti-money", "-anti-corruption", true);
        // Articles and paragraphs.
        for question in ["art. 12", "article 12", "ART 12", "articles 12", "art.12"] {
            check("article 12", question, true);
            check("articles 12 and 13", question, true);
            check("under art. 12(2)(b).", question, true);
            check("article 120", question, false);
            check("article 1, paragraph 12", question, false);
            check("12 articles", question, false);
        }
        check("see para. 32", "paragraph 32", true);
        check("paragraph 32", "para 32", true);
        check("paragraph 329", "para 32", false);
        check("article 7(4)(b)", "article 7(4)", true);
        check("article 7(41)", "article 7(4)", false);
    }

    #[test]
    fn stems_are_for_english_alone() {
        let holds =
            |english| Terms::parse("recommending", english).are_in(["recommended"].into_iter());
        assert_eq!((holds(true), holds(false)), (true, false));
    }

    #[test]
    fn matches_are_found_in_the_original() {
        let check = |text: &str, question: &str, expect: &[&str]| {
            let found = Terms::parse(question, true).matches(text);
            let words: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(words, expect, "{question} in {text}");
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
        check("It was Recommended.", "recommending -it", &["Recommended"]);
        check("Open, open-data: open data", "\"open data\"", &["open-data", "open data"]);
        check("Articles 12(2), 13", "art. 12", &["Articles 12(2"]);
    }

    proptest! {
        #[test]
        fn matches_lie_on_boundaries_and_apart(
            text in "[a-cA-CàßæﬁÀ\u{300}\u{ad}’. (/-]{0,30}|\\PC{0,20}",
            question in "[a-cß./ \"-]{0,8}|\\PC{0,4}",
        ) {
            let terms = Terms::parse(&question, true);
            let found = terms.matches(&text);
            let folded = fold(&text);
            let there = |term: &&Term| !term.excluded && term.stands_in(&folded, true);
            prop_assert_eq!(found.is_empty(), !terms.list.iter().any(|term| there(&term)));
            let mut last = None;
            for range in found {
                prop_assert!(range.start < range.end);
                prop_assert!(last.is_none_or(|end| end < range.start));
                prop_assert!(text.get(range.clone()).is_some());
                last = Some(range.end);
            }
        }
    }
}
