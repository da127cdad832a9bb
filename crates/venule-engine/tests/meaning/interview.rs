//! Asking only what is open leads to the same advice as knowing everything from the start, with fewer questions.

use std::collections::BTreeSet;

use venule_engine::answer::{Answer, answered};
use venule_engine::assess;
use venule_engine::assessment::{Essence, Line, Question};
use venule_engine::case::{Case, Event, State};
use venule_engine::events::resolve_views;
use venule_engine::facts::Resolver;
use venule_engine::side::Leg;
use venule_engine::timing::Due;
use venule_knowledge::model::{Derivation, Knowledge, Measure, Obtain};
use venule_logic::{FactId, Facts, Value};

use crate::common::{examples, knowledge};

#[test]
fn an_interview_ends_in_the_advice_of_the_whole_case() {
    let knowledge = knowledge();
    let (mut patients, mut both, mut of_both) = (0, 0, 0);
    let (mut questions, mut facts) = (0, 0);
    for (path, example) in examples(&knowledge) {
        let whole = &example.case;
        // An interview asks about the leg or legs that hurt, and for one event of a kind in each.
        let is_simple = whole.other_legs().is_empty()
            && !(whole.side_is_inferred() && whole.legs().len() > 1)
            && whole.legs().into_iter().all(|leg| {
                let of_leg = |event: &&Event| event.side.is_none_or(|side| side.covers(leg));
                let events = || whole.events.iter().filter(of_leg);
                events().all(|one| events().filter(|it| it.kind == one.kind).count() == 1)
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
        let mut advice = live(&knowledge, &end);
        if let Some(results) = unasked_results(&knowledge, &end, whole) {
            // A test is advised as long as nobody says that it is back; nothing else waits for its result.
            let settled = live(&knowledge, whole);
            let is_settled = |line: &Essence| settled.contains(line);
            let extra = advice.iter().filter(|line| !is_settled(line));
            assert!(extra.count() <= results, "{path}: {}", example.title);
            advice.retain(is_settled);
        }
        let mut settled = live(&knowledge, whole);
        // An emergency ends the questions: beside it a whole case may say more.
        if advice.iter().any(|line| line.red_flag) {
            settled.retain(|line| line.red_flag || advice.contains(line));
        }
        assert_eq!(
            advice, settled,
            "{path}: {} after {asked} questions",
            example.title
        );
        patients += 1;
        if whole.legs().len() == 2 {
            both += 1;
            of_both += asked;
        }
        questions += asked;
        facts += askable(&knowledge);
    }
    println!(
        "{questions} questions for {patients} patients, {of_both} of them for {both} with both legs"
    );
    assert!(patients >= 20, "only {patients} patients were interviewed");
    assert!(both >= 20, "only {both} patients with both legs");
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

/// How many laboratory results the whole case knows that the interview never asked for, unless there is none.
fn unasked_results(knowledge: &Knowledge, end: &Case, whole: &Case) -> Option<usize> {
    let is_stated = |case: &Case, id| case.facts.iter().any(|it| it.fact == id);
    let results = whole.facts.iter().filter(|entry| {
        let fact = &knowledge.facts[entry.fact.0 as usize];
        fact.obtain == Obtain::Lab && !is_stated(end, entry.fact)
    });
    let results = results.count();
    (results > 0 && whole.legs().len() > 1).then_some(results)
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

/// Whether a danger counts for everybody who states it while not everybody is asked for it.
fn is_volunteered(knowledge: &Knowledge, fact: FactId) -> bool {
    let name = knowledge.facts[fact.0 as usize].name.as_ref();
    [
        "cauda_equina.signs",
        "bleeding.danger_signs",
        "pe.new",
        "dvt.new_or_grown",
        "treatment.since_before",
    ]
    .contains(&name)
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
        entry.side.is_some() || !is_asked || is_volunteered(knowledge, entry.fact)
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
        let mut open = assessment.questions.iter();
        let is_side = |it: &&Question| knowledge.facts[it.fact.0 as usize].is_side;
        let is_open = |it: &&Question| !passed.contains(&(it.fact, it.side));
        // Which leg it is comes before anything about a leg.
        let side = open.clone().filter(is_side).find(is_open);
        let Some(question) = side.or_else(|| open.find(is_open)) else {
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
    let legs = whole.legs();
    let of_question = |leg: &&Leg| question.side.is_none_or(|side| side.covers(**leg));
    let leg = *legs.iter().find(of_question)?;
    let fact = &knowledge.facts[question.fact.0 as usize];
    if let Some(Derivation::View { view, measure }) = &fact.derivation {
        let picked = &resolve_views(knowledge, whole, leg)[view.0 as usize];
        let event = picked.candidates.first().map(|index| &whole.events[*index]);
        return match measure {
            // Who has one in mind that may not be meant does not know.
            Measure::Exists => match picked.exists {
                Some(exists) => Some(Answer::State(State::Known(Value::Boolean(exists)))),
                None => event.map(|_| Answer::State(State::Unknown)),
            },
            Measure::DaysSince => event?.when.map(Answer::When),
            Measure::Attribute(name) => {
                let value = event?.attribute(name)?;
                Some(Answer::State(State::Known(value.clone())))
            }
        };
    }
    let resolver = Resolver::new(knowledge, whole, leg);
    if let Some(entry) = resolver.stated(question.fact) {
        return Some(Answer::State(entry.state.clone()));
    }
    let plain = resolver.plain();
    let value = plain.value(question.fact);
    // Who knows of a part that it is not known says so of the whole.
    let is_asked_for_in_vain = fact.presume.is_some() && !plain.may_be_presumed(question.fact);
    match value.is_known() {
        true => Some(Answer::State(State::Known(value))),
        false => is_asked_for_in_vain.then_some(Answer::State(State::Unknown)),
    }
}
