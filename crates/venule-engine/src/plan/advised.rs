//! Which tests of an assessment a plan expands, and on which day their result is taken to be there.

use jiff::ToSpan;
use jiff::civil::Date;
use venule_knowledge::model::{Action, ActionId, Knowledge, OneOfId, Stance};

use crate::assessment::{Assessment, Line};
use crate::case::Case;
use crate::side::Side;
use crate::timing::Due;

/// A test to expand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Advised<'k> {
    pub(super) id: ActionId,
    pub(super) action: &'k Action,
    pub(super) side: Option<Side>,
    pub(super) option_of: Option<OneOfId>,
    pub(super) on: Date,
    pub(super) dated: bool,
    /// Index of the kind of event that records it in `Knowledge::events`.
    pub(super) event: usize,
    /// The attribute that its results are values of.
    pub(super) result: &'k str,
}

/// The tests of an assessment that a plan expands: the first that is to be done, or else the options of the first
/// group of which one is to be chosen. A test that was `taken` before gives way to one that was not.
pub(super) fn tests<'k>(
    knowledge: &'k Knowledge,
    case: &Case,
    assessment: &Assessment,
    taken: &dyn Fn(&Advised<'_>) -> bool,
) -> Vec<Advised<'k>> {
    let live = assessment.lines.iter().filter(|line| line.is_live());
    let mut to_do: Vec<Advised<'_>> = live
        .clone()
        .filter(|line| line.stance == Stance::Do)
        .filter_map(|line| advised(knowledge, case, line, None))
        .collect();
    // Stable: among tests of one day the assessment's own order decides.
    to_do.sort_by_key(|test| (taken(test), test.on));
    if let Some(first) = to_do.into_iter().next() {
        return vec![first];
    }
    let mut options: Vec<Advised<'_>> = Vec::new();
    for line in live.filter(|line| line.stance == Stance::Consider) {
        let group = options.first().map_or(line.one_of, |first| first.option_of);
        if group.is_some() && line.one_of == group {
            options.extend(advised(knowledge, case, line, group));
        }
    }
    options
}

fn advised<'k>(
    knowledge: &'k Knowledge,
    case: &Case,
    line: &Line,
    option_of: Option<OneOfId>,
) -> Option<Advised<'k>> {
    let action = knowledge.actions.get(line.action.0 as usize)?;
    let (event, result) = action.results.first()?.split_once('.')?;
    let event = knowledge.events.iter().position(|it| *it.name == *event)?;
    let is_sided = knowledge.events.get(event)?.sided;
    let side = line.side.filter(|_| is_sided).map(one_leg);
    let (due, dated) = day(&line.due, case.as_of.date);
    Some(Advised {
        id: line.action,
        action,
        side,
        option_of,
        on: after_recorded(case, event, side, due),
        dated,
        event,
        result,
    })
}

/// The left leg first; the right one is still due afterwards.
fn one_leg(side: Side) -> Side {
    match side {
        Side::Left | Side::Both => Side::Left,
        Side::Right => Side::Right,
    }
}

/// The day of a test, and whether the knowledge says it.
fn day(due: &Due, today: Date) -> (Date, bool) {
    match due {
        Due::Now | Due::Overdue { .. } | Due::Within { .. } => (today, true),
        Due::Window {
            from: Some(from), ..
        } => ((*from).max(today), true),
        Due::Window {
            from: None,
            to: Some(to),
            ..
        } => ((*to).max(today), true),
        Due::Window {
            from: None,
            to: None,
            ..
        }
        | Due::Undated { .. }
        | Due::Unspecified => (today, false),
    }
}

/// Two results of one leg and one day have no order, so a result is dated after every recorded event of its kind.
fn after_recorded(case: &Case, kind: usize, side: Option<Side>, due: Date) -> Date {
    let of_leg = |other: Option<Side>| match (other, side) {
        (Some(other), Some(side)) => other == side || other == Side::Both,
        (None, _) | (_, None) => true,
    };
    let recorded = case
        .events
        .iter()
        .filter(|event| event.kind == kind && of_leg(event.side));
    let latest = recorded
        .filter_map(|event| event.when)
        .map(|when| when.latest)
        .max();
    match latest {
        Some(latest) if latest >= due => latest.checked_add(1.day()).unwrap_or(due),
        Some(_) | None => due,
    }
}
