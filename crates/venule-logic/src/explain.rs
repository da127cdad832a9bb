//! Why a condition has the answer it has.

use crate::evaluate::{Evaluation, Facts};
use crate::span::Span;
use crate::syntax::ChainOp;
use crate::truth::Truth;
use crate::types::{Checked, FactId, Kind, Node, Type};

/// One part of a condition with its answer.
///
/// There is one for every logical operator, every comparison and every fact that stands as a
/// condition by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The words of the part.
    pub span: Span,
    /// Its answer.
    pub truth: Truth,
    /// The facts the answer rests on, or, when it is unknown, waits for.
    pub facts: Vec<FactId>,
    /// Which operator joins the children, when it is `and` or `or`.
    pub joined_by: Option<ChainOp>,
    /// The parts it is put together from, in order of the text.
    pub children: Vec<Explanation>,
}

/// Explains the answer to a condition, part by part.
///
/// # Unknown values
///
/// | answer | `facts` of the part |
/// |--------|---------------------|
/// | true or false | those it rests on, as [`decisive`](crate::decisive) |
/// | unknown | those it waits for, as [`waits_for`](crate::waits_for) |
#[must_use]
pub fn explain(expr: &Checked, facts: &dyn Facts) -> Explanation {
    explain_node(&Evaluation::new(expr, facts), &expr.root)
}

fn explain_node(evaluation: &Evaluation<'_>, node: &Node) -> Explanation {
    let joined_by = match &node.kind {
        Kind::Chain(op, _) => Some(*op),
        _ => None,
    };
    // Below a comparison there are values, not conditions.
    let is_logic = matches!(
        node.kind,
        Kind::Chain(..) | Kind::Not(_) | Kind::Xor(_) | Kind::Implies(_)
    );
    let parts = if is_logic {
        node.children()
    } else {
        Vec::new()
    };
    Explanation {
        span: node.span,
        truth: evaluation.truth(node),
        facts: evaluation.answered_by(node),
        joined_by,
        children: parts
            .into_iter()
            .filter(|part| part.ty == Type::Boolean)
            .map(|part| explain_node(evaluation, part))
            .collect(),
    }
}
