//! What is taken away: the rows of a file are the rows on the screen, and each form is sound.
//!
//! `UPDATE_GOLDEN=1 cargo test -p mandate-trail --test export` rewrites `tests/golden/export`.

#![allow(clippy::expect_used, clippy::panic)] // Helpers of tests fail by panicking, too.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::PathBuf;
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use mandate_trail::address::Address;
use mandate_trail::cite::{self, Citation};
use mandate_trail::export::{Form, Shown};
use mandate_trail::load::load;
use mandate_trail::model::{
    Dataset, Day, Document, Id, Kind, Place, Point, Recommendation, Ref, Session, Source,
};
use mandate_trail::query::Index;
use mandate_trail::words::Words;
use proptest::prelude::*;

mod bundled;

static RECORD: LazyLock<Dataset> =
    LazyLock::new(|| load(&bundled::bundled()).dataset.expect("a record"));
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&RECORD));
static WORDS: LazyLock<Words> = LazyLock::new(Words::english);

const SITE: &str = "https://example.org/trail/";

fn day(text: &str) -> Day {
    Point::parse(text).expect(text).last()
}

fn permalink(id: &str) -> String {
    format!("{SITE}?item={id}")
}

/// What a link shows.
struct Screen {
    recommendations: Vec<Id<Recommendation>>,
    sessions: Vec<Id<Session>>,
    documents: Vec<Id<Document>>,
    as_of: Day,
    address: String,
}

fn screen(query: &str) -> Screen {
    let (address, _) = Address::parse(query);
    let as_of = address.as_of(&RECORD);
    let outcome = INDEX.answer(&address.resolve(&RECORD).query, as_of);
    Screen {
        recommendations: outcome.recommendations.ids().collect(),
        sessions: outcome.shown(Kind::Session).ids().collect(),
        documents: outcome.shown(Kind::Document).ids().collect(),
        as_of,
        address: format!("{SITE}?{query}"),
    }
}

/// What of a record is on the screen.
fn with_shown<T>(dataset: &Dataset, screen: &Screen, with: impl FnOnce(&Shown<'_>) -> T) -> T {
    with(&Shown {
        dataset,
        words: &WORDS,
        recommendations: &screen.recommendations,
        sessions: &screen.sessions,
        documents: &screen.documents,
        as_of: screen.as_of,
        question: "Topic: Asset and interest disclosure",
        address: &screen.address,
        permalink: &permalink,
        language: "en",
        today: Some(day("2026-11-24")),
    })
}

fn file_of(dataset: &Dataset, screen: &Screen, form: Form) -> String {
    with_shown(dataset, screen, |shown| shown.file(form))
}

/// The workbook of what is on the screen, for who reads such.
fn workbook(dataset: &Dataset, screen: &Screen) -> Xlsx<Cursor<Vec<u8>>> {
    let file = with_shown(dataset, screen, |shown| shown.workbook()).expect("a file");
    open_workbook_from_rs(Cursor::new(file)).expect("a workbook")
}

/// The cells of its first sheet.
fn sheet(dataset: &Dataset, screen: &Screen) -> Vec<Vec<String>> {
    let mut workbook = workbook(dataset, screen);
    let range = workbook.worksheet_range_at(0).expect("a sheet").expect("cells");
    let text = |cell: &Data| match cell {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("{other:?} is no text"),
    };
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

fn file(screen: &Screen, form: Form) -> String {
    file_of(&RECORD, screen, form)
}

/// The cells of a table, read as RFC 4180 has it.
fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(rest.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "ends with a line");
    rows
}

fn ids(screen: &Screen) -> Vec<String> {
    screen.recommendations.iter().map(|&id| RECORD[id].entry.id.clone()).collect()
}

const LINKS: [&str; 6] = [
    "",
    "status=no-action-reported",
    "topic=asset-and-interest-disclosure",
    "session=wgp10&asof=2019-12-31",
    "q=open+data",
    "q=nothing+like+it",
];

#[test]
fn rows_of_a_table_are_the_rows_of_its_link() {
    for link in LINKS {
        let screen = screen(link);
        let table = cells(&file(&screen, Form::Csv));
        assert!(table.iter().all(|row| row.len() == table[0].len()), "{link}");
        let column = |name: &str| {
            let at = table[0].iter().position(|column| column == name).expect(name);
            table[1..].iter().map(move |row| row[at].clone()).collect::<Vec<_>>()
        };
        assert_eq!(column("id"), ids(&screen), "{link}");
        let links: Vec<String> = ids(&screen).iter().map(|id| permalink(id)).collect();
        assert_eq!(column("permalink"), links, "{link}");
        let status: Vec<String> = screen
            .recommendations
            .iter()
            .map(|&id| RECORD.status(&RECORD[id], screen.as_of).key().to_owned())
            .collect();
        assert_eq!(column("status"), status, "{link}");
        for name in ["record_version", "question", "address", "as_known_on", "exported_on"] {
            assert!(column(name).iter().all(|cell| !cell.is_empty()), "{link}: {name}");
        }
    }
}

/// Who opens the one sees what who opens the other sees.
#[test]
fn a_workbook_has_the_cells_of_the_table() {
    for link in LINKS {
        let screen = screen(link);
        let table = cells(&file(&screen, Form::Csv));
        assert_eq!(sheet(&RECORD, &screen), table, "{link}");
    }
}

/// A quote that is as long as a cell, or longer, or has in it what XML has not, or looks like it.
#[test]
fn any_text_fits_into_a_workbook() {
    let mut dataset = RECORD.clone();
    let screen = screen("session=wg4-10");
    let mut say = |text: &str| {
        let id = screen.recommendations[0];
        dataset.recommendations[id.index()].title = text.to_owned();
        sheet(&dataset, &screen)[1][1].clone()
    };
    for text in [
        "=1+1",
        "a\tb\nc",
        "\u{7}_x0007_ _x_ _x00zz_",
        "<b>&\"'</b> \u{202e}אב",
        "  spaces  ",
        &"é".repeat(32_767),
    ] {
        assert_eq!(say(text), text);
    }
    assert_eq!(say(&"é".repeat(32_768)), "é".repeat(32_766) + "…");
    assert_eq!(say(&"😀".repeat(16_384)), "😀".repeat(16_383) + "…");
}

#[test]
fn the_rest_of_a_filtered_record_still_holds() {
    for link in LINKS {
        let screen = screen(link);
        let loaded = load(file(&screen, Form::Json).as_bytes());
        assert_eq!(loaded.problems, [], "{link}");
        let dataset = loaded.dataset.expect("a record");
        let got: Vec<&str> =
            dataset.recommendations.iter().map(|record| record.entry.id.as_str()).collect();
        assert_eq!(got, ids(&screen), "{link}");
        for (record, &id) in dataset.recommendations.iter().zip(&screen.recommendations) {
            let (now, then) = (record.statuses.last(), RECORD.status(&RECORD[id], screen.as_of));
            assert_eq!(now.map(|entry| entry.status.key()).unwrap_or("not assessed"), then.key());
        }
    }
    // All of it is the record itself.
    let whole = file(&screen(""), Form::Json);
    assert_eq!(load(whole.as_bytes()).dataset.expect("a record"), *RECORD);
}

/// The documents in which a record has its proof.
fn proofs(dataset: &Dataset) -> BTreeSet<&str> {
    let paragraph = |source: &Source| match source.place {
        Place::Paragraph { document, .. } => Some(document),
        Place::Web { .. } => None,
    };
    let entries = Kind::ALL.into_iter().flat_map(|kind| {
        let items = (0..dataset.len(kind) as u32).map(move |index| Ref { kind, index });
        items.flat_map(|item| &dataset.entry(item).expect("a record").sources)
    });
    let sources = entries
        .chain(dataset.sessions.iter().flat_map(|of| &of.agenda).flat_map(|of| &of.sources))
        .chain(dataset.resolutions.iter().flat_map(|of| &of.provisions).flat_map(|of| &of.sources))
        .chain(dataset.resolutions.iter().flat_map(|of| &of.links).flat_map(|of| &of.sources))
        .chain(dataset.actions.iter().flat_map(|of| &of.answers).flat_map(|of| &of.sources));
    let occurrences = dataset.recommendations.iter().flat_map(|of| &of.occurrences);
    let stands = occurrences.clone().map(|at| at.document);
    let read = occurrences.flat_map(|at| &at.sources).filter_map(paragraph);
    let all = sources.filter_map(paragraph).chain(stands).chain(read);
    all.map(|id| dataset[id].entry.id.as_str()).collect()
}

#[test]
fn a_record_as_of_a_day_holds_what_was_known_on_it() {
    for then in ["2003-06-01", "2010-12-31", "2019-09-05", "2019-12-31", "2020-03-23", "2020-04-20"]
    {
        let screen = screen(&format!("asof={then}"));
        let loaded = load(file(&screen, Form::Json).as_bytes());
        assert_eq!(loaded.problems, [], "{then}");
        let dataset = loaded.dataset.expect("a record");
        assert_eq!(dataset.meta.as_of, day(then));
        let proofs = proofs(&dataset);
        for kind in Kind::ALL {
            let items =
                |of: &Dataset| (0..of.len(kind) as u32).map(move |index| Ref { kind, index });
            for item in items(&dataset) {
                let id = dataset.entry(item).expect("a record").id.as_str();
                let was = RECORD.find(id).expect(id);
                // Without the document that proves it, what is known would stand there unproven.
                let proof = kind == Kind::Document && proofs.contains(id);
                assert!(proof || RECORD.known(was, day(then)), "{then}: {id} was not known");
            }
            for item in items(&RECORD).filter(|&item| RECORD.known(item, day(then))) {
                let id = &RECORD.entry(item).expect("a record").id;
                assert!(dataset.find(id).is_some(), "{then}: {id} was known");
            }
        }
        for recommendation in &dataset.recommendations {
            let late = recommendation.statuses.iter().find(|entry| entry.date.end() > day(then));
            assert_eq!(late, None, "{then}: {}", recommendation.entry.id);
        }
        for session in dataset
            .sessions
            .iter()
            .filter(|of| of.date().is_some_and(|date| date.start() > day(then)))
        {
            assert_eq!(
                (session.held, &session.chair),
                (None, &None),
                "{then}: {}",
                session.entry.id
            );
            assert!(session.agenda.is_empty() && session.adopted.is_none(), "{then}");
        }
    }
    // A filter holds as well: of what it leaves out, nothing is left.
    let screen = screen("status=implemented&asof=2020-04-20");
    let dataset = load(file(&screen, Form::Json).as_bytes()).dataset.expect("a record");
    assert_eq!(dataset.recommendations.len(), 1);
    assert!(dataset.find("wg4-16").is_none() && dataset.find("wg4-10").is_some());
}

#[test]
fn each_recommendation_of_a_brief_has_status_last_action_and_citation() {
    for link in LINKS {
        let screen = screen(link);
        let brief = file(&screen, Form::Brief);
        let parts: Vec<&str> = brief.split("\n## ").skip(1).collect();
        assert_eq!(parts.len(), screen.recommendations.len(), "{link}");
        for (part, &id) in parts.iter().zip(&screen.recommendations) {
            let status = WORDS.status(RECORD.status(&RECORD[id], screen.as_of));
            assert!(part.contains(&format!("**{status}**")), "{link}: {part}");
            let done = match RECORD.last_answer(id, screen.as_of) {
                Some((action, _)) => RECORD[action].title.clone(),
                None => "is linked to it".to_owned(),
            };
            // Without the signs that keep it from being taken for Markdown.
            assert!(part.replace('\\', "").contains(&done), "{link}: {done} in {part}");
            assert!(
                part.contains(&format!("Shown at {}", permalink(&RECORD[id].entry.id))),
                "{link}"
            );
        }
    }
}

#[test]
fn a_calendar_has_the_sessions_whose_days_are_known() {
    let screen = screen("");
    let calendar = file(&screen, Form::Calendar);
    let known = |id: &&Id<Session>| {
        RECORD.date_on((**id).into(), screen.as_of).is_some_and(|date| date.is_exact())
    };
    let events = screen.sessions.iter().filter(known).count();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), events);
    assert!(events > 20);
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    // The last day is the one before the end.
    assert!(calendar.contains("DTSTART;VALUE=DATE:20190904\r\nDTEND;VALUE=DATE:20190907\r\n"));
}

#[test]
fn references_have_the_documents() {
    let screen = screen("");
    let (ris, bib) = (file(&screen, Form::Ris), file(&screen, Form::Bibtex));
    assert_eq!(ris.matches("TY  - RPRT\r\n").count(), screen.documents.len());
    assert_eq!(ris.matches("ER  - \r\n").count(), screen.documents.len());
    assert_eq!(bib.matches("@techreport{").count(), screen.documents.len());
    let braces = |c: char| bib.matches(c).count();
    assert_eq!(braces('{'), braces('}'));
}

fn golden(name: &str, got: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/export").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("to make it");
        std::fs::write(&path, got).expect("to write it");
    }
    let expect = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(got == expect, "{} differs: look at it, then UPDATE_GOLDEN=1", path.display());
}

#[test]
fn golden_brief() {
    golden("brief.md", &file(&screen("status=implemented,no-action-reported"), Form::Brief));
}

#[test]
fn golden_citations() {
    let mut text = String::new();
    for id in
        ["wgp10-open-data-list", "res-8-8", "wg4-16", "background-paper-2020", "sub-wg4-10-dz"]
    {
        let item = RECORD.find(id).unwrap_or_else(|| panic!("{id}"));
        let mut citation = Citation::of(&WORDS, &RECORD, item, "en", &permalink(id));
        citation.accessed = Some(day("2026-11-24"));
        for form in cite::Form::ALL {
            text.push_str(&citation.print(&WORDS, form));
            text.push('\n');
        }
    }
    golden("citations.txt", &text);
}

proptest! {
    #[test]
    fn no_cell_is_a_formula_and_every_text_comes_back(
        titles in prop::collection::vec("[=+@\\-\t\r\n\",;' a-z]{0,12}|\\PC{0,8}", 33), rows: u64,
    ) {
        let mut dataset = RECORD.clone();
        for (record, title) in dataset.recommendations.iter_mut().zip(&titles) {
            record.title.clone_from(title);
        }
        let all = dataset.ids::<Recommendation>().filter(|id| rows >> id.index() & 1 == 1);
        let screen = Screen { recommendations: all.collect(), ..screen("") };
        let table = cells(&file_of(&dataset, &screen, Form::Csv));
        prop_assert_eq!(table.len(), screen.recommendations.len() + 1);
        for (row, &id) in table[1..].iter().zip(&screen.recommendations) {
            let title = &dataset[id].title;
            prop_assert!(!row[1].starts_with(['=', '+', '-', '@', '\t', '\r']), "{:?}", row[1]);
            prop_assert_eq!(row[1].strip_prefix('\'').unwrap_or(&row[1]), title.strip_prefix('\'').unwrap_or(title));
        }
    }

    #[test]
    fn every_record_is_cited(kind in 0..Kind::ALL.len(), at: prop::sample::Index) {
        let kind = Kind::ALL[kind];
        let index = at.index(RECORD.len(kind)) as u32;
        let item = Ref { kind, index };
        let id = &RECORD.entry(item).expect("a record").id;
        let citation = Citation::of(&WORDS, &RECORD, item, "en", &permalink(id));
        for form in cite::Form::ALL {
            let text = citation.print(&WORDS, form);
            prop_assert!(text.contains(&permalink(id)) || citation.url.is_some(), "{}", text);
            prop_assert!(!text.contains("()") && !text.contains("“”"), "{}", text);
        }
        let csl = citation.print(&WORDS, cite::Form::Csl);
        let csl: serde_json::Value = serde_json::from_str(&csl).expect("JSON");
        prop_assert_eq!(csl[0]["title"].as_str(), Some(citation.title.as_str()));
    }
}
