//! The mandate trail on the drawing: what leads to what, by name, and beyond the window.

use std::collections::BTreeSet;

use e2e::{Key, Name, Page, run};
use serde_json::{Value, json};

/// Puts the pointer on the middle of a step of the trail and reads its card.
async fn named(page: &Page, step: &str) -> String {
    let script = "const path = document.querySelector(`.curves .hit[data-mark='${arguments[0]}']`);
        const length = path.getTotalLength(), at = path.getScreenCTM();
        const on = n => path.getPointAtLength(length * n / 40).matrixTransform(at);
        for (let n = 2; n < 39; n++) {
            const point = on(n);
            if (document.elementFromPoint(point.x, point.y) === path) return [point.x, point.y];
        }
        return null";
    let at = page.eval(script, &[step.into()]).await;
    let (Some(x), Some(y)) = (at[0].as_f64(), at[1].as_f64()) else {
        return format!("{step} is nowhere to be pointed at");
    };
    page.mouse("mouseMoved", 5.0, 5.0).await;
    page.wait_gone("tooltip", Name::Any).await;
    page.mouse("mouseMoved", x, y).await;
    page.get("tooltip", Name::Any).await.text().await.unwrap_or_default()
}

/// The steps that are drawn.
async fn steps(page: &Page) -> BTreeSet<String> {
    let script = "return [...document.querySelectorAll('.curves .hit')].map(e => e.dataset.mark)";
    let steps = page.eval(script, &[]).await;
    steps.as_array().into_iter().flatten().filter_map(|s| s.as_str().map(str::to_owned)).collect()
}

#[test]
fn the_trail_of_resolution_3_2_leads_to_8_8() {
    run(async |page| {
        page.resize(1600, 1400).await;
        page.open_ready("?from=2009&to=2020&item=res-3-2").await;
        page.get("complementary", "Details").await;
        let drawn = steps(page).await;
        for (step, name) in [
            ("step:cosp-3:res-3-2", "Third session of the Conference adopted Resolution 3/2"),
            ("step:res-3-2:res-4-3", "Resolution 4/3 reaffirms Resolution 3/2"),
            ("step:res-4-3:res-5-4", "Resolution 5/4 follows up on Resolution 4/3"),
            ("step:res-4-3:res-7-6", "Resolution 7/6 follows up on Resolution 4/3"),
            ("step:res-4-3:res-8-8", "Resolution 8/8 follows up on Resolution 4/3"),
        ] {
            assert!(drawn.contains(step), "{step}: {drawn:?}");
            let said = named(page, step).await;
            assert!(said.starts_with(name), "{said}");
        }
        // Lit along the chain, dim beside it.
        let script = "return arguments[0].map(id => document.querySelector(`[data-mark='${id}']`).classList.contains('dim'))";
        let dim = page
            .eval(script, &[json!(["res-3-2", "res-4-3", "res-8-8", "res-3-1", "res-8-7"])])
            .await;
        assert_eq!(dim, json!([false, false, false, true, true]));
        // The keyboard hears the same on each mark of it.
        page.eval("document.querySelector('[data-mark=res-8-8]').focus()", &[]).await;
        page.wait("the card", async || {
            let card = page.get("tooltip", Name::Any).await.text().await.ok()?;
            card.contains("Resolution 8/8 follows up on Resolution 4/3").then_some(())
        })
        .await;
        let described = "const mark = document.activeElement;
            return document.getElementById(mark.getAttribute('aria-describedby'))?.innerText ?? ''";
        let described = page.eval(described, &[]).await;
        assert!(described.as_str().unwrap_or_default().contains("follows up on"), "{described}");
    });
}

#[test]
fn a_recommendations_trail_names_what_was_asked_and_answered() {
    run(async |page| {
        page.resize(1600, 1400).await;
        page.open_ready("?from=2016&to=2021&item=wgp10-open-data-list").await;
        page.get("complementary", "Details").await;
        for (step, name) in [
            ("step:res-7-5:wg4-10", "Resolution 7/5 mandates Tenth meeting"),
            ("step:wg4-10:wgp10-open-data-list", "made List of open data initiatives"),
            (
                "step:wgp10-open-data-list:act-open-data-webpage",
                "explicitly answers List of open data initiatives",
            ),
        ] {
            let said = named(page, step).await;
            assert!(said.contains(name), "{said}");
        }
    });
}

#[test]
fn beyond_the_window_a_marker_leads_there() {
    run(async |page| {
        page.resize(1600, 1000).await;
        page.open_ready("?from=2011&to=2016&item=res-4-3").await;
        page.get("complementary", "Details").await;
        let lit = "return [...document.querySelectorAll('.edge.lit')].map(e => e.getAttribute('aria-label'))";
        let lit = page.eval(lit, &[]).await;
        let lit: Vec<&str> =
            lit.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(lit.iter().any(|name| name.starts_with("Resolutions: ") && name.contains("8/8 follows up on")), "{lit:?}");
        // By pointer: its card names what is there, a click goes there.
        let later =
            page.get("button", Name::Contains("Resolution 8/8 follows up on Resolution 4/3")).await;
        let place = later.rect().await.expect("a place");
        page.mouse("mouseMoved", place.x + place.width / 2.0, place.y + place.height / 2.0).await;
        let card = page.get("tooltip", Name::Any).await.text().await.unwrap_or_default();
        assert!(card.contains("Resolution 7/6 follows up on Resolution 4/3"), "{card}");
        later.click().await.expect("a click");
        page.wait("the next of the trail", async || {
            let there = "return document.querySelector(\"[data-mark='res-7-6']\") !== null";
            (page.eval(there, &[]).await == true).then_some(())
        })
        .await;
        assert!(page.address().await.contains("item=res-4-3"), "what is chosen stays chosen");
        // By keyboard: Tab comes to it, Enter goes there, the keyboard too.
        page.open_ready("?from=2011&to=2016&item=res-4-3").await;
        page.get("complementary", "Details").await;
        let focus = "document.querySelector(\".edge.lit[tabindex='0'][data-mark='after:resolutions']\").focus()";
        page.eval(focus, &[]).await;
        page.press(Key::Enter).await;
        page.wait("the keyboard on it", async || {
            page.focused().await.1.starts_with("Resolution 7/6").then_some(())
        })
        .await;
    });
}
