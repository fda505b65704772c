//! The timeline.
use leptos::prelude::*;
use super::store::Store;
pub(super) fn timeline(_store: Store) -> AnyView { ().into_any() }
