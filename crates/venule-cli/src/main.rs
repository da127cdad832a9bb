//! The `venule` command: thin, one file per subcommand.
//!
//! Data goes to standard output, everything else to standard error. Exit codes are in [`exit`].

mod ask;
mod assess;
mod case_file;
mod chat;
mod check;
mod exit;
mod input;
mod interview;
mod knowledge;
mod order;
mod plan;
mod text;
mod why_not;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Guidelines for leg-vein thrombosis, made executable: what to do now, when, why, what to avoid and what to ask.
#[derive(Debug, Parser)]
#[command(name = "venule", version, propagate_version = true, after_help = exit::HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer a question in plain words: what to do now, when, why, what to avoid, with sources.
    Ask(ask::Ask),
    /// Talk about a patient: each line adds to what is known, and is answered.
    Chat(chat::Chat),
    /// Assess a case: what to do now, when, why, what to avoid, what is still unknown.
    Assess(assess::Assess),
    /// Read free text: what is understood of it, and how well.
    Text(text::Text),
    /// Work out what each result of the next tests would mean for a case.
    Plan(plan::Plan),
    /// Say why an action is not advised for a case, and what would change that.
    WhyNot(why_not::WhyNot),
    /// Compose the order for the examination that a case is advised, and list what is missing from it.
    Order(order::Order),
    /// Check an order or a report that somebody wrote against what it must contain.
    Check(check::Check),
    /// Ask what is still open, one question at a time, until nothing can change any more.
    Interview(interview::Interview),
    /// Look at the clinical content, or check it.
    Knowledge(knowledge::Knowledge),
}

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return exit::usage(&error),
    };
    let outcome = match arguments.command {
        Command::Ask(command) => command.run(),
        Command::Chat(command) => command.run(),
        Command::Assess(command) => command.run(),
        Command::Text(command) => command.run(),
        Command::Plan(command) => command.run(),
        Command::WhyNot(command) => command.run(),
        Command::Order(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Interview(command) => command.run(),
        Command::Knowledge(command) => command.run(),
    };
    outcome.unwrap_or_else(|failure| failure.report()).into()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_of_every_subcommand_fit_together() {
        super::Arguments::command().debug_assert();
    }
}
