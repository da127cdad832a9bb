//! A later text that gives a result and names no test: "neg", "back: 1.8 (cut-off 0.5)", "it is an old thrombus".

use jiff::civil::Date;
use venule_engine::case::Case;
use venule_text::candidate::{EventCandidate, Standing};
use venule_text::extract::{Extractor, Reading};
use venule_text::language::model::{Frame, Language};
use venule_text::language::uses::Use;
use venule_text::view::TooLong;

use super::is_remark;

/// The text with the test in front that it can only be of: the one whose result is awaited, else the one that was told
/// of. Nothing where it says something by itself, asks, may be of several tests, or says nothing of such a test.
///
/// # Errors
///
/// If the text is too long to be read.
pub fn with_its_test(
    language: &Language,
    extractor: &Extractor<'_>,
    case: &Case,
    text: &str,
    reference: Date,
) -> Result<Option<String>, TooLong> {
    if !is_remark(text) {
        return Ok(None);
    }
    let alone = extractor.read(text, reference)?;
    let report = report(language, text).filter(|_| alone.withdrawn.takes_back_unknown());
    if !says_nothing(&alone) && report.is_none() {
        return Ok(None);
    }
    if let Some(frame) = meant(language, case) {
        let named = match report.and_then(|at| text.split_at_checked(at)) {
            Some((before, rest)) => format!("{before}{} {rest}", frame.id),
            None => format!("{}: {}", frame.id, text.trim()),
        };
        let reading = extractor.read(&named, reference)?;
        let is_of_it = |it: &EventCandidate| {
            it.kind == frame.kind && it.standing == Standing::Accepted && !it.attributes.is_empty()
        };
        let is_meant = match report {
            Some(_) => reading.withdrawn.events.contains(&frame.kind),
            None => reading.events.iter().any(is_of_it),
        };
        if is_meant {
            return Ok(Some(named));
        }
    }
    Ok(None)
}

/// Whether nothing was read of a text, not even something that is not used.
#[must_use]
pub fn says_nothing(reading: &Reading) -> bool {
    reading.facts.is_empty()
        && reading.events.is_empty()
        && reading.events_aside.is_empty()
        && reading.amending.is_empty()
        && reading.none_of.is_empty()
        && reading.patients.is_empty()
        && reading.unread.is_empty()
        && reading.withdrawn.is_empty()
}

/// "The report is of another patient": where the word for a result stands that is named without its test.
fn report(language: &Language, text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let words = language.used.all(Use::Report);
    words.filter_map(|word| lower.find(word)).min()
}

/// The one kind of test that is awaited, or where none is, the one that was told of once.
fn meant<'l>(language: &'l Language, case: &Case) -> Option<&'l Frame> {
    let told = |frame: &Frame| {
        let events = case.events.iter().filter(|it| it.kind == frame.kind);
        events.count()
    };
    let awaited = |frame: &Frame| {
        let events = case.events.iter();
        let mut events = events.filter(|it| it.kind == frame.kind);
        events.any(|it| !super::denied::shows(frame, it))
    };
    let tests = || language.frames.iter().filter(|it| it.at_visit);
    only(tests().filter(|it| awaited(it))).or_else(|| {
        let none_awaited = !tests().any(awaited);
        let one = only(tests().filter(|it| told(it) > 0));
        one.filter(|it| none_awaited && told(it) == 1)
    })
}

fn only<'a>(mut all: impl Iterator<Item = &'a Frame>) -> Option<&'a Frame> {
    let first = all.next();
    first.filter(|_| all.next().is_none())
}
