//! Knowledge whose files were parsed, checked and hashed before, so that loading it need not (ADR 0007).
//!
//! [`compile`] keeps three things of a folder without errors: its trees, its hash, and what the reviews of its guidelines
//! are bound to. [`load_compiled`] takes these with the texts and builds the knowledge as it is built from text, with the
//! same checks. It trusts that both belong together, which is the matter of whoever keeps them.

use super::layout::{self, Role};
use super::{Loaded, Parsed, build, load, parse_all};
use crate::compact::{Reader, Writer};
use crate::model::{Bound, Elements, Knowledge};
use crate::source::{FileId, Files};

/// What it begins with. The number changes with the form.
const HEAD: &str = "venule knowledge 1";

/// Checks files and keeps what [`load_compiled`] needs beside their texts; also says what was loaded.
///
/// The paths are those under the knowledge folder, in order, and every file is one of knowledge.
///
/// # Errors
///
/// What came of loading, if there is an error.
pub fn compile(files: &[(String, String)]) -> Result<(Vec<u8>, Knowledge), Box<Loaded>> {
    let bytes = |(path, text): &(String, String)| (path.clone(), text.as_bytes().to_vec());
    let mut loaded = load(files.iter().map(bytes).collect());
    let Some(knowledge) = loaded.knowledge.take() else {
        return Err(Box::new(loaded));
    };
    let mut out = Writer::default();
    out.text(HEAD);
    out.text(&knowledge.content_hash);
    out.number(knowledge.guidelines.len() as u64);
    for guideline in &knowledge.guidelines {
        out.text(&guideline.bound.hash);
        out.text(guideline.bound.elements.as_str());
    }
    let read = ids(files.iter().map(|(path, _)| path.as_str()));
    for (_, file, tree) in &parse_all(&loaded.files, &read).trees {
        let text = loaded.files.get(*file).map_or("", |file| &*file.text);
        out.number(text.len() as u64);
        out.tree(text, tree);
    }
    Ok((out.into_bytes(), knowledge))
}

/// Loads files that were compiled before, shown under a folder. Nothing if these are not what was compiled.
#[must_use]
pub fn load_compiled(
    folder: &str,
    files: &[(&'static str, &'static str)],
    compiled: &'static [u8],
) -> Option<Loaded> {
    let mut texts = Files::default();
    for (path, text) in files {
        texts.add_built_in(format!("{folder}/{path}"), text);
    }
    let read = ids(files.iter().map(|(path, _)| *path));
    let mut reader = Reader::new(compiled);
    if reader.text()? != HEAD {
        return None;
    }
    let content_hash = reader.text()?;
    let mut bounds = Vec::new();
    for _ in 0..reader.number()? {
        bounds.push(Bound {
            hash: reader.text()?.to_owned(),
            elements: Elements::new(reader.text()?),
        });
    }
    let mut trees = Vec::new();
    for ((path, file), (_, text)) in read.iter().zip(files) {
        let role = layout::role(path);
        if role == Role::Register {
            continue;
        }
        if reader.number()? != text.len() as u64 {
            return None;
        }
        trees.push((role, *file, reader.tree(text)?));
    }
    let parsed = Parsed {
        trees,
        problems: Vec::new(),
        broken: Vec::new(),
        unread: false,
    };
    Some(build(texts, &read, parsed, |_, knowledge, _| {
        content_hash.clone_into(&mut knowledge.content_hash);
        for (guideline, bound) in knowledge.guidelines.iter_mut().zip(bounds) {
            guideline.bound = bound;
        }
    }))
}

/// The ids that files get when they are added in this order.
fn ids<'p>(paths: impl Iterator<Item = &'p str>) -> Vec<(String, FileId)> {
    paths.map(str::to_owned).zip((0..).map(FileId)).collect()
}
