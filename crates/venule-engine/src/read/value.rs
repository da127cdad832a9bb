//! Values of facts and attributes: a plain value, a state, or a number with its unit and its reporting convention.

use std::sync::Arc;

use venule_knowledge::document::{Fields, Kind, Node};
use venule_knowledge::load::Shape;

use super::Reader;
use crate::case::State;

/// A value as it was read, with the qualifier that stood beside it, as in `210 ng/mL FEU`.
pub(super) struct Stated {
    pub(super) state: State,
    pub(super) qualifier: Option<String>,
}

impl Reader<'_> {
    /// Reads a value or one of the words for not having one.
    pub(super) fn value(
        &self,
        fields: &Fields<'_>,
        what: &str,
        node: &Node,
        shape: &Shape,
        qualifiers: &[Arc<str>],
    ) -> Option<Stated> {
        if let Kind::String(text) = &node.kind
            && let Some(state) = state_word(text)
            && !shape.has_choice(text)
        {
            return Some(Stated {
                state,
                qualifier: None,
            });
        }
        let (rest, qualifier) = match &node.kind {
            Kind::String(text) => split_qualifier(text, qualifiers),
            _ => ("", None),
        };
        let bare = qualifier.map(|_| Node {
            span: node.span,
            kind: Kind::String(rest.to_owned().into()),
        });
        let bare = bare.as_ref().unwrap_or(node);
        let value = shape.value(self.problems, fields.file(), what, bare)?;
        Some(Stated {
            state: State::Known(value),
            qualifier: qualifier.map(ToString::to_string),
        })
    }
}

/// The words that stand for a state without a value.
pub(super) const STATES: [&str; 3] = ["unknown", "not_done", "unobtainable"];

/// The state that a word stands for.
pub(super) fn state_word(text: &str) -> Option<State> {
    match text {
        "unknown" => Some(State::Unknown),
        "not_done" => Some(State::NotDone),
        "unobtainable" => Some(State::Unobtainable),
        _ => None,
    }
}

/// Takes the reporting convention off the end of a quantity: `210 ng/mL FEU` or `210 ng/mL{FEU}`.
#[must_use]
pub fn split_qualifier<'t, 'w>(
    text: &'t str,
    qualifiers: &'w [Arc<str>],
) -> (&'t str, Option<&'w Arc<str>>) {
    let trimmed = text.trim_end();
    for qualifier in qualifiers {
        let rest = [format!("{{{qualifier}}}"), format!(" {qualifier}")]
            .iter()
            .find_map(|ending| without_ending(trimmed, ending));
        if let Some(rest) = rest {
            return (rest.trim_end(), Some(qualifier));
        }
    }
    (text, None)
}

/// The text without an ending that is written in any case.
fn without_ending<'t>(text: &'t str, ending: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(ending.len())?;
    let (rest, end) = text.split_at_checked(at)?;
    end.eq_ignore_ascii_case(ending).then_some(rest)
}
