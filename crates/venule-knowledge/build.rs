//! Puts the files of `knowledge/` into the program: `.toml` and `.tsv`, as `load::from_dir` reads them, and the worked cases.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

/// Path under the knowledge folder, and path on this machine.
type Found = Vec<(String, String)>;

fn main() -> io::Result<()> {
    let manifest = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let root = Path::new(&manifest).join("../../knowledge");
    let mut found = Vec::new();
    collect(&root, "", &mut found)?;
    found.sort();
    let (cases, files): (Found, Found) = found
        .into_iter()
        .partition(|(path, _)| path.contains("/cases/"));
    let (cases, form_cases): (Found, Found) = cases
        .into_iter()
        .partition(|(path, _)| path.starts_with("guidelines/"));
    let mut code = String::new();
    for (name, list) in [
        ("FILES", files),
        ("CASES", cases),
        ("FORM_CASES", form_cases),
    ] {
        writeln!(code, "const {name}: &[(&str, &str)] = &[").map_err(io::Error::other)?;
        for (path, full) in list {
            writeln!(code, "    ({path:?}, include_str!({full:?})),").map_err(io::Error::other)?;
        }
        code.push_str("];\n");
    }
    fs::write(Path::new(&out).join("embedded_files.rs"), code)
}

fn collect(folder: &Path, under: &str, files: &mut Found) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let path = if under.is_empty() {
            name.to_owned()
        } else {
            format!("{under}/{name}")
        };
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, files)?;
        } else if name.ends_with(".toml") || name.ends_with(".tsv") {
            files.push((path, entry.path().display().to_string()));
        }
    }
    Ok(())
}
