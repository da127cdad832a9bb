//! `venule knowledge approve`: records that a person approves a guideline as it is now.

use std::io::{self, Write};

use clap::Args;
use jiff::civil::Date;
use venule_knowledge::model::{Approval, Guideline, Record, same_person};
use venule_knowledge::source::{FileId, Origin};
use venule_knowledge::{person, record};
use venule_logic::Span;

use super::file::{self, RecordFile};
use super::submit::line;
use super::{day, day_of_act, find, short};
use crate::exit::{Exit, Failure};
use crate::input::KnowledgeSource;
use crate::knowledge::check::Examined;
use crate::report::review;
use venule_knowledge::printable::printable;

/// Arguments of `venule knowledge approve`.
#[derive(Debug, Args)]
pub(crate) struct Approve {
    /// The guideline that was read
    #[arg(value_name = "GUIDELINE")]
    guideline: String,
    /// The person who approves: given name and family name
    #[arg(long, value_name = "NAME", value_parser = name)]
    by: String,
    /// In what capacity, such as consultant in vascular medicine
    #[arg(long, value_name = "ROLE", value_parser = line)]
    role: String,
    /// A registration number, where there is one
    #[arg(long, value_name = "NUMBER", value_parser = line)]
    registration: Option<String>,
    /// The day of the approval; today if not given
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// What was read, if not the whole; then the guideline stays under review
    #[arg(long, value_name = "TEXT", value_parser = line)]
    part: Option<String>,
    /// The day after which it has to be reviewed again
    #[arg(long, value_name = "DATE", value_parser = day)]
    review_by: Option<Date>,
    /// What the person says about it
    #[arg(long, value_name = "TEXT", value_parser = line)]
    note: Option<String>,
    /// The beginning of the hash of what was read, at least 8 digits; refused if the content is another
    #[arg(long, value_name = "HASH", value_parser = hash)]
    hash: Option<String>,
}

impl Approve {
    /// Runs the command.
    pub(crate) fn run(&self, source: &KnowledgeSource) -> Result<Exit, Failure> {
        file::require_folder(source)?;
        let date = day_of_act(self.date)?;
        let knowledge = Examined::of(source)?.sound()?;
        let guideline = find(&knowledge, &self.guideline)?;
        let file = RecordFile::open(source, &guideline.name)?;
        let approval = Approval {
            by: self.by.clone(),
            role: self.role.clone(),
            registration: self.registration.clone(),
            date,
            hash: guideline.bound.hash.clone(),
            part: self.part.clone(),
            review_by: self.review_by,
            note: self.note.clone(),
            origin: Origin {
                file: FileId(0),
                span: Span { start: 0, end: 0 },
            },
        };
        let said = match self.standing_in_the_way(guideline, &file.record, &approval)? {
            Some(said) => said,
            None => {
                let text = record::with_approval(file.text.as_deref().unwrap_or(""), &approval);
                let before = file.record.approvals.len();
                file.replace(&text, |written| written.approvals.len() == before + 1)?;
                self.recorded(guideline, &approval)
            }
        };
        writeln!(io::stdout().lock(), "{said}")?;
        Ok(Exit::Done)
    }

    /// Why the approval cannot be recorded; or what to say where it has been.
    fn standing_in_the_way(
        &self,
        guideline: &Guideline,
        record: &Record,
        new: &Approval,
    ) -> Result<Option<String>, Failure> {
        let name = &guideline.name;
        let refuse = |reason: String| Err(Failure::CouldNotRun(reason));
        if let Some(read) = self.hash.as_ref().filter(|it| !new.hash.starts_with(*it)) {
            return refuse(format!(
                "{name} is not what was read: its content is {}, not {read}",
                short(&new.hash)
            ));
        }
        let Some(submission) = record.submitted(&new.hash) else {
            let standing = guideline.standing(review::today());
            let since = standing.changed_since.map(review::changed);
            let why = since.unwrap_or_else(|| "never submitted".to_owned());
            return refuse(format!(
                "{name} was not submitted as it is now ({why}), so there is nothing to approve\n\
                 help: `venule knowledge submit {name} --by NAME --knowledge DIR` hands it in"
            ));
        };
        let same = record
            .approvals
            .iter()
            .find(|it| it.hash == new.hash && it.part == new.part && same_person(&it.by, &new.by));
        if let Some(same) = same {
            return Ok(Some(format!(
                "{name} {} was approved by {} on {} (content {})",
                guideline.version,
                printable(&same.by),
                same.date,
                short(&new.hash)
            )));
        }
        if new.date < submission.date {
            return refuse(format!(
                "{name} was submitted on {}, after the day of this approval",
                submission.date
            ));
        }
        match new.review_by {
            Some(end) if end <= new.date => refuse(format!(
                "the review is due on {end}, which is not after the approval of {}",
                new.date
            )),
            Some(_) | None => Ok(None),
        }
    }

    fn recorded(&self, guideline: &Guideline, approval: &Approval) -> String {
        let approves = approval.part.is_none()
            && guideline
                .review
                .submitted(&approval.hash)
                .is_some_and(|it| !same_person(&it.by, &approval.by));
        let outcome = match (approves, &approval.part) {
            (true, _) => "it is approved",
            (false, Some(_)) => "it stays under review, because only a part was read",
            (false, None) => {
                "it stays under review, because another person than the submitter has to approve it"
            }
        };
        format!(
            "recorded the approval of {} {} by {}: {outcome} (content {})",
            guideline.name,
            guideline.version,
            self.by,
            short(&approval.hash)
        )
    }
}

fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    person::check(text).map_err(|reason| format!("{reason}; {}", person::HELP))?;
    Ok(text.to_owned())
}

fn hash(text: &str) -> Result<String, String> {
    let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !digits || !(8..=64).contains(&text.len()) {
        return Err("write 8 to 64 hexadecimal digits".to_owned());
    }
    Ok(text.to_lowercase())
}
