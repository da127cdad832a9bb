//! `venule knowledge`: looking at the clinical content, and checking it.

mod book;
mod check;
mod govern;
mod list;
mod reference;
mod schema;
mod show;
mod statements;

mod cases;
mod columns;
mod contradicting;
mod names;
pub(crate) mod uses;

use clap::{Args, Subcommand};

use crate::exit::{Exit, Failure};
use crate::input::KnowledgeSource;

/// Arguments of `venule knowledge`.
#[derive(Debug, Args)]
pub(crate) struct Knowledge {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    source: KnowledgeSource,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check the content and its worked cases, and report every problem at its place.
    Check(check::Check),
    /// List facts, events, actions, rules, scores, protocols, guidelines, views, sources, estimates or disagreements.
    List(list::List),
    /// Show one element by its id, with what it rests on and what rests on it.
    Show(show::Show),
    /// The register: what each statement of the sources says and what carries it.
    Statements(statements::Statements),
    /// The review status of each guideline: who submitted and approved what, and what changed since.
    Status(govern::status::Status),
    /// Hand guidelines in for review, as they are now.
    Submit(govern::submit::Submit),
    /// Record that a person approves a guideline as it is now.
    Approve(govern::approve::Approve),
    /// Print the JSON Schema of case, order or report files for this vocabulary.
    Schema(schema::Schema),
    /// Print the reference of facts, events and actions as Markdown.
    Reference,
    /// Print the review book: every rule in plain sentences beside what it rests on, for a physician to read and sign.
    Book(book::Print),
}

impl Knowledge {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        match &self.command {
            Command::Check(command) => command.run(&self.source),
            Command::List(command) => command.run(self.source.load_or_show()?),
            Command::Show(command) => command.run(self.source.load_or_show()?),
            Command::Statements(command) => command.run(self.source.load_or_show()?),
            Command::Status(command) => command.run(&self.source),
            Command::Submit(command) => command.run(&self.source),
            Command::Approve(command) => command.run(&self.source),
            Command::Schema(command) => command.run(self.source.load_or_show()?),
            Command::Reference => reference::run(self.source.load_or_show()?),
            Command::Book(command) => command.run(&self.source),
        }
    }
}
