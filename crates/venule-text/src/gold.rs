//! Texts with what they say, and how well a reading agrees with them.
//!
//! The format is described in `gold/README.md`. Facts and events are written as in case files and read by the same code.

mod read;
mod score;

use jiff::civil::Date;
use venule_engine::case::Case;
use venule_logic::FactId;

pub use read::load;
pub use score::{Counts, Outcome, score};

/// A text and what it says.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its name.
    pub id: String,
    /// The file it stands in.
    pub file: String,
    /// The text.
    pub text: String,
    /// Days are counted from here.
    pub as_of: Date,
    /// What it says, all of which is wanted.
    pub says: Case,
    /// What may be taken from it as well.
    pub also: Case,
    /// What must not be accepted.
    pub confirm: Vec<Mentioned>,
    /// What must neither be accepted nor asked about.
    pub never: Vec<Mentioned>,
}

/// A fact or a kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mentioned {
    /// A fact.
    Fact(FactId),
    /// A kind of event, by index in `Knowledge::events`.
    Event(usize),
}
