//! Facts of the background paper, one from each of twenty paragraphs drawn by lot: each is found
//! by search, opened with one click, and traced with a second one to the words that say it.

use e2e::{Name, Page, run};
use serde_json::json;

/// What a reader types, the record that opens, the paragraph that proves it, and its words there.
const FACTS: [(&str, &str, &str, &str); 20] = [
    ("9 to 13 November 2009", "Third session of the Conference", "1", "held in Doha from 9 to 13"),
    ("interim working group", "Resolution 3/2", "3", "at least two intersessional meetings"),
    ("workplan up to 2015", "Resolution 5/4", "4", "multi-year workplan for the period up to 2015"),
    ("avoid duplication of discussions", "Resolution 6/1", "5", "avoid the duplication of"),
    ("three thematic discussions", "Three thematic discussions", "9", "three thematic discussions"),
    ("privacy guidance", "Guidance on disclosure systems", "11", "consider providing guidance"),
    ("prioritize initiatives", "Priority for managing conflicts", "12", "prioritize initiatives"),
    ("effective verification", "Exchange on verifying asset", "16", "the effective verification"),
    (
        "joint meetings",
        "Joint meetings with the Implementation",
        "28",
        "holding joint meetings with",
    ),
    (
        "open data list",
        "List of open data initiatives",
        "29",
        "a list of the open data initiatives",
    ),
    ("legal library", "Laws in the legal library", "30", "update laws in the legal library"),
    ("thematic webpage", "Open data information", "32", "available through a thematic webpage"),
    ("illicit enrichment", "Interlinkages of conflicts", "36", "interest and illicit enrichment"),
    (
        "regional organizations",
        "Workshops of regional",
        "37",
        "organized by regional organizations",
    ),
    ("Mali Niger", "Technology needs of judicial", "39", "information technology needs"),
    ("available online", "Use of the thematic web page", "44", "information available online"),
    (
        "relevant reports",
        "Information on the thematic web page",
        "45",
        "relevant reports and links",
    ),
    ("blue company", "Partnership with the Blue Company", "52", "the Blue Company Initiative"),
    ("kyrgyzstan", "Meetings with civil society", "53", "meetings with civil society"),
    ("detailed information action", "(cooperation)", "55", "CAC/COSP/2019/2"),
];

#[test]
fn each_is_found_opened_and_traced_to_its_paragraph_in_two_clicks() {
    run(async |page| {
        page.resize(1280, 900).await;
        for fact in FACTS {
            trace(page, fact).await;
        }
    });
}

async fn trace(page: &Page, (search, record, paragraph, words): (&str, &str, &str, &str)) {
    page.open_ready("?view=recommendations").await;
    page.type_into("searchbox", "Search", search).await;
    page.click("link", Name::Contains(record)).await;
    page.get("complementary", "Details").await;
    let place = format!("para. {paragraph}");
    page.click("link", Name::Contains(&place)).await;
    page.wait(&format!("{search:?} traced to {place}"), async || {
        let lit = page.eval(LIT, &[json!(paragraph), json!(words)]).await;
        lit.as_bool().filter(|lit| *lit)
    })
    .await;
    let address = page.address().await;
    assert!(address.contains(&format!("&paragraph={paragraph}")), "{address}");
}

/// Whether the words stand, lit, in the paragraph that has the focus, within the window.
const LIT: &str = r#"
    const [paragraph, words] = arguments;
    const block = document.activeElement;
    if (!block.innerText.includes('¶ ' + paragraph)) return false;
    const lit = [...block.querySelectorAll('mark.lit')];
    const text = lit.map(mark => mark.textContent).join('').replace(/\s+/g, ' ');
    const seen = lit.some(mark => {
        const box = mark.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;
    });
    return seen && text.includes(words);
"#;
