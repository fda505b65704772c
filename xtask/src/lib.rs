//! What the developer commands share with the end-to-end tests.

pub mod server;
