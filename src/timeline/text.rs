//! How wide texts are, where no browser can be asked.

use std::borrow::Cow;

/// How a text of the drawing is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontRole {
    /// A mark's label: 12 px.
    Mark,
    /// The label of what is chosen or lit: 12 px, bold.
    Strong,
    /// A tick's label: 12 px, tabular figures.
    Tick,
    /// A lane's name: 14 px, bold.
    Lane,
}

impl FontRole {
    /// Its size, px.
    pub fn size(self) -> f64 {
        match self {
            FontRole::Mark | FontRole::Strong | FontRole::Tick => 12.0,
            FontRole::Lane => 14.0,
        }
    }
}

/// How wide a text is, px, guessed on the safe side for a system sans: each character by the
/// class that it belongs to. Wide scripts count as one em.
pub fn estimate(text: &str, role: FontRole) -> f64 {
    let ems: f64 = text.chars().map(em).sum();
    let bold = if matches!(role, FontRole::Strong | FontRole::Lane) { 1.07 } else { 1.0 };
    ems * role.size() * bold
}

fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' => 0.31,
        'f' | 't' | 'r' | 'I' | '(' | ')' | '/' | ' ' | '-' | '·' => 0.39,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 0.95,
        '0'..='9' | 'a'..='z' => 0.62,
        'A'..='Z' => 0.71,
        '\u{300}'..='\u{36f}' => 0.0,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{ff00}'..='\u{ffef}' => 1.0,
        c if (c as u32) > 0xffff => 1.0,
        _ => 0.66,
    }
}

/// From one line of a lane's name to the next, px.
pub const LANE_LINE: f64 = 16.0;

/// A lane's name in lines no wider than `width`, px; a single word that is wider stays whole.
pub fn wrap(text: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if estimate(&format!("{line} {word}"), FontRole::Lane) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The text if it fits `room` px, else its beginning and "…"; with its width. `None` where not
/// even four characters and the sign would fit.
pub fn fit<'t>(
    text: &'t str,
    room: f64,
    role: FontRole,
    measure: &dyn Fn(&str, FontRole) -> f64,
) -> Option<(Cow<'t, str>, f64)> {
    let width = measure(text, role);
    if width <= room {
        return Some((Cow::Borrowed(text), width));
    }
    // Ends of the cut text, in bytes: the longest that fits is searched for by halving.
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(4).take(400).collect();
    let cut = |end: usize| {
        let mut short = text.get(..end).unwrap_or_default().trim_end().to_owned();
        short.push('…');
        let width = measure(&short, role);
        (Cow::Owned(short), width)
    };
    let fits = ends.partition_point(|&end| cut(end).1 <= room);
    fits.checked_sub(1).and_then(|last| ends.get(last)).map(|&end| cut(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_is_cut_to_its_room() {
        let check = |text: &str, room: f64, expect: Option<&str>| {
            let got = fit(text, room, FontRole::Mark, &estimate);
            assert!(got.iter().all(|(_, w)| *w <= room));
            assert_eq!(got.map(|(t, _)| t).as_deref(), expect, "{text} in {room}");
        };
        check("Open data", 100.0, Some("Open data"));
        check("Open data initiatives", 90.0, Some("Open data in…"));
        check("Open data initiatives", 10.0, None);
        check("", 0.0, Some(""));
        check("Ünïcödé ẅörds", 60.0, Some("Ünïcöd…"));
    }

    #[test]
    fn bold_and_larger_is_wider() {
        assert!(estimate("Resolution", FontRole::Strong) > estimate("Resolution", FontRole::Mark));
        assert!(estimate("Resolution", FontRole::Lane) > estimate("Resolution", FontRole::Strong));
    }
}
