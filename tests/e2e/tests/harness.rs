//! The harness itself: a guard that sees nothing would let everything pass.

use std::panic::{AssertUnwindSafe, catch_unwind};

use e2e::{Key, Name, Page, Reply, run};

/// Serves a page of its own and opens it.
async fn open(page: &Page, html: &str) {
    let head = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Try</title>";
    page.replace("try.html", Reply::ok("text/html", format!("{head}{html}")));
    page.open("try.html").await;
}

/// Why a test fails that does nothing but open this page.
fn failure(html: &str) -> String {
    let test = || run(async |page| open(page, html).await);
    match catch_unwind(AssertUnwindSafe(test)) {
        Ok(()) => String::new(),
        Err(panic) => panic.downcast_ref::<String>().cloned().unwrap_or_default(),
    }
}

#[test]
fn a_clean_page_passes() {
    assert_eq!(failure("<p>nothing"), "");
}

#[test]
fn what_is_not_clean_fails() {
    let policy = r#"<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src data:">"#;
    let inline = format!("{policy}<p style='color: red'>inline");
    for (html, reason) in [
        ("<script>console.error('not good')</script>", "not good"),
        ("<script>nowhere.to.be.found()</script>", "nowhere"),
        ("<img src=missing.png>", "404"),
        (inline.as_str(), "Content Security Policy"),
        ("<link rel=prefetch href='http://localhost:9/elsewhere'><p>x", "localhost:9/elsewhere"),
    ] {
        let failure = failure(html);
        assert!(failure.contains(reason), "{html}: {failure}");
    }
}

#[test]
fn finds_by_role_and_name_what_a_screen_reader_finds() {
    run(async |page| {
        let html = "<h1>Title</h1><button hidden>Go</button><label>Search <input type=search></label>
            <button onclick='result.textContent = document.querySelector(\"input\").value'>Go</button>
            <button aria-label='Close the list'>×</button><output id=result></output>";
        open(page, html).await;
        page.get("heading", "Title").await;
        assert_eq!(page.all("button", Name::Any).await.len(), 2);
        assert_eq!(page.all("button", Name::Contains("Close")).await.len(), 1);
        page.type_into("searchbox", "Search", "assets").await;
        page.press(Key::Tab).await;
        assert_eq!(page.focused().await, ("button".to_owned(), "Go".to_owned()));
        page.press(Key::Enter).await;
        page.wait_text("assets").await;
        assert!(page.tree().await.contains("searchbox \"Search\""));
    });
}

#[test]
fn sets_size_media_and_clipboard() {
    run(async |page| {
        let html = "<style>@media print { p { display: none } }</style><p>text
            <button onclick='navigator.clipboard.writeText(\"copied\")'>Copy</button>";
        open(page, html).await;
        page.resize(360, 640).await;
        assert_eq!(page.eval("return innerWidth", &[]).await, 360);
        page.media(&[("prefers-color-scheme", "dark")]).await;
        let dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
        assert_eq!(page.eval(dark, &[]).await, true);
        page.click("button", "Copy").await;
        assert_eq!(page.clipboard().await, "copied");
        page.as_printed().await;
        assert_eq!(page.text().await.trim(), "");
    });
}
