//! The page opens from any path of a static host, and says so when it cannot.

use std::time::Duration;

use e2e::{Name, Reply, run};

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
            Reply::ok("application/json", "{}").after(Duration::from_secs(1)),
        );
        page.open("").await;
        page.get("status", Name::Any).await;
    });
}

#[test]
fn a_program_that_does_not_arrive_can_be_asked_for_again() {
    run(async |page| {
        let program = "document.querySelector('link[rel=modulepreload]')?.getAttribute('href')";
        page.open("").await;
        let program = page.eval(&format!("return {program}"), &[]).await;
        let program = program.as_str().unwrap().trim_start_matches("./");

        page.allow_errors("503");
        page.allow_errors("Failed to fetch dynamically imported module");
        page.replace(program, Reply::status(503));
        page.open("").await;
        page.wait_text("could not start").await;
        page.get("alert", Name::Any).await;

        page.restore(program);
        page.click("button", "Try again").await;
        page.wait_text("Mandate Trail").await;
        page.wait_gone("button", "Try again").await;
    });
}
