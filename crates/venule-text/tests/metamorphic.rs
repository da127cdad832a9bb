//! What must not change when a text changes in a way that means nothing, or must change in one way only.
//!
//! Over the half of the gold set that words are tuned on, and over the wordings of all questions.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use venule_engine::case::Dates;
use venule_engine::side::Side;
use venule_knowledge::load;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::Files;
use venule_logic::Value;
use venule_text::candidate::{Candidate, EventCandidate};
use venule_text::extract::{Extractor, Reading};
use venule_text::gold;
use venule_text::language::model::Language;
use venule_text::language::source::from_dir;

static DATA: LazyLock<(Knowledge, Language)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let loaded = load::from_dir(&folder).unwrap();
    let knowledge = loaded.knowledge.unwrap();
    let language = from_dir(&knowledge, &folder).unwrap().usable().unwrap();
    (knowledge, language)
});

static EXTRACTOR: LazyLock<Extractor<'static>> =
    LazyLock::new(|| Extractor::new(&DATA.0, &DATA.1).unwrap());

/// A text with the day that its days are counted from.
struct Text {
    id: String,
    text: String,
    as_of: Date,
}

static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gold");
    let mut files = Files::default();
    let mut which = Vec::new();
    for part in ["sentences", "notes"] {
        let entries = std::fs::read_dir(folder.join(part)).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap();
            which.push(files.add(path.to_string_lossy(), text));
        }
    }
    let (examples, _) = gold::load(&DATA.0, &files, which);
    let tuned_on = examples.into_iter().step_by(2).map(|it| Text {
        id: it.id,
        text: it.text,
        as_of: it.as_of,
    });
    let questions = DATA.1.questions.iter().flat_map(|question| {
        question.wordings.iter().map(|wording| Text {
            id: question.id.to_string(),
            text: wording.to_string(),
            as_of: date(2026, 3, 16),
        })
    });
    let texts: Vec<Text> = tuned_on.chain(questions).collect();
    assert!(texts.len() > 500, "only {} texts", texts.len());
    texts
});

fn read(text: &str, as_of: Date) -> Reading {
    EXTRACTOR.read(text, as_of).unwrap()
}

/// What a reading says, without where it says it.
fn said(reading: &Reading) -> BTreeSet<String> {
    said_by(reading, |side| side, |dates| dates)
}

fn said_by(
    reading: &Reading,
    side: impl Fn(Side) -> Side,
    days: impl Fn(Dates) -> Dates,
) -> BTreeSet<String> {
    let of_fact = |it: &Candidate| {
        let name = &DATA.0.facts[it.fact.0 as usize].name;
        // Words of the text as a value are what the text has.
        let free = DATA.0.facts[it.fact.0 as usize].choices.is_empty()
            && matches!(it.value, Value::String(_));
        let leg = match &it.value {
            Value::String(word) => Side::parse(word),
            _ => None,
        };
        let value = if let Some(leg) = leg {
            side(leg).to_string()
        } else if free {
            String::new()
        } else {
            format!("{:?}", it.value)
        };
        format!("{name} {:?} {:?} {value}", it.side.map(&side), it.standing)
    };
    let of_event = |it: &EventCandidate| {
        let name = &DATA.0.events[it.kind].name;
        let (when, leg) = (it.when.map(&days), it.side.map(&side));
        format!(
            "{name} {leg:?} {when:?} {:?} {:?} {:?}",
            it.attributes, it.open, it.standing
        )
    };
    let facts = reading.facts.iter().map(of_fact);
    let events = reading.events.iter().map(of_event);
    let none = reading.none_of.iter().map(|(kind, leg, _)| {
        format!("none of {} {:?}", DATA.0.events[*kind].name, leg.map(&side))
    });
    let leg = reading
        .side
        .iter()
        .map(|(leg, _)| format!("side {:?}", side(*leg)));
    facts.chain(events).chain(none).chain(leg).collect()
}

/// What a changed text says less and more than before, if it does.
fn difference(
    id: &str,
    changed: &str,
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
) -> Option<String> {
    (before != after).then(|| {
        let lost: Vec<_> = before.difference(after).collect();
        let gained: Vec<_> = after.difference(before).collect();
        format!("{id}: {changed}\n  lost {lost:?}\n  gained {gained:?}")
    })
}

fn none(differ: &[String]) {
    assert!(
        differ.is_empty(),
        "{} differ:\n{}",
        differ.len(),
        differ.join("\n")
    );
}

/// Texts that say something else once they are changed, with what was gained and lost.
fn check(change: impl Fn(&Text) -> Option<String>) {
    let mut differ = Vec::new();
    for text in TEXTS.iter() {
        let Some(changed) = change(text) else {
            continue;
        };
        let before = said(&read(&text.text, text.as_of));
        let after = said(&read(&changed, text.as_of));
        differ.extend(difference(&text.id, &changed, &before, &after));
    }
    none(&differ);
}

#[test]
fn line_ends_and_blanks_mean_nothing() {
    check(|it| Some(it.text.replace('\n', "\r\n")));
    check(|it| Some(it.text.replace('\n', "  \n")));
    check(|it| Some(format!("  {}  \n\n", it.text.trim())));
    check(|it| Some(it.text.replace("\n\n", "\n\n\n\n")));
    check(|it| Some(it.text.replace(' ', "  ")));
}

#[test]
fn letters_in_capitals_mean_nothing() {
    check(|it| Some(it.text.to_uppercase()));
}

#[test]
fn what_the_vocabulary_has_no_name_for_changes_nothing() {
    for more in [
        "No hair loss.",
        "Denies earache.",
        "Hay fever as a child.",
        "Worked as a baker until 2004.",
        "Enjoys gardening.",
    ] {
        check(|it| {
            let text = it.text.trim_end();
            let ended = text.ends_with(['.', '?', '!']);
            let stop = if ended { "" } else { "." };
            // Below a heading it would be a part of what the heading is of; as a paragraph of its own it is none.
            Some(format!("{text}{stop}\n\n{more}"))
        });
        check(|it| Some(format!("{more}\n\n{}", it.text)));
    }
}

/// Facts of danger that a reading has, accepted or to be confirmed, and events.
fn dangers(reading: &Reading) -> BTreeSet<String> {
    let raised = reading.facts.iter().filter(|it| it.raise);
    let no = Value::Boolean(false);
    let present = raised.filter(|it| it.value != no);
    let facts = present.map(|it| DATA.0.facts[it.fact.0 as usize].name.to_string());
    let events = reading.events.iter();
    let events = events.map(|it| DATA.0.events[it.kind].name.to_string());
    facts.chain(events).collect()
}

#[test]
fn a_denial_in_the_same_sentence_makes_no_danger_vanish() {
    let mut lost = Vec::new();
    for text in TEXTS.iter() {
        let before = dangers(&read(&text.text, text.as_of));
        let trimmed = text.text.trim_end();
        let body = trimmed.trim_end_matches(['.', '!']);
        let changed = [
            format!("{body}, no hair loss."),
            format!("{body}; denies earache."),
            format!("{body}, and no tinnitus."),
            format!("No tinnitus; {trimmed}"),
        ];
        for changed in changed {
            let after = dangers(&read(&changed, text.as_of));
            let gone: Vec<_> = before.difference(&after).collect();
            if !gone.is_empty() {
                lost.push(format!("{}: {changed}\n  lost {gone:?}", text.id));
            }
        }
    }
    assert!(lost.is_empty(), "{} lose:\n{}", lost.len(), lost.join("\n"));
}

/// The words for a side, exchanged.
fn mirrored(text: &str) -> Option<String> {
    let mut changed = String::new();
    let mut word = String::new();
    let mut found = false;
    let flush = |word: &mut String, changed: &mut String, found: &mut bool| {
        let other = match word.to_lowercase().as_str() {
            "left" => "right",
            "right" => "left",
            "l" => "r",
            "r" => "l",
            "lt" => "rt",
            "rt" => "lt",
            "lle" => "rle",
            "rle" => "lle",
            "lhs" => "rhs",
            "rhs" => "lhs",
            _ => "",
        };
        let upper = word.chars().all(char::is_uppercase);
        if other.is_empty() {
            changed.push_str(word);
        } else {
            *found = true;
            if upper {
                changed.push_str(&other.to_uppercase());
            } else {
                changed.push_str(other);
            }
        }
        word.clear();
    };
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            word.push(letter);
        } else {
            flush(&mut word, &mut changed, &mut found);
            changed.push(letter);
        }
    }
    flush(&mut word, &mut changed, &mut found);
    found.then_some(changed)
}

#[test]
fn left_and_right_exchanged_exchange_the_legs_and_nothing_else() {
    let mut differ = Vec::new();
    for text in TEXTS.iter() {
        // "Left" is a verb as well, "right" an adverb, and "r/o" no side.
        let lower = text.text.to_lowercase();
        let other = [
            "r/o",
            "b/l",
            "left the",
            "all right",
            "right now",
            "right away",
            "l4",
            "l5",
            "/l",
            "was left",
            "is left",
            "right?",
            "alright",
        ];
        if other.iter().any(|it| lower.contains(it)) {
            continue;
        }
        let Some(changed) = mirrored(&text.text) else {
            continue;
        };
        let before = said_by(&read(&text.text, text.as_of), Side::mirrored, |it| it);
        let after = said(&read(&changed, text.as_of));
        differ.extend(difference(&text.id, &changed, &before, &after));
    }
    none(&differ);
}

/// After so many years the calendar has the same weekdays and leap days.
const CYCLE: i16 = 28;

#[test]
fn a_later_day_moves_what_is_counted_from_it_and_nothing_else() {
    let moved = |day: Date| date(day.year() + CYCLE, day.month(), day.day());
    let mut differ = Vec::new();
    for text in TEXTS.iter() {
        // A year that is written does not move.
        let digits = text.text.split(|it: char| !it.is_ascii_digit());
        if digits.clone().any(|it| it.len() == 4) || text.text.contains('/') {
            continue;
        }
        let before = said_by(
            &read(&text.text, text.as_of),
            |it| it,
            |it| Dates {
                earliest: moved(it.earliest),
                latest: moved(it.latest),
            },
        );
        let after = said(&read(&text.text, moved(text.as_of)));
        if before != after {
            differ.push(format!(
                "{}: {}\n  {before:?}\n  {after:?}",
                text.id, text.text
            ));
        }
    }
    none(&differ);
}
