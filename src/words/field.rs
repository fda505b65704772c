//! What the page calls a field of the dataset's file.

use super::{Key, Words};

/// What the page calls a field that a caveat is about; the field's own name where the page has no
/// word for it.
pub fn field<'a>(words: &'a Words, field: &'a str) -> &'a str {
    words.get(match field {
        "title" => Key::fact_title,
        "number" | "ordinal" => Key::fact_number,
        "subject" => Key::fact_subject,
        "symbol" => Key::fact_symbol,
        "kind" => Key::fact_kind,
        "date" => Key::fact_date,
        "covers" => Key::fact_covers,
        "session" => Key::fact_session,
        "held" => Key::fact_held,
        "planned" => Key::fact_planned,
        "city" | "state" => Key::fact_place,
        "form" => Key::fact_form,
        "joint_with" => Key::fact_joint_with,
        "chair" => Key::fact_chair,
        "attendance" => Key::fact_attendance,
        "adopted" => Key::fact_adopted,
        "agenda" => Key::details_agenda,
        "coverage" => Key::fact_coverage,
        "provisions" => Key::details_provisions,
        "sponsors" => Key::fact_sponsors,
        "verb" => Key::fact_verb,
        "addressees" => Key::fact_addressees,
        "flags" => Key::fact_flags,
        "topics" => Key::fact_topics,
        "articles" => Key::fact_articles,
        "occurrences" => Key::details_words,
        "actors" => Key::fact_actors,
        "region" => Key::fact_region,
        "partners" => Key::fact_partners,
        "paraphrase" => Key::fact_paraphrase,
        "resolutions" => Key::fact_carries_out,
        "answers" => Key::details_done,
        "role" => Key::fact_role,
        "note" => Key::note,
        _ => return field,
    })
}
