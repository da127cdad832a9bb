//! Words that change what stands near them.

use std::sync::Arc;

use super::model::{Degree, Phrases, Trend};

/// Words that change what stands near them.
#[derive(Debug, Clone)]
pub struct Modifier {
    /// Name.
    pub id: Arc<str>,
    /// The words.
    pub phrases: Phrases,
    /// What they do.
    pub kind: ModifierKind,
    /// Which way they reach.
    pub direction: Direction,
    /// How many tokens they reach.
    pub reach: u8,
}

/// What a modifier does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModifierKind {
    /// Denies.
    Negation,
    /// Says that it may be.
    Possible,
    /// Says that it is likely.
    Probable,
    /// Asks.
    Question,
    /// Puts it before this episode.
    Historical,
    /// Sets a condition or a plan.
    Conditional,
    /// Is of somebody else.
    OtherPerson,
    /// Names a second patient, who is asked about as well.
    SecondPatient,
    /// Says that it is of the patient who was told of before.
    SamePatient,
    /// Says that it is of another patient than the texts before it.
    NextPatient,
    /// Brings it back to the patient and to now.
    Patient,
    /// Says how it changes.
    Trend(Trend),
    /// Says how much.
    Degree(Degree),
    /// Ends the reach of what stands before it.
    Terminator,
    /// Removes the modifiers that it covers.
    Pseudo,
    /// Its last word names the patient, who is called so in all of the text.
    Subject,
    /// Says that whoever is named treats or reports: "seen by", "advises".
    Staff,
    /// Words of the trade, by which the text is that of somebody who treats or scans.
    Trade,
    /// Says that the request was of one leg and the report is of the other: it is asked.
    Mismatch,
    /// Takes back what was said: "ignore", "was of another patient".
    Retraction,
    /// Puts right what was said before: what its sentence tells takes the place of it.
    Correction,
    /// Says that a study shows something else than was told: "addendum", "after all".
    Amendment,
    /// Says that what stands before it comes from something harmless: "the stools are black from iron".
    Explanation,
    /// Tells of a visit: "seen in clinic 10 days ago".
    Visit,
    /// Doubts what was said before it: "I doubt it", "not convinced".
    Dispute,
    /// Its "left" or "right" is no side: "right now", "left ventricular".
    NoSide,
}

/// Which way a modifier reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To what follows.
    Forward,
    /// To what stands before.
    Backward,
    /// Both ways.
    Both,
}
