//! Tests of the condition language through its public interface.
//!
//! `cfg(test)` is always set here; it tells the lints that these modules are tests.

#[cfg(test)]
mod any_of;
#[cfg(test)]
mod cql_semantics;
#[cfg(test)]
mod errors;
#[cfg(test)]
mod given;
#[cfg(test)]
mod laws;
#[cfg(test)]
#[cfg(feature = "conformance")]
mod official;
#[cfg(test)]
mod partly_known;
#[cfg(test)]
mod truth_tables;
#[cfg(test)]
mod vocabulary;
