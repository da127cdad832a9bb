//! `venule text score`: how well what is understood agrees with what texts say.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use venule_text::gold::{self, Counts, Example};

use crate::exit::{Exit, Failure};
use crate::input::{KnowledgeSource, Style, show, toml_files};

/// Arguments of `venule text score`.
#[derive(Debug, Args)]
pub(crate) struct Score {
    /// Folder with marked texts in `sentences/` and `notes/`; see gold/README.md
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// Which half of the texts: the one that words were tuned on, or the other
    #[arg(long, value_enum)]
    half: Option<Half>,
    /// Only texts with this in their name or file
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Show each text that was not understood as it is marked
    #[arg(long)]
    differences: bool,
    #[command(flatten)]
    knowledge: KnowledgeSource,
}

/// A half of the marked texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Half {
    /// Every other text, from the first
    Dev,
    /// The rest
    Held,
}

impl Score {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let knowledge = self.knowledge.load_or_show()?;
        let words = self.knowledge.language_or_show(knowledge)?;
        let extractor = words.extractor(knowledge);
        let (files, which) = toml_files(&[self.gold.join("sentences"), self.gold.join("notes")])?;
        let (examples, found) = gold::load(knowledge, &files, which);
        if show(&files, &found, Style::Full)? {
            return Err(Failure::Findings);
        }
        let mut out = io::stdout().lock();
        let mut all = Counts::default();
        let mut by_file: Vec<(&str, Counts)> = Vec::new();
        for (place, example) in examples.iter().enumerate() {
            if !self.wants(place, example) {
                continue;
            }
            let Ok(reading) = extractor.read(&example.text, example.as_of) else {
                continue;
            };
            let outcome = gold::score(knowledge, example, &reading);
            all.add(outcome.counts);
            match by_file.iter_mut().find(|(file, _)| *file == example.file) {
                Some((_, counts)) => counts.add(outcome.counts),
                None => by_file.push((&example.file, outcome.counts)),
            }
            if self.differences && !outcome.differences.is_empty() {
                writeln!(out, "{}: {}", example.id, example.text.trim())?;
                for difference in outcome.differences {
                    writeln!(out, "    {difference}")?;
                }
            }
        }
        by_file.push(("all", all));
        for (file, counts) in by_file {
            writeln!(out, "{file}: {counts}")?;
        }
        Ok(Exit::Done)
    }

    fn wants(&self, place: usize, example: &Example) -> bool {
        let half = match self.half {
            None => true,
            Some(Half::Dev) => place.is_multiple_of(2),
            Some(Half::Held) => !place.is_multiple_of(2),
        };
        let named = |it: &String| example.id.contains(it) || example.file.contains(it);
        half && self.only.as_ref().is_none_or(named)
    }
}
