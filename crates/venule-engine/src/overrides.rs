//! Rules that name other rules: a true overrider removes them, an unknown one makes them provisional.

use venule_knowledge::model::{Knowledge, RuleId};
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;

use crate::assessment::{Proviso, Status};
use crate::line::{Leg, Outcome};

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
            let red = leg
                .knowledge
                .rules
                .get(id.0 as usize)
                .is_some_and(|it| it.red_flag);
            if red && over != Outcome::Line(Status::Decided) {
                // A red flag never rests on presumption.
                continue;
            }
            match (&over, &*outcome) {
                (Outcome::Absent | Outcome::Overridden, _)
                | (_, Outcome::Absent | Outcome::Overridden) => {}
                (Outcome::Line(over), Outcome::Line(status)) => {
                    *outcome = if holds_wherever(over, status) {
                        Outcome::Overridden
                    } else {
                        Outcome::Line(weaken(leg, *overrider, over, status))
                    };
                }
            }
        }
    }
}

/// Whether an overrider holds where the line does: it is decided, or both rest on presumption. All presumptions
/// are made together, so under them both hold.
fn holds_wherever(over: &Status, line: &Status) -> bool {
    matches!(
        (over, line),
        (Status::Decided, _) | (Status::Provisional { .. }, Status::Provisional { .. })
    )
}

/// A decided or provisional line now also rests on the overrider not applying.
fn weaken(leg: &Leg<'_>, overrider: RuleId, over: &Status, status: &Status) -> Status {
    let mut provided = match status {
        Status::Decided => Vec::new(),
        Status::Provisional { provided } => provided.clone(),
        Status::Undecided { .. } => return status.clone(),
    };
    let presumed_away = leg.presumption(overrider, Truth::False);
    let more = presumed_away.unwrap_or_else(|| as_far_as_presumed(leg, overrider, over));
    for proviso in more {
        if !provided.contains(&proviso) {
            provided.push(proviso);
        }
    }
    Status::Provisional { provided }
}

/// What keeps an overrider from applying where presumption alone does not: the presumed facts that it waits
/// for, and beyond them what only an answer can settle.
fn as_far_as_presumed(leg: &Leg<'_>, overrider: RuleId, over: &Status) -> Vec<Proviso> {
    let conditions = leg.conditions(overrider);
    let mut provisos: Vec<Proviso> = Vec::new();
    let mut waits_for = leg.awaited_presumed.inputs(&conditions);
    match over {
        // It holds if its own provisos do, so the line needs one of them to fail.
        Status::Provisional { provided } => {
            waits_for.extend(provided.iter().filter_map(|proviso| match proviso {
                Proviso::Fact { fact, .. } => Some(*fact),
                Proviso::RuleDoesNotApply { .. } => None,
            }));
        }
        Status::Decided | Status::Undecided { .. } => {
            let presumed = leg.awaited.inputs(&conditions);
            let presumed = presumed
                .into_iter()
                .filter(|id| leg.presumed.presumed().contains(id));
            provisos.extend(presumed.map(|fact| Proviso::Fact {
                fact,
                value: leg.presumed.value(fact),
            }));
        }
    }
    provisos.push(Proviso::RuleDoesNotApply {
        rule: overrider,
        waits_for,
    });
    provisos
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
