//! What a record is called, where a source stands.

use super::{Key, Words, date};
use crate::model::{
    Action, Body, Dataset, Day, Document, Id, Kind, LinkKind, Place, Recommendation, Ref,
    Resolution, Session, Source, Submission,
};
use crate::trail::Relation;

/// What a record is called by itself: "Resolution 8/8", a recommendation's title, a State's name.
pub fn name(words: &Words, dataset: &Dataset, item: Ref) -> String {
    match dataset.typed::<Resolution>(item) {
        Some(id) if dataset[id].number.is_some() => {
            words.with(Key::resolution_number, &[("number", dataset[id].called())])
        }
        _ => dataset.title(item).to_owned(),
    }
}

/// What a record is called where there is little room: a body by its short name.
pub fn short(dataset: &Dataset, item: Ref) -> &str {
    match dataset.typed::<Body>(item) {
        Some(id) => &dataset[id].short,
        None => dataset.title(item),
    }
}

/// What a record is called in the heading of its details, where nothing around it says more.
pub fn heading(words: &Words, dataset: &Dataset, item: Ref) -> String {
    if let Some(id) = dataset.typed::<Resolution>(item) {
        let number = name(words, dataset, item);
        let title = dataset.title(item);
        return if title == dataset[id].called() { number } else { format!("{number}: {title}") };
    }
    match dataset.typed::<Submission>(item) {
        Some(id) => match dataset[id].session {
            Some(session) => words.with(
                Key::submission_of,
                &[("state", dataset.title(item)), ("session", &dataset[session].title)],
            ),
            None => words.with(Key::submission_of_none, &[("state", dataset.title(item))]),
        },
        None => name(words, dataset, item),
    }
}

/// A document as a citation calls it: its symbol, with a word where that is inferred and not
/// printed in it, or, where it has none, its title.
pub fn document(words: &Words, dataset: &Dataset, id: Id<Document>) -> String {
    let document = &dataset[id];
    match &document.symbol {
        Some(symbol) if document.symbol_inferred => {
            format!("{symbol} ({})", words.get(Key::inferred))
        }
        Some(symbol) => symbol.clone(),
        None => document.title.clone(),
    }
}

/// A place in a document: "CAC/COSP/WG.4/2020/1, para. 29"; the document alone where its place is
/// not known.
pub fn place_in(words: &Words, dataset: &Dataset, id: Id<Document>, at: Option<&str>) -> String {
    match at {
        Some(at) => paragraph(words, dataset, id, at),
        None => document(words, dataset, id),
    }
}

/// A place in a document whose text can be read: "background paper 2020, para. 29".
pub fn read_at(words: &Words, dataset: &Dataset, id: Id<Document>, at: &str) -> String {
    within(words, &read_as(dataset, id), at)
}

/// What a document whose text can be read is called: "background paper 2020". A symbol is only
/// used if the document itself prints it.
pub fn read_as(dataset: &Dataset, id: Id<Document>) -> String {
    let of = &dataset[id];
    match (&of.symbol, of.date) {
        (Some(symbol), _) if !of.symbol_inferred => symbol.clone(),
        (_, Some(date)) => format!("{} {}", of.kind, date.start().civil().year),
        (_, None) => of.kind.clone(),
    }
}

/// A part of a text by itself: "para. 29", "heading III.A".
pub fn part(words: &Words, label: &str) -> String {
    match is_number(label) {
        true => words.with(Key::para_short, &[("paragraph", label)]),
        false => label.to_owned(),
    }
}

fn is_number(label: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_digit())
}

fn paragraph(words: &Words, dataset: &Dataset, id: Id<Document>, paragraph: &str) -> String {
    within(words, &document(words, dataset, id), paragraph)
}

fn within(words: &Words, document: &str, paragraph: &str) -> String {
    let key = if is_number(paragraph) { Key::paragraph } else { Key::place };
    words.with(key, &[("document", document), ("paragraph", paragraph)])
}

/// Where a recommendation stands, each document named once: "CAC/COSP/WG.4/2020/1, para. 20,
/// para. 29".
pub fn occurrences(words: &Words, dataset: &Dataset, of: &Recommendation) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut before = None;
    for at in &of.occurrences {
        said.push(match &at.paragraph {
            Some(paragraph) if before == Some(at.document) => {
                words.with(Key::para_short, &[("paragraph", paragraph)])
            }
            paragraph => place_in(words, dataset, at.document, paragraph.as_deref()),
        });
        before = Some(at.document);
    }
    said.join(", ")
}

/// Where a source stands: a place in a document, or a web page's host.
pub fn place_of(words: &Words, dataset: &Dataset, source: &Source) -> String {
    match &source.place {
        Place::Paragraph { document, paragraph: p } => paragraph(words, dataset, *document, p),
        Place::Web { url, .. } => {
            let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            rest.split('/').next().unwrap_or(rest).to_owned()
        }
    }
}

/// When a record was, in words; for an action that its source does not date, that it was
/// reported by the date of the report. A session that had not begun by `as_of` was planned.
pub fn when(words: &Words, dataset: &Dataset, item: Ref, as_of: Day) -> Option<String> {
    if let Some(id) = dataset.typed::<Action>(item) {
        let action = &dataset[id];
        return match (action.date, action.report.and_then(|report| dataset[report].date)) {
            (Some(at), _) => Some(date(words, at)),
            (None, Some(reported)) => {
                Some(words.with(Key::date_not_stated, &[("date", &date(words, reported))]))
            }
            (None, None) => None,
        };
    }
    if let Some(id) = dataset.typed::<Submission>(item) {
        return dataset[id].date.map(|at| date(words, at));
    }
    let said = date(words, dataset.date_on(item, as_of)?);
    let session = dataset.typed::<Session>(item);
    let planned = session.is_some_and(|id| dataset[id].held_by(as_of).is_none());
    match planned {
        true => Some(format!("{said}, {}", words.get(Key::mark_planned))),
        false => Some(said),
    }
}

/// A record in one breath, for a screen reader: its name first, then what it is, its status as
/// of a day, and when it was.
pub fn spoken(words: &Words, dataset: &Dataset, item: Ref, as_of: Day) -> String {
    let mut parts = vec![name(words, dataset, item)];
    // What stands beside its mark, so that it can be asked for by what is seen.
    parts.extend(dataset.typed::<Session>(item).map(|id| dataset[id].label.clone()));
    parts.extend(dataset.typed::<Document>(item).and_then(|id| dataset[id].symbol.clone()));
    if !matches!(item.kind, Kind::Resolution) {
        parts.push(words.kind_within(item.kind));
    }
    if let Some(id) = dataset.typed::<Recommendation>(item) {
        parts.push(lower(words.status(dataset.status(&dataset[id], as_of))));
    }
    parts.extend(when(words, dataset, item, as_of));
    parts.join(", ")
}

/// A step of a trail in words: "Resolution 8/8 follows up on Resolution 4/3".
pub fn step(words: &Words, dataset: &Dataset, from: Ref, to: Ref, relation: Relation) -> String {
    // Some are said of what came later.
    let up = match relation {
        Relation::Links(kind) => matches!(kind, LinkKind::FollowsUp | LinkKind::Reaffirms),
        Relation::Carries | Relation::Answered(_) => true,
        _ => false,
    };
    let (first, second) = if up { (to, from) } else { (from, to) };
    let (first, second) = (name(words, dataset, first), name(words, dataset, second));
    let relation = words.relation(relation, up);
    let said = [("first", &*first), ("relation", relation), ("second", &*second)];
    words.with(Key::trail_step, &said)
}

/// A word without capitals, for within a sentence. (Letter by letter: `str::to_lowercase` knows
/// the final form of one Greek letter besides, by tables larger than all of the words here.)
pub fn lower(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).collect()
}

/// A word with a capital, for where it stands alone.
pub fn upper(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
