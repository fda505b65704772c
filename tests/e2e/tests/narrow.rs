//! Every view on a narrow screen: nothing is wider than the page, everything can be hit and
//! reached, and no word is broken.

use e2e::{Key, Name, Page, run};
use serde_json::json;

/// Every view, with and without something open.
const VIEWS: [&str; 17] = [
    "",
    "?show=list",
    "?show=table",
    "?show=drawing",
    "?item=wgp10-open-data-list",
    "?view=recommendations",
    "?view=recommendations&group=topic&status=continuing",
    "?view=resolutions",
    "?view=resolutions&item=res-8-8",
    "?view=compare&left=wg4-9&right=wg4-10",
    "?view=compare&left=2019-12-31&right=2020-04-20",
    "?view=sessions",
    "?view=states",
    "?view=states&item=ke",
    "?view=sources",
    "?view=sources&document=background-paper-2020&paragraph=29",
    "?view=about",
];

/// A phone, and the narrowest page that WCAG asks about: 1280 px at 400 %.
const WIDTHS: [u32; 2] = [360, 320];

/// Opens each view at each width.
async fn everywhere(page: &Page, check: impl AsyncFn(&str)) {
    for width in WIDTHS {
        page.resize(width, 740).await;
        for view in VIEWS {
            page.open_ready(view).await;
            page.wait_complete().await;
            page.rested().await;
            check(&format!("{width} px, {view}")).await;
        }
    }
}

/// What is to be seen, but for what is hidden from the eye or has a scroll bar of its own.
const SHOWN: &str = "
    const hidden = e => e.closest('.visually-hidden, .symbols, [inert], .skip');
    const moved = e => {
        for (let up = e.parentElement; up; up = up.parentElement)
            if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
        return false;
    };
    const shown = selector => [...document.querySelectorAll(selector)].filter(e =>
        e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !hidden(e));
    const called = e => `${e.localName}.${e.getAttribute('class') ?? ''} ${
        (e.getAttribute('aria-label') ?? e.textContent ?? '').trim().slice(0, 40)}`;
";

#[test]
fn nothing_is_wider_than_the_page() {
    run(async |page| {
        everywhere(page, async |at| {
            let script = format!(
                "{SHOWN} const page = document.documentElement, wide = page.clientWidth;
                const out = shown('body *').filter(e => !moved(e)).filter(e => {{
                    const box = e.getBoundingClientRect();
                    return box.width > 0 && (box.right > wide + 1 || box.left < -1);
                }});
                return [page.scrollWidth - wide, out.map(called)]"
            );
            assert_eq!(page.eval(&script, &[]).await, json!([0, []]), "{at}");
        })
        .await;
    });
}

#[test]
fn whatever_is_to_be_hit_is_large_enough() {
    run(async |page| {
        everywhere(page, async |at| {
            // WCAG 2.5.8: 24 px each way, or so much room around a smaller one that a circle of
            // 24 px on it meets no other target; but for links within a sentence.
            let script = format!(
                "{SHOWN}
                const target = e => {{
                    const label = e.matches('input') ? e.closest('label') ?? e.labels?.[0] : null;
                    const hit = e.querySelector(':scope > .hit') ?? e;
                    const boxes = [hit, ...(label ? [label] : [])].map(e => e.getBoundingClientRect());
                    const left = Math.min(...boxes.map(b => b.left)), top = Math.min(...boxes.map(b => b.top));
                    const right = Math.max(...boxes.map(b => b.right)), bottom = Math.max(...boxes.map(b => b.bottom));
                    return {{ e, left, top, right, bottom, x: (left + right) / 2, y: (top + bottom) / 2 }};
                }};
                // A mark of the drawing is as large as its days; the list and the table have the same.
                const all = shown('a[href], button, input, select, summary, [role=button]:not(.drawing *)')
                    .filter(e => e.getBoundingClientRect().width > 0).map(target);
                const small = t => t.right - t.left < 23.9 || t.bottom - t.top < 23.9;
                const inline = t => getComputedStyle(t.e).display === 'inline' && t.e.matches('a')
                    && t.e.parentElement.innerText.trim().length > t.e.innerText.trim().length + 3;
                const far = (t, o) => {{
                    const dx = Math.max(o.left - t.x, 0, t.x - o.right), dy = Math.max(o.top - t.y, 0, t.y - o.bottom);
                    return small(o) ? Math.hypot(o.x - t.x, o.y - t.y) >= 23.9 : Math.hypot(dx, dy) >= 11.9;
                }};
                const within = (t, o) => t.e.contains(o.e) || o.e.contains(t.e);
                return all.filter(t => small(t) && !inline(t)
                    && !all.every(o => o === t || within(t, o) || far(t, o)))
                    .map(t => `${{called(t.e)}}: ${{(t.right - t.left).toFixed()}} × ${{(t.bottom - t.top).toFixed()}}`)"
            );
            assert_eq!(page.eval(&script, &[]).await, json!([]), "{at}");
        })
        .await;
    });
}

#[test]
fn no_word_is_broken() {
    run(async |page| {
        everywhere(page, async |at| {
            let script = format!(
                "{SHOWN}
                const broken = [];
                const walk = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
                for (let node; node = walk.nextNode();) {{
                    const of = node.parentElement;
                    if (hidden(of) || !of.checkVisibility() || of.closest('svg, code, .cite, .citation')) continue;
                    // Words of letters alone: an address may break anywhere.
                    for (const word of node.data.matchAll(/(?<![^\\s(“‘\"-])[\\p{{L}}\\p{{M}}]{{2,}}(?=[\\s).,;:”’\"-]|$)/gu)) {{
                        const range = document.createRange();
                        range.setStart(node, word.index);
                        range.setEnd(node, word.index + word[0].length);
                        const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
                        if (lines.size > 1) broken.push(word[0]);
                    }}
                }}
                return broken"
            );
            assert_eq!(page.eval(&script, &[]).await, json!([]), "{at}");
        })
        .await;
    });
}

#[test]
fn views_and_controls_are_at_hand() {
    run(async |page| {
        everywhere(page, async |at| {
            // All views stand in two rows at most, none off the page.
            let rows = "return new Set([...document.querySelectorAll('header nav a')]
                .map(e => Math.round(e.getBoundingClientRect().top))).size";
            let rows = page.eval(rows, &[]).await.as_u64().unwrap_or(9);
            assert!(rows <= 2, "{at}: the views take {rows} rows");
            // Each control gets what is done on its middle.
            let script = format!(
                "{SHOWN} return shown('header a, header button, header input, header select')
                .filter(e => !['start', 'center'].some(block => {{
                    e.scrollIntoView({{ block, behavior: 'instant' }});
                    const box = e.getBoundingClientRect();
                    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                    return hit && (e.contains(hit) || hit.contains(e));
                }})).map(called)"
            );
            assert_eq!(page.eval(&script, &[]).await, json!([]), "{at}");
        })
        .await;
    });
}

/// Opens a panel by its button, and returns where button and panel are: left, top, right, bottom.
async fn opened(page: &Page, name: &str) -> [[f64; 4]; 2] {
    page.click("button", name).await;
    page.get("dialog", name).await;
    page.wait_complete().await;
    let script = "const open = document.querySelector(':popover-open');
        const button = document.querySelector(`[popovertarget='${open.id}']`);
        return [button, open].map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])";
    let places = page.eval(script, &[]).await;
    [0, 1].map(|n| [0, 1, 2, 3].map(|side| places[n][side].as_f64().unwrap_or(f64::NAN)))
}

#[test]
fn a_panel_opens_at_its_button_and_within_the_window() {
    run(async |page| {
        for (width, height) in [(320, 740), (360, 740), (768, 1000), (1280, 900)] {
            page.resize(width, height).await;
            page.open_ready("?topic=conflict-of-interest,open-data").await;
            for name in ["Export", "Share", "Picture"] {
                let [button, panel] = opened(page, name).await;
                let (wide, high) = (f64::from(width), f64::from(height));
                assert!(panel[0] >= 0.0 && panel[2] <= wide, "{width} px, {name}: {panel:?}");
                assert!(panel[1] >= 0.0 && panel[3] <= high, "{width} px, {name}: {panel:?}");
                // It covers neither its button nor stands far from it.
                let below = panel[1] - button[3];
                let above = button[1] - panel[3];
                let near = 0.0..16.0;
                let beside = near.contains(&below) || near.contains(&above);
                assert!(beside, "{width} px, {name}: {button:?}, {panel:?}");
                page.press(Key::Escape).await;
                page.wait_gone("dialog", name).await;
            }
        }
    });
}

#[test]
fn states_are_cards_that_say_what_each_number_is() {
    run(async |page| {
        page.resize(360, 740).await;
        page.open_ready("?view=states").await;
        let kenya = "return [...document.querySelectorAll('.states tbody tr')]
            .find(row => row.innerText.startsWith('Kenya'))?.innerText";
        page.get("rowheader", "Kenya").await;
        let kenya = page.eval(kenya, &[]).await;
        let kenya = kenya.as_str().unwrap_or_default();
        assert!(kenya.contains("advocacy"), "{kenya}");
        let says = "const row = [...document.querySelectorAll('.states tbody tr')]
            .find(row => row.innerText.startsWith('Kenya'));
            return [...row.querySelectorAll('td')].filter(cell => cell.checkVisibility())
                .map(cell => getComputedStyle(cell, '::before').content)";
        assert_eq!(page.eval(says, &[]).await, json!(["\"Actions in it or with it\""]));
        // The tiles can be read and hit.
        let small = "return [...document.querySelectorAll('.tiles a')].filter(tile => {
            const box = tile.getBoundingClientRect();
            return box.width < 40 || box.height < 32 || parseFloat(getComputedStyle(tile).fontSize) < 12;
        }).length";
        assert_eq!(page.eval(small, &[]).await, 0);
        page.click("link", Name::Contains("Kenya: ")).await;
        page.get("heading", "Kenya").await;
    });
}

/// Whatever its shade, the letters of a tile stand out from it: WCAG 2.2, 1.4.3.
#[test]
fn every_shade_of_a_tile_can_be_read() {
    const FAINT: &str = "
        const parts = of => {
            const all = of.match(/[\\d.]+/g).map(Number).slice(0, 3);
            return of.startsWith('color(') ? all : all.map(part => part / 255);
        };
        const light = of => {
            const [r, g, b] = parts(of).map(p => p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
        };
        const shades = [...document.querySelectorAll('.tiles [class*=tile-] > a')].map(tile => {
            const { color, backgroundColor } = getComputedStyle(tile);
            const [a, b] = [light(color), light(backgroundColor)];
            return [tile.parentElement.className, Math.max(a, b) / Math.min(a, b)];
        });
        return [new Set(shades.map(([name]) => name)).size, shades.filter(([, ratio]) => ratio < 4.5)];";
    run(async |page| {
        for scheme in ["light", "dark"] {
            page.media(&[("prefers-color-scheme", scheme)]).await;
            page.open_ready("?view=states").await;
            page.wait("the tiles", async || {
                let there = "return document.querySelectorAll('.tiles a').length > 9";
                (page.eval(there, &[]).await == true).then_some(())
            })
            .await;
            let told = page.eval(FAINT, &[]).await;
            assert_eq!(told, json!([4, []]), "{scheme}");
        }
    });
}
