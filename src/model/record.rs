//! The records, one struct a kind, fields in the order of the dataset's file.
//! `docs/record.md` explains each field to those who keep a record.

use super::{Date, Id, Source, StatusEntry};

/// What every record carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Short, readable, permanent; unique over the whole dataset.
    pub id: String,
    /// Former ids, which keep their meaning.
    pub aliases: Vec<String>,
    /// The places that prove it; at least one, or the loader has noted a problem.
    pub sources: Vec<Source>,
    /// What a reader must know.
    pub note: Option<String>,
    /// Both readings, where the source contradicts itself.
    pub conflict: Option<String>,
    /// How far its values can be trusted, one by one.
    pub caveats: Vec<Caveat>,
}

/// How far one value of a record can be trusted.
#[derive(Clone, Debug, PartialEq)]
pub struct Caveat {
    /// The field of the dataset's file that it is about: "held".
    pub field: String,
    /// What a reader must know: "Dates as announced before the meeting."
    pub text: String,
}

/// A conference, working group or review group.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Id, sources, notes.
    pub entry: Entry,
    /// Full name.
    pub name: String,
    /// Short name, for lanes and lists.
    pub short: String,
    /// The body that it is a subsidiary of.
    pub parent: Option<Id<Body>>,
    /// What the symbols of its documents begin with: `CAC/COSP/WG.4`.
    pub symbol: Option<String>,
    /// What it is for.
    pub role: Option<String>,
    /// What it rests on: "article 63 of the Convention".
    pub basis: Option<String>,
    /// The resolution that established it.
    pub established_by: Option<Id<Resolution>>,
}

/// A State, by its ISO 3166-1 alpha-2 code (the id, in lower case).
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Id (the code), sources, notes.
    pub entry: Entry,
    /// The United Nations' name of it.
    pub name: String,
}

/// Whom a request is addressed to.
#[derive(Clone, Debug, PartialEq)]
pub struct Addressee {
    /// Id, sources, notes.
    pub entry: Entry,
    /// As the source words it.
    pub name: String,
}

/// A function of the body, which its reports are arranged by.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Id, sources, notes.
    pub entry: Entry,
    /// The letter that the mandate gives it.
    pub letter: String,
    /// A short name, for lanes and facets.
    pub label: String,
    /// The words of the mandate.
    pub title: String,
}

/// A topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Id, sources, notes.
    pub entry: Entry,
    /// Its name.
    pub title: String,
    /// The articles that it stands under: `7(4)`.
    pub articles: Vec<String>,
}

/// A document.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Id, sources, notes.
    pub entry: Entry,
    /// Its symbol: `CAC/COSP/WG.4/2020/1`.
    pub symbol: Option<String>,
    /// The symbol is inferred, not printed; the note says from what.
    pub symbol_inferred: bool,
    /// Its title.
    pub title: String,
    /// What it is: "background paper", "report".
    pub kind: String,
    /// When it was issued.
    pub date: Option<Date>,
    /// The body that it is a document of.
    pub body: Option<Id<Body>>,
    /// The session that it is before.
    pub session: Option<Id<Session>>,
    /// Its official address: http or https, nothing else.
    pub url: Option<String>,
    /// The editions of it in several languages.
    pub editions: Vec<Edition>,
    /// The period that it reports on.
    pub covers: Option<Date>,
    /// The path of its text, bundled with the site; relative to the dataset's file.
    pub text: Option<String>,
    /// The parts of the bundled text that yield no record.
    pub uncited: Vec<Uncited>,
}

/// An edition of a document in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// Which, as a BCP 47 tag.
    pub language: String,
    /// Its address: http or https, nothing else.
    pub url: String,
}

/// A part of a bundled text that yields no record.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncited {
    /// The paragraph, or other part.
    pub paragraph: String,
    /// Why it yields none.
    pub reason: String,
}

/// A dated, numbered gathering of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Id, sources, notes.
    pub entry: Entry,
    /// Whose session it is.
    pub body: Id<Body>,
    /// Which one: 10 for the tenth.
    pub ordinal: u32,
    /// "Tenth meeting of the Working Group".
    pub title: String,
    /// For a mark: "10", "8 Abu Dhabi".
    pub label: String,
    /// Where.
    pub city: Option<String>,
    /// The host State, as the source names it.
    pub state: Option<String>,
    /// When it was planned to be held.
    pub planned: Option<Date>,
    /// When it was held.
    pub held: Option<Date>,
    /// How it was held, if not as usual: "hybrid".
    pub form: Option<String>,
    /// With what it was held jointly.
    pub joint_with: Option<String>,
    /// Who chaired it.
    pub chair: Option<String>,
    /// Who took part, or how many.
    pub attendance: Option<String>,
    /// What it had on its agenda.
    pub agenda: Vec<AgendaItem>,
    /// How much it adopted: "12 resolutions and 2 decisions".
    pub adopted: Option<String>,
    /// How much of its outcome this record holds.
    pub coverage: Coverage,
}

/// A subject that a session discussed.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaItem {
    /// In the words of the source, or close to them.
    pub title: String,
    /// The topics that it falls under.
    pub topics: Vec<Id<Topic>>,
    /// The articles that it concerns.
    pub articles: Vec<String>,
    /// The resolution that put it there.
    pub set_by: Option<Id<Resolution>>,
    /// Where it says so.
    pub sources: Vec<Source>,
    /// What a reader must know.
    pub note: Option<String>,
}

/// How much of a session's outcome the record holds: an absence is never a session's silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// All recommendations that it made.
    Recommendations,
    /// Some of the recommendations that it made.
    SomeRecommendations,
    /// Some of the resolutions that it adopted.
    SomeResolutions,
    /// The documents before it, not what came of them.
    Documents,
    /// That it took place, or was to.
    Dates,
}

impl Coverage {
    /// Every coverage with its words in the dataset's file, fullest first.
    pub const ALL: [(&'static str, Coverage); 5] = [
        ("recommendations captured", Coverage::Recommendations),
        ("recommendations in part", Coverage::SomeRecommendations),
        ("resolutions in part", Coverage::SomeResolutions),
        ("documents only", Coverage::Documents),
        ("dates only", Coverage::Dates),
    ];
}

impl Session {
    /// When it was held, or, where that is not known, planned. The loader notes a session that
    /// has neither as a problem, and keeps it.
    pub fn date(&self) -> Option<Date> {
        self.held.or(self.planned)
    }
}

/// A resolution.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    /// Id, sources, notes.
    pub entry: Entry,
    /// `8/8`, where a source gives it.
    pub number: Option<String>,
    /// Its title, where the source gives one.
    pub title: Option<String>,
    /// What it is about, where its title was not seen.
    pub subject: Option<String>,
    /// The session that adopted it.
    pub session: Id<Session>,
    /// When it was adopted, where that is known more exactly than by the session.
    pub date: Option<Date>,
    /// The articles that it concerns.
    pub articles: Vec<String>,
    /// Who put it forward.
    pub sponsors: Vec<String>,
    /// What it decided that matters here.
    pub provisions: Vec<Provision>,
    /// How it follows others and what it mandates.
    pub links: Vec<Link>,
}

impl Resolution {
    /// What it goes by, in short: its number, or else its title or subject.
    pub fn called(&self) -> &str {
        let names = [&self.number, &self.title, &self.subject];
        names.into_iter().find_map(Option::as_deref).unwrap_or_default()
    }
}

/// One operative provision, in close paraphrase; its sources have the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Provision {
    /// What was decided.
    pub text: String,
    /// The number of its operative paragraph.
    pub paragraph: Option<String>,
    /// Whom it is addressed to.
    pub addressees: Vec<Id<Addressee>>,
    /// Where it says so.
    pub sources: Vec<Source>,
}

/// A typed link of a resolution to another record.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What it does to the other.
    pub kind: LinkKind,
    /// The other record, usually a resolution or a session.
    pub to: super::Ref,
    /// Where it says so.
    pub sources: Vec<Source>,
}

/// What a resolution does to the record that it links to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// It reaffirms it.
    Reaffirms,
    /// It follows up to it.
    FollowsUp,
    /// It mandates it.
    Mandates,
    /// It requests something of it.
    Requests,
}

impl LinkKind {
    /// Every kind of link with its word in the dataset's file.
    pub const ALL: [(&'static str, LinkKind); 4] = [
        ("reaffirms", LinkKind::Reaffirms),
        ("follows up", LinkKind::FollowsUp),
        ("mandates", LinkKind::Mandates),
        ("requests", LinkKind::Requests),
    ];
}

/// One request or conclusion: an identity of its own, whatever the documents that repeat it.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// Id, sources, notes.
    pub entry: Entry,
    /// A short neutral handle of the editors', for marks and lists.
    pub title: String,
    /// The session that made it.
    pub session: Id<Session>,
    /// The operative verb: "recommended".
    pub verb: String,
    /// Whether it asks for something.
    pub weight: Weight,
    /// Whom it is addressed to.
    pub addressees: Vec<Id<Addressee>>,
    /// The function that it stands under, and how that is known.
    pub function: Option<(Id<Function>, FunctionBasis)>,
    /// What it is about.
    pub topics: Vec<Id<Topic>>,
    /// The articles that it concerns.
    pub articles: Vec<String>,
    /// The resolution whose mandate it carries out, where a source says so.
    pub mandate: Option<Id<Resolution>>,
    /// "Continue to …": it cannot be finished.
    pub standing: bool,
    /// Subject to the availability of extrabudgetary resources.
    pub conditional: bool,
    /// Where it stands, and in which words; at least one.
    pub occurrences: Vec<Occurrence>,
    /// What reports say of it, in order of date.
    pub statuses: Vec<StatusEntry>,
}

/// Whether a recommendation asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It recommends, requests, encourages, urges, calls upon.
    Operative,
    /// It notes, welcomes, acknowledges.
    Informational,
}

impl Weight {
    /// Both with their words in the dataset's file.
    pub const ALL: [(&'static str, Weight); 2] =
        [("operative", Weight::Operative), ("informational", Weight::Informational)];
}

/// What else is said of a recommendation, in the list `flags` of the dataset's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// It cannot be finished.
    Standing,
    /// It is subject to the availability of resources.
    Conditional,
}

impl Flag {
    /// Both with their words in the dataset's file.
    pub const ALL: [(&'static str, Flag); 2] =
        [("standing", Flag::Standing), ("conditional", Flag::Conditional)];
}

/// How the function of a recommendation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionBasis {
    /// The document lists it under the function's heading.
    Stated,
    /// The editors read it from its place in the document.
    Read,
}

impl FunctionBasis {
    /// Both with their words in the dataset's file.
    pub const ALL: [(&'static str, FunctionBasis); 2] =
        [("stated", FunctionBasis::Stated), ("read", FunctionBasis::Read)];
}

/// One place where a recommendation stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    /// The document.
    pub document: Id<Document>,
    /// Its paragraph, where it is known.
    pub paragraph: Option<String>,
    /// Its section: "III.A".
    pub section: Option<String>,
    /// The session that the document attributes it to.
    pub attributed_to: Id<Session>,
    /// The words used there, or what was seen of them.
    pub quote: String,
    /// The whole in close paraphrase, where the words were not seen whole.
    pub paraphrase: Option<String>,
    /// Where the words were read, if not in the document itself.
    pub sources: Vec<Source>,
    /// What a reader must know of this occurrence.
    pub note: Option<String>,
}

/// Something reported as done.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Id, sources, notes.
    pub entry: Entry,
    /// A short neutral handle of the editors', for marks and lists.
    pub title: String,
    /// What kind of action: "workshop", "technical assistance".
    pub kind: String,
    /// The document that reports it, where it is one of the record's.
    pub report: Option<Id<Document>>,
    /// The paragraph that does.
    pub paragraph: Option<String>,
    /// When it was done, where the source says so.
    pub date: Option<Date>,
    /// The function whose heading it stands under.
    pub function: Option<Id<Function>>,
    /// Who did it.
    pub actors: Vec<String>,
    /// The States in which, or with which, it was done.
    pub states: Vec<Id<State>>,
    /// The region.
    pub region: Option<String>,
    /// With whom.
    pub partners: Vec<String>,
    /// The words of the report.
    pub quote: String,
    /// The whole in close paraphrase, where the words do not say it all.
    pub paraphrase: Option<String>,
    /// The resolutions that, as the source says, it carries out.
    pub resolutions: Vec<Id<Resolution>>,
    /// The recommendations that it answers, and how plainly.
    pub answers: Vec<Answer>,
}

/// A link between an action and a recommendation.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The recommendation.
    pub recommendation: Id<Recommendation>,
    /// How plainly the paragraph answers it.
    pub strength: Strength,
    /// Why the editors read it so.
    pub reason: Option<String>,
    /// Where it can be checked.
    pub sources: Vec<Source>,
}

/// How plainly an action answers a recommendation, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The paragraph plainly answers the request.
    Explicit,
    /// The report only lists both under one heading.
    SameHeading,
    /// It only refers to another document.
    Pointer,
}

impl Strength {
    /// Every strength with its word in the dataset's file, strongest first.
    pub const ALL: [(&'static str, Strength); 3] = [
        ("explicit", Strength::Explicit),
        ("same heading", Strength::SameHeading),
        ("pointer", Strength::Pointer),
    ];
}

/// What a State sent in for a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// Id, sources, notes.
    pub entry: Entry,
    /// Which State.
    pub state: Id<State>,
    /// For which session, where the source says it.
    pub session: Option<Id<Session>>,
    /// On what.
    pub topics: Vec<Id<Topic>>,
    /// The articles that it concerns.
    pub articles: Vec<String>,
    /// On what, in words.
    pub subject: Option<String>,
    /// What it is: "statement", "conference room paper".
    pub kind: Option<String>,
    /// The document that it was published as.
    pub document: Option<Id<Document>>,
    /// Where it can be found: http or https, nothing else.
    pub url: Option<String>,
    /// When it was received, as far as the source bounds it.
    pub date: Option<Date>,
    /// What it was sent in response to.
    pub round: Option<String>,
}
