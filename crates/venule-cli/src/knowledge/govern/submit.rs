//! `venule knowledge submit`: hands guidelines in for review, as they are now.

use std::io::{self, Write};

use clap::Args;
use jiff::civil::Date;
use venule_knowledge::model::{Guideline, Submission};
use venule_knowledge::source::{FileId, Origin};
use venule_knowledge::{person, record};
use venule_logic::Span;

use super::file::{self, RecordFile};
use super::{day, day_of_act, find, short};
use crate::exit::{Exit, Failure};
use crate::input::KnowledgeSource;
use crate::knowledge::check::Examined;
use venule_knowledge::printable::printable;

/// Arguments of `venule knowledge submit`.
#[derive(Debug, Args)]
pub(crate) struct Submit {
    /// The guidelines to submit
    #[arg(value_name = "GUIDELINE", required_unless_present = "all")]
    guidelines: Vec<String>,
    /// Submit every guideline that is not submitted as it is now
    #[arg(long, conflicts_with = "guidelines")]
    all: bool,
    /// The person or body that submits
    #[arg(long, value_name = "NAME", value_parser = line)]
    by: String,
    /// What a reviewer should know
    #[arg(long, value_name = "TEXT", value_parser = line)]
    note: Option<String>,
    /// The day of the submission; today if not given
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
}

impl Submit {
    /// Runs the command.
    pub(crate) fn run(&self, source: &KnowledgeSource) -> Result<Exit, Failure> {
        file::require_folder(source)?;
        let date = day_of_act(self.date)?;
        let knowledge = Examined::of(source)?.sound()?;
        let guidelines: Vec<&Guideline> = if self.all {
            knowledge.guidelines.iter().collect()
        } else {
            let names = self.guidelines.iter();
            names
                .map(|name| find(&knowledge, name))
                .collect::<Result<_, _>>()?
        };
        let mut dropped = Vec::new();
        for guideline in guidelines {
            match self.submit(source, guideline, date)? {
                Said::Done(said) => writeln!(io::stdout().lock(), "{said}")?,
                Said::Dropped(said) => dropped.push(said),
            }
        }
        if dropped.is_empty() {
            Ok(Exit::Done)
        } else {
            Err(Failure::CouldNotRun(dropped.join("\n")))
        }
    }

    fn submit(
        &self,
        source: &KnowledgeSource,
        guideline: &Guideline,
        date: Date,
    ) -> Result<Said, Failure> {
        let file = RecordFile::open(source, &guideline.name)?;
        let hash = &guideline.bound.hash;
        let elements = &guideline.bound.elements;
        if let Some(earlier) = file.record.submitted(hash) {
            // An interrupted command may have left them out.
            file.list_elements(&file.record, hash, elements)?;
            let said = format!(
                "nothing to submit: {} {} was submitted by {} on {} as it is now (content {})",
                guideline.name,
                guideline.version,
                printable(&earlier.by),
                earlier.date,
                short(hash)
            );
            return Ok(if !self.all && self.says_more_than(earlier) {
                Said::Dropped(format!(
                    "{said}, and what is said otherwise now is not recorded"
                ))
            } else {
                Said::Done(said)
            });
        }
        let submission = Submission {
            by: self.by.clone(),
            date,
            version: guideline.version.clone(),
            hash: hash.clone(),
            note: self.note.clone(),
            origin: Origin {
                file: FileId(0),
                span: Span { start: 0, end: 0 },
            },
        };
        let text = record::with_submission(file.text.as_deref(), &file.record, &submission);
        let approvals = file.record.approvals.len();
        file.list_elements(&file.parsed(&text)?, hash, elements)?;
        file.replace(&text, |written| {
            written.submitted(hash).is_some_and(|it| it.by == self.by)
                && written.approvals.len() == approvals
        })?;
        Ok(Said::Done(format!(
            "submitted {} {} for review (content {})",
            guideline.name,
            guideline.version,
            short(hash)
        )))
    }

    /// Whether an option says something that an earlier submission does not.
    fn says_more_than(&self, earlier: &Submission) -> bool {
        self.by != earlier.by
            || self.note.is_some() && self.note != earlier.note
            || self.date.is_some_and(|day| day != earlier.date)
    }
}

/// What came of one guideline.
enum Said {
    /// It is submitted, now or before.
    Done(String),
    /// It was submitted before, and something that is said of it now would be lost.
    Dropped(String),
}

/// A text that can stand on one line of a report.
pub(super) fn line(text: &str) -> Result<String, String> {
    person::check_line(text).map_err(|reason| format!("it {reason}"))?;
    Ok(person::tidy(text))
}
