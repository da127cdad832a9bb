//! Which facts may be presumed: those of which the case says nothing, and nothing that would make the presumption wrong.
//!
//! # Unknown values
//!
//! A presumption that is the careful reading (`careful`) asks only what is said of the fact itself.
//!
//! | the case says | of the fact itself | of a part that would make its presumption wrong |
//! |---|---|---|
//! | nothing | may be presumed | may be presumed |
//! | unknown, not done, unobtainable | may not | may not |
//! | a value that was set aside or overruled, so that it is not known | may not | may not |
//! | a value | is known | decides, or leaves it to the other parts |
//! | any of these, where it takes a part that nobody mentioned as well | may not | may be presumed |
//! | an event that may be the one, silent on what is asked | may not | may be presumed |
//! | an event that may be the one and says something of it; or that nobody knows whether there was one | may not | may not |

use std::collections::{BTreeMap, BTreeSet};

use venule_knowledge::model::{Condition, Derivation, Fact, Knowledge, Measure, View, ViewId};
use venule_logic::evaluate::{could_hold_by, waits_for};
use venule_logic::{FactId, Value};

use super::{FactTable, Resolver};
use crate::case::Event;

/// What was found out of facts so far. They follow from each other without circles, so the search ends.
type Mentioned = BTreeMap<FactId, bool>;

impl Resolver<'_> {
    /// The facts that may be presumed, given the facts as they are.
    pub(super) fn presumable(&self, plain: &FactTable) -> BTreeSet<FactId> {
        let mut mentioned = Mentioned::new();
        let facts = (0..).map(FactId).zip(&self.knowledge.facts);
        let presumable = facts.filter(|(id, fact)| {
            fact.presume.is_some()
                && !plain.is_known(*id)
                && !self.is_stated_or_set_aside(*id)
                && !self.is_listed(fact)
                && (is_careful(fact) || !self.is_doubted(fact, plain, &mut mentioned))
        });
        presumable.map(|(id, _)| id).collect()
    }

    fn is_stated_or_set_aside(&self, id: FactId) -> bool {
        self.stated(id).is_some() || self.set_aside.contains(&id)
    }

    /// Whether the case lists an event that a view may pick, or says that nobody knows whether there was one:
    /// then somebody did mention it.
    fn is_listed(&self, fact: &Fact) -> bool {
        let Some(Derivation::View { view, .. }) = &fact.derivation else {
            return false;
        };
        !self.candidates(*view).is_empty() || self.is_said_not_to_be_known(*view)
    }

    /// Whether what was mentioned, and is not known, could by itself make a fact other than it is without it.
    fn is_doubted(&self, fact: &Fact, plain: &FactTable, mentioned: &mut Mentioned) -> bool {
        let mut is_mentioned = |id| self.is_mentioned(id, plain, mentioned);
        if fact.is_input() {
            let against = against(fact).and_then(|it| it.expr.as_ref());
            return against.is_some_and(|it| could_hold_by(it, plain, &mut is_mentioned));
        }
        // What is derived may matter by what it is and by what it is not.
        let conditions = fact.conditions().filter_map(|it| it.expr.as_ref());
        let open = conditions.flat_map(|expr| waits_for(expr, plain));
        let unknown = items(self.knowledge, fact).filter(|id| !plain.is_known(*id));
        open.chain(unknown).any(is_mentioned)
    }

    /// Whether the case says something that bears on a fact which is not known.
    fn is_mentioned(&self, id: FactId, plain: &FactTable, mentioned: &mut Mentioned) -> bool {
        if let Some(known) = mentioned.get(&id) {
            return *known;
        }
        let is_mentioned = self.fact(id).is_some_and(|fact| {
            self.is_stated_or_set_aside(id)
                || self.is_spoken_of(fact)
                || self.is_doubted(fact, plain, mentioned)
        });
        mentioned.insert(id, is_mentioned);
        is_mentioned
    }

    /// Whether an event that a view may pick says something of what the fact takes from it, or nobody knows whether
    /// there was one.
    fn is_spoken_of(&self, fact: &Fact) -> bool {
        let Some(Derivation::View { view, measure }) = &fact.derivation else {
            return false;
        };
        let Some(definition) = self.knowledge.views.get(view.0 as usize) else {
            return false;
        };
        let mut candidates = self.candidates(*view).iter().copied();
        let speaks = |index: usize| {
            self.disputed.contains(&index)
                || self
                    .case
                    .events
                    .get(index)
                    .is_some_and(|event| match measure {
                        Measure::Attribute(name) => says(event, name),
                        Measure::Exists | Measure::DaysSince => fits_as_stated(definition, event),
                    })
        };
        candidates.any(speaks) || self.is_said_not_to_be_known(*view)
    }

    fn candidates(&self, view: ViewId) -> &[usize] {
        let picked = self.views.get(view.0 as usize);
        picked.map_or(&[], |picked| &picked.candidates)
    }

    fn is_said_not_to_be_known(&self, view: ViewId) -> bool {
        let kind = self.knowledge.views.get(view.0 as usize);
        let mut said = self
            .case
            .unknown_of
            .iter()
            .chain(&self.case.unobtainable_of);
        kind.is_some_and(|view| said.any(|it| it.is_about(view.event, self.leg)))
    }
}

fn is_careful(fact: &Fact) -> bool {
    fact.presume.as_ref().is_some_and(|it| it.careful)
}

/// The condition that makes an input other than presumed, or, without a presumption, other than absent.
fn against(fact: &Fact) -> Option<&Condition> {
    let is_presumed_true = fact
        .presume
        .as_ref()
        .is_some_and(|it| it.value == Value::Boolean(true));
    if is_presumed_true {
        fact.implied.refuted_by.as_ref()
    } else {
        fact.implied.by.as_ref()
    }
}

/// The items of a fact that is a score.
fn items<'k>(knowledge: &'k Knowledge, fact: &Fact) -> impl Iterator<Item = FactId> + use<'k> {
    let score = match &fact.derivation {
        Some(Derivation::Score(index)) => knowledge.scores.get(*index),
        _ => None,
    };
    score
        .into_iter()
        .flat_map(|score| &score.items)
        .map(|item| item.fact)
}

/// Whether the case says of an event what a view looks for, be it that nobody knows.
fn fits_as_stated(view: &View, event: &Event) -> bool {
    view.filter.iter().all(|test| says(event, &test.attribute))
}

fn says(event: &Event, name: &str) -> bool {
    event
        .attributes
        .iter()
        .any(|(attribute, _)| **attribute == *name)
}
