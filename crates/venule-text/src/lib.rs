//! Free text to a case (ADR 0008): facts and events of the vocabulary, each with the words that prove it.
//!
//! **Architecture invariant.** No clinical word: words and what they mean come from `knowledge/language/` only.
//! **Architecture invariant.** No clock, no randomness: same text, language and reference date, same bytes.
//! **Architecture invariant.** The original text is never changed; every span points into it, on character edges.

mod against;
pub mod amend;
pub mod apart;
pub mod ask;
pub mod candidate;
mod carried_out;
pub mod extract;
mod gather;
mod go_on;
pub mod gold;
pub mod language;
pub mod layout;
mod matcher;
pub mod named;
pub mod number;
mod overruled;
pub mod people;
pub mod predict;
pub mod proposed;
pub mod quote;
mod reconcile;
pub mod scan;
pub mod scope;
mod settle;
pub mod span;
pub mod suppose;
pub mod tables;
mod taken_back;
pub mod temporal;
pub mod token;
mod unread;
pub mod view;

#[cfg(test)]
mod testing;
