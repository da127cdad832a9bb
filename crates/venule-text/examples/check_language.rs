//! Checks a folder of language files against a knowledge folder: `check_language KNOWLEDGE [LANGUAGE]`.

#![expect(clippy::print_stdout, reason = "an example prints what it found")]

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use venule_knowledge::load;
use venule_knowledge::render::{Style, problems};
use venule_text::language::read;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let knowledge = arguments.next().unwrap_or_else(|| "knowledge".to_owned());
    let language = arguments
        .next()
        .unwrap_or_else(|| format!("{knowledge}/language"));
    let Ok(loaded) = load::from_dir(Path::new(&knowledge)) else {
        eprintln!("cannot read {knowledge}");
        return ExitCode::FAILURE;
    };
    let Some(content) = &loaded.knowledge else {
        eprintln!("the knowledge in {knowledge} has errors");
        return ExitCode::FAILURE;
    };
    let mut files = loaded.files.clone();
    let mut which = Vec::new();
    let Ok(folder) = fs::read_dir(&language) else {
        eprintln!("cannot read {language}");
        return ExitCode::FAILURE;
    };
    let mut paths: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if let (true, Ok(text)) = (
            path.extension().is_some_and(|ending| ending == "toml"),
            fs::read_to_string(&path),
        ) {
            which.push(files.add(path.display().to_string(), text));
        }
    }
    let (read, diagnostics) = read::load(content, &files, which);
    print!(
        "{}",
        problems(&files, &diagnostics, Style::Full { color: false })
    );
    let phrases = read.concepts.iter().map(|it| it.phrases.wording.count());
    let phrases = phrases.fold(0, u128::saturating_add);
    let digits = phrases.checked_ilog10().unwrap_or_default();
    println!(
        "{} sites, {} concepts (10^{digits} or more phrases), {} frames, {} measures, {} modifiers, {} sections, {} topics, {} questions; {} problems",
        read.sites.len(),
        read.concepts.len(),
        read.frames.len(),
        read.measures.len(),
        read.modifiers.len(),
        read.sections.len(),
        read.topics.len(),
        read.questions.len(),
        diagnostics.len()
    );
    if diagnostics.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
