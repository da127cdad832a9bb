//! What language files say, checked and resolved: plain data. See `docs/guide/writing-language.md` for the files.

use std::cmp::Ordering;
use std::sync::Arc;

use venule_knowledge::model::Knowledge;
use venule_knowledge::source::Origin;
use venule_logic::value::Partial;
use venule_logic::{FactId, Value};

use super::ask::{Intent, Question, Topic};
pub use super::modifier::{Direction, Modifier, ModifierKind};
pub use super::phrase::Wording;
pub use super::plan::{InPlan, WordInPlan};
use super::uses::UsedWords;
use crate::view::Spellings;

/// All language files together.
#[derive(Debug, Clone, Default)]
pub struct Language {
    /// Parts of the body.
    pub sites: Vec<Site>,
    /// Words that stand for findings, conditions, drugs, circumstances.
    pub concepts: Vec<Concept>,
    /// Events and the words that name them.
    pub frames: Vec<Frame>,
    /// Numbers with a meaning.
    pub measures: Vec<MeasureEntry>,
    /// Words that change what stands near them.
    pub modifiers: Vec<Modifier>,
    /// Headings.
    pub sections: Vec<Section>,
    /// Words that an answer must not pass over.
    pub weighty: Vec<Weighty>,
    /// What somebody may want to know.
    pub intents: Vec<Intent>,
    /// What a text may be about.
    pub topics: Vec<Topic>,
    /// What the knowledge answers without a patient.
    pub questions: Vec<Question>,
    /// How something is, in words that stand with a noun or by themselves, in order.
    pub adjectives: Vec<Arc<str>>,
    /// Words that say below a plan what is planned and what is so, in order.
    pub in_plans: Vec<(Arc<str>, WordInPlan)>,
    /// Single words that the reading of names, beds and later texts asks for.
    pub used: UsedWords,
    /// Words of everyday that are no slips of the pen, however near to one of these.
    pub ordinary: Wording,
    /// Misspellings that are read as the words that are meant.
    pub spellings: Spellings,
}

impl Language {
    /// The frame of an event that has one.
    #[must_use]
    pub fn frame_of(&self, frame: Option<u16>) -> Option<&Frame> {
        self.frames.get(usize::from(frame?))
    }
}

/// Attributes of an event with their values.
pub type Settings = Vec<(Arc<str>, Value)>;

/// Phrases, in the form of the normalized view, with the place of the line they come from.
#[derive(Debug, Clone)]
pub struct Phrases {
    /// What they say.
    pub wording: Wording,
    /// Where they stand.
    pub origin: Origin,
}

/// Index into [`Language::sites`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(pub u16);

/// Index into [`Language::concepts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub u16);

/// A part of the body.
#[derive(Debug, Clone)]
pub struct Site {
    /// Name, for other entries.
    pub id: Arc<str>,
    /// Words for it.
    pub phrases: Phrases,
    /// What it lies in.
    pub part_of: Option<SiteId>,
    /// Whether it is no part of a leg and no vein: facts of a leg are not stated there.
    pub elsewhere: bool,
    /// Whether it is an examination: the day beside it is its own.
    pub examines: bool,
    /// Whether it is a stretch of the leg, which says how far along something else a finding is.
    pub stretch: bool,
}

/// Something that may be present or absent.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Name, for other entries and for the rules that are shown with a fact.
    pub id: Arc<str>,
    /// Words for it.
    pub phrases: Phrases,
    /// Longer phrases that contain those words and mean something else.
    pub not: Option<Phrases>,
    /// It is meant only if one of these stands in the same sentence.
    pub near: Vec<Near>,
    /// Whether the words deny something themselves ("afebrile" is the concept fever, absent).
    pub denied: Option<Phrases>,
    /// A mention in doubt is asked before everything else.
    pub raise: bool,
    /// Its own words doubt it.
    pub in_doubt: bool,
    /// It compares the two legs: "both calves are equal" is said of neither.
    pub compares: bool,
    /// What its words hold is meant as well: "pain is worse" is a course, and there is pain.
    pub beside: bool,
    /// It is meant only where its words are all of a sentence.
    pub alone: bool,
    /// Sums up ("nothing else on the score"): any other mention of a fact goes before it.
    pub weak: bool,
    /// It is not meant in a text with words of the trade: "I forgot".
    pub lay: bool,
    /// It is over with the time it was of: "DVT in 2015, on warfarin".
    pub passing: bool,
    /// Whether its denial begins a list: "no cancer, plaster".
    pub lists: bool,
    /// Something the patient comes with: its side is the symptomatic side, its beginning the onset.
    pub symptom: bool,
    /// What it is below the heading of a plan.
    pub in_plan: InPlan,
    /// What it means.
    pub means: Vec<Meaning>,
}

/// What has to stand near a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// A part of the body, or something that lies in it.
    Site(SiteId),
    /// Another concept.
    Concept(ConceptId),
    /// An anchor of a frame, by index.
    Frame(u16),
}

/// What a mention means if the mention is as described.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// Only for mentions of this polarity.
    pub when: Option<Polarity>,
    /// Only at one of these sites, or in a part of one.
    pub at: Vec<SiteId>,
    /// Only at none of these sites.
    pub not_at: Vec<SiteId>,
    /// Only with one of these trends.
    pub trend: Vec<Trend>,
    /// Only with one of these degrees.
    pub degree: Vec<Degree>,
    /// Only at this time.
    pub time: Tense,
    /// Only on a day that is told and lies no more days back.
    pub within_days: Option<u16>,
    /// What began more days ago, or lasts as before, or is of both legs, is to be confirmed unless it is told as new or of
    /// a day since.
    pub new_within_days: Option<u16>,
    /// Only if one of these stands in the same sentence.
    pub near: Vec<Near>,
    /// Only if one of these stands there, or in the sentence before, and is not denied.
    pub with: Vec<Near>,
    /// Not if one of these stands in the same sentence or in the one before.
    pub unless: Vec<Near>,
    /// Not if one of these symptoms is said to be there now, anywhere in the text.
    pub unless_told: Vec<ConceptId>,
    /// Only if the text names no more than one of the sites, and no event.
    pub single: bool,
    /// Only if no other symptom of now is said to be there, anywhere in the text; whatever else is told goes before it.
    pub only: bool,
    /// Only if it is said in doubt or asked; what follows is not in doubt.
    pub doubted: bool,
    /// What follows.
    pub then: Effect,
}

impl Meaning {
    /// Whether it states no more than that the concept is present or absent.
    pub(crate) fn says_whether(&self) -> bool {
        matches!(self.then, Effect::Fact { value: None, .. })
    }

    /// Whether it says of itself that the concept is there, without doubt and whatever its course.
    pub(crate) fn says_it_is_there(&self) -> bool {
        self.when != Some(Polarity::Absent) && !self.doubted && self.trend.is_empty()
    }
}

/// What follows from a mention.
#[derive(Debug, Clone)]
pub enum Effect {
    /// A fact: this value, or, without one, whether the concept is present.
    Fact {
        /// The fact.
        fact: FactId,
        /// Its value.
        value: Option<Value>,
    },
    /// An event with these attributes. The date is that of the mention.
    Event {
        /// Index in `Knowledge::events`.
        kind: usize,
        /// Attributes with their values.
        attributes: Settings,
    },
    /// There was no such event.
    NoEvent {
        /// Index in `Knowledge::events`.
        kind: usize,
    },
}

/// Whether something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Polarity {
    /// It is.
    Present,
    /// It is not.
    Absent,
}

/// How something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Not there before.
    New,
    /// More than before.
    Worse,
    /// Less than before.
    Better,
    /// As before.
    Unchanged,
    /// Gone.
    Resolved,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Degree {
    /// Little.
    Mild,
    /// Medium.
    Moderate,
    /// Much.
    Severe,
}

/// Whether a mention is of now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// Of this episode.
    Now,
    /// Of the time before it.
    Before,
    /// Weeks or months ago, and over as far as the words say.
    Lately,
}

/// An event and its words.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Name.
    pub id: Arc<str>,
    /// Index in `Knowledge::events`.
    pub kind: usize,
    /// Words that name the event, with attributes that they settle.
    pub anchors: Vec<Anchor>,
    /// Words that say that there was none.
    pub none: Option<Phrases>,
    /// Words that say that it is still to come or its result is awaited.
    pub pending: Option<Phrases>,
    /// Words that say that it has happened, whatever it showed.
    pub done: Option<Phrases>,
    /// Not meant at these sites.
    pub not_at: Vec<SiteId>,
    /// Attributes of which the value listed first in the vocabulary is taken where several are said.
    pub scale: Vec<Arc<str>>,
    /// Orders of single values: of two values that one order has, its first is taken.
    pub orders: Vec<Order>,
    /// Attributes that say how it is done: they alone do not tell that it was.
    pub how: Vec<Arc<str>>,
    /// Attributes that stay as they were where another one is put right.
    pub lasting: Vec<Arc<str>>,
    /// Attributes with their values, those first that are worst for the patient.
    pub worst: Vec<Order>,
    /// Whether it is one only if it shows something: a date alone tells of none.
    pub shows: bool,
    /// Whether a dated symptom is one as well.
    pub of_symptoms: bool,
    /// What a symptom says that began in the weeks after it.
    pub later: Vec<Effect>,
    /// Whether it is of the day of a visit that was told of right before.
    pub at_visit: bool,
    /// What does not hold together where it was found so and concluded otherwise.
    pub against: Vec<Against>,
    /// Words for attributes.
    pub slots: Vec<Slot>,
}

/// A finding and a conclusion that do not hold together.
#[derive(Debug, Clone)]
pub struct Against {
    /// The attribute that both are of.
    pub attribute: Arc<str>,
    /// The values that were found.
    pub found: Vec<Value>,
    /// The values that were concluded.
    pub concluded: Vec<Value>,
    /// Whether nothing else was found.
    pub only: bool,
    /// What an event says that has both.
    pub sets: Settings,
}

/// Values of an attribute, those that go before others first.
#[derive(Debug, Clone)]
pub struct Order {
    /// The attribute.
    pub attribute: Arc<str>,
    /// The values.
    pub values: Vec<Value>,
}

impl Frame {
    /// How bad what is shown is beside what was shown before: greater if worse. Nothing if no such value is in both.
    #[must_use]
    pub fn compare(
        &self,
        now: impl Fn(&str) -> Option<Value>,
        before: impl Fn(&str) -> Option<Value>,
    ) -> Option<Ordering> {
        self.worst.iter().find_map(|order| {
            let place = |value: Value| order.values.iter().position(|it| *it == value);
            let now = place(now(&order.attribute)?)?;
            let before = place(before(&order.attribute)?)?;
            Some(before.cmp(&now))
        })
    }

    /// The one of two values that goes before the other by an order or a scale. One of several does if each of them does.
    #[must_use]
    pub fn first_of(
        &self,
        knowledge: &Knowledge,
        attribute: &str,
        values: [&Value; 2],
    ) -> Option<Value> {
        let (several, other) = match values {
            [Value::Partial(Partial::Choices(codes)), other]
            | [other, Value::Partial(Partial::Choices(codes))] => (codes, other),
            [one, other] => return self.first_of_single(knowledge, attribute, [one, other]),
        };
        match other {
            Value::String(code) if several.contains(code) => return Some(other.clone()),
            Value::Partial(Partial::Choices(others)) => {
                let both: Vec<&str> = several.intersection(others).map(|code| &**code).collect();
                return (!both.is_empty()).then(|| Value::choices(both));
            }
            _ => {}
        }
        let first = |code: &Arc<str>| {
            let code = Value::String(Arc::clone(code));
            self.first_of_single(knowledge, attribute, [&code, other])
        };
        let first: Vec<Option<Value>> = several.iter().map(first).collect();
        if first.iter().all(|it| it.as_ref() == Some(other)) {
            return Some(other.clone());
        }
        let mut rest = first.iter();
        let goes_before = rest.all(|it| it.as_ref().is_some_and(|it| it != other));
        goes_before.then(|| Value::Partial(Partial::Choices(several.clone())))
    }

    fn first_of_single(
        &self,
        knowledge: &Knowledge,
        attribute: &str,
        values: [&Value; 2],
    ) -> Option<Value> {
        let both = |order: &&Order| {
            let all = values.iter().all(|it| order.values.contains(it));
            *order.attribute == *attribute && all
        };
        if let Some(order) = self.orders.iter().find(both) {
            let mut ordered = order.values.iter();
            return ordered.find(|it| values.contains(it)).cloned();
        }
        if !self.scale.iter().any(|it| **it == *attribute) {
            return None;
        }
        let kind = knowledge.events.get(self.kind)?;
        let attribute = kind.attributes.iter().find(|it| *it.name == *attribute)?;
        attribute.choices.iter().find_map(|(choice, _)| {
            let wanted = Value::String(Arc::clone(choice));
            values.into_iter().find(|it| **it == wanted).cloned()
        })
    }
}

/// Words that name an event.
#[derive(Debug, Clone)]
pub struct Anchor {
    /// The words.
    pub phrases: Phrases,
    /// Attributes that they settle.
    pub sets: Settings,
    /// Whether they say that it is another one than that told of before.
    pub again: bool,
}

/// What fills attributes of an event.
#[derive(Debug, Clone)]
pub struct Slot {
    /// What has to be said.
    pub said: Said,
    /// Only at one of these sites.
    pub at: Vec<SiteId>,
    /// What it settles.
    pub sets: Settings,
    /// What it settles when it is denied.
    pub denied: Settings,
    /// Whether it stands for the event by itself, without an anchor.
    pub alone: bool,
    /// Whether any other value goes before what it settles, as a thrombus does before a vein that is free.
    pub weak: bool,
    /// Whether it is what somebody concludes from what was found.
    pub concludes: bool,
    /// Whether it is one only below a heading that leads.
    pub below: bool,
}

/// What a slot is said with.
#[derive(Debug, Clone)]
pub enum Said {
    /// Words.
    Words(Phrases),
    /// A concept.
    Concept(ConceptId),
}

/// A number with a meaning.
#[derive(Debug, Clone)]
pub struct MeasureEntry {
    /// Name.
    pub id: Arc<str>,
    /// Words that name it; without any, the unit has to be enough.
    pub phrases: Option<Phrases>,
    /// What the number is the value of.
    pub of: Measured,
    /// Unit to assume for a bare number; without one a bare number says nothing.
    pub bare: Option<Arc<str>>,
    /// Whether two values set against each other mean their difference.
    pub difference: bool,
    /// Only at one of these sites, or in a part of one. Two values set against each other there need no name.
    pub at: Vec<SiteId>,
    /// Only at none of these sites.
    pub not_at: Vec<SiteId>,
    /// Whether it is a sum of points that may be listed with what they are for.
    pub items: bool,
    /// The measure that has to be named before it, by its id.
    pub follows: Option<Arc<str>>,
    /// Measures, by their ids, beside a value of which two numbers with a slash are its value, named or not: "84/50, pulse 118".
    pub beside: Vec<Arc<str>>,
    /// Whether it is over with the day that it was of: a value of days ago is not one of now.
    pub passing: bool,
    /// Whether it is where a range ends: "N < 500" and "0-500" are both 500.
    pub limit: bool,
    /// Words after the number that settle another attribute of the same event (FEU, DDU).
    pub qualifiers: Vec<Anchor>,
    /// What a number above the range that is printed behind it settles, without any unit.
    pub above: Settings,
    /// What one below it settles.
    pub below: Settings,
}

impl MeasureEntry {
    /// The frame of the event that it is a value of.
    #[must_use]
    pub fn frame(&self) -> Option<u16> {
        match self.of {
            Measured::Attribute { frame, .. } => Some(frame),
            Measured::Fact(_) | Measured::Nothing => None,
        }
    }
}

/// What a number is the value of.
#[derive(Debug, Clone)]
pub enum Measured {
    /// A fact.
    Fact(FactId),
    /// An attribute of an event.
    Attribute {
        /// Index of the frame.
        frame: u16,
        /// The attribute.
        attribute: Arc<str>,
    },
    /// Nothing that a case states: another score, another test.
    Nothing,
}

/// A heading and what holds below it.
#[derive(Debug, Clone)]
pub struct Section {
    /// Name.
    pub id: Arc<str>,
    /// Headings, without the colon.
    pub phrases: Phrases,
    /// What is so by default below it.
    pub defaults: Vec<ModifierKind>,
    /// The concepts that the defaults are of; without any, everything.
    pub of: Vec<ConceptId>,
    /// Whether events told below it are earlier ones than those of other headings.
    pub aside: bool,
    /// Whether what is told below it, without a day, is of the day of the text.
    pub today: bool,
    /// Whether what stands below it says what a study that was told of before shows after all.
    pub amends: bool,
    /// Whether what is told below it counts, although by default it is planned or of the past.
    pub tells: bool,
    /// Whether what stands below it goes before what stands below headings that do not lead.
    pub leads: bool,
}

/// Words that an answer must not pass over: where nothing was made of them, the reader is told.
#[derive(Debug, Clone)]
pub struct Weighty {
    /// Name.
    pub id: Arc<str>,
    /// The words.
    pub phrases: Phrases,
    /// Longer phrases with another meaning.
    pub not: Option<Phrases>,
    /// The facts that they put in doubt where nothing was made of them: nothing is presumed of these then.
    pub doubts: Vec<FactId>,
    /// Whether they put them in doubt whatever else was made of them.
    pub beside: bool,
}
