//! From a record to the paragraph that proves it and back, and from a paragraph to its records.

use e2e::{Key, Name, Page, Reply, run};

const PAPER: &str = "?view=sources&document=background-paper-2020";
const TEXT: &str = "data/texts/background-paper-2020.txt";

async fn details(page: &Page) -> String {
    page.get("complementary", "Details").await.text().await.unwrap_or_default()
}

/// Waits until the focus is on the part of the text that has this name.
async fn wait_part(page: &Page, name: &str) {
    page.wait(&format!("the focus on {name}"), async || {
        let (role, focused) = page.focused().await;
        (role == "group" && focused == name).then_some(())
    })
    .await;
}

/// The words that are lit, if all of them can be seen: not above or below the window, nor under the
/// details.
async fn lit_in_sight(page: &Page) -> Option<String> {
    let script = "const lit = [...document.querySelectorAll(':focus .lit')];
        const seen = mark => [...mark.getClientRects()].every(box => {
            const x = box.x + box.width / 2, y = box.y + box.height / 2;
            const there = document.elementFromPoint(x, y);
            return there && (mark.contains(there) || there.contains(mark));
        });
        return lit.length && lit.every(seen) ? lit.map(mark => mark.textContent).join('') : null";
    page.eval(script, &[]).await.as_str().map(str::to_owned)
}

async fn wait_lit(page: &Page, words: &str) {
    page.wait(&format!("{words:?} lit and in sight"), async || {
        lit_in_sight(page).await.filter(|lit| lit.contains(words))
    })
    .await;
}

const COLLECTED: &str = "UNODC collected information from States parties on the open data";

#[test]
fn a_source_leads_to_its_paragraph_and_back_returns() {
    run(async |page| {
        for width in [1280, 360] {
            page.resize(width, 740).await;
            page.open_ready("?item=wgp10-open-data-list").await;
            page.click("link", "background paper 2020, para. 32").await;
            wait_part(page, "para. 32").await;
            wait_lit(page, COLLECTED).await;
            page.wait_address(&format!("{PAPER}&paragraph=32&item=wgp10-open-data-list")).await;
            assert!(details(page).await.contains("List of open data initiatives"));
            page.back().await;
            page.wait_address("?item=wgp10-open-data-list").await;
            page.get("complementary", "Details").await;
            page.wait_gone("link", "¶ 32").await;
        }
    });
}

#[test]
fn a_link_to_a_paragraph_opens_there() {
    run(async |page| {
        page.open_ready(&format!("{PAPER}&paragraph=29&item=wgp10-open-data-list")).await;
        wait_part(page, "para. 29").await;
        wait_lit(page, "a list of the open data initiatives and sources").await;
        // Each paragraph has a link to itself; headings and footnotes, too.
        let link = page.get("link", "¶ 46").await;
        let href = link.attr("href").await.ok().flatten().unwrap_or_default();
        assert!(href.contains("document=background-paper-2020&paragraph=46"), "{href}");
        page.click("link", "¶ heading III.A").await;
        wait_part(page, "heading III.A").await;
        page.click("link", "Footnote 1").await;
        wait_part(page, "footnote 1").await;
        page.click("link", "Back to para. 30").await;
        wait_part(page, "para. 30").await;
    });
}

#[test]
fn the_records_beside_a_paragraph_open() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready(&format!("{PAPER}&paragraph=38")).await;
        wait_part(page, "para. 38").await;
        page.click("link", "Regional platform for Southern Africa").await;
        assert!(details(page).await.contains("Zambia"));
        // The paragraph stays where it is, and its words are lit.
        wait_lit_anywhere(page, "conducting a mapping mission").await;
        page.click("button", "Close").await;
        page.wait_gone("complementary", "Details").await;
        // The long list of paragraph 46 is folded.
        assert!(page.all("link", "Ukraine").await.is_empty());
    });
}

async fn wait_lit_anywhere(page: &Page, words: &str) {
    let script = format!(
        "return [...document.querySelectorAll('.lit')].some(e => e.textContent.includes({words:?}))"
    );
    page.wait_js(words, &script).await;
}

#[test]
fn the_coverage_is_told_in_figures() {
    run(async |page| {
        page.open_ready(PAPER).await;
        page.wait_text("55 of 55 paragraphs are the source of at least one record").await;
        page.wait_text("parts yield no record").await;
        // Also in the details of the document, with what was drawn from it.
        page.open_ready("?view=sources&item=background-paper-2020").await;
        page.wait_text("of 55 paragraphs").await;
        assert!(details(page).await.contains("Drawn from it"));
    });
}

#[test]
fn documents_are_listed_by_session_and_found() {
    run(async |page| {
        page.open_ready("").await;
        page.click("link", "Sources").await;
        page.wait_text("68 of 68 documents").await;
        page.get("heading", "Tenth meeting of the Working Group").await;
        page.wait_text("Recommendations captured").await;
        let outside = page.get("link", Name::Contains("Official address")).await;
        let rel = outside.attr("rel").await.ok().flatten().unwrap_or_default();
        assert!(rel.contains("noreferrer"), "{rel}");
        let name = outside.text().await.unwrap_or_default();
        assert!(name.contains("Official address"), "{name}");
        page.type_into("searchbox", "Search", "progress on the activities").await;
        page.wait_text("1 of 68 documents").await;
        page.click("link", "Read it here").await;
        page.get("heading", Name::Contains("Progress on the activities")).await;
        page.wait_address(&PAPER.replace("sources&", "sources&q=progress+on+the+activities&"))
            .await;
        page.get("link", "¶ 1").await;
        page.click("link", "All documents").await;
        page.wait_text("1 of 68 documents").await;
        page.open_ready("?view=sources&q=no-such-word").await;
        page.wait_text("No document matches").await;
    });
}

#[test]
fn what_was_drawn_from_a_document_is_listed() {
    run(async |page| {
        page.open_ready("?view=sources&q=progress+on+the+activities").await;
        page.click("button", Name::Contains("28 actions")).await;
        let listed = details(page).await;
        assert!(listed.contains("UNODC publications disseminated"), "{listed}");
    });
}

#[test]
fn all_of_it_by_keyboard() {
    run(async |page| {
        page.open_ready("?item=wgp10-open-data-list").await;
        tab_to(page, "background paper 2020, para. 32").await;
        page.press(Key::Enter).await;
        wait_part(page, "para. 32").await;
        // On from the paragraph come its own link and its records.
        tab_to(page, "Open data information on a thematic webpage").await;
        page.press(Key::Enter).await;
        page.wait("the focus in the details", async || {
            let (role, name) = page.focused().await;
            (role == "heading" && name.starts_with("Open data information")).then_some(())
        })
        .await;
        page.press(Key::Escape).await;
        page.wait_gone("complementary", "Details").await;
        page.wait("the focus back beside the paragraph", async || {
            let beside = "return !!document.activeElement.closest('#part-32')";
            (page.eval(beside, &[]).await == true).then_some(())
        })
        .await;
    });
}

async fn tab_to(page: &Page, name: &str) {
    for _ in 0..150 {
        if page.focused().await == ("link".to_owned(), name.to_owned()) {
            return;
        }
        page.press(Key::Tab).await;
    }
    assert_eq!(page.focused().await, ("link".to_owned(), name.to_owned()));
}

#[test]
fn nothing_stands_out_on_a_phone() {
    run(async |page| {
        page.resize(360, 740).await;
        for view in
            ["?view=sources", &format!("{PAPER}&paragraph=50"), "?item=background-paper-2020"]
        {
            page.open_ready(view).await;
            if view.contains("paragraph") {
                wait_part(page, "para. 50").await;
            }
            let out =
                "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
            assert_eq!(page.eval(out, &[]).await, 0, "{view}");
            for role in ["button", "link"] {
                assert_eq!(page.all(role, "").await.len(), 0, "{view}: {role} without a name");
            }
        }
    });
}

#[test]
fn a_text_that_does_not_arrive_can_be_asked_for_again() {
    for (reply, said) in [
        (Reply::status(404), "the server answered 404"),
        (Reply::ok("text/plain", "[x] words".to_owned()), "“x” is not a label"),
    ] {
        run(async |page| {
            page.allow_errors("404");
            page.replace(TEXT, reply);
            page.open_ready(&format!("{PAPER}&paragraph=32")).await;
            let alert = page.get("alert", Name::Any).await.text().await.unwrap_or_default();
            assert!(alert.contains("The text could not be shown"), "{alert}");
            assert!(alert.contains(said), "{alert}");
            page.restore(TEXT);
            page.click("button", "Retry").await;
            wait_part(page, "para. 32").await;
        });
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    run(async |page| {
        page.open_ready(&format!("{PAPER}&paragraph=99")).await;
        page.wait_text("“99” is not in this record").await;
        page.get("link", "¶ 55").await;
        page.click("button", "Dismiss").await;
        page.wait_address(PAPER).await;
        page.wait_gone("alert", Name::Any).await;
        page.open_ready("?view=sources&document=doc-cosp-2019-2&paragraph=3").await;
        page.wait_text("does not hold the text of “doc-cosp-2019-2”").await;
        page.wait_text("68 of 68 documents").await;
        // The text is only fetched when it is read.
        page.open_ready("").await;
        let fetched =
            "return performance.getEntriesByType('resource').some(e => e.name.includes('/texts/'))";
        assert_eq!(page.eval(fetched, &[]).await, false);
    });
}
