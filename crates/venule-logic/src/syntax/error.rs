//! Mistakes in the text.

use crate::span::Span;

/// A mistake in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// `syntax`, `outside-subset`, `too-long` or `too-deep`.
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

impl SyntaxError {
    pub(super) fn syntax(span: Span, message: String, help: Option<String>) -> Self {
        Self {
            code: "syntax",
            span,
            message,
            help,
            construct: None,
        }
    }

    pub(super) fn outside(span: Span, construct: &str) -> Self {
        Self {
            code: "outside-subset",
            construct: Some(construct.to_owned()),
            ..Self::syntax(span, outside_message(construct), None)
        }
    }

    pub(super) fn limit(code: &'static str, span: Span, message: String) -> Self {
        Self {
            code,
            ..Self::syntax(span, message, None)
        }
    }

    pub(super) fn with_help(self, help: String) -> Self {
        Self {
            help: Some(help),
            ..self
        }
    }
}

/// The message for a CQL construct that is not on the list of ADR 0002.
pub(crate) fn outside_message(construct: &str) -> String {
    format!("{construct} is not part of the condition language")
}
