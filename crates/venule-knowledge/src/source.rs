//! Source files and places in them.

use venule_logic::span::Span;

/// Index of a file in [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in a source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// One source file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path as shown to the reader, with `/` between its parts.
    pub path: String,
    /// Content.
    pub text: String,
}

/// The files that something was read from.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<SourceFile>,
}

impl Files {
    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path: path.into(), text: text.into() });
        id
    }

    /// The file with this id.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// All files, in the order they were added.
    #[must_use]
    pub fn all(&self) -> &[SourceFile] {
        &self.files
    }

    /// Line and column, both from 1, of a place. Columns count characters.
    #[must_use]
    pub fn line_column(&self, origin: Origin) -> Option<(usize, usize)> {
        let text = &self.get(origin.file)?.text;
        let before = text.get(..origin.span.start as usize)?;
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..)?.chars().count() + 1;
        Some((line, column))
    }
}
