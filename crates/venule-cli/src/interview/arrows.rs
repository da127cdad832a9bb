//! Questions answered with the arrow keys, in a terminal.

use std::io::{self, Write};

use dialoguer::{Input, MultiSelect, Select};
use venule_engine::case::{Moment, State};

use super::choices::choices;
use super::reply::{self, Reply};
use super::{Asked, Prompt};
use venule_knowledge::printable::printable;

/// Asks on the terminal.
#[derive(Debug, Default)]
pub(super) struct Arrows {}

/// What every list of choices ends with.
const ALWAYS: [&str; 5] = [
    "not known",
    "cannot be obtained",
    "skip this question",
    "back to the question before",
    "stop here",
];

impl Prompt for Arrows {
    fn ask(&mut self, asked: &Asked<'_>, today: Moment) -> io::Result<Reply> {
        let choices = choices(asked);
        writeln!(io::stderr(), "[{}]", asked.progress)?;
        let title = &asked.text;
        if choices.is_empty() {
            return typed(asked, today);
        }
        let labels = choices
            .iter()
            .map(|(_, label)| label.as_str())
            .chain(ALWAYS);
        let labels: Vec<&str> = labels.collect();
        let picked = Select::new()
            .with_prompt(title)
            .items(&labels)
            .default(0)
            .interact_opt();
        let picked = picked.map_err(io::Error::from)?;
        Ok(match picked {
            None => Reply::Stop,
            Some(at) => match (choices.get(at), at.saturating_sub(choices.len())) {
                (Some((choice, _)), _) => asked.chosen(choice.clone()),
                (None, 0) => asked.state(State::Unknown),
                (None, 1) => asked.state(State::Unobtainable),
                (None, 2) => Reply::Pass,
                (None, 3) => Reply::Back,
                (None, _) => Reply::Stop,
            },
        })
    }

    fn choose(&mut self, question: &str, labels: &[&str]) -> io::Result<Option<Vec<usize>>> {
        MultiSelect::new()
            .with_prompt(format!("{question} (space chooses, enter goes on)"))
            .items(labels)
            .interact_opt()
            .map_err(io::Error::from)
    }

    fn refused(&mut self, _: &str, problem: &str) -> io::Result<()> {
        writeln!(io::stderr(), "  {}", printable(problem))
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(io::stderr(), "{text}")
    }
}

/// A number or a date.
fn typed(asked: &Asked<'_>, today: Moment) -> io::Result<Reply> {
    let title = format!(
        "{} ({}; or: {})",
        asked.text,
        reply::hint(asked),
        reply::WORDS
    );
    let text: String = Input::new()
        .with_prompt(title)
        .allow_empty(true)
        .validate_with(|text: &String| {
            let read = reply::read(asked, text, today);
            read.map(|_| ())
                .map_err(|problem| printable(&problem).into_owned())
        })
        .interact_text()
        .map_err(io::Error::from)?;
    reply::read(asked, &text, today).map_err(io::Error::other)
}
