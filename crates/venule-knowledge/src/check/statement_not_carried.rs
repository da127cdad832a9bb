//! `statement-not-carried` and `statement-not-executable`: a statement that changes nothing.
//!
//! **What it checks.** Every statement of the register is named in `states` of something, unless its disposition is
//! `background`. A criterion, recommendation, prohibition, timing, rating or protocol is named by something that executes:
//! a rule, a fact or derivation, a scope or exclusion, a score or protocol item, a contradiction. A note or an estimate is
//! not enough for those, unless the statement is `superseded`, that is, shown and not acted on.
//!
//! **Why it matters.** The register is how one sees that nothing of a source was left out. A recommendation that is only
//! quoted in a note looks covered, and no patient is ever advised by it.
//!
//! **Example.** A row of kind `recommendation` that only a `[[note]]` carries.
//!
//! **Use instead.** A rule with the statement in its `states`; or disposition `background` with a note saying why not.

use crate::diagnostic::Diagnostic;
use crate::model::{Disposition, Statement};

/// The problem of a statement that something executing, or something explaining, carries.
pub(crate) fn check(statement: &Statement, executed: bool, explained: bool) -> Option<Diagnostic> {
    if statement.disposition == Disposition::Background || executed {
        return None;
    }
    if !explained {
        let message = format!("statement `{}` is carried by nothing", statement.name);
        return Some(
            Diagnostic::error("statement-not-carried", message, statement.origin)
                .help("name it in `states` of what carries it, or make it `background` and say why in its note"),
        );
    }
    let must_execute =
        statement.kind.is_executable() && statement.disposition != Disposition::Superseded;
    must_execute.then(|| {
        let message = format!(
            "statement `{}` is only quoted and never acted on",
            statement.name
        );
        Diagnostic::error("statement-not-executable", message, statement.origin).help(
            "name it in `states` of a rule, derivation, scope, exclusion, score or protocol item",
        )
    })
}
