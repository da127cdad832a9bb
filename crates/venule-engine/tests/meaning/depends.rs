//! A condition under which an undecided line would hold is true, as small as it can be, and decides nothing.

use jiff::ToSpan;
use venule_engine::answer::{Answer, answered};
use venule_engine::assess;
use venule_engine::assessment::{Assessment, Line};
use venule_engine::case::{Case, Dates, State};
use venule_engine::depends::{Condition, MOST_ANSWERS, Supposed, Wanted, depends};
use venule_knowledge::model::{Derivation, Knowledge, Measure};
use venule_logic::Value;

use crate::common::{examples, knowledge};

fn with(knowledge: &Knowledge, case: &Case, it: &Supposed, value: &Value) -> Case {
    let fact = &knowledge.facts[it.fact.0 as usize];
    let is_date = matches!(
        fact.derivation,
        Some(Derivation::View {
            measure: Measure::DaysSince,
            ..
        })
    );
    let answer = match value {
        Value::Integer(days) if is_date => {
            Answer::When(Dates::on(case.as_of.date.saturating_sub(days.days())))
        }
        value => Answer::State(State::Known(value.clone())),
    };
    answered(knowledge, case, it.fact, it.side, &answer).unwrap()
}

/// One value that will do: the first, the last, or something in the middle.
fn value(it: &Supposed, which: usize) -> Value {
    match &it.is {
        Wanted::OneOf(values) => values[[0, values.len() / 2, values.len() - 1][which]].clone(),
        Wanted::Within(low, high) => {
            let low = low.unwrap_or(high.map_or(0, |high| high.min(1)));
            let high = high.unwrap_or(low + 1);
            Value::Integer([low, low.midpoint(high), high][which])
        }
    }
}

fn all_with(
    knowledge: &Knowledge,
    case: &Case,
    condition: &Condition,
    which: usize,
    without: Option<usize>,
) -> Assessment {
    let answers = condition.answers.iter().enumerate();
    let case = answers
        .filter(|(place, _)| Some(*place) != without)
        .fold(case.clone(), |case, (_, it)| {
            with(knowledge, &case, it, &value(it, which))
        });
    assess(knowledge, &case)
}

fn stands(assessment: &Assessment, line: &Line) -> bool {
    assessment.lines.iter().any(|it| {
        it.is_live() && (it.action, it.side, it.stance) == (line.action, line.side, line.stance)
    })
}

#[test]
fn every_condition_is_true_and_needs_all_its_answers() {
    let knowledge = knowledge();
    let (mut conditions, mut lines, mut several) = (0, 0, 0);
    for (path, example) in examples(&knowledge).iter().step_by(23) {
        let case = &example.case;
        let assessment = assess(&knowledge, case);
        let found = depends(&knowledge, case, &assessment, &|_| true);
        let mut placed: Vec<usize> = found.open.clone();
        for condition in &found.conditions {
            conditions += 1;
            several += usize::from(condition.answers.len() > 1);
            assert!(
                (1..=MOST_ANSWERS).contains(&condition.answers.len()),
                "{path}"
            );
            let of_lines = || condition.lines.iter().map(|it| &assessment.lines[*it]);
            for which in 0..3 {
                let then = all_with(&knowledge, case, condition, which, None);
                for line in of_lines() {
                    assert!(stands(&then, line), "{path} {condition:?}");
                }
                for line in then.emergencies(&knowledge) {
                    let is_now = stands(&assessment, line);
                    let mut named = condition.emergencies.iter();
                    let is_named = named.any(|it| it.action == line.action);
                    assert!(is_now || is_named, "{path} {condition:?}");
                }
            }
            for left_out in 0..condition.answers.len() {
                let then = all_with(&knowledge, case, condition, 0, Some(left_out));
                assert!(
                    of_lines().any(|line| !stands(&then, line)),
                    "{path} {left_out} is not needed: {condition:?}"
                );
            }
            placed.extend(&condition.lines);
        }
        lines += placed.len();
        placed.sort_unstable();
        let undecided = (0..assessment.lines.len()).filter(|it| !assessment.lines[*it].is_live());
        assert_eq!(placed, undecided.collect::<Vec<_>>(), "{path}");
    }
    assert!(
        conditions > 100 && several > 5,
        "{conditions} conditions, {several} with several answers, {lines} lines"
    );
}

#[test]
fn what_is_not_wanted_is_not_searched_for() {
    let knowledge = knowledge();
    let (_, example) = &examples(&knowledge)[0];
    let assessment = assess(&knowledge, &example.case);
    let found = depends(&knowledge, &example.case, &assessment, &|_| false);
    assert!(found.conditions.is_empty() && found.open.is_empty());
}
