//! Phrases as the files have them.

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::Fields;
use venule_knowledge::source::Origin;

use super::Reader;
use crate::language::model::{Phrases, Wording};

/// No phrase at all, after a problem that was reported.
pub(super) fn none(origin: Origin) -> Phrases {
    Phrases {
        wording: Wording::default(),
        origin,
    }
}

impl Reader<'_> {
    /// Phrases that have to be there.
    pub(super) fn phrases(&self, fields: &mut Fields<'_>, key: &'static str) -> Option<Phrases> {
        let phrases = self.phrases_if_any(fields, key);
        if phrases.is_none() && !fields.has(key) {
            fields.report_missing(key, None);
        }
        phrases
    }

    /// Phrases that may be left out.
    pub(super) fn phrases_if_any(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
    ) -> Option<Phrases> {
        let written = fields.texts(key);
        if written.is_empty() {
            return None;
        }
        let mut wording = Wording::default();
        for text in written {
            if let Err(error) = wording.add(text.text) {
                let message = format!(
                    "the phrase `{}` cannot be read: {}",
                    text.text,
                    error.message()
                );
                let problem = Diagnostic::error("phrase", message, text.origin);
                let help = "`(a|b)` is a choice, `[a]` may be missing, `#` is a number";
                self.problems.add(problem.help(help));
            }
        }
        Some(Phrases {
            wording,
            origin: fields.place_of(key),
        })
    }
}
