//! A plan for people and for programs: what the results of the next tests would mean for one patient.
//!
//! [`tree`] puts a plan into words as a [`tree::Tree`], with lines of advice by [`lines`] and branches that repeat
//! others by [`fold`] and treatment begun on the way by [`begun`], which [`terminal`], [`markdown`] and [`svg`] print; [`json`]
//! writes it for programs. Nothing here decides anything.

mod begun;
mod build;
mod figures;
mod fold;
pub mod json;
mod lines;
pub mod markdown;
mod outcome;
pub mod svg;
pub mod terminal;
pub mod tree;

pub use build::tree;
pub(crate) use fold::news;
pub(crate) use outcome::words as results;
