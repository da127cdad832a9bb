//! Where language files come from: a knowledge folder, or the program itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::{self, FileId, Files};

use super::compiled::load_compiled;
use super::model::Language;
use super::read;
use crate::scan::CannotBuild;
use crate::tables::Tables;

/// A language, and what is wrong with the files it was read from.
#[derive(Debug)]
pub struct Loaded {
    /// Whatever could be read.
    pub language: Language,
    /// Its tables, where they were built before.
    pub tables: Option<Tables>,
    /// The files.
    pub files: Files,
    /// Problems; with an error among them the language must not be used.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// The language, unless something is wrong with it.
    #[must_use]
    pub fn usable(self) -> Option<Language> {
        (!self.is_broken()).then_some(self.language)
    }

    /// The language with its tables, unless something is wrong with it.
    ///
    /// # Errors
    ///
    /// If the language has more than 65,535 entries of one kind.
    pub fn ready(self) -> Result<Option<(Language, Tables)>, CannotBuild> {
        if self.is_broken() {
            return Ok(None);
        }
        let tables = match self.tables {
            Some(tables) => tables,
            None => Tables::new(&self.language)?,
        };
        Ok(Some((self.language, tables)))
    }

    fn is_broken(&self) -> bool {
        let mut problems = self.diagnostics.iter();
        problems.any(|it| it.severity == Severity::Error)
    }
}

/// Reads `language/*.toml` of a knowledge folder.
///
/// # Errors
///
/// When the folder or a file in it cannot be read.
pub fn from_dir(knowledge: &Knowledge, folder: &Path) -> io::Result<Loaded> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder.join("language"))?
        .map(|entry| entry.map(|it| it.path()))
        .collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|it| it == "toml"));
    paths.sort();
    let mut files = Files::default();
    let mut which = Vec::new();
    let mut diagnostics = Vec::new();
    for path in paths {
        let shown = path.display().to_string();
        match source::decode(&shown, &fs::read(&path)?) {
            Ok(text) => which.push(files.add(shown, text)),
            Err(problem) => diagnostics.push(problem),
        }
    }
    let (language, found) = read::load(knowledge, &files, which);
    diagnostics.extend(found);
    Ok(Loaded {
        language,
        tables: None,
        files,
        diagnostics,
    })
}

/// Reads language files that are built in, from what the build made of them or, where that is of another form than this
/// program reads, from their texts.
#[must_use]
pub fn built_in(
    knowledge: &Knowledge,
    texts: &[(&'static str, &'static str)],
    compiled: &'static [u8],
) -> Loaded {
    let mut files = Files::default();
    let which: Vec<FileId> = texts
        .iter()
        .map(|(path, text)| files.add_built_in(*path, text))
        .collect();
    let made = load_compiled(knowledge, texts, compiled);
    let (language, tables, diagnostics) = match made {
        Some((language, tables)) => (language, Some(tables), Vec::new()),
        None => {
            let (language, found) = read::load(knowledge, &files, which);
            (language, None, found)
        }
    };
    Loaded {
        language,
        tables,
        files,
        diagnostics,
    }
}
