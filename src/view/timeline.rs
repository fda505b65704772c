//! The timeline: puts the drawing into the page and turns gestures into windows and choices.
//! What is drawn where is computed in [`crate::timeline`] and [`crate::drawing`].

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{Element, Node, effect, element, live, live_text, svg};
use super::glyph::glyph;
use super::overview;
use super::signal::{Memo, RwSignal};
use super::store::Store;
use crate::browser::{self, Drawing, Entry, Gesture, Painter, TextWidths, Timer};
use crate::drawing;
use crate::model::{Id, Kind, Recommendation, Ref, Session, Status};
use crate::order::within;
use crate::svg::number;
use crate::timeline::lanes::has_lane;
use crate::timeline::{
    Direction, FontRole, Limits, Mark, Options, Scale, Scene, TickLabel, What, frame, scene,
};
use crate::words::{self, Key};

/// The column of lanes' names, px, with room for markers of what is earlier.
pub(super) const NAMES: f64 = 152.0;
/// Room at the right for markers of what is later, px.
pub(super) const MARGIN: f64 = 36.0;
/// What one press of a zoom button or key does.
const ZOOM: f64 = 1.6;
/// What one press of a panning key does, as a share of the window.
const STEP: f64 = 0.15;
/// How long a card stays once the pointer has left its mark, ms: time to reach the card.
const LINGER: i32 = 250;
/// The width of a card, px; also in the style sheet.
const CARD: f64 = 288.0;

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
    let px = |get: fn(&Scene) -> f64| move || Some(this.scene.with(|scene| number(get(scene))));
    let zoom = |factor: f64, name: Key, sign: &str| {
        let zoom = move || {
            this.zoom_middle(factor);
        };
        element("button").on_click(zoom).child((
            element("span").class("visually-hidden").child(words.get(name)),
            element("span").attr("aria-hidden", "true").child(sign),
        ))
    };
    let toolbar = element("div").class("toolbar").child((
        element("p").class("soft").attr("aria-hidden", "true").child(live_text(shown)),
        overview::spoken(store, window),
        zoom(1.0 / ZOOM, Key::zoom_out, "−"),
        zoom(ZOOM, Key::zoom_in, "+"),
        element("button").on_click(move || this.fit()).child(words.get(Key::fit)),
    ));
    let canvas = svg("svg")
        .attr("role", "group")
        .attr("aria-label", words.get(Key::timeline))
        .attr("aria-describedby", "timeline-help")
        .live_attr("width", px(|scene| scene.width))
        .live_attr("height", px(|scene| scene.height));
    Drawing::listen(canvas.raw(), move |gesture| this.on(gesture));
    paint(this, &canvas);
    let place = element("div").class("drawing").child((canvas, live(move || card(this))));
    browser::observe_width(place.raw(), move |px| width.set(px));
    let strip = overview::strip(store, width, window, move |(first, last)| {
        this.show(Scale::new(first, last, plot_width(width.get_untracked())));
    });
    let help = element("p").attr("id", "timeline-help").class("soft help");
    element("section")
        .class("timeline")
        .child((
            toolbar,
            place,
            strip,
            help.child(words.get(Key::timeline_help)),
            live(move || legend(store)),
        ))
        .into()
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
        painter.borrow_mut().paint(drawing::draw(&scene, &of));
    });
}

/// Whether lanes' names stand above their marks, for want of room beside them.
pub(super) fn is_narrow(width: f64) -> bool {
    width - NAMES - MARGIN < Options::NARROW
}

pub(super) fn plot_width(width: f64) -> f64 {
    if is_narrow(width) { width } else { width - NAMES - MARGIN }
}

fn lay_out(store: Store, width: f64, window: (f64, f64)) -> Scene {
    if width <= 0.0 || window.0 >= window.1 {
        return Scene::default();
    }
    let narrow = is_narrow(width);
    let outcome = store.outcome.get();
    let trail = store.trail.get().proven();
    let item = store.item.get().filter(|&item| store.known(item));
    let measure = |text: &str, role: FontRole| {
        let bold = matches!(role, FontRole::Strong | FontRole::Lane);
        WIDTHS
            .with(|widths| widths.of(text, role.size(), bold))
            .unwrap_or_else(|| crate::timeline::text::estimate(text, role))
    };
    let measure_tick =
        |label: &TickLabel| measure(&drawing::tick_text(store.words, label), FontRole::Tick);
    // What has no mark of its own (a topic, a State) is seen in the records that name it.
    let marked = item.filter(|item| has_lane(item.kind));
    let named = match item {
        Some(item) if marked.is_none() => store.dataset().named_in(item),
        _ => Vec::new(),
    };
    let matched = |item: Ref| named.is_empty() || named.contains(&item);
    let shown = |item: Ref| outcome.shown(item.kind).has(item.index as usize);
    let mut options =
        Options::new(Scale::new(window.0, window.1, plot_width(width)), store.as_of());
    options.label_width = if narrow { 0.0 } else { NAMES };
    options.margin = if narrow { 0.0 } else { MARGIN };
    options.narrow = narrow;
    options.row_height = if browser::is_coarse() { 24.0 } else { 19.0 };
    options.selected = marked;
    options.matched = &matched;
    options.trail = marked.is_some().then_some(&trail);
    options.shown = &shown;
    options.measure = &measure;
    options.measure_tick = &measure_tick;
    scene(store.dataset(), &store.record.lanes, &options)
}

impl Timeline {
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

    fn on(self, gesture: Gesture) -> bool {
        let plot = self.scene.with_untracked(|scene| scene.plot.x);
        match gesture {
            Gesture::Wheel { x, dx, dy, ctrl } => {
                let beside = x < plot && !ctrl;
                if dx.abs() > dy.abs() && !ctrl {
                    self.pan(-dx)
                } else {
                    // A pinch on a trackpad tells of much smaller steps than a wheel.
                    let rate = if ctrl { 0.01 } else { 0.002 };
                    !beside && self.zoom(x - plot, within(-dy * rate, -1.0, 1.0).exp())
                }
            }
            Gesture::Drag(dx) => {
                self.card.set(None);
                self.pan(dx)
            }
            Gesture::Drop => true,
            Gesture::Click(Some(key)) => {
                self.choose(&key, false);
                true
            }
            Gesture::DoubleClick { x, mark: None } => self.zoom(x - plot, ZOOM * ZOOM),
            Gesture::Hover(mark) => {
                self.show_card(mark);
                true
            }
            Gesture::Focus(mark) => {
                if let Some(key) = &mark {
                    self.focus.set(Some(key.clone()));
                }
                self.show_card(mark);
                true
            }
            Gesture::Key { key, shift, mark } => self.key(&key, shift, mark),
            Gesture::Press(_) | Gesture::Click(None) | Gesture::DoubleClick { .. } => false,
        }
    }

    fn show_card(self, mark: Option<String>) {
        match mark {
            Some(key) => {
                self.leaving.set_value(None);
                self.card.set(Some(key));
            }
            None => {
                let timer = browser::after(LINGER, move || {
                    self.card.set(None);
                });
                self.leaving.set_value(timer);
            }
        }
    }

    fn choose(self, key: &str, by_keyboard: bool) {
        if let Some(day) = self.edge(key) {
            self.show_day(day);
            return;
        }
        let Some(mark) = self.mark(key) else { return };
        match mark.what {
            What::Item(item) => {
                self.store.opener.set(Some(format!("[data-mark=\"{key}\"]")));
                self.store.open(item);
            }
            What::Bundle(bundle) if bundle.days.0 < bundle.days.1 => {
                let (first, last) = bundle.days;
                let scale = Scale::of_days(first, last, self.scale_untracked().width());
                let middle = scale.width() / 2.0;
                self.show(scale.zoom(middle, 0.7));
                return;
            }
            What::Bundle(bundle) => {
                self.store.opener.set(Some(format!("[data-mark=\"{key}\"]")));
                self.store.list(bundle.items);
            }
        }
        if by_keyboard {
            browser::next_frame(|| browser::focus("details-title"));
        }
    }

    /// The day that an edge marker leads to.
    fn edge(self, key: &str) -> Option<crate::model::Day> {
        self.scene.with_untracked(|scene| {
            scene.lanes.iter().find_map(|lane| {
                let edge = match key {
                    _ if key == drawing::edge_key(lane, false) => lane.before,
                    _ if key == drawing::edge_key(lane, true) => lane.after,
                    _ => None,
                };
                edge.map(|edge| edge.day)
            })
        })
    }

    fn key(self, key: &str, shift: bool, mark: Option<String>) -> bool {
        let direction = match key {
            "ArrowLeft" if shift => return self.moved(self.step(STEP), mark),
            "ArrowRight" if shift => return self.moved(self.step(-STEP), mark),
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            "Home" => Direction::First,
            "End" => Direction::Last,
            "+" | "=" => return self.moved(self.zoom_at(&mark, ZOOM), mark),
            "-" | "_" => return self.moved(self.zoom_at(&mark, 1.0 / ZOOM), mark),
            "0" => {
                self.fit();
                return self.moved(true, mark);
            }
            "Enter" | " " => {
                if let Some(mark) = mark {
                    self.choose(&mark, true);
                }
                return true;
            }
            "Escape" if self.card.with_untracked(Option::is_some) => {
                self.card.set(None);
                return true;
            }
            _ => return false,
        };
        let Some(mark) = mark else { return false };
        let (next, lane) = self.scene.with_untracked(|scene| {
            let at = drawing::find(self.store.dataset(), scene, &mark);
            let next = at.and_then(|at| scene.neighbour(at, direction));
            let next = next.and_then(|at| scene.marks.get(at));
            let lane = at.and_then(|at| scene.marks.get(at)).map(|mark| mark.lane);
            (
                next.map(|mark| drawing::key(self.store.dataset(), mark)),
                lane.and_then(|lane| scene.lanes.get(lane)).cloned(),
            )
        });
        // Beyond the window's edge there may be more: bring it in and go there.
        let beyond = lane.and_then(|lane| match direction {
            Direction::Left => lane.before,
            Direction::Right => lane.after,
            _ => None,
        });
        match (next, beyond) {
            (Some(next), _) => self.go_to(next),
            (None, Some(edge)) => {
                self.show_day(edge.day);
                if let Some(entry) = self.store.dataset().entry(edge.nearest) {
                    self.go_to(entry.id.clone());
                }
            }
            (None, None) => {}
        }
        true
    }

    /// After a key has moved the window: the keyboard stays on its mark or, where that has left
    /// the window or become part of a cluster, goes to what Tab would come to.
    fn moved(self, moved: bool, mark: Option<String>) -> bool {
        let gone = |key: &String| self.mark(key).is_none();
        if moved && mark.as_ref().is_some_and(gone) {
            let stop = self.scene.with_untracked(|scene| self.first_stop(scene));
            if let Some(key) = stop {
                self.go_to(key);
            }
        }
        true
    }

    fn zoom_at(self, mark: &Option<String>, factor: f64) -> bool {
        let plot = self.scene.with_untracked(|scene| scene.plot.x);
        match mark.as_ref().and_then(|key| self.mark(key)) {
            Some(mark) => self.zoom(mark.anchor - plot, factor),
            None => self.zoom_middle(factor),
        }
    }
}

/// What a mark is, beside it, while the pointer or the focus is on it.
fn card(this: Timeline) -> Option<Element> {
    let key = this.card.get()?;
    let store = this.store;
    let (words, dataset) = (store.words, store.dataset());
    let scene = this.scene.get();
    let mark = scene.marks.get(drawing::find(dataset, &scene, &key)?)?;
    let left = (mark.hit.x + mark.hit.width / 2.0 - CARD / 2.0).min(scene.width - CARD).max(0.0);
    let top = mark.y + mark.height / 2.0 + 3.0;
    let content = match &mark.what {
        What::Item(item) => {
            let item = *item;
            let status = dataset.typed::<Recommendation>(item).map(|id| {
                let status = dataset.status(&dataset[id], store.as_of());
                let fades = mark.segments.iter().any(|segment| segment.fades);
                // As of an earlier day the record does know later ones.
                let fades = (fades && store.is_latest())
                    .then(|| element("p").class("soft").child(words.get(Key::mark_fades)));
                let line = element("p").class(&format!("status-line status-{}", status.slug()));
                let name = element("b").child(words.status(status));
                (line.child((glyph(status), " ", name)), fades)
            });
            let coverage = dataset.typed::<Session>(item).map(|id| {
                let coverage = words.coverage(dataset[id].coverage);
                element("p")
                    .class("soft")
                    .child(words.with(Key::card_coverage, &[("coverage", coverage)]))
            });
            let source = dataset
                .entry(item)
                .and_then(|entry| entry.sources.first())
                .map(|source| words::place_of(words, dataset, source));
            let heading = words::heading(words, dataset, item);
            Node::from((
                element("p").class("soft").child(words.kind(item.kind)),
                element("p").class("card-title").attr("dir", "auto").child(heading),
                status,
                element("p").child(words::when(words, dataset, item, store.as_of())),
                coverage,
                element("p").class("soft").child(source),
            ))
        }
        What::Bundle(_) => {
            let of = drawing::Of { dataset, words, as_of: store.as_of(), focus: None };
            element("p").child(drawing::mark_name(&of, mark)).into()
        }
    };
    let card = element("div")
        .class("card")
        .attr("role", "tooltip")
        .live_style("left", move || format!("{}px", number(left.round())))
        .live_style("top", move || format!("{}px", number(top.round())))
        .on("pointerenter", move |_| this.leaving.set_value(None))
        .on("pointerleave", move |_| this.show_card(None));
    Some(card.child(content))
}

/// What the signs and lines mean.
fn legend(store: Store) -> Node {
    let (words, dataset, as_of) = (store.words, store.dataset(), store.as_of());
    let used = |status: &Status| {
        store.outcome.with(|outcome| {
            let ids = outcome.known(Kind::Recommendation).ids();
            let of = |id: Id<Recommendation>| dataset.status(&dataset[id], as_of) == *status;
            ids.into_iter().any(of)
        })
    };
    let statuses = Status::ALL.into_iter().filter(used).map(|status| {
        let class = format!("status-{}", status.slug());
        element("li").class(&class).child((glyph(status), " ", words.status(status)))
    });
    let statuses: Node = statuses.collect();
    let sign = |class: &str, text: &str| {
        let sign = element("span").class(&format!("sign {class}")).attr("aria-hidden", "true");
        element("li").child((sign, " ", text))
    };
    let as_of = words.with(Key::as_of_line, &[("date", &words::day(words, as_of))]);
    element("ul")
        .class("legend")
        .attr("aria-label", words.get(Key::legend))
        .child((
            statuses,
            sign("awaiting", words.get(Key::legend_awaiting)),
            sign("answer", words.get(Key::legend_action)),
            sign("planned", words.get(Key::legend_planned)),
            sign("as-of", &as_of),
        ))
        .into()
}
