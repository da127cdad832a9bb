//! What the laws are tried on: texts of any kind, and trees of every form of expression.

use std::sync::Arc;

use proptest::prelude::*;
use venule_logic::Span;
use venule_logic::syntax::{
    BinaryOp, CalculateOp, CaseExpr, ChainOp, CompareOp, Expr, ExprKind, Function, IntervalExpr,
    Number, PrefixOp, Test, TypeName, UnitName,
};

// Texts: arbitrary ones, and words of the language in any order.

pub(crate) fn any_text() -> BoxedStrategy<String> {
    let words = vec![
        "and",
        "or",
        "xor",
        "implies",
        "not",
        "in",
        "between",
        "is",
        "as",
        "if",
        "then",
        "else",
        "case",
        "when",
        "end",
        "null",
        "true",
        "Interval",
        "Interval[",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        ":",
        "=",
        "==",
        "!=",
        "<",
        ">=",
        "~",
        "+",
        "-",
        "*",
        "/",
        "^",
        "&&",
        "!",
        "5",
        "5.5",
        "7L",
        "99999999999999999999999",
        "'cm'",
        "'a\\n'",
        "'\\u12'",
        "\"x\"",
        "days",
        "of",
        "from",
        "return",
        "pregnant",
        "wells.score",
        "course",
        "'worsening'",
        "d_dimer",
        "Integer",
        "IsNull",
        "Coalesce",
        "Length",
        "Tuple",
        "@2014",
        "//",
        "/*",
        "*/",
        "\n",
        "“",
        "’",
        "≥",
        "µ",
    ];
    let soup =
        prop::collection::vec(prop::sample::select(words), 0..30).prop_map(|words| words.join(" "));
    let dense = prop::collection::vec("[a-z0-9'\"\\\\(){}\\[\\],.:=!<>~+*/&|@$% -]", 0..40)
        .prop_map(|parts| parts.concat());
    prop_oneof![soup, dense, any::<String>()].boxed()
}

// Trees: every form of expression, well typed or not.

fn node(kind: ExprKind) -> Expr {
    Expr {
        span: Span::default(),
        kind,
    }
}

fn any_number() -> impl Strategy<Value = Number> {
    (any::<bool>(), "[0-9]{1,5}(\\.[0-9]{1,3})?").prop_map(|(negative, digits)| Number {
        negative,
        digits: Arc::from(digits),
        long: false,
    })
}

fn any_leaf() -> BoxedStrategy<Expr> {
    let unit = prop_oneof![
        ("[a-z/']{0,4}", Just(false)),
        (
            prop::sample::select(vec!["day", "days", "years"]).prop_map(str::to_owned),
            Just(true)
        ),
    ];
    let unit = unit.prop_map(|(text, calendar)| UnitName {
        span: Span::default(),
        text: Arc::from(text),
        calendar,
    });
    prop_oneof![
        Just(ExprKind::Null),
        any::<bool>().prop_map(ExprKind::Boolean),
        any_number().prop_map(ExprKind::Number),
        ("[0-9]{1,5}", any::<bool>()).prop_map(|(digits, negative)| ExprKind::Number(Number {
            negative,
            digits: Arc::from(digits),
            long: true,
        })),
        any::<String>().prop_map(|text| ExprKind::String(Arc::from(text))),
        (any_number(), unit).prop_map(|(number, unit)| ExprKind::Quantity(number, unit)),
        prop::sample::select(vec!["pregnant", "wells.score", "a.and.b", "x_1"])
            .prop_map(|name| ExprKind::Name(Arc::from(name))),
    ]
    .prop_map(node)
    .boxed()
}

fn any_binary() -> BoxedStrategy<BinaryOp> {
    prop::sample::select(vec![
        BinaryOp::Xor,
        BinaryOp::Implies,
        BinaryOp::In,
        BinaryOp::Compare(CompareOp::Equal),
        BinaryOp::Compare(CompareOp::NotEquivalent),
        BinaryOp::Compare(CompareOp::Less),
        BinaryOp::Compare(CompareOp::GreaterOrEqual),
        BinaryOp::Calculate(CalculateOp::Add),
        BinaryOp::Calculate(CalculateOp::Subtract),
        BinaryOp::Calculate(CalculateOp::Multiply),
        BinaryOp::Calculate(CalculateOp::Divide),
    ])
    .boxed()
}

pub(crate) fn any_expr() -> BoxedStrategy<Expr> {
    any_leaf()
        .prop_recursive(5, 40, 4, |inner| {
            let boxed = || inner.clone().prop_map(Box::new);
            let several = |range| prop::collection::vec(inner.clone(), range);
            let three = || {
                (inner.clone(), inner.clone(), inner.clone())
                    .prop_map(|(a, b, c)| Box::new([a, b, c]))
            };
            let chain = prop::sample::select(vec![ChainOp::And, ChainOp::Or]);
            let prefix = prop::sample::select(vec![PrefixOp::Not, PrefixOp::Minus, PrefixOp::Plus]);
            let function = prop::sample::select(vec![Function::IsNull, Function::Coalesce]);
            let test = prop::sample::select(vec![Test::Null, Test::True, Test::False]);
            let item = (inner.clone(), inner.clone());
            let case = (
                prop::option::of(inner.clone()),
                prop::collection::vec(item, 1..3),
                inner.clone(),
            );
            prop_oneof![
                several(0..4).prop_map(ExprKind::List),
                (inner.clone(), inner.clone(), any::<(bool, bool)>()).prop_map(
                    |(low, high, (low_closed, high_closed))| ExprKind::Interval(Box::new(
                        IntervalExpr {
                            low,
                            high,
                            low_closed,
                            high_closed,
                        }
                    ))
                ),
                (function, several(0..3))
                    .prop_map(|(function, arguments)| ExprKind::Call(function, arguments)),
                (prefix, boxed()).prop_map(|(op, operand)| ExprKind::Prefix(op, operand)),
                (chain, several(2..4)).prop_map(|(op, operands)| ExprKind::Chain(op, operands)),
                (any_binary(), boxed(), boxed())
                    .prop_map(|(op, left, right)| ExprKind::Binary(op, left, right)),
                three().prop_map(ExprKind::Between),
                (boxed(), any::<bool>(), test).prop_map(|(operand, negated, test)| ExprKind::Is {
                    operand,
                    negated,
                    test,
                }),
                boxed().prop_map(|operand| ExprKind::As(
                    operand,
                    TypeName {
                        span: Span::default(),
                        text: Arc::from("Integer"),
                    }
                )),
                three().prop_map(ExprKind::If),
                case.prop_map(
                    |(selector, items, otherwise)| ExprKind::Case(Box::new(CaseExpr {
                        selector,
                        items,
                        otherwise,
                    }))
                ),
            ]
            .prop_map(node)
        })
        .boxed()
}
