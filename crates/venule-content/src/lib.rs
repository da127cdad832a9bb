//! The knowledge that is built into the program: the files of `knowledge/`, checked when the program was built.
//!
//! [`load`] builds the same knowledge as `venule_knowledge::load` does from the same files, in a fraction of the time
//! (ADR 0007). Content with an error does not build.

use venule_knowledge::load::{Loaded, load_compiled, load_shown_under};

include!(concat!(env!("OUT_DIR"), "/embedded_files.rs"));

/// The folder that the files are shown under.
const FOLDER: &str = "knowledge";

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

/// What the submitted contents of guidelines consisted of, each with its path under the knowledge folder and its text.
#[must_use]
pub fn submitted_elements() -> &'static [(&'static str, &'static str)] {
    ELEMENTS
}

/// The words for reading free text, each file with its path under the knowledge folder and its text, in order of paths.
#[must_use]
pub fn language() -> &'static [(&'static str, &'static str)] {
    LANGUAGE
}

/// What the build made of these words: their trees, their phrases and the tables that find them in a text.
#[must_use]
pub fn compiled_language() -> &'static [u8] {
    COMPILED_LANGUAGE
}

/// Loads the built-in knowledge.
///
/// # Examples
///
/// ```
/// let loaded = venule_content::load();
/// assert_eq!(loaded.files.all().len(), venule_content::files().len());
/// ```
#[must_use]
pub fn load() -> Loaded {
    compiled().unwrap_or_else(from_text)
}

/// Loads it from what the build made of it. Nothing if that is of another form than this program reads.
#[must_use]
pub fn compiled() -> Option<Loaded> {
    load_compiled(FOLDER, FILES, COMPILED)
}

/// Loads it from its texts, as a folder of files is loaded.
#[must_use]
pub fn from_text() -> Loaded {
    let files = files()
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect();
    load_shown_under(FOLDER, files)
}
