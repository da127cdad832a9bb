//! What the laws are tried on: conditions of the knowledge dialect, and knowledge in steps.

use proptest::prelude::*;
use venule_logic::syntax::parse;
use venule_logic::{Decimal, Dialect, Partial, Unit, Value, check};

use crate::vocabulary::{Known, Vocabulary, id};

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

pub(crate) fn condition_text() -> BoxedStrategy<String> {
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
pub(crate) fn learning() -> impl Strategy<Value = [Known; 3]> {
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
pub(crate) fn completions(value: &Value, of: &str) -> Vec<Value> {
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
