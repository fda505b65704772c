//! A brief: each recommendation with its status, what was done last and its citation, as
//! Markdown, which is read as it stands and becomes clean pages.

use super::Shown;
use crate::cite::Form;
use crate::model::{Id, Recommendation};
use crate::words::{self, Key};

/// The brief.
pub(super) fn brief(shown: &Shown<'_>) -> String {
    let (words, dataset) = (shown.words, shown.dataset);
    let mut text = format!("# {}\n\n", escaped(&dataset.meta.title));
    let count = words.count(Key::n_recommendations, shown.recommendations.len(), &[]);
    let of = |day| words::day(words, day);
    let mut facts =
        vec![words.with(Key::counted_on, &[("count", &count), ("date", &of(shown.as_of))])];
    if !shown.question.is_empty() {
        facts.push(shown.question.to_owned());
    }
    facts.push(words.with(Key::brief_edition, &[("version", &dataset.meta.version)]));
    for fact in facts {
        text.push_str(&format!("{}  \n", escaped(&fact)));
    }
    text.push_str(&format!("<{}>\n", shown.address));
    for &id in shown.recommendations {
        one(&mut text, shown, id);
    }
    text
}

fn one(text: &mut String, shown: &Shown<'_>, id: Id<Recommendation>) {
    let (words, dataset) = (shown.words, shown.dataset);
    let of = &dataset[id];
    text.push_str(&format!("\n## {}\n\n", escaped(&of.title)));
    if let Some(at) = of.occurrences.first() {
        text.push_str(&format!("> {}\n\n", escaped(&at.quote)));
    }
    let status = words.status(dataset.status(of, shown.as_of));
    text.push_str(&format!("**{}**", escaped(status)));
    if let Some(entry) = dataset.status_entry(of, shown.as_of) {
        let date = words::date(words, entry.date);
        text.push_str(&format!(" ({}): {}", escaped(&date), escaped(&entry.reason)));
    }
    text.push_str("\n\n");
    let done = words::last_done(words, dataset, id, shown.as_of);
    text.push_str(&format!("{}\n\n", escaped(&done)));
    let footnote = shown.citation(id.into()).print(words, Form::Footnote);
    text.push_str(&format!("{}\n", escaped(&footnote)));
}

/// A text as Markdown shows it: its own signs are not Markdown's.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for (n, c) in text.chars().enumerate() {
        let sign = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~');
        if sign || (n == 0 && matches!(c, '-' | '+' | '=')) {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
