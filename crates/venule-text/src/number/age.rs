//! Ages: "45-year-old", "62yo M", "58F", "aged 71", "in her 70s", "3 months old".

mod around;
mod person;
mod whose;

use rust_decimal::Decimal;

use self::whose::Whose;
use super::amount::Ranged;
use super::lex::{Kind as Atom, Number, Sign};
use super::model::{Age, Amount, Doubt, Figure, Mention, Sex, TimeUnit};
use super::reader::{Read, Reader};
use super::word::{W, Word};

/// Years beyond which nobody lives.
const OLDEST: i64 = 120;

/// What "about" takes on both sides of an age, in hundredths.
const ABOUT: i64 = 10;

impl Reader<'_> {
    pub(super) fn age(&self, at: usize) -> Read<Mention> {
        self.decade_of_life(at)
            .or_else(|| self.aged(at))
            .or_else(|| self.said_of_a_person(at))
            .or_else(|| self.sex_first(at))
            .or_else(|| {
                let amount = self.amount(at, ABOUT);
                self.age_words(at, amount)
                    .or_else(|| self.years_alone(at, amount?))
            })
    }

    /// "D-dimer 1450, 49 years, Wells 1": years by themselves between two stops are an age. Whether what stands before
    /// them has lasted so long is seen later.
    fn years_alone(
        &self,
        at: usize,
        (Ranged { amount, core }, next): (Ranged, usize),
    ) -> Read<Mention> {
        let years = amount.single().filter(|years| years.is_integer())?;
        let unit = matches!(self.word(next), Some(Word::Time(TimeUnit::Year)));
        let person = (Decimal::from(18)..=Decimal::from(110)).contains(&years) && next == at + 1;
        let starts = self.begins(at)
            || self.follows_stop(at)
            || self.follows_comma(at)
            || self.is_introduced(at);
        let ends = matches!(
            self.kind(next + 1),
            None | Some(Atom::Break | Atom::Sign(Sign::Dot | Sign::Comma | Sign::Close))
        ) || self.raw(next + 1).starts_with(';')
            || self.is(next + 1, W::With) && !self.follows_comma(at);
        if !(unit && person && starts && ends) {
            return None;
        }
        let age = Age {
            amount,
            unit: TimeUnit::Year,
            sex: None,
            then: false,
        };
        Some(self.age_mention(at, (core, next + 1), next + 1, age))
    }

    fn age_mention(
        &self,
        from: usize,
        core: (usize, usize),
        to: usize,
        age: Age,
    ) -> (Mention, usize) {
        let whose = self.whose(from, to, &age);
        let age = Age {
            then: age.then || whose == Whose::Another,
            ..age
        };
        let years = age.unit == TimeUnit::Year;
        let known = [age.amount.low, age.amount.high, Some(age.amount.said)];
        let beyond = known
            .into_iter()
            .flatten()
            .any(|value| value > Decimal::from(OLDEST) || value < Decimal::ZERO);
        // 100f is a temperature as well.
        let warm = years
            && age.sex == Some(Sex::Female)
            && age.amount.said >= Decimal::from(95)
            && self.raw(to - 1) == "f";
        let doubt = match (years && beyond, warm) {
            (true, _) => Some(Doubt::Implausible),
            (false, true) => Some(Doubt::Ambiguous),
            (false, false) => {
                let open = whose == Whose::Unsure || self.is_age_in_doubt(from, core, &age);
                open.then_some(Doubt::Ambiguous)
            }
        };
        (
            self.mention_beyond(from, core, to, Figure::Age(age), doubt),
            to,
        )
    }

    /// "45 year old", "62yo", "4 y/o", "58f", "3 years of age".
    fn age_words(&self, at: usize, amount: Read<Ranged>) -> Read<Mention> {
        let (Ranged { amount, core }, next) = amount.or_else(|| {
            let one = self.word(at) == Some(Word::Article);
            let amount = Amount::exact(Decimal::ONE);
            one.then_some((Ranged { amount, core: at }, at + 1))
        })?;
        let mut next = next;
        let (unit, sex) = if let Some((unit, after)) = self.old_behind(next) {
            let sex = match self.raw(after.saturating_sub(1)) {
                "yom" | "yrm" | "yrsm" => Some(Sex::Male),
                "yof" | "yrf" | "yrsf" => Some(Sex::Female),
                _ => None,
            };
            next = after;
            (unit, sex)
        } else if let Some((sex, after)) = self.years_and_sex(at, next) {
            next = after;
            (TimeUnit::Year, Some(sex))
        } else {
            let (sex, after) = self.sex_alone(at, amount, next)?;
            next = after;
            (TimeUnit::Year, Some(sex))
        };
        let end = next;
        let (sex, next) = match (sex, self.sex(next)) {
            (None, Some((sex, after))) => (Some(sex), after),
            (sex, _) => (sex, next),
        };
        let age = Age {
            amount,
            unit,
            sex,
            then: false,
        };
        Some(self.age_mention(at, (core, end), next, age))
    }

    /// "51 y male", "14 yrs girl"; "pt 66, male"; "81 yrs, male" where a patient is introduced.
    fn years_and_sex(&self, at: usize, next: usize) -> Read<Sex> {
        let years = matches!(self.word(next), Some(Word::Time(TimeUnit::Year)));
        let comma = self.sign(next, Sign::Comma) && self.is_introduced(at);
        let starts = self.begins(at) || self.follows_stop(at);
        let listed = years && (starts || self.is_introduced(at) || self.follows_comma(at));
        let behind = next + 1 + usize::from(listed && self.sign(next + 1, Sign::Comma));
        let (sex, after) = (years || comma).then(|| self.sex(behind)).flatten()?;
        let word = self.raw(after - 1).len() > 1;
        (word || starts).then_some((sex, after))
    }

    /// "year old", "yo", "y/o", "yrs old", "years of age", "mths old".
    fn old_behind(&self, at: usize) -> Read<TimeUnit> {
        let at = at + usize::from(self.sign(at, Sign::Dash));
        if self.is(at, W::YearOld) {
            return Some((TimeUnit::Year, at + 1));
        }
        let slash = |at| self.sign(at, Sign::Slash) || self.sign(at, Sign::Dot);
        if matches!(self.raw(at), "y" | "yr" | "yrs") {
            let o = at + 1 + usize::from(slash(at + 1));
            if self.is(o, W::O) {
                return Some((TimeUnit::Year, self.skip_sign(o + 1, Sign::Dot)));
            }
        }
        let Some(Word::Time(unit)) = self.word(at) else {
            return None;
        };
        let next = at + 1 + usize::from(self.sign(at + 1, Sign::Dash));
        if self.is(next, W::Old) {
            Some((unit, next + 1))
        } else if self.is(next, W::Of) && self.is(next + 1, W::Age) {
            Some((unit, next + 2))
        } else {
            None
        }
    }

    /// A sex behind an age: a word, or a letter.
    fn sex(&self, at: usize) -> Read<Sex> {
        let at = self.skip_sign(at, Sign::Slash);
        match self.word(at)? {
            Word::Sex(sex) => Some((sex, at + 1)),
            Word::Unit(_) if self.raw(at) == "m" => Some((Sex::Male, at + 1)),
            _ => None,
        }
    }

    /// `58f`, `62 m`, `71/f`, "58 female" where nothing else says that it is an age.
    fn sex_alone(&self, at: usize, amount: Amount, next: usize) -> Read<Sex> {
        let years = amount.single().filter(|years| years.is_integer())?;
        if !(Decimal::from(14)..=Decimal::from(110)).contains(&years) || next != at + 1 {
            return None;
        }
        let (sex, after) = self.sex(next)?;
        let letter = self.raw(after - 1).len() == 1;
        let slash = self.sign(next, Sign::Slash) && self.glued(next) && self.glued(next + 1);
        // A letter alone is a unit too: degrees Fahrenheit, meters. It is an age where a patient is introduced.
        let begins = self.begins(at)
            || self.word(at - 1) == Some(Word::Article)
            || self.is(at - 1, W::This)
            || matches!(self.raw(at - 1), "my" | "our");
        let introduced = self.is_introduced(at);
        let stop = self.follows_stop(at)
            && self.glued(next)
            && (matches!(self.raw(after), "," | "." | "" | "w" | "w/") || self.is(after, W::With));
        let begins = begins || introduced || stop;
        let leads = self.is(after, W::With)
            || matches!(self.raw(after), "," | "?" | ")" | "")
            || introduced && self.raw(after) == "."
            || self.presents(after);
        // "71m, leg swollen", "62m post surgery", but not "50m walk".
        let glued = self.glued(next) && years >= Decimal::from(18) && !self.is_way(after);
        // Nobody writes meters large: "tel. consult, 60M", "seen in ED, 58M on apixaban".
        let large = self.is_large(next)
            && years >= Decimal::from(18)
            && (!self.walks(after) || self.is(after + 1, W::In))
            && (begins
                || self.follows_comma(at)
                || self.follows_stop(at)
                || self.follows_heading(at)
                || self.follows_person(at));
        let clear = match sex {
            Sex::Female => self.glued(next) && years < Decimal::from(95) || begins || leads,
            Sex::Male => {
                large || begins && (glued || leads && (introduced || self.raw(after) != ","))
            }
        };
        (!letter || slash || clear).then_some((sex, after))
    }

    /// "aged 71", "age 71", "age: 71 years", "at the age of 50".
    fn aged(&self, at: usize) -> Read<Mention> {
        let lead = usize::from(self.is(at, W::At));
        let word = self.skip(at + lead, W::The);
        if !self.any(word, &[W::Age, W::Aged]) {
            return None;
        }
        let next = self.skip(self.skip_sign(word + 1, Sign::Colon), W::Of);
        let next = self.skip_sign(next, Sign::Equal);
        // "Age ?73" is in doubt, but an age.
        let next = next + usize::from(self.raw(next) == "?");
        let (Ranged { amount, core }, next) = self.amount(next, ABOUT)?;
        let (unit, next) = match self.old_behind(next) {
            Some(read) => read,
            None => self.time_unit(next).unwrap_or((TimeUnit::Year, next)),
        };
        let end = next;
        let (sex, next) = self
            .sex(next)
            .map_or((None, next), |(sex, next)| (Some(sex), next));
        let then = lead == 1 && self.is(word, W::Age);
        Some(self.age_mention(
            at,
            (core, end),
            next,
            Age {
                amount,
                unit,
                sex,
                then,
            },
        ))
    }

    /// `f58`, `m/62`, "female 58".
    fn sex_first(&self, at: usize) -> Read<Mention> {
        let Some(Word::Sex(_) | Word::Unit(_)) = self.word(at) else {
            return None;
        };
        let (sex, next) = self.sex(at)?;
        let letter = self.raw(at).len() == 1;
        let bracket = at > 0 && self.sign(at - 1, Sign::Open);
        // "M, 55. Left calf": a letter and a number that are all of a statement.
        let starts = self.begins(at) || self.follows_stop(at);
        let stands = starts
            && matches!(
                self.kind(next + 2),
                None | Some(Atom::Break | Atom::Sign(Sign::Dot | Sign::Comma))
            );
        let comma = self.sign(next, Sign::Comma) && (!letter || bracket || stands);
        let next = next + usize::from(self.sign(next, Sign::Slash) || comma);
        let years = self
            .number(next)
            .and_then(Number::whole)
            .filter(|years| (14..=110).contains(years))?;
        let years_behind = comma && matches!(self.raw(next + 1), "y" | "yr" | "yrs" | "years");
        let free = at == 0 || !self.glued(at) || self.sign(at - 1, Sign::Open);
        let alone = self.old_behind(next + 1).is_none()
            && (years_behind || self.time_unit(next + 1).is_none());
        let joined = !letter || self.glued(next) || self.begins(at) || comma && stands;
        // A number with a unit or a point behind it is a measurement.
        let lone_side = self.raw(next + 1) == "l" && !self.glued(next + 1) && self.glued(next);
        let ends = (lone_side || !matches!(self.word(next + 1), Some(Word::Unit(_))))
            && !self.sign(next + 1, Sign::Percent);
        if !(free && joined && alone && ends) {
            return None;
        }
        let age = Age {
            amount: Amount::exact(years.into()),
            unit: TimeUnit::Year,
            sex: Some(sex),
            then: false,
        };
        let end = next + 1 + usize::from(years_behind);
        Some(self.age_mention(at, (next, end), end, age))
    }

    /// "in her 70s", "mid fifties", "in their early 60s".
    fn decade_of_life(&self, at: usize) -> Read<Mention> {
        let lead = self.is(at, W::In) && self.is(at + 1, W::Possessive);
        let part = if lead { at + 2 } else { at };
        let part_word = match self.word(part) {
            Some(Word::Is(word @ (W::Early | W::Mid | W::Late))) => Some(word),
            _ => None,
        };
        if !lead && part_word.is_none() {
            return None;
        }
        let decade = part + usize::from(part_word.is_some());
        let decade = decade + usize::from(self.sign(decade, Sign::Dash));
        let (first, next) = match self.word(decade) {
            Some(Word::Decade(first)) => (u64::from(first), decade + 1),
            _ => {
                let first = self.number(decade).and_then(Number::whole)?;
                let quote = self.skip_sign(decade + 1, Sign::Quote);
                (self.raw(quote) == "s" && first % 10 == 0 && (20..=100).contains(&first))
                    .then_some((first, quote + 1))?
            }
        };
        let (low, high) = match part_word {
            Some(W::Early) => (0, 3),
            Some(W::Mid) => (4, 6),
            Some(W::Late) => (7, 9),
            _ => (0, 9),
        };
        let amount = Amount {
            low: Some((first + low).into()),
            high: Some((first + high).into()),
            open: false,
            said: first.into(),
            about: true,
        };
        let age = Age {
            amount,
            unit: TimeUnit::Year,
            sex: None,
            then: false,
        };
        Some(self.age_mention(at, (decade, next), next, age))
    }
}
