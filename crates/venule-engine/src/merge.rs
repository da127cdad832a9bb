//! Rules that speak of one action become one line; advice for and against it becomes a conflict.

use std::collections::BTreeMap;

use venule_knowledge::model::{Action, ActionId, Knowledge, Rating, Stance};

use venule_logic::{FactId, Quantity};

use crate::assessment::{Conflict, Kind, Line, Proviso, Status};
use crate::timing::Due;

/// Lines of single rules for one leg, merged by action.
///
/// | lines of one action | result |
/// |---|---|
/// | decided ones | one line: `do` over `consider`, earliest deadline |
/// | provisional ones | a second line, if it asks for more or sooner than the decided one |
/// | undecided ones | a third line, if it would ask for more or sooner than what stands |
pub(crate) fn merge(lines: Vec<Line>) -> Vec<Line> {
    let mut groups: BTreeMap<(ActionId, bool), Vec<Line>> = BTreeMap::new();
    for line in lines {
        groups
            .entry((line.action, line.stance == Stance::Avoid))
            .or_default()
            .push(line);
    }
    groups.into_values().flat_map(merge_group).collect()
}

fn merge_group(lines: Vec<Line>) -> Vec<Line> {
    let mut merged: Vec<Line> = Vec::new();
    for kind in [Kind::Decided, Kind::Provisional, Kind::Undecided] {
        let of_kind = lines.iter().filter(|line| line.status.kind() == kind);
        let Some(line) = of_kind.cloned().reduce(join) else {
            continue;
        };
        match merged
            .iter_mut()
            .find(|stronger| !asks_for_more(&line, stronger))
        {
            // Nothing new: the rule stays in the trace of the line that already says it.
            Some(stronger) => {
                stronger.rules.extend(line.rules);
                add_ratings(&mut stronger.ratings, line.ratings);
            }
            None => merged.push(line),
        }
    }
    merged
}

/// Two lines of one action and one status.
fn join(mut line: Line, other: Line) -> Line {
    line.stance = line.stance.min(other.stance);
    line.due = earlier(&line.due, &other.due);
    line.duration = shorter(line.duration, other.duration);
    line.red_flag |= other.red_flag;
    line.one_of = line.one_of.into_iter().chain(other.one_of).min();
    line.status = join_status(line.status, other.status);
    line.rules.extend(other.rules);
    add_ratings(&mut line.ratings, other.ratings);
    line
}

/// The shorter course; where the units do not compare, the first by its words.
fn shorter(one: Option<Quantity>, other: Option<Quantity>) -> Option<Quantity> {
    let both = one.into_iter().chain(other);
    both.min_by(|a, b| {
        let order = a.unit.compare(a.value, b.unit, b.value);
        order.unwrap_or_else(|| a.to_string().cmp(&b.to_string()))
    })
}

/// The line holds if either rule does, so the proviso is the shorter of the two.
fn join_status(one: Status, other: Status) -> Status {
    match (one, other) {
        (Status::Provisional { provided: one }, Status::Provisional { provided: other }) => {
            let key = |provided: &[Proviso]| (provided.len(), facts_of(provided));
            let provided = if key(&other) < key(&one) { other } else { one };
            Status::Provisional { provided }
        }
        (
            Status::Undecided {
                waits_for,
                still_open,
                presumed,
            },
            Status::Undecided {
                waits_for: other_waits,
                still_open: other_open,
                presumed: other_presumed,
            },
        ) => Status::Undecided {
            waits_for: joined(waits_for, other_waits),
            still_open: joined(still_open, other_open),
            presumed: presumed.or(other_presumed),
        },
        (one, _) => one,
    }
}

/// The facts that provisos rest on.
fn facts_of(provided: &[Proviso]) -> Vec<FactId> {
    provided
        .iter()
        .flat_map(|proviso| match proviso {
            Proviso::Fact { fact, .. } => vec![*fact],
            Proviso::RuleDoesNotApply { waits_for, .. } => waits_for.clone(),
        })
        .collect()
}

fn add_ratings(ratings: &mut Vec<Rating>, more: Vec<Rating>) {
    *ratings = joined(std::mem::take(ratings), more);
}

/// The first list followed by what is new in the second.
fn joined<T: PartialEq>(mut first: Vec<T>, second: Vec<T>) -> Vec<T> {
    for item in second {
        if !first.contains(&item) {
            first.push(item);
        }
    }
    first
}

/// The earlier deadline; a lower bound is kept only if both agree on it.
fn earlier(one: &Due, other: &Due) -> Due {
    let first = one.earlier(other);
    match (one, other, first) {
        (
            Due::Window {
                from: a,
                open: a_open,
                ..
            },
            Due::Window {
                from: b,
                open: b_open,
                ..
            },
            Due::Window { to, .. },
        ) if a != b => {
            // Bounds that have both passed hold nothing back any more.
            let from = if *a_open && *b_open { *a.max(b) } else { None };
            Due::Window {
                from,
                to: *to,
                open: true,
            }
        }
        _ => first.clone(),
    }
}

/// Whether a line asks for more than another of the same action: a stronger stance or an earlier deadline.
fn asks_for_more(line: &Line, than: &Line) -> bool {
    line.stance < than.stance
        || line.due.by_deadline(&than.due).is_lt()
        || (line.red_flag && !than.red_flag)
}

/// Takes conflicting live lines out and reports them.
pub(crate) fn withhold_conflicts(knowledge: &Knowledge, lines: &mut Vec<Line>) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let mut withheld = vec![false; lines.len()];
    for (index, one) in lines.iter().enumerate() {
        for (other_index, other) in lines.iter().enumerate() {
            let advised = one.is_live() && one.stance != Stance::Avoid;
            if !advised || !other.is_live() || !same_leg(one, other) || index == other_index {
                continue;
            }
            let clash = if other.stance == Stance::Avoid {
                is_a(knowledge, one.action, other.action)
            } else {
                index < other_index && incompatible(knowledge, one.action, other.action)
            };
            if clash {
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

fn same_leg(one: &Line, other: &Line) -> bool {
    one.side.is_none() || other.side.is_none() || one.side == other.side
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
