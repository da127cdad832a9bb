//! The good set, and the ways in which tests break it.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the good set.
pub(crate) fn good_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good")
}

/// The files of the good set with their paths, in order.
pub(crate) fn good() -> Vec<(String, String)> {
    let mut files = Vec::new();
    collect(&good_dir(), "", &mut files);
    files.sort();
    files
}

/// As bytes, for the loader.
pub(crate) fn bytes(files: Vec<(String, String)>) -> Vec<(String, Vec<u8>)> {
    files
        .into_iter()
        .map(|(path, text)| (path, text.into_bytes()))
        .collect()
}

fn collect(folder: &Path, under: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if under.is_empty() {
            name
        } else {
            format!("{under}/{name}")
        };
        if entry.path().is_dir() {
            collect(&entry.path(), &path, files);
        } else {
            files.push((path, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}
