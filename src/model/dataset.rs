//! The immutable whole.

use std::cmp::Ordering;

use super::ids::Ids;
use super::record::Entry;
use super::{
    Action, Addressee, Answer, Body, Date, Day, Document, Function, Id, Kind, Recommendation, Ref,
    Resolution, Session, State, Status, StatusEntry, Strength, Submission, Topic,
};

/// What the dataset says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Meta {
    /// The short name of the record's subject.
    pub title: String,
    /// One line below it.
    pub subtitle: String,
    /// One sentence for a first-time reader.
    pub description: String,
    /// The language of its texts, as a BCP 47 tag.
    pub language: String,
    /// The day up to which the record is kept.
    pub as_of: Day,
    /// The edition of the data.
    pub version: String,
    /// How its texts may be used.
    pub licence: String,
    /// Where to report an error in it.
    pub issues_url: Option<String>,
    /// How a document's official address is made: an address with `{symbol}` in it.
    pub document_address: Option<String>,
}

impl Meta {
    /// Whether the texts are in English.
    pub(crate) fn is_english(&self) -> bool {
        self.language.split('-').next() == Some("en")
    }
}

/// A checked record of a body's work: every id resolves, every list is in its stated order.
/// Built by [`crate::load::load`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// What it says of itself.
    pub meta: Meta,
    /// Bodies.
    pub bodies: Vec<Body>,
    /// States.
    pub states: Vec<State>,
    /// Addressees.
    pub addressees: Vec<Addressee>,
    /// Functions, in the mandate's order.
    pub functions: Vec<Function>,
    /// Topics.
    pub topics: Vec<Topic>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// Resolutions.
    pub resolutions: Vec<Resolution>,
    /// Recommendations.
    pub recommendations: Vec<Recommendation>,
    /// Actions.
    pub actions: Vec<Action>,
    /// Submissions.
    pub submissions: Vec<Submission>,
    /// Ids and aliases of every record.
    pub(crate) ids: Ids,
    /// For each recommendation the actions that answer it and the position of the link among
    /// the action's; strongest first.
    pub(crate) answered_by: Vec<Vec<(Id<Action>, u32)>>,
    /// The articles that records concern, each once, in the order of their numbers; an article
    /// given with its paragraph (`7(4)`) stands there with the article itself (`7`).
    pub(crate) articles: Vec<String>,
    /// The operative verbs of recommendations, each once, by letter.
    pub(crate) verbs: Vec<String>,
}

/// An article as a record gives it, and the article itself where that is one of its paragraphs:
/// `7(4)`, `7`.
pub(crate) fn article_and_whole(article: &str) -> impl Iterator<Item = &str> {
    let whole = article.split_once('(').map(|(whole, _)| whole.trim_end());
    [article].into_iter().chain(whole.filter(|whole| !whole.is_empty()))
}

/// The order of articles: by number, then as they are written.
pub(crate) fn article_order(a: &str, b: &str) -> Ordering {
    let number = |article: &str| {
        article.bytes().take_while(u8::is_ascii_digit).fold(0_u32, |number, digit| {
            number.saturating_mul(10).saturating_add(u32::from(digit - b'0'))
        })
    };
    number(a).cmp(&number(b)).then_with(|| a.cmp(b))
}

/// Adds a text to a sorted list, once.
fn add(list: &mut Vec<String>, text: &str, order: fn(&str, &str) -> Ordering) {
    if let Err(at) = list.binary_search_by(|known| order(known, text)) {
        list.insert(at, text.to_owned());
    }
}

/// A kind of record that the dataset has a list of.
pub trait Row: Sized {
    /// Which kind.
    const KIND: Kind;
    /// The list.
    fn rows(dataset: &Dataset) -> &[Self];
    /// What every record carries.
    fn entry(&self) -> &Entry;
}

macro_rules! rows {
    ($($kind:ident $field:ident;)*) => {
        $(impl Row for $kind {
            const KIND: Kind = Kind::$kind;
            fn rows(dataset: &Dataset) -> &[Self] {
                &dataset.$field
            }
            fn entry(&self) -> &Entry {
                &self.entry
            }
        })*

        impl Dataset {
            /// How many records of a kind there are.
            pub fn len(&self, kind: Kind) -> usize {
                match kind { $(Kind::$kind => self.$field.len(),)* }
            }

            /// What every record carries; `None` where the position does not exist.
            pub fn entry(&self, item: Ref) -> Option<&Entry> {
                let index = item.index as usize;
                match item.kind { $(Kind::$kind => self.$field.get(index).map(Row::entry),)* }
            }
        }
    };
}

rows! {
    Body bodies;
    State states;
    Addressee addressees;
    Function functions;
    Topic topics;
    Document documents;
    Session sessions;
    Resolution resolutions;
    Recommendation recommendations;
    Action actions;
    Submission submissions;
}

impl<T: Row> std::ops::Index<Id<T>> for Dataset {
    type Output = T;
    fn index(&self, id: Id<T>) -> &T {
        &T::rows(self)[id.index()]
    }
}

impl Dataset {
    /// The record of this id, or of which this is a former id.
    pub fn find(&self, id: &str) -> Option<Ref> {
        self.ids.find(id)
    }

    /// The ids of the records of a kind, in order.
    pub fn ids<T: Row>(&self) -> impl Iterator<Item = Id<T>> + use<T> {
        (0..T::rows(self).len()).map(Id::new)
    }

    /// The typed id of a record, where it is of kind `T`.
    pub fn typed<T: Row>(&self, item: Ref) -> Option<Id<T>> {
        (item.kind == T::KIND && (item.index as usize) < T::rows(self).len())
            .then(|| Id::new(item.index as usize))
    }

    /// Gathers the articles and verbs that records give: part of making a dataset.
    pub(crate) fn gather(&mut self) {
        let (mut articles, mut verbs) = (Vec::new(), Vec::new());
        let given = self.recommendations.iter().map(|record| &record.articles);
        let given = given.chain(self.submissions.iter().map(|record| &record.articles));
        let given = given.chain(self.resolutions.iter().map(|record| &record.articles));
        for article in given.flatten().flat_map(|article| article_and_whole(article)) {
            add(&mut articles, article, article_order);
        }
        for recommendation in &self.recommendations {
            add(&mut verbs, &recommendation.verb, |a, b| a.cmp(b));
        }
        (self.articles, self.verbs) = (articles, verbs);
    }

    /// When a resolution was adopted: its own date, or its session's.
    pub fn adopted(&self, resolution: &Resolution) -> Option<Date> {
        resolution.date.or_else(|| self[resolution.session].date())
    }

    /// The last entry of a recommendation's status history that was reported by `day`.
    pub fn status_entry<'a>(
        &self,
        recommendation: &'a Recommendation,
        day: Day,
    ) -> Option<&'a StatusEntry> {
        recommendation.statuses.iter().rfind(|entry| entry.date.end() <= day)
    }

    /// The status of a recommendation as of `day`: the last entry reported by then.
    pub fn status(&self, recommendation: &Recommendation, day: Day) -> Status {
        self.status_entry(recommendation, day).map_or(Status::NotAssessed, |entry| entry.status)
    }

    /// The actions that answer a recommendation, strongest link first, then in the record's order.
    pub fn answers(
        &self,
        recommendation: Id<Recommendation>,
    ) -> impl Iterator<Item = (Id<Action>, &Answer)> {
        self.answered_by[recommendation.index()]
            .iter()
            .map(|&(action, answer)| (action, &self[action].answers[answer as usize]))
    }

    /// The records that name a body, State, addressee, function or topic as theirs, in the order
    /// of the file; none for other kinds, whose links are their trail.
    pub fn named_in(&self, name: Ref) -> Vec<Ref> {
        fn any<T: Row>(ids: impl IntoIterator<Item = Id<T>>, name: Ref) -> bool {
            ids.into_iter().any(|id| Ref::from(id) == name)
        }
        let mut found: Vec<Ref> = Vec::new();
        let mut note = |item: Ref, names: bool| found.extend(names.then_some(item));
        for id in self.ids::<Session>() {
            note(id.into(), any([self[id].body], name));
        }
        for id in self.ids::<Recommendation>() {
            let record = &self[id];
            let function = record.function.map(|(function, _)| function);
            let names = any(record.topics.iter().copied(), name)
                || any(record.addressees.iter().copied(), name)
                || any(function, name);
            note(id.into(), names);
        }
        for id in self.ids::<Action>() {
            let record = &self[id];
            note(id.into(), any(record.states.iter().copied(), name) || any(record.function, name));
        }
        for id in self.ids::<Submission>() {
            let record = &self[id];
            note(id.into(), any([record.state], name) || any(record.topics.iter().copied(), name));
        }
        found
    }

    /// Whether the status entry claims to be done but no explicit link carries it: shown as
    /// "proof missing".
    pub fn lacks_proof(&self, id: Id<Recommendation>, entry: &StatusEntry) -> bool {
        entry.status.needs_proof()
            && !entry.evidence.iter().any(|&action| {
                self[action]
                    .answers
                    .iter()
                    .any(|a| a.recommendation == id && a.strength == Strength::Explicit)
            })
    }

    /// When a record begins and ends to be on the timeline: a session's days, a resolution's
    /// adoption, an action's date or, where the source gives none, the date of the report that
    /// tells of it. `None` where nothing places it in time.
    pub fn date(&self, item: Ref) -> Option<Date> {
        let index = item.index as usize;
        match item.kind {
            Kind::Document => self.documents.get(index)?.date,
            Kind::Session => self.sessions.get(index)?.date(),
            Kind::Resolution => self.adopted(self.resolutions.get(index)?),
            Kind::Recommendation => self[self.recommendations.get(index)?.session].date(),
            Kind::Action => {
                let action = self.actions.get(index)?;
                action.date.or_else(|| self[action.report?].date)
            }
            Kind::Submission => {
                let submission = self.submissions.get(index)?;
                submission.date.or_else(|| self[submission.session?].date())
            }
            Kind::Body | Kind::State | Kind::Addressee | Kind::Function | Kind::Topic => None,
        }
    }

    /// A document's official address: of the edition in the language of the reader (a BCP 47 tag),
    /// where there is one; else its own, or the one made from its symbol; else that of its first
    /// edition.
    pub fn official(&self, document: Id<Document>, language: &str) -> Option<String> {
        let document = &self[document];
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let editions = document.editions.iter();
        let exact = editions.clone().find(|of| of.language.eq_ignore_ascii_case(language));
        let close = || editions.clone().find(|of| primary(&of.language) == primary(language));
        if let Some(edition) = exact.or_else(close) {
            return Some(edition.url.clone());
        }
        let made = || {
            let pattern = self.meta.document_address.as_ref()?;
            Some(pattern.replace("{symbol}", &in_address(document.symbol.as_ref()?)))
        };
        let first = || document.editions.first().map(|edition| edition.url.clone());
        document.url.clone().or_else(made).or_else(first)
    }

    /// What a record is called in marks, lists and links: its title, short name or symbol, in
    /// the words of the dataset. A submission is called by its State.
    pub fn title(&self, item: Ref) -> &str {
        let index = item.index as usize;
        match item.kind {
            Kind::Body => self.bodies.get(index).map(|r| r.name.as_str()),
            Kind::State => self.states.get(index).map(|r| r.name.as_str()),
            Kind::Addressee => self.addressees.get(index).map(|r| r.name.as_str()),
            Kind::Function => self.functions.get(index).map(|r| r.label.as_str()),
            Kind::Topic => self.topics.get(index).map(|r| r.title.as_str()),
            Kind::Document => self.documents.get(index).map(|r| r.title.as_str()),
            Kind::Session => self.sessions.get(index).map(|r| r.title.as_str()),
            Kind::Resolution => self.resolutions.get(index).and_then(|r| {
                [&r.title, &r.subject, &r.number].into_iter().find_map(Option::as_deref)
            }),
            Kind::Recommendation => self.recommendations.get(index).map(|r| r.title.as_str()),
            Kind::Action => self.actions.get(index).map(|r| r.title.as_str()),
            Kind::Submission => self.submissions.get(index).map(|r| self[r.state].name.as_str()),
        }
        .unwrap_or_default()
    }
}

/// A document's symbol as it stands in an address.
fn in_address(symbol: &str) -> String {
    let mut written = String::with_capacity(symbol.len());
    for byte in symbol.bytes() {
        if byte.is_ascii_alphanumeric() || b"/.-_~()".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push('%');
            for digit in [byte >> 4, byte & 15] {
                written.extend(char::from_digit(digit.into(), 16).map(|c| c.to_ascii_uppercase()));
            }
        }
    }
    written
}
