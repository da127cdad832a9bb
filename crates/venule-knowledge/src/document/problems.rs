//! A place to put problems while reading goes on.

use std::cell::{Cell, RefCell};

use crate::diagnostic::Diagnostic;
use crate::nearest;

/// At most this many names are compared with those that exist: whoever has more wrong corrects these first.
const MOST_LOOKED_UP: usize = 200;

/// Problems found so far.
///
/// Shared by everything that reads one set of files, so that a nested table can report while its parent is still open.
#[derive(Debug, Default)]
pub struct Problems {
    found: RefCell<Vec<Diagnostic>>,
    looked_up: Cell<usize>,
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

    /// "did you mean `x`?", when one of the candidates is near enough and not too many were looked up before.
    pub fn did_you_mean<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<String> {
        if self.looked_up.get() >= MOST_LOOKED_UP {
            return None;
        }
        self.looked_up.set(self.looked_up.get() + 1);
        nearest::did_you_mean(name, candidates)
    }

    /// All of them, in the order in which they were added.
    #[must_use]
    pub fn into_found(self) -> Vec<Diagnostic> {
        self.found.into_inner()
    }
}
