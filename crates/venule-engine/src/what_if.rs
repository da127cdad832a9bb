//! Why an action is not advised, and the nearest facts that would turn it on or off.

use std::collections::BTreeSet;

use venule_knowledge::model::{
    ActionId, Condition, Derivation, Fact, Knowledge, Rule, RuleId, Stance,
};
use venule_logic::satisfy::Domains;
use venule_logic::truth::Truth;
use venule_logic::{Checked, Explanation, FactId, Value, explain};

use crate::assess::{assess, assess_with};
use crate::assessment::{Assessment, FactUse, Line};
use crate::case::Case;
use crate::executor::{Executor, Interpreter};
use crate::facts::{FactTable, Resolver, is_known};
use crate::line::{Leg, Outcome};
use crate::overrides;
use crate::prepared::Prepared;
use crate::provided::dependencies;
use crate::side::Side;
use crate::trace::Tracer;

/// Why an action is or is not advised.
#[derive(Debug, Clone)]
pub struct WhyNot {
    /// The lines of this action that stand.
    pub lines: Vec<Line>,
    /// Every rule that could give one, for each leg.
    pub rules: Vec<RuleReason>,
}

/// What one rule says of one leg.
#[derive(Debug, Clone)]
pub struct RuleReason {
    /// The rule.
    pub rule: RuleId,
    /// The leg, where the case has one.
    pub side: Option<Side>,
    /// What came of it.
    pub reason: Reason,
}

/// What came of a rule.
#[derive(Debug, Clone)]
pub enum Reason {
    /// It gives a line.
    Holds,
    /// An exclusion of its guideline holds, by index.
    Excluded(usize),
    /// The scope of its guideline does not hold, or is not known to.
    Scope {
        /// False or unknown.
        truth: Truth,
        /// Which part of the scope's condition.
        explanation: Option<Explanation>,
        /// The facts behind it.
        facts: Vec<FactUse>,
    },
    /// Its own condition is false or unknown.
    Condition {
        /// False or unknown.
        truth: Truth,
        /// Which part of the condition.
        explanation: Option<Explanation>,
        /// The facts behind it.
        facts: Vec<FactUse>,
    },
    /// What it would find out is known.
    Settled(FactId),
    /// Other rules that hold remove it.
    Overridden(Vec<RuleId>),
}

/// Why an action is or is not advised, rule by rule.
#[must_use]
pub fn why_not(knowledge: &Knowledge, case: &Case, action: ActionId) -> WhyNot {
    let whole = assess(knowledge, case);
    let lines = whole
        .lines
        .into_iter()
        .filter(|line| line.action == action)
        .collect();
    let rules = reasons(knowledge, case, |rule| rule.action == action);
    WhyNot { lines, rules }
}

/// What came of every rule for each symptomatic leg, whatever it is about.
#[must_use]
pub fn every_rule(knowledge: &Knowledge, case: &Case) -> Vec<RuleReason> {
    reasons(knowledge, case, |_| true)
}

fn reasons(knowledge: &Knowledge, case: &Case, wanted: impl Fn(&Rule) -> bool) -> Vec<RuleReason> {
    let mut rules = Vec::new();
    let legs = case.legs().into_iter();
    for prepared in Prepared::all(knowledge, case, legs, &Interpreter, &|_| {}) {
        let view = prepared.view(knowledge, &Interpreter);
        let mut outcomes = view.outcomes();
        overrides::apply(&view, &mut outcomes);
        let tracer = Tracer {
            knowledge,
            case,
            resolver: &prepared.resolver,
        };
        for (index, rule) in knowledge.rules.iter().enumerate() {
            let Ok(id) = u32::try_from(index) else { break };
            if wanted(rule) {
                let reason = reason(&view, &tracer, &outcomes, RuleId(id));
                rules.push(RuleReason {
                    rule: RuleId(id),
                    side: prepared.leg.side(),
                    reason,
                });
            }
        }
    }
    rules
}

fn reason(view: &Leg<'_>, tracer: &Tracer<'_>, outcomes: &[Outcome], id: RuleId) -> Reason {
    let Some(rule) = view.knowledge.rules.get(id.0 as usize) else {
        return Reason::Holds;
    };
    if let Some(Outcome::Overridden) = outcomes.get(id.0 as usize) {
        let by = view
            .knowledge
            .rules
            .iter()
            .enumerate()
            .filter_map(|(index, other)| {
                let stands = matches!(outcomes.get(index), Some(Outcome::Line(_)));
                let other_id = u32::try_from(index).ok().map(RuleId)?;
                (stands && other.overrides.contains(&id)).then_some(other_id)
            });
        return Reason::Overridden(by.collect());
    }
    let exclusions = view.truths.exclusions.get(rule.guideline);
    let excluded = exclusions.and_then(|all| all.iter().position(|truth| *truth == Truth::True));
    if let Some(exclusion) = excluded {
        return Reason::Excluded(exclusion);
    }
    let action = view.knowledge.actions.get(rule.action.0 as usize);
    if let Some(fact) = action.and_then(|action| action.settles)
        && view.plain.is_known(fact)
    {
        return Reason::Settled(fact);
    }
    let Some(guideline) = view.knowledge.guidelines.get(rule.guideline) else {
        return Reason::Holds;
    };
    let of = |condition: &Condition| {
        (
            condition.truth(view.plain),
            condition
                .expr
                .as_ref()
                .map(|expr| explain(expr, view.plain)),
            tracer.uses(&[condition], view.plain),
        )
    };
    let (truth, explanation, facts) = of(&guideline.scope.when);
    if truth != Truth::True {
        return Reason::Scope {
            truth,
            explanation,
            facts,
        };
    }
    let (truth, explanation, facts) = of(&rule.when);
    if truth == Truth::True {
        Reason::Holds
    } else {
        Reason::Condition {
            truth,
            explanation,
            facts,
        }
    }
}

/// Facts that, changed together, turn advice on or off.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The facts with the values they would have to have.
    pub facts: Vec<(FactId, Value)>,
    /// The lines of the action that would then stand.
    pub lines: Vec<Line>,
}

/// The nearest changes that would turn an action on, if it is not advised, or off, if it is.
///
/// Single facts are tried first; pairs only if no single fact does it. At most `limit` changes are returned.
/// A change is found by trying values, and confirmed by assessing the case with it.
#[must_use]
pub fn what_would_change(
    knowledge: &Knowledge,
    case: &Case,
    action: ActionId,
    limit: usize,
) -> Vec<Change> {
    let advised = is_advised(&assess(knowledge, case), action);
    let candidates = candidates(knowledge, case, action);
    let singles = candidates.iter().map(|candidate| vec![candidate.clone()]);
    let found = confirmed(knowledge, case, action, advised, singles, limit);
    if !found.is_empty() {
        return found;
    }
    let pairs = candidates.iter().enumerate().flat_map(|(index, one)| {
        let rest = candidates.iter().skip(index + 1);
        rest.filter(|other| other.0 != one.0)
            .map(|other| vec![one.clone(), other.clone()])
    });
    let promising: Vec<_> = pairs
        .filter(|change| advised || may_hold(knowledge, case, action, change))
        .take(64)
        .collect();
    confirmed(
        knowledge,
        case,
        action,
        advised,
        promising.into_iter(),
        limit,
    )
}

fn confirmed(
    knowledge: &Knowledge,
    case: &Case,
    action: ActionId,
    advised: bool,
    changes: impl Iterator<Item = Vec<(FactId, Value)>>,
    limit: usize,
) -> Vec<Change> {
    let mut found = Vec::new();
    for facts in changes {
        let then = assess_with(knowledge, case, &Interpreter, &|resolver| {
            for (fact, value) in &facts {
                resolver.replace(*fact, value.clone());
            }
        });
        if is_advised(&then, action) != advised {
            let lines = then
                .lines
                .into_iter()
                .filter(|line| line.action == action)
                .collect();
            found.push(Change { facts, lines });
            if found.len() == limit {
                break;
            }
        }
    }
    found
}

fn is_advised(assessment: &Assessment, action: ActionId) -> bool {
    let advises = |line: &Line| line.is_live() && line.stance != Stance::Avoid;
    assessment
        .lines
        .iter()
        .any(|line| line.action == action && advises(line))
}

/// Whether some rule of the action could hold with these facts changed.
fn may_hold(
    knowledge: &Knowledge,
    case: &Case,
    action: ActionId,
    change: &[(FactId, Value)],
) -> bool {
    case.legs().into_iter().any(|leg| {
        let mut resolver = Resolver::new(knowledge, case, leg);
        for (fact, value) in change {
            resolver.replace(*fact, value.clone());
        }
        let presumed = resolver.presuming(&resolver.plain());
        knowledge.rules.iter().enumerate().any(|(index, rule)| {
            rule.action == action
                && u32::try_from(index).is_ok_and(|id| {
                    Interpreter.rule(knowledge, RuleId(id), &presumed) == Truth::True
                })
        })
    })
}

/// Inputs that the action's rules depend on, each with the values it does not have now.
fn candidates(knowledge: &Knowledge, case: &Case, action: ActionId) -> Vec<(FactId, Value)> {
    let mut conditions: Vec<&Condition> = Vec::new();
    for rule in knowledge.rules.iter().filter(|rule| rule.action == action) {
        conditions.push(&rule.when);
        if let Some(guideline) = knowledge.guidelines.get(rule.guideline) {
            conditions.push(&guideline.scope.when);
            conditions.extend(
                guideline
                    .scope
                    .exclusions
                    .iter()
                    .map(|exclusion| &exclusion.when),
            );
        }
    }
    let mut open: Vec<FactId> = conditions
        .iter()
        .flat_map(|it| it.facts())
        .copied()
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(dependencies(knowledge, id));
            conditions.extend(
                knowledge
                    .facts
                    .get(id.0 as usize)
                    .into_iter()
                    .flat_map(definition),
            );
        }
    }
    let checked: Vec<&Checked> = conditions
        .iter()
        .filter_map(|it| it.expr.as_ref())
        .collect();
    let domains = Domains::of(&checked);
    let tables: Vec<FactTable> = case
        .legs()
        .into_iter()
        .map(|leg| Resolver::new(knowledge, case, leg).plain())
        .collect();
    let mut found = Vec::new();
    for id in seen {
        let Some(fact) = knowledge.facts.get(id.0 as usize) else {
            continue;
        };
        if fact.question.is_none() && fact.may_be_entered() {
            continue;
        }
        for value in domains.values(id) {
            let is_now = |table: &FactTable| {
                let now = venule_logic::Facts::value(table, id);
                is_known(&now) && now == value
            };
            if !tables.iter().all(is_now) {
                found.push((id, value));
            }
        }
    }
    found
}

/// The conditions that a fact is defined by.
fn definition(fact: &Fact) -> Vec<&Condition> {
    let implied = fact.implied.by.iter().chain(&fact.implied.refuted_by);
    let derived: Vec<&Condition> = match &fact.derivation {
        Some(Derivation::Condition(condition) | Derivation::Expression(condition)) => {
            vec![condition]
        }
        Some(Derivation::Cases { cases, .. }) => cases.iter().map(|case| &case.when).collect(),
        Some(Derivation::Score(_) | Derivation::View { .. }) | None => Vec::new(),
    };
    implied.chain(derived).collect()
}
