//! Tables in plain text: columns aligned, one line for each row.

use clap::Args;
use venule_knowledge::model::Knowledge;
use venule_knowledge::printable::printable;

use venule_answer::review;

/// Lines are cut to this many characters, whatever the terminal, so that a list looks the same everywhere.
const WIDTH: usize = 100;
/// Columns are this far apart.
const GAP: usize = 2;
/// A longer cell pushes the rest of its own row to the right, and leaves the other rows alone.
const WIDEST: usize = 36;

/// How a table is printed.
#[derive(Debug, Args)]
pub(super) struct Layout {
    /// Do not cut lines at 100 characters
    #[arg(long)]
    wide: bool,
}

impl Layout {
    /// The table, and under it, marked off for programs, how far the content is approved.
    pub(super) fn with_status<const N: usize>(
        &self,
        knowledge: &Knowledge,
        rows: &[[String; N]],
    ) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let status = review::of_all(knowledge, review::today());
        format!("{}# {status}\n", self.table(rows))
    }

    /// Lines up the rows. What does not fit is cut, with `...` in its place.
    fn table<const N: usize>(&self, rows: &[[String; N]]) -> String {
        let lines = lines_up(rows);
        lines
            .iter()
            .map(|line| {
                if self.wide {
                    format!("{line}\n")
                } else {
                    format!("{}\n", cut(line))
                }
            })
            .collect()
    }
}

fn lines_up<const N: usize>(rows: &[[String; N]]) -> Vec<String> {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            let width = printable(cell).chars().count();
            if width <= WIDEST {
                *widest = width.max(*widest);
            }
        }
    }
    let line = |row: &[String; N]| {
        let mut line = String::new();
        let mut column = 0;
        for (cell, width) in row.iter().zip(widths) {
            let used = line.chars().count();
            let gap = if used == 0 {
                0
            } else {
                column.max(used + GAP) - used
            };
            line.push_str(&" ".repeat(gap));
            line.push_str(&printable(cell));
            column += width + if width == 0 { 0 } else { GAP };
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

fn cut(line: &str) -> String {
    const MARK: &str = "...";
    if line.chars().count() <= WIDTH {
        return line.to_owned();
    }
    let kept: String = line
        .chars()
        .take(WIDTH.saturating_sub(MARK.len()))
        .collect();
    format!("{}{MARK}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 3]]) -> String {
        let rows: Vec<[String; 3]> = rows.iter().map(|row| row.map(str::to_owned)).collect();
        Layout { wide: false }.table(&rows)
    }

    #[test]
    fn columns_line_up() {
        assert_eq!(
            table(&[["a", "one", "x"], ["long", "", "y"]]),
            "a     one  x\nlong       y\n"
        );
    }

    #[test]
    fn a_long_cell_pushes_only_its_own_row() {
        let long = "l".repeat(40);
        let expected = format!("a  one  x\n{long}  two  y\n");
        assert_eq!(table(&[["a", "one", "x"], [&long, "two", "y"]]), expected);
    }

    #[test]
    fn long_lines_end_in_dots() {
        let long = "word ".repeat(30);
        let cut = table(&[["a", "", &long]]);
        assert!(
            cut.trim_end().chars().count() <= 100 && cut.ends_with("...\n"),
            "{cut}"
        );
    }
}
