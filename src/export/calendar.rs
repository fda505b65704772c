//! The sessions, for a calendar: RFC 5545.

use super::Shown;
use crate::model::{Civil, Day, Id, Session};

/// The longest line, in bytes without its end.
const LINE: usize = 75;

/// An event for each session whose dates are known to the day.
pub(super) fn calendar(shown: &Shown<'_>) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN", "VCALENDAR");
    line(&mut text, "VERSION", "2.0");
    line(&mut text, "PRODID", "-//Mandate Trail//EN");
    line(&mut text, "X-WR-CALNAME", &escaped(&shown.dataset.meta.title));
    for &id in shown.sessions {
        event(&mut text, shown, id);
    }
    line(&mut text, "END", "VCALENDAR");
    text
}

fn event(text: &mut String, shown: &Shown<'_>, id: Id<Session>) {
    let dataset = shown.dataset;
    let of = &dataset[id];
    let Some(date) = dataset.date_on(id.into(), shown.as_of).filter(|date| date.is_exact()) else {
        return;
    };
    let stamp = shown.today.unwrap_or(dataset.meta.as_of);
    let link = shown.permalink(id.into());
    line(text, "BEGIN", "VEVENT");
    line(text, "UID", &escaped(&format!("{}@mandate-trail", of.entry.id)));
    line(text, "DTSTAMP", &format!("{}T000000Z", day(stamp)));
    line(text, "DTSTART;VALUE=DATE", &day(date.start()));
    // The end is the first day after it.
    line(text, "DTEND;VALUE=DATE", &day(Day(date.end().0.saturating_add(1))));
    line(text, "SUMMARY", &escaped(&of.title));
    if let Some(city) = &of.city {
        line(text, "LOCATION", &escaped(city));
    }
    let held = of.held_by(shown.as_of).is_some();
    line(text, "STATUS", if held { "CONFIRMED" } else { "TENTATIVE" });
    line(text, "DESCRIPTION", &escaped(&link));
    line(text, "URL", &link);
    line(text, "TRANSP", "TRANSPARENT");
    line(text, "END", "VEVENT");
}

fn day(day: Day) -> String {
    let Civil { year, month, day } = day.civil();
    format!("{year:04}{month:02}{day:02}")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line, folded where it is too long: never within a character.
fn line(text: &mut String, name: &str, value: &str) {
    let whole = format!("{name}:{value}");
    let mut length = 0;
    for c in whole.chars() {
        if length + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}
