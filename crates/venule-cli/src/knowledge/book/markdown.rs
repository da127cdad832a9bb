//! The book as Markdown, for reading the difference between two versions.

use std::fmt::Write;

use super::document::{Block, Bullet, Chapter, Document, Entry, Span, Text};
use venule_knowledge::printable::printable;

use venule_answer::markdown::escaped;

/// Prints the book.
pub(super) fn render(document: &Document) -> String {
    let mut out = Markdown::default();
    out.line(0, &format!("# {}", escaped(&document.title)));
    out.blocks(0, &document.cover);
    out.gap();
    out.line(0, "## Contents");
    out.gap();
    for chapter in &document.chapters {
        out.contents(chapter);
    }
    for chapter in &document.chapters {
        out.gap();
        out.line(0, &format!("<a id=\"{}\"></a>", chapter.anchor));
        out.gap();
        out.line(0, &format!("## {}", escaped(&chapter.title)));
        out.blocks(0, &chapter.blocks);
    }
    out.text
}

#[derive(Debug, Default)]
struct Markdown {
    text: String,
}

impl Markdown {
    fn line(&mut self, indent: usize, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{}{line}", " ".repeat(indent));
    }

    fn gap(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn contents(&mut self, chapter: &Chapter) {
        self.line(
            0,
            &format!("- [{}](#{})", escaped(&chapter.title), chapter.anchor),
        );
        for block in &chapter.blocks {
            if let Block::Heading { anchor, text } = block {
                self.line(2, &format!("- [{}](#{anchor})", escaped(text)));
            }
        }
    }

    fn blocks(&mut self, indent: usize, blocks: &[Block]) {
        for block in blocks {
            self.gap();
            self.block(indent, block);
        }
    }

    fn block(&mut self, indent: usize, block: &Block) {
        match block {
            Block::Heading { anchor, text } => {
                self.line(indent, &format!("<a id=\"{anchor}\"></a>"));
                self.gap();
                self.line(indent, &format!("### {}", escaped(text)));
            }
            Block::Subheading(text) => self.line(indent, &format!("**{}**", escaped(text))),
            Block::Paragraph(text) => self.line(indent, &spans(text)),
            Block::Warning(text) => self.line(indent, &format!("> {}", spans(text))),
            Block::Bullets(bullets) => self.bullets(indent, bullets),
            Block::Terms(terms) => {
                // Under a bullet a list is clearer; elsewhere it would run into the list before it.
                let (bullet, end) = if indent > 0 { ("- ", "") } else { ("", "  ") };
                for (word, text) in terms {
                    self.line(indent, &format!("{bullet}*{word}:* {}{end}", spans(text)));
                }
            }
            Block::Table { head, rows } => {
                self.line(indent, &format!("| {} |", head.join(" | ")));
                self.line(indent, &format!("|{}", "---|".repeat(head.len())));
                for row in rows {
                    let cells: Vec<String> = row.iter().map(spans).collect();
                    self.line(indent, &format!("| {} |", cells.join(" | ")));
                }
            }
            Block::Entry(entry) => self.entry(indent, entry),
            Block::Details { summary, blocks } => {
                self.line(indent, &format!("- {}", escaped(summary)));
                self.blocks(indent + 2, blocks);
            }
            Block::Blanks(labels) => {
                for label in labels {
                    self.line(indent, &format!("- {label}: ______________________"));
                }
            }
        }
    }

    fn bullets(&mut self, indent: usize, bullets: &[Bullet]) {
        for bullet in bullets {
            self.line(indent, &format!("- {}", spans(&bullet.text)));
            for block in &bullet.below {
                self.block(indent + 2, block);
            }
        }
    }

    fn entry(&mut self, indent: usize, entry: &Entry) {
        self.line(indent, &format!("<a id=\"{}\"></a>", entry.anchor));
        self.gap();
        let id = if entry.id.is_empty() {
            String::new()
        } else {
            format!(" (`{}`)", printable(&entry.id).replace('`', ""))
        };
        self.line(indent, &format!("#### {}{id}", spans(&entry.heading)));
        self.blocks(indent, &entry.says);
        if entry.judged {
            self.gap();
            self.line(
                indent,
                "\u{2610} agree \u{2610} change \u{2610} do not know",
            );
        }
        self.blocks(indent, &entry.rests_on);
    }
}

fn spans(text: &Text) -> String {
    let mut out = String::new();
    let mut strong = String::new();
    for span in &text.0 {
        if let Span::Strong(text) = span {
            strong.push_str(&escaped(text));
            continue;
        }
        out.push_str(&emphasized(&std::mem::take(&mut strong)));
        match span {
            Span::Plain(text) | Span::Term { text, .. } | Span::Strong(text) => {
                out.push_str(&escaped(text));
            }
            Span::Id(text) => out.push_str(&format!("`{}`", printable(text).replace('`', ""))),
            Span::Link { to, text } => out.push_str(&format!("[{}](#{to})", escaped(text))),
        }
    }
    out.push_str(&emphasized(&strong));
    out
}

/// Strong text; the mark binds only where no blank follows or precedes it.
fn emphasized(text: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let (before, after) = text.split_once(inner).unwrap_or_default();
    format!("{before}**{inner}**{after}")
}
