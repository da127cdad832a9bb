//! `[[spelling]]`: a word and how it is often misspelled.

use std::collections::{BTreeMap, BTreeSet};
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
        let mut all: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::new();
        let mut listed: Vec<(Text<'_>, Arc<str>)> = Vec::new();
        let mut right: BTreeSet<Arc<str>> = BTreeSet::new();
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
            let word: Arc<str> = word.text.into();
            right.insert(word.clone());
            listed.extend(misspelled.into_iter().map(|it| (it, word.clone())));
        }
        for (text, word) in listed {
            let known = all.contains_key(text.text) || right.contains(text.text);
            if self.is_misspelling(text, known) {
                all.insert(text.text.into(), word);
            }
        }
        Spellings::new(all.into_iter().collect())
    }

    fn is_misspelling(&self, text: Text<'_>, known: bool) -> bool {
        if !self.is_in_letters(text, "") {
            return false;
        }
        let problem = if text.text.len() < SHORTEST {
            format!("`{}` is too short for a misspelling", text.text)
        } else if known {
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
