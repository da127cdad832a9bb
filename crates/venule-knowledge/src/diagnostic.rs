//! Findings about somebody's text or data, as plain data. Rendering is separate.

use crate::source::Origin;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input is refused.
    Error,
    /// The input is accepted, and somebody should look.
    Warning,
}

/// A marked place with what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub origin: Origin,
    /// What is said about it; may be empty.
    pub text: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable kebab-case id, such as `unknown-fact`.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One lower-case phrase that stands alone, without a final period.
    pub message: String,
    /// The main place first. Empty when the finding is about a whole file or folder.
    pub labels: Vec<Label>,
    /// Further remarks, such as the section of the guideline or why it matters.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(id: &'static str, message: impl Into<String>, origin: Origin) -> Self {
        Self::new(id, Severity::Error, message, Some(origin))
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(id: &'static str, message: impl Into<String>, origin: Origin) -> Self {
        Self::new(id, Severity::Warning, message, Some(origin))
    }

    /// An error about no place in particular.
    #[must_use]
    pub fn error_nowhere(id: &'static str, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Error, message, None)
    }

    fn new(
        id: &'static str,
        severity: Severity,
        message: impl Into<String>,
        origin: Option<Origin>,
    ) -> Self {
        Self {
            id,
            severity,
            message: message.into(),
            labels: origin
                .map(|origin| Label {
                    origin,
                    text: String::new(),
                })
                .into_iter()
                .collect(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Says something about the main place.
    #[must_use]
    pub fn labeled(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// Marks a second place.
    #[must_use]
    pub fn also(mut self, origin: Origin, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            origin,
            text: text.into(),
        });
        self
    }

    /// Adds a remark.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
