//! `venule check`: an order or a report that somebody wrote, against what it must contain.

mod json;
mod report;

use std::io::{self, Write};

use clap::{Args, Subcommand};
use venule_engine::form::{check_order, check_report};

use crate::assess::{color, width};
use crate::exit::{Exit, Failure};
use crate::input::{KnowledgeSource, WrittenSource};
use crate::order::Format;
use venule_answer::order;
use venule_answer::page::Page;
use venule_answer::terminal;

/// Arguments of `venule check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check an order: what it does not state, what contradicts, and what follows.
    Order(Written),
    /// Check a report: what each vein shows, what is missing, what the scan amounts to, and what follows.
    Report(Written),
}

#[derive(Debug, Args)]
struct Written {
    #[command(flatten)]
    source: WrittenSource,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    knowledge: KnowledgeSource,
}

impl Check {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let (text, complete) = match &self.what {
            What::Order(written) => {
                let knowledge = written.knowledge.load_or_show()?;
                let loaded = written.source.order(knowledge)?;
                let check = check_order(knowledge, &loaded.it);
                let text = match written.format {
                    Format::Json => json::order(knowledge, &loaded.it.case, &check),
                    Format::Text => shown(&order::check::page(
                        knowledge,
                        &loaded.it,
                        &check,
                        loaded.as_of_assumed,
                    )),
                };
                (text, check.is_complete())
            }
            What::Report(written) => {
                let knowledge = written.knowledge.load_or_show()?;
                let loaded = written.source.report(knowledge)?;
                let check = check_report(knowledge, &loaded.it);
                let text = match written.format {
                    Format::Json => json::report(knowledge, &check),
                    Format::Text => shown(&report::page(knowledge, &loaded, &check)),
                };
                (text, check.is_complete())
            }
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(if complete {
            Exit::Done
        } else {
            Exit::Incomplete
        })
    }
}

fn shown(page: &Page) -> String {
    let color = color();
    terminal::render(page, width(), color)
}
