//! A rule as a sentence: "When all of these hold: ... then DO: ...".

use venule_knowledge::model::{Action, Knowledge, Rating, Rule, Stance};

use crate::condition::Clause;
use crate::timing;
use crate::words;

/// How the sentence begins, up to the parts of the condition.
pub fn when(clause: Option<&Clause>) -> String {
    match clause.map(Clause::head) {
        None => "Whenever the guideline is for the patient:".to_owned(),
        Some(None) => "When this holds:".to_owned(),
        Some(Some(head @ ("any of these" | "none of these"))) => format!("When {head} holds:"),
        Some(Some(head @ ("all of these" | "not all of these"))) => format!("When {head} hold:"),
        Some(Some(head)) => format!("When this holds, {head}:"),
    }
}

/// How the sentence ends: the stance, the line that a clinician reads, and when.
pub fn advice(knowledge: &Knowledge, rule: &Rule) -> String {
    let label = knowledge
        .actions
        .get(rule.action.0 as usize)
        .map_or("", |action| wording(action, rule.stance));
    let mut text = format!(
        "{}: \"{}\"",
        stance(rule.stance),
        label.trim_end_matches('.')
    );
    if let Some(due) = &rule.timing {
        text.push_str(&format!(", {}", timing::words(knowledge, due)));
    }
    if let Some(duration) = &rule.duration {
        text.push_str(&format!(", for {}", words::quantity(duration)));
    }
    text
}

/// A stance in one word.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Do => "DO",
        Stance::Consider => "CONSIDER",
        Stance::Avoid => "AVOID",
    }
}

/// An action as a rule of this stance words it.
pub fn wording(action: &Action, stance: Stance) -> &str {
    match (stance, &action.avoid_label) {
        (Stance::Avoid, Some(label)) => label,
        (Stance::Do | Stance::Consider | Stance::Avoid, _) => &action.label,
    }
}

/// A rating with who gave it.
pub fn rating(rating: &Rating) -> String {
    format!(
        "{} ({}, {})",
        rating.value.replace('_', " "),
        rating.body,
        rating.edition
    )
}
