//! Whether each guideline covers the patient.

use venule_knowledge::model::{Condition, Knowledge};
use venule_logic::truth::Truth;

use crate::assessment::{ScopeReport, ScopeStatus};
use crate::executor::Truths;
use crate::facts::FactTable;
use crate::question::Awaited;
use crate::trace::Tracer;

/// One report for each guideline, in order.
pub(crate) fn reports(
    knowledge: &Knowledge,
    truths: &Truths,
    facts: &FactTable,
    presumed: &FactTable,
    awaited: &Awaited<'_>,
    tracer: &Tracer<'_>,
) -> Vec<ScopeReport> {
    let mut reports = Vec::with_capacity(knowledge.guidelines.len());
    for (index, guideline) in knowledge.guidelines.iter().enumerate() {
        let when = &guideline.scope.when;
        let empty = Vec::new();
        let exclusions = truths.exclusions.get(index).unwrap_or(&empty);
        let conditions = |wanted: Truth| -> Vec<&Condition> {
            guideline
                .scope
                .exclusions
                .iter()
                .zip(exclusions)
                .filter(|(_, truth)| **truth == wanted)
                .map(|(exclusion, _)| &exclusion.when)
                .collect()
        };
        let excluded = exclusions.iter().position(|truth| *truth == Truth::True);
        let scope = truths.scopes.get(index).copied().unwrap_or(Truth::Unknown);
        let dormant = scope == Truth::Unknown && when.truth(presumed) == Truth::False;
        let (status, behind) = match (scope, excluded) {
            (Truth::False, _) => (ScopeStatus::DoesNotApply, vec![when]),
            (_, exclusion) if dormant => {
                let waits_for = match exclusion {
                    Some(_) => Vec::new(),
                    None => awaited.presumed_behind(when, presumed),
                };
                let status = ScopeStatus::Dormant {
                    waits_for,
                    exclusion,
                };
                (status, vec![when])
            }
            (_, Some(exclusion)) => (ScopeStatus::Excluded { exclusion }, conditions(Truth::True)),
            (Truth::Unknown, None) => {
                let open = conditions(Truth::Unknown);
                let waits_for = awaited.inputs(&[&[when], open.as_slice()].concat());
                (ScopeStatus::Undecided { waits_for }, vec![when])
            }
            (Truth::True, None) => {
                let open = conditions(Truth::Unknown);
                if open.is_empty() {
                    (ScopeStatus::Applies, vec![when])
                } else {
                    (
                        ScopeStatus::Provisional {
                            waits_for: awaited.inputs(&open),
                        },
                        vec![when],
                    )
                }
            }
        };
        reports.push(ScopeReport {
            guideline: index,
            side: None,
            status,
            facts: tracer.uses(&behind, facts),
        });
    }
    reports
}
