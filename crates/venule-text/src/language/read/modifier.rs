//! `[[modifier]]` and `[[section]]`: what changes what stands near, and what headings say by default.

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Text};

use super::{Reader, wording};
use crate::language::model::{Degree, Direction, Modifier, ModifierKind, Section, Trend};

/// Tokens that a modifier reaches over unless it says otherwise.
const REACH: u8 = 8;

impl Reader<'_> {
    pub(super) fn modifier(&self, mut fields: Fields<'_>) -> Option<Modifier> {
        let id = self.id(&mut fields, "modifier");
        let phrases = self.phrases(&mut fields, "phrases");
        let kind = fields
            .required_text("kind")
            .and_then(|text| self.kind(text));
        let direction = self.word(&mut fields, "direction", &DIRECTIONS);
        let reach = self.reach(&mut fields);
        let origin = fields.origin();
        fields.close();
        Some(Modifier {
            id,
            phrases: phrases.unwrap_or_else(|| wording::none(origin)),
            kind: kind?,
            direction: direction.unwrap_or(Direction::Forward),
            reach,
        })
    }

    fn reach(&self, fields: &mut Fields<'_>) -> u8 {
        let place = fields.place_of("reach");
        let Some(stated) = fields.integer("reach") else {
            return REACH;
        };
        u8::try_from(stated).unwrap_or_else(|_| {
            let message = format!("a modifier cannot reach over {stated} tokens");
            self.problems
                .add(Diagnostic::error("out-of-range", message, place).help("it is from 0 to 255"));
            REACH
        })
    }

    pub(super) fn section(&self, mut fields: Fields<'_>) -> Section {
        let id = self.id(&mut fields, "section");
        let phrases = self.phrases(&mut fields, "phrases");
        let section = Section {
            phrases: phrases.unwrap_or_else(|| wording::none(fields.origin())),
            defaults: fields
                .texts("defaults")
                .into_iter()
                .filter_map(|text| self.kind(text))
                .collect(),
            of: fields
                .texts("of")
                .into_iter()
                .filter_map(|name| self.names.concept(self.problems, name))
                .collect(),
            leads: fields.flag("leads"),
            aside: fields.flag("aside"),
            today: fields.flag("today"),
            amends: fields.flag("amends"),
            tells: fields.flag("tells"),
            id,
        };
        fields.close();
        section
    }

    fn kind(&self, text: Text<'_>) -> Option<ModifierKind> {
        self.known("kind", text, &KINDS)
    }
}

const DIRECTIONS: [(&str, Direction); 3] = [
    ("forward", Direction::Forward),
    ("backward", Direction::Backward),
    ("both", Direction::Both),
];

const KINDS: [(&str, ModifierKind); 32] = [
    ("negation", ModifierKind::Negation),
    ("possible", ModifierKind::Possible),
    ("probable", ModifierKind::Probable),
    ("question", ModifierKind::Question),
    ("historical", ModifierKind::Historical),
    ("conditional", ModifierKind::Conditional),
    ("other_person", ModifierKind::OtherPerson),
    ("second_patient", ModifierKind::SecondPatient),
    ("same_patient", ModifierKind::SamePatient),
    ("next_patient", ModifierKind::NextPatient),
    ("patient", ModifierKind::Patient),
    ("trend.new", ModifierKind::Trend(Trend::New)),
    ("trend.worse", ModifierKind::Trend(Trend::Worse)),
    ("trend.better", ModifierKind::Trend(Trend::Better)),
    ("trend.unchanged", ModifierKind::Trend(Trend::Unchanged)),
    ("trend.resolved", ModifierKind::Trend(Trend::Resolved)),
    ("degree.mild", ModifierKind::Degree(Degree::Mild)),
    ("degree.moderate", ModifierKind::Degree(Degree::Moderate)),
    ("degree.severe", ModifierKind::Degree(Degree::Severe)),
    ("terminator", ModifierKind::Terminator),
    ("pseudo", ModifierKind::Pseudo),
    ("subject", ModifierKind::Subject),
    ("staff", ModifierKind::Staff),
    ("trade", ModifierKind::Trade),
    ("mismatch", ModifierKind::Mismatch),
    ("retraction", ModifierKind::Retraction),
    ("correction", ModifierKind::Correction),
    ("amendment", ModifierKind::Amendment),
    ("explanation", ModifierKind::Explanation),
    ("visit", ModifierKind::Visit),
    ("dispute", ModifierKind::Dispute),
    ("no_side", ModifierKind::NoSide),
];
