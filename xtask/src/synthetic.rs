//! Records of any size, made by rule, for benchmarks: shaped as a real one is, and of nobody.
//!
//! Per 1,000 recommendations there are 25 sessions, 12 resolutions, 900 actions, 600 submissions
//! and 50 documents. A recommendation has one to three status entries, a text of 150 to 350
//! characters stands in each recommendation and action, and all that is dated lies within fifteen
//! years, a third of it in the same three days. The same size and seed give the same bytes.

use std::fmt::Write as _;

use mandate_trail::model::{Day, Kind};

/// The seed that the benchmarks use.
pub const SEED: u64 = 20_200_420;

/// How many words the vocabulary has.
const WORDS: usize = 4_000;
/// The first day and the last.
const FIRST: (i32, u8, u8) = (2005, 3, 1);
const LAST: (i32, u8, u8) = (2020, 3, 1);
/// The three days on which a third of the sessions are held.
const BUSY: (i32, u8, u8) = (2013, 9, 4);
/// The share of the sessions that are a conference's, which adopt resolutions: one in so many.
const CONFERENCE: usize = 5;

const FUNCTIONS: [(&str, &str); 4] = [
    ("a", "Accumulation of knowledge"),
    ("b", "Exchange of information"),
    ("c", "Good practices"),
    ("d", "Cooperation"),
];
const VERBS: [&str; 6] =
    ["recommended", "encouraged", "requested", "urged", "called upon", "invited"];
const ADDRESSEES: [&str; 4] = ["States parties", "Secretariat", "Conference", "Working Group"];
const ACTIONS: [&str; 5] =
    ["workshop", "publication", "technical assistance", "advocacy", "information gathering"];
const TOPICS: usize = 40;
const STATES: usize = 60;
/// Lines of a code and a name.
const NAMES_OF_STATES: &str = include_str!("../../src/load/states.txt");

/// Numbers that look random and are the same each time (Steele, Lea, Flood: SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of 0 to `below` − 1.
    fn below(&mut self, below: usize) -> usize {
        (self.next() % below.max(1) as u64) as usize
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Words of two to four syllables, each once.
fn vocabulary(dice: &mut Dice) -> Vec<String> {
    const HEADS: [&str; 18] = [
        "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "br", "cl", "pr", "st",
        "tr",
    ];
    const VOWELS: [&str; 6] = ["a", "e", "i", "o", "u", "ea"];
    const TAILS: [&str; 6] = ["", "", "n", "r", "s", "l"];
    let mut words = Vec::with_capacity(WORDS);
    let mut seen = std::collections::BTreeSet::new();
    while words.len() < WORDS {
        let mut word = String::new();
        for _ in 0..2 + dice.below(3) {
            word += *dice.one(&HEADS);
            word += *dice.one(&VOWELS);
            word += *dice.one(&TAILS);
        }
        if seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

/// A session in the making.
struct Session {
    conference: bool,
    ordinal: usize,
    first: Day,
    last: Day,
}

impl Session {
    fn id(&self) -> String {
        format!("{}-{}", if self.conference { "conference" } else { "group" }, self.ordinal)
    }
}

struct Writer {
    dice: Dice,
    words: Vec<String>,
    file: String,
}

/// A record of so many recommendations, as the text of its file.
pub fn synthetic(recommendations: usize, seed: u64) -> String {
    let mut dice = Dice(seed);
    let words = vocabulary(&mut dice);
    let mut writer = Writer { dice, words, file: String::new() };
    writer.record(recommendations.max(1));
    writer.file
}

impl Writer {
    /// A word; some are far more frequent than others, as in any text.
    fn word(&mut self) -> &str {
        let at = self.dice.below(1 << 20) as f64 / f64::from(1 << 20);
        let last = self.words.len() - 1;
        &self.words[((at * at * at * self.words.len() as f64) as usize).min(last)]
    }

    /// A sentence of at least so many characters.
    fn sentence(&mut self, chars: usize) -> String {
        let mut text = String::with_capacity(chars + 12);
        while text.len() < chars {
            let word = self.word();
            let begins = text.is_empty();
            if !begins {
                text.push(' ');
            }
            text += word;
            if begins {
                text[..1].make_ascii_uppercase();
            }
        }
        text
    }

    fn text(&mut self) -> String {
        let chars = 150 + self.dice.below(180);
        self.sentence(chars) + "."
    }

    /// Begins the list of a kind.
    fn list(&mut self, kind: Kind) {
        let _ = write!(self.file, ",\n \"{}\": [", kind.key());
    }

    /// Adds a record to the list.
    fn add(&mut self, record: &str) {
        let comma = if self.file.ends_with('[') { "" } else { "," };
        let _ = write!(self.file, "{comma}\n  {record}");
    }

    fn end(&mut self) {
        self.file += "\n ]";
    }

    /// The fields `sources` of something that a document says.
    fn source(&mut self, document: &str, quote: &str) -> String {
        let paragraph = 1 + self.dice.below(90);
        format!(
            "\"sources\": [{{\"document\": \"{document}\", \"paragraph\": \"{paragraph}\", \"quote\": \"{quote}\"}}]"
        )
    }

    /// The sessions in order of their dates: a third of them on the same three days.
    fn sessions(&mut self, count: usize) -> Vec<Session> {
        let (first, last, busy) = (day(FIRST), day(LAST), day(BUSY));
        let span = (last.0 - first.0) as usize;
        let mut days: Vec<Day> = (0..count)
            .map(|n| match n % 3 {
                1 => busy,
                _ => Day(first.0 + (n * span / count) as i32 + self.dice.below(9) as i32),
            })
            .collect();
        days.sort_unstable();
        let mut numbers = [0, 0];
        let session = |(n, first): (usize, Day)| {
            let conference = n % CONFERENCE == 0;
            numbers[usize::from(conference)] += 1;
            let ordinal = numbers[usize::from(conference)];
            Session { conference, ordinal, first, last: Day(first.0 + 2) }
        };
        days.into_iter().enumerate().map(session).collect()
    }

    fn record(&mut self, count: usize) {
        let sessions = self.sessions((count * 25).div_ceil(1000).max(4));
        let end = sessions.last().map_or(day(LAST), |session| session.last);
        let as_of = Day(end.0 + 60);
        let of = |conference: bool| {
            let own = sessions.iter().enumerate().filter(move |(_, s)| s.conference == conference);
            own.map(|(n, _)| n).collect::<Vec<usize>>()
        };
        let (conferences, groups) = (of(true), of(false));
        // Papers are issued before each session; the last one says how things stand in the end.
        let papers: Vec<(String, Day)> = sessions
            .iter()
            .map(|session| (format!("paper-{}", session.id()), Day(session.first.0 - 30)))
            .chain([("paper-last".to_owned(), as_of)])
            .collect();
        // The first paper issued after a day.
        let paper_after = |day: Day| papers.partition_point(|(_, issued)| *issued <= day);

        let _ = write!(
            self.file,
            "{{\n \"schema\": 1,\n \"version\": \"1\",\n \"title\": \"Synthetic record of {count}\",\n \
             \"subtitle\": \"Made by rule, of nobody\",\n \"description\": \"A record for benchmarks.\",\n \
             \"language\": \"en\",\n \"as_of\": \"{as_of}\",\n \"licence\": \"CC0-1.0\""
        );
        self.names();

        self.list(Kind::Document);
        for (n, (paper, issued)) in papers.iter().enumerate() {
            let source = self.source(paper, "Progress report");
            let session = sessions.get(n).map(|session| session.id());
            let before = session.as_ref().map(|id| format!("\"session\": \"{id}\", "));
            let before = before.unwrap_or_default();
            self.add(&format!(
                "{{\"id\": \"{paper}\", \"symbol\": \"SYN/{n}/1\", \"title\": \"Progress report {n}\", \
                 \"kind\": \"background paper\", \"date\": \"{issued}\", \"body\": \"group\", {before}{source}}}"
            ));
            if let (Some(id), Some(session)) = (session, sessions.get(n)) {
                let source = self.source(&format!("report-{id}"), "Report of the session");
                let (body, issued) =
                    (if session.conference { "conference" } else { "group" }, session.last);
                self.add(&format!(
                    "{{\"id\": \"report-{id}\", \"symbol\": \"SYN/{n}/2\", \"title\": \"Report on session {n}\", \
                     \"kind\": \"report\", \"date\": \"{issued}\", \"body\": \"{body}\", \"session\": \"{id}\", {source}}}"
                ));
            }
        }
        self.end();

        let resolutions = (count * 12).div_ceil(1000).max(1);
        let adopted_at =
            |n: usize| conferences[n * conferences.len() / resolutions.max(conferences.len())];
        let has_resolutions: Vec<usize> = (0..resolutions).map(adopted_at).collect();
        let recommended_at = |n: usize| groups[n * groups.len() / count.max(groups.len())];
        let has_recommendations: Vec<usize> = (0..count).map(recommended_at).collect();

        self.list(Kind::Session);
        for (n, session) in sessions.iter().enumerate() {
            let (id, ordinal) = (session.id(), session.ordinal);
            let source = self.source(&format!("report-{id}"), "was held");
            let (body, name) =
                if session.conference { ("conference", "session") } else { ("group", "meeting") };
            let coverage = if has_recommendations.binary_search(&n).is_ok() {
                "recommendations captured"
            } else if has_resolutions.binary_search(&n).is_ok() {
                "resolutions in part"
            } else {
                "documents only"
            };
            let (first, last) = (session.first, session.last);
            self.add(&format!(
                "{{\"id\": \"{id}\", \"body\": \"{body}\", \"ordinal\": {ordinal}, \"title\": \"{name} {ordinal}\", \
                 \"label\": \"{ordinal}\", \"held\": \"{first}/{last}\", \"coverage\": \"{coverage}\", {source}}}"
            ));
        }
        self.end();

        self.list(Kind::Resolution);
        for n in 0..resolutions {
            let session = &sessions[has_resolutions[n]];
            let report = format!("report-{}", session.id());
            let (source, why) = (self.source(&report, "adopted"), self.source(&report, "recalls"));
            let title = self.sentence(30);
            let before = n.checked_sub(1 + self.dice.below(3));
            let follows = before.map(|n| {
                format!("{{\"kind\": \"follows up\", \"to\": \"resolution-{n}\", {why}}}")
            });
            let (follows, ordinal) = (follows.unwrap_or_default(), session.ordinal);
            let (session, date) = (session.id(), session.last);
            self.add(&format!(
                "{{\"id\": \"resolution-{n}\", \"number\": \"{ordinal}/{n}\", \"title\": \"{title}\", \"session\": \"{session}\", \
                 \"date\": \"{date}\", \"provisions\": [], \"links\": [{follows}], {source}}}"
            ));
        }
        self.end();

        // Which recommendations each action answers, and how plainly: the histories need to know.
        let actions = (count * 900).div_ceil(1000);
        let mut explicit: Vec<Vec<usize>> = vec![Vec::new(); count];
        let answers: Vec<Vec<(usize, &str)>> = (0..actions)
            .map(|n| {
                let mut answered = vec![(n * count / actions, "explicit")];
                if self.dice.below(5) < 2 {
                    answered[0].1 = "same heading";
                }
                if self.dice.below(3) == 0 && answered[0].0 > 0 {
                    answered.push((answered[0].0 - 1, "same heading"));
                }
                for (to, _) in answered.iter().filter(|(_, strength)| *strength == "explicit") {
                    explicit[*to].push(n);
                }
                answered
            })
            .collect();

        self.list(Kind::Recommendation);
        for (n, explicit) in explicit.iter().enumerate() {
            let session = &sessions[has_recommendations[n]];
            let report = format!("report-{}", session.id());
            let (title, quote) = (self.sentence(26), self.text());
            let source = self.source(&report, &title);
            let (verb, to) = (*self.dice.one(&VERBS), self.dice.below(ADDRESSEES.len()));
            let (function, topic) =
                (self.dice.one(&FUNCTIONS).0, topic(n, self.dice.below(TOPICS)));
            let paragraph = 1 + self.dice.below(90);
            let kind = if self.dice.below(6) == 0 { "informational" } else { "operative" };
            let statuses = self.statuses(explicit, &papers, paper_after(session.last));
            let session = session.id();
            self.add(&format!(
                "{{\"id\": \"recommendation-{n}\", \"title\": \"{title}\", \"session\": \"{session}\", \"verb\": \"{verb}\", \
                 \"kind\": \"{kind}\", \"addressees\": [\"addressee-{to}\"], \"function\": \"{function}\", \
                 \"function_basis\": \"stated\", \"topics\": [{topic}], \"occurrences\": [{{\"document\": \"{report}\", \
                 \"paragraph\": \"{paragraph}\", \"section\": \"III\", \"attributed_to\": \"{session}\", \"quote\": \"{quote}\"}}], \
                 \"statuses\": [{statuses}], {source}}}"
            ));
        }
        self.end();

        self.list(Kind::Action);
        for (n, answered) in answers.iter().enumerate() {
            let made = sessions[has_recommendations[answered[0].0]].last;
            let (paper, issued) = &papers[paper_after(made)];
            let (title, quote) = (self.sentence(26), self.text());
            let source = self.source(paper, &title);
            let date = Day(made.0 + self.dice.below((issued.0 - made.0) as usize) as i32);
            let date = match self.dice.below(4) {
                0 => String::new(),
                1 => format!("\"date\": \"{}\", ", &date.to_string()[..7]),
                _ => format!("\"date\": \"{date}\", "),
            };
            let (kind, function) = (*self.dice.one(&ACTIONS), self.dice.one(&FUNCTIONS).0);
            let state = state(self.dice.below(STATES)).0;
            let mut links = String::new();
            for (to, strength) in answered {
                let source = self.source(paper, "in response");
                let comma = if links.is_empty() { "" } else { ", " };
                let _ = write!(
                    links,
                    "{comma}{{\"recommendation\": \"recommendation-{to}\", \"strength\": \"{strength}\", \
                     \"reason\": \"So reported.\", {source}}}"
                );
            }
            let paragraph = 1 + self.dice.below(90);
            self.add(&format!(
                "{{\"id\": \"action-{n}\", \"title\": \"{title}\", \"kind\": \"{kind}\", \"report\": \"{paper}\", \
                 \"paragraph\": \"{paragraph}\", {date}\"function\": \"{function}\", \"actors\": [\"Secretariat\"], \
                 \"states\": [\"{state}\"], \"quote\": \"{quote}\", \"answers\": [{links}], {source}}}"
            ));
        }
        self.end();

        let submissions = (count * 600).div_ceil(1000);
        self.list(Kind::Submission);
        for n in 0..submissions {
            let session = sessions[n * sessions.len() / submissions].id();
            let subject = self.sentence(40);
            let source = self.source(&format!("report-{session}"), "submitted");
            let topic = topic(n, self.dice.below(TOPICS));
            let state = state(self.dice.below(STATES)).0;
            self.add(&format!(
                "{{\"id\": \"submission-{n}\", \"state\": \"{state}\", \"session\": \"{session}\", \"topics\": [{topic}], \
                 \"subject\": \"{subject}\", \"kind\": \"statement\", {source}}}"
            ));
        }
        self.end();
        self.file += "\n}\n";
    }

    /// The records that are names: bodies, States, addressees, functions, topics.
    fn names(&mut self) {
        self.list(Kind::Body);
        for (id, name, parent) in [
            ("conference", "Conference", ""),
            ("group", "Working Group", "\"parent\": \"conference\", "),
        ] {
            let source = self.source("paper-last", name);
            self.add(&format!(
                "{{\"id\": \"{id}\", \"name\": \"{name}\", \"short\": \"{name}\", {parent}{source}}}"
            ));
        }
        self.end();
        self.list(Kind::State);
        for n in 0..STATES {
            let (code, name) = state(n);
            let source = self.source("paper-last", name);
            self.add(&format!("{{\"id\": \"{code}\", \"name\": \"{name}\", {source}}}"));
        }
        self.end();
        self.list(Kind::Addressee);
        for (n, name) in ADDRESSEES.iter().enumerate() {
            let source = self.source("paper-last", name);
            self.add(&format!("{{\"id\": \"addressee-{n}\", \"name\": \"{name}\", {source}}}"));
        }
        self.end();
        self.list(Kind::Function);
        for (letter, title) in FUNCTIONS {
            let source = self.source("paper-last", title);
            let label = title.split(' ').next_back().unwrap_or(title);
            self.add(&format!(
                "{{\"id\": \"{letter}\", \"letter\": \"{letter}\", \"label\": \"{label}\", \"title\": \"{title}\", {source}}}"
            ));
        }
        self.end();
        self.list(Kind::Topic);
        for n in 0..TOPICS {
            let title = self.sentence(12);
            let source = self.source("paper-last", &title);
            self.add(&format!(
                "{{\"id\": \"topic-{n}\", \"title\": \"{title}\", \"articles\": [\"{}\"], {source}}}",
                5 + n % 10
            ));
        }
        self.end();
    }

    /// One to three entries, each from a later paper, as far as there are any.
    fn statuses(&mut self, explicit: &[usize], papers: &[(String, Day)], from: usize) -> String {
        let mut entries = String::new();
        let mut paper = from;
        for n in 0..1 + self.dice.below(3) {
            let Some((id, issued)) = papers.get(paper) else { break };
            let proven = explicit.first().copied();
            let status = match (proven, self.dice.below(3)) {
                (Some(_), 0) => "implemented",
                (Some(_), 1) => "partly implemented",
                (Some(_), _) => "under implementation",
                (None, 0) => "continuing",
                (None, 1) if n > 0 => "overtaken by events",
                (None, _) => "no action reported",
            };
            let evidence = proven.map(|action| format!("\"evidence\": [\"action-{action}\"], "));
            let evidence = evidence.unwrap_or_default();
            let (reason, source) = (self.sentence(50), self.source(id, "as reported"));
            let comma = if entries.is_empty() { "" } else { ", " };
            let _ = write!(
                entries,
                "{comma}{{\"date\": \"{issued}\", \"status\": \"{status}\", \"basis\": \"read\", \"reason\": \"{reason}.\", \
                 {evidence}{source}}}"
            );
            paper += 1 + self.dice.below(1 + (papers.len() - from) / 3);
        }
        entries
    }
}

/// One or two topics: ids with their quotation marks.
fn topic(n: usize, topic: usize) -> String {
    match n % 3 {
        0 => format!("\"topic-{topic}\", \"topic-{}\"", (topic + 1) % TOPICS),
        _ => format!("\"topic-{topic}\""),
    }
}

/// The code and the name of a State.
fn state(n: usize) -> (&'static str, &'static str) {
    NAMES_OF_STATES.lines().nth(n).and_then(|line| line.split_once(' ')).unwrap_or_default()
}

fn day((year, month, day): (i32, u8, u8)) -> Day {
    Day::from_civil(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mandate_trail::load::{Beside, audit};

    #[test]
    fn a_synthetic_record_is_sound_and_shaped_as_it_says() {
        for count in [1, 100, 1_000, 3_000] {
            let file = synthetic(count, SEED);
            let (loaded, remarks) =
                audit(file.as_bytes(), &Beside { published: None, texts: None });
            assert_eq!(loaded.problems, [], "{count}");
            assert!(remarks.is_empty(), "{count}: {remarks:?}");
            let dataset = loaded.dataset.unwrap();
            assert_eq!(dataset.recommendations.len(), count);
            let per_thousand = |per: usize| (count * per).div_ceil(1000);
            assert_eq!(dataset.sessions.len(), per_thousand(25).max(4));
            assert_eq!(dataset.resolutions.len(), per_thousand(12).max(1));
            assert_eq!(dataset.actions.len(), per_thousand(900));
            assert_eq!(dataset.submissions.len(), per_thousand(600));
            let days = (day(FIRST), Day(day(LAST).0 + 60));
            for session in &dataset.sessions {
                let date = session.date().unwrap();
                assert!(date.start() >= days.0 && date.end() <= days.1, "{date}");
            }
            for recommendation in &dataset.recommendations {
                assert!((1..=3).contains(&recommendation.statuses.len()));
                let quote = recommendation.occurrences[0].quote.len();
                assert!((150..=350).contains(&quote), "{quote}");
            }
        }
    }

    #[test]
    fn a_third_of_the_recommendations_are_of_the_same_three_days() {
        let file = synthetic(1_000, SEED);
        let dataset = mandate_trail::load::load(file.as_bytes()).dataset.unwrap();
        let busy = |id: usize| dataset.sessions[id].date().is_some_and(|d| d.start() == day(BUSY));
        let on = dataset.recommendations.iter().filter(|r| busy(r.session.index())).count();
        assert!((250..420).contains(&on), "{on}");
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert_eq!(synthetic(200, SEED), synthetic(200, SEED));
        assert_ne!(synthetic(200, SEED), synthetic(200, SEED + 1));
    }
}
