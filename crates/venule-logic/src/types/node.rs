//! The checked tree: names resolved, literals parsed, every node typed.

use crate::evaluate::{Facts, truth};
use crate::span::Span;
use crate::syntax::{CalculateOp, ChainOp, CompareOp, Test};
use crate::truth::Truth;
use crate::types::{Dialect, FactId, FactType, Type};
use crate::unit::Unit;
use crate::value::Value;

/// A condition, or any expression, that passed the type check.
#[derive(Clone, Debug)]
pub struct Checked {
    pub(crate) root: Node,
    pub(crate) dialect: Dialect,
    facts: Vec<FactId>,
    fact_types: Vec<FactType>,
    fact_spans: Vec<(FactId, Span)>,
}

impl Checked {
    pub(crate) fn new(root: Node, dialect: Dialect, uses: Vec<(FactType, Span)>) -> Self {
        let mut checked = Self {
            root,
            dialect,
            facts: Vec::new(),
            fact_types: Vec::new(),
            fact_spans: Vec::new(),
        };
        for (fact, span) in uses {
            checked.fact_spans.push((fact.id, span));
            if !checked.facts.contains(&fact.id) {
                checked.facts.push(fact.id);
                checked.fact_types.push(fact);
            }
        }
        checked
    }

    /// The type of the whole expression.
    #[must_use]
    pub fn ty(&self) -> &Type {
        &self.root.ty
    }

    /// The words of the whole expression.
    #[must_use]
    pub fn span(&self) -> Span {
        self.root.span
    }

    /// Which reading it was checked for.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The facts it names, each once, in order of first use.
    #[must_use]
    pub fn facts(&self) -> &[FactId] {
        &self.facts
    }

    /// What the schema says about those facts, in the order of [`facts`](Self::facts).
    #[must_use]
    pub fn fact_types(&self) -> &[FactType] {
        &self.fact_types
    }

    /// Every place where a fact is named, in order of the text.
    #[must_use]
    pub fn fact_spans(&self) -> &[(FactId, Span)] {
        &self.fact_spans
    }

    /// Whether the condition holds.
    ///
    /// # Unknown values
    ///
    /// Unknown when the facts leave it open, and for an expression that is not Boolean.
    #[must_use]
    pub fn truth(&self, facts: &dyn Facts) -> Truth {
        truth(self, facts)
    }
}

/// An expression with its type.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) ty: Type,
    /// The unit a quantity comes in, where that is known before evaluation.
    pub(crate) unit: Option<Unit>,
    pub(crate) kind: Kind,
}

/// The forms of checked expressions.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Literal(Value),
    Fact(FactId),
    List(Vec<Node>),
    Interval(Box<IntervalNode>),
    Not(Box<Node>),
    Negate(Box<Node>),
    Chain(ChainOp, Vec<Node>),
    Xor(Box<[Node; 2]>),
    Implies(Box<[Node; 2]>),
    Compare(CompareOp, Box<[Node; 2]>),
    In(Box<[Node; 2]>),
    Between(Box<[Node; 3]>),
    Calculate(CalculateOp, Box<[Node; 2]>),
    Is {
        operand: Box<Node>,
        negated: bool,
        test: Test,
    },
    /// The first value that is not null.
    Coalesce(Vec<Node>),
    /// The first member of a list that is not null.
    CoalesceList(Box<Node>),
    /// Brings a number to the common type of the branches it stands in.
    Convert(Box<Node>),
    If(Box<[Node; 3]>),
    Case(Box<CaseNode>),
}

#[derive(Clone, Debug)]
pub(crate) struct IntervalNode {
    pub(crate) low: Node,
    pub(crate) high: Node,
    pub(crate) low_closed: bool,
    pub(crate) high_closed: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct CaseNode {
    pub(crate) selector: Option<Node>,
    pub(crate) items: Vec<(Node, Node)>,
    pub(crate) otherwise: Node,
}

impl Node {
    pub(crate) fn new(span: Span, ty: Type, kind: Kind) -> Self {
        Self {
            span,
            ty,
            unit: None,
            kind,
        }
    }

    /// The node with the unit it comes in, where that is known.
    pub(crate) fn in_unit(self, unit: Option<Unit>) -> Self {
        Self { unit, ..self }
    }

    /// The nodes directly below, in order of the text.
    pub(crate) fn children(&self) -> Vec<&Self> {
        match &self.kind {
            Kind::Literal(_) | Kind::Fact(_) => Vec::new(),
            Kind::List(nodes) | Kind::Chain(_, nodes) | Kind::Coalesce(nodes) => {
                nodes.iter().collect()
            }
            Kind::Interval(interval) => vec![&interval.low, &interval.high],
            Kind::Not(node)
            | Kind::Negate(node)
            | Kind::CoalesceList(node)
            | Kind::Convert(node)
            | Kind::Is { operand: node, .. } => vec![node],
            Kind::Xor(nodes)
            | Kind::Implies(nodes)
            | Kind::Compare(_, nodes)
            | Kind::In(nodes)
            | Kind::Calculate(_, nodes) => nodes.iter().collect(),
            Kind::Between(nodes) | Kind::If(nodes) => nodes.iter().collect(),
            Kind::Case(case) => {
                let items = case.items.iter().flat_map(|(when, then)| [when, then]);
                let selector = case.selector.iter();
                selector.chain(items).chain([&case.otherwise]).collect()
            }
        }
    }
}
