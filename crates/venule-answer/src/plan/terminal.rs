//! A plan as a tree for the terminal. All meaning survives without color, and without box-drawing letters.

use venule_knowledge::printable::printable;

use super::tree::{Card, Fork, Row, Tree};
use crate::page::Tone;
use crate::terminal::{Paint, body, fitting, head, wrapped};

/// The letters that draw the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strokes {
    /// Box-drawing letters.
    Boxes,
    /// Letters of every keyboard.
    Plain,
}

impl Strokes {
    /// Boxes, unless the locale names another encoding than UTF-8.
    pub fn of_locale() -> Self {
        let stated = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        let is_utf8 = |locale: String| {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        if stated.is_none_or(is_utf8) {
            Self::Boxes
        } else {
            Self::Plain
        }
    }

    fn branch(self, is_last: bool) -> &'static str {
        match (self, is_last) {
            (Self::Boxes, false) => "├─ ",
            (Self::Boxes, true) => "└─ ",
            (Self::Plain, false) => "|- ",
            (Self::Plain, true) => "`- ",
        }
    }

    fn beside(self, is_last: bool) -> &'static str {
        match (self, is_last) {
            (_, true) => "   ",
            (Self::Boxes, false) => "│  ",
            (Self::Plain, false) => "|  ",
        }
    }
}

/// Prints a plan as text.
pub fn render(tree: &Tree, width: usize, color: bool, strokes: Strokes) -> String {
    let mut out = String::new();
    head(&mut out, &tree.page, width, color);
    out.push('\n');
    let drawing = Drawing {
        width: fitting(width),
        paint: Paint { color },
        strokes,
    };
    drawing.card(&mut out, &tree.root, "", "");
    body(&mut out, &tree.page, width, color);
    out
}

struct Drawing {
    width: usize,
    paint: Paint,
    strokes: Strokes,
}

impl Drawing {
    /// `first` stands before the heading, `rest` before everything under it.
    fn card(&self, out: &mut String, card: &Card, first: &str, rest: &str) {
        let heading = self.paint.heading(&printable(&card.headline()), card.tone);
        self.wrapped(out, &heading, first, &format!("{rest}  "));
        let has_branches = !card.tests.is_empty();
        let beside = if has_branches {
            self.strokes.beside(false)
        } else {
            ""
        };
        let beside = format!("{rest}{beside}");
        for row in &card.rows {
            self.row(out, row, &beside);
        }
        for (position, fork) in card.tests.iter().enumerate() {
            self.fork(out, fork, rest, position + 1 == card.tests.len());
        }
    }

    fn row(&self, out: &mut String, row: &Row, rest: &str) {
        let label = match row.tone {
            Tone::Plain => format!("{}:", row.label),
            tone => self.paint.heading(&format!("{}:", row.label), tone),
        };
        let basis = if row.basis.is_empty() {
            String::new()
        } else {
            format!(" ({})", printable(&row.basis))
        };
        let text = format!("{label} {}{basis}", printable(&row.text));
        self.wrapped(out, &text, &format!("{rest}  "), &format!("{rest}    "));
    }

    fn fork(&self, out: &mut String, fork: &Fork, rest: &str, is_last: bool) {
        let first = format!("{rest}{}", self.strokes.branch(is_last));
        let rest = format!("{rest}{}", self.strokes.beside(is_last));
        self.wrapped(
            out,
            &self.paint.bold(&printable(&fork.heading)),
            &first,
            &format!("{rest}  "),
        );
        let beside = format!("{rest}  ");
        self.wrapped(out, &printable(&fork.remark), &beside, &beside);
        for (position, card) in fork.branches.iter().enumerate() {
            let is_last = position + 1 == fork.branches.len();
            let first = format!("{rest}{}", self.strokes.branch(is_last));
            self.card(
                out,
                card,
                &first,
                &format!("{rest}{}", self.strokes.beside(is_last)),
            );
        }
    }

    /// Deep in the tree the margin may leave little room; then lines run longer than the width.
    fn wrapped(&self, out: &mut String, text: &str, first: &str, rest: &str) {
        let least = rest.chars().count() + 24;
        wrapped(out, text, self.width.max(least), first, rest);
    }
}
