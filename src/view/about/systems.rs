//! The words in which other systems tell what became of a recommendation, beside those of this
//! page: as their own pages have them, and only where one is near enough.

use crate::model::Status;
use crate::view::dom::{Node, element};
use crate::view::glyph::glyph;
use crate::view::link;
use crate::view::store::Store;
use crate::words::Key;

/// A system: its name, where it is described, and its nearest word for some of the statuses.
type System = (Key, &'static str, &'static [(Status, Key)]);

const SYSTEMS: [System; 4] = [
    (
        Key::system_cbd,
        "https://www.cbd.int/decisions/search",
        &[
            (Status::Implemented, Key::cbd_implemented),
            (Status::OvertakenByEvents, Key::cbd_superseded),
        ],
    ),
    (
        Key::system_gao,
        "https://www.gao.gov/reports-testimonies/recommendations-database/",
        &[
            (Status::Implemented, Key::gao_closed),
            (Status::PartlyImplemented, Key::gao_open),
            (Status::UnderImplementation, Key::gao_open),
        ],
    ),
    (
        Key::system_greco,
        "https://www.coe.int/en/web/greco/evaluations",
        &[
            (Status::Implemented, Key::greco_implemented),
            (Status::PartlyImplemented, Key::greco_partly),
        ],
    ),
    (
        Key::system_upr,
        "http://followup.upr-info.org/",
        &[(Status::Implemented, Key::upr_fully), (Status::PartlyImplemented, Key::upr_partially)],
    ),
];

pub(super) fn systems(store: Store) -> Node {
    let words = store.words;
    let head = |&(name, url, _): &System| {
        element("th").attr("scope", "col").child(link::outside(store, url, words.get(name)))
    };
    let heads: Node = SYSTEMS.iter().map(head).collect();
    let own = element("th").attr("scope", "col").child(words.get(Key::system_own));
    let row = |status: Status| {
        let name = element("th")
            .attr("scope", "row")
            .class(&format!("status-{}", status.slug()))
            .child((glyph(status), " ", words.status(status)));
        let cells: Node = SYSTEMS
            .iter()
            .map(|(_, _, said)| {
                let word = said.iter().find(|(of, _)| *of == status);
                element("td")
                    .child(word.map_or(words.get(Key::system_none), |&(_, word)| words.get(word)))
            })
            .collect();
        element("tr").child((name, cells))
    };
    let rows: Node = Status::ALL.into_iter().map(row).collect();
    let table = element("table").child((
        element("thead").child(element("tr").child((own, heads))),
        element("tbody").child(rows),
    ));
    let text = |key: Key| element("p").child(words.get(key));
    Node::from((
        text(Key::about_systems_text),
        element("div")
            .class("table")
            .attr("role", "region")
            .attr("tabindex", "0")
            .attr("aria-label", words.get(Key::about_systems))
            .child(table),
        text(Key::about_systems_note),
    ))
}
