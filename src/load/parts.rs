//! A record kept in several files, a file for each kind of record, and the one file that is made
//! of them. Text in, text out: the caller reads the files.

use crate::model::Kind;

/// The file that holds everything but the lists of records: title, language, date.
pub const WHOLE: &str = "record.json";

/// The files that a record may be kept in beside [`WHOLE`], each with the list that it holds:
/// `bodies.json` holds what stands at `bodies`.
pub fn files() -> impl Iterator<Item = (Kind, String)> {
    Kind::ALL.into_iter().map(|kind| (kind, format!("{}.json", kind.key())))
}

/// Joins what [`WHOLE`] holds with the lists of the other files. Nothing is read: whatever is
/// wrong with a part stays as it is, for [`super::load`] to tell of.
///
/// ```
/// use mandate_trail::{load::join, model::Kind};
/// let whole = join("{\"schema\": 1}\n", &[(Kind::Body, "[]\n".to_owned())]);
/// assert_eq!(whole, "{\"schema\": 1,\n\"bodies\": []\n}\n");
/// ```
pub fn join(whole: &str, lists: &[(Kind, String)]) -> String {
    let Some(open) = whole.trim_end().strip_suffix('}') else {
        // Not an object: the loader says so better than this could.
        return whole.to_owned();
    };
    let mut joined = open.trim_end().to_owned();
    for (kind, list) in lists {
        let comma = if joined.trim_end().ends_with('{') { "" } else { "," };
        joined += &format!("{comma}\n\"{}\": {}", kind.key(), list.trim_end());
    }
    joined + "\n}\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_and_an_empty_object_are_joined_too() {
        assert_eq!(join("{}", &[(Kind::State, "[1]".into())]), "{\n\"states\": [1]\n}\n");
        assert_eq!(join("{\"a\": 1}", &[]), "{\"a\": 1\n}\n");
        assert_eq!(join("[]", &[(Kind::State, "[]".into())]), "[]");
    }
}
