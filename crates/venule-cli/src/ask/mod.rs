//! `venule ask`: a question in plain words in, a cited answer out.

#[cfg(feature = "language-model")]
mod language_model;
mod order;
pub(crate) mod record;
pub(crate) mod talk;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use venule_answer::answer::{Depth, Reader, json};
use venule_answer::build::Wishes;
use venule_answer::{html, markdown, terminal};
use venule_text::apart::Part;

use self::record::Turn;
use self::talk::{Reply, Talk};
use crate::assess::{color, outcome, width};
use crate::exit::{Exit, Failure};
use crate::input::{KnowledgeSource, StartingCase, TextSource};

/// Arguments of `venule ask`.
#[derive(Debug, Args)]
pub(crate) struct Ask {
    #[command(flatten)]
    text: TextSource,
    #[command(flatten)]
    case: StartingCase,
    /// Go on with the last conversation that was kept, and keep this one
    #[arg(long = "continue", conflicts_with_all = ["conversation", "keep"])]
    go_on: bool,
    /// Keep this conversation for `--continue`; the text is written to a file of this user
    #[arg(long, conflicts_with = "conversation")]
    keep: bool,
    /// Go on with the conversation in this file, and keep it there; it is made if there is none
    #[arg(long, value_name = "FILE")]
    conversation: Option<PathBuf>,
    /// Who reads the answer: words and order follow, never the advice. Without it the text may say so
    #[arg(long, value_enum)]
    reader: Option<ReaderWord>,
    /// Print everything: what an emergency answer leaves for later, all conditions and questions, what was understood
    /// with the words quoted, and the statements behind each source. JSON always has everything
    #[arg(long)]
    all: bool,
    #[cfg(feature = "language-model")]
    #[command(flatten)]
    language_model: language_model::LanguageModel,
    #[command(flatten)]
    knowledge: KnowledgeSource,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// Markdown
    Markdown,
    /// A fragment of HTML, for embedding
    Html,
    /// Everything, for programs; see docs/reference/answer.md
    Json,
}

/// Who reads an answer, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReaderWord {
    /// Whoever treats the patient
    Clinician,
    /// Whoever scans, or reads the images
    Imaging,
    /// The patient, or somebody close
    Patient,
}

impl From<ReaderWord> for Reader {
    fn from(word: ReaderWord) -> Self {
        match word {
            ReaderWord::Clinician => Self::Clinician,
            ReaderWord::Imaging => Self::Imaging,
            ReaderWord::Patient => Self::Patient,
        }
    }
}

impl Ask {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let knowledge = self.knowledge.load_or_show()?;
        let words = self.knowledge.language_or_show(knowledge)?;
        let text = self.text.read()?;
        let (as_of, as_of_assumed) = self.text.as_of();
        let kept = self.kept()?;
        let mut turns = self.before(kept.as_ref())?;
        let reader = self.reader.map(Reader::from);
        let mut talk = Talk::new(knowledge, &words, reader, self.case.load(knowledge)?);
        for turn in &turns {
            talk.tell(&turn.text, turn.as_of)?;
        }
        let parts = talk.apart(&text, as_of)?;
        if parts.len() > 1 && (kept.is_some() || self.case.is_given()) {
            return Err(Failure::CouldNotRun(
                "the text tells of more than one patient, and a conversation or a case is about one\n\
                 help: ask about each patient by itself"
                    .to_owned(),
            ));
        }
        let mut exit = Exit::Done;
        let mut printed = Vec::new();
        for part in &parts {
            let talk = match parts.len() {
                1 => &mut talk,
                _ => &mut Talk::new(knowledge, &words, reader, None),
            };
            let reply = talk.ask(&part.text, as_of)?;
            #[cfg(feature = "language-model")]
            let reply = self.language_model.propose(talk, reply, as_of)?;
            printed.push(self.printed(&reply, as_of_assumed));
            if exit == Exit::Done {
                exit = outcome(knowledge, reply.assessment());
            }
        }
        let text_of_all = match printed.as_slice() {
            [one] => one.clone(),
            several => self.several(&parts, several),
        };
        io::stdout().lock().write_all(text_of_all.as_bytes())?;
        if let Some(path) = kept {
            turns.push(Turn { as_of, text });
            record::write(&path, &turns)?;
        }
        Ok(exit)
    }

    /// The answers for several patients, each below how the patient was named.
    fn several(&self, parts: &[Part], printed: &[String]) -> String {
        let all = printed.len();
        let titled = (1..).zip(parts).map(|(number, part)| {
            let name = part.name.as_deref().map(|it| format!(": {it}"));
            (number, name.unwrap_or_default())
        });
        let titled = titled.zip(printed);
        match self.format {
            Format::Json => format!("[\n{}]\n", printed.join(",\n")),
            Format::Html => titled
                .map(|((number, name), one)| {
                    let name = html::escaped(&name);
                    format!("<p>Patient {number} of {all}{name}</p>\n{one}")
                })
                .collect(),
            Format::Text | Format::Markdown => titled
                .map(|((number, name), one)| {
                    let name = match self.format {
                        Format::Markdown => markdown::escaped(&name),
                        _ => name,
                    };
                    format!("PATIENT {number} OF {all}{name}\n\n{one}\n")
                })
                .collect(),
        }
    }

    fn printed(&self, reply: &Reply<'_>, as_of_assumed: bool) -> String {
        let (asked, document) = reply.document(Wishes {
            folder: self.knowledge.folder(),
            as_of_assumed,
            ..Wishes::default()
        });
        let depth = if self.all { Depth::All } else { Depth::First };
        match self.format {
            Format::Json => json::render(&asked, &document),
            Format::Html => html::render(&document.page(depth)),
            Format::Markdown => markdown::render(&document.page(depth)),
            Format::Text => {
                let color = color();
                terminal::render(&document.page(depth), width(), color)
            }
        }
    }

    /// Where the conversation is kept, if it is.
    fn kept(&self) -> Result<Option<PathBuf>, Failure> {
        match &self.conversation {
            Some(path) => Ok(Some(path.clone())),
            None if self.keep || self.go_on => record::last().map(Some),
            None => Ok(None),
        }
    }

    /// What was said before.
    fn before(&self, kept: Option<&PathBuf>) -> Result<Vec<Turn>, Failure> {
        let Some(path) = kept.filter(|_| !self.keep) else {
            return Ok(Vec::new());
        };
        match record::read(path)? {
            Some(turns) => Ok(turns),
            None if self.go_on => Err(Failure::CouldNotRun(
                "no conversation was kept\nhelp: begin one with `venule ask --keep`".to_owned(),
            )),
            None => Ok(Vec::new()),
        }
    }
}
