//! What is on the screen in → a file to take away out.
//!
//! | form | what is in it |
//! | --- | --- |
//! | [`Shown::workbook`] | a row for each recommendation, as a workbook (XLSX) |
//! | [`Form::Csv`] | the same as comma-separated values |
//! | [`Form::Json`] | the record with those recommendations alone, valid against its schema |
//! | [`Form::Brief`] | each recommendation with status, last action and citation, as Markdown |
//! | [`Form::Calendar`] | the sessions, for a calendar |
//! | [`Form::Ris`], [`Form::Bibtex`] | the documents, for a reference manager |
//!
//! A file holds exactly the rows that it is given, in their order. Each row carries its permalink,
//! and the edition of the data, the question asked and the days, because rows are copied out of
//! files.

mod brief;
mod calendar;
mod csv;
mod embed;
mod subset;
mod table;
mod workbook;

pub use embed::embed_code;

use crate::cite::{self, Citation};
use crate::model::{Dataset, Day, Document, Id, Recommendation, Ref, Session};
use crate::words::Words;
use crate::write::write;

/// A form of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated values.
    Csv,
    /// The dataset's own format.
    Json,
    /// A brief in Markdown.
    Brief,
    /// iCalendar.
    Calendar,
    /// RIS.
    Ris,
    /// BibTeX.
    Bibtex,
}

impl Form {
    /// Every form, in the order of the page.
    pub const ALL: [Form; 6] =
        [Form::Csv, Form::Json, Form::Brief, Form::Calendar, Form::Ris, Form::Bibtex];

    /// How a file's name ends, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Json => "json",
            Form::Brief => "md",
            Form::Calendar => "ics",
            Form::Ris => "ris",
            Form::Bibtex => "bib",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Form::Csv => "text/csv;charset=utf-8",
            Form::Json => "application/json",
            Form::Brief => "text/markdown;charset=utf-8",
            Form::Calendar => "text/calendar;charset=utf-8",
            Form::Ris => "application/x-research-info-systems",
            Form::Bibtex => "application/x-bibtex",
        }
    }
}

/// What is exported, and what is said of it.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The record.
    pub dataset: &'a Dataset,
    /// The words.
    pub words: &'a Words,
    /// The recommendations shown, in their order.
    pub recommendations: &'a [Id<Recommendation>],
    /// The sessions shown.
    pub sessions: &'a [Id<Session>],
    /// The documents shown.
    pub documents: &'a [Id<Document>],
    /// The day as of which they are shown.
    pub as_of: Day,
    /// The question asked, in words; empty for none.
    pub question: &'a str,
    /// Where the page shows the same.
    pub address: &'a str,
    /// Where the page shows a record, from its id.
    pub permalink: &'a dyn Fn(&str) -> String,
    /// The language of the reader, for documents' official addresses.
    pub language: &'a str,
    /// The reader's day, where it is known.
    pub today: Option<Day>,
}

impl Shown<'_> {
    /// Where the page shows a record.
    fn permalink(&self, item: Ref) -> String {
        self.dataset.entry(item).map(|entry| (self.permalink)(&entry.id)).unwrap_or_default()
    }

    /// How a record is cited.
    fn citation(&self, item: Ref) -> Citation {
        let permalink = self.permalink(item);
        let mut citation = Citation::of(self.words, self.dataset, item, self.language, &permalink);
        citation.accessed = self.today;
        citation
    }

    /// The table as a workbook, for a spreadsheet: not one of the forms, as what writes it is fetched
    /// only by who asks for it. `None` where it cannot be written.
    pub fn workbook(&self) -> Option<Vec<u8>> {
        workbook::workbook(self).ok()
    }

    /// The file of a form.
    pub fn file(&self, form: Form) -> String {
        match form {
            Form::Csv => csv::table(self),
            Form::Json => write(&subset::subset(self.dataset, self.recommendations, self.as_of)),
            Form::Brief => brief::brief(self),
            Form::Calendar => calendar::calendar(self),
            Form::Ris => self.references(cite::Form::Ris),
            Form::Bibtex => self.references(cite::Form::Bibtex),
        }
    }

    fn references(&self, form: cite::Form) -> String {
        let one = |&id: &Id<Document>| self.citation(id.into()).print(self.words, form);
        self.documents.iter().map(one).collect()
    }
}
