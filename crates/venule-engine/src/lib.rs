//! From a [`Case`](case::Case) to an [`Assessment`](assessment::Assessment): what the knowledge says now, and why.
//!
//! In: checked [`Knowledge`](venule_knowledge::model::Knowledge), a case, and the moment of assessment, which the case carries.
//! Out: plain data with its whole trace. The meaning of every step is fixed in `docs/adr/0001`.
//!
//! **Architecture invariant.** No I/O, no clock, no environment, no randomness: same inputs, same bytes.
//! **Architecture invariant.** No clinical fact: names of facts and actions come from knowledge only.
//! **Architecture invariant.** The truths of scopes and rules come from an [`executor::Executor`]; the interpreter is the only one so far, and defines what is correct.

pub mod answer;
pub mod case;
pub mod read;
pub mod side;

pub mod events;
pub mod facts;

pub mod form;

pub mod assessment;
pub mod executor;

mod asking;
mod assess;
mod company;
mod conflict;
mod contradiction;
mod derive;
mod due;
mod legs;
mod line;
mod merge;
mod overrides;
mod prepared;
mod provided;
mod question;
mod scope;
pub mod timing;
mod trace;

pub mod depends;
pub mod example;
pub mod parts;
pub mod plan;
pub mod what_if;

pub use assess::assess;
