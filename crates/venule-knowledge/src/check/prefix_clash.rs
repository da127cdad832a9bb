//! `prefix-clash`: a fact whose id is the beginning of another's.
//!
//! **What it checks.** No fact is called `symptoms` when another is called `symptoms.course`.
//!
//! **Why it matters.** A case file writes facts as nested tables. There `symptoms` would have to be a value and a table at
//! the same time, so one of the two facts could not be entered.
//!
//! **Example.** `id = "symptoms"` beside `id = "symptoms.course"`.
//!
//! **Use instead.** `id = "symptoms.present"`.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::source::Origin;

/// Each id that is the beginning of another, once.
pub(crate) fn check(ids: &[(String, Origin)]) -> Vec<Diagnostic> {
    let places: HashMap<&str, Origin> = ids
        .iter()
        .map(|(id, origin)| (id.as_str(), *origin))
        .collect();
    let mut problems = Vec::new();
    let mut reported: HashSet<&str> = HashSet::new();
    for (id, origin) in ids {
        for (at, _) in id.match_indices('.') {
            let Some((prefix, place)) =
                id.get(..at).and_then(|prefix| places.get_key_value(prefix))
            else {
                continue;
            };
            if !reported.insert(prefix) {
                continue;
            }
            problems.push(
                Diagnostic::error("prefix-clash", format!("the fact `{prefix}` is the beginning of `{id}`"), *place)
                    .also(*origin, "the longer one")
                    .help("a case could not enter both; give the shorter one another part, such as `.present`"),
            );
        }
    }
    problems
}
