//! What fills the attributes of events, and which event each of it belongs to.

use std::ops::Range;
use std::sync::Arc;

use venule_engine::side::Side;
use venule_logic::{Partial, Value};

use super::Gathered;
use super::finding::Finding;
use super::own::Own;
use super::place::{self, BEYOND, Place};
use crate::candidate::{Amends, EventCandidate, Reason, Standing};
use crate::language::model::{ConceptId, Language, Polarity, Said, Settings, SiteId};
use crate::number::Figure;
use crate::scan::{Hit, What};
use crate::scope::{Certainty, Context, Time};
use crate::settle::{self, Told};
use crate::token::Kind;

/// How far a slot reaches back to the last event of its frame, in tokens.
const BACK: u32 = 60;

/// How near to a symptom words stand that are of it, in tokens.
const TOUCHING: u32 = 3;

/// The same from below a heading that sums up a report.
const BACK_FROM_SUMMARY: u32 = 400;

/// How what is only so under a condition may be used.
const CONDITIONAL: Standing = Standing::SetAside(Reason::Conditional);

/// Which slots each concept fills, found once for a language.
#[derive(Debug)]
pub(crate) struct Fills {
    /// By concept: frames with their slots, in order.
    of: Vec<Vec<(u16, u16)>>,
}

impl Fills {
    pub(crate) fn of(language: &Language) -> Self {
        let mut of = vec![Vec::new(); language.concepts.len()];
        for (frame, entry) in (0_u16..).zip(&language.frames) {
            for (index, slot) in (0_u16..).zip(&entry.slots) {
                if let Said::Concept(concept) = slot.said
                    && let Some(fills) = of.get_mut(usize::from(concept.0))
                {
                    fills.push((frame, index));
                }
            }
        }
        Self { of }
    }

    /// The frames that a concept fills.
    pub(super) fn frames(&self, concept: ConceptId) -> impl Iterator<Item = u16> {
        self.by(concept).iter().map(|(frame, _)| *frame)
    }

    /// The slots that a concept fills, with their frames.
    pub(super) fn by(&self, concept: ConceptId) -> &[(u16, u16)] {
        self.of.get(usize::from(concept.0)).map_or(&[], |it| it)
    }
}

/// What fills attributes, and where it stands.
pub(super) struct Filling<'a> {
    pub(super) frame: u16,
    pub(super) tokens: Range<u32>,
    pub(super) sets: &'a Settings,
    pub(super) context: Context,
    rule: Arc<str>,
    hit: &'a Hit,
    alone: bool,
    weak: bool,
    /// Whether it is what somebody concludes from what was found.
    concludes: bool,
    /// The leg that it is said of.
    pub(super) side: Option<Side>,
    /// Whether it is a finding, not words of the frame itself.
    pub(super) is_concept: bool,
}

impl<'a> Place<'a> {
    /// Everything that may fill attributes, in order.
    pub(super) fn fillings(&self, findings: &[Finding<'a>]) -> Vec<Filling<'a>> {
        let mut found = Vec::new();
        for (index, hit) in self.hits() {
            let What::Slot { frame, slot } = hit.what else {
                continue;
            };
            let entry = self.stages.language.frames.get(frame as usize);
            let Some((entry, slot)) = entry.and_then(|it| Some((it, it.slots.get(slot as usize)?)))
            else {
                continue;
            };
            let context = self.context(index);
            let tokens = hit.first..hit.last;
            let lasting = |(name, _): &(Arc<str>, Value)| entry.lasting.contains(name);
            let elsewhere = !slot.at.is_empty() && !self.is_at(&slot.at, &tokens);
            if elsewhere
                || slot.below && !self.is_conclusion()
                || slot.sets.iter().all(lasting) && self.is_of_symptom(&tokens)
            {
                continue;
            }
            let sets = match context.polarity {
                Polarity::Present => &slot.sets,
                Polarity::Absent => &slot.denied,
            };
            found.push(Filling {
                frame,
                tokens,
                sets,
                context,
                rule: Arc::clone(&entry.id),
                hit,
                alone: slot.alone,
                weak: slot.weak,
                concludes: slot.concludes || self.is_conclusion(),
                side: place::of(self.side(&(hit.first..hit.last))),
                is_concept: false,
            });
        }
        for finding in findings {
            self.filled_by(finding, &mut found);
        }
        found.sort_by_key(|filling| (filling.tokens.start, filling.frame));
        found
    }

    /// "Swollen from groin to ankle", "pain above the knee": how far a symptom reaches is not how a test was done.
    fn is_of_symptom(&self, tokens: &Range<u32>) -> bool {
        self.hits_within(TOUCHING, tokens).any(|(_, hit)| {
            let What::Concept { id, .. } = hit.what else {
                return false;
            };
            let concept = self.stages.language.concepts.get(usize::from(id.0));
            let own = hit.first..hit.last;
            let within = tokens.start <= own.start && own.end <= tokens.end;
            concept.is_some_and(|it| it.symptom)
                && !within
                && self.distance(&own, tokens) < TOUCHING
        })
    }

    /// How a finding is meant. "US right leg DVT." may be the name of a scan that is asked for as well as what one showed.
    fn in_a_name(&self, finding: &Finding<'_>) -> Context {
        let own = finding.tokens();
        // "Order: US right leg DVT."
        let mut before = (self.sentence.body..own.start).rev();
        let colon = before.find(|at| self.stages.word(*at) == ":");
        let body = colon.map_or(self.sentence.body, |at| at + 1);
        let shows = |at: u32| {
            let word = self.stages.word(at);
            let shows = [
                "show",
                "demonstrat",
                "reveal",
                "confirm",
                "found",
                "saw",
                "with",
            ];
            shows.iter().any(|it| word.starts_with(it))
        };
        let name = |hit: &Hit| {
            matches!(hit.what, What::Anchor { .. }) && !(hit.first..hit.last).any(shows)
        };
        let mut names = self
            .hits_over(&(body..body + 1))
            .filter(|(_, hit)| name(hit));
        let name = names.find(|(_, hit)| hit.first == body);
        let end = name.map_or(body, |(_, hit)| hit.last);
        let known = |at: u32| {
            own.contains(&at)
                || self.stages.tokens.kind(at) == Some(Kind::LineBreak)
                || matches!(self.stages.word(at), "of" | "for" | "the" | ".")
                || self.sides.iter().any(|word| word.token == at)
                || self
                    .hits_over(&(at..at + 1))
                    .any(|(_, hit)| matches!(hit.what, What::Site(_)))
        };
        let mut context = finding.context;
        if self.numbers.is_empty()
            && (body + 1..=own.start).contains(&end)
            && (end..self.sentence.end).all(known)
        {
            context.certainty = context.certainty.max(Certainty::Possible);
        }
        context
    }

    /// What a concept fills.
    fn filled_by(&self, finding: &Finding<'a>, found: &mut Vec<Filling<'a>>) {
        for (frame, slot) in self.stages.fills.by(finding.id) {
            let entry = self.stages.language.frames.get(usize::from(*frame));
            let Some(slot) = entry.and_then(|it| it.slots.get(usize::from(*slot))) else {
                continue;
            };
            let at = |site: &SiteId| self.lies_in(*site, &slot.at);
            let elsewhere = !slot.at.is_empty() && !finding.sites.iter().any(at);
            if elsewhere || slot.below && !self.is_conclusion() {
                continue;
            }
            found.push(Filling {
                frame: *frame,
                tokens: finding.tokens(),
                sets: match finding.polarity {
                    Polarity::Present => &slot.sets,
                    Polarity::Absent => &slot.denied,
                },
                context: self.in_a_name(finding),
                rule: Arc::clone(&finding.concept.id),
                hit: finding.hit,
                alone: slot.alone,
                weak: slot.weak,
                concludes: slot.concludes || self.is_conclusion(),
                side: place::of(self.side(&finding.tokens())),
                is_concept: true,
            });
        }
    }

    /// "Chest film normal, D-dimer 1800": the test has its value behind it, and what stands before its comma is of
    /// something else.
    fn has_own_value(&self, event: Option<&EventCandidate>, filling: &Filling<'_>) -> bool {
        let measured = |frame: u16| {
            let mut measures = self.stages.language.measures.iter();
            measures.any(|it| it.frame() == Some(frame))
        };
        let Some(event) = event.filter(|it| filling.tokens.end <= it.at) else {
            return false;
        };
        measured(filling.frame)
            && self.numbers.iter().any(|number| {
                let value = matches!(
                    number.mention.figure,
                    Figure::Number(_) | Figure::Quantity(..)
                );
                let here = event.at..event.at + 1;
                value
                    && number.tokens.start > event.at
                    && self.distance(&here, &number.tokens) < BEYOND
            })
    }

    /// Gives a filling to the nearest event that can take it. Whether it is left over: it says something of an event, and
    /// none is told of so far.
    pub(super) fn bind(
        &self,
        filling: &Filling<'_>,
        own: &mut Own,
        gathered: &mut Gathered,
    ) -> bool {
        match Self::standing(&filling.context) {
            CONDITIONAL => {
                self.suppose(filling, &mut own.events);
                return false;
            }
            Standing::SetAside(_) => return false,
            Standing::Accepted if filling.sets.is_empty() => return false,
            Standing::ToConfirm(_) if self.is_within_result(filling) => return false,
            Standing::Accepted | Standing::ToConfirm(_) => {}
        }
        let distance = |at: u32| self.distance(&(at..at + 1), &filling.tokens);
        if let Some((far, mine)) = own.nearest(filling.frame, &filling.tokens, distance) {
            if far >= BEYOND && self.has_own_value(own.events.get(mine), filling) {
                return false;
            }
            // Words that fit two kinds of events belong to the nearer one.
            let both = self.is_of_both(filling);
            let other = own.nearer(far, &filling.tokens).any(|other| {
                other.frame != Some(filling.frame)
                    && distance(other.at) < far
                    && self.takes(other.frame, filling.hit)
                    && !(both && self.are_tests_joined(own.events.get(mine), other))
            });
            let mine = Some(mine).filter(|_| !other);
            let of_leg = mine.and_then(|mine| self.of_leg(mine, filling, &mut own.events));
            let of_day = of_leg.and_then(|it| self.of_day(it, filling, &mut own.events));
            if let Some(event) = of_day.and_then(|it| own.events.get_mut(it)) {
                fill(event, filling, self);
            }
            return false;
        }
        if own.studies().any(|frame| self.takes(frame, filling.hit)) {
            return false;
        }
        if self.reports_anew() {
            own.events.extend(self.amending(filling));
            return false;
        }
        // "Suspected thrombosis" after a scan is a reason for another one, "possible thrombus seen" is its result.
        if Self::standing(&filling.context) != Standing::Accepted
            && !*self.near.is_found.get_or_init(|| self.is_found())
        {
            return false;
        }
        let aside = self.is_aside();
        // The study told of last, of whatever kind, is the one that shows it.
        let reach = filling.tokens.start.saturating_sub(self.reach_back());
        let from = gathered.first_from(reach);
        let near = gathered.events.get(from..).unwrap_or_default();
        let before = near.iter().rposition(|event| {
            let earlier = (event.aside || aside) && event.part != self.sentence.part;
            let same = event.frame == Some(filling.frame);
            !earlier
                && (same || self.takes(event.frame, filling.hit))
                && event.at + self.reach_back() >= filling.tokens.start
        });
        let before = before.map(|at| from + at);
        let told = before.and_then(|at| gathered.events.get(at));
        if told.is_some_and(|event| event.frame != Some(filling.frame)) {
            return false;
        }
        if let Some(at) = before {
            let Some(at) = self.of_leg(at, filling, &mut gathered.events) else {
                return false;
            };
            let of_day = match filling.is_concept {
                true => Some(at),
                false => self.of_day(at, filling, &mut gathered.events),
            };
            if let Some(event) = of_day.and_then(|at| gathered.events.get_mut(at)) {
                if lacks(event, filling) {
                    fill(event, filling, self);
                    self.date_by_result(event, filling);
                    return false;
                }
                hear(event, filling, self);
            }
        }
        // "Worried about a clot" tells of no scan.
        let now = filling.context.time == Time::Now;
        if !now || Self::standing(&filling.context) != Standing::Accepted {
            return false;
        }
        // "Comparison: 6 April, negative": below such a heading a result is that of an earlier study.
        let of_another =
            aside && (self.is_study_of_text(filling, gathered) || self.is_study_of_a_day(filling));
        if !filling.alone && !of_another {
            return !aside;
        }
        if let Some(entry) = self.stages.language.frames.get(filling.frame as usize) {
            let mut event = self.event(filling.frame, entry, filling.hit, &filling.context);
            fill(&mut event, filling, self);
            own.events.push(event);
        }
        false
    }

    /// "Both negative": said of two.
    fn is_of_both(&self, filling: &Filling<'_>) -> bool {
        let first = filling.tokens.start;
        let before = first.saturating_sub(2).max(self.sentence.body);
        (before..=first).any(|at| matches!(self.stages.word(at), "both" | "all" | "each"))
    }

    /// "Scan and D-dimer": two tests that are told in one breath.
    fn are_tests_joined(&self, one: Option<&EventCandidate>, other: &EventCandidate) -> bool {
        let words = |event: &EventCandidate| {
            let mut over = self.hits_over(&(event.at..event.at + 1));
            let anchor = over.find(|(_, hit)| {
                matches!(hit.what, What::Anchor { frame, .. } if Some(frame) == event.frame)
            });
            anchor.map(|(_, hit)| hit.first..hit.last)
        };
        let both = one.and_then(words).zip(words(other));
        both.is_some_and(|(one, other)| self.are_joined(&one, &other))
    }

    /// "Had a scan. The first one 6 days ago was negative": a study without a day has that of its result.
    fn date_by_result(&self, event: &mut EventCandidate, filling: &Filling<'_>) {
        let said = event.when.is_none() && filling.context.time == Time::Now;
        let day = said.then(|| self.day_of(&filling.tokens)).flatten();
        if day.is_some() {
            event.when = day;
        }
    }

    /// Whether the study that the text told of last, of those that such words can be the result of, is of this kind.
    fn is_study_of_text(&self, filling: &Filling<'_>, gathered: &Gathered) -> bool {
        let mut told = gathered.events.iter().rev();
        let last = told.find(|event| self.takes(event.frame, filling.hit));
        last.is_some_and(|event| event.frame == Some(filling.frame))
    }

    /// "Comparison: 3 March, no DVT": a finding with a day beside it that only one kind of study shows.
    fn is_study_of_a_day(&self, filling: &Filling<'_>) -> bool {
        let hit = filling.hit;
        let What::Concept { id, .. } = hit.what else {
            let same = |it: &Hit| it.start == hit.start && it.end == hit.end;
            let mut over = self.hits_over(&(hit.first..hit.last));
            let other = over.any(|(_, it)| match it.what {
                What::Slot { frame, .. } => same(it) && frame != filling.frame,
                _ => false,
            });
            return !other && self.last_day().is_some();
        };
        let absent = filling.context.polarity == Polarity::Absent;
        let fills = self.stages.fills.by(id).iter();
        let mut others = fills.filter(|(frame, slot)| {
            let entry = self.stages.language.frames.get(usize::from(*frame));
            let slot = entry.and_then(|it| it.slots.get(usize::from(*slot)));
            let sets = slot.map(|it| if absent { &it.denied } else { &it.sets });
            *frame != filling.frame && sets.is_some_and(|it| !it.is_empty())
        });
        others.next().is_none() && self.last_day().is_some()
    }

    /// What a study that is not named shows after all: "addendum: no clot".
    fn amending(&self, filling: &Filling<'_>) -> Option<EventCandidate> {
        let said = Self::standing(&filling.context);
        if filling.context.time != Time::Now || filling.sets.is_empty() {
            return None;
        }
        let entry = self.stages.language.frames.get(filling.frame as usize)?;
        let event = self.event(filling.frame, entry, filling.hit, &filling.context);
        let mut event = EventCandidate {
            amends: match filling.alone && said == Standing::Accepted {
                true => Amends::Study,
                false => Amends::Shown,
            },
            standing: Standing::Accepted,
            ..event
        };
        fill(&mut event, filling, self);
        Some(event)
    }

    /// Whether a doubt is part of the words of a result: "cannot exclude a tibial thrombus" is a scan that decides nothing.
    fn is_within_result(&self, filling: &Filling<'_>) -> bool {
        self.hits_over(&filling.tokens).any(|(index, hit)| {
            let same = matches!(hit.what, What::Slot { frame, .. } if frame == filling.frame);
            let holds = hit.first < filling.tokens.start && filling.tokens.end <= hit.last;
            same && holds && Self::standing(&self.context(index)) == Standing::Accepted
        })
    }

    /// What is supposed of an event that is itself supposed: "what if the scan is positive?".
    fn suppose(&self, filling: &Filling<'_>, own: &mut [EventCandidate]) {
        let supposed = own
            .iter_mut()
            .filter(|event| event.frame == Some(filling.frame) && event.standing == CONDITIONAL);
        let nearest = supposed.min_by_key(|event| {
            let at = event.at..event.at + 1;
            self.distance(&at, &filling.tokens)
        });
        if let Some(event) = nearest {
            fill(event, filling, self);
        }
    }

    /// Whether the sentence says that something was seen, or stands below a heading that sums up.
    fn is_found(&self) -> bool {
        let seen = |at| {
            matches!(
                self.stages.word(at),
                "seen"
                    | "noted"
                    | "found"
                    | "identified"
                    | "shown"
                    | "showed"
                    | "shows"
                    | "visualised"
                    | "visualized"
                    | "demonstrated"
            )
        };
        self.is_conclusion() || (self.sentence.body..self.sentence.end).any(seen)
    }

    /// Whether the sentence stands below a heading that sums up.
    fn is_conclusion(&self) -> bool {
        self.stages.leads(self.sentence.part)
    }

    /// How far back an event is looked for; farther from below a heading that sums up.
    fn reach_back(&self) -> u32 {
        if self.is_conclusion() {
            BACK_FROM_SUMMARY
        } else {
            BACK
        }
    }

    /// Whether the same words can fill an attribute of an event of a frame.
    fn takes(&self, of: Option<u16>, hit: &Hit) -> bool {
        let same = |it: &&Hit| it.start == hit.start && it.end == hit.end;
        self.hits_over(&(hit.first..hit.last))
            .map(|(_, it)| it)
            .filter(same)
            .any(|it| match it.what {
                What::Slot { frame, .. } => of == Some(frame),
                What::Concept { id, .. } => of.is_some_and(|frame| self.is_filled_by(frame, id)),
                _ => false,
            })
    }

    /// Whether a concept fills an attribute of a frame.
    pub(super) fn is_filled_by(&self, frame: u16, concept: ConceptId) -> bool {
        let mut slots = self.stages.fills.by(concept).iter();
        slots.any(|(it, _)| *it == frame)
    }
}

/// Whether an event says nothing yet of what would be set, says the same, or leaves room for it.
pub(super) fn lacks(event: &EventCandidate, filling: &Filling<'_>) -> bool {
    filling.sets.iter().all(|(name, value)| {
        event.said(name).is_none_or(|known| {
            known.value == value
                || known.weak
                || filling.weak
                || is_open_between(known.value, value)
        })
    })
}

/// Whether one of two values is among several that the other may be.
fn is_open_between(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Partial(Partial::Choices(codes)), Value::String(code))
        | (Value::String(code), Value::Partial(Partial::Choices(codes))) => codes.contains(code),
        _ => false,
    }
}

/// Takes note of what is found and what is concluded.
fn hear(event: &mut EventCandidate, filling: &Filling<'_>, place: &Place<'_>) {
    if Place::standing(&filling.context) == Standing::Accepted {
        for told in filling.sets {
            event.hear(place.stages.language, told, filling.concludes, filling.weak);
        }
    }
}

/// Puts values into an event. One that disagrees with another is taken by the scale, else left open.
pub(super) fn fill(event: &mut EventCandidate, filling: &Filling<'_>, place: &Place<'_>) {
    let proof = place.proof(filling.hit, &filling.rule, &filling.context);
    let standing = Place::standing(&filling.context);
    let supposed = standing == CONDITIONAL && event.standing == CONDITIONAL;
    event.proof.join(&proof);
    if standing != Standing::Accepted && !supposed {
        event.doubted.extend(filling.sets.iter().cloned());
        return;
    }
    hear(event, filling, place);
    let (knowledge, language) = (place.stages.knowledge, place.stages.language);
    for (name, value) in filling.sets {
        let weak = filling.weak;
        let agrees = settle::put(knowledge, language, event, name, Told { value, weak });
        if !agrees && !event.open.contains(name) {
            event.open.push(Arc::clone(name));
        }
    }
}
