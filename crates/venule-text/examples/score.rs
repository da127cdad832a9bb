//! Scores the extractor: `score GOLD [--differences] [--only TEXT]`, or reads one text: `score --text TEXT`.

#![expect(clippy::print_stdout, reason = "an example prints what it found")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use venule_engine::case::Moment;
use venule_knowledge::load;
use venule_knowledge::render::{Style, problems};
use venule_knowledge::source::{FileId, Files};
use venule_text::extract::Extractor;
use venule_text::gold::{self, Counts};
use venule_text::language::read;

fn add(files: &mut Files, folder: &Path) -> Vec<FileId> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map(|it| it.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    paths.sort();
    let toml = paths
        .into_iter()
        .filter(|it| it.extension().is_some_and(|end| end == "toml"));
    toml.filter_map(|path| Some((path.display().to_string(), fs::read_to_string(&path).ok()?)))
        .map(|(path, text)| files.add(path, text))
        .collect()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|it| it == name)?;
        arguments.get(at + 1)
    };
    let Ok(loaded) = load::from_dir(Path::new("knowledge")) else {
        return ExitCode::FAILURE;
    };
    let Some(knowledge) = &loaded.knowledge else {
        return ExitCode::FAILURE;
    };
    let mut files = loaded.files.clone();
    let which = add(&mut files, Path::new("knowledge/language"));
    let (language, found) = read::load(knowledge, &files, which);
    print!("{}", problems(&files, &found, Style::Full { color: false }));
    let extractor = match Extractor::new(knowledge, &language) {
        Ok(extractor) => extractor,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    if let Some(text) = value("--text") {
        let as_of = jiff::civil::date(2026, 3, 16);
        let Ok(reading) = extractor.read(text, as_of) else {
            return ExitCode::FAILURE;
        };
        let kind = |kind: usize| knowledge.events.get(kind).map_or("?", |it| &*it.name);
        for fact in reading.facts.iter().chain(&reading.facts_aside) {
            let name = knowledge
                .facts
                .get(fact.fact.0 as usize)
                .map_or("?", |it| &*it.name);
            let words: Vec<_> = fact.proof.spans.iter().map(|span| span.of(text)).collect();
            println!(
                "{name} = {} {:?} {:?} {words:?} {:?}",
                fact.value, fact.side, fact.standing, fact.proof.rules
            );
        }
        for event in reading.events.iter().chain(&reading.events_aside) {
            let words: Vec<_> = event.proof.spans.iter().map(|span| span.of(text)).collect();
            println!(
                "{} {:?} {:?} {:?} open {:?} {:?} {words:?}",
                kind(event.kind),
                event.when,
                event.side,
                event.attributes,
                event.open,
                event.standing
            );
        }
        for (none, side, _) in &reading.none_of {
            println!("no {} {side:?}", kind(*none));
        }
        println!("side {:?}", reading.side.as_ref().map(|it| it.0));
        let _ = reading.case(
            knowledge,
            Moment {
                date: as_of,
                time: None,
            },
        );
        return ExitCode::SUCCESS;
    }
    let gold_folder = arguments
        .first()
        .cloned()
        .unwrap_or_else(|| "gold".to_owned());
    let mut which = add(&mut files, &Path::new(&gold_folder).join("sentences"));
    which.extend(add(&mut files, &Path::new(&gold_folder).join("notes")));
    let (examples, found) = gold::load(knowledge, &files, which);
    print!("{}", problems(&files, &found, Style::Full { color: false }));
    let mut all = Counts::default();
    let mut by_file: Vec<(String, Counts)> = Vec::new();
    let half = value("--half").map(String::as_str);
    for (at, example) in examples.iter().enumerate() {
        let is_dev = at % 2 == 0;
        if half.is_some_and(|half| (half == "dev") != is_dev) {
            continue;
        }
        if value("--only")
            .is_some_and(|wanted| !example.id.contains(wanted) && !example.file.contains(wanted))
        {
            continue;
        }
        let Ok(reading) = extractor.read(&example.text, example.as_of) else {
            continue;
        };
        let outcome = gold::score(knowledge, example, &reading);
        all.add(outcome.counts);
        match by_file.iter_mut().find(|(file, _)| *file == example.file) {
            Some((_, counts)) => counts.add(outcome.counts),
            None => by_file.push((example.file.clone(), outcome.counts)),
        }
        if arguments.iter().any(|it| it == "--differences") && !outcome.differences.is_empty() {
            println!("{}: {}", example.id, example.text.trim());
            for difference in outcome.differences {
                println!("    {difference}");
            }
        }
    }
    by_file.push(("all".to_owned(), all));
    for (file, counts) in by_file {
        let precision = counts.right as f64 / (counts.right + counts.wrong).max(1) as f64;
        let recall = counts.right as f64 / (counts.right + counts.missed).max(1) as f64;
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        println!(
            "{file}: P {precision:.3} R {recall:.3} F1 {f1:.3} (right {}, wrong {}, missed {}, false absent {}, unsafe {})",
            counts.right, counts.wrong, counts.missed, counts.false_absent, counts.unsafe_accepted
        );
    }
    ExitCode::SUCCESS
}
