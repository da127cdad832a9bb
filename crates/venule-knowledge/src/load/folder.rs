//! Reading a knowledge folder. The only part of this crate that does input or output.

use std::fs;
use std::io;
use std::path::Path;

use super::{Loaded, layout, load_shown_under};
use crate::source::MAX_FILE_SIZE;

/// Loads the knowledge in a folder, such as one given with `--knowledge`.
///
/// Reads `.toml` and `.tsv` files below it, except worked cases.
/// A linked file is read; a linked folder is not entered, because it could lead in circles.
///
/// # Errors
///
/// When the folder or a file in it cannot be read.
pub fn from_dir(folder: &Path) -> io::Result<Loaded> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    Ok(load_shown_under(&folder.display().to_string(), files))
}

fn collect(folder: &Path, under: &str, files: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let path = if under.is_empty() {
            name.to_owned()
        } else {
            format!("{under}/{name}")
        };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            if !layout::holds_cases(under, name) {
                collect(&entry.path(), &path, files)?;
            }
        } else if name.ends_with(".toml") || name.ends_with(".tsv") {
            // One byte more than is accepted is enough to have it refused.
            files.push((path, read_at_most(&entry.path(), MAX_FILE_SIZE + 1)?));
        }
    }
    Ok(())
}

fn read_at_most(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    use io::Read;
    let mut bytes = Vec::new();
    fs::File::open(path)?
        .take(limit as u64)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}
