//! What a language model proposed of a text, after every check: plain data (ADR 0010).
//!
//! **Architecture invariant.** It stands beside a reading and never enters the case: with it or without it the same facts
//! are accepted and the same advice is given.

use std::collections::BTreeMap;

use crate::candidate::Candidate;

/// What came of asking a language model.
#[derive(Debug, Clone, Default)]
pub struct Proposed {
    /// The name of the model, as it was configured.
    pub model: String,
    /// The host that it was asked at, with its port.
    pub host: String,
    /// Whether the text was sent there, as far as can be told.
    pub sent: bool,
    /// Why there are no proposals, as the end of a sentence about the model.
    pub failure: Option<String>,
    /// What it proposed and what stood every check, in order of the vocabulary. All of it has to be confirmed.
    pub candidates: Vec<Candidate>,
    /// How many proposals were dropped, and why.
    pub dropped: BTreeMap<Dropped, usize>,
    /// SHA-256 of what was sent, in hexadecimal digits.
    pub prompt_hash: String,
    /// SHA-256 of what came back.
    pub answer_hash: Option<String>,
}

/// Why a proposal was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dropped {
    /// It does not have the form that was asked for.
    Malformed,
    /// Its key is none of those that are open: it is known, or there is no such key.
    NotOpen,
    /// Its value is not permitted for the key.
    NotPermitted,
    /// The text does not have the words, letter by letter, or has them more than once.
    NotFound,
    /// The words are no whole words of one sentence.
    NotWhole,
    /// What surrounds the words denies them, asks them, or says them of somebody else, another time or a condition.
    Vetoed,
    /// The number is not among the words.
    NotTheNumber,
    /// It was proposed before.
    Repeated,
    /// Another proposal for the key says otherwise.
    Contradicted,
    /// There were more proposals than are looked at.
    TooMany,
}

impl Dropped {
    /// Its published name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::NotOpen => "not_open",
            Self::NotPermitted => "not_permitted",
            Self::NotFound => "not_found",
            Self::NotWhole => "not_whole",
            Self::Vetoed => "vetoed",
            Self::NotTheNumber => "not_the_number",
            Self::Repeated => "repeated",
            Self::Contradicted => "contradicted",
            Self::TooMany => "too_many",
        }
    }
}

impl Proposed {
    /// How many proposals were dropped.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.dropped.values().sum()
    }
}
