//! `missing-presume-reason`, `presume-on-derived` and `careful-for-nothing`: presumptions that nobody could defend.
//!
//! **What it checks.** `presume` has a `reason`, and stands on an input or on a view over events, not on a fact that is
//! derived from other facts. (A view is what a case says by listing an event or leaving it out.)
//!
//! `careful` stands on a fact that others imply or refute: of any other nothing can be mentioned but the fact itself.
//!
//! **Why it matters.** Provisional advice rests on presumed values. Each must be one that a clinician would have
//! contradicted unprompted, and the reason is where that is claimed and can be doubted. A derived fact follows from others;
//! presuming it would assume all of them at once, behind the reader's back.
//!
//! **Example.** `presume = { value = false }`.
//!
//! **Use instead.** `presume = { value = false, reason = "..." }` on the inputs that the derived fact follows from.

use crate::diagnostic::Diagnostic;
use crate::document::Fields;
use crate::source::Origin;

/// A presumption without a reason.
pub(crate) fn missing_reason(what: &str, origin: Origin) -> Diagnostic {
    Diagnostic::error(
        "missing-presume-reason",
        format!("{what} is presumed without a reason"),
        origin,
    )
    .help("say why a clinician would have mentioned the exception: `reason = \"...\"`")
}

/// A presumption about a derived fact.
pub(crate) fn on_derived(fields: &Fields<'_>) -> Diagnostic {
    let message = format!("{} is derived and cannot be presumed", fields.what());
    Diagnostic::error("presume-on-derived", message, fields.place_of("presume"))
        .help("presume the inputs that it follows from")
}

/// A presumption that no part can make wrong, kept for the case that one might.
pub(crate) fn careful_for_nothing(fields: &Fields<'_>) -> Diagnostic {
    let message = format!("nothing implies or refutes {}", fields.what());
    Diagnostic::error("careful-for-nothing", message, fields.place_of("presume"))
        .help("leave out `careful`, or add `implied_by` or `refuted_by`")
}
