//! What can be wrong with the meaning of a condition.

use crate::span::Span;
use crate::syntax::outside_message;

/// Something wrong with the meaning of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeError {
    /// Stable kebab-case name of the kind of mistake.
    ///
    /// | code | meaning |
    /// |------|---------|
    /// | `unknown-fact` | no fact has this name |
    /// | `unknown-value` | a choice does not have this code |
    /// | `unknown-unit` | the unit is not in the table |
    /// | `unknown-type` | no type has this name |
    /// | `wrong-type` | an operand is of a type the operator does not take |
    /// | `wrong-unit` | a unit is missing, surplus or of another dimension |
    /// | `wrong-arguments` | a function has too few or too many |
    /// | `null-operator` | the operator would read "not known" as an answer |
    /// | `value-out-of-range` | a literal is too large, or beyond what the fact permits |
    /// | `empty-list`, `empty-interval` | nothing can be in it |
    /// | `outside-subset` | CQL, but not on the list of ADR 0002 |
    pub code: &'static str,
    /// The words to underline.
    pub span: Span,
    /// What is wrong, in one phrase.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The CQL construct that is not on the list, when that is the mistake.
    pub construct: Option<String>,
}

impl TypeError {
    pub(super) fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            help: None,
            construct: None,
        }
    }

    pub(super) fn outside(span: Span, construct: &str) -> Self {
        Self {
            construct: Some(construct.to_owned()),
            ..Self::new("outside-subset", span, outside_message(construct))
        }
    }

    pub(super) fn help(self, help: impl Into<Option<String>>) -> Self {
        Self {
            help: help.into(),
            ..self
        }
    }
}
