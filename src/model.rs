//! What the record is: the field's terms as types. Imports nothing else of this crate.

pub mod dataset;
pub mod date;
pub mod id;
pub(crate) mod ids;
pub mod known;
pub mod record;
pub mod source;
pub mod status;

pub use dataset::{Dataset, Meta, Row};
pub use date::{Civil, Date, Day, Point};
pub use id::{Id, Kind, Ref};
pub use record::{
    Action, Addressee, AgendaItem, Answer, Body, Caveat, Coverage, Document, Edition, Flag,
    Function, FunctionBasis, Link, LinkKind, Occurrence, Provision, Recommendation, Resolution,
    Session, State, Strength, Submission, Topic, Uncited, Weight,
};
pub use source::{Place, Source};
pub use status::{Basis, Status, StatusEntry};
