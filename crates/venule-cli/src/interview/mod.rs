//! `venule interview`: asks only what is still open, in order, until nothing can change any more.

mod arrows;
mod choices;
mod converse;
mod legs;
mod nothing;
mod number;
mod opening;
mod order;
mod plain;
mod reply;
mod save;
mod which;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::Zoned;
use venule_engine::case::{Case, Moment};
use venule_engine::side::Side;
use venule_knowledge::model::{Fact, Knowledge};
use venule_logic::FactId;

use crate::assess::{color, outcome, width};
use crate::case_file;
use crate::exit::{Exit, Failure};
use crate::input::{KnowledgeSource, OptionalCase};
use converse::converse;
use reply::Reply;
use venule_answer::build::{Wishes, page};
use venule_answer::{terminal, words};

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
    /// The legs that it is about: one or both, or nothing for a fact of the patient.
    legs: Vec<Option<Side>>,
    /// The question with the leg it is about.
    text: String,
    /// Where the interview stands: which question this is, how many are open, what is decided so far.
    progress: String,
}

impl Asked<'_> {
    fn is_of_both_legs(&self) -> bool {
        self.legs.len() > 1
    }
}

/// Who is asked, and how.
trait Prompt {
    /// Puts a question. An error ends the interview.
    fn ask(&mut self, asked: &Asked<'_>, today: Moment) -> io::Result<Reply>;
    /// Puts a list of which several may be chosen; `None` ends the interview.
    fn choose(&mut self, question: &str, labels: &[&str]) -> io::Result<Option<Vec<usize>>>;
    /// Says why an answer could be read and cannot be recorded. An error ends the interview.
    fn refused(&mut self, question: &str, problem: &str) -> io::Result<()>;
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
        if let Some(path) = &self.save {
            save::try_out(path)?;
        }
        let by_arrows = io::stdin().is_terminal() && io::stderr().is_terminal();
        let ended = if by_arrows {
            converse(knowledge, case, &mut arrows::Arrows::default())
        } else {
            converse(knowledge, case, &mut plain::Plain::new())
        };
        let case = ended.case;
        let text = case_file::to_toml(knowledge, &case);
        let saved = match &self.save {
            Some(path) => save::save(path, &text),
            None => Ok(()),
        };
        if let (Err(_), None) = (&ended.problem, &self.save) {
            // Nobody asked for a file, and the interview broke off: the answers are shown.
            writeln!(
                io::stderr(),
                "\nThe interview broke off. The case so far:\n\n{text}"
            )?;
        }
        ended.problem?;
        let assessment = venule_engine::assess(knowledge, &case);
        let answers = words::count(ended.answers, "question");
        writeln!(io::stderr(), "\n{answers} answered.\n")?;
        let wishes = Wishes {
            as_of_assumed,
            folder: self.knowledge.folder(),
            ..Wishes::default()
        };
        let color = color();
        let (page, exit) = if case.says_nothing() {
            let page = nothing::page(knowledge, &case, &assessment);
            (page, Exit::Undecided)
        } else {
            let page = page(knowledge, &case, &assessment, wishes);
            (page, outcome(knowledge, &assessment))
        };
        let text = terminal::render(&page, width(), color);
        io::stdout().lock().write_all(text.as_bytes())?;
        saved?;
        Ok(exit)
    }
}
