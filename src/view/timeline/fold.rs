//! The buttons that fold lanes: in the drawing, and where its content is told in another form.

use super::Timeline;
use crate::browser::{self, Gesture};
use crate::drawing;
use crate::view::dom::{Element, element};
use crate::view::store::Store;
use crate::words::Key;

/// What is done on a button of the drawing; `None` where it is done on something else.
pub(super) fn on(this: Timeline, gesture: &Gesture) -> Option<bool> {
    let (Gesture::Click(mark)
    | Gesture::DoubleClick { mark, .. }
    | Gesture::Hover(mark)
    | Gesture::Focus(mark)
    | Gesture::Key { mark, .. }) = gesture
    else {
        return None;
    };
    let lane = drawing::folds(mark.as_deref()?)?;
    match gesture {
        Gesture::Click(_) => this.store.fold(lane),
        Gesture::Key { key, .. } => return key_on(this, lane, key),
        Gesture::DoubleClick { .. } => {}
        _ => this.show_card(None),
    }
    Some(true)
}

fn key_on(this: Timeline, lane: &str, key: &str) -> Option<bool> {
    let goes = |by: isize| {
        let to = this.scene.with_untracked(|scene| {
            let at = scene.lanes.iter().position(|of| of.key == lane)?;
            scene.lanes.get(at.checked_add_signed(by)?).map(drawing::fold_key)
        });
        if let Some(to) = to {
            browser::focus_where(&format!("[data-mark=\"{to}\"]"));
        }
    };
    match key {
        "Enter" | " " => this.store.fold(lane),
        "ArrowUp" => goes(-1),
        "ArrowDown" => goes(1),
        _ => return None,
    }
    Some(true)
}

/// A button that folds or unfolds a lane of this name.
pub(super) fn button(store: Store, key: &str, name: &str, folded: bool) -> Element {
    let said = if folded { Key::unfold_lane } else { Key::fold_lane };
    let label = store.words.with(said, &[("lane", name)]);
    let key = key.to_owned();
    let button = element("button").class("fold").attr("aria-label", &label);
    button
        .attr("aria-expanded", if folded { "false" } else { "true" })
        .on_click(move || store.fold(&key))
}
