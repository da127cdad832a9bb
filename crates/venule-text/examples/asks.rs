//! What texts ask, one text a line: `asks KNOWLEDGE < TEXTS`.

#![expect(clippy::print_stdout, reason = "an example prints what it found")]

use std::error::Error;
use std::io::{self, BufRead as _};
use std::path::Path;
use std::{env, fs};

use venule_knowledge::load;
use venule_text::ask::Mention;
use venule_text::extract::Extractor;
use venule_text::language::read;

fn main() -> Result<(), Box<dyn Error>> {
    let knowledge = env::args().nth(1).unwrap_or_else(|| "knowledge".to_owned());
    let loaded = load::from_dir(Path::new(&knowledge))?;
    let content = loaded.knowledge.as_ref();
    let content = content.ok_or("the knowledge has errors")?;
    let mut files = loaded.files.clone();
    let mut which = Vec::new();
    let folder = fs::read_dir(Path::new(&knowledge).join("language"))?;
    let mut paths: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        which.push(files.add(path.display().to_string(), fs::read_to_string(&path)?));
    }
    let (language, problems) = read::load(content, &files, which);
    if !problems.is_empty() {
        return Err("the language has errors: see `check_language`".into());
    }
    let extractor = Extractor::new(content, &language)?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let asks = extractor.asks(&line)?;
        let topics = |all: &[Mention]| -> Vec<String> {
            let topic = |it: &Mention| language.topics.get(it.topic).map(|it| it.id.to_string());
            let words = |it: &Mention| {
                let mark = if it.asked { "?" } else { "" };
                format!(
                    "{}{mark} \"{}\"",
                    topic(it).unwrap_or_default(),
                    it.span.of(&line)
                )
            };
            all.iter().map(words).collect()
        };
        println!("{line}");
        for (intent, span) in &asks.intents {
            println!("  {} \"{}\"", intent.name(), span.of(&line));
        }
        println!("  inside: {}", topics(&asks.inside).join(", "));
        println!("  outside: {}", topics(&asks.outside).join(", "));
        println!("  beside: {}", topics(&asks.beside).join(", "));
        for it in asks.questions.iter().take(5) {
            if let Some(question) = language.questions.get(it.question) {
                println!("  {:>6} {:>3}% {}", it.score, it.alike, question.id);
            }
        }
    }
    Ok(())
}
