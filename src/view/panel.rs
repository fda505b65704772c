//! A panel that a button opens above the page. What stands in it is made when it is opened and gone
//! when it is closed: until then nothing that is chosen on the page has anything to do there. The
//! browser opens and closes it, and brings the focus back.

use super::dom::{Node, element, live};
use super::later::Files;
use super::signal::RwSignal;
use super::store::Store;
use crate::browser;
use crate::words::Key;

/// A button, and the panel that it opens: `id` is the panel's, `name` what both are called, `class`
/// the button's; `content` stands in it below its name.
pub(super) fn panel(
    store: Store,
    id: &'static str,
    name: Key,
    class: &str,
    content: impl Fn(Files) -> Node + 'static,
) -> Node {
    let words = store.words;
    let name = words.get(name);
    let open = RwSignal::new(false);
    let opened = move || {
        store.parts.files.want();
        // Before the browser shows it, so that the focus finds what it is to go to.
        open.set(true);
    };
    let button = element("button").class(class).attr("popovertarget", id).on_click(opened);
    let content = live(move || open.get().then(|| store.parts.files.await_it(store, &content)));
    let close = element("button")
        .class("plain")
        .attr("popovertarget", id)
        .attr("popovertargetaction", "hide")
        .child(words.get(Key::close));
    let panel = element("div")
        .attr("id", id)
        .class("panel")
        .attr("popover", "")
        .attr("role", "dialog")
        .attr("aria-label", name)
        // Escape closes this, not what is open beside it.
        .on("keydown", |event| event.stop_propagation());
    let shown = panel.raw().clone();
    let panel = panel.on("toggle", move |_| open.set(browser::is_popover_open(&shown))).child((
        element("h2").child(name),
        content,
        element("p").child(close),
    ));
    Node::from((button.child(name), panel))
}
