//! Facts, the events they may come from, and what cannot hold together.

use std::sync::Arc;

use venule_logic::FactId;
use venule_logic::types::Type;
use venule_logic::unit::Unit;
use venule_logic::value::{Decimal, Quantity, Value};

use super::{Code, Condition, DataElement, StatementId};
use crate::source::Origin;

/// Something that can be known of a patient.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Published name, dotted snake_case.
    pub name: Arc<str>,
    /// Place of its definition.
    pub origin: Origin,
    /// Short wording that reads on after "unknown: ".
    pub label: String,
    /// Type of its value.
    pub ty: Type,
    /// For a choice: value and wording, in file order.
    pub choices: Vec<(Arc<str>, String)>,
    /// For a quantity: the unit it is kept and shown in.
    pub unit: Option<Unit>,
    /// For an integer or quantity: permitted values in `unit`, ends included.
    pub range: Option<(Decimal, Decimal)>,
    /// The question that obtains it. Absent for facts that are only derived.
    pub question: Option<String>,
    /// The question in plain words, for patients who have to know the sign themselves.
    pub plain: Option<String>,
    /// What it costs to find out.
    pub obtain: Obtain,
    /// Whether it may differ between the legs.
    pub sided: bool,
    /// The value that provisional advice may rest on.
    pub presume: Option<Presumption>,
    /// A fact without which this one's value has no meaning.
    pub qualifier: Option<FactId>,
    /// How it follows from others.
    pub derivation: Option<Derivation>,
    /// For a boolean input: what makes it true, and what makes it false, without anyone stating it.
    pub implied: Implied,
    /// What its value is counted from, where that is the latest event of a kind.
    pub since: Option<CountedFrom>,
    /// Whether it is the age in years, which a birth date in the case settles.
    pub is_age: bool,
    /// Whether it is the symptomatic side: a choice of `left`, `right` and `bilateral` that decides which
    /// legs are assessed.
    pub is_side: bool,
    /// The patient data element that it is, where its use has to be declared. The age is one by itself.
    pub data_element: Option<DataElement>,
    /// Terminology codes.
    pub codes: Vec<Code>,
    /// Statements that its definition carries.
    pub states: Vec<StatementId>,
    /// What a reader must know to enter it correctly.
    pub note: Option<String>,
    /// Other names accepted on input.
    pub aliases: Vec<String>,
}

impl Fact {
    /// Whether a case may state it: everything but views over events.
    #[must_use]
    pub fn may_be_entered(&self) -> bool {
        !matches!(self.derivation, Some(Derivation::View { .. }))
    }

    /// The conditions that it may follow from.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let of_derivation: Vec<&Condition> = match &self.derivation {
            Some(Derivation::Condition(condition) | Derivation::Expression(condition)) => {
                vec![condition]
            }
            Some(Derivation::Cases { cases, .. }) => cases.iter().map(|case| &case.when).collect(),
            Some(Derivation::Score(_) | Derivation::View { .. }) | None => Vec::new(),
        };
        of_derivation.into_iter().chain(self.implied.conditions())
    }

    /// Whether it is an input, that is, not derived.
    #[must_use]
    pub fn is_input(&self) -> bool {
        self.derivation.is_none()
    }
}

/// A value that is counted from the latest event of a kind: "new since the latest scan".
///
/// Where a plan puts one more such event into a case, nothing has happened since it: the values in `from` become `to`.
#[derive(Debug, Clone)]
pub struct CountedFrom {
    /// Index of the kind in `Knowledge::events`.
    pub event: usize,
    /// Values that speak of a change.
    pub from: Vec<Value>,
    /// The value of no change.
    pub to: Value,
}

/// What settles a boolean input that nobody stated directly.
///
/// # Unknown values
///
/// A condition that is unknown or false settles nothing: the entered value stands.
/// A condition that contradicts the entered value wins, and the difference is reported.
#[derive(Debug, Clone, Default)]
pub struct Implied {
    /// Makes it true.
    pub by: Option<Condition>,
    /// Makes it false.
    pub refuted_by: Option<Condition>,
}

impl Implied {
    /// Both conditions, as far as there are any.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.by.iter().chain(&self.refuted_by)
    }
}

/// The value presumed of a fact that nobody mentioned, and why that is acceptable.
#[derive(Debug, Clone)]
pub struct Presumption {
    /// The presumed value.
    pub value: Value,
    /// Why a clinician would have stated the exception.
    pub reason: String,
    /// Whether it is the careful reading, which holds also while a part that could make it wrong was mentioned
    /// and is not known.
    pub careful: bool,
}

/// What it costs to find a fact out, cheapest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obtain {
    /// Already written down somewhere.
    Record,
    /// By asking the patient or the clinician.
    Ask,
    /// By examining the patient.
    Examine,
    /// By a laboratory test.
    Lab,
    /// By imaging.
    Imaging,
}

/// How a fact follows from others.
#[derive(Debug, Clone)]
pub enum Derivation {
    /// A boolean fact that is the truth of a condition.
    Condition(Condition),
    /// An integer or quantity computed by an expression.
    Expression(Condition),
    /// Ordered cases; see ADR 0001.
    Cases {
        /// The cases in order.
        cases: Vec<DerivedCase>,
        /// The value when every case is false. Without it the entered value stands.
        otherwise: Option<Value>,
    },
    /// The total of the score with this index in `Knowledge::scores`.
    Score(usize),
    /// An attribute or measure of a view over events.
    View {
        /// The view.
        view: ViewId,
        /// What is taken from it.
        measure: Measure,
    },
}

/// One case of a derivation.
#[derive(Debug, Clone)]
pub struct DerivedCase {
    /// The value if the condition holds.
    pub value: Value,
    /// The condition.
    pub when: Condition,
    /// Why.
    pub why: Option<String>,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// Index of a view in `Knowledge::views`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ViewId(pub u32);

/// What a fact takes from a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// Whether there is such an event.
    Exists,
    /// Whole days from the event to `as_of`.
    DaysSince,
    /// The event's attribute with this name.
    Attribute(Arc<str>),
}

/// A kind of dated event.
#[derive(Debug, Clone)]
pub struct EventKind {
    /// Published name.
    pub name: Arc<str>,
    /// Place of its definition.
    pub origin: Origin,
    /// Wording.
    pub label: String,
    /// Wording of "none of these happened".
    pub none: Option<String>,
    /// Whether it belongs to a leg.
    pub sided: bool,
    /// What is recorded of it.
    pub attributes: Vec<Attribute>,
    /// What it may turn out to say, where a result alone is not enough to tell what follows (ADR 0004).
    pub outcomes: Vec<Recorded>,
}

/// Attributes of an event with their values.
pub type Recorded = Vec<(Arc<str>, Value)>;

/// Something recorded of an event.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Name inside the event kind.
    pub name: Arc<str>,
    /// Wording.
    pub label: String,
    /// Type.
    pub ty: Type,
    /// For a choice: value and wording.
    pub choices: Vec<(Arc<str>, String)>,
    /// For a quantity: its unit.
    pub unit: Option<Unit>,
    /// Permitted values in `unit`, ends included.
    pub range: Option<(Decimal, Decimal)>,
    /// An attribute of the same event without which this value has no meaning.
    pub qualifier: Option<Arc<str>>,
    /// The question that obtains it.
    pub question: Option<String>,
    /// What it costs to find out.
    pub obtain: Obtain,
}

/// Which event a view picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// The latest.
    Latest,
    /// The earliest.
    First,
}

/// A named look at the list of events.
#[derive(Debug, Clone)]
pub struct View {
    /// Published name.
    pub name: Arc<str>,
    /// Wording of the event it picks, for "5 days after ...".
    pub label: String,
    /// Place of its definition.
    pub origin: Origin,
    /// Index of the event kind in `Knowledge::events`.
    pub event: usize,
    /// Which event is picked.
    pub pick: Pick,
    /// Only events later than the one that this view picks.
    pub after: Option<ViewId>,
    /// Only events not certainly earlier than the one that this view picks.
    pub since: Option<ViewId>,
    /// How far before the assessment an event may lie that is not to be older than the event picked here, as long as
    /// that one has no date. Longer ago, it is not known whether it is.
    pub looks_back: Option<Quantity>,
    /// Statements carried by that.
    pub states: Vec<StatementId>,
    /// Only events whose attributes have one of these values. An unstated attribute may match.
    pub filter: Vec<AttributeTest>,
}

impl View {
    /// Whether it picks among the events of its kind by more than leg and episode.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        !self.filter.is_empty() || self.after.is_some()
    }
}

/// A test of one attribute of an event.
#[derive(Debug, Clone)]
pub struct AttributeTest {
    /// The attribute.
    pub attribute: Arc<str>,
    /// The accepted values.
    pub is: Vec<Value>,
}

/// What can never hold of one patient.
#[derive(Debug, Clone)]
pub enum Contradiction {
    /// A condition over facts.
    Facts {
        /// Published name.
        name: Arc<str>,
        /// The impossible condition.
        when: Condition,
        /// Facts that have their presumed value for this condition while they are not known.
        presuming: Vec<FactId>,
        /// Facts treated as unknown until it is resolved.
        set_aside: Vec<FactId>,
        /// What to tell the reader.
        message: String,
        /// Statements carried.
        states: Vec<StatementId>,
        /// Place of its definition.
        origin: Origin,
    },
    /// Two events of one leg with overlapping dates.
    Events {
        /// Published name.
        name: Arc<str>,
        /// The one event.
        first: EventPattern,
        /// The other event.
        second: EventPattern,
        /// Attributes that must agree, or be unstated in one of them.
        same: Vec<Arc<str>>,
        /// What to tell the reader.
        message: String,
        /// Statements carried.
        states: Vec<StatementId>,
        /// Place of its definition.
        origin: Origin,
    },
}

impl Contradiction {
    /// Its published name.
    #[must_use]
    pub fn name(&self) -> &str {
        let (Self::Facts { name, .. } | Self::Events { name, .. }) = self;
        name
    }
}

/// Which events one side of a contradiction speaks of.
#[derive(Debug, Clone)]
pub struct EventPattern {
    /// Index of the event kind.
    pub event: usize,
    /// Tests that all stated attributes must pass.
    pub filter: Vec<AttributeTest>,
}
