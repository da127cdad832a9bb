//! Reads texts with the language of `knowledge/language/`, for tests.

use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use venule_knowledge::load;
use venule_knowledge::model::Knowledge;
use venule_logic::Value;
use venule_text::candidate::{EventCandidate, Standing};
use venule_text::extract::{Extractor, Reading};
use venule_text::language::model::Language;
use venule_text::language::source::from_dir;

pub(crate) static DATA: LazyLock<(Knowledge, Language)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let loaded = load::from_dir(&folder).unwrap();
    let knowledge = loaded.knowledge.unwrap();
    let language = from_dir(&knowledge, &folder).unwrap().usable().unwrap();
    (knowledge, language)
});

static EXTRACTOR: LazyLock<Extractor<'static>> =
    LazyLock::new(|| Extractor::new(&DATA.0, &DATA.1).unwrap());

pub(crate) const TODAY: Date = date(2026, 3, 16);

pub(crate) fn read_text(text: &str) -> Reading {
    EXTRACTOR.read(text, TODAY).unwrap()
}

/// The value of an accepted fact.
pub(crate) fn fact(text: &str, name: &str) -> Option<Value> {
    let reading = read_text(text);
    let found = reading.facts.into_iter().find(|it| {
        let stated = &*DATA.0.facts[it.fact.0 as usize].name == name;
        stated && it.standing == Standing::Accepted
    });
    found.map(|it| it.value)
}

/// How far a fact that was mentioned may be used.
pub(crate) fn standing(text: &str, name: &str) -> Option<Standing> {
    let mut facts = read_text(text).facts.into_iter();
    let found = facts.find(|it| &*DATA.0.facts[it.fact.0 as usize].name == name);
    found.map(|it| it.standing)
}

pub(crate) fn events(text: &str, kind: &str) -> Vec<EventCandidate> {
    let reading = read_text(text);
    let events = reading.events.into_iter();
    let of_kind = events.filter(|it| &*DATA.0.events[it.kind].name == kind);
    of_kind
        .filter(|it| it.standing == Standing::Accepted)
        .collect()
}

/// The value of an attribute of the only event of a kind.
#[track_caller]
pub(crate) fn attribute(text: &str, kind: &str, name: &str) -> Option<Value> {
    let events = events(text, kind);
    assert_eq!(events.len(), 1, "{text}: {events:?}");
    let mut all = events[0].attributes.iter();
    all.find(|(it, _)| &**it == name)
        .map(|(_, value)| value.clone())
}

pub(crate) fn word(word: &str) -> Option<Value> {
    Some(Value::String(word.into()))
}

pub(crate) const YES: Option<Value> = Some(Value::Boolean(true));
pub(crate) const NO: Option<Value> = Some(Value::Boolean(false));
