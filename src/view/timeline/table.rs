//! The timeline as one table, the lanes one after the other.

use super::content::{self, More, Part, marked};
use crate::timeline::Listed;
use crate::view::dom::{Element, Node, element};
use crate::view::store::Store;
use crate::words::{self, Key};

/// So many rows at first, of all lanes together.
const FIRST: usize = 80;

pub(super) fn table(store: Store, more: More) -> Node {
    let (words, dataset) = (store.words, store.dataset());
    let cell = |content: Node| element("td").child(content);
    let row = |row: &Listed| {
        let source = dataset.entry(row.item).and_then(|entry| entry.sources.first());
        let source = source.map(|source| words::place_of(words, dataset, source));
        let title = element("th").attr("scope", "row").child(content::opener(store, row));
        element("tr").class(marked(row.lit, row.dimmed)).child((
            cell(content::when(store, row.item).into()),
            title,
            cell(content::status(store, row.status).into()),
            cell(source.map(|source| element("bdi").child(source)).into()),
        ))
    };
    let across = |tag: &str| -> Element { element(tag).attr("colspan", "4") };
    let group = |part: &Part<'_>| {
        let name = element("th").attr("colspan", "3").attr("scope", "rowgroup");
        let name = name.child(content::lane_title(store, part));
        let fold = element("td").child(part.fold.clone());
        let title = element("tr").class("lane").child((name, fold));
        let rows: Node = part.rows.iter().map(row).collect();
        let rest = part.rest.clone().map(|rest| element("tr").child(across("td").child(rest)));
        element("tbody").child((title, rows, rest)).into()
    };
    let head = |key: Key| element("th").attr("scope", "col").child(words.get(key));
    let head = element("thead").child(element("tr").child((
        head(Key::fact_date),
        head(Key::fact_title),
        head(Key::facet_status),
        head(Key::column_source),
    )));
    let (note, groups) = content::lanes(store, more, FIRST, &group);
    let caption = element("caption").class("visually-hidden").child(words.get(Key::timeline));
    let note = element("p").class("soft").child(note);
    // Where the page is narrower than the table, the table alone is moved, also by keyboard.
    let place = element("div")
        .class("table")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", words.get(Key::timeline))
        .child(element("table").child((caption, head, groups)));
    element("div").class("listing").child((note, place)).into()
}
