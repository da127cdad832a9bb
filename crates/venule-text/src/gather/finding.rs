//! Concepts: what their presence or absence means.

use std::ops::Range;

use venule_engine::side::Side;
use venule_knowledge::model::Fact;
use venule_logic::Value;

use super::Gathered;
use super::place::{self, Place};
use crate::candidate::{Candidate, EventCandidate, Standing};
use crate::language::model::{
    Concept, ConceptId, Effect, Meaning, Near, Polarity, SiteId, Tense, Trend,
};
use crate::scan::{Hit, What};
use crate::scope::{Context, Time};

/// A mention of a concept, with what surrounds it.
pub(super) struct Finding<'a> {
    pub(super) id: ConceptId,
    pub(super) concept: &'a Concept,
    pub(super) hit: &'a Hit,
    pub(super) context: Context,
    /// Whether it is there, once the words that deny it are taken into account.
    pub(super) polarity: Polarity,
    pub(super) sites: Vec<SiteId>,
    pub(super) side: Option<Side>,
}

impl Finding<'_> {
    pub(super) fn tokens(&self) -> Range<u32> {
        self.hit.first..self.hit.last
    }
}

impl<'a> Place<'a> {
    pub(super) fn findings(&self, gathered: &mut Gathered) {
        for finding in self.mentioned() {
            for meaning in &finding.concept.means {
                if self.holds(meaning, &finding) {
                    self.follow(meaning, &finding, gathered);
                }
            }
        }
    }

    /// The concepts of the sentence.
    pub(super) fn mentioned(&self) -> Vec<Finding<'a>> {
        let found = self.hits().filter_map(|(index, hit)| {
            let What::Concept { id, denied } = hit.what else {
                return None;
            };
            let concept = self.stages.language.concepts.get(id.0 as usize)?;
            if !self.is_near(&concept.near) {
                return None;
            }
            let context = self.context(index);
            let polarity = polarity(&context, denied)?;
            let tokens = hit.first..hit.last;
            Some(Finding {
                id,
                concept,
                hit,
                context,
                polarity,
                sites: self.sites(&tokens),
                side: place::of(self.side(&tokens)),
            })
        });
        found.collect()
    }

    /// Whether one of what has to stand in the sentence does.
    fn is_near(&self, near: &[Near]) -> bool {
        near.is_empty()
            || self.hits.iter().any(|hit| {
                near.iter().any(|wanted| match (hit.what, wanted) {
                    (What::Site(site), Near::Site(wanted)) => self.lies_in(site, &[*wanted]),
                    (What::Concept { id, .. }, Near::Concept(wanted)) => id == *wanted,
                    (What::Anchor { frame, .. }, Near::Frame(wanted)) => frame == *wanted,
                    _ => false,
                })
            })
    }

    pub(super) fn holds(&self, meaning: &Meaning, finding: &Finding<'_>) -> bool {
        let tense = match finding.context.time {
            Time::Before => Tense::Before,
            Time::Now | Time::Conditional => Tense::Now,
        };
        let within = |wanted: &[SiteId]| {
            let mut sites = finding.sites.iter();
            sites.any(|site| self.lies_in(*site, wanted))
        };
        let trend = |trend: &Trend| finding.context.trends.contains(*trend);
        meaning.time == tense
            && meaning.when.is_none_or(|when| when == finding.polarity)
            && (meaning.at.is_empty() || within(&meaning.at))
            && !within(&meaning.not_at)
            && (meaning.trend.is_empty() || meaning.trend.iter().any(trend))
            && (meaning.degree.is_empty()
                || finding
                    .context
                    .degree
                    .is_some_and(|degree| meaning.degree.contains(&degree)))
    }

    fn follow(&self, meaning: &Meaning, finding: &Finding<'_>, gathered: &mut Gathered) {
        let mut proof = self.proof(finding.hit, &finding.concept.id, &finding.context);
        let standing = Self::standing(&finding.context);
        match &meaning.then {
            Effect::Fact { fact, value } => {
                let Some(described) = self.stages.knowledge.facts.get(fact.0 as usize) else {
                    return;
                };
                // A meaning that names its sites is meant there.
                if described.sided && meaning.at.is_empty() && self.is_elsewhere(finding) {
                    return;
                }
                let present = finding.polarity == Polarity::Present;
                // A value that is only said not to be so is not known to be another one.
                if value.is_some() && meaning.when.is_none() && !present {
                    return;
                }
                let word = self.side(&finding.tokens());
                let side = sided(described, finding.side);
                if let (Some(_), Some(word)) = (side, word) {
                    proof.add_words(word.span);
                }
                gathered.facts.push(Candidate {
                    fact: *fact,
                    value: value.clone().unwrap_or(Value::Boolean(present)),
                    side,
                    standing,
                    proof,
                    weak: finding.concept.weak,
                    leads: self.stages.leads(self.sentence.part),
                    narrow: self.is_narrow(finding),
                    raise: finding.concept.raise,
                    at: finding.hit.first,
                });
            }
            Effect::Event { kind, attributes } => gathered.events.push(EventCandidate {
                kind: *kind,
                frame: None,
                side: finding.side,
                when: self.date_of(&finding.tokens()),
                attributes: attributes.clone(),
                open: Vec::new(),
                doubted: Vec::new(),
                again: false,
                standing,
                proof,
                at: finding.hit.first,
            }),
            Effect::NoEvent { kind } => {
                if standing == Standing::Accepted {
                    gathered.none_of.push((*kind, proof));
                }
            }
        }
    }

    /// Whether a finding is of a part of the body that is no part of a leg.
    pub(super) fn is_elsewhere(&self, finding: &Finding<'_>) -> bool {
        let elsewhere = |site: &SiteId| {
            let sites = &self.stages.language.sites;
            sites.get(site.0 as usize).is_some_and(|it| it.elsewhere)
        };
        !finding.sites.is_empty() && finding.sites.iter().all(elsewhere)
    }

    /// Whether a part of the leg is named that lies in another part.
    fn is_narrow(&self, finding: &Finding<'_>) -> bool {
        let part = |site: &SiteId| {
            let sites = &self.stages.language.sites;
            sites
                .get(site.0 as usize)
                .is_some_and(|it| it.part_of.is_some())
        };
        !finding.sites.is_empty() && finding.sites.iter().all(part)
    }
}

/// What the words and what stands around them say together. "Not equal" says nothing of how they differ.
/// "Neither symptom has resolved" does not deny the symptoms.
fn polarity(context: &Context, denied: bool) -> Option<Polarity> {
    let resolved = context.trends.contains(Trend::Resolved);
    match (context.polarity, denied) {
        (Polarity::Absent, true) => None,
        (Polarity::Absent, false) if resolved => None,
        (Polarity::Absent, false) | (Polarity::Present, true) => Some(Polarity::Absent),
        (Polarity::Present, false) if resolved => Some(Polarity::Absent),
        (Polarity::Present, false) => Some(Polarity::Present),
    }
}

/// The side of a fact that has one.
pub(super) fn sided(fact: &Fact, side: Option<Side>) -> Option<Side> {
    side.filter(|_| fact.sided)
}
