//! Puts the files of `knowledge/` into the program: `.toml` and `.tsv`, as `load::from_dir` reads them, what was made of
//! them by reading and checking them here, the worked cases, the elements of submitted contents, and the words for reading
//! free text with what was made of them.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::load::compile;
use venule_knowledge::render::{Style, problems};
use venule_knowledge::source::Files;
use venule_text::language::compiled::compile as compile_language;

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
    let (knowledge, words) = compiled(&texts(&files)?, &texts(&language)?)?;
    fs::write(Path::new(&out).join("knowledge.bin"), knowledge)?;
    fs::write(Path::new(&out).join("language.bin"), words)?;
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
    for (name, file) in [
        ("COMPILED", "knowledge.bin"),
        ("COMPILED_LANGUAGE", "language.bin"),
    ] {
        let path = format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\"))");
        writeln!(code, "const {name}: &[u8] = {path};").map_err(io::Error::other)?;
    }
    fs::write(Path::new(&out).join("embedded_files.rs"), code)
}

fn texts(found: &Found) -> io::Result<Vec<(String, String)>> {
    let read = |(path, full): &(String, String)| Ok((path.clone(), fs::read_to_string(full)?));
    found.iter().map(read).collect()
}

/// The content and the words for reading free text, checked. What has an error is shown and fails the build.
fn compiled(
    files: &[(String, String)],
    language: &[(String, String)],
) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let refused = |files: &Files, diagnostics: &[Diagnostic]| {
        eprintln!(
            "{}",
            problems(files, diagnostics, Style::Full { color: false })
        );
        io::Error::other("the content in knowledge/ has errors")
    };
    let (compiled, knowledge) =
        compile(files).map_err(|loaded| refused(&loaded.files, &loaded.diagnostics))?;
    let words = compile_language(&knowledge, language)
        .map_err(|loaded| refused(&loaded.files, &loaded.diagnostics))?;
    Ok((compiled, words))
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
