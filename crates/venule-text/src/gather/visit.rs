//! A visit with its day: "seen 10 days ago because of cramps. The scan was normal."
//!
//! Its day is no beginning of what led to it. It is that of a test told of right behind it, and what is so "now" is new
//! since then.

use std::ops::Range;

use venule_engine::case::Dates;
use venule_engine::side::Side;

use super::Gathered;
use super::finding::Finding;
use super::place::{self, BEYOND, Number, Place};
use super::when::has_date;
use crate::candidate::{EventCandidate, Standing};
use crate::language::model::{Effect, Meaning, ModifierKind, Polarity, Trend};
use crate::number::Figure;
use crate::scan::{Hit, What};
use crate::scope::Time;

/// Over how many sentences behind it a visit lends its day.
const SENTENCES: u8 = 2;

/// How far before a finding "now" may stand, and how far behind it, in tokens.
const NOW_BEFORE: u32 = 6;
const NOW_BEHIND: u32 = 3;

/// A visit of a sentence.
pub(super) struct Visit {
    /// Index of the number that says when it was.
    number: usize,
    days: Dates,
}

/// A visit told of in a sentence before.
#[derive(Debug, Clone, Copy)]
pub(super) struct LastVisit {
    days: Dates,
    /// How many sentences may still be of it.
    left: u8,
}

impl<'a> Place<'a> {
    /// The visits of the sentence that have a day of their own before that of the text.
    fn visits(&self) -> &[Visit] {
        let find = || {
            let told = self.cues(ModifierKind::Visit);
            told.filter_map(|hit| self.visit(hit)).collect()
        };
        self.near.visits.get_or_init(find)
    }

    fn visit(&self, hit: &Hit) -> Option<Visit> {
        let words = hit.first..hit.last;
        if self.is_counted(&words) {
            return None;
        }
        let number = self.nearest_dated(&words, |number| self.passed(number).is_some())?;
        let mine = self.distance(&number.tokens, &words);
        let nearer = self.hits_within(mine, &number.tokens).any(|(_, other)| {
            let theirs = self.distance(&number.tokens, &(other.first..other.last));
            // "Attended on 3 March with pain": what follows is what somebody was seen for.
            let behind = words.end <= number.tokens.start && number.tokens.end <= other.first;
            theirs < mine && self.has_time(other) && !behind
        });
        (mine < BEYOND && !nearer).then_some(Visit {
            number: number.index,
            days: self.passed(number)?,
        })
    }

    /// "Swollen since she was seen 10 days ago": counted from the visit.
    fn is_counted(&self, words: &Range<u32>) -> bool {
        let from = words.start.saturating_sub(3).max(self.sentence.body);
        let counts = |at| matches!(self.stages.word(at), "since" | "until" | "before" | "after");
        (from..words.start).any(counts)
    }

    /// The days that a number names, if they have passed and are not that of the text.
    fn passed(&self, number: &Number<'_>) -> Option<Dates> {
        let days = self.day_named(number)?;
        (days.latest < self.stages.reference).then_some(days)
    }

    /// Whether the sentence tells of a visit with its day.
    pub(super) fn tells_of_visit(&self) -> bool {
        !self.visits().is_empty()
    }

    /// Whether a number says when a visit was.
    pub(super) fn is_day_of_visit(&self, number: usize) -> bool {
        self.visits().iter().any(|it| it.number == number)
    }

    /// Whether a mention is a symptom that somebody may have been seen for.
    pub(super) fn is_complaint(&self, tokens: &Range<u32>) -> bool {
        self.hits_over(tokens).any(|(_, hit)| match hit.what {
            What::Concept { id, .. } => {
                let concept = self.stages.language.concepts.get(usize::from(id.0));
                let concept = concept.filter(|it| it.symptom && !it.raise);
                let own = (hit.first..hit.last) == *tokens;
                own && concept.is_some_and(|it| !it.means.iter().any(has_date))
            }
            _ => false,
        })
    }

    /// The visit that the next sentence stands behind.
    pub(super) fn visit_before_next(&self) -> Option<LastVisit> {
        let moves_on = |at: u32| {
            matches!(
                self.stages.word(at),
                "now"
                    | "today"
                    | "currently"
                    | "since"
                    | "referred"
                    | "sent"
                    | "booked"
                    | "arranged"
                    | "ordered"
                    | "requested"
                    | "awaiting"
                    | "discharged"
            )
        };
        let pending = |hit: &Hit| matches!(hit.what, What::Pending(_));
        if self.before.visit.is_none() && self.visits().is_empty() {
            return None;
        }
        if (self.sentence.body..self.sentence.end).any(moves_on) || self.hits.iter().any(pending) {
            return None;
        }
        if let Some(visit) = self.visits().last() {
            return Some(LastVisit {
                days: visit.days,
                left: SENTENCES,
            });
        }
        let timed = |number: &Number<'_>| matches!(number.mention.figure, Figure::Time(_));
        let left = self.before.visit?.left.checked_sub(1)?;
        let dated = self.numbers.iter().any(timed);
        let visit = self.before.visit.filter(|_| left > 0 && !dated)?;
        Some(LastVisit { left, ..visit })
    }

    /// The day of the visit told of right before, for a test that has none of its own.
    pub(super) fn of_visit(&self, event: &EventCandidate) -> Option<Dates> {
        let frame = self.stages.language.frame_of(event.frame)?;
        let visit = self.before.visit.filter(|_| frame.at_visit)?;
        let other = |at: u32| {
            matches!(
                self.stages.word(at),
                "today"
                    | "now"
                    | "currently"
                    | "previous"
                    | "previously"
                    | "prior"
                    | "earlier"
                    | "last"
                    | "latest"
                    | "repeat"
                    | "later"
                    | "just"
                    | "subsequent"
                    | "subsequently"
            )
        };
        let from_start = self.sentence.body..(event.at + 1).min(self.sentence.end);
        (!event.again && !event.aside && !from_start.into_iter().any(other)).then_some(visit.days)
    }

    /// A finding that has come since the latest event that a fact is counted from: "scan clear 10 days ago. Now swollen."
    pub(super) fn newer(
        &self,
        meaning: &Meaning,
        finding: &Finding<'a>,
        gathered: &Gathered,
    ) -> Option<Finding<'a>> {
        let Effect::Fact { fact, .. } = &meaning.then else {
            return None;
        };
        let fact = self.stages.knowledge.facts.get(fact.0 as usize)?;
        let from = fact
            .since
            .as_ref()
            .filter(|_| meaning.trend.contains(&Trend::New))?;
        let said = finding.polarity == Polarity::Present
            && finding.context.time == Time::Now
            && !finding.context.trends.contains(Trend::Unchanged)
            && !self.is_as_before(finding);
        if !said {
            return None;
        }
        let told = gathered.events.iter();
        let told = told.filter(|it| it.kind == from.event && it.standing == Standing::Accepted);
        let told = told.filter(|it| Side::may_be_same(it.side, finding.side));
        let told = told.filter_map(|it| it.when);
        let told = told.chain(self.dated_before(from.event, finding));
        let latest = told.map(|it| it.latest).max()?;
        if latest >= self.stages.reference {
            return None;
        }
        let begun = match self.date_of(&finding.tokens()) {
            Some(days) => days.earliest > latest,
            None => self.is_so_now(finding) && !self.was_there(finding),
        };
        begun.then(|| {
            let mut newer = finding.clone();
            newer.context.trends.insert(Trend::New);
            newer
        })
    }

    /// The days of events of a kind that the sentence names before a finding.
    fn dated_before(&self, kind: usize, finding: &Finding<'_>) -> impl Iterator<Item = Dates> {
        self.anchors().filter_map(move |(frame, index, hit)| {
            let of_kind = self.stages.language.frame_of(Some(frame))?.kind == kind;
            if !of_kind || hit.last > finding.hit.first {
                return None;
            }
            let tokens = hit.first..hit.last;
            let said = Self::standing(&self.context(index)) == Standing::Accepted;
            let same = Side::may_be_same(place::of(self.side(&tokens)), finding.side);
            self.day_of(&tokens).filter(|_| said && same)
        })
    }

    /// "Now my calf is swollen", "swollen today": said of the present, and not to be as before.
    fn is_so_now(&self, finding: &Finding<'_>) -> bool {
        let tokens = finding.tokens();
        let from = tokens.start.saturating_sub(NOW_BEFORE);
        let near = from.max(self.sentence.body)..(tokens.end + NOW_BEHIND).min(self.sentence.end);
        let now = |at: u32| matches!(self.stages.word(at), "now" | "today" | "newly");
        let same = |at: u32| {
            matches!(
                self.stages.word(at),
                "still" | "same" | "remains" | "unchanged" | "persists" | "persistent" | "always"
            )
        };
        near.clone().any(now) && !near.clone().any(same)
    }

    /// Whether an earlier sentence says that it was there.
    fn was_there(&self, finding: &Finding<'_>) -> bool {
        self.near.said.was_there(finding.id)
    }
}
