//! `[[spelling]]`: a word and how it is often misspelled.

use std::sync::Arc;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Text};

use super::Reader;
use crate::view::Spellings;

/// Shortest misspelling: a shorter one is likely to be short for something.
const SHORTEST: usize = 4;

impl Reader<'_> {
    /// All misspellings with the words that are meant.
    pub(super) fn spellings(&self, entries: Vec<Fields<'_>>) -> Spellings {
        let mut all: Vec<(Arc<str>, Arc<str>)> = Vec::new();
        for mut fields in entries {
            let word = fields.required_text("word");
            let misspelled = fields.texts("misspelled");
            if misspelled.is_empty() {
                fields.report_missing("misspelled", None);
            }
            fields.close();
            let Some(word) = word.filter(|it| self.is_in_letters(*it, " ")) else {
                continue;
            };
            for text in misspelled {
                if self.is_misspelling(text, &all) {
                    all.push((text.text.into(), word.text.into()));
                }
            }
        }
        Spellings::new(all)
    }

    fn is_misspelling(&self, text: Text<'_>, known: &[(Arc<str>, Arc<str>)]) -> bool {
        if !self.is_in_letters(text, "") {
            return false;
        }
        let problem = if text.text.len() < SHORTEST {
            format!("`{}` is too short for a misspelling", text.text)
        } else if known
            .iter()
            .any(|(it, word)| **it == *text.text || **word == *text.text)
        {
            format!("`{}` is listed twice, or is right as well", text.text)
        } else {
            return true;
        };
        let problem = Diagnostic::error("spelling", problem, text.origin);
        self.problems.add(problem);
        false
    }

    /// Whether a text is written in small letters, and in these characters.
    fn is_in_letters(&self, text: Text<'_>, and: &str) -> bool {
        let known = |letter: char| letter.is_ascii_lowercase() || and.contains(letter);
        let fits = !text.text.is_empty() && text.text.chars().all(known);
        if !fits {
            let message = format!("`{}` is no word in small letters", text.text);
            let problem = Diagnostic::error("spelling", message, text.origin);
            self.problems.add(problem);
        }
        fits
    }
}
