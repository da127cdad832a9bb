//! Governance: handing guidelines in, approving them, and how they stand (ADR 0006).

pub(super) mod approve;
mod attributes;
mod confirm;
mod file;
pub(super) mod status;
pub(super) mod submit;

pub(in crate::knowledge) use attributes::{data_elements, section as attributes_section};

use jiff::civil::Date;
use venule_knowledge::model::{Guideline, Knowledge};
use venule_knowledge::nearest;
use venule_knowledge::printable::printable;

use crate::exit::Failure;
use venule_answer::review;

/// The guideline of this name.
fn find<'k>(knowledge: &'k Knowledge, name: &str) -> Result<&'k Guideline, Failure> {
    let found = knowledge.guidelines.iter().find(|it| *it.name == *name);
    found.ok_or_else(|| {
        let names = knowledge.guidelines.iter().map(|it| &*it.name);
        let help = nearest::did_you_mean(name, names)
            .unwrap_or_else(|| "`venule knowledge list guidelines` shows all of them".to_owned());
        Failure::CouldNotRun(format!(
            "there is no guideline `{}`\nhelp: {help}",
            printable(name)
        ))
    })
}

/// A day that somebody writes on the command line.
fn day(text: &str) -> Result<Date, String> {
    text.parse::<Date>()
        .map_err(|_| "write a date such as 2026-11-22".to_owned())
}

/// The day of an act: today unless another was given, and never a later one.
fn day_of_act(given: Option<Date>) -> Result<Date, Failure> {
    let today = review::today();
    match given {
        Some(day) if day > today => Err(Failure::CouldNotRun(format!(
            "{day} has not come yet; today is {today}"
        ))),
        Some(day) => Ok(day),
        None => Ok(today),
    }
}

/// The first digits of a hash, enough to compare by eye.
fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}
