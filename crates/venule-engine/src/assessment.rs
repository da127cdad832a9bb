//! What the knowledge says of a case now, as plain data with its whole trace.

use std::collections::BTreeSet;

use venule_knowledge::model::{
    ActionId, Category, Knowledge, Obtain, OneOfId, Rating, RuleId, Stance,
};
use venule_logic::truth::Truth;
use venule_logic::{FactId, Quantity, Value};

use crate::case::Moment;
use crate::side::Side;
use crate::timing::Due;

/// The answer of the engine.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The moment it speaks of.
    pub as_of: Moment,
    /// Lines of advice, most pressing first: decided, provisional and undecided ones.
    pub lines: Vec<Line>,
    /// Rules that are undecided only because an exception was not ruled out.
    pub dormant: Vec<Dormant>,
    /// Advice for and against one action, withheld.
    pub conflicts: Vec<Conflict>,
    /// Stated facts that cannot both hold, set aside.
    pub contradictions: Vec<Contradicted>,
    /// Stated values that something decided overrules.
    pub differences: Vec<Overruled>,
    /// Events that were taken to be of the symptomatic leg, by index in `Case::events`.
    pub side_assumed: BTreeSet<usize>,
    /// What was stated of a leg that is not symptomatic and led to no line.
    pub unused: Vec<Unused>,
    /// Every guideline with its scope.
    pub scopes: Vec<ScopeReport>,
    /// Scores with their bounds.
    pub scores: Vec<ScoreReport>,
    /// What to find out, most useful first.
    pub questions: Vec<Question>,
    /// What each advised examination must contain.
    pub protocols: Vec<ProtocolReport>,
    /// Explanations that hold of this patient.
    pub notes: Vec<NoteReport>,
}

/// One line of advice.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it is about.
    pub action: ActionId,
    /// The leg, for actions done to one.
    pub side: Option<Side>,
    /// How it is advised.
    pub stance: Stance,
    /// When it is due.
    pub due: Due,
    /// How long a treatment lasts.
    pub duration: Option<Quantity>,
    /// How sure it is that the line holds.
    pub status: Status,
    /// Whether its scope is settled.
    pub scope: ScopeStatus,
    /// The group of options it belongs to.
    pub one_of: Option<OneOfId>,
    /// Ratings by body and edition, never merged.
    pub ratings: Vec<Rating>,
    /// Whether it comes before everything.
    pub red_flag: bool,
    /// The rules that ask for it.
    pub rules: Vec<RuleTrace>,
}

impl Line {
    /// Whether it is shown as advice: decided or provisional.
    #[must_use]
    pub fn is_live(&self) -> bool {
        match self.status {
            Status::Decided | Status::Provisional { .. } => true,
            Status::Undecided { .. } => false,
        }
    }

    /// Whether it hands over to a person now: flagged red, or emergency care that is due at once.
    #[must_use]
    pub fn is_emergency(&self, knowledge: &Knowledge) -> bool {
        let action = knowledge.actions.get(self.action.0 as usize);
        let is_care = action.is_some_and(|it| it.category == Category::Emergency);
        let is_help = is_care && self.stance == Stance::Do && self.due.is_now();
        self.is_live() && (self.red_flag || is_help)
    }
}

/// How sure it is that a line holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Status {
    /// Its condition is true.
    Decided,
    /// It holds provided that some unknown facts are as presumed.
    Provisional {
        /// What it rests on.
        provided: Vec<Proviso>,
    },
    /// Its condition is unknown.
    Undecided {
        /// The inputs it waits for.
        waits_for: Vec<FactId>,
        /// Those of them that it would still wait for if everything presumable were as presumed.
        still_open: Vec<FactId>,
        /// What the condition would be if everything presumable were as presumed.
        presumed: Truth,
    },
}

/// Something that was stated and not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// A fact of the other leg.
    Fact {
        /// Index in `Case::facts`.
        entry: usize,
        /// The fact.
        fact: FactId,
    },
    /// An event of the other leg, by index in `Case::events`.
    Event(usize),
}

/// Something that provisional advice rests on.
#[derive(Debug, Clone, PartialEq)]
pub enum Proviso {
    /// An unknown fact has this value.
    Fact {
        /// The fact.
        fact: FactId,
        /// The presumed value.
        value: Value,
    },
    /// A rule that would override does not apply.
    RuleDoesNotApply {
        /// The rule.
        rule: RuleId,
        /// The inputs that decide it, as far as they cannot be presumed.
        waits_for: Vec<FactId>,
    },
}

/// An undecided rule that is false if everything presumable is as presumed.
///
/// It is not shown as a line, and its own inputs are not asked before the exception is.
#[derive(Debug, Clone, PartialEq)]
pub struct Dormant {
    /// The rule.
    pub rule: RuleId,
    /// The leg.
    pub side: Option<Side>,
    /// The presumed facts that keep it from holding.
    pub unless: Vec<FactId>,
}

/// One rule behind a line.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleTrace {
    /// The rule.
    pub rule: RuleId,
    /// Its own status.
    pub status: Status,
    /// Its own timing.
    pub due: Due,
    /// The facts that carry it.
    pub facts: Vec<FactUse>,
}

/// A fact as it was used, and what it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct FactUse {
    /// The fact.
    pub fact: FactId,
    /// Its possible values.
    pub value: Value,
    /// Where the value came from.
    pub from: Provenance,
}

/// Where a value came from.
#[derive(Debug, Clone, PartialEq)]
pub enum Provenance {
    /// Stated in the case, by index in `Case::facts`.
    Stated(usize),
    /// Taken from events, by index in `Case::events`; empty when there is known to be none.
    Events(Vec<usize>),
    /// Derived from these facts.
    Derived(Vec<FactUse>),
    /// Presumed.
    Presumed,
    /// Nobody said anything.
    Unstated,
}

/// Whether a guideline covers the patient.
#[derive(Debug, Clone, PartialEq)]
pub enum ScopeStatus {
    /// It does, and no exclusion can apply any more.
    Applies,
    /// It does unless an exclusion turns out to hold.
    Provisional {
        /// Inputs that decide the exclusions.
        waits_for: Vec<FactId>,
    },
    /// It cannot be said whether it is about this patient.
    Undecided {
        /// Inputs that decide it.
        waits_for: Vec<FactId>,
    },
    /// It is about this patient only in an exception that nobody mentioned.
    Dormant {
        /// Inputs that such an exception rests on.
        waits_for: Vec<FactId>,
        /// The exclusion that would hold even then.
        exclusion: Option<usize>,
    },
    /// An exclusion holds, by index in the scope's exclusions.
    Excluded {
        /// Which one.
        exclusion: usize,
    },
    /// It is not about such a patient.
    DoesNotApply,
}

impl ScopeStatus {
    /// How far it is from applying for certain: the lower, the surer.
    pub(crate) fn doubt(&self) -> u8 {
        match self {
            Self::Applies => 0,
            Self::Provisional { .. } => 1,
            Self::Undecided { .. } | Self::Dormant { .. } => 2,
            Self::Excluded { .. } | Self::DoesNotApply => 3,
        }
    }
}

/// A guideline and whether it covers the patient.
#[derive(Debug, Clone, PartialEq)]
pub struct ScopeReport {
    /// Index in `Knowledge::guidelines`.
    pub guideline: usize,
    /// The leg, where the legs differ.
    pub side: Option<Side>,
    /// Whether it covers the patient.
    pub status: ScopeStatus,
    /// The facts behind that.
    pub facts: Vec<FactUse>,
}

/// Two lines that contradict each other; neither is shown as advice.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The line that advises.
    pub for_line: Line,
    /// The line that advises against it, or an incompatible one.
    pub against: Line,
}

/// Stated facts that cannot both hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradicted {
    /// Index in `Knowledge::contradictions`.
    pub contradiction: usize,
    /// The leg, where it concerns one.
    pub side: Option<Side>,
    /// The facts, for a contradiction between facts.
    pub facts: Vec<FactUse>,
    /// The events, by index in `Case::events`, for a contradiction between events.
    pub events: Vec<usize>,
}

/// A stated value that something decided overrules.
#[derive(Debug, Clone, PartialEq)]
pub struct Overruled {
    /// The fact.
    pub fact: FactId,
    /// The leg.
    pub side: Option<Side>,
    /// What was stated.
    pub stated: Value,
    /// What holds instead.
    pub derived: Value,
    /// What it was derived from.
    pub because: Vec<FactUse>,
}

/// A score with its bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreReport {
    /// Index in `Knowledge::scores`.
    pub score: usize,
    /// The leg, where the legs differ.
    pub side: Option<Side>,
    /// The total: a number, a range, or unknown.
    pub total: Value,
    /// The total if every unknown item were as presumed.
    pub if_presumed: Value,
    /// Items that are present.
    pub present: Vec<FactId>,
    /// Items that are not known.
    pub unknown: Vec<FactId>,
    /// Whether the total was stated and not counted.
    pub stated: bool,
    /// What the known items alone add up to.
    pub known_sum: i32,
}

/// Something to find out.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The input.
    pub fact: FactId,
    /// The leg, for a fact that may differ between the legs when both are assessed.
    pub side: Option<Side>,
    /// How pressing is what it decides.
    pub urgency: Urgency,
    /// What it costs to find out.
    pub obtain: Obtain,
    /// The actions whose advice it can change.
    pub decides: Vec<ActionId>,
    /// The guidelines, by index, whose scope it can change.
    pub scopes: Vec<usize>,
}

/// How pressing is what a question decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// A red flag.
    RedFlag,
    /// Whether the guideline is for this patient at all.
    Scope,
    /// Something that is to be done or avoided now.
    Now,
    /// Something that has a date.
    Dated,
    /// Something to consider, or without a date.
    Routine,
    /// Whether an exception holds that nobody mentioned.
    Exception,
}

/// What an advised examination must contain.
#[derive(Debug, Clone, PartialEq)]
pub struct ProtocolReport {
    /// Index in `Knowledge::protocols`.
    pub protocol: usize,
    /// The leg.
    pub side: Option<Side>,
    /// Items by index with whether they apply; those that do not are left out.
    pub items: Vec<(usize, Truth)>,
}

/// An explanation that holds of this patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteReport {
    /// Index in `Knowledge::guidelines`.
    pub guideline: usize,
    /// Index in the guideline's notes.
    pub note: usize,
    /// The actions with a live line that it explains.
    pub about: Vec<ActionId>,
}

/// What two assessments are compared by: everything but the trace.
#[derive(Debug, Clone, PartialEq)]
pub struct Essence {
    /// What it is about.
    pub action: ActionId,
    /// The leg.
    pub side: Option<Side>,
    /// How it is advised.
    pub stance: Stance,
    /// When it is due.
    pub due: Due,
    /// Decided, provisional or undecided.
    pub status: Kind,
    /// Ratings.
    pub ratings: Vec<Rating>,
    /// Whether it is a red flag.
    pub red_flag: bool,
    /// Whether its scope is settled.
    pub scope_settled: bool,
}

/// A status without what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// See [`Status::Decided`].
    Decided,
    /// See [`Status::Provisional`].
    Provisional,
    /// See [`Status::Undecided`].
    Undecided,
}

impl Status {
    /// The status without what it rests on.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Decided => Kind::Decided,
            Self::Provisional { .. } => Kind::Provisional,
            Self::Undecided { .. } => Kind::Undecided,
        }
    }

    /// What an undecided line waits for: what it would wait for with everything as presumed or, where that would
    /// settle it, everything. Empty for a line that is decided or provisional.
    #[must_use]
    pub fn open(&self) -> &[FactId] {
        match self {
            Self::Decided | Self::Provisional { .. } => &[],
            Self::Undecided {
                waits_for,
                still_open,
                ..
            } if still_open.is_empty() => waits_for,
            Self::Undecided { still_open, .. } => still_open,
        }
    }
}

impl Assessment {
    /// What this assessment is compared by.
    #[must_use]
    pub fn essence(&self) -> Vec<Essence> {
        self.lines
            .iter()
            .map(|line| Essence {
                action: line.action,
                side: line.side,
                stance: line.stance,
                due: line.due.clone(),
                status: line.status.kind(),
                ratings: line.ratings.clone(),
                red_flag: line.red_flag,
                scope_settled: line.scope == ScopeStatus::Applies,
            })
            .collect()
    }

    /// The live lines among which one is to be chosen: options of the group of this line, advised alike, for the same
    /// leg or for the whole person. Just this line, or none, where nothing is left to choose.
    #[must_use]
    pub fn options(&self, line: &Line) -> Vec<&Line> {
        let is_option = |other: &&Line| {
            let alike = (other.one_of, other.stance, other.red_flag)
                == (line.one_of, line.stance, line.red_flag);
            let same_leg = other.side == line.side || other.side.is_none() || line.side.is_none();
            other.is_live() && line.one_of.is_some() && alike && same_leg
        };
        self.lines.iter().filter(is_option).collect()
    }

    /// The lines that hand over to a person now.
    pub fn emergencies<'a>(&'a self, knowledge: &'a Knowledge) -> impl Iterator<Item = &'a Line> {
        self.lines
            .iter()
            .filter(|line| line.is_emergency(knowledge))
    }

    /// Whether no pathway covers the patient, or may yet. Guidelines that only stand before every pathway
    /// do not count.
    #[must_use]
    pub fn is_out_of_scope(&self, knowledge: &Knowledge) -> bool {
        let is_gate = |index: usize| knowledge.guidelines.get(index).is_some_and(|it| it.is_gate);
        self.scopes
            .iter()
            .filter(|scope| !is_gate(scope.guideline))
            .all(|scope| match scope.status {
                ScopeStatus::Excluded { .. }
                | ScopeStatus::Dormant { .. }
                | ScopeStatus::DoesNotApply => true,
                ScopeStatus::Applies
                | ScopeStatus::Provisional { .. }
                | ScopeStatus::Undecided { .. } => false,
            })
    }
}
