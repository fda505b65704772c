//! A row for each recommendation: what the forms for a spreadsheet have in common.

use super::Shown;
use crate::model::{Basis, Id, Recommendation, Strength, Weight};
use crate::words;

/// How many columns there are.
const WIDTH: usize = 28;

/// The columns. Their names are part of the format: programs ask for them.
pub(super) const COLUMNS: [&str; WIDTH] = [
    "id",
    "title",
    "words",
    "document",
    "paragraph",
    "session",
    "session_date",
    "verb",
    "weight",
    "addressees",
    "function",
    "topics",
    "articles",
    "mandate",
    "standing",
    "conditional",
    "status",
    "status_date",
    "status_basis",
    "status_reason",
    "explicit_answers",
    "permalink",
    "record",
    "record_version",
    "as_known_on",
    "question",
    "address",
    "exported_on",
];

/// The cells of a recommendation's row.
pub(super) fn row(shown: &Shown<'_>, id: Id<Recommendation>) -> [String; WIDTH] {
    let dataset = shown.dataset;
    let of = &dataset[id];
    let first = of.occurrences.first();
    let entry = dataset.status_entry(of, shown.as_of);
    let list = |names: Vec<&str>| names.join("; ");
    let flag = |set: bool| if set { "yes" } else { "no" }.to_owned();
    let answers = dataset.answers(id).filter(|(action, answer)| {
        answer.strength == Strength::Explicit && dataset.known((*action).into(), shown.as_of)
    });
    [
        of.entry.id.clone(),
        of.title.clone(),
        first.map(|at| at.quote.clone()).unwrap_or_default(),
        first.map(|at| words::document(shown.words, dataset, at.document)).unwrap_or_default(),
        first.and_then(|at| at.paragraph.clone()).unwrap_or_default(),
        dataset[of.session].title.clone(),
        dataset[of.session].date().map(|date| date.to_string()).unwrap_or_default(),
        of.verb.clone(),
        match of.weight {
            Weight::Operative => "operative",
            Weight::Informational => "informational",
        }
        .to_owned(),
        list(of.addressees.iter().map(|&id| dataset[id].name.as_str()).collect()),
        of.function.map(|(id, _)| dataset[id].label.clone()).unwrap_or_default(),
        list(of.topics.iter().map(|&id| dataset[id].title.as_str()).collect()),
        list(of.articles.iter().map(String::as_str).collect()),
        of.mandate.map(|id| dataset[id].called().to_owned()).unwrap_or_default(),
        flag(of.standing),
        flag(of.conditional),
        dataset.status(of, shown.as_of).key().to_owned(),
        entry.map(|entry| entry.date.to_string()).unwrap_or_default(),
        entry
            .map(|entry| match entry.basis {
                Basis::Stated => "stated",
                Basis::Read => "read",
            })
            .unwrap_or_default()
            .to_owned(),
        entry.map(|entry| entry.reason.clone()).unwrap_or_default(),
        list(answers.map(|(action, _)| dataset[action].title.as_str()).collect()),
        shown.permalink(id.into()),
        dataset.meta.title.clone(),
        dataset.meta.version.clone(),
        shown.as_of.to_string(),
        shown.question.to_owned(),
        shown.address.to_owned(),
        shown.today.map(|day| day.to_string()).unwrap_or_default(),
    ]
}
