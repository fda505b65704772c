//! Checks a dataset the way the page does when it loads one, and against what stands beside it.

use anyhow::{Result, ensure};

use mandate_trail::{
    load::{Beside, Effect, Fault, Problem, audit},
    words::{Words, problem, severity},
};

use crate::record::{Record, at, shown};

/// Checks `path`, or else the record that the site is built with. Prints all problems at once.
pub(crate) fn check(path: Option<&str>) -> Result<()> {
    let record = Record::read(&at(path))?;
    let problems = problems(&record)?;
    for problem in &problems {
        println!("{problem}");
    }
    let name = shown(&at(path), "");
    match problems.len() {
        0 => println!("{name}: no problems"),
        n => ensure!(false, "{name}: {n} problem{}, listed above", if n == 1 { "" } else { "s" }),
    }
    Ok(())
}

/// What is wrong with a record, in the words that the page has for it.
fn problems(record: &Record) -> Result<Vec<String>> {
    let words = Words::english();
    let mut lines = Vec::new();
    for (part, fault) in record.not_json() {
        let effect = Effect::FileRefused;
        let found = Problem { pointer: String::new(), record: None, fault, effect };
        lines.push(format!("{}: {}", shown(&part.path, ""), problem(&words, &found)));
    }
    if !lines.is_empty() {
        // The rest can be told once there is a file to be read.
        return Ok(lines);
    }
    let texts = record.texts()?;
    let published = record.published.as_ref().map(|list| list.text.as_str());
    let beside = Beside { published, texts: texts.as_deref() };
    for found in audit(record.joined().as_bytes(), &beside).problems {
        let said = problem(&words, &found);
        lines.push(match (&found.fault, &record.published) {
            (Fault::Vanished { .. }, Some(list)) => format!("{}: {said}", shown(&list.path, "")),
            _ => {
                let place = record.place(&found.pointer);
                let id = found.record.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
                format!("{place}{id}: {said} [{}]", severity(&words, &found))
            }
        });
    }
    let published = record.published.as_ref().map(|list| list.path.as_path());
    // One file may come from a program, which has no need of a layout to be read in a diff.
    let kept_by_hand = record.published.is_some();
    for (path, _) in record.unformatted().into_iter().filter(|_| kept_by_hand) {
        let said = if Some(path) == published {
            "an id is missing or out of order"
        } else {
            "not in the order and layout of such files"
        };
        lines.push(format!("{}: {said}. Run cargo xtask format-data.", shown(path, "")));
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path, path::PathBuf};

    /// A copy of this site's record, gone after the test.
    struct Copy(PathBuf);

    impl Copy {
        fn new(name: &str) -> Copy {
            let to =
                std::env::temp_dir().join(format!("mandate-trail-{name}-{}", std::process::id()));
            let from = crate::run::root().join(crate::record::DIR);
            for dir in ["", "texts"] {
                fs::create_dir_all(to.join(dir)).unwrap();
                for entry in fs::read_dir(from.join(dir)).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_file() {
                        let name = path.file_name().unwrap();
                        fs::copy(&path, to.join(dir).join(name)).unwrap();
                    }
                }
            }
            Copy(to)
        }

        /// One change of one file; what is then told.
        fn told(&self, file: &str, from: &str, to: &str) -> Vec<String> {
            let path = self.0.join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(from), "{file} has no {from}");
            fs::write(&path, text.replacen(from, to, 1)).unwrap();
            let told = self.all();
            fs::write(&path, text).unwrap();
            let dir = format!("{}/", self.0.display());
            told.iter().map(|line| line.replace(&dir, "")).collect()
        }

        fn all(&self) -> Vec<String> {
            problems(&Record::read(&self.0).unwrap()).unwrap()
        }
    }

    impl Drop for Copy {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn what_is_wrong_is_told_in_the_file_that_holds_it() {
        let copy = Copy::new("check");
        assert_eq!(copy.all(), Vec::<String>::new());

        let told = copy.told(
            "actions.json",
            "\"recommendation\": \"wgp10-open-data-list\"",
            "\"recommendation\": \"wgp10-opendata\"",
        );
        let [line, ..] = &told[..] else { panic!("nothing is told") };
        assert!(
            line.starts_with("actions.json: /") && line.contains("/recommendation (act-"),
            "{line}"
        );
        assert!(
            line.contains("has the id “wgp10-opendata”. Mend the id, or add the record. Did you mean “wgp10-open-data-list”?"),
            "{line}"
        );

        // An id that is gone, and the one that took its place.
        let told = copy.told("topics.json", "\"id\": \"open-data\"", "\"id\": \"open-dat\"");
        let gone = told.iter().find(|line| line.starts_with("published-ids.txt: ")).unwrap();
        assert!(
            gone.contains("“open-data” was published") && gone.contains("mean “open-dat”?"),
            "{gone}"
        );

        let told = copy.told("states.json", "\"Austria\"", "\"The Republic of Austria\"");
        let named = "The Republic of Austria” is not the United Nations’ name of the State with this code, which is “Austria”";
        assert!(told.iter().any(|line| line.contains(named)), "{told:?}");

        let told = copy.told("record.json", "\"title\"", "\"titel\"");
        assert!(told.iter().any(|line| line.starts_with("record.json: /title: ")), "{told:?}");

        let told = copy.told("topics.json", "[", "[,");
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("topics.json: ") && told[0].contains("line 1"), "{told:?}");

        let told = copy.told("topics.json", "[\n", "[ \n");
        let layout =
            "topics.json: not in the order and layout of such files. Run cargo xtask format-data.";
        assert_eq!(told, [layout]);

        let told = copy.told("published-ids.txt", "open-data\n", "");
        assert_eq!(
            told,
            ["published-ids.txt: an id is missing or out of order. Run cargo xtask format-data."]
        );
    }

    #[test]
    fn a_file_of_ones_own_may_have_any_layout() {
        let small = crate::run::root().join("tests/data/small.json");
        let record = Record::read(&small).unwrap();
        assert!(!record.unformatted().is_empty());
        assert_eq!(problems(&record).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn the_texts_of_documents_are_held_against_the_record() {
        let copy = Copy::new("texts");
        let text = "texts/background-paper-2020.txt";
        let told = copy.told(text, "[29] ", "[29] Once ");
        assert_eq!(told, Vec::<String>::new(), "words that nobody quotes");
        let told = copy.told(text, "[29] ", "[290] ");
        assert!(told.iter().any(|line| line.contains("The text has no part “29”")), "{told:?}");
        assert!(
            told.iter().any(|line| line.starts_with("documents.json: /")
                && line.contains("No record rests on “290”")),
            "{told:?}"
        );
        let told = copy.told(text, "open data initiatives", "open initiatives");
        assert!(
            !told.is_empty()
                && told.iter().all(|line| line.contains("These words do not stand in “20”")
                    && line.contains("/quote (")),
            "{told:?}"
        );
        let told =
            copy.told("documents.json", "texts/background-paper-2020.txt", "texts/paper.txt");
        assert!(
            told.iter().any(|line| line.contains("There is no file “texts/paper.txt”")),
            "{told:?}"
        );
        assert!(Path::new(&copy.0).is_dir());
    }
}
