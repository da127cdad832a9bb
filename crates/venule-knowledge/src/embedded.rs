//! The knowledge that is built into the program, and the worked cases that check it.

use crate::load::{Loaded, load_shown_under};

include!(concat!(env!("OUT_DIR"), "/embedded_files.rs"));

/// The files, each with its path under the knowledge folder and its text, in order of paths.
#[must_use]
pub fn files() -> &'static [(&'static str, &'static str)] {
    FILES
}

/// The worked cases, each with its path under the knowledge folder and its text, in order of paths.
#[must_use]
pub fn cases() -> &'static [(&'static str, &'static str)] {
    CASES
}

/// The worked orders and reports, each with its path under the knowledge folder and its text, in order of paths.
#[must_use]
pub fn form_cases() -> &'static [(&'static str, &'static str)] {
    FORM_CASES
}

/// Loads the built-in knowledge.
///
/// # Examples
///
/// ```
/// let loaded = venule_knowledge::embedded::load();
/// assert_eq!(loaded.files.all().len(), venule_knowledge::embedded::files().len());
/// ```
#[must_use]
pub fn load() -> Loaded {
    let files = files()
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect();
    load_shown_under("knowledge", files)
}
