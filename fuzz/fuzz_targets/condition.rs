//! Any text as a condition: parse, print, check and evaluate, in both dialects.
//!
//! Nothing may panic. What prints must parse to the same text, and learning more about a fact
//! must not change an answer of the knowledge dialect.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use venule_logic::satisfy::{Satisfaction, satisfy};
use venule_logic::{
    ChoiceType, Dialect, FactId, FactType, Facts, Schema, Truth, Type, Unit, Value, check, explain,
    syntax,
};

struct Vocabulary;

const NAMES: [&str; 5] = ["a", "b", "n", "q", "c"];

impl Schema for Vocabulary {
    fn lookup(&self, name: &str) -> Option<FactType> {
        let fact = match name {
            "a" => FactType::new(FactId(0), Type::Boolean),
            "b" => FactType::new(FactId(1), Type::Boolean),
            "n" => FactType::new(FactId(2), Type::Integer).within(-2, 9),
            "q" => FactType::measured_in(FactId(3), Unit::parse("d")?),
            "c" => {
                let values = ["x", "y", "z"].map(Arc::from).to_vec();
                let name = Arc::from("c");
                FactType::new(
                    FactId(4),
                    Type::Choice(Arc::new(ChoiceType { name, values })),
                )
            }
            _ => return None,
        };
        Some(fact)
    }

    fn names(&self) -> Vec<&str> {
        NAMES.to_vec()
    }
}

/// From 0, nothing known, to 2, everything known.
struct Stage(u8);

impl Facts for Stage {
    fn value(&self, id: FactId) -> Value {
        let days =
            |count: i32| Unit::parse("d").map_or(Value::Null, |unit| Value::quantity(count, unit));
        match (self.0, id.0) {
            (0, _) | (1, 0) => Value::Null,
            (_, 0 | 1) => Value::Boolean(true),
            (1, 2) => Value::range(Value::Integer(1), Value::Integer(4)),
            (1, 3) => Value::range(days(1), days(9)),
            (1, _) => Value::choices(["x", "y"]),
            (_, 2) => Value::Integer(3),
            (_, 3) => days(7),
            _ => Value::string("y"),
        }
    }
}

fuzz_target!(|text: &str| {
    let parsed = syntax::parse(text);
    for error in &parsed.errors {
        assert!(text.get(error.span.range()).is_some(), "{error:?}");
    }
    let Some(expr) = parsed.expr else { return };
    let printed = expr.to_string();
    if parsed.errors.is_empty() {
        let again = syntax::parse(&printed);
        // Printing adds brackets and blanks, which may cross a limit.
        let too_much = |error: &syntax::SyntaxError| error.code.starts_with("too-");
        if !again.errors.iter().any(too_much) {
            assert_eq!(again.errors, []);
            assert_eq!(again.expr.map(|expr| expr.to_string()), Some(printed));
        }
    }
    if let Ok(checked) = check(&expr, &Vocabulary, Dialect::Cql) {
        let _ = explain(&checked, &Stage(2));
    }
    if let Ok(checked) = check(&expr, &Vocabulary, Dialect::Knowledge) {
        let truths = [0, 1, 2].map(|stage| checked.truth(&Stage(stage)));
        for pair in truths.windows(2) {
            assert!(
                pair[0] == Truth::Unknown || pair[0] == pair[1],
                "{truths:?}"
            );
        }
        if truths.contains(&Truth::True) {
            assert_ne!(satisfy(&checked, 50), Satisfaction::Never);
        }
        let _ = explain(&checked, &Stage(1));
    }
});
