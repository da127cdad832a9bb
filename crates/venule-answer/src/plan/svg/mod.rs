//! A plan as a picture: one column of cards, each branch set in under its test. It needs nothing else to be shown,
//! follows the reader's light or dark setting, and is narrow enough to be read on a telephone.

mod measure;

use std::fmt::Write;

use venule_knowledge::printable::printable;

use super::tree::{Card, Fork, Row, Tree};
use crate::page::{Item, Page, Section, Tone};
use measure::{lines, width};

/// Width of the picture. A telephone shows about 400 units, so letters keep their size there.
const WIDTH: f64 = 440.0;
const MARGIN: f64 = 10.0;
/// How far a branch is set in; its line runs in the gap.
const INDENT: f64 = 14.0;
const PADDING: f64 = 9.0;
const TEXT: f64 = 13.0;
const SMALL: f64 = 11.5;
const HEADING: f64 = 14.0;
const TITLE: f64 = 17.0;
/// Bold letters are wider.
const BOLD: f64 = 1.13;
const LEADING: f64 = 1.38;

const STYLE: &str = "\
:root{--page:#ffffff;--card:#f6f7f9;--edge:#8a94a3;--ink:#1b1f24;--quiet:#505a66;--do:#0b5cad;--stop:#b3261e;--care:#8a5200}\
@media(prefers-color-scheme:dark){:root{--page:#14171a;--card:#1f2429;--edge:#76808c;--ink:#eceff2;--quiet:#b3bcc7;\
--do:#8cc4ff;--stop:#ff9d94;--care:#ffc46b}}\
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;fill:var(--ink)}\
.page{fill:var(--page)}.card{fill:var(--card);stroke:var(--edge)}.line{fill:none;stroke:var(--edge)}\
.b{font-weight:700}.q{fill:var(--quiet)}.do{fill:var(--do)}.stop{fill:var(--stop)}.care{fill:var(--care)}\
.stop-edge{stroke:var(--stop);stroke-width:2}.care-edge{stroke:var(--care);stroke-width:2}";

/// Draws a plan.
pub fn render(tree: &Tree) -> String {
    let mut picture = Picture {
        body: String::new(),
        y: MARGIN,
    };
    picture.head(&tree.page);
    picture.card(&tree.root, MARGIN);
    picture.y += LEADING * TEXT;
    for section in tree.page.sections.iter().filter(|it| !it.items.is_empty()) {
        picture.section(section);
    }
    for line in &tree.page.foot {
        picture.paragraph(line, MARGIN, SMALL, "q");
    }
    let height = (picture.y + MARGIN).ceil();
    let title = xml(&tree.page.title);
    let about = xml(&format!(
        "{} The tree is read from top to bottom: a case, its next test, and set in under it what each result would mean. {}",
        tree.page.title,
        tree.page.lead.join(" ")
    ));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         role=\"graphics-document document\" aria-labelledby=\"plan-title plan-about\" xml:lang=\"en\" lang=\"en\">\n\
         <title id=\"plan-title\">{title}</title>\n<desc id=\"plan-about\">{about}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\"/>\n{}</svg>\n",
        picture.body
    )
}

struct Picture {
    body: String,
    /// Where the next thing begins.
    y: f64,
}

impl Picture {
    fn head(&mut self, page: &Page) {
        self.bold(&page.title, MARGIN, WIDTH - 2.0 * MARGIN, TITLE, "");
        for line in &page.lead {
            let class = if line.starts_with("NOT APPROVED") {
                "care b"
            } else {
                "q"
            };
            self.paragraph(line, MARGIN, SMALL, class);
        }
        self.y += PADDING;
    }

    fn section(&mut self, section: &Section) {
        self.bold(&section.heading, MARGIN, WIDTH - 2.0 * MARGIN, HEADING, "");
        if let Some(intro) = &section.intro {
            self.paragraph(intro, MARGIN, SMALL, "q");
        }
        for item in &section.items {
            self.item(item);
        }
        self.y += PADDING;
    }

    fn item(&mut self, item: &Item) {
        let mark = item.mark.as_deref().unwrap_or("-");
        let strong = if item.strong.is_empty() {
            String::new()
        } else {
            format!("{} ", item.strong)
        };
        self.paragraph(&format!("{mark} {strong}{}", item.text), MARGIN, SMALL, "");
        for (label, remark) in &item.remarks {
            self.paragraph(&format!("{label}: {remark}"), MARGIN + INDENT, SMALL, "q");
        }
    }

    fn paragraph(&mut self, text: &str, x: f64, size: f64, class: &str) {
        let bold = if class.ends_with('b') { BOLD } else { 1.0 };
        let room = (WIDTH - MARGIN - x) / bold;
        for line in lines(text, size, room, room) {
            self.text(
                x,
                size,
                &format!("<tspan class=\"{class}\">{}</tspan>", xml(&line)),
            );
        }
        self.y += 3.0;
    }

    fn bold(&mut self, text: &str, x: f64, room: f64, size: f64, class: &str) {
        for line in lines(text, size * BOLD, room, room) {
            self.text(
                x,
                size,
                &format!("<tspan class=\"b {class}\">{}</tspan>", xml(&line)),
            );
        }
    }

    /// One line of text, already marked up.
    fn text(&mut self, x: f64, size: f64, marked_up: &str) {
        self.y += size * LEADING;
        let baseline = self.y - size * 0.34;
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.body,
            "<text x=\"{x:.1}\" y=\"{baseline:.1}\" font-size=\"{size}\">{marked_up}</text>"
        );
    }

    /// A card and, set in under it, its tests. Returns where lines from the left meet it.
    fn card(&mut self, card: &Card, x: f64) -> f64 {
        let top = self.y;
        let (class, edge) = match card.tone {
            Tone::Emergency => ("stop", " stop-edge"),
            Tone::Caution => ("care", " care-edge"),
            Tone::Advice | Tone::Plain => ("", ""),
        };
        let label = xml(&card.headline());
        let _ = writeln!(self.body, "<g role=\"group\" aria-label=\"{label}\">");
        let before = std::mem::take(&mut self.body);
        self.y += PADDING * 0.6;
        let room = WIDTH - MARGIN - x - 2.0 * PADDING;
        self.bold(&card.headline(), x + PADDING, room, HEADING, class);
        for row in &card.rows {
            self.row(row, x + PADDING, room);
        }
        self.y += PADDING;
        let content = std::mem::replace(&mut self.body, before);
        let _ = writeln!(
            self.body,
            "<rect class=\"card{edge}\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"6\"/>\n{content}</g>",
            WIDTH - MARGIN - x,
            self.y - top
        );
        for fork in &card.tests {
            self.fork(fork, x);
        }
        top + HEADING
    }

    fn row(&mut self, row: &Row, x: f64, room: f64) {
        let class = match row.tone {
            Tone::Emergency => "stop",
            Tone::Advice => "do",
            Tone::Caution => "care",
            Tone::Plain => "q",
        };
        self.y += 2.0;
        let label = format!("{}:", row.label);
        let taken = width(&label, TEXT * BOLD) + width(" ", TEXT);
        for (index, line) in lines(&row.text, TEXT, room - taken, room)
            .iter()
            .enumerate()
        {
            let label = if index == 0 {
                format!("<tspan class=\"b {class}\">{}</tspan> ", xml(&label))
            } else {
                String::new()
            };
            self.text(x, TEXT, &format!("{label}<tspan>{}</tspan>", xml(line)));
        }
        if !row.basis.is_empty() {
            for line in lines(&row.basis, SMALL, room, room) {
                self.text(
                    x,
                    SMALL,
                    &format!("<tspan class=\"q\">{}</tspan>", xml(&line)),
                );
            }
        }
    }

    fn fork(&mut self, fork: &Fork, x: f64) {
        let top = self.y;
        let inner = x + INDENT;
        self.y += 4.0;
        let room = WIDTH - MARGIN - inner;
        self.bold(&fork.heading, inner, room, TEXT, "do");
        for line in lines(&fork.remark, SMALL, room, room) {
            self.text(
                inner,
                SMALL,
                &format!("<tspan class=\"q\">{}</tspan>", xml(&line)),
            );
        }
        self.y += 4.0;
        let gap = x + INDENT / 2.0;
        let mut last = top;
        for branch in &fork.branches {
            last = self.card(branch, inner);
            let _ = writeln!(
                self.body,
                "<path class=\"line\" d=\"M{gap:.1} {last:.1}H{inner:.1}\"/>"
            );
            self.y += 8.0;
        }
        let _ = writeln!(
            self.body,
            "<path class=\"line\" d=\"M{gap:.1} {top:.1}V{last:.1}\"/>"
        );
    }
}

/// Text as it may stand in a picture: markup is shown, and what hides, or XML cannot hold, is written out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in printable(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}
