//! Clinical content as files, and as the checked [`Knowledge`](model::Knowledge) that everything else reads.
//!
//! In: TOML files and the register of statements. Out: `Knowledge`, or every problem found, each at its place.
//! No clinical fact is written in this crate, and nothing here evaluates a patient.
//!
//! Read in this order: [`model`] (what loaded knowledge is), [`document`] (files as one tree), [`load`] (the tree as
//! knowledge), [`check`] (the rules that content must keep), [`render`] (problems as text).

pub mod check;
pub mod compact;
pub mod diagnostic;
pub mod document;
pub mod load;
pub mod model;
pub mod nearest;
pub mod person;
pub mod printable;
pub mod record;
pub mod render;
pub mod source;
