//! `venule interview`: asks only what is still open, in order, until nothing can change any more.

mod arrows;
mod converse;
mod news;
mod opening;
mod order;
mod plain;
mod reply;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Zoned;
use venule_engine::case::{Case, Moment};
use venule_knowledge::model::{Fact, Knowledge};
use venule_logic::FactId;

use crate::assess::{outcome, width};
use crate::case_file;
use crate::exit::{Exit, Failure};
use crate::input::{KnowledgeSource, OptionalCase};
use crate::report::build::{Wishes, page};
use crate::report::terminal;
use converse::converse;
use reply::Reply;

/// Arguments of `venule interview`.
#[derive(Debug, Args)]
pub(crate) struct Interview {
    #[command(flatten)]
    case: OptionalCase,
    /// Write the case to this file at the end, also after "stop"
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    #[command(flatten)]
    knowledge: KnowledgeSource,
}

/// One question as it is put.
struct Asked<'k> {
    knowledge: &'k Knowledge,
    id: FactId,
    fact: &'k Fact,
    /// The question with the leg it is about.
    text: String,
    /// Where the interview stands: which question this is, how many are open, what is decided so far.
    progress: String,
}

/// Who is asked, and how.
trait Prompt {
    /// Puts a question. An error ends the interview.
    fn ask(&mut self, asked: &Asked<'_>, today: Moment) -> io::Result<Reply>;
    /// Puts a list of which several may be chosen; `None` ends the interview.
    fn choose(&mut self, question: &str, labels: &[&str]) -> io::Result<Option<Vec<usize>>>;
    /// Says something between questions.
    fn say(&mut self, text: &str) -> io::Result<()>;
}

impl Interview {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let knowledge = self.knowledge.load_or_show()?;
        let today = Moment {
            date: Zoned::now().date(),
            time: None,
        };
        let (case, as_of_assumed) = match self.case.load(knowledge)? {
            Some(loaded) => (loaded.case, loaded.as_of_assumed),
            None => (
                Case::new(self.case.as_of().unwrap_or(today)),
                self.case.as_of().is_none(),
            ),
        };
        if let Some(problem) = self.save.as_deref().and_then(cannot_be_written) {
            return Err(Failure::CouldNotRun(problem));
        }
        let by_arrows = io::stdin().is_terminal() && io::stderr().is_terminal();
        let (case, asked) = if by_arrows {
            converse(knowledge, case, &mut arrows::Arrows::default())?
        } else {
            converse(knowledge, case, &mut plain::Plain::new())?
        };
        let saved = self.save(&case_file::to_toml(knowledge, &case));
        let assessment = venule_engine::assess(knowledge, &case);
        writeln!(io::stderr(), "\n{asked} questions answered.\n")?;
        let wishes = Wishes {
            as_of_assumed,
            folder: self.knowledge.folder(),
            ..Wishes::default()
        };
        let color = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let text = terminal::render(&page(knowledge, &case, &assessment, wishes), width(), color);
        io::stdout().lock().write_all(text.as_bytes())?;
        saved?;
        Ok(outcome(knowledge, &assessment))
    }

    fn save(&self, text: &str) -> Result<(), Failure> {
        let Some(path) = &self.save else {
            return Ok(());
        };
        fs::write(path, text).map_err(|error| {
            Failure::CouldNotRun(format!("cannot write {}: {error}", path.display()))
        })
    }
}

/// Why a file surely cannot be written, found before anybody answers a question.
fn cannot_be_written(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    if path.is_dir() {
        Some(format!("cannot write {}: it is a folder", path.display()))
    } else if folder.is_some_and(|folder| !folder.is_dir()) {
        Some(format!(
            "cannot write {}: its folder does not exist",
            path.display()
        ))
    } else {
        None
    }
}
