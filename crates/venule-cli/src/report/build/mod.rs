//! From an assessment to a page that a tired clinician can use: what to do first, then when, why, and what is open.

mod background;
mod heading;
mod lines;
mod open;
mod resolve;

use venule_engine::assessment::Assessment;
use venule_engine::case::Case;
use venule_knowledge::model::{Knowledge, Stance};

use super::cite::Citations;
use super::page::{Page, Tone};

/// What the reader wants beside the advice.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wishes {
    /// The trace of every line.
    pub(crate) explain: bool,
    /// Whether nobody said when, so that today was taken.
    pub(crate) as_of_assumed: bool,
}

/// Builds the report of an assessment.
pub(crate) fn page(
    knowledge: &Knowledge,
    case: &Case,
    assessment: &Assessment,
    wishes: Wishes,
) -> Page {
    let mut builder = Builder {
        knowledge,
        case,
        assessment,
        wishes,
        cited: Citations::default(),
        shown: 0,
    };
    builder.page()
}

struct Builder<'a> {
    knowledge: &'a Knowledge,
    case: &'a Case,
    assessment: &'a Assessment,
    wishes: Wishes,
    cited: Citations,
    shown: usize,
}

impl Builder<'_> {
    fn page(&mut self) -> Page {
        let title = self
            .case
            .title
            .clone()
            .unwrap_or_else(|| "Assessment".to_owned());
        let mut sections = vec![
            self.lines(
                "Emergency: hand over to a person now",
                Tone::Emergency,
                |line| line.is_live() && line.red_flag,
            ),
            self.withheld(),
            self.lines("Do", Tone::Advice, |line| {
                line.is_live() && !line.red_flag && line.stance == Stance::Do
            }),
            self.considered(),
            self.lines("Avoid", Tone::Caution, |line| {
                line.is_live() && !line.red_flag && line.stance == Stance::Avoid
            }),
            self.questions(),
            self.undecided(),
            self.scores(),
            self.protocols(),
            self.background(),
            self.not_covered(),
        ];
        sections.push(self.disagreements());
        let sources = self.sources();
        sections.push(sources);
        Page {
            title: format!("venule: {title}"),
            lead: self.lead(),
            sections,
            foot: self.foot(),
        }
    }
}

fn push_new(mut list: Vec<String>, text: String) -> Vec<String> {
    if !list.contains(&text) {
        list.push(text);
    }
    list
}

fn sentence_end(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
