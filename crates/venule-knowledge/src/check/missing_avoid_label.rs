//! `missing-avoid-label`: an action that a rule advises against and that has no words for it.
//!
//! **What it checks.** An action under `avoid` of a rule has an `avoid_label`.
//!
//! **Why it matters.** "Do not" put before an imperative can read as its opposite: "Do not start anticoagulation and
//! arrange a scan". Advice against something is written out and reviewed as it will be read.
//!
//! **Example.** `avoid = "d-dimer"`, and an action `d-dimer` with only `label = "Measure D-dimer"`.
//!
//! **Use instead.** `avoid_label = "Do not measure D-dimer: it cannot decide here"`.

use crate::diagnostic::Diagnostic;
use crate::model::Action;
use crate::source::Origin;

/// The problem of an action that is avoided at `place`.
pub(crate) fn check(action: &Action, place: Origin) -> Option<Diagnostic> {
    action.avoid_label.is_none().then(|| {
        let message = format!(
            "action `{}` is advised against and has no `avoid_label`",
            action.name
        );
        Diagnostic::error("missing-avoid-label", message, place)
            .also(action.origin, "the action")
            .help("add `avoid_label = \"Do not ...\"` to the action")
    })
}
