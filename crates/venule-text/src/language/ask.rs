//! What a text may ask: what it is about, what it wants, and the questions that the knowledge answers without a patient.

use std::sync::Arc;

use venule_knowledge::model::{Knowledge, RuleId, Statement, StatementId};
use venule_knowledge::source::Origin;
use venule_logic::FactId;

use super::model::Phrases;

/// What somebody wants to know, and the words for it.
#[derive(Debug, Clone)]
pub struct Intent {
    /// What is wanted.
    pub kind: IntentKind,
    /// Words that ask for it wherever they stand.
    pub phrases: Phrases,
    /// Words that ask for it only in a sentence that asks: "treatment" tells of one elsewhere.
    pub asked: Option<Phrases>,
}

/// What somebody wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntentKind {
    /// What to do next.
    NextStep,
    /// Whether something is there, or what it is.
    Diagnosis,
    /// What an order or request has to say.
    Order,
    /// How to treat.
    Treatment,
    /// How to follow up.
    FollowUp,
    /// How long.
    Duration,
    /// For what reason.
    Why,
    /// What not to do.
    Avoid,
    /// Whether an order, a report or a plan is right.
    Check,
}

/// Their names in the files.
pub(crate) const INTENTS: [(&str, IntentKind); 9] = [
    ("next_step", IntentKind::NextStep),
    ("diagnosis", IntentKind::Diagnosis),
    ("order", IntentKind::Order),
    ("treatment", IntentKind::Treatment),
    ("follow_up", IntentKind::FollowUp),
    ("duration", IntentKind::Duration),
    ("why", IntentKind::Why),
    ("avoid", IntentKind::Avoid),
    ("check", IntentKind::Check),
];

impl IntentKind {
    /// Its name in the files.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = INTENTS.iter().find(|(_, kind)| *kind == self);
        found.map_or("", |(name, _)| name)
    }
}

/// Something that a text may be about.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Name.
    pub id: Arc<str>,
    /// Words for it.
    pub phrases: Phrases,
    /// Longer phrases that contain those words and mean something else.
    pub not: Option<Phrases>,
    /// Of what the guidelines are about: words that say that it is well and not what is asked about. They contain its
    /// words and tell of none.
    pub dismissed: Option<Phrases>,
    /// What to say of it; nothing where the guidelines are about it.
    pub outside: Option<Outside>,
}

/// What is said of a topic that no guideline covers.
#[derive(Debug, Clone)]
pub struct Outside {
    /// One sentence.
    pub says: String,
    /// Where it belongs.
    pub signpost: String,
    /// Whether it may be an emergency.
    pub urgent: bool,
    /// Whether it counts beside a leg as well, although nobody asks about it.
    pub always: bool,
    /// What of the knowledge says the same.
    pub same_as: Vec<Element>,
}

/// A question that a guideline answers without a patient.
#[derive(Debug, Clone)]
pub struct Question {
    /// Name.
    pub id: Arc<str>,
    /// As it is shown.
    pub text: String,
    /// Other ways to ask it.
    pub wordings: Vec<String>,
    /// Index in `Knowledge::guidelines`.
    pub guideline: usize,
    /// What answers it, first what answers it best.
    pub answered_by: Vec<Element>,
    /// What that comes to in short, where it can be said in short.
    pub answer: Option<String>,
    /// Place of its definition.
    pub origin: Origin,
}

impl Question {
    /// All ways to ask it, first that which is shown.
    pub fn all_wordings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.text)
            .chain(&self.wordings)
            .map(String::as_str)
    }
}

/// Something of the knowledge that a topic or a question points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// `guideline.NAME`, the whole of it, by index in `Knowledge::guidelines`.
    Guideline(usize),
    /// `fact.NAME`
    Fact(FactId),
    /// `rule.GUIDELINE/RULE`
    Rule(RuleId),
    /// `note.GUIDELINE/NOTE`, by index of the guideline and of the note in it.
    Note(usize, usize),
    /// `exclusion.GUIDELINE/EXCLUSION`, by index of the guideline and of the exclusion in it.
    Exclusion(usize, usize),
    /// `score.NAME`, by index in `Knowledge::scores`.
    Score(usize),
    /// `protocol.NAME`, by index in `Knowledge::protocols`.
    Protocol(usize),
    /// `order.NAME`, by index in `Knowledge::orders`.
    Order(usize),
    /// `statement.NAME`
    Statement(StatementId),
}

impl Element {
    /// The statements that it carries, in order.
    #[must_use]
    pub fn statements(self, knowledge: &Knowledge) -> Vec<&Statement> {
        let guideline = |index: usize| knowledge.guidelines.get(index);
        let mut ids: Vec<StatementId> = Vec::new();
        match self {
            Self::Guideline(_) | Self::Fact(_) => {}
            Self::Rule(RuleId(rule)) => {
                let rule = knowledge.rules.get(rule as usize);
                ids.extend(rule.iter().flat_map(|it| &it.states));
            }
            Self::Note(of, note) => {
                let note = guideline(of).and_then(|it| it.notes.get(note));
                ids.extend(note.iter().flat_map(|it| &it.states));
            }
            Self::Exclusion(of, exclusion) => {
                let exclusion = guideline(of).and_then(|it| it.scope.exclusions.get(exclusion));
                ids.extend(exclusion.iter().flat_map(|it| &it.states));
            }
            Self::Score(score) => {
                let score = knowledge.scores.get(score);
                ids.extend(score.iter().flat_map(|it| &it.states));
                let items = score.iter().flat_map(|it| &it.items);
                ids.extend(items.flat_map(|it| &it.states));
            }
            Self::Protocol(protocol) => {
                let protocol = knowledge.protocols.get(protocol);
                let items = protocol.iter().flat_map(|it| &it.items);
                ids.extend(items.flat_map(|it| &it.states));
            }
            Self::Order(order) => {
                let order = knowledge.orders.get(order);
                let items = order.iter().flat_map(|it| &it.items);
                ids.extend(items.flat_map(|it| &it.states));
            }
            Self::Statement(id) => ids.push(id),
        }
        let mut seen = Vec::new();
        ids.retain(|id| {
            let new = !seen.contains(id);
            seen.push(*id);
            new
        });
        let statements = ids.iter().map(|id| knowledge.statements.get(id.0 as usize));
        statements.flatten().collect()
    }
}
