//! Every object of the file, field by field, in the order in which they are written.

use super::{Field, Need, Object, Shape};
use crate::model::{
    Basis, Coverage, Flag, FunctionBasis, Kind, LinkKind, Status, Strength, Weight,
};

use Need::{May, Must, Written};
use Shape::{Date, List, Some, Text, To, Word};

/// What a record of a kind holds.
pub fn kind(kind: Kind) -> &'static Object {
    match kind {
        Kind::Body => &BODY,
        Kind::State => &STATE,
        Kind::Addressee => &ADDRESSEE,
        Kind::Function => &FUNCTION,
        Kind::Topic => &TOPIC,
        Kind::Document => &DOCUMENT,
        Kind::Session => &SESSION,
        Kind::Resolution => &RESOLUTION,
        Kind::Recommendation => &RECOMMENDATION,
        Kind::Action => &ACTION,
        Kind::Submission => &SUBMISSION,
    }
}

macro_rules! fields {
    ($($need:ident $name:literal $shape:expr, $about:literal;)*) => {
        &[$(Field { name: $name, shape: $shape, need: $need, about: $about }),*]
    };
}

macro_rules! words {
    ($words:expr) => {
        Word(|| $words.into_iter().map(|(word, _)| word).collect())
    };
}

/// The whole file.
pub static FILE: Object = Object {
    name: "record",
    about: "The record of an intergovernmental body's work: what was mandated, recommended, reported as done, and the words that prove it.",
    record: false,
    fields: fields! {
        May "$schema" Text, "The address of this schema, so that editors help with the file.";
        Must "schema" Shape::Version, "The version of the format.";
        Must "version" Text, "The edition of the data, usually its date.";
        Must "title" Text, "The short name of the record's subject.";
        Must "subtitle" Text, "One line below the title.";
        Must "description" Text, "One neutral sentence for a first-time reader.";
        Must "language" Shape::Language, "The language of the record's own texts.";
        Must "as_of" Shape::Day, "The day up to which the record knows anything, written whole: the date of its last report.";
        Must "licence" Text, "How the texts may be reused.";
        May "issues_url" Shape::Link, "Where an error in the data is reported.";
        May "document_address" Shape::Address, "How a document's official address is made from its symbol: an address with {symbol} in it.";
        Must "bodies" List(&Shape::Object(&BODY)), "Conferences, working groups and review groups.";
        Must "states" List(&Shape::Object(&STATE)), "The States that the record names.";
        Must "addressees" List(&Shape::Object(&ADDRESSEE)), "Those to whom requests are addressed.";
        Must "functions" List(&Shape::Object(&FUNCTION)), "The functions of the body, in the mandate's order.";
        Must "topics" List(&Shape::Object(&TOPIC)), "The topics.";
        Must "documents" List(&Shape::Object(&DOCUMENT)), "The documents that the record cites or knows of.";
        Must "sessions" List(&Shape::Object(&SESSION)), "Sessions of conferences and meetings of groups.";
        Must "resolutions" List(&Shape::Object(&RESOLUTION)), "The resolutions.";
        Must "recommendations" List(&Shape::Object(&RECOMMENDATION)), "The recommendations and conclusions.";
        Must "actions" List(&Shape::Object(&ACTION)), "What is reported as done.";
        Must "submissions" List(&Shape::Object(&SUBMISSION)), "What States sent in.";
    },
};

/// What every record may have after its own fields.
pub(super) static COMMON: &[Field] = fields! {
    May "aliases" List(&Shape::Id), "Former ids of the record, which go on leading to it.";
    Must "sources" SOURCES, "The places that prove it, with their words; at least one.";
    May "note" Text, "What a reader must know of it.";
    May "conflict" Text, "Both readings, where a source contradicts itself or two sources differ.";
    May "caveats" List(&Shape::Object(&CAVEAT)), "How far single values can be trusted; shown beside the value.";
};

const SOURCES: Shape = Some(&SOURCE);
static SOURCE: Shape = Shape::Either("url", &WEB, &PARAGRAPH);

static PARAGRAPH: Object = Object {
    name: "paragraph",
    about: "A source: a paragraph of a document of this record, and the words there that prove the statement.",
    record: false,
    fields: fields! {
        Must "document" To(Option::Some(Kind::Document)), "The document.";
        Must "paragraph" Text, "The number of the paragraph, or a place without a number: header, heading III.A, footnote 3.";
        Must "quote" Text, "The exact words of that paragraph; a cut is written as three dots with a space on either side.";
        May "inferred" Shape::Flag, "True where the statement follows from the words but is not said by them.";
        May "note" Text, "How it follows, or another remark.";
    },
};

static WEB: Object = Object {
    name: "page",
    about: "A source: a public web page, and the words there that prove the statement.",
    record: false,
    fields: fields! {
        Must "url" Shape::Link, "The address of the page.";
        Must "quote" Text, "The exact words of that page; a cut is written as three dots with a space on either side.";
        May "accessed" Date, "When the page was read.";
        May "inferred" Shape::Flag, "True where the statement follows from the words but is not said by them.";
        May "note" Text, "How it follows, or another remark.";
    },
};

static CAVEAT: Object = Object {
    name: "caveat",
    about: "How far the value of one field of the record can be trusted.",
    record: false,
    fields: fields! {
        Must "field" Shape::FieldName, "The name of the field, as the file has it.";
        Must "text" Text, "What a reader must know of its value.";
    },
};

static BODY: Object = Object {
    name: "body",
    about: "A conference, working group or review group.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        Must "name" Text, "Its full name.";
        Must "short" Text, "A short name, for lanes and lists.";
        May "parent" To(Option::Some(Kind::Body)), "The body that it is a subsidiary of.";
        May "symbol" Text, "What the symbols of its documents begin with: CAC/COSP/WG.4.";
        May "role" Text, "What it is for.";
        May "basis" Text, "What it rests on, such as an article of a convention.";
        May "established_by" To(Option::Some(Kind::Resolution)), "The resolution that established it.";
    },
};

static STATE: Object = Object {
    name: "state",
    about: "A State.",
    record: true,
    fields: fields! {
        Must "id" Shape::StateCode, "Its ISO 3166-1 code of two letters, lower case.";
        Must "name" Text, "The short name that the United Nations uses.";
    },
};

static ADDRESSEE: Object = Object {
    name: "addressee",
    about: "One to whom requests are addressed.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        Must "name" Text, "As the source words it: States and States parties are two.";
    },
};

static FUNCTION: Object = Object {
    name: "function",
    about: "A function of the body, by which its reports are arranged.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        Must "letter" Text, "The letter that the mandate gives it.";
        Must "label" Text, "A short name, for lanes and filters.";
        Must "title" Text, "The words of the mandate or of the heading.";
    },
};

static TOPIC: Object = Object {
    name: "topic",
    about: "A topic.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        Must "title" Text, "Its name.";
        May "articles" List(&Text), "The articles that it stands under, such as 7(4): article 7, paragraph 4.";
    },
};

static DOCUMENT: Object = Object {
    name: "document",
    about: "A document.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        May "symbol" Shape::Symbol, "Its symbol: CAC/COSP/2019/2.";
        May "symbol_inferred" Shape::Flag, "True where the document does not print its symbol; the note then says how it was found.";
        Must "title" Text, "Its title.";
        Must "kind" Text, "What it is, in plain words: background paper, report, agenda, web page.";
        May "date" Date, "When it was issued.";
        May "body" To(Option::Some(Kind::Body)), "Whose document it is.";
        May "session" To(Option::Some(Kind::Session)), "The session that it is a document of.";
        May "url" Shape::Link, "Its official address, where it is not made from the symbol.";
        May "editions" List(&Shape::Object(&EDITION)), "Its editions in several languages.";
        May "covers" Date, "The period that it reports on.";
        May "text" Text, "The path of its text, kept with the record: texts/background-paper-2020.txt.";
        May "uncited" List(&Shape::Object(&UNCITED)), "The parts of that text that yield no record, and why.";
    },
};

static EDITION: Object = Object {
    name: "edition",
    about: "An edition of a document in one language.",
    record: false,
    fields: fields! {
        Must "language" Shape::Language, "Its language.";
        Must "url" Shape::Link, "Its address.";
    },
};

static UNCITED: Object = Object {
    name: "uncited-part",
    about: "A part of a text kept with the record from which no record was drawn.",
    record: false,
    fields: fields! {
        Must "paragraph" Text, "The number or name of the part, as in sources.";
        Must "reason" Text, "Why it yields no record.";
    },
};

static SESSION: Object = Object {
    name: "session",
    about: "A session of a conference or a meeting of a group.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        Must "body" To(Option::Some(Kind::Body)), "Whose session it is.";
        Must "ordinal" Shape::Number, "Which one: 10 for the tenth.";
        Must "title" Text, "Its full title.";
        Must "label" Text, "A short text for a mark.";
        May "city" Text, "Where it was held.";
        May "state" Text, "The host State, only if a source names it.";
        May "planned" Date, "The dates as announced. One of planned and held must be there, or a caveat on held that says why neither is known.";
        May "held" Date, "The dates as held.";
        May "form" Text, "How it was held, if not as usual: hybrid.";
        May "joint_with" Text, "With what it was held jointly.";
        May "chair" Text, "Who chaired it.";
        May "attendance" Text, "Who took part, or how many.";
        May "agenda" List(&Shape::Object(&AGENDA_ITEM)), "What it had on its agenda.";
        May "adopted" Text, "How much it adopted: 12 resolutions and 2 decisions.";
        Must "coverage" words!(Coverage::ALL), "How much of its outcome this record holds, so that an absence is not read as silence of the session.";
    },
};

static AGENDA_ITEM: Object = Object {
    name: "agenda-item",
    about: "A subject on the agenda of a session.",
    record: false,
    fields: fields! {
        Must "title" Text, "In the words of the source, or close to them.";
        Written "topics" List(&To(Option::Some(Kind::Topic))), "The topics that it falls under.";
        Written "articles" List(&Text), "The articles that it concerns.";
        May "set_by" To(Option::Some(Kind::Resolution)), "The resolution that put it there.";
        Must "sources" SOURCES, "The places that prove it, with their words; at least one.";
        May "note" Text, "What a reader must know of it.";
    },
};

static RESOLUTION: Object = Object {
    name: "resolution",
    about: "A resolution.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        May "number" Shape::ResolutionNumber, "Its number, where a source gives it: 8/8. One of number, title and subject must be there.";
        May "title" Text, "Its title, where a source gives one.";
        May "subject" Text, "What it is about, where its title was not seen.";
        Must "session" To(Option::Some(Kind::Session)), "The session that adopted it.";
        May "date" Date, "When it was adopted, only if a source states the day.";
        May "articles" List(&Text), "The articles that it concerns.";
        May "sponsors" List(&Text), "Who put it forward.";
        Written "provisions" List(&Shape::Object(&PROVISION)), "What it decided that matters here.";
        Written "links" List(&Shape::Object(&LINK)), "How it follows others, and what it mandates.";
    },
};

static PROVISION: Object = Object {
    name: "provision",
    about: "One provision of a resolution.",
    record: false,
    fields: fields! {
        Must "text" Text, "What was decided: one sentence, a close paraphrase.";
        May "paragraph" Text, "The number of its operative paragraph.";
        May "addressees" List(&To(Option::Some(Kind::Addressee))), "Those to whom it is addressed.";
        Must "sources" SOURCES, "The places that prove it, with their words; at least one.";
    },
};

static LINK: Object = Object {
    name: "link",
    about: "A link of a resolution to another record.",
    record: false,
    fields: fields! {
        Must "kind" words!(LinkKind::ALL), "What the resolution does to the other record.";
        Must "to" To(None), "The id of the other record, of any kind.";
        Must "sources" SOURCES, "The places that prove it, with their words; at least one.";
    },
};

static RECOMMENDATION: Object = Object {
    name: "recommendation",
    about: "One request or conclusion of a session, whatever the documents that repeat it.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        Must "title" Text, "A neutral handle of the editors, of at most 60 characters, that can be told from all others in a list.";
        Must "session" To(Option::Some(Kind::Session)), "The session that made it.";
        Must "verb" Text, "The operative verb of the text: recommended, requested, urged, noted.";
        Must "kind" words!(Weight::ALL), "Operative where it asks for something, informational where it is a conclusion that asks for nothing.";
        Written "addressees" List(&To(Option::Some(Kind::Addressee))), "Those whom the text names as asked; none where it names nobody.";
        May "function" To(Option::Some(Kind::Function)), "The function that it stands under.";
        May "function_basis" words!(FunctionBasis::ALL), "How the function is known; goes with function, and is then required: stated where the paper lists it under that function, read where it is taken from its place.";
        Written "topics" List(&To(Option::Some(Kind::Topic))), "What it is about; by convention at least one topic.";
        May "articles" List(&Text), "The articles that the text names, or that the paper gives with the topic.";
        May "mandate" To(Option::Some(Kind::Resolution)), "The resolution that the text itself refers to.";
        May "flags" List(&words!(Flag::ALL)), "Standing where it asks to continue something, conditional where it depends on resources.";
        Must "occurrences" Some(&Shape::Object(&OCCURRENCE)), "Where it stands; at least one place.";
        Written "statuses" List(&Shape::Object(&STATUS_ENTRY)), "Its history, in order of date; none means not assessed.";
    },
};

static OCCURRENCE: Object = Object {
    name: "occurrence",
    about: "One place where a recommendation stands.",
    record: false,
    fields: fields! {
        Must "document" To(Option::Some(Kind::Document)), "The document.";
        May "paragraph" Text, "The paragraph, where it is known.";
        May "section" Text, "The section: III.A.";
        Must "attributed_to" To(Option::Some(Kind::Session)), "The session that this document gives it to, at this place.";
        Must "quote" Text, "The whole request in the words used there, or what was seen of them.";
        May "paraphrase" Text, "A close paraphrase of the whole, where the words were not seen whole.";
        May "sources" List(&SOURCE), "Where the words were read, if not in that document itself.";
        May "note" Text, "What changed, or what else a reader must know.";
    },
};

static STATUS_ENTRY: Object = Object {
    name: "status-entry",
    about: "What a report says of a recommendation.",
    record: false,
    fields: fields! {
        Must "date" Date, "The date of the report.";
        Must "status" words!(Status::written()), "The status. Implemented and partly implemented need, in evidence, an action with an explicit link.";
        Must "basis" words!(Basis::ALL), "Read where the editors read it from what is reported, stated where the source uses a status word.";
        Must "reason" Text, "Why, in one line that names the paragraphs.";
        May "evidence" List(&To(Option::Some(Kind::Action))), "The actions that support it.";
        Must "sources" SOURCES, "The places that prove it, with their words; at least one.";
    },
};

static ACTION: Object = Object {
    name: "action",
    about: "Something that is reported as done.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        Must "title" Text, "A short neutral handle of the editors.";
        Must "kind" Text, "What kind of action, in plain words: publication, workshop, technical assistance.";
        May "report" To(Option::Some(Kind::Document)), "The document that reports it.";
        May "paragraph" Text, "The paragraph of that document.";
        May "date" Date, "When it was done, only if the source says so; not the date of the report.";
        May "function" To(Option::Some(Kind::Function)), "The function under whose heading it stands.";
        Written "actors" List(&Text), "Who acted; none where the source does not say.";
        May "states" List(&To(Option::Some(Kind::State))), "The States in which, or with which, it was done.";
        May "region" Text, "The region.";
        May "partners" List(&Text), "With whom.";
        Must "quote" Text, "The words of the paragraph.";
        May "paraphrase" Text, "A close paraphrase of the whole, where the words were not seen whole.";
        May "resolutions" List(&To(Option::Some(Kind::Resolution))), "The resolutions that, as the source says, it carries out.";
        Written "answers" List(&Shape::Object(&ANSWER)), "The recommendations that it answers, and how plainly.";
    },
};

static ANSWER: Object = Object {
    name: "answer",
    about: "A link from an action to a recommendation.",
    record: false,
    fields: fields! {
        Must "recommendation" To(Option::Some(Kind::Recommendation)), "The recommendation.";
        Must "strength" words!(Strength::ALL), "Explicit where the paragraph plainly answers the request, same heading where the report only lists the two under one heading, pointer where it only refers to another document.";
        May "reason" Text, "Why it is read so; always for an explicit link.";
        Must "sources" SOURCES, "The places that prove it, with their words; at least one.";
    },
};

static SUBMISSION: Object = Object {
    name: "submission",
    about: "What a State sent in.",
    record: true,
    fields: fields! {
        Must "id" Shape::Id, "Short, readable, permanent: links use it.";
        Must "state" To(Option::Some(Kind::State)), "The State.";
        May "session" To(Option::Some(Kind::Session)), "The session for which it was sent, where a source says it.";
        Written "topics" List(&To(Option::Some(Kind::Topic))), "On what; none where the source does not say.";
        May "articles" List(&Text), "The articles that it concerns.";
        May "subject" Text, "On what, in words.";
        May "kind" Text, "What it is: statement, conference room paper.";
        May "document" To(Option::Some(Kind::Document)), "The document that it was published as.";
        May "url" Shape::Link, "Where it can be found.";
        May "date" Date, "When it was received, as far as the source bounds it.";
        May "round" Text, "The call that it answers.";
    },
};
