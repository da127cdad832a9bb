//! Frames: events, from the words that name them, what fills their attributes, and when they were.

use std::ops::Range;
use std::sync::Arc;

use venule_knowledge::model::EventKind;

use super::finding::Finding;
use super::place::{self, Place};
use super::{Gathered, figure};
use crate::candidate::{Doubt, EventCandidate, Reason, Standing};
use crate::language::model::{
    ConceptId, Frame, ModifierKind, Polarity, Said, Settings, SiteId, Trend,
};
use crate::scan::{Hit, What};
use crate::scope::{By, Certainty, Context, Person, Time};

/// How far a slot reaches back to the last event of its frame, in tokens.
const BACK: u32 = 60;

/// How far words that say that an event is done or still to come stand from it, in tokens.
const NEAR_WORDS: u32 = 4;

/// What fills attributes, and where it stands.
struct Filling<'a> {
    frame: u16,
    tokens: Range<u32>,
    sets: &'a Settings,
    context: Context,
    rule: Arc<str>,
    hit: &'a Hit,
    alone: bool,
}

impl<'a> Place<'a> {
    pub(super) fn events(&self, gathered: &mut Gathered) {
        let findings = self.mentioned();
        let mut own = self.anchored(&findings);
        self.say_none(gathered);
        for filling in self.fillings(&findings) {
            self.bind(filling, &mut own, gathered);
        }
        for number in &self.numbers {
            figure::of_events(self, number, &mut own, gathered);
        }
        for event in own {
            let told = event.when.is_some() || event.is_described() || self.is_done(&event);
            if told || self.is_counted_from(event.at) {
                gathered.events.push(event);
            }
        }
    }

    /// "Since the scan", "after her last duplex": what is counted from has happened.
    fn is_counted_from(&self, at: u32) -> bool {
        let from = at.saturating_sub(4).max(self.sentence.start);
        for before in (from..at).rev() {
            match self.stages.word(before) {
                "since" | "after" | "following" => return true,
                "the" | "that" | "her" | "his" | "my" | "their" | "last" | "latest" | "first"
                | "previous" | "prior" | "initial" | "earlier" | "negative" | "normal" | "leg"
                | "left" | "right" => {}
                _ => return false,
            }
        }
        false
    }

    /// The events that the sentence names.
    fn anchored(&self, findings: &[Finding<'_>]) -> Vec<EventCandidate> {
        let mut events = Vec::new();
        for (index, hit) in self.hits() {
            let What::Anchor { frame, anchor } = hit.what else {
                continue;
            };
            let context = self.context(index);
            let Some(entry) = self.stages.language.frames.get(frame as usize) else {
                continue;
            };
            let tokens = hit.first..hit.last;
            let Some(words) = entry.anchors.get(anchor as usize) else {
                continue;
            };
            let denied =
                context.polarity == Polarity::Absent && self.is_denied(&context, frame, hit);
            if self.is_at(&entry.not_at, &tokens) || self.is_pending(frame, &tokens) || denied {
                continue;
            }
            let event = self.event(frame, entry, hit, &context);
            events.push(EventCandidate {
                attributes: words.sets.clone(),
                again: words.again,
                ..event
            });
        }
        for finding in findings {
            events.extend(self.begun(finding));
        }
        events
    }

    /// Whether a denial is more than a result of the event itself: "no scan", but neither "negative scan" nor "no clot on the
    /// scan".
    fn is_denied(&self, context: &Context, frame: u16, anchor: &Hit) -> bool {
        let is_result = |hit: &Hit| {
            self.hits.iter().any(|other| {
                let slot = matches!(other.what, What::Slot { frame: of, .. } if of == frame);
                slot && other.first < hit.last && hit.first < other.last
            })
        };
        let mut reasons = self.stages.scopes.reasons(context).iter();
        reasons.any(|reason| match reason.by {
            By::Hit(index) if reason.kind == ModifierKind::Negation => {
                let hit = self.stages.hits.all().get(index as usize);
                hit.is_some_and(|hit| !is_result(hit) && !self.denies_what_it_shows(hit, anchor))
            }
            _ => false,
        })
    }

    /// Whether what is denied stands between a denial and "on", "by" or "at" before the event: "no clot seen on the scan".
    fn denies_what_it_shows(&self, denial: &Hit, anchor: &Hit) -> bool {
        let shows = |at: &u32| {
            matches!(
                self.stages.word(*at),
                "on" | "by" | "at" | "in" | "per" | "via" | "from" | "with" | "under"
            )
        };
        let Some(shows) = (denial.last..anchor.first).rev().find(shows) else {
            return false;
        };
        self.hits.iter().any(|hit| {
            let shown = matches!(hit.what, What::Concept { .. } | What::Slot { .. });
            shown && hit.first >= denial.first && hit.last > denial.last && hit.last <= shows
        })
    }

    /// A symptom with a date, where a frame takes symptoms.
    fn begun(&self, finding: &Finding<'_>) -> Option<EventCandidate> {
        let mut frames = self.stages.language.frames.iter().zip(0_u16..);
        let (entry, frame) = frames.find(|(frame, _)| frame.of_symptoms)?;
        let told = finding.concept.symptom
            && finding.polarity == Polarity::Present
            && finding.context.time == Time::Now
            && !finding.context.trends.contains(Trend::New)
            && !finding.context.trends.contains(Trend::Worse);
        let when = told.then(|| self.date_of(&finding.tokens())).flatten()?;
        let event = self.event(frame, entry, finding.hit, &finding.context);
        Some(EventCandidate {
            when: Some(when),
            ..event
        })
    }

    fn event(&self, frame: u16, entry: &Frame, hit: &Hit, context: &Context) -> EventCandidate {
        let tokens = hit.first..hit.last;
        let side = self.side(&tokens);
        let mut proof = self.proof(hit, &entry.id, context);
        let is_sided = self.kind(entry.kind).is_some_and(|kind| kind.sided);
        if let (true, Some(word)) = (is_sided, side) {
            proof.spans.push(word.span);
            proof.spans.sort_unstable();
        }
        let when = self.date_of(&tokens);
        if let Some(number) = self.time_of(&tokens).filter(|_| when.is_some()) {
            let span = number.mention.span;
            proof
                .spans
                .push(self.stages.view.span(span.start..span.end));
            proof.spans.sort_unstable();
        }
        EventCandidate {
            kind: entry.kind,
            frame: Some(frame),
            side: place::of(side).filter(|_| is_sided),
            when,
            attributes: Vec::new(),
            open: Vec::new(),
            doubted: Vec::new(),
            again: false,
            standing: standing(context),
            proof,
            at: hit.first,
        }
    }

    fn kind(&self, kind: usize) -> Option<&EventKind> {
        self.stages.knowledge.events.get(kind)
    }

    fn is_at(&self, sites: &[SiteId], tokens: &Range<u32>) -> bool {
        !sites.is_empty()
            && self
                .sites(tokens)
                .iter()
                .any(|site| self.lies_in(*site, sites))
    }

    /// Whether words near an anchor say that it is still to come.
    fn is_pending(&self, frame: u16, tokens: &Range<u32>) -> bool {
        self.hits.iter().any(|hit| {
            let near = || self.distance(&(hit.first..hit.last), tokens) <= NEAR_WORDS;
            hit.what == What::Pending(frame) && near()
        })
    }

    /// Whether words near an event say that it has happened, whatever it showed.
    fn is_done(&self, event: &EventCandidate) -> bool {
        self.hits().any(|(index, hit)| {
            let tokens = hit.first..hit.last;
            let context = self.context(index);
            event
                .frame
                .is_some_and(|frame| hit.what == What::Done(frame))
                && self.distance(&tokens, &(event.at..event.at + 1)) <= NEAR_WORDS
                && context.polarity == Polarity::Present
                && standing(&context) == Standing::Accepted
        })
    }

    /// Events of which the sentence says that there was none.
    fn say_none(&self, gathered: &mut Gathered) {
        for (index, hit) in self.hits() {
            let What::NoEvent(frame) = hit.what else {
                continue;
            };
            let Some(entry) = self.stages.language.frames.get(frame as usize) else {
                continue;
            };
            let context = self.context(index);
            if Self::standing(&context) == Standing::Accepted {
                let proof = self.proof(hit, &entry.id, &context);
                gathered.none_of.push((entry.kind, proof));
            }
        }
    }

    /// Everything that may fill attributes, in order.
    fn fillings(&self, findings: &[Finding<'a>]) -> Vec<Filling<'a>> {
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
            if !slot.at.is_empty() && !self.is_at(&slot.at, &tokens) {
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
            });
        }
        for finding in findings {
            self.filled_by(finding, &mut found);
        }
        found.sort_by_key(|filling| (filling.tokens.start, filling.frame));
        found
    }

    /// What a concept fills.
    fn filled_by(&self, finding: &Finding<'a>, found: &mut Vec<Filling<'a>>) {
        for (frame, entry) in (0_u16..).zip(&self.stages.language.frames) {
            for slot in &entry.slots {
                let says = matches!(slot.said, Said::Concept(concept) if concept == finding.id);
                let at = |site: &SiteId| self.lies_in(*site, &slot.at);
                if !says || (!slot.at.is_empty() && !finding.sites.iter().any(at)) {
                    continue;
                }
                found.push(Filling {
                    frame,
                    tokens: finding.tokens(),
                    sets: match finding.polarity {
                        Polarity::Present => &slot.sets,
                        Polarity::Absent => &slot.denied,
                    },
                    context: finding.context,
                    rule: Arc::clone(&finding.concept.id),
                    hit: finding.hit,
                    alone: slot.alone,
                });
            }
        }
    }

    /// Gives a filling to the nearest event that can take it.
    fn bind(&self, filling: Filling<'_>, own: &mut Vec<EventCandidate>, gathered: &mut Gathered) {
        if filling.sets.is_empty() || standing(&filling.context) != Standing::Accepted {
            let doubtful = matches!(standing(&filling.context), Standing::ToConfirm(_));
            if !doubtful {
                return;
            }
        }
        let distance = |event: &EventCandidate| {
            let at = event.at..event.at + 1;
            self.distance(&at, &filling.tokens)
        };
        let nearest = own
            .iter_mut()
            .filter(|event| event.frame == Some(filling.frame))
            .min_by_key(|event| distance(event));
        if let Some(event) = nearest {
            // Words that fit two kinds of events belong to the nearer one.
            let mine = distance(event);
            let at = (event.at, event.frame);
            let other = own.iter().any(|other| {
                (other.at, other.frame) != at && other.frame != Some(filling.frame) && {
                    let theirs = distance(other);
                    theirs < mine && self.takes(other, filling.hit)
                }
            });
            if !other && let Some(event) = own.iter_mut().find(|it| (it.at, it.frame) == at) {
                fill(event, &filling, self);
            }
            return;
        }
        if own.iter().any(|event| self.takes(event, filling.hit)) {
            return;
        }
        let before = gathered.events.iter_mut().rev().find(|event| {
            event.frame == Some(filling.frame) && event.at + BACK >= filling.tokens.start
        });
        if let Some(event) = before
            && lacks(event, filling.sets)
        {
            fill(event, &filling, self);
            return;
        }
        // "Worried about a clot" tells of no scan.
        if !filling.alone || standing(&filling.context) != Standing::Accepted {
            return;
        }
        if let Some(entry) = self.stages.language.frames.get(filling.frame as usize) {
            let mut event = self.event(filling.frame, entry, filling.hit, &filling.context);
            fill(&mut event, &filling, self);
            own.push(event);
        }
    }

    /// Whether the same words can fill an attribute of another event.
    fn takes(&self, event: &EventCandidate, hit: &Hit) -> bool {
        let same = |it: &&Hit| it.start == hit.start && it.end == hit.end;
        self.hits.iter().filter(same).any(|it| match it.what {
            What::Slot { frame, .. } => event.frame == Some(frame),
            What::Concept { id, .. } => event
                .frame
                .is_some_and(|frame| self.is_filled_by(frame, id)),
            _ => false,
        })
    }

    /// Whether a concept fills an attribute of a frame.
    pub(super) fn is_filled_by(&self, frame: u16, concept: ConceptId) -> bool {
        let frame = self.stages.language.frames.get(frame as usize);
        let mut slots = frame.into_iter().flat_map(|frame| &frame.slots);
        slots.any(|slot| matches!(slot.said, Said::Concept(it) if it == concept))
    }
}

/// How far an event may be used: one that was before this episode is an event of its own date.
fn standing(context: &Context) -> Standing {
    not_before(context)
}

/// How far something may be used that may have been before.
pub(super) fn not_before(context: &Context) -> Standing {
    if context.person == Person::Other {
        return Standing::SetAside(Reason::OtherPerson);
    }
    match (context.time, context.certainty) {
        (Time::Conditional, _) => Standing::SetAside(Reason::Conditional),
        (_, Certainty::Asserted) => Standing::Accepted,
        (_, Certainty::Probable) => Standing::ToConfirm(Doubt::Probable),
        (_, Certainty::Possible) => Standing::ToConfirm(Doubt::Possible),
        (_, Certainty::Asked) => Standing::ToConfirm(Doubt::Asked),
    }
}

/// Whether an event says nothing yet of what would be set, or says the same.
fn lacks(event: &EventCandidate, sets: &Settings) -> bool {
    sets.iter().all(|(name, value)| {
        let mut known = event.attributes.iter();
        known.all(|(attribute, known)| attribute != name || known == value)
    })
}

/// Puts values into an event. One that disagrees with another is taken by the scale, else left open.
fn fill(event: &mut EventCandidate, filling: &Filling<'_>, place: &Place<'_>) {
    let proof = place.proof(filling.hit, &filling.rule, &filling.context);
    if standing(&filling.context) != Standing::Accepted {
        event.doubted.extend(filling.sets.iter().cloned());
        event.proof.join(&proof);
        return;
    }
    event.proof.join(&proof);
    for (name, value) in filling.sets {
        let known = event.attributes.iter_mut().find(|(it, _)| it == name);
        match known {
            None => event.attributes.push((Arc::clone(name), value.clone())),
            Some((_, known)) if known == value => {}
            Some((_, known)) => {
                let language = place.stages.language;
                let first = language.frame_of(event.frame).and_then(|frame| {
                    frame.first_of(place.stages.knowledge, name, [&*known, value])
                });
                match first {
                    Some(first) => *known = first,
                    None => {
                        if !event.open.contains(name) {
                            event.open.push(Arc::clone(name));
                        }
                    }
                }
            }
        }
    }
}
