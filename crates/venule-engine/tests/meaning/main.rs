//! What the project's own knowledge means: worked cases, laws, and that every element of it matters.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod answers;
mod bayes;
mod common;
mod depends;
mod easily_wrong;
mod episodes;
mod every_element_matters;
mod forms;
mod interview;
mod laws;
mod plain_words;
mod plans;
mod presumptions;
mod replacing;
mod worked_cases;
