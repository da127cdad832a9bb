//! One question for both legs, where both are in question and one answer may serve.

use std::collections::BTreeSet;

use venule_engine::assessment::Question;
use venule_engine::side::Side;
use venule_knowledge::model::Fact;
use venule_logic::{FactId, Type};

use super::reply::asks_for_date;
use venule_answer::words;

/// The legs that a question is put for: both, where it is open for both and was not asked of each by itself.
pub(super) fn legs_of(
    fact: &Fact,
    question: &Question,
    open: &[&Question],
    apart: &BTreeSet<FactId>,
) -> Vec<Option<Side>> {
    let is_open = |side| {
        let mut open = open.iter();
        open.any(|it| it.fact == question.fact && it.side == Some(side))
    };
    let both = is_open(Side::Left) && is_open(Side::Right);
    if both && may_be_alike(fact) && !apart.contains(&question.fact) {
        vec![Some(Side::Left), Some(Side::Right)]
    } else {
        vec![question.side]
    }
}

/// Measures differ between legs; what is so, what was found and when are often the same.
fn may_be_alike(fact: &Fact) -> bool {
    matches!(fact.ty, Type::Boolean | Type::Choice(_)) || asks_for_date(fact)
}

/// The question with the leg or legs it is about.
pub(super) fn wording(fact: &Fact, legs: &[Option<Side>]) -> String {
    let question = fact.question.as_ref().unwrap_or(&fact.label);
    match legs {
        [Some(side)] => format!("{question} ({})", words::leg(Some(*side))),
        [_, _, ..] if fact.ty == Type::Boolean => format!("{question} In which leg?"),
        [_, _, ..] => format!("{question} (both legs)"),
        [None] | [] => question.clone(),
    }
}
