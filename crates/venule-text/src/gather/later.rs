//! What is said before the event that it is of: "Compressible throughout. That was the duplex of 3 March."

use super::place::Place;
use super::slot::{Filling, fill, lacks};
use crate::candidate::{EventCandidate, Standing};

/// How many words may stand between "that" and the event that it is.
const WORDS: u32 = 10;

impl<'a> Place<'a> {
    /// Gives what was left over to an event that the words behind it stand for: "chronic thrombus of the popliteal vein".
    pub(super) fn fill_later(&self, left: &[Filling<'a>], own: &mut [EventCandidate]) {
        for filling in left {
            let accepted = |it: &&mut EventCandidate| {
                it.frame == Some(filling.frame) && it.standing == Standing::Accepted
            };
            if let Some(event) = own.iter_mut().find(accepted) {
                fill(event, filling, self);
            }
        }
    }

    /// Gives what the sentence before left over to the event that this one says it is of: "that was the duplex", or
    /// another piece of one statement, "right: DVT; left: clear (duplex today)".
    pub(super) fn point_back(&self, left: &[Filling<'a>], own: &mut Vec<EventCandidate>) {
        if left.is_empty() {
            return;
        }
        let before = self.sentence.start.checked_sub(1);
        let joined = before.is_some_and(|at| self.stages.word(at) == ";");
        let from = match self.points_back() {
            Some(from) => from,
            None if joined => self.sentence.body,
            None => return,
        };
        let Some(at) = own.iter().position(|it| it.at >= from) else {
            return;
        };
        for filling in left {
            let Some(event) = own.get(at).filter(|it| it.frame == Some(filling.frame)) else {
                continue;
            };
            let frame = self.stages.language.frame_of(event.frame);
            let shown = frame.is_some_and(|frame| event.is_told(&frame.how));
            let near = joined || event.at <= from + WORDS;
            if event.standing != Standing::Accepted || !near || shown && !joined {
                continue;
            }
            let of_leg = self.of_leg(at, filling, own);
            let event = of_leg.and_then(|it| own.get_mut(it));
            if let Some(event) = event.filter(|event| lacks(event, filling)) {
                fill(event, filling, self);
            }
        }
    }

    /// Whether the sentence begins with "that was", "this was" or a bracket: behind which word.
    fn points_back(&self) -> Option<u32> {
        let mut words = self.sentence.body..self.sentence.end;
        let first = words.find(|at| !matches!(self.stages.word(*at), "-" | "\n"))?;
        let word = |at: u32| self.stages.word(at);
        match word(first) {
            "(" => Some(first),
            "that" | "this" | "these" | "those" | "it" | "which" => {
                let was = matches!(word(first + 1), "was" | "were" | "came")
                    && !matches!(
                        word(first + 2),
                        "before" | "after" | "until" | "since" | "not"
                    );
                let is = word(first + 1) == "is" && matches!(word(first + 2), "what" | "how");
                (was || is).then_some(first)
            }
            "so" | "as" => {
                matches!(word(first + 1), "the" | "says" | "said" | "per" | "on").then_some(first)
            }
            _ => None,
        }
    }
}
