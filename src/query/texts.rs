//! Which texts a record is found by.
//!
//! A record is found by its own words and notes, by the words that its sources quote, by the
//! names of what it uses (topics, States, functions, addressees), and by what it refers to the
//! paper by: the number of its mandate, the symbols of its documents, `paragraph` and the
//! paragraph's number, `article` and the article's. Titles of sessions, resolutions and documents find only these: "meeting"
//! or "session" would otherwise find everything. Addresses of web pages and ids are no texts.

use crate::model::record::Entry;
use crate::model::{
    Action, Dataset, Document, Function, Id, Kind, Place, Recommendation, Ref, Resolution, Session,
    Source, Submission, Topic,
};

/// The kinds whose records are found by text, in the order in which the index holds them.
/// Other kinds are names, and are found under the records that use them.
pub const SEARCHED: [Kind; 6] = [
    Kind::Recommendation,
    Kind::Action,
    Kind::Submission,
    Kind::Session,
    Kind::Resolution,
    Kind::Document,
];

/// A text that a record is found by. A term must stand within one.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// A word that belongs before it: of the paragraph `32`, `paragraph`. Mostly empty.
    pub label: &'static str,
    /// The text.
    pub text: &'a str,
    /// Whether the record goes by it: what is found in it counts for more.
    pub heading: bool,
}

/// Calls `visit` with each text that the record is found by; with none where it is of a kind
/// that is not searched.
pub fn texts<'a>(dataset: &'a Dataset, item: Ref, visit: &mut dyn FnMut(Passage<'a>)) {
    let mut reader = Reader { dataset, visit };
    match item.kind {
        Kind::Recommendation => reader.record(item, Reader::recommendation),
        Kind::Action => reader.record(item, Reader::action),
        Kind::Submission => reader.record(item, Reader::submission),
        Kind::Session => reader.record(item, Reader::session),
        Kind::Resolution => reader.record(item, Reader::resolution),
        Kind::Document => reader.record(item, Reader::document),
        Kind::Body | Kind::State | Kind::Addressee | Kind::Function | Kind::Topic => {}
    }
}

struct Reader<'a, 'v> {
    dataset: &'a Dataset,
    visit: &'v mut dyn FnMut(Passage<'a>),
}

impl<'a> Reader<'a, '_> {
    fn record<T: crate::model::Row + 'a>(&mut self, item: Ref, read: fn(&mut Self, &'a T)) {
        if let Some(record) = T::rows(self.dataset).get(item.index as usize) {
            self.entry(record.entry());
            read(self, record);
        }
    }

    fn add(&mut self, text: &'a str) {
        (self.visit)(Passage { label: "", text, heading: false });
    }

    fn heading(&mut self, text: &'a str) {
        (self.visit)(Passage { label: "", text, heading: true });
    }

    fn labelled(&mut self, label: &'static str, text: &'a str) {
        (self.visit)(Passage { label, text, heading: false });
    }

    fn articles(&mut self, articles: &'a [String]) {
        articles.iter().for_each(|article| self.labelled("article", article));
    }

    fn each(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        texts.into_iter().for_each(|text| self.add(text));
    }

    fn entry(&mut self, entry: &'a Entry) {
        self.each(entry.note.iter().chain(&entry.conflict));
        self.each(entry.caveats.iter().map(|caveat| &caveat.text));
        self.sources(&entry.sources);
    }

    fn sources(&mut self, sources: &'a [Source]) {
        for source in sources {
            self.add(&source.quote);
            self.each(&source.note);
            if let Place::Paragraph { document, paragraph } = &source.place {
                self.paragraph(*document, Some(paragraph));
            }
        }
    }

    fn paragraph(&mut self, document: Id<Document>, paragraph: Option<&'a str>) {
        self.each(&self.dataset[document].symbol);
        if let Some(paragraph) = paragraph {
            self.labelled("paragraph", paragraph);
        }
    }

    fn recommendation(&mut self, record: &'a Recommendation) {
        self.heading(&record.title);
        self.add(&record.verb);
        self.each(record.addressees.iter().map(|&id| &self.dataset[id].name));
        if let Some((function, _)) = record.function {
            self.function(function);
        }
        self.topics(&record.topics);
        self.articles(&record.articles);
        if let Some(mandate) = record.mandate {
            self.each(&self.dataset[mandate].number);
        }
        for occurrence in &record.occurrences {
            self.add(&occurrence.quote);
            self.each(
                [&occurrence.section, &occurrence.paraphrase, &occurrence.note]
                    .into_iter()
                    .flatten(),
            );
            self.paragraph(occurrence.document, occurrence.paragraph.as_deref());
            self.sources(&occurrence.sources);
        }
        for status in &record.statuses {
            self.add(&status.reason);
            self.sources(&status.sources);
        }
    }

    fn action(&mut self, record: &'a Action) {
        self.heading(&record.title);
        self.add(&record.kind);
        self.add(&record.quote);
        self.each(&record.paraphrase);
        if let Some(report) = record.report {
            self.paragraph(report, record.paragraph.as_deref());
        }
        for &resolution in &record.resolutions {
            self.each(&self.dataset[resolution].number);
        }
        self.each(record.actors.iter().chain(&record.partners).chain(&record.region));
        self.each(record.states.iter().map(|&id| &self.dataset[id].name));
        if let Some(function) = record.function {
            self.function(function);
        }
        for answer in &record.answers {
            self.each(&answer.reason);
            self.sources(&answer.sources);
        }
    }

    fn submission(&mut self, record: &'a Submission) {
        self.heading(&self.dataset[record.state].name);
        self.each([&record.round, &record.subject, &record.kind].into_iter().flatten());
        self.articles(&record.articles);
        self.topics(&record.topics);
        if let Some(document) = record.document {
            self.each(&self.dataset[document].symbol);
        }
    }

    fn session(&mut self, record: &'a Session) {
        self.heading(&record.title);
        self.add(&record.label);
        self.each(record.city.iter().chain(&record.state).chain(&record.form));
        self.each(record.joint_with.iter().chain(&record.chair).chain(&record.attendance));
        for item in &record.agenda {
            self.add(&item.title);
            self.each(&item.note);
            self.articles(&item.articles);
            self.topics(&item.topics);
            self.sources(&item.sources);
        }
        let body = &self.dataset[record.body];
        self.add(&body.name);
        self.add(&body.short);
    }

    fn resolution(&mut self, record: &'a Resolution) {
        let number = record.number.as_deref().unwrap_or_default();
        (self.visit)(Passage { label: "resolution", text: number, heading: true });
        record.title.iter().chain(&record.subject).for_each(|text| self.heading(text));
        self.articles(&record.articles);
        self.each(&record.sponsors);
        for provision in &record.provisions {
            self.add(&provision.text);
            self.sources(&provision.sources);
        }
        for link in &record.links {
            self.sources(&link.sources);
        }
    }

    fn document(&mut self, record: &'a Document) {
        record.symbol.iter().chain([&record.title]).for_each(|text| self.heading(text));
        self.add(&record.kind);
        if let Some(body) = record.body {
            self.add(&self.dataset[body].name);
        }
    }

    fn function(&mut self, id: Id<Function>) {
        let function = &self.dataset[id];
        self.add(&function.label);
        self.add(&function.title);
    }

    fn topics(&mut self, ids: &'a [Id<Topic>]) {
        for &id in ids {
            let topic = &self.dataset[id];
            self.add(&topic.title);
            self.articles(&topic.articles);
        }
    }
}
