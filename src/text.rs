//! The text of a document that is bundled with the record: its blocks, and where words stand in
//! them.
//!
//! A text is a file of blocks with an empty line between them. A block begins with its label in
//! square brackets, which is what a source calls it: `[29] The Working Group …`, `[header]`,
//! `[heading III.A]`, `[footnote 3]`. A block without a label continues the one before, as a
//! line of its own. A footnote's mark is written `[^3]`. There is no other mark-up.

use std::ops::Range;

/// A text in its blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    blocks: Vec<Block>,
}

/// A part of a text that has a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What a source calls it: `29`, `header`, `heading III.A`, `footnote *`.
    pub label: String,
    /// What it is.
    pub kind: BlockKind,
    /// Its lines; at least one, none empty.
    pub lines: Vec<Line>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// What stands above the text: whose document, when, its title.
    Header,
    /// A heading; 1 for `heading III`, 2 for `heading III.A`, one more for what stands under
    /// such a heading and has words of its own, as `heading III.A Action taken`.
    Heading(u8),
    /// A numbered paragraph.
    Paragraph,
    /// A footnote.
    Footnote,
}

/// A line of a block: its words, and the marks of footnotes between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words, without the marks.
    pub text: String,
    /// The marks, in order.
    pub marks: Vec<Mark>,
}

/// The mark of a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where in the line's text it stands, in bytes.
    pub at: usize,
    /// The sign: `3`, `*`. The footnote's label is `footnote 3`.
    pub sign: String,
}

/// Some words of a block: a range of bytes of one of its lines, on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which line, from 0.
    pub line: usize,
    /// Where in its text.
    pub range: Range<usize>,
}

/// Why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub flaw: Flaw,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// There is no block at all.
    Empty,
    /// The first block has no label: it needs one, in square brackets.
    NoLabel,
    /// The label is none of `header`, a number, `heading …`, `footnote …`.
    UnknownLabel(String),
    /// Another block has the same label; labels are unique.
    RepeatedLabel(String),
    /// The label stands alone: its words belong on the same line.
    NoWords(String),
    /// The line follows another without an empty line between: a block is one line.
    NotSeparated,
    /// No footnote has this sign: one with the label `footnote …` is needed.
    UnknownNote(String),
}

/// What every footnote's label begins with.
const FOOTNOTE: &str = "footnote ";

impl Text {
    /// Reads a text. Stops at the first thing that is wrong with it.
    ///
    /// ```
    /// use mandate_trail::text::Text;
    /// let text = Text::parse("[1] “Data”[^1] for all.\n\n[footnote 1] See below.").unwrap();
    /// assert_eq!(text.blocks()[0].lines[0].text, "“Data” for all.");
    /// assert!(text.find("1", "\"Data\" for all").is_some());
    /// ```
    pub fn parse(text: &str) -> Result<Text, Malformed> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut after_words = false;
        // Where each mark was read, to tell of one that leads nowhere.
        let mut marked: Vec<(usize, String)> = Vec::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (n, line) in text.lines().enumerate() {
            let at = n + 1;
            let wrong = |flaw| Err(Malformed { line: at, flaw });
            let line = line.trim();
            if line.is_empty() {
                after_words = false;
                continue;
            }
            if after_words {
                return wrong(Flaw::NotSeparated);
            }
            after_words = true;
            // A line may begin with a footnote's mark, which is no label.
            let label = line.strip_prefix('[').filter(|rest| !rest.starts_with('^'));
            let words = match label.and_then(|rest| rest.split_once(']')) {
                Some((label, words)) => {
                    let Some(kind) = BlockKind::of(label) else {
                        return wrong(Flaw::UnknownLabel(label.to_owned()));
                    };
                    if blocks.iter().any(|block| block.label == label) {
                        return wrong(Flaw::RepeatedLabel(label.to_owned()));
                    }
                    if words.trim().is_empty() {
                        return wrong(Flaw::NoWords(label.to_owned()));
                    }
                    blocks.push(Block { label: label.to_owned(), kind, lines: Vec::new() });
                    words.trim()
                }
                None => line,
            };
            let Some(block) = blocks.last_mut() else { return wrong(Flaw::NoLabel) };
            let line = Line::parse(words);
            marked.extend(line.marks.iter().map(|mark| (at, mark.sign.clone())));
            block.lines.push(line);
        }
        let text = Text { blocks };
        if text.blocks.is_empty() {
            return Err(Malformed { line: 1, flaw: Flaw::Empty });
        }
        let lost = marked.into_iter().find(|(_, sign)| text.footnote(sign).is_none());
        match lost {
            Some((line, sign)) => Err(Malformed { line, flaw: Flaw::UnknownNote(sign) }),
            None => Ok(text),
        }
    }

    /// The blocks, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The block of a label.
    pub fn block(&self, label: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.label == label)
    }

    /// The footnote of a mark's sign.
    pub fn footnote(&self, sign: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.label.strip_prefix(FOOTNOTE) == Some(sign))
    }

    /// The block and the line in which a footnote's mark stands, for the way back.
    pub fn marked_in(&self, sign: &str) -> Option<&Block> {
        let has = |line: &Line| line.marks.iter().any(|mark| mark.sign == sign);
        self.blocks.iter().find(|block| block.lines.iter().any(has))
    }

    /// Where the words of a quote stand in the block of a label: see [`Block::find`].
    pub fn find(&self, label: &str, quote: &str) -> Option<Vec<Span>> {
        self.block(label)?.find(quote)
    }
}

impl BlockKind {
    fn of(label: &str) -> Option<BlockKind> {
        if label == "header" {
            return Some(BlockKind::Header);
        }
        if !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(BlockKind::Paragraph);
        }
        let named = |name: &str| name.trim() == name && !name.is_empty();
        if let Some(name) = label.strip_prefix("heading ").filter(|name| named(name)) {
            let (number, words) = name.split_once(' ').unwrap_or((name, ""));
            let dots = number.bytes().filter(|byte| *byte == b'.').count();
            let level = 1 + dots.min(8) as u8 + u8::from(!words.is_empty());
            return Some(BlockKind::Heading(level));
        }
        label.strip_prefix(FOOTNOTE).filter(|name| named(name)).map(|_| BlockKind::Footnote)
    }
}

impl Line {
    /// Takes the marks of footnotes out of a line.
    fn parse(words: &str) -> Line {
        let mut line = Line { text: String::with_capacity(words.len()), marks: Vec::new() };
        let mut rest = words;
        while let Some((before, after)) = rest.split_once("[^") {
            let Some((sign, after)) = after.split_once(']') else { break };
            line.text.push_str(before);
            line.marks.push(Mark { at: line.text.len(), sign: sign.to_owned() });
            rest = after;
        }
        line.text.push_str(rest);
        line
    }
}

/// What stands between the pieces of a quote where words are left out.
const CUT: &str = " ... ";

impl Block {
    /// Where the words of a quote stand, a span or more for each line that they touch: word for
    /// word, but for white space, the shapes of quotation marks, apostrophes and dashes, and the
    /// marks of footnotes. ` ... ` stands for words left out; the pieces must follow each other.
    /// `None` where the words do not stand there.
    ///
    /// The spans are in order and apart from each other.
    pub fn find(&self, quote: &str) -> Option<Vec<Span>> {
        let letters = self.letters();
        let mut spans: Vec<Span> = Vec::new();
        let mut from = 0;
        for piece in quote.trim().split(CUT) {
            let piece = folded(piece);
            let at = position(&letters, &piece, from)?;
            from = at + piece.len();
            for letter in letters.get(at..from).unwrap_or_default() {
                match spans.last_mut() {
                    // Pieces that follow each other directly make one span: nothing is between.
                    Some(last) if last.line == letter.line && last.range.end >= letter.start => {
                        last.range.end = letter.end;
                    }
                    // What is between two lines is none of either.
                    _ if letter.start == letter.end => {}
                    _ => {
                        spans.push(Span { line: letter.line, range: letter.start..letter.end });
                    }
                }
            }
        }
        Some(spans)
    }

    /// Its characters as they are compared, with where they stand; a space between two lines.
    fn letters(&self) -> Vec<Letter> {
        let mut letters: Vec<Letter> = Vec::new();
        for (line, Line { text, .. }) in self.lines.iter().enumerate() {
            if letters.last().is_some_and(|last| last.c != ' ') {
                letters.push(Letter { c: ' ', line, start: 0, end: 0 });
            }
            for (start, c) in text.char_indices() {
                let (c, end) = (plain(c), start + c.len_utf8());
                match letters.last_mut() {
                    Some(last) if c == ' ' && last.c == ' ' => {
                        // What stands between two lines is of neither.
                        if last.line == line && last.start < last.end {
                            last.end = end;
                        }
                    }
                    _ => letters.push(Letter { c, line, start, end }),
                }
            }
        }
        letters
    }
}

/// A character as it is compared, and where it stands in a line.
struct Letter {
    c: char,
    line: usize,
    start: usize,
    end: usize,
}

/// A character as it is compared: any white space as a space, typographic signs as plain ones.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// A piece of a quote as it is compared.
fn folded(piece: &str) -> Vec<char> {
    let mut folded: Vec<char> = Vec::with_capacity(piece.len());
    for c in piece.trim().chars().map(plain) {
        if c != ' ' || folded.last() != Some(&' ') {
            folded.push(c);
        }
    }
    folded
}

/// Where a piece stands from a place on, as whole words; nowhere where there is nothing in it.
fn position(letters: &[Letter], piece: &[char], from: usize) -> Option<usize> {
    let (first, last) = (*piece.first()?, *piece.last()?);
    // What stands beside a word must not be of the word.
    let apart = |at: Option<usize>, edge: char| {
        let beside = at.and_then(|at| letters.get(at));
        !edge.is_alphanumeric() || beside.is_none_or(|letter| !letter.c.is_alphanumeric())
    };
    let end = letters.len().checked_sub(piece.len())?;
    (from..=end).find(|&at| {
        let here = letters.iter().skip(at).map(|letter| letter.c);
        here.zip(piece).all(|(c, wanted)| c == *wanted)
            && apart(at.checked_sub(1), first)
            && apart(Some(at + piece.len()), last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAMPLE: &str = "[header] The Body\n\n20 April[^*]\n\n\n[heading I] I. What\n\n\
        [heading I.A Action taken] Action taken\n\n\
        [1] It said “open –\tdata”.[^1] It’s open data.\n\n(a) one;\n\n(b) two.\n\n\
        [footnote *] A.\n\n[footnote 1] B.\n";

    fn sample() -> Text {
        Text::parse(SAMPLE).expect("sound")
    }

    fn words(text: &Text, label: &str, quote: &str) -> Option<Vec<String>> {
        let block = text.block(label).expect("a block");
        let spans = text.find(label, quote)?;
        Some(spans.into_iter().map(|s| block.lines[s.line].text[s.range].to_owned()).collect())
    }

    #[test]
    fn a_text_is_read_in_blocks() {
        let text = sample();
        let blocks: Vec<_> =
            text.blocks().iter().map(|b| (b.label.as_str(), b.kind, b.lines.len())).collect();
        assert_eq!(
            blocks,
            [
                ("header", BlockKind::Header, 2),
                ("heading I", BlockKind::Heading(1), 1),
                ("heading I.A Action taken", BlockKind::Heading(3), 1),
                ("1", BlockKind::Paragraph, 3),
                ("footnote *", BlockKind::Footnote, 1),
                ("footnote 1", BlockKind::Footnote, 1),
            ]
        );
        let line = &text.block("1").expect("1").lines[0];
        assert_eq!(line.text, "It said “open –\tdata”. It’s open data.");
        assert_eq!(line.marks[0].sign, "1");
        assert!(line.text[..line.marks[0].at].ends_with('.'));
        assert_eq!(text.footnote("*").map(|b| b.label.as_str()), Some("footnote *"));
        assert_eq!(text.marked_in("*").map(|b| b.label.as_str()), Some("header"));
        assert_eq!(text.marked_in("2"), None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let check = |text: &str, line, flaw| {
            assert_eq!(Text::parse(text), Err(Malformed { line, flaw }), "{text}");
        };
        check("", 1, Flaw::Empty);
        check("\n \n", 1, Flaw::Empty);
        check("\nwords", 2, Flaw::NoLabel);
        check("[x] a", 1, Flaw::UnknownLabel("x".into()));
        check("[heading ] a", 1, Flaw::UnknownLabel("heading ".into()));
        check("[1] a\n\n[1] b", 3, Flaw::RepeatedLabel("1".into()));
        check("[1] a\n\n[2] ", 3, Flaw::NoWords("2".into()));
        check("[1] a\nb", 2, Flaw::NotSeparated);
        check("[1] a\n\n[2] b[^3]", 3, Flaw::UnknownNote("3".into()));
    }

    #[test]
    fn a_quote_is_found_word_for_word() {
        let text = sample();
        let check = |label, quote, expect: Option<&[&str]>| {
            let found = words(&text, label, quote);
            let expect = expect.map(|e| e.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
            assert_eq!(found, expect, "{quote}");
        };
        check("1", "It said \"open - data\". It's", Some(&["It said “open –\tdata”. It’s"]));
        check("1", "It said ... open data", Some(&["It said", "open data"]));
        check("1", "open data. (a) one; (b)", Some(&["open data.", "(a) one;", "(b)"]));
        check("1", "  one; ", Some(&["one;"]));
        check("1", "It said ... “open", Some(&["It said", "“open"]));
        check("1", "open data ... It said", None);
        check("1", "pen data", None);
        check("1", "It said “open data”", None);
        check("1", "it said", None);
        check("1", "", None);
        check("1", "It said ...  ... data", None);
        check("1", "It said ...", None);
        check("header", "The Body 20 April", Some(&["The Body", "20 April"]));
        assert_eq!(text.find("2", "It said"), None);
    }

    /// The words of a line, to be quoted in part.
    fn line() -> impl Strategy<Value = String> {
        prop::collection::vec("[a-c“’é–]{1,4}|\\[\\^1\\]|[a-c]{1,3}\\[\\^1\\]", 1..12)
            .prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn any_words_of_a_paragraph_are_found(
            lines in prop::collection::vec(line(), 1..4),
            from in 0..9_usize,
            many in 1..9_usize,
            cut in 0..9_usize,
        ) {
            let text = format!("[1] x {}\n\n[footnote 1] y", lines.join("\n\n"));
            let text = Text::parse(&text).expect("sound");
            let block = text.block("1").expect("it");
            let all: Vec<&str> =
                block.lines.iter().flat_map(|l| l.text.split_whitespace()).collect();
            let from = from % all.len();
            let some = &all[from..all.len().min(from + many)];
            let (a, b) = some.split_at(cut % some.len());
            let quote = [a.join("  "), b.join("\n")];
            let quote = if a.is_empty() { quote[1].clone() } else { quote.join(CUT) };
            let spans = block.find(&quote.replace('“', "\"").replace('’', "'"));
            let spans = spans.expect("its own words");
            let mut last = (0, 0);
            for Span { line, range } in &spans {
                let found = block.lines[*line].text.get(range.clone());
                prop_assert!(found.is_some_and(|words| !words.is_empty()));
                prop_assert!((*line, range.start) >= last);
                last = (*line, range.end);
            }
            let found: Vec<&str> = spans
                .iter()
                .flat_map(|s| block.lines[s.line].text[s.range.clone()].split_whitespace())
                .collect();
            // Pieces may also stand elsewhere, closer together.
            let between = if a.is_empty() { " " } else { "" };
            prop_assert_eq!(found.join(between), some.join(between));
        }

        #[test]
        fn a_changed_word_is_not_found(
            line in line(),
            at in 0..9_usize,
            other in "[d-f]{1,5}",
        ) {
            let text = format!("[1] x {line}\n\n[footnote 1] y");
            let text = Text::parse(&text).expect("sound");
            let block = text.block("1").expect("it");
            let mut all: Vec<&str> = block.lines[0].text.split_whitespace().collect();
            let at = at % all.len();
            all[at] = &other;
            prop_assert_eq!(block.find(&all.join(" ")), None);
            // Nor is one that is only the beginning of a word.
            prop_assert_eq!(block.find(&format!("x{other}")), None);
        }

        #[test]
        fn any_text_is_read_or_refused(
            text in "(\\[(header|[0-9]|heading I|footnote 1|\\^1|x)\\]?|[ab “\n]|\n\n|\\PC)*",
            quote in "([ab “]| \\.\\.\\. )*",
        ) {
            if let Ok(text) = Text::parse(&text) {
                for block in text.blocks() {
                    prop_assert!(!block.lines.is_empty());
                    block.find(&quote);
                }
            }
        }
    }
}
