//! A number that puts another one right is written without its unit: "sorry, D-dimer was 320, not 3200".

use jiff::civil::Date;
use venule_engine::case::{Case, Event, State};
use venule_logic::{Decimal, Quantity, Value};
use venule_text::candidate::Amends;
use venule_text::extract::{Extractor, Reading};
use venule_text::language::model::{Frame, Language};
use venule_text::language::uses::Use;
use venule_text::view::TooLong;

use super::is_remark;

/// How far a corrected number may be from the one before without the unit being another one, as a factor.
const FARTHEST: i64 = 100;

/// The text with the unit that the number had that it puts right. Nothing where it puts nothing right, has a unit of its
/// own, or where the number may be of another unit.
///
/// # Errors
///
/// If the text is too long to be read.
pub fn with_its_unit(
    language: &Language,
    extractor: &Extractor<'_>,
    case: &Case,
    text: &str,
    reference: Date,
) -> Result<Option<String>, TooLong> {
    if !is_remark(text) {
        return Ok(None);
    }
    let reading = extractor.read(text, reference)?;
    let amended = reading.events.iter().any(|it| it.amends != Amends::No);
    if reading.withdrawn.corrects.is_empty() && reading.withdrawn.amended.is_empty() && !amended {
        return Ok(None);
    }
    for (frame, event, old) in measured(language, case) {
        let named = reading.events.iter().any(|it| it.kind == frame.kind);
        let Some((end, not_old)) = corrected(language, text, old.value) else {
            continue;
        };
        if has_value(&reading, frame, event) || !(named || not_old) {
            continue;
        }
        let (before, behind) = text.split_at(end);
        let unit = format!("{}{}", old.unit, qualifier(event));
        let name = if named {
            String::new()
        } else {
            format!("{}: ", frame.id)
        };
        let whole = format!("{name}{before} {unit}{behind}");
        if has_value(&extractor.read(&whole, reference)?, frame, event) {
            return Ok(Some(whole));
        }
    }
    Ok(None)
}

/// The tests of a case with a number that has a unit, where there is one of its kind.
fn measured<'a>(
    language: &'a Language,
    case: &'a Case,
) -> impl Iterator<Item = (&'a Frame, &'a Event, &'a Quantity)> {
    language.frames.iter().filter_map(|frame| {
        let mut told = case.events.iter().filter(|it| it.kind == frame.kind);
        let event = told.next().filter(|_| told.next().is_none())?;
        let mut values = event.attributes.iter();
        let old = values.find_map(|(_, state)| match state {
            State::Known(Value::Quantity(quantity)) => Some(quantity),
            _ => None,
        })?;
        Some((frame, event, old))
    })
}

/// Whether a reading tells a number of an attribute that a test has one of.
fn has_value(reading: &Reading, frame: &Frame, event: &Event) -> bool {
    let is_number = |name: &str| {
        let mut known = event.attributes.iter();
        known.any(|(it, state)| **it == *name && matches!(state, State::Known(Value::Quantity(_))))
    };
    let events = reading.events.iter().chain(&reading.amending);
    let mut events = events.filter(|it| it.kind == frame.kind);
    events.any(|it| it.attributes.iter().any(|(name, _)| is_number(name)))
}

/// How the value is reported, which stands behind its unit in capital letters.
fn qualifier(event: &Event) -> String {
    let codes = event
        .attributes
        .iter()
        .filter_map(|(_, state)| match state {
            State::Known(Value::String(code)) if code.chars().all(|it| it.is_ascii_uppercase()) => {
                Some(code)
            }
            _ => None,
        });
    codes.map(|code| format!(" {code}")).collect()
}

/// Where the number ends that is not the old one and may have its unit, and whether the old one is denied. Nothing where
/// two numbers may: "of 12 March was 620".
fn corrected(language: &Language, text: &str, old: Decimal) -> Option<(usize, bool)> {
    let mut found = None;
    let mut denied = false;
    for (start, end) in numbers(text) {
        let digits = text.get(start..end).unwrap_or_default().replace(',', "");
        let Ok(number) = digits.parse::<Decimal>() else {
            continue;
        };
        if number == old {
            let before = text.get(..start).unwrap_or_default().trim_end();
            let last = before.rsplit(|it: char| !it.is_alphabetic()).next();
            let last = last.unwrap_or_default().to_lowercase();
            denied |= language.used.of(&last).has(Use::NotNumber);
        } else {
            let far = Decimal::from(FARTHEST);
            let at_least =
                |one: Decimal, other: Decimal| one.checked_mul(far).is_some_and(|it| it >= other);
            let near = at_least(number, old) && at_least(old, number);
            if near && found.replace(end).is_some() {
                return None;
            }
        }
    }
    found.map(|end| (end, denied))
}

/// The numbers of a text that stand by themselves.
fn numbers(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(|it: char| it.is_ascii_digit())?;
        let behind = text.get(start..)?;
        let length = behind.find(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | ',')));
        let number = behind
            .get(..length.unwrap_or(behind.len()))?
            .trim_end_matches(['.', ',']);
        at = start + number.len().max(1);
        Some((start, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_that_is_not_the_old_one_is_the_new_one() {
        let mut language = Language::default();
        language.used.add("not", Use::NotNumber);
        let corrected = |text: &str| corrected(&language, text, Decimal::from(3200));
        assert_eq!(corrected("it was 320 not 3,200"), Some((10, true)));
        assert_eq!(corrected("not 3200, 320."), Some((13, true)));
        assert_eq!(corrected("it is 1.5"), None);
    }
}
