//! The order in which an interview asks: danger first, then which leg, then which pathway, then what to do.
//!
//! The report lists exceptions last, because its advice stands without them. A conversation begins with what
//! somebody would say first: which leg it is and what is known already.

use venule_engine::assessment::{Question, Urgency};
use venule_knowledge::model::Knowledge;

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
    pub(super) fn of(knowledge: &Knowledge, question: &Question) -> Self {
        let fact = knowledge.facts.get(question.fact.0 as usize);
        match question.urgency {
            Urgency::RedFlag => Self::Danger,
            _ if fact.is_some_and(|fact| fact.is_side) => Self::Leg,
            Urgency::Scope => Self::Pathway,
            Urgency::Exception if !question.scopes.is_empty() => Self::PathwayException,
            Urgency::Now => Self::Now,
            Urgency::Dated => Self::Next,
            Urgency::Routine => Self::Refinement,
            Urgency::Exception => Self::Exception,
        }
    }

    /// What stands above its questions.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Danger => "Danger signs",
            Self::Leg => "Which leg",
            Self::Pathway | Self::PathwayException => "Which pathway",
            Self::Now => "What to do now",
            Self::Next => "What to do next",
            Self::Refinement => "What would refine it",
            Self::Exception => "Exceptions, taken as not so until somebody says otherwise",
        }
    }
}
