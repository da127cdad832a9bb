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
use super::page::{Page, Section, Tone};

pub use background::sources;
pub use heading::foot;
pub use open::is_advised;

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
        Builder::new(knowledge, case, assessment, wishes).lead_of(assessments)
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
    /// What is advised and asked.
    Advice,
    /// What is advised, without questions.
    AdviceOnly,
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
    let mut builder = Builder::new(knowledge, case, assessment, Wishes::default());
    builder.cited = std::mem::take(cited);
    let sections = match part {
        Part::Advice => builder.advice(),
        Part::AdviceOnly => builder.advised(),
        Part::Warnings => vec![builder.emergency(), builder.against()],
        Part::Emergency => vec![builder.emergency()],
    };
    *cited = builder.cited;
    sections
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
        }
    }

    fn page(&mut self) -> Page {
        let title = self.case.title.as_deref().unwrap_or("Assessment");
        let mut sections = self.advice();
        if self.wishes.brief {
            sections.push(self.not_covered());
        } else {
            sections.extend([
                self.undecided(),
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
            lead: self.lead(),
            sections,
            foot: foot(self.knowledge),
        }
    }
}

impl Builder<'_> {
    /// What is advised and asked, most pressing first.
    fn advice(&mut self) -> Vec<Section> {
        let mut sections = self.advised();
        sections.push(self.questions());
        sections
    }

    /// What is advised, most pressing first.
    fn advised(&mut self) -> Vec<Section> {
        let knowledge = self.knowledge;
        let is_do = |line: &Line, concludes: bool| {
            let is_conclusion = category(knowledge, line) == Some(Category::Conclusion);
            line.is_live()
                && !line.is_emergency(knowledge)
                && line.stance == Stance::Do
                && is_conclusion == concludes
        };
        vec![
            self.emergency(),
            self.withheld(),
            self.lines("Conclusion", Tone::Advice, |line| is_do(line, true)),
            self.lines("Do", Tone::Advice, |line| is_do(line, false)),
            self.considered(),
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
