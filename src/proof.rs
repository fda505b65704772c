//! What of a document's text proves what: every place of the dataset that rests on a paragraph,
//! the words quoted there, and what of the text nothing rests on.
//!
//! [`uses`] reads the dataset alone; [`Proof::new`] holds it against the text of one document.
//! Nothing wrong with either stops it: a quote that does not stand where it is said to, and a
//! paragraph that the text does not have, are listed.

use std::ops::Range;

use crate::model::{
    Action, Dataset, Document, Id, Kind, Place, Recommendation, Ref, Resolution, Session, Source,
};
use crate::text::{Block, BlockKind, Span, Text};

/// One place of the dataset that rests on a document's paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Use<'a> {
    /// The document.
    pub document: Id<Document>,
    /// The paragraph, as the dataset calls it.
    pub paragraph: &'a str,
    /// The words quoted.
    pub quote: &'a str,
    /// The record.
    pub item: Ref,
    /// Where in the record, as the rest of a JSON Pointer: `/statuses/0/sources/1`. (Counted
    /// in the dataset as it was loaded: what the loader left out does not count.)
    pub at: String,
}

/// Every use of a paragraph of any document, record by record in the file's order: the sources
/// of the record and of its provisions, links, agenda, status entries and answers; the words of
/// occurrences and of actions. Words that an occurrence says were read elsewhere are uses of
/// that place alone.
pub fn uses(dataset: &Dataset) -> Vec<Use<'_>> {
    let mut reader = Reader { item: Ref { kind: Kind::Body, index: 0 }, found: Vec::new() };
    for kind in Kind::ALL {
        for index in 0..dataset.len(kind) {
            reader.item = Ref { kind, index: index as u32 };
            let Some(entry) = dataset.entry(reader.item) else { continue };
            reader.sources("", 0, &entry.sources);
            match kind {
                Kind::Session => reader.session(&dataset.sessions[index]),
                Kind::Resolution => reader.resolution(&dataset.resolutions[index]),
                Kind::Recommendation => reader.recommendation(&dataset.recommendations[index]),
                Kind::Action => reader.action(&dataset.actions[index]),
                _ => {}
            }
        }
    }
    reader.found
}

struct Reader<'a> {
    item: Ref,
    found: Vec<Use<'a>>,
}

impl<'a> Reader<'a> {
    fn session(&mut self, record: &'a Session) {
        for (n, item) in record.agenda.iter().enumerate() {
            self.sources("/agenda", n, &item.sources);
        }
    }

    fn resolution(&mut self, record: &'a Resolution) {
        for (n, provision) in record.provisions.iter().enumerate() {
            self.sources("/provisions", n, &provision.sources);
        }
        for (n, link) in record.links.iter().enumerate() {
            self.sources("/links", n, &link.sources);
        }
    }

    fn recommendation(&mut self, record: &'a Recommendation) {
        for (n, at) in record.occurrences.iter().enumerate() {
            self.sources("/occurrences", n, &at.sources);
            if let (Some(paragraph), true) = (&at.paragraph, at.sources.is_empty()) {
                self.add(format!("/occurrences/{n}"), at.document, paragraph, &at.quote);
            }
        }
        for (n, status) in record.statuses.iter().enumerate() {
            self.sources("/statuses", n, &status.sources);
        }
    }

    fn action(&mut self, record: &'a Action) {
        if let (Some(report), Some(paragraph)) = (record.report, &record.paragraph) {
            self.add(String::new(), report, paragraph, &record.quote);
        }
        for (n, answer) in record.answers.iter().enumerate() {
            self.sources("/answers", n, &answer.sources);
        }
    }

    /// The sources of the record itself, or of an entry of one of its lists.
    fn sources(&mut self, list: &str, entry: usize, sources: &'a [Source]) {
        for (n, source) in sources.iter().enumerate() {
            if let Place::Paragraph { document, paragraph } = &source.place {
                let at = match list {
                    "" => format!("/sources/{n}"),
                    list => format!("{list}/{entry}/sources/{n}"),
                };
                self.add(at, *document, paragraph, &source.quote);
            }
        }
    }

    fn add(&mut self, at: String, document: Id<Document>, paragraph: &'a str, quote: &'a str) {
        self.found.push(Use { document, paragraph, quote, item: self.item, at });
    }
}

/// The records that rest on a document, each once, in the file's order. The document's own record
/// is none of them.
pub fn drawn(uses: &[Use<'_>], document: Id<Document>) -> Vec<Ref> {
    let mut drawn: Vec<Ref> = Vec::new();
    for of in uses.iter().filter(|of| of.document == document) {
        // The uses of a record stand together.
        if drawn.last() != Some(&of.item) && of.item != document.into() {
            drawn.push(of.item);
        }
    }
    drawn
}

/// What of a document's text proves what.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof<'a> {
    /// The document.
    pub document: Id<Document>,
    /// For each block of the text what rests on it, in the text's order.
    pub parts: Vec<Part<'a>>,
    /// Uses whose words do not stand in the paragraph that they name.
    pub misquoted: Vec<Use<'a>>,
    /// Uses that name a paragraph that the text does not have.
    pub misplaced: Vec<Use<'a>>,
    /// Parts listed as yielding no record that the text does not have, or that a record rests on.
    pub mislisted: Vec<&'a str>,
}

/// A block of the text, and what rests on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part<'a> {
    /// The records drawn from it, each once, with the words that they quote; in the file's
    /// order. A record all of whose quotes stand elsewhere has no words.
    pub drawn: Vec<Drawn>,
    /// Why no record is drawn from it, where the dataset says so.
    pub reason: Option<&'a str>,
}

/// A record drawn from a block.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The record.
    pub item: Ref,
    /// The words that it quotes; those of several quotes may overlap.
    pub spans: Vec<Span>,
}

impl Part<'_> {
    /// Whether a record rests on it.
    pub fn is_cited(&self) -> bool {
        !self.drawn.is_empty()
    }

    /// Whether it is neither cited nor listed with the reason why not.
    pub fn is_open(&self) -> bool {
        self.drawn.is_empty() && self.reason.is_none()
    }
}

/// How much of a text records rest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Numbered paragraphs that a record rests on.
    pub cited: usize,
    /// All numbered paragraphs.
    pub paragraphs: usize,
    /// Other parts that a record rests on: the header, headings, footnotes.
    pub cited_others: usize,
    /// All other parts.
    pub others: usize,
}

impl<'a> Proof<'a> {
    /// Holds the dataset against the text of one of its documents.
    pub fn new(dataset: &'a Dataset, document: Id<Document>, text: &Text) -> Proof<'a> {
        Proof::of(dataset, uses(dataset), document, text)
    }

    /// The same, where the uses are known.
    pub fn of(
        dataset: &'a Dataset,
        uses: Vec<Use<'a>>,
        document: Id<Document>,
        text: &Text,
    ) -> Proof<'a> {
        let blocks = text.blocks();
        let place = |label: &str| blocks.iter().position(|block| block.label == label);
        let mut proof = Proof {
            document,
            parts: vec![Part::default(); blocks.len()],
            misquoted: Vec::new(),
            misplaced: Vec::new(),
            mislisted: Vec::new(),
        };
        for of in uses.into_iter().filter(|of| of.document == document) {
            let Some(at) = place(of.paragraph) else {
                proof.misplaced.push(of);
                continue;
            };
            let found = blocks[at].find(of.quote);
            let drawn = &mut proof.parts[at].drawn;
            if drawn.last().is_none_or(|last| last.item != of.item) {
                drawn.push(Drawn { item: of.item, spans: Vec::new() });
            }
            match (found, drawn.last_mut()) {
                (Some(spans), Some(last)) => last.spans.extend(spans),
                _ => proof.misquoted.push(of),
            }
        }
        for listed in &dataset[document].uncited {
            match place(&listed.paragraph).map(|at| &mut proof.parts[at]) {
                Some(part) if !part.is_cited() => part.reason = Some(&listed.reason),
                _ => proof.mislisted.push(&listed.paragraph),
            }
        }
        proof
    }

    /// How much of the text records rest on.
    pub fn figures(&self, text: &Text) -> Figures {
        let mut figures = Figures::default();
        for (block, part) in text.blocks().iter().zip(&self.parts) {
            let (cited, all) = match block.kind {
                BlockKind::Paragraph => (&mut figures.cited, &mut figures.paragraphs),
                _ => (&mut figures.cited_others, &mut figures.others),
            };
            *cited += usize::from(part.is_cited());
            *all += 1;
        }
        figures
    }

    /// The blocks that no record rests on and that are not listed with a reason.
    pub fn open<'t>(&self, text: &'t Text) -> Vec<&'t str> {
        let parts = text.blocks().iter().zip(&self.parts);
        parts.filter(|(_, part)| part.is_open()).map(|(block, _)| block.label.as_str()).collect()
    }
}

/// A piece of a line, to be shown: the same records quote all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// The records that quote them, in the file's order.
    pub items: Vec<Ref>,
    /// The sign of the footnote whose mark follows them.
    pub mark: Option<&'a str>,
}

/// A line of a block in pieces: cut where a quote begins or ends, and at the marks of footnotes.
/// The pieces are the whole line.
pub fn pieces<'t>(block: &'t Block, line: usize, part: &Part<'_>) -> Vec<Piece<'t>> {
    let Some(line_of) = block.lines.get(line) else { return Vec::new() };
    let text = line_of.text.as_str();
    let quoted: Vec<(Ref, &Range<usize>)> = part
        .drawn
        .iter()
        .flat_map(|drawn| drawn.spans.iter().map(|span| (drawn.item, span)))
        .filter(|(_, span)| span.line == line)
        .map(|(item, span)| (item, &span.range))
        .collect();
    let ends = quoted.iter().flat_map(|(_, range)| [range.start, range.end]);
    let marks = line_of.marks.iter().map(|mark| mark.at);
    let cuts = crate::order::distinct(ends.chain(marks).chain([0, text.len()]));
    let mut pieces: Vec<Piece<'t>> = Vec::new();
    let mut marks = line_of.marks.iter().peekable();
    let mut from = 0;
    for to in cuts {
        let mut items: Vec<Ref> = Vec::new();
        for (item, range) in &quoted {
            if range.start <= from && to <= range.end && items.last() != Some(item) {
                items.push(*item);
            }
        }
        if let Some(text) = text.get(from..to).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text, items, mark: None });
        }
        while let Some(mark) = marks.next_if(|mark| mark.at <= to) {
            match pieces.last_mut().filter(|last| last.mark.is_none()) {
                Some(last) => last.mark = Some(&mark.sign),
                None => {
                    pieces.push(Piece { text: "", items: Vec::new(), mark: Some(&mark.sign) });
                }
            }
        }
        from = to;
    }
    pieces
}
