//! A record in → how it is cited out: as a footnote, and for programs that manage references.
//!
//! What is cited is the document that says so, with the paragraph; the page's own address comes
//! after it, because the document is the authority and the page only the way to it.

mod formats;

use crate::model::{
    Action, Dataset, Date, Day, Document, Id, Place, Recommendation, Ref, Resolution, Session,
    Source, Submission,
};
use crate::words::{self, Key, Words};

/// What a citation says, whatever its form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Citation {
    /// The record's id, which is also its key in files of references.
    pub key: String,
    /// Who issued it: a body.
    pub author: Option<String>,
    /// What it is called.
    pub title: String,
    /// The document's symbol, or a resolution's number in words.
    pub symbol: Option<String>,
    /// The document does not print that symbol: it is inferred.
    pub inferred: bool,
    /// When it was issued, adopted or held.
    pub date: Option<Date>,
    /// The paragraph, or other part.
    pub place: Option<String>,
    /// Its official address.
    pub url: Option<String>,
    /// Where the page shows the record.
    pub permalink: String,
    /// When it was looked at there.
    pub accessed: Option<Day>,
}

/// A form of citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One sentence, as the United Nations' editorial manual has footnotes: the issuer, the title
    /// in quotation marks, the symbol, the date, the paragraph.
    Footnote,
    /// RIS, which every reference manager reads.
    Ris,
    /// BibTeX.
    Bibtex,
    /// CSL-JSON.
    Csl,
}

impl Form {
    /// Every form, in the order of the page.
    pub const ALL: [Form; 4] = [Form::Footnote, Form::Ris, Form::Bibtex, Form::Csl];
}

impl Citation {
    /// How a record is cited. `language` is the reader's, for the official address; `permalink`
    /// is where the page shows it.
    pub fn of(
        words: &Words,
        dataset: &Dataset,
        item: Ref,
        language: &str,
        permalink: &str,
    ) -> Citation {
        let mut citation = Citation {
            key: dataset.entry(item).map(|entry| entry.id.clone()).unwrap_or_default(),
            title: dataset.title(item).to_owned(),
            permalink: permalink.to_owned(),
            ..Citation::default()
        };
        let body = |session: Id<Session>| dataset[dataset[session].body].name.clone();
        if let Some(id) = dataset.typed::<Document>(item) {
            citation.document(dataset, id, language);
        } else if let Some(id) = dataset.typed::<Recommendation>(item) {
            if let Some(at) = dataset[id].occurrences.first() {
                citation.document(dataset, at.document, language);
                citation.place.clone_from(&at.paragraph);
            }
        } else if let Some(id) = dataset.typed::<Action>(item) {
            let action = &dataset[id];
            match action.report {
                Some(report) => {
                    citation.document(dataset, report, language);
                    citation.place.clone_from(&action.paragraph);
                }
                None => citation.first_source(dataset, &action.entry.sources, language),
            }
        } else if let Some(id) = dataset.typed::<Resolution>(item) {
            let resolution = &dataset[id];
            citation.author = Some(body(resolution.session));
            citation.symbol = resolution
                .number
                .as_ref()
                .map(|number| words.with(Key::resolution_number, &[("number", number)]));
            citation.date = dataset.adopted(resolution);
        } else if let Some(id) = dataset.typed::<Session>(item) {
            citation.author = Some(dataset[dataset[id].body].name.clone());
            citation.date = dataset[id].date();
        } else if let Some(id) = dataset.typed::<Submission>(item) {
            let submission = &dataset[id];
            citation.title = words::heading(words, dataset, item);
            citation.author = Some(dataset[submission.state].name.clone());
            citation.date = submission.date;
            citation.url.clone_from(&submission.url);
            if let Some(document) = submission.document {
                citation.document(dataset, document, language);
            }
        } else if let Some(entry) = dataset.entry(item) {
            citation.first_source(dataset, &entry.sources, language);
        }
        citation
    }

    /// Cites a document instead.
    fn document(&mut self, dataset: &Dataset, id: Id<Document>, language: &str) {
        let document = &dataset[id];
        self.title.clone_from(&document.title);
        self.symbol.clone_from(&document.symbol);
        self.inferred = document.symbol_inferred;
        self.date = document.date;
        self.author = document.body.map(|body| dataset[body].name.clone());
        self.url = dataset.official(id, language);
    }

    /// Cites where a record comes from.
    fn first_source(&mut self, dataset: &Dataset, sources: &[Source], language: &str) {
        match sources.first().map(|source| &source.place) {
            Some(Place::Paragraph { document, paragraph }) => {
                self.document(dataset, *document, language);
                self.place = Some(paragraph.clone());
            }
            Some(Place::Web { url, .. }) => self.url = Some(url.clone()),
            None => {}
        }
    }

    /// The citation in a form.
    pub fn print(&self, words: &Words, form: Form) -> String {
        match form {
            Form::Footnote => self.footnote(words),
            Form::Ris => formats::ris(self, words),
            Form::Bibtex => formats::bibtex(self, words),
            Form::Csl => formats::csl(self, words),
        }
    }

    /// The place in words: "para. 29".
    fn place(&self, words: &Words) -> Option<String> {
        self.place.as_ref().map(|place| words::part(words, place))
    }

    /// That the symbol is inferred, where it is.
    fn doubt(&self, words: &Words) -> Option<String> {
        let inferred = self.inferred && self.symbol.is_some();
        inferred.then(|| words.get(Key::cite_inferred).to_owned())
    }

    fn footnote(&self, words: &Words) -> String {
        let mut parts: Vec<String> = self.author.iter().cloned().collect();
        parts.push(words.with(Key::cite_title, &[("title", &self.title)]));
        parts.extend(self.symbol.as_ref().map(|symbol| match self.inferred {
            true => format!("{symbol} ({})", words.get(Key::inferred)),
            false => symbol.clone(),
        }));
        parts.extend(self.date.map(|date| words::date(words, date)));
        parts.extend(self.place(words));
        let mut text = parts.join(", ");
        if let Some(url) = &self.url {
            text.push_str(&words.with(Key::cite_available, &[("url", url)]));
        }
        text.push_str(". ");
        let seen = self.accessed.map(|day| words::day(words, day)).unwrap_or_default();
        let key = if seen.is_empty() { Key::cite_shown } else { Key::cite_shown_on };
        text.push_str(&words.with(key, &[("url", &self.permalink), ("date", &seen)]));
        text
    }
}
