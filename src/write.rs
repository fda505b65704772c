//! Dataset in → its file out, in the one order and layout of [`mod@crate::format`]. What is written
//! loads as the same dataset.
//!
//! Every struct of the model is taken apart here without `..`: a field that is new does not
//! compile until it is written, too.

use crate::format::{Json, SCHEMA_FILE, layout};
use crate::load::SCHEMA;
use crate::model::record::Entry;
use crate::model::{
    Action, Addressee, AgendaItem, Answer, Basis, Body, Caveat, Coverage, Dataset, Document,
    Edition, Flag, Function, FunctionBasis, Id, Link, LinkKind, Meta, Occurrence, Place, Provision,
    Recommendation, Ref, Resolution, Row, Session, Source, State, StatusEntry, Strength,
    Submission, Topic, Uncited, Weight,
};

/// The dataset's file.
pub fn write(dataset: &Dataset) -> String {
    let Dataset {
        meta,
        bodies,
        states,
        addressees,
        functions,
        topics,
        documents,
        sessions,
        resolutions,
        recommendations,
        actions,
        submissions,
        // Made of the above by the loader.
        ids: _,
        answered_by: _,
        articles: _,
        verbs: _,
    } = dataset;
    let of = &dataset;
    let mut file = file(of, meta);
    file.list("bodies", bodies, |record| body(of, record));
    file.list("states", states, |record| state(of, record));
    file.list("addressees", addressees, |record| addressee(of, record));
    file.list("functions", functions, |record| function(of, record));
    file.list("topics", topics, |record| topic(of, record));
    file.list("documents", documents, |record| document(of, record));
    file.list("sessions", sessions, |record| session(of, record));
    file.list("resolutions", resolutions, |record| resolution(of, record));
    file.list("recommendations", recommendations, |record| recommendation(of, record));
    file.list("actions", actions, |record| action(of, record));
    file.list("submissions", submissions, |record| submission(of, record));
    layout(&Json::Object(file.fields))
}

/// An object in the making.
struct Fields<'a> {
    dataset: &'a Dataset,
    fields: Vec<(String, Json)>,
}

impl<'a> Fields<'a> {
    fn new(dataset: &'a Dataset) -> Fields<'a> {
        Fields { dataset, fields: Vec::new() }
    }

    fn put(&mut self, key: &str, value: Json) {
        self.fields.push((key.to_owned(), value));
    }

    /// A text that must be there. An empty one is what a file without it was read as.
    fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.put(key, Json::text(text));
        }
    }

    /// Something that is left out where there is none: a text, a date.
    fn may(&mut self, key: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.put(key, Json::text(value.to_string()));
        }
    }

    fn number(&mut self, key: &str, number: u64) {
        self.put(key, Json::Bare(number.to_string()));
    }

    /// Left out where it is not so.
    fn flag(&mut self, key: &str, flag: bool) {
        if flag {
            self.put(key, Json::Bare("true".to_owned()));
        }
    }

    /// The word for a choice.
    fn word<T: PartialEq>(&mut self, key: &str, value: T, all: &[(&str, T)]) {
        let word = all.iter().find(|(_, other)| *other == value);
        self.may(key, word.map(|(word, _)| word));
    }

    fn id<T: Row>(&mut self, key: &str, id: Id<T>) {
        self.put(key, Json::text(&self.dataset[id].entry().id));
    }

    fn may_id<T: Row>(&mut self, key: &str, id: Option<Id<T>>) {
        if let Some(id) = id {
            self.id(key, id);
        }
    }

    /// A list that is written even where nothing is in it.
    fn list<T>(&mut self, key: &str, items: &[T], write: impl Fn(&T) -> Json) {
        self.put(key, Json::List(items.iter().map(write).collect()));
    }

    /// A list that is left out where nothing is in it.
    fn some<T>(&mut self, key: &str, items: &[T], write: impl Fn(&T) -> Json) {
        if !items.is_empty() {
            self.list(key, items, write);
        }
    }

    fn some_texts(&mut self, key: &str, texts: &[String]) {
        self.some(key, texts, |text| Json::text(text));
    }

    fn ids<T: Row>(&mut self, key: &str, ids: &[Id<T>]) {
        let dataset = self.dataset;
        self.list(key, ids, |&id| Json::text(&dataset[id].entry().id));
    }

    fn some_ids<T: Row>(&mut self, key: &str, ids: &[Id<T>]) {
        if !ids.is_empty() {
            self.ids(key, ids);
        }
    }

    fn sources(&mut self, sources: &[Source]) {
        let dataset = self.dataset;
        self.list("sources", sources, |of| source(dataset, of));
    }

    /// A record: its id, what is its own, and what every record may have.
    fn record(dataset: &'a Dataset, entry: &Entry, own: impl FnOnce(&mut Fields<'a>)) -> Json {
        let Entry { id, aliases, sources, note, conflict, caveats } = entry;
        let mut f = Fields::new(dataset);
        f.text("id", id);
        own(&mut f);
        f.some_texts("aliases", aliases);
        f.sources(sources);
        f.may("note", note.as_ref());
        f.may("conflict", conflict.as_ref());
        f.some("caveats", caveats, |Caveat { field, text }| {
            Json::object([("field", Json::text(field)), ("text", Json::text(text))])
        });
        Json::Object(f.fields)
    }

    /// A part of a record.
    fn part(dataset: &'a Dataset, own: impl FnOnce(&mut Fields<'a>)) -> Json {
        let mut f = Fields::new(dataset);
        own(&mut f);
        Json::Object(f.fields)
    }
}

fn file<'a>(dataset: &'a Dataset, meta: &Meta) -> Fields<'a> {
    let Meta {
        title,
        subtitle,
        description,
        language,
        as_of,
        version,
        licence,
        issues_url,
        document_address,
    } = meta;
    let mut f = Fields::new(dataset);
    f.text("$schema", SCHEMA_FILE);
    f.number("schema", SCHEMA);
    f.text("version", version);
    f.text("title", title);
    f.text("subtitle", subtitle);
    f.text("description", description);
    f.text("language", language);
    f.text("as_of", &as_of.to_string());
    f.text("licence", licence);
    f.may("issues_url", issues_url.as_ref());
    f.may("document_address", document_address.as_ref());
    f
}

fn source(dataset: &Dataset, source: &Source) -> Json {
    let Source { place, quote, inferred, note } = source;
    Fields::part(dataset, |f| {
        match place {
            Place::Paragraph { document, paragraph } => {
                f.id("document", *document);
                f.text("paragraph", paragraph);
                f.text("quote", quote);
            }
            Place::Web { url, accessed } => {
                f.text("url", url);
                f.text("quote", quote);
                f.may("accessed", *accessed);
            }
        }
        f.flag("inferred", *inferred);
        f.may("note", note.as_ref());
    })
}

fn body(dataset: &Dataset, record: &Body) -> Json {
    let Body { entry, name, short, parent, symbol, role, basis, established_by } = record;
    Fields::record(dataset, entry, |f| {
        f.text("name", name);
        f.text("short", short);
        f.may_id("parent", *parent);
        f.may("symbol", symbol.as_ref());
        f.may("role", role.as_ref());
        f.may("basis", basis.as_ref());
        f.may_id("established_by", *established_by);
    })
}

fn state(dataset: &Dataset, State { entry, name }: &State) -> Json {
    Fields::record(dataset, entry, |f| f.text("name", name))
}

fn addressee(dataset: &Dataset, Addressee { entry, name }: &Addressee) -> Json {
    Fields::record(dataset, entry, |f| f.text("name", name))
}

fn function(dataset: &Dataset, record: &Function) -> Json {
    let Function { entry, letter, label, title } = record;
    Fields::record(dataset, entry, |f| {
        f.text("letter", letter);
        f.text("label", label);
        f.text("title", title);
    })
}

fn topic(dataset: &Dataset, Topic { entry, title, articles }: &Topic) -> Json {
    Fields::record(dataset, entry, |f| {
        f.text("title", title);
        f.some_texts("articles", articles);
    })
}

fn document(dataset: &Dataset, record: &Document) -> Json {
    let Document {
        entry,
        symbol,
        symbol_inferred,
        title,
        kind,
        date,
        body,
        session,
        url,
        editions,
        covers,
        text,
        uncited,
    } = record;
    Fields::record(dataset, entry, |f| {
        f.may("symbol", symbol.as_ref());
        f.flag("symbol_inferred", *symbol_inferred);
        f.text("title", title);
        f.text("kind", kind);
        f.may("date", *date);
        f.may_id("body", *body);
        f.may_id("session", *session);
        f.may("url", url.as_ref());
        f.some("editions", editions, |Edition { language, url }| {
            Json::object([("language", Json::text(language)), ("url", Json::text(url))])
        });
        f.may("covers", *covers);
        f.may("text", text.as_ref());
        f.some("uncited", uncited, |Uncited { paragraph, reason }| {
            Json::object([("paragraph", Json::text(paragraph)), ("reason", Json::text(reason))])
        });
    })
}

fn session(dataset: &Dataset, record: &Session) -> Json {
    let Session {
        entry,
        body,
        ordinal,
        title,
        label,
        city,
        state,
        planned,
        held,
        form,
        joint_with,
        chair,
        attendance,
        agenda,
        adopted,
        coverage,
    } = record;
    Fields::record(dataset, entry, |f| {
        f.id("body", *body);
        f.number("ordinal", (*ordinal).into());
        f.text("title", title);
        f.text("label", label);
        f.may("city", city.as_ref());
        f.may("state", state.as_ref());
        f.may("planned", *planned);
        f.may("held", *held);
        f.may("form", form.as_ref());
        f.may("joint_with", joint_with.as_ref());
        f.may("chair", chair.as_ref());
        f.may("attendance", attendance.as_ref());
        f.some("agenda", agenda, |item| agenda_item(dataset, item));
        f.may("adopted", adopted.as_ref());
        f.word("coverage", *coverage, &Coverage::ALL);
    })
}

fn agenda_item(dataset: &Dataset, item: &AgendaItem) -> Json {
    let AgendaItem { title, topics, articles, set_by, sources, note } = item;
    Fields::part(dataset, |f| {
        f.text("title", title);
        f.ids("topics", topics);
        f.list("articles", articles, |text| Json::text(text));
        f.may_id("set_by", *set_by);
        f.sources(sources);
        f.may("note", note.as_ref());
    })
}

fn resolution(dataset: &Dataset, record: &Resolution) -> Json {
    let Resolution {
        entry,
        number,
        title,
        subject,
        session,
        date,
        articles,
        sponsors,
        provisions,
        links,
    } = record;
    Fields::record(dataset, entry, |f| {
        f.may("number", number.as_ref());
        f.may("title", title.as_ref());
        f.may("subject", subject.as_ref());
        f.id("session", *session);
        f.may("date", *date);
        f.some_texts("articles", articles);
        f.some_texts("sponsors", sponsors);
        f.list("provisions", provisions, |part| provision(dataset, part));
        f.list("links", links, |part| link(dataset, part));
    })
}

fn provision(dataset: &Dataset, part: &Provision) -> Json {
    let Provision { text, paragraph, addressees, sources } = part;
    Fields::part(dataset, |f| {
        f.text("text", text);
        f.may("paragraph", paragraph.as_ref());
        f.some_ids("addressees", addressees);
        f.sources(sources);
    })
}

fn link(dataset: &Dataset, Link { kind, to, sources }: &Link) -> Json {
    let id = |to: Ref| dataset.entry(to).map(|entry| entry.id.clone());
    Fields::part(dataset, |f| {
        f.word("kind", *kind, &LinkKind::ALL);
        f.may("to", id(*to));
        f.sources(sources);
    })
}

fn recommendation(dataset: &Dataset, record: &Recommendation) -> Json {
    let Recommendation {
        entry,
        title,
        session,
        verb,
        weight,
        addressees,
        function,
        topics,
        articles,
        mandate,
        standing,
        conditional,
        occurrences,
        statuses,
    } = record;
    let flags = Flag::ALL.into_iter().filter(|(_, flag)| match flag {
        Flag::Standing => *standing,
        Flag::Conditional => *conditional,
    });
    let flags: Vec<String> = flags.map(|(word, _)| word.to_owned()).collect();
    Fields::record(dataset, entry, |f| {
        f.text("title", title);
        f.id("session", *session);
        f.text("verb", verb);
        f.word("kind", *weight, &Weight::ALL);
        f.ids("addressees", addressees);
        if let Some((function, basis)) = *function {
            f.id("function", function);
            f.word("function_basis", basis, &FunctionBasis::ALL);
        }
        f.ids("topics", topics);
        f.some_texts("articles", articles);
        f.may_id("mandate", *mandate);
        f.some_texts("flags", &flags);
        f.list("occurrences", occurrences, |part| occurrence(dataset, part));
        f.list("statuses", statuses, |part| status_entry(dataset, part));
    })
}

fn occurrence(dataset: &Dataset, part: &Occurrence) -> Json {
    let Occurrence {
        document,
        paragraph,
        section,
        attributed_to,
        quote,
        paraphrase,
        sources,
        note,
    } = part;
    Fields::part(dataset, |f| {
        f.id("document", *document);
        f.may("paragraph", paragraph.as_ref());
        f.may("section", section.as_ref());
        f.id("attributed_to", *attributed_to);
        f.text("quote", quote);
        f.may("paraphrase", paraphrase.as_ref());
        f.some("sources", sources, |of| source(dataset, of));
        f.may("note", note.as_ref());
    })
}

fn status_entry(dataset: &Dataset, part: &StatusEntry) -> Json {
    let StatusEntry { date, status, basis, reason, evidence, sources } = part;
    Fields::part(dataset, |f| {
        f.text("date", &date.to_string());
        f.text("status", status.key());
        f.word("basis", *basis, &Basis::ALL);
        f.text("reason", reason);
        f.some_ids("evidence", evidence);
        f.sources(sources);
    })
}

fn action(dataset: &Dataset, record: &Action) -> Json {
    let Action {
        entry,
        title,
        kind,
        report,
        paragraph,
        date,
        function,
        actors,
        states,
        region,
        partners,
        quote,
        paraphrase,
        resolutions,
        answers,
    } = record;
    Fields::record(dataset, entry, |f| {
        f.text("title", title);
        f.text("kind", kind);
        f.may_id("report", *report);
        f.may("paragraph", paragraph.as_ref());
        f.may("date", *date);
        f.may_id("function", *function);
        f.list("actors", actors, |text| Json::text(text));
        f.some_ids("states", states);
        f.may("region", region.as_ref());
        f.some_texts("partners", partners);
        f.text("quote", quote);
        f.may("paraphrase", paraphrase.as_ref());
        f.some_ids("resolutions", resolutions);
        f.list("answers", answers, |part| answer(dataset, part));
    })
}

fn answer(dataset: &Dataset, part: &Answer) -> Json {
    let Answer { recommendation, strength, reason, sources } = part;
    Fields::part(dataset, |f| {
        f.id("recommendation", *recommendation);
        f.word("strength", *strength, &Strength::ALL);
        f.may("reason", reason.as_ref());
        f.sources(sources);
    })
}

fn submission(dataset: &Dataset, record: &Submission) -> Json {
    let Submission {
        entry,
        state,
        session,
        topics,
        articles,
        subject,
        kind,
        document,
        url,
        date,
        round,
    } = record;
    Fields::record(dataset, entry, |f| {
        f.id("state", *state);
        f.may_id("session", *session);
        f.ids("topics", topics);
        f.some_texts("articles", articles);
        f.may("subject", subject.as_ref());
        f.may("kind", kind.as_ref());
        f.may_id("document", *document);
        f.may("url", url.as_ref());
        f.may("date", *date);
        f.may("round", round.as_ref());
    })
}
