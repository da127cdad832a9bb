//! A page as plain text with optional color. All meaning survives without color.

use std::fmt::Write;

use venule_knowledge::printable::printable;

use super::page::{Item, Page, Section, Tone};

/// Narrower is hard to fill, wider is hard to read.
const WIDEST: usize = 96;
const NARROWEST: usize = 40;

/// Prints a page as text.
pub fn render(page: &Page, width: usize, color: bool) -> String {
    let mut out = String::new();
    head(&mut out, page, width, color);
    body(&mut out, page, width, color);
    out
}

/// Prints the title and what stands under it.
pub fn head(out: &mut String, page: &Page, width: usize, color: bool) {
    let width = fitting(width);
    let paint = Paint { color };
    wrapped(out, &paint.bold(&printable(&page.title)), width, "", "");
    if let Some(emergency) = &page.emergency {
        if let Some(line) = &emergency.status {
            wrapped(out, &printable(line), width, "", "  ");
        }
        self::section(out, &emergency.section, width, &paint);
        out.push('\n');
    }
    for line in &page.lead {
        wrapped(out, &printable(line), width, "", "  ");
    }
}

/// Prints the sections and the foot.
pub fn body(out: &mut String, page: &Page, width: usize, color: bool) {
    let width = fitting(width);
    let paint = Paint { color };
    for section in page.sections.iter().filter(|section| !section.is_empty()) {
        self::section(out, section, width, &paint);
    }
    if !page.foot.is_empty() {
        out.push('\n');
        for line in &page.foot {
            wrapped(out, &printable(line), width, "", "  ");
        }
    }
}

fn section(out: &mut String, section: &Section, width: usize, paint: &Paint) {
    out.push('\n');
    let heading = printable(&section.heading).to_uppercase();
    push(out, &paint.heading(&heading, section.tone));
    if let Some(intro) = &section.intro {
        wrapped(out, &printable(intro), width, "  ", "  ");
    }
    for line in &section.verbatim {
        let hang = if line.starts_with("- ") { "  " } else { "" };
        wrapped(out, &printable(line), width, "", hang);
    }
    render_items(out, section, width, paint);
}

/// A width that can be filled and read.
pub fn fitting(width: usize) -> usize {
    width.clamp(NARROWEST, WIDEST)
}

fn render_items(out: &mut String, section: &Section, width: usize, paint: &Paint) {
    let marks = section
        .items
        .iter()
        .filter_map(|item| item.mark.as_ref())
        .map(String::len)
        .max();
    for item in &section.items {
        let hang = marks.map_or(4, |longest| longest + 4);
        let first = match &item.mark {
            Some(mark) => format!("  {:<fill$}", printable(mark), fill = hang - 2),
            None => "  - ".to_owned(),
        };
        let rest = " ".repeat(first.chars().count());
        wrapped(out, &line_of(item, paint), width, &first, &rest);
        for (label, remark) in item.below() {
            let first = format!("{rest}{label}: ");
            wrapped(out, &printable(remark), width, &first, &format!("{rest}  "));
        }
    }
}

fn line_of(item: &Item, paint: &Paint) -> String {
    let (strong, text) = (printable(&item.strong), printable(&item.text));
    let beside = item.beside();
    match (strong.is_empty(), text.is_empty()) {
        (true, _) => format!("{text}{}", printable(&beside)),
        (false, true) => format!("{}{}", paint.bold(&strong), printable(&beside)),
        (false, false) => format!("{} {text}{}", paint.bold(&strong), printable(&beside)),
    }
}

/// Prints a text that may be painted, wrapped, with what stands before its first line and before the others.
pub fn wrapped(out: &mut String, text: &str, width: usize, first: &str, rest: &str) {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    for line in textwrap::wrap(text, options) {
        push(out, line.trim_end());
    }
}

fn push(out: &mut String, line: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{line}");
}

/// Color, or none.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Whether to use it.
    pub color: bool,
}

impl Paint {
    /// Bold letters.
    pub fn bold(&self, text: &str) -> String {
        self.with("1", text)
    }

    /// The letters of a heading of this tone.
    pub fn heading(&self, text: &str, tone: Tone) -> String {
        let code = match tone {
            Tone::Emergency => "1;31",
            Tone::Advice => "1;36",
            Tone::Caution => "1;33",
            Tone::Plain => "1",
        };
        self.with(code, text)
    }

    /// Colors word by word, so that wrapping never leaves color running into the margin.
    fn with(&self, code: &str, text: &str) -> String {
        if !self.color {
            return text.to_owned();
        }
        let words: Vec<String> = text
            .split(' ')
            .map(|word| format!("\u{1b}[{code}m{word}\u{1b}[0m"))
            .collect();
        words.join(" ")
    }
}
