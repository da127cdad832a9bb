//! What is of a time long before this episode: "massive embolism 2018", "DVT in 2015, on warfarin then".

use std::cell::OnceCell;
use std::ops::Range;

use jiff::ToSpan;
use venule_engine::case::Dates;

use super::place::{BEYOND, Number, Place};
use crate::language::model::{Concept, ConceptId, Effect, Meaning, ModifierKind, Tense};
use crate::number::{Figure, Relation};
use crate::scan::{Hit, What};
use crate::scope::{By, Context};
use crate::token::Kind;

/// Days after which what has a day of its own is of the time before this episode.
const YEAR: i32 = 366;

/// Days after which what happened on a day of its own is no longer of today.
const WEEK: i32 = 7;

/// Days since which what has begun is of this episode, also below a heading for what was before.
const LATE: i32 = 28;

/// What a sentence says of a time long ago, worked out once.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Days that lie more than a year back, and on which nothing began that may go on.
    days: Vec<Range<u32>>,
    /// The last time that is none of them: where it starts.
    last_other: Option<u32>,
    /// Times more than a year ago up to which something was.
    ends: Vec<Range<u32>>,
    /// Words that say that something is so until now.
    going_on: OnceCell<Vec<u32>>,
    /// Tokens that are no small words and in no finding: what stands beyond them is not right beside.
    apart: OnceCell<Vec<u32>>,
    /// Commas and semicolons.
    commas: OnceCell<Vec<u32>>,
    /// By hit: up to it, the last token that a finding or an event reaches to.
    said_to: OnceCell<Vec<u32>>,
    /// The last word that joins the last part to a list.
    joined: OnceCell<Option<u32>>,
    /// The last word or sign that does.
    joined_or_slash: OnceCell<Option<u32>>,
}

impl Past {
    /// The last of the old days that ends at a token or before it.
    fn day_before(&self, token: u32) -> Option<&Range<u32>> {
        let next = self.days.partition_point(|day| day.end <= token);
        next.checked_sub(1).and_then(|at| self.days.get(at))
    }

    /// The first of some tokens from one on.
    fn first_from(tokens: &[u32], from: u32) -> Option<u32> {
        tokens.get(tokens.partition_point(|at| *at < from)).copied()
    }

    /// The last of some tokens before one.
    fn last_before(tokens: &[u32], end: u32) -> Option<u32> {
        let next = tokens.partition_point(|at| *at < end);
        next.checked_sub(1).and_then(|at| tokens.get(at)).copied()
    }
}

impl Place<'_> {
    /// "Scan in 2020 for a swollen leg", "a DVT in 2014": what has a day of its own, more than a year ago.
    pub(super) fn is_long_ago(
        &self,
        id: ConceptId,
        concept: &Concept,
        tokens: &Range<u32>,
    ) -> bool {
        let means = |wanted: fn(&Meaning) -> bool| concept.means.iter().any(wanted);
        let dated = means(|it| it.time == Tense::Before)
            || means(|it| matches!(it.then, Effect::Event { .. }))
            || (concept.symptom && self.names_event());
        dated && self.day_of(tokens).is_some_and(|it| self.is_old(it))
            || self.is_of_old_event(id, tokens)
            || (concept.raise || concept.passing) && self.is_right_beside_old_day(tokens)
            || concept.passing && self.ended_long_ago(tokens)
            || self.is_of_then(tokens)
    }

    /// "GI bleed 2 weeks ago, clipped": it has a day of its own, and that lies more than a week back.
    pub(super) fn was_lately(&self, id: ConceptId, concept: &Concept, tokens: &Range<u32>) -> bool {
        if !concept.means.iter().any(|it| it.time == Tense::Lately) {
            return false;
        }
        let Ok(week) = self.stages.reference.checked_sub(WEEK.days()) else {
            return false;
        };
        let lately = |days: Dates| days.latest <= week && !self.is_old(days);
        // "Heavy nosebleed needing packing 9 days ago": said twice of one thing, and the day stands beside one of them.
        let is_same = |hit: &&Hit| {
            matches!(hit.what, What::Concept { id: other, .. } if other == id)
                && hit.first < tokens.end
                && hit.last > tokens.start
        };
        let mut of_one = self.hits.iter().filter(is_same);
        let past = of_one.any(|hit| self.day_of(&(hit.first..hit.last)).is_some_and(lately));
        let persists = |at: u32| {
            let words = [
                "again",
                "recurred",
                "rebled",
                "still",
                "continues",
                "continued",
                "ongoing",
            ];
            words.contains(&self.stages.word(at))
        };
        let mut piece = self.sentence.body..self.sentence.end;
        past && !self.goes_on(self.part_around(tokens)) && !piece.any(persists)
    }

    /// What stands around tokens between two commas: "GI bleed 9 days ago, Hb stable since" goes on with the figure alone.
    fn part_around(&self, tokens: &Range<u32>) -> Range<u32> {
        let commas = self.commas();
        let start = Past::last_before(commas, tokens.start).map_or(self.sentence.body, |at| at + 1);
        let end = Past::first_from(commas, tokens.end).unwrap_or(self.sentence.end);
        start..end
    }

    /// "Apixaban" behind "DVT in 2019" may be of that time.
    pub(super) fn is_in_the_wake(&self, tokens: &Range<u32>) -> bool {
        let past = self.past();
        let Some(day) = past.day_before(tokens.start) else {
            return false;
        };
        let end = (tokens.end + 3).min(self.sentence.end);
        let newer = past.last_other.is_some_and(|start| start >= day.end);
        !newer && !self.goes_on(day.end..end)
    }

    /// "DVT in 2016, warfarin for 6 months": of what is no symptom, the months are not those before today.
    pub(super) fn is_course_of_then(&self, number: &Number<'_>, of: &Range<u32>) -> bool {
        let symptom = self.hits_over(of).any(|(_, hit)| match hit.what {
            What::Concept { id, .. } => {
                let concept = self.stages.language.concepts.get(id.0 as usize);
                concept.is_some_and(|it| it.symptom)
            }
            _ => false,
        });
        let old = self.past().day_before(number.tokens.start);
        !symptom && old.is_some_and(|day| !self.goes_on(day.end..number.tokens.start))
    }

    /// "No fever, chest pain since Friday": what has a beginning of its own is hardly denied by what stands before a comma.
    pub(super) fn begins_anew(&self, context: &Context, hit: &Hit) -> bool {
        let begins = self.time_of(&(hit.first..hit.last)).is_some_and(|number| {
            let from = match &number.mention.figure {
                Figure::Time(moment) => matches!(
                    moment.relation,
                    Relation::On | Relation::Since | Relation::Ago | Relation::For
                ),
                _ => false,
            };
            from && self.distance(&number.tokens, &(hit.first..hit.last)) < BEYOND
        });
        let word = |at: u32| self.stages.word(at);
        let list = |from: u32| self.is_joined_or_slashed_from(from);
        let mut denials = self
            .stages
            .scopes
            .reasons(context)
            .iter()
            .filter_map(|reason| {
                let By::Hit(index) = reason.by else {
                    return None;
                };
                let denies = reason.kind == ModifierKind::Negation;
                denies
                    .then(|| self.stages.hits.all().get(index as usize))
                    .flatten()
            });
        begins
            && denials.all(|denial| {
                denial.last <= hit.first
                    && (denial.last..hit.first).any(|at| word(at) == ",")
                    && !list(denial.last)
            })
    }

    /// Whether words say that something is so until now.
    fn goes_on(&self, tokens: Range<u32>) -> bool {
        let next = Past::first_from(self.going_on(), tokens.start);
        next.is_some_and(|at| at < tokens.end)
    }

    pub(super) fn past(&self) -> &Past {
        self.near.past.get_or_init(|| {
            let days: Vec<_> = self.old_days().collect();
            let place = |day: &Range<u32>| (day.start, day.end);
            let is_other = |number: &&Number<'_>| {
                matches!(number.mention.figure, Figure::Time(_))
                    && days
                        .binary_search_by_key(&place(&number.tokens), place)
                        .is_err()
            };
            let other = self.numbers.iter().rev().find(is_other);
            Past {
                last_other: other.map(|it| it.tokens.start),
                ends: self.old_ends().collect(),
                days,
                ..Past::default()
            }
        })
    }

    fn tokens(&self) -> Range<u32> {
        self.sentence.start..self.sentence.end
    }

    /// Words that say that something is so until now.
    fn going_on(&self) -> &[u32] {
        let find = || self.tokens().filter(|at| self.says_now(*at)).collect();
        self.past().going_on.get_or_init(find)
    }

    /// Tokens that are no small words and in no finding: what stands beyond them is not right beside.
    fn apart(&self) -> &[u32] {
        self.past().apart.get_or_init(|| {
            let all = self.tokens().zip(self.findings_over());
            all.filter(|(at, found)| !found && !self.is_small(*at))
                .map(|(at, _)| at)
                .collect()
        })
    }

    /// Commas and semicolons.
    fn commas(&self) -> &[u32] {
        let is_comma = |at: &u32| matches!(self.stages.word(*at), "," | ";");
        let find = || self.tokens().filter(is_comma).collect();
        self.past().commas.get_or_init(find)
    }

    /// By hit: up to it, the last token that a finding or an event reaches to.
    fn said_to(&self) -> &[u32] {
        self.past().said_to.get_or_init(|| {
            let mut last = 0;
            let said_to = self.hits.iter().map(|hit| {
                if matches!(hit.what, What::Concept { .. } | What::Anchor { .. }) {
                    last = hit.last.max(last);
                }
                last
            });
            said_to.collect()
        })
    }

    /// Whether a word from a token on joins the last part to a list.
    pub(super) fn is_joined_from(&self, token: u32) -> bool {
        let find = || self.tokens().rev().find(|at| self.joins(*at));
        let joined = self.past().joined.get_or_init(find);
        joined.is_some_and(|at| at >= token)
    }

    /// The same of a word or sign.
    fn is_joined_or_slashed_from(&self, token: u32) -> bool {
        let joins = |at: &u32| self.joins(*at) || self.stages.word(*at) == "/";
        let find = || self.tokens().rev().find(joins);
        let joined = self.past().joined_or_slash.get_or_init(find);
        joined.is_some_and(|at| at >= token)
    }

    fn joins(&self, at: u32) -> bool {
        matches!(self.stages.word(at), "or" | "nor" | "and")
    }

    /// For each token of the sentence: whether it is a part of a finding.
    fn findings_over(&self) -> Vec<bool> {
        let mut found = vec![false; (self.sentence.end - self.sentence.start) as usize];
        for hit in self.hits {
            let start = self.sentence.start;
            let last = hit.last.min(self.sentence.end).saturating_sub(start);
            let first = hit.first.saturating_sub(start);
            if matches!(hit.what, What::Concept { .. })
                && let Some(own) = found.get_mut(first as usize..last as usize)
            {
                own.fill(true);
            }
        }
        found
    }

    /// Whether a word says that something is so until now.
    fn says_now(&self, at: u32) -> bool {
        matches!(
            self.stages.word(at),
            "now"
                | "currently"
                | "current"
                | "still"
                | "since"
                | "ever"
                | "remains"
                | "today"
                | "continues"
                | "continued"
                | "ongoing"
                | "lifelong"
                | "life"
                | "long"
                | "permanent"
                | "permanently"
                | "indefinite"
                | "indefinitely"
                | "takes"
                | "taking"
                | ";"
        )
    }

    /// Whether days lie more than a year back.
    fn is_old(&self, days: Dates) -> bool {
        let year = self.stages.reference.checked_sub(YEAR.days());
        year.is_ok_and(|year| days.latest < year)
    }

    /// The days of the sentence that lie more than a year back, and on which nothing began that may go on.
    fn old_days(&self) -> impl Iterator<Item = Range<u32>> {
        self.numbers.iter().filter_map(|number| {
            let Figure::Time(moment) = &number.mention.figure else {
                return None;
            };
            let day = matches!(moment.relation, Relation::On | Relation::Ago);
            let latest = moment.days?.latest?;
            let earliest = moment.days?.earliest.unwrap_or(latest);
            let old = self.is_old(Dates { earliest, latest });
            let begins = number.tokens.start.checked_sub(1).is_some_and(|at| {
                matches!(
                    self.stages.word(at),
                    "since"
                        | "from"
                        | "began"
                        | "started"
                        | "onset"
                        | "appeared"
                        | "developed"
                        | "noticed"
                        | "first"
                        | "born"
                )
            });
            (day && old && !begins && number.mention.doubt.is_none()).then(|| number.tokens.clone())
        })
    }

    /// "Duplex 2019: DVT": what an event shows is of its day.
    fn is_of_old_event(&self, id: ConceptId, tokens: &Range<u32>) -> bool {
        let frames = self.stages.fills.frames(id);
        let nearest = || {
            frames
                .filter_map(|frame| self.nearest_anchor(frame, tokens))
                .min()
        };
        self.names_event()
            && self.time_of(tokens).is_none()
            && nearest()
                .and_then(|(_, index)| self.hits.get(index))
                .and_then(|anchor| self.day_of(&(anchor.first..anchor.last)))
                .is_some_and(|days| self.is_old(days))
    }

    /// "Massive embolism 2018", "in 2018 shock": nothing but small words and other findings stands between.
    fn is_right_beside_old_day(&self, tokens: &Range<u32>) -> bool {
        let past = self.past();
        if past.days.is_empty() {
            return false;
        }
        // "On warfarin in 2015 for a DVT": it stands among the words themselves, or behind them.
        let next = past.days.partition_point(|day| day.start < tokens.start);
        let behind = past.days.get(next).is_some_and(|day| {
            let edge = Past::first_from(self.apart(), tokens.end);
            tokens.contains(&day.start) || edge.is_none_or(|edge| day.start <= edge)
        });
        let mut edge = Past::last_before(self.apart(), tokens.start);
        while let Some(at) = edge.filter(|at| matches!(self.stages.word(*at), ":" | ",")) {
            edge = Past::last_before(self.apart(), at);
        }
        let last = past.days.partition_point(|day| day.end <= tokens.start);
        let before = past.days.get(..last).unwrap_or_default().iter().rev();
        let mut beside = before.take_while(|day| edge.is_none_or(|edge| day.end > edge));
        behind || beside.any(|day| self.day_begins(day))
    }

    /// Whether a word may stand between a day and what is of it.
    fn is_small(&self, at: u32) -> bool {
        matches!(
            self.stages.word(at),
            "in" | "of"
                | "on"
                | "during"
                | "around"
                | "about"
                | "back"
                | "and"
                | "with"
                | "&"
                | "+"
                | "/"
                | "("
                | "-"
                | "a"
                | "an"
                | "the"
                | "had"
                | "was"
                | "for"
        )
    }

    /// Whether nothing stands before a day in its piece of the sentence that it could be of.
    fn day_begins(&self, day: &Range<u32>) -> bool {
        let before = self.hits.partition_point(|hit| hit.first < day.start);
        let said = before.checked_sub(1).and_then(|at| self.said_to().get(at));
        let said = said.copied().unwrap_or_default();
        said == 0 || Past::last_before(self.commas(), day.start).is_some_and(|at| at >= said)
    }

    /// "On warfarin until 2019".
    fn ended_long_ago(&self, tokens: &Range<u32>) -> bool {
        let ends = &self.past().ends;
        let next = ends.partition_point(|it| it.start < tokens.end);
        let next = ends.get(next);
        next.is_some_and(|it| self.distance(it, tokens) < BEYOND)
    }

    /// Times more than a year ago up to which something was, in order.
    fn old_ends(&self) -> impl Iterator<Item = Range<u32>> {
        self.numbers.iter().filter_map(|number| {
            let Figure::Time(moment) = &number.mention.figure else {
                return None;
            };
            let until = matches!(moment.relation, Relation::Until | Relation::Span);
            let latest = moment.days?.latest?;
            let old = self.is_old(Dates {
                earliest: latest,
                latest,
            });
            (until && old).then(|| number.tokens.clone())
        })
    }

    /// "Past history: appendectomy. Left calf swollen for 2 days": below a heading for what was before, what has begun of
    /// late is of now all the same.
    pub(super) fn is_of_late(&self, context: &Context, tokens: &Range<u32>) -> bool {
        let mut reasons = self.stages.scopes.reasons(context).iter();
        let by_heading = reasons.all(|reason| {
            reason.kind != ModifierKind::Historical || matches!(reason.by, By::Part(_))
        });
        let late = self
            .time_of(tokens)
            .filter(|number| self.distance(&number.tokens, tokens) < BEYOND)
            .and_then(|_| self.date_of(tokens))
            .is_some_and(|days| {
                let first = self.stages.reference.checked_sub(LATE.days());
                first.is_ok_and(|first| first <= days.earliest)
            });
        by_heading && late
    }

    /// "Unstable then.", "on warfarin at the time": right behind it, where an old day was named before.
    fn is_of_then(&self, tokens: &Range<u32>) -> bool {
        let word = |at: u32| self.stages.word(at);
        let from = tokens.end;
        let length = match word(from) {
            "then" => 1,
            "at" if matches!(word(from + 1), "the" | "that") && word(from + 2) == "time" => 3,
            _ => return false,
        };
        let end = from + length;
        let last = end >= self.sentence.end
            || matches!(
                self.stages.tokens.kind(end),
                Some(Kind::Punctuation | Kind::LineBreak)
            );
        let day = self.before.day.is_some_and(|days| self.is_old(days));
        let named = || self.past().day_before(tokens.start).is_some();
        last && end <= self.sentence.end && (named() || day)
    }
}
