//! Rules that name other rules: a true overrider removes them, an unknown one makes them provisional.

use venule_knowledge::model::{Knowledge, RuleId};
use venule_logic::truth::Truth;

use crate::assessment::{Proviso, Status};
use crate::line::{Leg, Outcome};
use crate::provided::smallest_presumption;
use crate::question::Awaited;

/// Applies every override, overriders first.
///
/// INVARIANT (overriders-first): `Knowledge::override_order` puts a rule after those that override it,
/// so that a rule which is itself removed no longer removes anything.
pub(crate) fn apply(leg: &Leg<'_>, outcomes: &mut [Outcome]) {
    let overriders = overriders(leg.knowledge);
    for id in &leg.knowledge.override_order {
        for overrider in overriders.get(id.0 as usize).into_iter().flatten() {
            let Some(over) = outcomes.get(overrider.0 as usize).cloned() else {
                continue;
            };
            let Some(outcome) = outcomes.get_mut(id.0 as usize) else {
                continue;
            };
            match (&over, &*outcome) {
                (Outcome::Absent | Outcome::Overridden, _)
                | (_, Outcome::Absent | Outcome::Overridden) => {}
                (Outcome::Line(Status::Decided), Outcome::Line(_)) => {
                    *outcome = Outcome::Overridden;
                }
                (Outcome::Line(_), Outcome::Line(status)) => {
                    *outcome = Outcome::Line(weaken(leg, *overrider, status));
                }
            }
        }
    }
}

/// A decided or provisional line now also rests on the overrider not applying.
fn weaken(leg: &Leg<'_>, overrider: RuleId, status: &Status) -> Status {
    let mut provided = match status {
        Status::Decided => Vec::new(),
        Status::Provisional { provided } => provided.clone(),
        Status::Undecided { .. } => return status.clone(),
    };
    let presumed_away = smallest_presumption(
        leg.knowledge,
        leg.resolver,
        leg.plain,
        leg.presumed,
        &leg.roots(overrider),
        Truth::False,
        &|facts| leg.executor.rule(leg.knowledge, overrider, facts),
    );
    let open = || {
        let facts = leg.presumed;
        let awaited = Awaited {
            knowledge: leg.knowledge,
            resolver: leg.resolver,
            facts,
        };
        let waits_for = awaited.inputs(&leg.conditions(overrider));
        vec![Proviso::RuleDoesNotApply {
            rule: overrider,
            waits_for,
        }]
    };
    for proviso in presumed_away.unwrap_or_else(open) {
        if !provided.contains(&proviso) {
            provided.push(proviso);
        }
    }
    Status::Provisional { provided }
}

/// For each rule, the rules that override it.
fn overriders(knowledge: &Knowledge) -> Vec<Vec<RuleId>> {
    let mut overriders = vec![Vec::new(); knowledge.rules.len()];
    for (index, rule) in knowledge.rules.iter().enumerate() {
        let Ok(id) = u32::try_from(index) else { break };
        for overridden in &rule.overrides {
            if let Some(list) = overriders.get_mut(overridden.0 as usize) {
                list.push(RuleId(id));
            }
        }
    }
    overriders
}
