//! Scores: the only way to count.

use std::sync::Arc;

use venule_logic::FactId;

use super::StatementId;
use crate::source::Origin;

/// A clinical score.
#[derive(Debug, Clone)]
pub struct Score {
    /// Published name.
    pub name: Arc<str>,
    /// Wording.
    pub label: String,
    /// The integer fact that holds the total.
    pub fact: FactId,
    /// Its items.
    pub items: Vec<ScoreItem>,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// One item of a score.
#[derive(Debug, Clone)]
pub struct ScoreItem {
    /// The boolean fact that scores when true.
    pub fact: FactId,
    /// Points when true; may be negative.
    pub points: i32,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}
