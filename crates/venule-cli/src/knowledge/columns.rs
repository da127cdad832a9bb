//! Tables in plain text: columns aligned, one line for each row, cut where a line would wrap.

/// Columns are this far apart.
const GAP: usize = 2;

/// Lines up the rows, cut to `width` characters with `...` at the end of what does not fit.
///
/// Cells that everybody looks rows up by come first, because they are never cut before the rest.
pub(super) fn table<const N: usize>(rows: &[[String; N]], width: usize) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = cell.chars().count().max(*widest);
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, widest) in row.iter().zip(widths) {
            line.push_str(&format!("{cell:<fill$}", fill = widest + GAP));
        }
        text.push_str(&cut(line.trim_end(), width));
        text.push('\n');
    }
    text
}

fn cut(line: &str, width: usize) -> String {
    const MARK: &str = "...";
    if line.chars().count() <= width {
        return line.to_owned();
    }
    let kept: String = line.chars().take(width.saturating_sub(MARK.len())).collect();
    format!("{}{MARK}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_line_up_and_long_lines_end_in_dots() {
        let rows = [["a".to_owned(), "one".to_owned()], ["long".to_owned(), "two three four".to_owned()]];
        assert_eq!(table(&rows, 80), "a     one\nlong  two three four\n");
        assert_eq!(table(&rows, 14), "a     one\nlong  two t...\n");
    }
}
