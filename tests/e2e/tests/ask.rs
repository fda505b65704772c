//! Asking: every facet by role and name, values left out, long lists, what search forgives and
//! what it understands; and that the link says the same to someone else.

use std::cell::RefCell;

use e2e::{ALL, Key, Name, Page, run};

/// What a person sees of the filters and the answer.
async fn seen(page: &Page) -> String {
    page.wait_complete().await;
    page.rested().await;
    let script = "return [...document.querySelectorAll('main, aside')].map(e => e.innerText).join('\\n')
        + [...document.querySelectorAll(':checked, [aria-pressed=true]')].map(e => e.id + e.ariaLabel)";
    page.eval(script, &[]).await.as_str().unwrap_or_default().to_owned()
}

#[test]
fn every_facet_is_found_by_its_name() {
    run(async |page| {
        // What is unfolded and chosen, how many that leaves, and the link to it.
        for (facet, option, n, address) in [
            ("Status", "Implemented", 1, "?status=implemented"),
            ("Function", "Good practices", 3, "?function=c"),
            ("Session", "Tenth meeting", 15, "?session=wg4-10"),
            ("Topic", "Conflicts of interest", 6, "?topic=conflict-of-interest"),
            ("Article", "7(4)", 6, "?article=7(4%29"),
            ("Addressee", "Secretariat", 3, "?addressee=secretariat"),
            ("State", "Kenya", 0, "?state=ke"),
            ("Body", "Working Group", *ALL, "?body=wg4"),
            ("Verb", "Requested", 6, "?verb=requested"),
            ("Basis", "Status read by the editors", 14, "?basis=read"),
            ("Evidence", "Explicit answer", 10, "?evidence=explicit"),
            ("Flags", "Conditional", 2, "?flag=conditional"),
            ("Kind of record", "Resolution", 0, "?kind=resolutions"),
        ] {
            page.open_ready("").await;
            page.get("group", facet).await;
            let fold = page.get("button", facet).await;
            if fold.attr("aria-expanded").await.ok().flatten().as_deref() == Some("false") {
                page.click("button", facet).await;
            }
            page.click("checkbox", Name::Starts(option)).await;
            page.wait_count(n).await;
            page.wait_address(address).await;
            let chip = format!("{facet}: {option}");
            page.click("button", Name::Starts(&chip)).await;
            page.wait_count(*ALL).await;
            page.wait_address("").await;
        }
    });
}

#[test]
fn what_is_left_out_is_said_sent_and_taken_back() {
    let sent = RefCell::new(String::new());
    run(async |page| {
        page.open_ready("").await;
        page.click("button", "Exclude Conflicts of interest").await;
        page.wait_count(*ALL - 6).await;
        page.wait_address("?topic=-conflict-of-interest").await;
        page.get("checkbox", Name::Contains("excluded")).await;
        // By keyboard: a key on the box.
        page.get("checkbox", Name::Starts("Tenth meeting")).await.focus().await.expect("the focus");
        page.press("-").await;
        page.wait_address("?session=-wg4-10&topic=-conflict-of-interest").await;
        page.get("button", "not Session: Tenth meeting of the Working Group, remove").await;
        sent.replace(seen(page).await);
        // Chosen, it is no longer left out.
        page.press(" ").await;
        page.wait_address("?session=wg4-10&topic=-conflict-of-interest").await;
        page.wait_count(15).await;
        page.back().await;
        page.wait_address("?session=-wg4-10&topic=-conflict-of-interest").await;
        page.back().await;
        page.wait_address("?topic=-conflict-of-interest").await;
        page.wait_count(*ALL - 6).await;
        page.click("button", "not Topic: Conflicts of interest, remove").await;
        page.wait_count(*ALL).await;
    });
    let shown = sent.into_inner();
    run(async |page| {
        page.open_ready("?session=-wg4-10&topic=-conflict-of-interest").await;
        assert_eq!(seen(page).await, shown);
    });
}

#[test]
fn long_lists_are_searched_and_shown_whole() {
    run(async |page| {
        page.open_ready("").await;
        assert!(page.all("checkbox", Name::Contains("Open data")).await.is_empty());
        page.type_into("searchbox", "Find in Topic", "öpen").await;
        page.click("checkbox", Name::Starts("Open data")).await;
        page.wait_count(1).await;
        page.wait_address("?topic=open-data").await;
        page.type_into("searchbox", "Find in Topic", "zzz").await;
        page.wait_text("No value has these letters.").await;
        for _ in "öpenzzz".chars() {
            page.press(Key::Backspace).await;
        }
        // What is chosen stands among the first.
        page.get("checkbox", Name::Starts("Open data")).await;
        assert!(page.all("checkbox", Name::Starts("Private sector")).await.is_empty());
        page.click("button", Name::Starts("Show all")).await;
        page.get("checkbox", Name::Starts("Private sector")).await;
        page.click("button", "Show fewer").await;
        page.wait_gone("checkbox", Name::Starts("Private sector")).await;
    });
}

#[test]
fn days_are_asked_for_and_mistakes_in_them_told() {
    run(async |page| {
        page.open_ready("").await;
        page.click("button", "Dates").await;
        page.type_into("textbox", "Since", "2019").await;
        page.press(Key::Enter).await;
        page.wait_address("?since=2019").await;
        page.wait_count(15).await;
        page.type_into("textbox", "Until", "soon").await;
        page.press(Key::Enter).await;
        page.wait_text("This is not a year, month or day.").await;
        page.wait_address("?since=2019").await;
        page.click("button", "since 2019, remove").await;
        page.wait_count(*ALL).await;
    });
}

#[test]
fn a_slip_of_the_pen_is_forgiven_and_told() {
    run(async |page| {
        page.open_ready("").await;
        page.type_into("searchbox", "Search", "initiatvies").await;
        page.wait_text("Nothing matches “initiatvies”; showing results for “initiatives”").await;
        page.get("button", Name::Contains("List of open data initiatives, ")).await;
        page.wait_address("?q=initiatvies").await;
        page.click("link", "Recommendations").await;
        let marked = "return [...document.querySelectorAll('main mark')]
            .some(mark => mark.textContent == 'initiatives')";
        page.wait_js("the words found", marked).await;
    });
}

#[test]
fn phrases_forms_of_words_and_what_must_not_be_there() {
    run(async |page| {
        page.open_ready("?view=recommendations&q=%22open+data%22").await;
        page.get("link", "List of open data initiatives").await;
        page.open_ready("?view=recommendations&q=%22data+open%22").await;
        page.wait_count(0).await;
        page.open_ready("?view=recommendations&q=open+-%22open+data%22").await;
        page.wait_gone("link", "List of open data initiatives").await;
        page.open_ready("?view=recommendations&q=recommending").await;
        let marked = "return [...document.querySelectorAll('main mark')]
            .some(mark => mark.textContent == 'recommended')";
        page.wait_js("another form of the word", marked).await;
    });
}

#[test]
fn a_paragraph_is_found_in_the_text_itself() {
    run(async |page| {
        page.open_ready("").await;
        page.type_into("searchbox", "Search", "para 32").await;
        page.click("link", "para. 32").await;
        page.wait_address("?view=sources&q=para+32&document=background-paper-2020&paragraph=32")
            .await;
        page.wait("the paragraph in focus", async || {
            let (role, name) = page.focused().await;
            (role == "group" && name == "para. 32").then_some(())
        })
        .await;
        page.back().await;
        page.wait_address("?q=para+32").await;
        // Words of the text that no record quotes are found there as well.
        page.open_ready("?q=%22update+on+the+status%22").await;
        page.get("link", "heading III").await;
    });
}

#[test]
fn a_phone_has_all_filters_in_its_sheet() {
    run(async |page| {
        page.resize(360, 740).await;
        page.open_ready("").await;
        page.click("button", "Filters").await;
        page.click("button", "Flags").await;
        page.click("checkbox", Name::Starts("Conditional")).await;
        page.click("button", "Exclude No action reported").await;
        let out =
            "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
        assert_eq!(page.eval(out, &[]).await, 0, "nothing stands out at the side");
        let small = "return [...document.querySelectorAll('#facet-groups :is(button, input)')]
            .filter(e => e.checkVisibility() && e.type != 'checkbox')
            .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 })
            .map(e => e.textContent)";
        assert_eq!(page.eval(small, &[]).await, serde_json::json!([]), "targets of 24 px");
        page.click("button", "Show 2 recommendations").await;
        page.wait_address("?status=-no-action-reported&flag=conditional").await;
        page.get("button", "Filters (2 chosen)").await;
    });
}

/// The answer is told in the frame after a click; what is drawn follows, and in the end agrees.
#[test]
fn an_answer_is_told_before_it_is_drawn() {
    run(async |page| {
        page.open_ready("").await;
        page.wait_complete().await;
        let script = "const box = document.getElementById('status-0'), told = () => document.querySelector('.n-of-m').textContent;
            const lanes = () => document.querySelectorAll('.drawing [aria-expanded]').length;
            const canvas = CanvasRenderingContext2D.prototype, fill = canvas.fillRect;
            let drawn = false;
            canvas.fillRect = function (...of) { drawn = true; return fill.apply(this, of); };
            const before = lanes();
            box.click();
            return new Promise(done => requestAnimationFrame(() => {
                const first = [told(), drawn, lanes() === before];
                setTimeout(() => done([...first, drawn, lanes() < before].join('; ')), 2000);
            }))";
        let seen = page.eval(script, &[]).await;
        assert_eq!(seen, "1 of 33 recommendations; false; true; true; true");
    });
}

/// While counts change, no name of a value breaks anew, and none of what is below moves.
#[test]
fn counts_keep_their_room() {
    run(async |page| {
        page.resize(1280, 900).await;
        page.open_ready("").await;
        page.wait_complete().await;
        let places = "return [...document.querySelectorAll('.option')]
            .map(option => option.querySelector('input').id + ' ' + option.offsetTop).join()";
        let before = page.eval(places, &[]).await;
        page.click("checkbox", Name::Starts("Implemented")).await;
        page.wait_count(1).await;
        assert_eq!(page.eval(places, &[]).await, before);
    });
}
