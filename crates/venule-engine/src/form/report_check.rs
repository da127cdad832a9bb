//! Checking a report: what each segment shows, what is missing, what the scan amounts to and what follows.

use std::sync::Arc;

use venule_knowledge::model::{ActionId, Knowledge, ReportForm, Stance};
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;
use venule_logic::{FactId, Value};

use super::tally::{self, Segments, entry};
use super::{Raised, WrittenReport, any_required, raised};
use crate::assess::assess;
use crate::assessment::{Assessment, Line};
use crate::case::{Case, Dates, Event, State};
use crate::executor::Interpreter;
use crate::facts::{FactTable, is_known};
use crate::prepared::Prepared;
use crate::side::{Leg, Side};

/// What came of checking a report.
#[derive(Debug)]
pub struct ReportCheck {
    /// Index in `Knowledge::reports`.
    pub form: usize,
    /// The legs, one by one.
    pub legs: Vec<LegReport>,
    /// Checks that were raised.
    pub raised: Vec<Raised>,
    /// The case with the scan among its events.
    pub case: Case,
    /// What the case is advised with this scan, without what the scan has just done.
    pub assessment: Assessment,
    /// Lines of advice that the scan has done.
    pub done: Vec<Line>,
    complete: bool,
}

/// One leg of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct LegReport {
    /// The leg.
    pub side: Option<Side>,
    /// Segments that are described or should be.
    pub segments: Vec<SegmentReport>,
    /// The first segment that makes the report positive, by index in the form.
    pub positive: Option<usize>,
    /// What the scan amounts to: attributes of the event with their values.
    pub amounts_to: Vec<(Arc<str>, Value)>,
}

/// One segment of a leg.
#[derive(Debug, Clone, PartialEq)]
pub struct SegmentReport {
    /// Index in the form's segments.
    pub segment: usize,
    /// Whether anything was recorded of it.
    pub described: bool,
    /// Its finding, as far as it is known; null where it is not.
    pub finding: Value,
}

impl ReportCheck {
    /// Whether nothing is missing that must be there, and nothing goes too far.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

/// Checks a report.
///
/// # Unknown values
///
/// A segment of which nothing is reported has no finding: neither positive nor negative. A report that does not
/// show something does not show it; that is known of the report, and nothing of the patient.
#[must_use]
pub fn check_report(knowledge: &Knowledge, written: &WrittenReport) -> ReportCheck {
    let mut case = written.case.clone();
    let mut legs = Vec::new();
    let mut found: Vec<Raised> = Vec::new();
    let mut complete = false;
    let mut shown_done: Vec<(ActionId, Leg)> = Vec::new();
    if let Some(form) = knowledge.reports.get(written.form) {
        let both =
            [Leg::Left, Leg::Right].map(|leg| Segments::of_leg(knowledge, form, written, leg));
        let is_reported =
            |leg: &&Segments| written.side.covers(leg.leg()) || first_positive(form, leg).is_some();
        let reported: Vec<&Segments> = both.iter().filter(is_reported).collect();
        let facts = facts_of_report(form, written, &reported, &both);
        let sides = reported.iter().map(|leg| leg.leg());
        let prepared = Prepared::all(knowledge, &facts, sides, &Interpreter, &|_| {});
        for (segments, leg) in reported.iter().zip(&prepared) {
            let side = leg.leg.side().filter(|_| prepared.len() > 1);
            // Of a leg that was not to be examined only its thrombus counts.
            if written.side.covers(leg.leg) {
                let of_leg = raised(&form.checks, &leg.plain);
                found.extend(of_leg.map(|check| Raised { check, side }));
            }
            if is_of_today(written) {
                let is_so = |(_, fact): &&(ActionId, FactId)| {
                    leg.plain.value(*fact) == Value::Boolean(true)
                };
                let done = form.done.iter().filter(is_so);
                shown_done.extend(done.map(|(action, _)| (*action, leg.leg)));
            }
            let report = leg_report(form, segments, leg);
            replace_event(form, written, &report, &mut case);
            legs.push(report);
        }
        // A thrombus of a leg that the conclusion does not speak of goes beyond it.
        let is_passed_over = |it: &LegReport| {
            let concluded = it.side.is_some_and(|leg| written.side.mirrored() != leg);
            it.positive.is_some() && !concluded
        };
        complete = !any_required(&form.checks, &found) && !legs.iter().any(is_passed_over);
    }
    found.sort_by_key(|it| (it.check, it.side));
    let mut assessment = assess(knowledge, &case);
    let legs_of_case = case.legs();
    let (done, open) = assessment.lines.into_iter().partition(|line| {
        let mut of_line = legs_of_case.iter();
        let is_shown = |leg: &Leg| {
            let is_about = line.side.is_none_or(|side| side.covers(*leg));
            !is_about || shown_done.contains(&(line.action, *leg))
        };
        line.stance != Stance::Avoid
            && shown_done.iter().any(|(action, _)| *action == line.action)
            && of_line.all(is_shown)
    });
    assessment.lines = open;
    ReportCheck {
        form: written.form,
        legs,
        raised: found,
        case,
        assessment,
        done,
        complete,
    }
}

/// Whether the scan is of the day of the assessment: what it did is not to be done again today. By another day the
/// patient may be another one.
fn is_of_today(written: &WrittenReport) -> bool {
    let today = Dates::on(written.case.as_of.date);
    written.when == Some(today)
}

/// The case with what the report states and what its segments add up to.
///
/// Plain values of a report speak of the legs that it reports.
fn facts_of_report(
    form: &ReportForm,
    written: &WrittenReport,
    reported: &[&Segments],
    both: &[Segments],
) -> Case {
    let mut case = written.case.clone();
    let symptomatic = case.legs();
    let is_named = !symptomatic.contains(&Leg::Unstated);
    case.facts
        .retain(|it| !of_report(form).any(|fact| fact == it.fact));
    for leg in reported {
        let side = leg.leg().side();
        let covers = |of: Option<Side>| of.unwrap_or(written.side).covers(leg.leg());
        let stated = written.stated.iter().filter(|it| covers(it.side));
        let stated: Vec<_> = stated
            .map(|it| entry(it.fact, side, it.state.clone()))
            .collect();
        let silent = form
            .silence
            .iter()
            .filter(|(fact, _)| stated.iter().all(|it| it.fact != *fact))
            .map(|(fact, value)| entry(*fact, side, State::Known(value.clone())));
        case.facts.extend(silent);
        case.facts.extend(stated);
        case.facts.extend(tally::facts(form, leg, both));
        let dated = Value::Boolean(written.when.is_some());
        case.facts
            .push(entry(form.dated, side, State::Known(dated)));
        if is_named {
            let differs = !symptomatic.contains(&leg.leg());
            let only = differs && reported.iter().all(|it| !symptomatic.contains(&it.leg()));
            let value = Value::Boolean(only);
            case.facts
                .push(entry(form.side_differs, side, State::Known(value)));
        }
    }
    if !is_named {
        // A case that names no leg is about the leg reported.
        case.side = Some(written.side);
    }
    case
}

/// Facts that only the report itself can state.
fn of_report(form: &ReportForm) -> impl Iterator<Item = venule_logic::FactId> + '_ {
    let stated = form.stated.iter().map(|(_, fact)| *fact);
    let tallies = form.tallies.iter().map(|tally| tally.fact);
    stated.chain(tallies).chain([form.side_differs, form.dated])
}

fn leg_report(form: &ReportForm, segments: &Segments, leg: &Prepared<'_>) -> LegReport {
    let is_expected = |index: usize| {
        let when = form.segments.get(index).and_then(|it| it.when.as_ref());
        when.is_some_and(|when| when.truth(&leg.presumed) == Truth::True)
    };
    let shown = (0..form.segments.len())
        .filter(|index| segments.is_described(*index) || is_expected(*index))
        .map(|index| SegmentReport {
            segment: index,
            described: segments.is_described(index),
            finding: segments.value(index, form.finding.0),
        })
        .collect();
    LegReport {
        side: leg.leg.side(),
        segments: shown,
        positive: first_positive(form, segments),
        amounts_to: amounts_to(form, &leg.plain),
    }
}

fn first_positive(form: &ReportForm, segments: &Segments) -> Option<usize> {
    let (fact, positive) = &form.finding;
    (0..form.segments.len()).find(|index| segments.value(*index, *fact) == *positive)
}

fn amounts_to(form: &ReportForm, facts: &FactTable) -> Vec<(Arc<str>, Value)> {
    form.attributes
        .iter()
        .map(|(name, fact)| (Arc::clone(name), facts.value(*fact)))
        .filter(|(_, value)| is_known(value))
        .collect()
}

/// Puts the scan among the events of the case, in the place of what the case already says of it.
fn replace_event(form: &ReportForm, written: &WrittenReport, leg: &LegReport, case: &mut Case) {
    let is_same = |event: &Event| {
        let day = |when: Option<crate::case::Dates>| when.filter(|it| it.earliest == it.latest);
        let same_day = day(event.when).is_some() && day(event.when) == day(written.when);
        event.kind == form.event && same_day && (event.side == leg.side || event.side.is_none())
    };
    case.events.retain(|event| !is_same(event));
    case.none_of.retain(|none| none.kind != form.event);
    let mut attributes: Vec<(Arc<str>, State)> = leg
        .amounts_to
        .iter()
        .map(|(name, value)| (Arc::clone(name), State::Known(value.clone())))
        .collect();
    if let Some(segment) = leg.positive.and_then(|index| form.segments.get(index)) {
        let value = Value::String(Arc::clone(&segment.name));
        attributes.push((Arc::clone(&form.segment_attribute), State::Known(value)));
    }
    case.events.push(Event {
        kind: form.event,
        side: leg.side,
        when: written.when,
        is_next: false,
        attributes,
        source: None,
        origin: None,
    });
}
