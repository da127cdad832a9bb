//! What is still unknown and would change the advice.

use venule_engine::assessment::Urgency;

use super::Composer;
use crate::page::{Item, Section, Tone};

impl Composer<'_, '_> {
    /// What to ask, most useful first.
    pub(super) fn ask(&self) -> Section {
        self.builder.questions()
    }

    /// Danger signs that are not ruled out, as a patient is asked for them. Clinicians read them above the answer.
    pub(super) fn danger(&self) -> Section {
        let mut section = Section::new(
            "Get emergency help now if one of these is so",
            Tone::Emergency,
        );
        let questions = self.builder.assessment.questions.iter();
        let red = questions.filter(|it| it.urgency == Urgency::RedFlag);
        for question in red {
            let fact = self.builder.knowledge.facts.get(question.fact.0 as usize);
            let words = fact.map(|fact| fact.question.as_ref().unwrap_or(&fact.label));
            section.items.extend(words.map(Item::plain));
        }
        section
    }
}
