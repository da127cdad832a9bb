//! The elements that a guideline rests on, found by following references until nothing new is met.
//!
//! Where it is not clear whether something can alter the advice, it is followed.

use std::collections::{BTreeMap, BTreeSet};

use venule_logic::FactId;

use crate::model::{
    ActionId, Condition, Contradiction, Derivation, Fact, Knowledge, OneOfId, Rule, RuleId,
    StatementId, Timing, ViewId,
};

/// Something that is referred to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    Fact(FactId),
    Event(usize),
    View(ViewId),
    Contradiction(usize),
    Action(ActionId),
    Group(OneOfId),
    Score(usize),
    Protocol(usize),
    Scope(usize),
    Rule(RuleId),
    Note(usize, usize),
    Statement(StatementId),
    Citation(usize),
    Source(String),
    Estimate(String),
    Disagreement(String),
    /// The figures of plans, as one.
    Probability,
    Order(usize),
    Report(usize),
}

/// Kind and name of every element that the guideline with this index rests on, in order.
pub(super) fn names(
    knowledge: &Knowledge,
    citations: &Citations<'_>,
    guideline: usize,
) -> Vec<String> {
    let mut reach = Reach {
        knowledge,
        citations,
        found: BTreeSet::new(),
        open: Vec::new(),
    };
    let mut names = BTreeSet::new();
    if let Some(it) = knowledge.guidelines.get(guideline) {
        names.insert(format!("guideline {}", it.name));
        reach.meet(Item::Scope(guideline));
        for rule in &it.rules {
            reach.meet(Item::Rule(*rule));
        }
        for note in 0..it.notes.len() {
            reach.meet(Item::Note(guideline, note));
        }
    }
    // Which legs are assessed decides about every line.
    reach.facts(
        (0..)
            .map(FactId)
            .zip(&knowledge.facts)
            .filter_map(|(id, fact)| fact.is_side.then_some(id)),
    );
    loop {
        while let Some(item) = reach.open.pop() {
            reach.follow(&item);
        }
        reach.meet_what_points_here();
        if reach.open.is_empty() {
            break;
        }
    }
    for item in &reach.found {
        reach.name(item, &mut names);
    }
    names.into_iter().collect()
}

/// Where citations stand, by document and number.
pub(super) type Citations<'k> = BTreeMap<(&'k str, u32), Vec<usize>>;

/// Finds all citations once, because every statement asks for its own.
pub(super) fn citations(knowledge: &Knowledge) -> Citations<'_> {
    let mut found = Citations::new();
    for (index, it) in knowledge.citations.iter().enumerate() {
        let place = found.entry((&it.document, it.number)).or_default();
        place.push(index);
    }
    found
}

pub(super) struct Reach<'k> {
    pub(super) knowledge: &'k Knowledge,
    citations: &'k Citations<'k>,
    found: BTreeSet<Item>,
    open: Vec<Item>,
}

impl Reach<'_> {
    pub(super) fn meet(&mut self, item: Item) {
        if self.found.insert(item.clone()) {
            self.open.push(item);
        }
    }

    pub(super) fn facts(&mut self, ids: impl IntoIterator<Item = FactId>) {
        for id in ids {
            self.meet(Item::Fact(id));
        }
    }

    pub(super) fn condition(&mut self, condition: &Condition) {
        self.facts(condition.facts().iter().copied());
    }

    pub(super) fn states(&mut self, ids: &[StatementId]) {
        for id in ids {
            self.meet(Item::Statement(*id));
        }
    }

    fn sources(&mut self, keys: &[String]) {
        for key in keys {
            self.meet(Item::Source(key.clone()));
        }
    }

    fn actions(&mut self, ids: &[ActionId]) {
        for id in ids {
            self.meet(Item::Action(*id));
        }
    }

    /// Everything that an item refers to. An index that leads nowhere cannot come out of the loader.
    fn follow(&mut self, item: &Item) -> Option<()> {
        let knowledge = self.knowledge;
        match item {
            Item::Fact(id) => self.fact(knowledge.facts.get(id.0 as usize)?),
            Item::Event(_) => {}
            Item::View(id) => {
                let view = knowledge.views.get(id.0 as usize)?;
                self.meet(Item::Event(view.event));
                for other in view.after.iter().chain(&view.since) {
                    self.meet(Item::View(*other));
                }
                self.states(&view.states);
            }
            Item::Contradiction(index) => match knowledge.contradictions.get(*index)? {
                Contradiction::Facts {
                    when,
                    presuming,
                    set_aside,
                    states,
                    ..
                } => {
                    self.condition(when);
                    self.facts(presuming.iter().chain(set_aside).copied());
                    self.states(states);
                }
                Contradiction::Events {
                    first,
                    second,
                    states,
                    ..
                } => {
                    self.meet(Item::Event(first.event));
                    self.meet(Item::Event(second.event));
                    self.states(states);
                }
            },
            Item::Action(id) => {
                let action = knowledge.actions.get(id.0 as usize)?;
                self.actions(&action.specializes);
                self.actions(&action.incompatible_with);
                self.actions(&action.instead_of);
                self.facts(action.settles);
                if let Some(protocol) = action.protocol {
                    self.meet(Item::Protocol(protocol));
                }
                if !action.results.is_empty() && knowledge.probability.is_some() {
                    self.meet(Item::Probability);
                }
                for result in &action.results {
                    let event = result.split_once('.').map_or(result.as_str(), |(it, _)| it);
                    let index = knowledge.events.iter().position(|it| *it.name == *event);
                    self.meet(Item::Event(index?));
                }
            }
            Item::Group(id) => self.actions(&knowledge.one_ofs.get(id.0 as usize)?.options),
            Item::Score(index) => {
                let score = knowledge.scores.get(*index)?;
                self.facts([score.fact]);
                self.facts(score.items.iter().map(|it| it.fact));
                self.states(&score.states);
                score.items.iter().for_each(|it| self.states(&it.states));
                self.sources(&score.sources);
            }
            Item::Protocol(index) => {
                let orders = (0..).zip(&knowledge.orders);
                for (form, _) in orders.filter(|(_, form)| form.protocol == *index) {
                    self.meet(Item::Order(form));
                }
                let reports = (0..).zip(&knowledge.reports);
                for (form, _) in reports.filter(|(_, form)| form.protocol == *index) {
                    self.meet(Item::Report(form));
                }
                for it in &knowledge.protocols.get(*index)?.items {
                    self.condition(&it.when);
                    self.states(&it.states);
                }
            }
            Item::Scope(guideline) => {
                let scope = &knowledge.guidelines.get(*guideline)?.scope;
                self.condition(&scope.when);
                self.states(&scope.states);
                for it in &scope.exclusions {
                    self.condition(&it.when);
                    self.states(&it.states);
                }
            }
            Item::Rule(id) => self.rule(knowledge.rules.get(id.0 as usize)?),
            Item::Note(guideline, index) => {
                let note = knowledge.guidelines.get(*guideline)?.notes.get(*index)?;
                self.actions(&note.about);
                self.condition(&note.when);
                self.states(&note.states);
                for key in &note.estimates {
                    self.meet(Item::Estimate(key.clone()));
                }
            }
            Item::Statement(id) => {
                let statement = knowledge.statements.get(id.0 as usize)?;
                self.meet(Item::Source(statement.source.clone()));
                for number in &statement.cites {
                    let found = self.citations.get(&(statement.source.as_str(), *number));
                    for index in found.into_iter().flatten() {
                        self.meet(Item::Citation(*index));
                    }
                }
            }
            Item::Citation(index) => {
                let likely = &knowledge.citations.get(*index)?.likely;
                self.sources(likely.as_slice());
            }
            Item::Source(_) => {}
            Item::Estimate(key) => {
                let estimate = knowledge.estimates.get(key)?;
                self.sources(&estimate.sources);
                self.states(&estimate.states);
            }
            Item::Disagreement(key) => {
                for position in &knowledge.disagreements.get(key)?.positions {
                    self.sources(&position.sources);
                }
            }
            Item::Order(index) => self.order(knowledge.orders.get(*index)?),
            Item::Report(index) => self.report(knowledge.reports.get(*index)?),
            Item::Probability => {
                let probability = knowledge.probability.as_ref()?;
                for (_, condition) in probability.conditions() {
                    self.condition(condition);
                }
                for (_, states) in probability.carrying() {
                    self.states(states);
                }
                for key in probability.estimates() {
                    self.meet(Item::Estimate(key.to_owned()));
                }
            }
        }
        Some(())
    }

    fn fact(&mut self, fact: &Fact) {
        self.facts(fact.qualifier);
        if let Some(since) = &fact.since {
            self.meet(Item::Event(since.event));
        }
        self.states(&fact.states);
        for condition in fact.implied.by.iter().chain(&fact.implied.refuted_by) {
            self.condition(condition);
        }
        match &fact.derivation {
            None => {}
            Some(Derivation::Condition(it) | Derivation::Expression(it)) => self.condition(it),
            Some(Derivation::Cases { cases, .. }) => {
                for case in cases {
                    self.condition(&case.when);
                    self.states(&case.states);
                }
            }
            Some(Derivation::Score(index)) => self.meet(Item::Score(*index)),
            Some(Derivation::View { view, .. }) => self.meet(Item::View(*view)),
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.meet(Item::Scope(rule.guideline));
        self.meet(Item::Action(rule.action));
        self.condition(&rule.when);
        self.facts(rule.needs_known.iter().copied());
        if let Some(group) = rule.one_of {
            self.meet(Item::Group(group));
        }
        if let Some(Timing::After { anchor, .. }) = &rule.timing {
            self.meet(Item::View(*anchor));
        }
        self.states(&rule.states);
        for key in &rule.disagreements {
            self.meet(Item::Disagreement(key.clone()));
        }
    }

    /// What is not referred to and reaches in all the same: contradictions that set facts or events aside, and
    /// rules that override.
    fn meet_what_points_here(&mut self) {
        let knowledge = self.knowledge;
        for (index, contradiction) in knowledge.contradictions.iter().enumerate() {
            let reaches_in = match contradiction {
                Contradiction::Facts {
                    when, set_aside, ..
                } => {
                    // One that sets nothing aside is still told.
                    let aimed_at = if set_aside.is_empty() {
                        when.facts()
                    } else {
                        set_aside
                    };
                    aimed_at
                        .iter()
                        .any(|id| self.found.contains(&Item::Fact(*id)))
                }
                Contradiction::Events { first, second, .. } => [first, second]
                    .iter()
                    .any(|it| self.found.contains(&Item::Event(it.event))),
            };
            if reaches_in {
                self.meet(Item::Contradiction(index));
            }
        }
        for (id, rule) in (0..).map(RuleId).zip(&knowledge.rules) {
            let mut overridden = rule.overrides.iter();
            if overridden.any(|other| self.found.contains(&Item::Rule(*other))) {
                self.meet(Item::Rule(id));
            }
        }
    }
}
