//! Source files and places in them.

use std::borrow::Cow;

use venule_logic::span::Span;

use crate::diagnostic::Diagnostic;

/// Largest file accepted, in bytes. All knowledge together is a fraction of it.
pub const MAX_FILE_SIZE: usize = 4 << 20;

/// The text of a file's bytes.
///
/// A byte order mark at the start is dropped; offsets count from the byte after it.
///
/// # Errors
///
/// A diagnostic that names the path, because there is no text to point into:
///
/// | id | when |
/// |---|---|
/// | `file-too-large` | more than [`MAX_FILE_SIZE`] bytes |
/// | `not-utf-8` | some bytes are not UTF-8; says which and on which line |
/// | `nul-character` | there is a NUL byte; says where |
///
/// # Examples
///
/// ```
/// use venule_knowledge::source::decode;
///
/// assert_eq!(decode("a.toml", b"\xef\xbb\xbfage = 62").unwrap(), "age = 62");
/// assert_eq!(decode("a.toml", b"age = 62\nsex = '\xff'").unwrap_err().id, "not-utf-8");
/// ```
pub fn decode(path: &str, bytes: &[u8]) -> Result<String, Diagnostic> {
    if bytes.len() > MAX_FILE_SIZE {
        let message = format!(
            "{path} has more than {MAX_FILE_SIZE} bytes ({} MiB)",
            MAX_FILE_SIZE >> 20
        );
        return Err(Diagnostic::error_nowhere("file-too-large", message));
    }
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!(
                "{path} is not UTF-8 text: byte {at}, on line {}",
                line_of(bytes, at)
            );
            let problem = Diagnostic::error_nowhere("not-utf-8", message);
            return Err(problem.help("save the file as UTF-8"));
        }
    };
    if let Some(at) = text.find('\0') {
        let message = format!(
            "{path} holds a NUL character: byte {at}, on line {}",
            line_of(bytes, at)
        );
        return Err(Diagnostic::error_nowhere("nul-character", message));
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

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
    /// Content. That of built-in files is not copied.
    pub text: Cow<'static, str>,
}

impl SourceFile {
    /// The line, counted from 0, that holds a byte, and where it starts.
    pub(crate) fn line_of(&self, at: usize) -> (usize, usize) {
        let breaks = self.text.bytes().take(at).enumerate();
        let breaks = breaks.filter(|(_, byte)| *byte == b'\n');
        breaks.fold((0, 0), |(line, _), (at, _)| (line + 1, at + 1))
    }

    /// Where the line after that of a byte starts, or the text ends.
    pub(crate) fn line_after(&self, at: usize) -> usize {
        let mut rest = self.text.bytes().enumerate().skip(at);
        let found = rest.find(|(_, byte)| *byte == b'\n');
        found.map_or(self.text.len(), |(at, _)| at + 1)
    }
}

/// The files that something was read from.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<SourceFile>,
}

impl Files {
    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        self.push(path.into(), Cow::Owned(text.into()))
    }

    /// Adds a file whose text is built in.
    pub fn add_built_in(&mut self, path: impl Into<String>, text: &'static str) -> FileId {
        self.push(path.into(), Cow::Borrowed(text))
    }

    fn push(&mut self, path: String, text: Cow<'static, str>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path, text });
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
        let file = self.get(origin.file)?;
        let at = origin.span.start as usize;
        let (line, line_start) = file.line_of(at);
        let column = file.text.get(line_start..at)?.chars().count() + 1;
        Some((line + 1, column))
    }
}
