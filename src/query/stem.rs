//! The stem of an English word: what its plural, its past and its participle have in common.
//!
//! The rules are a part of Porter's (M. F. Porter, "An algorithm for suffix stripping", Program
//! 14 (3), 1980): steps 1a (plurals), 1b (`-ed`, `-ing`), 1c (`-y`) and 5 (`-e`, double letters).
//! They differ where they have to:
//!
//! - a stem is always the beginning of its word (letters are cut and never changed), so that all
//!   words of a stem stand side by side in a sorted list;
//! - a word whose `y` or `i` was cut is told from one that ends there: `party` and `parties` have
//!   a stem in common, `part` has another;
//! - what is cut leaves at least three or four letters, so that `noted` is not found by `not`;
//! - words made of others (`-ation`, `-ment`, `-er`) keep what makes them: a recommendation is
//!   not what is recommended.

/// A stem: the letters that it leaves of the word, and whether a `y` or `i` stood there.
pub(crate) type Stem<'a> = (&'a str, bool);

/// Longer runs of letters are no words.
const LONGEST: usize = 32;

/// The stem of a folded word; `None` where it is none of three and more letters from a to z.
pub(crate) fn stem(word: &str) -> Option<Stem<'_>> {
    let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !plain || !(3..=LONGEST).contains(&word.len()) {
        return None;
    }
    // Cut at the end, if so many letters are left.
    let cut = |word: &'_ str, end: &str, least: usize| -> Option<usize> {
        word.strip_suffix(end).map(str::len).filter(|&left| left >= least)
    };
    let mut left = word.len();
    if !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        left = cut(word, "s", 3).unwrap_or(left);
    }
    let one = &word[..left];
    let spoken = |left: usize| one[..left].bytes().any(|letter| b"aeiouy".contains(&letter));
    if one.ends_with("eed") {
        // "agreed", but not "exceed".
        let agreed = !one.ends_with("ceed");
        left = cut(one, "d", 4).filter(|_| agreed).unwrap_or(left);
    } else if let Some(at) = cut(one, "ing", 4).or_else(|| cut(one, "ed", 4)) {
        left = if spoken(at) { at } else { left };
    } else {
        // Of "noted" and "used" only the d: the rest would be another word.
        left = cut(one, "ed", 2).filter(|&at| spoken(at)).map_or(left, |at| at + 1);
    }
    left = cut(&word[..left], "e", 4).unwrap_or(left);
    let root = &word[..left];
    if let Some(at) = cut(root, "y", 3).or_else(|| cut(root, "i", 3)) {
        return Some((&word[..at], true));
    }
    // "planned" → "plann" → "plan"; "access" as well, in all its forms.
    let mut last = root.bytes().rev();
    let double = last.next() == last.next();
    Some((&word[..left - usize::from(double && left > 4)], false))
}

#[cfg(test)]
mod tests {
    use super::stem;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_word_have_a_stem_in_common() {
        for forms in [
            "recommend recommends recommended recommending",
            "policy policies",
            "party parties",
            "study studies studied studying",
            "state states stated stating",
            "measure measures measured measuring",
            "plan plans planned planning",
            "process processes processed processing",
            "agree agrees agreed agreeing",
            "exceed exceeds exceeded exceeding",
            "note notes noted",
            "urge urges urged",
            "use uses used",
            "law laws",
            "body bodies",
            "meet meets meeting meetings",
            "commit commits committed committing",
            "committee committees",
            "call calls called calling",
            "access accesses accessed accessing",
            "survey surveys surveyed surveying",
            "declare declares declared declaring",
        ] {
            let mut stems = forms.split(' ').map(|word| (word, stem(word)));
            let first = stems.next().expect(forms).1;
            assert!(first.is_some(), "{forms}");
            stems.for_each(|(word, other)| assert_eq!(other, first, "{word} of {forms}"));
        }
    }

    #[test]
    fn other_words_have_other_stems() {
        for words in [
            "part party",
            "not noted noting",
            "she shed",
            "recommend recommendation",
            "state statement status",
            "the they these",
            "string strong",
            "need new",
        ] {
            let words: Vec<_> = words.split(' ').collect();
            for (n, a) in words.iter().enumerate() {
                for b in &words[n + 1..] {
                    assert_ne!(stem(a), stem(b), "{a} {b}");
                }
            }
        }
        for word in ["", "at", "été", "8th", "State", "x-y", &"a".repeat(99)] {
            assert_eq!(stem(word), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn a_stem_begins_its_word(word in "[a-z]{0,12}(s|es|ies|ed|ing|eed|e|y|tting)?") {
            if let Some((stem, _)) = stem(&word) {
                prop_assert!(stem.len() >= 3 && word.starts_with(stem), "{} of {}", stem, word);
            } else {
                prop_assert!(word.len() < 3);
            }
        }
    }
}
