//! A language built by hand, for tests of single stages.

use venule_knowledge::source::{FileId, Origin};
use venule_logic::{FactId, Span};

use crate::language::model::{
    Concept, Direction, Effect, Meaning, Modifier, ModifierKind, Phrases, Site, Tense, Wording,
};

/// Where words come from that stand in no file.
pub(crate) fn nowhere() -> Origin {
    Origin {
        file: FileId(0),
        span: Span { start: 0, end: 0 },
    }
}

/// Phrases as the reader of language files leaves them.
pub(crate) fn phrases(words: &[&str]) -> Phrases {
    let mut wording = Wording::default();
    words.iter().for_each(|it| wording.add(it).unwrap());
    Phrases {
        wording,
        origin: nowhere(),
    }
}

/// A concept without a meaning.
pub(crate) fn concept(id: &str, words: &[&str]) -> Concept {
    Concept {
        id: id.into(),
        phrases: phrases(words),
        not: None,
        near: Vec::new(),
        denied: None,
        raise: false,
        in_doubt: false,
        alone: false,
        beside: false,
        compares: false,
        passing: false,
        lay: false,
        lists: false,
        weak: false,
        in_plan: crate::language::model::InPlan::default(),
        symptom: false,
        means: Vec::new(),
    }
}

/// What states a fact by its number.
pub(crate) fn tells(fact: u32) -> Meaning {
    Meaning {
        when: None,
        at: Vec::new(),
        not_at: Vec::new(),
        trend: Vec::new(),
        degree: Vec::new(),
        time: Tense::Now,
        within_days: None,
        new_within_days: None,
        near: Vec::new(),
        with: Vec::new(),
        unless: Vec::new(),
        unless_told: Vec::new(),
        single: false,
        only: false,
        doubted: false,
        then: Effect::Fact {
            fact: FactId(fact),
            value: None,
        },
    }
}

/// A part of the body.
pub(crate) fn site(id: &str, words: &[&str]) -> Site {
    Site {
        id: id.into(),
        phrases: phrases(words),
        part_of: None,
        elsewhere: false,
        examines: false,
        stretch: false,
    }
}

/// A modifier.
pub(crate) fn modifier(
    id: &str,
    kind: ModifierKind,
    direction: Direction,
    reach: u8,
    words: &[&str],
) -> Modifier {
    Modifier {
        id: id.into(),
        phrases: phrases(words),
        kind,
        direction,
        reach,
    }
}
