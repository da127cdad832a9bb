//! `red-flag-not-emergency`: a red flag that does not hand over to emergency care.
//!
//! **What it checks.** A rule with `flag = "red"` that says to do something names an action of category `emergency`.
//!
//! **Why it matters.** Red flags are shown before everything else and in words of alarm. Used for what can wait, they teach
//! the reader to scroll past them.
//!
//! **Example.** `flag = "red"` on a rule with `do = "d-dimer"`.
//!
//! **Use instead.** An emergency action, or no flag. A rule that advises against something may carry one.

use crate::diagnostic::Diagnostic;
use crate::model::{Action, Category, Stance};
use crate::source::Origin;

/// The problem of a flagged rule called `what`, whose flag stands at `place`.
pub(crate) fn check(
    what: &str,
    stance: Stance,
    action: &Action,
    place: Origin,
) -> Option<Diagnostic> {
    (stance != Stance::Avoid && action.category != Category::Emergency).then(|| {
        let message = format!(
            "{what} is a red flag, and `{}` is not emergency care",
            action.name
        );
        Diagnostic::warning("red-flag-not-emergency", message, place)
            .also(action.origin, "the action")
            .help("leave `flag` out, or name an action of category `emergency`")
    })
}
