//! What loaded knowledge is: plain data, checked and resolved, in file order.
//!
//! Every name has become an id, every condition a checked expression, every element knows the place it was read from.
//! Nothing here reads files or reports problems; see [`crate::load`].

mod action;
mod attributes;
mod evidence;
mod fact;
mod form;
mod guideline;
mod probability;
mod protocol;
mod review;
mod score;

pub use action::{Action, ActionId, Category, OneOf, OneOfId};
pub use attributes::{Attributes, DataElement};
pub use evidence::{
    Citation, Disagreement, Disposition, Estimate, Position, Source, Statement, StatementId,
    StatementKind, Verification,
};
pub use fact::{
    Attribute, AttributeTest, Contradiction, CountedFrom, Derivation, DerivedCase, EventKind,
    EventPattern, Fact, Implied, Measure, Obtain, Pick, Presumption, Recorded, View, ViewId,
};
pub use form::{
    FormCheck, ItemEvent, ItemFact, OrderForm, OrderItem, OrderPart, OrderReason, ReportForm,
    Segment, Sum, Tally,
};
pub use guideline::{
    Complaint, Exclusion, Guideline, Note, Rating, Rule, RuleId, Scope, Stance, Timing,
};
pub use probability::{Accuracy, Measured, Pretest, Probability, Unsuited};
pub use protocol::{Level, Protocol, ProtocolItem};
pub use review::{
    Approval, Bound, Differences, Element, Elements, Record, Since, Standing, Status, Submission,
    same_person,
};
pub use score::{Score, ScoreItem};

use std::collections::BTreeMap;
use std::sync::Arc;

use venule_logic::FactId;
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;
use venule_logic::types::Checked;

use crate::source::{Files, Origin};

/// A code of a published terminology.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Canonical URI of the code system.
    pub system: String,
    /// The code.
    pub code: String,
    /// The system's own wording.
    pub display: String,
}

/// A condition with the words it was written in.
///
/// `any` is a condition that always holds; it has no expression.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The text as it stands in the file.
    pub text: Arc<str>,
    /// The checked expression, or nothing for `any`.
    pub expr: Option<Checked>,
    /// The place of the text itself, without its quotes.
    pub origin: Origin,
}

impl Condition {
    /// Its truth for these facts; `any` is always true.
    #[must_use]
    pub fn truth(&self, facts: &dyn Facts) -> Truth {
        self.expr
            .as_ref()
            .map_or(Truth::True, |expr| expr.truth(facts))
    }

    /// The facts it names; none for `any`.
    #[must_use]
    pub fn facts(&self) -> &[FactId] {
        self.expr.as_ref().map_or(&[], Checked::facts)
    }
}

/// All clinical content, loaded, checked and resolved. Immutable.
#[derive(Debug)]
pub struct Knowledge {
    /// The files it was read from, for quoting them.
    pub files: Files,
    /// SHA-256 of all files, in hexadecimal: the identity of this content.
    pub content_hash: String,
    /// Facts; [`FactId`] is the index.
    pub facts: Vec<Fact>,
    /// Index from fact name or alias to fact.
    pub fact_index: BTreeMap<String, FactId>,
    /// Derived facts, and inputs that something may settle ([`Implied`]), in an order in which each
    /// follows what it is computed from.
    pub derivation_order: Vec<FactId>,
    /// Kinds of events.
    pub events: Vec<EventKind>,
    /// Views over events; [`ViewId`] is the index. A view follows the views it refers to.
    pub views: Vec<View>,
    /// Facts or events that can never hold together.
    pub contradictions: Vec<Contradiction>,
    /// Actions; [`ActionId`] is the index.
    pub actions: Vec<Action>,
    /// Index from action name or alias to action.
    pub action_index: BTreeMap<String, ActionId>,
    /// Groups of actions of which one is chosen.
    pub one_ofs: Vec<OneOf>,
    /// Scores.
    pub scores: Vec<Score>,
    /// Examination protocols.
    pub protocols: Vec<Protocol>,
    /// What orders must say.
    pub orders: Vec<OrderForm>,
    /// What reports must show.
    pub reports: Vec<ReportForm>,
    /// Guidelines, in order of their folder names.
    pub guidelines: Vec<Guideline>,
    /// All rules of all guidelines; [`RuleId`] is the index.
    pub rules: Vec<Rule>,
    /// Rules in an order in which each follows the rules that override it.
    pub override_order: Vec<RuleId>,
    /// Published sources.
    pub sources: BTreeMap<String, Source>,
    /// Numbered citations inside the source documents.
    pub citations: Vec<Citation>,
    /// Places where sources disagree.
    pub disagreements: BTreeMap<String, Disagreement>,
    /// Figures with their denominators.
    pub estimates: BTreeMap<String, Estimate>,
    /// Which figures a plan may compute with.
    pub probability: Option<Probability>,
    /// The register of statements; [`StatementId`] is the index.
    pub statements: Vec<Statement>,
    /// Index from statement name to statement.
    pub statement_index: BTreeMap<String, StatementId>,
}

impl Knowledge {
    /// The fact with this name or alias.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<(FactId, &Fact)> {
        let id = *self.fact_index.get(name)?;
        Some((id, self.facts.get(id.0 as usize)?))
    }

    /// The action with this name or alias.
    #[must_use]
    pub fn action(&self, name: &str) -> Option<(ActionId, &Action)> {
        let id = *self.action_index.get(name)?;
        Some((id, self.actions.get(id.0 as usize)?))
    }

    /// The statement with this name.
    #[must_use]
    pub fn statement(&self, name: &str) -> Option<&Statement> {
        let id = *self.statement_index.get(name)?;
        self.statements.get(id.0 as usize)
    }
}
