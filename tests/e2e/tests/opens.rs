//! The page opens from any path of a static host, and says so when it cannot.

use std::time::Duration;

use e2e::{Name, Page, Reply, run};

#[test]
fn opens_below_any_path() {
    run(async |page| {
        page.open("").await;
        page.wait_text("Mandate Trail").await;
    });
}

#[test]
fn shows_that_it_is_loading() {
    run(async |page| {
        page.replace(
            "data/record.json",
            Reply::ok("application/json", "{}").after(Duration::from_secs(3)),
        );
        page.open("").await;
        page.get("status", Name::Any).await;
    });
}

/// The file which the page's first element like this names.
async fn named(page: &Page, selector: &str) -> String {
    // What the tests then take away must not come from the copy that this visit leaves.
    page.without_copy().await;
    page.open("").await;
    let script = "return document.querySelector(arguments[0]).getAttribute('href')";
    let address = page.eval(script, &[selector.into()]).await;
    address.as_str().unwrap_or_default().trim_start_matches("./").to_owned()
}

const SCRIPT: &str = "link[rel=modulepreload]";
const WASM: &str = "link[type='application/wasm']";

#[test]
fn a_program_that_does_not_arrive_can_be_asked_for_again() {
    for part in [SCRIPT, WASM] {
        run(async |page| {
            let part = named(page, part).await;
            page.allow_errors("503");
            page.allow_errors("start-");
            page.replace(&part, Reply::status(503));
            page.open("").await;
            page.wait_text("could not start").await;
            page.get("alert", Name::Any).await;

            page.restore(&part);
            page.click("button", "Try again").await;
            page.wait_text("Mandate Trail").await;
            page.wait_gone("button", "Try again").await;
        });
    }
}

#[test]
fn a_program_that_was_changed_on_the_way_is_not_run() {
    run(async |page| {
        let script = named(page, SCRIPT).await;
        page.allow_errors("integrity");
        page.allow_errors("start-");
        page.replace(&script, Reply::ok("text/javascript", "export default () => 1"));
        page.open("").await;
        page.wait_text("could not start").await;
    });
}
