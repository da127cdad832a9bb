//! The question in full, and what it is about.

use venule_knowledge::model::Category;
use venule_logic::Value;
use venule_text::candidate::Standing;
use venule_text::language::ask::IntentKind;
use venule_text::span::Span;

use super::{About, Asked, Reader};
use crate::build::{Builder, push_new};
use crate::{stated, words};

/// Most letters of a text that are shown as the question.
const LONGEST: usize = 300;

/// Whether actions of a kind are what is asked for.
pub(super) fn is_about(intent: IntentKind, category: Category) -> bool {
    match intent {
        IntentKind::Diagnosis | IntentKind::Order | IntentKind::Check => {
            matches!(
                category,
                Category::Imaging | Category::Lab | Category::Assessment
            )
        }
        IntentKind::Treatment | IntentKind::Duration => category == Category::Treatment,
        IntentKind::FollowUp => category == Category::FollowUp,
        IntentKind::NextStep | IntentKind::Why | IntentKind::Avoid => false,
    }
}

fn wanted_words(intent: IntentKind) -> &'static str {
    match intent {
        IntentKind::NextStep => "what should be done now",
        IntentKind::Diagnosis => "what should be done to find out what it is",
        IntentKind::Order => "what should be ordered",
        IntentKind::Check => "is what was ordered or reported right",
        IntentKind::Treatment => "how should it be treated",
        IntentKind::FollowUp => "what follow-up is needed",
        IntentKind::Duration => "for how long",
        IntentKind::Why => "why",
        IntentKind::Avoid => "what should not be done",
    }
}

/// What is asked, as one full question.
pub(super) fn in_full(asked: &Asked<'_>) -> String {
    if asked.about != About::Patient || asked.reader == Reader::Patient {
        return as_written(asked.text);
    }
    let intents = asked.asks.intents.iter();
    let mut wanted = intents
        .map(|(intent, _)| wanted_words(*intent))
        .fold(Vec::new(), push_new);
    if wanted.is_empty() {
        wanted.push(wanted_words(IntentKind::NextStep));
    }
    let what = wanted.join(", and ");
    let what = words::capitalized(&what);
    let known = known(asked);
    match known.as_slice() {
        [] => format!("{what}?"),
        some => format!("{what} for a patient with this: {}?", some.join("; ")),
    }
}

/// The text itself, as one line, cut where it is long.
fn as_written(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        format!("{short} ...")
    } else {
        short
    }
}

/// What was understood to be so. Of what the same words say, the first.
fn known(asked: &Asked<'_>) -> Vec<String> {
    let mut words: Vec<&[Span]> = Vec::new();
    let mut known = Vec::new();
    for fact in &asked.reading.facts {
        let is_so = fact.value != Value::Boolean(false) && fact.standing == Standing::Accepted;
        if is_so && !words.contains(&&*fact.proof.spans) {
            words.push(&fact.proof.spans);
            known.push(stated::stated_fact(asked.knowledge, &fact.entry()));
        }
    }
    let events = (0..asked.case.events.len())
        .filter_map(|index| stated::stated_event(asked.knowledge, asked.case, index));
    known.extend(events);
    known
}

/// The pathways that have a say.
pub(super) fn title(builder: &Builder<'_>) -> String {
    let guidelines = builder.knowledge.guidelines.iter().enumerate();
    let titles: Vec<&str> = guidelines
        .filter(|(index, it)| !it.is_gate && builder.speaks(*index))
        .map(|(_, it)| it.title.as_str())
        .collect();
    if titles.is_empty() {
        "Answer".to_owned()
    } else {
        titles.join("; ")
    }
}
