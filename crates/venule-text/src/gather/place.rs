//! One sentence: its hits with their contexts, sides, parts of the body and times, and what is near what.

use std::ops::Range;
use std::sync::Arc;

use venule_engine::case::Dates;
use venule_engine::side::Side;

use super::Stages;
use super::label::Since;
use super::near::Nearby;
use super::side::{self, SideWord};
use super::visit::LastVisit;
use crate::candidate::{Doubt, Proof, Reason, Standing};
use crate::language::model::{Concept, Effect, Polarity, SiteId};
use crate::layout::Sentence;
use crate::number::{Figure, Mention};
use crate::scan::{Hit, What};
use crate::scope::{By, Certainty, Context, Person, Time};
use crate::token::Kind;

/// How much further away something is that stands beyond a comma or a joining word.
pub(super) const BEYOND: u32 = 12;

/// How many sides before a mention are looked at for one that is not of a value.
const VALUES: usize = 5;

/// A sentence with everything that was found in it.
pub(crate) struct Place<'a> {
    pub(super) stages: Stages<'a>,
    pub(super) sentence: Sentence,
    /// Index of the first hit among all hits.
    pub(super) first: usize,
    /// Index of the sentence.
    index: usize,
    pub(super) near: Box<Nearby<'a>>,
    pub(super) hits: &'a [Hit],
    pub(super) numbers: Vec<Number<'a>>,
    pub(super) sides: Vec<SideWord>,
    /// Tokens at which a piece of the sentence ends.
    pub(super) breaks: &'a [u32],
    /// What the sentences before it told.
    pub(super) before: Before,
}

/// What stays of the sentences before one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    /// The day that the text named last.
    pub(super) day: Option<Dates>,
    /// The leg that the sentence stands below.
    pub(super) leg: Option<SideWord>,
    /// The visit that was told of right before.
    pub(super) visit: Option<LastVisit>,
    /// Since when something is, said by itself right before.
    pub(super) since: Option<Since>,
    /// The kind of event that several were counted of.
    pub(super) counted: Option<u16>,
    /// The side that was told last, if its sentence told no other.
    pub(super) side: Option<Side>,
}

/// A number or time, with its tokens.
#[derive(Clone)]
pub(super) struct Number<'a> {
    pub(super) mention: &'a Mention,
    pub(super) tokens: Range<u32>,
    /// Which one of the sentence it is.
    pub(super) index: usize,
}

/// The arrays of a sentence, for the next one.
#[derive(Default)]
pub(super) struct Used<'a> {
    near: Box<Nearby<'a>>,
    numbers: Vec<Number<'a>>,
    sides: Vec<SideWord>,
}

impl<'a> Place<'a> {
    pub(super) fn into_used(self) -> Used<'a> {
        Used {
            near: self.near,
            numbers: self.numbers,
            sides: self.sides,
        }
    }

    pub(super) fn of(
        stages: Stages<'a>,
        index: usize,
        hits: Range<usize>,
        numbers: &'a [Mention],
        before: Before,
        used: Used<'a>,
    ) -> Self {
        let sentence = stages.layout.sentences.get(index).copied();
        let sentence = sentence.unwrap_or(Sentence {
            start: 0,
            body: 0,
            end: 0,
            part: 0,
            heading: false,
            asks: false,
        });
        let first = hits.start;
        let hits = stages.hits.all().get(hits).unwrap_or_default();
        let mentions = numbers.iter().enumerate();
        let Used {
            mut near,
            mut numbers,
            mut sides,
        } = used;
        numbers.clear();
        numbers.extend(mentions.map(|(index, mention)| Number {
            mention,
            tokens: stages.tokens.within(mention.span.start, mention.span.end),
            index,
        }));
        let breaks = stages.cues.breaks(sentence.start..sentence.end);
        near.read(stages, &sentence, hits, &numbers, breaks);
        side::find(stages, &sentence, hits, before.side, &mut sides);
        let mut place = Self {
            stages,
            sentence,
            first,
            index,
            near,
            hits,
            numbers,
            sides,
            breaks,
            before,
        };
        place.note_said();
        place
    }

    /// Whether the sentence is the first below a heading for earlier events: what follows it may be of now.
    pub(super) fn is_aside(&self) -> bool {
        let before = self.stages.layout.sentences.get(..self.index);
        let before = before.unwrap_or_default().iter().rev();
        let mut before = before.take_while(|it| it.part == self.sentence.part);
        self.stages.is_aside(self.sentence.part) && before.all(|it| it.heading)
    }

    /// The hits of the sentence before, below the same heading.
    pub(super) fn hits_before(&self) -> &'a [Hit] {
        let before = self.index.checked_sub(1);
        let Some(before) = before.and_then(|at| self.stages.layout.sentences.get(at)) else {
            return &[];
        };
        if before.part != self.sentence.part {
            return &[];
        }
        let all = self.stages.hits.all().get(..self.first).unwrap_or_default();
        let from = all.partition_point(|hit| hit.first < before.start);
        all.get(from..).unwrap_or_default()
    }

    /// The hits of the sentence before, whatever heading stands between.
    pub(super) fn hits_of_title(&self) -> &'a [Hit] {
        let sentences = self.stages.layout.sentences.get(..self.index);
        let title = sentences.and_then(|all| all.iter().rev().find(|it| !it.heading));
        let Some(title) = title else { return &[] };
        let all = self.stages.hits.all();
        let from = all.partition_point(|hit| hit.first < title.start);
        let to = all.partition_point(|hit| hit.first < title.end);
        all.get(from..to).unwrap_or_default()
    }

    /// The hits of the sentence with their indexes in it.
    pub(super) fn hits(&self) -> impl Iterator<Item = (usize, &'a Hit)> {
        self.hits.iter().enumerate()
    }

    /// What surrounds a hit, by its index in the sentence.
    pub(super) fn context(&self, index: usize) -> Context {
        self.stages.scopes.context(self.first + index)
    }

    /// How far two places are apart, in tokens; more across a comma or a joining word.
    pub(super) fn distance(&self, one: &Range<u32>, other: &Range<u32>) -> u32 {
        #[cfg(test)]
        super::growth::step();
        let (from, to) = if one.start <= other.start {
            (one.end, other.start)
        } else {
            (other.end, one.start)
        };
        let apart = to.saturating_sub(from);
        let within = |at: u32| at.clamp(self.sentence.start, self.sentence.end);
        let between = within(from)..within(to);
        let crossed = self.stages.cues.count_breaks(between);
        apart.saturating_add(crossed.saturating_mul(BEYOND))
    }

    /// The side that a mention is of: a side in its own words or nearest to it in its piece of the sentence, else the one
    /// said last before it, else the only one of the sentence. Where it names none,
    /// the one that it stands below.
    pub(super) fn side(&self, of: &Range<u32>) -> Option<&SideWord> {
        let range = |word: &SideWord| word.token..word.token + 1;
        // Of those on one side of it, no other is as near as the next.
        if self.sides.is_empty() {
            return self.before.leg.as_ref();
        }
        let first = self.sides.partition_point(|word| word.token < of.start);
        let behind = self.sides.partition_point(|word| word.token < of.end);
        let own = |word: &&SideWord| !self.is_of_value(word, of);
        let around = first.saturating_sub(1)..self.sides.len().min(behind.max(first) + 1);
        let around = self.sides.get(around).unwrap_or_default();
        let near = around
            .iter()
            .filter(own)
            .min_by_key(|word| (self.distance(&range(word), of), word.token > of.start));
        let nearest = near.filter(|word| self.distance(&range(word), of) < BEYOND);
        let before = self.sides.get(..first).unwrap_or_default().iter().rev();
        let before = before.take(VALUES).find(own);
        nearest.or(before).or_else(|| {
            // What follows a semicolon speaks of something else.
            let stops = &self.near.stops;
            let end = stops.get(stops.partition_point(|at| *at < of.end)).copied();
            let end = end.unwrap_or(self.sentence.end);
            let sides = self.sides.iter().take_while(|word| word.token < end);
            let mut sides = sides.filter(own);
            let first = sides.next()?;
            sides.all(|word| word.side == first.side).then_some(first)
        })
    }

    /// The leg that the sentence behind this one stands below: named alone on a line, until another side is named.
    pub(super) fn leg_below(&self) -> Option<SideWord> {
        match self.sides.as_slice() {
            [] => self.before.leg,
            sides => {
                let known = |at| self.is_of_age(at) || self.is_part_of_leg(at);
                side::label(self.stages, &self.sentence, sides, known)
                    .or_else(|| self.leg_announced())
            }
        }
    }

    /// "Seen in urgent care, right leg.": a leg that a sentence names apart, which tells neither a finding of a leg nor an
    /// event.
    fn leg_announced(&self) -> Option<SideWord> {
        let [word] = self.sides.as_slice() else {
            return None;
        };
        if word.side == Side::Both
            || !self
                .hits()
                .all(|(index, hit)| self.is_of_no_leg(index, hit))
        {
            return None;
        }
        let ends = |at: &u32| {
            let kind = self.stages.tokens.kind(*at);
            kind.is_none_or(|kind| kind != Kind::Word && kind != Kind::Number)
        };
        let start = (self.sentence.body..word.token).rev().find(ends);
        let end = (word.token..self.sentence.end).find(ends);
        let (start, end) = (
            start.map_or(self.sentence.body, |at| at + 1),
            end.unwrap_or(self.sentence.end),
        );
        let mut rest = (start..end).filter(|at| *at != word.token).peekable();
        rest.peek()?;
        let named = rest.all(|at| self.is_part_of_leg(at) || self.stages.word(at) == "the");
        named.then_some(*word)
    }

    /// Whether a mention is now and of no leg: a place, the person, the setting.
    fn is_of_no_leg(&self, index: usize, hit: &Hit) -> bool {
        match hit.what {
            What::Concept { id, .. } => {
                let concept = self.stages.language.concepts.get(usize::from(id.0));
                let facts = &self.stages.knowledge.facts;
                let unsided = |then: &Effect| match then {
                    Effect::Fact { fact, .. } => {
                        facts.get(fact.0 as usize).is_some_and(|it| !it.sided)
                    }
                    Effect::Event { .. } | Effect::NoEvent { .. } => false,
                };
                let of_person =
                    |concept: &Concept| concept.means.iter().all(|it| unsided(&it.then));
                let names_leg = self.is_part_of_leg(hit.first);
                let now = self.context(index).time == Time::Now;
                names_leg || now && concept.is_some_and(of_person)
            }
            What::Done(_) => self.stages.tokens.kind(hit.first) == Some(Kind::Number),
            What::Site(_)
            | What::Measure(_)
            | What::Qualifier { .. }
            | What::NotConcept(_)
            | What::Modifier(_) => true,
            _ => false,
        }
    }

    /// Whether a token says how old somebody is.
    fn is_of_age(&self, at: u32) -> bool {
        let age = |it: &Number<'_>| {
            matches!(it.mention.figure, Figure::Age(_)) && it.tokens.contains(&at)
        };
        self.numbers.iter().any(age)
    }

    /// Whether a token is a word for a part of the leg.
    pub(super) fn is_part_of_leg(&self, at: u32) -> bool {
        let elsewhere = |id: SiteId| {
            let sites = &self.stages.language.sites;
            sites.get(id.0 as usize).is_none_or(|it| it.elsewhere)
        };
        let mut hits = self.hits_over(&(at..at + 1));
        hits.any(|(_, hit)| matches!(hit.what, What::Site(id) if !elsewhere(id)))
    }

    /// The parts of the body that a mention is at: those next to it in its piece of the sentence, else the one named last
    /// before it.
    pub(super) fn sites(&self, of: &Range<u32>) -> Vec<SiteId> {
        // "Thigh and calf": sites that stand side by side go together.
        if let Some((distance, row)) = self.row_of_sites(of)
            && distance < BEYOND
        {
            return self.with_what_runs_there(self.but_free(row, of), of);
        }
        if let Some(row) = self.row_behind_comma(of) {
            return row.to_vec();
        }
        let sites = &self.near.sites;
        let behind = sites.partition_point(|it| it.tokens.start < of.start);
        let before = behind.checked_sub(1).and_then(|at| sites.get(at));
        let before = before.filter(|it| !self.is_spared(&it.tokens));
        before.map(|it| it.site).into_iter().collect()
    }

    /// "Popliteal vein not involved": what is found elsewhere in the sentence is not there.
    fn is_spared(&self, site: &Range<u32>) -> bool {
        let first = self.hits.partition_point(|hit| hit.first < site.start);
        let there = self.hits().skip(first);
        let mut there = there.take_while(|(_, hit)| hit.first == site.start);
        there.any(|(index, hit)| {
            let is_site = matches!(hit.what, What::Site(_)) && (hit.first..hit.last) == *site;
            is_site && self.context(index).polarity == Polarity::Absent
        })
    }

    /// Whether a site is one of these or lies in one of them.
    pub(super) fn lies_in(&self, site: SiteId, wanted: &[SiteId]) -> bool {
        if wanted.is_empty() {
            return false;
        }
        let sites = &self.stages.language.sites;
        let mut current = Some(site);
        // A chain of parts is short; a ring of them must not hang.
        for _ in 0..=sites.len() {
            let Some(id) = current else { return false };
            if wanted.contains(&id) {
                return true;
            }
            current = sites.get(id.0 as usize).and_then(|it| it.part_of);
        }
        false
    }

    /// The words of a hit and of everything that changed its context.
    pub(super) fn proof(&self, hit: &Hit, rule: &Arc<str>, context: &Context) -> Proof {
        let reasons = self.stages.scopes.reasons(context);
        // The side is often added to it.
        let mut proof = Proof::with_room(reasons.len() + 2);
        proof.add(self.stages.span(hit), rule);
        for reason in reasons {
            if let By::Hit(index) = reason.by
                && let Some(hit) = self.stages.hits.all().get(index as usize)
                && let What::Modifier(modifier) = hit.what
                && let Some(entry) = self.stages.language.modifiers.get(modifier as usize)
            {
                proof.add(self.stages.span(hit), &entry.id);
            }
        }
        proof
    }

    /// How far what has this context may be used. Whether it is of now or of the time before does not matter here.
    pub(super) fn standing(context: &Context) -> Standing {
        if context.person == Person::Other && context.time != Time::Withdrawn {
            return Standing::SetAside(Reason::OtherPerson);
        }
        match context.time {
            Time::Withdrawn => return Standing::SetAside(Reason::Withdrawn),
            Time::Conditional => return Standing::SetAside(Reason::Conditional),
            Time::Now | Time::Before => {}
        }
        match context.certainty {
            Certainty::Asserted => Standing::Accepted,
            Certainty::Probable => Standing::ToConfirm(Doubt::Probable),
            Certainty::Possible => Standing::ToConfirm(Doubt::Possible),
            Certainty::Asked => Standing::ToConfirm(Doubt::Asked),
        }
    }
}

/// "From the popliteal up to the left common iliac vein", "popliteal, extending into the femoral vein".
pub(super) fn extends(word: &str) -> bool {
    matches!(
        word,
        "to" | "up"
            | "into"
            | "from"
            | "through"
            | "the"
            | "left"
            | "right"
            | "and"
            | ","
            | "&"
            | "vein"
            | "veins"
            | "extending"
            | "extends"
            | "reaching"
            | "reaches"
            | "upwards"
            | "segment"
    )
}

/// Whether a word or sign divides what stands before it from what follows.
pub(crate) fn is_break(word: &str) -> bool {
    matches!(
        word,
        "," | ";"
            | ":"
            | "but"
            | "however"
            | "while"
            | "whereas"
            | "then"
            | "now"
            | "although"
            | "though"
    )
}

/// The side word's side, if there is one.
pub(super) fn of(word: Option<&SideWord>) -> Option<Side> {
    word.map(|it| it.side)
}
