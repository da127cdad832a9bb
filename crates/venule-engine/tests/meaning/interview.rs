//! Asking only what is open leads to the same advice as knowing everything from the start, with fewer questions.

use std::collections::BTreeSet;

use venule_engine::answer::{Answer, answered};
use venule_engine::assess;
use venule_engine::assessment::{Essence, Line, Question};
use venule_engine::case::{Case, State};
use venule_engine::events::resolve_views;
use venule_engine::facts::Resolver;
use venule_engine::timing::Due;
use venule_knowledge::model::{Derivation, Knowledge, Measure};
use venule_logic::{Facts, Value};

use crate::common::{examples, knowledge};

#[test]
fn an_interview_ends_in_the_advice_of_the_whole_case() {
    let knowledge = knowledge();
    let mut patients = 0;
    let (mut questions, mut facts) = (0, 0);
    for (path, example) in examples(&knowledge) {
        let whole = &example.case;
        // An interview asks about the leg that hurts.
        let is_simple = whole.legs().len() == 1
            && whole.other_legs().is_empty()
            && whole.events.iter().all(|one| {
                whole
                    .events
                    .iter()
                    .filter(|other| other.kind == one.kind)
                    .count()
                    == 1
            });
        let all_asked = whole.events.iter().all(|event| {
            let mut attributes = event.attributes.iter();
            attributes.all(|(name, _)| is_asked(&knowledge, event.kind, name))
        });
        let contested = assess(&knowledge, whole);
        let settled = contested.contradictions.is_empty() && contested.differences.is_empty();
        if !is_simple || !settled || !all_asked {
            continue;
        }
        let (end, asked) = interview(&knowledge, whole);
        assert_eq!(
            live(&knowledge, &end),
            live(&knowledge, whole),
            "{path}: {} after {asked} questions",
            example.title
        );
        patients += 1;
        questions += asked;
        facts += askable(&knowledge);
    }
    assert!(patients >= 20, "only {patients} patients were interviewed");
    assert!(
        questions * 2 < facts,
        "{questions} questions for {patients} patients, of {facts} that could be asked"
    );
}

/// The lines that stand, in a fixed order.
fn live(knowledge: &Knowledge, case: &Case) -> Vec<Essence> {
    let mut assessment = assess(knowledge, case);
    assessment.lines.retain(Line::is_live);
    let mut lines = assessment.essence();
    for line in &mut lines {
        // An interview confirms exceptions one by one; that it got to the end is what settles the scope.
        line.scope_settled = true;
        // What is to be done now anyway needs no date to be overdue.
        if matches!(line.due, Due::Overdue { .. }) {
            line.due = Due::Now;
        }
    }
    lines.sort_by_key(|line| (line.action, line.side, line.stance));
    lines
}

/// How many facts have a question of their own.
fn askable(knowledge: &Knowledge) -> usize {
    knowledge
        .facts
        .iter()
        .filter(|fact| fact.question.is_some())
        .count()
}

/// Whether a fact with a question reads this attribute.
fn is_asked(knowledge: &Knowledge, kind: usize, attribute: &str) -> bool {
    knowledge.facts.iter().any(|fact| match &fact.derivation {
        Some(Derivation::View {
            view,
            measure: Measure::Attribute(name),
        }) => {
            let of_kind = knowledge.views[view.0 as usize].event == kind;
            of_kind && **name == *attribute && fact.question.is_some()
        }
        _ => false,
    })
}

/// Answers every open question from the whole case; passes over what the whole case does not know.
fn interview(knowledge: &Knowledge, whole: &Case) -> (Case, usize) {
    let mut case = Case::new(whole.as_of);
    case.birth_date = whole.birth_date;
    // Totals and details that settle a question without being one are never asked for.
    case.facts = whole.facts.clone();
    case.facts.retain(|entry| {
        let fact = &knowledge.facts[entry.fact.0 as usize];
        let is_asked = fact.question.is_some() && fact.derivation.is_none();
        entry.side.is_some() || !is_asked
    });
    // What the patient comes with is said first.
    let known = Resolver::new(knowledge, whole, whole.legs()[0]).plain();
    let guidelines = knowledge.guidelines.iter();
    for complaint in guidelines.filter_map(|it| it.complaint.as_ref()) {
        let is_so = known.value(complaint.fact) == Value::Boolean(true);
        if is_so && case.facts.iter().all(|it| it.fact != complaint.fact) {
            let state = State::Known(Value::Boolean(true));
            case = answered(
                knowledge,
                &case,
                complaint.fact,
                None,
                &Answer::State(state),
            )
            .unwrap();
        }
    }
    let mut passed = BTreeSet::new();
    let mut answers = 0;
    loop {
        let assessment = assess(knowledge, &case);
        let open = assessment
            .questions
            .iter()
            .find(|it| !passed.contains(&(it.fact, it.side)));
        let Some(question) = open else {
            return (case, answers);
        };
        passed.insert((question.fact, question.side));
        if let Some(answer) = answer(knowledge, whole, question) {
            case = answered(knowledge, &case, question.fact, question.side, &answer).unwrap();
            answers += 1;
        }
    }
}

fn answer(knowledge: &Knowledge, whole: &Case, question: &Question) -> Option<Answer> {
    let leg = whole.legs()[0];
    let fact = &knowledge.facts[question.fact.0 as usize];
    if let Some(Derivation::View { view, measure }) = &fact.derivation {
        let picked = &resolve_views(knowledge, whole, leg)[view.0 as usize];
        let event = picked.candidates.first().map(|index| &whole.events[*index]);
        return match measure {
            Measure::Exists => picked
                .exists
                .map(|exists| Answer::State(State::Known(Value::Boolean(exists)))),
            Measure::DaysSince => event?.when.map(Answer::When),
            Measure::Attribute(name) => {
                let value = event?.attribute(name)?;
                Some(Answer::State(State::Known(value.clone())))
            }
        };
    }
    let entry = whole.facts.iter().find(|entry| entry.fact == question.fact);
    if let Some(entry) = entry {
        return Some(Answer::State(entry.state.clone()));
    }
    let value = Resolver::new(knowledge, whole, leg)
        .plain()
        .value(question.fact);
    value
        .is_known()
        .then_some(Answer::State(State::Known(value)))
}
