//! After yes to a question that sums several things up: which of them.

use std::io;

use venule_engine::answer::{Answer, answered};
use venule_engine::case::{Case, State};
use venule_engine::parts::open_parts;
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::{FactId, Value};

use super::Prompt;

/// What came of asking.
pub(super) enum Which {
    /// The case with the parts that were named, and whether any was.
    Case(Case, bool),
    /// The end of the interview.
    Stop,
}

/// Asks which parts of a fact hold, for the legs in which it does. Several may be named; the others stay unknown.
pub(super) fn which(
    knowledge: &Knowledge,
    case: Case,
    whole: FactId,
    sides: &[Option<Side>],
    prompt: &mut dyn Prompt,
) -> io::Result<Which> {
    let Some(first) = sides.first() else {
        return Ok(Which::Case(case, false));
    };
    let parts = open_parts(knowledge, &case, whole, *first);
    if parts.is_empty() {
        return Ok(Which::Case(case, false));
    }
    let mut labels: Vec<String> = parts.iter().map(|part| label(knowledge, part)).collect();
    labels.push("not known which, or none of these".to_owned());
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let Some(chosen) = prompt.choose("Which of these? Name everything that fits.", &labels)? else {
        return Ok(Which::Stop);
    };
    let mut named = case;
    let mut any = false;
    let chosen: Vec<&(FactId, Value)> = chosen.into_iter().filter_map(|at| parts.get(at)).collect();
    for (part, value) in &chosen {
        // Two values of one fact leave it open which it is.
        if chosen.iter().filter(|(other, _)| other == part).count() > 1 {
            continue;
        }
        let is_sided = knowledge
            .facts
            .get(part.0 as usize)
            .is_some_and(|it| it.sided);
        let sides = if is_sided { sides } else { &[None] };
        for side in sides {
            let answer = Answer::State(State::Known(value.clone()));
            if let Ok(case) = answered(knowledge, &named, *part, *side, &answer) {
                named = case;
                any = true;
            }
        }
    }
    Ok(Which::Case(named, any))
}

fn label(knowledge: &Knowledge, (part, value): &(FactId, Value)) -> String {
    let Some(fact) = knowledge.facts.get(part.0 as usize) else {
        return String::new();
    };
    match value {
        Value::String(code) => {
            let choice = fact.choices.iter().find(|(it, _)| it == code);
            format!("{}: {}", fact.label, choice.map_or("", |(_, label)| label))
        }
        _ => fact.label.clone(),
    }
}
