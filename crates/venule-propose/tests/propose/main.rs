//! What becomes of whatever a language model answers. One program holds all of these tests, so that it is linked once.
//!
//! Words such as "mimsy" stand for those that no language file has, today or later.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod answers;
#[cfg(feature = "client")]
mod client;
mod context;
mod support;
mod values;
mod whatever;
