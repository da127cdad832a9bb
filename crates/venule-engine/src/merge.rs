//! Rules that speak of one action become one line.

use std::collections::BTreeMap;

use venule_knowledge::model::{ActionId, Rating, Stance};
use venule_logic::truth::Truth;
use venule_logic::{FactId, Quantity};

use crate::assessment::{Kind, Line, Proviso, Status};
use crate::due;

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
        let of_kind: Vec<&Line> = lines
            .iter()
            .filter(|line| line.status.kind() == kind)
            .collect();
        let Some(line) = join(&of_kind) else {
            continue;
        };
        match merged
            .iter_mut()
            .find(|stronger| !asks_for_more(&line, stronger))
        {
            // Nothing new: the rule stays in the trace of the line that already says it.
            Some(stronger) => {
                stronger.rules.extend(line.rules);
                if kind != Kind::Undecided {
                    add_ratings(&mut stronger.ratings, line.ratings);
                }
            }
            None => merged.push(line),
        }
    }
    merged
}

/// The lines of one action and one kind of status as one, whatever their order.
fn join(lines: &[&Line]) -> Option<Line> {
    let mut line = (*lines.first()?).clone();
    line.stance = lines.iter().map(|line| line.stance).min()?;
    line.due = due::earliest(lines.iter().map(|line| &line.due))?;
    line.duration = lines
        .iter()
        .filter_map(|line| line.duration)
        .reduce(shorter);
    line.red_flag = lines.iter().any(|line| line.red_flag);
    line.one_of = lines.iter().filter_map(|line| line.one_of).min();
    line.status = status(lines, &line);
    line.scope = lines
        .iter()
        .map(|line| &line.scope)
        .min_by_key(|scope| scope.doubt())?
        .clone();
    for other in lines.iter().skip(1) {
        line.rules.extend(other.rules.iter().cloned());
        add_ratings(&mut line.ratings, other.ratings.clone());
    }
    Some(line)
}

/// The shorter course; where the units do not compare, the first by its words.
fn shorter(one: Quantity, other: Quantity) -> Quantity {
    let order = one.unit.compare(one.value, other.unit, other.value);
    if order
        .unwrap_or_else(|| one.to_string().cmp(&other.to_string()))
        .is_gt()
    {
        other
    } else {
        one
    }
}

/// The status of what the lines say together.
fn status(lines: &[&Line], whole: &Line) -> Status {
    match whole.status.kind() {
        Kind::Decided => Status::Decided,
        Kind::Provisional => Status::Provisional {
            provided: provided(lines, whole),
        },
        Kind::Undecided => {
            let mut waits_for = Vec::new();
            let mut still_open = Vec::new();
            let mut presumed = Truth::False;
            for line in lines {
                if let Status::Undecided {
                    waits_for: waits,
                    still_open: open,
                    presumed: truth,
                } = &line.status
                {
                    waits_for = joined(waits_for, waits.clone());
                    still_open = joined(still_open, open.clone());
                    presumed = presumed.or(*truth);
                }
            }
            Status::Undecided {
                waits_for,
                still_open,
                presumed,
            }
        }
    }
}

/// What a provisional line rests on: the shortest proviso of a rule that asks for all of it, or else those of the
/// rules that together do.
fn provided(lines: &[&Line], whole: &Line) -> Vec<Proviso> {
    let shortest = |says: &dyn Fn(&Line) -> bool| {
        let provisos =
            lines
                .iter()
                .filter(|line| says(line))
                .filter_map(|line| match &line.status {
                    Status::Provisional { provided } => Some(provided),
                    Status::Decided | Status::Undecided { .. } => None,
                });
        provisos
            .min_by_key(|provided| (provided.len(), facts_of(provided)))
            .cloned()
    };
    let stance = |line: &Line| line.stance == whole.stance;
    let due = |line: &Line| line.due.by_deadline(&whole.due).is_eq();
    let red = |line: &Line| line.red_flag == whole.red_flag;
    shortest(&|line| stance(line) && due(line) && red(line)).unwrap_or_else(|| {
        [shortest(&stance), shortest(&due), shortest(&red)]
            .into_iter()
            .flatten()
            .fold(Vec::new(), joined)
    })
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

/// Ratings of two lines together, in a fixed order.
pub(crate) fn add_ratings(ratings: &mut Vec<Rating>, more: Vec<Rating>) {
    *ratings = joined(std::mem::take(ratings), more);
    // The order of rules in a file means nothing.
    ratings.sort();
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

/// Whether a line asks for more than another of the same action: a stronger stance or an earlier deadline.
fn asks_for_more(line: &Line, than: &Line) -> bool {
    line.stance < than.stance
        || line.due.by_deadline(&than.due).is_lt()
        || (line.red_flag && !than.red_flag)
}
