//! A place to put problems while reading goes on.

use std::cell::RefCell;

use crate::diagnostic::Diagnostic;

/// Problems found so far.
///
/// Shared by everything that reads one set of files, so that a nested table can report while its parent is still open.
#[derive(Debug, Default)]
pub struct Problems {
    found: RefCell<Vec<Diagnostic>>,
}

impl Problems {
    /// Adds one.
    pub fn add(&self, problem: Diagnostic) {
        self.found.borrow_mut().push(problem);
    }

    /// Adds several.
    pub fn extend(&self, problems: impl IntoIterator<Item = Diagnostic>) {
        self.found.borrow_mut().extend(problems);
    }

    /// All of them, in the order in which they were added.
    #[must_use]
    pub fn into_found(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }
}
