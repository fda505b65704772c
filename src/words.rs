//! Every word the page says, one catalogue per language.
//!
//! A catalogue is a text file (`src/words/en.txt`) of lines `key = text`, with `{name}` where a
//! value goes in and `key.one`, `key.other` … where the text depends on a number. English is part
//! of the program, so that there is always something to say; another language is the same kind
//! of file, fetched only by those who read it, so that it costs the others nothing. Keys are an
//! enum: a key that the code uses and the list lacks does not compile, and a test holds each
//! catalogue against the list. Plural rules and dates need no tables of the browser's, so that
//! they are the same in tests, on paper and in exports.

mod bare;
mod date;
mod done;
mod field;
mod name;
mod plural;
mod problem;

pub use date::{date, day, month, month_short};
pub use done::last_done;
pub use field::field;
pub use name::{
    document, heading, lower, name, occurrences, part, place_in, place_of, read_as, read_at, short,
    spoken, step, upper, when,
};
pub use problem::{malformed, place, problem, severity};

use std::sync::OnceLock;

use crate::model::{Coverage, Dataset, FunctionBasis, Kind, LinkKind, Status, Strength, Weight};
use crate::query::{Group, Grouping};
use crate::trail::Relation;
use plural::Form;

/// The catalogue of English, which is also the list of keys to translators.
const ENGLISH: &str = include_str!("words/en.txt");

type Stripped = ([u8; ENGLISH.len()], usize);

/// What the page carries of it: made by the compiler.
static BARE: [u8; STRIPPED.1] = bare::cut(&STRIPPED.0);
const STRIPPED: Stripped = bare::strip(ENGLISH, false);

/// The texts that only parts of the page use which come later. They come with these, since nothing
/// else names them.
static LATER: [u8; LATER_STRIPPED.1] = bare::cut(&LATER_STRIPPED.0);
const LATER_STRIPPED: Stripped = bare::strip(ENGLISH, true);

/// For each key its texts by plural form; none where they are not here.
type Texts = Vec<Vec<(Form, String)>>;

/// Those that have come later.
static LEARNT: OnceLock<Texts> = OnceLock::new();

/// Takes in the texts that come later: called by whatever uses them, once it is there.
pub fn learn() {
    LEARNT.get_or_init(|| bare::texts(str::from_utf8(&LATER).unwrap_or_default()));
}

macro_rules! keys {
    ($($key:ident)*) => {
        /// The texts of the page, spelled as in the catalogues so that a search finds both.
        #[allow(non_camel_case_types, missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Key { $($key),* }

        impl Key {
            /// Every key with its name, in the list's order.
            pub const ALL: &'static [(&'static str, Key)] = &[$((stringify!($key), Key::$key)),*];
        }
    };
}

include!("words/keys.rs");

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Words {
    /// The language, as a BCP 47 tag.
    pub language: String,
    texts: Texts,
}

impl Words {
    /// English. Where the program is not cut into parts, all of it is there at once.
    pub fn english() -> Words {
        #[cfg(not(feature = "split"))]
        learn();
        let texts = bare::texts(str::from_utf8(&BARE).unwrap_or_default());
        Words { language: "en".to_owned(), texts }
    }

    /// Reads a catalogue. Returns also what is wrong with it: keys that it lacks and lines that
    /// it has too many. A missing text is shown as its key, never as nothing.
    pub fn parse(language: &str, catalogue: &str) -> (Words, Vec<String>) {
        let mut texts = vec![Vec::new(); Key::ALL.len()];
        let mut wrong = Vec::new();
        let mut next: usize = 0;
        for line in catalogue.lines() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((name, text)) = line.split_once(" = ") else {
                wrong.push(line.to_owned());
                continue;
            };
            let (name, form) = match name.split_once('.') {
                Some((name, form)) => (name, Form::parse(form)),
                None => (name, Some(Form::Other)),
            };
            // Catalogues are written in the list's order: the next key is nearly always the one.
            let is = |at: &usize| Key::ALL.get(*at).is_some_and(|(key, _)| *key == name);
            let at = [next, next.saturating_sub(1)].into_iter().find(is);
            let at = at.or_else(|| Key::ALL.iter().position(|(key, _)| *key == name));
            match (at, form) {
                (Some(at), Some(form)) => {
                    texts[at].push((form, text.trim().to_owned()));
                    next = at + 1;
                }
                _ => wrong.push(line.to_owned()),
            }
        }
        for (text, (name, _)) in texts.iter_mut().zip(Key::ALL) {
            if !text.iter().any(|(form, _)| *form == Form::Other) {
                wrong.push(format!("{name} is missing"));
                text.push((Form::Other, (*name).to_owned()));
            }
        }
        (Words { language: language.to_owned(), texts }, wrong)
    }

    /// The text of a key.
    pub fn get(&self, key: Key) -> &str {
        self.form(key, Form::Other)
    }

    fn form(&self, key: Key, form: Form) -> &str {
        let here = self.texts.get(key as usize).filter(|forms| !forms.is_empty());
        let forms = here.or_else(|| LEARNT.get()?.get(key as usize));
        let forms = forms.map_or(&[][..], Vec::as_slice);
        let of = |form| forms.iter().find(|(f, _)| *f == form).map(|(_, text)| text.as_str());
        of(form).or_else(|| of(Form::Other)).unwrap_or_default()
    }

    /// The text of a key with values put in where it names them.
    pub fn with(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The text of a key for a number, which it may name as `{n}`, with further values.
    pub fn count(&self, key: Key, n: usize, values: &[(&str, &str)]) -> String {
        let number = self.number(n);
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        fill(self.form(key, plural::form(&self.language, n as u64)), &all)
    }

    /// "n of m", of what a key names: "1 of 1,000 recommendations". The noun goes with the second.
    pub fn n_of(&self, key: Key, n: usize, m: usize) -> String {
        let all = self.number(m);
        self.count(key, m, &[("m", &all)]).replacen(&all, &self.number(n), 1)
    }

    /// A count as it is written: "12,345".
    pub fn number(&self, n: usize) -> String {
        if n < 1000 {
            return n.to_string();
        }
        let (thousands, rest) = (self.number(n / 1000), format!("{:03}", n % 1000));
        self.with(Key::number_grouped, &[("thousands", &thousands), ("rest", &rest)])
    }

    /// The word of a status.
    pub fn status(&self, status: Status) -> &str {
        self.get(match status {
            Status::Implemented => Key::status_implemented,
            Status::PartlyImplemented => Key::status_partly_implemented,
            Status::UnderImplementation => Key::status_under_implementation,
            Status::Continuing => Key::status_continuing,
            Status::NoActionReported => Key::status_no_action_reported,
            Status::OvertakenByEvents => Key::status_overtaken_by_events,
            Status::NotAssessed => Key::status_not_assessed,
        })
    }

    /// What a group of recommendations is called.
    pub fn group<'a>(&'a self, dataset: &'a Dataset, group: Group) -> &'a str {
        match group {
            Group::Of(item) => dataset.title(item),
            Group::Status(status) => self.status(status),
            Group::None(Grouping::Topic) => self.get(Key::topic_none),
            Group::None(Grouping::Addressee) => self.get(Key::addressee_none),
            Group::None(_) => self.get(Key::function_none),
        }
    }

    /// The rule by which a status is read.
    pub fn status_rule(&self, status: Status) -> &str {
        self.get(match status {
            Status::Implemented => Key::rule_implemented,
            Status::PartlyImplemented => Key::rule_partly_implemented,
            Status::UnderImplementation => Key::rule_under_implementation,
            Status::Continuing => Key::rule_continuing,
            Status::NoActionReported => Key::rule_no_action_reported,
            Status::OvertakenByEvents => Key::rule_overtaken_by_events,
            Status::NotAssessed => Key::rule_not_assessed,
        })
    }

    /// The name of a kind of record, singular.
    pub fn kind(&self, kind: Kind) -> &str {
        self.get(match kind {
            Kind::Body => Key::kind_body,
            Kind::State => Key::kind_state,
            Kind::Addressee => Key::kind_addressee,
            Kind::Function => Key::kind_function,
            Kind::Topic => Key::kind_topic,
            Kind::Document => Key::kind_document,
            Kind::Session => Key::kind_session,
            Kind::Resolution => Key::kind_resolution,
            Kind::Recommendation => Key::kind_recommendation,
            Kind::Action => Key::kind_action,
            Kind::Submission => Key::kind_submission,
        })
    }

    /// The name of a kind of record within a sentence: "recommendation", but "State".
    pub fn kind_within(&self, kind: Kind) -> String {
        match kind {
            Kind::State => self.kind(kind).to_owned(),
            _ => lower(self.kind(kind)),
        }
    }

    /// "2 actions".
    pub fn kind_count(&self, kind: Kind, n: usize) -> String {
        let key = match kind {
            Kind::Document => Key::n_documents,
            Kind::Session => Key::n_sessions,
            Kind::Resolution => Key::n_resolutions,
            Kind::Recommendation => Key::n_recommendations,
            Kind::Action => Key::n_actions,
            Kind::Submission => Key::n_submissions,
            _ => Key::n_records,
        };
        self.count(key, n, &[])
    }

    /// How plainly an action answers a recommendation.
    pub fn strength(&self, strength: Strength) -> &str {
        self.get(match strength {
            Strength::Explicit => Key::strength_explicit,
            Strength::SameHeading => Key::strength_same_heading,
            Strength::Pointer => Key::strength_pointer,
        })
    }

    /// What that strength means.
    pub fn strength_meaning(&self, strength: Strength) -> &str {
        self.get(match strength {
            Strength::Explicit => Key::strength_explicit_means,
            Strength::SameHeading => Key::strength_same_heading_means,
            Strength::Pointer => Key::strength_pointer_means,
        })
    }

    /// How much of a session's outcome the record holds.
    pub fn coverage(&self, coverage: Coverage) -> &str {
        self.get(match coverage {
            Coverage::Recommendations => Key::coverage_recommendations,
            Coverage::SomeRecommendations => Key::coverage_some_recommendations,
            Coverage::SomeResolutions => Key::coverage_some_resolutions,
            Coverage::Documents => Key::coverage_documents,
            Coverage::Dates => Key::coverage_dates,
        })
    }

    /// What that means for what is absent.
    pub fn coverage_meaning(&self, coverage: Coverage) -> &str {
        self.get(match coverage {
            Coverage::Recommendations => Key::coverage_recommendations_means,
            Coverage::SomeRecommendations => Key::coverage_some_recommendations_means,
            Coverage::SomeResolutions => Key::coverage_some_resolutions_means,
            Coverage::Documents => Key::coverage_documents_means,
            Coverage::Dates => Key::coverage_dates_means,
        })
    }

    /// Whether a recommendation asks for something.
    pub fn weight(&self, weight: Weight) -> &str {
        self.get(match weight {
            Weight::Operative => Key::weight_operative,
            Weight::Informational => Key::weight_informational,
        })
    }

    /// How the function of a recommendation is known.
    pub fn function_basis(&self, basis: FunctionBasis) -> &str {
        self.get(match basis {
            FunctionBasis::Stated => Key::function_stated,
            FunctionBasis::Read => Key::function_read,
        })
    }

    /// What a resolution does to what it links to.
    pub fn link_kind(&self, kind: LinkKind) -> &str {
        self.get(match kind {
            LinkKind::Reaffirms => Key::reaffirms,
            LinkKind::FollowsUp => Key::follows_up,
            LinkKind::Mandates => Key::mandates,
            LinkKind::Requests => Key::requests,
        })
    }

    /// A step of a trail, said of the upper record ("adopted") or, with `up`, of the lower one
    /// ("adopted by").
    pub fn relation(&self, relation: Relation, up: bool) -> &str {
        use LinkKind::{FollowsUp, Mandates, Reaffirms, Requests};
        self.get(match (relation, up) {
            (Relation::Adopted, false) => Key::adopted,
            (Relation::Adopted, true) => Key::adopted_by,
            (Relation::Links(Reaffirms), false) => Key::reaffirmed_by,
            (Relation::Links(Reaffirms), true) => Key::reaffirms,
            (Relation::Links(FollowsUp), false) => Key::followed_up_by,
            (Relation::Links(FollowsUp), true) => Key::follows_up,
            (Relation::Links(Mandates), false) => Key::mandates,
            (Relation::Links(Mandates), true) => Key::mandated_by,
            (Relation::Links(Requests), false) => Key::requests,
            (Relation::Links(Requests), true) => Key::requested_by,
            (Relation::Made, false) => Key::made,
            (Relation::Made, true) => Key::made_by,
            (Relation::Carries, false) => Key::carried_out_by,
            (Relation::Carries, true) => Key::carries_out,
            (Relation::Answered(Strength::Explicit), false) => Key::answered_by,
            (Relation::Answered(Strength::Explicit), true) => Key::answers,
            (Relation::Answered(Strength::SameHeading), false) => Key::beside,
            (Relation::Answered(Strength::SameHeading), true) => Key::beside,
            (Relation::Answered(Strength::Pointer), false) => Key::pointed_to,
            (Relation::Answered(Strength::Pointer), true) => Key::points_from,
            (Relation::Reported, false) => Key::reported_in,
            (Relation::Reported, true) => Key::reports,
            (Relation::Received, false) => Key::received,
            (Relation::Received, true) => Key::sent_to,
            (Relation::Issued, false) => Key::issued,
            (Relation::Issued, true) => Key::issued_for,
        })
    }
}

/// Puts values in where a text names them.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_every_text_and_no_other() {
        assert_eq!(Words::parse("en", ENGLISH).1, Vec::<String>::new());
    }

    #[test]
    fn english_stands_in_the_order_of_the_list() {
        let mut names: Vec<&str> = ENGLISH
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = "))
            .map(|(name, _)| name.split('.').next().unwrap_or_default())
            .collect();
        names.dedup();
        assert_eq!(names, Key::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }

    #[test]
    fn the_page_carries_every_text_of_the_catalogue() {
        let (whole, wrong) = Words::parse("en", ENGLISH);
        assert_eq!(wrong, Vec::<String>::new());
        let (now, later) = (Words::english().texts, LEARNT.get().unwrap());
        assert_eq!((now.len(), later.len()), (whole.texts.len(), whole.texts.len()));
        for ((now, later), all) in now.iter().zip(later).zip(&whole.texts) {
            assert!(now.is_empty() != later.is_empty(), "{all:?} is once there");
            assert_eq!(if now.is_empty() { later } else { now }, all);
        }
        assert!((BARE.len() + LATER.len()) * 4 < ENGLISH.len() * 3, "the names are gone");
        assert!(LATER.len() > 5_000, "what the first view does not say comes later");
    }

    #[test]
    fn counts_from_a_thousand_on_are_grouped() {
        let words = Words::english();
        for (n, said) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (12_034, "12,034"),
            (100_000, "100,000"),
            (1_000_007, "1,000,007"),
        ] {
            assert_eq!(words.number(n), said);
        }
        assert_eq!(words.count(Key::n_actions, 2_500, &[]), "2,500 actions");
        let n_of = |n, m| words.n_of(Key::n_of_m, n, m);
        assert_eq!(n_of(1, 33), "1 of 33 recommendations");
        assert_eq!(n_of(1_000, 1_000), "1,000 of 1,000 recommendations");
        assert_eq!(n_of(0, 1), "0 of 1 recommendation");
    }

    #[test]
    fn values_go_in_where_they_are_named() {
        assert_eq!(fill("{a} and {b}, {a}{c}", &[("a", "1"), ("b", "{a}")]), "1 and {a}, 1{c}");
        assert_eq!(fill("{", &[]), "{");
    }

    #[test]
    fn numbers_choose_their_form() {
        let words = Words::english();
        assert_eq!(words.kind_count(Kind::Action, 1), "1 action");
        assert_eq!(words.kind_count(Kind::Action, 0), "0 actions");
    }
}
