//! The book as one HTML file: no script, no style sheet and no picture from elsewhere.
//!
//! The page is well-formed XML too, so that a test can read it.
//! Every text goes through [`escape::text`] or [`escape::attribute`]; nothing of the content is markup.

mod escape;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use escape::{attribute, text as escaped};

use super::document::{Block, Bullet, Chapter, Document, Entry, Span, Text, Tone};

const STYLE: &str = include_str!("style.css");

/// Prints the book.
pub(super) fn render(document: &Document) -> String {
    let mut out = Html::default();
    out.line("<!doctype html>");
    out.line("<html lang=\"en\">");
    out.line("<head>");
    out.line("<meta charset=\"utf-8\"/>");
    out.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
    out.line("<meta name=\"color-scheme\" content=\"light dark\"/>");
    out.line(&format!("<title>{}</title>", escaped(&document.title)));
    out.line(&format!(
        "<style>\n{STYLE}@page {{ @bottom-left {{ content: \"{}\"; }} }}\n</style>",
        document.running
    ));
    out.line("</head>");
    out.line("<body>");
    out.line("<a class=\"skip\" href=\"#main\">Skip the table of contents</a>");
    out.line("<header class=\"cover\">");
    out.line(&format!("<h1>{}</h1>", escaped(&document.title)));
    out.blocks(&document.cover);
    out.line("</header>");
    out.contents(&document.chapters);
    out.line("<main id=\"main\">");
    for chapter in &document.chapters {
        out.chapter(chapter);
    }
    out.line("</main>");
    out.line("</body>");
    out.line("</html>");
    out.text
}

#[derive(Debug, Default)]
struct Html {
    text: String,
    /// Whether a heading of the chapter stands above, so that an entry's heading belongs below it.
    under_heading: bool,
}

impl Html {
    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn contents(&mut self, chapters: &[Chapter]) {
        self.line("<nav class=\"contents\" aria-label=\"Contents\">");
        self.line("<h2>Contents</h2>");
        self.line("<ol>");
        for chapter in chapters {
            let link = |anchor: &str, title: &str| {
                format!("<a href=\"#{}\">{}</a>", attribute(anchor), escaped(title))
            };
            let below: Vec<String> = chapter
                .blocks
                .iter()
                .filter_map(|block| match block {
                    Block::Heading { anchor, text } => {
                        Some(format!("<li>{}</li>", link(anchor, text)))
                    }
                    _ => None,
                })
                .collect();
            let below = if below.is_empty() {
                String::new()
            } else {
                format!("<ul>{}</ul>", below.concat())
            };
            let title = link(&chapter.anchor, &chapter.title);
            self.line(&format!("<li>{title}{below}</li>"));
        }
        self.line("</ol>");
        self.line("</nav>");
    }

    fn chapter(&mut self, chapter: &Chapter) {
        let anchor = attribute(&chapter.anchor);
        self.under_heading = false;
        self.line(&format!(
            "<section class=\"chapter\" aria-labelledby=\"{anchor}\">"
        ));
        self.line(&format!(
            "<h2 id=\"{anchor}\">{}</h2>",
            escaped(&chapter.title)
        ));
        self.blocks(&chapter.blocks);
        self.line("</section>");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { anchor, text } => {
                self.under_heading = true;
                self.line(&format!(
                    "<h3 id=\"{}\">{}</h3>",
                    attribute(anchor),
                    escaped(text)
                ));
            }
            Block::Subheading(text) => {
                self.line(&format!("<p class=\"subheading\">{}</p>", escaped(text)));
            }
            Block::Paragraph(text) => self.line(&format!("<p>{}</p>", spans(text))),
            Block::Warning(text) => {
                self.line(&format!("<p class=\"warning\">{}</p>", spans(text)));
            }
            Block::Bullets(bullets) => self.bullets(bullets),
            Block::Terms(terms) => {
                self.line("<dl>");
                for (word, text) in terms {
                    self.line(&format!(
                        "<div><dt>{}</dt><dd>{}</dd></div>",
                        escaped(word),
                        spans(text)
                    ));
                }
                self.line("</dl>");
            }
            Block::Table { head, rows } => self.table(head, rows),
            Block::Entry(entry) => self.entry(entry),
            Block::Details { summary, blocks } => {
                self.line(&format!("<details><summary>{}</summary>", escaped(summary)));
                self.blocks(blocks);
                self.line("</details>");
            }
            Block::Blanks(labels) => {
                self.line("<dl class=\"blanks\">");
                for label in labels {
                    self.line(&format!("<div><dt>{}</dt><dd></dd></div>", escaped(label)));
                }
                self.line("</dl>");
            }
        }
    }

    fn bullets(&mut self, bullets: &[Bullet]) {
        self.line("<ul>");
        for bullet in bullets {
            if bullet.below.is_empty() {
                self.line(&format!("<li>{}</li>", spans(&bullet.text)));
            } else {
                self.line(&format!("<li>{}", spans(&bullet.text)));
                self.blocks(&bullet.below);
                self.line("</li>");
            }
        }
        self.line("</ul>");
    }

    fn table(&mut self, head: &[&str], rows: &[Vec<Text>]) {
        self.line(
            "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>",
        );
        let head: Vec<String> = head
            .iter()
            .map(|word| format!("<th scope=\"col\">{}</th>", escaped(word)))
            .collect();
        self.line(&format!("<thead><tr>{}</tr></thead>", head.concat()));
        self.line("<tbody>");
        for row in rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| format!("<td>{}</td>", spans(cell)))
                .collect();
            self.line(&format!("<tr>{}</tr>", cells.concat()));
        }
        self.line("</tbody></table></div>");
    }

    fn entry(&mut self, entry: &Entry) {
        let anchor = attribute(&entry.anchor);
        let tone = match entry.tone {
            Tone::Red => "red",
            Tone::Do => "do",
            Tone::Consider => "consider",
            Tone::Avoid => "avoid",
            Tone::Plain => "plain",
        };
        self.line(&format!(
            "<article class=\"entry {tone}\" id=\"{anchor}\" aria-labelledby=\"{anchor}-heading\">"
        ));
        let id = if entry.id.is_empty() {
            String::new()
        } else {
            format!(
                " <a class=\"id\" href=\"#{anchor}\">{}</a>",
                escaped(&entry.id)
            )
        };
        let level = if self.under_heading { "h4" } else { "h3" };
        self.line(&format!(
            "<{level} id=\"{anchor}-heading\">{}{id}</{level}>",
            spans(&entry.heading)
        ));
        self.line("<div class=\"says\">");
        self.blocks(&entry.says);
        if entry.judged {
            self.judgment(&entry.id);
        }
        self.line("</div>");
        if !entry.rests_on.is_empty() {
            self.line("<div class=\"rests-on\">");
            self.blocks(&entry.rests_on);
            self.line("</div>");
        }
        self.line("</article>");
    }

    /// Boxes to tick, on paper or on the screen. Nothing is sent or kept.
    fn judgment(&mut self, id: &str) {
        self.line("<fieldset class=\"judgment\">");
        self.line(&format!(
            "<legend>Your judgment of {}</legend>",
            escaped(id)
        ));
        for answer in ["agree", "change", "do not know"] {
            self.line(&format!(
                "<label><input type=\"checkbox\"/> {answer}</label>"
            ));
        }
        self.line(&format!(
            "<textarea rows=\"2\" aria-label=\"{}\"></textarea>",
            attribute(&format!("Comment on {id}"))
        ));
        self.line("</fieldset>");
    }
}

fn spans(text: &Text) -> String {
    let mut out = String::new();
    for span in &text.0 {
        let piece = match span {
            Span::Plain(text) => escaped(text),
            Span::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
            Span::Id(text) => format!("<code>{}</code>", escaped(text)),
            Span::Term { to, text } => format!(
                "<a class=\"term\" href=\"#{}\">{}</a>",
                attribute(to),
                escaped(text)
            ),
            Span::Link { to, text } => {
                format!("<a href=\"#{}\">{}</a>", attribute(to), escaped(text))
            }
        };
        out.push_str(&piece);
    }
    out
}
