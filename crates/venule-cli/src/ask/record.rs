//! A conversation as a file: its texts in order, each with its moment. What they say is read anew each time.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use venule_engine::case::Moment;
use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{self, Fields, Problems};
use venule_knowledge::source::{self, FileId, Files};

use venule_answer::words;

use crate::case_file::text;
use crate::exit::Failure;
use crate::input::{Style, moment, show};

/// Most texts that a conversation holds.
const MOST: usize = 200;

/// One text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Turn {
    pub(crate) as_of: Moment,
    pub(crate) text: String,
}

/// The file of this user's last conversation.
pub(crate) fn last() -> Result<PathBuf, Failure> {
    let state = std::env::var_os("XDG_STATE_HOME")
        .map(PathBuf::from)
        .filter(|it| it.is_absolute());
    let home = std::env::var_os("HOME").map(|it| PathBuf::from(it).join(".local/state"));
    let folder = state.or(home).ok_or_else(|| {
        Failure::CouldNotRun(
            "there is no home folder to keep a conversation in\nhelp: name a file with `--conversation`"
                .to_owned(),
        )
    })?;
    Ok(folder.join("venule").join("conversation.toml"))
}

/// Reads a conversation; none if there is no such file. Every error is shown.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<Turn>>, Failure> {
    let shown = path.display().to_string();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Failure::CouldNotRun(format!(
                "cannot read {shown}: {error}"
            )));
        }
    };
    let mut files = Files::default();
    let text = match source::decode(&shown, &bytes) {
        Ok(text) => text,
        Err(problem) => {
            show(&files, &[problem], Style::Full)?;
            return Err(Failure::Findings);
        }
    };
    let file = files.add(shown, text);
    let (turns, found) = turns(&files, file);
    if show(&files, &found, Style::Full)? {
        return Err(Failure::Findings);
    }
    Ok(Some(turns))
}

/// The turns of a file, and what is wrong with it.
fn turns(files: &Files, file: FileId) -> (Vec<Turn>, Vec<Diagnostic>) {
    let (tree, mut found) = document::read(files, file);
    let problems = Problems::default();
    let mut turns = Vec::new();
    if let Some(mut fields) = tree
        .as_ref()
        .and_then(|tree| Fields::open(&problems, file, "the conversation", tree))
    {
        let tables = fields.tables("turn", "a turn");
        if tables.len() > MOST {
            let message = format!("a conversation holds at most {MOST} turns");
            problems.add(Diagnostic::error(
                "too-many-turns",
                message,
                fields.origin(),
            ));
        }
        for mut table in tables.into_iter().take(MOST) {
            let as_of = table.required_text("as_of");
            let said = table.required_string("text");
            if let Some(as_of) = as_of {
                match moment(as_of.text) {
                    Ok(as_of) => turns.push(Turn { as_of, text: said }),
                    Err(message) => {
                        problems.add(Diagnostic::error("bad-moment", message, as_of.origin));
                    }
                }
            }
            table.close();
        }
        fields.close();
    }
    found.extend(problems.into_found());
    (turns, found)
}

/// A conversation as it is kept.
fn written(turns: &[Turn]) -> String {
    let mut out = String::from(
        "# A conversation of `venule ask`. It may hold what is told of a patient: treat it as such.\n",
    );
    for turn in turns {
        let as_of = words::moment(turn.as_of).replace(' ', "T");
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "\n[[turn]]\nas_of = {}\ntext = {}",
            text(&as_of),
            text(&turn.text)
        );
    }
    out
}

/// Writes a conversation, readable by this user only.
pub(crate) fn write(path: &Path, turns: &[Turn]) -> Result<(), Failure> {
    let cannot = |error: io::Error| {
        Failure::CouldNotRun(format!("cannot write {}: {error}", path.display()))
    };
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    private(path, &written(turns)).map_err(cannot)
}

#[cfg(unix)]
fn private(path: &Path, text: &str) -> io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())
}

#[cfg(not(unix))]
fn private(path: &Path, text: &str) -> io::Result<()> {
    fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use venule_engine::case::Moment;
    use venule_knowledge::render;
    use venule_knowledge::source::Files;

    use super::{Turn, turns, written};

    /// The turns of a file, and its problems as they are shown.
    fn read(text: &str) -> (Vec<Turn>, Vec<String>) {
        let mut files = Files::default();
        let file = files.add("conversation.toml", text.to_owned());
        let (turns, found) = turns(&files, file);
        let shown = found.iter().map(|it| render::full(&files, it, false));
        (turns, shown.collect())
    }

    fn files() -> impl Strategy<Value = String> {
        let known = [
            "[[turn]]\n",
            "as_of = ",
            "text = ",
            "\"2026-03-12\"\n",
            "'''",
            "\n",
            "\u{0}",
        ];
        let piece = prop_oneof![
            4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
            1 => any::<String>(),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|all| all.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn any_text_is_a_conversation_or_has_a_problem(text in files()) {
            let (_, shown) = read(&text);
            prop_assert!(shown.iter().all(|it| !it.is_empty()));
        }

        #[test]
        fn what_was_said_is_there_again(said in prop::collection::vec(any::<String>(), 0..6)) {
            let as_of = Moment { date: jiff::civil::date(2026, 3, 12), time: None };
            // Nobody says nothing.
            let said = said.into_iter().filter(|it| !it.trim().is_empty());
            let said = said.map(|text| Turn { as_of, text });
            let said: Vec<_> = said.collect();
            let (again, shown) = read(&written(&said));
            prop_assert_eq!(shown, Vec::<String>::new());
            prop_assert_eq!(again, said);
        }
    }
}
