//! The checks that carry an idea, one file each; the text at the head of a file is its reference page.
//!
//! Checks of one element run while it is loaded, because they underline words that the model does not keep.
//! What [`semantic`] finds takes a search over possible patients, so it is not part of loading:
//! an author's check and the tests ask for it.

mod condition_holds;
pub(crate) mod missing_avoid_label;
pub(crate) mod missing_source;
pub(crate) mod number;
mod possible;
pub(crate) mod prefix_clash;
pub(crate) mod presume;
pub(crate) mod red_flag;
pub(crate) mod score_range;
pub(crate) mod statement_not_carried;
pub(crate) mod view_type;

use crate::diagnostic::Diagnostic;
use crate::model::Knowledge;

/// Problems that only a search over possible patients finds, in order of file and place.
///
/// # Examples
///
/// ```
/// # let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good");
/// let loaded = venule_knowledge::load::from_dir(folder.as_ref()).unwrap();
/// let knowledge = loaded.knowledge.unwrap();
/// assert_eq!(venule_knowledge::check::semantic(&knowledge), []);
/// ```
#[must_use]
pub fn semantic(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let mut problems = condition_holds::check(knowledge);
    problems.sort_by_key(|problem| problem.labels.first().map(|label| label.origin));
    problems
}
