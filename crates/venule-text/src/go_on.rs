//! A text that goes on about a patient told of before: symptoms that have come since a study of an earlier text.

use venule_engine::case::{Case, Dates, Event, State};
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::{FactId, Value};

use crate::candidate::{Candidate, EventCandidate, Standing};
use crate::extract::Reading;
use crate::gather::{SAME_EPISODE_DAYS, come_since, is_soon_after};
use crate::language::model::{Frame, Language};

/// A study that was told of before this text.
struct Study<'a> {
    frame: &'a Frame,
    event: &'a Event,
}

/// What was told before this text.
struct Earlier<'a> {
    case: &'a Case,
    studies: Vec<Study<'a>>,
    /// The one leg that this text tells of, where both legs had been the complaint.
    turned_to: Option<Side>,
}

impl Earlier<'_> {
    /// The study that a symptom with a day came after: in the weeks behind its day, or, where it has none, not before it
    /// was told of. What has become of one leg lately came after a study of both.
    fn before(&self, side: Option<Side>, when: Dates) -> Option<&Study<'_>> {
        let told = self.case.as_of.date;
        let lately = || {
            told.since(when.earliest)
                .is_ok_and(|it| it.get_days() <= SAME_EPISODE_DAYS)
        };
        let mut studies = self.studies.iter();
        studies.find(|it| {
            let follows = match it.event.when {
                Some(study) => is_soon_after(when, study),
                None => told <= when.earliest || self.turned_to.is_some() && lately(),
            };
            follows && Side::may_be_same(it.event.side, side)
        })
    }
}

impl Reading {
    /// Takes symptoms for what is new since a study that an earlier text told of: those with a day after it, and those
    /// of one leg where both legs had been the complaint until then.
    pub fn go_on(&mut self, knowledge: &Knowledge, language: &Language, before: &Case) {
        let earlier = self.earlier(language, before);
        if earlier.studies.is_empty() {
            return;
        }
        let mut news = Vec::new();
        for event in &mut self.events {
            let dated = event.since_study.is_some() && event.standing == Standing::Accepted;
            let Some(when) = event.when.filter(|_| dated) else {
                continue;
            };
            if let Some(study) = earlier.before(event.side, when) {
                news.extend(come_since(event, study.frame, knowledge));
            }
        }
        let is_used = |it: &EventCandidate| !matches!(it.standing, Standing::SetAside(_));
        let (used, aside): (Vec<_>, Vec<_>) = std::mem::take(&mut self.events)
            .into_iter()
            .partition(is_used);
        self.events = used;
        self.events_aside.extend(aside);
        news.extend(self.of_one_leg(&earlier));
        news.into_iter().for_each(|it| self.learn(it));
    }

    /// What was told before, with the studies of kinds that this text tells nothing of.
    fn earlier<'a>(&self, language: &'a Language, case: &'a Case) -> Earlier<'a> {
        let told_of = |kind: usize| {
            let mut events = self.events.iter().chain(&self.amending);
            events.any(|it| it.kind == kind)
        };
        let frames = language.frames.iter();
        let frames = frames.filter(|it| !it.later.is_empty() && !told_of(it.kind));
        let of_frame = |frame: &'a Frame| {
            let events = case.events.iter().filter(|it| it.kind == frame.kind);
            events.map(move |event| Study { frame, event })
        };
        let side = self.side.as_ref().map(|(side, _)| *side);
        let turned = case.side == Some(Side::Both) && self.withdrawn.side.is_none();
        Earlier {
            case,
            studies: frames.flat_map(of_frame).collect(),
            turned_to: side.filter(|it| turned && *it != Side::Both),
        }
    }

    /// What symptoms of one leg say beyond themselves, where both legs were complained of and studied before, and this
    /// leg did not have them.
    fn of_one_leg(&self, earlier: &Earlier<'_>) -> Vec<Candidate> {
        let Some(leg) = earlier.turned_to else {
            return Vec::new();
        };
        let of_leg = |side: Option<Side>| side.is_none_or(|it| it == leg || it == Side::Both);
        let had = |fact: FactId| {
            let mut known = earlier.case.facts.iter();
            known.any(|it| {
                it.fact == fact
                    && of_leg(it.side)
                    && matches!(it.state, State::Known(Value::Boolean(true)))
            })
        };
        let mut studies = earlier.studies.iter();
        let studied = studies.any(|it| Side::may_be_same(it.event.side, Some(leg)));
        let came = |when: Option<Dates>| match when {
            Some(when) => earlier.before(Some(leg), when).is_some(),
            None => studied,
        };
        let newly = self.newly.iter();
        let newly = newly.filter(|it| of_leg(it.says.side) && came(it.when) && !had(it.of));
        let of_this = |it: Candidate| Candidate {
            side: Some(leg),
            ..it
        };
        newly.map(|it| of_this(it.says.clone())).collect()
    }

    /// Adds a fact, unless the text says something of it itself. Facts stay in order of the vocabulary.
    fn learn(&mut self, candidate: Candidate) {
        let said = |it: &Candidate| it.fact == candidate.fact && it.side == candidate.side;
        if !self.facts.iter().any(said) {
            let at = self.facts.partition_point(|it| it.fact <= candidate.fact);
            self.facts.insert(at, candidate);
        }
    }
}
