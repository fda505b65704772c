//! The timeline as a list for each lane.

use super::content::{self, More, Part, marked};
use crate::timeline::Listed;
use crate::view::dom::{Node, element};
use crate::view::store::Store;

/// So many rows at first, of all lanes together.
const FIRST: usize = 120;

pub(super) fn list(store: Store, more: More) -> Node {
    let row = |row: &Listed| {
        let when = content::when(store, row.item);
        let when = when.map(|when| (" ", element("span").class("soft").child(when)));
        let status = content::status(store, row.status).map(|status| (" ", status));
        let item = element("li").class(marked(row.lit, row.dimmed));
        item.child((content::opener(store, row), when, status))
    };
    let section = |part: &Part<'_>| {
        let rows: Node = part.rows.iter().map(row).collect();
        let rest = part.rest.clone().map(|rest| element("p").child(rest));
        let title = element("h2").child(content::lane_title(store, part));
        let head = element("div").class("lane-head").child((part.fold.clone(), title));
        let rows = (!part.rows.is_empty()).then(|| element("ul").child(rows));
        element("section").child((head, rows, rest)).into()
    };
    let (note, lanes) = content::lanes(store, more, FIRST, &section);
    let note = element("p").class("soft").child(note);
    element("div").class("listing").child((note, lanes)).into()
}
