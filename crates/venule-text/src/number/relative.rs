//! Lengths of time that are placed: "2 weeks ago", "for the past 3 days", "in 2 weeks", "10 days after ...", "day 5".

use super::amount::Bound;
use super::length::bounded;
use super::lex::{Number, Sign};
use super::model::{
    Amount, Days, Doubt, Figure, Form, Length, Mention, Moment, Relation, TimeUnit,
};
use super::reader::{Read, Reader};
use super::word::{W, Word};
use crate::span::Span;

/// Words of an anchor that are kept.
const ANCHOR_WORDS: usize = 4;

/// Words that begin something new behind an anchor.
const ANCHOR_ENDS: &[&str] = &[
    "and",
    "but",
    "with",
    "who",
    "now",
    "then",
    "so",
    "for",
    "on",
    "in",
    "at",
    "no",
    "not",
    "which",
    "that",
    "is",
    "was",
    "has",
    "had",
    "presents",
    "presented",
    "or",
];

impl Reader<'_> {
    /// A length of time, placed or not.
    pub(super) fn relative(&self, at: usize) -> Read<Mention> {
        self.counted_day(at)
            .or_else(|| self.prefixed(at))
            .or_else(|| self.suffixed(at))
    }

    fn moment(&self, from: usize, to: usize, moment: Moment) -> (Mention, usize) {
        (self.mention(from, from, to, Figure::Time(moment), None), to)
    }

    /// "for the past 3 days", "over the last week", "x2d", "in 2 weeks", "within the next 3 days", "since 2 days".
    fn prefixed(&self, at: usize) -> Read<Mention> {
        let Word::Is(lead) = self.word(at)? else {
            return None;
        };
        let leads = [
            W::For,
            W::In,
            W::Over,
            W::During,
            W::Within,
            W::X,
            W::Since,
            W::The,
            W::Last,
            W::Past,
            W::Next,
            W::At,
        ];
        if !leads.contains(&lead) {
            return None;
        }
        let bare = matches!(lead, W::The | W::Last | W::Past | W::Next);
        let next = if bare { at } else { at + 1 };
        let next = self.skip(next, W::The);
        let placed = match self.word(next) {
            Some(Word::Is(word @ (W::Last | W::Past | W::Next))) => Some(word),
            _ => None,
        };
        // "in the 70s", "in the 2 weeks before ..." count nothing from now.
        if placed.is_none() && self.is(next.checked_sub(1)?, W::The) {
            return None;
        }
        let counted = next + usize::from(placed.is_some());
        let one = || {
            // "for the past week": one of it, where a preposition says that no calendar week is meant.
            let (unit, next) = self
                .time_unit(counted)
                .filter(|_| placed.is_some() && !bare)?;
            Some((self.single(unit, counted, next), next))
        };
        let (length, after) = self.length(counted).or_else(one)?;
        let relation = match (lead, placed) {
            (_, Some(W::Next)) => Relation::Ahead,
            (W::In | W::Within, Some(_)) => Relation::Within,
            (_, Some(_)) => Relation::Past,
            (W::For | W::X | W::Since, None) => Relation::For,
            (W::In, None) => {
                let after = self.in_behind(after);
                let suffixed = self.suffix(counted, length, after);
                if suffixed.is_some() {
                    return None;
                }
                return Some(self.moment(at, after, self.ahead(length)));
            }
            (W::Within, None) => {
                return Some(self.plain_length(at, at, bounded(length, Bound::AtMost), after));
            }
            _ => return None,
        };
        // "for 2 weeks after ..." is so long after something else.
        if relation == Relation::For && self.suffix(counted, length, after).is_some() {
            return None;
        }
        let moment = match relation {
            // "in the next 3 days" is some time until then.
            Relation::Ahead => {
                let reach = |length: Length| Days {
                    earliest: Some(self.reference),
                    ..length.ahead(self.reference)
                };
                Moment {
                    days: Some(reach(length)),
                    loose: Some(reach(length.loose())),
                    form: Form::Stretch,
                    ..self.ahead(length)
                }
            }
            Relation::Within => {
                let reach = |length: Length| Days {
                    latest: Some(self.reference),
                    ..length.back(self.reference)
                };
                Moment {
                    days: Some(reach(length)),
                    loose: Some(reach(length.loose())),
                    ..self.counted(Relation::Within, length)
                }
            }
            other => self.counted(other, length),
        };
        let core = if bare || placed.is_none() {
            counted.min(next)
        } else {
            at + usize::from(lead != W::Within)
        };
        Some((
            self.mention(at, core, after, Figure::Time(moment), None),
            after,
        ))
    }

    /// "time", "'s time" behind "in 2 weeks".
    fn in_behind(&self, at: usize) -> usize {
        let at = self.skip_sign(at, Sign::Quote);
        let at = at + usize::from(self.raw(at) == "s" && self.is(at + 1, W::Time));
        self.skip(at, W::Time)
    }

    /// "2 weeks ago", "3 day history", "10 days after ...", and a length by itself.
    fn suffixed(&self, at: usize) -> Read<Mention> {
        let (length, after) = self.length(at)?;
        if let Some(read) = self.suffix(at, length, after) {
            return Some(read);
        }
        let (mut mention, after) = self.plain_length(at, at, length, after);
        // `3/12` by itself may be a date: "3/12 of ..." and "3/52" are none.
        let date = self.sign(after.saturating_sub(2), Sign::Slash)
            && matches!(self.raw(after - 1), "7" | "12");
        if date && !self.is(after, W::Of) {
            mention.doubt = Some(Doubt::Ambiguous);
        }
        Some((mention, after))
    }

    fn plain_length(
        &self,
        from: usize,
        core: usize,
        length: Length,
        to: usize,
    ) -> (Mention, usize) {
        (
            self.mention(from, core, to, Figure::Duration(length), None),
            to,
        )
    }

    /// What the words behind a length make of it.
    fn suffix(&self, at: usize, length: Length, after: usize) -> Read<Mention> {
        let dashed = after + usize::from(self.sign(after, Sign::Dash));
        if self.raw(after) == "s" && self.sign(after + 1, Sign::Slash) && self.is(after + 2, W::P) {
            return self.beside(at, length, after + 3, Relation::After);
        }
        let Some(Word::Is(word)) = self.word(dashed) else {
            return None;
        };
        let done = |moment: Moment, next: usize| Some(self.moment(at, next, moment));
        match word {
            W::Ago | W::Back => done(self.counted(Relation::Ago, length), dashed + 1),
            W::History | W::Duration => done(self.counted(Relation::For, length), dashed + 1),
            W::Hence => done(self.ahead(length), dashed + 1),
            W::From if self.is(dashed + 1, W::Now) => done(self.ahead(length), dashed + 2),
            W::In if self.is(dashed + 1, W::The) && self.raw(dashed + 2) == "future" => {
                done(self.ahead(length), dashed + 3)
            }
            W::Later => done(self.unplaced(Relation::After, length, None), dashed + 1),
            W::Earlier | W::Before => {
                let to = self.skip(dashed + 1, W::To);
                self.beside(at, length, to, Relation::Before)
            }
            W::After | W::Since | W::From => self.beside(at, length, dashed + 1, Relation::After),
            W::Out if self.is(dashed + 1, W::From) => {
                self.beside(at, length, dashed + 2, Relation::After)
            }
            W::PostOp => {
                let anchor = self.span(dashed, dashed + 1);
                done(
                    self.unplaced(Relation::After, length, Some(anchor)),
                    dashed + 1,
                )
            }
            W::Post => {
                let to = dashed + 1 + usize::from(self.sign(dashed + 1, Sign::Dash));
                let op = self.is(to, W::Op);
                let anchor = if op {
                    Some(self.span(dashed, to + 1))
                } else {
                    self.anchor(to)
                };
                done(
                    self.unplaced(Relation::After, length, anchor),
                    if op { to + 1 } else { to },
                )
            }
            _ => None,
        }
    }

    /// So long before or after a day that can be counted, or after words that are kept.
    fn beside(&self, at: usize, length: Length, to: usize, relation: Relation) -> Read<Mention> {
        let day = self.counted_from(to);
        if let Some((day, next)) = day {
            let days = match relation {
                Relation::Before => length.back(day),
                _ => length.ahead(day),
            };
            let moment = Moment {
                days: Some(days),
                loose: Some(days),
                ..self.unplaced(Relation::On, length, None)
            };
            return Some(self.moment(at, next, moment));
        }
        let anchor = self.anchor(to);
        // "since" and "from" without words behind them are no anchor.
        if anchor.is_none() && self.any(to.checked_sub(1)?, &[W::From, W::Since]) {
            return None;
        }
        Some(self.moment(at, to, self.unplaced(relation, length, anchor)))
    }

    fn single(&self, unit: TimeUnit, from: usize, to: usize) -> Length {
        let one = Some(unit.extent(1.into()));
        Length {
            low: one,
            high: one,
            said: unit.extent(1.into()),
            unit,
            about: false,
            span: self.span(from, to),
        }
    }

    /// Counted back from the reference date.
    fn counted(&self, relation: Relation, length: Length) -> Moment {
        Moment {
            days: Some(length.back(self.reference)),
            loose: Some(length.loose().back(self.reference)),
            ..self.unplaced(relation, length, None)
        }
    }

    fn ahead(&self, length: Length) -> Moment {
        Moment {
            days: Some(length.ahead(self.reference)),
            loose: Some(length.loose().ahead(self.reference)),
            ..self.unplaced(Relation::Ahead, length, None)
        }
    }

    fn unplaced(&self, relation: Relation, length: Length, anchor: Option<Span>) -> Moment {
        Moment {
            relation,
            days: None,
            loose: None,
            other: None,
            length: Some(length),
            anchor,
            form: Form::Counted,
        }
    }

    /// "pod 5", "post op day 5", "day 10 post op", "day 3 of ...", "day 10".
    fn counted_day(&self, at: usize) -> Read<Mention> {
        let (unit, number, named) = match self.word(at)? {
            Word::Is(W::Pod) => (
                TimeUnit::Day,
                self.skip_sign(at + 1, Sign::Hash),
                Some((at, at + 1)),
            ),
            Word::Is(W::PostOp) => {
                let (unit, next) = self.time_unit(at + 1)?;
                (unit, self.skip_sign(next, Sign::Hash), Some((at, at + 1)))
            }
            Word::Is(W::Post) => {
                let op = at + 1 + usize::from(self.sign(at + 1, Sign::Dash));
                let (unit, next) = self
                    .is(op, W::Op)
                    .then(|| self.time_unit(op + 1))
                    .flatten()?;
                (unit, self.skip_sign(next, Sign::Hash), Some((at, op + 1)))
            }
            Word::Time(unit @ (TimeUnit::Day | TimeUnit::Week | TimeUnit::Month))
                if matches!(self.raw(at), "day" | "week" | "month")
                    || self.raw(at) == "d" && self.glued(at + 1) =>
            {
                (unit, self.skip_sign(at + 1, Sign::Hash), None)
            }
            _ => return None,
        };
        let count = self
            .number(number)
            .and_then(Number::whole)
            .filter(|count| *count < 400)?;
        let next = number + 1;
        let (anchor, next) = match named {
            Some((from, to)) => (Some(self.span(from, to)), next),
            None => self.day_behind(next),
        };
        let count = rust_decimal::Decimal::from(count);
        let extent = Some(unit.extent(count));
        let length = Length {
            low: extent,
            high: extent,
            said: unit.extent(count),
            unit,
            about: false,
            span: self.span(at, number + 1),
        };
        Some(self.moment(at, next, self.unplaced(Relation::After, length, anchor)))
    }

    /// "post op", "after ...", "of ..." behind "day 5".
    fn day_behind(&self, at: usize) -> (Option<Span>, usize) {
        let op = at + 1 + usize::from(self.sign(at + 1, Sign::Dash));
        match self.word(at) {
            Some(Word::Is(W::PostOp)) => (Some(self.span(at, at + 1)), at + 1),
            Some(Word::Is(W::Post)) if self.is(op, W::Op) => (Some(self.span(at, op + 1)), op + 1),
            Some(Word::Is(W::Post | W::After | W::Of | W::Since)) => (self.anchor(at + 1), at + 1),
            _ => (None, at),
        }
    }

    /// The words of what a time is counted from: some words up to the end of the clause.
    fn anchor(&self, at: usize) -> Option<Span> {
        let from = self.atoms.get(at.checked_sub(1)?)?.end;
        let rest = self.view.get(from..)?;
        let mut end = from;
        let mut start = None;
        let mut place = from;
        for word in rest.split(' ').take(ANCHOR_WORDS + 2) {
            let stop = word.find(['.', ',', ';', ':', '(', ')', '?', '!', '\n']);
            let part = stop.and_then(|stop| word.get(..stop)).unwrap_or(word);
            let full = start.is_some_and(|_| {
                rest.get(..end - from)
                    .is_some_and(|kept| words(kept) >= ANCHOR_WORDS)
            });
            if full || ANCHOR_ENDS.contains(&part) {
                break;
            }
            if !part.is_empty() {
                start.get_or_insert(place);
                end = place + part.len();
            }
            if stop.is_some() {
                break;
            }
            place += word.len() + 1;
        }
        let narrow = |at: usize| u32::try_from(at).ok();
        Some(Span {
            start: narrow(start?)?,
            end: narrow(end)?,
        })
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

impl Amount {
    /// Whether it is one whole number from 1 on.
    pub(super) fn counts(self) -> bool {
        self.single()
            .is_some_and(|value| value.is_integer() && value > 0.into())
    }
}
