//! How probable the disease is in a case, where the knowledge has figures for such a patient.

use rust_decimal::prelude::ToPrimitive;
use venule_knowledge::model::{Accuracy, Condition, Knowledge, Probability};
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;
use venule_logic::{Decimal, FactId, Value};

use super::bayes::{Interval, Test};
use super::{Basis, Chance, Shown, Silence};
use crate::case::Case;
use crate::facts::FactTable;
use crate::prepared::Prepared;
use crate::side::Leg;

/// The probability for each symptomatic leg, of the legs that were prepared for an assessment.
pub(super) fn chances(
    knowledge: &Knowledge,
    case: &Case,
    prepared: &[Prepared<'_>],
) -> Vec<(Leg, Chance)> {
    let Some(figures) = &knowledge.probability else {
        return Vec::new();
    };
    let symptomatic = case.legs();
    let prepared = prepared.iter().filter(|it| symptomatic.contains(&it.leg));
    let chances = prepared.map(|prepared| {
        let of_leg = OfLeg {
            knowledge,
            figures,
            case,
            prepared,
        };
        let chance = of_leg.figure().map_or_else(Chance::NotShown, Chance::Shown);
        (prepared.leg, chance)
    });
    chances.collect()
}

struct OfLeg<'a> {
    knowledge: &'a Knowledge,
    figures: &'a Probability,
    case: &'a Case,
    prepared: &'a Prepared<'a>,
}

impl OfLeg<'_> {
    fn figure(&self) -> Result<Shown, Silence> {
        let mut provided = Vec::new();
        self.holds(&self.figures.when, &mut provided)?;
        if let Some(excluded) = self
            .figures
            .exclusions
            .iter()
            .position(|it| self.is_true(&it.when))
        {
            return Err(Silence::Excluded(excluded));
        }
        // The results are looked at before anything else, so that a study's figure is not shown after one more test.
        let results = self.results()?;
        let class = self
            .figures
            .pretests
            .iter()
            .position(|it| self.is_true(&it.when));
        let pretest = class.ok_or(Silence::NoClass)?;
        if let Some(measured) = self.measured(&provided) {
            return Ok(measured);
        }
        let keys = self
            .figures
            .pretests
            .get(pretest)
            .map(|it| it.estimate.as_str());
        let mut range = keys
            .and_then(|key| self.share(key))
            .ok_or(Silence::NoClass)?;
        for (index, positive) in &results {
            let test = self.figures.accuracies.get(*index);
            range = test
                .and_then(|it| range.after(self.test(it)?, *positive))
                .ok_or_else(|| Silence::NoAccuracy(test.map_or(usize::MAX, |it| it.event)))?;
        }
        let basis = Basis::Computed {
            pretest,
            tests: results,
        };
        Ok(Shown {
            range,
            basis,
            provided,
        })
    }

    /// Whether a condition is true, or true under the permitted presumptions, which are then named.
    fn holds(
        &self,
        condition: &Condition,
        provided: &mut Vec<(FactId, Value)>,
    ) -> Result<(), Silence> {
        let Prepared {
            plain, presumed, ..
        } = self.prepared;
        match (condition.truth(plain), condition.truth(presumed)) {
            (Truth::True, _) => Ok(()),
            (Truth::False, _) => Err(does_not_apply(condition, plain)),
            (Truth::Unknown, Truth::False) => Err(does_not_apply(condition, presumed)),
            (Truth::Unknown, Truth::True) => {
                let facts = condition.facts().iter().copied();
                let presumed = facts
                    .filter(|id| !plain.is_known(*id) && presumed.is_known(*id))
                    .map(|id| (id, presumed.value(id)));
                for (id, value) in presumed {
                    if !provided.iter().any(|(other, _)| *other == id) {
                        provided.push((id, value));
                    }
                }
                Ok(())
            }
            (Truth::Unknown, Truth::Unknown) => {
                let facts = condition.facts().iter().copied();
                Err(Silence::NotKnown {
                    waits_for: facts.filter(|id| !presumed.is_known(*id)).collect(),
                })
            }
        }
    }

    fn is_true(&self, condition: &Condition) -> bool {
        condition.truth(&self.prepared.plain) == Truth::True
    }

    /// What a study measured in such patients.
    fn measured(&self, provided: &[(FactId, Value)]) -> Option<Shown> {
        let all = self.figures.measured.iter().enumerate();
        for (index, measured) in all {
            let mut presumed = provided.to_vec();
            if self.holds(&measured.when, &mut presumed).is_ok()
                && let Some(range) = self.share(&measured.estimate)
            {
                return Some(Shown {
                    range,
                    basis: Basis::Measured(index),
                    provided: presumed,
                });
            }
        }
        None
    }

    /// The results of all tests of this leg that have figures, each accounted for by exactly one.
    fn results(&self) -> Result<Vec<(usize, bool)>, Silence> {
        let mut results = Vec::new();
        for (kind, _) in self.knowledge.events.iter().enumerate() {
            let of_kind = || {
                self.figures
                    .accuracies
                    .iter()
                    .enumerate()
                    .filter(|(_, it)| it.event == kind)
            };
            if of_kind().next().is_none() {
                continue;
            }
            let done = self.case.events.iter().filter(|event| {
                let of_leg = event.side.is_none_or(|side| side.covers(self.prepared.leg));
                event.kind == kind && of_leg
            });
            match done.count() {
                0 => continue,
                1 => {}
                _ => return Err(Silence::Serial(kind)),
            }
            let said: Vec<(usize, bool)> = of_kind()
                .filter_map(|(index, it)| {
                    match (
                        it.positive.as_ref().is_some_and(|when| self.is_true(when)),
                        self.is_true(&it.negative),
                    ) {
                        (true, false) => Some((index, true)),
                        (false, true) => Some((index, false)),
                        (true, true) | (false, false) => None,
                    }
                })
                .collect();
            match said.as_slice() {
                [one] => results.push(*one),
                _ => return Err(Silence::NoAccuracy(kind)),
            }
        }
        Ok(results)
    }

    fn test(&self, accuracy: &Accuracy) -> Option<Test> {
        Some(Test {
            sensitivity: self.share(&accuracy.sensitivity)?,
            specificity: self.share(&accuracy.specificity)?,
        })
    }

    /// An estimate in percent as a share.
    fn share(&self, key: &str) -> Option<Interval> {
        let estimate = self.knowledge.estimates.get(key)?;
        let share = |number: Decimal| (number / Decimal::ONE_HUNDRED).to_f64();
        Interval::new(
            estimate.low.and_then(share),
            share(estimate.value?)?,
            estimate.high.and_then(share),
        )
    }
}

/// The facts that make a condition false: each that alone does, or else all that it names.
fn does_not_apply(condition: &Condition, facts: &FactTable) -> Silence {
    let named = condition.facts();
    let alone = named.iter().copied().filter(|id| {
        let mut without = facts.clone();
        without.set(*id, Value::Null);
        condition.truth(&without) != Truth::False
    });
    let alone: Vec<FactId> = alone.collect();
    Silence::DoesNotApply {
        because: if alone.is_empty() {
            named.to_vec()
        } else {
            alone
        },
    }
}
