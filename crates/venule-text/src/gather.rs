//! From hits, contexts and numbers to candidates: what each sentence may say (stages 7 and 8).
//!
//! In: everything that the stages before made of one text. Out: candidates for facts and events, and event kinds of which
//! the text says that there was none. Nothing here compares candidates of different sentences; see [`crate::reconcile`].

mod amend;
mod dispute;
mod event;
mod figure;
mod finding;
mod history;
mod leg;
mod near;
mod own;
mod pair;
mod place;
mod side;
mod slot;
mod symptom;
mod tally;
mod two_days;
mod value;
mod when;
mod withdraw;
mod year;

use jiff::civil::Date;
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;

use crate::candidate::{Candidate, EventCandidate, Proof};
use crate::language::model::{Language, Section, SiteId};
use crate::layout::Layout;
use crate::number::{Mention, Sex};
use crate::scan::{Hit, Hits};
use crate::scope::Scopes;
use crate::span::Span;
use crate::token::Tokens;
use crate::view::View;

pub(crate) use self::place::{Place, is_break};
pub(crate) use self::side::{Cues, cues};
pub(crate) use self::slot::Fills;
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
    pub(crate) reference: Date,
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
    /// Sides of what is known to be there, taken where no symptom has a side.
    pub(crate) affected: Vec<(Side, Proof)>,
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
    let (mut day, mut leg) = (None, None);
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
        leg = leg.filter(|_| sentence.part == part);
        part = sentence.part;
        let place = Place::of(stages, index, hits.clone(), own, (day, leg));
        place.findings(&mut gathered);
        place.figures(&mut gathered);
        place.events(&mut gathered);
        place.symptoms(&mut gathered);
        place.withdrawals(&mut gathered);
        place.amendments(&mut gathered);
        day = place.last_day().or(day);
        leg = place.leg_below();
    }
    leg::part_both(stages.knowledge, stages.language, &mut gathered.events);
    gathered
}
