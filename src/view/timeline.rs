//! The timeline.
use super::store::Store;
use leptos::prelude::*;
pub(super) fn timeline(_store: Store) -> AnyView {
    ().into_any()
}
