//! Which form of a word goes with a whole number.

/// The plural forms of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl Form {
    pub(super) fn parse(name: &str) -> Option<Form> {
        Some(match name {
            "zero" => Form::Zero,
            "one" => Form::One,
            "two" => Form::Two,
            "few" => Form::Few,
            "many" => Form::Many,
            "other" => Form::Other,
            _ => return None,
        })
    }
}

/// The form of a whole number in the six official languages of the United Nations; in any other
/// language as in English. Source: Unicode CLDR, plural rules for cardinals.
pub(super) fn form(language: &str, n: u64) -> Form {
    let (last, two) = (n % 10, n % 100);
    match language.split('-').next().unwrap_or_default() {
        "zh" => Form::Other,
        "fr" if n <= 1 => Form::One,
        "fr" | "es" if n > 0 && n.is_multiple_of(1_000_000) => Form::Many,
        "fr" => Form::Other,
        "ru" if last == 1 && two != 11 => Form::One,
        "ru" if (2..=4).contains(&last) && !(12..=14).contains(&two) => Form::Few,
        "ru" => Form::Many,
        "ar" => match (n, two) {
            (0, _) => Form::Zero,
            (1, _) => Form::One,
            (2, _) => Form::Two,
            (_, 3..=10) => Form::Few,
            (_, 11..=99) => Form::Many,
            _ => Form::Other,
        },
        _ if n == 1 => Form::One,
        _ => Form::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, form};

    #[test]
    fn each_language_has_its_forms() {
        let check = |language: &str, expected: &[(u64, Form)]| {
            for &(n, expected) in expected {
                assert_eq!(form(language, n), expected, "{language} {n}");
            }
        };
        check("en", &[(0, Form::Other), (1, Form::One), (2, Form::Other)]);
        check("fr", &[(0, Form::One), (1, Form::One), (2, Form::Other), (1_000_000, Form::Many)]);
        check("ru-RU", &[(1, Form::One), (3, Form::Few), (11, Form::Many), (21, Form::One)]);
        check("ar", &[(0, Form::Zero), (2, Form::Two), (103, Form::Few), (111, Form::Many)]);
        check("zh", &[(1, Form::Other)]);
    }
}
