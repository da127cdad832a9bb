//! `condition-never-holds` and `condition-always-holds`: conditions that decide nothing.
//!
//! **What it checks.** For every condition some possible patient makes it true, and some makes it false. The condition of
//! a rule is also tried together with the scope of its guideline and without the patients whom it excludes. Derived facts are followed to the inputs they come from.
//!
//! **Why it matters.** A rule that can never hold is advice that nobody will ever be given, and it looks as if it were. A
//! condition that always holds suggests a distinction that is not made.
//!
//! **Example.** `age < 18 and age > 18`; or `scan.result = 'negative'` in a guideline whose scope is `not scan.exists`.
//!
//! **Use instead.** The condition that was meant; `when = "any"` for always.
//!
//! **Known limits.** The search gives up after some thousand tries and on derivations that calculate, and then says
//! nothing. Views are free of each other, so a condition that only the calendar forbids passes.

use super::possible::possible;
use crate::diagnostic::Diagnostic;
use crate::model::{Condition, Contradiction, Derivation, Fact, Knowledge, Scope};

/// The problems of all conditions.
pub(super) fn check(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let facts = knowledge.facts.iter().flat_map(derived_by);
    // What settles an input may be "any value at all": that holds as soon as the value is known.
    let settling = knowledge
        .facts
        .iter()
        .flat_map(|fact| fact.implied.by.iter().chain(&fact.implied.refuted_by));
    problems.extend(settling.filter_map(|condition| never(knowledge, condition)));
    let items = knowledge
        .protocols
        .iter()
        .flat_map(|protocol| &protocol.items)
        .map(|item| &item.when);
    let contradictions =
        knowledge
            .contradictions
            .iter()
            .filter_map(|contradiction| match contradiction {
                Contradiction::Facts {
                    when, presuming, ..
                } => Some((when, presuming.is_empty())),
                Contradiction::Events { .. } => None,
            });
    // With presumptions it is asked of what was stated, which need not be possible.
    let (contradictions, of_statements): (Vec<_>, Vec<_>) =
        contradictions.partition(|(_, of_patients)| *of_patients);
    problems.extend(
        of_statements
            .into_iter()
            .filter_map(|(when, _)| always(knowledge, when)),
    );
    let contradictions = contradictions.into_iter().map(|(when, _)| when);
    for condition in facts
        .chain(items)
        .chain(contradictions)
        .chain(of_forms(knowledge))
    {
        problems.extend(alone(knowledge, condition));
    }
    for guideline in &knowledge.guidelines {
        let scope = &guideline.scope;
        problems.extend(alone(knowledge, &scope.when));
        for condition in scope.exclusions.iter().map(|exclusion| &exclusion.when) {
            problems.extend(alone(knowledge, condition));
        }
        let rules = guideline
            .rules
            .iter()
            .filter_map(|id| knowledge.rules.get(id.0 as usize))
            .map(|rule| &rule.when);
        for condition in rules.chain(guideline.notes.iter().map(|note| &note.when)) {
            problems.extend(
                alone(knowledge, condition).or_else(|| in_scope(knowledge, scope, condition)),
            );
        }
    }
    problems
}

/// The conditions of orders and reports.
fn of_forms(knowledge: &Knowledge) -> impl Iterator<Item = &Condition> {
    let orders = knowledge.orders.iter().flat_map(|form| {
        let reasons = form.reasons.iter().map(|it| &it.when);
        let items = form.items.iter().map(|it| &it.when);
        reasons.chain(items)
    });
    let segments = knowledge.reports.iter().flat_map(|form| &form.segments);
    let checks = knowledge
        .orders
        .iter()
        .flat_map(|form| &form.checks)
        .chain(knowledge.reports.iter().flat_map(|form| &form.checks));
    orders
        .chain(segments.filter_map(|it| it.when.as_ref()))
        .chain(checks.flat_map(|it| std::iter::once(&it.when).chain(&it.unless)))
}

fn derived_by(fact: &Fact) -> Vec<&Condition> {
    match &fact.derivation {
        Some(Derivation::Condition(condition)) => vec![condition],
        Some(Derivation::Cases { cases, .. }) => cases.iter().map(|case| &case.when).collect(),
        Some(Derivation::Expression(_) | Derivation::Score(_) | Derivation::View { .. }) | None => {
            Vec::new()
        }
    }
}

/// The problem of a condition by itself.
fn alone(knowledge: &Knowledge, condition: &Condition) -> Option<Diagnostic> {
    never(knowledge, condition).or_else(|| always(knowledge, condition))
}

fn never(knowledge: &Knowledge, condition: &Condition) -> Option<Diagnostic> {
    condition.expr.as_ref()?;
    (possible(knowledge, &[(condition, true)]) == Some(false)).then(|| {
        Diagnostic::error(
            "condition-never-holds",
            "no patient can make this condition true",
            condition.origin,
        )
        .help("look for parts that exclude each other, also through derived facts")
    })
}

fn always(knowledge: &Knowledge, condition: &Condition) -> Option<Diagnostic> {
    condition.expr.as_ref()?;
    (possible(knowledge, &[(condition, false)]) == Some(false)).then(|| {
        Diagnostic::warning(
            "condition-always-holds",
            "every patient makes this condition true",
            condition.origin,
        )
        .help("write `any` if it is meant for everyone, or the distinction that was meant")
    })
}

/// The problem of a condition together with the scope that it stands in and the exclusions from it.
fn in_scope(knowledge: &Knowledge, scope: &Scope, condition: &Condition) -> Option<Diagnostic> {
    condition.expr.as_ref()?;
    let mut wanted = vec![(condition, true), (&scope.when, true)];
    let never = |wanted: &[(&Condition, bool)]| possible(knowledge, wanted) == Some(false);
    let place = if never(&wanted) {
        scope.when.origin
    } else {
        wanted.extend(
            scope
                .exclusions
                .iter()
                .map(|exclusion| (&exclusion.when, false)),
        );
        scope
            .exclusions
            .first()
            .filter(|_| never(&wanted))?
            .when
            .origin
    };
    let message = "no patient of this guideline can make this condition true";
    Some(
        Diagnostic::error("condition-never-holds", message, condition.origin)
            .also(place, "the scope and its exclusions leave none")
            .help("widen the scope, narrow an exclusion or change the condition"),
    )
}
