//! Units of measurement: a table of UCUM codes with exact factors.
//!
//! A unit is a [`Dimension`] and a factor to the base unit of that dimension, an exact
//! fraction. Whatever is not in the table is refused, so a typo cannot become a new unit.
//! Codes are UCUM's, case included: micrograms are `ug`, not `µg` or `mcg`. [`Unit::written`] takes what people write.
//!
//! Calendar durations (`5 days`) share the table. Up to weeks they are the UCUM units
//! of the same length. Calendar months and years have no fixed length in days and a
//! dimension of their own: they compare with each other and with nothing else.
//! UCUM's `mo` and `a` are fixed spans of time (30.4375 and 365.25 days).
//!
//! Mass and amount of substance are different dimensions; no conversion needs a molar mass.

use std::cmp::Ordering;
use std::fmt;

use crate::decimal::{self, Decimal, Ratio};

/// A unit of the table.
///
/// # Examples
///
/// ```
/// use venule_logic::{Decimal, Unit};
///
/// let (feet, centimeter, meter) = (Unit::parse("ft"), Unit::parse("cm"), Unit::parse("m"));
/// assert!(feet.is_none());
/// let converted = centimeter.unwrap().convert(Decimal::from(150), meter.unwrap());
/// assert_eq!(converted, Some(Decimal::new(15, 1)));
/// ```
#[derive(Clone, Copy)]
pub struct Unit(&'static Row);

/// What a unit measures: exponents of length, mass, time, temperature, amount, arbitrary
/// international units and calendar months.
///
/// Dimension one (`1`, `%`) is all zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dimension([i8; 7]);

#[derive(Debug)]
struct Row {
    code: &'static str,
    /// The words of a calendar duration of this length, singular and plural.
    words: Option<(&'static str, &'static str)>,
    dimension: Dimension,
    factor: Ratio,
}

const fn row(code: &'static str, dimension: Dimension, numerator: i128, denominator: i128) -> Row {
    Row {
        code,
        words: None,
        dimension,
        factor: Ratio::new(numerator, denominator),
    }
}

const fn spelled(
    words: (&'static str, &'static str),
    code: &'static str,
    dimension: Dimension,
    numerator: i128,
    denominator: i128,
) -> Row {
    Row {
        words: Some(words),
        ..row(code, dimension, numerator, denominator)
    }
}

impl Dimension {
    /// Plain numbers and percentages.
    pub const ONE: Self = Self([0; 7]);
    const LENGTH: Self = Self([1, 0, 0, 0, 0, 0, 0]);
    const AREA: Self = Self([2, 0, 0, 0, 0, 0, 0]);
    const VOLUME: Self = Self([3, 0, 0, 0, 0, 0, 0]);
    const MASS: Self = Self([0, 1, 0, 0, 0, 0, 0]);
    /// Spans of fixed length, from milliseconds to UCUM years.
    pub const TIME: Self = Self([0, 0, 1, 0, 0, 0, 0]);
    const RATE: Self = Self([0, 0, -1, 0, 0, 0, 0]);
    const TEMPERATURE: Self = Self([0, 0, 0, 1, 0, 0, 0]);
    const AMOUNT: Self = Self([0, 0, 0, 0, 1, 0, 0]);
    const ARBITRARY: Self = Self([0, 0, 0, 0, 0, 1, 0]);
    /// Calendar months and years.
    pub const CALENDAR: Self = Self([0, 0, 0, 0, 0, 0, 1]);
    const MASS_CONCENTRATION: Self = Self([-3, 1, 0, 0, 0, 0, 0]);
    const MOLAR_CONCENTRATION: Self = Self([-3, 0, 0, 0, 1, 0, 0]);
    const NUMBER_CONCENTRATION: Self = Self([-3, 0, 0, 0, 0, 0, 0]);
    const CATALYTIC_CONCENTRATION: Self = Self([-3, 0, -1, 0, 1, 0, 0]);
    const ARBITRARY_CONCENTRATION: Self = Self([-3, 0, 0, 0, 0, 1, 0]);
    const FLOW: Self = Self([3, 0, -1, 0, 0, 0, 0]);
    const PRESSURE: Self = Self([-1, 1, -2, 0, 0, 0, 0]);
    const MASS_PER_AREA: Self = Self([-2, 1, 0, 0, 0, 0, 0]);

    /// The dimension of a product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        self.combine(other, i8::saturating_add)
    }

    /// The dimension of a quotient.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        self.combine(other, i8::saturating_sub)
    }

    /// The units of this dimension, in table order.
    pub fn units(self) -> impl Iterator<Item = Unit> {
        Unit::all().filter(move |unit| unit.dimension() == self)
    }

    fn combine(self, other: Self, exponent: fn(i8, i8) -> i8) -> Self {
        let mut combined = self.0;
        for (left, right) in combined.iter_mut().zip(other.0) {
            *left = exponent(*left, right);
        }
        Self(combined)
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = NAMES.iter().find(|(dimension, _)| dimension == self);
        f.write_str(named.map_or("a dimension without units", |(_, name)| name))
    }
}

const NAMES: &[(Dimension, &str)] = &[
    (Dimension::ONE, "a plain number"),
    (Dimension::LENGTH, "a length"),
    (Dimension::AREA, "an area"),
    (Dimension::VOLUME, "a volume"),
    (Dimension::MASS, "a mass"),
    (Dimension::TIME, "a time"),
    (Dimension::RATE, "a rate"),
    (Dimension::TEMPERATURE, "a temperature"),
    (Dimension::AMOUNT, "an amount of substance"),
    (Dimension::ARBITRARY, "international units"),
    (Dimension::CALENDAR, "calendar months or years"),
    (Dimension::MASS_CONCENTRATION, "a mass concentration"),
    (Dimension::MOLAR_CONCENTRATION, "a molar concentration"),
    (Dimension::NUMBER_CONCENTRATION, "a count per volume"),
    (
        Dimension::CATALYTIC_CONCENTRATION,
        "a catalytic concentration",
    ),
    (
        Dimension::ARBITRARY_CONCENTRATION,
        "international units per volume",
    ),
    (Dimension::FLOW, "a flow"),
    (Dimension::PRESSURE, "a pressure"),
    (Dimension::MASS_PER_AREA, "a mass per area"),
];

/// Factors are to meter, gram, second, degree Celsius, mole, `[IU]` and calendar month.
/// Of units of the same size the first named is the one arithmetic answers in.
static TABLE: &[Row] = &[
    row("1", Dimension::ONE, 1, 1),
    row("%", Dimension::ONE, 1, 100),
    row("mm", Dimension::LENGTH, 1, 1_000),
    row("cm", Dimension::LENGTH, 1, 100),
    row("m", Dimension::LENGTH, 1, 1),
    row("[in_i]", Dimension::LENGTH, 254, 10_000),
    row("mm2", Dimension::AREA, 1, 1_000_000),
    row("cm2", Dimension::AREA, 1, 10_000),
    row("m2", Dimension::AREA, 1, 1),
    row("mm3", Dimension::VOLUME, 1, 1_000_000_000),
    row("cm3", Dimension::VOLUME, 1, 1_000_000),
    row("m3", Dimension::VOLUME, 1, 1),
    row("uL", Dimension::VOLUME, 1, 1_000_000_000),
    row("mL", Dimension::VOLUME, 1, 1_000_000),
    row("dL", Dimension::VOLUME, 1, 10_000),
    row("L", Dimension::VOLUME, 1, 1_000),
    row("ng", Dimension::MASS, 1, 1_000_000_000),
    row("ug", Dimension::MASS, 1, 1_000_000),
    row("mg", Dimension::MASS, 1, 1_000),
    row("g", Dimension::MASS, 1, 1),
    row("kg", Dimension::MASS, 1_000, 1),
    row("kg/m2", Dimension::MASS_PER_AREA, 1_000, 1),
    row("ng/mL", Dimension::MASS_CONCENTRATION, 1, 1_000),
    row("ug/L", Dimension::MASS_CONCENTRATION, 1, 1_000),
    row("ug/mL", Dimension::MASS_CONCENTRATION, 1, 1),
    row("mg/L", Dimension::MASS_CONCENTRATION, 1, 1),
    row("mg/dL", Dimension::MASS_CONCENTRATION, 10, 1),
    row("mg/mL", Dimension::MASS_CONCENTRATION, 1_000, 1),
    row("g/L", Dimension::MASS_CONCENTRATION, 1_000, 1),
    row("g/dL", Dimension::MASS_CONCENTRATION, 10_000, 1),
    row("umol", Dimension::AMOUNT, 1, 1_000_000),
    row("mmol", Dimension::AMOUNT, 1, 1_000),
    row("mol", Dimension::AMOUNT, 1, 1),
    row("nmol/L", Dimension::MOLAR_CONCENTRATION, 1, 1_000_000),
    row("umol/L", Dimension::MOLAR_CONCENTRATION, 1, 1_000),
    row("mmol/L", Dimension::MOLAR_CONCENTRATION, 1, 1),
    // U is one micromole per minute.
    row("U/L", Dimension::CATALYTIC_CONCENTRATION, 1, 60_000),
    row("[IU]", Dimension::ARBITRARY, 1, 1),
    row("m[IU]/L", Dimension::ARBITRARY_CONCENTRATION, 1, 1),
    row("[IU]/L", Dimension::ARBITRARY_CONCENTRATION, 1_000, 1),
    row(
        "10*9/L",
        Dimension::NUMBER_CONCENTRATION,
        1_000_000_000_000,
        1,
    ),
    row("mL/min", Dimension::FLOW, 1, 60_000_000),
    row("/min", Dimension::RATE, 1, 60),
    row("Cel", Dimension::TEMPERATURE, 1, 1),
    // UCUM: the meter of mercury column is 133.322 kPa.
    row("mm[Hg]", Dimension::PRESSURE, 133_322, 1),
    row("kPa", Dimension::PRESSURE, 1_000_000, 1),
    spelled(
        ("millisecond", "milliseconds"),
        "ms",
        Dimension::TIME,
        1,
        1_000,
    ),
    spelled(("second", "seconds"), "s", Dimension::TIME, 1, 1),
    spelled(("minute", "minutes"), "min", Dimension::TIME, 60, 1),
    spelled(("hour", "hours"), "h", Dimension::TIME, 3_600, 1),
    spelled(("day", "days"), "d", Dimension::TIME, 86_400, 1),
    spelled(("week", "weeks"), "wk", Dimension::TIME, 604_800, 1),
    row("mo", Dimension::TIME, 2_629_800, 1),
    row("a", Dimension::TIME, 31_557_600, 1),
    spelled(("month", "months"), "month", Dimension::CALENDAR, 1, 1),
    spelled(("year", "years"), "year", Dimension::CALENDAR, 12, 1),
];

impl Unit {
    /// The unit of plain numbers, `1`.
    pub const ONE: Self = Self(&ROW_ONE);

    /// Every unit, in table order.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(Self)
    }

    /// The unit with this UCUM code or calendar word, singular or plural.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_code(text).or_else(|| Self::from_word(text))
    }

    /// The unit with this UCUM code: what stands between quotes, as in `4 'cm'`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|unit| unit.0.code == code && !unit.is_calendar())
    }

    /// The unit of this calendar word: what stands without quotes, as in `5 days`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|unit| {
            let words = unit.0.words;
            words.is_some_and(|(one, many)| word == one || word == many)
        })
    }

    /// The UCUM code; the singular word for calendar months and years, which have none.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// What the unit measures.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        self.0.dimension
    }

    /// Whether it is a calendar month or year, written without quotes.
    #[must_use]
    pub fn is_calendar(self) -> bool {
        self.dimension() == Dimension::CALENDAR
    }

    /// How many of `other` one of this unit is; `None` between dimensions.
    #[must_use]
    pub fn ratio(self, other: Self) -> Option<Ratio> {
        let comparable = self.dimension() == other.dimension();
        comparable.then(|| self.0.factor.over(other.0.factor))
    }

    /// The value in another unit, rounded to 8 places.
    ///
    /// `None` between dimensions and when the result is out of range.
    #[must_use]
    pub fn convert(self, value: Decimal, to: Self) -> Option<Decimal> {
        decimal::scale(value, self.ratio(to)?)
    }

    /// Compares two values of these units without rounding; `None` between dimensions.
    #[must_use]
    pub fn compare(self, value: Decimal, other: Self, other_value: Decimal) -> Option<Ordering> {
        decimal::compare_scaled(value, self.ratio(other)?, other_value)
    }

    /// The finer of two units of one dimension, in which CQL gives sums.
    #[must_use]
    pub fn finer(self, other: Self) -> Option<Self> {
        let comparable = self.dimension() == other.dimension();
        let coarser = self.0.factor.compare(other.0.factor) == Ordering::Greater;
        comparable.then_some(if coarser { other } else { self })
    }

    /// The unit of a product, if the table has it: `cm` times `cm` is `cm2`.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let dimension = self.dimension().times(other.dimension());
        match (self == Self::ONE, other == Self::ONE) {
            (true, _) => Some(other),
            (_, true) => Some(self),
            (false, false) => find(dimension, self.0.factor.times(other.0.factor)),
        }
    }

    /// The unit of a quotient, if the table has it: `cm2` over `cm` is `cm`.
    ///
    /// Two units of one dimension give `1`; the values are brought to one unit first.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        let dimension = self.dimension().over(other.dimension());
        if other == Self::ONE {
            return Some(self);
        }
        if dimension == Dimension::ONE {
            return Some(Self::ONE);
        }
        Self::from_code(&format!("{}/{}", self.code(), other.code()))
            .or_else(|| find(dimension, self.0.factor.over(other.0.factor)))
    }
}

static ROW_ONE: Row = row("1", Dimension::ONE, 1, 1);

fn find(dimension: Dimension, factor: Ratio) -> Option<Unit> {
    dimension.units().find(|unit| unit.0.factor == factor)
}

// A code names one row, so it stands for the unit: calendar months and UCUM months differ in it.
impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Unit {}

impl PartialOrd for Unit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Unit {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code().cmp(other.code())
    }
}

impl std::hash::Hash for Unit {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.code().hash(state);
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unit({})", self.code())
    }
}

/// As written after a number: `'cm'`, or `months` without quotes.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.is_calendar(), self.0.words) {
            (true, Some((_, many))) => f.write_str(many),
            (true, None) | (false, _) => write!(f, "'{}'", self.code()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Equal amounts in two units. Every unit that converts stands in at least one row.
    const EQUAL: &[(&str, &str, &str, &str)] = &[
        ("50", "%", "0.5", "1"),
        ("10", "mm", "1", "cm"),
        ("100", "cm", "1", "m"),
        ("2.54", "cm", "1", "[in_i]"),
        ("100", "mm2", "1", "cm2"),
        ("10000", "cm2", "1", "m2"),
        ("1000", "mm3", "1", "cm3"),
        ("1000000", "cm3", "1", "m3"),
        ("1", "mm3", "1", "uL"),
        ("1000", "uL", "1", "mL"),
        ("100", "mL", "1", "dL"),
        ("10", "dL", "1", "L"),
        ("1000", "L", "1", "m3"),
        ("1000", "ng", "1", "ug"),
        ("1000", "ug", "1", "mg"),
        ("1000", "mg", "1", "g"),
        ("1000", "g", "1", "kg"),
        ("1", "ng/mL", "1", "ug/L"),
        ("1000", "ng/mL", "1", "ug/mL"),
        ("1", "ug/mL", "1", "mg/L"),
        ("10", "mg/L", "1", "mg/dL"),
        ("100", "mg/dL", "1", "mg/mL"),
        ("1", "mg/mL", "1", "g/L"),
        ("10", "g/L", "1", "g/dL"),
        ("1000", "umol", "1", "mmol"),
        ("1000", "mmol", "1", "mol"),
        ("1000", "nmol/L", "1", "umol/L"),
        ("1000", "umol/L", "1", "mmol/L"),
        ("1000", "m[IU]/L", "1", "[IU]/L"),
        ("133.322", "kPa", "1000", "mm[Hg]"),
        ("1000", "ms", "1", "s"),
        ("60", "s", "1", "min"),
        ("60", "min", "1", "h"),
        ("24", "h", "1", "d"),
        ("7", "d", "1", "wk"),
        ("30.4375", "d", "1", "mo"),
        ("12", "mo", "1", "a"),
        ("12", "months", "1", "year"),
    ];

    /// Units that are the only one of their dimension.
    const ALONE: &[&str] = &["kg/m2", "U/L", "[IU]", "10*9/L", "mL/min", "/min", "Cel"];

    #[test]
    fn equal_amounts_compare_as_equal_and_convert() {
        for (value, unit, other_value, other) in EQUAL {
            let (one, two) = (Unit::parse(unit).unwrap(), Unit::parse(other).unwrap());
            let (value, other_value) = (value.parse().unwrap(), other_value.parse().unwrap());
            let order = one.compare(value, two, other_value);
            assert_eq!(
                order,
                Some(Ordering::Equal),
                "{value} {unit} = {other_value} {other}"
            );
            assert_eq!(two.convert(other_value, one), Some(value));
        }
    }

    #[test]
    fn every_unit_is_tested() {
        for unit in Unit::all() {
            let listed = EQUAL.iter().any(|(_, one, _, other)| {
                [*one, *other]
                    .iter()
                    .any(|text| Unit::parse(text) == Some(unit))
            });
            let alone = ALONE.contains(&unit.code());
            assert!(listed != alone, "{unit:?}");
            assert_eq!(unit.dimension().units().count() == 1, alone, "{unit:?}");
        }
    }

    #[test]
    fn factors_of_units_that_are_alone_agree_with_their_parts() {
        // Seen through products and quotients, which find a unit by its factor.
        let unit = |code: &str| Unit::parse(code).unwrap();
        assert_eq!(unit("kg").over(unit("m2")), Some(unit("kg/m2")));
        assert_eq!(unit("mL").over(unit("min")), Some(unit("mL/min")));
        assert_eq!(unit("/min").times(unit("min")), Some(Unit::ONE));
        assert_eq!(Unit::ONE.over(unit("min")), Some(unit("/min")));
        assert_eq!(unit("mL/min").times(unit("min")), Some(unit("cm3")));
        assert_eq!(unit("[IU]").over(unit("L")), Some(unit("[IU]/L")));
        // A micromole per minute and liter.
        let catalytic = unit("umol/L").0.factor.over(unit("min").0.factor);
        assert_eq!(unit("U/L").0.factor, catalytic);
        // 10*9 of one in a liter; 133.322 Pa in kg, of which there are a thousand grams.
        let count = Ratio::new(1_000_000_000, 1).over(unit("L").0.factor);
        assert_eq!(unit("10*9/L").0.factor, count);
        assert_eq!(unit("mm[Hg]").0.factor, Ratio::new(133_322, 1));
    }

    #[test]
    fn codes_and_words_are_unique_and_every_dimension_has_a_name() {
        let texts: Vec<&str> = Unit::all()
            .filter(|unit| !unit.is_calendar())
            .map(Unit::code)
            .chain(
                Unit::all()
                    .filter_map(|unit| unit.0.words)
                    .flat_map(|(one, many)| [one, many]),
            )
            .collect();
        for text in &texts {
            assert_eq!(
                texts.iter().filter(|other| *other == text).count(),
                1,
                "{text}"
            );
        }
        for unit in Unit::all() {
            assert_ne!(
                unit.dimension().to_string(),
                "a dimension without units",
                "{unit:?}"
            );
        }
    }

    #[test]
    fn what_has_no_common_dimension_does_not_convert() {
        let ratio = |one, other| Unit::parse(one).unwrap().ratio(Unit::parse(other).unwrap());
        assert_eq!(ratio("g/L", "mol"), None);
        assert_eq!(ratio("g", "mol"), None);
        assert_eq!(ratio("month", "d"), None);
        assert_eq!(ratio("year", "a"), None);
        assert_eq!(ratio("U/L", "m[IU]/L"), None);
    }

    #[test]
    fn calendar_words_stand_without_quotes_and_codes_with() {
        assert_eq!(Unit::from_code("days"), None);
        assert_eq!(Unit::from_code("month"), None);
        assert_eq!(Unit::from_word("d"), None);
        assert_eq!(Unit::parse("days"), Unit::parse("d"));
        assert_eq!(Unit::parse("mcg"), None);
        assert_eq!(Unit::parse("µg"), None);
        assert_eq!(Unit::parse("ng/ml"), None);
        assert_eq!(Unit::parse("months").unwrap().to_string(), "months");
        assert_eq!(Unit::parse("weeks").unwrap().to_string(), "'wk'");
    }
}
