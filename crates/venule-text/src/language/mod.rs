//! The words that the extractor knows: `knowledge/language/`, checked against the vocabulary.

pub mod ask;
pub mod compiled;
pub mod model;
mod modifier;
pub(crate) mod phrase;
mod plan;
pub mod read;
pub mod source;
pub mod uses;
