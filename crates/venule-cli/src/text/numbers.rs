//! `venule text numbers`: numbers, ages, durations and dates in texts; see docs/reference/text-tables.md.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use venule_text::temporal::{Prediction, predict};

use super::table::{Row, Table, Tally};
use crate::exit::{Exit, Failure};

/// Arguments of `venule text numbers`.
#[derive(Debug, Args)]
pub(crate) struct Numbers {
    /// Table with the columns id and text, and reference_datetime where days count; `-` reads standard input
    #[arg(value_name = "TABLE")]
    table: PathBuf,
    /// Show each label that was not met, on standard error
    #[arg(long)]
    differences: bool,
}

/// The kind that a set of this name labels; each set labels one kind only.
const SETS: [(&str, &str); 11] = [
    ("Duration", "duration"),
    ("Age", "age"),
    ("Dimension", "dimension"),
    ("Temperature", "temperature"),
    ("Percent", "percentage"),
    ("NumberRange", "numberrange"),
    ("Number", "number"),
    ("Ordinal", "ordinal"),
    ("DatePeriod", "daterange"),
    ("DateParser", "date"),
    ("Date", "date"),
];

/// The first day that a text without a reference is counted from.
const NO_REFERENCE: Date = jiff::civil::date(2000, 1, 1);

/// What a row of a set labels.
struct Label<'t> {
    span: (usize, usize),
    value: &'t str,
}

/// How well the labels of a set were met.
#[derive(Default)]
struct Score {
    spans: Tally,
    values: u32,
}

impl Numbers {
    pub(super) fn run(&self) -> Result<Exit, Failure> {
        let table = Table::read(&self.table)?;
        let (id, text) = (table.required("id")?, table.required("text")?);
        let set = table.column("set");
        let mut cases: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
        for row in table.rows() {
            let whole = row.cell(id)?;
            let case = whole.split_once('.').map_or(whole, |(case, _)| case);
            cases.entry(case).or_default().push(row);
        }
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        let mut out = io::stdout().lock();
        let mut err = io::stderr().lock();
        writeln!(out, "id\tmention\tstart_char\tend_char\ttype\ttimex\tvalue")?;
        for (case, rows) in &cases {
            let Some(first) = rows.first() else { continue };
            let text = first.cell(text)?;
            let name = first.optional(set).unwrap_or_default();
            let found = found(&table, *first, text, name)?;
            for (number, it) in found.iter().enumerate() {
                let mention: String = text.chars().take(it.end).skip(it.start).collect();
                writeln!(
                    out,
                    "{case}.{number}\t{mention}\t{}\t{}\t{}\t{}\t{}",
                    it.start, it.end, it.kind, it.timex, it.value
                )?;
            }
            let labels: Vec<Label<'_>> =
                rows.iter().filter_map(|row| label(&table, *row)).collect();
            let score = scores.entry(name).or_default();
            for label in &labels {
                let hit = found.iter().find(|it| (it.start, it.end) == label.span);
                score.spans.count(true, hit.is_some());
                let fits = hit
                    .is_some_and(|it| matches!(label.value, "" | "{}") || it.value == label.value);
                score.values += u32::from(fits);
                if self.differences && !fits {
                    writeln!(err, "{case} | {text} | {:?} {}", label.span, label.value)?;
                }
            }
            let mut spans: Vec<_> = found.iter().map(|it| (it.start, it.end)).collect();
            spans.sort_unstable();
            spans.dedup();
            for span in spans {
                if !labels.iter().any(|label| label.span == span) {
                    score.spans.count(false, true);
                }
            }
        }
        if table.column("start_char").is_some() {
            for (set, score) in &scores {
                let rate = f64::from(score.values) / f64::from(score.spans.right.max(1));
                writeln!(err, "{set}: {}, values {rate:.3}", score.spans.words())?;
            }
        }
        Ok(Exit::Done)
    }
}

/// What is found in a text: of the kind that its set labels, or all of it.
fn found(table: &Table, row: Row<'_>, text: &str, set: &str) -> Result<Vec<Prediction>, Failure> {
    let kind = SETS.iter().find(|(name, _)| set.starts_with(name));
    let reference = row.optional(table.column("reference_datetime"));
    let reference = reference.and_then(|it| it.get(..10)?.parse().ok());
    let mut found = predict(text, reference.unwrap_or(NO_REFERENCE))
        .map_err(|error| Failure::CouldNotRun(format!("line {}: {error}", row.line)))?;
    found.retain(|it| kind.is_none_or(|(_, kind)| *kind == it.kind));
    Ok(found)
}

fn label<'t>(table: &Table, row: Row<'t>) -> Option<Label<'t>> {
    let place = |name| row.optional(table.column(name))?.parse().ok();
    Some(Label {
        span: (place("start_char")?, place("end_char")?),
        value: row.optional(table.column("value")).unwrap_or_default(),
    })
}
