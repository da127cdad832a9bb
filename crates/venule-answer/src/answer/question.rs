//! The question in full, and what it is about.

use venule_knowledge::model::Category;
use venule_text::language::ask::IntentKind;

use super::{About, Asked, Reader, known};
use crate::build::{Builder, push_new};
use crate::words;

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
    let known = known::sentences(asked);
    format!("{what}? {known}").trim_end().to_owned()
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

/// The pathways that have a say.
pub(super) fn title(builder: &Builder<'_>, reader: Reader) -> String {
    if reader == Reader::Patient {
        return "About your question".to_owned();
    }
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
