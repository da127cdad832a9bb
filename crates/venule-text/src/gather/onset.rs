//! Symptoms with a day: they began this episode, or have come since a study that was done for it.

use venule_engine::case::Dates;
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::Value;

use super::event::NEAR_WORDS;
use super::finding::{Finding, sided};
use super::place::{BEYOND, Number, Place};
use super::{Gathered, Stages};
use crate::candidate::{Candidate, EventCandidate, Newly, Reason, Standing};
use crate::language::model::{Effect, Frame, Meaning, ModifierKind, Polarity, Trend};
use crate::number::{Figure, Relation};
use crate::scan::{Hit, What};
use crate::scope::Time;

/// Days after a study in which what has come belongs to the episode that the study was done for. The sources plan one
/// study after another within them; the bound is ours.
pub(crate) const SAME_EPISODE_DAYS: i32 = 28;

impl Place<'_> {
    /// A symptom with a date, where a frame takes symptoms.
    pub(super) fn begun(&self, finding: &Finding<'_>) -> Option<EventCandidate> {
        let trends = finding.context.trends;
        let told = finding.concept.symptom
            && finding.polarity == Polarity::Present
            && finding.context.time == Time::Now
            && (self.begins(finding) || !trends.contains(Trend::New))
            && !trends.contains(Trend::Worse)
            && !self.is_as_before(finding)
            && !self.is_day_of_relief(finding)
            && !self.is_part_of_event(finding);
        if !told {
            return None;
        }
        let mut frames = self.stages.language.frames.iter().zip(0_u16..);
        let (entry, frame) = frames.find(|(frame, _)| frame.of_symptoms)?;
        let own = self.beginning_of(finding);
        let before = self.before.since.filter(|_| !self.names_time());
        let when = own.or(before.map(|(days, _)| days))?;
        let mut event = self.event(frame, entry, finding.hit, &finding.context);
        if let (None, Some((_, words))) = (own, before) {
            event.proof.add_words(words);
        }
        Some(EventCandidate {
            when: Some(when),
            since_study: Some(self.as_new(finding)),
            worse: self.tells_of_worse(finding),
            ..event
        })
    }

    /// What the symptoms of the sentence, so now and without doubt, say beyond themselves where they are new.
    pub(super) fn as_new_each(&self, gathered: &mut Gathered) {
        for finding in self.mentioned() {
            let told = finding.concept.symptom
                && says_if_new(finding)
                && finding.polarity == Polarity::Present
                && finding.context.time == Time::Now
                && finding.side != Some(Side::Both)
                && Self::standing(&finding.context) == Standing::Accepted
                && !self.is_elsewhere(finding)
                && !self.tells_of_visit();
            if !told {
                continue;
            }
            let mut means = finding.concept.means.iter();
            let plain = means.find_map(|it| match &it.then {
                Effect::Fact { fact, .. } if it.says_whether() && it.says_it_is_there() => {
                    Some(*fact)
                }
                _ => None,
            });
            let Some(of) = plain else {
                continue;
            };
            let when = self.beginning_of(finding);
            let new = self.as_new(finding).into_iter();
            gathered
                .newly
                .extend(new.map(|says| Newly { of, when, says }));
        }
    }

    /// What a finding says beyond itself where it is new.
    fn as_new(&self, finding: &Finding<'_>) -> Vec<Candidate> {
        if !says_if_new(finding) {
            return Vec::new();
        }
        let mut new = finding.clone();
        new.context.trends.insert(Trend::New);
        let mut gathered = Gathered::default();
        for meaning in &finding.concept.means {
            if meaning.trend.contains(&Trend::New) && self.holds(meaning, &new) {
                self.follow(meaning, &new, &mut gathered);
            }
        }
        gathered.facts
    }

    fn begins(&self, finding: &Finding<'_>) -> bool {
        matches!(self.stages.word(finding.hit.last), "started" | "began")
    }

    /// "More swollen than at the scan 3 days ago": words that name an event have its day.
    fn is_part_of_event(&self, finding: &Finding<'_>) -> bool {
        let mut over = self.hits_over(&finding.tokens());
        over.any(|(_, hit)| matches!(hit.what, What::Anchor { .. }))
    }

    /// "Left calf pain today", "seen this morning with a calf that has been sore for 3 days": the day of the text is when
    /// it is told, not when it began.
    pub(super) fn beginning_of(&self, finding: &Finding<'_>) -> Option<Dates> {
        let tokens = finding.tokens();
        let told_of_today = self.time_of(&tokens).is_some_and(|it| self.is_today(it));
        if !told_of_today || self.begins(finding) {
            return self.date_of(&tokens);
        }
        let wanted = |it: &Number<'_>| !self.is_today(it) && !self.is_inside_other(it, &tokens);
        let other = self.nearest_dated(&tokens, wanted)?;
        let near = self.distance(&other.tokens, &tokens) < BEYOND;
        near.then(|| self.date_by(other, &tokens)).flatten()
    }

    /// "More swollen since yesterday": words that say what a symptom says which came later have the day of a change.
    fn tells_of_worse(&self, finding: &Finding<'_>) -> bool {
        let own = finding.tokens();
        let over = |it: &&Finding<'_>| it.hit.first < own.end && own.start < it.hit.last;
        let says = |it: &Finding<'_>| {
            let mut means = it.concept.means.iter();
            means.any(|meaning| self.is_later(meaning) && self.holds(meaning, it))
        };
        self.mentioned().iter().filter(over).any(says)
    }

    /// "On apixaban for a DVT, calf tighter since yesterday": a change, in words that say nothing else, has its own day.
    pub(super) fn is_change(&self, hit: &Hit) -> bool {
        let What::Concept { id, .. } = hit.what else {
            return false;
        };
        let concept = self.stages.language.concepts.get(usize::from(id.0));
        concept.is_some_and(|it| {
            let mut means = it.means.iter();
            means.any(|meaning| meaning.trend.is_empty() && self.is_later(meaning))
        })
    }

    /// Whether a meaning states what a symptom says that came after a study.
    fn is_later(&self, meaning: &Meaning) -> bool {
        let frames = self.stages.language.frames.iter();
        let mut later = frames.flat_map(|frame| &frame.later);
        later.any(|change| is_same(&meaning.then, change))
    }

    /// "Pain went away on Sunday", "swelling down since Monday": the day right behind words for a change for the better began
    /// nothing.
    fn is_day_of_relief(&self, finding: &Finding<'_>) -> bool {
        let Some(number) = self.time_of(&finding.tokens()) else {
            return false;
        };
        let start = number.tokens.start;
        let touching = start.saturating_sub(1)..start.max(1);
        self.hits_over(&touching).any(|(_, hit)| {
            let What::Modifier(index) = hit.what else {
                return false;
            };
            let modifier = self.stages.language.modifiers.get(usize::from(index));
            modifier.is_some_and(|it| {
                matches!(
                    it.kind,
                    ModifierKind::Trend(Trend::Better | Trend::Resolved)
                )
            })
        })
    }

    fn is_today(&self, number: &Number<'_>) -> bool {
        let Figure::Time(moment) = &number.mention.figure else {
            return false;
        };
        let today = Some(self.stages.reference);
        moment.relation == Relation::On && moment.days.is_some_and(|it| it.earliest == today)
    }

    /// "Today it aches exactly the same", "still sore today": the day on which it is as before did not begin it.
    pub(super) fn is_as_before(&self, finding: &Finding<'_>) -> bool {
        let tokens = finding.tokens();
        let mut near = tokens.start.saturating_sub(NEAR_WORDS)..tokens.end + NEAR_WORDS;
        let goes_on = finding.context.trends.contains(Trend::Unchanged)
            || near.any(|at| {
                matches!(
                    self.stages.word(at),
                    "still" | "same" | "remains" | "persists" | "unchanged" | "continues"
                )
            });
        let is_day = |number: &Number<'_>| matches!(&number.mention.figure, Figure::Time(it) if it.relation == Relation::On);
        goes_on && self.time_of(&tokens).is_some_and(is_day)
    }
}

/// Whether two effects state the same value of the same fact.
fn is_same(one: &Effect, other: &Effect) -> bool {
    match (one, other) {
        (
            Effect::Fact { fact, value },
            Effect::Fact {
                fact: of,
                value: is,
            },
        ) => fact == of && value == is,
        _ => false,
    }
}

/// Whether a finding says anything beyond itself where it is new.
fn says_if_new(finding: &Finding<'_>) -> bool {
    let mut means = finding.concept.means.iter();
    means.any(|it| it.trend.contains(&Trend::New))
}

/// A symptom that came in the weeks after a study did not begin the episode that the study was done for: it is new since.
/// Nor did one begin anything that has become worse where what such a study shows is known, whenever that was.
pub(super) fn since_studies(stages: Stages<'_>, gathered: &mut Gathered) {
    let studies = gathered.events.iter().filter_map(|event| {
        let frame = stages.language.frame_of(event.frame);
        let mut same_kind = stages.language.frames.iter();
        let frame = frame.or_else(|| same_kind.find(|it| it.kind == event.kind))?;
        let done = event.standing == Standing::Accepted && !event.named && !event.may_come;
        (done && !frame.later.is_empty()).then_some(Study {
            when: event.when,
            side: event.side,
            at: event.at,
            tells: !event.attributes.is_empty(),
            frame,
        })
    });
    let studies: Vec<_> = studies.collect();
    for event in &mut gathered.events {
        let Some(when) = event.when.filter(|_| event.since_study.is_some()) else {
            continue;
        };
        let worse = event.worse
            && !studies
                .iter()
                .any(|it| it.may_show_it(when) && Side::may_be_same(it.side, event.side));
        let before = studies.iter().find(|study| {
            let soon = study.when.is_some_and(|days| is_soon_after(when, days));
            let known = worse && study.is_known_before(when, event.at);
            (soon || known) && Side::may_be_same(study.side, event.side)
        });
        if let Some(study) = before {
            gathered
                .facts
                .extend(come_since(event, study.frame, stages.knowledge));
        }
    }
}

/// A study after which a symptom may have come, or what is known from one.
struct Study<'a> {
    when: Option<Dates>,
    side: Option<Side>,
    /// Token at which it is told.
    at: u32,
    /// Whether anything is told of it.
    tells: bool,
    frame: &'a Frame,
}

impl Study<'_> {
    /// Whether it is one of a visit that may have been for a symptom that began then: what it shows need not have been known.
    fn may_show_it(&self, symptom: Dates) -> bool {
        let before = self.when.is_some_and(|days| days.latest < symptom.earliest);
        self.frame.at_visit && self.tells && !before
    }

    /// Whether what it is of was known before a symptom: by its day, or told before it.
    fn is_known_before(&self, symptom: Dates, at: u32) -> bool {
        let before = match self.when {
            Some(days) => days.latest < symptom.earliest,
            None => self.at < at,
        };
        !self.frame.at_visit && before
    }
}

/// What a symptom with a day says by having come after a study; it began no episode then.
pub(crate) fn come_since(
    symptom: &mut EventCandidate,
    study: &Frame,
    knowledge: &Knowledge,
) -> Vec<Candidate> {
    let mut says = symptom.since_study.take().unwrap_or_default();
    let later = study.later.iter();
    says.extend(later.filter_map(|it| said_by(symptom, it, knowledge)));
    symptom.standing = Standing::SetAside(Reason::MoreSpecific);
    says
}

/// Whether a symptom came in the weeks after a study.
pub(crate) fn is_soon_after(symptom: Dates, study: Dates) -> bool {
    let apart = || {
        let span = symptom.latest.since(study.earliest);
        span.map(|span| span.get_days())
    };
    study.latest < symptom.earliest && apart().is_ok_and(|days| days <= SAME_EPISODE_DAYS)
}

/// What a symptom says by having come after a study; whatever else is told goes before it.
fn said_by(symptom: &EventCandidate, effect: &Effect, knowledge: &Knowledge) -> Option<Candidate> {
    let Effect::Fact { fact, value } = effect else {
        return None;
    };
    let described = knowledge.facts.get(fact.0 as usize)?;
    Some(Candidate {
        fact: *fact,
        value: value.clone().unwrap_or(Value::Boolean(true)),
        side: sided(described, symptom.side),
        standing: symptom.standing,
        proof: symptom.proof.clone(),
        weak: true,
        leads: false,
        narrow: false,
        raise: false,
        at: symptom.at,
    })
}
