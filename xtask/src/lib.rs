//! What the developer commands share with the end-to-end tests and the benchmarks.

pub mod server;
pub mod synthetic;
