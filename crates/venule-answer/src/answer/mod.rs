//! The answer to a question: a document computed from an assessment, its plan and what was understood of a text
//! (ADR 0009).
//!
//! **Architecture invariant.** A document holds the lines of the assessment and no other advice; who reads changes words
//! and order only.

mod about;
mod advice;
mod asked;
mod assumed;
mod danger;
mod depends;
mod depth;
pub mod json;
mod known;
mod lead;
mod matter;
mod open;
mod proposed;
mod question;
mod reader;
mod reasons;
mod request;
mod results;
pub mod understood;
mod whole;

use venule_engine::assessment::{Assessment, Line};
use venule_engine::case::{Case, Entry, Moment, State, Unlisted};
use venule_engine::depends::{Depends, depends};
use venule_engine::plan::Plan;
use venule_knowledge::model::{Knowledge, StatementId};
use venule_logic::FactId;
use venule_text::ask::Asks;
use venule_text::extract::Reading;
use venule_text::language::ask::IntentKind;
use venule_text::language::model::Language;

use crate::build::{Builder, Wishes, push_new, sources};
use crate::page::{Advice, Item, Section, Tone};

use self::assumed::Group;
pub use depth::Depth;
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

/// How alike a text has to be to a question of the knowledge to be that very question, out of 100. Then a word like
/// "DVT" in it tells of no patient.
const VERY: u8 = 80;

impl About {
    /// Whom a text is about, from what is known and what it asks.
    #[must_use]
    pub fn of(knowledge: &Knowledge, case: &Case, asks: &Asks) -> Self {
        let told = case.facts.len() + case.none_of.len();
        let alike = asks.questions.iter().map(|it| it.alike).max();
        let alike = alike.unwrap_or_default();
        let has_patient = asks.intents.iter().any(|(it, _)| needs_a_patient(*it));
        let holds_something = asks.intents.iter().any(|(it, _)| *it == IntentKind::Check);
        // What a question in general is about reads like a patient who has it, and what it says that a scan shows like
        // the scan of one: such a question names no day.
        let (known, said_of_nobody) = match asks.in_general && !has_patient {
            true if alike >= THE_SAME => (told, 3),
            true => (told, 2),
            false => {
                let known = told + case.events.len();
                (known, usize::from(alike >= VERY && !holds_something))
            }
        };
        let is_of_a_leg = matter::is_of_a_leg(knowledge, case);
        let is_dismissed = !asks.dismissed.is_empty() && asks.inside.is_empty();
        if is_dismissed && !matter::shows_a_leg(knowledge, case) {
            return Self::Outside;
        }
        if !asks.outside.is_empty() && (asks.inside.is_empty() || !is_of_a_leg) {
            Self::Outside
        } else if known <= said_of_nobody || asks.inside.is_empty() && !is_of_a_leg {
            Self::Nobody
        } else {
            Self::Patient
        }
    }
}

/// How alike a question of the knowledge has to be to be answered as the one that was asked, out of 100.
const THE_SAME: u8 = 60;

/// Whether somebody who wants this has a patient, named or not.
fn needs_a_patient(intent: IntentKind) -> bool {
    match intent {
        IntentKind::NextStep | IntentKind::Order | IntentKind::FollowUp | IntentKind::Check => true,
        IntentKind::Diagnosis
        | IntentKind::Treatment
        | IntentKind::Duration
        | IntentKind::Why
        | IntentKind::Avoid => false,
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
    /// What was taken back, and what takes back without saying what: it stands above everything.
    pub taken: Vec<String>,
    /// What it became so by, such as "Supposing: pregnancy".
    pub heading: String,
    /// One sentence for each line that is new, gone or otherwise.
    pub lines: Vec<String>,
}

/// An answer.
#[derive(Debug)]
pub struct Document {
    /// Who reads.
    pub reader: Reader,
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
        builder: Builder::new(asked.knowledge, asked.case, asked.assessment, asked.wishes).terse(),
        asked,
        number: 0,
        numbered: Vec::new(),
        assumed: Vec::new(),
        raised: Vec::new(),
        depends: Depends::default(),
    };
    composer.assumed = assumed::groups(&composer);
    composer.document()
}

struct Composer<'a, 'b> {
    builder: Builder<'b>,
    asked: &'a Asked<'b>,
    /// How many lines have a number.
    number: usize,
    /// The lines that have one, in order.
    numbered: Vec<(Advice, String)>,
    /// What the lines rest on, in groups.
    assumed: Vec<Group>,
    /// What raised the emergencies, as far as it was said.
    raised: Vec<String>,
    /// What the undecided lines depend on.
    depends: Depends,
}

impl Composer<'_, '_> {
    fn document(&mut self) -> Document {
        let asked = self.asked;
        let builder = &self.builder;
        if !self.is_elsewhere() && asked.reader != Reader::Patient {
            let wanted = |line: &Line| !builder.stands_with_its_question(line);
            self.depends = depends(asked.knowledge, asked.case, asked.assessment, &wanted);
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut add = |id, section: Section| {
            if !section.is_empty() {
                parts.push(Part { id, section });
            }
        };
        let (taken, mut emergency) = (self.taken(), self.emergency());
        if emergency.is_empty() {
            add("taken", taken);
        } else if !taken.is_empty() {
            // Nothing stands above an emergency: what is no longer so is its first sentence.
            let said = taken.items.iter().map(|it| it.text.as_str());
            let said = said.chain(emergency.intro.as_deref());
            emergency.intro = Some(said.collect::<Vec<_>>().join(". "));
        }
        add(EMERGENCY, emergency);
        add("resolve", self.builder.withheld());
        if asked.reader == Reader::Patient && !self.is_elsewhere() {
            add("danger", self.danger());
        }
        add("unread", self.unread());
        add("outside", self.outside());
        // Other parts refer to the lines by their numbers.
        let steps = self.steps();
        let (first, avoid, last) = if steps.is_empty() {
            (self.consider(), self.avoid(), None)
        } else {
            let avoid = self.avoid();
            (steps, avoid, Some(self.consider()))
        };
        let first_id = if last.is_some() { "steps" } else { "consider" };
        let follow_up = self.follow_up();
        add("lead", self.lead());
        // Of a patient the advice comes first.
        let general = self.general();
        let (general_first, general_last) = match self.is_elsewhere() {
            true => (Some(general), None),
            false => (None, Some(general)),
        };
        if let Some(general) = general_first {
            add("general", general);
        }
        for (id, section) in self.orders() {
            add(id, section);
        }
        add("changes", self.changes());
        add(first_id, first);
        add("avoid", avoid);
        add("assumed", self.assumed());
        let mut more_to_ask = None;
        if !self.is_elsewhere() {
            let (ask, more) = self.ask();
            add("ask", ask);
            more_to_ask = Some(more);
        }
        if let Some(general) = general_last {
            add("general", general);
        }
        if let Some(consider) = last {
            add("consider", consider);
        }
        add("follow-up", follow_up);
        add("open", self.it_depends());
        add("results", self.results());
        if let Some(more) = more_to_ask {
            add("ask-more", more);
        }
        add("why", self.why());
        add("pitfalls", self.pitfalls());
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
        let is_answered = self.same_question().is_some() || !self.answered_beside().is_empty();
        if self.is_elsewhere() && !is_answered {
            add("covered", self.covered());
        }
        add("faq", self.often_asked());
        add("related", self.related());
        add("about", self.guidelines());
        add("sources", sources(asked.knowledge, &self.builder.cited));
        asked.reader.arrange(&mut parts);
        Document {
            reader: asked.reader,
            question: question::in_full(asked),
            title: question::title(&self.builder, asked.reader),
            review: self.builder.status_of_all(&[asked.assessment]),
            status: self.status(),
            parts,
            foot: asked.reader.foot(asked.knowledge),
        }
    }
}

impl Composer<'_, '_> {
    /// The number of a line, where it has one.
    fn number_of(&self, line: &Line) -> Option<String> {
        self.number_at(Advice::of(line))
    }

    fn number_at(&self, line: Advice) -> Option<String> {
        let mut numbered = self.numbered.iter();
        let found = numbered.find(|(advice, _)| *advice == line);
        found.map(|(_, number)| number.clone())
    }

    /// The numbers of the sources behind something. Patients read none; the sources are listed for them all the same.
    fn cited(&mut self, states: &[StatementId]) -> String {
        let numbers = self.builder.cited.numbers(self.builder.knowledge, states);
        match self.asked.reader {
            Reader::Patient => String::new(),
            Reader::Clinician | Reader::Imaging => numbers,
        }
    }

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
            match self.asked.reader {
                Reader::Clinician | Reader::Imaging => format!(
                    "{}. Nothing below knows of it: read it yourself, or say it in other words.",
                    words.join("; ")
                ),
                Reader::Patient => format!(
                    "{}. It may change what stands below. Say it in other words, or tell the person who sees you.",
                    words.join("; ")
                ),
            },
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

    /// What was taken back.
    fn taken(&self) -> Section {
        let taken = self.asked.changes.map_or(&[][..], |it| &it.taken);
        let mut section = Section::new("Taken back", Tone::Caution);
        section.items.extend(taken.iter().map(Item::plain));
        section
    }

    /// What became of the advice.
    fn changes(&self) -> Section {
        let Some(changes) = self.asked.changes else {
            return Section::new("", Tone::Plain);
        };
        if changes.lines.is_empty() && !changes.taken.is_empty() {
            return Section::new("", Tone::Plain);
        }
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
        let mut emergencies = self.builder.assessment.emergencies(self.asked.knowledge);
        let notice = self.asked.reader.notice(emergencies.next().is_some());
        let notice = notice.map(str::to_owned);
        lead.extend(notice);
        let proposed = self.asked.reading.proposed.as_ref();
        lead.extend(proposed.map(|it| proposed::notice(self.asked.knowledge, it)));
        lead
    }
}

/// A section with one sentence.
fn sentence(heading: &str, tone: Tone, text: impl Into<String>) -> Section {
    let mut section = Section::new(heading, tone);
    section.items.push(Item::plain(text));
    section
}
