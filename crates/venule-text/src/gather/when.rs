//! When something was: the time that belongs to a mention, and the days it means.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use venule_engine::case::Dates;

use super::place::{BEYOND, Number, Place};
use crate::candidate::past;
use crate::language::model::{Effect, Meaning, Tense};
use crate::number::{Days, Doubt, Extent, Figure, Form, Length, Moment, Relation, TimeUnit};
use crate::scan::{Hit, What};

/// Days after which a day of a month is no likely reading of "3/12".
const RECENT_DAYS: i32 = 31;

/// Words between "day 5 of" and the symptom that it counts from.
const WORDS_TO_SYMPTOM: u32 = 5;

/// Days that a part of a month is counted in.
const DAYS_OF_A_MONTH: u8 = 30;

impl<'a> Place<'a> {
    /// The number that tells when something was: the nearest one that is a time.
    pub(super) fn time_of(&self, tokens: &Range<u32>) -> Option<&Number<'a>> {
        if !self.names_time() {
            return None;
        }
        let known = self.near.times.borrow().get(tokens).copied();
        let place = known.unwrap_or_else(|| {
            let place = self.nearest_time(tokens);
            self.near.times.borrow_mut().insert(tokens.clone(), place);
            place
        });
        self.numbers.get(place?)
    }

    fn nearest_time(&self, tokens: &Range<u32>) -> Option<usize> {
        let nearest = self.nearest_dated(tokens, |number| !self.is_inside_other(number, tokens))?;
        let visit = self.is_day_of_visit(nearest.index);
        if visit && self.is_complaint(tokens) {
            return None;
        }
        if self.is_symptom(tokens) && self.is_of_other_happening(nearest, tokens) {
            return None;
        }
        // A time belongs to what stands nearest to it.
        let mine = self.distance(&nearest.tokens, tokens);
        let lasts = match &nearest.mention.figure {
            Figure::Duration(_) => true,
            Figure::Time(moment) => moment.relation == Relation::For,
            _ => false,
        };
        let nearer = self.hits_within(mine, &nearest.tokens).any(|(_, hit)| {
            let other = hit.first..hit.last;
            let theirs = self.distance(&nearest.tokens, &other);
            (other.end <= tokens.start || tokens.end <= other.start)
                && theirs < mine
                && (!visit || matches!(hit.what, What::Anchor { .. }))
                && !(mine < BEYOND && self.is_result_of(tokens, hit))
                && !self.is_joined_with(tokens, hit)
                && (self.has_time(hit)
                    || (lasts && self.is_stated(hit) && theirs < BEYOND && mine >= BEYOND))
                && (keeps_its_time(self, hit)
                    || self.is_change(hit) && !self.is_symptom(tokens)
                    || !self.is_symptom(&other)
                    || lasts && self.is_event(tokens)
                    || !self.is_list_of(tokens, &other))
        });
        (!nearer).then_some(nearest.index)
    }

    /// "Scan of the right leg on 9 March showed a clot": what fills the event has no time of its own.
    fn is_result_of(&self, event: &Range<u32>, hit: &Hit) -> bool {
        let What::Concept { id, .. } = hit.what else {
            return false;
        };
        self.hits_over(event).any(|(_, anchor)| match anchor.what {
            What::Anchor { frame, .. } => {
                (anchor.first..anchor.last) == *event && self.is_filled_by(frame, id)
            }
            _ => false,
        })
    }

    /// "Scan and D-dimer 3 days ago": two tests with nothing but a joining word between them have one day.
    fn is_joined_with(&self, event: &Range<u32>, hit: &Hit) -> bool {
        let other = hit.first..hit.last;
        matches!(hit.what, What::Anchor { .. } | What::Measure(_))
            && self.is_event(event)
            && self.are_joined(event, &other)
    }

    /// Whether nothing but joining words stand between two places.
    pub(super) fn are_joined(&self, one: &Range<u32>, other: &Range<u32>) -> bool {
        let between = one.end.min(other.end)..one.start.max(other.start);
        let small = |at: u32| {
            matches!(
                self.stages.word(at),
                "a" | "an" | "the" | "my" | "her" | "his" | "their"
            )
        };
        let joins = |at: u32| matches!(self.stages.word(at), "and" | "&" | "+" | "plus" | "/");
        between.len() <= 3
            && between.clone().any(joins)
            && between.into_iter().all(|at| joins(at) || small(at))
    }

    /// Whether words name an event: "duplex left leg, swelling 3 days" has lasted as long as the swelling has in no way.
    fn is_event(&self, tokens: &Range<u32>) -> bool {
        let mut over = self.hits_over(tokens);
        over.any(|(_, hit)| {
            matches!(hit.what, What::Anchor { .. }) && (hit.first..hit.last) == *tokens
        })
    }

    /// The day of a mention that can be read in two ways: "US 3/4".
    pub(super) fn open_day(&self, tokens: &Range<u32>) -> Option<Days> {
        self.day_in_two_ways(self.time_of(tokens)?)
    }

    /// The day that a number may name in two ways.
    pub(super) fn day_in_two_ways(&self, number: &Number<'_>) -> Option<Days> {
        match &number.mention.figure {
            Figure::Time(moment) if number.mention.doubt == Some(Doubt::Ambiguous) => moment.days,
            _ => None,
        }
    }

    /// Whether a number is part of words with a meaning of their own: "30 weeks pregnant" dates nothing else.
    pub(super) fn is_inside_other(&self, number: &Number<'_>, tokens: &Range<u32>) -> bool {
        self.hits_over(&number.tokens).any(|(_, hit)| {
            let own = hit.first < tokens.end && tokens.start < hit.last;
            let said = matches!(hit.what, What::Concept { .. } | What::Measure(_));
            said && !own
        })
    }

    /// Whether a hit says something of the patient: in a piece of a sentence of its own it keeps its time.
    fn is_stated(&self, hit: &Hit) -> bool {
        matches!(hit.what, What::Concept { .. })
    }

    /// Whether a hit is something that a time can be of. A value has one as well: "femoral DVT, Hb 92 today"; and so has
    /// another examination: "chest film yesterday, D-dimer 1800".
    pub(super) fn has_time(&self, hit: &Hit) -> bool {
        match hit.what {
            What::Anchor { .. } | What::Measure(_) => true,
            What::Site(id) => {
                let site = self.stages.language.sites.get(id.0 as usize);
                site.is_some_and(|it| it.examines)
            }
            What::Concept { id, .. } => {
                let concept = self.stages.language.concepts.get(id.0 as usize);
                concept.is_some_and(|it| it.symptom || it.raise || it.means.iter().any(has_date))
            }
            _ => false,
        }
    }

    /// "Pain, swelling and redness for 3 days": symptoms of one list share their time.
    fn is_list_of(&self, one: &Range<u32>, other: &Range<u32>) -> bool {
        let (from, to) = if one.start < other.start {
            (one.end, other.start)
        } else {
            (other.end, one.start)
        };
        self.is_list(from..to)
    }

    /// When something was, if the words say so and it has passed.
    pub(super) fn date_of(&self, tokens: &Range<u32>) -> Option<Dates> {
        let Some(number) = self.time_of(tokens) else {
            return self.that_day(tokens);
        };
        self.date_by(number, tokens)
    }

    /// The days that a number means for what is said with it, if they have passed.
    pub(super) fn date_by(&self, number: &Number<'_>, tokens: &Range<u32>) -> Option<Dates> {
        let reference = self.stages.reference;
        let moment = match &number.mention.figure {
            Figure::Time(moment) => moment,
            Figure::Duration(length)
                if (number.mention.doubt.is_none() || self.is_shorthand(number, tokens))
                    && !self.is_between(number)
                    && !self.is_course_of_then(number, tokens) =>
            {
                return so_long_ago(length, reference);
            }
            _ => return None,
        };
        if number.mention.doubt.is_some() {
            return self.only_past(number, moment);
        }
        match moment.relation {
            Relation::After if self.is_day_of(number, tokens) => {
                day_of_itself(&moment.length?, reference)
            }
            Relation::After if self.has_lasted(number, tokens) => {
                so_long_ago(&moment.length?, reference)
            }
            Relation::On
            | Relation::Since
            | Relation::Ago
            | Relation::For
            | Relation::Past
            | Relation::Within
                if !(self.is_between(number)
                    || moment.relation == Relation::For
                        && self.is_course_of_then(number, tokens)) =>
            {
                let days = moment.days?;
                past(days.earliest, days.latest, reference)
            }
            _ => None,
        }
    }

    /// "Calf swollen 3/7", "2/12 leg pain": days, weeks or months beside a symptom, where a test would have a date there.
    /// A date of the last weeks that it may be as well leaves it in doubt.
    fn is_shorthand(&self, number: &Number<'_>, tokens: &Range<u32>) -> bool {
        let is = |at: u32, sign: &str| self.stages.word(at) == sign;
        let at = number.tokens.start;
        let slashed = is(number.tokens.end.saturating_sub(2), "/");
        let dated = at > 0
            && matches!(
                self.stages.word(at - 1),
                "since"
                    | "on"
                    | "from"
                    | "dated"
                    | "until"
                    | "till"
                    | "by"
                    | "scan"
                    | "seen"
                    | "/"
                    | "score"
                    | "scale"
                    | "vas"
                    | "nrs"
                    | "power"
                    | "mrc"
                    | "grade"
            );
        let symptom = self.is_symptom(tokens) && self.distance(&number.tokens, tokens) < BEYOND;
        slashed && symptom && !dated && !self.is_recent_date(number)
    }

    /// Whether the last part of a shorthand is the twelfth of a month or of December, and that day is not long past.
    fn is_recent_date(&self, number: &Number<'_>) -> bool {
        let part = |at: u32| self.stages.word(at).parse::<i8>().ok();
        let twelfth = part(number.tokens.end.saturating_sub(1)) == Some(12);
        let Some(first) = part(number.tokens.start).filter(|_| twelfth) else {
            return false;
        };
        let reference = self.stages.reference;
        let years = [reference.year(), reference.year().saturating_sub(1)];
        let days = years.into_iter().flat_map(|year| {
            let days = [Date::new(year, first, 12), Date::new(year, 12, first)];
            days.into_iter().flatten()
        });
        let ago = |day: Date| reference.since(day).map_or(-1, |span| span.get_days());
        days.map(ago).any(|ago| (0..=RECENT_DAYS).contains(&ago))
    }

    pub(super) fn is_symptom(&self, tokens: &Range<u32>) -> bool {
        self.hits_over(tokens).any(|(_, hit)| match hit.what {
            What::Concept { id, .. } => {
                let concept = self.stages.language.concepts.get(id.0 as usize);
                concept.is_some_and(|it| it.symptom)
            }
            _ => false,
        })
    }

    /// "Day 5 of a swollen leg": a day that is counted from the symptom itself.
    fn is_day_of(&self, number: &Number<'_>, tokens: &Range<u32>) -> bool {
        let end = number.tokens.end;
        let of = self.stages.word(end.saturating_sub(1)) == "of" || self.stages.word(end) == "of";
        let behind =
            tokens.start >= end && self.distance(&number.tokens, tokens) <= WORDS_TO_SYMPTOM;
        of && behind && self.is_symptom(tokens)
    }

    /// "Calf ache for 3 days after a spin class": a symptom that has gone on since then.
    fn has_lasted(&self, number: &Number<'_>, tokens: &Range<u32>) -> bool {
        let start = number.tokens.start;
        let from = start.saturating_sub(1).max(self.sentence.start);
        let lasts = (from..=start).any(|at| self.stages.word(at) == "for");
        lasts
            && tokens.end <= start
            && self.is_symptom(tokens)
            && self.distance(&number.tokens, tokens) < BEYOND
    }

    /// "Scan 8/3/26": of two readings of a date with its year the one that has passed, if the other has not.
    fn only_past(&self, number: &Number<'_>, moment: &Moment) -> Option<Dates> {
        let dated = matches!(moment.form, Form::Day { year: Some(_), .. });
        if number.mention.doubt != Some(Doubt::Ambiguous)
            || !dated
            || moment.relation != Relation::On
        {
            return None;
        }
        let reference = self.stages.reference;
        let readings = [moment.days?, moment.other?];
        let passed = readings.map(|days| past(days.earliest, days.latest, reference));
        match passed {
            [Some(days), None] | [None, Some(days)] => Some(days),
            _ => None,
        }
    }

    /// The day that a mention has, if it is one and no beginning.
    pub(super) fn day_of(&self, tokens: &Range<u32>) -> Option<Dates> {
        let number = self.time_of(tokens)?;
        let Figure::Time(moment) = &number.mention.figure else {
            return None;
        };
        let day = matches!(moment.relation, Relation::On | Relation::Ago);
        day.then(|| self.date_of(tokens)).flatten()
    }

    /// Whether a mention has a day of its own that surely lies no more than so many days back.
    pub(super) fn is_of_last_days(&self, days: u16, tokens: &Range<u32>) -> bool {
        let first = self.stages.reference.checked_sub(i64::from(days).days());
        let day = self.day_of(tokens);
        first.is_ok_and(|first| day.is_some_and(|day| first <= day.earliest))
    }

    /// The days that a number names, if it names a day and they have passed.
    pub(super) fn day_named(&self, number: &Number<'_>) -> Option<Dates> {
        let Figure::Time(moment) = &number.mention.figure else {
            return None;
        };
        let day = matches!(moment.relation, Relation::On | Relation::Ago);
        let days = moment
            .days
            .filter(|_| day && number.mention.doubt.is_none())?;
        past(days.earliest, days.latest, self.stages.reference)
    }

    /// "That day", "the same evening" near a mention: the day that was named last.
    fn that_day(&self, tokens: &Range<u32>) -> Option<Dates> {
        let mut near = self.days_named_again().iter();
        let at = *near.find(|at| self.distance(&(**at..**at + 2), tokens) < BEYOND)?;
        self.last_day_until(at).or(self.before.day)
    }

    /// The last day that the sentence names, if it has passed.
    pub(super) fn last_day(&self) -> Option<Dates> {
        self.last_day_until(self.sentence.end)
    }

    /// The last day that the sentence names up to a token, if it has passed.
    fn last_day_until(&self, end: u32) -> Option<Dates> {
        let numbers = self.numbers.iter().rev();
        let mut numbers = numbers.filter(|number| number.tokens.end <= end);
        numbers.find_map(|number| {
            let Figure::Time(moment) = &number.mention.figure else {
                return None;
            };
            let day = matches!(
                moment.relation,
                Relation::On | Relation::Ago | Relation::Since
            );
            let days = moment
                .days
                .filter(|_| day && number.mention.doubt.is_none())?;
            past(days.earliest, days.latest, self.stages.reference)
        })
    }

    /// "The one-week scan", "her 6 week duplex": a length of time that says which of several tests is meant.
    fn names_which(&self, number: &Number<'_>) -> bool {
        let end = number.tokens.end;
        let unit = self.stages.word(end.saturating_sub(1));
        matches!(number.mention.figure, Figure::Duration(_))
            && matches!(unit, "day" | "week" | "month")
            && self
                .hits_over(&(end..end + 1))
                .any(|(_, hit)| hit.first == end && matches!(hit.what, What::Anchor { .. }))
    }

    /// Whether a length of time lies between two events, not before the reference date: "repeat scan after one week", "gone
    /// within four days of the scan".
    fn is_between(&self, number: &Number<'_>) -> bool {
        // "Cannot work a full day" measures and dates nothing.
        let measures = |at: u32| matches!(self.stages.word(at), "full" | "whole" | "entire");
        let counted = number
            .tokens
            .start
            .checked_sub(1)
            .map(|at| self.stages.word(at));
        if matches!(number.mention.figure, Figure::Duration(_))
            && !matches!(counted, Some("for" | "x"))
            && (number.tokens.start.saturating_sub(1)..number.tokens.end).any(measures)
        {
            return true;
        }
        if self.names_which(number) {
            return true;
        }
        let is = |at: u32, words: &[&str]| {
            let inside = self.sentence.start <= at && at < self.sentence.end;
            inside && words.contains(&self.stages.word(at))
        };
        let within = match &number.mention.figure {
            Figure::Duration(_) => {
                let visit = [
                    "review", "rv", "fu", "u", "up", "recheck", "rescan", "repeat", "reassess",
                ];
                if number.tokens.start > 0 && is(number.tokens.start - 1, &visit) {
                    return true;
                }
                let other = [
                    "apart",
                    "check",
                    "review",
                    "follow",
                    "visit",
                    "appointment",
                    "later",
                    "course",
                    "after",
                    "before",
                    "post",
                ];
                if is(number.tokens.end, &other) {
                    return true;
                }
                false
            }
            Figure::Time(moment) if moment.relation == Relation::Within => true,
            _ => return false,
        };
        let before = number.tokens.start.checked_sub(1);
        before.is_some_and(|at| is(at, &["after", "within", "in", "every"]))
            || is(number.tokens.end, &["after", "before", "later"])
            || (within && is(number.tokens.end, &["of"]))
    }
}

/// "Popliteal DVT, GI bleed in 2021": the time of an event, and of what is of another meaning weeks later, is its own.
fn keeps_its_time(place: &Place<'_>, hit: &Hit) -> bool {
    match hit.what {
        What::Anchor { .. } => true,
        What::Concept { id, .. } => {
            let concept = place.stages.language.concepts.get(id.0 as usize);
            concept.is_some_and(|it| it.means.iter().any(|it| it.time == Tense::Lately))
        }
        _ => false,
    }
}

pub(super) fn has_date(meaning: &Meaning) -> bool {
    matches!(meaning.then, Effect::Event { .. }) || meaning.within_days.is_some()
}

/// The first day of what is in its fifth day: whether that day counts as 0 or 1 is not said.
fn day_of_itself(length: &Length, reference: Date) -> Option<Dates> {
    let Dates { earliest, latest } = so_long_ago(length, reference)?;
    let latest = if length.unit == TimeUnit::Day {
        latest.checked_add(1.day()).unwrap_or(latest)
    } else {
        latest
    };
    past(Some(earliest), Some(latest), reference)
}

/// The days that lie a length of time before a date.
pub(super) fn so_long_ago(length: &Length, reference: Date) -> Option<Dates> {
    // "48h": hours are counted in whole days.
    if matches!(
        length.unit,
        TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second
    ) {
        let days = length.back(reference);
        return past(days.earliest, days.latest, reference);
    }
    let low = length.low.unwrap_or(length.said);
    let high = length.high.unwrap_or(length.said);
    past(before(reference, high), before(reference, low), reference)
}

fn before(date: Date, extent: Extent) -> Option<Date> {
    let whole = |number: Decimal| number.trunc().to_i64();
    // "Half a year", "1.5 months": what is left of a larger unit is counted in the next smaller one.
    let months = extent.years.fract().checked_mul(Decimal::from(12))?;
    let months = months.checked_add(extent.months)?;
    let days = months.fract().checked_mul(Decimal::from(DAYS_OF_A_MONTH))?;
    let days = days.checked_add(extent.weeks.checked_mul(Decimal::from(7))?)?;
    let days = days.checked_add(extent.days)?.round();
    let span = jiff::Span::new()
        .try_years(whole(extent.years)?)
        .ok()?
        .try_months(whole(months)?)
        .ok()?
        .try_days(whole(days)?)
        .ok()?;
    date.checked_sub(span).ok()
}
