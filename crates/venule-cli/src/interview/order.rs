//! The order in which an interview asks: danger first, then which leg, then which pathway, then what to do.
//!
//! The report lists exceptions last, because its advice stands without them. A conversation begins with what
//! somebody would say first: which leg it is and what is known already. What an emergency is about is asked as long
//! as it is open, also when another sign has settled the emergency.

use venule_engine::assessment::{Question, Urgency};
use venule_engine::case::{Case, State};
use venule_engine::parts::is_part;
use venule_knowledge::model::Knowledge;
use venule_logic::{FactId, Value};

/// A part of the interview. Parts come in this order; questions of one part keep the order of the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Danger,
    Leg,
    Pathway,
    /// Whether the patient is somebody a pathway is for, where that is presumed so far.
    PathwayException,
    Now,
    Next,
    Refinement,
    Exception,
}

impl Part {
    /// The part that a question belongs to.
    pub(super) fn of(knowledge: &Knowledge, case: &Case, question: &Question) -> Self {
        let fact = knowledge.facts.get(question.fact.0 as usize);
        match question.urgency {
            _ if is_danger(knowledge, question) => Self::Danger,
            _ if fact.is_some_and(|fact| fact.is_side) => Self::Leg,
            Urgency::RedFlag => Self::Danger,
            Urgency::Scope => Self::Pathway,
            // Which part of it holds is no exception once the whole was said to be so.
            Urgency::Exception if is_part_of_what_is_so(knowledge, case, question.fact) => {
                Self::Pathway
            }
            Urgency::Exception if !question.scopes.is_empty() => Self::PathwayException,
            Urgency::Now => Self::Now,
            Urgency::Dated => Self::Next,
            Urgency::Routine => Self::Refinement,
            Urgency::Exception => Self::Exception,
        }
    }

    /// The section that it is shown in: parts between which an interview goes back and forth are one.
    pub(super) fn section(self) -> Section {
        match self {
            Self::Danger => Section::Danger,
            Self::Leg => Section::Leg,
            Self::Pathway | Self::PathwayException | Self::Now | Self::Next => Section::Advice,
            Self::Refinement => Section::Refinement,
            Self::Exception => Section::Exceptions,
        }
    }
}

/// What a heading stands above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Danger,
    Leg,
    Advice,
    Refinement,
    Exceptions,
}

impl Section {
    /// What stands above its questions; `is_return` where a later section was already reached.
    pub(super) fn heading(self, is_return: bool) -> &'static str {
        match self {
            Self::Danger => "Danger signs",
            _ if is_return => "Opened by what was said",
            Self::Leg => "Which leg",
            Self::Advice => "Which pathway, and what to do",
            Self::Refinement => "What would refine it",
            Self::Exceptions => "Exceptions, taken as not so until somebody says otherwise",
        }
    }
}

/// Whether the sign of danger itself is asked for, by itself or beside another one.
pub(super) fn is_danger(knowledge: &Knowledge, question: &Question) -> bool {
    let of_red_flags = || knowledge.rules.iter().filter(|rule| rule.red_flag);
    let is_input = |id: FactId| {
        let fact = knowledge.facts.get(id.0 as usize);
        fact.is_some_and(|fact| fact.is_input() && !fact.is_side)
    };
    is_input(question.fact)
        && (question.urgency == Urgency::RedFlag
            || of_red_flags().any(|rule| *rule.when.facts() == [question.fact]))
}

fn is_part_of_what_is_so(knowledge: &Knowledge, case: &Case, part: FactId) -> bool {
    let mut stated = case.facts.iter();
    stated.any(|entry| {
        let is_so = entry.state == State::Known(Value::Boolean(true));
        is_so && is_part(knowledge, part, entry.fact)
    })
}
