//! From hits, contexts and numbers to candidates: what each sentence may say (stages 7 and 8).
//!
//! In: everything that the stages before made of one text. Out: candidates for facts and events, and event kinds of which
//! the text says that there was none. Nothing here compares candidates of different sentences; see [`crate::reconcile`].

mod along;
mod amend;
mod counted;
mod dispute;
mod event;
mod figure;
mod finding;
mod finding_of;
mod free;
mod girth;
#[cfg(test)]
mod growth;
mod happening;
mod history;
mod label;
mod lasting;
mod later;
mod leg;
mod near;
mod of_then;
mod onset;
mod over;
mod own;
mod pair;
mod place;
mod said;
mod side;
mod slashed;
mod slot;
mod studied;
mod symptom;
mod tally;
mod that_leg;
mod two_days;
mod value;
mod valued;
mod visit;
mod when;
mod withdraw;
mod year;

use std::mem;

use jiff::civil::Date;
use venule_engine::side::Side;
use venule_knowledge::model::{DataElement, Fact, Knowledge};
use venule_logic::FactId;

use crate::candidate::{Candidate, EventCandidate, Newly, Proof};
use crate::language::model::{ConceptId, Language, Section, SiteId};
use crate::layout::Layout;
use crate::number::{Mention, Sex};
use crate::scan::{Hit, Hits};
use crate::scope::Scopes;
use crate::span::Span;
use crate::token::Tokens;
use crate::view::View;

pub use self::finding_of::Finding;
pub(crate) use self::onset::{SAME_EPISODE_DAYS, come_since, is_soon_after};
use self::place::{Before, Used};
pub(crate) use self::place::{Place, is_break};
pub(crate) use self::side::{Cues, cues};
pub(crate) use self::slashed::with_days;
pub(crate) use self::slot::Fills;
pub use self::studied::{Leg, Studied};
pub use self::withdraw::Withdrawn;
pub(crate) use self::year::dated;

/// What the earlier stages made of one text.
#[derive(Clone, Copy)]
pub(crate) struct Stages<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) language: &'a Language,
    pub(crate) view: &'a View<'a>,
    pub(crate) tokens: &'a Tokens,
    pub(crate) layout: &'a Layout,
    pub(crate) hits: &'a Hits,
    pub(crate) scopes: &'a Scopes,
    pub(crate) fills: &'a Fills,
    pub(crate) cues: &'a Cues,
    pub(crate) numbers: &'a [Mention],
    /// The parts of the body that the text names, each once.
    pub(crate) sites: &'a [SiteId],
    /// Whether it names an event.
    pub(crate) anchored: bool,
    /// Whether it has words that tell of a changed report.
    pub(crate) amended: bool,
    /// Whether it has words of the trade.
    pub(crate) trade: bool,
    pub(crate) about: About,
    pub(crate) reference: Date,
}

/// The facts that say who a patient is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct About {
    age: Option<FactId>,
    sex: Option<FactId>,
}

impl About {
    pub(crate) fn of(knowledge: &Knowledge) -> Self {
        let first = |wanted: fn(&Fact) -> bool| {
            let mut facts = (0_u32..).map(FactId).zip(&knowledge.facts);
            facts.find(|(_, fact)| wanted(fact)).map(|(id, _)| id)
        };
        Self {
            age: first(|it| it.is_age),
            sex: first(|it| it.data_element == Some(DataElement::Sex)),
        }
    }
}

impl Stages<'_> {
    /// The words of a hit in the original text.
    pub(crate) fn span(&self, hit: &Hit) -> Span {
        self.view.span(hit.start..hit.end)
    }

    /// The word of a token.
    pub(crate) fn word(&self, token: u32) -> &str {
        self.tokens.text(self.view, token)
    }

    /// Whether a sentence stands below a heading that leads.
    pub(crate) fn leads(&self, part: u32) -> bool {
        self.section(part).is_some_and(|it| it.leads)
    }

    /// Whether a sentence stands below a heading for earlier events.
    pub(crate) fn is_aside(&self, part: u32) -> bool {
        self.section(part).is_some_and(|it| it.aside)
    }

    /// Whether what is told in a sentence, without a day, is of the day of the text.
    pub(crate) fn is_of_today(&self, part: u32) -> bool {
        self.section(part).is_some_and(|it| it.today)
    }

    /// Whether a sentence stands below a heading that says that a report was changed.
    pub(crate) fn amends(&self, part: u32) -> bool {
        self.section(part).is_some_and(|it| it.amends)
    }

    fn section(&self, part: u32) -> Option<&Section> {
        let part = self.layout.parts.get(part as usize)?;
        self.language.sections.get(part.section? as usize)
    }
}

/// The side that a text names first.
pub(crate) fn first_side(stages: Stages<'_>) -> Option<Side> {
    let mut sentences = stages.layout.sentences.iter();
    let mut found = Vec::new();
    sentences.find_map(|sentence| {
        let hits = stages.hits.all();
        let first = hits.partition_point(|hit| hit.first < sentence.start);
        let last = hits.partition_point(|hit| hit.first < sentence.end);
        let hits = hits.get(first..last).unwrap_or_default();
        side::find(stages, sentence, hits, None, &mut found);
        found.first().map(|word| word.side)
    })
}

/// What a text may say.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) facts: Vec<Candidate>,
    pub(crate) events: Vec<EventCandidate>,
    /// What a study shows after all that this text tells nothing else of.
    pub(crate) amending: Vec<EventCandidate>,
    /// Event kinds of which there was none, of which leg, with the words that say so.
    pub(crate) none_of: Vec<(usize, Option<Side>, Proof)>,
    /// Ages that stand with a sex, with the words that say so: each introduces a patient.
    pub(crate) introduced: Vec<((i32, Sex), Span)>,
    /// Sides of symptoms, with the words that say so.
    pub(crate) symptomatic: Vec<(Side, Proof)>,
    /// Sides of what led to an earlier visit, taken where no symptom of now has a side.
    pub(crate) symptomatic_then: Vec<(Side, Proof)>,
    /// Sides of what is known to be there, taken where no symptom has a side.
    pub(crate) affected: Vec<(Side, Proof)>,
    /// Legs that are named by themselves, taken where no side is told otherwise.
    pub(crate) labeled: Vec<(Side, Proof)>,
    /// Symptoms that are said to be there, each once.
    present: Vec<ConceptId>,
    /// What is so only if no symptom but this one is said to be there.
    if_only: Vec<(ConceptId, Candidate)>,
    /// What is so only if none of these symptoms is said to be there.
    unless_told: Vec<(Vec<ConceptId>, Candidate)>,
    /// What symptoms say where they are new since a study that was told of in an earlier text.
    pub(crate) newly: Vec<Newly>,
    /// What the text takes back or puts right.
    pub(crate) withdrawn: Withdrawn,
    /// By event: the last token that it, or any before it, stands at.
    reached: Vec<u32>,
}

impl Gathered {
    /// The first event that may stand at a token or behind it: none before it does.
    fn first_from(&mut self, token: u32) -> usize {
        let mut last = self.reached.last().copied().unwrap_or(0);
        for event in self.events.iter().skip(self.reached.len()) {
            last = last.max(event.at);
            self.reached.push(last);
        }
        self.reached.partition_point(|at| *at < token)
    }
}

/// Reads all sentences in order.
pub(crate) fn gather(stages: Stages<'_>) -> Gathered {
    let mut gathered = Gathered::default();
    let mut numbers = stages.numbers;
    let mut hits = 0..0;
    let mut before = Before::default();
    let mut left = Vec::new();
    let mut waiting = None;
    let mut used = Used::default();
    let mut part = 0;
    for (index, sentence) in stages.layout.sentences.iter().enumerate() {
        let rest = stages.hits.all().get(hits.end..).unwrap_or_default();
        let length = rest.partition_point(|hit| hit.first < sentence.end);
        hits = hits.end..hits.end + length;
        let end = stages
            .tokens
            .get(sentence.end)
            .map_or_else(|| stages.view.len(), |token| token.start);
        let own = numbers.partition_point(|mention| mention.span.start < end);
        let (own, later) = numbers.split_at_checked(own).unwrap_or((numbers, &[]));
        numbers = later;
        // A heading begins something else.
        if sentence.part != part {
            before.leg = None;
            before.visit = None;
            before.since = None;
            before.counted = None;
            waiting = None;
            left.clear();
        }
        part = sentence.part;
        let place = Place::of(stages, index, hits.clone(), own, before, used);
        place.findings(&mut gathered);
        place.figures(&mut gathered);
        place.events(&mut gathered, &mut left);
        place.symptoms(&mut gathered);
        place.as_new_each(&mut gathered);
        place.labels(&mut waiting, &mut gathered);
        place.withdrawals(&mut gathered);
        place.amendments(&mut gathered);
        before = Before {
            day: place.last_day().or(before.day),
            leg: place.leg_below(),
            visit: place.visit_before_next(),
            since: place.since_before_next(),
            counted: place.counted_before_next(),
            side: place.side_before_next(),
        };
        used = place.into_used();
    }
    withdraw::prefer_what_is_named(stages, &mut gathered);
    let present = &gathered.present;
    let unless_told = mem::take(&mut gathered.unless_told).into_iter();
    let untold = unless_told.filter(|(unless, _)| !present.iter().any(|it| unless.contains(it)));
    gathered
        .facts
        .extend(untold.map(|(_, candidate)| candidate));
    let if_only = mem::take(&mut gathered.if_only).into_iter();
    let alone = if_only.filter(|(id, _)| present.iter().all(|it| it == id));
    gathered.facts.extend(alone.map(|(_, candidate)| candidate));
    onset::since_studies(stages, &mut gathered);
    leg::part_both(stages.knowledge, stages.language, &mut gathered.events);
    gathered
}
