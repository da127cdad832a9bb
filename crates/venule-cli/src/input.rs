//! Reading knowledge and cases from files, and showing what is wrong with them.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::Zoned;
use venule_engine::case::{Case, Moment};
use venule_engine::form::{WrittenOrder, WrittenReport};
use venule_engine::read::{AsOf, ReadCase, out_of_bounds, read_case, read_order, read_report};
use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::load::{self, Loaded};
use venule_knowledge::model::Knowledge;
use venule_knowledge::printable::printable;
use venule_knowledge::render;
use venule_knowledge::source::{self, FileId, Files, MAX_FILE_SIZE};
use venule_text::extract::Extractor;
use venule_text::language::model::Language;
use venule_text::language::source as language;
use venule_text::tables::Tables;

use crate::exit::Failure;
use venule_answer::build::Wishes;

/// Which knowledge to use.
#[derive(Debug, Args)]
pub(crate) struct KnowledgeSource {
    /// Use the knowledge files of this folder instead of those built in
    #[arg(long = "knowledge", value_name = "DIR", global = true)]
    folder: Option<PathBuf>,
}

impl KnowledgeSource {
    /// Loads without judging.
    pub(crate) fn load(&self) -> Result<Loaded, Failure> {
        match &self.folder {
            None => Ok(venule_content::load()),
            Some(folder) => {
                let loaded = load::from_dir(folder).map_err(|error| {
                    Failure::CouldNotRun(format!(
                        "cannot read knowledge in {}: {error}",
                        shown(folder)
                    ))
                })?;
                if loaded.files.all().is_empty() && loaded.diagnostics.is_empty() {
                    return Err(no_knowledge(folder));
                }
                Ok(loaded)
            }
        }
    }

    /// The words for reading free text, with their tables; every error is shown if there is one.
    ///
    /// A folder without such words is read with those built in. Like the content, they are never freed.
    pub(crate) fn language_or_show(&self, knowledge: &Knowledge) -> Result<Words, Failure> {
        let own = self
            .folder
            .as_ref()
            .filter(|it| it.join("language").is_dir());
        let loaded = match own {
            None => language::built_in(
                knowledge,
                venule_content::language(),
                venule_content::compiled_language(),
            ),
            Some(folder) => language::from_dir(knowledge, folder).map_err(|error| {
                Failure::CouldNotRun(format!(
                    "cannot read the words for free text in {}: {error}",
                    shown(&folder.join("language"))
                ))
            })?,
        };
        show(&loaded.files, &loaded.diagnostics, Style::Full)?;
        let ready = loaded
            .ready()
            .map_err(|error| Failure::CouldNotRun(error.to_string()))?;
        let (language, tables) = ready.ok_or(Failure::Findings)?;
        Ok(Words {
            language: Box::leak(Box::new(language)),
            tables: Arc::new(tables),
        })
    }

    /// What the submitted contents of a guideline consisted of, as far as that was kept and can be read.
    pub(crate) fn submitted_elements(&self, guideline: &str) -> Option<String> {
        let path = format!("guidelines/{guideline}/review.elements");
        let Some(folder) = &self.folder else {
            let mut kept = venule_content::submitted_elements().iter();
            return kept
                .find(|(candidate, _)| *candidate == path)
                .map(|(_, text)| (*text).to_owned());
        };
        let path = folder.join(path);
        source::decode(&path.display().to_string(), &bytes(&path).ok()?).ok()
    }

    /// What it is called in messages.
    pub(crate) fn name(&self) -> String {
        self.folder.as_ref().map_or_else(
            || "built-in content".to_owned(),
            |folder| format!("content of {}", shown(folder)),
        )
    }

    /// The folder, if one was given.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Loads, and shows every error if there is one.
    ///
    /// The content is never freed: the process ends with the command, and taking thousands of small pieces
    /// apart costs a tenth of it.
    pub(crate) fn load_or_show(&self) -> Result<&'static Knowledge, Failure> {
        let loaded = self.load()?;
        match loaded.knowledge {
            Some(knowledge) => Ok(Box::leak(Box::new(knowledge))),
            None => {
                show(&loaded.files, &loaded.diagnostics, Style::Full)?;
                Err(Failure::Findings)
            }
        }
    }
}

/// The words for reading free text, and the tables that find them.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) language: &'static Language,
    tables: Arc<Tables>,
}

impl Words {
    /// What reads texts with them.
    pub(crate) fn extractor<'a>(&self, knowledge: &'a Knowledge) -> Extractor<'a> {
        Extractor::with(knowledge, self.language, Arc::clone(&self.tables))
    }
}

/// A folder without a file of knowledge is another folder than was meant.
fn no_knowledge(folder: &Path) -> Failure {
    let below = folder.join("knowledge");
    let help = if below.is_dir() {
        format!("\nhelp: did you mean `--knowledge {}`?", shown(&below))
    } else {
        String::new()
    };
    Failure::CouldNotRun(format!("there is no knowledge in {}{help}", shown(folder)))
}

/// A case file and the moment to assess it at.
#[derive(Debug, Args)]
pub(crate) struct CaseSource {
    /// Case file, TOML or JSON; `-` reads standard input
    #[arg(value_name = "CASE")]
    path: PathBuf,
    /// Assess as of this date or moment, such as 2026-03-05 or 2026-03-05T14:30, whatever the file says
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    as_of: Option<Moment>,
}

/// A text in plain words.
#[derive(Debug, Args)]
pub(crate) struct TextSource {
    /// The text; without it and without `--file` it is read from standard input
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Read the text from this file; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    file: Option<PathBuf>,
    /// When the text was written, such as 2026-03-05 or 2026-03-05T14:30; days are counted from there
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    as_of: Option<Moment>,
}

impl TextSource {
    /// Reads it, and shows what is wrong with its bytes.
    pub(crate) fn read(&self) -> Result<String, Failure> {
        let text = match &self.text {
            Some(text) => text.clone(),
            None => {
                let path = self.file.clone().unwrap_or_else(|| PathBuf::from("-"));
                whole_file(&path)?
            }
        };
        if text.trim().is_empty() {
            return Err(Failure::CouldNotRun(
                "there is no text\nhelp: give it in quotation marks, with `--file`, or on standard input"
                    .to_owned(),
            ));
        }
        Ok(text)
    }

    /// When it was written, and whether nobody said so.
    pub(crate) fn as_of(&self) -> (Moment, bool) {
        let today = Moment {
            date: Zoned::now().date(),
            time: None,
        };
        (self.as_of.unwrap_or(today), self.as_of.is_none())
    }
}

/// What is known of a patient beside a text.
#[derive(Debug, Args)]
pub(crate) struct StartingCase {
    /// Case file with what is known of the patient beside the text, TOML or JSON
    #[arg(long = "case", value_name = "CASE")]
    path: Option<PathBuf>,
}

impl StartingCase {
    /// Whether there is one.
    pub(crate) fn is_given(&self) -> bool {
        self.path.is_some()
    }

    /// Reads the case if there is one, and shows every error.
    pub(crate) fn load(&self, knowledge: &Knowledge) -> Result<Option<Case>, Failure> {
        let source = self
            .path
            .clone()
            .map(|path| CaseSource { path, as_of: None });
        let loaded = source.map(|source| source.load(knowledge)).transpose()?;
        Ok(loaded.map(|it| it.case))
    }
}

/// A case, and the knowledge that it is assessed with.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    case: CaseSource,
    #[command(flatten)]
    knowledge: KnowledgeSource,
}

impl Asked {
    /// Loads both, and shows every error if there is one.
    pub(crate) fn load(&self) -> Result<(&'static Knowledge, LoadedCase), Failure> {
        let knowledge = self.knowledge.load_or_show()?;
        let loaded = self.case.load(knowledge)?;
        Ok((knowledge, loaded))
    }

    /// What a report says of where both came from, and nothing more that a reader may want.
    pub(crate) fn wishes(&self, loaded: &LoadedCase) -> Wishes<'_> {
        Wishes {
            folder: self.knowledge.folder(),
            as_of_assumed: loaded.as_of_assumed,
            ..Wishes::default()
        }
    }
}

/// A case file to start from, or none.
#[derive(Debug, Args)]
pub(crate) struct OptionalCase {
    /// Case file to start from, TOML or JSON; without one nothing is known
    #[arg(value_name = "CASE")]
    path: Option<PathBuf>,
    /// Assess as of this date or moment, whatever the file says
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    as_of: Option<Moment>,
}

impl OptionalCase {
    /// Reads the case if there is one.
    pub(crate) fn load(&self, knowledge: &Knowledge) -> Result<Option<LoadedCase>, Failure> {
        let source = self.path.clone().map(|path| CaseSource {
            path,
            as_of: self.as_of,
        });
        source.map(|source| source.load(knowledge)).transpose()
    }

    /// The moment that was asked for.
    pub(crate) fn as_of(&self) -> Option<Moment> {
        self.as_of
    }
}

/// A case with the file it was read from.
pub(crate) struct LoadedCase {
    pub(crate) case: Case,
    /// Whether nobody said when, so that today was taken.
    pub(crate) as_of_assumed: bool,
}

impl CaseSource {
    /// Reads the case, and shows every error if there is one.
    pub(crate) fn load(&self, knowledge: &Knowledge) -> Result<LoadedCase, Failure> {
        let mut files = Files::default();
        let file = read_file(&self.path, &mut files)?;
        let as_of = as_of(self.as_of);
        let ReadCase {
            case,
            as_of_assumed,
            diagnostics,
            ..
        } = read_case(knowledge, &files, file, as_of);
        show(&files, &diagnostics, Style::Full)?;
        case.map(|case| LoadedCase {
            case,
            as_of_assumed,
        })
        .ok_or(Failure::Findings)
    }
}

/// The moment asked for, or else today.
fn as_of(instead: Option<Moment>) -> AsOf {
    let today = Moment {
        date: Zoned::now().date(),
        time: None,
    };
    AsOf {
        instead,
        otherwise: Some(today),
    }
}

/// Reads a file or standard input, and shows what is wrong with its bytes.
fn read_file(path: &Path, files: &mut Files) -> Result<FileId, Failure> {
    let name = path.display().to_string();
    let bytes = bytes(path)
        .map_err(|error| Failure::CouldNotRun(format!("cannot read {}: {error}", shown(path))))?;
    let name = if name == "-" {
        "standard input".to_owned()
    } else {
        name
    };
    match source::decode(&name, &bytes) {
        Ok(text) => Ok(files.add(name, text)),
        Err(problem) => {
            show(files, &[problem], Style::Full)?;
            Err(Failure::Findings)
        }
    }
}

/// The text of a file or of standard input, with what is wrong with its bytes shown.
pub(crate) fn whole_file(path: &Path) -> Result<String, Failure> {
    let mut files = Files::default();
    let file = read_file(path, &mut files)?;
    let found = files.get(file);
    Ok(found.map_or_else(String::new, |it| it.text.clone().into_owned()))
}

/// The `.toml` files of folders, in order.
pub(crate) fn toml_files(folders: &[PathBuf]) -> Result<(Files, Vec<FileId>), Failure> {
    let mut files = Files::default();
    let mut which = Vec::new();
    for folder in folders {
        let cannot = |error: io::Error| {
            Failure::CouldNotRun(format!("cannot read {}: {error}", shown(folder)))
        };
        let entries = fs::read_dir(folder).map_err(cannot)?;
        let paths = entries.map(|entry| entry.map(|it| it.path()));
        let mut paths: Vec<PathBuf> = paths.collect::<io::Result<_>>().map_err(cannot)?;
        paths.retain(|path| path.extension().is_some_and(|it| it == "toml"));
        paths.sort();
        for path in paths {
            which.push(read_file(&path, &mut files)?);
        }
    }
    Ok((files, which))
}

/// A path as it may be shown.
fn shown(path: &Path) -> String {
    printable(&path.display().to_string()).into_owned()
}

/// Never more than the limit plus one byte, so that a huge input costs nothing.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(MAX_FILE_SIZE)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// An order or report that somebody wrote, and the case it is about.
#[derive(Debug, Args)]
pub(crate) struct WrittenSource {
    /// File with the order or report, TOML or JSON; `-` reads standard input
    #[arg(value_name = "FILE")]
    path: PathBuf,
    /// Case that it is about, if the file does not say
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    /// Check as of this date or moment, whatever the files say
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    as_of: Option<Moment>,
}

/// Something that was read, with whether nobody said when.
pub(crate) struct Written<T> {
    pub(crate) it: T,
    pub(crate) as_of_assumed: bool,
}

impl WrittenSource {
    /// Standing for both it would be empty the second time.
    fn refuse_standard_input_twice(&self) -> Result<(), Failure> {
        let is_standard = |path: &Path| path.as_os_str() == "-";
        if is_standard(&self.path) && self.case.as_deref().is_some_and(is_standard) {
            return Err(Failure::CouldNotRun(
                "`-` stands for the file and for `--case`, and standard input can be read once\n\
                 help: give one of them as a file"
                    .to_owned(),
            ));
        }
        Ok(())
    }

    /// Reads the order, and shows every error if there is one.
    pub(crate) fn order(&self, knowledge: &Knowledge) -> Result<Written<WrittenOrder>, Failure> {
        self.refuse_standard_input_twice()?;
        let mut files = Files::default();
        let file = read_file(&self.path, &mut files)?;
        let read = read_order(knowledge, &files, file, as_of(self.as_of));
        show(&files, &read.diagnostics, Style::Full)?;
        let it = read.order.ok_or(Failure::Findings)?;
        let case = self.about(knowledge, it.has_case)?;
        Ok(joined(it, read.as_of_assumed, case, WrittenOrder::about))
    }

    /// Reads the report, and shows every error if there is one.
    pub(crate) fn report(&self, knowledge: &Knowledge) -> Result<Written<WrittenReport>, Failure> {
        self.refuse_standard_input_twice()?;
        let mut files = Files::default();
        let file = read_file(&self.path, &mut files)?;
        let read = read_report(knowledge, &files, file, as_of(self.as_of));
        show(&files, &read.diagnostics, Style::Full)?;
        let it = read.report.ok_or(Failure::Findings)?;
        let case = self.about(knowledge, it.has_case)?;
        Ok(joined(it, read.as_of_assumed, case, WrittenReport::about))
    }

    /// The case given beside the file, which then must not have one of its own.
    fn about(&self, knowledge: &Knowledge, has_case: bool) -> Result<Option<LoadedCase>, Failure> {
        let Some(path) = &self.case else {
            return Ok(None);
        };
        if has_case {
            return Err(Failure::CouldNotRun(format!(
                "{} says itself what is known of the patient, and `--case` says it too\nhelp: keep one of them",
                shown(&self.path)
            )));
        }
        let source = CaseSource {
            path: path.clone(),
            as_of: self.as_of,
        };
        source.load(knowledge).map(Some)
    }
}

/// What was written, about the case given beside it if there is one.
fn joined<T>(
    it: T,
    as_of_assumed: bool,
    case: Option<LoadedCase>,
    about: impl Fn(T, Case) -> T,
) -> Written<T> {
    match case {
        None => Written { it, as_of_assumed },
        Some(case) => Written {
            it: about(it, case.case),
            as_of_assumed: case.as_of_assumed,
        },
    }
}

/// Reads a date or a moment.
pub(crate) fn moment(text: &str) -> Result<Moment, String> {
    let moment = match (text.len(), text.parse::<jiff::civil::Date>()) {
        (10, Ok(date)) => Ok(Moment { date, time: None }),
        _ => text.parse::<jiff::civil::DateTime>().map(|it| Moment {
            date: it.date(),
            time: Some(it.time()),
        }),
    };
    let moment = moment.map_err(|_| {
        "write a date such as 2026-03-05, or a moment such as 2026-03-05T14:30".to_owned()
    })?;
    match out_of_bounds(moment.date, Some(Zoned::now().date())) {
        Some(why) => Err(format!("it cannot be right: {why}")),
        None => Ok(moment),
    }
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
    /// With the lines and the words underlined
    Full,
    /// One line each
    Concise,
}

/// How many findings are shown: who has more corrects these first.
const MOST_SHOWN: usize = 100;

/// Shows findings on standard error, errors first if there are too many to show all. Returns whether there is an error among them.
pub(crate) fn show(
    files: &Files,
    diagnostics: &[Diagnostic],
    style: Style,
) -> Result<bool, Failure> {
    let color = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut out = io::stderr().lock();
    for diagnostic in first_of(diagnostics) {
        let text = match style {
            Style::Full => render::full(files, diagnostic, color),
            Style::Concise => render::concise(files, diagnostic),
        };
        writeln!(out, "{}", text.trim_end())?;
        if style == Style::Full {
            writeln!(out)?;
        }
    }
    if let Some(more @ 1..) = diagnostics.len().checked_sub(MOST_SHOWN) {
        writeln!(out, "and {more} more")?;
    }
    if let Some(summary) = render::summary(diagnostics) {
        writeln!(out, "{summary}")?;
    }
    Ok(diagnostics.iter().any(|it| it.severity == Severity::Error))
}

/// Those that are shown, in their order; errors before warnings if not all are.
fn first_of(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut shown: Vec<&Diagnostic> = diagnostics.iter().collect();
    if shown.len() > MOST_SHOWN {
        shown.sort_by_key(|it| it.severity);
        shown.truncate(MOST_SHOWN);
    }
    shown
}
