//! The format of each kind of record, field by field. `docs/record.md` explains it to those who
//! keep a record.

use super::names::is_slug;
use super::problem::{Effect, Fault, Form, shorten};
use super::reader::Reader;
use crate::model::record::Entry;
use crate::model::{
    Action, Addressee, AgendaItem, Answer, Basis, Body, Coverage, Date, Document, Edition, Flag,
    Function, FunctionBasis, Kind, Link, LinkKind, Occurrence, Place, Point, Provision,
    Recommendation, Ref, Resolution, Row, Session, Source, State, Status, StatusEntry, Strength,
    Submission, Topic, Uncited, Weight,
};

/// A kind of record that can be read. Where a required field is missing, the value returned is a
/// stand-in that the caller drops: the reader knows that the record is broken.
pub(super) trait Read: Row {
    fn read(r: &mut Reader<'_>) -> Self;
}

fn entry(r: &mut Reader<'_>) -> Entry {
    Entry {
        id: r.text("id"),
        aliases: aliases(r),
        sources: sources(r),
        note: r.optional_text("note"),
        conflict: r.optional_text("conflict"),
        caveats: r.caveats(),
    }
}

fn aliases(r: &mut Reader<'_>) -> Vec<String> {
    let aliases = r.texts("aliases");
    for (n, alias) in aliases.iter().enumerate().filter(|(_, alias)| !is_slug(alias)) {
        r.note_entry("aliases", n, Fault::NotAnId { found: shorten(alias) });
    }
    aliases
}

/// Sources; that there is none is noted, and shown, but does not take the record away.
fn sources(r: &mut Reader<'_>) -> Vec<Source> {
    let sources = r.each("sources", source);
    if r.lacks("sources") {
        r.note("sources", Fault::NoSource, Effect::Kept);
    }
    sources
}

fn source(r: &mut Reader<'_>) -> Source {
    let place = if r.has("url") {
        Place::Web { url: r.url("url"), accessed: r.optional_date("accessed") }
    } else {
        Place::Paragraph { document: r.reference("document"), paragraph: r.text("paragraph") }
    };
    Source {
        place,
        quote: r.text("quote"),
        inferred: r.flag("inferred"),
        note: r.optional_text("note"),
    }
}

/// What stands in for a date that is missing, until its record is dropped.
const NO_DATE: Date = Date::At(Point::Year(1));
const NO_REF: Ref = Ref { kind: Kind::Body, index: 0 };

impl Read for Body {
    fn read(r: &mut Reader<'_>) -> Self {
        Body {
            entry: entry(r),
            name: r.text("name"),
            short: r.text("short"),
            parent: r.optional_reference("parent"),
            symbol: r.optional_text("symbol"),
            role: r.optional_text("role"),
            basis: r.optional_text("basis"),
            established_by: r.optional_reference("established_by"),
        }
    }
}

impl Read for State {
    fn read(r: &mut Reader<'_>) -> Self {
        let state = State { entry: entry(r), name: r.text("name") };
        r.form("id", Some(&state.entry.id), Form::State);
        state
    }
}

impl Read for Addressee {
    fn read(r: &mut Reader<'_>) -> Self {
        Addressee { entry: entry(r), name: r.text("name") }
    }
}

impl Read for Function {
    fn read(r: &mut Reader<'_>) -> Self {
        Function {
            entry: entry(r),
            letter: r.text("letter"),
            label: r.text("label"),
            title: r.text("title"),
        }
    }
}

impl Read for Topic {
    fn read(r: &mut Reader<'_>) -> Self {
        Topic { entry: entry(r), title: r.text("title"), articles: r.texts("articles") }
    }
}

impl Read for Document {
    fn read(r: &mut Reader<'_>) -> Self {
        r.needs("symbol_inferred", "symbol", Effect::Kept);
        r.needs("uncited", "text", Effect::Kept);
        Document {
            entry: entry(r),
            symbol: r.optional_form("symbol", Form::Symbol),
            symbol_inferred: r.flag("symbol_inferred"),
            title: r.text("title"),
            kind: r.text("kind"),
            date: r.optional_date("date"),
            body: r.optional_reference("body"),
            session: r.optional_reference("session"),
            url: r.optional_url("url"),
            editions: r.each("editions", |r| Edition {
                language: r.text_form("language", Form::Language),
                url: r.url("url"),
            }),
            covers: r.optional_date("covers"),
            text: r.optional_text("text"),
            uncited: r.each("uncited", |r| Uncited {
                paragraph: r.text("paragraph"),
                reason: r.text("reason"),
            }),
        }
    }
}

impl Read for Session {
    fn read(r: &mut Reader<'_>) -> Self {
        let session = Session {
            entry: entry(r),
            body: r.reference("body"),
            ordinal: r.number("ordinal"),
            title: r.text("title"),
            label: r.text("label"),
            city: r.optional_text("city"),
            state: r.optional_text("state"),
            planned: r.optional_date("planned"),
            held: r.optional_date("held"),
            form: r.optional_text("form"),
            joint_with: r.optional_text("joint_with"),
            chair: r.optional_text("chair"),
            attendance: r.optional_text("attendance"),
            agenda: r.each("agenda", |r| AgendaItem {
                title: r.text("title"),
                topics: r.references("topics"),
                articles: r.texts("articles"),
                set_by: r.optional_reference("set_by"),
                sources: sources(r),
                note: r.optional_text("note"),
            }),
            adopted: r.optional_text("adopted"),
            coverage: r.choice("coverage", &Coverage::ALL).unwrap_or(Coverage::Dates),
        };
        let explained = session.entry.caveats.iter().any(|caveat| caveat.field == "held");
        if !r.has("planned") && !r.has("held") && !explained {
            r.note("", Fault::NoDate, Effect::Kept);
        }
        session
    }
}

impl Read for Resolution {
    fn read(r: &mut Reader<'_>) -> Self {
        let resolution = Resolution {
            entry: entry(r),
            number: r.optional_form("number", Form::Number),
            title: r.optional_text("title"),
            subject: r.optional_text("subject"),
            session: r.reference("session"),
            date: r.optional_date("date"),
            articles: r.texts("articles"),
            sponsors: r.texts("sponsors"),
            provisions: r.each("provisions", |r| Provision {
                text: r.text("text"),
                paragraph: r.optional_text("paragraph"),
                addressees: r.references("addressees"),
                sources: sources(r),
            }),
            links: r.each("links", |r| Link {
                kind: r.choice("kind", &LinkKind::ALL).unwrap_or(LinkKind::Mandates),
                to: r.any_reference("to", None).unwrap_or(NO_REF),
                sources: sources(r),
            }),
        };
        if resolution.called().is_empty() {
            r.fail("", Fault::NoneOf { fields: vec!["number", "title", "subject"] });
        }
        resolution
    }
}

impl Read for Recommendation {
    fn read(r: &mut Reader<'_>) -> Self {
        let flags = r.choices("flags", &Flag::ALL);
        r.needs("function_basis", "function", Effect::PartLeftOut);
        let function = r.optional_reference("function");
        let function = match function {
            Some(function) => {
                r.choice("function_basis", &FunctionBasis::ALL).map(|basis| (function, basis))
            }
            None => {
                r.know("function_basis");
                None
            }
        };
        Recommendation {
            entry: entry(r),
            title: r.text("title"),
            session: r.reference("session"),
            verb: r.text("verb"),
            weight: r.choice("kind", &Weight::ALL).unwrap_or(Weight::Operative),
            addressees: r.references("addressees"),
            function,
            topics: r.references("topics"),
            articles: r.texts("articles"),
            mandate: r.optional_reference("mandate"),
            standing: flags.contains(&Flag::Standing),
            conditional: flags.contains(&Flag::Conditional),
            occurrences: r.some("occurrences", |r| Occurrence {
                document: r.reference("document"),
                paragraph: r.optional_text("paragraph"),
                section: r.optional_text("section"),
                attributed_to: r.reference("attributed_to"),
                quote: r.text("quote"),
                paraphrase: r.optional_text("paraphrase"),
                // Mostly the document itself, which is named already.
                sources: r.each("sources", source),
                note: r.optional_text("note"),
            }),
            statuses: r.each("statuses", status_entry),
        }
    }
}

fn status_entry(r: &mut Reader<'_>) -> StatusEntry {
    StatusEntry {
        date: r.date("date").unwrap_or(NO_DATE),
        status: r.choice("status", &Status::written()).unwrap_or(Status::NotAssessed),
        basis: r.choice("basis", &Basis::ALL).unwrap_or(Basis::Read),
        reason: r.text("reason"),
        evidence: r.references("evidence"),
        sources: sources(r),
    }
}

impl Read for Action {
    fn read(r: &mut Reader<'_>) -> Self {
        Action {
            entry: entry(r),
            title: r.text("title"),
            kind: r.text("kind"),
            report: r.optional_reference("report"),
            paragraph: r.optional_text("paragraph"),
            date: r.optional_date("date"),
            function: r.optional_reference("function"),
            actors: r.texts("actors"),
            states: r.references("states"),
            region: r.optional_text("region"),
            partners: r.texts("partners"),
            quote: r.text("quote"),
            paraphrase: r.optional_text("paraphrase"),
            resolutions: r.references("resolutions"),
            answers: r.each("answers", |r| Answer {
                recommendation: r.reference("recommendation"),
                strength: r.choice("strength", &Strength::ALL).unwrap_or(Strength::Pointer),
                reason: r.optional_text("reason"),
                sources: sources(r),
            }),
        }
    }
}

impl Read for Submission {
    fn read(r: &mut Reader<'_>) -> Self {
        Submission {
            entry: entry(r),
            state: r.reference("state"),
            session: r.optional_reference("session"),
            topics: r.references("topics"),
            articles: r.texts("articles"),
            subject: r.optional_text("subject"),
            kind: r.optional_text("kind"),
            document: r.optional_reference("document"),
            url: r.optional_url("url"),
            date: r.optional_date("date"),
            round: r.optional_text("round"),
        }
    }
}
