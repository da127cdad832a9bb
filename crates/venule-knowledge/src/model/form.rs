//! Forms: what an order must say, and what a report must show (ADR 0005).

use std::sync::Arc;

use venule_logic::FactId;
use venule_logic::value::Value;

use super::{ActionId, Condition, Level, StatementId};
use crate::source::Origin;

/// What a complete order for an examination says.
#[derive(Debug, Clone)]
pub struct OrderForm {
    /// Published name, kebab-case.
    pub name: Arc<str>,
    /// What is ordered.
    pub label: String,
    /// What a complete order is good for.
    pub purpose: String,
    /// Index of the protocol in `Knowledge::protocols`. Actions of this protocol are ordered with this form.
    pub protocol: usize,
    /// The fact that holds the examination ordered, and its value for the whole protocol.
    pub exam: (FactId, Value),
    /// The fact that holds the side ordered.
    pub side: FactId,
    /// The fact that is true when the side ordered is not the one of the case.
    pub side_differs: FactId,
    /// Why the examination is asked for.
    pub reasons: Vec<OrderReason>,
    /// What it says, in order.
    pub items: Vec<OrderItem>,
    /// What must not be so.
    pub checks: Vec<FormCheck>,
    /// Place of its definition.
    pub origin: Origin,
}

/// One reason for an order.
#[derive(Debug, Clone)]
pub struct OrderReason {
    /// Name inside the form.
    pub name: Arc<str>,
    /// When it holds.
    pub when: Condition,
    /// Its words.
    pub text: String,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// Parts of an order, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrderPart {
    /// What is known of the patient.
    Clinical,
    /// What the examination contains.
    Examination,
    /// What it has to answer.
    Question,
    /// What must not be done instead.
    Notice,
}

/// One thing that an order says.
#[derive(Debug, Clone)]
pub struct OrderItem {
    /// Name inside the form.
    pub name: Arc<str>,
    /// Where it stands.
    pub part: OrderPart,
    /// What it is called in findings, and, in the clinical information, in the order itself.
    pub label: String,
    /// The words to paste, with `{leg}` for the leg or legs ordered. Absent where facts of the case are the words.
    pub text: Option<String>,
    /// Whom it concerns.
    pub when: Condition,
    /// What its absence is worth.
    pub level: Level,
    /// The fact that is stated by saying it, with the value that counts; without a value, any.
    pub fact: Option<(FactId, Option<Value>)>,
    /// The question that fills it.
    pub ask: Option<String>,
    /// Facts of the case that fill it.
    pub facts: Vec<ItemFact>,
    /// Facts that say it where an order tells them of the patient: "suspected DVT" asks whether there is one.
    pub told_by: Vec<FactId>,
    /// Kinds of events of the case that are listed.
    pub events: Vec<ItemEvent>,
    /// Items of the protocol that it asks for, by index.
    pub covers: Vec<usize>,
    /// An action without a form of its own that is done with it, and need not be asked for beside the order.
    pub does: Option<ActionId>,
    /// What it means when it is absent.
    pub consequence: Option<String>,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// A fact of the case that fills an item.
#[derive(Debug, Clone)]
pub struct ItemFact {
    /// The fact.
    pub fact: FactId,
    /// Whom it is asked of.
    pub when: Condition,
    /// Whether the item is incomplete without it.
    pub needed: bool,
    /// How it reads when true, instead of its label; `-` where that is not written.
    pub yes: Option<String>,
    /// How it reads when false; without it, `no` and the label; `-` where that is not written.
    pub no: Option<String>,
    /// How any other value reads, with `{value}` in its place.
    pub say: Option<String>,
}

impl ItemFact {
    /// The words for a value that is true or false; `-` where it is not written.
    #[must_use]
    pub fn words(&self, value: &Value) -> Option<&str> {
        match value {
            Value::Boolean(true) => self.yes.as_deref(),
            Value::Boolean(false) => self.no.as_deref(),
            _ => None,
        }
    }
}

/// A kind of event that an item lists.
#[derive(Debug, Clone)]
pub struct ItemEvent {
    /// Index in `Knowledge::events`.
    pub event: usize,
    /// Attributes that a listed event must state. Its date is always one.
    pub needs: Vec<Arc<str>>,
}

/// Something that must not be so in an order or a report.
#[derive(Debug, Clone)]
pub struct FormCheck {
    /// Name inside the form.
    pub name: Arc<str>,
    /// When it is looked at.
    pub when: Condition,
    /// It is raised unless this is true.
    pub unless: Option<Condition>,
    /// Whether what is checked contradicts itself or the case, rather than lacking something.
    pub contradiction: bool,
    /// How bad it is.
    pub level: Level,
    /// What is wrong.
    pub text: String,
    /// What follows from it.
    pub consequence: String,
    /// Items of an order that need not be named beside it, by index.
    pub replaces: Vec<usize>,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// What a report must show, and what it amounts to.
#[derive(Debug, Clone)]
pub struct ReportForm {
    /// Published name, kebab-case.
    pub name: Arc<str>,
    /// What is reported.
    pub label: String,
    /// Index in `Knowledge::events`: what a report becomes.
    pub event: usize,
    /// Index in `Knowledge::protocols`.
    pub protocol: usize,
    /// The fact that is the finding of one segment, and its value for one that makes the report positive.
    pub finding: (FactId, Value),
    /// What is recorded of a segment: key in the report, and fact.
    pub record: Vec<(Arc<str>, FactId)>,
    /// What is stated of a leg as a whole: key in the report, and fact.
    pub stated: Vec<(Arc<str>, FactId)>,
    /// Facts with the value they have when a report is silent.
    pub silence: Vec<(FactId, Value)>,
    /// The fact that is true when the leg reported is not the one of the case.
    pub side_differs: FactId,
    /// The fact that is true when the report says when the examination was done.
    pub dated: FactId,
    /// Actions that the examination may have done, with the fact that says so.
    pub done: Vec<(ActionId, FactId)>,
    /// The attribute of the event that holds the first positive segment.
    pub segment_attribute: Arc<str>,
    /// Attributes of the event with the facts they are taken from.
    pub attributes: Vec<(Arc<str>, FactId)>,
    /// Segments, the one that counts most first.
    pub segments: Vec<Segment>,
    /// What segments add up to.
    pub tallies: Vec<Tally>,
    /// What must not be so.
    pub checks: Vec<FormCheck>,
    /// Place of its definition.
    pub origin: Origin,
}

/// One segment that a report may describe.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Its name: a value of the form's segment attribute.
    pub name: Arc<str>,
    /// How it reads.
    pub label: String,
    /// Other names accepted on input, never shown.
    pub aliases: Vec<String>,
    /// Facts that hold of it whatever was recorded.
    pub given: Vec<(FactId, Value)>,
    /// For whom it belongs to the examination; without it, only what was recorded of it counts.
    pub when: Option<Condition>,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// A fact of a report that sums segments up.
#[derive(Debug, Clone)]
pub struct Tally {
    /// The fact.
    pub fact: FactId,
    /// The fact of each segment that it looks at.
    pub about: FactId,
    /// How segments are summed up.
    pub sum: Sum,
    /// The segments, by index.
    pub of: Vec<usize>,
    /// Whether it looks at both legs rather than at one.
    pub both_legs: bool,
    /// Place of its definition.
    pub origin: Origin,
}

/// How segments are summed up. Never unknown: what a report does not show it does not show.
#[derive(Debug, Clone, PartialEq)]
pub enum Sum {
    /// The report shows some segment with one of these values.
    Any(Vec<Value>),
    /// The report shows each segment with one of these values.
    Every(Vec<Value>),
    /// The report lets the value of each segment be known.
    Described,
}
