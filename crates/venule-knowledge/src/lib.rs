//! Clinical content as files, and as the checked [`Knowledge`](model::Knowledge) that everything else reads.
//!
//! In: TOML files and the register of statements. Out: `Knowledge`, or every problem found, each at its place.
//! No clinical fact is written in this crate, and nothing here evaluates a patient.

pub mod diagnostic;
pub mod model;
pub mod source;
