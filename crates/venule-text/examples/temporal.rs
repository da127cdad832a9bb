//! Reads a labeled set of numbers and times, writes what is found in it, and says how well that fits.
//!
//! `cargo run --release -p venule-text --example temporal -- SET.tsv > found.tsv`
//!
//! The set has a first line of column names: `id`, `set`, `reference_datetime`, `text` and, where it is labeled, `start_char`,
//! `end_char`, `type` and `value`. One text may stand in several rows, with `CASE.RESULT` as the id.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use jiff::civil::{Date, date};
use venule_text::temporal::{Prediction, predict};

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

struct Row<'a> {
    case: &'a str,
    set: &'a str,
    reference: Option<Date>,
    text: &'a str,
    span: Option<(usize, usize)>,
    value: &'a str,
}

#[derive(Default)]
struct Score {
    expected: usize,
    found: usize,
    right_span: usize,
    right_value: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: temporal SET.tsv")?;
    let verbose = std::env::args().any(|arg| arg == "--misses");
    let file = std::fs::read_to_string(path)?;
    let rows = read(&file).ok_or("the first line has no columns `id`, `set` and `text`")?;
    let mut cases: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        cases.entry(row.case).or_default().push(row);
    }
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut out = std::io::stdout().lock();
    let mut misses = String::new();
    writeln!(out, "id\tmention\tstart_char\tend_char\ttype\ttimex\tvalue")?;
    for (case, rows) in &cases {
        let Some(first) = rows.first() else { continue };
        let kind = SETS
            .iter()
            .find(|(set, _)| first.set.starts_with(set))
            .map(|(_, kind)| *kind);
        let reference = first.reference.unwrap_or(date(2000, 1, 1));
        let found: Vec<Prediction> = predict(first.text, reference)?
            .into_iter()
            .filter(|one| kind.is_none_or(|kind| kind == one.kind))
            .collect();
        for (number, one) in found.iter().enumerate() {
            let mention: String = first.text.chars().take(one.end).skip(one.start).collect();
            let Prediction {
                start,
                end,
                kind,
                timex,
                value,
            } = one;
            writeln!(
                out,
                "{case}.{number}\t{mention}\t{start}\t{end}\t{kind}\t{timex}\t{value}"
            )?;
        }
        let expected: Vec<_> = rows.iter().filter(|row| row.span.is_some()).collect();
        let spans: BTreeSet<_> = found.iter().map(|one| (one.start, one.end)).collect();
        let score = scores.entry(first.set).or_default();
        score.expected += expected.len();
        score.found += spans.len();
        for row in expected {
            let hit = found
                .iter()
                .find(|one| Some((one.start, one.end)) == row.span);
            let value_fits = hit.is_some_and(|one| {
                row.value.is_empty() || row.value == "{}" || one.value == row.value
            });
            score.right_span += usize::from(hit.is_some());
            score.right_value += usize::from(value_fits);
            if verbose && !value_fits {
                misses += &format!(
                    "{} | {} | {:?} {} | {found:?}\n",
                    row.case, row.text, row.span, row.value
                );
            }
        }
        if verbose && rows.iter().all(|row| row.span.is_none()) && !found.is_empty() {
            misses += &format!("{case} | {} | nothing | {found:?}\n", first.text);
        }
    }
    let mut report = std::io::stderr().lock();
    write!(report, "{misses}")?;
    writeln!(
        report,
        "{:<20} {:>8} {:>6} {:>9} {:>7} {:>7} {:>7}",
        "set", "expected", "found", "precision", "recall", "F1", "value"
    )?;
    for (set, score) in &scores {
        let part = |hits: usize, of: usize| 100.0 * hits as f64 / of.max(1) as f64;
        let f1 = part(2 * score.right_span, score.expected + score.found);
        writeln!(
            report,
            "{set:<20} {:>8} {:>6} {:>9.1} {:>7.1} {f1:>7.1} {:>7.1}",
            score.expected,
            score.found,
            part(score.right_span, score.found),
            part(score.right_span, score.expected),
            part(score.right_value, score.right_span),
        )?;
    }
    Ok(())
}

fn read(file: &str) -> Option<Vec<Row<'_>>> {
    let mut lines = file.lines();
    let names: Vec<&str> = lines.next()?.split('\t').collect();
    let column = |name: &str| names.iter().position(|one| *one == name);
    let (id, set, text) = (column("id")?, column("set")?, column("text")?);
    let rows = lines.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at).copied()).unwrap_or_default();
        let id = cell(Some(id));
        let place = |name| cell(column(name)).parse().ok();
        Row {
            case: id.split_once('.').map_or(id, |(case, _)| case),
            set: cell(Some(set)),
            reference: cell(column("reference_datetime"))
                .get(..10)
                .and_then(|date| date.parse().ok()),
            text: cell(Some(text)),
            span: place("start_char").zip(place("end_char")),
            value: cell(column("value")),
        }
    });
    Some(rows.collect())
}
