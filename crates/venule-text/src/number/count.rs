//! One number: digits, fractions, number words, and words that stand for a few.

use rust_decimal::Decimal;

use super::lex::{Kind, Number, Sign};
use super::model::Amount;
use super::reader::{Read, Reader};
use super::word::{W, Word};

impl Number {
    pub(super) fn decimal(self) -> Decimal {
        Decimal::try_from_i128_with_scale(i128::from(self.mantissa), u32::from(self.scale))
            .unwrap_or_default()
    }
}

/// What a vague word stands for: least, most, and what it is most often.
fn vague(word: Word) -> Option<(i64, i64, i64)> {
    match word {
        Word::Couple => Some((2, 3, 2)),
        Word::Few => Some((2, 6, 3)),
        Word::Several => Some((3, 10, 3)),
        Word::Some => Some((2, 10, 3)),
        _ => None,
    }
}

impl Reader<'_> {
    /// A number as it stands, without comparator.
    pub(super) fn count(&self, at: usize) -> Read<Amount> {
        if !self.may_count(at) {
            return None;
        }
        if let Some((value, next)) = self.digits_count(at) {
            return Some((Amount::exact(value), next));
        }
        let article = usize::from(self.word(at) == Some(Word::Article));
        if let Some((low, high, said)) = self.word(at + article).and_then(vague) {
            let amount = Amount {
                low: Some(low.into()),
                high: Some(high.into()),
                open: false,
                said: said.into(),
                about: true,
            };
            // "some of" is a part, "a few of" is a number of things that are named later.
            return Some((amount, self.skip(at + article + 1, W::Of)));
        }
        let (value, next) = self.spelled(at)?;
        Some((Amount::exact(value), next))
    }

    /// Whether a number begins with an atom at all: most begin none.
    fn may_count(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Number(_)) => true,
            Some(Kind::Word(word)) => matches!(
                word,
                Word::Article
                    | Word::Couple
                    | Word::Few
                    | Word::Several
                    | Word::Some
                    | Word::Half
                    | Word::Quarter
                    | Word::Ones(_)
                    | Word::Tens(_)
            ),
            _ => false,
        }
    }

    /// `5`, `2.5`, `2 1/4`, `2½`, `3 million`, `100k`.
    fn digits_count(&self, at: usize) -> Read<Decimal> {
        let number = self.number(at).filter(|number| !number.ordinal)?;
        let mut value = number.decimal();
        let mut next = at + 1;
        if let Some((fraction, after)) = self.mixed_fraction(number, next) {
            value = value.saturating_add(fraction);
            next = after;
        } else if let Some((lower, after)) = self.half_behind(next) {
            value = value.saturating_add(lower);
            next = after;
        }
        if let Some((factor, after)) = self.multiplier(next) {
            value = value.checked_mul(factor)?;
            next = after;
            let units = || {
                self.number(next)
                    .filter(|below| below.digits < number.digits)
            };
            if self.is(next, W::And) && factor >= Decimal::from(1_000_000) {
                if let Some((fraction, after)) = self.fraction_words(next + 1) {
                    value = value.saturating_add(fraction.checked_mul(factor)?);
                    next = after;
                }
            } else if units().is_none()
                && self.is(next, W::And)
                && let Some(below) = self.number(next + 1).and_then(Number::whole)
                && Decimal::from(below) < factor
            {
                value = value.saturating_add(Decimal::from(below));
                next += 2;
            }
        }
        Some((value, next))
    }

    /// The fraction of `2 1/4` and `2½`.
    fn mixed_fraction(&self, number: Number, next: usize) -> Read<Decimal> {
        let fraction = self.number(next)?;
        if number.scale == 0 && fraction.digits == 0 {
            return Some((fraction.decimal(), next + 1));
        }
        if number.scale > 0 || number.digits > 3 || self.glued(next) {
            return None;
        }
        self.slash_fraction(next)
    }

    /// `1/2`, `3/4`: small, with a lower part that people cut things into.
    pub(super) fn slash_fraction(&self, at: usize) -> Read<Decimal> {
        let upper = self.number(at).and_then(Number::whole)?;
        let lower = self.number(at + 2).and_then(Number::whole)?;
        let close = self.sign(at + 1, Sign::Slash) && self.glued(at + 1) && self.glued(at + 2);
        let small = upper > 0 && upper < lower && matches!(lower, 2 | 3 | 4 | 5 | 8 | 10 | 16);
        let ends = !self.sign(at + 3, Sign::Slash) && !self.sign(at + 3, Sign::Dash);
        if !(close && small && ends) {
            return None;
        }
        let value = Decimal::from(upper).checked_div(Decimal::from(lower))?;
        Some((value.round_dp(8), at + 3))
    }

    /// "and a half" behind a number, "and three quarters".
    fn half_behind(&self, at: usize) -> Read<Decimal> {
        if !self.is(at, W::And) {
            return None;
        }
        let (value, next) = self.fraction_words(at + 1)?;
        (value < Decimal::ONE).then_some((value, next))
    }

    /// "a half", "half", "three quarters", "a third", "two thirds".
    fn fraction_words(&self, at: usize) -> Read<Decimal> {
        let (upper, next) = match self.word(at)? {
            Word::Article => (1, at + 1),
            Word::Half | Word::Quarter => (1, at),
            Word::Ones(n) if n > 0 => (n, at + 1),
            _ => return None,
        };
        let lower = match self.word(next)? {
            Word::Half => 2,
            Word::Quarter => 4,
            Word::Nth(n) if n > 2 => n,
            _ => return None,
        };
        let value = Decimal::from(upper).checked_div(Decimal::from(lower))?;
        Some((value.round_dp(8), next + 1))
    }

    fn multiplier(&self, at: usize) -> Read<Decimal> {
        let factor = match self.word(at)? {
            Word::Hundred => 100,
            Word::Scale(n) => n,
            Word::Dozen => 12,
            Word::Unit(_)
                if self.raw(at) == "k" && self.glued(at) && !self.sign(at + 1, Sign::Slash) =>
            {
                1_000
            }
            _ => return None,
        };
        Some((Decimal::from(factor), at + 1))
    }

    /// Number words: "one hundred and sixteen", "twenty two", "one and a half", "five point five", "a dozen", "half".
    pub(super) fn spelled(&self, at: usize) -> Read<Decimal> {
        let (mut value, mut next) = match self.word(at)? {
            Word::Half | Word::Quarter => {
                let (fraction, after) = self.fraction_words(at)?;
                let after = after + usize::from(self.word(after) == Some(Word::Article));
                return Some(self.scaled(fraction, after));
            }
            Word::Ones(n)
                if n > 0 && matches!(self.word(at + 1), Some(Word::Half | Word::Quarter)) =>
            {
                return self.fraction_words(at);
            }
            Word::Article => match self.word(at + 1)? {
                Word::Hundred | Word::Scale(_) | Word::Dozen => self.cardinal(at + 1, Some(1))?,
                Word::Half | Word::Quarter => {
                    let (fraction, after) = self.fraction_words(at)?;
                    return Some(self.scaled(fraction, after));
                }
                _ => return None,
            },
            _ => self.cardinal(at, None)?,
        };
        if self.is(next, W::And)
            && let Some((fraction, after)) = self.fraction_words(next + 1)
            && fraction < Decimal::ONE
        {
            let factor = match next.checked_sub(1).and_then(|last| self.word(last)) {
                Some(Word::Scale(n)) if n >= 1_000_000 => Decimal::from(n),
                _ => Decimal::ONE,
            };
            value = value.saturating_add(fraction.checked_mul(factor)?);
            let (scaled, after) = self.scaled(value, after);
            value = scaled;
            next = after;
        } else if self.word(next) == Some(Word::Point) {
            let (digits, after) = self.point_words(next + 1)?;
            value = value.saturating_add(digits);
            next = after;
        }
        Some((value, next))
    }

    /// A factor behind a fraction: "half million".
    fn scaled(&self, value: Decimal, at: usize) -> (Decimal, usize) {
        match self.word(at) {
            Some(Word::Scale(n)) => (value.saturating_mul(Decimal::from(n)), at + 1),
            _ => (value, at),
        }
    }

    /// "five", "eleven", "nought three" behind "point".
    fn point_words(&self, at: usize) -> Read<Decimal> {
        let mut digits = 0_i64;
        let mut scale = 0_u32;
        let mut next = at;
        while let Some(Word::Ones(n)) = self.word(next) {
            let places = if n > 9 { 2 } else { 1 };
            if scale + places > 8 {
                break;
            }
            digits = digits * 10_i64.pow(places) + i64::from(n);
            scale += places;
            next += 1;
        }
        (next > at).then(|| (Decimal::new(digits, scale), next))
    }

    /// A whole number in words.
    fn cardinal(&self, at: usize, first: Option<u64>) -> Read<Decimal> {
        let mut total = 0_u64;
        let mut current = first.unwrap_or_default();
        let mut next = at;
        let mut read = false;
        loop {
            let word = self.word(next);
            let after_and = self.is(next, W::And) && read && self.and_goes_on(next);
            let word = if after_and { self.word(next + 1) } else { word };
            match word {
                Some(Word::Ones(n)) if takes(current, read, n < 10) => current += u64::from(n),
                Some(Word::Tens(n))
                    if current.is_multiple_of(100) && (!read || current > 0 || total > 0) =>
                {
                    current += u64::from(n);
                }
                Some(Word::Hundred) if (1..100).contains(&current) => current *= 100,
                Some(Word::Scale(n))
                    if current > 0 && (total == 0 || total.is_multiple_of(n * 1_000)) =>
                {
                    total = total.checked_add(current.checked_mul(n)?)?;
                    current = 0;
                }
                Some(Word::Dozen) if current > 0 => {
                    return Some((
                        Decimal::from(total.checked_add(current)?.checked_mul(12)?),
                        next + 1,
                    ));
                }
                _ => break,
            }
            read = true;
            next += 1 + usize::from(after_and);
        }
        read.then(|| (Decimal::from(total.saturating_add(current)), next))
    }

    /// "and" goes on a number only behind hundreds and thousands.
    fn and_goes_on(&self, and: usize) -> bool {
        let before = and.checked_sub(1).and_then(|before| self.word(before));
        matches!(before, Some(Word::Hundred | Word::Scale(_)))
            && matches!(self.word(and + 1), Some(Word::Ones(_) | Word::Tens(_)))
            && !matches!(
                self.word(and + 2),
                Some(Word::Half | Word::Quarter | Word::Nth(_))
            )
    }
}

/// Whether ones go on behind what was read: 1 to 9 behind tens, anything below 20 behind hundreds and thousands.
fn takes(current: u64, read: bool, digit: bool) -> bool {
    let behind_tens = digit && current.is_multiple_of(10) && current % 100 >= 20;
    !read || behind_tens || current.is_multiple_of(100)
}
