//! `venule text context`: negation, time and person of marked findings; see docs/reference/text-tables.md.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use venule_text::predict::{Prediction, Predictor, Presence};
use venule_text::scope::{Person, Time};
use venule_text::span::Span;

use super::table::{Table, Tally};
use crate::exit::{Exit, Failure};
use crate::input::KnowledgeSource;

/// Arguments of `venule text context`.
#[derive(Debug, Args)]
pub(crate) struct Context {
    /// Table with the columns id, sentence, start and end; `-` reads standard input
    #[arg(value_name = "TABLE")]
    table: PathBuf,
    /// Show each row that differs from its label, on standard error
    #[arg(long)]
    differences: bool,
    #[command(flatten)]
    knowledge: KnowledgeSource,
}

/// Columns with labels, and the labels that are scored.
const LABELS: [(&str, &str); 4] = [
    ("negation", "negated"),
    ("temporality", "historical"),
    ("temporality", "hypothetical"),
    ("experiencer", "other"),
];

impl Context {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let knowledge = self.knowledge.load_or_show()?;
        let words = self.knowledge.language_or_show(knowledge)?;
        let mut predictor = Predictor::new(words.language)
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
        let table = Table::read(&self.table)?;
        let (id, sentence) = (table.required("id")?, table.required("sentence")?);
        let (start, end) = (table.required("start")?, table.required("end")?);
        let labeled: Vec<(usize, &str)> = LABELS
            .iter()
            .filter_map(|(column, label)| Some((table.column(column)?, *label)))
            .collect();
        let mut tallies = vec![Tally::default(); labeled.len()];
        let mut out = io::stdout().lock();
        let mut err = io::stderr().lock();
        writeln!(out, "id\tnegation\ttemporality\texperiencer")?;
        for row in table.rows() {
            let marked = Span {
                start: row.number(start)?,
                end: row.number(end)?,
            };
            let text = row.cell(sentence)?;
            let found = predictor
                .predict(text, marked)
                .map_err(|error| Failure::CouldNotRun(format!("line {}: {error}", row.line)))?;
            let labels = labels(&found);
            writeln!(out, "{}\t{}", row.cell(id)?, labels.join("\t"))?;
            for ((column, label), tally) in labeled.iter().zip(&mut tallies) {
                let (is, said) = (row.cell(*column)? == *label, labels.contains(label));
                tally.count(is, said);
                if self.differences && is != said {
                    let what = if is { "missed" } else { "wrong" };
                    let id = row.cell(id)?;
                    writeln!(err, "{label} {what}: {id} [{}] {text}", marked.of(text))?;
                }
            }
        }
        for ((_, label), tally) in labeled.iter().zip(&tallies) {
            writeln!(err, "{label}: {}", tally.words())?;
        }
        Ok(Exit::Done)
    }
}

fn labels(found: &Prediction) -> [&'static str; 3] {
    [
        match found.presence {
            Presence::Affirmed => "affirmed",
            Presence::Negated => "negated",
            Presence::Possible => "possible",
        },
        match found.time {
            Time::Now => "recent",
            Time::Before => "historical",
            Time::Conditional | Time::Withdrawn => "hypothetical",
        },
        match found.person {
            Person::Patient => "patient",
            Person::Other => "other",
        },
    ]
}
