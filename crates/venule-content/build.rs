//! Puts the files of `knowledge/` into the program: `.toml` and `.tsv`, as `load::from_dir` reads them, what was made of
//! them by reading and checking them here, the worked cases, the elements of submitted contents, and the words for reading
//! free text, which advice does not follow from.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

use venule_knowledge::load::compile;
use venule_knowledge::render::{Style, problems};

/// Path under the knowledge folder, and path on this machine.
type Found = Vec<(String, String)>;

fn main() -> io::Result<()> {
    let manifest = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let root = Path::new(&manifest).join("../../knowledge");
    let mut found = Vec::new();
    collect(&root, "", &mut found)?;
    found.sort();
    let (language, found): (Found, Found) = found
        .into_iter()
        .partition(|(path, _)| path.starts_with("language/"));
    let (elements, found): (Found, Found) = found
        .into_iter()
        .partition(|(path, _)| path.ends_with(".elements"));
    let (cases, files): (Found, Found) = found
        .into_iter()
        .partition(|(path, _)| path.contains("/cases/"));
    let (cases, form_cases): (Found, Found) = cases
        .into_iter()
        .partition(|(path, _)| path.starts_with("guidelines/"));
    fs::write(Path::new(&out).join("knowledge.bin"), compiled(&files)?)?;
    let mut code = String::new();
    for (name, list) in [
        ("FILES", files),
        ("CASES", cases),
        ("FORM_CASES", form_cases),
        ("ELEMENTS", elements),
        ("LANGUAGE", language),
    ] {
        writeln!(code, "const {name}: &[(&str, &str)] = &[").map_err(io::Error::other)?;
        for (path, full) in list {
            writeln!(code, "    ({path:?}, include_str!({full:?})),").map_err(io::Error::other)?;
        }
        code.push_str("];\n");
    }
    code.push_str(
        "const COMPILED: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/knowledge.bin\"));\n",
    );
    fs::write(Path::new(&out).join("embedded_files.rs"), code)
}

/// The content, checked. Content with an error is shown and fails the build.
fn compiled(files: &Found) -> io::Result<Vec<u8>> {
    let mut texts = Vec::new();
    for (path, full) in files {
        texts.push((path.clone(), fs::read_to_string(full)?));
    }
    compile(&texts).map_err(|loaded| {
        let shown = problems(
            &loaded.files,
            &loaded.diagnostics,
            Style::Full { color: false },
        );
        eprintln!("{shown}");
        io::Error::other("the content in knowledge/ has errors")
    })
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
        } else if [".toml", ".tsv", ".elements"]
            .iter()
            .any(|end| name.ends_with(end))
        {
            files.push((path, entry.path().display().to_string()));
        }
    }
    Ok(())
}
