//! Where the case is written, tried before anybody answers a question.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::exit::Failure;

/// Why a file cannot be written, found out by opening it. A file that was not there is not left behind.
///
/// Pipes and devices are not tried: to open one may be to wait for its reader.
pub(super) fn try_out(path: &Path) -> Result<(), Failure> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let found = fs::symlink_metadata(path);
    let why = if path.is_dir() {
        "it is a folder".to_owned()
    } else if folder.is_some_and(|folder| !folder.is_dir()) {
        "its folder does not exist".to_owned()
    } else if fs::metadata(path).is_ok_and(|it| !it.is_file()) {
        return Ok(());
    } else {
        let opened = OpenOptions::new().append(true).create(true).open(path);
        let opened = opened.and_then(|file| {
            drop(file);
            if found.is_err() {
                fs::remove_file(path)
            } else {
                Ok(())
            }
        });
        match opened {
            Ok(()) => return Ok(()),
            Err(error) => error.to_string(),
        }
    };
    Err(cannot_write(path, &why))
}

/// Writes the case; where that fails after all, it is shown instead, so that no answer is lost.
pub(super) fn save(path: &Path, case: &str) -> Result<(), Failure> {
    let Err(error) = fs::write(path, case) else {
        return Ok(());
    };
    writeln!(
        io::stderr(),
        "\nThe case could not be saved. This is what was to be written:\n\n{case}"
    )?;
    Err(cannot_write(path, &error.to_string()))
}

fn cannot_write(path: &Path, why: &str) -> Failure {
    Failure::CouldNotRun(format!("cannot write {}: {why}", path.display()))
}
