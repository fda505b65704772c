//! A body: what it is for, and what established it.

use super::{facts, links, text};
use crate::model::{Body, Id};
use crate::view::dom::Node;
use crate::view::store::Store;
use crate::words::Key;

pub(super) fn body(store: Store, id: Id<Body>) -> Node {
    let body = &store.dataset()[id];
    let optional_text = |value: &Option<String>| text(value.as_deref().unwrap_or_default());
    facts(
        store,
        vec![
            (Key::fact_role, optional_text(&body.role)),
            (Key::fact_parent, links(store, body.parent)),
            (Key::fact_basis, optional_text(&body.basis)),
            (Key::fact_established_by, links(store, body.established_by)),
            (Key::fact_series, optional_text(&body.symbol)),
        ],
    )
}
