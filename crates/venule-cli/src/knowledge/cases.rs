//! The worked cases of built-in knowledge, or of a knowledge folder.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use venule_knowledge::source::MAX_FILE_SIZE;

/// Paths as shown to the reader, with bytes, in order of paths.
pub(super) fn all(folder: Option<&Path>) -> io::Result<Vec<(String, Vec<u8>)>> {
    let Some(folder) = folder else {
        let cases = venule_content::cases().iter();
        return Ok(cases
            .map(|(path, text)| (format!("knowledge/{path}"), text.as_bytes().to_vec()))
            .collect());
    };
    let mut found = Vec::new();
    let guidelines = folder.join("guidelines");
    if guidelines.is_dir() {
        for guideline in fs::read_dir(guidelines)? {
            let cases = guideline?.path().join("cases");
            if cases.is_dir() {
                collect(&cases, &mut found)?;
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The worked orders and reports, likewise.
pub(super) fn of_forms(folder: Option<&Path>) -> io::Result<Vec<(String, Vec<u8>)>> {
    let Some(folder) = folder else {
        let cases = venule_content::form_cases().iter();
        return Ok(cases
            .map(|(path, text)| (format!("knowledge/{path}"), text.as_bytes().to_vec()))
            .collect());
    };
    let mut found = Vec::new();
    for kind in ["orders", "reports"] {
        let cases = folder.join(kind).join("cases");
        if cases.is_dir() {
            collect(&cases, &mut found)?;
        }
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    // One byte more than is accepted is enough to have it refused.
    let limit = u64::try_from(MAX_FILE_SIZE)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // A link to a folder above would lead in circles.
        if entry.file_type()?.is_dir() {
            collect(&path, found)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let mut bytes = Vec::new();
            fs::File::open(&path)?.take(limit).read_to_end(&mut bytes)?;
            found.push((path.display().to_string(), bytes));
        }
    }
    Ok(())
}
