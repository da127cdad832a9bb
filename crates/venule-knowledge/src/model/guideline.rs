//! Guidelines: whom they are for, what their rules advise, what their notes explain.

use std::sync::Arc;

use venule_logic::types::FactId;
use venule_logic::value::Quantity;

use super::{ActionId, Attributes, Bound, Condition, OneOfId, Record, StatementId, ViewId};
use crate::source::Origin;

/// One pathway.
#[derive(Debug, Clone)]
pub struct Guideline {
    /// Published name: the folder's name.
    pub name: Arc<str>,
    /// Title.
    pub title: String,
    /// Version of the content.
    pub version: String,
    /// Date of the last change, ISO 8601.
    pub updated: String,
    /// Who stands behind it.
    pub attributes: Attributes,
    /// Who handed it in and who approved it; [`Guideline::standing`] says what follows.
    pub review: Record,
    /// The content that a review is bound to.
    pub bound: Bound,
    /// One paragraph.
    pub summary: String,
    /// Whether it stands before every pathway, as red flags do, and is no pathway itself.
    pub is_gate: bool,
    /// What brings a patient to it, offered where a case begins with nothing.
    pub complaint: Option<Complaint>,
    /// Whom it is for.
    pub scope: Scope,
    /// Its rules, in file order.
    pub rules: Vec<RuleId>,
    /// Its notes, in file order.
    pub notes: Vec<Note>,
    /// Place of its definition.
    pub origin: Origin,
}

/// What brings a patient to a guideline.
#[derive(Debug, Clone)]
pub struct Complaint {
    /// In a clinician's words.
    pub label: String,
    /// The yes-or-no fact that is then known to be so.
    pub fact: FactId,
}

/// Whom a guideline is for and whom it is not for.
#[derive(Debug, Clone)]
pub struct Scope {
    /// One sentence.
    pub audience: String,
    /// The condition that every rule of the guideline shares.
    pub when: Condition,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Who is sent elsewhere.
    pub exclusions: Vec<Exclusion>,
    /// Place of its definition.
    pub origin: Origin,
}

/// Patients whom a guideline does not cover.
#[derive(Debug, Clone)]
pub struct Exclusion {
    /// Name inside the guideline.
    pub name: Arc<str>,
    /// The condition.
    pub when: Condition,
    /// Whether it holds of the patient as soon as it holds of one leg.
    pub whole_patient: bool,
    /// Why.
    pub reason: String,
    /// Where to go instead.
    pub instead: String,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// Index of a rule in `Knowledge::rules`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);

/// How an action is advised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Do it.
    Do,
    /// Consider it.
    Consider,
    /// Do not do it.
    Avoid,
}

/// One piece of advice and its condition.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Name inside the guideline.
    pub name: Arc<str>,
    /// Index of the guideline in `Knowledge::guidelines`.
    pub guideline: usize,
    /// Heading of the source under which it stands.
    pub section: String,
    /// When it holds, beside the guideline's scope.
    pub when: Condition,
    /// What it is about.
    pub action: ActionId,
    /// How the action is advised.
    pub stance: Stance,
    /// When it is due.
    pub timing: Option<Timing>,
    /// How long a treatment lasts.
    pub duration: Option<Quantity>,
    /// The reason.
    pub why: String,
    /// The mistake to avoid.
    pub pitfall: Option<String>,
    /// Whether it is a red flag: shown first, never resting on presumption.
    pub red_flag: bool,
    /// The group of options it belongs to.
    pub one_of: Option<OneOfId>,
    /// Facts that have to be known before it may rest on any presumption.
    pub needs_known: Vec<FactId>,
    /// Rules that it removes when it holds.
    pub overrides: Vec<RuleId>,
    /// Appropriateness rating.
    pub rating: Option<Rating>,
    /// Strength of recommendation, where the source grades it.
    pub strength: Option<String>,
    /// Certainty of evidence, where the source grades it.
    pub certainty: Option<String>,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Disagreements between sources that a reader must see.
    pub disagreements: Vec<String>,
    /// Place of its definition.
    pub origin: Origin,
}

/// An appropriateness rating, inseparable from who gave it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating {
    /// `usually_appropriate`, `may_be_appropriate` or `usually_not_appropriate`.
    pub value: String,
    /// The issuing body.
    pub body: String,
    /// The edition.
    pub edition: String,
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Timing {
    /// At once.
    Now,
    /// Inside a span that starts with the assessment.
    Within(Quantity),
    /// Inside a window after an event.
    After {
        /// Whose event anchors the window.
        anchor: ViewId,
        /// Not before.
        from: Option<Quantity>,
        /// Not later than.
        to: Option<Quantity>,
    },
}

/// An explanation shown with advice.
#[derive(Debug, Clone)]
pub struct Note {
    /// Name inside the guideline.
    pub name: Arc<str>,
    /// Actions under whose live lines it is shown.
    pub about: Vec<ActionId>,
    /// When it is true of a patient.
    pub when: Condition,
    /// The text.
    pub text: String,
    /// Keys of the figures it shows.
    pub estimates: Vec<String>,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}
