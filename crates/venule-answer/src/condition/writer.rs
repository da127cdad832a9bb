//! From the tree of a condition to its words: how its parts belong together.

use std::collections::BTreeSet;

use venule_knowledge::model::{Fact, Knowledge};
use venule_logic::syntax::{
    BinaryOp, CaseExpr, ChainOp, CompareOp, Expr, ExprKind, Function, PrefixOp, Test,
};
use venule_logic::{FactId, Type};

use super::{Clause, Word};

/// Writes conditions over one vocabulary.
#[derive(Debug)]
pub struct Writer<'k> {
    pub(super) knowledge: &'k Knowledge,
    /// Labels that more than one fact has. Their facts are told apart by name.
    shared: BTreeSet<&'k str>,
}

impl<'k> Writer<'k> {
    /// Learns which labels are shared.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge) -> Self {
        let mut seen = BTreeSet::new();
        let labels = knowledge.facts.iter().map(|fact| fact.label.as_str());
        let shared = labels.filter(|label| !seen.insert(*label)).collect();
        Self { knowledge, shared }
    }

    /// An expression as a condition.
    pub fn clause(&self, expr: &Expr) -> Clause {
        match &expr.kind {
            ExprKind::Boolean(true) => text("always"),
            ExprKind::Boolean(false) => text("never"),
            ExprKind::Name(name) if self.is_boolean(name) => self.answered(expr, "yes"),
            ExprKind::Prefix(PrefixOp::Not, operand) => self.negated(operand),
            ExprKind::Chain(op, operands) => self.group(
                match op {
                    ChainOp::And => "all of these",
                    ChainOp::Or => "any of these",
                },
                operands,
            ),
            ExprKind::Binary(BinaryOp::Xor, left, right) => Clause::Group {
                head: "exactly one of these two",
                members: vec![self.clause(left), self.clause(right)],
            },
            ExprKind::Binary(BinaryOp::Implies, left, right) => Clause::Group {
                head: "if the first holds, the second does too",
                members: vec![self.clause(left), self.clause(right)],
            },
            ExprKind::Binary(BinaryOp::Compare(op), left, right) => self.compared(*op, left, right),
            ExprKind::Binary(BinaryOp::In, left, right) => self.member(left, right),
            ExprKind::Between(parts) => {
                let [value, low, high] = parts.as_ref();
                let of = self.named(value);
                let mut words = self.subject(value);
                words.push(Word::Text("between ".to_owned()));
                words.extend(self.term(low, of));
                words.push(Word::Text(" and ".to_owned()));
                words.extend(self.term(high, of));
                words.push(Word::Text(", ends included".to_owned()));
                Clause::Line(words)
            }
            ExprKind::Is {
                operand,
                negated,
                test,
            } => self.tested(operand, *negated, *test),
            ExprKind::Call(function, arguments) => {
                let test = match function {
                    Function::IsNull => Test::Null,
                    Function::IsTrue => Test::True,
                    Function::IsFalse => Test::False,
                    Function::Coalesce => return Clause::Line(self.term(expr, None)),
                };
                match arguments.first() {
                    Some(operand) => self.tested(operand, false, test),
                    None => Clause::Line(self.term(expr, None)),
                }
            }
            ExprKind::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                Clause::Group {
                    head: "one of two, by a condition",
                    members: vec![
                        wrapped("if", self.clause(condition)),
                        wrapped("then", self.clause(yes)),
                        wrapped("otherwise", self.clause(no)),
                    ],
                }
            }
            ExprKind::Case(case) => self.cases(case),
            ExprKind::Hole
            | ExprKind::Null
            | ExprKind::Number(_)
            | ExprKind::String(_)
            | ExprKind::Quantity(..)
            | ExprKind::List(_)
            | ExprKind::Interval(_)
            | ExprKind::Name(_)
            | ExprKind::Prefix(PrefixOp::Minus | PrefixOp::Plus, _)
            | ExprKind::Binary(BinaryOp::Calculate(_), ..)
            | ExprKind::As(..) => Clause::Line(self.term(expr, None)),
        }
    }

    fn group(&self, head: &'static str, operands: &[Expr]) -> Clause {
        Clause::Group {
            head,
            members: operands.iter().map(|it| self.clause(it)).collect(),
        }
    }

    fn negated(&self, operand: &Expr) -> Clause {
        match &operand.kind {
            ExprKind::Name(name) if self.is_boolean(name) => self.answered(operand, "no"),
            ExprKind::Chain(ChainOp::And, operands) => self.group("not all of these", operands),
            ExprKind::Chain(ChainOp::Or, operands) => self.group("none of these", operands),
            _ => wrapped("not so", self.clause(operand)),
        }
    }

    fn answered(&self, fact: &Expr, answer: &'static str) -> Clause {
        let mut words = self.subject(fact);
        words.push(Word::Answer(answer));
        Clause::Line(words)
    }

    fn compared(&self, op: CompareOp, left: &Expr, right: &Expr) -> Clause {
        let of = self.named(left).or_else(|| self.named(right));
        // Of a choice "result: negative" says it; of a number "0 days: exactly 0" is clearer.
        let is_word = matches!(right.kind, ExprKind::String(_));
        let mut words = match (&left.kind, of) {
            (ExprKind::Name(_), _) => self.subject(left),
            _ => {
                let mut words = self.term(left, of);
                words.push(Word::Text(": ".to_owned()));
                words
            }
        };
        let phrase = match op {
            CompareOp::Equal if is_word => "",
            CompareOp::Equal => "exactly ",
            CompareOp::NotEqual => "anything but ",
            CompareOp::Less => "less than ",
            CompareOp::LessOrEqual => "at most ",
            CompareOp::Greater => "more than ",
            CompareOp::GreaterOrEqual => "at least ",
            CompareOp::Equivalent => "equivalent to ",
            CompareOp::NotEquivalent => "not equivalent to ",
        };
        words.push(Word::Text(phrase.to_owned()));
        words.extend(self.term(right, of));
        Clause::Line(words)
    }

    fn member(&self, left: &Expr, right: &Expr) -> Clause {
        let of = self.named(left);
        let mut words = self.subject(left);
        if !matches!(right.kind, ExprKind::List(_) | ExprKind::Interval(_)) {
            words.push(Word::Text("one of ".to_owned()));
        }
        words.extend(self.term(right, of));
        Clause::Line(words)
    }

    fn tested(&self, operand: &Expr, negated: bool, test: Test) -> Clause {
        let head = match (test, negated) {
            (Test::Null, false) => "not known",
            (Test::Null, true) => "known",
            (Test::True, false) => "known to be so",
            (Test::True, true) => "not known to be so",
            (Test::False, false) => "known not to be so",
            (Test::False, true) => "not known not to be so",
        };
        let inner = match (&operand.kind, test) {
            (_, Test::Null) | (ExprKind::Name(_), _) => Clause::Line(self.term(operand, None)),
            _ => self.clause(operand),
        };
        wrapped(head, inner)
    }

    fn cases(&self, case: &CaseExpr) -> Clause {
        let mut members = Vec::new();
        if let Some(selector) = &case.selector {
            members.push(wrapped(
                "by the value of",
                Clause::Line(self.term(selector, None)),
            ));
        }
        let of = case.selector.as_ref().and_then(|it| self.named(it));
        for (when, then) in &case.items {
            let when = match case.selector {
                Some(_) => Clause::Line(self.term(when, of)),
                None => self.clause(when),
            };
            members.push(wrapped("if", when));
            members.push(wrapped("then", self.clause(then)));
        }
        members.push(wrapped("otherwise", self.clause(&case.otherwise)));
        Clause::Group {
            head: "the first that fits",
            members,
        }
    }

    /// What a line is about, with its colon.
    fn subject(&self, expr: &Expr) -> Vec<Word> {
        let mut words = match &expr.kind {
            ExprKind::Name(name) => vec![self.label(name)],
            _ => self.term(expr, None),
        };
        words.push(Word::Text(": ".to_owned()));
        words
    }

    /// The label of a fact, with its name where another fact has the same label.
    pub(super) fn label(&self, name: &str) -> Word {
        match self.knowledge.fact(name) {
            None => Word::Text(name.to_owned()),
            Some((id, fact)) if self.shared.contains(fact.label.as_str()) => {
                Word::Fact(id, format!("{} ({})", fact.label, fact.name))
            }
            Some((id, fact)) => Word::Fact(id, fact.label.clone()),
        }
    }

    /// The fact that an expression is, if it is one.
    pub(super) fn named(&self, expr: &Expr) -> Option<FactId> {
        match &expr.kind {
            ExprKind::Name(name) => self.knowledge.fact(name).map(|(id, _)| id),
            _ => None,
        }
    }

    pub(super) fn fact(&self, id: FactId) -> Option<&'k Fact> {
        self.knowledge.facts.get(id.0 as usize)
    }

    pub(super) fn is_boolean(&self, name: &str) -> bool {
        self.knowledge
            .fact(name)
            .is_some_and(|(_, fact)| fact.ty == Type::Boolean)
    }
}

fn text(words: &str) -> Clause {
    Clause::Line(vec![Word::Text(words.to_owned())])
}

/// A clause with a word before it: in one line if it is one.
fn wrapped(head: &'static str, clause: Clause) -> Clause {
    match clause {
        Clause::Line(mut words) => {
            words.insert(0, Word::Text(format!("{head}: ")));
            Clause::Line(words)
        }
        group @ Clause::Group { .. } => Clause::Group {
            head,
            members: vec![group],
        },
    }
}
