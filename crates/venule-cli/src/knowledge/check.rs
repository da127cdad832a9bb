//! `venule knowledge check`: every problem of the content, and every worked case that does not come out as expected.
//!
//! Worked cases run only over content without errors: with a rule missing, most of them would fail for its sake.

use std::io::{self, Write};

use clap::Args;
use venule_engine::example::{Example, read_examples};
use venule_engine::form::example::read_form_example;
use venule_knowledge::check;
use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::load::Loaded;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::{self, FileId, Files, Origin};
use venule_logic::Span;

use super::cases;
use crate::exit::{Exit, Failure};
use crate::input::{self, KnowledgeSource, Style};
use venule_answer::review;
use venule_answer::words::count;

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
        let mut examined = Examined::of(source)?;
        let has_errors = input::show(&examined.files, &examined.diagnostics, self.format)?;
        if examined.diagnostics.is_empty() {
            examined.summary.push("0 errors, 0 warnings".to_owned());
        }
        if let Some(knowledge) = &examined.knowledge {
            let status = review::of_all(knowledge, review::today());
            examined.summary.push(status);
        }
        writeln!(io::stderr().lock(), "{}", examined.summary.join("\n"))?;
        Ok(if has_errors {
            Exit::Findings
        } else {
            Exit::Done
        })
    }
}

/// Content with everything that a check finds in it.
pub(super) struct Examined {
    /// The content, unless it could not be loaded.
    pub(super) knowledge: Option<Knowledge>,
    pub(super) files: Files,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What was checked, a line each.
    summary: Vec<String>,
}

impl Examined {
    /// Loads the content, searches it and runs its worked cases.
    pub(super) fn of(source: &KnowledgeSource) -> Result<Self, Failure> {
        let Loaded {
            knowledge,
            mut files,
            mut diagnostics,
        } = source.load()?;
        let mut summary = vec![format!("checked the {}", source.name())];
        if let Some(knowledge) = &knowledge {
            diagnostics.extend(check::semantic(knowledge));
            summary.push(contents(knowledge));
            let read = cases::all(source.folder())?;
            let mut worked = run_cases(knowledge, &mut files, read);
            let read = cases::of_forms(source.folder())?;
            run_forms(knowledge, &mut files, read, &mut worked);
            summary.push(worked.summary());
            diagnostics.extend(worked.problems);
        } else {
            summary.push("no worked case ran, because the content has errors".to_owned());
        }
        Ok(Self {
            knowledge,
            files,
            diagnostics,
            summary,
        })
    }

    /// The content, if nothing is wrong with it. Shows what is.
    pub(super) fn sound(self) -> Result<Knowledge, Failure> {
        let wrong = self
            .diagnostics
            .iter()
            .any(|it| it.severity == Severity::Error);
        match self.knowledge {
            Some(knowledge) if !wrong => Ok(knowledge),
            _ => {
                input::show(&self.files, &self.diagnostics, Style::Full)?;
                Err(Failure::Findings)
            }
        }
    }
}

/// How many there are of what.
fn contents(knowledge: &Knowledge) -> String {
    format!(
        "{}, {}, {} in {}, {} of {}",
        count(knowledge.facts.len(), "fact"),
        count(knowledge.actions.len(), "action"),
        count(knowledge.rules.len(), "rule"),
        count(knowledge.guidelines.len(), "guideline"),
        count(knowledge.statements.len(), "statement"),
        count(knowledge.sources.len(), "source"),
    )
}

#[derive(Debug, Default)]
struct Worked {
    /// Cases and variants that ran.
    ran: usize,
    /// Those of them that did not come out as expected.
    unexpected: usize,
    /// Files of which nothing ran.
    unreadable: usize,
    problems: Vec<Diagnostic>,
}

impl Worked {
    fn summary(&self) -> String {
        let ran = count(self.ran, "worked case");
        let outcome = match (self.ran, self.unexpected) {
            (0, _) => "no worked case ran".to_owned(),
            (_, 0) => format!("{ran}, all as expected"),
            (_, unexpected) => format!("{ran}, {unexpected} not as expected"),
        };
        match self.unreadable {
            0 => outcome,
            files => format!(
                "{outcome}; {} with errors did not run",
                count(files, "file")
            ),
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
                worked.unreadable += 1;
                continue;
            }
        };
        let (examples, found) = read_examples(knowledge, files, file);
        let readable = found
            .iter()
            .all(|problem| problem.severity == Severity::Warning);
        worked.problems.extend(found);
        worked.unreadable += usize::from(!readable);
        for example in examples.iter().filter(|_| readable) {
            worked.ran += 1;
            let unmet = example.unmet(knowledge);
            worked.unexpected += usize::from(!unmet.is_empty());
            let place = place_of(files, file, examples.first(), example);
            worked.problems.extend(unmet.into_iter().map(|sentence| {
                Diagnostic::error(
                    "not-as-expected",
                    format!("{}: {sentence}", example.title),
                    place,
                )
            }));
        }
    }
    worked
}

/// The worked orders and reports.
fn run_forms(
    knowledge: &Knowledge,
    files: &mut Files,
    read: Vec<(String, Vec<u8>)>,
    worked: &mut Worked,
) {
    for (path, bytes) in read {
        let file = match source::decode(&path, &bytes) {
            Ok(text) => files.add(path, text),
            Err(problem) => {
                worked.problems.push(problem);
                worked.unreadable += 1;
                continue;
            }
        };
        let (example, found) = read_form_example(knowledge, files, file);
        worked.problems.extend(found);
        let Some(example) = example else {
            worked.unreadable += 1;
            continue;
        };
        worked.ran += 1;
        let unmet = example.unmet(knowledge);
        worked.unexpected += usize::from(!unmet.is_empty());
        let place = title_place(files, file, &example.title);
        worked.problems.extend(unmet.into_iter().map(|sentence| {
            Diagnostic::error(
                "not-as-expected",
                format!("{}: {sentence}", example.title),
                place,
            )
        }));
    }
}

/// The title of a worked case or variant in its file, or else the first line.
///
/// A variant's title follows that of its case and a colon.
fn place_of(files: &Files, file: FileId, first: Option<&Example>, example: &Example) -> Origin {
    let own = first.and_then(|first| example.title.strip_prefix(&first.title)?.strip_prefix(": "));
    title_place(files, file, own.unwrap_or(&example.title))
}

/// A title in its file, or else the first line.
fn title_place(files: &Files, file: FileId, title: &str) -> Origin {
    let text = files.get(file).map_or("", |file| &*file.text);
    let quoted = format!("\"{title}\"");
    let (start, length) = match text.find(&quoted) {
        Some(start) => (start, quoted.len()),
        None => (0, text.lines().next().map_or(0, str::len)),
    };
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Origin {
        file,
        span: Span {
            start: offset(start),
            end: offset(start + length),
        },
    }
}
