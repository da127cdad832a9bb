//! The answer to a question: a document computed from an assessment, its plan and what was understood of a text
//! (ADR 0009).
//!
//! **Architecture invariant.** A document holds the lines of the assessment and no other advice; who reads changes words
//! and order only.

mod advice;
mod asked;
pub mod json;
mod lead;
mod open;
mod question;
mod reader;
mod reasons;
mod request;
mod results;
pub mod understood;
mod whole;

use venule_engine::assessment::Assessment;
use venule_engine::case::{Case, Entry, Moment, State, Unlisted};
use venule_engine::plan::Plan;
use venule_knowledge::model::Knowledge;
use venule_logic::FactId;
use venule_text::ask::Asks;
use venule_text::extract::Reading;
use venule_text::language::model::Language;

use crate::build::{Builder, Detail, Wishes, foot, push_new, sources};
use crate::page::{Emergency, Item, Page, Section, Tone};

pub use reader::Reader;

/// The part that stands above all others.
const EMERGENCY: &str = "emergency";

/// What is asked, and what is known.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The content.
    pub knowledge: &'a Knowledge,
    /// The text as it was written.
    pub text: &'a str,
    /// What was understood of it.
    pub reading: &'a Reading,
    /// What is known of the patient.
    pub case: &'a Case,
    /// What the content says of the patient.
    pub assessment: &'a Assessment,
    /// What results would mean.
    pub plan: &'a Plan,
    /// The words for reading texts.
    pub language: &'a Language,
    /// What the text asks.
    pub asks: &'a Asks,
    /// Whom the text is about.
    pub about: About,
    /// Who reads.
    pub reader: Reader,
    /// What became of the advice, if the text goes on with a conversation or supposes something.
    pub changes: Option<&'a Changes>,
    /// Where the content and the moment come from.
    pub wishes: Wishes<'a>,
}

/// Whom a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A patient.
    Patient,
    /// Nobody: no fact was understood.
    Nobody,
    /// Something that no guideline here is about.
    Outside,
}

impl About {
    /// Whom a text is about, from what is known and what it asks.
    #[must_use]
    pub fn of(case: &Case, asks: &Asks) -> Self {
        if !asks.outside.is_empty() && asks.inside.is_empty() {
            Self::Outside
        } else if case.facts.len() + case.events.len() + case.none_of.len()
            <= usize::from(asks.questions.iter().any(|it| it.alike >= asked::VERY))
        {
            Self::Nobody
        } else {
            Self::Patient
        }
    }
}

/// A case of nobody: nothing is known of it, and nothing may be presumed.
#[must_use]
pub fn nobody(knowledge: &Knowledge, as_of: Moment) -> Case {
    let mut case = Case::new(as_of);
    let facts = (0..).map(FactId).zip(&knowledge.facts);
    let presumed = facts.filter(|(_, fact)| fact.presume.is_some() && fact.may_be_entered());
    case.facts = presumed
        .map(|(fact, _)| Entry {
            fact,
            side: None,
            state: State::Unknown,
            source: None,
            origin: None,
        })
        .collect();
    case.unknown_of = (0..knowledge.events.len())
        .map(|kind| Unlisted { kind, side: None })
        .collect();
    case
}

/// What became of the advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// What it became so by, such as "Supposing: pregnancy".
    pub heading: String,
    /// One sentence for each line that is new, gone or otherwise.
    pub lines: Vec<String>,
}

/// An answer.
#[derive(Debug)]
pub struct Document {
    /// The question in full.
    pub question: String,
    /// What it is about.
    pub title: String,
    /// How far the content is approved.
    pub review: Option<String>,
    /// Moment, red flags that are not ruled out, what else is not settled or was taken to be so.
    pub status: Vec<String>,
    /// The parts, in the order in which they are read. Empty ones are left out.
    pub parts: Vec<Part>,
    /// The disclaimer and the versions.
    pub foot: Vec<String>,
}

/// A part of an answer.
#[derive(Debug)]
pub struct Part {
    /// Its published name.
    pub id: &'static str,
    /// What stands in it.
    pub section: Section,
}

/// Puts an answer together.
#[must_use]
pub fn compose(asked: &Asked<'_>) -> Document {
    let mut composer = Composer {
        builder: Builder::new(asked.knowledge, asked.case, asked.assessment, asked.wishes),
        asked,
        number: 0,
    };
    composer.document()
}

impl Document {
    /// The page that a renderer prints.
    #[must_use]
    pub fn page(self) -> Page {
        let mut review = self.review;
        let mut sections = Vec::new();
        let mut emergency = None;
        for part in self.parts {
            if part.id == EMERGENCY {
                emergency = Some(Emergency {
                    status: review.take(),
                    section: part.section,
                });
            } else {
                sections.push(part.section);
            }
        }
        let question = format!("Question: {}", self.question);
        Page {
            title: self.title,
            emergency,
            lead: std::iter::once(question)
                .chain(review)
                .chain(self.status)
                .collect(),
            sections,
            foot: self.foot,
        }
    }
}

struct Composer<'a, 'b> {
    builder: Builder<'b>,
    asked: &'a Asked<'b>,
    /// How many lines have a number.
    number: usize,
}

impl Composer<'_, '_> {
    fn document(&mut self) -> Document {
        let asked = self.asked;
        let mut parts: Vec<Part> = Vec::new();
        let mut add = |id, section: Section| {
            if !section.is_empty() {
                parts.push(Part { id, section });
            }
        };
        add(EMERGENCY, self.emergency());
        add("resolve", self.builder.withheld());
        if asked.reader == Reader::Patient && !self.is_elsewhere() {
            add("danger", self.danger());
        }
        add("unread", self.unread());
        add("outside", self.outside());
        add("lead", self.lead());
        add("general", self.general());
        for (id, section) in self.orders() {
            add(id, section);
        }
        add("changes", self.changes());
        add("steps", self.steps());
        add("consider", self.consider());
        add("avoid", self.avoid());
        add("follow-up", self.follow_up());
        add("results", self.results());
        if !self.is_elsewhere() {
            add("ask", self.ask());
            add("open", self.builder.undecided(Detail::Full));
        }
        add("why", self.why());
        add("protocol", self.builder.protocols());
        add("scores", self.builder.scores());
        add("background", self.builder.background());
        add("disagreements", self.builder.disagreements());
        for section in self.whole() {
            add("guideline", section);
        }
        add("elsewhere", self.builder.not_covered());
        for (id, section) in understood::sections(asked.knowledge, asked.text, asked.reading) {
            add(id, section);
        }
        if self.is_elsewhere() && self.same_question().is_none() {
            add("covered", self.covered());
        }
        add("related", self.related());
        add("sources", sources(asked.knowledge, &self.builder.cited));
        asked.reader.arrange(&mut parts);
        Document {
            question: question::in_full(asked),
            title: question::title(&self.builder),
            review: self.builder.status_of_all(&[asked.assessment]),
            status: self.status(),
            parts,
            foot: foot(asked.knowledge),
        }
    }
}

impl Composer<'_, '_> {
    /// Whether nothing was said that the guidelines are about: then nothing is asked either.
    fn is_elsewhere(&self) -> bool {
        self.asked.about != About::Patient
    }

    /// Words of weight that were not understood, quoted.
    fn unread(&self) -> Section {
        let words = self.unread_words();
        if words.is_empty() {
            return Section::new("", Tone::Plain);
        }
        sentence(
            "Not understood, and not taken into account",
            Tone::Caution,
            format!(
                "{}. Nothing below knows of it: read it yourself, or say it in other words.",
                words.join("; ")
            ),
        )
    }

    fn unread_words(&self) -> Vec<String> {
        let spans = self.asked.reading.unread.iter();
        let words = spans.map(|span| span.of(self.asked.text));
        words
            .map(|words| {
                format!(
                    "\"{}\"",
                    words.split_whitespace().collect::<Vec<_>>().join(" ")
                )
            })
            .fold(Vec::new(), push_new)
    }

    /// What became of the advice.
    fn changes(&self) -> Section {
        let Some(changes) = self.asked.changes else {
            return Section::new("", Tone::Plain);
        };
        if changes.lines.is_empty() {
            return sentence(&changes.heading, Tone::Plain, "The advice is the same.");
        }
        let mut section = Section::new(&changes.heading, Tone::Advice);
        section.items.extend(changes.lines.iter().map(Item::plain));
        section
    }

    /// What stands above the parts. What was understood is a part of its own.
    fn status(&self) -> Vec<String> {
        let mut lead = self.builder.above(None);
        // To patients pathways say nothing, and danger signs are a part of their own. Nobody has none.
        if self.asked.reader == Reader::Patient || self.is_elsewhere() {
            lead.truncate(1);
        } else {
            lead.extend(self.builder.assumed());
        }
        let notice = self.asked.reader.notice().map(str::to_owned);
        lead.extend(notice);
        lead
    }
}

/// A section with one sentence.
fn sentence(heading: &str, tone: Tone, text: impl Into<String>) -> Section {
    let mut section = Section::new(heading, tone);
    section.items.push(Item::plain(text));
    section
}
