//! `venule knowledge book`: the content as a book that a physician reads, comments on and signs.
//!
//! [`Book`] holds what the pages are made from; each chapter is a file; [`document`] is what they are made of;
//! [`html`] and [`markdown`] print it. The same content gives the same bytes.

mod document;
mod html;
mod markdown;

mod contents;
mod front;
mod status;

mod guideline;
mod note;
mod rule;
mod statement;
mod tried;

mod case;
mod event;
mod evidence;
mod fact;
mod index;
mod method;
mod open;
mod presented;
mod presume;
mod register;
mod worked;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use venule_knowledge::model::Knowledge;

use super::cases;
use super::uses;
use crate::exit::{Exit, Failure};
use crate::input::{self, KnowledgeSource, Style};
use crate::report::review;
use worked::Family;

/// Arguments of `venule knowledge book`.
#[derive(Debug, Args)]
pub(crate) struct Print {
    /// What to print it as
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// The day on which approvals are looked at; today if it is not said
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Write it to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One file for reading on a screen, printing and ticking
    Html,
    /// For reading the difference between two versions
    Markdown,
}

impl Print {
    /// Runs the command.
    pub(crate) fn run(&self, source: &KnowledgeSource) -> Result<Exit, Failure> {
        let knowledge = source.load_or_show()?;
        let read = cases::all(source.folder())?;
        let (families, files, problems) = worked::run(knowledge, read);
        if !problems.is_empty() {
            input::show(&files, &problems, Style::Full)?;
            return Err(Failure::Findings);
        }
        let book = Book::new(
            knowledge,
            families,
            self.as_of.unwrap_or_else(review::today),
        );
        let document = contents::document(&book);
        let text = match self.format {
            Format::Html => html::render(&document),
            Format::Markdown => markdown::render(&document),
        };
        match &self.out {
            None => io::stdout().lock().write_all(text.as_bytes())?,
            Some(path) => fs::write(path, text).map_err(|error| {
                Failure::CouldNotRun(format!("cannot write {}: {error}", path.display()))
            })?,
        }
        Ok(Exit::Done)
    }
}

/// What the pages are made from.
#[derive(Debug)]
struct Book<'k> {
    knowledge: &'k Knowledge,
    /// The worked cases, in order of their files.
    families: Vec<Family>,
    /// The day on which the status of each guideline is looked at.
    as_of: Date,
    /// What carries each statement, by its index.
    carriers: Vec<Vec<String>>,
}

impl<'k> Book<'k> {
    fn new(knowledge: &'k Knowledge, families: Vec<Family>, as_of: Date) -> Self {
        Self {
            knowledge,
            as_of,
            families,
            carriers: uses::all_carriers(knowledge),
        }
    }
}
