//! What texts ask, one text a line: `asks KNOWLEDGE < TEXTS`.

#![expect(clippy::print_stdout, reason = "an example prints what it found")]

use std::env;
use std::error::Error;
use std::io::{self, BufRead as _};
use std::path::Path;

use venule_knowledge::load;
use venule_text::ask::Mention;
use venule_text::extract::Extractor;
use venule_text::language::source::from_dir;

fn main() -> Result<(), Box<dyn Error>> {
    let knowledge = env::args().nth(1).unwrap_or_else(|| "knowledge".to_owned());
    let loaded = load::from_dir(Path::new(&knowledge))?;
    let content = loaded.knowledge.as_ref();
    let content = content.ok_or("the knowledge has errors")?;
    let read = from_dir(content, Path::new(&knowledge))?;
    let language = read.usable();
    let language = language.ok_or("the language has errors: see `check_language`")?;
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
