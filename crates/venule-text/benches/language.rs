//! What the language of the knowledge costs: building its tables, finding its phrases, reading whole notes.
//!
//! `VENULE_LANGUAGE` names a folder with other language files.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use venule_knowledge::document::{self, Node};
use venule_knowledge::load;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::FileId;
use venule_text::extract::Extractor;
use venule_text::gold::{self, Example};
use venule_text::language::model::Language;
use venule_text::language::read;
use venule_text::layout::{Headings, Layout};
use venule_text::scan::{Hits, Scanner};
use venule_text::token::Tokens;
use venule_text::view::View;

fn main() {
    divan::main();
}

struct Loaded {
    knowledge: Knowledge,
    trees: Vec<(FileId, Node)>,
    language: Language,
    /// All notes of the gold set, one after the other.
    text: String,
    notes: Vec<Example>,
}

static LOADED: LazyLock<Option<Loaded>> = LazyLock::new(loaded);

fn loaded() -> Option<Loaded> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let loaded = load::from_dir(&root.join("knowledge")).ok()?;
    let mut files = loaded.files.clone();
    let folder = env::var_os("VENULE_LANGUAGE")
        .map_or_else(|| root.join("knowledge/language"), PathBuf::from);
    let mut trees = Vec::new();
    for text in texts(&folder)? {
        let file = files.add("language.toml", text);
        trees.extend(document::read(&files, file).0.map(|tree| (file, tree)));
    }
    let knowledge = loaded.knowledge?;
    let (language, _) = read::load_trees(&knowledge, &trees);
    let notes = texts(&root.join("gold/notes"))?;
    let which: Vec<_> = notes
        .into_iter()
        .map(|text| files.add("note.toml", text))
        .collect();
    let (notes, _) = gold::load(&knowledge, &files, which);
    let text: Vec<&str> = notes.iter().map(|note| &*note.text).collect();
    Some(Loaded {
        knowledge,
        trees,
        language,
        text: text.join("\n\n"),
        notes,
    })
}

fn texts(folder: &Path) -> Option<Vec<String>> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|it| it.path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read_to_string(path).ok())
        .collect()
}

/// From parsed files to the language.
#[divan::bench(max_time = 5)]
fn read(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher.bench(|| read::load_checked_trees(&loaded.knowledge, black_box(&loaded.trees)));
}

/// With the check for phrases that two entries claim.
#[divan::bench(max_time = 5)]
fn read_and_check(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher.bench(|| read::load_trees(&loaded.knowledge, black_box(&loaded.trees)));
}

#[divan::bench(max_time = 5)]
fn build(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    bencher.bench(|| Scanner::new(black_box(&loaded.language)));
}

/// Finding phrases, with a table that has seen text before.
#[divan::bench(max_time = 5)]
fn scan(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    let (Ok(scanner), Ok(view)) = (Scanner::new(&loaded.language), View::new(&loaded.text)) else {
        return;
    };
    let tokens = Tokens::of(&view);
    let layout = Layout::of(&view, &tokens, &Headings::of(&loaded.language.sections));
    let mut hits = Hits::default();
    scanner.scan(&view, &tokens, &layout, &mut hits);
    bencher
        .counter(BytesCount::of_str(&loaded.text))
        .bench_local(|| scanner.scan(&view, &tokens, &layout, &mut hits));
}

/// Whole notes, one by one.
#[divan::bench(max_time = 5)]
fn read_notes(bencher: Bencher<'_, '_>) {
    let Some(loaded) = &*LOADED else { return };
    let Ok(extractor) = Extractor::new(&loaded.knowledge, &loaded.language) else {
        return;
    };
    bencher.counter(BytesCount::of_str(&loaded.text)).bench(|| {
        let read = |note: &Example| extractor.read(&note.text, note.as_of).is_ok();
        loaded.notes.iter().filter(|note| read(note)).count()
    });
}
