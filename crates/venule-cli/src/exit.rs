//! How the command ends.

use std::io::{self, Write};
use std::process::ExitCode;

use venule_knowledge::printable::{hides, printable_lines};

/// The exit codes, as they stand at the end of the help.
pub(crate) const HELP: &str = "\
Exit codes:
  0  the command did what was asked
  1  it could not run: wrong arguments, a refused answer, or a file it cannot read or write
  2  the case or the knowledge has errors; they are on standard error
  4  nothing could be advised for lack of facts; the questions are in the output
  5  the order or report is not complete; what is missing is in the output
  6  no order was composed, because none is advised; the reasons are in the output";

/// Exit codes; [`HELP`] describes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The command did what was asked.
    Done,
    /// It could not run.
    CouldNotRun,
    /// The case or the knowledge has errors.
    Findings,
    /// Nothing could be advised for lack of facts.
    Undecided,
    /// An order or report is not complete.
    Incomplete,
    /// No order is advised.
    NoOrder,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::CouldNotRun => 1,
            Exit::Findings => 2,
            Exit::Undecided => 4,
            Exit::Incomplete => 5,
            Exit::NoOrder => 6,
        })
    }
}

/// Why a command ended early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It could not run; the message says why.
    CouldNotRun(String),
    /// Findings that were already shown.
    Findings,
    /// Whoever was reading the output stopped.
    ReaderGone,
}

impl Failure {
    /// Reports what was not yet reported.
    pub(crate) fn report(self) -> Exit {
        match self {
            Self::CouldNotRun(message) => {
                // Nowhere is left to complain if standard error is closed as well.
                let _ = writeln!(io::stderr(), "error: {}", printable_lines(&message));
                Exit::CouldNotRun
            }
            Self::Findings => Exit::Findings,
            Self::ReaderGone => Exit::Done,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::CouldNotRun(error.to_string()),
        }
    }
}

/// Prints help, version or a usage error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    let text = error.to_string();
    let quoted = std::env::args_os().any(|it| it.to_string_lossy().contains(hides));
    // It quotes the arguments as they are.
    let _ = if quoted {
        write!(io::stderr(), "{}", printable_lines(&text))
    } else {
        error.print()
    };
    if error.use_stderr() {
        Exit::CouldNotRun.into()
    } else {
        Exit::Done.into()
    }
}
