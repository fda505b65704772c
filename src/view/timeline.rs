//! The timeline: puts the drawing into the page and turns gestures into windows and choices.
//! What is drawn where is computed in [`crate::timeline`] and [`crate::drawing`].

mod card;
mod content;
mod down;
mod fold;
mod gestures;
mod legend;
mod list;
mod print;
mod readout;
mod scrubber;
mod table;

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{Element, Node, effect, element, live, live_text, svg};
use super::signal::{Memo, RwSignal};
use super::store::Store;
use super::{group, mirror, overview, picture};
use crate::browser::{self, Drawing, Entry, Painter, TextWidths, Timer};
use crate::drawing;
use crate::model::Kind;
use crate::svg::number;
use crate::timeline::{FontRole, Limits, Mark, Options, Scale, Scene, TickLabel, frame, scene};
use crate::words::Key;
use content::Form;
pub(super) use content::in_order;
pub(super) use print::sheet;

/// The column of lanes' names, px, with room for markers of what is earlier.
pub(super) const NAMES: f64 = 160.0;
/// Room at the right for markers of what is later, px.
pub(super) const MARGIN: f64 = 36.0;
/// What one press of a zoom button or key does.
const ZOOM: f64 = 1.6;
/// What one press of a panning key does, as a share of the window.
const STEP: f64 = 0.15;

thread_local! {
    static WIDTHS: TextWidths = TextWidths::new();
}

/// What the timeline keeps while it is on the page.
#[derive(Clone, Copy)]
struct Timeline {
    store: Store,
    /// The width of its place in the page, px.
    width: RwSignal<f64>,
    /// The window, more exactly than the address has it: days since 1970.
    window: RwSignal<(f64, f64)>,
    scene: Memo<Arc<Scene>>,
    /// The mark that Tab comes to.
    focus: RwSignal<Option<String>>,
    /// The mark whose card is shown.
    card: RwSignal<Option<String>>,
    /// When the card goes.
    leaving: StoredValue<Option<Timer>, LocalStorage>,
}

pub(super) fn timeline(store: Store) -> Node {
    let words = store.words;
    let width = RwSignal::new(0.0);
    let window = RwSignal::new((0.0, 0.0));
    let this = Timeline {
        store,
        width,
        window,
        scene: Memo::new(move || Arc::new(lay_out(store, width.get(), window.get()))),
        focus: RwSignal::new(None),
        card: RwSignal::new(None),
        leaving: StoredValue::new_local(None),
    };
    // The window follows the address (Back, a link), unless the address follows the window.
    let asked = Memo::new(move || store.address.with(|address| address.window()));
    effect(move || {
        let (asked, width) = (asked.get(), width.get());
        let shown = this.scale_untracked().window();
        if asked != (Some(shown.0), Some(shown.1)) && width > 0.0 {
            let opened = frame::default_window(store.dataset(), plot_width(width));
            let first = asked.0.unwrap_or(opened.0);
            let last = asked.1.unwrap_or(opened.1);
            let scale = Scale::of_days(first, last, plot_width(width));
            window.set((scale.first(), scale.last()));
        }
    });

    let shown = move || drawing::overview::window_text(words, window.get());
    let zoom = move |factor: f64, name: Key, sign: &str| {
        let zoom = move || {
            this.zoom_middle(factor);
        };
        element("button").on_click(zoom).child((
            element("span").class("visually-hidden").child(words.get(name)),
            element("span").attr("aria-hidden", "true").child(sign),
        ))
    };
    let form = content::form(store);
    // A list and a table are of the whole.
    let windowed = Memo::new(move || matches!(form.get(), Form::Drawing | Form::Down));
    let controls = move || {
        windowed.get().then(|| {
            Node::from((
                element("p").class("soft").attr("aria-hidden", "true").child(live_text(shown)),
                zoom(1.0 / ZOOM, Key::zoom_out, "−"),
                zoom(ZOOM, Key::zoom_in, "+"),
                element("button").on_click(move || this.fit()).child(words.get(Key::fit)),
            ))
        })
    };
    let toolbar = element("div").class("toolbar").child((
        content::toggle(store, form),
        group::control(store, move || words.get(Key::group_first).to_owned()),
        overview::spoken(store, window),
        live(controls),
        picture::control(store, window),
    ));
    let more = RwSignal::new(Vec::new());
    let place = element("div").class("place").child(live(move || match form.get() {
        Form::Drawing => drawing_of(this),
        Form::Down => down::down(this),
        Form::List => live(move || list::list(store, more)),
        Form::Table => live(move || table::table(store, more)),
    }));
    browser::observe_width(place.raw(), move |px| width.set(px));
    // Above rows that run down, else it would hide them; below the drawing.
    let strip = move |of: Form| {
        let show = move |(first, last)| {
            this.show(Scale::new(first, last, plot_width(width.get_untracked())));
        };
        (form.get() == of).then(|| overview::strip(store, width, window, show))
    };
    let help = move || {
        let help = element("p").attr("id", "timeline-help").class("soft help");
        (form.get() == Form::Drawing).then(|| help.child(words.get(Key::timeline_help)))
    };
    let legend = move || (form.get() == Form::Drawing).then(|| live(move || legend::legend(this)));
    element("section")
        .class("timeline")
        .child((toolbar, live(move || strip(Form::Down)), place))
        .child((live(move || strip(Form::Drawing)), live(help), live(legend)))
        .into()
}

/// The drawing below the as-of day's handle, with the card of the mark under the pointer or the keyboard.
fn drawing_of(this: Timeline) -> Node {
    let px = |get: fn(&Scene) -> f64| move || Some(this.scene.with(|scene| number(get(scene))));
    let canvas = svg("svg")
        .attr("role", "group")
        .attr("aria-label", this.store.words.get(Key::timeline))
        .attr("aria-describedby", "timeline-help")
        .live_attr("width", px(|scene| scene.width))
        .live_attr("height", px(|scene| scene.height));
    Drawing::listen(canvas.raw(), move |gesture| {
        this.on(mirror::done(gesture, this.scene.with_untracked(|scene| scene.width)))
    });
    paint(this, &canvas);
    let place = element("div").class("drawing").child((canvas, live(move || card::card(this))));
    let place = place.clone().child(readout::readout(this, &place));
    Node::from((scrubber::scrubber(this), place))
}

/// Keeps the drawing as the scene is.
fn paint(this: Timeline, canvas: &Element) {
    let store = this.store;
    let painter = RefCell::new(Painter::new(canvas.raw().clone()));
    effect(move || {
        let scene = this.scene.get();
        let focus = this.focus.get();
        let focus = focus.filter(|key| drawing::find(store.dataset(), &scene, key).is_some());
        let focus = focus.or_else(|| this.first_stop(&scene));
        let of = drawing::Of {
            dataset: store.dataset(),
            words: store.words,
            as_of: store.as_of(),
            focus: focus.as_deref(),
        };
        painter.borrow_mut().paint(mirror::shown(drawing::draw(&scene, &of), scene.width));
    });
}

/// Whether lanes' names stand above their marks, for want of room beside them.
pub(super) fn is_narrow(width: f64) -> bool {
    width - NAMES - MARGIN < Options::NARROW
}

pub(super) fn plot_width(width: f64) -> f64 {
    if is_narrow(width) { width } else { width - NAMES - MARGIN }
}

/// How wide a text is as this browser sets it, px.
pub(super) fn measured(text: &str, size: f64, bold: bool) -> f64 {
    WIDTHS.with(|widths| widths.of(text, size, bold)).unwrap_or_else(|| {
        let role = if bold { FontRole::Lane } else { FontRole::Mark };
        crate::timeline::text::estimate(text, role) * size / role.size()
    })
}

pub(super) fn lay_out(store: Store, width: f64, window: (f64, f64)) -> Scene {
    if width <= 0.0 || window.0 >= window.1 {
        return Scene::default();
    }
    let narrow = is_narrow(width);
    let measure = |text: &str, role: FontRole| {
        let bold = matches!(role, FontRole::Strong | FontRole::Lane);
        measured(text, role.size(), bold)
    };
    let measure_tick =
        |label: &TickLabel| measure(&drawing::tick_text(store.words, label), FontRole::Tick);
    let mut options =
        Options::new(Scale::new(window.0, window.1, plot_width(width)), store.as_of());
    options.label_width = if narrow { 0.0 } else { NAMES };
    options.margin = if narrow { 0.0 } else { MARGIN };
    options.narrow = narrow;
    options.today = browser::today();
    let folded = store.address.with(|address| address.fold.clone());
    let folded = |key: &str| folded.has(key);
    options.folded = &folded;
    options.row_height = if browser::is_coarse() { 24.0 } else { 19.0 };
    options.measure = &measure;
    options.measure_tick = &measure_tick;
    let mut drawn = Scene::default();
    content::chosen(store, &mut |choice| {
        let options = Options {
            selected: choice.selected,
            matched: choice.matched,
            trail: choice.trail,
            shown: choice.shown,
            ..options
        };
        drawn = scene(store.dataset(), &store.lanes.get(), &options);
    });
    drawn
}

impl Timeline {
    fn scale(self) -> Scale {
        let (first, last) = self.window.get();
        Scale::new(first, last, plot_width(self.width.get()))
    }

    fn scale_untracked(self) -> Scale {
        let (first, last) = self.window.get_untracked();
        Scale::new(first, last, plot_width(self.width.get_untracked()))
    }

    /// How far the window may go: over the whole record, and what a link asked for beyond it.
    fn limits(self) -> Limits {
        Limits::of(self.store.dataset()).with(self.scale_untracked())
    }

    /// Shows another window; `false` where it is the same, because it can go no further.
    fn show(self, scale: Scale) -> bool {
        let scale = scale.clamp(&self.limits());
        let window = (scale.first(), scale.last());
        let before = self.window.get_untracked();
        if (window.0 - before.0).abs() + (window.1 - before.1).abs() < 1e-6 {
            return false;
        }
        self.window.set(window);
        self.card.set(None);
        let (first, last) = scale.window();
        let opened = frame::default_window(self.store.dataset(), scale.width());
        self.store.go(Entry::Replace, |address| match (first, last) == opened {
            true => address.clear_window(),
            false => address.set_window(first, last),
        });
        true
    }

    fn zoom(self, x: f64, factor: f64) -> bool {
        self.show(self.scale_untracked().zoom_within(x, factor, &self.limits()))
    }

    /// Zooms about the middle of the window.
    fn zoom_middle(self, factor: f64) -> bool {
        self.zoom(self.scale_untracked().width() / 2.0, factor)
    }

    fn pan(self, px: f64) -> bool {
        self.show(self.scale_untracked().pan(px))
    }

    /// Pans by a share of the window.
    fn step(self, share: f64) -> bool {
        self.pan(self.scale_untracked().width() * share)
    }

    fn fit(self) {
        let (first, last) = frame::fit(self.store.dataset());
        self.show(Scale::of_days(first, last, self.scale_untracked().width()));
    }

    /// Brings a day to the middle of the window.
    fn show_day(self, day: crate::model::Day) {
        let scale = self.scale_untracked();
        self.pan(scale.width() / 2.0 - scale.x(f64::from(day.0)));
    }

    fn mark(self, key: &str) -> Option<Mark> {
        self.scene.with_untracked(|scene| {
            let index = drawing::find(self.store.dataset(), scene, key)?;
            scene.marks.get(index).cloned()
        })
    }

    /// What Tab comes to first: what is chosen, else the first recommendation in the window,
    /// else the first mark.
    fn first_stop(self, scene: &Scene) -> Option<String> {
        let recommendation = |mark: &&Mark| {
            mark.items().first().is_some_and(|item| item.kind == Kind::Recommendation)
        };
        let mark = scene
            .marks
            .iter()
            .find(|mark| mark.selected)
            .or_else(|| scene.marks.iter().find(recommendation))
            .or(scene.marks.first())?;
        Some(drawing::key(self.store.dataset(), mark))
    }

    /// Puts the keyboard on a mark.
    fn go_to(self, key: String) {
        let selector = format!("[data-mark=\"{key}\"]");
        self.focus.set(Some(key));
        browser::next_frame(move || browser::focus_where(&selector));
    }
}
