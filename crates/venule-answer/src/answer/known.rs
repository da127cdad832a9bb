//! What is known of the patient in a few sentences: who, what is told, what was found, scans, tests, treatment.

use venule_engine::case::{Entry, State};
use venule_engine::side::Side;
use venule_knowledge::model::{Category, DataElement, Fact, Obtain};
use venule_logic::Value;
use venule_text::candidate::{Candidate, Standing};
use venule_text::span::Span;

use super::{Asked, understood};
use crate::{stated, words};

/// Letters of a label that can be read in a list.
const LONGEST_LABEL: usize = 60;

/// Letters of a quotation that says something by itself.
const LEAST_WORDS: usize = 12;

/// Facts whose name begins so are about what is given.
const TREATMENT: &str = "treatment.";

/// Facts whose name begins so are about who the patient is, or who reads.
const PATIENT: &str = "patient.";
const READER: &str = "reader.";

/// What a sentence is about, in the order of the sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Patient,
    Told,
    Found,
    Scans,
    Tests,
    Treatment,
    NotSo,
}

impl About {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Patient, "Patient"),
        (Self::Told, "Told"),
        (Self::Found, "Found"),
        (Self::Scans, "Scans"),
        (Self::Tests, "Tests"),
        (Self::Treatment, "Treatment"),
        (Self::NotSo, "No"),
    ];

    fn of(fact: &Fact) -> Self {
        if fact.is_age || fact.data_element.is_some() || fact.name.starts_with(PATIENT) {
            return Self::Patient;
        }
        if fact.name.starts_with(TREATMENT) {
            return Self::Treatment;
        }
        match fact.obtain {
            Obtain::Record | Obtain::Ask => Self::Told,
            Obtain::Examine => Self::Found,
            Obtain::Lab => Self::Tests,
            Obtain::Imaging => Self::Scans,
        }
    }
}

/// Everything that is known, each thing once, in sentences.
pub(super) fn sentences(asked: &Asked<'_>) -> String {
    let leg = one_leg(asked);
    let mut said: Vec<(About, String)> = Vec::new();
    let mut words: Vec<&[Span]> = Vec::new();
    for entry in &asked.case.facts {
        let Some(fact) = asked.knowledge.facts.get(entry.fact.0 as usize) else {
            continue;
        };
        let proof = asked.reading.facts.iter().find(|it| {
            it.standing == Standing::Accepted && it.fact == entry.fact && it.side == entry.side
        });
        // Of what the same words say, the first.
        let spans = proof.map(|it| &*it.proof.spans);
        let is_again = spans.is_some_and(|it| words.contains(&it));
        // What is in doubt is unknown to the case, and stands under what has to be confirmed.
        let is_in_doubt = entry.state == State::Unknown && proof.is_none();
        let is_said_already =
            fact.name.starts_with(READER) || fact.is_side && leg.is_some() || is_in_doubt;
        let is_person = fact.is_age || fact.data_element.is_some();
        if is_said_already || is_again && !is_person {
            continue;
        }
        words.extend(spans);
        let label = match proof {
            Some(proof) => label(asked, fact, proof, is_person),
            None => fact.label.clone(),
        };
        let about = match entry.state {
            State::Known(Value::Boolean(false)) if !label.starts_with('"') => About::NotSo,
            _ => About::of(fact),
        };
        said.push((about, in_words(asked, fact, entry, leg, &label)));
    }
    for index in 0..asked.case.events.len() {
        let of_event = stated::stated_event(asked.knowledge, asked.case, index);
        said.extend(of_event.map(|it| (of_kind(asked, index), it)));
    }
    for none in &asked.case.none_of {
        let kind = asked.knowledge.events.get(none.kind);
        said.extend(kind.map(|it| (About::NotSo, words::within(&stated::none(it)))));
    }
    if let Some(leg) = leg {
        said.push((About::Patient, words::leg(Some(leg)).to_owned()));
    }
    let sentences = About::ALL.iter().filter_map(|(about, heading)| {
        let of_it = said.iter().filter(|(it, _)| it == about);
        let of_it: Vec<&str> = of_it.map(|(_, words)| words.as_str()).collect();
        (!of_it.is_empty()).then(|| format!("{heading}: {}.", of_it.join("; ")))
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// The leg that everything of a leg is said of, if it is one.
fn one_leg(asked: &Asked<'_>) -> Option<Side> {
    let mut legs = asked.case.facts.iter().filter_map(|it| it.side);
    let leg = legs.next()?;
    legs.all(|it| it == leg).then_some(leg)
}

/// What a fact is called, or the words that say it: where its label is long, or where they say more than this.
fn label(asked: &Asked<'_>, fact: &Fact, proof: &Candidate, is_person: bool) -> String {
    let words = || understood::telling(asked.text, &proof.proof);
    let facts = asked.reading.facts.iter();
    let same = facts.filter(|it| it.proof.spans == proof.proof.spans);
    let is_told_better = words().len() >= LEAST_WORDS;
    if fact.label.len() > LONGEST_LABEL && is_told_better {
        words()
    } else if same.count() > 1 && !is_person && proof.value != Value::Boolean(false) {
        format!("{} ({})", words(), fact.label)
    } else {
        fact.label.clone()
    }
}

fn in_words(
    asked: &Asked<'_>,
    fact: &Fact,
    entry: &Entry,
    leg: Option<Side>,
    label: &str,
) -> String {
    let of_leg = stated::of_leg(entry.side.filter(|it| Some(*it) != leg));
    match &entry.state {
        State::Known(Value::Boolean(_)) => format!("{label}{of_leg}"),
        State::Known(value) if fact.is_age => format!("{value} years old"),
        State::Known(value) => {
            let value = words::value(asked.knowledge, entry.fact, value);
            match fact.data_element {
                Some(DataElement::Sex) => value,
                _ if label.starts_with('"') => format!("{label} ({value}){of_leg}"),
                _ => format!("{label}: {value}{of_leg}"),
            }
        }
        State::Unknown => format!("{label}: not known{of_leg}"),
        State::NotDone => format!("{label}: not done{of_leg}"),
        State::Unobtainable => format!("{label}: cannot be obtained{of_leg}"),
    }
}

/// What an event is about: what kind of test has it as its result.
fn of_kind(asked: &Asked<'_>, index: usize) -> About {
    let event = asked.case.events.get(index);
    let kind = event.and_then(|it| asked.knowledge.events.get(it.kind));
    let Some(kind) = kind else {
        return About::Told;
    };
    let is_result = |name: &String| name.split('.').next() == Some(&*kind.name);
    let mut actions = asked.knowledge.actions.iter();
    let test = actions.find(|it| it.results.iter().any(is_result));
    match test.map(|it| it.category) {
        Some(Category::Imaging) => About::Scans,
        Some(Category::Lab) => About::Tests,
        _ => About::Told,
    }
}
