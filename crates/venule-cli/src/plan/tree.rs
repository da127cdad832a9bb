//! What a plan consists of, whatever it is printed as.

use crate::report::page::{Page, Tone};

/// A plan in words.
#[derive(Debug)]
pub(super) struct Tree {
    /// Title, what stands above the tree, the sections below it and the foot.
    pub(super) page: Page,
    /// The case as it is.
    pub(super) root: Card,
}

/// A case, as it is or as it would be.
#[derive(Debug)]
pub(super) struct Card {
    /// "Now", or the results that lead here.
    pub(super) heading: String,
    /// The day.
    pub(super) day: String,
    pub(super) tone: Tone,
    pub(super) rows: Vec<Row>,
    pub(super) tests: Vec<Fork>,
}

/// One thing said of a case.
#[derive(Debug)]
pub(super) struct Row {
    /// What kind of thing it is, such as "do".
    pub(super) label: &'static str,
    pub(super) text: String,
    /// The statements behind it.
    pub(super) basis: String,
    pub(super) tone: Tone,
}

/// A test with what each result would mean.
#[derive(Debug)]
pub(super) struct Fork {
    pub(super) heading: String,
    /// When its result is there.
    pub(super) remark: String,
    pub(super) branches: Vec<Card>,
}

impl Row {
    /// A row without statements of its own.
    pub(super) fn plain(label: &'static str, text: String) -> Self {
        Self {
            label,
            text,
            basis: String::new(),
            tone: Tone::Plain,
        }
    }
}
