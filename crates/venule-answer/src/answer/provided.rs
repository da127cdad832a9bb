//! What provisional lines rest on, said in full once and by the number of the line after that.

use venule_engine::assessment::Proviso;

use super::{Composer, Reader};
use crate::words;

/// What a numbered line rests on.
pub(super) struct Said {
    number: String,
    provided: Vec<Proviso>,
}

impl Composer<'_, '_> {
    /// What a line with a number rests on. Whoever comes after it may refer to it.
    pub(super) fn provided(&mut self, provided: &[Proviso], number: &str) -> String {
        let words = self.resting_on(provided);
        self.said.push(Said {
            number: number.to_owned(),
            provided: provided.to_vec(),
        });
        words
    }

    /// What something without a number rests on: as much of it as was said before by the number of the line that said
    /// most of it, the rest in full.
    pub(super) fn resting_on(&self, provided: &[Proviso]) -> String {
        if self.asked.reader == Reader::Patient {
            return match self.said.first() {
                Some(first) => format!("as in {}", first.number),
                None => self.asked.reader.provided(String::new()),
            };
        }
        let knowledge = self.builder.knowledge;
        let within = self
            .said
            .iter()
            .filter(|it| it.provided.iter().all(|one| provided.contains(one)));
        // Of those that say as much, the first.
        let most = within.rev().max_by_key(|it| it.provided.len());
        let Some(most) = most.filter(|it| !it.provided.is_empty()) else {
            return words::provisos(knowledge, provided);
        };
        let rest: Vec<Proviso> = provided
            .iter()
            .filter(|it| !most.provided.contains(it))
            .cloned()
            .collect();
        let as_in = format!("as in {}", most.number);
        match rest.as_slice() {
            [] => as_in,
            rest => format!("{as_in}; {}", words::provisos(knowledge, rest)),
        }
    }
}
