//! The table as comma-separated values.

use super::Shown;
use super::table::{COLUMNS, row};

/// UTF-8 with a byte order mark (by which spreadsheets know it), lines ended and cells
/// quoted as RFC 4180 has it, and no cell that a spreadsheet would take for a formula.
pub(super) fn table(shown: &Shown<'_>) -> String {
    let mut text = String::from("\u{feff}");
    line(&mut text, COLUMNS.iter().copied());
    for &id in shown.recommendations {
        line(&mut text, row(shown, id).iter().map(String::as_str));
    }
    text
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (n, value) in cells.enumerate() {
        if n > 0 {
            text.push(',');
        }
        cell(text, value);
    }
    text.push_str("\r\n");
}

/// A cell. What begins as a formula does gets an apostrophe before it, which spreadsheets read as
/// "this is text": <https://owasp.org/www-community/attacks/CSV_Injection>.
fn cell(text: &mut String, value: &str) {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted = value.contains(['"', ',', '\r', '\n', ';']) || value.trim() != value;
    if quoted {
        text.push('"');
    }
    if formula {
        text.push('\'');
    }
    text.push_str(&value.replace('"', "\"\""));
    if quoted {
        text.push('"');
    }
}
