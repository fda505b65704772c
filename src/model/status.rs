//! The status of a recommendation: always a reading of a report, at a date.

use super::{Action, Date, Id, Source};

/// What a report in the record says of a recommendation. The rules for reading each are in
/// `docs/record.md` and on the page's About view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// An explicit link shows that all of what was asked has been done.
    Implemented,
    /// An explicit link shows that part of it has been done.
    PartlyImplemented,
    /// A one-off request on which explicit work has begun.
    UnderImplementation,
    /// A standing request that the report shows being carried out; it cannot be finished.
    Continuing,
    /// A report covers it and nothing in it answers it.
    NoActionReported,
    /// A later decision replaced it, or it has lapsed.
    OvertakenByEvents,
    /// No report in the record covers it.
    NotAssessed,
}

impl Status {
    /// Every status, in the order in which the page lists them.
    pub const ALL: [Status; 7] = [
        Status::Implemented,
        Status::PartlyImplemented,
        Status::UnderImplementation,
        Status::Continuing,
        Status::NoActionReported,
        Status::OvertakenByEvents,
        Status::NotAssessed,
    ];

    /// The word in the dataset's file.
    pub fn key(self) -> &'static str {
        match self {
            Status::Implemented => "implemented",
            Status::PartlyImplemented => "partly implemented",
            Status::UnderImplementation => "under implementation",
            Status::Continuing => "continuing",
            Status::NoActionReported => "no action reported",
            Status::OvertakenByEvents => "overtaken by events",
            Status::NotAssessed => "not assessed",
        }
    }

    /// The word in an address and in the names of style classes.
    pub fn slug(self) -> &'static str {
        match self {
            Status::Implemented => "implemented",
            Status::PartlyImplemented => "partly-implemented",
            Status::UnderImplementation => "under-implementation",
            Status::Continuing => "continuing",
            Status::NoActionReported => "no-action-reported",
            Status::OvertakenByEvents => "overtaken-by-events",
            Status::NotAssessed => "not-assessed",
        }
    }

    /// Every status that the dataset's file may have, with its word there: "not assessed" is what
    /// a recommendation without an entry is, and is never written.
    pub fn written() -> Vec<(&'static str, Status)> {
        let written = Status::ALL.into_iter().filter(|&status| status != Status::NotAssessed);
        written.map(|status| (status.key(), status)).collect()
    }

    /// Whether only an explicit link can carry it.
    pub fn needs_proof(self) -> bool {
        matches!(self, Status::Implemented | Status::PartlyImplemented)
    }
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The source uses a status word of its own.
    Stated,
    /// The editors read it from what the source reports.
    Read,
}

impl Basis {
    /// Both with their words in the dataset's file.
    pub const ALL: [(&'static str, Basis); 2] = [("stated", Basis::Stated), ("read", Basis::Read)];
}

/// One entry of a recommendation's status history.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusEntry {
    /// The date of the report that it rests on.
    pub date: Date,
    /// The status read.
    pub status: Status,
    /// Whether the source states it or the editors read it.
    pub basis: Basis,
    /// Why, in one line.
    pub reason: String,
    /// The actions whose links to the recommendation support it.
    pub evidence: Vec<Id<Action>>,
    /// Where it can be checked.
    pub sources: Vec<Source>,
}
