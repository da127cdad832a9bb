//! Which presumptions can help a rule to hold.
//!
//! A rule that asks for "not pregnant" may rest on the presumption that nobody mentioned a pregnancy; one that asks
//! for a scan never rests on the presumption that there was none. Parts that can help either way are kept, so the
//! list is never too short.

use std::collections::BTreeSet;

use venule_knowledge::model::{Condition, Derivation, Knowledge, Rule};
use venule_logic::syntax::{BinaryOp, CompareOp, Expr, ExprKind, PrefixOp, parse};
use venule_logic::{FactId, Value};

/// What a part of a condition has to be for the rule to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wanted {
    True,
    False,
    Either,
}

impl Wanted {
    fn flipped(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Either => Self::Either,
        }
    }
}

/// The facts whose presumed value can help, in order of the vocabulary.
pub(super) fn helpful(knowledge: &Knowledge, rule: &Rule) -> Vec<FactId> {
    let mut search = Search {
        knowledge,
        seen: BTreeSet::new(),
        found: BTreeSet::new(),
    };
    search.condition(&rule.when, Wanted::True);
    if let Some(guideline) = knowledge.guidelines.get(rule.guideline) {
        search.condition(&guideline.scope.when, Wanted::True);
    }
    search.found.into_iter().collect()
}

struct Search<'k> {
    knowledge: &'k Knowledge,
    seen: BTreeSet<(FactId, Wanted)>,
    found: BTreeSet<FactId>,
}

impl Search<'_> {
    fn condition(&mut self, condition: &Condition, wanted: Wanted) {
        if condition.expr.is_some()
            && let Some(expr) = parse(&condition.text).expr
        {
            self.expr(&expr, wanted);
        }
    }

    fn expr(&mut self, expr: &Expr, wanted: Wanted) {
        match &expr.kind {
            ExprKind::Name(name) => {
                if let Some((id, _)) = self.knowledge.fact(name) {
                    self.fact(id, wanted);
                }
            }
            ExprKind::Prefix(PrefixOp::Not, operand) => self.expr(operand, wanted.flipped()),
            ExprKind::Chain(_, operands) => {
                for operand in operands {
                    self.expr(operand, wanted);
                }
            }
            ExprKind::Binary(BinaryOp::Implies, left, right) => {
                self.expr(left, wanted.flipped());
                self.expr(right, wanted);
            }
            ExprKind::Binary(op, left, right) => {
                if self.presumes_otherwise(*op, left, right, wanted) {
                    return;
                }
                self.expr(left, Wanted::Either);
                self.expr(right, Wanted::Either);
            }
            ExprKind::Between(parts) | ExprKind::If(parts) => self.all(parts.iter()),
            ExprKind::List(parts) | ExprKind::Call(_, parts) => self.all(parts.iter()),
            ExprKind::Interval(interval) => self.all([&interval.low, &interval.high].into_iter()),
            ExprKind::Prefix(_, operand)
            | ExprKind::Is { operand, .. }
            | ExprKind::As(operand, _) => self.expr(operand, Wanted::Either),
            ExprKind::Case(case) => {
                self.all(case.selector.iter());
                self.all(case.items.iter().flat_map(|(when, then)| [when, then]));
                self.expr(&case.otherwise, Wanted::Either);
            }
            ExprKind::Hole
            | ExprKind::Null
            | ExprKind::Boolean(_)
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Quantity(..) => {}
        }
    }

    /// Whether an input is compared with choices so that its presumed value makes the comparison the other one.
    fn presumes_otherwise(&self, op: BinaryOp, left: &Expr, right: &Expr, wanted: Wanted) -> bool {
        let ExprKind::Name(name) = &left.kind else {
            return false;
        };
        let presumed = self.knowledge.fact(name).and_then(|(_, fact)| {
            match (&fact.presume, fact.is_input()) {
                (Some(presumption), true) => Some(&presumption.value),
                _ => None,
            }
        });
        let Some(Value::String(presumed)) = presumed else {
            return false;
        };
        let is = |expr: &Expr| matches!(&expr.kind, ExprKind::String(code) if code == presumed);
        let holds = match (op, &right.kind) {
            (BinaryOp::Compare(CompareOp::Equal), ExprKind::String(_)) => is(right),
            (BinaryOp::Compare(CompareOp::NotEqual), ExprKind::String(_)) => !is(right),
            (BinaryOp::In, ExprKind::List(members)) => members.iter().any(is),
            _ => return false,
        };
        match wanted {
            Wanted::True => !holds,
            Wanted::False => holds,
            Wanted::Either => false,
        }
    }

    fn all<'e>(&mut self, parts: impl Iterator<Item = &'e Expr>) {
        for part in parts {
            self.expr(part, Wanted::Either);
        }
    }

    fn fact(&mut self, id: FactId, wanted: Wanted) {
        let Some(fact) = self.knowledge.facts.get(id.0 as usize) else {
            return;
        };
        if !self.seen.insert((id, wanted)) {
            return;
        }
        if let Some(presumption) = &fact.presume {
            let helps = match (&presumption.value, wanted) {
                (Value::Boolean(presumed), Wanted::True) => *presumed,
                (Value::Boolean(presumed), Wanted::False) => !*presumed,
                _ => true,
            };
            if helps {
                self.found.insert(id);
            }
        }
        match &fact.derivation {
            None | Some(Derivation::View { .. }) => {}
            Some(Derivation::Condition(condition)) => self.condition(condition, wanted),
            Some(Derivation::Expression(condition)) => self.condition(condition, Wanted::Either),
            Some(Derivation::Cases { cases, .. }) => {
                for case in cases {
                    self.condition(&case.when, Wanted::Either);
                }
            }
            Some(Derivation::Score(index)) => {
                let score = self.knowledge.scores.get(*index);
                let items = score.iter().flat_map(|score| &score.items);
                for item in items {
                    self.fact(item.fact, Wanted::Either);
                }
            }
        }
        // What implies a fact makes it true, and never false; what refutes it the other way round.
        if let Some(by) = fact.implied.by.as_ref().filter(|_| wanted != Wanted::False) {
            self.condition(by, Wanted::True);
        }
        if let Some(by) = fact
            .implied
            .refuted_by
            .as_ref()
            .filter(|_| wanted != Wanted::True)
        {
            self.condition(by, Wanted::True);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use venule_knowledge::load;
    use venule_knowledge::model::Presumption;

    use super::*;

    /// What may be presumed for a toy rule, if these facts had these presumptions.
    fn presumed(rule: &str, presumptions: &[(&str, Value)]) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny");
        let mut toy = load::from_dir(&folder).unwrap().knowledge.unwrap();
        for (name, value) in presumptions {
            let fact = toy.facts.iter_mut().find(|it| &*it.name == *name).unwrap();
            fact.presume = Some(Presumption {
                value: value.clone(),
                reason: "It would be mentioned.".to_owned(),
                careful: false,
            });
        }
        let rule = toy.rules.iter().find(|it| &*it.name == rule).unwrap();
        helpful(&toy, rule)
            .into_iter()
            .map(|id| toy.facts[id.0 as usize].name.to_string())
            .collect()
    }

    #[test]
    fn what_would_keep_the_rule_from_holding_is_left_out() {
        let no = Value::Boolean(false);
        // The rule asks that the splinter is not seen and that the foot has been soaked.
        let both = [("splinter.visible", no.clone()), ("soak.done", no)];
        assert_eq!(presumed("soak-again", &both), ["splinter.visible"]);
        let soaked = [("soak.done", Value::Boolean(true))];
        assert_eq!(presumed("soak-again", &soaked), ["soak.done"]);
    }

    #[test]
    fn a_choice_helps_only_where_it_is_the_one_asked_for() {
        // Fever is an item of a score and may count either way.
        let none = [("splinter.redness", Value::string("none"))];
        assert_eq!(presumed("nurse-when-worried", &none), ["fever"]);
        let spreading = [("splinter.redness", Value::string("spreading"))];
        let both = ["splinter.redness", "fever"];
        assert_eq!(presumed("nurse-when-worried", &spreading), both);
    }
}
