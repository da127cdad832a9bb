//! A later text that is only a leg or a length of time: "it was the left leg", "make that 12 days", "3 weeks".

use jiff::civil::Date;
use venule_engine::case::Case;
use venule_engine::side::Side;
use venule_text::candidate::EventCandidate;
use venule_text::extract::{Extractor, Reading};
use venule_text::language::model::{Frame, Language};
use venule_text::language::uses::Use;
use venule_text::view::TooLong;

use super::is_remark;

/// The text in words that name what it is of: of the leg that was told of, or of how long the symptoms have lasted. Nothing
/// where it says more, or where it is not the only such thing that it can be of.
///
/// # Errors
///
/// If the text is too long to be read.
pub fn with_its_matter(
    language: &Language,
    extractor: &Extractor<'_>,
    case: &Case,
    text: &str,
    reference: Date,
) -> Result<Option<String>, TooLong> {
    let Some(bare) = is_remark(text).then(|| Bare::of(language, text)).flatten() else {
        return Ok(None);
    };
    let alone = extractor.read(text, reference)?;
    if !alone.facts.is_empty() || !alone.events.is_empty() || alone.withdrawn.side.is_some() {
        return Ok(None);
    }
    let (named, is_meant): (String, fn(&Language, &Reading) -> bool) = match bare {
        Bare::Leg(side) if is_other(case, side) => {
            (format!("correction: the {side} leg"), |_, it| {
                it.withdrawn.side.is_some()
            })
        }
        Bare::Time(length) => match onset(language, case) {
            Onset::Open => (format!("symptoms for {length}"), tells_onset),
            Onset::Told => (format!("correction: symptoms for {length}"), tells_onset),
            Onset::Among => return Ok(None),
        },
        Bare::Leg(_) => return Ok(None),
    };
    let reading = extractor.read(&named, reference)?;
    Ok(is_meant(language, &reading).then_some(named))
}

/// What a text is, beside words that say nothing.
enum Bare {
    Leg(Side),
    Time(String),
}

impl Bare {
    fn of(language: &Language, text: &str) -> Option<Self> {
        let words = text.split(|it: char| !it.is_alphanumeric());
        let words: Vec<String> = words
            .filter(|it| !it.is_empty())
            .map(str::to_lowercase)
            .collect();
        let says = |it: &&String| !language.used.of(it).has(Use::Remark);
        let said: Vec<&str> = words.iter().filter(says).map(String::as_str).collect();
        // "That is right" names no leg.
        let names_leg = words
            .iter()
            .any(|it| matches!(it.as_str(), "leg" | "side" | "one"));
        // "In 3 weeks" is still to come.
        let to_come = words.iter().any(|it| it == "in");
        match said.as_slice() {
            ["l" | "lt"] => Some(Self::Leg(Side::Left)),
            ["r" | "rt"] => Some(Self::Leg(Side::Right)),
            ["left"] if names_leg => Some(Self::Leg(Side::Left)),
            ["right"] if names_leg => Some(Self::Leg(Side::Right)),
            [number, unit] if !to_come && is_length(language, number, unit) => {
                Some(Self::Time(format!("{number} {unit}")))
            }
            _ => None,
        }
    }
}

fn is_length(language: &Language, number: &str, unit: &str) -> bool {
    let counts = number.chars().all(|it| it.is_ascii_digit());
    counts && unit.len() > 1 && language.used.of(unit).has(Use::Lasts)
}

/// Whether one leg was told of, and it is the other one.
fn is_other(case: &Case, side: Side) -> bool {
    let facts = case.facts.iter().filter_map(|it| it.side);
    let events = case.events.iter().filter_map(|it| it.side);
    let mut told = facts.chain(events).chain(case.side).peekable();
    told.peek().is_some() && told.all(|it| it != side && it != Side::Both)
}

/// What is known of how long the symptoms have lasted.
enum Onset {
    /// Nothing, and nothing else that a length of time can be of.
    Open,
    /// It was told, and no other time.
    Told,
    /// Other times were told, or other matters that have one.
    Among,
}

fn onset(language: &Language, case: &Case) -> Onset {
    let kinds = || language.frames.iter().filter(|it| it.of_symptoms);
    let is_onset = |kind: usize| kinds().any(|it: &Frame| it.kind == kind);
    let dated = case.events.iter().filter(|it| it.when.is_some());
    match (dated.count(), case.events.as_slice()) {
        (0, []) => Onset::Open,
        (1, [one]) if is_onset(one.kind) => Onset::Told,
        _ => Onset::Among,
    }
}

fn tells_onset(language: &Language, reading: &Reading) -> bool {
    let is_onset = |it: &EventCandidate| {
        let mut frames = language.frames.iter();
        frames.any(|frame| frame.of_symptoms && frame.kind == it.kind)
    };
    reading.events.iter().any(is_onset) && reading.facts.is_empty()
}
