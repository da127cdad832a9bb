//! Numbers, units and type names as written, turned into what they mean.

use crate::decimal::{Decimal, PLACES};
use crate::nearest::nearest;
use crate::syntax::{Number, TypeName, UnitName};
use crate::types::Type;
use crate::unit::Unit;
use crate::value::Value;

/// Digits before the point of the largest decimal.
const WHOLE_DIGITS: usize = 20;

/// The value of a number, or why it has none.
pub(super) fn number(number: &Number) -> Result<Value, &'static str> {
    let sign = if number.negative { "-" } else { "" };
    let signed = format!("{sign}{}", number.digits);
    if number.long {
        let long = signed.parse().map(Value::Long);
        return long.map_err(|_| "a number ending in `L` is at most 9223372036854775807");
    }
    if number.digits.contains('.') {
        return decimal(number).map(Value::Decimal);
    }
    let integer = signed.parse().map(Value::Integer);
    integer.map_err(|_| "a whole number is at most 2147483647")
}

/// The number of a quantity, which is a decimal with or without a point.
pub(super) fn decimal(number: &Number) -> Result<Decimal, &'static str> {
    let (whole, fraction) = number
        .digits
        .split_once('.')
        .unwrap_or((&number.digits, ""));
    let whole = whole.trim_start_matches('0');
    if whole.len() > WHOLE_DIGITS {
        return Err("a decimal has at most 20 digits before the point");
    }
    // Zeros at the end say nothing, so they are not counted.
    let places = fraction.trim_end_matches('0');
    if places.len() > PLACES as usize {
        return Err("a decimal has at most 8 digits after the point");
    }
    let mantissa = format!("0{whole}{places}").parse().unwrap_or(0_i128);
    let scale = u32::try_from(places.len()).unwrap_or(PLACES);
    let magnitude = Decimal::try_from_i128_with_scale(mantissa, scale)
        .map_err(|_| "a decimal has at most 28 digits")?;
    Ok(if number.negative {
        -magnitude
    } else {
        magnitude
    })
}

/// The unit, if the table has it.
pub(super) fn unit(name: &UnitName) -> Option<Unit> {
    if name.calendar {
        Unit::from_word(&name.text)
    } else {
        Unit::from_code(&name.text)
    }
}

/// What to write for a unit that the table does not have.
pub(super) fn unit_help(name: &UnitName) -> Option<String> {
    if Unit::from_word(&name.text).is_some() {
        return Some(format!(
            "calendar durations stand without quotes: `{}`",
            name.text
        ));
    }
    let ascii = name.text.replace(['µ', 'μ'], "u").replace("mcg", "ug");
    let codes = || {
        Unit::all()
            .filter(|unit| !unit.is_calendar())
            .map(Unit::code)
    };
    let code = Unit::from_code(&ascii).map(Unit::code);
    let code = code.or_else(|| nearest(&ascii, codes()))?;
    Some(format!("did you mean `'{code}'`?"))
}

/// The types that `as` takes.
pub(super) const TYPE_NAMES: &[(&str, Type)] = &[
    ("Boolean", Type::Boolean),
    ("Integer", Type::Integer),
    ("Long", Type::Long),
    ("Decimal", Type::Decimal),
    ("String", Type::String),
    ("Quantity", Type::Quantity(None)),
];

/// CQL's types that are not on the list.
pub(super) const OFF_LIST_TYPES: &[&str] = &[
    "Any",
    "Choice",
    "Code",
    "CodeSystem",
    "Concept",
    "Date",
    "DateTime",
    "Interval",
    "List",
    "Ratio",
    "Time",
    "Tuple",
    "ValueSet",
    "Vocabulary",
];

/// The type of this name, if it is on the list.
pub(super) fn named_type(name: &TypeName) -> Option<Type> {
    let found = TYPE_NAMES.iter().find(|(known, _)| **known == *name.text);
    found.map(|(_, ty)| ty.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, negative: bool) -> Result<String, &'static str> {
        let long = text.ends_with('L');
        let digits = text.trim_end_matches('L').into();
        let value = number(&Number {
            negative,
            digits,
            long,
        })?;
        Ok(value.to_string())
    }

    #[test]
    fn the_least_numbers_are_literals_and_their_opposites_are_not() {
        assert_eq!(read("2147483648", true).unwrap(), "-2147483648");
        assert!(read("2147483648", false).is_err());
        assert_eq!(
            read("9223372036854775808L", true).unwrap(),
            "-9223372036854775808L"
        );
        assert!(read("9223372036854775808L", false).is_err());
    }

    #[test]
    fn decimals_have_20_digits_before_the_point_and_8_after() {
        assert!(read("99999999999999999999.99999999", false).is_ok());
        assert!(read("100000000000000000000.0", false).is_err());
        assert!(read("0.000000001", false).is_err());
        assert_eq!(read("0.500000000000", false).unwrap(), "0.5");
        assert_eq!(read("000000000000000000000001.5", false).unwrap(), "1.5");
    }

    #[test]
    fn other_spellings_of_micrograms_are_named() {
        let unit = |text: &str| UnitName {
            span: crate::Span::default(),
            text: text.into(),
            calendar: false,
        };
        assert_eq!(unit_help(&unit("µg/L")).unwrap(), "did you mean `'ug/L'`?");
        assert_eq!(unit_help(&unit("mcg")).unwrap(), "did you mean `'ug'`?");
        assert_eq!(
            unit_help(&unit("days")).unwrap(),
            "calendar durations stand without quotes: `days`"
        );
    }
}
