//! Symptoms: which side is the symptomatic one.

use super::Gathered;
use super::finding::Finding;
use super::place::Place;
use crate::candidate::Standing;
use crate::language::model::{Effect, Polarity};
use crate::scope::Time;

impl Place<'_> {
    /// The sides of what the patient comes with, doubtful or not: a suspicion has a side as well.
    pub(super) fn symptoms(&self, gathered: &mut Gathered) {
        for finding in self.mentioned() {
            let told = finding.polarity == Polarity::Present
                && finding.context.time == Time::Now
                && !self.is_elsewhere(finding)
                && !matches!(Self::standing(&finding.context), Standing::SetAside(_));
            let Some(side) = finding.side.filter(|_| told) else {
                continue;
            };
            let known = Self::standing(&finding.context) == Standing::Accepted
                && self.stands_for_event(finding);
            if !finding.concept.symptom && !known {
                continue;
            }
            let mut proof = self.proof(finding.hit, &finding.concept.id, &finding.context);
            if let Some(word) = self.side(&finding.tokens()) {
                proof.add_words(word.span);
            }
            if finding.concept.symptom && self.tells_of_visit() {
                gathered.symptomatic_then.push((side, proof));
            } else if finding.concept.symptom {
                gathered.symptomatic.push((side, proof));
            } else {
                gathered.affected.push((side, proof));
            }
        }
    }

    /// Whether a finding stands for an event of this episode: "known DVT of the left leg".
    fn stands_for_event(&self, finding: &Finding<'_>) -> bool {
        let mut means = finding.concept.means.iter();
        means.any(|it| matches!(it.then, Effect::Event { .. }) && self.holds(it, finding))
    }
}
