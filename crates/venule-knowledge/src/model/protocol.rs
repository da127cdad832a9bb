//! Protocols: what an examination must contain.

use std::sync::Arc;

use super::{Condition, StatementId};
use crate::source::Origin;

/// What an examination must contain.
#[derive(Debug, Clone)]
pub struct Protocol {
    /// Published name, kebab-case.
    pub name: Arc<str>,
    /// Wording.
    pub label: String,
    /// Its items, in order of examination.
    pub items: Vec<ProtocolItem>,
    /// Place of its definition.
    pub origin: Origin,
}

/// One item of a protocol.
#[derive(Debug, Clone)]
pub struct ProtocolItem {
    /// Name inside the protocol.
    pub name: Arc<str>,
    /// What to do.
    pub text: String,
    /// For whom; unknown means that the item is named with its condition.
    pub when: Condition,
    /// Whether its absence makes the examination limited.
    pub level: Level,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// How much a protocol item matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Without it the examination is limited.
    Required,
    /// Its absence is worth a warning.
    Recommended,
}
