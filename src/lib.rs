//! Mandate Trail.
