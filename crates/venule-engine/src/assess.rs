//! From a case to an assessment: one pass per leg, then both legs together.

use std::collections::BTreeSet;

use venule_knowledge::model::{Knowledge, RuleId};

use crate::asking::{self, Asking};
use crate::assessment::{
    Assessment, Dormant, Line, Overruled, RuleTrace, ScopeReport, Status, Unused,
};
use crate::case::Case;
use crate::company;
use crate::conflict;
use crate::executor::{Executor, Interpreter};
use crate::facts::Resolver;
use crate::legs;
use crate::line::{Leg, Outcome};
use crate::merge;
use crate::overrides;
use crate::prepared::Prepared;
use crate::question::Questions;
use crate::scope;
use crate::side::Side;
use crate::timing::due;
use crate::trace::Tracer;

/// What the knowledge says of a case at its `as_of`.
///
/// # Unknown values
///
/// Unknown facts make lines provisional or undecided and appear among the questions; none is read as "no".
#[must_use]
pub fn assess(knowledge: &Knowledge, case: &Case) -> Assessment {
    assess_with(knowledge, case, &Interpreter, &|_| {})
}

/// As [`assess`], with an executor of choice and a change to the facts of every leg.
pub(crate) fn assess_with(
    knowledge: &Knowledge,
    case: &Case,
    executor: &dyn Executor,
    change: &dyn Fn(&mut Resolver<'_>),
) -> Assessment {
    let prepared = prepared(knowledge, case, executor, change);
    conclude(knowledge, case, executor, &prepared)
}

/// As [`assess`], without questions and without what is dormant: for whoever looks at the lines alone.
pub(crate) fn lines_of(knowledge: &Knowledge, case: &Case) -> Assessment {
    let prepared = prepared(knowledge, case, &Interpreter, &|_| {});
    conclude_lines(knowledge, case, &Interpreter, &prepared)
}

/// Every leg that an assessment of a case looks at, the symptomatic ones first.
pub(crate) fn prepared<'a>(
    knowledge: &'a Knowledge,
    case: &'a Case,
    executor: &dyn Executor,
    change: &dyn Fn(&mut Resolver<'_>),
) -> Vec<Prepared<'a>> {
    let legs = case.legs().into_iter().chain(case.other_legs());
    Prepared::all(knowledge, case, legs, executor, change)
}

/// The assessment of a case whose legs are prepared.
pub(crate) fn conclude(
    knowledge: &Knowledge,
    case: &Case,
    executor: &dyn Executor,
    prepared: &[Prepared<'_>],
) -> Assessment {
    let questions = Questions::default();
    conclude_asking(knowledge, case, executor, prepared, Some(questions))
}

/// The same, without questions and without what is dormant.
pub(crate) fn conclude_lines(
    knowledge: &Knowledge,
    case: &Case,
    executor: &dyn Executor,
    prepared: &[Prepared<'_>],
) -> Assessment {
    conclude_asking(knowledge, case, executor, prepared, None)
}

/// The same, with questions or without.
fn conclude_asking(
    knowledge: &Knowledge,
    case: &Case,
    executor: &dyn Executor,
    prepared: &[Prepared<'_>],
    mut questions: Option<Questions>,
) -> Assessment {
    let symptomatic = case.legs();
    let mut whole = Assessment {
        as_of: case.as_of,
        lines: Vec::new(),
        dormant: Vec::new(),
        conflicts: Vec::new(),
        contradictions: Vec::new(),
        differences: Vec::new(),
        side_assumed: BTreeSet::new(),
        unused: Vec::new(),
        scopes: Vec::new(),
        scores: Vec::new(),
        questions: Vec::new(),
        protocols: Vec::new(),
        notes: Vec::new(),
    };
    let both = symptomatic.len() > 1;
    for leg in prepared {
        let role = if symptomatic.contains(&leg.leg) {
            Role::Symptomatic
        } else {
            Role::Other
        };
        leg.assess(
            knowledge,
            case,
            executor,
            (role, both),
            &mut whole,
            questions.as_mut(),
        );
    }
    if let Some(questions) = &mut questions {
        asking::for_side(knowledge, case, &whole, questions);
    }
    legs::join_legs(&mut whole);
    // What belongs to the person may be advised for one leg and advised against for the other.
    conflict::replace(knowledge, &mut whole.lines);
    let conflicts = conflict::withhold_of_person(knowledge, &mut whole.lines);
    whole.conflicts.extend(conflicts);
    legs::order_lines(knowledge, &mut whole.lines);
    let questions = questions.map(|it| it.into_sorted(knowledge));
    whole.questions = questions.unwrap_or_default();
    whole
}

/// Why a leg is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The symptoms are here.
    Symptomatic,
    /// Something was stated of it all the same.
    Other,
}

impl Prepared<'_> {
    fn assess(
        &self,
        knowledge: &Knowledge,
        case: &Case,
        executor: &dyn Executor,
        (role, both): (Role, bool),
        whole: &mut Assessment,
        mut questions: Option<&mut Questions>,
    ) {
        let Self {
            leg,
            resolver,
            contradictions,
            plain,
            presumed,
            truths,
            presumed_truths: _,
        } = self;
        let view = self.view(knowledge, executor);
        let tracer = Tracer {
            knowledge,
            case,
            resolver,
        };
        let asking = Asking {
            view: &view,
            awaited: &view.awaited,
            leg: *leg,
            both,
        };
        let scopes = scope::reports(knowledge, truths, plain, presumed, &view.awaited, &tracer);

        let mut outcomes = view.outcomes();
        overrides::apply(&view, &mut outcomes);
        let mut lines = Vec::new();
        for (index, outcome) in outcomes.iter().enumerate() {
            let (Outcome::Line(status), Ok(id)) = (outcome, u32::try_from(index)) else {
                continue;
            };
            let rule = RuleId(id);
            if asking.is_dormant(rule, status) {
                let Some(questions) = questions.as_deref_mut() else {
                    continue;
                };
                if role == Role::Other {
                    continue;
                }
                let unless = asking.unless(rule);
                asking.for_exception(rule, &unless, questions);
                whole.dormant.push(Dormant {
                    rule,
                    side: leg.side(),
                    unless,
                });
            } else {
                lines.extend(line_of(
                    &view,
                    &tracer,
                    case,
                    &scopes,
                    rule,
                    status,
                    leg.side(),
                ));
            }
        }
        let mut lines = merge::merge(lines);
        conflict::replace(knowledge, &mut lines);
        if role == Role::Other {
            self.keep_what_cannot_wait(case, &mut lines, whole);
            whole
                .conflicts
                .extend(conflict::withhold_of_leg(knowledge, &mut lines));
            if let Some(questions) = questions {
                lines.iter().for_each(|it| asking.for_line(it, questions));
            }
            whole.lines.extend(lines);
            return;
        }
        if let Some(questions) = questions {
            lines.iter().for_each(|it| asking.for_line(it, questions));
            scopes.iter().for_each(|it| asking.for_scope(it, questions));
        }
        whole
            .conflicts
            .extend(conflict::withhold_of_leg(knowledge, &mut lines));
        whole
            .protocols
            .extend(company::protocols(knowledge, &lines, plain, presumed));
        company::add_notes(knowledge, &lines, plain, &mut whole.notes);
        whole.scores.extend(company::scores(
            knowledge,
            &lines,
            resolver,
            plain,
            presumed,
            leg.side(),
        ));
        whole
            .differences
            .extend(plain.differences().iter().map(|difference| Overruled {
                fact: difference.fact,
                side: leg.side(),
                stated: difference.stated.clone(),
                derived: difference.derived.clone(),
                because: tracer.uses_of_derivation(difference.fact, plain),
            }));
        for picked in resolver.views().iter().filter(|picked| picked.side_assumed) {
            let unsided = picked.candidates.iter().copied().filter(|index| {
                case.events
                    .get(*index)
                    .is_some_and(|event| event.side.is_none())
            });
            whole.side_assumed.extend(unsided);
        }
        whole.contradictions.extend(contradictions.iter().cloned());
        let sided = scopes.into_iter().map(|report| ScopeReport {
            side: leg.side(),
            ..report
        });
        whole.scopes.extend(sided);
        whole.lines.extend(lines);
    }
}

impl Prepared<'_> {
    /// Of a leg that is not symptomatic only red flags are advice, and what follows from a study of that leg.
    /// Whatever was stated of it without leading to a line is reported as not used.
    fn keep_what_cannot_wait(&self, case: &Case, lines: &mut Vec<Line>, whole: &mut Assessment) {
        let has_event = case
            .events
            .iter()
            .any(|event| event.side.is_some_and(|it| it.covers(self.leg)));
        lines.retain(|line| line.is_live() && (line.red_flag || has_event));
        if lines.is_empty() {
            let of_leg =
                |side: Option<Side>| side.is_some_and(|side| Some(side) == self.leg.side());
            for (index, entry) in case
                .facts
                .iter()
                .enumerate()
                .filter(|(_, it)| of_leg(it.side))
            {
                whole.unused.push(Unused::Fact {
                    entry: index,
                    fact: entry.fact,
                });
            }
            let events = case
                .events
                .iter()
                .enumerate()
                .filter(|(_, it)| of_leg(it.side));
            whole
                .unused
                .extend(events.map(|(index, _)| Unused::Event(index)));
        }
    }
}

fn line_of(
    view: &Leg<'_>,
    tracer: &Tracer<'_>,
    case: &Case,
    scopes: &[ScopeReport],
    id: RuleId,
    status: &Status,
    side: Option<Side>,
) -> Option<Line> {
    let rule = view.knowledge.rules.get(id.0 as usize)?;
    let action = view.knowledge.actions.get(rule.action.0 as usize)?;
    let facts = match status {
        Status::Provisional { .. } => view.presumed,
        Status::Decided | Status::Undecided { .. } => view.plain,
    };
    let due = due(rule.timing.as_ref(), case, facts);
    Some(Line {
        action: rule.action,
        side: side.filter(|_| action.sided),
        stance: rule.stance,
        due: due.clone(),
        duration: rule.duration,
        status: status.clone(),
        scope: scopes.get(rule.guideline)?.status.clone(),
        one_of: rule.one_of,
        ratings: rule.rating.clone().into_iter().collect(),
        red_flag: rule.red_flag,
        rules: vec![RuleTrace {
            rule: id,
            status: status.clone(),
            due,
            facts: tracer.uses(&view.conditions(id), facts),
        }],
    })
}
