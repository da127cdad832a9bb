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
mod links;
mod method;
mod open;
mod order_form;
mod part;
mod plan;
mod presented;
mod presume;
mod register;
mod report_form;
mod worked;
mod worked_form;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::Files;

use super::cases;
use super::uses;
use crate::exit::{Exit, Failure};
use crate::input::{self, KnowledgeSource, Style};
use part::Part;
use venule_answer::review;
use worked::Family;
use worked_form::WorkedForm;

/// Arguments of `venule knowledge book`.
#[derive(Debug, Args)]
pub(crate) struct Print {
    /// What to print it as
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// Print only this guideline, with what it rests on; may be given more than once
    #[arg(long, value_name = "ID")]
    guideline: Vec<String>,
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
        if let Some(path) = &self.out {
            probe(path)?;
        }
        let knowledge = source.load_or_show()?;
        let part = Part::of(knowledge, &self.guideline)?;
        let mut files = Files::default();
        let mut problems = Vec::new();
        let read = cases::all(source.folder())?;
        let families = worked::run(knowledge, read, &mut files, &mut problems);
        let read = cases::of_forms(source.folder())?;
        let forms = worked_form::run(knowledge, read, &mut files, &mut problems);
        if !problems.is_empty() {
            input::show(&files, &problems, Style::Full)?;
            return Err(Failure::Findings);
        }
        let book = Book {
            knowledge,
            part,
            families,
            forms,
            as_of: self.as_of.unwrap_or_else(review::today),
            carriers: uses::all_carriers(knowledge),
        };
        let document = contents::document(&book);
        let text = match self.format {
            Format::Html => html::render(&document),
            Format::Markdown => markdown::render(&document),
        };
        match &self.out {
            None => io::stdout().lock().write_all(text.as_bytes())?,
            Some(path) => fs::write(path, text).map_err(|error| cannot_write(path, &error))?,
        }
        Ok(Exit::Done)
    }
}

/// Finds out before the work whether a file can be written. What stands there stays; a new file goes again.
fn probe(path: &Path) -> Result<(), Failure> {
    let is_new = fs::symlink_metadata(path).is_err();
    let probed = fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .and_then(|_| {
            if is_new {
                fs::remove_file(path)
            } else {
                Ok(())
            }
        });
    probed.map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    Failure::CouldNotRun(format!("cannot write {}: {error}", path.display()))
}

/// What the pages are made from.
#[derive(Debug)]
struct Book<'k> {
    knowledge: &'k Knowledge,
    /// What it is confined to; nothing for the whole book.
    part: Option<Part<'k>>,
    /// The worked cases, in order of their files.
    families: Vec<Family>,
    /// The worked orders and reports.
    forms: Vec<WorkedForm>,
    /// The day on which the status of each guideline is looked at.
    as_of: Date,
    /// What carries each statement, by its index.
    carriers: Vec<Vec<String>>,
}
