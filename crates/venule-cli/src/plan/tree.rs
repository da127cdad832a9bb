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
    /// What stands behind the heading: the day of the case as it is, or the branch that says the same.
    pub(super) remark: Option<String>,
    pub(super) tone: Tone,
    pub(super) rows: Vec<Row>,
    pub(super) tests: Vec<Fork>,
}

/// One thing said of a case.
#[derive(Debug, PartialEq, Eq)]
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

impl Card {
    /// The heading with what stands behind it.
    pub(super) fn headline(&self) -> String {
        let remark = self.remark.iter().map(|it| format!(": {it}"));
        std::iter::once(self.heading.clone())
            .chain(remark)
            .collect()
    }
}

impl Row {
    /// Puts another row of the same kind behind this one.
    pub(super) fn join(&mut self, next: Self) {
        let basis = std::mem::replace(&mut self.basis, next.basis);
        let basis = if basis.is_empty() {
            basis
        } else {
            format!(" ({basis})")
        };
        self.text = format!("{}{basis}; {}", self.text, next.text);
    }

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
