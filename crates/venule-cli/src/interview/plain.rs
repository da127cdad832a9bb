//! Questions and answers as lines of text, for pipes and for those who prefer to type.

use std::io::{self, BufRead, Write};

use venule_engine::case::Moment;

use super::choices::{choices, several};
use super::reply::{self, Reply};
use super::{Asked, Prompt};
use venule_knowledge::printable::printable;

/// Reads answers from standard input, one a line.
pub(super) struct Plain {
    lines: io::Split<io::BufReader<io::Stdin>>,
}

impl Plain {
    pub(super) fn new() -> Self {
        Self {
            lines: io::BufReader::new(io::stdin()).split(b'\n'),
        }
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
        loop {
            write!(out, "> ")?;
            out.flush()?;
            // The end of the input is the end of the interview.
            let Some(line) = self.lines.next().transpose()? else {
                return Ok(Reply::Stop);
            };
            let line = String::from_utf8_lossy(&line);
            match reply::read(asked, line.trim_end_matches('\r'), today) {
                Ok(reply) => return Ok(reply),
                Err(problem) => writeln!(out, "  {}", printable(&problem))?,
            }
        }
    }

    fn choose(&mut self, question: &str, labels: &[&str]) -> io::Result<Option<Vec<usize>>> {
        let mut out = io::stderr().lock();
        writeln!(out, "\n{question}")?;
        for (number, label) in labels.iter().enumerate() {
            writeln!(out, "  {}  {label}", number + 1)?;
        }
        writeln!(out, "  or: unknown, skip, stop; several numbers as in 1 3")?;
        loop {
            write!(out, "> ")?;
            out.flush()?;
            let Some(line) = self.lines.next().transpose()? else {
                return Ok(None);
            };
            let line = String::from_utf8_lossy(&line);
            match several(&line, labels) {
                Ok(chosen) => return Ok(chosen),
                Err(problem) => writeln!(out, "  {}", printable(&problem))?,
            }
        }
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(io::stderr(), "{text}")
    }
}
