//! What goes with lines of advice: examination protocols, notes and scores.

use std::collections::BTreeSet;

use venule_knowledge::model::{ActionId, Condition, Knowledge, Score, Stance};
use venule_logic::evaluate::Facts;
use venule_logic::{FactId, Truth, Value};

use crate::assessment::{Line, NoteReport, ProtocolReport, ScoreReport, Status};
use crate::facts::{FactTable, Resolver};
use crate::side::Side;

/// What the examinations that are advised must contain. An item that holds only in an exception that nobody
/// mentioned is left out.
pub(crate) fn protocols(
    knowledge: &Knowledge,
    lines: &[Line],
    facts: &FactTable,
    presumed: &FactTable,
) -> Vec<ProtocolReport> {
    let mut reports: Vec<ProtocolReport> = Vec::new();
    for line in lines
        .iter()
        .filter(|line| line.is_live() && line.stance != Stance::Avoid)
    {
        let action = knowledge.actions.get(line.action.0 as usize);
        let Some(index) = action.and_then(|action| action.protocol) else {
            continue;
        };
        if reports.iter().any(|report| report.protocol == index) {
            continue;
        }
        let items = knowledge
            .protocols
            .get(index)
            .map_or(&[][..], |protocol| &protocol.items);
        let items = items
            .iter()
            .enumerate()
            .filter(|(_, it)| it.when.truth(presumed) != Truth::False)
            .map(|(item, it)| (item, it.when.truth(facts)))
            .filter(|(_, truth)| *truth != Truth::False)
            .collect();
        reports.push(ProtocolReport {
            protocol: index,
            side: line.side,
            items,
        });
    }
    reports
}

/// Notes that hold and explain a line that their own guideline gives, or stand by themselves in a guideline
/// that gives one.
pub(crate) fn add_notes(
    knowledge: &Knowledge,
    lines: &[Line],
    facts: &FactTable,
    reports: &mut Vec<NoteReport>,
) {
    for (index, guideline) in knowledge.guidelines.iter().enumerate() {
        let given: Vec<ActionId> = lines
            .iter()
            .filter(|line| line.is_live() && gives(knowledge, index, line))
            .map(|line| line.action)
            .collect();
        for (position, note) in guideline.notes.iter().enumerate() {
            let about: Vec<ActionId> = note
                .about
                .iter()
                .copied()
                .filter(|action| given.contains(action))
                .collect();
            let shown = if note.about.is_empty() {
                !given.is_empty()
            } else {
                !about.is_empty()
            };
            if shown && note.when.truth(facts) == Truth::True {
                add_note(
                    reports,
                    NoteReport {
                        guideline: index,
                        note: position,
                        about,
                    },
                );
            }
        }
    }
}

/// One note is said once, for all the lines of both legs that it is about.
fn add_note(reports: &mut Vec<NoteReport>, note: NoteReport) {
    let same = |it: &&mut NoteReport| (it.guideline, it.note) == (note.guideline, note.note);
    let Some(report) = reports.iter_mut().find(same) else {
        reports.push(note);
        return;
    };
    for action in note.about {
        if !report.about.contains(&action) {
            report.about.push(action);
        }
    }
}

/// Whether a rule of the guideline stands behind a line.
fn gives(knowledge: &Knowledge, guideline: usize, line: &Line) -> bool {
    line.rules.iter().any(|trace| {
        let of_guideline = knowledge
            .rules
            .get(trace.rule.0 as usize)
            .is_some_and(|it| it.guideline == guideline);
        of_guideline && !matches!(trace.status, Status::Undecided { .. })
    })
}

/// Scores of which anything is known, and that a line looks at.
pub(crate) fn scores(
    knowledge: &Knowledge,
    lines: &[Line],
    resolver: &Resolver<'_>,
    facts: &FactTable,
    presumed: &FactTable,
    side: Option<Side>,
) -> Vec<ScoreReport> {
    let mut reports = Vec::new();
    for (index, score) in knowledge.scores.iter().enumerate() {
        let items = score.items.iter().map(|item| item.fact);
        let unknown: Vec<_> = items.clone().filter(|id| !facts.is_known(*id)).collect();
        let present: Vec<_> = items
            .filter(|id| facts.value(*id) == Value::Boolean(true))
            .collect();
        let stated = resolver.stated(score.fact).is_some() && !unknown.is_empty();
        let told = stated || unknown.len() < score.items.len();
        if told && is_read(knowledge, lines, score.fact) {
            reports.push(ScoreReport {
                score: index,
                side,
                total: facts.value(score.fact),
                if_presumed: presumed.value(score.fact),
                present,
                unknown,
                stated,
                known_sum: known_sum(score, facts),
            });
        }
    }
    reports
}

/// Whether a rule behind a line looks at a fact, or at what follows from it.
fn is_read(knowledge: &Knowledge, lines: &[Line], fact: FactId) -> bool {
    let rules = lines.iter().flat_map(|line| &line.rules);
    let mut open: Vec<FactId> = rules
        .filter_map(|trace| knowledge.rules.get(trace.rule.0 as usize))
        .flat_map(|rule| rule.when.facts().iter().copied())
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if id == fact {
            return true;
        }
        let Some(read) = knowledge.facts.get(id.0 as usize) else {
            continue;
        };
        if seen.insert(id) {
            open.extend(read.conditions().flat_map(Condition::facts).copied());
        }
    }
    false
}

/// What the items that are known to be present add up to.
fn known_sum(score: &Score, facts: &FactTable) -> i32 {
    let present = score
        .items
        .iter()
        .filter(|item| facts.value(item.fact) == Value::Boolean(true));
    present.fold(0, |sum, item| sum.saturating_add(item.points))
}
