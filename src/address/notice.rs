//! What of an address could not be honoured.

use crate::model::Point;

/// One thing of an address that the page could not honour: data, which [`crate::words`] puts
/// into a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The parameter has a value that the page or this dataset does not have. It is kept in
    /// the address and left out of the question.
    Unknown {
        /// `view`, `show`, `group`, `sort`, `document`, `paragraph`, `item` or the key of a facet.
        parameter: &'static str,
        /// The value given.
        value: String,
        /// The one that may have been meant.
        nearest: Option<String>,
    },
    /// The document is in the record, but its text is not. It is kept in the address.
    NoText {
        /// The document's id, as given.
        document: String,
    },
    /// The value is not a date. It is kept in the address; the window stays open on that side, the
    /// record is shown as the dataset has it.
    NotADate {
        /// `from`, `to` or `asof`.
        parameter: &'static str,
        /// The value given.
        value: String,
    },
    /// The time window ends before it begins, and is left to the view.
    Reversed {
        /// Where it would begin.
        from: Point,
        /// Where it would end.
        to: Point,
    },
    /// A parameter that has one value was given again with another, which counts.
    Repeated {
        /// The parameter.
        parameter: &'static str,
        /// The value that does not count.
        value: String,
    },
    /// A parameter of the address that this edition of the page cannot honour yet. It is kept in
    /// the address.
    NotYet {
        /// The parameter.
        parameter: String,
        /// The value given.
        value: String,
    },
}
