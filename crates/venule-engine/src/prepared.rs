//! One leg with its facts resolved and every condition evaluated, before anything is concluded.

use venule_knowledge::model::Knowledge;
use venule_logic::truth::Truth;

use crate::assessment::Contradicted;
use crate::case::Case;
use crate::contradiction;
use crate::executor::{Executor, Truths};
use crate::facts::{FactTable, Resolver};
use crate::line::Leg;
use crate::question::Awaited;
use crate::side;

/// One leg with its facts resolved and every condition evaluated.
pub(crate) struct Prepared<'a> {
    pub(crate) leg: side::Leg,
    pub(crate) resolver: Resolver<'a>,
    pub(crate) contradictions: Vec<Contradicted>,
    pub(crate) plain: FactTable,
    pub(crate) presumed: FactTable,
    pub(crate) truths: Truths,
    pub(crate) presumed_truths: Truths,
}

impl<'a> Prepared<'a> {
    /// Every leg, with the exclusions of the whole patient shared.
    pub(crate) fn all(
        knowledge: &'a Knowledge,
        case: &'a Case,
        legs: impl Iterator<Item = side::Leg>,
        executor: &dyn Executor,
        change: &dyn Fn(&mut Resolver<'_>),
    ) -> Vec<Self> {
        let mut prepared = legs
            .map(|leg| Self::new(knowledge, case, leg, executor, change))
            .collect::<Vec<_>>();
        share_exclusions(knowledge, &mut prepared);
        prepared
    }

    /// What the steps after this one share.
    pub(crate) fn view<'b>(
        &'b self,
        knowledge: &'b Knowledge,
        executor: &'b dyn Executor,
    ) -> Leg<'b> {
        Leg {
            knowledge,
            executor,
            resolver: &self.resolver,
            plain: &self.plain,
            presumed: &self.presumed,
            truths: &self.truths,
            presumed_truths: &self.presumed_truths,
            awaited: Awaited::new(knowledge, &self.resolver, &self.plain),
            awaited_presumed: Awaited::new(knowledge, &self.resolver, &self.presumed),
        }
    }

    fn new(
        knowledge: &'a Knowledge,
        case: &'a Case,
        leg: side::Leg,
        executor: &dyn Executor,
        change: &dyn Fn(&mut Resolver<'_>),
    ) -> Self {
        let mut resolver = Resolver::new(knowledge, case, leg);
        change(&mut resolver);
        let contradictions = contradiction::settle(knowledge, case, leg, &mut resolver);
        let plain = resolver.plain();
        let presumed = resolver.presuming(&plain);
        let truths = executor.run(knowledge, &plain);
        let presumed_truths = executor.run(knowledge, &presumed);
        Self {
            leg,
            resolver,
            contradictions,
            plain,
            presumed,
            truths,
            presumed_truths,
        }
    }
}

/// An exclusion of the whole patient holds of both legs as soon as it holds of one.
fn share_exclusions(knowledge: &Knowledge, prepared: &mut [Prepared<'_>]) {
    for (index, guideline) in knowledge.guidelines.iter().enumerate() {
        for (position, exclusion) in guideline.scope.exclusions.iter().enumerate() {
            if !exclusion.whole_patient {
                continue;
            }
            let of_leg = |truths: &Truths| {
                truths
                    .exclusions
                    .get(index)
                    .and_then(|all| all.get(position))
                    .copied()
            };
            let any = prepared
                .iter()
                .filter_map(|leg| of_leg(&leg.truths))
                .fold(Truth::False, Truth::or);
            for leg in &mut *prepared {
                let all = leg.truths.exclusions.get_mut(index);
                if let Some(truth) = all.and_then(|all| all.get_mut(position)) {
                    *truth = any;
                }
            }
        }
    }
}
