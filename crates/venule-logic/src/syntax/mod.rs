//! From text to a syntax tree, with every mistake of the text in one go.
//!
//! [`parse`] never fails and never panics: it returns what it could read and the errors it
//! met. Where an error left a hole the tree has [`ExprKind::Hole`], which the type check
//! passes over, so that one mistake does not hide the next.
//!
//! The text is CQL's grammar restricted to the list of ADR 0002. A construct of CQL that is
//! not on the list is an error that names it ([`SyntaxError::construct`]).

mod error;
mod lexer;
mod operand;
mod parser;
mod print;
mod words;

use std::sync::Arc;

use crate::span::Span;

pub use error::SyntaxError;
pub(crate) use error::outside_message;
pub use parser::parse;

/// The longest text [`parse`] reads, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// How many brackets, prefix operators and conditionals may stand inside each other.
pub const MAX_NESTING: usize = 64;

/// How many operators may hang on each other. `a and b and c` counts once, `1 - 2 - 3` twice.
///
/// More than [`MAX_NESTING`], because each bracket holds at least one operator.
pub const MAX_HEIGHT: usize = 160;

/// How many mistakes are listed; a text with more is not a condition with mistakes in it.
pub const MAX_ERRORS: usize = 100;

/// What [`parse`] made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The tree; `None` when nothing could be read.
    ///
    /// When there are errors it is what the author probably meant, with holes where that is
    /// not clear: good for finding more mistakes, and not for evaluation.
    pub expr: Option<Expr>,
    /// The mistakes, in order of the text.
    pub errors: Vec<SyntaxError>,
}

/// An expression and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// The words of the expression, brackets around it included.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The forms of expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// What could not be read; an error says why.
    Hole,
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// `5`, `-1.5`, `7L`
    Number(Number),
    /// `'worsening'`
    String(Arc<str>),
    /// `4 'cm'`, `5 days`
    Quantity(Number, UnitName),
    /// `{a, b}`
    List(Vec<Expr>),
    /// `Interval[a, b)`
    Interval(Box<IntervalExpr>),
    /// `wells.score`
    Name(Arc<str>),
    /// `IsNull(x)`, `Coalesce(x, y)`
    Call(Function, Vec<Expr>),
    /// `not x`, `-x`
    Prefix(PrefixOp, Box<Expr>),
    /// `a and b and c`, `a or b`: two or more operands of one operator.
    Chain(ChainOp, Vec<Expr>),
    /// `a implies b`, `x >= 2`, `x in {1, 2}`
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// `x between low and high`
    Between(Box<[Expr; 3]>),
    /// `x is not null`, `x is true`
    Is {
        /// What is tested.
        operand: Box<Expr>,
        /// Whether the test is `is not`.
        negated: bool,
        /// What for.
        test: Test,
    },
    /// `x as Integer`
    As(Box<Expr>, TypeName),
    /// `if condition then yes else no`
    If(Box<[Expr; 3]>),
    /// `case when ... then ... else ... end`
    Case(Box<CaseExpr>),
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Whether a minus sign stands directly before it.
    pub negative: bool,
    /// The digits, with the point if there is one and without the `L` of a Long.
    pub digits: Arc<str>,
    /// Whether it ends in `L`.
    pub long: bool,
}

/// A unit as written, known or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName {
    /// Where it stands, quotes included.
    pub span: Span,
    /// The text, without quotes.
    pub text: Arc<str>,
    /// Whether it is a word such as `days` and not a quoted UCUM code.
    pub calendar: bool,
}

/// The name of a type as written, known or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// Where it stands.
    pub span: Span,
    /// The text, without a leading `System.`.
    pub text: Arc<str>,
}

/// `Interval[low, high)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntervalExpr {
    /// The lower end.
    pub low: Expr,
    /// The upper end.
    pub high: Expr,
    /// `[` and not `(`.
    pub low_closed: bool,
    /// `]` and not `)`.
    pub high_closed: bool,
}

/// `case selector when a then b else c end`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseExpr {
    /// What each `when` is compared with; without one each `when` is a condition.
    pub selector: Option<Expr>,
    /// The `when` and `then` of each item.
    pub items: Vec<(Expr, Expr)>,
    /// The `else`.
    pub otherwise: Expr,
}

/// The functions on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `IsNull`
    IsNull,
    /// `IsTrue`
    IsTrue,
    /// `IsFalse`
    IsFalse,
    /// `Coalesce`
    Coalesce,
}

/// Operators before their operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrefixOp {
    /// `not`
    Not,
    /// `-`
    Minus,
    /// `+`
    Plus,
}

/// Operators whose chains are one node, because their order does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainOp {
    /// `and`
    And,
    /// `or`
    Or,
}

/// Operators between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `xor`
    Xor,
    /// `implies`
    Implies,
    /// A comparison.
    Compare(CompareOp),
    /// `in`
    In,
    /// A calculation.
    Calculate(CalculateOp),
}

/// `=`, `!=`, `<`, `<=`, `>`, `>=`, `~`, `!~`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `~`
    Equivalent,
    /// `!~`
    NotEquivalent,
}

/// `+`, `-`, `*`, `/`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalculateOp {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// What `is` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// `is null`
    Null,
    /// `is true`
    True,
    /// `is false`
    False,
}
