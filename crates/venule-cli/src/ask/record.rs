//! A conversation as a file: its texts in order, each with its moment. What they say is read anew each time.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::json;
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

/// Writes a conversation, readable by this user only.
pub(crate) fn write(path: &Path, turns: &[Turn]) -> Result<(), Failure> {
    let cannot = |error: io::Error| {
        Failure::CouldNotRun(format!("cannot write {}: {error}", path.display()))
    };
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let is_json = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("json"));
    let out = if is_json {
        as_json(turns)
    } else {
        as_toml(turns)
    };
    private(path, &out).map_err(cannot)
}

fn as_toml(turns: &[Turn]) -> String {
    let mut out = String::from(
        "# A conversation of `venule ask`. It may hold what is told of a patient: treat it as such.\n",
    );
    for turn in turns {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "\n[[turn]]\nas_of = {}\ntext = {}",
            text(&moment_of(turn)),
            text(&turn.text)
        );
    }
    out
}

/// The same for a file whose name says that it is JSON, as it will be read.
fn as_json(turns: &[Turn]) -> String {
    let turns = turns
        .iter()
        .map(|turn| json!({ "as_of": moment_of(turn), "text": turn.text }));
    venule_answer::json::text(&json!({ "turn": turns.collect::<Vec<_>>() }))
}

fn moment_of(turn: &Turn) -> String {
    words::moment(turn.as_of).replace(' ', "T")
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

    use super::{Turn, as_json, as_toml, turns};

    /// The turns of a file, and its problems as they are shown.
    fn read(name: &str, text: &str) -> (Vec<Turn>, Vec<String>) {
        let mut files = Files::default();
        let file = files.add(name.to_owned(), text.to_owned());
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
            let (_, shown) = read("c.toml", &text);
            prop_assert!(shown.iter().all(|it| !it.is_empty()));
        }

        #[test]
        fn what_was_said_is_there_again(said in prop::collection::vec(any::<String>(), 0..6)) {
            let as_of = Moment { date: jiff::civil::date(2026, 3, 12), time: None };
            // Nobody says nothing.
            let said = said.into_iter().filter(|it| !it.trim().is_empty());
            let said = said.map(|text| Turn { as_of, text });
            let said: Vec<_> = said.collect();
            for (name, kept) in [("c.toml", as_toml(&said)), ("c.json", as_json(&said))] {
                let (again, shown) = read(name, &kept);
                prop_assert_eq!(shown, Vec::<String>::new());
                prop_assert_eq!(&again, &said);
            }
        }
    }
}
