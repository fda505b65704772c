//! Every view by keyboard alone: its main thing is reached, used and left again; where the focus is
//! can always be seen, and it is never lost.

use e2e::{Key, Name, Page, run};
use thirtyfour::TypingData;

/// What is wrong with where the focus is, if anything: it is nowhere, cannot be seen, or is hidden
/// behind something.
const WRONG: &str = "
    const on = document.activeElement;
    if (!on || on === document.body || on === document.documentElement) return 'the focus is lost';
    // A heading to which the page brings the reader needs no frame: it is not to be used.
    const told = on.matches('h1, h2, h3, main, section, [role=group], .block');
    const framed = of => { const style = getComputedStyle(of);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; };
    const drawn = on.querySelector('.hit, .box');
    const stroke = drawn && getComputedStyle(drawn);
    const seen = framed(on) || on.closest('label') && framed(on.closest('label'))
        || stroke && stroke.stroke !== 'none' && parseFloat(stroke.strokeWidth) >= 2;
    if (!told && !seen) return `the focus on ${on.outerHTML.slice(0, 90)} is not seen`;
    const box = (on.matches('.mark, .edge, .node, .fold') && drawn || on).getBoundingClientRect();
    const spots = [.02, .25, .5, .75, .98].flatMap(x => [.1, .5, .9].map(y =>
        [box.x + box.width * x, box.y + box.height * y]));
    const free = spots.some(([x, y]) => {
        const hit = document.elementFromPoint(x, y);
        return hit && (on.contains(hit) || hit.contains(on) || on.closest('label')?.contains(hit)
            || hit.closest('.card, .curves'));
    });
    if (!free) return `the focus on ${on.outerHTML.slice(0, 90)} is hidden`;
    return ''";

/// Somebody without a mouse.
struct Reader<'a>(&'a Page);

impl Reader<'_> {
    /// Presses keys, and looks whether the focus is there and seen.
    async fn press(&self, keys: impl Into<TypingData>) {
        self.0.press(keys).await;
        self.look("").await;
    }

    async fn look(&self, after: &str) {
        let sees = async || {
            let wrong = self.0.eval(WRONG, &[]).await;
            (wrong.as_str() == Some("")).then_some(())
        };
        if !self.0.comes(sees).await {
            let wrong = self.0.eval(WRONG, &[]).await;
            assert_eq!(wrong, "", "{after} {:?}", self.0.focused().await);
        }
    }

    /// Waits until the focus is on something.
    async fn on(&self, role: &str, name: Name<'_>) {
        let is = async || {
            let (is, called) = self.0.focused().await;
            (is == role && fits(name, &called)).then_some(())
        };
        if !self.0.comes(is).await {
            let is = self.0.focused().await;
            assert_eq!(is, (role.to_owned(), format!("{name:?}")));
        }
        self.look("").await;
    }

    /// Goes on by a key until something has the focus, and returns after how many presses.
    async fn go(&self, key: Key, role: &str, name: Name<'_>, most: usize) -> usize {
        let mut passed = Vec::new();
        for n in 0..most {
            let (is, called) = self.0.focused().await;
            if is == role && fits(name, &called) {
                return n;
            }
            passed.push(format!("{is} {called}"));
            self.press(key.clone()).await;
        }
        assert_eq!(passed, Vec::<String>::new(), "{role} {name:?} is not reached");
        most
    }

    /// Tabs to it.
    async fn tab(&self, role: &str, name: Name<'_>) -> usize {
        self.go(Key::Tab, role, name, 120).await
    }

    /// From the top of the page into a view: by its link, then past the filters.
    async fn enter(&self, view: &str) {
        self.tab("link", Name::Is(view)).await;
        self.press(Key::Enter).await;
        self.0.wait_complete().await;
        // The link that was followed still has the focus.
        self.on("link", Name::Is(view)).await;
    }

    /// Opens what has the focus, and comes back to it with Escape.
    async fn opens(&self, heading: &str) {
        let (role, name) = self.0.focused().await;
        self.press(Key::Enter).await;
        self.on("heading", Name::Is(heading)).await;
        self.press(Key::Escape).await;
        self.0.wait_gone("complementary", "Details").await;
        self.on(&role, Name::Is(&name)).await;
    }
}

fn fits(name: Name<'_>, called: &str) -> bool {
    match name {
        Name::Is(wanted) => called.trim() == wanted.trim(),
        Name::Starts(start) => called.trim_start().starts_with(start),
        Name::Contains(part) => called.contains(part),
        Name::Any => true,
    }
}

/// Opens the plain address and hands over the keyboard.
fn by_keyboard(test: impl AsyncFnOnce(&Page, Reader<'_>)) {
    run(async |page| {
        page.open_ready("").await;
        page.wait_complete().await;
        test(page, Reader(page)).await;
    });
}

#[test]
fn the_first_stop_leads_past_the_head() {
    by_keyboard(async |page, reader| {
        reader.press(Key::Tab).await;
        reader.on("link", Name::Is("Skip to the record")).await;
        reader.press(Key::Enter).await;
        reader.on("main", Name::Any).await;
        reader.press(Key::Tab).await;
        let within = "return document.querySelector('main').contains(document.activeElement)";
        assert_eq!(page.eval(within, &[]).await, true);
    });
}

#[test]
fn timeline() {
    by_keyboard(async |page, reader| {
        reader.enter("Timeline").await;
        // The forms that it has, by arrows.
        reader.tab("radio", Name::Any).await;
        let form = page.focused().await.1;
        reader.press(Key::Right).await;
        page.wait("another form", async || (page.focused().await.1 != form).then_some(())).await;
        reader.press(Key::Left).await;
        reader.on("radio", Name::Is(&form)).await;
        reader.tab("button", Name::Is("Zoom in")).await;
        let before = page.address().await;
        reader.press(Key::Enter).await;
        page.wait("a smaller window", async || (page.address().await != before).then_some(()))
            .await;
        reader.on("button", Name::Is("Zoom in")).await;
        reader.tab("button", Name::Is("Fit")).await;
        reader.press(Key::Space).await;
        reader.on("button", Name::Is("Fit")).await;
        // A panel: its first choice has the focus, Escape gives it back.
        reader.tab("button", Name::Is("Picture")).await;
        reader.press(Key::Enter).await;
        reader.on("radio", Name::Is("What is seen")).await;
        reader.press(Key::Escape).await;
        page.wait_gone("dialog", "Picture").await;
        reader.on("button", Name::Is("Picture")).await;
        // A lane folds and unfolds.
        reader.tab("button", Name::Starts("Fold ")).await;
        let lane = page.focused().await.1;
        reader.press(Key::Enter).await;
        reader.on("button", Name::Is(&format!("Unf{}", &lane[1..]))).await;
        reader.press(Key::Enter).await;
        reader.on("button", Name::Is(&lane)).await;
        // One mark is a stop of Tab, arrows go on to the others.
        reader.tab("button", Name::Contains("recommendation")).await;
        let mark = page.focused().await.1;
        reader.press(Key::Right).await;
        page.wait("another mark", async || (page.focused().await.1 != mark).then_some(())).await;
        reader.look("").await;
        let name = page.focused().await.1;
        let title = name.split(", ").next().unwrap_or_default().to_owned();
        reader.opens(&title).await;
    });
}

#[test]
fn recommendations() {
    by_keyboard(async |page, reader| {
        reader.enter("Recommendations").await;
        reader.tab("combobox", Name::Starts("Sort by")).await;
        reader.press("Title").await;
        page.wait_address("?view=recommendations&sort=title").await;
        reader.on("combobox", Name::Starts("Sort by")).await;
        reader.tab("button", Name::Is("Reversed")).await;
        reader.press(Key::Space).await;
        page.wait_address("?view=recommendations&sort=-title").await;
        // One row is a stop of Tab, arrows go on to the others.
        reader.press(Key::Tab).await;
        let first = page.focused().await;
        assert_eq!(first.0, "link", "{first:?}");
        reader.press(Key::Down).await;
        page.wait("the next row", async || (page.focused().await != first).then_some(())).await;
        let title = page.focused().await.1;
        reader.opens(&title).await;
        reader.press(Key::Tab).await;
        let fold = page.focused().await;
        assert!(fold.0 == "button" && fold.1.ends_with(&title), "{fold:?}");
        reader.press(Key::Enter).await;
        page.wait_text("What was done").await;
        reader.on("button", Name::Is(&fold.1)).await;
        reader.press(Key::Space).await;
        page.wait_js("it is closed", "return !document.querySelector('.opened')").await;
        reader.on("button", Name::Is(&fold.1)).await;
    });
}

#[test]
fn resolutions() {
    by_keyboard(async |page, reader| {
        reader.enter("Resolutions").await;
        // One node of the drawing is a stop of Tab.
        reader.tab("button", Name::Contains("session of the Conference, ")).await;
        let first = page.focused().await.1;
        reader.press(Key::Right).await;
        page.wait("another node", async || (page.focused().await.1 != first).then_some(())).await;
        reader.look("").await;
        let (role, name) = page.focused().await;
        reader.press(Key::Enter).await;
        page.wait("the focus in the details", async || {
            (page.focused().await.0 == "heading").then_some(())
        })
        .await;
        reader.press(Key::Escape).await;
        page.wait_gone("complementary", "Details").await;
        reader.on(&role, Name::Is(&name)).await;
    });
}

#[test]
fn sessions() {
    by_keyboard(async |page, reader| {
        reader.enter("Sessions").await;
        reader.tab("link", Name::Is("Tenth meeting of the Working Group")).await;
        reader.opens("Tenth meeting of the Working Group").await;
        // A number lists what it counts.
        reader.tab("button", Name::Is("34 submissions")).await;
        reader.press(Key::Enter).await;
        page.get("complementary", "Details").await;
        page.wait_text("Algeria").await;
        reader.on("heading", Name::Is("34 records")).await;
        let beside =
            "const place = document.querySelector('aside.details').getBoundingClientRect();
            return place.top >= 0 && place.top < innerHeight / 2
                && place.left > document.querySelector('main').getBoundingClientRect().left";
        assert_eq!(page.eval(beside, &[]).await, true, "the list stands beside the view");
        reader.press(Key::Escape).await;
        page.wait_gone("complementary", "Details").await;
        reader.on("button", Name::Is("34 submissions")).await;
    });
}

#[test]
fn states() {
    by_keyboard(async |page, reader| {
        reader.enter("States").await;
        // The tiles are one stop of Tab, arrows go on to the others.
        reader.tab("link", Name::Contains("submission")).await;
        let first = page.focused().await.1;
        reader.press(Key::Right).await;
        page.wait("the tile beside it", async || (page.focused().await.1 != first).then_some(()))
            .await;
        let east = "const at = document.activeElement.getBoundingClientRect().left;
            return at > document.querySelector('.tiles a').getBoundingClientRect().left - 1e4";
        assert_eq!(page.eval(east, &[]).await, true);
        reader.press(Key::End).await;
        let last =
            "return document.activeElement === [...document.querySelectorAll('.tiles a')].at(-1)";
        page.wait_js("the last tile", last).await;
        reader.look("").await;
        reader.press(Key::Home).await;
        reader.on("link", Name::Is(&first)).await;
        let name = first.split(", ").nth(1).unwrap_or_default();
        let name = name.split(':').next().unwrap_or_default().to_owned();
        reader.opens(&name).await;
        // The table is the next stop.
        reader.press(Key::Tab).await;
        let within =
            "return document.querySelector('table.states').contains(document.activeElement)";
        assert_eq!(page.eval(within, &[]).await, true);
        let in_table = page.focused().await.1;
        reader.opens(&in_table).await;
        assert_eq!(page.eval(within, &[]).await, true, "back in the table, not on the tile");
    });
}

#[test]
fn sources() {
    by_keyboard(async |page, reader| {
        reader.enter("Sources").await;
        reader.tab("link", Name::Contains("Progress on the activities")).await;
        reader.opens_any(page).await;
        reader.tab("link", Name::Is("Read it here")).await;
        reader.press(Key::Enter).await;
        page.wait_text("Marked words are quoted").await;
        reader.look("after the text was opened").await;
        reader.tab("link", Name::Is("List of open data initiatives")).await;
        reader.opens("List of open data initiatives").await;
    });
}

impl Reader<'_> {
    /// The same where the heading says more than what was opened.
    async fn opens_any(&self, page: &Page) {
        let (role, name) = page.focused().await;
        self.press(Key::Enter).await;
        page.wait("the focus in the details", async || {
            (page.focused().await.0 == "heading").then_some(())
        })
        .await;
        self.press(Key::Escape).await;
        page.wait_gone("complementary", "Details").await;
        self.on(&role, Name::Is(&name)).await;
    }
}

#[test]
fn compare() {
    by_keyboard(async |page, reader| {
        reader.enter("Compare").await;
        reader.tab("radio", Name::Is("Two sessions")).await;
        reader.press(Key::Right).await;
        reader.on("radio", Name::Is("Two days")).await;
        page.wait("two days compared", async || {
            page.address().await.contains("left=20").then_some(())
        })
        .await;
        reader.press(Key::Left).await;
        reader.on("radio", Name::Is("Two sessions")).await;
        reader.tab("combobox", Name::Starts("First")).await;
        let before = page.address().await;
        reader.press(Key::Up).await;
        page.wait("other sessions", async || (page.address().await != before).then_some(())).await;
        reader.on("combobox", Name::Starts("First")).await;
        // The first recommendation that is compared.
        let compared = "return document.querySelector('.compare section')
            ?.contains(document.activeElement) ?? false";
        for _ in 0..60 {
            if page.eval(compared, &[]).await == true {
                break;
            }
            reader.press(Key::Tab).await;
        }
        assert_eq!(page.eval(compared, &[]).await, true);
        let title = page.focused().await.1;
        reader.opens(&title).await;
    });
}

#[test]
fn about() {
    by_keyboard(async |page, reader| {
        reader.enter("About").await;
        reader.tab("link", Name::Is("Worked examples")).await;
        reader.press(Key::Enter).await;
        page.wait_address("?view=about&section=worked-examples").await;
        reader.look("after the section was opened").await;
        reader.press(Key::Tab).await;
        let on = "return document.getElementById('worked-examples')
            .compareDocumentPosition(document.activeElement)
            & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)";
        assert_ne!(page.eval(on, &[]).await, 0, "the keyboard goes on from the section");
    });
}

#[test]
fn panels_and_filters() {
    by_keyboard(async |page, reader| {
        for (name, first) in [("Export", "Table (CSV)"), ("Share", "Copy link")] {
            reader.tab("button", Name::Is(name)).await;
            reader.press(Key::Enter).await;
            page.get("dialog", name).await;
            reader.tab("button", Name::Is(first)).await;
            reader.tab("button", Name::Is("Close")).await;
            reader.press(Key::Enter).await;
            page.wait_gone("dialog", name).await;
            reader.on("button", Name::Is(name)).await;
            // Escape does the same.
            reader.press(Key::Space).await;
            page.get("dialog", name).await;
            reader.press(Key::Escape).await;
            page.wait_gone("dialog", name).await;
            reader.on("button", Name::Is(name)).await;
        }
        reader.tab("checkbox", Name::Starts("Continuing")).await;
        reader.press(Key::Space).await;
        page.wait_address("?status=continuing").await;
        reader.on("checkbox", Name::Starts("Continuing")).await;
        // The chip that takes it back stands before the view; when it goes, the focus stays near.
        reader.tab("button", Name::Is("Status: Continuing, remove")).await;
        reader.press(Key::Enter).await;
        page.wait_address("").await;
        reader.look("after the last chip went").await;
    });
}
