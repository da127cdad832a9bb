use super::*;
use crate::syntax;
use crate::types::{ChoiceType, Dialect, FactType, Schema, Type, check};
use crate::unit::Unit;
use std::sync::Arc;

struct Vocabulary;

impl Schema for Vocabulary {
    fn lookup(&self, name: &str) -> Option<FactType> {
        let course = ChoiceType {
            name: Arc::from("course"),
            values: ["better", "same", "worse"].map(Arc::from).to_vec(),
        };
        let fact = match name {
            "pregnant" => FactType::new(FactId(0), Type::Boolean),
            "cancer" => FactType::new(FactId(1), Type::Boolean),
            "score" => FactType::new(FactId(2), Type::Integer).within(-2, 9),
            "other_score" => FactType::new(FactId(3), Type::Integer),
            "dimer" => FactType::measured_in(FactId(4), Unit::from_code("ng/mL").unwrap())
                .within(0, 100_000),
            "course" => FactType::new(FactId(5), Type::Choice(Arc::new(course))),
            "age" => FactType::new(FactId(6), Type::Decimal),
            "name" => FactType::new(FactId(7), Type::String),
            "third_score" => FactType::new(FactId(8), Type::Integer),
            _ => return None,
        };
        Some(fact)
    }

    fn names(&self) -> Vec<&str> {
        Vec::new()
    }
}

fn checked(text: &str) -> Checked {
    let parsed = syntax::parse(text);
    assert_eq!(parsed.errors, [], "{text}");
    check(&parsed.expr.unwrap(), &Vocabulary, Dialect::Knowledge).unwrap()
}

#[track_caller]
fn holds_sometimes(text: &str) {
    let condition = checked(text);
    match satisfy(&condition, 10_000) {
        Satisfaction::Satisfiable(model) => {
            assert_eq!(condition.truth(&Assignment(model)), Truth::True, "{text}");
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[track_caller]
fn holds_never(text: &str) {
    assert_eq!(
        satisfy(&checked(text), 10_000),
        Satisfaction::Never,
        "{text}"
    );
}

#[test]
fn a_model_makes_the_condition_true() {
    holds_sometimes("pregnant and not cancer");
    holds_sometimes("score > 3 and score < 5");
    holds_sometimes("course != 'better' and course != 'worse'");
    holds_sometimes("dimer > 500 'ng/mL' and dimer < 0.5000001 'ug/mL'");
    holds_sometimes("age > 17 and age < 18");
    holds_sometimes("age > 17");
    holds_sometimes("age < 17");
    holds_sometimes("name > 'a' and name < 'b' and name != 'aa'");
    holds_sometimes("(pregnant or cancer) and not (pregnant and cancer)");
}

#[test]
fn contradictions_never_hold() {
    holds_never("pregnant and not pregnant");
    holds_never("score > 3 and score < 4");
    holds_never("course = 'better' and course in {'same', 'worse'}");
    holds_never("dimer > 500 'ng/mL' and dimer < 0.5 'ug/mL'");
    holds_never("(pregnant implies cancer) and pregnant and not cancer");
    holds_never("false and pregnant");
}

#[test]
fn permitted_ranges_bound_the_search() {
    holds_never("score in Interval(8.5, 9) ");
    holds_never("score > 9");
    holds_sometimes("other_score > 9");
    holds_never("dimer < 0 'ng/mL'");
}

#[test]
fn facts_compared_with_each_other_find_every_order() {
    holds_sometimes("score < other_score and other_score < third_score");
    holds_sometimes(
        "score < other_score and other_score < third_score and third_score < 2 and score > -2",
    );
    holds_never("score < other_score and other_score < third_score and third_score < score");
    holds_never(
        "score < other_score and other_score < third_score and score > 3 and third_score < 5",
    );
}

#[test]
fn calculations_are_never_called_impossible() {
    let text = "score * 2 = 5";
    assert_eq!(satisfy(&checked(text), 10_000), Satisfaction::TooLarge);
    holds_sometimes("score * 2 = 6");
}

#[test]
fn the_budget_bounds_the_search() {
    let text = "pregnant and not pregnant";
    assert_eq!(satisfy(&checked(text), 1), Satisfaction::TooLarge);
    assert_eq!(satisfy(&checked(text), 3), Satisfaction::Never);
}

#[test]
fn decided_branches_are_cut_off() {
    // Of the four combinations only three are looked at: without pregnancy cancer does not matter.
    let condition = checked("pregnant and cancer and not cancer");
    let domains = Domains::of(&[&condition]);
    let mut calls = 0;
    let found = search(&domains, 100, |facts| {
        calls += 1;
        (condition.truth(facts), waits_for(&condition, facts))
    });
    assert_eq!(found, Satisfaction::Never);
    assert_eq!(calls, 5);
}

#[test]
fn derived_facts_are_resolved_by_the_closure() {
    // `cancer` is derived here: it holds when the patient is not pregnant.
    let condition = checked("pregnant and cancer");
    let definition = checked("not pregnant");
    let domains = Domains::of(&[&condition, &definition]);
    let found = search(&domains, 100, |facts| {
        let mut resolved = facts.clone();
        let derived = definition.truth(facts);
        resolved.0.push((FactId(1), derived.into()));
        let mut waits = waits_for(&condition, &resolved);
        if waits.contains(&FactId(1)) {
            waits.retain(|fact| *fact != FactId(1));
            waits.extend(waits_for(&definition, facts));
        }
        (condition.truth(&resolved), waits)
    });
    assert_eq!(found, Satisfaction::Never);
}
