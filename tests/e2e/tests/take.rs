//! Taking away: the rows of a file are the rows on the screen, and a record says how it is cited;
//! and the views that count by session and by State.

use std::io::Cursor;

use calamine::{DataType, Reader, Xlsx, open_workbook_from_rs};
use e2e::{Key, Name, Page, run};

/// The ids of the recommendations on the screen, in order; of one that stands in several groups,
/// where it stands first.
async fn listed(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.list .row h3 [data-opens]')]
        .map(link => link.dataset.opens)";
    let ids = page.eval(script, &[]).await;
    let ids = ids.as_array().cloned().unwrap_or_default();
    let mut listed: Vec<String> = Vec::new();
    for id in ids.iter().filter_map(|id| id.as_str()) {
        if !listed.iter().any(|known| known == id) {
            listed.push(id.to_owned());
        }
    }
    listed
}

#[test]
fn rows_of_a_file_are_the_rows_on_the_screen() {
    run(async |page| {
        for link in [
            "?view=recommendations",
            "?view=recommendations&status=no-action-reported",
            "?view=recommendations&q=data&asof=2019-12-31",
            "?view=recommendations&group=session&sort=-title",
            "?view=recommendations&group=topic&sort=without-report",
        ] {
            page.open_ready(link).await;
            page.keep_files().await;
            let listed = listed(page).await;
            assert!(!listed.is_empty(), "{link}");
            page.click("button", "Export").await;
            page.get("dialog", "Export").await;
            page.click("button", "Table (CSV)").await;
            let table = page.saved(0).await;
            let rows: Vec<&str> =
                table.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
            assert_eq!(rows, listed, "{link}");
            page.wait_text("Saved as mandate-trail").await;
            page.click("button", "Record (JSON)").await;
            let record = page.saved(1).await;
            let record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
            let mut kept: Vec<&str> = record["recommendations"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|row| row["id"].as_str())
                .collect();
            let mut listed: Vec<&str> = listed.iter().map(String::as_str).collect();
            kept.sort_unstable();
            listed.sort_unstable();
            assert_eq!(kept, listed, "{link}");
            page.press(Key::Escape).await;
            page.wait_gone("dialog", "Export").await;
            assert_eq!(page.focused().await.1, "Export");
        }
    });
}

/// What writes a workbook comes when one is asked for.
#[test]
fn a_workbook_opens_with_the_rows_on_the_screen() {
    run(async |page| {
        page.open_ready("?view=recommendations&group=topic&status=no-action-reported").await;
        page.keep_files().await;
        let listed = listed(page).await;
        page.click("button", "Export").await;
        page.click("button", "Workbook (XLSX)").await;
        let file = page.saved_bytes(0).await;
        page.wait_text("Saved as mandate-trail").await;
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file)).expect("a workbook");
        let sheet = book.worksheet_range_at(0).expect("a sheet").expect("cells");
        let ids: Vec<String> =
            sheet.rows().skip(1).filter_map(|row| row[0].get_string().map(str::to_owned)).collect();
        assert_eq!(ids, listed);
        assert!(!ids.is_empty());
    });
}

#[test]
fn a_record_is_cited() {
    run(async |page| {
        page.open_ready("?item=wgp10-open-data-list").await;
        page.eval("document.querySelector('.cite-as').open = true", &[]).await;
        page.wait_text("CAC/COSP/WG.4/2020/2 (inferred), 20 April 2020, para. 20").await;
        page.click("button", "Copy as BibTeX").await;
        page.wait("it is copied", async || {
            page.clipboard().await.starts_with("@techreport{wgp10-open-data-list,").then_some(())
        })
        .await;
    });
}

#[test]
fn sessions_are_cards_whose_figures_lead_on() {
    run(async |page| {
        page.resize(360, 780).await;
        page.open_ready("").await;
        page.click("link", "Sessions").await;
        page.wait_address("?view=sessions").await;
        page.get("link", "Tenth meeting of the Working Group").await;
        page.get("link", "15 recommendations").await;
        page.click("link", Name::Starts("3 continuing")).await;
        page.wait_address("?view=recommendations&status=continuing&session=wg4-10").await;
        page.wait_text("3 of 33 recommendations").await;
        page.back().await;
        page.wait_address("?view=sessions").await;
        page.click("button", "34 submissions").await;
        page.get("complementary", "Details").await;
        page.wait_text("Algeria").await;
        // What was not known is not there.
        page.open_ready("?view=sessions&asof=2019-12-31").await;
        assert!(page.all("link", "Eleventh meeting of the Working Group").await.is_empty());
        assert!(page.all("link", Name::Starts("3 continuing")).await.is_empty());
    });
}

#[test]
fn each_state_has_a_tile_and_a_row() {
    run(async |page| {
        page.open_ready("?view=states").await;
        page.get("link", Name::Contains("Austria: 1 submission")).await;
        page.get("rowheader", "Austria").await;
        page.click("link", Name::Contains("Kenya: ")).await;
        page.wait_address("?view=states&item=ke").await;
        page.get("heading", "Kenya").await;
        // A State that is only in what is left out is not shown.
        page.open_ready("?view=states&session=wg4-10").await;
        page.get("rowheader", "Algeria").await;
        page.open_ready("?view=states&q=Kenya").await;
        page.get("rowheader", "Kenya").await;
        assert!(page.all("rowheader", "Algeria").await.is_empty());
        page.resize(360, 780).await;
        let overflow = "return document.documentElement.scrollWidth > innerWidth";
        assert_eq!(page.eval(overflow, &[]).await, false);
    });
}
