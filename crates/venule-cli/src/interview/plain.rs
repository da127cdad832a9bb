//! Questions and answers as lines of text, for pipes and for those who prefer to type.
//!
//! Who types is asked again where an answer cannot be taken. Lines that were written beforehand were written for the
//! questions that were expected: were one of them passed over, the next would answer another question. So the
//! interview ends there.

use std::io::{self, BufRead, IsTerminal, Write};

use venule_engine::case::Moment;

use super::choices::{choices, several};
use super::reply::{self, Reply};
use super::{Asked, Prompt};
use venule_knowledge::printable::printable;

/// Reads answers from standard input, one a line.
pub(super) struct Plain {
    lines: io::Split<io::BufReader<io::Stdin>>,
    /// How many lines were read.
    read: usize,
    /// Whether somebody sits there who can answer again.
    is_typed: bool,
}

impl Plain {
    pub(super) fn new() -> Self {
        Self {
            lines: io::BufReader::new(io::stdin()).split(b'\n'),
            read: 0,
            is_typed: io::stdin().is_terminal(),
        }
    }

    /// The next line that is accepted; nothing at the end of the input.
    fn next_answer<T>(
        &mut self,
        question: &str,
        accept: impl Fn(&str) -> Result<T, String>,
    ) -> io::Result<Option<T>> {
        loop {
            let mut out = io::stderr().lock();
            write!(out, "> ")?;
            out.flush()?;
            let Some(line) = self.lines.next().transpose()? else {
                return Ok(None);
            };
            self.read += 1;
            let line = String::from_utf8_lossy(&line);
            match accept(line.trim_end_matches('\r')) {
                Ok(answer) => return Ok(Some(answer)),
                Err(problem) => {
                    writeln!(out, "  {}", printable(&problem))?;
                    self.again(question, &problem)?;
                }
            }
        }
    }

    /// Whether the question may be put again; an error if its answer came from a pipe.
    fn again(&self, question: &str, problem: &str) -> io::Result<()> {
        if self.is_typed {
            return Ok(());
        }
        Err(io::Error::other(format!(
            "line {} of the answers cannot be taken, and the lines after it would answer other questions: {problem}\n\
             the question was: {question}\n\
             help: correct the line; what was answered before it holds",
            self.read
        )))
    }
}

impl Prompt for Plain {
    fn ask(&mut self, asked: &Asked<'_>, today: Moment) -> io::Result<Reply> {
        let mut out = io::stderr().lock();
        writeln!(out, "\n[{}]\n{}", asked.progress, asked.text)?;
        let choices = choices(asked);
        for (number, (_, label)) in choices.iter().enumerate() {
            writeln!(out, "  {}  {label}", number + 1)?;
        }
        if choices.is_empty() {
            writeln!(out, "  {}", reply::hint(asked))?;
        }
        writeln!(out, "  or: {}", reply::WORDS)?;
        drop(out);
        let accept = |line: &str| reply::read(asked, line, today);
        // The end of the input is the end of the interview.
        let reply = self.next_answer(&asked.text, accept)?;
        Ok(reply.unwrap_or(Reply::Stop))
    }

    fn choose(&mut self, question: &str, labels: &[&str]) -> io::Result<Option<Vec<usize>>> {
        let mut out = io::stderr().lock();
        writeln!(out, "\n{question}")?;
        for (number, label) in labels.iter().enumerate() {
            writeln!(out, "  {}  {label}", number + 1)?;
        }
        writeln!(out, "  or: unknown, skip, stop; several numbers as in 1 3")?;
        drop(out);
        let chosen = self.next_answer(question, |line| several(line, labels))?;
        Ok(chosen.flatten())
    }

    fn refused(&mut self, question: &str, problem: &str) -> io::Result<()> {
        writeln!(io::stderr(), "  {}", printable(problem))?;
        self.again(question, problem)
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(io::stderr(), "{text}")
    }
}
