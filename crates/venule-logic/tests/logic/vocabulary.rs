//! A small vocabulary for the tests, and what is known of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use venule_logic::{
    Checked, ChoiceType, Dialect, FactId, FactType, Facts, Schema, Type, TypeError, Unit, Value,
    check, syntax,
};

/// The facts of the tests, by name.
pub(crate) const NAMES: &[&str] = &[
    "pregnant",
    "cancer",
    "wells.score",
    "other.score",
    "d_dimer",
    "vein",
    "course",
    "age",
    "note",
    "since_scan",
    "weight",
];

#[derive(Clone, Copy, Debug)]
pub(crate) struct Vocabulary;

impl Schema for Vocabulary {
    fn lookup(&self, name: &str) -> Option<FactType> {
        let id = id(name)?;
        let unit = |code| Unit::from_code(code).unwrap();
        Some(match name {
            "pregnant" | "cancer" => FactType::new(id, Type::Boolean),
            "wells.score" => FactType::new(id, Type::Integer).within(-2, 9),
            "other.score" => FactType::new(id, Type::Integer),
            "d_dimer" => FactType::measured_in(id, unit("ng/mL")).within(0, 100_000),
            "vein" => FactType::measured_in(id, unit("mm")),
            "course" => FactType::new(id, Type::Choice(course())),
            "age" => FactType::new(id, Type::Decimal).within(0, 130),
            "since_scan" => FactType::measured_in(id, unit("d")),
            "weight" => FactType::measured_in(id, unit("kg")),
            _ => FactType::new(id, Type::String),
        })
    }

    fn names(&self) -> Vec<&str> {
        NAMES.to_vec()
    }
}

fn course() -> Arc<ChoiceType> {
    Arc::new(ChoiceType {
        name: Arc::from("course"),
        values: ["improving", "unchanged", "worsening"]
            .map(Arc::from)
            .to_vec(),
    })
}

/// The id of a name of the vocabulary.
pub(crate) fn id(name: &str) -> Option<FactId> {
    let place = NAMES.iter().position(|known| *known == name)?;
    Some(FactId(u32::try_from(place).ok()?))
}

/// What is known, by fact; the rest is unknown.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(pub(crate) BTreeMap<FactId, Value>);

impl Known {
    pub(crate) fn of(facts: &[(&str, Value)]) -> Self {
        Self(
            facts
                .iter()
                .map(|(name, value)| (id(name).unwrap(), value.clone()))
                .collect(),
        )
    }
}

impl Facts for Known {
    fn value(&self, id: FactId) -> Value {
        self.0.get(&id).cloned().unwrap_or(Value::Null)
    }
}

/// Parses and checks; the text must have no syntax error.
pub(crate) fn checked(text: &str, dialect: Dialect) -> Result<Checked, Vec<TypeError>> {
    let parsed = syntax::parse(text);
    assert_eq!(parsed.errors, [], "{text}");
    check(&parsed.expr.unwrap(), &Vocabulary, dialect)
}

/// A condition in the knowledge dialect that must be right.
pub(crate) fn condition(text: &str) -> Checked {
    checked(text, Dialect::Knowledge).unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

/// The names of facts, for readable expectations.
pub(crate) fn names(ids: &[FactId]) -> Vec<&'static str> {
    ids.iter().map(|id| NAMES[id.0 as usize]).collect()
}
