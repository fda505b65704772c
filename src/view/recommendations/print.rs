//! The rows on paper: all of them, up to a limit.

use super::row::{self, Shared};
use super::{axis, counts, heading, sections};
use crate::view::dom::{Element, Node, element};
use crate::view::signal::RwSignal;
use crate::view::store::Store;
use crate::words::Key;

/// So many rows at most: some hundred pages.
const ROWS: usize = 1_000;

/// What is printed below the head of the sheet.
pub(in crate::view) fn printed(store: Store) -> Node {
    let shared = Shared {
        store,
        width: RwSignal::new(axis::PAPER),
        opened: RwSignal::new(Vec::new()),
        stop: RwSignal::new(None),
    };
    let sections = sections(store);
    let all: usize = sections.iter().map(|section| section.rows.len()).sum();
    let mut left = ROWS;
    let mut groups: Vec<Element> = Vec::new();
    for section in sections.iter().filter(|section| !section.rows.is_empty()) {
        if left == 0 {
            break;
        }
        let rows = section.rows.iter().take(left);
        let rows: Vec<Element> =
            rows.map(|&id| row::on_paper(shared, (section.group, id))).collect();
        left -= rows.len();
        let said = counts(store, section);
        let group = element("div").class("group").child(heading(store, section, said));
        groups.push(element("section").child((group, rows)));
    }
    let cut = (all > ROWS).then(|| {
        let (n, m) = (store.words.number(ROWS), store.words.number(all));
        element("p").child(store.words.with(Key::print_cut, &[("n", &n), ("m", &m)]))
    });
    let head = element("div")
        .class("head")
        .child(element("div").class("when").child(axis::on_paper(store)));
    let rows = element("div").class("recommendations").child((head, groups));
    Node::from((cut, element("div").class("list").child(rows)))
}
