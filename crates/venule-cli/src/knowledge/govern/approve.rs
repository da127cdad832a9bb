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
use super::{confirm, day, day_of_act, find, short};
use crate::exit::{Exit, Failure};
use crate::input::KnowledgeSource;
use crate::knowledge::check::Examined;
use venule_answer::review;
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
    /// The hash of the guideline that was read, at least its first 12 digits; refused if the content is another
    #[arg(long, value_name = "HASH", value_parser = confirm::hash)]
    hash: Option<String>,
}

impl Approve {
    /// Runs the command.
    pub(crate) fn run(&self, source: &KnowledgeSource) -> Result<Exit, Failure> {
        file::require_folder(source)?;
        let date = day_of_act(self.date)?;
        let knowledge = Examined::of(source)?.sound()?;
        let guideline = find(&knowledge, &self.guideline)?;
        confirm::confirm(self.hash.as_deref(), &knowledge, guideline)
            .map_err(Failure::CouldNotRun)?;
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
        let Some(submission) = record.submitted(&new.hash) else {
            let standing = guideline.standing(review::today());
            let since = standing.changed_since.map(review::changed);
            let why = since.unwrap_or_else(|| "never submitted".to_owned());
            return refuse(format!(
                "{name} was not submitted as it is now ({why}), so there is nothing to approve\n\
                 help: `venule knowledge submit {name} --by NAME --knowledge DIR` hands it in"
            ));
        };
        if let Some(same) = record.last_by_the_same(new).filter(|it| !new.renews(it)) {
            let said = format!(
                "nothing to approve: {name} {} was approved by {} on {} as it is now (content {})",
                guideline.version,
                printable(&same.by),
                same.date,
                short(&new.hash)
            );
            return if self.says_more_than(same) {
                refuse(format!(
                    "{said}, and what is said otherwise now is not recorded\n\
                     help: a later `--review-by` than that of the approval renews it"
                ))
            } else {
                Ok(Some(said))
            };
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

    /// Whether an option says something that an earlier approval by this person does not.
    fn says_more_than(&self, earlier: &Approval) -> bool {
        let differs = |new: &Option<String>, old: &Option<String>| new.is_some() && new != old;
        self.role != earlier.role
            || differs(&self.registration, &earlier.registration)
            || differs(&self.note, &earlier.note)
            || self.review_by.is_some() && self.review_by != earlier.review_by
            || self.date.is_some_and(|day| day != earlier.date)
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
    person::check(text).map_err(|reason| format!("{reason}; {}", person::HELP))?;
    Ok(person::tidy(text))
}
