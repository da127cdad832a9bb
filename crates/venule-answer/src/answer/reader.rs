//! Who reads: words, order and depth follow from it, never the advice.

use venule_engine::case::{Case, Entry, State};
use venule_knowledge::model::{Action, Category, Knowledge, OneOf, Stance};
use venule_logic::Value;

use super::Part;
use crate::build::foot;

/// Who reads an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Reader {
    /// Whoever treats the patient.
    #[default]
    Clinician,
    /// Whoever scans, or reads the images.
    Imaging,
    /// The patient, or somebody close.
    Patient,
}

/// The fact that says who reads, and its values.
const FACT: &str = "reader.role";
const CLINICIAN: &str = "clinician";
const PATIENT: &str = "patient";

/// Parts that patients read. The others hold no line of advice, or repeat one.
const FOR_PATIENTS: [&str; 20] = [
    "taken",
    "emergency",
    "danger",
    "assumed",
    "unread",
    "resolve",
    "lead",
    "changes",
    "steps",
    "consider",
    "avoid",
    "follow-up",
    "results",
    "understood",
    "confirm",
    "outside",
    "general",
    "covered",
    "related",
    "sources",
];

impl Reader {
    /// Who a case says is reading; a clinician where it does not.
    #[must_use]
    pub fn of(knowledge: &Knowledge, case: &Case) -> Self {
        let fact = knowledge.fact(FACT).map(|(id, _)| id);
        let mut said = case.facts.iter().filter(|entry| Some(entry.fact) == fact);
        match said.next().map(|entry| &entry.state) {
            Some(State::Known(Value::String(role))) if &**role == PATIENT => Self::Patient,
            _ => Self::Clinician,
        }
    }

    /// States in a case who reads, because some advice is for patients who ask for themselves.
    pub fn state_in(self, knowledge: &Knowledge, case: &mut Case) {
        let role = match self {
            Self::Clinician | Self::Imaging => CLINICIAN,
            Self::Patient => PATIENT,
        };
        if let Some((fact, _)) = knowledge.fact(FACT) {
            case.facts.retain(|entry| entry.fact != fact);
            case.facts.push(Entry {
                fact,
                side: None,
                state: State::Known(Value::String(role.into())),
                source: None,
                origin: None,
            });
        }
    }

    /// An action in the reader's words.
    pub(super) fn label(self, action: &Action, stance: Stance, label: String) -> String {
        match (self, action.plain_words(stance)) {
            (Self::Clinician | Self::Imaging, _) => label,
            (Self::Patient, Some(plain)) => plain.trim_end_matches('.').to_owned(),
            (Self::Patient, None) => format!("For your clinician: {label}"),
        }
    }

    /// How a choice is introduced, in the reader's words.
    pub(super) fn of_choice(self, choice: &OneOf) -> &str {
        match self {
            Self::Clinician | Self::Imaging => &choice.label,
            Self::Patient => choice.plain.as_ref().unwrap_or(&choice.label),
        }
    }

    /// What a lead begins with, the lower the earlier. A patient is sent to a person before anything is concluded.
    pub(super) fn rank(self, category: Option<Category>) -> u8 {
        match (self, category) {
            (Self::Patient, Some(Category::Referral | Category::Assessment)) => 0,
            (Self::Patient, Some(Category::Conclusion)) => 2,
            (Self::Patient, _) => 1,
            (Self::Clinician | Self::Imaging, Some(Category::Conclusion)) => 0,
            (Self::Clinician | Self::Imaging, _) => 1,
        }
    }

    /// The parts in the reader's order.
    pub(super) fn arrange(self, parts: &mut Vec<Part>) {
        match self {
            Self::Clinician => {}
            Self::Imaging => parts.sort_by_key(|part| match part.id {
                "taken" | "emergency" => 0,
                "resolve" => 1,
                "lead" => 2,
                "changes" => 3,
                "protocol" => 4,
                _ => 5,
            }),
            Self::Patient => parts.retain(|part| FOR_PATIENTS.contains(&part.id)),
        }
    }

    /// What stands above an emergency.
    pub(super) fn emergency(self) -> &'static str {
        match self {
            Self::Clinician | Self::Imaging => "Emergency: hand over to a person now",
            Self::Patient => "Emergency: get help now. Call 112, 911 or your local number",
        }
    }

    /// What stands below an answer.
    pub(super) fn foot(self, knowledge: &Knowledge) -> Vec<String> {
        let mut foot = foot(knowledge);
        if let (Self::Patient, Some(first)) = (self, foot.first_mut()) {
            "This page cannot see or examine you. It does not take the place of a doctor, and no \
             liability is taken for what is done because of it."
                .clone_into(first);
        }
        foot
    }

    /// What stands above an answer for this reader. Whoever has to get help now reads nothing about treatments, which
    /// an emergency may change.
    pub(super) fn notice(self, is_emergency: bool) -> Option<&'static str> {
        match self {
            Self::Clinician | Self::Imaging => None,
            Self::Patient if is_emergency => {
                Some("Get help first. Do not wait for an answer here.")
            }
            Self::Patient => Some(
                "This helps you to talk with a doctor or nurse, who has to examine you and who decides with you. \
                 Do not start, stop or change a treatment because of it. If you feel very ill, call 112, 911 or your \
                 local emergency number.",
            ),
        }
    }
}
