//! Units of measurement: their names in free text, and the units of the vocabulary that they are.
//!
//! A closed table. A unit of the vocabulary keeps its code; one that is a fixed multiple of it (inches, /uL) is
//! converted exactly; one that has none there (a gallon) is kept under its name, so that its number is not taken for a bare one.
//! Names are those of the view: lower case. Units that differ in case alone (`mg`, `Mg`) are read as the clinical one.

mod table;

use std::sync::LazyLock;

use rust_decimal::Decimal;
use venule_logic::{Quantity, Unit};

use table::ROWS;

/// A word of a unit: index into the table of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Symbol(u8);

/// A unit of measurement.
#[derive(Debug, Clone, Copy)]
pub struct Measure(&'static Row);

/// What a unit measures, as far as a reader of plain text tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Of a hundred.
    Percent,
    /// Length.
    Length,
    /// Area.
    Area,
    /// Volume.
    Volume,
    /// Weight.
    Weight,
    /// Temperature.
    Temperature,
    /// Angle.
    Angle,
    /// Distance per time.
    Speed,
    /// Pressure.
    Pressure,
    /// Events per time.
    Rate,
    /// Amount or weight per volume, counts of cells, activity.
    Laboratory,
    /// Bits and bytes.
    Information,
}

#[derive(Debug)]
struct Row {
    /// Name for people.
    name: &'static str,
    kind: Kind,
    /// Unit of the vocabulary, and how many of it one of this is.
    unit: &'static str,
    factor: (i64, u32),
    /// Words of the unit; for a quotient the table key of the upper part.
    words: &'static str,
    /// Key of the lower part of a quotient.
    per: &'static str,
}

impl Measure {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What it measures.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.0.kind
    }

    /// The unit of the vocabulary, if there is one.
    #[must_use]
    pub fn unit(self) -> Option<Unit> {
        Unit::from_code(self.0.unit)
    }

    /// So many of it, in the unit of the vocabulary.
    #[must_use]
    pub fn quantity(self, value: Decimal) -> Option<Quantity> {
        let unit = self.unit()?;
        let (mantissa, scale) = self.0.factor;
        let value = value.checked_mul(Decimal::new(mantissa, scale))?;
        // Degrees Fahrenheit are the one unit with another zero.
        let value = if self.0.name == "Fahrenheit" {
            value
                .checked_sub(Decimal::from(32))?
                .checked_mul(Decimal::from(5))?
                .checked_div(Decimal::from(9))?
                .round_dp(2)
        } else {
            value
        };
        Some(Quantity { value, unit })
    }
}

impl PartialEq for Measure {
    fn eq(&self, other: &Self) -> bool {
        self.0.name == other.0.name
    }
}

impl Eq for Measure {}

/// The words of units, each with its symbol.
pub(super) fn names() -> impl Iterator<Item = (&'static str, Symbol)> {
    let rows = ROWS.iter().filter(|row| row.per.is_empty());
    rows.zip(0_u8..).map(|(row, at)| (row.words, Symbol(at)))
}

/// The unit that is one word.
pub(super) fn single(symbol: Symbol) -> Option<Measure> {
    UNITS.get(symbol, None)
}

/// The unit that is one word over another.
pub(super) fn quotient(upper: Symbol, lower: Symbol) -> Option<Measure> {
    UNITS.get(upper, Some(lower))
}

/// The unit of this name.
pub(super) fn named(name: &str) -> Option<Measure> {
    ROWS.iter().find(|row| row.name == name).map(Measure)
}

/// The symbol of a unit of one word, by its name.
pub(super) fn symbol(name: &str) -> Option<Symbol> {
    let mut rows = ROWS.iter().filter(|row| row.per.is_empty()).zip(0_u8..);
    rows.find(|(row, _)| row.name == name)
        .map(|(_, at)| Symbol(at))
}

struct Units {
    /// For each pair of symbols the row, one more than its index; a lower symbol of nothing comes first.
    rows: Vec<u8>,
    width: usize,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let count = names().count();
    let width = count + 1;
    let mut rows = vec![0; count * width];
    for (row, at) in ROWS.iter().zip(1_u8..) {
        let place = if row.per.is_empty() {
            symbol(row.name).map(|one| usize::from(one.0) * width)
        } else {
            symbol(row.words)
                .zip(symbol(row.per))
                .map(|(upper, lower)| usize::from(upper.0) * width + usize::from(lower.0) + 1)
        };
        if let Some(slot) = place.and_then(|place| rows.get_mut(place)) {
            *slot = at;
        }
    }
    Units { rows, width }
});

impl Units {
    fn get(&self, upper: Symbol, lower: Option<Symbol>) -> Option<Measure> {
        let lower = lower.map_or(0, |lower| usize::from(lower.0) + 1);
        let at = *self.rows.get(usize::from(upper.0) * self.width + lower)?;
        ROWS.get(usize::from(at).checked_sub(1)?).map(Measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_reached_and_names_a_unit_of_the_vocabulary_or_none() {
        for row in ROWS {
            let measure = Measure(row);
            assert_eq!(measure.unit().is_some(), !row.unit.is_empty(), "{row:?}");
            if row.per.is_empty() {
                assert_eq!(single(symbol(row.name).unwrap()), Some(measure));
            } else if !row.per.is_empty() && !row.words.is_empty() {
                let (upper, lower) = (symbol(row.words).unwrap(), symbol(row.per).unwrap());
                assert_eq!(quotient(upper, lower), Some(measure));
            }
        }
    }

    #[test]
    fn a_multiple_of_a_unit_is_converted_exactly() {
        let of = |name: &str, value: &str| {
            let quantity = named(name).unwrap().quantity(value.parse().unwrap());
            quantity.map(|one| format!("{} {}", one.value.normalize(), one.unit.code()))
        };
        assert_eq!(of("Inch", "2").unwrap(), "5.08 cm");
        assert_eq!(of("/uL", "150000").unwrap(), "150 10*9/L");
        assert_eq!(of("pmol/L", "27").unwrap(), "0.027 nmol/L");
        assert_eq!(of("Fahrenheit", "98.6").unwrap(), "37 Cel");
        assert_eq!(of("Gallon", "2"), None);
    }
}
