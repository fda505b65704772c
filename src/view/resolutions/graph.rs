//! The drawing of the lineage: nodes that are opened by a click or by keyboard.

use std::cell::RefCell;
use std::sync::Arc;

use super::{Lineage, What};
use crate::browser::{self, Drawing, Painter};
use crate::drawing::{self, lineage as drawn};
use crate::gesture::Gesture;
use crate::lineage::{Options, lineage};
use crate::svg::number;
use crate::timeline::{Direction, FontRole};
use crate::view::dom::{Element, effect, element, svg};
use crate::view::mirror;
use crate::view::signal::{Memo, RwSignal};
use crate::view::store::Store;
use crate::view::timeline::measured;
use crate::words::Key;

#[derive(Clone, Copy)]
struct Graph {
    store: Store,
    lineage: Memo<Arc<Lineage>>,
    /// The node that Tab comes to.
    focus: RwSignal<Option<String>>,
}

pub(super) fn graph(store: Store) -> Element {
    let words = store.words;
    let lineage = Memo::new(move || Arc::new(lay_out(store)));
    let this = Graph { store, lineage, focus: RwSignal::new(None) };
    let px = |get: fn(&Lineage) -> f64| move || Some(lineage.with(|of| number(get(of))));
    let canvas = svg("svg")
        .attr("class", "lineage")
        .attr("role", "group")
        .attr("aria-label", words.get(Key::lineage))
        .attr("aria-describedby", "lineage-help")
        .live_attr("width", px(|lineage| lineage.width))
        .live_attr("height", px(|lineage| lineage.height));
    Drawing::listen(canvas.raw(), move |gesture| {
        let width = lineage.with_untracked(|lineage| lineage.width);
        this.on(mirror::done(gesture, width))
    });
    paint(this, &canvas);
    // What a link opens is brought into sight.
    if store.item.get_untracked().is_some() && !store.narrow.get_untracked() {
        browser::next_frame(|| browser::bring_near(".node.selected"));
    }
    let help = element("p").attr("id", "lineage-help").class("soft help");
    element("div").child((
        element("div").class("lineage-place").child(canvas),
        help.child(words.get(Key::lineage_help)),
    ))
}

fn lay_out(store: Store) -> Lineage {
    let (outcome, trail) = (store.outcome.get(), store.trail.get());
    let measure =
        |text: &str, role: FontRole| measured(text, role.size(), matches!(role, FontRole::Strong));
    let options = Options {
        as_of: store.as_of(),
        shown: &|item| outcome.shown(item.kind).has(item.index as usize),
        selected: store.item.get().filter(|&item| store.known(item)),
        trail: Some(&trail),
        measure: &measure,
    };
    lineage(store.dataset(), &store.record.trails, &options)
}

/// Keeps the drawing as the lineage is.
fn paint(this: Graph, canvas: &Element) {
    let painter = RefCell::new(Painter::new(canvas.raw().clone()));
    effect(move || {
        let lineage = this.lineage.get();
        let focus = this.focus.get().filter(|key| this.find(&lineage, key).is_some());
        let focus = focus.or_else(|| this.first_stop(&lineage));
        let of = drawing::Of { focus: focus.as_deref(), as_of: this.store.as_of(), ..this.of() };
        painter.borrow_mut().paint(mirror::shown(drawn::draw(&lineage, &of), lineage.width));
    });
}

impl Graph {
    fn of(self) -> drawing::Of<'static> {
        let (dataset, words) = (self.store.dataset(), self.store.words);
        drawing::Of { dataset, words, as_of: self.store.as_of_untracked(), focus: None, seen: None }
    }

    fn find(self, lineage: &Lineage, key: &str) -> Option<usize> {
        drawn::find(lineage, &self.of(), key)
    }

    /// What Tab comes to first: what is chosen, else the first node.
    fn first_stop(self, lineage: &Lineage) -> Option<String> {
        let chosen = lineage.nodes.iter().find(|node| node.selected);
        chosen.or(lineage.nodes.first()).map(|node| drawn::key(&self.of(), node))
    }

    fn on(self, gesture: Gesture) -> bool {
        match gesture {
            Gesture::Click(Some(key)) => {
                self.choose(&key, false);
                true
            }
            Gesture::Focus(Some(key)) => {
                self.focus.set(Some(key));
                true
            }
            Gesture::Key { key, mark: Some(mark), .. } => self.key(&key, &mark),
            _ => false,
        }
    }

    fn choose(self, key: &str, by_keyboard: bool) {
        let lineage = self.lineage.get_untracked();
        let node = self.find(&lineage, key).and_then(|at| lineage.nodes.get(at));
        let Some(node) = node else { return };
        self.store.opener.set(Some(format!("[data-mark=\"{key}\"]")));
        match (&node.what, node.item()) {
            (What::More(items), _) => self.store.list(items.clone()),
            (_, Some(item)) => self.store.open(item),
            (_, None) => {}
        }
        if by_keyboard {
            browser::next_frame(|| browser::focus("details-title"));
        }
    }

    fn key(self, key: &str, mark: &str) -> bool {
        let direction = match key {
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            "Home" => Direction::First,
            "End" => Direction::Last,
            "Enter" | " " => {
                self.choose(mark, true);
                return true;
            }
            _ => return false,
        };
        let lineage = self.lineage.get_untracked();
        let next = self.find(&lineage, mark).and_then(|at| lineage.neighbour(at, direction));
        if let Some(node) = next.and_then(|at| lineage.nodes.get(at)) {
            let key = drawn::key(&self.of(), node);
            let selector = format!("[data-mark=\"{key}\"]");
            self.focus.set(Some(key));
            browser::next_frame(move || browser::focus_where(&selector));
        }
        true
    }
}
