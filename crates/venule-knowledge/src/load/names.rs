//! Published names: declared once, found with the nearest right name when misspelt.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Problems, Text};
use crate::source::Origin;

/// How names of a kind are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `repeat-complete-duplex`
    Kebab,
    /// `wells_dvt`
    Snake,
    /// `symptoms.course`
    Dotted,
    /// Keys that come from outside, such as `RPT-03` or `WELLS03`.
    Key,
}

impl Style {
    fn allows(self, name: &str) -> bool {
        let word = |word: &str, joint: char| {
            word.split(joint).all(|part| {
                !part.is_empty()
                    && part
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            })
        };
        match self {
            Self::Kebab => word(name, '-'),
            Self::Snake => word(name, '_'),
            Self::Dotted => name.split('.').all(|part| word(part, '_')),
            Self::Key => name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')),
        }
    }

    fn wording(self) -> &'static str {
        match self {
            Self::Kebab => "lower-case words joined by `-`, such as `second-step`",
            Self::Snake => "lower-case words joined by `_`, such as `second_step`",
            Self::Dotted => "lower-case words joined by `_` and `.`, such as `symptoms.course`",
            Self::Key => "letters, digits, `-`, `_`, `.` and `/`",
        }
    }

    /// The name rewritten in this style.
    fn rewritten(self, name: &str) -> Option<String> {
        let joint = match self {
            Self::Kebab => "-",
            Self::Snake | Self::Dotted => "_",
            Self::Key => return None,
        };
        let keep_dots = self == Self::Dotted;
        let words: Vec<String> = name
            .split(|c: char| !(c.is_ascii_alphanumeric() || keep_dots && c == '.'))
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        let rewritten = words.join(joint);
        self.allows(&rewritten).then_some(rewritten)
    }
}

/// The names of one kind of thing, numbered in the order in which they were declared.
#[derive(Debug)]
pub(super) struct Names {
    /// What is named, such as "fact".
    what: &'static str,
    /// Id of the diagnostic about a name that nobody declared.
    unknown: &'static str,
    style: Style,
    index: HashMap<String, u32>,
    /// Own names before aliases, each with its place.
    declared: Vec<(String, Origin)>,
    /// Where an alias was given.
    aliases: HashMap<String, Origin>,
}

impl Names {
    pub(super) fn new(what: &'static str, unknown: &'static str, style: Style) -> Self {
        Self {
            what,
            unknown,
            style,
            index: HashMap::new(),
            declared: Vec::new(),
            aliases: HashMap::new(),
        }
    }

    /// Declares the `id` of a table, and calls the table by it from then on. Nothing if there is none or it is taken.
    pub(super) fn declare_id(&mut self, fields: &mut Fields<'_>) -> Option<u32> {
        let id = fields.required_text("id")?;
        fields.call(format!("{} `{}`", self.what, id.text));
        self.declare(fields.problems(), id)
    }

    /// Declares the `id` of each of several things, keeping those that have one of their own.
    pub(super) fn keep_declared<'a, T: 'a>(
        &mut self,
        mut tables: Vec<T>,
        head: impl Fn(&mut T) -> &mut Fields<'a>,
    ) -> Vec<T> {
        tables.retain_mut(|table| self.declare_id(head(table)).is_some());
        tables
    }

    /// Declares a name. Nothing if it is taken.
    pub(super) fn declare(&mut self, problems: &Problems, name: Text<'_>) -> Option<u32> {
        self.check_style(problems, name);
        let number = u32::try_from(self.declared.len()).ok()?;
        if let Some((_, first)) = self
            .index
            .get(name.text)
            .and_then(|taken| self.declared.get(*taken as usize))
        {
            problems.add(
                Diagnostic::error(
                    "duplicate-id",
                    format!("the {} `{}` is declared twice", self.what, name.text),
                    name.origin,
                )
                .also(*first, "first here")
                .help("ids are never reused; give one of them another"),
            );
            return None;
        }
        self.index.insert(name.text.to_owned(), number);
        self.declared.push((name.text.to_owned(), name.origin));
        Some(number)
    }

    /// Declares a name that was checked where it was written.
    pub(super) fn declare_known(&mut self, name: &str, origin: Origin) {
        let number = u32::try_from(self.declared.len()).unwrap_or(u32::MAX);
        self.index.insert(name.to_owned(), number);
        self.declared.push((name.to_owned(), origin));
    }

    /// Accepts another name for something already declared. To be called after all own names are.
    pub(super) fn alias(&mut self, problems: &Problems, alias: Text<'_>, of: u32) {
        let taken = self.index.get(alias.text).copied();
        let Some(taken) = taken else {
            self.index.insert(alias.text.to_owned(), of);
            self.aliases.insert(alias.text.to_owned(), alias.origin);
            return;
        };
        let mut problem = Diagnostic::error(
            "duplicate-alias",
            format!("`{}` already names another {}", alias.text, self.what),
            alias.origin,
        )
        .help("an alias must lead to one thing only; remove one of them");
        let first = self.aliases.get(alias.text).copied();
        if let Some(first) =
            first.or_else(|| self.declared.get(taken as usize).map(|(_, origin)| *origin))
        {
            problem = problem.also(first, "first here");
        }
        problems.add(problem);
    }

    /// Gives everything another number: what was number `n` becomes number `numbers[n]`.
    pub(super) fn renumber(&mut self, numbers: &[u32]) {
        self.index.values_mut().for_each(|number| {
            if let Some(new) = numbers.get(*number as usize) {
                *number = *new;
            }
        });
        let mut declared: Vec<_> = numbers
            .iter()
            .copied()
            .zip(self.declared.drain(..))
            .collect();
        declared.sort_by_key(|(number, _)| *number);
        self.declared = declared.into_iter().map(|(_, entry)| entry).collect();
    }

    /// The number of a name or alias. Reports an unknown one with the nearest that is known.
    pub(super) fn find(&self, problems: &Problems, name: Text<'_>) -> Option<u32> {
        let found = self.get(name.text);
        if found.is_none() {
            let mut problem = Diagnostic::error(
                self.unknown,
                format!("there is no {} `{}`", self.what, name.text),
                name.origin,
            );
            problem.help = problems.did_you_mean(name.text, self.own_names());
            problems.add(problem);
        }
        found
    }

    /// The number of a name or alias.
    pub(super) fn get(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    /// The names declared, in order, without aliases.
    pub(super) fn own_names(&self) -> impl Iterator<Item = &str> {
        self.declared.iter().map(|(name, _)| name.as_str())
    }

    /// Names in order with their places, without aliases.
    pub(super) fn declared(&self) -> &[(String, Origin)] {
        &self.declared
    }

    /// All names and aliases with their numbers, in no particular order.
    pub(super) fn into_index(self) -> impl Iterator<Item = (String, u32)> {
        self.index.into_iter()
    }

    fn check_style(&self, problems: &Problems, name: Text<'_>) {
        if self.style.allows(name.text) {
            return;
        }
        let message = format!(
            "the {} id `{}` is not written in {}",
            self.what,
            name.text,
            self.style.wording()
        );
        let mut problem = Diagnostic::error("id-style", message, name.origin);
        problem.help = self
            .style
            .rewritten(name.text)
            .map(|right| format!("write `{right}`"));
        problems.add(problem);
    }
}
