//! A later text that may be of another patient: it is held until somebody says whose it is.

use venule_answer::conversation::{Whose, whose};
use venule_engine::case::{Case, Moment};

use super::Talk;
use crate::exit::Failure;

/// A text that is not used until somebody says whose it is.
pub(super) struct Held {
    text: String,
    as_of: Moment,
    /// What was known before it.
    before: Option<Case>,
}

/// Whom a text is taken to be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Whoever it names.
    Anybody,
    /// Whoever it names beside its answer, whose the text before it was.
    Answered,
    /// The patient who was told of before, because somebody said so.
    ThePatient,
}

/// What is asked of a text that is held.
pub(super) fn question(words: &str) -> String {
    format!(
        "not clear: whether this is about the patient told of before (\"{words}\"), so nothing of it is used yet. If it is, \
         say \"same patient\"; if not, say \"another patient\" and ask about that one in a conversation of its own"
    )
}

impl Talk<'_> {
    /// Holds a text that is about to be taken in.
    pub(super) fn hold(&mut self, text: &str, as_of: Moment) {
        self.held = Some(Held {
            text: text.to_owned(),
            as_of,
            before: self.case.clone(),
        });
    }

    /// What becomes of the text that is held, by what the next text says of it, in words.
    pub(super) fn settle(&mut self, text: &str, as_of: Moment) -> Result<Option<String>, Failure> {
        let Some(held) = self.held.take() else {
            return Ok(None);
        };
        let reading = self
            .extractor
            .read(text, as_of.date)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
        let settled = match whose(self.language, text, &reading) {
            None => return Ok(None),
            Some(Whose::Another) => {
                self.case = held.before;
                "left out, because it is about another patient"
            }
            Some(Whose::Same) => {
                self.case = held.before;
                let taken = self.hear(&held.text, held.as_of, Of::ThePatient)?;
                self.keep(taken.heard.case, true);
                self.remember(&held.text, &taken.reading);
                "used now, because it is about the same patient"
            }
        };
        Ok(Some(format!("{settled}: \"{}\"", held.text.trim())))
    }
}
