//! A later text that may be of another patient: it is held until somebody says whose it is.

use venule_answer::conversation::{Whose, whose};
use venule_engine::case::Moment;
use venule_text::extract::Reading;
use venule_text::span::Span;

use super::{Talk, taken_back};
use crate::exit::Failure;

/// A text that is not used until somebody says whose it is.
pub(super) struct Held {
    text: String,
    as_of: Moment,
}

/// What became of a text that was held.
pub(super) struct Settled {
    /// In words.
    pub(super) says: String,
    /// What it took back, in words.
    pub(super) taken: Vec<String>,
    /// Whose it is, if somebody said so.
    pub(super) whose: Option<Whose>,
}

/// Whom a text is taken to be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// Whoever it names.
    Anybody,
    /// Whoever it names beside its answer, whose the text before it was.
    Answered(Whose),
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

/// What is said of a later text that tells of several patients.
pub(super) fn of_several(words: &str) -> String {
    format!(
        "not clear: the text tells of more than one patient (\"{words}\"), so nothing of it is used. Say what is of the \
         patient told of before, and nothing else"
    )
}

/// Whether a reading tells anything, sure or not.
fn tells(reading: &Reading) -> bool {
    !(reading.facts.is_empty() && reading.events.is_empty() && reading.none_of.is_empty())
}

/// Whether a reading takes something back that it names.
fn takes_back(reading: &Reading) -> bool {
    let withdrawn = &reading.withdrawn;
    !(withdrawn.facts.is_empty() && withdrawn.events.is_empty() && withdrawn.shown.is_empty())
}

impl Talk<'_> {
    /// Whether a text that names somebody else takes something back before it tells of that one: it tells nothing else
    /// ("the scan was Mrs Lee's"), or does so before the name, or in a sentence that tells nothing else. Behind what it
    /// tells of somebody else it may as well be of that one: "Mrs Lee has cancer, ignore the swelling".
    pub(super) fn takes_back_first(
        &self,
        text: &str,
        name: Span,
        reading: &Reading,
        as_of: Moment,
    ) -> Result<bool, Failure> {
        if !tells(reading) {
            return Ok(true);
        }
        let read = |text: &str| {
            let reading = self.extractor.read(text, as_of.date);
            reading.map_err(|error| Failure::CouldNotRun(error.to_string()))
        };
        let before = read(text.get(..name.start as usize).unwrap_or_default())?;
        let from = name.end as usize;
        let behind = text.get(from..).unwrap_or_default();
        let end = behind.find(['.', ';', '?', '!', '\n']);
        let sentence = text.get(..from + end.unwrap_or(behind.len()));
        let sentence = read(sentence.unwrap_or(text))?;
        Ok(takes_back(&before) || takes_back(&sentence) && !tells(&sentence))
    }

    /// Holds a text, of which nothing is taken in.
    pub(super) fn hold(&mut self, text: &str, as_of: Moment) {
        self.held = Some(Held {
            text: text.to_owned(),
            as_of,
        });
    }

    /// What becomes of the text that is held, by what the next text says of it.
    pub(super) fn settle(&mut self, text: &str, as_of: Moment) -> Result<Option<Settled>, Failure> {
        let Some(held) = self.held.take() else {
            return Ok(None);
        };
        let reading = self
            .extractor
            .read(text, as_of.date)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
        let whose = whose(self.language, text, &reading);
        let mut back = Vec::new();
        let says = match whose {
            None => {
                "left out, because nobody said whose it is; write it again with \"same patient\" to use it"
            }
            Some(Whose::Another) => "left out, because it is about another patient",
            Some(Whose::Same) => {
                let taken = self.hear(&held.text, held.as_of, Of::ThePatient)?;
                back = taken_back(&taken.heard);
                self.remember(&held.text, &taken.reading);
                self.keep(taken.heard.case, taken.reading.withdrawn.all.is_none());
                "used now, because it is about the same patient"
            }
        };
        Ok(Some(Settled {
            says: format!("{says}: \"{}\"", held.text.trim()),
            taken: back,
            whose,
        }))
    }
}
