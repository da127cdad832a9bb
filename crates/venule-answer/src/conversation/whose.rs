//! Whether a later text is of the patient whom the texts before it are about.

use jiff::civil::Date;
use venule_engine::case::{Case, State};
use venule_knowledge::model::{DataElement, Knowledge};
use venule_logic::FactId;
use venule_text::candidate::{Candidate, Standing};
use venule_text::extract::{Extractor, Reading};
use venule_text::language::model::Language;
use venule_text::language::uses::Use;
use venule_text::people::{By, Patient};
use venule_text::span::Span;

/// Most words of an answer to the question who is meant.
const MOST_WORDS: usize = 4;

/// The words of a text by which it may be of another patient than those before: a name or a bed that was not told of, where
/// no words say that it is the same patient, another age or sex, or words for another patient.
///
/// `told` is what was told before, and `case` what is known of it.
#[must_use]
pub fn others(
    knowledge: &Knowledge,
    extractor: &Extractor<'_>,
    (told, case): (&str, &Case),
    (text, reading): (&str, &Reading),
    reference: Date,
) -> Vec<Patient> {
    if reading.same_patient {
        return Vec::new();
    }
    let next = next_patient(extractor, text, reading, reference);
    if !next.is_empty() {
        return next.into_iter().map(by_words).collect();
    }
    let who = identity(knowledge, case, reading);
    if !who.others.is_empty() || told.is_empty() {
        return who.others;
    }
    // Too much to be read together is read by itself.
    let Ok(all) = extractor.read(&format!("{told}{text}"), reference) else {
        return Vec::new();
    };
    let several = all.patients.iter().filter(|it| it.is_named());
    let several: Vec<Patient> = several.filter_map(|it| it.behind(told.len())).collect();
    if !several.is_empty() {
        return several;
    }
    let (before, behind): (Vec<Patient>, Vec<Patient>) =
        (all.named.iter()).partition(|it| (it.span.start as usize) < told.len());
    let known = |it: &Patient| before.iter().any(|told| told.who == it.who);
    if who.is_same || behind.iter().any(known) {
        return Vec::new();
    }
    let behind = behind.into_iter();
    behind.filter_map(|it| it.behind(told.len())).collect()
}

/// Words for another patient. "Next patient:" is a heading, and no words of a sentence, unless it is read with a comma.
fn next_patient(
    extractor: &Extractor<'_>,
    text: &str,
    reading: &Reading,
    reference: Date,
) -> Vec<Span> {
    if !reading.next_patient.is_empty() || !text.contains(':') {
        return reading.next_patient.clone();
    }
    let plain = extractor.read(&text.replace(':', ","), reference);
    plain.map_or_else(|_| Vec::new(), |it| it.next_patient)
}

fn by_words(span: Span) -> Patient {
    Patient {
        span,
        by: By::Words,
        who: None,
    }
}

/// What the age and the sex of a text say beside those that were told.
struct Identity {
    /// The words for another age or another sex.
    others: Vec<Patient>,
    /// Whether the age is the one that was told.
    is_same: bool,
}

fn identity(knowledge: &Knowledge, case: &Case, reading: &Reading) -> Identity {
    let mut said = Identity {
        others: Vec::new(),
        is_same: false,
    };
    let corrects = !reading.withdrawn.corrects.is_empty() || tells_only_who(knowledge, reading);
    for it in reading
        .facts
        .iter()
        .filter(|it| it.standing == Standing::Accepted && tells_who(knowledge, it.fact))
    {
        let known = case.facts.iter().find(|known| known.fact == it.fact);
        match known.map(|it| &it.state) {
            Some(State::Known(value)) if *value == it.value => {
                said.is_same |= is_age(knowledge, it.fact);
            }
            Some(State::Known(_)) if !corrects => said.others.extend(words(it)),
            _ => {}
        }
    }
    said
}

/// "Sorry, 74M", "she is 71": nothing else that could be of somebody else.
fn tells_only_who(knowledge: &Knowledge, reading: &Reading) -> bool {
    let who = |it: &Candidate| tells_who(knowledge, it.fact);
    reading.facts.iter().all(who) && reading.events.is_empty() && reading.none_of.is_empty()
}

fn words(of: &Candidate) -> Option<Patient> {
    let spans = of.proof.spans.iter().copied();
    spans.reduce(Span::join).map(by_words)
}

fn is_age(knowledge: &Knowledge, fact: FactId) -> bool {
    let fact = knowledge.facts.get(fact.0 as usize);
    fact.is_some_and(|it| it.is_age)
}

/// Whether a fact is the sex of the patient.
pub(super) fn is_sex(knowledge: &Knowledge, fact: FactId) -> bool {
    let fact = knowledge.facts.get(fact.0 as usize);
    fact.is_some_and(|it| it.data_element == Some(DataElement::Sex))
}

fn tells_who(knowledge: &Knowledge, fact: FactId) -> bool {
    is_age(knowledge, fact) || is_sex(knowledge, fact)
}

/// What a text answers where it was asked whether the one before was of the same patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// It was.
    Same,
    /// It was of another patient.
    Another,
}

/// The answer, if the text holds one: "same patient", "yes", "no, another one".
#[must_use]
pub fn whose(language: &Language, text: &str, reading: &Reading) -> Option<Whose> {
    if !reading.next_patient.is_empty() {
        return Some(Whose::Another);
    }
    // "Same patient. But ignore the last one."
    if reading.same_patient {
        return Some(Whose::Same);
    }
    if reading.withdrawn.all.is_some() {
        return Some(Whose::Another);
    }
    let mut words = text.split(|it: char| !it.is_alphanumeric());
    let first = words.find(|it| !it.is_empty())?.to_lowercase();
    let rest = words.filter(|it| !it.is_empty()).count();
    let uses = language.used.of(&first);
    if text.contains('?') || rest >= MOST_WORDS || !super::says_nothing(reading) {
        None
    } else if uses.has(Use::Yes) {
        Some(Whose::Same)
    } else {
        uses.has(Use::No).then_some(Whose::Another)
    }
}
