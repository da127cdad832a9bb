//! The truths of all conditions that lines of advice depend on.
//!
//! The interpreter, built on the reference evaluator, is the definition of correct: any other executor must
//! return the same truths for the same facts. Facts are resolved, and answers explained, with the reference
//! evaluator whatever the executor.

use venule_knowledge::model::{Guideline, Knowledge, Rule, RuleId};
use venule_logic::truth::Truth;

use crate::facts::FactTable;

/// The truths of every condition that lines of advice depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Truths {
    /// Per guideline: whether its scope's condition holds.
    pub scopes: Vec<Truth>,
    /// Per guideline: whether each exclusion holds, in file order.
    pub exclusions: Vec<Vec<Truth>>,
    /// Per rule: whether scope and condition hold.
    pub rules: Vec<Truth>,
}

/// Evaluates all conditions of the knowledge over the facts of one leg.
pub trait Executor {
    /// Every truth at once.
    fn run(&self, knowledge: &Knowledge, facts: &FactTable) -> Truths;

    /// One rule, for trying other facts.
    fn rule(&self, knowledge: &Knowledge, rule: RuleId, facts: &FactTable) -> Truth;
}

/// Executes knowledge with the reference evaluator.
#[derive(Debug, Clone, Copy, Default)]
pub struct Interpreter;

impl Executor for Interpreter {
    fn run(&self, knowledge: &Knowledge, facts: &FactTable) -> Truths {
        let scopes: Vec<Truth> = knowledge
            .guidelines
            .iter()
            .map(|guideline| guideline.scope.when.truth(facts))
            .collect();
        let exclusions = knowledge
            .guidelines
            .iter()
            .map(|guideline| exclusions(guideline, facts))
            .collect();
        let rules = knowledge
            .rules
            .iter()
            .map(|rule| {
                let scope = scopes
                    .get(rule.guideline)
                    .copied()
                    .unwrap_or(Truth::Unknown);
                scope.and(rule.when.truth(facts))
            })
            .collect();
        Truths {
            scopes,
            exclusions,
            rules,
        }
    }

    fn rule(&self, knowledge: &Knowledge, rule: RuleId, facts: &FactTable) -> Truth {
        knowledge
            .rules
            .get(rule.0 as usize)
            .map_or(Truth::Unknown, |rule| truth_of(knowledge, rule, facts))
    }
}

fn truth_of(knowledge: &Knowledge, rule: &Rule, facts: &FactTable) -> Truth {
    let scope = knowledge
        .guidelines
        .get(rule.guideline)
        .map_or(Truth::Unknown, |guideline| {
            guideline.scope.when.truth(facts)
        });
    scope.and(rule.when.truth(facts))
}

fn exclusions(guideline: &Guideline, facts: &FactTable) -> Vec<Truth> {
    guideline
        .scope
        .exclusions
        .iter()
        .map(|exclusion| exclusion.when.truth(facts))
        .collect()
}
