//! The register of statements: one tab-separated row for each statement of a source.

use std::cell::RefCell;
use std::sync::Arc;

use venule_logic::span::Span;

use super::context::Published;
use super::names::{Names, Style};
use super::words::{self, Words};
use crate::check::number::{self, Stated};
use crate::diagnostic::Diagnostic;
use crate::document::{Problems, Text};
use crate::model::{Disposition, Statement, StatementId, StatementKind, Verification};
use crate::nearest;
use crate::source::{FileId, Origin};

/// The columns, in order.
pub(super) const COLUMNS: [&str; 10] = [
    "id",
    "source",
    "place",
    "kind",
    "disposition",
    "numbers",
    "cites",
    "verification",
    "text",
    "note",
];

/// The statements, and which of them something carries so far.
#[derive(Debug)]
pub(super) struct Register {
    names: Names,
    statements: Vec<Statement>,
    /// The numbers of each statement.
    numbers: Vec<Vec<Stated>>,
    carried: RefCell<Vec<Carried>>,
    unread: bool,
}

/// What carries a statement.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Carried {
    /// Something that executes.
    pub(super) executed: bool,
    /// A note or an estimate.
    pub(super) explained: bool,
}

impl Register {
    /// Reads the rows of all register files; there is one at most.
    pub(super) fn read<'a>(
        problems: &Problems,
        published: &Published,
        files: impl IntoIterator<Item = (FileId, &'a str)>,
    ) -> Self {
        let mut register = Self {
            names: Names::new("statement", "unknown-statement", Style::Key),
            statements: Vec::new(),
            numbers: Vec::new(),
            carried: RefCell::default(),
            unread: false,
        };
        for (file, text) in files {
            register.read_file(problems, published, file, text);
        }
        register.numbers = register
            .statements
            .iter()
            .map(|row| number::stated(&row.numbers))
            .collect();
        register.carried = RefCell::new(vec![Carried::default(); register.statements.len()]);
        register
    }

    /// The statement of this name, which is carried from now on. Reports an unknown one.
    pub(super) fn carry(
        &self,
        problems: &Problems,
        name: Text<'_>,
        executes: bool,
    ) -> Option<StatementId> {
        let number = self.names.find(problems, name)?;
        if let Some(carried) = self.carried.borrow_mut().get_mut(number as usize) {
            carried.executed |= executes;
            carried.explained |= !executes;
        }
        Some(StatementId(number))
    }

    /// The numbers that these statements state.
    pub(super) fn numbers_of(&self, states: &[StatementId]) -> Vec<Stated> {
        states
            .iter()
            .filter_map(|state| self.numbers.get(state.0 as usize))
            .flatten()
            .copied()
            .collect()
    }

    /// Whether a register was given and could not be read.
    pub(super) fn is_unread(&self) -> bool {
        self.unread
    }

    /// The statements with what carries each, and the index of their names.
    pub(super) fn into_parts(self) -> (Vec<Statement>, Vec<Carried>, Names) {
        (self.statements, self.carried.into_inner(), self.names)
    }

    fn read_file(&mut self, problems: &Problems, published: &Published, file: FileId, text: &str) {
        let mut at = 0;
        let mut rows = text.split_inclusive('\n').map(|line| {
            let start = at;
            at += line.len();
            Row {
                file,
                start,
                line: line.trim_end_matches(['\n', '\r']),
            }
        });
        let Some(header) = rows.next() else { return };
        if !header.is_header(problems) {
            self.unread = true;
            return;
        }
        for row in rows.filter(|row| !row.line.trim().is_empty()) {
            let Some(statement) = row.statement(problems, published) else {
                continue;
            };
            let name = Arc::clone(&statement.name);
            if self
                .names
                .declare(
                    problems,
                    Text {
                        text: &name,
                        origin: statement.origin,
                    },
                )
                .is_some()
            {
                self.statements.push(statement);
            }
        }
    }
}

/// One line of the register.
struct Row<'a> {
    file: FileId,
    start: usize,
    line: &'a str,
}

impl<'a> Row<'a> {
    fn origin(&self, start: usize, length: usize) -> Origin {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let start = self.start + start;
        Origin {
            file: self.file,
            span: Span {
                start: cut(start),
                end: cut(start + length),
            },
        }
    }

    fn cells(&self) -> Vec<Text<'a>> {
        let mut at = 0;
        self.line
            .split('\t')
            .map(|cell| {
                let start = at;
                at += cell.len() + 1;
                Text {
                    text: cell.trim(),
                    origin: self.origin(start, cell.len()),
                }
            })
            .collect()
    }

    fn is_header(&self, problems: &Problems) -> bool {
        let cells = self.cells();
        let right = cells.iter().map(|cell| cell.text).eq(COLUMNS);
        if !right {
            let wrong = cells
                .iter()
                .zip(COLUMNS)
                .find(|(cell, column)| cell.text != *column)
                .map(|(cell, _)| cell);
            let origin = wrong.map_or_else(|| self.origin(0, self.line.len()), |cell| cell.origin);
            problems.add(
                Diagnostic::error(
                    "bad-columns",
                    "the header of the register is not the one that is read",
                    origin,
                )
                .help(format!(
                    "its columns, between tabs, are {}",
                    nearest::listed(COLUMNS)
                )),
            );
        }
        right
    }

    fn statement(&self, problems: &Problems, published: &Published) -> Option<Statement> {
        let cells = self.cells();
        let &[
            id,
            source,
            place,
            kind,
            disposition,
            numbers,
            cites,
            verification,
            text,
            note,
        ] = cells.as_slice()
        else {
            let message = format!(
                "this row has {} columns, and the register has {}",
                cells.len(),
                COLUMNS.len()
            );
            problems.add(
                Diagnostic::error("bad-columns", message, self.origin(0, self.line.len()))
                    .help("put one tab between columns, also around an empty one"),
            );
            return cells
                .first()
                .filter(|id| !id.text.is_empty())
                .map(|id| unreadable(*id));
        };
        for (column, cell) in [("id", id), ("source", source), ("text", text)] {
            if cell.text.is_empty() {
                let row = self.origin(0, self.line.len());
                problems.add(Diagnostic::error(
                    "empty-text",
                    format!("this row has no {column}"),
                    row,
                ));
            }
        }
        if id.text.is_empty() {
            return None;
        }
        if !source.text.is_empty() {
            published.sources.find(problems, source);
        }
        let disposition = word(problems, "disposition", words::DISPOSITION, disposition)
            .unwrap_or(Disposition::Carried);
        if disposition != Disposition::Carried && note.text.is_empty() {
            problems.add(
                Diagnostic::error(
                    "missing-note",
                    format!(
                        "statement `{}` is not carried as it stands, and no note says why",
                        id.text
                    ),
                    id.origin,
                )
                .help("say in the last column how it was read"),
            );
        }
        Some(Statement {
            name: Arc::from(id.text),
            source: source.text.to_owned(),
            place: place.text.to_owned(),
            kind: word(problems, "kind of statement", words::KIND, kind)
                .unwrap_or(StatementKind::Presentation),
            disposition,
            numbers: numbers.text.to_owned(),
            cites: citations(problems, cites),
            verification: word(problems, "verification", words::VERIFICATION, verification)
                .unwrap_or(Verification::Document),
            text: text.text.to_owned(),
            note: note.text.to_owned(),
            origin: id.origin,
        })
    }
}

/// Stands for a row that could not be read, so that what names it is not reported as well.
fn unreadable(id: Text<'_>) -> Statement {
    Statement {
        name: Arc::from(id.text),
        source: String::new(),
        place: String::new(),
        kind: StatementKind::Presentation,
        disposition: Disposition::Background,
        numbers: String::new(),
        cites: Vec::new(),
        verification: Verification::Untraced,
        text: String::new(),
        note: String::new(),
        origin: id.origin,
    }
}

fn word<T: Copy>(problems: &Problems, column: &str, words: Words<T>, cell: Text<'_>) -> Option<T> {
    words::read(problems, column, words, cell)
}

fn citations(problems: &Problems, cell: Text<'_>) -> Vec<u32> {
    let numbers = cell
        .text
        .split([',', ';', ' '])
        .filter(|number| !number.is_empty());
    numbers
        .filter_map(|number| {
            let parsed = number.parse().ok();
            if parsed.is_none() {
                let message = format!("`{number}` is not the number of a citation");
                problems.add(
                    Diagnostic::error("bad-citation", message, cell.origin)
                        .help("write the numbers with commas between them, such as `3, 17`"),
                );
            }
            parsed
        })
        .collect()
}
