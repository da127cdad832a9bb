//! The opening: what the patient comes with, asked once where the case does not say.

use std::io;

use venule_engine::case::{Case, Entry, State};
use venule_knowledge::model::{Complaint, Knowledge};
use venule_logic::Value;

use super::Prompt;
use super::which::{Which, which};

/// What an opening came to.
pub(super) enum Opening {
    /// The case, with what was said.
    Case(Case),
    /// The end of the interview.
    Stop,
}

/// Asks what the patient comes with, unless the case says it or the knowledge names no complaints.
///
/// Several may be named. What is not named stays unknown.
pub(super) fn opening(
    knowledge: &Knowledge,
    mut case: Case,
    prompt: &mut dyn Prompt,
) -> io::Result<Opening> {
    let complaints: Vec<&Complaint> = knowledge
        .guidelines
        .iter()
        .filter_map(|guideline| guideline.complaint.as_ref())
        .collect();
    let is_said = |complaint: &&Complaint| {
        let mut stated = case.facts.iter();
        stated.any(|entry| entry.fact == complaint.fact)
    };
    if complaints.is_empty() || complaints.iter().any(is_said) {
        return Ok(Opening::Case(case));
    }
    let labels: Vec<&str> = complaints.iter().map(|it| it.label.as_str()).collect();
    let Some(chosen) = prompt.choose("What is it about? Name everything that fits.", &labels)?
    else {
        return Ok(Opening::Stop);
    };
    let chosen: Vec<&&Complaint> = chosen
        .into_iter()
        .filter_map(|at| complaints.get(at))
        .collect();
    case.facts.extend(chosen.iter().map(|complaint| Entry {
        fact: complaint.fact,
        side: None,
        state: State::Known(Value::Boolean(true)),
        source: None,
        origin: None,
    }));
    for complaint in chosen {
        case = match which(knowledge, case, complaint.fact, &[None], prompt)? {
            Which::Case(case, _) => case,
            Which::Stop => return Ok(Opening::Stop),
        };
    }
    Ok(Opening::Case(case))
}
