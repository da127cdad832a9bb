//! `view-type`: a fact that looks at an event through a view and claims other values than come through it.
//!
//! **What it checks.** A fact with `view` either states no `type`, `values`, `unit` and `range` and has those of the
//! attribute, or states the same type, values and unit. `exists` is a boolean; `days_since` is a whole number.
//!
//! **Why it matters.** A result that the event can have and the fact does not know would be lost on the way to the rules.
//!
//! **Example.** An attribute with the results `positive`, `negative` and `equivocal`, and a fact of it without `equivocal`.
//!
//! **Use instead.** Leave `type` and `values` out of the fact.

use venule_logic::types::Type;

use crate::diagnostic::Diagnostic;
use crate::document::Fields;
use crate::load::Shape;

/// The problem of a fact of shape `stated` whose view gives `given`.
pub(crate) fn check(fields: &Fields<'_>, stated: &Shape, given: &Shape) -> Option<Diagnostic> {
    let fits = match (&stated.ty, &given.ty) {
        (Type::Choice(_), Type::Choice(_)) => {
            let values = |shape: &Shape| {
                let mut values: Vec<_> = shape
                    .choices
                    .iter()
                    .map(|(value, _)| value.clone())
                    .collect();
                values.sort();
                values
            };
            values(stated) == values(given)
        }
        (stated_type, given_type) => stated_type == given_type && stated.unit == given.unit,
    };
    (!fits).then(|| {
        let message = format!("{} has other values than its view gives", fields.what());
        let key = if fields.has("values") { "values" } else { "type" };
        Diagnostic::error("view-type", message, fields.place_of(key))
            .help("leave out `type`, `values`, `unit` and `range`; they are those of the event's attribute")
    })
}
