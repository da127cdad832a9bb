//! Which facts an answer rests on, and which it waits for.

use crate::evaluate::{Evaluation, Facts, membership};
use crate::syntax::ChainOp;
use crate::truth::Truth;
use crate::types::{Checked, FactId, Kind, Node};
use crate::value::Value;

/// The facts that an unknown answer waits for, each once, in order of the text.
///
/// Only operands that are themselves unknown are followed: in `a and b` with `b` true,
/// those of `a`. None of them is certain to decide the answer, and nothing else can.
///
/// # Unknown values
///
/// Empty when the answer is decided, and when no fact can decide it (`1 / 0 > 2`).
#[must_use]
pub fn waits_for(expr: &Checked, facts: &dyn Facts) -> Vec<FactId> {
    Evaluation::new(expr, facts).waits_for(&expr.root)
}

/// The facts that a decided answer rests on, each once, in order of the text.
///
/// | answer | facts of |
/// |--------|----------|
/// | `and` is false | the false operands |
/// | `and` is true | all operands |
/// | `or` is true | the true operands |
/// | `or` is false | all operands |
/// | `a implies b` is true | `a` when it is false, `b` when it is true |
/// | a comparison | all it names |
///
/// # Unknown values
///
/// Empty when the answer is unknown.
#[must_use]
pub fn decisive(expr: &Checked, facts: &dyn Facts) -> Vec<FactId> {
    Evaluation::new(expr, facts).decisive(&expr.root)
}

/// Whether an answer could come out true by what is not known of some facts alone.
///
/// | part | could be true by them |
/// |------|-----------------------|
/// | `and` | every operand is true or could be |
/// | `or` | an operand is true or could be |
/// | any other, unknown | it waits for one of them |
/// | any other, known | it is true |
#[must_use]
pub fn could_hold_by(
    expr: &Checked,
    facts: &dyn Facts,
    by: &mut dyn FnMut(FactId) -> bool,
) -> bool {
    Evaluation::new(expr, facts).could_hold_by(&expr.root, by)
}

impl Evaluation<'_> {
    fn could_hold_by(&self, node: &Node, by: &mut dyn FnMut(FactId) -> bool) -> bool {
        match (self.truth(node), &node.kind) {
            (Truth::True, _) => true,
            (Truth::False, _) => false,
            (Truth::Unknown, Kind::Chain(ChainOp::And, operands)) => {
                operands.iter().all(|it| self.could_hold_by(it, by))
            }
            (Truth::Unknown, Kind::Chain(ChainOp::Or, operands)) => {
                operands.iter().any(|it| self.could_hold_by(it, by))
            }
            (Truth::Unknown, _) => self.waits_for(node).into_iter().any(by),
        }
    }

    /// [`decisive`] or [`waits_for`], whichever speaks of this part.
    pub(crate) fn answered_by(&self, node: &Node) -> Vec<FactId> {
        if self.lent(node).is_known() {
            self.decisive(node)
        } else {
            self.waits_for(node)
        }
    }

    fn waits_for(&self, node: &Node) -> Vec<FactId> {
        let mut found = Vec::new();
        self.follow_unknown(node, &mut found);
        found
    }

    fn decisive(&self, node: &Node) -> Vec<FactId> {
        let mut found = Vec::new();
        self.follow_decided(node, &mut found);
        found
    }

    fn follow_unknown(&self, node: &Node, found: &mut Vec<FactId>) {
        let value = self.lent(node);
        if value.is_known() && !has_unknown_part(&value) {
            return;
        }
        match &node.kind {
            Kind::Fact(id) => add(found, *id),
            Kind::Between(operands) => {
                let [value, low, high] = operands.as_ref();
                let (above, below) = self.between(operands);
                self.follow_unknown(value, found);
                if above.is_unknown() {
                    self.follow_unknown(low, found);
                }
                if below.is_unknown() {
                    self.follow_unknown(high, found);
                }
            }
            Kind::In(operands) => {
                let [element, container] = operands.as_ref();
                self.follow_unknown(element, found);
                match &container.kind {
                    Kind::Interval(interval) => {
                        let (low, high) = self.ends(operands);
                        if low.is_unknown() {
                            self.follow_unknown(&interval.low, found);
                        }
                        if high.is_unknown() {
                            self.follow_unknown(&interval.high, found);
                        }
                    }
                    _ => self.follow_unknown(container, found),
                }
            }
            _ => {
                for child in node.children() {
                    self.follow_unknown(child, found);
                }
            }
        }
    }

    fn follow_decided(&self, node: &Node, found: &mut Vec<FactId>) {
        let value = self.lent(node);
        if !value.is_known() {
            return;
        }
        let carriers: Vec<&Node> = match &node.kind {
            Kind::Fact(id) => {
                add(found, *id);
                return;
            }
            Kind::Chain(op, operands) => {
                let decides_alone = match op {
                    ChainOp::And => Truth::False,
                    ChainOp::Or => Truth::True,
                };
                let alone = value.truth() == decides_alone;
                let carries = |operand: &&Node| !alone || self.truth(operand) == decides_alone;
                operands.iter().filter(carries).collect()
            }
            Kind::Implies(operands) => {
                let [condition, consequence] = operands.as_ref();
                let mut carriers = Vec::new();
                if self.truth(condition).is_false() == value.truth().is_true() {
                    carriers.push(condition);
                }
                if self.truth(consequence) == value.truth() {
                    carriers.push(consequence);
                }
                carriers
            }
            Kind::Between(operands) => {
                let [of, low, high] = operands.as_ref();
                halves(of, (low, high), self.between(operands))
            }
            Kind::In(operands) => {
                let [element, container] = operands.as_ref();
                match &container.kind {
                    Kind::Interval(interval) => {
                        let ends = (&interval.low, &interval.high);
                        halves(element, ends, self.ends(operands))
                    }
                    _ => vec![element, container],
                }
            }
            Kind::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                let taken = if self.truth(condition).is_true() {
                    yes
                } else {
                    no
                };
                vec![condition, taken]
            }
            _ => {
                all_facts(node, found);
                return;
            }
        };
        for carrier in carriers {
            // A part of the other dialect can be known without each of its parts being known.
            if self.lent(carrier).is_known() {
                self.follow_decided(carrier, found);
            } else {
                all_facts(carrier, found);
            }
        }
    }

    fn ends(&self, operands: &[Node; 2]) -> (Truth, Truth) {
        let [element, container] = operands;
        match self.lent(container).as_ref() {
            Value::Interval(interval) => membership::ends(&self.lent(element), interval),
            _ => (Truth::Unknown, Truth::Unknown),
        }
    }
}

/// The operands of two joined halves that carry the answer: a half that is false does alone.
fn halves<'a>(of: &'a Node, ends: (&'a Node, &'a Node), halves: (Truth, Truth)) -> Vec<&'a Node> {
    match halves {
        (Truth::False, Truth::True | Truth::Unknown) => vec![of, ends.0],
        (Truth::True | Truth::Unknown, Truth::False) => vec![of, ends.1],
        (_, _) => vec![of, ends.0, ends.1],
    }
}

fn has_unknown_part(value: &Value) -> bool {
    match value {
        Value::List(members) => members.iter().any(|member| !member.is_known()),
        Value::Interval(interval) => !(interval.low.is_known() && interval.high.is_known()),
        _ => false,
    }
}

fn all_facts(node: &Node, found: &mut Vec<FactId>) {
    if let Kind::Fact(id) = &node.kind {
        add(found, *id);
    }
    for child in node.children() {
        all_facts(child, found);
    }
}

fn add(found: &mut Vec<FactId>, id: FactId) {
    if !found.contains(&id) {
        found.push(id);
    }
}
