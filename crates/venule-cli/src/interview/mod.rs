//! `venule interview`: asks only what is still open, in order, until nothing can change any more.

mod arrows;
mod plain;
mod reply;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Zoned;
use venule_engine::answer::answered;
use venule_engine::assessment::{Assessment, Kind, Line, Question};
use venule_engine::case::{Case, Moment};
use venule_engine::side::Side;
use venule_knowledge::model::{Fact, Knowledge, Stance};
use venule_logic::FactId;

use crate::assess::{outcome, width};
use crate::case_file;
use crate::exit::{Exit, Failure};
use crate::input::{KnowledgeSource, OptionalCase};
use crate::report::build::{Wishes, page};
use crate::report::{review, terminal, words};
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
    fact: &'k Fact,
    /// The question with the leg it is about.
    text: String,
    /// How many questions are open, this one included.
    open: usize,
}

/// Who is asked, and how.
trait Prompt {
    /// Puts a question. An error ends the interview.
    fn ask(&mut self, asked: &Asked<'_>, today: Moment) -> io::Result<Reply>;
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

/// Asks until nothing is open that was not passed over. Returns the case and the number of answers.
fn converse(
    knowledge: &Knowledge,
    mut case: Case,
    prompt: &mut dyn Prompt,
) -> Result<(Case, usize), Failure> {
    let mut passed: Vec<(FactId, Option<Side>)> = Vec::new();
    let mut answers = 0;
    let mut assessment = venule_engine::assess(knowledge, &case);
    prompt.say(&review::of_all(knowledge, case.as_of.date))?;
    loop {
        let open: Vec<&Question> = assessment
            .questions
            .iter()
            .filter(|it| !passed.contains(&(it.fact, it.side)))
            .collect();
        let Some(question) = open.first().copied().cloned() else {
            break;
        };
        let Some(fact) = knowledge.facts.get(question.fact.0 as usize) else {
            break;
        };
        let leg = question.side.map_or(String::new(), |side| {
            format!(" ({})", words::leg(Some(side)))
        });
        let wording = fact.question.as_ref().unwrap_or(&fact.label);
        let asked = Asked {
            fact,
            text: format!("{wording}{leg}"),
            open: open.len(),
        };
        match prompt.ask(&asked, case.as_of)? {
            Reply::Stop => break,
            Reply::Pass => passed.push((question.fact, question.side)),
            Reply::Answer(answer) => {
                match answered(knowledge, &case, question.fact, question.side, &answer) {
                    Ok(next) => case = next,
                    Err(problem) => {
                        prompt.say(&format!("that cannot be recorded: {problem}"))?;
                        passed.push((question.fact, question.side));
                        continue;
                    }
                }
                answers += 1;
                let then = venule_engine::assess(knowledge, &case);
                for news in decided_now(knowledge, &assessment, &then, case.as_of) {
                    prompt.say(&news)?;
                }
                // An answer that leaves the question open, such as "unknown", is not asked again.
                passed.push((question.fact, question.side));
                assessment = then;
            }
        }
    }
    Ok((case, answers))
}

/// What the last answer decided, in one sentence each.
fn decided_now(
    knowledge: &Knowledge,
    before: &Assessment,
    now: &Assessment,
    as_of: Moment,
) -> Vec<String> {
    let same = |one: &Line, other: &Line| {
        one.action == other.action
            && one.side == other.side
            && one.stance == other.stance
            && one.due == other.due
            && one.status.kind() == other.status.kind()
    };
    let is_new = |line: &&Line| !before.lines.iter().any(|old| same(old, line));
    let is_gone = |line: &&Line| !now.lines.iter().any(|new| same(new, line));
    let words_of = |line: &Line| {
        let action = knowledge.actions.get(line.action.0 as usize)?;
        let label = match (line.stance, &action.avoid_label) {
            (Stance::Avoid, Some(label)) => label,
            (Stance::Do | Stance::Consider | Stance::Avoid, _) => &action.label,
        };
        let due = words::due(&line.due, knowledge, as_of.date);
        let due = if due.is_empty() {
            due
        } else {
            format!(" ({})", due.to_lowercase())
        };
        let sure = match line.status.kind() {
            Kind::Decided => "decided",
            Kind::Provisional => "provisional",
            Kind::Undecided => return None,
        };
        Some(format!("{sure}: {}{due}", label.trim_end_matches('.')))
    };
    let mut news: Vec<String> = now
        .lines
        .iter()
        .filter(|line| line.is_live())
        .filter(is_new)
        .filter_map(words_of)
        .collect();
    let replaced = |line: &&Line| {
        !now.lines
            .iter()
            .any(|new| new.is_live() && new.action == line.action)
    };
    news.extend(
        before
            .lines
            .iter()
            .filter(|line| line.is_live())
            .filter(is_gone)
            .filter(replaced)
            .filter_map(words_of)
            .map(|text| {
                format!(
                    "no longer: {}",
                    text.split_once(": ").map_or("", |(_, rest)| rest)
                )
            }),
    );
    news
}
