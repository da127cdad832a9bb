//! Rules that speak of one action become one line; advice for and against it becomes a conflict.

use std::collections::BTreeMap;

use venule_knowledge::model::{Action, ActionId, Knowledge, Rating, Stance};

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
    line.duration = line.duration.or(other.duration);
    line.red_flag |= other.red_flag;
    line.one_of = line.one_of.or(other.one_of);
    line.status = join_status(line.status, other.status);
    line.rules.extend(other.rules);
    add_ratings(&mut line.ratings, other.ratings);
    line
}

/// The line holds if either rule does, so the proviso is the shorter of the two.
fn join_status(one: Status, other: Status) -> Status {
    match (one, other) {
        (Status::Provisional { provided: one }, Status::Provisional { provided: other }) => {
            let key = |provided: &Vec<Proviso>| provided.len();
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
    let first = if other.by_deadline(one).is_lt() {
        other
    } else {
        one
    };
    match (one, other, first) {
        (Due::Window { from: a, .. }, Due::Window { from: b, .. }, Due::Window { to, .. })
            if a != b =>
        {
            Due::Window {
                from: None,
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
