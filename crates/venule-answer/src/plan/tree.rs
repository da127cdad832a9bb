//! What a plan consists of, whatever it is printed as.

use crate::page::{Page, Tone};

/// A plan in words.
#[derive(Debug)]
pub struct Tree {
    /// Title, what stands above the tree, the sections below it and the foot.
    pub page: Page,
    /// The case as it is.
    pub root: Card,
}

/// A case, as it is or as it would be.
#[derive(Debug)]
pub struct Card {
    /// "Now", or the results that lead here.
    pub heading: String,
    /// What stands behind the heading: the day of the case as it is, or the branch that says the same.
    pub remark: Option<String>,
    /// What it is about, for color.
    pub tone: Tone,
    /// What is said of it.
    pub rows: Vec<Row>,
    /// The tests it is advised, with their results.
    pub tests: Vec<Fork>,
}

/// One thing said of a case.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// What kind of thing it is, such as "do".
    pub label: &'static str,
    /// The words.
    pub text: String,
    /// The statements behind it.
    pub basis: String,
    /// What it is about, for color.
    pub tone: Tone,
}

/// A test with what each result would mean.
#[derive(Debug)]
pub struct Fork {
    /// The test.
    pub heading: String,
    /// When its result is there.
    pub remark: String,
    /// What each result would mean.
    pub branches: Vec<Card>,
}

impl Card {
    /// The heading with what stands behind it.
    pub fn headline(&self) -> String {
        let remark = self.remark.iter().map(|it| format!(": {it}"));
        std::iter::once(self.heading.clone())
            .chain(remark)
            .collect()
    }
}

impl Row {
    /// Puts another row of the same kind behind this one.
    pub fn join(&mut self, next: Self) {
        let basis = std::mem::replace(&mut self.basis, next.basis);
        let basis = if basis.is_empty() {
            basis
        } else {
            format!(" ({basis})")
        };
        self.text = format!("{}{basis}; {}", self.text, next.text);
    }

    /// A row without statements of its own.
    pub fn plain(label: &'static str, text: String) -> Self {
        Self {
            label,
            text,
            basis: String::new(),
            tone: Tone::Plain,
        }
    }
}
