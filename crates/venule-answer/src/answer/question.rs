//! The question in full, and what it is about.

use venule_knowledge::model::Category;
use venule_logic::Value;
use venule_text::candidate::Standing;
use venule_text::span::Span;

use super::Asked;
use crate::build::Builder;
use crate::stated;

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Focus {
    /// What to do next.
    NextStep,
    /// What it is, and how to find out.
    Diagnosis,
    /// What to order.
    Order,
    /// How to treat.
    Treatment,
    /// When to see the patient again.
    FollowUp,
    /// For how long.
    Duration,
    /// Why something is advised.
    Why,
    /// What not to do.
    Avoid,
}

impl Focus {
    /// By its name in the language files.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "next_step" => Self::NextStep,
            "diagnosis" => Self::Diagnosis,
            "order" | "check" => Self::Order,
            "treatment" => Self::Treatment,
            "follow_up" => Self::FollowUp,
            "duration" => Self::Duration,
            "why" => Self::Why,
            "avoid" => Self::Avoid,
            _ => return None,
        })
    }

    /// Whether actions of a kind are what is asked for.
    pub(super) fn is_about(self, category: Category) -> bool {
        match self {
            Self::Diagnosis | Self::Order => {
                matches!(
                    category,
                    Category::Imaging | Category::Lab | Category::Assessment
                )
            }
            Self::Treatment | Self::Duration => category == Category::Treatment,
            Self::FollowUp => category == Category::FollowUp,
            Self::NextStep | Self::Why | Self::Avoid => false,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::NextStep => "what should be done now",
            Self::Diagnosis => "what should be done to find out what it is",
            Self::Order => "what should be ordered",
            Self::Treatment => "how should it be treated",
            Self::FollowUp => "what follow-up is needed",
            Self::Duration => "for how long",
            Self::Why => "why",
            Self::Avoid => "what should not be done",
        }
    }
}

/// What is asked, as one full question.
pub(super) fn in_full(asked: &Asked<'_>) -> String {
    let mut focus: Vec<&str> = Vec::new();
    for it in asked.focus {
        if !focus.contains(&it.words()) {
            focus.push(it.words());
        }
    }
    if focus.is_empty() {
        focus.push(Focus::NextStep.words());
    }
    let what = focus.join(", and ");
    let mut letters = what.chars();
    let what = letters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_uppercase(), letters.as_str())
    });
    let known = known(asked);
    match known.as_slice() {
        [] => format!("{what}?"),
        some => format!("{what} for a patient with this: {}?", some.join("; ")),
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
        "Leg-vein thrombosis".to_owned()
    } else {
        titles.join("; ")
    }
}
