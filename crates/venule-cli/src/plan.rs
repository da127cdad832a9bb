//! `venule plan`: what the results of the next tests would mean for this patient.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use venule_answer::plan::{json, markdown, svg, terminal, tree};
use venule_engine::plan::{DEPTH, MOST_NODES, plan_within};

use crate::assess::{color, outcome, width};
use crate::exit::{Exit, Failure};
use crate::input::Asked;

/// Arguments of `venule plan`.
#[derive(Debug, Args)]
pub(crate) struct Plan {
    #[command(flatten)]
    asked: Asked,
    /// How many results deep: 1, 2 or 3
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=3))]
    steps: u8,
    /// How to print the plan
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How a plan is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A tree for reading in a terminal
    Text,
    /// Markdown
    Markdown,
    /// A picture of the tree
    Svg,
    /// Everything, for programs; see docs/reference/plan.md
    Json,
}

impl Plan {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let (knowledge, loaded) = self.asked.load()?;
        let steps = usize::from(self.steps).min(DEPTH);
        let plan = plan_within(knowledge, &loaded.case, steps, MOST_NODES);
        let wishes = self.asked.wishes(&loaded);
        let words = || tree(knowledge, &plan, steps, wishes);
        let text = match self.format {
            Format::Json => json::render(knowledge, &plan, steps),
            Format::Markdown => markdown::render(&words()),
            Format::Svg => svg::render(&words()),
            Format::Text => {
                let color = color();
                terminal::render(&words(), width(), color, terminal::Strokes::of_locale())
            }
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(outcome(knowledge, &plan.root.assessment))
    }
}
