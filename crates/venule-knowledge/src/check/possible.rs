//! Possible patients: whether some values of the inputs make conditions come out a certain way.
//!
//! Derived facts are computed from the inputs as ADR 0001 says, so a condition over a score and its class is searched over
//! the items of the score. Views count as inputs that are free of each other, except that an event that does not exist has
//! no attributes. So what is found impossible is impossible; what is found possible may still take a case that no calendar
//! allows.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use venule_logic::satisfy::{Assignment, Domains, Satisfaction, search};
use venule_logic::syntax;
use venule_logic::types::{Checked, Dialect, FactType, Schema, check};
use venule_logic::{FactId, Facts, Partial, Truth, Value, evaluate, waits_for};

use crate::model::{Condition, Derivation, DerivedCase, Fact, Knowledge, Measure, Score, ViewId};

/// Evaluations of one question before it is given up.
const BUDGET: usize = 4_000;

/// Whether some patient gives each of the conditions the truth that stands beside it.
///
/// Nothing when the search gives up, or when a derivation calculates: then a few values do not stand for all.
pub(super) fn possible(knowledge: &Knowledge, wanted: &[(&Condition, bool)]) -> Option<bool> {
    let reach = Reach::of(knowledge, wanted.iter().map(|(condition, _)| *condition));
    let domains = Domains::of(
        &reach
            .conditions
            .iter()
            .chain(&reach.named_alone)
            .collect::<Vec<_>>(),
    );
    let found = search(&domains, BUDGET, |assignment| {
        let patient = Patient {
            knowledge,
            assignment,
            known: RefCell::default(),
        };
        let truth = |(condition, wanted): &(&Condition, bool)| {
            let truth = condition.truth(&patient);
            if *wanted { truth } else { !truth }
        };
        let answer = wanted.iter().map(truth).fold(Truth::True, Truth::and);
        let waits = if answer.is_unknown() {
            wanted
                .iter()
                .filter_map(|(condition, _)| condition.expr.as_ref())
                .flat_map(|expr| patient.waits(expr))
                .collect()
        } else {
            Vec::new()
        };
        (answer, waits)
    });
    match found {
        Satisfaction::Satisfiable(_) => Some(true),
        Satisfaction::Never if !reach.calculates => Some(false),
        Satisfaction::Never | Satisfaction::TooLarge => None,
    }
}

/// Everything that conditions lead to through derivations.
#[derive(Default)]
struct Reach {
    conditions: Vec<Checked>,
    /// Facts that only a score names, each as a condition of its own.
    named_alone: Vec<Checked>,
    seen: BTreeSet<FactId>,
    calculates: bool,
}

impl Reach {
    fn of<'a>(knowledge: &'a Knowledge, conditions: impl Iterator<Item = &'a Condition>) -> Self {
        let mut reach = Self::default();
        let mut open: Vec<FactId> = Vec::new();
        for condition in conditions {
            reach.follow(condition, &mut open);
        }
        while let Some(id) = open.pop() {
            let Some(fact) = knowledge.facts.get(id.0 as usize) else {
                continue;
            };
            if !reach.seen.insert(id) {
                continue;
            }
            for condition in fact.implied.by.iter().chain(&fact.implied.refuted_by) {
                reach.follow(condition, &mut open);
            }
            match &fact.derivation {
                Some(Derivation::Condition(condition)) => reach.follow(condition, &mut open),
                Some(Derivation::Expression(condition)) => {
                    reach.calculates = true;
                    reach.follow(condition, &mut open);
                }
                Some(Derivation::Cases { cases, .. }) => {
                    cases
                        .iter()
                        .for_each(|case| reach.follow(&case.when, &mut open));
                }
                Some(Derivation::Score(score)) => {
                    let items = knowledge
                        .scores
                        .get(*score)
                        .into_iter()
                        .flat_map(|score| &score.items);
                    for item in items {
                        open.push(item.fact);
                        reach.named_alone.extend(named_alone(knowledge, item.fact));
                    }
                }
                Some(Derivation::View { .. }) => open.extend(existence(knowledge, fact)),
                None => {}
            }
        }
        reach
    }

    fn follow(&mut self, condition: &Condition, open: &mut Vec<FactId>) {
        open.extend(condition.facts());
        self.conditions.extend(condition.expr.clone());
    }
}

/// A boolean fact as a condition of its own.
fn named_alone(knowledge: &Knowledge, id: FactId) -> Option<Checked> {
    let fact = knowledge.facts.get(id.0 as usize)?;
    check(
        &syntax::parse(&fact.name).expr?,
        &OneFact(id, fact),
        Dialect::Knowledge,
    )
    .ok()
}

struct OneFact<'a>(FactId, &'a Fact);

impl Schema for OneFact<'_> {
    fn lookup(&self, name: &str) -> Option<FactType> {
        (name == &*self.1.name).then(|| FactType::new(self.0, self.1.ty.clone()))
    }

    fn names(&self) -> Vec<&str> {
        vec![&self.1.name]
    }
}

/// The fact that says whether the event exists whose attribute or date this fact takes.
fn existence(knowledge: &Knowledge, fact: &Fact) -> Option<FactId> {
    let Some(Derivation::View {
        view,
        measure: Measure::Attribute(_) | Measure::DaysSince,
    }) = &fact.derivation
    else {
        return None;
    };
    let says_so = |fact: &Fact, of: ViewId| matches!(&fact.derivation, Some(Derivation::View { view, measure: Measure::Exists }) if *view == of);
    (0..)
        .map(FactId)
        .zip(&knowledge.facts)
        .find(|(_, fact)| says_so(fact, *view))
        .map(|(id, _)| id)
}

/// Inputs settled so far, with every derived fact computed from them.
struct Patient<'a> {
    knowledge: &'a Knowledge,
    assignment: &'a Assignment,
    known: RefCell<BTreeMap<FactId, Value>>,
}

impl Facts for Patient<'_> {
    fn value(&self, id: FactId) -> Value {
        if let Some(value) = self.known.borrow().get(&id) {
            return value.clone();
        }
        let value = self
            .knowledge
            .facts
            .get(id.0 as usize)
            .map_or(Value::Null, |fact| self.compute(id, fact));
        self.known.borrow_mut().insert(id, value.clone());
        value
    }
}

impl Patient<'_> {
    fn compute(&self, id: FactId, fact: &Fact) -> Value {
        let entered = self.assignment.value(id);
        let holds = |condition: &Option<Condition>| {
            condition
                .as_ref()
                .is_some_and(|when| when.truth(self).is_true())
        };
        match &fact.derivation {
            None if holds(&fact.implied.by) => Value::Boolean(true),
            None if holds(&fact.implied.refuted_by) => Value::Boolean(false),
            None => entered,
            Some(Derivation::Condition(condition)) => Value::from(condition.truth(self)),
            Some(Derivation::Expression(condition)) => condition
                .expr
                .as_ref()
                .map_or(Value::Null, |expr| evaluate(expr, self)),
            Some(Derivation::Cases { cases, otherwise }) => {
                self.one_of_cases(cases, otherwise.as_ref().unwrap_or(&entered))
            }
            Some(Derivation::Score(number)) => self
                .knowledge
                .scores
                .get(*number)
                .map_or(Value::Null, |score| self.total(score)),
            Some(Derivation::View { .. }) => match existence(self.knowledge, fact) {
                Some(exists) if self.value(exists) == Value::Boolean(false) => {
                    Value::Partial(Partial::Absent)
                }
                Some(_) | None => entered,
            },
        }
    }

    /// The possible values, or unknown when they are more than codes can say.
    fn one_of_cases(&self, cases: &[DerivedCase], otherwise: &Value) -> Value {
        let mut possible: Vec<&Value> = Vec::new();
        let mut decided = false;
        for case in cases {
            match case.when.truth(self) {
                Truth::False => continue,
                Truth::Unknown => possible.push(&case.value),
                Truth::True => {
                    possible.push(&case.value);
                    decided = true;
                    break;
                }
            }
        }
        if !decided {
            possible.push(otherwise);
        }
        possible.dedup();
        if let [only] = possible.as_slice() {
            return (*only).clone();
        }
        let codes: Option<Vec<&str>> = possible
            .iter()
            .map(|value| match value {
                Value::String(code) => Some(&**code),
                _ => None,
            })
            .collect();
        codes.map_or(Value::Null, Value::choices)
    }

    fn total(&self, score: &Score) -> Value {
        let (mut low, mut high) = (0, 0);
        for item in &score.items {
            match self.value(item.fact) {
                Value::Boolean(false) => {}
                Value::Boolean(true) => {
                    low += item.points;
                    high += item.points;
                }
                _ => {
                    low += item.points.min(0);
                    high += item.points.max(0);
                }
            }
        }
        Value::range(Value::Integer(low), Value::Integer(high))
    }

    /// The inputs that an unknown expression waits for.
    fn waits(&self, expr: &Checked) -> Vec<FactId> {
        let mut inputs = Vec::new();
        let mut seen = BTreeSet::new();
        for id in waits_for(expr, self) {
            self.inputs(id, &mut seen, &mut inputs);
        }
        inputs
    }

    fn inputs(&self, id: FactId, seen: &mut BTreeSet<FactId>, inputs: &mut Vec<FactId>) {
        let Some(fact) = self.knowledge.facts.get(id.0 as usize) else {
            return;
        };
        if !seen.insert(id) {
            return;
        }
        let mut through = |condition: &Condition| {
            for id in condition.expr.iter().flat_map(|expr| waits_for(expr, self)) {
                self.inputs(id, seen, inputs);
            }
        };
        match &fact.derivation {
            Some(Derivation::Condition(condition) | Derivation::Expression(condition)) => {
                through(condition)
            }
            Some(Derivation::Cases { cases, otherwise }) => {
                cases.iter().for_each(|case| through(&case.when));
                if otherwise.is_none() {
                    inputs.push(id);
                }
            }
            Some(Derivation::Score(number)) => {
                let items = self
                    .knowledge
                    .scores
                    .get(*number)
                    .into_iter()
                    .flat_map(|score| &score.items);
                for item in items.filter(|item| !self.value(item.fact).is_known()) {
                    self.inputs(item.fact, seen, inputs);
                }
            }
            Some(Derivation::View { .. }) | None => inputs.push(id),
        }
    }
}
