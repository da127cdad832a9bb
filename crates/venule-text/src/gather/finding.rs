//! Concepts: what their presence or absence means.

use std::ops::Range;

use jiff::ToSpan;
use venule_engine::side::Side;
use venule_knowledge::model::Fact;
use venule_logic::Value;

use super::Gathered;
use super::place::{self, Place};
use crate::candidate::{Amends, Candidate, Doubt, EventCandidate, Standing};
use crate::language::model::{
    Concept, ConceptId, Effect, Meaning, Near, Polarity, SiteId, Tense, Trend,
};
use crate::scan::{Hit, What};
use crate::scope::{Certainty, Context, Time};
use crate::token::Kind;

/// Days in which a danger that has passed is still one.
const FEW_DAYS: i32 = 2;

/// A mention of a concept, with what surrounds it.
#[derive(Clone)]
pub(super) struct Finding<'a> {
    pub(super) id: ConceptId,
    pub(super) concept: &'a Concept,
    pub(super) hit: &'a Hit,
    pub(super) context: Context,
    /// Whether it is there, once the words that deny it are taken into account.
    pub(super) polarity: Polarity,
    /// Whether a word of it was read as another one.
    pub(super) slip: bool,
    /// Whether it is a value of another time.
    pub(super) of_then: bool,
    /// Whether it was weeks or months ago and is over, where that means something of its own.
    pub(super) lately: bool,
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
            if finding.concept.lay && self.stages.trade {
                continue;
            }
            self.mean(finding, gathered);
            let now = finding.polarity == Polarity::Present && finding.context.time == Time::Now;
            if finding.concept.symptom && now && !gathered.present.contains(&finding.id) {
                gathered.present.push(finding.id);
            }
            if let Some(contrast) = self.contrast(finding) {
                let mut means = contrast.concept.means.iter();
                let plain = means.find(|it| it.says_whether() && self.holds(it, &contrast));
                if let Some(meaning) = plain {
                    self.follow(meaning, &contrast, gathered);
                }
            }
        }
    }

    fn mean(&self, finding: &Finding<'a>, gathered: &mut Gathered) {
        for meaning in &finding.concept.means {
            if self.holds(meaning, finding) {
                self.follow(meaning, finding, gathered);
            } else if let Some(newer) = self.newer(meaning, finding, gathered)
                && self.holds(meaning, &newer)
            {
                self.follow(meaning, &newer, gathered);
            }
        }
    }

    /// "Left calf tender, right calf not", "pulses absent on the right, present on the left": the same of the other leg.
    fn contrast(&self, finding: &Finding<'a>) -> Option<Finding<'a>> {
        let from = finding.hit.last;
        let leg = finding.side.filter(|side| *side != Side::Both)?;
        let behind = self.sides.partition_point(|word| word.token < from);
        let mut sides = self.sides.get(behind..).unwrap_or_default().iter();
        let other = sides.find(|word| word.side != leg)?;
        if other.side == Side::Both {
            return None;
        }
        let piece = from..self.sentence.end;
        let piece = piece.take_while(|at| !matches!(self.stages.word(*at), "." | ";"));
        let said = piece.filter(|at| {
            let kind = self.stages.tokens.kind(*at);
            !matches!(kind, Some(Kind::Punctuation | Kind::LineBreak))
        });
        let says_absent =
            |at| matches!(self.stages.word(at), "absent" | "no" | "not" | "impalpable");
        let of_absence = finding.tokens().any(says_absent);
        let mut contrary = None;
        for at in said {
            match self.stages.word(at) {
                "not" if finding.polarity == Polarity::Present => {
                    contrary = Some(Polarity::Absent);
                }
                "present" | "palpable" if finding.polarity == Polarity::Absent => {
                    contrary = Some(Polarity::Present);
                }
                "present" | "palpable" if of_absence => contrary = Some(Polarity::Absent),
                "in" | "on" | "the" | "but" | "and" | "leg" | "calf" | "one" | "side" | "is"
                | "are" | "was" | "of" | "left" | "right" | "l" | "r" | "foot" | "other" => {}
                _ => return None,
            }
        }
        Some(Finding {
            side: Some(other.side),
            polarity: contrary?,
            ..finding.clone()
        })
    }

    /// The concepts of the sentence.
    pub(super) fn mentioned(&self) -> &[Finding<'a>] {
        self.near.mentioned.get_or_init(|| self.all_mentioned())
    }

    fn all_mentioned(&self) -> Vec<Finding<'a>> {
        let found = self.hits().filter_map(|(index, hit)| {
            let What::Concept { id, denied } = hit.what else {
                return None;
            };
            let concept = self.stages.language.concepts.get(id.0 as usize)?;
            if !self.is_near(&concept.near, concept.symptom)
                || (concept.alone && !self.is_whole(hit))
            {
                return None;
            }
            let mut context = self.context(index);
            let tokens = hit.first..hit.last;
            let slip = self.stages.hits.is_slip(hit);
            if concept.in_doubt || slip {
                context.certainty = context.certainty.max(Certainty::Possible);
            }
            if context.time == Time::Before
                && concept.symptom | concept.raise
                && self.is_of_late(&context, &tokens)
            {
                context.time = Time::Now;
            }
            if context.time == Time::Now && self.is_long_ago(id, concept, &tokens) {
                context.time = Time::Before;
            }
            if concept.passing && context.time == Time::Now && self.is_in_the_wake(&tokens) {
                context.certainty = context.certainty.max(Certainty::Possible);
            }
            let of_then =
                matches!(context.time, Time::Now | Time::Before) && self.is_value_of_then(&tokens);
            if of_then {
                context.certainty = context.certainty.max(Certainty::Possible);
            }
            let mut polarity = match self.points(&tokens) {
                Some(polarity) => polarity,
                None => polarity(&context, denied)?,
            };
            if polarity == Polarity::Absent
                && !denied
                && !context.trends.contains(Trend::Resolved)
                && concept.symptom | concept.raise
                && self.begins_anew(&context, hit)
            {
                polarity = Polarity::Present;
                context.certainty = context.certainty.max(Certainty::Possible);
            }
            let lately = matches!(context.time, Time::Now | Time::Before)
                && polarity == Polarity::Present
                && self.was_lately(id, concept, &tokens);
            if lately {
                context.certainty = context.certainty.max(Certainty::Possible);
            }
            Some(Finding {
                id,
                concept,
                hit,
                context,
                polarity,
                slip,
                of_then,
                lately,
                sites: self.sites(&tokens),
                side: place::of(self.side(&tokens))
                    .filter(|side| !(concept.compares && *side == Side::Both)),
            })
        });
        found.collect()
    }

    /// Whether the text names no more than one of these parts of the body, and no event.
    fn is_single(&self, of: &[SiteId]) -> bool {
        if self.stages.anchored {
            return false;
        }
        let mut named = self
            .stages
            .sites
            .iter()
            .filter(|site| self.lies_in(**site, of));
        named.nth(1).is_none()
    }

    /// Whether a hit is all of the sentence.
    fn is_whole(&self, hit: &Hit) -> bool {
        let mut rest = (self.sentence.body..hit.first).chain(hit.last..self.sentence.end);
        rest.all(|at| {
            let kind = self.stages.tokens.kind(at);
            matches!(kind, Some(Kind::Punctuation | Kind::LineBreak))
        })
    }

    /// Whether one of what has to stand in the sentence, or in the one before it as well, does.
    fn is_near(&self, near: &[Near], or_before: bool) -> bool {
        near.is_empty() || self.is_said(near, or_before)
    }

    pub(super) fn holds(&self, meaning: &Meaning, finding: &Finding<'_>) -> bool {
        let tense = match finding.context.time {
            _ if finding.lately => Tense::Lately,
            Time::Before => Tense::Before,
            Time::Now | Time::Conditional | Time::Withdrawn => Tense::Now,
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
            && meaning
                .within_days
                .is_none_or(|days| self.is_of_last_days(days, &finding.tokens()))
            && (meaning.near.is_empty() || self.is_near(&meaning.near, true))
            && (meaning.with.is_empty() || self.is_present(&meaning.with))
            && !self.is_present(&meaning.unless)
            && (!meaning.single || self.is_single(&meaning.at))
            && (!meaning.doubted || finding.context.certainty.is_doubt())
            && (meaning.trend.is_empty() || meaning.trend.iter().any(trend))
            && (meaning.degree.is_empty()
                || finding
                    .context
                    .degree
                    .is_some_and(|degree| meaning.degree.contains(&degree)))
    }

    pub(super) fn follow(&self, meaning: &Meaning, finding: &Finding<'_>, gathered: &mut Gathered) {
        let proof = || self.proof(finding.hit, &finding.concept.id, &finding.context);
        let mut context = finding.context;
        if meaning.doubted {
            context.certainty = Certainty::Asserted;
        }
        let standing = match Self::standing(&context) {
            Standing::ToConfirm(Doubt::Possible) if finding.slip => {
                Standing::ToConfirm(Doubt::Misspelled)
            }
            Standing::ToConfirm(Doubt::Possible) if finding.of_then => {
                Standing::ToConfirm(Doubt::Past)
            }
            Standing::Accepted if self.may_be_old(meaning, finding) => {
                Standing::ToConfirm(Doubt::Past)
            }
            other => other,
        };
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
                // "No DVT of the left leg before" says nothing of the other leg.
                if !present && !described.sided && self.is_of_one_leg(finding) {
                    return;
                }
                // A value that is only said not to be so is not known to be another one.
                if value.is_some() && meaning.when.is_none() && !present {
                    return;
                }
                let mut proof = proof();
                let side = sided(described, finding.side);
                let word = side.and_then(|_| self.side(&finding.tokens()));
                if let (Some(_), Some(word)) = (side, word) {
                    proof.add_words(word.span);
                }
                let candidate = Candidate {
                    fact: *fact,
                    value: value.clone().unwrap_or(Value::Boolean(present)),
                    side,
                    standing,
                    proof,
                    weak: finding.concept.weak || meaning.only,
                    leads: self.stages.leads(self.sentence.part),
                    narrow: self.is_narrow(finding),
                    raise: finding.concept.raise && !self.is_days_ago(&finding.tokens()),
                    at: finding.hit.first,
                };
                if !meaning.unless_told.is_empty() {
                    let unless = meaning.unless_told.clone();
                    gathered.unless_told.push((unless, candidate));
                } else if meaning.only {
                    gathered.if_only.push((finding.id, candidate));
                } else {
                    gathered.facts.push(candidate);
                }
            }
            Effect::Event { kind, attributes } => gathered.events.push(EventCandidate {
                kind: *kind,
                frame: None,
                side: finding.side,
                part: self.sentence.part,
                aside: self.is_aside(),
                when: self.date_of(&finding.tokens()),
                attributes: attributes.clone(),
                open: Vec::new(),
                doubted: Vec::new(),
                weak: Vec::new(),
                heard: Vec::new(),
                again: false,
                amends: Amends::No,
                named: false,
                known: false,
                open_day: None,
                may_come: false,
                standing,
                proof: proof(),
                at: finding.hit.first,
                since_study: None,
                worse: false,
            }),
            Effect::NoEvent { kind } => {
                if standing == Standing::Accepted {
                    gathered.none_of.push((*kind, None, proof()));
                }
            }
        }
    }

    /// Whether a mention has a day of its own that lies more than a few days back.
    fn is_days_ago(&self, tokens: &Range<u32>) -> bool {
        let since = self.stages.reference.checked_sub(FEW_DAYS.days());
        let day = self.day_of(tokens);
        day.is_some_and(|day| since.is_ok_and(|since| day.latest < since))
    }

    /// Whether a finding is of a part of the body that is no part of a leg.
    pub(super) fn is_elsewhere(&self, finding: &Finding<'_>) -> bool {
        let elsewhere = |site: &SiteId| {
            let sites = &self.stages.language.sites;
            sites.get(site.0 as usize).is_some_and(|it| it.elsewhere)
        };
        !finding.sites.is_empty() && finding.sites.iter().all(elsewhere)
    }

    /// Whether "of", "in" or "on" and one leg stand right behind a finding.
    fn is_of_one_leg(&self, finding: &Finding<'_>) -> bool {
        let from = finding.hit.last;
        let joined = matches!(self.stages.word(from), "of" | "in" | "on");
        let mut sides = self.sides.iter();
        joined
            && sides
                .any(|word| word.side != Side::Both && (from + 1..from + 3).contains(&word.token))
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
