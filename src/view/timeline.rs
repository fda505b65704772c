//! The timeline: puts the drawing into the page and turns gestures into windows and choices.
//! What is drawn where is computed in [`crate::timeline`] and [`crate::drawing`].

mod card;
pub(super) mod content;
pub(super) mod down;
mod fold;
mod gestures;
mod legend;
pub(super) mod list;
mod motion;
pub(super) mod print;
mod readout;
mod scrubber;
pub(super) mod table;

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{Element, Node, effect, element, live, live_text, svg};
use super::signal::{Memo, RwSignal};
use super::sketched::Sketched;
use super::store::Store;
use super::{group, mirror, overview, picture};
use crate::browser::{self, Drawing, Hand, TextWidths, Timer};
use crate::drawing;
use crate::model::Kind;
use crate::svg::number;
use crate::timeline::{FontRole, Mark, Options, Scale, Scene, TickLabel};
use crate::words::Key;
use content::Form;
pub(super) use content::in_order;
use motion::Moving;
pub(super) use motion::Pace;
pub(super) use print::sheet;

/// The column of lanes' names, px, with room for markers of what is earlier.
pub(super) const NAMES: f64 = 160.0;
/// Room at the right for markers of what is later, px.
pub(super) const MARGIN: f64 = 48.0;
/// What one press of a zoom button or key does.
const ZOOM: f64 = 1.6;
/// What one press of a panning key does, as a share of the window.
const STEP: f64 = 0.15;

/// How long the drawing must rest before its elements follow what was sketched, ms.
const REST: i32 = 150;

/// So much below what is seen of the drawing is sketched as well, px: for who scrolls meanwhile.
const BELOW: f64 = 40.0;
/// No more of it is sketched, px: browsers have no larger canvases.
const MOST: f64 = 8_000.0;

thread_local! {
    static WIDTHS: TextWidths = TextWidths::new();
}

/// What the timeline keeps while it is on the page.
#[derive(Clone, Copy)]
pub(super) struct Timeline {
    store: Store,
    /// The width of its place in the page, px.
    width: RwSignal<f64>,
    /// The window, more exactly than the address has it: days since 1970.
    window: RwSignal<(f64, f64)>,
    scene: Memo<Arc<Scene>>,
    /// The mark that Tab comes to.
    focus: RwSignal<Option<String>>,
    /// Where the pointer came to what the card is of, px.
    pointer: RwSignal<(f64, f64)>,
    /// When the card goes.
    leaving: StoredValue<Option<Timer>, LocalStorage>,
    form: Memo<Form>,
    /// The mark that the keyboard is about to be on.
    going: StoredValue<Option<String>, LocalStorage>,
    /// The window on its way.
    moving: StoredValue<Option<Moving>, LocalStorage>,
    /// The window when the drawing last rested.
    rested: RwSignal<(f64, f64)>,
    /// Whether the drawing rests.
    rests: RwSignal<bool>,
    /// Tells when it does.
    hand: StoredValue<Hand, LocalStorage>,
    /// How far down the drawing can be seen, px.
    seen: StoredValue<f64>,
}

pub(super) fn timeline(store: Store) -> Node {
    let words = store.words;
    let width = RwSignal::new(0.0);
    let window = RwSignal::new((0.0, 0.0));
    let (rests, rested) = (RwSignal::new(true), RwSignal::new((0.0, 0.0)));
    effect(move || {
        if rests.get() {
            rested.set(window.get());
        }
    });
    let this = Timeline {
        store,
        width,
        window,
        scene: Memo::new(move || Arc::new(lay_out(store, width.get(), window.get()))),
        focus: RwSignal::new(None),
        pointer: RwSignal::new((0.0, 0.0)),
        leaving: StoredValue::new_local(None),
        form: content::form(store),
        going: StoredValue::new_local(None),
        moving: StoredValue::new_local(None),
        rested,
        rests,
        hand: StoredValue::new_local(Hand::new(REST, move || rests.set(true))),
        seen: StoredValue::new(0.0),
    };
    store.card.set(None);
    this.follow_address();

    let shown = move || drawing::overview::window_text(words, rested.get());
    let zoom = move |factor: f64, name: Key, sign: &str| {
        let zoom = move || {
            this.zoom_middle(factor);
        };
        element("button").on_click(zoom).child((
            element("span").class("visually-hidden").child(words.get(name)),
            element("span").attr("aria-hidden", "true").child(sign),
        ))
    };
    let fit = move || {
        this.fit();
    };
    let form = this.form;
    // A list and a table are of the whole.
    let windowed = Memo::new(move || matches!(form.get(), Form::Drawing | Form::Down));
    let controls = move || {
        windowed.get().then(|| {
            Node::from((
                element("p").class("soft").attr("aria-hidden", "true").child(live_text(shown)),
                zoom(1.0 / ZOOM, Key::zoom_out, "−"),
                zoom(ZOOM, Key::zoom_in, "+"),
                element("button").on_click(fit).child(words.get(Key::fit)),
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
        Form::Down => store.parts.forms.draw(store, |part| (part.down)(this)),
        Form::List => live(move || store.parts.forms.draw(store, |part| (part.list)(store, more))),
        Form::Table => {
            live(move || store.parts.forms.draw(store, |part| (part.table)(store, more)))
        }
    }));
    browser::observe_width(place.raw(), move |px| {
        // A new width shows the window that the address has.
        store.settle();
        width.set(px);
    });
    // Above rows that run down, else it would hide them; below the drawing.
    let strip = move |of: Form| {
        let show = move |(first, last), pace| {
            this.go(Scale::new(first, last, plot_width(width.get_untracked())), pace);
        };
        (form.get() == of).then(|| overview::strip(store, width, window, rests, show))
    };
    let help = move || {
        let help = element("p").attr("id", "timeline-help").class("soft help");
        (form.get() == Form::Drawing).then(|| help.child(words.get(Key::timeline_help)))
    };
    let legend = move || (form.get() == Form::Drawing).then(|| legend::legend(this));
    element("section")
        .class("timeline")
        .live_class("nothing", move || store.shown.with(|shown| shown.is_empty()))
        .child((toolbar, live(move || strip(Form::Down)), place))
        .child((live(move || strip(Form::Drawing)), live(help), live(legend)))
        .into()
}

/// The drawing below the as-of day's handle, with the card of the mark under the pointer or the keyboard.
fn drawing_of(this: Timeline) -> Node {
    // A card goes with the drawing, or the next Escape would be for it.
    on_cleanup(move || this.store.card.set(None));
    let drawing = svg("svg")
        .attr("role", "group")
        .attr("aria-label", this.store.words.get(Key::timeline))
        .attr("aria-describedby", "timeline-help");
    Drawing::listen(drawing.raw(), move |gesture| {
        this.on(mirror::done(gesture, this.scene.with_untracked(|scene| scene.width)))
    });
    browser::observe_view(drawing.raw(), move |_, end| {
        this.seen.try_set_value(end);
    });
    let sketched: Sketched = Sketched::new(this.store, &drawing);
    let sketch = sketched.canvas();
    paint(this, drawing.clone(), sketched);
    let place = element("div").class("drawing");
    let place = place.child((drawing, sketch, live(move || card::card(this))));
    let place = place.clone().child(readout::readout(this, &place));
    Node::from((scrubber::scrubber(this), place))
}

/// Keeps the drawing as the scene is.
fn paint(this: Timeline, element: Element, drawing: Sketched) {
    let store = this.store;
    let shown: RefCell<Option<(Arc<Scene>, Option<String>)>> = RefCell::default();
    effect(move || {
        let scene = this.scene.get();
        let focus = this.focus.get();
        let focus = focus.filter(|key| drawing::find(store.dataset(), &scene, key).is_some());
        let focus = focus.or_else(|| this.first_stop(&scene));
        let going = this.going.try_update_value(Option::take).flatten();
        let now = (scene.clone(), focus.clone());
        let before = shown.replace(Some(now));
        // Laid out anew, it may be what it was.
        let is_new = before.as_ref().is_none_or(|(before, _)| *before != scene);
        // What is there at first is not a change.
        let pen = drawing.pen().filter(|_| before.is_some());
        if is_new && pen.is_some() {
            this.stir();
        }
        let (rehearsing, pen) = (pen, pen.filter(|_| !this.rests.get()));
        let nodes = |seen: Option<f64>| {
            let (focus, as_of) = (focus.as_deref(), store.as_of());
            let (dataset, words) = (store.dataset(), store.words);
            let nodes = drawing::draw(&scene, &drawing::Of { dataset, words, as_of, focus, seen });
            mirror::shown(nodes, scene.width)
        };
        if pen.is_none() || going.is_some() {
            element.set("width", &number(scene.width));
            element.set("height", &number(scene.height));
            drawing.paint(nodes(None));
        }
        // At once: a key that is pressed meanwhile would go to what is not there any more.
        if let Some(key) = going {
            browser::focus_where(&format!("[data-mark=\"{key}\"]"));
        }
        let differs = is_new || before.is_some_and(|(_, had)| had != focus);
        let seen = (this.seen.get_value() + BELOW).min(MOST);
        if let Some(pen) = pen.filter(|_| differs) {
            drawing.sketch(pen, &nodes(Some(seen)), (scene.width, seen));
        } else if let Some(pen) = rehearsing {
            drawing.rehearse(pen, || nodes(Some(seen)));
        }
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
    let folded = store.folded.get();
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
            ..options
        };
        drawn = Scene::of(store.dataset(), &store.lanes.get(), &store.shown.get(), &options);
    });
    drawn
}

impl Timeline {
    fn scale(self) -> Scale {
        let (first, last) = self.window.get();
        Scale::new(first, last, plot_width(self.width.get()))
    }

    /// How wide the plot is, px.
    fn plot(self) -> f64 {
        plot_width(self.width.get())
    }

    fn scale_untracked(self) -> Scale {
        let (first, last) = self.window.get_untracked();
        Scale::new(first, last, plot_width(self.width.get_untracked()))
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
        let recommendation =
            |mark: &&Mark| mark.first().is_some_and(|item| item.kind == Kind::Recommendation);
        let mark = scene
            .marks
            .iter()
            .find(|mark| mark.selected)
            .or_else(|| scene.marks.iter().find(recommendation))
            .or(scene.marks.first())?;
        Some(drawing::key(self.store.dataset(), mark))
    }

    /// Puts the keyboard on a mark, as soon as that is painted.
    fn go_to(self, key: String) {
        self.going.set_value(Some(key.clone()));
        self.focus.set(Some(key));
    }
}
