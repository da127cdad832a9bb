//! `venule text read`: what is understood of a text.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use venule_answer::answer::{json, understood};
use venule_answer::json::text;
use venule_answer::page::{Item, Page, Section, Tone};
use venule_answer::{markdown, review, terminal, words};

use crate::assess::{color, width};
use crate::case_file::to_toml;
use crate::exit::{Exit, Failure};
use crate::input::{KnowledgeSource, TextSource};

/// Arguments of `venule text read`.
#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    text: TextSource,
    #[command(flatten)]
    knowledge: KnowledgeSource,
    /// Write what was accepted as a case file, for `venule assess` and the other commands
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How what was understood is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// Markdown
    Markdown,
    /// For programs; see docs/reference/answer.md
    Json,
}

impl Read {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let knowledge = self.knowledge.load_or_show()?;
        let words = self.knowledge.language_or_show(knowledge)?;
        let extractor = words.extractor(knowledge);
        let told = self.text.read()?;
        let (as_of, assumed) = self.text.as_of();
        let reading = extractor
            .read(&told, as_of.date)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
        let assumed = if assumed { " (today)" } else { "" };
        let page = || {
            let sections = understood::sections(knowledge, &told, &reading);
            let mut sections: Vec<Section> = sections.into_iter().map(|(_, it)| it).collect();
            if sections.iter().all(Section::is_empty) {
                let mut nothing = Section::new("Nothing was understood", Tone::Caution);
                nothing.items.push(Item::plain(
                    "The text says nothing that the vocabulary has a name for.",
                ));
                sections.push(nothing);
            }
            Page {
                title: "What the text says".to_owned(),
                emergency: None,
                lead: vec![
                    format!("As of {}{assumed}.", words::moment(as_of)),
                    review::of_all(knowledge, as_of.date),
                ],
                sections,
                foot: Vec::new(),
            }
        };
        let printed = match self.format {
            Format::Json => text(&json::understood(knowledge, &told, &reading)),
            Format::Markdown => markdown::render(&page()),
            Format::Text => {
                let color = color();
                terminal::render(&page(), width(), color)
            }
        };
        io::stdout().lock().write_all(printed.as_bytes())?;
        if let Some(path) = &self.save {
            let case = to_toml(knowledge, &reading.case(knowledge, as_of));
            fs::write(path, case).map_err(|error| {
                Failure::CouldNotRun(format!("cannot write {}: {error}", path.display()))
            })?;
        }
        Ok(Exit::Done)
    }
}
