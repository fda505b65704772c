//! What a mark is, beside it, while the pointer or the focus is on it.

use leptos::prelude::SetValue;

use super::Timeline;
use crate::browser;
use crate::drawing;
use crate::model::{Recommendation, Session};
use crate::svg::number;
use crate::timeline::{Mark, What};
use crate::view::dom::{Element, Node, element};
use crate::view::glyph::glyph;
use crate::view::mirror;
use crate::words::{self, Key};

/// How long a card stays once the pointer has left its mark, ms: time to reach the card.
const LINGER: i32 = 250;
/// The width of a card, px; also in the style sheet.
const CARD: f64 = 288.0;
/// Between a card and what it is of, px.
const GAP: f64 = 3.0;
/// So many steps of the trail are named on a card.
const STEPS: usize = 5;

impl Timeline {
    pub(super) fn show_card(self, mark: Option<String>) {
        match mark {
            Some(key) => {
                self.leaving.set_value(None);
                self.store.card.set(Some(key));
            }
            None => {
                let timer = browser::after(LINGER, move || {
                    self.store.card.set(None);
                });
                self.leaving.set_value(timer);
            }
        }
    }
}

/// The card of the mark, the marker or the step of the trail that the pointer or the focus is on.
pub(super) fn card(this: Timeline) -> Option<Element> {
    let key = this.store.card.get()?;
    let store = this.store;
    let (words, dataset) = (store.words, store.dataset());
    let scene = this.scene.get();
    let of = drawing::Of { dataset, words, as_of: store.as_of(), focus: None, seen: None };
    let steps = drawing::steps_at(&of, &scene, &key);
    let mark = drawing::find(dataset, &scene, &key).and_then(|n| scene.marks.get(n));
    // The middle of what it is of, and half of its height.
    let (x, y, half) = match (mark, this.edge(&key)) {
        (Some(mark), _) => (mark.hit.x + mark.hit.width / 2.0, mark.y, mark.height / 2.0),
        // Others have nothing to say but where they lead.
        _ if steps.is_empty() => return None,
        (None, Some(edge)) => (edge.x, edge.y, 12.0),
        (None, None) => {
            let (x, y) = this.pointer.get();
            (x, y, 8.0)
        }
    };
    // Where there is more room: nothing is seen beyond the drawing's edges.
    let (side, at) = match y > scene.height / 2.0 {
        true => ("bottom", scene.height - y + half + GAP),
        false => ("top", y + half + GAP),
    };
    let left = (x - CARD / 2.0).min(scene.width - CARD).max(0.0);
    let left = mirror::left(left, CARD, scene.width);
    let about = mark.map(|mark| about(this, mark));
    let rest = steps.len().saturating_sub(STEPS);
    let step = |step: &String| element("li").attr("dir", "auto").child(step.as_str());
    let listed: Node = steps.iter().take(STEPS).map(step).collect();
    let rest = (rest > 0).then(|| element("li").child(words.count(Key::and_more, rest, &[])));
    let steps = (!steps.is_empty()).then(|| element("ul").class("steps").child((listed, rest)));
    let card = element("div")
        .class("card")
        .attr("id", drawing::CARD)
        .attr("role", "tooltip")
        .style("left", &format!("{}px", number(left.round())))
        .style(side, &format!("{}px", number(at.round())))
        .on("pointerenter", move |_| this.leaving.set_value(None))
        .on("pointerleave", move |_| this.show_card(None));
    Some(card.child((about, steps)))
}

/// What a mark is.
fn about(this: Timeline, mark: &Mark) -> Node {
    let store = this.store;
    let (words, dataset) = (store.words, store.dataset());
    match (mark.only(), &mark.what) {
        (Some(item), _) | (_, &What::Item(item)) => {
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
        (_, What::Bundle(_)) => {
            let of = drawing::Of { dataset, words, as_of: store.as_of(), focus: None, seen: None };
            element("p").child(drawing::mark_name(&of, mark)).into()
        }
    }
}
