//! What was done about a recommendation, in a sentence: comes with the parts that list it.

use super::{Key, Words, day, place_in, when};
use crate::model::{Dataset, Day, Id, Recommendation, Strength};

/// What was done last about a recommendation, as known on a day, how plainly that answers it, and
/// where it is reported: for a brief. That there is nothing is said as well.
pub fn last_done(
    words: &Words,
    dataset: &Dataset,
    recommendation: Id<Recommendation>,
    as_of: Day,
) -> String {
    let Some((id, strength)) = dataset.last_answer(recommendation, as_of) else {
        let on = [("date", &*day(words, as_of))];
        return match as_of < dataset.meta.as_of {
            true => words.with(Key::details_nothing_done_then, &on),
            false => words.get(Key::details_nothing_done).to_owned(),
        };
    };
    let action = &dataset[id];
    let mut said = action.title.clone();
    if let Some(when) = when(words, dataset, id.into(), as_of) {
        said.push_str(&format!(" ({when})"));
    }
    if let Some(report) = action.report {
        let place = place_in(words, dataset, report, action.paragraph.as_deref());
        said.push_str(&format!(", {place}"));
    }
    let key = match strength {
        Strength::Explicit => Key::last_explicit,
        Strength::SameHeading => Key::last_same_heading,
        Strength::Pointer => Key::last_pointer,
    };
    words.with(key, &[("action", &said)])
}
