//! What is still unknown and would change the advice.

use super::Composer;
use crate::page::Section;

impl Composer<'_, '_> {
    /// What to ask, most useful first.
    pub(super) fn ask(&self) -> Section {
        self.builder.questions()
    }
}
