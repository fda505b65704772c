//! Where a fact comes from.

use super::{Date, Document, Id};

/// The place that proves a fact, and the words that do.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// A paragraph of a document of the record, or a public web page.
    pub place: Place,
    /// The words quoted, exactly as they stand there; ` ... ` marks a cut.
    pub quote: String,
    /// What it proves is inferred from these words rather than said by them.
    pub inferred: bool,
    /// What a reader must know of it.
    pub note: Option<String>,
}

/// Where the quoted words stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// A paragraph (or `header`, `heading III.A`, `footnote 3`) of a document.
    Paragraph {
        /// The document.
        document: Id<Document>,
        /// The paragraph's number or name.
        paragraph: String,
    },
    /// A public web page.
    Web {
        /// Its address: http or https, nothing else.
        url: String,
        /// When it was read.
        accessed: Option<Date>,
    },
}
