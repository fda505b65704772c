//! The picture that stands alone: what it holds and what it does not, drawn by the page's style.
//!
//! `UPDATE_GOLDEN=1 cargo test -p mandate-trail --test picture` rewrites `tests/golden/picture`.

#![allow(clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use mandate_trail::drawing;
use mandate_trail::model::{Dataset, Status};
use mandate_trail::picture::{Drawn, Picture, Style, picture};
use mandate_trail::timeline::{Extent, FontRole, Lanes, Options, Scale, Scene, scene, text};
use mandate_trail::words::Words;
use regex_lite::Regex;

#[path = "timeline/sample.rs"]
mod sample;

fn read(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The rules of the page's style sheets as a browser tells them: none that hold under a condition.
fn style() -> Style {
    let sheets =
        ["tokens", "base", "page", "timeline"].map(|name| read(&format!("style/{name}.css")));
    let plain = Regex::new(r"(?s)/\*.*?\*/")
        .expect("a pattern")
        .replace_all(&sheets.concat(), "")
        .into_owned();
    let conditional =
        Regex::new(r"(?s)@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}").expect("a pattern");
    let plain = conditional.replace_all(&plain, "").into_owned();
    let rule = Regex::new(r"(?s)([^{}]+)\{([^{}]*)\}").expect("a pattern");
    let rules: Vec<(String, String)> =
        rule.captures_iter(&plain).map(|rule| (rule[1].to_owned(), rule[2].to_owned())).collect();
    assert!(rules.len() > 200, "{}", rules.len());
    Style::new(rules)
}

fn laid_out(dataset: &Dataset, width: f64) -> Scene {
    let (first, last) = Extent::of(dataset).default_window(width - 204.0);
    let options = Options::new(Scale::of_days(first, last, width - 204.0), dataset.meta.as_of);
    scene(dataset, &Lanes::new(dataset), &options)
}

const ASKED: &str = "1 January 2018 to 30 June 2020 · Topic: <Open data> & more";

fn draw(dataset: &Dataset, width: f64, mirrored: bool) -> Drawn {
    let words = Words::english();
    let address = format!("https://example.org/?q={}", "a".repeat(300));
    picture(&Picture {
        scene: &laid_out(dataset, width),
        of: drawing::Of {
            dataset,
            words: &words,
            as_of: dataset.meta.as_of,
            focus: None,
            seen: None,
        },
        mirrored,
        asked: ASKED,
        address: &address,
        style: &style(),
        measure: &|words, size, _| text::estimate(words, FontRole::Mark) * size / 12.0,
    })
}

/// The values of an attribute, or the texts of an element, in order.
fn all<'a>(svg: &'a str, pattern: &str) -> Vec<&'a str> {
    let pattern = Regex::new(pattern).expect("a pattern");
    pattern
        .captures_iter(svg)
        .filter_map(|found| found.get(1))
        .map(|found| found.as_str())
        .collect()
}

#[test]
fn golden() {
    for (name, mirrored) in [("home.svg", false), ("mirrored.svg", true)] {
        let got = draw(&sample::sample(), 1280.0, mirrored).svg;
        let at = format!("tests/golden/picture/{name}");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(&at), &got)
                .expect("golden");
        }
        let expected = read(&at);
        for (n, (was, now)) in expected.lines().zip(got.lines()).enumerate() {
            assert_eq!(was, now, "{at}:{}, UPDATE_GOLDEN=1 rewrites it", n + 1);
        }
        assert_eq!(expected.len(), got.len());
    }
}

/// Programs that place pictures into papers know attributes, not style sheets, and cannot ask the
/// page for anything.
#[test]
fn it_stands_alone() {
    let dataset = sample::sample();
    let svg = draw(&dataset, 1280.0, false).svg;
    let page = [
        "var(",
        "light-dark",
        "currentColor",
        "class=",
        "style=",
        "href",
        "data-",
        "aria-",
        "role=",
        "tabindex",
        "<style",
        "<script",
        "<use",
        "transparent",
    ];
    for part in page {
        assert!(!svg.contains(part), "{part}");
    }
    let colour = Regex::new("^(#[0-9a-f]{3,6}|none)$").expect("a pattern");
    let colours = all(&svg, "(?:fill|stroke)=\"([^\"]*)\"");
    assert!(colours.len() > 100);
    for found in colours {
        assert!(colour.is_match(found), "{found}");
    }
}

#[test]
fn it_says_what_it_is() {
    let dataset = sample::sample();
    let drawn = draw(&dataset, 1280.0, false);
    let texts = all(&drawn.svg, "<text[^>]*>([^<]*)</text>");
    let has = |part: &str| texts.iter().any(|text| text.contains(part));
    for part in [
        dataset.meta.title.as_str(),
        dataset.meta.subtitle.as_str(),
        dataset.meta.licence.as_str(),
        "Topic: &lt;Open data&gt; &amp; more",
        "as of 20 April 2020",
        "https://example.org/?q=aaa",
        "As of 20 April 2020",
    ] {
        assert!(has(part), "{part}: {texts:#?}");
    }
    // An address too long for a line is all there.
    assert_eq!(texts.concat().matches("aaaa").count(), 75);
    let scene = laid_out(&dataset, 1280.0 - 48.0);
    for label in scene.marks.iter().filter_map(|mark| mark.label.as_ref()) {
        assert!(has(&label.text.replace('&', "&amp;")), "{}", label.text);
    }
    // Those that occur, and no other.
    let words = Words::english();
    let occurs = |status: &Status| {
        let mut all = dataset.recommendations.iter();
        all.any(|r| dataset.status(r, dataset.meta.as_of) == *status)
    };
    for status in Status::ALL {
        assert_eq!(has(words.status(status)), occurs(&status), "{status:?}");
    }
}

/// Whatever the width, nothing is told outside of the picture.
#[test]
fn what_is_said_about_it_fits() {
    let dataset = sample::sample();
    for width in [700.0, 1280.0, 3840.0] {
        let drawn = draw(&dataset, width, false);
        assert!((drawn.width - width).abs() < 0.1 && drawn.fits_png());
        for found in
            Regex::new("<text x=\"([0-9.]+)\" y=\"([0-9.]+)\" font-size=\"([0-9]+)\"[^>]*>([^<]*)<")
                .expect("a pattern")
                .captures_iter(&drawn.svg)
        {
            let number = |n: usize| found[n].parse::<f64>().expect("a number");
            let size = number(3);
            let right = number(1) + text::estimate(&found[4], FontRole::Mark) * size / 12.0;
            assert!(right <= width - 24.0 + 0.1 && number(2) <= drawn.height - 12.0, "{found:?}");
        }
    }
    let small = Drawn { svg: String::new(), width: 1280.0, height: 9000.0 };
    let high = Drawn { svg: String::new(), width: 800.0, height: 17_000.0 };
    let large = Drawn { svg: String::new(), width: 3840.0, height: 5_000.0 };
    assert_eq!([small, high, large].map(|drawn| drawn.fits_png()), [true, false, false]);
}

/// A record of hundreds is as much a picture as a small one.
#[test]
fn hundreds() {
    let drawn = draw(&sample::synthetic(300), 1920.0, true);
    assert!(drawn.svg.len() < 600_000, "{}", drawn.svg.len());
}
