//! `missing-source`: an element that acts without a statement behind it.
//!
//! **What it checks.** Rules, scopes, exclusions, contradictions, protocol items, score items and cases of a
//! derivation name at least one statement in `states`; estimates name a statement or a source.
//! A score item or case may rest on the statements of its score or fact.
//!
//! **Why it matters.** Every piece of advice must lead back to a line in a source. Without one a reader cannot tell a
//! guideline from an opinion.
//!
//! **Example.** A `[[rule]]` without `states`.
//!
//! **Use instead.** `states = ["RPT-02"]`, with the statement in `evidence/statements.tsv`.

use crate::diagnostic::Diagnostic;
use crate::source::Origin;

/// The problem of an element called `what` at `origin`.
pub(crate) fn report(what: &str, origin: Origin) -> Diagnostic {
    Diagnostic::error(
        "missing-source",
        format!("{what} carries no statement of a source"),
        origin,
    )
    .help("name the statement it rests on: `states = [\"...\"]`, from `evidence/statements.tsv`")
}
