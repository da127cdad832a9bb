//! `venule chat`: a conversation in the terminal.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::Zoned;
use venule_answer::answer::{Depth, Reader};
use venule_answer::build::Wishes;
use venule_answer::{review, terminal};
use venule_engine::case::Moment;

use crate::ask::ReaderWord;
use crate::ask::record::{self, Turn};
use crate::ask::talk::{Reply, Talk};
use crate::assess::{color, width};
use crate::case_file::to_toml;
use crate::exit::{Exit, Failure};
use crate::input::{KnowledgeSource, StartingCase, moment};

/// Arguments of `venule chat`.
#[derive(Debug, Args)]
pub(crate) struct Chat {
    #[command(flatten)]
    case: StartingCase,
    /// Go on with the conversation in this file, and keep it there; it is made if there is none
    #[arg(long, value_name = "FILE")]
    conversation: Option<PathBuf>,
    /// The day that is talked about, such as 2026-03-05; without it today
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    as_of: Option<Moment>,
    /// Who reads: words and order follow, never the advice
    #[arg(long, value_enum)]
    reader: Option<ReaderWord>,
    #[command(flatten)]
    knowledge: KnowledgeSource,
}

const HELP: &str = "\
Write what is known and what you want to know; add to it in the next line.
  /full        the whole answer to the last question, with sources
  /case        what is known so far, as a case file
  /save FILE   write it to a file
  /new         begin with another patient
  /quit        end";

/// Parts of an answer that a conversation shows at first.
const SHOWN: [&str; 14] = [
    "taken",
    "emergency",
    "danger",
    "resolve",
    "unread",
    "lead",
    "general",
    "changes",
    "steps",
    "avoid",
    "assumed",
    "follow-up",
    "confirm",
    "outside",
];

/// Parts that it shows once it goes on.
const SHOWN_LATER: [&str; 10] = [
    "taken",
    "emergency",
    "danger",
    "resolve",
    "unread",
    "lead",
    "general",
    "changes",
    "confirm",
    "outside",
];

/// Parts that it shows in place of a lead, where an answer is short without one.
const WITHOUT_LEAD: [&str; 2] = ["steps", "consider"];

impl Chat {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let knowledge = self.knowledge.load_or_show()?;
        let words = self.knowledge.language_or_show(knowledge)?;
        let begin = || {
            let reader = self.reader.map(Reader::from);
            let case = self.case.load(knowledge)?;
            Ok::<_, Failure>(Talk::new(knowledge, &words, reader, case))
        };
        let mut talk = begin()?;
        let mut turns = match &self.conversation {
            Some(path) => record::read(path)?.unwrap_or_default(),
            None => Vec::new(),
        };
        for turn in &turns {
            talk.tell(&turn.text, turn.as_of)?;
        }
        let as_of = self.as_of.unwrap_or_else(|| Moment {
            date: Zoned::now().date(),
            time: None,
        });
        let is_person = io::stdin().is_terminal();
        say(&review::of_all(knowledge, as_of.date))?;
        if is_person {
            say(HELP)?;
        }
        let mut last: Option<Reply<'_>> = None;
        let mut lines = io::stdin().lock().lines();
        loop {
            if is_person {
                write!(io::stdout(), "\n> ")?;
                io::stdout().flush()?;
            }
            let Some(line) = lines.next() else { break };
            let line = line.map_err(|error| {
                Failure::CouldNotRun(format!("cannot read standard input: {error}"))
            })?;
            let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
            match word {
                "" => {}
                "/quit" | "/exit" => break,
                "/help" => say(HELP)?,
                "/new" => {
                    talk = begin()?;
                    turns.clear();
                    last = None;
                    say("Nothing is known.")?;
                }
                "/full" => match &last {
                    Some(reply) => self.answer(reply, None)?,
                    None => say("Nothing was asked yet.")?,
                },
                "/case" => match talk.case() {
                    Some(case) => say(&to_toml(knowledge, case))?,
                    None => say("Nothing is known.")?,
                },
                "/save" => match (talk.case(), rest.trim()) {
                    (_, "") => say("Name a file: /save FILE")?,
                    (None, _) => say("Nothing is known.")?,
                    (Some(case), path) => match fs::write(path, to_toml(knowledge, case)) {
                        Ok(()) => say("Saved.")?,
                        Err(error) => say(&format!("It could not be saved: {error}"))?,
                    },
                },
                command if command.starts_with('/') => say(HELP)?,
                _ => {
                    let reply = talk.ask(&line, as_of)?;
                    let shown = if turns.is_empty() {
                        &SHOWN[..]
                    } else {
                        &SHOWN_LATER
                    };
                    self.answer(&reply, Some(shown))?;
                    last = Some(reply);
                    turns.push(Turn { as_of, text: line });
                    if let Some(path) = &self.conversation {
                        record::write(path, &turns)?;
                    }
                }
            }
        }
        Ok(Exit::Done)
    }

    /// Prints an answer, or the parts of it that are named.
    fn answer(&self, reply: &Reply<'_>, parts: Option<&[&str]>) -> Result<(), Failure> {
        let (_, mut document) = reply.document(Wishes {
            folder: self.knowledge.folder(),
            as_of_assumed: self.as_of.is_none(),
            ..Wishes::default()
        });
        if let Some(shown) = parts {
            let has_lead = document.parts.iter().any(|part| part.id == "lead");
            document.parts.retain(|part| {
                shown.contains(&part.id) || !has_lead && WITHOUT_LEAD.contains(&part.id)
            });
            document.foot = vec!["/full shows why, sources and everything else.".to_owned()];
        }
        let color = color();
        let text = terminal::render(&document.page(Depth::All), width(), color);
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(())
    }
}

fn say(text: &str) -> Result<(), Failure> {
    writeln!(io::stdout(), "{text}")?;
    Ok(())
}
