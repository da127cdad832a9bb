//! What a text takes back ("ignore the first scan, wrong patient") and what it puts right ("correction: the left leg").

use std::collections::BTreeSet;

use venule_engine::side::Side;
use venule_logic::FactId;

use super::finding_of::Finding;
use super::place::Place;
use super::studied::Studied;
use super::{Gathered, Stages};
use crate::candidate::{Doubt, Proof, Reason, Standing};
use crate::language::model::{Direction, Effect, Measured, ModifierKind, Polarity};
use crate::scan::{Hit, What};
use crate::scope::Time;
use crate::span::Span;

/// How far before words that explain it stands what they explain, in tokens.
const NEAR: u32 = 4;

/// What is taken back.
pub(super) const ASIDE: Standing = Standing::SetAside(Reason::Withdrawn);

/// What a text takes back or puts right, of what it said before and of what was said in texts before it.
#[derive(Debug, Clone, Default)]
pub struct Withdrawn {
    /// Facts that are taken back.
    pub facts: BTreeSet<FactId>,
    /// Kinds of events, by their index in the knowledge, of which what was told is taken back.
    pub events: BTreeSet<usize>,
    /// What studies show that is taken back with them.
    pub shown: Vec<Finding>,
    /// The leg that is meant, where another one was named before.
    pub side: Option<Side>,
    /// The leg that a study was of, told without a word of what it showed.
    pub studied: Option<Studied>,
    /// Words that take back all of the text before this one: it was of somebody else.
    pub all: Option<Span>,
    /// Whether a sentence takes back what it told itself.
    pub in_own_text: bool,
    /// Words that take something back without saying what.
    pub unclear: Vec<Span>,
    /// Words that put something right.
    pub corrects: Vec<Span>,
    /// Words that tell of a changed report without a result that was understood.
    pub amended: Vec<Span>,
}

impl Withdrawn {
    /// Whether a fact, an event or a finding is taken back.
    fn names_any(&self) -> bool {
        !(self.facts.is_empty() && self.events.is_empty() && self.shown.is_empty())
    }

    /// Whether words take something back of which nothing is understood.
    #[must_use]
    pub fn takes_back_unknown(&self) -> bool {
        let known = self.names_any() || self.all.is_some();
        !known && !self.unclear.is_empty()
    }

    /// Whether something is taken back, and nothing of which it is not understood what.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let known = self.names_any() || self.all.is_some();
        (known || self.in_own_text) && self.unclear.is_empty()
    }

    /// Whether nothing is taken back or put right.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.names_any()
            && self.side.is_none()
            && self.studied.is_none()
            && self.all.is_none()
            && self.unclear.is_empty()
            && self.amended.is_empty()
    }
}

impl Place<'_> {
    /// What the sentence takes back or puts right. Of what was gathered before it that is set aside.
    pub(super) fn withdrawals(&self, gathered: &mut Gathered) {
        if self.sentence.asks {
            return;
        }
        gathered.withdrawn.unclear.extend(self.explained());
        let studied = self.studied(gathered);
        gathered.withdrawn.studied = studied.or(gathered.withdrawn.studied);
        let retraction = self.cue(ModifierKind::Retraction);
        let correction = self.cue(ModifierKind::Correction);
        if retraction.is_none() && correction.is_none() {
            return;
        }
        let cue = correction.map(|cue| self.stages.span(cue));
        gathered.withdrawn.corrects.extend(cue);
        let mut own = Withdrawn::default();
        for (index, hit) in self.hits() {
            // "The scan is Mr Jones's": what is taken back may be the first of the words that do it.
            let begins = retraction.is_some_and(|cue| {
                hit.first <= cue.first
                    && cue.first < hit.last
                    && hit.last < cue.last
                    && !matches!(hit.what, What::Modifier(_))
            });
            let withdrawn = begins || self.context(index).time == Time::Withdrawn;
            let mut into = Withdrawn::default();
            self.stated_by(hit, &mut into);
            // Whose sex the words for somebody else tell is nothing that is taken back.
            into.facts.retain(|it| Some(*it) != self.stages.about.sex);
            if withdrawn {
                self.shown_by(hit, &mut own);
                own.facts.append(&mut into.facts);
                own.events.append(&mut into.events);
            }
        }
        self.with_what_goes_with(&mut own);
        own.side = correction
            .filter(|_| studied.is_none())
            .and_then(|_| self.leg_meant());
        let all = self.takes_all_back();
        let of_it_all = all.map(|cue| self.stages.span(cue));
        let mut says = !own.is_empty() || correction.is_some();
        self.set_words_aside(gathered);
        if !self.tells_anything(gathered) && !says {
            own.all = of_it_all;
        } else if let Some(cue) = all.filter(|_| !says) {
            says = self.takes_own_back(cue, gathered);
            gathered.withdrawn.in_own_text |= says;
        }
        if let Some(cue) = retraction.filter(|_| !says && own.all.is_none()) {
            own.unclear.push(self.stages.span(cue));
        }
        // "The scan showed a DVT but that scan is another patient's": what the sentence itself told before.
        let before = retraction.map_or(self.sentence.start, |cue| {
            cue.first.max(self.sentence.start)
        });
        set_aside(before, &own, gathered);
        let all = &mut gathered.withdrawn;
        all.facts.append(&mut own.facts);
        all.events.append(&mut own.events);
        all.shown.append(&mut own.shown);
        all.unclear.append(&mut own.unclear);
        all.side = own.side.or(all.side);
        // "Wrong patient! The scan is not hers": what is named is meant.
        all.all = own.all.or(all.all).filter(|_| !all.names_any());
    }

    /// "Sorry, that was the patient in the next bed": words that take back no finding, but all that was told.
    fn takes_all_back(&self) -> Option<&Hit> {
        let mut cues = self.cues(ModifierKind::Retraction);
        cues.find(|hit| match hit.what {
            What::Modifier(index) => {
                let modifier = self.stages.language.modifiers.get(usize::from(index));
                modifier.is_some_and(|it| it.direction == Direction::Both)
            }
            _ => false,
        })
    }

    /// The words that take something back tell nothing: "it is the man's in bed 3".
    fn set_words_aside(&self, gathered: &mut Gathered) {
        let cues: Vec<&Hit> = self.cues(ModifierKind::Retraction).collect();
        let within = |at: u32| cues.iter().any(|cue| cue.first <= at && at < cue.last);
        for fact in gathered.facts.iter_mut().filter(|it| within(it.at)) {
            fact.standing = ASIDE;
        }
    }

    /// Whether the text told anything so far but the patient's sex, as "he" does.
    fn tells_anything(&self, gathered: &Gathered) -> bool {
        let used = |standing: Standing| !matches!(standing, Standing::SetAside(_));
        let sex = self.stages.about.sex;
        let facts = gathered.facts.iter().filter(|it| Some(it.fact) != sex);
        facts.map(|it| it.standing).any(used)
            || gathered.events.iter().map(|it| it.standing).any(used)
    }

    /// What is stated of the same matter by words that state something that is taken back: where a drug was another
    /// patient's, so was its start.
    fn with_what_goes_with(&self, own: &mut Withdrawn) {
        if own.facts.is_empty() {
            return;
        }
        let Stages {
            language,
            knowledge,
            ..
        } = self.stages;
        let matter = |id: FactId| {
            let fact = knowledge.facts.get(id.0 as usize).filter(|it| !it.sided);
            fact.and_then(|it| it.name.split_once('.'))
                .map(|(matter, _)| matter)
        };
        let seeds: Vec<FactId> = own
            .facts
            .iter()
            .copied()
            .filter(|id| matter(*id).is_some())
            .collect();
        for concept in language.concepts.iter().filter(|it| !it.symptom) {
            let facts = || {
                concept.means.iter().filter_map(|it| match &it.then {
                    Effect::Fact { fact, .. } => Some(*fact),
                    Effect::Event { .. } | Effect::NoEvent { .. } => None,
                })
            };
            for seed in facts().filter(|it| seeds.contains(it)) {
                own.facts
                    .extend(facts().filter(|it| matter(*it) == matter(seed)));
            }
        }
    }

    /// "She has a clot, but that is another patient": what its own sentence tells before such words is set aside. Behind
    /// other sentences it is not sure what is meant, that or all of the text before: all of it is in doubt. Whether it is
    /// sure.
    fn takes_own_back(&self, cue: &Hit, gathered: &mut Gathered) -> bool {
        let own = |at: u32| self.sentence.start <= at && at < cue.first;
        let sex = self.stages.about.sex;
        let sure = gathered
            .facts
            .iter()
            .any(|it| own(it.at) && Some(it.fact) != sex)
            || gathered.events.iter().any(|it| own(it.at));
        let taken = |at: u32, standing: &mut Standing| {
            let used = !matches!(standing, Standing::SetAside(_));
            if used && sure && own(at) {
                *standing = ASIDE;
            } else if used && !sure && at < cue.first {
                *standing = Standing::ToConfirm(Doubt::Patients);
            }
        };
        gathered
            .facts
            .iter_mut()
            .for_each(|it| taken(it.at, &mut it.standing));
        gathered
            .events
            .iter_mut()
            .for_each(|it| taken(it.at, &mut it.standing));
        sure
    }

    /// "The black stools are from iron tablets": whether that is so is asked. What was said stands until then.
    fn explained(&self) -> Option<Span> {
        let cue = self.cue(ModifierKind::Explanation)?;
        let of_dangers = match cue.what {
            What::Modifier(index) => {
                let modifiers = &self.stages.language.modifiers;
                let modifier = modifiers.get(usize::from(index));
                modifier.is_some_and(|it| it.direction == Direction::Both)
            }
            _ => false,
        };
        let (_, said) = self.hits().find(|(index, hit)| {
            let What::Concept { id, denied: false } = hit.what else {
                return false;
            };
            let before = hit.last <= cue.first && cue.first - hit.last <= NEAR;
            let concept = self.stages.language.concepts.get(usize::from(id.0));
            let weighs = concept.is_some_and(|it| it.raise || it.symptom && !of_dangers);
            let context = self.context(*index);
            let said = context.time == Time::Now && context.polarity == Polarity::Present;
            (before || hit.last == cue.last) && weighs && said
        })?;
        let span = self.stages.span(said);
        Some(span.join(self.stages.span(cue)))
    }

    /// The words of the sentence that take something back or put it right.
    pub(super) fn cue(&self, kind: ModifierKind) -> Option<&Hit> {
        self.cues(kind).next()
    }

    /// All that a mention may state: its facts, and the kinds of its events.
    fn stated_by(&self, hit: &Hit, into: &mut Withdrawn) {
        let Stages { language, .. } = self.stages;
        let kind = |frame: u16| language.frames.get(usize::from(frame)).map(|it| it.kind);
        match hit.what {
            What::Concept { id, .. } => {
                let concept = language.concepts.get(usize::from(id.0));
                for meaning in concept.into_iter().flat_map(|it| &it.means) {
                    match &meaning.then {
                        Effect::Fact { fact, .. } => {
                            into.facts.insert(*fact);
                        }
                        Effect::Event { kind, .. } | Effect::NoEvent { kind } => {
                            into.events.insert(*kind);
                        }
                    }
                }
            }
            What::Anchor { frame, .. } => into.events.extend(kind(frame)),
            What::Measure(index) => {
                match language.measures.get(usize::from(index)).map(|it| &it.of) {
                    Some(Measured::Fact(fact)) => {
                        into.facts.insert(*fact);
                    }
                    Some(Measured::Attribute { frame, .. }) => into.events.extend(kind(*frame)),
                    Some(Measured::Nothing) | None => {}
                }
            }
            _ => {}
        }
    }

    /// The one leg that the sentence names and does not deny: "the left, not the right".
    pub(super) fn leg_meant(&self) -> Option<Side> {
        let denied = |at: u32| {
            let before = at.saturating_sub(2).max(self.sentence.start)..at;
            let word = |at: u32| self.stages.word(at);
            before.into_iter().any(|at| {
                let instead = word(at) == "of" && word(at.saturating_sub(1)) == "instead";
                instead
                    || matches!(
                        word(at),
                        "not"
                            | "isnt"
                            | "wasnt"
                            | "than"
                            | "typed"
                            | "wrote"
                            | "said"
                            | "put"
                            | "entered"
                            | "documented"
                            | "dictated"
                    )
            })
        };
        let mut legs = self.sides.iter().filter(|word| !denied(word.token));
        let first = legs.next().filter(|word| word.side != Side::Both)?;
        legs.all(|word| word.side == first.side)
            .then_some(first.side)
    }
}

/// "Wrong patient! Mine was never scanned": what is said never to have been done is meant, not all that was told.
pub(super) fn prefer_what_is_named(stages: Stages<'_>, gathered: &mut Gathered) {
    let of_patient = gathered.withdrawn.all.is_none() && !gathered.withdrawn.unclear.is_empty();
    let is_test = |kind: usize| {
        let mut frames = stages.language.frames.iter();
        frames.any(|frame| frame.kind == kind && frame.at_visit)
    };
    let denied: Vec<usize> = gathered
        .none_of
        .iter()
        .map(|(kind, ..)| *kind)
        .filter(|it| is_test(*it))
        .collect();
    if of_patient && !denied.is_empty() {
        gathered.withdrawn.unclear.clear();
        gathered.withdrawn.events.extend(denied);
    }
}

/// What a test showed goes with it, whatever else the same words stand for.
pub(super) fn with_what_it_showed(before: u32, shown: &[Span], gathered: &mut Gathered) {
    let taken = |standing: Standing, at: u32, proof: &Proof| {
        let earlier = at < before && !matches!(standing, Standing::SetAside(_));
        earlier && !proof.spans.is_empty() && proof.spans.iter().all(|span| shown.contains(span))
    };
    for event in &mut gathered.events {
        if taken(event.standing, event.at, &event.proof) {
            event.standing = ASIDE;
        }
    }
    for fact in &mut gathered.facts {
        if taken(fact.standing, fact.at, &fact.proof) {
            fact.standing = ASIDE;
        }
    }
}

/// Sets aside what was gathered from before a place and is taken back, and moves to the leg that is meant.
fn set_aside(before: u32, withdrawn: &Withdrawn, gathered: &mut Gathered) {
    let earlier =
        |standing: Standing, at: u32| at < before && !matches!(standing, Standing::SetAside(_));
    let mut shown = Vec::new();
    for event in &mut gathered.events {
        let attributes = event.attributes.iter().map(|(name, value)| (name, value));
        let mut shown_by = withdrawn.shown.iter();
        let told = withdrawn.events.contains(&event.kind)
            || shown_by.any(|it| it.is_shown(event.kind, attributes.clone()));
        if earlier(event.standing, event.at) && told {
            event.standing = ASIDE;
            shown.extend_from_slice(&event.proof.spans);
        }
    }
    with_what_it_showed(before, &shown, gathered);
    for fact in &mut gathered.facts {
        if earlier(fact.standing, fact.at) && withdrawn.facts.contains(&fact.fact) {
            fact.standing = ASIDE;
        }
    }
    let Some(side) = withdrawn.side else { return };
    let facts = gathered.facts.iter().filter(|it| it.at < before);
    let events = gathered.events.iter().filter(|it| it.at < before);
    let mut sides = facts
        .filter_map(|it| it.side)
        .chain(events.filter_map(|it| it.side));
    // Where both legs were told of, which of it is meant is not said.
    if sides.any(|it| it == side || it == Side::Both) {
        return;
    }
    let moved = |it: &mut Option<Side>| *it = it.map(|_| side);
    gathered.facts.iter_mut().for_each(|it| moved(&mut it.side));
    gathered
        .events
        .iter_mut()
        .for_each(|it| moved(&mut it.side));
    let named = gathered
        .symptomatic
        .iter_mut()
        .chain(&mut gathered.affected);
    named.for_each(|(it, _)| *it = side);
}
