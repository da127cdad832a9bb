//! Laws that hold for every condition, every partial knowledge and every text.
//!
//! | law | property |
//! |-----|----------|
//! | parse ∘ format = identity | `formatting_and_parsing_gives_the_same_tree` |
//! | learning never changes a decided answer | `learning_keeps_decided_answers` |
//! | an answer holds for every completion | `answers_hold_for_every_completion` |
//! | nothing but what is waited for decides | `only_what_is_waited_for_decides` |
//! | forgetting all but what an answer rests on keeps it | `decisive_facts_are_enough` |
//! | to the finer unit and back = identity | `conversion_to_the_finer_unit_and_back` |
//! | no text panics | `no_text_panics` |

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use venule_logic::syntax::{
    BinaryOp, CalculateOp, CaseExpr, ChainOp, CompareOp, Expr, ExprKind, Function, IntervalExpr,
    Number, PrefixOp, Test, TypeName, UnitName, parse,
};
use venule_logic::{
    Decimal, Dialect, Partial, Span, Truth, Unit, Value, check, decisive, evaluate, explain,
    waits_for,
};

use crate::vocabulary::{Known, Vocabulary, condition, id};

// Conditions of the knowledge dialect, as text.

fn number() -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        Just("wells.score".to_owned()),
        Just("other.score".to_owned()),
        Just("age".to_owned()),
        (-2..9_i32).prop_map(|number| number.to_string()),
        (0..90_i32).prop_map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), "[-+*/]", -3..4_i32)
                .prop_map(|(left, op, right)| format!("({left} {op} {right})")),
            (inner.clone(), "[-+]", inner.clone())
                .prop_map(|(left, op, right)| format!("({left} {op} {right})")),
            (-3..4_i32, "[-+*]", inner.clone())
                .prop_map(|(left, op, right)| format!("({left} {op} {right})")),
            inner.prop_map(|operand| format!("-({operand})")),
        ]
    })
    .boxed()
}

fn concentration() -> BoxedStrategy<String> {
    let literal = (
        0..30_i32,
        prop::sample::select(vec!["ng/mL", "ug/L", "ug/mL"]),
    )
        .prop_map(|(number, unit)| format!("{number} '{unit}'"));
    let leaf = prop_oneof![Just("d_dimer".to_owned()), literal];
    leaf.prop_recursive(2, 4, 2, |inner| {
        prop_oneof![
            (inner.clone(), "[-+]", inner.clone())
                .prop_map(|(left, op, right)| format!("({left} {op} {right})")),
            (inner, "[*/]", -3..4_i32)
                .prop_map(|(left, op, right)| format!("({left} {op} {right})")),
        ]
    })
    .boxed()
}

fn span_of_time() -> BoxedStrategy<String> {
    let units = vec!["days", "weeks", "hours"];
    let literal = (0..20_i32, prop::sample::select(units))
        .prop_map(|(number, unit)| format!("{number} {unit}"));
    prop_oneof![Just("since_scan".to_owned()), literal].boxed()
}

fn comparison() -> BoxedStrategy<String> {
    let codes = vec!["improving", "unchanged", "worsening"];
    let code = prop::sample::select(codes).prop_map(|code| format!("'{code}'"));
    let operator = || prop::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]);
    let of = |term: BoxedStrategy<String>| {
        prop_oneof![
            (term.clone(), operator(), term.clone())
                .prop_map(|(left, op, right)| format!("{left} {op} {right}")),
            (term.clone(), term.clone(), term.clone())
                .prop_map(|(value, low, high)| format!("{value} between {low} and {high}")),
            (term.clone(), "[\\[(]", term.clone(), term.clone(), "[\\])]").prop_map(
                |(value, open, low, high, close)| format!(
                    "{value} in Interval{open}{low}, {high}{close}"
                )
            ),
            (term.clone(), prop::collection::vec(term, 1..4))
                .prop_map(|(value, members)| format!("{value} in {{{}}}", members.join(", "))),
        ]
    };
    prop_oneof![
        of(number()),
        of(number()),
        of(concentration()),
        of(span_of_time()),
        ("=|!=", code.clone()).prop_map(|(op, code)| format!("course {op} {code}")),
        prop::collection::vec(code, 1..4)
            .prop_map(|codes| format!("course in {{{}}}", codes.join(", "))),
    ]
    .boxed()
}

fn condition_text() -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        2 => Just("pregnant".to_owned()),
        2 => Just("cancer".to_owned()),
        1 => "true|false",
        6 => comparison(),
    ];
    leaf.prop_recursive(4, 16, 3, |inner| {
        let operator = prop::sample::select(vec!["and", "or", "xor", "implies"]);
        prop_oneof![
            (inner.clone(), operator, inner.clone())
                .prop_map(|(left, op, right)| format!("({left}) {op} ({right})")),
            (inner.clone(), "and|or", inner.clone(), inner.clone())
                .prop_map(|(a, op, b, c)| format!("({a}) {op} ({b}) {op} ({c})")),
            inner.prop_map(|operand| format!("not ({operand})")),
        ]
    })
    // Intervals with nothing in them and constants out of range are load errors.
    .prop_filter("refused", |text| {
        let expr = parse(text).expr.unwrap();
        check(&expr, &Vocabulary, Dialect::Knowledge).is_ok()
    })
    .boxed()
}

// Knowledge in three steps, each learning more: a little, something, everything.

#[derive(Clone, Debug)]
struct Learning {
    steps: [Value; 3],
}

fn learn_number(value: impl Fn(i32) -> Value + 'static) -> BoxedStrategy<Learning> {
    let ends = (0..3_i32, 0..3_i32, 0..3_i32, 0..3_i32);
    (-2..10_i32, ends, any::<(bool, bool, bool)>())
        .prop_map(
            move |(point, (a, b, c, d), (open_low, open_high, nothing))| {
                let range = |low: Option<i32>, high: Option<i32>| {
                    Value::Partial(Partial::Range {
                        low: low.map(|low| Box::new(value(low))),
                        high: high.map(|high| Box::new(value(high))),
                    })
                };
                let wide = range(
                    (!open_low).then_some(point - a - c),
                    (!open_high).then_some(point + b + d),
                );
                let narrow = range(Some(point - a), Some(point + b));
                let wide = if nothing { Value::Null } else { wide };
                Learning {
                    steps: [wide, narrow, value(point)],
                }
            },
        )
        .boxed()
}

fn learn_flag() -> BoxedStrategy<Learning> {
    let flag = || any::<bool>().prop_map(Value::Boolean);
    prop_oneof![
        flag().prop_map(|flag| [Value::Null, Value::Null, flag]),
        flag().prop_map(|flag| [Value::Null, flag.clone(), flag]),
        flag().prop_map(|flag| [flag.clone(), flag.clone(), flag]),
    ]
    .prop_map(|steps| Learning { steps })
    .boxed()
}

fn learn_choice() -> BoxedStrategy<Learning> {
    Just(["improving", "unchanged", "worsening"])
        .prop_shuffle()
        .prop_flat_map(|codes| {
            (1..=3_usize, 1..=3_usize).prop_map(move |(a, b)| Learning {
                steps: [
                    Value::choices(codes[..a.max(b)].iter().copied()),
                    Value::choices(codes[..a.min(b)].iter().copied()),
                    Value::string(codes[0]),
                ],
            })
        })
        .boxed()
}

/// Three states of knowledge, each a refinement of the one before; the last is complete.
fn learning() -> impl Strategy<Value = [Known; 3]> {
    let unit = |code: &str| Unit::parse(code).unwrap();
    let in_either = |one: Unit, other: Unit| {
        // Ends of a range may come in different units of one dimension.
        move |number: i32| {
            let of = if number % 2 == 0 { one } else { other };
            let value = one.convert(Decimal::from(number), of).unwrap();
            Value::quantity(value, of)
        }
    };
    let facts = (
        learn_flag(),
        learn_flag(),
        learn_number(Value::Integer),
        learn_number(Value::Integer),
        learn_number(|number| Value::Decimal(Decimal::new(i64::from(number) * 5, 1))),
        learn_number(in_either(unit("ng/mL"), unit("ug/mL"))),
        learn_number(in_either(unit("d"), unit("h"))),
        learn_choice(),
    );
    facts.prop_map(
        |(pregnant, cancer, wells, other, age, dimer, since, course)| {
            [0, 1, 2].map(|step: usize| {
                let named = [
                    ("pregnant", &pregnant),
                    ("cancer", &cancer),
                    ("wells.score", &wells),
                    ("other.score", &other),
                    ("age", &age),
                    ("d_dimer", &dimer),
                    ("since_scan", &since),
                    ("course", &course),
                ];
                Known(
                    named
                        .iter()
                        .map(|(name, fact)| (id(name).unwrap(), fact.steps[step].clone()))
                        .collect(),
                )
            })
        },
    )
}

/// Every single value that a partly known small fact may turn out to have.
fn completions(value: &Value, of: &str) -> Vec<Value> {
    match value {
        Value::Null if ["pregnant", "cancer"].contains(&of) => {
            vec![Value::Boolean(true), Value::Boolean(false)]
        }
        Value::Null if of == "course" => ["improving", "unchanged", "worsening"]
            .map(Value::string)
            .to_vec(),
        Value::Null => (-4..14)
            .map(Value::Integer)
            .chain([i32::MIN, i32::MAX].map(Value::Integer))
            .collect(),
        Value::Partial(Partial::Choices(codes)) => {
            codes.iter().cloned().map(Value::String).collect()
        }
        Value::Partial(Partial::Range { low, high }) => {
            let end = |end: &Option<Box<Value>>| match end.as_deref() {
                Some(Value::Integer(number)) => Some(*number),
                _ => None,
            };
            let mut values: Vec<i32> = (end(low).unwrap_or(-4)..=end(high).unwrap_or(14)).collect();
            values.extend(low.is_none().then_some(i32::MIN));
            values.extend(high.is_none().then_some(i32::MAX));
            values.into_iter().map(Value::Integer).collect()
        }
        known => vec![known.clone()],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn learning_keeps_decided_answers(text in condition_text(), steps in learning()) {
        let condition = condition(&text);
        let truths = steps.each_ref().map(|facts| condition.truth(facts));
        for pair in truths.windows(2) {
            prop_assert!(pair[0] == Truth::Unknown || pair[0] == pair[1], "{text}: {truths:?}");
        }
    }

    #[test]
    fn answers_hold_for_every_completion(text in condition_text(), steps in learning()) {
        let condition = condition(&text);
        let [_, _, complete] = &steps;
        // Only these two vary, to keep the number of completions small.
        let mut facts = complete.clone();
        for name in ["wells.score", "course"] {
            facts.0.insert(id(name).unwrap(), steps[0].0[&id(name).unwrap()].clone());
        }
        let answer = condition.truth(&facts);
        prop_assume!(answer.is_decided());
        let scores = completions(&facts.0[&id("wells.score").unwrap()], "wells.score");
        let courses = completions(&facts.0[&id("course").unwrap()], "course");
        for score in &scores {
            for course in &courses {
                let mut completion = facts.clone();
                completion.0.insert(id("wells.score").unwrap(), score.clone());
                completion.0.insert(id("course").unwrap(), course.clone());
                prop_assert_eq!(condition.truth(&completion), answer, "{} {} {}", text, score, course);
            }
        }
    }

    #[test]
    fn only_what_is_waited_for_decides(text in condition_text(), [little, _, complete] in learning()) {
        let condition = condition(&text);
        prop_assume!(condition.truth(&little).is_unknown());
        let waits = waits_for(&condition, &little);
        let mut facts = complete.clone();
        for fact in &waits {
            facts.0.insert(*fact, little.0[fact].clone());
        }
        prop_assert_eq!(condition.truth(&facts), Truth::Unknown, "{}", text);
        for fact in &waits {
            prop_assert!(!little.0[fact].is_known(), "{text} waits for {fact:?}");
        }
    }

    #[test]
    fn decisive_facts_are_enough(text in condition_text(), [_, some, _] in learning()) {
        let condition = condition(&text);
        let answer = condition.truth(&some);
        prop_assume!(answer.is_decided());
        let carriers = decisive(&condition, &some);
        let kept: BTreeMap<_, _> = some.0.iter().filter(|(fact, _)| carriers.contains(fact)).collect();
        let kept = Known(kept.into_iter().map(|(fact, value)| (*fact, value.clone())).collect());
        prop_assert_eq!(condition.truth(&kept), answer, "{}", text);
    }

    #[test]
    fn explanations_agree_with_the_evaluator(text in condition_text(), [little, ..] in learning()) {
        let condition = condition(&text);
        let explanation = explain(&condition, &little);
        prop_assert_eq!(explanation.truth, condition.truth(&little));
        let expected = if explanation.truth.is_unknown() {
            waits_for(&condition, &little)
        } else {
            decisive(&condition, &little)
        };
        prop_assert_eq!(explanation.facts, expected);
    }

    #[test]
    fn conversion_to_the_finer_unit_and_back(value in -1_000_000..1_000_000_i64, one in 0..60_usize, other in 0..60_usize) {
        let units: Vec<Unit> = Unit::all().collect();
        let (one, other) = (units[one % units.len()], units[other % units.len()]);
        let Some(finer) = one.finer(other) else {
            prop_assert_eq!(one.convert(Decimal::from(value), other), None);
            return Ok(());
        };
        let coarser = if finer == one { other } else { one };
        let value = Decimal::from(value);
        let fine = coarser.convert(value, finer).unwrap();
        prop_assert_eq!(finer.convert(fine, coarser), Some(value), "{} {} {}", value, coarser, finer);
    }

    #[test]
    fn no_text_panics(text in any_text()) {
        let parsed = parse(&text);
        for error in &parsed.errors {
            let range = error.span.range();
            prop_assert!(range.end <= text.len() && text.get(range).is_some(), "{text:?} {error:?}");
        }
        let Some(expr) = parsed.expr else {
            prop_assert!(!parsed.errors.is_empty());
            return Ok(());
        };
        let _ = expr.to_string();
        for dialect in [Dialect::Cql, Dialect::Knowledge] {
            match check(&expr, &Vocabulary, dialect) {
                Ok(checked) => {
                    let _ = evaluate(&checked, &Known::default());
                }
                Err(errors) => prop_assert!(!errors.is_empty() || !parsed.errors.is_empty(), "{text:?}"),
            }
        }
    }

    #[test]
    fn formatting_and_parsing_gives_the_same_tree(expr in any_expr()) {
        let text = expr.to_string();
        let parsed = parse(&text);
        prop_assert_eq!(&parsed.errors, &[], "{}", text);
        let parsed = parsed.expr.unwrap();
        prop_assert_eq!(parsed.to_string(), text.clone());
        prop_assert_eq!(without_spans(&parsed), without_spans(&expr), "{}", text);
    }
}

// Texts: arbitrary ones, and words of the language in any order.

fn any_text() -> BoxedStrategy<String> {
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

fn any_expr() -> BoxedStrategy<Expr> {
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

/// The tree with every span removed from its debug text.
fn without_spans(expr: &Expr) -> String {
    let text = format!("{expr:?}");
    let mut parts = text.split("span: Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut bare, part| {
        bare.push_str(part.split_once('}').unwrap().1);
        bare
    })
}
