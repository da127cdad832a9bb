//! From a case to an assessment: one pass per leg, then both legs together.

use venule_knowledge::model::{ActionId, Knowledge, RuleId, Stance};
use venule_logic::FactId;
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;

use crate::assessment::{
    Assessment, Dormant, Line, NoteReport, Overruled, ProtocolReport, RuleTrace, ScopeReport,
    ScopeStatus, ScoreReport, Status, Urgency,
};
use crate::case::Case;
use crate::contradiction;
use crate::executor::{Executor, Interpreter};
use crate::facts::{FactTable, Resolver, is_known};
use crate::line::{Leg, Outcome};
use crate::merge;
use crate::overrides;
use crate::question::{Awaited, Questions};
use crate::scope;
use crate::side::{self, Side};
use crate::timing::{Due, due};
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
    let legs = case.legs();
    let both = legs.len() > 1;
    let mut whole = Assessment {
        as_of: case.as_of,
        lines: Vec::new(),
        dormant: Vec::new(),
        conflicts: Vec::new(),
        contradictions: Vec::new(),
        differences: Vec::new(),
        side_assumed: std::collections::BTreeSet::new(),
        scopes: Vec::new(),
        scores: Vec::new(),
        questions: Vec::new(),
        protocols: Vec::new(),
        notes: Vec::new(),
    };
    let mut questions = Questions::default();
    for leg in legs {
        assess_leg(
            knowledge,
            case,
            leg,
            both,
            executor,
            change,
            &mut whole,
            &mut questions,
        );
    }
    ask_for_side(knowledge, case, &whole, &mut questions);
    join_legs(&mut whole);
    order_lines(knowledge, &mut whole.lines);
    whole.questions = questions.into_sorted(knowledge);
    whole
}

#[expect(
    clippy::too_many_arguments,
    reason = "one private step that fills two accumulators"
)]
fn assess_leg(
    knowledge: &Knowledge,
    case: &Case,
    leg: side::Leg,
    both: bool,
    executor: &dyn Executor,
    change: &dyn Fn(&mut Resolver<'_>),
    whole: &mut Assessment,
    questions: &mut Questions,
) {
    let mut resolver = Resolver::new(knowledge, case, leg);
    change(&mut resolver);
    let contradictions = contradiction::settle(knowledge, case, leg, &mut resolver);
    let plain = resolver.plain();
    let presumed = resolver.presuming(&plain);
    let truths = executor.run(knowledge, &plain);
    let presumed_truths = executor.run(knowledge, &presumed);
    let view = Leg {
        knowledge,
        executor,
        resolver: &resolver,
        plain: &plain,
        presumed: &presumed,
        truths: &truths,
        presumed_truths: &presumed_truths,
    };
    let tracer = Tracer {
        knowledge,
        case,
        resolver: &resolver,
    };
    let awaited = Awaited {
        knowledge,
        resolver: &resolver,
        facts: &plain,
    };
    let scopes = scope::reports(knowledge, &truths, &plain, &presumed, &awaited, &tracer);

    let mut outcomes = view.outcomes();
    overrides::apply(&view, &mut outcomes);
    let mut lines = Vec::new();
    for (index, outcome) in outcomes.iter().enumerate() {
        let (Outcome::Line(status), Ok(id)) = (outcome, u32::try_from(index)) else {
            continue;
        };
        if is_dormant(knowledge, RuleId(id), status) {
            let unless = unless(&view, &awaited, RuleId(id));
            for fact in unless.iter().filter(|fact| awaited.is_open(**fact)) {
                let action = knowledge.rules.get(index).map(|rule| rule.action);
                let side = side_of(knowledge, *fact, leg, both);
                questions.for_line(*fact, side, Urgency::Exception, action);
            }
            whole.dormant.push(Dormant {
                rule: RuleId(id),
                side: leg.side(),
                unless,
            });
            continue;
        }
        if let Some(line) = line_of(
            &view,
            &tracer,
            case,
            &scopes,
            RuleId(id),
            status,
            leg.side(),
        ) {
            ask_for(&view, &awaited, RuleId(id), &line, both, questions);
            ask_for_date(&awaited, &line, line.side.filter(|_| both), questions);
            lines.push(line);
        }
    }
    for report in &scopes {
        let (ScopeStatus::Provisional { waits_for } | ScopeStatus::Undecided { waits_for }) =
            &report.status
        else {
            continue;
        };
        for fact in waits_for.iter().filter(|fact| awaited.is_open(**fact)) {
            questions.for_scope(
                *fact,
                side_of(knowledge, *fact, leg, both),
                report.guideline,
            );
        }
    }

    let mut lines = merge::merge(lines);
    whole
        .conflicts
        .extend(merge::withhold_conflicts(knowledge, &mut lines));
    whole.protocols.extend(protocols(knowledge, &lines, &plain));
    add_notes(knowledge, &lines, &plain, &mut whole.notes);
    whole
        .scores
        .extend(scores(knowledge, &resolver, &plain, &presumed));
    whole
        .differences
        .extend(plain.differences().iter().map(|difference| Overruled {
            fact: difference.fact,
            side: leg.side(),
            stated: difference.stated.clone(),
            derived: difference.derived.clone(),
            because: tracer.uses_of_derivation(difference.fact, &plain),
        }));
    for picked in resolver.views().iter().filter(|picked| picked.side_assumed) {
        let unsided = picked.candidates.iter().copied().filter(|index| {
            case.events
                .get(*index)
                .is_some_and(|event| event.side.is_none())
        });
        whole.side_assumed.extend(unsided);
    }
    whole.contradictions.extend(contradictions);
    whole
        .scopes
        .extend(scopes.into_iter().map(|report| ScopeReport {
            side: leg.side(),
            ..report
        }));
    whole.lines.extend(lines);
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

/// Records the open inputs of a line that is not decided.
fn ask_for(
    view: &Leg<'_>,
    awaited: &Awaited<'_>,
    id: RuleId,
    line: &Line,
    both: bool,
    questions: &mut Questions,
) {
    if line.status == Status::Decided {
        return;
    }
    let urgency = match (line.red_flag, line.stance, line.due.is_now()) {
        (true, ..) => Urgency::RedFlag,
        (false, Stance::Do | Stance::Avoid, true) => Urgency::Now,
        (false, Stance::Do, false) => Urgency::Dated,
        (false, Stance::Consider | Stance::Avoid, _) => Urgency::Routine,
    };
    for fact in view
        .waits_for(id)
        .into_iter()
        .filter(|fact| awaited.is_open(*fact))
    {
        let leg = line.side;
        let side = leg.filter(|_| both && is_sided(view.knowledge, fact));
        questions.for_line(fact, side, urgency, Some(line.action));
    }
}

/// A window without a date needs the date of the event that anchors it.
fn ask_for_date(awaited: &Awaited<'_>, line: &Line, side: Option<Side>, questions: &mut Questions) {
    if let (true, Due::Undated { anchor, .. }) = (line.is_live(), &line.due)
        && let Some(fact) = awaited.date_of(*anchor)
        && awaited.is_open(fact)
    {
        questions.for_line(fact, side, Urgency::Dated, Some(line.action));
    }
}

/// Whether a rule is undecided only because an exception was not ruled out.
fn is_dormant(knowledge: &Knowledge, id: RuleId, status: &Status) -> bool {
    let red_flag = knowledge
        .rules
        .get(id.0 as usize)
        .is_some_and(|rule| rule.red_flag);
    !red_flag
        && matches!(
            status,
            Status::Undecided {
                presumed: Truth::False,
                ..
            }
        )
}

/// The presumed facts that keep a dormant rule from holding: those of the first condition that is false.
fn unless(view: &Leg<'_>, awaited: &Awaited<'_>, id: RuleId) -> Vec<FactId> {
    let conditions = view.conditions(id);
    let refuted = conditions
        .iter()
        .find(|condition| condition.truth(view.presumed) == Truth::False);
    refuted
        .map(|condition| awaited.presumed_behind(condition, view.presumed))
        .unwrap_or_default()
}

/// Advice about one leg needs to know which.
fn ask_for_side(knowledge: &Knowledge, case: &Case, whole: &Assessment, questions: &mut Questions) {
    let Some(position) = knowledge.facts.iter().position(|fact| fact.is_side) else {
        return;
    };
    let Ok(id) = u32::try_from(position) else {
        return;
    };
    if case.side.is_some() || case.facts.iter().any(|entry| entry.fact == FactId(id)) {
        return;
    }
    for line in whole.lines.iter().filter(|line| line.is_live()) {
        if knowledge
            .actions
            .get(line.action.0 as usize)
            .is_some_and(|action| action.sided)
        {
            questions.for_line(FactId(id), None, Urgency::Dated, Some(line.action));
        }
    }
}

fn is_sided(knowledge: &Knowledge, fact: FactId) -> bool {
    knowledge
        .facts
        .get(fact.0 as usize)
        .is_some_and(|fact| fact.sided)
}

fn side_of(knowledge: &Knowledge, fact: FactId, leg: side::Leg, both: bool) -> Option<Side> {
    leg.side().filter(|_| both && is_sided(knowledge, fact))
}

/// What the examinations that are advised must contain.
fn protocols(knowledge: &Knowledge, lines: &[Line], facts: &FactTable) -> Vec<ProtocolReport> {
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
fn add_notes(
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
                let report = NoteReport {
                    guideline: index,
                    note: position,
                    about,
                };
                if !reports.contains(&report) {
                    reports.push(report);
                }
            }
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

/// Scores of which anything is known.
fn scores(
    knowledge: &Knowledge,
    resolver: &Resolver<'_>,
    facts: &FactTable,
    presumed: &FactTable,
) -> Vec<ScoreReport> {
    let mut reports = Vec::new();
    for (index, score) in knowledge.scores.iter().enumerate() {
        let items = score.items.iter().map(|item| item.fact);
        let unknown: Vec<_> = items
            .clone()
            .filter(|id| !is_known(&facts.value(*id)))
            .collect();
        let present: Vec<_> = items
            .filter(|id| facts.value(*id) == venule_logic::value::Value::Boolean(true))
            .collect();
        let stated = resolver.stated(score.fact).is_some() && !unknown.is_empty();
        if stated || unknown.len() < score.items.len() {
            reports.push(ScoreReport {
                score: index,
                side: None,
                total: facts.value(score.fact),
                if_presumed: presumed.value(score.fact),
                present,
                unknown,
                stated,
            });
        }
    }
    reports
}

/// Equal findings of both legs become one.
fn join_legs(whole: &mut Assessment) {
    let mut lines: Vec<Line> = Vec::new();
    for line in std::mem::take(&mut whole.lines) {
        let twin = lines.iter_mut().find(|other| {
            let sides = match (other.side, line.side) {
                (None, None) => true,
                (Some(one), Some(two)) => one != two,
                _ => false,
            };
            let mut same = line.clone();
            same.side = other.side;
            same.rules.clone_from(&other.rules);
            sides && same == **other
        });
        match twin {
            Some(twin) => twin.side = twin.side.map(|_| Side::Both),
            None => lines.push(line),
        }
    }
    whole.lines = lines;
    let scopes = std::mem::take(&mut whole.scopes);
    for report in scopes {
        let twin = whole
            .scopes
            .iter_mut()
            .find(|other| other.guideline == report.guideline && other.status == report.status);
        match twin {
            Some(twin) => twin.side = None,
            None => whole.scopes.push(report),
        }
    }
    let mut scores: Vec<ScoreReport> = Vec::new();
    for report in std::mem::take(&mut whole.scores) {
        if !scores.contains(&report) {
            scores.push(report);
        }
    }
    whole.scores = scores;
    let mut protocols: Vec<ProtocolReport> = Vec::new();
    for report in std::mem::take(&mut whole.protocols) {
        let twin = protocols
            .iter_mut()
            .find(|other| other.protocol == report.protocol && other.items == report.items);
        match twin {
            Some(twin) if twin.side != report.side => twin.side = Some(Side::Both),
            Some(_) => {}
            None => protocols.push(report),
        }
    }
    whole.protocols = protocols;
}

/// Red flags, then live lines by stance and deadline, then what is undecided.
fn order_lines(knowledge: &Knowledge, lines: &mut [Line]) {
    lines.sort_by(|one, other| {
        let category = |line: &Line| {
            knowledge
                .actions
                .get(line.action.0 as usize)
                .map(|it| it.category)
        };
        let stance = |line: &Line| match line.stance {
            Stance::Do => 0,
            Stance::Consider => 1,
            Stance::Avoid => 2,
        };
        (!one.red_flag, !one.is_live(), stance(one))
            .cmp(&(!other.red_flag, !other.is_live(), stance(other)))
            .then_with(|| one.due.by_deadline(&other.due))
            .then_with(|| one.status.kind().cmp(&other.status.kind()))
            .then_with(|| category(one).cmp(&category(other)))
            .then_with(|| (one.action, one.side).cmp(&(other.action, other.side)))
    });
}
