//! The `venule` command, run as a user runs it. One program holds all of these tests, so that it is linked once.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod ask;
mod book;
mod check;
mod docs;
mod form_pages;
mod forms;
mod going_on;
mod governance;
mod hostile_cases;
mod interview;
mod json_schema;
mod knowledge;
#[cfg(feature = "language-model")]
mod language_model;
mod outside;
mod plan;
mod printable;
mod reference;
mod report;
mod safety;
mod schema;
mod site;
mod status_everywhere;
mod support;
mod talk;
mod text;
