//! What is wrong with a file, in words: what happened, where, and what would be right.

use super::{Key, Words};
use crate::load::{Effect, Fault, Form, Problem, SCHEMA};
use crate::model::Kind;
use crate::text::{Flaw, Malformed};

/// Where a problem is: "recommendations/3/title (wgp10-open-data-list)".
pub fn place(words: &Words, problem: &Problem) -> String {
    match (&problem.record, problem.pointer.as_str()) {
        (_, "") => words.get(Key::problem_whole_file).to_owned(),
        (None, pointer) => pointer.to_owned(),
        (Some(id), pointer) => format!("{pointer} ({id})"),
    }
}

/// What a problem means for what is shown.
pub fn severity(words: &Words, problem: &Problem) -> String {
    words
        .get(match problem.effect {
            Effect::FileRefused => Key::effect_file,
            Effect::RecordLeftOut => Key::effect_record,
            Effect::PartLeftOut => Key::effect_part,
            Effect::Kept => Key::effect_kept,
        })
        .to_owned()
}

/// What is wrong and what would be right, in one or two sentences.
pub fn problem(words: &Words, problem: &Problem) -> String {
    let kind = |kind: Option<Kind>| match kind {
        Some(kind) => words.kind_within(kind),
        None => words.get(Key::kind_any).to_owned(),
    };
    let guess = |nearest: &Option<String>| match nearest {
        Some(name) => format!(" {}", words.with(Key::did_you_mean, &[("name", name)])),
        None => String::new(),
    };
    match &problem.fault {
        Fault::NotFetched { status: Some(status) } => {
            words.with(Key::fault_not_fetched_status, &[("status", &status.to_string())])
        }
        Fault::NotFetched { status: None } => words.get(Key::fault_not_fetched).to_owned(),
        Fault::OtherSite => words.get(Key::fault_other_site).to_owned(),
        Fault::Truncated { line, column } => at(words, Key::fault_truncated, *line, *column),
        Fault::NotJson { line, column } => at(words, Key::fault_not_json, *line, *column),
        Fault::WrongSchema { found } => {
            let found = found.as_deref().unwrap_or(words.get(Key::nothing));
            words.with(
                Key::fault_wrong_schema,
                &[("found", found), ("expected", &SCHEMA.to_string())],
            )
        }
        Fault::Missing => words.get(Key::fault_missing).to_owned(),
        Fault::NoneOf { fields } => {
            words.with(Key::fault_none_of, &[("fields", &fields.join(", "))])
        }
        Fault::WrongType { found, expected } => {
            words.with(Key::fault_wrong_type, &[("found", found), ("expected", expected)])
        }
        Fault::Empty => words.get(Key::fault_empty).to_owned(),
        Fault::NotADate { found } => words.with(Key::fault_not_a_date, &[("found", found)]),
        Fault::NotADay { found } => words.with(Key::fault_not_a_day, &[("found", found)]),
        Fault::NotAnId { found } => words.with(Key::fault_not_an_id, &[("found", found)]),
        Fault::NotAChoice { found, allowed, nearest } => {
            let allowed = allowed.join(", ");
            words.with(Key::fault_not_a_choice, &[("found", found), ("allowed", &allowed)])
                + &guess(nearest)
        }
        Fault::UnknownField { nearest } => {
            words.get(Key::fault_unknown_field).to_owned() + &guess(nearest)
        }
        Fault::NotAField { found, nearest } => {
            words.with(Key::fault_not_a_field, &[("found", found)]) + &guess(nearest)
        }
        Fault::Repeated => words.get(Key::fault_repeated).to_owned(),
        Fault::Duplicate { first } => words.with(Key::fault_duplicate, &[("first", first)]),
        Fault::Unresolved { found, expected, nearest } => {
            words.with(Key::fault_unresolved, &[("found", found), ("kind", &kind(*expected))])
                + &guess(nearest)
        }
        Fault::WrongKind { found, is, expected } => words.with(
            Key::fault_wrong_kind,
            &[
                ("found", found),
                ("is", &words.kind_within(*is)),
                ("kind", &words.kind_within(*expected)),
            ],
        ),
        Fault::RefersToBroken { found } => {
            words.with(Key::fault_refers_to_broken, &[("found", found)])
        }
        Fault::NotALink { found } => words.with(Key::fault_not_a_link, &[("found", found)]),
        Fault::Malformed { found, form } => {
            let key = match form {
                Form::State => Key::fault_not_a_state,
                Form::Symbol => Key::fault_not_a_symbol,
                Form::Number => Key::fault_not_a_number,
                Form::Language => Key::fault_not_a_language,
                Form::Address => Key::fault_no_place_for_symbol,
            };
            words.with(key, &[("found", found), ("symbol", "{symbol}")])
        }
        Fault::Without { field } => words.with(Key::fault_without, &[("field", field)]),
        Fault::NotPlainText => words.get(Key::fault_not_plain_text).to_owned(),
        Fault::NoSource => words.get(Key::fault_no_source).to_owned(),
        Fault::NoDate => words.get(Key::fault_no_date).to_owned(),
        Fault::Taken { by } => words.with(Key::fault_taken, &[("by", by)]),
        Fault::SessionOrder { other, date } => {
            words.with(Key::fault_session_order, &[("other", other), ("date", date)])
        }
        Fault::Coverage { holds: [recommendations, resolutions, documents], nearest } => {
            let n = |n: &usize| n.to_string();
            let values = [
                ("recommendations", &*n(recommendations)),
                ("resolutions", &n(resolutions)),
                ("documents", &n(documents)),
            ];
            words.with(Key::fault_coverage, &values) + &guess(&Some((*nearest).to_owned()))
        }
        Fault::AfterReport { report } => words.with(Key::fault_after_report, &[("report", report)]),
        Fault::ProofMissing { status } => {
            words.with(Key::fault_proof_missing, &[("status", status)])
        }
        Fault::EvidenceNotLinked { action } => {
            words.with(Key::fault_evidence_not_linked, &[("action", action)])
        }
        Fault::OutOfOrder { after } => words.with(Key::fault_out_of_order, &[("after", after)]),
        Fault::BeforeSession { session } => {
            words.with(Key::fault_before_session, &[("session", session)])
        }
    }
}

/// What is wrong with a bundled text, where, and what would be right.
pub fn malformed(words: &Words, wrong: &Malformed) -> String {
    let (key, label) = match &wrong.flaw {
        Flaw::Empty => (Key::text_empty, ""),
        Flaw::NoLabel => (Key::text_no_label, ""),
        Flaw::UnknownLabel(label) => (Key::text_unknown_label, label.as_str()),
        Flaw::RepeatedLabel(label) => (Key::text_repeated_label, label.as_str()),
        Flaw::NoWords(label) => (Key::text_no_words, label.as_str()),
        Flaw::NotSeparated => (Key::text_not_separated, ""),
        Flaw::UnknownNote(sign) => (Key::text_unknown_note, sign.as_str()),
    };
    words.with(key, &[("line", &wrong.line.to_string()), ("label", label)])
}

fn at(words: &Words, key: Key, line: usize, column: usize) -> String {
    words.with(key, &[("line", &line.to_string()), ("column", &column.to_string())])
}
