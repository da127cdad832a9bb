//! What every later step of loading can look up: names, shapes of facts, and the register of statements.

use venule_logic::FactId;
use venule_logic::span::Span;
use venule_logic::types::{FactType, Schema};

use super::names::{Names, Style};
use super::register::Register;
use super::shape::Shape;
use crate::check::missing_source;
use crate::check::number::{self, Used};
use crate::document::{Fields, Problems, Text};
use crate::model::{ActionId, StatementId};
use crate::source::{Files, Origin};

/// Names of everything that other things refer to.
#[derive(Debug)]
pub(super) struct Published {
    pub(super) facts: Names,
    pub(super) events: Names,
    pub(super) views: Names,
    pub(super) actions: Names,
    pub(super) one_ofs: Names,
    pub(super) scores: Names,
    pub(super) protocols: Names,
    pub(super) orders: Names,
    pub(super) reports: Names,
    pub(super) sources: Names,
    pub(super) disagreements: Names,
    pub(super) estimates: Names,
    pub(super) contradictions: Names,
    pub(super) guidelines: Names,
}

impl Published {
    pub(super) fn new() -> Self {
        Self {
            facts: Names::new("fact", "unknown-fact", Style::Dotted),
            events: Names::new("kind of event", "unknown-event", Style::Snake),
            views: Names::new("view", "unknown-view", Style::Snake),
            actions: Names::new("action", "unknown-action", Style::Kebab),
            one_ofs: Names::new("group of options", "unknown-one-of", Style::Kebab),
            scores: Names::new("score", "unknown-score", Style::Snake),
            protocols: Names::new("protocol", "unknown-protocol", Style::Kebab),
            orders: Names::new("order form", "unknown-order", Style::Kebab),
            reports: Names::new("report form", "unknown-report", Style::Kebab),
            sources: Names::new("source", "unknown-source", Style::Key),
            disagreements: Names::new("disagreement", "unknown-disagreement", Style::Key),
            estimates: Names::new("estimate", "unknown-estimate", Style::Kebab),
            contradictions: Names::new("contradiction", "unknown-contradiction", Style::Kebab),
            guidelines: Names::new("guideline", "unknown-guideline", Style::Kebab),
        }
    }
}

/// The facts as conditions see them.
#[derive(Debug)]
pub(super) struct FactSchema<'a> {
    pub(super) names: &'a Names,
    /// By number of the fact.
    pub(super) types: Vec<FactType>,
}

impl Schema for FactSchema<'_> {
    fn lookup(&self, name: &str) -> Option<FactType> {
        self.types.get(self.names.get(name)? as usize).cloned()
    }

    fn names(&self) -> Vec<&str> {
        self.names.own_names().collect()
    }
}

/// A fact's type as conditions see it.
pub(super) fn fact_type(number: usize, shape: &Shape) -> FactType {
    let id = FactId(u32::try_from(number).unwrap_or(u32::MAX));
    FactType {
        id,
        ty: shape.ty.clone(),
        range: shape.range,
        unit: shape.unit,
    }
}

/// Everything that an element may refer to, and where to report what it gets wrong.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) files: &'a Files,
    pub(super) problems: &'a Problems,
    pub(super) published: &'a Published,
    pub(super) schema: &'a FactSchema<'a>,
    /// By number of the fact.
    pub(super) shapes: &'a [Shape],
    pub(super) register: &'a Register,
}

impl<'a> Context<'a> {
    /// The fact of this name.
    pub(super) fn fact(&self, name: Text<'_>) -> Option<FactId> {
        self.published.facts.find(self.problems, name).map(FactId)
    }

    /// The action of this name.
    pub(super) fn action(&self, name: Text<'_>) -> Option<ActionId> {
        self.published
            .actions
            .find(self.problems, name)
            .map(ActionId)
    }

    /// The actions named under a key.
    pub(super) fn actions(&self, fields: &mut Fields<'_>, key: &'static str) -> Vec<ActionId> {
        fields
            .texts(key)
            .into_iter()
            .filter_map(|name| self.action(name))
            .collect()
    }

    /// What values a fact may have.
    pub(super) fn shape(&self, fact: FactId) -> Option<&'a Shape> {
        self.shapes.get(fact.0 as usize)
    }

    /// The keys under `key`, reported where `names` does not have them.
    pub(super) fn keys(
        &self,
        fields: &mut Fields<'_>,
        key: &'static str,
        names: &Names,
    ) -> Vec<String> {
        let keys = fields.texts(key);
        keys.iter()
            .filter(|name| names.find(self.problems, **name).is_some())
            .map(|name| name.text.to_owned())
            .collect()
    }

    /// The statements that an element carries; `executes` says whether it can act on them.
    pub(super) fn states(&self, fields: &mut Fields<'_>, executes: bool) -> States {
        let named = fields.texts("states");
        let known: Vec<StatementId> = named
            .iter()
            .filter_map(|name| self.register.carry(self.problems, *name, executes))
            .collect();
        States {
            all_known: known.len() == named.len(),
            known,
        }
    }

    /// Like [`states`](Self::states), and reports an element that carries none.
    pub(super) fn required_states(&self, fields: &mut Fields<'_>) -> States {
        let states = self.states(fields, true);
        self.require(fields, &states);
        states
    }

    /// Reports an element that carries no statement.
    pub(super) fn require(&self, fields: &Fields<'_>, states: &States) {
        if states.known.is_empty() && states.all_known {
            self.problems
                .add(missing_source::report(fields.what(), fields.origin()));
        }
    }

    /// Reports the numbers of an element that none of its statements states. `place` gives the place of a span.
    ///
    /// Nothing while a statement is not known: its numbers are not known either.
    pub(super) fn check_numbers(
        &self,
        what: &str,
        used: &[Used],
        states: &States,
        place: impl Fn(Span) -> Origin,
    ) {
        if states.all_known {
            self.problems.extend(number::check(
                what,
                used,
                &self.register.numbers_of(&states.known),
                place,
            ));
        }
    }
}

/// The statements that an element carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct States {
    /// Those that the register has.
    pub(super) known: Vec<StatementId>,
    /// Whether there are no others. The others have been reported, and what follows from them is not.
    all_known: bool,
}

impl States {
    /// These and those.
    pub(super) fn and(&self, others: &Self) -> Self {
        let known = self.known.iter().chain(&others.known).copied().collect();
        Self {
            known,
            all_known: self.all_known && others.all_known,
        }
    }
}
