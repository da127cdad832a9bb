//! Actions: what advice can say to do, consider or avoid.

use std::sync::Arc;

use venule_logic::FactId;

use super::{Code, Recorded, Stance};
use crate::source::Origin;

/// Index of an action in `Knowledge::actions`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionId(pub u32);

/// Something that can be recommended or advised against.
#[derive(Debug, Clone)]
pub struct Action {
    /// Published name, kebab-case.
    pub name: Arc<str>,
    /// Place of its definition.
    pub origin: Origin,
    /// An imperative line.
    pub label: String,
    /// How it reads as advice against. Present wherever a rule avoids it.
    pub avoid_label: Option<String>,
    /// The label in plain words, for patients. Without them it is a word to a clinician.
    pub plain: Option<String>,
    /// How it reads as advice against, in plain words.
    pub plain_avoid: Option<String>,
    /// What kind of action it is.
    pub category: Category,
    /// Whether it is done to one leg.
    pub sided: bool,
    /// Index of the protocol of an examination in `Knowledge::protocols`.
    pub protocol: Option<usize>,
    /// Doing this is a way of doing these.
    pub specializes: Vec<ActionId>,
    /// The fact that this action finds out, such as a score's class. Its lines stand while that
    /// fact is undecided and are gone once it is decided.
    pub settles: Option<FactId>,
    /// Never advised together with these.
    pub incompatible_with: Vec<ActionId>,
    /// Where it is advised to be done, these are not advised: it stands in their place.
    pub instead_of: Vec<ActionId>,
    /// For a test: event attributes `event.attribute` whose values are its possible results.
    pub results: Vec<String>,
    /// For a test: what is recorded of it when it is done as ordered, whatever it shows.
    pub makes: Recorded,
    /// For a test: values of its result that it cannot have.
    pub cannot_show: Vec<Arc<str>>,
    /// Terminology codes.
    pub codes: Vec<Code>,
    /// Other names accepted on input.
    pub aliases: Vec<String>,
}

impl Action {
    /// How it reads to a patient as advice of this stance; nothing where it is a word to a clinician.
    #[must_use]
    pub fn plain_words(&self, stance: Stance) -> Option<&str> {
        match stance {
            Stance::Do | Stance::Consider => self.plain.as_deref(),
            Stance::Avoid => self.plain_avoid.as_deref(),
        }
    }
}

/// Kinds of actions, in the order in which equally urgent lines are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Hand over to a person now.
    Emergency,
    /// A conclusion that advice draws.
    Conclusion,
    /// Assessment by history, examination or score.
    Assessment,
    /// Imaging.
    Imaging,
    /// Laboratory test.
    Lab,
    /// Treatment.
    Treatment,
    /// Referral.
    Referral,
    /// Follow-up.
    FollowUp,
    /// An explanation to keep in mind.
    Differential,
}

/// Index of a group in `Knowledge::one_ofs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OneOfId(pub u32);

/// Options of which one is chosen.
#[derive(Debug, Clone)]
pub struct OneOf {
    /// Published name.
    pub name: Arc<str>,
    /// How the group is introduced.
    pub label: String,
    /// The same in plain words, for patients.
    pub plain: Option<String>,
    /// The options.
    pub options: Vec<ActionId>,
    /// Place of its definition.
    pub origin: Origin,
}
