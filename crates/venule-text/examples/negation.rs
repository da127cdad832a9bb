//! Scores modifiers against marked findings: `negation FILE.tsv [KNOWLEDGE]`.
//!
//! The file has the columns `id`, `sentence`, `start` and `end` (bytes of the finding in the sentence) and may have
//! `negation`, `temporality` and `experiencer`. Predictions go to standard output in the same columns; with labels,
//! precision, recall and F1 and each sentence that differs go to standard error.
#![expect(clippy::print_stdout, reason = "it prints what it predicts")]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use venule_knowledge::load;
use venule_text::language::model::Language;
use venule_text::language::read;
use venule_text::predict::{Prediction, Predictor, Presence};
use venule_text::scope::{Person, Time};
use venule_text::span::Span;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let file = arguments
        .next()
        .ok_or("usage: negation FILE.tsv [KNOWLEDGE]")?;
    let knowledge = arguments.next().unwrap_or_else(|| "knowledge".to_owned());
    let language = language(Path::new(&knowledge))?;
    let mut predictor = Predictor::new(&language)?;
    let text = fs::read_to_string(file)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| header.iter().position(|it| *it == name);
    let need = |name: &str| column(name).ok_or(format!("there is no column `{name}`"));
    let (id, sentence) = (need("id")?, need("sentence")?);
    let (start, end) = (need("start")?, need("end")?);
    let mut scores: Vec<Score> = LABELS
        .iter()
        .filter_map(|(name, label)| column(name).map(|at| Score::new(at, label)))
        .collect();
    println!("id\tnegation\ttemporality\texperiencer");
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |at: usize| {
            cells
                .get(at)
                .copied()
                .ok_or(format!("a cell is missing: {line}"))
        };
        let marked = Span {
            start: cell(start)?.parse()?,
            end: cell(end)?.parse()?,
        };
        let found = predictor.predict(cell(sentence)?, marked)?;
        let labels = labels(&found);
        println!("{}\t{}", cell(id)?, labels.join("\t"));
        for score in &mut scores {
            let said = labels.iter().any(|it| it == score.label);
            let row = (cell(id)?, marked.of(cell(sentence)?), cell(sentence)?);
            score.count(cell(score.column)? == score.label, said, row, &found);
        }
    }
    for score in &scores {
        score.report();
    }
    Ok(())
}

const LABELS: [(&str, &str); 4] = [
    ("negation", "negated"),
    ("temporality", "historical"),
    ("temporality", "hypothetical"),
    ("experiencer", "other"),
];

fn labels(found: &Prediction) -> [String; 3] {
    let negation = match found.presence {
        Presence::Affirmed => "affirmed",
        Presence::Negated => "negated",
        Presence::Possible => "possible",
    };
    let time = match found.time {
        Time::Now => "recent",
        Time::Before => "historical",
        Time::Conditional => "hypothetical",
    };
    let person = match found.person {
        Person::Patient => "patient",
        Person::Other => "other",
    };
    [negation, time, person].map(str::to_owned)
}

/// How often one label was right.
struct Score {
    column: usize,
    label: &'static str,
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn new(column: usize, label: &'static str) -> Self {
        Self {
            column,
            label,
            right: 0,
            wrong: 0,
            missed: 0,
        }
    }

    fn count(&mut self, is: bool, said: bool, row: (&str, &str, &str), found: &Prediction) {
        let (id, concept, sentence) = row;
        let place = match (is, said) {
            (true, true) => return self.right += 1,
            (false, false) => return,
            (false, true) => &mut self.wrong,
            (true, false) => &mut self.missed,
        };
        *place += 1;
        let what = if is { "missed" } else { "wrong" };
        let rules: Vec<String> = found
            .rules
            .iter()
            .map(|(rule, span)| format!("{rule} \"{}\"", span.of(sentence)))
            .collect();
        let rules = rules.join(", ");
        eprintln!(
            "{} {what}: {id} [{concept}] {sentence} <- {rules}",
            self.label
        );
    }

    fn report(&self) {
        let rate = |part: u32, rest: u32| f64::from(part) / f64::from((part + rest).max(1));
        let precision = rate(self.right, self.wrong);
        let recall = rate(self.right, self.missed);
        let f1 = rate(2 * self.right, self.wrong + self.missed);
        eprintln!(
            "{}: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3} ({} right, {} wrong, {} missed)",
            self.label, self.right, self.wrong, self.missed
        );
    }
}

/// The language files of a knowledge folder.
fn language(knowledge: &Path) -> Result<Language, Box<dyn Error>> {
    let loaded = load::from_dir(knowledge).map_err(|_| "the knowledge cannot be read")?;
    let content = loaded
        .knowledge
        .as_ref()
        .ok_or("the knowledge has errors")?;
    let mut files = loaded.files.clone();
    let mut which = Vec::new();
    let folder = fs::read_dir(knowledge.join("language"))?;
    let mut paths: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        which.push(files.add(path.display().to_string(), fs::read_to_string(&path)?));
    }
    let (language, problems) = read::load(content, &files, which);
    if problems.is_empty() {
        Ok(language)
    } else {
        Err("the language files have errors: see `check_language`".into())
    }
}
