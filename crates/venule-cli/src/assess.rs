//! `venule assess`: a case in, advice out.

use std::io::{self, IsTerminal, Write};

use clap::{Args, ValueEnum};
use venule_engine::assessment::{Assessment, Line};
use venule_knowledge::model::Knowledge;

use crate::exit::{Exit, Failure};
use crate::input::Asked;
use venule_answer::build::{Wishes, page};
use venule_answer::{json, markdown, terminal};

/// Arguments of `venule assess`.
#[derive(Debug, Args)]
pub(crate) struct Assess {
    #[command(flatten)]
    asked: Asked,
    /// Show for every line the rules and facts behind it
    #[arg(long)]
    explain: bool,
    /// Show the advice, what may have to be done and is not decided yet, and the most telling questions, and leave
    /// out scores, protocols and what stands behind the advice
    #[arg(long, conflicts_with = "explain")]
    brief: bool,
    /// How to print the assessment
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How an assessment is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// Markdown
    Markdown,
    /// Everything, for programs; see docs/reference/assessment.md
    Json,
}

impl Assess {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let (knowledge, loaded) = self.asked.load()?;
        let assessment = venule_engine::assess(knowledge, &loaded.case);
        let wishes = Wishes {
            explain: self.explain,
            brief: self.brief,
            ..self.asked.wishes(&loaded)
        };
        let text = match self.format {
            Format::Json => json::render(knowledge, &loaded.case, &assessment),
            Format::Markdown => {
                markdown::render(&page(knowledge, &loaded.case, &assessment, wishes))
            }
            Format::Text => {
                let color = color();
                terminal::render(
                    &page(knowledge, &loaded.case, &assessment, wishes),
                    width(),
                    color,
                )
            }
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(outcome(knowledge, &assessment))
    }
}

/// Whether anything could be advised.
pub(crate) fn outcome(knowledge: &Knowledge, assessment: &Assessment) -> Exit {
    if assessment.lines.iter().any(Line::is_live) || assessment.is_out_of_scope(knowledge) {
        Exit::Done
    } else {
        Exit::Undecided
    }
}

/// Whether standard output is shown in color: it is a terminal, and nobody asked for none.
pub(crate) fn color() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// The width that the environment states, or the usual one.
pub(crate) fn width() -> usize {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(88)
}
