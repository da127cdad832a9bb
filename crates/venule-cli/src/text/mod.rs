//! `venule text`: what is understood of free text, and how well.

mod context;
mod numbers;
mod read;
mod score;
mod table;

use clap::{Args, Subcommand};

use crate::exit::{Exit, Failure};

/// Arguments of `venule text`.
#[derive(Debug, Args)]
pub(crate) struct Text {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what is understood of a text, with the words that say it.
    Read(read::Read),
    /// Score what is understood of texts against what they say.
    Score(score::Score),
    /// Predict negation, time and person of marked findings in a table.
    Context(context::Context),
    /// Predict numbers, ages, durations and dates in a table.
    Numbers(numbers::Numbers),
}

impl Text {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        match &self.command {
            Command::Read(command) => command.run(),
            Command::Score(command) => command.run(),
            Command::Context(command) => command.run(),
            Command::Numbers(command) => command.run(),
        }
    }
}
