//! Problems as text: in full with the words underlined, or one line each.
//!
//! In: diagnostics and the files they point into. Out: text; where it goes is the caller's business.

mod window;

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use self::window::Window;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::printable::{printable, shortened};
use crate::source::{FileId, Files};

/// A message quotes what was written, and that may be as long as a file.
const LONGEST_TEXT: usize = 1000;

/// How much of a problem is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// With the words underlined, notes and help.
    Full {
        /// With colors for a terminal. Nothing is said by color alone.
        color: bool,
    },
    /// `path:line:column: error[id]: message`, one line each.
    Concise,
}

/// All problems in order, each ending with a line break.
///
/// # Examples
///
/// ```
/// use venule_knowledge::load::load;
/// use venule_knowledge::render::{Style, problems};
///
/// let loaded = load(vec![("vocabulary/a.toml".to_owned(), b"[[fct]]\nid = 'age'".to_vec())]);
/// assert_eq!(
///     problems(&loaded.files, &loaded.diagnostics, Style::Concise),
///     "vocabulary/a.toml:1:3: error[unknown-key]: this file has no key `fct`\n",
/// );
/// ```
#[must_use]
pub fn problems(files: &Files, diagnostics: &[Diagnostic], style: Style) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        match style {
            Style::Full { color } => {
                text.push_str(&full(files, diagnostic, color));
                text.push_str("\n\n");
            }
            Style::Concise => {
                text.push_str(&concise(files, diagnostic));
                text.push('\n');
            }
        }
    }
    text
}

/// How many there are of each severity, such as "3 errors, 1 warning". Nothing when there are none.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let counted: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning")]
        .into_iter()
        .map(|(severity, word)| (count(severity), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    (!counted.is_empty()).then(|| counted.join(", "))
}

/// One problem on one line.
#[must_use]
pub fn concise(files: &Files, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.labels.first().and_then(|label| {
        let path = &files.get(label.origin.file)?.path;
        let (line, column) = files.line_column(label.origin)?;
        Some(format!("{}:{line}:{column}: ", printable(path)))
    });
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!(
        "{}{severity}[{}]: {}",
        place.unwrap_or_default(),
        diagnostic.id,
        quoted(&diagnostic.message)
    )
}

/// One problem with the words underlined, notes and help, without a line break at the end.
#[must_use]
pub fn full(files: &Files, diagnostic: &Diagnostic, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(quoted(&diagnostic.message))
        .id(diagnostic.id);
    let snippets = snippets(files, &diagnostic.labels);
    let mut group = Group::with_title(title).elements(snippets);
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(quoted(note)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(quoted(help)));
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}

/// A text that may quote what was written.
fn quoted(text: &str) -> String {
    printable(&shortened(text, LONGEST_TEXT)).into_owned()
}

/// One snippet for each file, that of the main place first.
fn snippets<'a>(
    files: &'a Files,
    labels: &'a [Label],
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut in_order: Vec<FileId> = Vec::new();
    for label in labels {
        if !in_order.contains(&label.origin.file) {
            in_order.push(label.origin.file);
        }
    }
    in_order
        .into_iter()
        .filter_map(|file| snippet(files, file, labels))
        .collect()
}

fn snippet<'a>(
    files: &'a Files,
    file: FileId,
    labels: &'a [Label],
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let source = files.get(file)?;
    let marked: Vec<(usize, &Label, Range<usize>)> = labels
        .iter()
        .enumerate()
        .filter(|(_, label)| label.origin.file == file)
        .map(|(position, label)| (position, label, inside(&source.text, label)))
        .collect();
    // Only the lines from the first mark to the last: the renderer reads all that it is given.
    let first = marked.iter().map(|(_, _, bytes)| bytes.start).min()?;
    let last = marked.iter().map(|(_, _, bytes)| bytes.end).max()?;
    let (line, start) = source.line_of(first);
    let marks: Vec<Range<usize>> = marked.iter().map(|(_, _, bytes)| bytes.clone()).collect();
    let window = Window::new(&source.text, start..source.line_after(last), &marks);
    let shown: Vec<Range<usize>> = marks
        .iter()
        .map(|bytes| window.shown(&source.text, bytes))
        .collect();
    let mut snippet = Snippet::source(window.text)
        .line_start(line + 1)
        .path(printable(&source.path).into_owned());
    for ((position, label, _), bytes) in marked.into_iter().zip(shown) {
        let kind = if position == 0 {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let annotation = kind.span(bytes);
        let text = (!label.text.is_empty()).then(|| quoted(&label.text));
        snippet = snippet.annotation(annotation.label(text));
    }
    Some(snippet)
}

/// The bytes of a label, moved to where the text has characters.
fn inside(text: &str, label: &Label) -> Range<usize> {
    let start = text.floor_char_boundary(label.origin.span.start as usize);
    let end = text.ceil_char_boundary(label.origin.span.end as usize);
    start..end.max(start)
}
