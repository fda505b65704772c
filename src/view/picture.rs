//! The timeline as a picture to be saved: what of it, how wide, and as what.

use std::cell::RefCell;

use leptos::prelude::event_target_value;

use super::dom::{Element, Node, element, live_text};
use super::mirror;
use super::panel::panel;
use super::results::question_in_words;
use super::signal::RwSignal;
use super::store::Store;
use super::timeline::{lay_out, measured};
use crate::address::View;
use crate::browser;
use crate::drawing;
use crate::model::Day;
use crate::picture::{Drawn, MARGIN, Picture, Style, picture};
use crate::svg::number;
use crate::timeline::Scale;
use crate::words::{self, Key};

/// How wide a picture may be, px.
const WIDTHS: [u32; 3] = [1280, 1920, 3840];
/// The id of the panel.
const PANEL: &str = "picture";

thread_local! {
    static STYLE: RefCell<Option<Style>> = const { RefCell::new(None) };
}

/// What the reader has chosen of it.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    store: Store,
    /// The window as the timeline has it, days since 1970.
    window: RwSignal<(f64, f64)>,
    whole: RwSignal<bool>,
    width: RwSignal<u32>,
    said: RwSignal<String>,
}

/// The button, and the panel that it opens. The browser opens and closes it, and brings the focus
/// back.
pub(super) fn control(store: Store, window: RwSignal<(f64, f64)>) -> Node {
    let this = Choice {
        store,
        window,
        whole: RwSignal::new(false),
        width: RwSignal::new(WIDTHS[0]),
        said: RwSignal::new(String::new()),
    };
    panel(store, PANEL, Key::picture, "", move |part| (part.picture)(this))
}

/// The choices, and what saves the picture.
pub(super) fn content(this: Choice) -> Node {
    let words = this.store.words;
    let what = element("fieldset").child((
        element("legend").child(words.get(Key::picture_what)),
        this.radio(false, Key::picture_seen),
        this.radio(true, Key::picture_whole),
    ));
    let widths = WIDTHS.map(|px| {
        let name = words.with(Key::picture_px, &[("n", &px.to_string())]);
        element("option").attr("value", &px.to_string()).child(name)
    });
    let select = element("select").on("change", move |event| {
        this.width.set(event_target_value(event).parse().unwrap_or(WIDTHS[0]));
    });
    let width = element("label").child((
        words.get(Key::picture_width),
        " ",
        select.child(widths.into_iter().collect::<Node>()),
    ));
    let save = |name: Key, png: bool| {
        element("button").class("primary").on_click(move || this.save(png)).child(words.get(name))
    };
    let said = element("p").attr("role", "status").child(live_text(move || this.said.get()));
    let save = (save(Key::save_svg, false), save(Key::save_png, true));
    Node::from((what, width, element("p").class("row").child(save), said))
}

impl Choice {
    fn radio(self, whole: bool, name: Key) -> Element {
        let input = element("input")
            .attr("type", "radio")
            .attr("name", PANEL)
            .flag("autofocus", !whole)
            .live_checked(move || self.whole.get() == whole)
            .on("change", move |_| self.whole.set(whole));
        element("label").child((input, " ", self.store.words.get(name)))
    }

    fn save(self, png: bool) {
        let words = self.store.words;
        let drawn = self.draw();
        let name = format!("mandate-trail-timeline-{}", self.store.as_of_untracked());
        let told = move |saved: bool, name: &str| {
            self.said.set(match saved {
                true => words.with(Key::picture_saved, &[("name", name)]),
                false => words.get(Key::picture_failed).to_owned(),
            });
        };
        if !png {
            let name = name + ".svg";
            told(browser::save(&name, "image/svg+xml", drawn.svg.as_bytes()), &name);
            return;
        }
        if !drawn.fits_png() {
            let (width, height) = (number(drawn.width), number(drawn.height));
            let size = [("width", width.as_str()), ("height", height.as_str())];
            self.said.set(words.with(Key::picture_too_large, &size));
            return;
        }
        let name = name + ".png";
        let size = (drawn.width.round() as u32, drawn.height.round() as u32);
        browser::save_png(name.clone(), &drawn.svg, size, move |saved| told(saved, &name));
    }

    fn draw(self) -> Drawn {
        let store = self.store;
        let (words, dataset) = (store.words, store.dataset());
        let window = match self.whole.get_untracked() {
            true => {
                let (first, last) = store.record.extent.fit();
                (f64::from(first.0), f64::from(last.0) + 1.0)
            }
            false => self.window.get_untracked(),
        };
        let days: (Day, Day) = Scale::new(window.0, window.1, 1.0).window();
        let address = store.with(|address| {
            address.go(View::Timeline);
            address.set_window(days.0, days.1);
        });
        let as_of = store.as_of();
        let day = words::day(words, as_of);
        let asked = [
            drawing::overview::window_text(words, window),
            question_in_words(store),
            words.with(Key::as_of_line, &[("date", &day)]),
        ];
        let width = f64::from(self.width.get_untracked());
        let of = drawing::Of { dataset, words, as_of, focus: None, seen: None };
        STYLE.with_borrow_mut(|style| {
            picture(&Picture {
                scene: &lay_out(store, width - 2.0 * MARGIN, window),
                of,
                mirrored: mirror::is_mirrored(),
                asked: &asked.join(" · "),
                address: &browser::absolute(&address),
                style: style.get_or_insert_with(|| Style::new(browser::style_rules())),
                measure: &measured,
            })
        })
    }
}
