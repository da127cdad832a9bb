//! Orders and reports: composing an order from a case, and checking what somebody wrote (ADR 0005).
//!
//! In: a case, or an order or report as it was read, and the forms of the knowledge. Out: plain data; wording it is
//! left to whoever shows it.
//!
//! **Architecture invariant.** What was not stated is neither yes nor no: it is a value of its own.

mod applies;
mod compose;
pub mod example;
mod order_check;
mod report_check;
mod says;
mod tally;

pub use applies::Applies;
pub use compose::{Composed, Draft, Filled, Gap, NoOrder, Told, Why, compose};
pub use order_check::{CheckedItem, OrderCheck, Said, check_order};
pub use report_check::{LegReport, ReportCheck, SegmentReport, check_report};
pub use says::says;
pub(crate) use tally::of_segment;

use venule_knowledge::model::{FormCheck, Knowledge, Level};
use venule_knowledge::source::Origin;
use venule_logic::FactId;
use venule_logic::truth::Truth;

use crate::case::{Case, Dates, Entry, State};
use crate::facts::FactTable;
use crate::side::Side;

/// An order as somebody wrote it.
#[derive(Debug, Clone)]
pub struct WrittenOrder {
    /// Index in `Knowledge::orders`.
    pub form: usize,
    /// The case that it is about, with what the order states among its facts.
    pub case: Case,
    /// Whether anything beside the order is known of the patient.
    pub has_case: bool,
}

impl WrittenOrder {
    /// The same order about another case, which was read from elsewhere.
    #[must_use]
    pub fn about(self, mut case: Case) -> Self {
        case.facts.extend(self.case.facts);
        Self {
            case,
            has_case: true,
            ..self
        }
    }
}

/// A report as somebody wrote it.
#[derive(Debug, Clone)]
pub struct WrittenReport {
    /// Index in `Knowledge::reports`.
    pub form: usize,
    /// The leg or legs that were examined.
    pub side: Side,
    /// When.
    pub when: Option<Dates>,
    /// What is stated of a leg as a whole.
    pub stated: Vec<Entry>,
    /// What was recorded of segments.
    pub described: Vec<Described>,
    /// The case that it is about.
    pub case: Case,
    /// Whether anything beside the report is known of the patient.
    pub has_case: bool,
}

impl WrittenReport {
    /// The same report about another case, which was read from elsewhere.
    #[must_use]
    pub fn about(self, case: Case) -> Self {
        Self {
            case,
            has_case: true,
            ..self
        }
    }
}

/// What was recorded of one segment.
#[derive(Debug, Clone)]
pub struct Described {
    /// Index in the form's segments.
    pub segment: usize,
    /// The leg or legs.
    pub side: Side,
    /// What was recorded.
    pub facts: Vec<(FactId, State)>,
    /// Place in the file.
    pub origin: Option<Origin>,
}

/// A check of a form that was raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    /// Index in the form's checks.
    pub check: usize,
    /// The leg, where the legs differ.
    pub side: Option<Side>,
}

/// The checks that are raised over these facts.
fn raised<'a>(checks: &'a [FormCheck], facts: &'a FactTable) -> impl Iterator<Item = usize> + 'a {
    let is_raised = |check: &FormCheck| {
        let is_shown = check
            .unless
            .as_ref()
            .is_some_and(|it| it.truth(facts) == Truth::True);
        check.when.truth(facts) == Truth::True && !is_shown
    };
    checks
        .iter()
        .enumerate()
        .filter(move |(_, check)| is_raised(check))
        .map(|(index, _)| index)
}

/// Whether one of these checks is raised at the level of what is required.
fn any_required(checks: &[FormCheck], raised: &[Raised]) -> bool {
    raised.iter().any(|it| {
        checks
            .get(it.check)
            .is_some_and(|check| check.level == Level::Required)
    })
}

/// A fact of the knowledge by its id, where there is one.
fn is_sided(knowledge: &Knowledge, id: FactId) -> bool {
    knowledge
        .facts
        .get(id.0 as usize)
        .is_some_and(|fact| fact.sided)
}
