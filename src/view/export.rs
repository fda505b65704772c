//! What is on the screen as files to take away.

use super::dom::{Element, Node, element, live, live_text};
use super::panel::panel;
use super::recommendations;
use super::results::question_in_words;
use super::signal::RwSignal;
use super::store::{Store, query_string};
use crate::browser;
use crate::export::{Form, Shown};
use crate::model::{Kind, Ref, Row};
use crate::words::Key;

/// The button, and the panel that it opens.
pub(super) fn control(store: Store) -> Node {
    panel(store, "export", Key::export, "", move |part| (part.export)(store))
}

/// What can be taken.
pub(super) fn content(store: Store) -> Node {
    let said = RwSignal::new(String::new());
    let forms: Node = Form::ALL.into_iter().map(|form| row(store, form, said)).collect();
    let status = element("p").attr("role", "status").child(live_text(move || said.get()));
    let question = element("p").class("soft").child(live_text(move || question_in_words(store)));
    Node::from((question, element("ul").child((workbook(store, said), forms)), status))
}

/// What a form is called, and what it counts.
fn told(form: Form) -> (Key, Kind) {
    match form {
        Form::Csv => (Key::export_csv, Kind::Recommendation),
        Form::Json => (Key::export_json, Kind::Recommendation),
        Form::Brief => (Key::export_brief, Kind::Recommendation),
        Form::Calendar => (Key::export_calendar, Kind::Session),
        Form::Ris => (Key::export_ris, Kind::Document),
        Form::Bibtex => (Key::export_bibtex, Kind::Document),
    }
}

fn row(store: Store, form: Form, said: RwSignal<String>) -> Element {
    let (name, kind) = told(form);
    let button = element("button").on_click(move || {
        let file = with_shown(store, |shown| shown.file(form));
        save(store, said, form.extension(), form.media_type(), file.as_bytes());
    });
    let count = live(move || {
        let as_of = store.as_of();
        // A calendar takes no session whose days are not known.
        let dated = |index: &usize| {
            let item = Ref { kind, index: *index as u32 };
            store.dataset().date_on(item, as_of).is_some_and(|date| date.is_exact())
        };
        let n = store.outcome.with(|outcome| match form {
            Form::Calendar => outcome.shown(kind).iter().filter(dated).count(),
            _ => outcome.shown(kind).count(),
        });
        element("span").class("soft").child(store.words.kind_count(kind, n))
    });
    element("li").child((button.child(store.words.get(name)), " ", count))
}

/// The table for a spreadsheet, whose code comes when it is asked for.
fn workbook(store: Store, said: RwSignal<String>) -> Element {
    let words = store.words;
    let button = element("button").on_click(move || {
        said.set(words.get(Key::part_loading).to_owned());
        store.parts.spreadsheet.hand(move |part| {
            let Some(part) = part else {
                said.set(words.get(Key::part_lost).to_owned());
                return;
            };
            match with_shown(store, part.workbook) {
                Some(file) => save(store, said, WORKBOOK.0, WORKBOOK.1, &file),
                None => said.set(words.get(Key::export_failed).to_owned()),
            }
        });
    });
    let count = live(move || {
        let n = store.outcome.with(|outcome| outcome.shown(Kind::Recommendation).count());
        element("span").class("soft").child(words.kind_count(Kind::Recommendation, n))
    });
    element("li").child((button.child(words.get(Key::export_workbook)), " ", count))
}

/// How the name of a workbook ends, and its media type.
const WORKBOOK: (&str, &str) =
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

/// Saves a file, and says whether that went well.
fn save(store: Store, said: RwSignal<String>, extension: &str, kind: &str, file: &[u8]) {
    let name = format!("mandate-trail-{}.{extension}", store.as_of_untracked());
    said.set(match browser::save(&name, kind, file) {
        true => store.words.with(Key::picture_saved, &[("name", &name)]),
        false => store.words.get(Key::export_failed).to_owned(),
    });
}

/// Hands over exactly what is shown, in the order in which the Recommendations view has it.
fn with_shown<T>(store: Store, with: impl FnOnce(&Shown<'_>) -> T) -> T {
    let outcome = store.outcome.get_untracked();
    let ids = recommendations::in_order(store);
    fn of<T: Row>(outcome: &crate::query::Outcome) -> Vec<crate::model::Id<T>> {
        outcome.shown(T::KIND).ids().collect()
    }
    let address = browser::absolute(&store.address.with_untracked(query_string));
    let permalink = |id: &str| browser::absolute(&store.permalink(id));
    with(&Shown {
        dataset: store.dataset(),
        words: store.words,
        recommendations: &ids,
        sessions: &of(&outcome),
        documents: &of(&outcome),
        as_of: store.as_of_untracked(),
        question: &question_in_words(store),
        address: &address,
        permalink: &permalink,
        language: &browser::language(),
        today: browser::today(),
    })
}
