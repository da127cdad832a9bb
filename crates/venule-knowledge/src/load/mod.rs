//! From files to [`Knowledge`], or every problem found.
//!
//! In: paths and bytes, from wherever they come; [`from_dir`] reads a folder. Out: [`Loaded`].
//! [`compile`] does the steps that are the same every time once, and [`load_compiled`] the others.
//!
//! The steps, each resting on the ones before:
//!
//! 1. bytes to text, text to trees (`document`), trees to tables by kind (`tables`);
//! 2. names of everything, and what values facts may have (`names`, `shape`);
//! 3. the register of statements, so that everything after can say what it carries (`register`);
//! 4. each element with its conditions (`fact`, `score`, `action`, `evidence`, `guideline`, `rule`);
//! 5. what only shows in the whole: circles, orders, statements that nothing carries;
//! 6. review records, and the content that each is bound to (`review`, `bind`).
//!
//! A step that meets a problem reports it, puts something harmless in its place and goes on.
//!
//! **Architecture invariant (placeholders-stay-inside):** what stands in for something unreadable never leaves this
//! module, because knowledge with an error is not handed out.

mod action;
mod bind;
mod compiled;
mod condition;
mod context;
mod contradiction;
mod derivation;
mod event;
mod evidence;
mod fact;
mod folder;
mod form;
mod guideline;
mod layout;
mod literal;
mod names;
mod order;
mod order_form;
mod outcome;
mod probability;
mod register;
mod report_form;
pub(crate) mod review;
mod rule;
mod score;
mod shape;
pub(crate) mod tables;
mod timing;
mod whole;
pub mod words;

pub use compiled::{compile, load_compiled};
pub use folder::from_dir;
pub use shape::Shape;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{self, Node, Problems};
use crate::model::Knowledge;
use crate::source::{self, FileId, Files};

use layout::Role;
use tables::Tables;

/// What came of loading.
#[derive(Debug)]
pub struct Loaded {
    /// The knowledge, unless there is an error.
    pub knowledge: Option<Knowledge>,
    /// The files, for quoting them.
    pub files: Files,
    /// All problems, in order of file and place; warnings as well.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads knowledge from files with their paths under the knowledge folder, with `/` between their parts.
///
/// The order of the files does not matter. Files that are not knowledge, such as worked cases and change logs, are ignored.
///
/// # Examples
///
/// ```
/// use venule_knowledge::load::load;
///
/// let loaded = load(vec![("vocabulary/facts.toml".to_owned(), b"[[fact]]\nid = 'age'".to_vec())]);
/// assert!(loaded.knowledge.is_none());
/// assert!(loaded.diagnostics.iter().any(|problem| problem.message == "fact `age` has no `label`"));
/// ```
#[must_use]
pub fn load(files: Vec<(String, Vec<u8>)>) -> Loaded {
    load_shown_under("", files)
}

/// [`load`] for files whose paths are shown to the reader with a folder before them.
#[must_use]
pub fn load_shown_under(folder: &str, files: Vec<(String, Vec<u8>)>) -> Loaded {
    let mut problems = Vec::new();
    let mut texts = Files::default();
    let mut read: Vec<(String, FileId)> = Vec::new();
    let mut files = files;
    files.sort();
    for (path, bytes) in files {
        let shown = if folder.is_empty() {
            path.clone()
        } else {
            format!("{}/{path}", folder.trim_end_matches('/'))
        };
        match layout::role(&path) {
            Role::NotKnowledge => {}
            Role::Misplaced => {
                let message =
                    format!("{shown} is not where a knowledge file stands, so nobody reads it");
                problems.push(
                    Diagnostic::error_nowhere("misplaced-file", message).help(layout::PLACES),
                );
            }
            _ => match source::decode(&shown, &bytes) {
                Ok(text) => {
                    let file = texts.add(shown, text);
                    read.push((path, file));
                }
                Err(problem) => problems.push(problem),
            },
        }
    }
    let unread = !problems.is_empty();
    let mut parsed = parse_all(&texts, &read);
    problems.append(&mut parsed.problems);
    let parsed = Parsed {
        problems,
        unread: unread || !parsed.broken.is_empty(),
        ..parsed
    };
    build(texts, &read, parsed, |texts, knowledge, trees| {
        knowledge.content_hash = content_hash(texts, &read);
        bind::bind(knowledge, trees);
    })
}

/// What came of parsing.
struct Parsed<'p> {
    /// The trees, as far as files could be read.
    trees: Vec<Tree<'p>>,
    problems: Vec<Diagnostic>,
    /// Files with a problem.
    broken: Vec<FileId>,
    /// Whether anything could not be read.
    unread: bool,
}

/// A file's tree, and what it is for.
type Tree<'p> = (Role<'p>, FileId, Node);

/// Everything after parsing. `identify` sets the hashes of knowledge without errors.
fn build(
    texts: Files,
    read: &[(String, FileId)],
    parsed: Parsed<'_>,
    identify: impl FnOnce(&Files, &mut Knowledge, &[Tree<'_>]),
) -> Loaded {
    let Parsed {
        trees,
        problems: mut found,
        broken,
        mut unread,
    } = parsed;
    let problems = Problems::default();
    let mut tables = Tables::default();
    for (role, file, tree) in &trees {
        tables.add(&problems, *role, *file, tree);
    }
    let register = read
        .iter()
        .filter(|(path, _)| layout::role(path) == Role::Register);
    let register: Vec<(FileId, &str)> = register
        .filter_map(|(_, file)| Some((*file, &*texts.get(*file)?.text)))
        .collect();
    let (knowledge, register_unread) = whole::build(&texts, &problems, tables, &register);
    unread |= register_unread;
    found.extend(
        problems
            .into_found()
            .into_iter()
            .filter(|problem| !follows(problem, &broken, unread)),
    );
    found.sort_by_key(|problem| problem.labels.first().map(|label| label.origin));
    let refused = found
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    let knowledge = (!refused).then(|| {
        let mut knowledge = Knowledge {
            files: texts.clone(),
            ..knowledge
        };
        identify(&texts, &mut knowledge, &trees);
        knowledge
    });
    Loaded {
        knowledge,
        files: texts,
        diagnostics: found,
    }
}

/// Reads every file that is a document, in the given order.
///
/// Half of the text is read on a second thread: reading TOML is most of what loading costs, and a command that
/// answers one question waits for nothing else.
fn parse_all<'p>(texts: &Files, read: &'p [(String, FileId)]) -> Parsed<'p> {
    let documents: Vec<(Role<'p>, FileId)> = read
        .iter()
        .map(|(path, file)| (layout::role(path), *file))
        .filter(|(role, _)| *role != Role::Register)
        .collect();
    let size = |file: FileId| texts.get(file).map_or(0, |file| file.text.len());
    let half: usize = documents.iter().map(|(_, file)| size(*file)).sum::<usize>() / 2;
    let mut so_far = 0;
    let mut within_half = |(_, file): &(Role<'p>, FileId)| {
        so_far += size(*file);
        so_far <= half
    };
    let split = documents.iter().take_while(|it| within_half(it)).count();
    let (first, second) = documents.split_at(split);
    let parse_part = |part: &[(Role<'p>, FileId)]| -> Vec<_> {
        part.iter()
            .map(|(role, file)| (*role, *file, document::read(texts, *file)))
            .collect()
    };
    let read = std::thread::scope(|scope| {
        let other = std::thread::Builder::new().spawn_scoped(scope, || parse_part(second));
        let mut read = parse_part(first);
        // Without a second thread, or if it failed, the work is done here.
        let rest = other.ok().and_then(|thread| thread.join().ok());
        read.extend(rest.unwrap_or_else(|| parse_part(second)));
        read
    });
    let mut parsed = Parsed {
        trees: Vec::new(),
        problems: Vec::new(),
        broken: Vec::new(),
        unread: false,
    };
    for (role, file, (tree, problems)) in read {
        if !problems.is_empty() {
            parsed.broken.push(file);
        }
        parsed.problems.extend(problems);
        parsed.trees.extend(tree.map(|tree| (role, file, tree)));
    }
    parsed
}

/// Whether a problem may only follow from a file that could not be read in full: anything else in that file,
/// and names that may stand in it.
fn follows(problem: &Diagnostic, broken: &[FileId], unread: bool) -> bool {
    let in_broken_file = problem
        .labels
        .first()
        .is_some_and(|label| broken.contains(&label.origin.file));
    let about_names = problem.id.starts_with("unknown-")
        && !matches!(problem.id, "unknown-key" | "unknown-word" | "unknown-unit")
        || matches!(
            problem.id,
            "statement-not-carried" | "statement-not-executable" | "unused-option"
        );
    in_broken_file || unread && about_names
}

/// SHA-256 over paths and texts, in order of paths. Review records are about the content and no part of it.
fn content_hash(texts: &Files, read: &[(String, FileId)]) -> String {
    let mut hash = Sha256::new();
    let content = read
        .iter()
        .filter(|(path, _)| !matches!(layout::role(path), Role::Review(_)));
    for (path, file) in content {
        let text = texts.get(*file).map_or("", |file| &*file.text);
        // Lengths keep the end of one text apart from the start of the next.
        for part in [path.as_str(), text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize().into_iter().flat_map(hex_digits).collect()
}

/// A byte in hexadecimal.
fn hex_digits(byte: u8) -> [char; 2] {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    [digit(byte >> 4), digit(byte & 0xf)]
}
