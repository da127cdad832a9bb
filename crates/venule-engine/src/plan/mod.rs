//! From a case to a [`Plan`]: what each result of the next tests would mean, a few results deep.
//!
//! In: knowledge and a case, which carries the moment of assessment. Out: plain data, a tree whose every node is the
//! assessment of a case. Nothing is decided here; `docs/adr/0004` says what each step means.
//!
//! [`advised`] says which tests are expanded and when, [`outcome`] what a result does to the case, [`grow`] makes the
//! tree, [`merge`] joins branches that say the same, [`alike`] finds nodes elsewhere that do, [`chance`] and [`bayes`]
//! say how probable the disease is then.

mod advised;
mod alike;
pub mod bayes;
mod chance;
mod grow;
mod merge;
mod outcome;

use std::sync::Arc;

use jiff::civil::Date;
use venule_knowledge::model::{ActionId, Knowledge, OneOfId};
use venule_logic::{FactId, Value};

use crate::assessment::Assessment;
use crate::case::Case;
use crate::side::{Leg, Side};
use bayes::Interval;

/// How many results deep a plan goes.
pub const DEPTH: usize = 3;

/// How many assessments a plan holds at most.
pub const MOST_NODES: usize = 600;

/// What the results of the next tests would mean.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The case as it is.
    pub root: Node,
    /// How many assessments it took, merged ones included.
    pub assessed: usize,
}

/// A case, as it is or as it would be.
#[derive(Debug, Clone)]
pub struct Node {
    /// The case.
    pub case: Case,
    /// What the knowledge says of it.
    pub assessment: Assessment,
    /// Why it is not followed further, if it is not.
    pub state: State,
    /// How probable the disease is then, for each symptomatic leg. Empty where the knowledge has no figures.
    pub chances: Vec<(Leg, Chance)>,
    /// The tests that are expanded: one, or options of which one is chosen.
    pub tests: Vec<Test>,
}

/// What an assessment means for a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There is advice.
    Open,
    /// A red flag is live: a person takes over.
    RedFlag,
    /// No pathway covers the patient.
    OutOfScope,
    /// Nothing is live for lack of facts.
    Undecided,
}

/// A test that is advised, with what each result would mean.
#[derive(Debug, Clone)]
pub struct Test {
    /// The test.
    pub action: ActionId,
    /// The leg.
    pub side: Option<Side>,
    /// The group of options it is one of, if it is not advised outright.
    pub option_of: Option<OneOfId>,
    /// The day on which the result is taken to be there.
    pub on: Date,
    /// Whether that day follows from the knowledge; otherwise it is only the earliest possible.
    pub dated: bool,
    /// What each result would mean.
    pub then: Then,
}

/// What is known of the results of a test.
#[derive(Debug, Clone)]
pub enum Then {
    /// A branch for each result that leads somewhere else.
    Branches(Vec<Branch>),
    /// Its result led here, and it is due once more: by then the patient is another one.
    Again,
    /// It falls due after the last result that a plan looks at.
    TooDeep,
    /// Its results would not fit into the plan any more.
    TooMany,
}

/// Results of a test that lead to the same.
#[derive(Debug, Clone)]
pub struct Branch {
    /// The results, in order of the vocabulary; what each is recorded as.
    pub outcomes: Vec<Outcome>,
    /// The case with the first of them. The others lead to the same.
    pub node: Node,
}

/// What a test turned out to say: attributes of an event with their values, the result first.
pub type Outcome = Vec<(Arc<str>, Value)>;

/// How probable the disease is.
#[derive(Debug, Clone, PartialEq)]
pub enum Chance {
    /// A figure.
    Shown(Shown),
    /// None, and why.
    NotShown(Silence),
}

/// A figure with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The probability and its range.
    pub range: Interval,
    /// Where it comes from.
    pub basis: Basis,
    /// What was presumed in saying that the figures apply.
    pub provided: Vec<(FactId, Value)>,
}

/// Where a probability comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Basis {
    /// Computed from a pretest class, by index in `Probability::pretests`, and the results of tests, by index in
    /// `Probability::accuracies`, with whether each was positive.
    Computed {
        /// The class.
        pretest: usize,
        /// The tests, in order of the knowledge.
        tests: Vec<(usize, bool)>,
    },
    /// Measured, by index in `Probability::measured`.
    Measured(usize),
}

/// Why there is no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silence {
    /// The figures were not made for this patient.
    DoesNotApply {
        /// The facts that say so.
        because: Vec<FactId>,
    },
    /// Whether they were is not known.
    NotKnown {
        /// The facts that would settle it.
        waits_for: Vec<FactId>,
    },
    /// Something that was said of the patient or the question, by index in `Probability::exclusions`.
    Excluded(usize),
    /// The patient is in no class that has a figure, or the class is not decided.
    NoClass,
    /// A test was done more than once, by index in `Knowledge::events`.
    Serial(usize),
    /// There is no figure for a result, by index in `Knowledge::events`.
    NoAccuracy(usize),
}

/// What each result of the next tests would mean for a patient.
///
/// The same case gives the same plan. A plan is bounded: [`DEPTH`] results deep and [`MOST_NODES`] assessments.
///
/// # Unknown values
///
/// A branch adds what its result says and nothing else; what is unknown stays unknown in it.
#[must_use]
pub fn plan(knowledge: &Knowledge, case: &Case) -> Plan {
    plan_within(knowledge, case, DEPTH, MOST_NODES)
}

/// As [`plan`], with fewer steps or assessments. More than [`DEPTH`] and [`MOST_NODES`] are not granted.
#[must_use]
pub fn plan_within(knowledge: &Knowledge, case: &Case, depth: usize, most_nodes: usize) -> Plan {
    let limits = Limits {
        depth: depth.min(DEPTH),
        nodes: most_nodes.min(MOST_NODES),
        asks: true,
    };
    grow::grow(knowledge, case, limits)
}

/// As [`plan_within`], for whoever shows what each result would lead to and nothing else of it: of a patient with a result
/// nothing is asked, and what is dormant then is not listed.
#[must_use]
pub fn results_within(knowledge: &Knowledge, case: &Case, depth: usize, most_nodes: usize) -> Plan {
    let limits = Limits {
        depth: depth.min(DEPTH),
        nodes: most_nodes.min(MOST_NODES),
        asks: false,
    };
    grow::grow(knowledge, case, limits)
}

/// How far a plan grows.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// How many results deep.
    depth: usize,
    /// How many assessments.
    nodes: usize,
    /// Whether its assessments hold questions and what is dormant. That of the case as it is does in any case.
    asks: bool,
}

impl Node {
    /// This node and all below it, nearest first within each branch.
    #[must_use]
    pub fn all(&self) -> Vec<&Self> {
        let mut found = vec![self];
        for branch in self.branches() {
            found.extend(branch.node.all());
        }
        found
    }

    /// The branches of all its tests.
    pub fn branches(&self) -> impl Iterator<Item = &Branch> {
        self.tests.iter().flat_map(|test| match &test.then {
            Then::Branches(branches) => branches.as_slice(),
            Then::Again | Then::TooDeep | Then::TooMany => &[],
        })
    }
}
