//! `venule knowledge check`: every problem of the content, and every worked case that does not come out as expected.
//!
//! Worked cases run only over content without errors: with a rule missing, most of them would fail for its sake.

use std::io::{self, Write};

use clap::Args;
use venule_engine::example::read_examples;
use venule_knowledge::check;
use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::load::Loaded;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::{self, FileId, Files, Origin};
use venule_logic::Span;

use super::cases;
use crate::exit::{Exit, Failure};
use crate::input::{self, KnowledgeSource, Style};

/// Arguments of `venule knowledge check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// How much of each problem to show
    #[arg(long, value_enum, default_value_t = Style::Full)]
    format: Style,
}

impl Check {
    /// Runs the command.
    pub(crate) fn run(&self, source: &KnowledgeSource) -> Result<Exit, Failure> {
        let Loaded { knowledge, mut files, mut diagnostics } = source.load()?;
        let mut summary = Vec::new();
        if let Some(knowledge) = &knowledge {
            diagnostics.extend(check::semantic(knowledge));
            summary.push(contents(knowledge));
            let read = cases::all(source.folder())?;
            let worked = run_cases(knowledge, &mut files, read);
            summary.push(worked.summary());
            diagnostics.extend(worked.problems);
        } else {
            summary.push("no worked case was run, because the content has errors".to_owned());
        }
        let has_errors = input::show(&files, &diagnostics, self.format)?;
        writeln!(io::stderr().lock(), "{}", summary.join("\n"))?;
        Ok(if has_errors { Exit::Findings } else { Exit::Done })
    }
}

/// How many there are of what.
fn contents(knowledge: &Knowledge) -> String {
    format!(
        "{} facts, {} actions, {} rules in {} guidelines, {} statements of {} sources",
        knowledge.facts.len(),
        knowledge.actions.len(),
        knowledge.rules.len(),
        knowledge.guidelines.len(),
        knowledge.statements.len(),
        knowledge.sources.len(),
    )
}

#[derive(Debug, Default)]
struct Worked {
    /// Cases and variants that ran.
    ran: usize,
    /// Those of them that did not come out as expected.
    unexpected: usize,
    problems: Vec<Diagnostic>,
}

impl Worked {
    fn summary(&self) -> String {
        let Self { ran, unexpected, .. } = self;
        match unexpected {
            0 => format!("{ran} worked cases, all as expected"),
            _ => format!("{ran} worked cases, {unexpected} not as expected"),
        }
    }
}

fn run_cases(knowledge: &Knowledge, files: &mut Files, read: Vec<(String, Vec<u8>)>) -> Worked {
    let mut worked = Worked::default();
    for (path, bytes) in read {
        let file = match source::decode(&path, &bytes) {
            Ok(text) => files.add(path, text),
            Err(problem) => {
                worked.problems.push(problem);
                continue;
            }
        };
        let (examples, found) = read_examples(knowledge, files, file);
        let readable = found.iter().all(|problem| problem.severity == Severity::Warning);
        worked.problems.extend(found);
        for example in examples.iter().filter(|_| readable) {
            worked.ran += 1;
            let unmet = example.unmet(knowledge);
            worked.unexpected += usize::from(!unmet.is_empty());
            let place = first_line(files, file);
            worked.problems.extend(unmet.into_iter().map(|sentence| {
                Diagnostic::error("not-as-expected", format!("{}: {sentence}", example.title), place)
            }));
        }
    }
    worked
}

fn first_line(files: &Files, file: FileId) -> Origin {
    let line = files.get(file).and_then(|file| file.text.lines().next()).map_or(0, str::len);
    Origin { file, span: Span { start: 0, end: u32::try_from(line).unwrap_or(u32::MAX) } }
}
