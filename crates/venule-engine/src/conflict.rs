//! Advice for and against one thing is a conflict: both lines are taken out and reported. What another action stands
//! in the place of is taken out for it.

use venule_knowledge::model::{Action, ActionId, Knowledge, Stance};

use crate::assessment::{Conflict, Line};

/// Takes conflicting live lines of one leg out and reports them.
pub(crate) fn withhold_of_leg(knowledge: &Knowledge, lines: &mut Vec<Line>) -> Vec<Conflict> {
    withhold(lines, |one, other, first| {
        if other.stance == Stance::Avoid {
            is_a(knowledge, one.action, other.action)
        } else {
            first && incompatible(knowledge, one.action, other.action)
        }
    })
}

/// Takes out what one leg asks for the person and the other advises against.
///
/// Nothing else is compared across legs: one may have a thrombus that the other has not.
pub(crate) fn withhold_of_person(knowledge: &Knowledge, lines: &mut Vec<Line>) -> Vec<Conflict> {
    withhold(lines, |one, other, _| {
        let of_person = one.side.is_none() && other.side.is_none();
        of_person && other.stance == Stance::Avoid && is_a(knowledge, one.action, other.action)
    })
}

/// `clash` is asked of a live line of stance `do` or `consider`, any other live line, and whether the first comes
/// before the second.
fn withhold(lines: &mut Vec<Line>, clash: impl Fn(&Line, &Line, bool) -> bool) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let mut withheld = vec![false; lines.len()];
    for (index, one) in lines.iter().enumerate() {
        for (other_index, other) in lines.iter().enumerate() {
            let advised = one.is_live() && one.stance != Stance::Avoid;
            if !advised || !other.is_live() || index == other_index {
                continue;
            }
            if clash(one, other, index < other_index) {
                conflicts.push(Conflict {
                    for_line: one.clone(),
                    against: other.clone(),
                });
                for position in [index, other_index] {
                    if let Some(flag) = withheld.get_mut(position) {
                        *flag = true;
                    }
                }
            }
        }
    }
    let mut flags = withheld.into_iter();
    lines.retain(|_| !flags.next().unwrap_or(false));
    conflicts
}

/// Whether doing the one is a way of doing the other, through any number of steps.
fn is_a(knowledge: &Knowledge, action: ActionId, general: ActionId) -> bool {
    // specializes-acyclic: the loader refuses cycles, so this ends.
    action == general
        || get(knowledge, action).is_some_and(|it| {
            it.specializes
                .iter()
                .any(|parent| is_a(knowledge, *parent, general))
        })
}

/// Takes out the lines of actions in whose place another one is advised.
///
/// A line that is still undecided takes nothing out, and a red flag is never taken out. So advice does not wait for
/// what might replace it.
pub(crate) fn replace(knowledge: &Knowledge, lines: &mut Vec<Line>) {
    let replaced: Vec<ActionId> = lines
        .iter()
        .filter(|line| line.is_live() && line.stance == Stance::Do)
        .filter_map(|line| get(knowledge, line.action))
        .flat_map(|action| action.instead_of.iter().copied())
        .collect();
    lines.retain(|line| {
        line.stance == Stance::Avoid
            || line.red_flag
            || !replaced
                .iter()
                .any(|target| is_a(knowledge, line.action, *target))
    });
}

fn incompatible(knowledge: &Knowledge, one: ActionId, other: ActionId) -> bool {
    let excludes = |a: ActionId, b: ActionId| {
        knowledge.actions.iter().enumerate().any(|(index, action)| {
            u32::try_from(index).is_ok_and(|id| is_a(knowledge, a, ActionId(id)))
                && action
                    .incompatible_with
                    .iter()
                    .any(|target| is_a(knowledge, b, *target))
        })
    };
    excludes(one, other) || excludes(other, one)
}

fn get(knowledge: &Knowledge, id: ActionId) -> Option<&Action> {
    knowledge.actions.get(id.0 as usize)
}
