//! Typed positions in the dataset. A position that exists resolves: [`crate::load`] makes them,
//! nothing else does, so that the rest of the program indexes without doubt.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData};

/// The position of a record among the records of its kind `T`.
pub struct Id<T>(u32, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The id of the record at `index` of its kind.
    pub fn new(index: usize) -> Id<T> {
        Id(index as u32, PhantomData)
    }

    /// The position, for columns that run along the records of the kind.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

// Derives would ask the same of `T`.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// The kinds of record, in the order in which the dataset's file lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A conference, working group or review group.
    Body,
    /// A State.
    State,
    /// Whom a request is addressed to.
    Addressee,
    /// A function of the body, which its reports are arranged by.
    Function,
    /// A topic.
    Topic,
    /// A document.
    Document,
    /// A dated, numbered gathering of a body.
    Session,
    /// A resolution.
    Resolution,
    /// One request or conclusion.
    Recommendation,
    /// Something reported as done.
    Action,
    /// What a State sent in for a session.
    Submission,
}

impl Kind {
    /// Every kind, in the file's order.
    pub const ALL: [Kind; 11] = [
        Kind::Body,
        Kind::State,
        Kind::Addressee,
        Kind::Function,
        Kind::Topic,
        Kind::Document,
        Kind::Session,
        Kind::Resolution,
        Kind::Recommendation,
        Kind::Action,
        Kind::Submission,
    ];

    /// The name of the file's array that holds the records of this kind.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Body => "bodies",
            Kind::State => "states",
            Kind::Addressee => "addressees",
            Kind::Function => "functions",
            Kind::Topic => "topics",
            Kind::Document => "documents",
            Kind::Session => "sessions",
            Kind::Resolution => "resolutions",
            Kind::Recommendation => "recommendations",
            Kind::Action => "actions",
            Kind::Submission => "submissions",
        }
    }
}

/// Any record of the dataset: what can be chosen, linked to and named in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref {
    /// Its kind.
    pub kind: Kind,
    /// Its position among the records of that kind.
    pub index: u32,
}

impl<T: super::Row> From<Id<T>> for Ref {
    fn from(id: Id<T>) -> Ref {
        Ref { kind: T::KIND, index: id.0 }
    }
}
