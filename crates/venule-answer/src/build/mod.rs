//! From an assessment to a page that a tired clinician can use: what to do first, then when, why, and what is open.

mod background;
mod heading;
mod lines;
mod open;
mod resolve;
mod unsettled;

use std::path::Path;

use venule_engine::assessment::{Assessment, Line};
use venule_engine::case::Case;
use venule_knowledge::model::{Category, Knowledge, Stance};

use super::cite::Citations;
use super::page::{Emergency, Page, Section, Tone};
use super::words;

pub use background::sources;
pub(crate) use heading::AS_OF;
pub use heading::foot;
pub use open::is_advised;
pub(crate) use open::{Detail, of_leg, urgency};
pub(crate) use unsettled::PATHWAY;

/// What the reader wants beside the advice.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wishes<'w> {
    /// The trace of every line.
    pub explain: bool,
    /// The advice and the questions, without what stands behind them.
    pub brief: bool,
    /// The folder that the content was read from, if it is not the built-in one.
    pub folder: Option<&'w Path>,
    /// Whether nobody said when, so that today was taken.
    pub as_of_assumed: bool,
}

/// Builds the report of an assessment.
pub fn page(
    knowledge: &Knowledge,
    case: &Case,
    assessment: &Assessment,
    wishes: Wishes<'_>,
) -> Page {
    Builder::new(knowledge, case, assessment, wishes).page()
}

/// What stands above several assessments of one patient, of which the first is that of the case as it is.
pub fn head(
    knowledge: &Knowledge,
    case: &Case,
    assessments: &[&Assessment],
    wishes: Wishes<'_>,
) -> Vec<String> {
    let first = assessments.first();
    first.map_or_else(Vec::new, |assessment| {
        let builder = Builder::new(knowledge, case, assessment, wishes);
        let emergency = emergency_first(knowledge, assessment).into_iter();
        let lead = builder.lead(builder.status_of_all(assessments));
        emergency.chain(lead).collect()
    })
}

/// The guidelines that do not cover the patient, and why.
pub fn not_covered(
    knowledge: &Knowledge,
    case: &Case,
    assessment: &Assessment,
    wishes: Wishes<'_>,
) -> Section {
    Builder::new(knowledge, case, assessment, wishes).not_covered()
}

/// Parts of an assessment that become part of another page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is advised, what of it is not decided yet, and what is asked.
    Advice,
    /// The same without questions.
    AdviceOnly,
    /// The most telling questions.
    Questions,
    /// Red flags, and what is advised against.
    Warnings,
    /// Red flags.
    Emergency,
}

/// A part of an assessment, without what stands behind it. Sources are cited with the numbers of the page that it
/// becomes part of.
pub fn part(
    knowledge: &Knowledge,
    case: &Case,
    assessment: &Assessment,
    cited: &mut Citations,
    part: Part,
) -> Vec<Section> {
    let wishes = Wishes {
        brief: part == Part::Questions,
        ..Wishes::default()
    };
    let mut builder = Builder::new(knowledge, case, assessment, wishes);
    builder.cited = std::mem::take(cited);
    let sections = match part {
        Part::Advice => {
            let mut sections = builder.advised();
            sections.extend([builder.undecided(Detail::Short), builder.questions()]);
            sections
        }
        Part::AdviceOnly => {
            let mut sections = builder.advised();
            sections.push(builder.undecided(Detail::Short));
            sections
        }
        Part::Questions => vec![builder.questions()],
        Part::Warnings => vec![builder.emergency(), builder.against()],
        Part::Emergency => vec![builder.emergency()],
    };
    *cited = builder.cited;
    sections
}

/// Some lines of an assessment under a heading, with options of one choice together.
pub fn some_lines(
    knowledge: &Knowledge,
    case: &Case,
    assessment: &Assessment,
    cited: &mut Citations,
    (heading, wanted): (&str, &[Line]),
) -> Section {
    let mut builder = Builder::new(knowledge, case, assessment, Wishes::default());
    builder.cited = std::mem::take(cited);
    let section = builder.lines(heading, Tone::Advice, |line| wanted.contains(line));
    *cited = builder.cited;
    section
}

/// Which red flags are not ruled out, if any.
pub fn red_flags_open(
    knowledge: &Knowledge,
    case: &Case,
    assessment: &Assessment,
) -> Option<String> {
    Builder::new(knowledge, case, assessment, Wishes::default()).red_flags_open()
}

/// What stands above everything else of a page that is about something beside the patient.
pub fn emergency_first(knowledge: &Knowledge, assessment: &Assessment) -> Option<String> {
    let first = assessment.emergencies(knowledge).next()?;
    let action = knowledge.actions.get(first.action.0 as usize)?;
    Some(format!("EMERGENCY FIRST: {}", sentence_end(&action.label)))
}

/// Puts an assessment into words, and remembers what it cited.
pub(crate) struct Builder<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) case: &'a Case,
    pub(crate) assessment: &'a Assessment,
    wishes: Wishes<'a>,
    pub(crate) cited: Citations,
    shown: usize,
    /// Whether what is asked below need not be named in full above.
    terse: bool,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        knowledge: &'a Knowledge,
        case: &'a Case,
        assessment: &'a Assessment,
        wishes: Wishes<'a>,
    ) -> Self {
        Self {
            knowledge,
            case,
            assessment,
            wishes,
            cited: Citations::default(),
            shown: 0,
            terse: false,
        }
    }

    /// For an answer, which asks below for what it does not name in full above.
    pub(crate) fn terse(self) -> Self {
        Self {
            terse: true,
            ..self
        }
    }

    fn page(&mut self) -> Page {
        let title = words::title(self.case).unwrap_or("Assessment".into());
        let section = self.emergency();
        let is_emergency = !section.is_empty();
        let mut status = self.status_of_all(&[self.assessment]);
        let emergency = is_emergency.then(|| Emergency {
            status: status.take(),
            section,
        });
        let mut sections = self.after_emergency();
        if self.wishes.brief {
            sections.extend([
                self.undecided(Detail::Short),
                self.questions(),
                self.not_covered(),
            ]);
        } else {
            sections.extend([
                self.questions(),
                self.undecided(Detail::Full),
                self.scores(),
                self.not_covered(),
                self.protocols(),
                self.background(),
                self.disagreements(),
            ]);
        }
        sections.push(sources(self.knowledge, &self.cited));
        Page {
            title: format!("venule: {title}"),
            emergency,
            lead: self.lead(status),
            sections,
            foot: foot(self.knowledge),
        }
    }
}

impl Builder<'_> {
    /// What is advised, most pressing first.
    fn advised(&mut self) -> Vec<Section> {
        let mut sections = vec![self.emergency()];
        sections.extend(self.after_emergency());
        sections
    }

    fn after_emergency(&mut self) -> Vec<Section> {
        let knowledge = self.knowledge;
        let is_do = |line: &Line, concludes: bool| {
            let is_conclusion = category(knowledge, line) == Some(Category::Conclusion);
            line.is_live()
                && !line.is_emergency(knowledge)
                && line.stance == Stance::Do
                && is_conclusion == concludes
        };
        // A conclusion is not the first thing to read where somebody has yet to look at the patient.
        let mut lines = self.assessment.lines.iter();
        let is_early = lines.any(|line| {
            let is_look = category(knowledge, line) == Some(Category::Assessment);
            is_look && is_do(line, false) && line.due.is_now()
        });
        let withheld = self.withheld();
        let of = |builder: &mut Self, concludes: bool| {
            let heading = if concludes { "Conclusion" } else { "Do" };
            builder.lines(heading, Tone::Advice, |line| is_do(line, concludes))
        };
        let (first, second) = (of(self, !is_early), of(self, is_early));
        vec![
            withheld,
            first,
            second,
            self.lines("Consider", Tone::Advice, |line| {
                line.is_live() && !line.red_flag && line.stance == Stance::Consider
            }),
            self.against(),
        ]
    }

    fn emergency(&mut self) -> Section {
        let knowledge = self.knowledge;
        self.lines(
            "Emergency: hand over to a person now",
            Tone::Emergency,
            |line| line.is_emergency(knowledge),
        )
    }

    fn against(&mut self) -> Section {
        self.lines("What not to do", Tone::Caution, |line| {
            line.is_live() && !line.red_flag && line.stance == Stance::Avoid
        })
    }
}

pub(crate) fn category(knowledge: &Knowledge, line: &Line) -> Option<Category> {
    let action = knowledge.actions.get(line.action.0 as usize);
    action.map(|it| it.category)
}

pub(crate) fn push_new<T: PartialEq>(mut list: Vec<T>, new: T) -> Vec<T> {
    if !list.contains(&new) {
        list.push(new);
    }
    list
}

pub(crate) fn sentence_end(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
