//! Tables of texts: tab-separated, with the names of the columns in the first line.

use std::path::Path;

use crate::exit::Failure;
use crate::input::whole_file;

/// A table.
pub(super) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a table; `-` is standard input.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = whole_file(path)?;
        let mut lines = text.lines();
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
        let columns = lines.next().map(cells).unwrap_or_default();
        Ok(Self {
            columns,
            rows: lines.map(cells).collect(),
        })
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|it| it == name)
    }

    /// The place of a column that has to be there.
    pub(super) fn required(&self, name: &str) -> Result<usize, Failure> {
        self.column(name).ok_or_else(|| {
            Failure::CouldNotRun(format!(
                "the table has no column `{name}`; it has: {}",
                self.columns.join(", ")
            ))
        })
    }

    /// The rows, each with the number of its line.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let numbered = (2_usize..).zip(&self.rows);
        numbered.map(|(line, cells)| Row { line, cells })
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    pub(super) line: usize,
    cells: &'t [String],
}

impl<'t> Row<'t> {
    /// A cell that has to be there.
    pub(super) fn cell(&self, column: usize) -> Result<&'t str, Failure> {
        self.optional(Some(column)).ok_or_else(|| {
            Failure::CouldNotRun(format!("line {} of the table is too short", self.line))
        })
    }

    /// A cell, if the table has the column and the row goes on so far.
    pub(super) fn optional(&self, column: Option<usize>) -> Option<&'t str> {
        self.cells.get(column?).map(String::as_str)
    }

    /// A number.
    pub(super) fn number(&self, column: usize) -> Result<u32, Failure> {
        let cell = self.cell(column)?;
        cell.parse().map_err(|_| {
            Failure::CouldNotRun(format!(
                "line {} of the table: `{cell}` is not a whole number",
                self.line
            ))
        })
    }
}

/// How often something was right.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) right: u32,
    pub(super) wrong: u32,
    pub(super) missed: u32,
}

impl Tally {
    /// Counts one thing that is, or is not, and was said to be, or not.
    pub(super) fn count(&mut self, is: bool, said: bool) {
        match (is, said) {
            (true, true) => self.right += 1,
            (false, true) => self.wrong += 1,
            (true, false) => self.missed += 1,
            (false, false) => {}
        }
    }

    /// Precision, recall and F1 in words.
    pub(super) fn words(&self) -> String {
        let rate = |part: u32, rest: u32| f64::from(part) / f64::from((part + rest).max(1));
        format!(
            "precision {:.3}, recall {:.3}, F1 {:.3} ({} right, {} wrong, {} missed)",
            rate(self.right, self.wrong),
            rate(self.right, self.missed),
            rate(2 * self.right, self.wrong + self.missed),
            self.right,
            self.wrong,
            self.missed
        )
    }
}
