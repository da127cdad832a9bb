//! A plan as Markdown: the tree is a nested list.

use std::fmt::Write;

use super::tree::{Card, Fork, Row, Tree};
use crate::markdown::{body, escaped, head};

/// Prints a plan as Markdown.
pub fn render(tree: &Tree) -> String {
    let mut out = String::new();
    head(&mut out, &tree.page);
    out.push_str("\n## Plan\n\n");
    card(&mut out, &tree.root, 0);
    body(&mut out, &tree.page);
    out
}

fn card(out: &mut String, card: &Card, level: usize) {
    let indent = "  ".repeat(level);
    // Writing to a string cannot fail.
    let remark = card.remark.iter().map(|it| format!(": {}", escaped(it)));
    let remark: String = remark.collect();
    let _ = writeln!(out, "{indent}- **{}**{remark}", escaped(&card.heading));
    for row in &card.rows {
        self::row(out, row, level + 1);
    }
    for fork in &card.tests {
        self::fork(out, fork, level + 1);
    }
}

fn row(out: &mut String, row: &Row, level: usize) {
    let indent = "  ".repeat(level);
    let basis = if row.basis.is_empty() {
        String::new()
    } else {
        format!(" ({})", escaped(&row.basis))
    };
    let _ = writeln!(
        out,
        "{indent}- *{}:* {}{basis}",
        row.label,
        escaped(&row.text)
    );
}

fn fork(out: &mut String, fork: &Fork, level: usize) {
    let indent = "  ".repeat(level);
    let heading = escaped(&fork.heading);
    let _ = writeln!(out, "{indent}- **{heading}** {}", escaped(&fork.remark));
    for branch in &fork.branches {
        card(out, branch, level + 1);
    }
}
