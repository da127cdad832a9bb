//! A language whose files were parsed, and whose phrases and tables were made, before (ADR 0007).
//!
//! [`compile`] keeps the trees of the files, their phrases in the order in which they are read, and the tables.
//! [`load_compiled`] reads the trees with the code that reads files and takes phrases and tables as they are. It trusts
//! that all of it belongs together, which is the matter of whoever keeps it.

use venule_knowledge::compact::{Reader, Writer};
use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::document;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::{FileId, Files, Origin};
use venule_logic::Span;

use super::model::Language;
use super::read::{self, Phrasing};
use super::source::Loaded;
use crate::tables::Tables;

/// What it begins with. The number changes with the form.
const HEAD: &str = "venule language 2";

/// Checks language files and keeps what [`load_compiled`] needs beside their texts.
///
/// Phrases that two entries claim are not looked for: that takes longer than all the rest.
///
/// # Errors
///
/// What came of loading, if anything is wrong.
pub fn compile(knowledge: &Knowledge, texts: &[(String, String)]) -> Result<Vec<u8>, Box<Loaded>> {
    let mut files = Files::default();
    let mut trees = Vec::new();
    let mut diagnostics = Vec::new();
    for (path, text) in texts {
        let file = files.add(path.clone(), text.clone());
        let (tree, found) = document::read(&files, file);
        diagnostics.extend(found);
        trees.extend(tree.map(|tree| (file, tree)));
    }
    let phrasing = Phrasing::kept();
    let (language, found) = read::load_phrased(knowledge, &trees, &phrasing);
    diagnostics.extend(found);
    let tables = Tables::new(&language);
    if let Err(error) = &tables {
        let start = Origin {
            file: FileId(0),
            span: Span { start: 0, end: 0 },
        };
        diagnostics.push(Diagnostic::error("language", error.to_string(), start));
    }
    let (true, Ok(tables)) = (diagnostics.is_empty(), tables) else {
        return Err(Box::new(Loaded {
            language,
            tables: None,
            files,
            diagnostics,
        }));
    };
    let mut out = Writer::default();
    out.text(HEAD);
    out.number(texts.len() as u64);
    for ((_, text), (_, tree)) in texts.iter().zip(&trees) {
        out.number(text.len() as u64);
        out.tree(text, tree);
    }
    let mut phrases = Writer::default();
    phrasing.write(&mut phrases);
    out.bytes(&phrases.into_bytes());
    tables.write(&mut out);
    Ok(out.into_bytes())
}

/// Loads a language that was compiled before, with its tables. Nothing if these are not the texts that were compiled.
#[must_use]
pub fn load_compiled(
    knowledge: &Knowledge,
    texts: &[(&'static str, &'static str)],
    compiled: &'static [u8],
) -> Option<(Language, Tables)> {
    let mut from = Reader::new(compiled);
    if from.text()? != HEAD || from.number()? != texts.len() as u64 {
        return None;
    }
    let mut trees = Vec::new();
    for (file, (_, text)) in (0..).map(FileId).zip(texts) {
        if from.number()? != text.len() as u64 {
            return None;
        }
        trees.push((file, from.tree(text)?));
    }
    let phrasing = Phrasing::made(from.bytes()?);
    let (language, found) = read::load_phrased(knowledge, &trees, &phrasing);
    if !phrasing.is_used_up() || found.iter().any(|it| it.severity == Severity::Error) {
        return None;
    }
    let tables = Tables::read(&language, &mut from)?;
    from.is_at_end().then_some((language, tables))
}
