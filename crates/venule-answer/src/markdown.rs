//! A page as Markdown.

use std::fmt::Write;

use venule_knowledge::printable::printable;

use super::page::{Item, Page, Section};

/// Prints a page as Markdown.
pub fn render(page: &Page) -> String {
    let mut out = String::new();
    head(&mut out, page);
    body(&mut out, page);
    out
}

/// Prints the title and what stands under it.
pub fn head(out: &mut String, page: &Page) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# {}\n", escaped(&page.title));
    if let Some(emergency) = &page.emergency {
        if let Some(line) = &emergency.status {
            let _ = writeln!(out, "{}  ", escaped(line));
        }
        self::section(out, &emergency.section);
        out.push('\n');
    }
    for line in &page.lead {
        let _ = writeln!(out, "{}  ", escaped(line));
    }
}

/// Prints the sections and the foot.
pub fn body(out: &mut String, page: &Page) {
    for section in page.sections.iter().filter(|section| !section.is_empty()) {
        self::section(out, section);
    }
    if !page.foot.is_empty() {
        let _ = writeln!(out, "\n---\n");
        for line in &page.foot {
            let _ = writeln!(out, "{}  ", escaped(line));
        }
    }
}

fn section(out: &mut String, section: &Section) {
    let _ = writeln!(out, "\n## {}\n", escaped(&section.heading));
    if let Some(intro) = &section.intro {
        let _ = writeln!(out, "{}\n", escaped(intro));
    }
    if !section.verbatim.is_empty() {
        // Indented, so that nothing in it is read as Markdown.
        for line in &section.verbatim {
            let _ = writeln!(out, "    {}", printable(line));
        }
        out.push('\n');
    }
    for item in &section.items {
        render_item(out, item);
    }
}

fn render_item(out: &mut String, item: &Item) {
    let mark = item
        .mark
        .as_ref()
        // Bold: "- 1. text" would be a list within a list.
        .map(|mark| format!("**{}** ", escaped(mark)))
        .unwrap_or_default();
    let strong = if item.strong.is_empty() {
        String::new()
    } else {
        format!("**{}** ", escaped(&item.strong))
    };
    let (text, beside) = (escaped(&item.text), escaped(&item.beside()));
    let _ = writeln!(out, "- {mark}{strong}{text}{beside}");
    for (label, remark) in item.below() {
        let _ = writeln!(out, "  - *{label}:* {}", escaped(remark));
    }
}

/// What somebody typed into a case must not become markup, or end a line of it.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in printable(text).chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' | '|'
        ) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
