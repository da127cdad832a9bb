//! Reading a table key by key, so that every caller reports missing, misplaced and misspelt keys in the same words.

use std::collections::BTreeSet;

use venule_logic::span::Span;

use super::{Key, Kind, Node, Problems};
use crate::diagnostic::Diagnostic;
use crate::nearest;
use crate::source::{FileId, Origin};

/// Text with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text, unescaped.
    pub text: &'a str,
    /// The place, quotes included.
    pub origin: Origin,
}

/// A table that is being read.
///
/// Ask for every key the table may have, then [`close`](Self::close) it: whatever was never asked for is reported as an
/// unknown key, with the nearest of those that were. An accessor that finds nothing, or the wrong kind, reports that and
/// returns nothing, so a reader goes on and finds the next problem.
///
/// # Examples
///
/// ```
/// use venule_knowledge::document::{self, Fields, Problems};
/// use venule_knowledge::source::Files;
///
/// let mut files = Files::default();
/// let file = files.add("case.toml", "titel = 'swollen leg'");
/// let tree = document::read(&files, file).0.unwrap();
///
/// let problems = Problems::default();
/// let mut case = Fields::open(&problems, file, "the case", &tree).unwrap();
/// assert_eq!(case.required_text("title"), None);
/// case.close();
///
/// let ids: Vec<_> = problems.into_found().iter().map(|problem| problem.id).collect();
/// assert_eq!(ids, ["missing-key", "unknown-key"]);
/// ```
#[derive(Debug)]
pub struct Fields<'a> {
    problems: &'a Problems,
    file: FileId,
    what: String,
    place: Span,
    entries: &'a [(Key, Node)],
    /// Every key as often as it was asked for.
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// Opens a table, called `what` in messages, such as "fact `age`". Reports anything else than a table.
    pub fn open(
        problems: &'a Problems,
        file: FileId,
        what: impl Into<String>,
        node: &'a Node,
    ) -> Option<Self> {
        let what = what.into();
        let Kind::Table(entries) = &node.kind else {
            let message = format!("{what} must be a table, not {}", node.kind.name());
            problems.add(Diagnostic::error(
                "wrong-kind",
                message,
                Origin {
                    file,
                    span: node.span,
                },
            ));
            return None;
        };
        Some(Self {
            problems,
            file,
            what,
            place: node.span,
            entries,
            asked: Vec::with_capacity(entries.len().saturating_mul(2)),
        })
    }

    /// Calls the table something else from now on, such as by its id once that is read.
    pub fn call(&mut self, what: impl Into<String>) {
        self.what = what.into();
    }

    /// What the table is called in messages.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The file it stands in.
    #[must_use]
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The table's own place: its header, its braces or its key.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin {
            file: self.file,
            span: self.place,
        }
    }

    /// The place of a node of this file.
    #[must_use]
    pub fn origin_of(&self, node: &Node) -> Origin {
        Origin {
            file: self.file,
            span: node.span,
        }
    }

    /// The place of a key's value, or the table's when it has no such key.
    #[must_use]
    pub fn place_of(&self, key: &str) -> Origin {
        self.entry(key)
            .map_or_else(|| self.origin(), |(_, node)| self.origin_of(node))
    }

    /// Where problems go.
    #[must_use]
    pub fn problems(&self) -> &'a Problems {
        self.problems
    }

    /// Keys and values as they stand. Nothing counts as asked for.
    #[must_use]
    pub fn entries(&self) -> &'a [(Key, Node)] {
        self.entries
    }

    /// Whether the key is there. Does not count as asking for it.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// The value of a key, of whatever kind.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.entry(key).map(|(_, node)| node)
    }

    /// The value of a key that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<&'a Node> {
        let node = self.node(key);
        if node.is_none() {
            self.report_missing(key, None);
        }
        node
    }

    /// Reports that a key is missing.
    pub fn report_missing(&self, key: &str, help: Option<String>) {
        let message = format!("{} has no `{key}`", self.what);
        let mut problem = Diagnostic::error("missing-key", message, self.origin());
        problem.help = help.or_else(|| Some(format!("add `{key} = ...`")));
        self.problems.add(problem);
    }

    /// Reports a value of the wrong kind.
    pub fn report_kind(&self, key: &str, node: &Node, expected: &str) {
        let message = format!(
            "`{key}` of {} must be {expected}, not {}",
            self.what,
            node.kind.name()
        );
        self.problems.add(Diagnostic::error(
            "wrong-kind",
            message,
            self.origin_of(node),
        ));
    }

    /// A text. Reports one that is empty.
    pub fn text(&mut self, key: &'static str) -> Option<Text<'a>> {
        let node = self.node(key)?;
        self.as_text(key, "", node)
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str) -> Option<Text<'a>> {
        let node = self.required(key)?;
        self.as_text(key, "", node)
    }

    /// A text that must be there, as the model keeps it; empty after a problem.
    pub fn required_string(&mut self, key: &'static str) -> String {
        self.required_text(key)
            .map(|text| text.text.to_owned())
            .unwrap_or_default()
    }

    /// A text, as the model keeps it.
    pub fn string(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(|text| text.text.to_owned())
    }

    /// True or false; false when the key is absent.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(node) = self.node(key) else {
            return false;
        };
        let Kind::Boolean(value) = node.kind else {
            self.report_kind(key, node, "true or false");
            return false;
        };
        value
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<i64> {
        let node = self.node(key)?;
        let Kind::Integer(value) = node.kind else {
            self.report_kind(key, node, "a whole number");
            return None;
        };
        Some(value)
    }

    /// A list. Empty when the key is absent.
    pub fn list(&mut self, key: &'static str) -> &'a [Node] {
        let Some(node) = self.node(key) else {
            return &[];
        };
        let Kind::Array(values) = &node.kind else {
            self.report_kind(key, node, "a list");
            return &[];
        };
        values
    }

    /// A list of texts. Empty when the key is absent.
    pub fn texts(&mut self, key: &'static str) -> Vec<Text<'a>> {
        self.list(key)
            .iter()
            .filter_map(|node| self.as_text(key, "each of ", node))
            .collect()
    }

    /// A list of texts, as the model keeps it.
    pub fn strings(&mut self, key: &'static str) -> Vec<String> {
        self.texts(key)
            .iter()
            .map(|text| text.text.to_owned())
            .collect()
    }

    /// A table.
    pub fn table(&mut self, key: &'static str) -> Option<Fields<'a>> {
        let node = self.node(key)?;
        Fields::open(
            self.problems,
            self.file,
            format!("`{key}` of {}", self.what),
            node,
        )
    }

    /// A list of tables, each called `what`. Empty when the key is absent.
    pub fn tables(&mut self, key: &'static str, what: &str) -> Vec<Fields<'a>> {
        let nodes = self.list(key);
        nodes
            .iter()
            .filter_map(|node| Fields::open(self.problems, self.file, what, node))
            .collect()
    }

    /// Reports every key that was not asked for.
    pub fn close(mut self) {
        let known = |asked: &[&str], key: &Key| asked.iter().any(|it| *it == key.text);
        if self.entries.iter().all(|(key, _)| known(&self.asked, key)) {
            return;
        }
        let mut first = BTreeSet::new();
        self.asked.retain(|key| first.insert(*key));
        for (key, _) in self.entries {
            if known(&self.asked, key) {
                continue;
            }
            let message = format!("{} has no key `{}`", self.what, key.text);
            let mut problem = Diagnostic::error(
                "unknown-key",
                message,
                Origin {
                    file: self.file,
                    span: key.span,
                },
            );
            problem.help = self
                .problems
                .did_you_mean(&key.text, self.asked.iter().copied())
                .or_else(|| {
                    Some(format!(
                        "its keys are {}",
                        nearest::listed(self.asked.iter().copied())
                    ))
                });
            self.problems.add(problem);
        }
    }

    fn entry(&self, key: &str) -> Option<&'a (Key, Node)> {
        self.entries
            .iter()
            .find(|(candidate, _)| candidate.text == key)
    }

    /// A node that must be text; `each` goes before the key in messages.
    pub fn as_text(&self, key: &str, each: &str, node: &'a Node) -> Option<Text<'a>> {
        let origin = self.origin_of(node);
        let Kind::String(text) = &node.kind else {
            let message = format!(
                "{each}`{key}` of {} must be text, not {}",
                self.what,
                node.kind.name()
            );
            self.problems
                .add(Diagnostic::error("wrong-kind", message, origin));
            return None;
        };
        if text.trim().is_empty() {
            let message = format!("{each}`{key}` of {} is empty", self.what);
            self.problems.add(
                Diagnostic::error("empty-text", message, origin)
                    .help("write it, or leave the key out"),
            );
            return None;
        }
        Some(Text { text, origin })
    }
}
