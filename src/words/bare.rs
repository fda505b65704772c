//! A catalogue without the names of its keys, made by the compiler: the page needs the texts alone,
//! in the list's order, and names are a third of a catalogue.
//!
//! Each text is a line that begins with a letter for its form: a capital where it is the first of
//! its key, a small one where it is another form of the same. A key whose texts are not here but
//! come later, or the other way round, has an empty line.

use super::plural::Form;

/// The forms in the order of their letters.
const FORMS: [Form; 6] = [Form::Zero, Form::One, Form::Two, Form::Few, Form::Many, Form::Other];

/// Where texts begin that come later, and where they end.
const LATER: &[u8] = b"#+\n";
const NOW: &[u8] = b"#-\n";

/// A catalogue stripped, and how long it is: of the texts that come later, or of the others. `MOST`
/// is the catalogue's own length.
pub(super) const fn strip<const MOST: usize>(catalogue: &str, later: bool) -> ([u8; MOST], usize) {
    let text = catalogue.as_bytes();
    let (mut bare, mut length) = ([0; MOST], 0);
    let (mut key, mut at, mut are_later) = (0..0, 0, false);
    while at < text.len() {
        let end = find(text, at, text.len(), b"\n");
        let equals = find(text, at, end, b" = ");
        if same_bytes(text, at, LATER) {
            are_later = true;
        } else if same_bytes(text, at, NOW) {
            are_later = false;
        } else if text[at] != b'#' && equals < end {
            let name = at..find(text, at, equals, b".");
            let another = same(text, key.start, key.end, name.start, name.end);
            if are_later == later {
                let first = if another { b'a' } else { b'A' };
                bare[length] = first + form(text, name.end, equals);
                length += 1;
                let mut from = equals + 3;
                while from < end {
                    bare[length] = text[from];
                    length += 1;
                    from += 1;
                }
            }
            if are_later == later || !another {
                bare[length] = b'\n';
                length += 1;
            }
            key = name;
        }
        at = end + 1;
    }
    (bare, length)
}

/// The first bytes of what [`strip`] made: those that count.
pub(super) const fn cut<const LENGTH: usize>(bare: &[u8]) -> [u8; LENGTH] {
    let (mut cut, mut at) = ([0; LENGTH], 0);
    while at < LENGTH {
        cut[at] = bare[at];
        at += 1;
    }
    cut
}

/// The texts, key by key.
pub(super) fn texts(bare: &str) -> Vec<Vec<(Form, String)>> {
    let mut texts: Vec<Vec<(Form, String)>> = Vec::new();
    for line in bare.lines() {
        let Some((&letter, text)) = line.as_bytes().first().zip(line.get(1..)) else {
            texts.push(Vec::new());
            continue;
        };
        let form = FORMS.get(usize::from(letter.to_ascii_uppercase().wrapping_sub(b'A')));
        let text = (form.copied().unwrap_or(Form::Other), text.to_owned());
        match texts.last_mut() {
            Some(key) if letter.is_ascii_lowercase() => key.push(text),
            _ => texts.push(vec![text]),
        }
    }
    texts
}

/// Where `what` begins between `from` and `to`; `to` where it does not stand there.
const fn find(text: &[u8], from: usize, to: usize, what: &[u8]) -> usize {
    let mut at = from;
    while at + what.len() <= to {
        if same_bytes(text, at, what) {
            return at;
        }
        at += 1;
    }
    to
}

const fn same_bytes(text: &[u8], at: usize, what: &[u8]) -> bool {
    let mut n = 0;
    while n < what.len() {
        if at + n >= text.len() || text[at + n] != what[n] {
            return false;
        }
        n += 1;
    }
    true
}

/// Whether two stretches of a text are the same.
const fn same(text: &[u8], from: usize, to: usize, other: usize, other_to: usize) -> bool {
    let mut n = 0;
    while from + n < to && other + n < other_to && text[from + n] == text[other + n] {
        n += 1;
    }
    from + n == to && other + n == other_to
}

/// The number of the form that stands between a key's name and the sign after it.
const fn form(text: &[u8], from: usize, to: usize) -> u8 {
    const NAMES: [&str; 5] = [".zero", ".one", ".two", ".few", ".many"];
    let mut n = 0;
    while n < NAMES.len() {
        let name = NAMES[n].as_bytes();
        if from + name.len() == to && same_bytes(text, from, name) {
            return n as u8;
        }
        n += 1;
    }
    NAMES.len() as u8
}
