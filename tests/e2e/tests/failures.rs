//! When the data does not arrive, or is not what it should be: what happened, where, what to do.

#![allow(clippy::expect_used)]

use e2e::{Name, Page, Reply, dist, run};
use serde_json::{Value, json};

const RECORD: &str = "data/record.json";

fn record() -> String {
    std::fs::read_to_string(dist().join(RECORD)).expect("the site has a record")
}

fn json(text: impl Into<String>) -> Reply {
    Reply::ok("application/json", text.into())
}

/// Opens the page with another data file and gives what the alert says.
async fn alert(page: &Page, reply: Reply) -> String {
    page.replace(RECORD, reply);
    page.open("").await;
    page.get("alert", Name::Any).await.text().await.unwrap_or_default()
}

#[test]
fn each_unusable_file_says_what_to_do_and_can_be_retried() {
    let sound = record();
    let half = sound.len() / 2;
    let half = (half..).find(|&at| sound.is_char_boundary(at)).unwrap_or(half);
    let lines = sound[..half].lines().count();
    let other = sound.replacen("\"schema\": 1", "\"schema\": 99", 1);
    assert_ne!(other, sound);
    for (reply, said) in [
        (Reply::status(404), vec!["404".to_owned(), "retry".to_owned()]),
        (json(&sound[..half]), vec!["ends in the middle".to_owned(), format!("line {lines}")]),
        (json("<html>not found"), vec!["not valid JSON".to_owned(), "line 1".to_owned()]),
        (json(other), vec!["version".to_owned(), "99".to_owned()]),
        (json("[]"), vec!["object".to_owned()]),
    ] {
        run(async |page| {
            page.allow_errors("404");
            let alert = alert(page, reply).await;
            for part in &said {
                assert!(alert.contains(part.as_str()), "{part}: {alert}");
            }
            page.wait_text(RECORD).await;
            page.restore(RECORD);
            page.click("button", "Retry").await;
            page.wait_ready().await;
            page.get("button", Name::Contains("List of open data")).await;
        });
    }
}

#[test]
fn what_is_sound_is_shown_beside_the_list_of_problems() {
    let mut broken: Value = serde_json::from_str(&record()).expect("the record is JSON");
    let at = |record: &Value, kind: &str, id: &str| {
        record[kind].as_array().and_then(|list| list.iter().position(|r| r["id"] == id))
    };
    let open_data = at(&broken, "recommendations", "wgp10-open-data-list").expect("is there");
    let private =
        at(&broken, "recommendations", "wgp10-private-sector-workplan").expect("is there");
    broken["recommendations"][open_data]["title"] = Value::Null;
    broken["recommendations"][private]["topics"][0] = json!("privat-sector");
    broken["recommendations"][private]["titel"] = json!("typo");
    run(async |page| {
        let shown = alert(page, json(broken.to_string())).await;
        assert!(shown.contains("problems in the data"), "{shown}");
        page.wait_ready().await;
        page.click("alert", Name::Any).await;
        for part in [
            format!("/recommendations/{open_data}/title (wgp10-open-data-list)"),
            "The record is left out".to_owned(),
            format!("/recommendations/{private}/topics/0 (wgp10-private-sector-workplan)"),
            "Did you mean “private-sector”?".to_owned(),
            "Did you mean “title”?".to_owned(),
        ] {
            page.wait_text(&part).await;
        }
        page.get("button", Name::Contains("Private sector topic in the workplan")).await;
        assert!(
            page.all("button", Name::Contains("List of open data initiatives")).await.is_empty()
        );
    });
}

/// The problems listed, as `cargo xtask check-data` prints them.
const LISTED: &str = "return Array.from(document.querySelectorAll('.problem-list li'), line => {
    const parts = Array.from(line.children, part => part.textContent);
    return `${parts[0]}: ${parts[1]} [${parts[2]}]`;
});";

#[test]
fn each_of_many_mistakes_is_listed_and_the_sound_part_can_be_browsed() {
    // The file and what is said of it natively: tests/load.rs.
    let broken = include_str!("../../golden/mistakes.json");
    let said: Vec<&str> = include_str!("../../golden/mistakes.txt").lines().collect();
    run(async |page| {
        let shown = alert(page, json(broken)).await;
        assert!(shown.contains(&format!("{} problems in the data", said.len())), "{shown}");
        page.wait_ready().await;
        let listed = page.eval(LISTED, &[]).await;
        let listed: Vec<&str> =
            listed.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(said.len() >= 30);
        assert_eq!(listed, said);

        page.get("button", Name::Contains("Collection of maps")).await;
        page.open_ready("?q=officials&item=rec-training").await;
        page.get("button", Name::Contains("Training of officials")).await;
        page.get("heading", Name::Contains("Training of officials")).await;
        assert!(page.all("button", Name::Contains("Progress noted")).await.is_empty());
    });
}

#[test]
fn a_panic_is_told_with_the_address() {
    run(async |page| {
        page.open_ready("?topic=open-data").await;
        for expected in ["panicked", "unreachable", "refused"] {
            page.allow_errors(expected);
        }
        // The renderer takes for granted that the browser makes the elements it asks for.
        let refuse = "const make = Document.prototype.createElement;
            Document.prototype.createElement = function(tag) {
                if (tag === 'article') throw new Error('refused');
                return make.apply(this, arguments);
            }";
        page.eval(refuse, &[]).await;
        page.click("link", "About").await;
        page.wait_text("Something went wrong in this page").await;
        let alert = page.get("alert", Name::Any).await.text().await.unwrap_or_default();
        assert!(alert.contains("/some/deep/path/?view=about&topic=open-data"), "{alert}");
        page.click("button", "Reload").await;
        page.wait_ready().await;
        page.get("heading", "What this is and is not").await;
    });
}
