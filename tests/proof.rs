//! Every word of the record stands where it is said to stand, and every part of the bundled text
//! is the source of a record or listed with the reason why not.

#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests fail by panicking, too.

mod bundled;

use std::collections::BTreeSet;

use mandate_trail::load::load;
use mandate_trail::model::{Dataset, Document, Id, Ref};
use mandate_trail::proof::{Figures, Proof, Use, drawn, pieces, uses};
use mandate_trail::text::{BlockKind, Text};

fn dataset() -> Dataset {
    load(&bundled::bundled()).dataset.expect("the bundled record loads")
}

fn place(dataset: &Dataset, of: &Use<'_>) -> String {
    let id = dataset.entry(of.item).map_or("", |entry| &entry.id);
    format!("{id}{}: {} {:?}", of.at, of.paragraph, of.quote)
}

#[test]
fn every_quote_stands_word_for_word_in_its_paragraph() {
    let dataset = dataset();
    let texts = bundled::texts(&dataset);
    assert!(!texts.is_empty(), "no text is bundled");
    for (document, text) in &texts {
        let proof = Proof::new(&dataset, *document, text);
        let say = |of: &Vec<Use<'_>>| of.iter().map(|of| place(&dataset, of)).collect::<Vec<_>>();
        let (misquoted, misplaced) = (say(&proof.misquoted), say(&proof.misplaced));
        assert!(misquoted.is_empty(), "not in its paragraph:\n{}", misquoted.join("\n"));
        assert!(misplaced.is_empty(), "no such paragraph:\n{}", misplaced.join("\n"));
    }
}

#[test]
fn every_part_of_a_text_is_cited_or_listed() {
    let dataset = dataset();
    for (document, text) in bundled::texts(&dataset) {
        let proof = Proof::new(&dataset, document, &text);
        let open = proof.open(&text);
        assert!(open.is_empty(), "neither cited nor listed: {open:?}");
        assert!(proof.mislisted.is_empty(), "listed, but cited or not there: {:?}", {
            &proof.mislisted
        });
        let Figures { cited, paragraphs, .. } = proof.figures(&text);
        assert!(cited * 10 > paragraphs * 9, "{cited} of {paragraphs} paragraphs");
    }
}

#[test]
fn the_text_is_the_whole_paper() {
    let dataset = dataset();
    let paper = dataset.find("background-paper-2020").expect("the paper");
    let (_, text) = bundled::texts(&dataset)
        .into_iter()
        .find(|(id, _)| Ref::from(*id) == paper)
        .expect("its text");
    let of = |kind: BlockKind| text.blocks().iter().filter(move |block| block.kind == kind);
    let numbers: Vec<String> = of(BlockKind::Paragraph).map(|b| b.label.clone()).collect();
    assert_eq!(numbers, (1..=55).map(|n| n.to_string()).collect::<Vec<_>>());
    assert_eq!(of(BlockKind::Footnote).count(), 5);
    assert_eq!(of(BlockKind::Header).count(), 1);
    assert_eq!((1..=3).map(|n| of(BlockKind::Heading(n)).count()).sum::<usize>(), 3 + 4 + 8);
    for note in of(BlockKind::Footnote) {
        let sign = note.label.strip_prefix("footnote ").expect("a sign");
        assert!(text.marked_in(sign).is_some(), "{}: no mark leads to it", note.label);
    }
    assert_eq!(text.block("2").map(|block| block.lines.len()), Some(5));
}

/// Whether the checks above would fail: something is misquoted, or a part is open.
fn fails(dataset: &Dataset, uses: Vec<Use<'_>>, of: &(Id<Document>, Text)) -> bool {
    let proof = Proof::of(dataset, uses, of.0, &of.1);
    !proof.misquoted.is_empty() || !proof.misplaced.is_empty() || !proof.open(&of.1).is_empty()
}

#[test]
fn an_altered_quote_is_told() {
    let dataset = dataset();
    for of in bundled::texts(&dataset) {
        let all: Vec<Use<'_>> = uses(&dataset).into_iter().filter(|u| u.document == of.0).collect();
        assert!(all.len() > 100, "these are not the uses");
        assert!(!fails(&dataset, all.clone(), &of));
        for (n, one) in all.iter().enumerate() {
            // Its longest word loses its last letter; and gets one.
            let word = one.quote.split_whitespace().max_by_key(|word| word.len()).expect("words");
            let mut shorter = word.to_owned();
            let last = shorter.pop().expect("a letter");
            let doubled = format!("{word}{}", if last.is_alphanumeric() { last } else { 'x' });
            for other in [shorter.as_str(), &doubled] {
                // Without its full stop a quote is still one.
                if other == shorter && !last.is_alphanumeric() {
                    continue;
                }
                let quote = one.quote.replacen(word, other, 1);
                let proof =
                    Proof::of(&dataset, vec![Use { quote: &quote, ..one.clone() }], of.0, &of.1);
                let altered = place(&dataset, &Use { quote: &quote, ..one.clone() });
                assert_eq!(proof.misquoted.len(), 1, "not told: {n} {altered}");
            }
        }
    }
}

#[test]
fn a_record_that_goes_leaves_its_paragraph_open() {
    let dataset = dataset();
    let all = uses(&dataset);
    for of in bundled::texts(&dataset) {
        let proof = Proof::new(&dataset, of.0, &of.1);
        let mut alone = 0;
        for (block, part) in of.1.blocks().iter().zip(&proof.parts).filter(|(_, p)| p.is_cited()) {
            let gone: BTreeSet<Ref> = part.drawn.iter().map(|drawn| drawn.item).collect();
            let rest = all.iter().filter(|u| !gone.contains(&u.item)).cloned().collect();
            let open = Proof::of(&dataset, rest, of.0, &of.1);
            assert!(open.open(&of.1).contains(&block.label.as_str()), "{}", block.label);
            alone += usize::from(gone.len() == 1);
        }
        // Of some paragraphs one record is all: without it the check fails.
        assert!(alone > 0, "each paragraph has several records");
    }
}

#[test]
fn each_line_is_shown_whole_and_marked_where_it_is_quoted() {
    let dataset = dataset();
    for (document, text) in bundled::texts(&dataset) {
        let proof = Proof::new(&dataset, document, &text);
        let mut marks = 0;
        for (block, part) in text.blocks().iter().zip(&proof.parts) {
            let mut quoted: BTreeSet<Ref> = BTreeSet::new();
            for (n, line) in block.lines.iter().enumerate() {
                let pieces = pieces(block, n, part);
                let whole: String = pieces.iter().map(|piece| piece.text).collect();
                assert_eq!(whole, line.text);
                let signs: Vec<&str> = pieces.iter().filter_map(|piece| piece.mark).collect();
                assert_eq!(signs, line.marks.iter().map(|m| &m.sign[..]).collect::<Vec<_>>());
                marks += signs.len();
                quoted.extend(pieces.iter().flat_map(|piece| &piece.items));
            }
            let drawn: BTreeSet<Ref> = part.drawn.iter().map(|drawn| drawn.item).collect();
            assert_eq!(quoted, drawn, "{}", block.label);
        }
        assert_eq!(marks, 5);
        let records = drawn(&uses(&dataset), document);
        let distinct: BTreeSet<Ref> = records.iter().copied().collect();
        assert_eq!(distinct.len(), records.len(), "each once");
        assert!(records.len() > 100);
    }
}
