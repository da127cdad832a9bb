//! What a yes-or-no question sums up: "pregnancy, cancer or a hospital stay" has parts that matter by themselves.
//!
//! A part is one value of one fact that makes the whole true, whatever else is so. Whoever says yes to the whole has
//! not said which part, and other advice, or an order, may hang on the part.

use std::collections::BTreeSet;

use venule_knowledge::model::{Condition, Derivation, Fact, Knowledge};
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;
use venule_logic::{FactId, Type, Value};

use crate::case::Case;
use crate::facts::{Resolver, is_known};
use crate::side::Side;

/// The parts of a fact that are worth asking for once it is so: those that are open, if any of them is used for
/// more than this fact.
///
/// Empty for a fact that sums nothing up, and once a part is known to hold.
#[must_use]
pub fn open_parts(
    knowledge: &Knowledge,
    case: &Case,
    whole: FactId,
    side: Option<Side>,
) -> Vec<(FactId, Value)> {
    let of_side = |leg: &crate::side::Leg| side.is_none_or(|side| side.covers(*leg));
    let Some(leg) = case.legs().into_iter().find(of_side) else {
        return Vec::new();
    };
    let facts = Resolver::new(knowledge, case, leg).plain();
    let parts = parts(knowledge, whole);
    let holds = |(part, value): &(FactId, Value)| facts.value(*part) == *value;
    let matters = |(part, _): &(FactId, Value)| is_used_beyond(knowledge, *part, whole);
    if parts.iter().any(holds) || !parts.iter().any(matters) {
        return Vec::new();
    }
    let is_open = |(part, _): &(FactId, Value)| !is_known(&facts.value(*part));
    let open: Vec<_> = parts.into_iter().filter(is_open).collect();
    let facts: BTreeSet<FactId> = open.iter().map(|(part, _)| *part).collect();
    // With one fact left there is nothing to choose from, and it may still be something else.
    if facts.len() < 2 { Vec::new() } else { open }
}

/// Whether a fact is a part of another one.
#[must_use]
pub fn is_part(knowledge: &Knowledge, part: FactId, whole: FactId) -> bool {
    parts(knowledge, whole)
        .iter()
        .any(|(fact, _)| *fact == part)
}

/// The values of facts that each make a fact true, in the order in which its definition names them.
fn parts(knowledge: &Knowledge, whole: FactId) -> Vec<(FactId, Value)> {
    let implied = fact(knowledge, whole).and_then(|it| it.implied.by.as_ref());
    let Some(condition) = implied else {
        return Vec::new();
    };
    let values = condition.facts().iter().flat_map(|id| {
        let values = fact(knowledge, *id)
            .filter(|it| it.may_be_entered())
            .map(values)
            .unwrap_or_default();
        values.into_iter().map(|value| (*id, value))
    });
    values
        .filter(|(id, value)| condition.truth(&Only(*id, value)) == Truth::True)
        .collect()
}

/// One fact is known and nothing else.
struct Only<'a>(FactId, &'a Value);

impl Facts for Only<'_> {
    fn value(&self, id: FactId) -> Value {
        if id == self.0 {
            self.1.clone()
        } else {
            Value::Null
        }
    }
}

/// The values that somebody may choose for a fact.
fn values(fact: &Fact) -> Vec<Value> {
    match &fact.ty {
        Type::Boolean => vec![Value::Boolean(true)],
        Type::Choice(_) => {
            let codes = fact.choices.iter().map(|(code, _)| code);
            codes.map(|code| Value::String(code.clone())).collect()
        }
        Type::Any
        | Type::Integer
        | Type::Long
        | Type::Decimal
        | Type::String
        | Type::Quantity(_)
        | Type::List(_)
        | Type::Interval(_) => Vec::new(),
    }
}

/// Whether anything names a fact beside what settles the other one.
fn is_used_beyond(knowledge: &Knowledge, part: FactId, whole: FactId) -> bool {
    let names = |condition: &Condition| condition.facts().contains(&part);
    let in_rules = knowledge.rules.iter().any(|rule| names(&rule.when));
    let in_scopes = knowledge.guidelines.iter().any(|guideline| {
        let exclusions = &guideline.scope.exclusions;
        names(&guideline.scope.when) || exclusions.iter().any(|it| names(&it.when))
    });
    let others = (0_u32..).map(FactId).zip(&knowledge.facts);
    let in_facts = others.into_iter().any(|(id, fact)| {
        let implied = fact.implied.by.iter().chain(&fact.implied.refuted_by);
        let derived = match &fact.derivation {
            Some(Derivation::Condition(it) | Derivation::Expression(it)) => names(it),
            Some(Derivation::Cases { cases, .. }) => cases.iter().any(|it| names(&it.when)),
            Some(Derivation::Score(_) | Derivation::View { .. }) | None => false,
        };
        id != whole && id != part && (derived || implied.into_iter().any(names))
    });
    let mut items = knowledge.scores.iter().flat_map(|score| &score.items);
    let in_scores = items.any(|item| item.fact == part);
    let mut items = knowledge.orders.iter().flat_map(|form| &form.items);
    let in_orders = items.any(|item| names(&item.when));
    let mut items = knowledge.protocols.iter().flat_map(|it| &it.items);
    let in_protocols = items.any(|item| names(&item.when));
    in_rules || in_scopes || in_facts || in_scores || in_orders || in_protocols
}

fn fact(knowledge: &Knowledge, id: FactId) -> Option<&Fact> {
    knowledge.facts.get(id.0 as usize)
}
