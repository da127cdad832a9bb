//! Numbers with units, pairs, reference ranges, and numbers by themselves.

use rust_decimal::Decimal;

use super::amount::Ranged;
use super::lex::{Kind as Atom, Number, Sign};
use super::model::{Amount, Doubt, Figure, Mention, Relation, Sex, TimeUnit};
use super::reader::{Read, Reader};
use super::unit::{self, Kind, Measure, Symbol};
use super::word::{W, Word};

/// What "about" takes on both sides of a measured number, in hundredths.
const ABOUT: i64 = 10;

/// Temperatures of a living body in degrees Celsius, with room.
const BODY: (i64, i64) = (25, 45);

/// Counts of cells in thousands of millions per liter, as they are typed.
const GIGA: &[&str] = &[
    "x10^9/l",
    "x 10^9/l",
    "x10^9 /l",
    "x10*9/l",
    "x 10*9/l",
    "x10e9/l",
    "x 10e9/l",
    "x10⁹/l",
    "x 10⁹/l",
    "x109/l",
    "x 109/l",
    "×10^9/l",
    "× 10^9/l",
    "×10⁹/l",
    "× 10⁹/l",
    "×109/l",
    "× 109/l",
    "10^9/l",
    "10*9/l",
    "10⁹/l",
    "10e9/l",
    "e9/l",
    "x10^3/ul",
    "x 10^3/ul",
    "x10^3/µl",
    "x10^3/mm3",
    "10^3/ul",
    "10^3/µl",
];

impl Reader<'_> {
    /// A number with a unit, or two set against each other.
    pub(super) fn measured(&self, at: usize) -> Read<Mention> {
        if let Some(read) = self.over(at) {
            return Some(read);
        }
        let (Ranged { amount, core }, next) = self.fraction_or_amount(at)?;
        let read = self.measure(next, amount);
        let (measure, doubt, next) = match read {
            Some(((measure, doubt), next)) => (Some(measure), doubt, next),
            None => (self.shared_measure(next, amount), None, next),
        };
        if let Some((pair, after)) = self.pair(amount, measure, next) {
            return Some((self.mention(at, core, after, pair, None), after));
        }
        let measure = measure?;
        let (amount, next) = self
            .feet_and_inches(amount, measure, next)
            .unwrap_or((amount, next));
        let (amount, next) = self
            .repeated(amount, measure, next)
            .unwrap_or((amount, next));
        let (amount, next) = match self.bound_behind(next) {
            Some((bound, after)) => (amount.bounded(bound, ABOUT), after),
            None => (amount, next),
        };
        let doubt = doubt.or_else(|| implausible(amount, measure));
        let figure = Figure::Quantity(amount, measure);
        Some((self.mention(at, core, next, figure, doubt), next))
    }

    fn fraction_or_amount(&self, at: usize) -> Read<Ranged> {
        if let Some((value, next)) = self.slash_fraction(at) {
            let amount = Amount::exact(value);
            return Some((Ranged { amount, core: at }, next));
        }
        let (mut ranged, next) = self.amount(at, ABOUT)?;
        // "a half turn": the article goes with the number.
        if self.word(at) == Some(Word::Article) {
            ranged.core = at;
        }
        Some((ranged, next))
    }

    /// A unit behind a number.
    pub(super) fn measure(&self, at: usize, amount: Amount) -> Read<(Measure, Option<Doubt>)> {
        if let Some(read) = self.giga(at) {
            return Some(read);
        }
        let sure = |name: &str, next: usize| Some(((unit::named(name)?, None), next));
        match self.kind(at)? {
            Atom::Sign(Sign::Percent) if self.glued(at + 1) && self.number(at + 1).is_some() => {
                None
            }
            Atom::Sign(Sign::Percent) | Atom::Word(Word::Is(W::Percent)) => sure("Percent", at + 1),
            Atom::Word(Word::Is(W::Per)) if self.raw(at + 1) == "cent" => sure("Percent", at + 2),
            Atom::Word(Word::Is(W::Per)) if self.raw(at + 1).starts_with("cent ") => {
                sure("Percent", at + 2)
            }
            Atom::Sign(Sign::Degree) => self.degrees(at + 1),
            Atom::Sign(Sign::Slash) => match (self.word(at + 1)?, self.raw(at + 1)) {
                (Word::Time(TimeUnit::Minute), _) => sure("/min", at + 2),
                (Word::Unit(_), "ul" | "µl" | "μl" | "mm3" | "mm³" | "cmm") => {
                    sure("/uL", at + 2)
                }
                _ => None,
            },
            Atom::Sign(Sign::Dash) if self.glued(at) && self.glued(at + 1) => {
                self.unit_words(at + 1, amount)
            }
            // "0.9 (L)" is of the left leg.
            Atom::Sign(Sign::Open) if self.sign(at + 2, Sign::Close) && self.raw(at + 1) != "l" => {
                let (measure, next) = self.unit_words(at + 1, amount)?;
                (next == at + 2).then_some((measure, next + 1))
            }
            Atom::Word(_) => self.unit_words(at, amount),
            _ => None,
        }
    }

    fn giga(&self, at: usize) -> Read<(Measure, Option<Doubt>)> {
        let start = self.atoms.get(at)?.start;
        let rest = self.view.get(start..)?;
        if !rest.starts_with(['x', '×', '1', 'e']) {
            return None;
        }
        let form = GIGA.iter().find(|form| rest.starts_with(**form))?;
        let ends = !rest
            .get(form.len()..)?
            .starts_with(|next: char| next.is_alphanumeric());
        let end = start + form.len();
        let next = (at..self.atoms.len())
            .find(|next| self.atoms.get(*next).is_some_and(|atom| atom.start >= end));
        ends.then(|| {
            Some((
                (unit::named("10*9/L")?, None),
                next.unwrap_or(self.atoms.len()),
            ))
        })
        .flatten()
    }

    /// "c", "fahrenheit" behind a degree sign or the word; degrees alone.
    fn degrees(&self, at: usize) -> Read<(Measure, Option<Doubt>)> {
        let name = match (self.word(at), self.raw(at)) {
            (_, "c" | "celsius" | "celcius" | "centigrade" | "centigrate") => "Celsius",
            (_, "f" | "fahrenheit" | "farenheit") => "Fahrenheit",
            _ => return Some(((unit::named("Degree")?, None), at)),
        };
        Some(((unit::named(name)?, None), at + 1))
    }

    fn unit_words(&self, at: usize, amount: Amount) -> Read<(Measure, Option<Doubt>)> {
        let raw = self.raw(at);
        match self.word(at)? {
            Word::Is(W::Squared) => {
                let (measure, next) = self.unit_words(at + 1, amount)?;
                let power = if raw == "cubic" { "Cubic" } else { "Square" };
                let name = measure.0.name();
                let lower = name.to_ascii_lowercase();
                Some(((unit::named(&format!("{power} {lower}"))?, None), next))
            }
            Word::Is(W::Metric) => {
                matches!(self.word(at + 1), Some(Word::Unit(_))).then_some(())?;
                let ton = self.raw(at + 1).starts_with("ton");
                ton.then(|| Some(((unit::named("Metric ton")?, None), at + 2)))
                    .flatten()
            }
            // Fahrenheit, where the number is that of a temperature; otherwise the letter is a sex.
            Word::Sex(Sex::Female) if raw == "f" => {
                let warm = amount
                    .single()
                    .is_some_and(|value| (90.into()..=115.into()).contains(&value));
                let measured =
                    warm && (!amount.counts() || !self.glued(at) || amount.said >= 95.into());
                measured
                    .then(|| Some(((unit::named("Fahrenheit")?, None), at + 1)))
                    .flatten()
            }
            Word::Unit(symbol) => self.unit_symbol(at, symbol, amount),
            _ => None,
        }
    }

    fn unit_symbol(
        &self,
        at: usize,
        upper: Symbol,
        amount: Amount,
    ) -> Read<(Measure, Option<Doubt>)> {
        let slash = self.sign(at + 1, Sign::Slash);
        let lower = at + 2 + usize::from(!slash && self.word(at + 2) == Some(Word::Article));
        let divided = slash || self.is(at + 1, W::Per);
        let article = !divided && self.word(at + 1) == Some(Word::Article);
        let lower = if article { at + 2 } else { lower };
        let below = match self.word(lower) {
            Some(Word::Unit(symbol)) => Some(symbol),
            Some(Word::Time(unit)) => unit::symbol(time_name(unit)),
            _ => None,
        };
        if (divided || article)
            && let Some(measure) = below.and_then(|below| unit::quotient(upper, below))
        {
            return Some(((measure, None), lower + 1));
        }
        let single = unit::single(upper)?;
        if let Some(Word::Unit(mercury)) = self.word(at + 1)
            && let Some(measure) = unit::quotient(upper, mercury)
            && self.raw(at + 1) == "hg"
        {
            return Some(((measure, None), at + 2));
        }
        if single.name() == "Degree" {
            return self.degrees(at + 1);
        }
        // Letters that stand for other words too touch their number, or have a lower part.
        let letter = matches!(
            self.raw(at),
            "l" | "t" | "u" | "k" | "c" | "mu" | "hg" | "mt"
        );
        let alone = letter && !self.glued(at);
        let part_of_unit = slash && self.glued(at + 1) && self.glued(lower);
        // "37.2 c": a number that only a temperature has.
        let warm = amount
            .single()
            .is_some_and(|value| (34.into()..=43.into()).contains(&value));
        if alone && !(warm && self.raw(at) == "c" && !slash) || letter && slash {
            return None;
        }
        Some(((single, part_of_unit.then_some(Doubt::Unit)), at + 1))
    }

    /// The unit of the last of several numbers, for the first: `3 x 4 cm`, "3 by 4 cm".
    fn shared_measure(&self, at: usize, amount: Amount) -> Option<Measure> {
        let mut at = at;
        for _ in 0..2 {
            if !self.any(at, &[W::X, W::By]) || amount.single().is_none() {
                return None;
            }
            let (value, next) = self.digits_number(at + 1)?;
            if let Some(((measure, _), _)) = self.measure(next, value) {
                return Some(measure);
            }
            at = next;
        }
        None
    }

    fn digits_number(&self, at: usize) -> Read<Amount> {
        let number = self.number(at).filter(|number| !number.ordinal)?;
        Some((Amount::exact(number.decimal()), at + 1))
    }

    /// "v 34 cm" behind "38" or "38 cm".
    fn pair(&self, left: Amount, measure: Option<Measure>, at: usize) -> Read<Figure> {
        let next = if self.is(at, W::Versus) {
            self.skip_sign(at + 1, Sign::Dot)
        } else if self.is(at, W::Compared) && (self.any(at + 1, &[W::With, W::To])) {
            at + 2
        } else {
            return None;
        };
        let (Ranged { amount: right, .. }, next) = self.amount(next, ABOUT)?;
        match self.measure(next, right) {
            Some(((other, None), next)) if measure.is_none_or(|measure| measure == other) => {
                Some((Figure::Pair(left, right, Some(other)), next))
            }
            Some(_) => None,
            None if self.time_unit(next).is_some() => None,
            None => Some((Figure::Pair(left, right, measure), next)),
        }
    }

    /// "5 ft 2 in".
    fn feet_and_inches(&self, amount: Amount, measure: Measure, at: usize) -> Read<Amount> {
        if measure.name() != "Foot" {
            return None;
        }
        let (inches, next) = self.count(self.skip(at, W::And))?;
        let inch = self.is(next, W::In) || self.raw(next).starts_with("inch");
        let parts = inches.single()?.checked_div(Decimal::from(12))?;
        let value = amount.single()?.checked_add(parts)?.round_dp(15);
        inch.then_some((Amount::exact(value), next + 1))
    }

    /// "to 4 cm" behind "3 cm".
    fn repeated(&self, amount: Amount, measure: Measure, at: usize) -> Read<Amount> {
        if !self.sign(at, Sign::Dash) && !self.is(at, W::To) {
            return None;
        }
        let (high, next) = self.count(at + 1)?;
        let ((other, _), next) = self.measure(next, high)?;
        let amount = amount.to(high).filter(|_| other == measure)?;
        Some((amount, next))
    }

    /// `78/40`, `120/80 mmHg`: two numbers with a slash, the upper one no day of a month.
    fn over(&self, at: usize) -> Read<Mention> {
        let upper = self.number(at).filter(|upper| !upper.ordinal)?;
        let lower = self.number(at + 2).filter(|lower| !lower.ordinal)?;
        let close = self.sign(at + 1, Sign::Slash) && self.glued(at + 1) && self.glued(at + 2);
        let more =
            self.sign(at + 3, Sign::Slash) && self.glued(at + 3) && self.number(at + 4).is_some();
        let small = self
            .slash_fraction(at)
            .is_some_and(|(_, next)| self.measure(next, Amount::exact(Decimal::ONE)).is_some());
        if !close || more || small {
            return None;
        }
        let unit = self.measure(at + 3, Amount::exact(lower.decimal()));
        let next = match unit {
            Some(((measure, None), next)) if measure.kind() == Kind::Pressure => next,
            _ => at + 3,
        };
        let figure = Figure::Slash(upper.decimal(), lower.decimal());
        Some((self.mention(at, at, next, figure, None), next))
    }

    /// "(ref <500)", "reference range 0-500", "cut off 500", "normal < 0.5", and `(0-500)` behind a unit.
    pub(super) fn reference_range(&self, at: usize) -> Read<Mention> {
        let open = usize::from(self.sign(at, Sign::Open));
        let word = at + open;
        let named = match self.word(word) {
            Some(Word::Is(W::Ref)) => Some(word + 1),
            Some(Word::Is(W::Normal)) => Some(word + 1),
            Some(Word::Is(W::CutOff | W::Limit)) => Some(word + 1),
            Some(Word::Is(W::Cut)) if self.is(word + 1, W::Off) => Some(word + 2),
            _ => None,
        };
        // "(N<0.5)".
        let marked = open == 1 && matches!(self.raw(word), "n" | "nl" | "nr");
        let named = named.or_else(|| marked.then_some(word + 1));
        let behind_unit = open == 1
            && at > 0
            && (self.number(at - 1).is_some() || matches!(self.word(at - 1), Some(Word::Unit(_))));
        if named.is_none() && !behind_unit {
            return None;
        }
        let next = named.map_or(word, |next| self.skip(next, W::Range));
        let colon = self.sign(next, Sign::Colon)
            || self.sign(next, Sign::Equal)
            || self.sign(next, Sign::Dot);
        let next = self.skip(next + usize::from(colon), W::Of);
        let next = next + usize::from(matches!(self.raw(next), "is" | "was" | "value" | "limit"));
        let (Ranged { amount, core }, after) = self.amount(next, ABOUT)?;
        let bounded = amount.single().is_none();
        let weak = named.is_none() || marked || self.is(word, W::Normal);
        if weak && !bounded || self.time_unit(after).is_some() {
            return None;
        }
        let (measure, after) = match self.measure(after, amount) {
            Some(((measure, _), after)) => (Some(measure), after),
            None => (None, after),
        };
        if named.is_none() && !self.sign(after, Sign::Close) {
            return None;
        }
        let figure = Figure::Reference(amount, measure);
        Some((self.mention(word, core, after, figure, None), after))
    }

    /// A year by itself, as in a list of what was: "DVT 2019". It may be another number.
    fn bare_year(&self, at: usize) -> Read<Mention> {
        let year = self.number(at)?.year()?;
        let told = at > 0 && (self.sign(at - 1, Sign::Equal) || self.sign(at - 1, Sign::Colon));
        if told || !(1_950..=self.reference.year()).contains(&year) {
            return None;
        }
        let (dated, next) = self.written_date(at)?;
        let figure = Figure::Time(self.placed_on(Relation::On, dated));
        Some((
            self.mention(at, at, next, figure, Some(Doubt::Ambiguous)),
            next,
        ))
    }

    /// A number or ordinal by itself.
    pub(super) fn plain(&self, at: usize) -> Read<Mention> {
        let nth = match self.kind(at)? {
            Atom::Word(Word::Nth(nth)) => Some(u32::from(nth)),
            Atom::Number(number) if number.ordinal => u32::try_from(number.mantissa).ok(),
            _ => None,
        };
        if let (Some(Word::Tens(tens)), Some(Word::Nth(ones @ 1..=9))) =
            (self.word(at), self.word(at + 1))
        {
            let figure = Figure::Ordinal(u32::from(tens) + u32::from(ones));
            return Some((self.mention(at, at, at + 2, figure, None), at + 2));
        }
        if let Some(nth) = nth {
            return Some((
                self.mention(at, at, at + 1, Figure::Ordinal(nth), None),
                at + 1,
            ));
        }
        if let Some((value, next)) = self
            .slash_fraction(at)
            .filter(|_| self.glued(at + 3) && self.number(at + 3).is_some())
        {
            return Some((
                self.mention(at, at, next, Figure::Number(Amount::exact(value)), None),
                next,
            ));
        }
        if let Some(read) = self.bare_year(at) {
            return Some(read);
        }
        let (Ranged { amount, core }, next) = self.amount(at, ABOUT)?;
        // Vague words and "one" count nothing by themselves.
        let word = self.word(core).is_some();
        let pronoun = next == core + 1
            && matches!(
                self.word(core),
                Some(Word::Ones(1) | Word::Half | Word::Quarter)
            );
        let vague = word && amount.about && self.bound(at).is_none();
        let begins = !(word && (pronoun || vague));
        begins.then(|| {
            (
                self.mention(at, core, next, Figure::Number(amount), None),
                next,
            )
        })
    }

    /// Numbers that are part of a name or of a chain: `covid-19`, `+1-222-2222`. The atom behind them.
    pub(super) fn serial(&self, at: usize) -> Option<usize> {
        self.number(at)?;
        let dashed = |at: usize| self.sign(at, Sign::Dash) && self.glued(at) && self.glued(at + 1);
        let slashed =
            |at: usize| self.sign(at, Sign::Slash) && self.glued(at) && self.glued(at + 1);
        let behind_name = at > 1
            && (dashed(at - 1) || slashed(at - 1))
            && matches!(self.kind(at - 2), Some(Atom::Other))
            && self
                .view
                .get(..self.atoms.get(at - 1)?.start)?
                .ends_with(char::is_alphanumeric);
        let mut next = at + 1;
        let mut parts = 1;
        while dashed(next) && self.number(next + 1).is_some() {
            next += 2;
            parts += 1;
        }
        (behind_name
            || parts > 3
            || parts == 3 && self.number(at).is_some_and(|first| first.digits == 3))
        .then(|| next + usize::from(behind_name && self.glued(next) && self.word(next).is_some()))
    }
}

fn time_name(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "Second",
        TimeUnit::Minute => "Minute",
        TimeUnit::Hour => "Hour",
        TimeUnit::Day => "Day",
        TimeUnit::Week
        | TimeUnit::Fortnight
        | TimeUnit::Month
        | TimeUnit::Year
        | TimeUnit::Decade => "",
    }
}

fn implausible(amount: Amount, measure: Measure) -> Option<Doubt> {
    if measure.kind() != Kind::Temperature {
        return None;
    }
    let celsius = measure.quantity(amount.said)?.value;
    let body = Decimal::from(BODY.0)..=Decimal::from(BODY.1);
    (!body.contains(&celsius)).then_some(Doubt::Implausible)
}

impl Number {
    /// As a year with four digits.
    pub(super) fn year(self) -> Option<i16> {
        let year = self.whole().filter(|_| self.digits == 4 && !self.grouped)?;
        i16::try_from(year)
            .ok()
            .filter(|year| (1_000..=2_999).contains(year))
    }
}
