//! Numbers with what is said about them: comparators, ranges, "about".

use rust_decimal::Decimal;

use super::lex::Sign;
use super::model::Amount;
use super::reader::{Read, Reader};
use super::word::{W, Word};

/// What words before a number say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    About,
    More,
    AtLeast,
    Less,
    AtMost,
    Nearly,
    Exactly,
}

/// An amount with the atom where its first number stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ranged {
    pub(super) amount: Amount,
    /// Where the number stands, behind its comparator.
    pub(super) core: usize,
}

impl Amount {
    /// The amount under a comparator; "about" takes a part of it on both sides, in hundredths.
    pub(super) fn bounded(self, bound: Bound, about: i64) -> Self {
        let part = Decimal::new(about, 2);
        let lower = self.low.map(|low| low.saturating_mul(Decimal::ONE - part));
        let upper = self
            .high
            .map(|high| high.saturating_mul(Decimal::ONE + part));
        match bound {
            Bound::About => Self {
                low: lower,
                high: upper,
                about: true,
                ..self
            },
            Bound::Nearly => Self {
                low: lower,
                about: true,
                ..self
            },
            Bound::More => Self {
                high: None,
                open: true,
                ..self
            },
            Bound::AtLeast => Self {
                high: None,
                open: false,
                ..self
            },
            Bound::Less => Self {
                low: None,
                open: true,
                ..self
            },
            Bound::AtMost => Self {
                low: None,
                open: false,
                ..self
            },
            Bound::Exactly => self,
        }
    }

    /// From this amount to another one; nothing if the other is smaller.
    pub(super) fn to(self, other: Self) -> Option<Self> {
        let ordered = self
            .low
            .zip(other.high)
            .is_some_and(|(low, high)| low < high);
        ordered.then_some(Self {
            high: other.high,
            about: self.about || other.about,
            ..self
        })
    }
}

impl Reader<'_> {
    /// A comparator.
    pub(super) fn bound(&self, at: usize) -> Read<Bound> {
        use super::lex::Kind;
        match self.kind(at)? {
            Kind::Sign(sign) => self.sign_bound(at, sign),
            Kind::Word(Word::Is(word)) => self.word_bound(at, word),
            _ => None,
        }
    }

    fn sign_bound(&self, at: usize, sign: Sign) -> Read<Bound> {
        let equal = usize::from(self.sign(at + 1, Sign::Equal));
        Some(match sign {
            Sign::Less if equal == 1 => (Bound::AtMost, at + 2),
            Sign::Greater if equal == 1 => (Bound::AtLeast, at + 2),
            Sign::Less => (Bound::Less, at + 1),
            Sign::Greater => (Bound::More, at + 1),
            Sign::LessEqual => (Bound::AtMost, at + 1),
            Sign::GreaterEqual => (Bound::AtLeast, at + 1),
            Sign::Tilde => (Bound::About, at + 1),
            _ => return None,
        })
    }

    fn word_bound(&self, at: usize, word: W) -> Read<Bound> {
        let than = |at: usize| {
            let or_equal = self.is(at, W::Or) && self.is(at + 1, W::Equal);
            let at = if or_equal { at + 2 } else { at };
            let than = self.is(at, W::Than);
            let trailing = than && self.is(at + 1, W::Or) && self.is(at + 2, W::Equal);
            let next = at + usize::from(than) + if trailing { 2 } else { 0 };
            let next = if or_equal || trailing {
                self.skip(next, W::To)
            } else {
                next
            };
            (than, or_equal || trailing, next)
        };
        Some(match word {
            W::About => (Bound::About, at + 1),
            W::Nearly => (Bound::Nearly, at + 1),
            W::Over => (Bound::More, at + 1),
            W::Exceed => (Bound::More, at + 1),
            W::Under | W::Below => (Bound::Less, at + 1),
            W::Within => (Bound::AtMost, at + 1),
            W::Equal => (Bound::Exactly, self.skip(at + 1, W::To)),
            W::More | W::Less => {
                let (than, equal, next) = than(at + 1);
                let bound = match (word, equal) {
                    (W::More, true) => Bound::AtLeast,
                    (W::More, false) => Bound::More,
                    (_, true) => Bound::AtMost,
                    (_, false) => Bound::Less,
                };
                return than.then_some((bound, next));
            }
            W::No | W::Not if self.any(at + 1, &[W::More, W::Less]) => {
                let (than, _, next) = than(at + 2);
                let bound = if self.is(at + 1, W::More) {
                    Bound::AtMost
                } else {
                    Bound::AtLeast
                };
                return than.then_some((bound, next));
            }
            W::At if self.is(at + 1, W::Least) => (Bound::AtLeast, self.or_equal(at + 2)),
            W::At if self.is(at + 1, W::Most) => (Bound::AtMost, self.or_equal(at + 2)),
            W::Up if self.is(at + 1, W::To) => (Bound::AtMost, at + 2),
            W::Max | W::Min => {
                let bound = if word == W::Max {
                    Bound::AtMost
                } else {
                    Bound::AtLeast
                };
                (bound, self.skip(at + 1, W::Of))
            }
            _ => return None,
        })
    }

    fn or_equal(&self, at: usize) -> usize {
        if self.is(at, W::Or) && self.is(at + 1, W::Equal) {
            self.skip(at + 2, W::To)
        } else {
            at
        }
    }

    /// A number or range with its comparators; `about` is what "about" takes on both sides, in hundredths.
    pub(super) fn amount(&self, at: usize, about: i64) -> Read<Ranged> {
        if self.is(at, W::Between) || self.is(at, W::From) {
            let (low, next) = self.signed(at + 1)?;
            let joined = self.any(next, &[W::And, W::To, W::Till]) || self.sign(next, Sign::Dash);
            let (high, next) = joined.then(|| self.signed(next + 1)).flatten()?;
            let amount = low.to(high)?;
            return Some((Ranged { amount, core: at }, next));
        }
        let (bound, core) = match self.bound(at) {
            // "for at least about 3": the inner word is the weaker one.
            Some((outer, core)) => match self.bound(core) {
                Some((Bound::About, next)) => (Some(outer), next),
                _ => (Some(outer), core),
            },
            None => (None, at),
        };
        let (first, next) = self.signed(core)?;
        let (amount, next) = self.range_behind(first, next).unwrap_or((first, next));
        let (behind, next) = self
            .bound_behind(next)
            .map_or((None, next), |(behind, next)| (Some(behind), next));
        // "about 500 or more": the end that is open says more.
        let bound = behind
            .filter(|_| bound == Some(Bound::About))
            .or(bound)
            .or(behind);
        let amount = bound.map_or(amount, |bound| amount.bounded(bound, about));
        Some((Ranged { amount, core }, next))
    }

    /// A number with its sign.
    fn signed(&self, at: usize) -> Read<Amount> {
        let minus = self.is(at, W::Minus) || self.sign(at, Sign::Dash) && self.leading_dash(at);
        if !minus {
            return self.count(at);
        }
        let (amount, next) = self.count(at + 1)?;
        let value = amount.single()?;
        Some((Amount::exact(-value), next))
    }

    /// A dash that belongs to the number behind it: a blank or a sign before it, none behind it.
    fn leading_dash(&self, at: usize) -> bool {
        let free = !self.glued(at) || at == 0 || self.bound(at - 1).is_some();
        let after_number = at > 0 && self.number(at - 1).is_some();
        free && self.glued(at + 1) && !after_number && self.number(at + 1).is_some()
    }

    /// `- 4`, "to 4", "± 1" behind a number.
    fn range_behind(&self, low: Amount, at: usize) -> Read<Amount> {
        if self.sign(at, Sign::PlusMinus) {
            let (part, next) = self.count(at + 1)?;
            let (said, part) = (low.single()?, part.single()?);
            let amount = Amount {
                low: said.checked_sub(part),
                high: said.checked_add(part),
                ..low
            };
            return Some((amount, next));
        }
        let dash = self.sign(at, Sign::Dash) && self.glued(at) == self.glued(at + 1);
        if !dash && !self.is(at, W::To) {
            return None;
        }
        let (high, next) = self.count(at + 1)?;
        // A third number behind another dash: a date, a telephone number.
        if dash && self.sign(next, Sign::Dash) && self.number(next + 1).is_some() {
            return None;
        }
        Some((low.to(high)?, next))
    }

    /// `+`, "or more", "or so" behind a number.
    pub(super) fn bound_behind(&self, at: usize) -> Read<Bound> {
        if self.sign(at, Sign::Plus) && self.glued(at) && self.number(at + 1).is_none() {
            return Some((Bound::AtLeast, at + 1));
        }
        if !self.any(at, &[W::Or, W::And]) {
            return None;
        }
        // "or more than" begins something else.
        let ends = !self.is(at + 2, W::Than);
        match self.word(at + 1)? {
            Word::Is(W::More | W::Over | W::Old) if ends => Some((Bound::AtLeast, at + 2)),
            Word::Is(W::Less | W::Under | W::Below) if ends => Some((Bound::AtMost, at + 2)),
            Word::Is(W::So) if self.is(at, W::Or) => Some((Bound::About, at + 2)),
            _ => None,
        }
    }
}
