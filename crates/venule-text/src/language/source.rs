//! Where language files come from: a knowledge folder, or the program itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::document;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::{self, FileId, Files};

use super::model::Language;
use super::read;

/// A language, and what is wrong with the files it was read from.
#[derive(Debug)]
pub struct Loaded {
    /// Whatever could be read.
    pub language: Language,
    /// The files.
    pub files: Files,
    /// Problems; with an error among them the language must not be used.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// The language, unless something is wrong with it.
    #[must_use]
    pub fn usable(self) -> Option<Language> {
        let mut problems = self.diagnostics.iter();
        let is_broken = problems.any(|it| it.severity == Severity::Error);
        (!is_broken).then_some(self.language)
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
        files,
        diagnostics,
    })
}

/// Reads language files that are built in and were checked before.
#[must_use]
pub fn built_in(knowledge: &Knowledge, texts: &[(&'static str, &'static str)]) -> Loaded {
    let mut files = Files::default();
    let mut trees = Vec::new();
    let mut diagnostics = Vec::new();
    for (path, text) in texts {
        let file: FileId = files.add_built_in(*path, text);
        let (tree, found) = document::read(&files, file);
        diagnostics.extend(found);
        trees.extend(tree.map(|tree| (file, tree)));
    }
    let (language, found) = read::load_checked_trees(knowledge, &trees);
    diagnostics.extend(found);
    Loaded {
        language,
        files,
        diagnostics,
    }
}
