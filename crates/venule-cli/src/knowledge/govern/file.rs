//! The review record of a guideline as a file: read once more before it is written, put in place whole.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use venule_knowledge::model::{Elements, Record};
use venule_knowledge::record;
use venule_knowledge::source::{self, MAX_FILE_SIZE};

use crate::exit::Failure;
use crate::input::KnowledgeSource;

/// The record of one guideline, held against other writers until it is dropped.
#[derive(Debug)]
pub(super) struct RecordFile {
    path: PathBuf,
    /// The file that is written first. That it exists keeps others out.
    next: PathBuf,
    file: fs::File,
    /// What stands there now; nothing if there is no record.
    pub(super) text: Option<String>,
    /// The same, read.
    pub(super) record: Record,
}

impl RecordFile {
    /// Opens the record of a guideline for writing. Content that is built in has none.
    pub(super) fn open(knowledge: &KnowledgeSource, guideline: &str) -> Result<Self, Failure> {
        let folder = folder(knowledge)?.join("guidelines").join(guideline);
        let path = folder.join("review.toml");
        let next = folder.join("review.toml.new");
        if fs::symlink_metadata(&path).is_ok_and(|it| it.file_type().is_symlink()) {
            return Err(Failure::CouldNotRun(format!(
                "{} is a link; write the record where it points to",
                path.display()
            )));
        }
        let file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&next)
            .map_err(|error| cannot_begin(&next, &error))?;
        let mut opened = Self {
            path,
            next,
            file,
            text: None,
            record: Record::default(),
        };
        opened.text = read(&opened.path)?;
        if let Some(text) = &opened.text {
            opened.record = parsed(&opened.path, text)?;
        }
        Ok(opened)
    }

    /// A text that is meant to become the record, read.
    pub(super) fn parsed(&self, text: &str) -> Result<Record, Failure> {
        parsed(&self.path, text)
    }

    /// Lists what a content of the record consists of in the file beside it, if it is not there yet.
    ///
    /// That file is written before the record: without its record a list means nothing, and a record without its list
    /// cannot say what changed.
    pub(super) fn list_elements(
        &self,
        record: &Record,
        hash: &str,
        elements: &Elements,
    ) -> Result<(), Failure> {
        let path = self.path.with_extension("elements");
        // What cannot be read has nothing worth keeping: it only names what changed.
        let before = read(&path).ok().flatten();
        let listed = before
            .as_deref()
            .and_then(|it| record::elements(it, hash))
            .is_some_and(|it| it.iter().eq(elements.iter()));
        if listed {
            return Ok(());
        }
        let text = record::with_elements(before.as_deref(), record, hash, elements);
        let next = self.path.with_extension("elements.new");
        let written = remove_if_there(&next)
            .and_then(|()| {
                fs::OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .open(&next)
            })
            .and_then(|mut file| {
                file.write_all(text.as_bytes())
                    .and_then(|()| file.sync_all())
            })
            .and_then(|()| fs::rename(&next, &path));
        written.map_err(|error| {
            Failure::CouldNotRun(format!("cannot write {}: {error}", path.display()))
        })
    }

    /// Puts a new text in place of the old one, if it reads as a record that `is_meant` accepts.
    pub(super) fn replace(
        mut self,
        text: &str,
        is_meant: impl FnOnce(&Record) -> bool,
    ) -> Result<(), Failure> {
        let written = parsed(&self.path, text)?;
        if text.len() > MAX_FILE_SIZE || !is_meant(&written) {
            return Err(unfit(&self.path));
        }
        let cannot_write = |error: io::Error| {
            Failure::CouldNotRun(format!("cannot write {}: {error}", self.path.display()))
        };
        self.file
            .write_all(text.as_bytes())
            .and_then(|()| self.file.sync_all())
            .and_then(|()| fs::rename(&self.next, &self.path))
            .map_err(cannot_write)
    }
}

impl Drop for RecordFile {
    fn drop(&mut self) {
        // Once it has been put in place there is nothing left to remove.
        let _ = fs::remove_file(&self.next);
    }
}

/// What an interrupted command left. Nobody else writes it while the record is held.
fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn read(path: &Path) -> Result<Option<String>, Failure> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_FILE_SIZE)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    match fs::File::open(path) {
        Ok(file) => file.take(limit).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Failure::CouldNotRun(format!("cannot read {name}: {error}")));
        }
    };
    let text = source::decode(&name, &bytes);
    text.map(Some)
        .map_err(|problem| Failure::CouldNotRun(problem.message))
}

fn folder(knowledge: &KnowledgeSource) -> Result<&Path, Failure> {
    knowledge.folder().ok_or_else(|| {
        Failure::CouldNotRun(
            "the built-in content cannot be submitted or approved: nothing could be written\n\
             help: name your folder with `--knowledge DIR`"
                .to_owned(),
        )
    })
}

/// Fails early, before anything is checked, if there is no folder to write to.
pub(super) fn require_folder(knowledge: &KnowledgeSource) -> Result<(), Failure> {
    folder(knowledge).map(|_| ())
}

fn cannot_begin(next: &Path, error: &io::Error) -> Failure {
    let name = next.display();
    Failure::CouldNotRun(if error.kind() == io::ErrorKind::AlreadyExists {
        format!(
            "{name} exists: another command is writing this record, or one was interrupted\n\
             help: if none is running, delete it and try again"
        )
    } else {
        format!("cannot write {name}: {error}")
    })
}

fn parsed(path: &Path, text: &str) -> Result<Record, Failure> {
    record::read(text).map_err(|_| unfit(path))
}

fn unfit(path: &Path) -> Failure {
    Failure::CouldNotRun(format!(
        "{} cannot be extended; write its entries as `[[submission]]` and `[[approval]]` tables, \
         as ADR 0006 shows them",
        path.display()
    ))
}
